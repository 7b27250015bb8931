"""Days as people give them on the command line, as whole intervals."""

from __future__ import annotations

import calendar
import datetime
import re

from kg.errors import Code, KgError
from kg.graph.asking.queries import relative

_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


def first_day(value: str | datetime.date | None) -> str | None:
    """The first day of a year, month or day ("2025", "2025-03", "2025-03-31"), or of a time told from today ("last-week", "-7d").

    Raises:
        KgError: KG044.
    """
    return None if value is None else _interval(value)[0]


def last_day(value: str | datetime.date | None) -> str | None:
    """The last day of a year, month or day.

    Raises:
        KgError: KG044.
    """
    return None if value is None else _interval(value)[1]


def _interval(value: str | datetime.date) -> tuple[str, str]:
    text = value.isoformat()[:10] if isinstance(value, datetime.date) else value.strip()
    if told := relative(text.lower(), datetime.datetime.now(datetime.UTC).astimezone().date()):
        return told[0].isoformat(), told[1].isoformat()
    match = _DATE.fullmatch(text)
    try:
        if match is None:
            raise ValueError(text)
        year, month, day = int(match[1]), int(match[2] or 1), int(match[3] or 1)
        first = datetime.date(year, month, day)
        if match[3]:
            return first.isoformat(), first.isoformat()
        end = int(match[2] or 12)
        return first.isoformat(), datetime.date(year, end, calendar.monthrange(year, end)[1]).isoformat()
    except ValueError as error:
        raise KgError(Code.BAD_INTERVAL, value=str(value)) from error
