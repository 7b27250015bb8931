"""Days as people give them on the command line, as whole intervals."""

from __future__ import annotations

import calendar
import datetime
import re

from kg.errors import Code, KgError

_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


def first_day(value: str | datetime.date | None) -> str | None:
    """The first day of a year, month or day ("2025", "2025-03", "2025-03-31").

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


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def words(first: str | None, last: str | None) -> str:
    """An interval as people write it: "12 Mar 2031", "11–20 Apr 2031", "Apr 2031", "since 3 May 2030"; "" without days."""
    begin, end = _day(first), _day(last)
    if begin is None and end is None:
        return ""
    if end is None:
        return f"since {_plain(begin)}"
    if begin is None:
        return f"until {_plain(end)}"
    if begin == end:
        return _plain(begin)
    whole_month = end.day == calendar.monthrange(end.year, end.month)[1]
    if begin.day == 1 and whole_month and begin.year == end.year:
        if begin.month == end.month:
            return f"{_MONTHS[begin.month - 1]} {begin.year}"
        if (begin.month, end.month) == (1, 12):
            return str(begin.year)
        return f"{_MONTHS[begin.month - 1]}–{_MONTHS[end.month - 1]} {begin.year}"
    if (begin.year, begin.month) == (end.year, end.month):
        return f"{begin.day}–{_plain(end)}"
    if begin.year == end.year:
        return f"{begin.day} {_MONTHS[begin.month - 1]} – {_plain(end)}"
    return f"{_plain(begin)} – {_plain(end)}"


def _day(value: str | None) -> datetime.date | None:
    try:
        return None if value is None else datetime.date.fromisoformat(value[:10])
    except ValueError:
        return None


def _plain(day: datetime.date | None) -> str:
    return "" if day is None else f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
