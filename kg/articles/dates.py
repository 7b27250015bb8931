"""Dates of publication, strictly: a calendar date that can be read in one way only, or none."""

from __future__ import annotations

import re
import warnings
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from dateutil import parser

EARLIEST = 1500
"""Years before are fillers ("0001-01-01") or misread numbers."""

_ISO = re.compile(r"(\d{4})([-/.]?)(\d{2})\2(\d{2})(?:$|[T ]\d.*$|Z$)")
_YEAR = re.compile(r"(?<![\d+-])[1-9]\d{3}(?!\d)|(?<=[A-Za-z\d]-)[1-9]\d{3}(?!\d)")
"""A year, and no zone ("+1000"); "0001" and "-0001" stand where a program knows none."""
_NUMERIC = re.compile(r"(?:([A-Z][a-z]{2})[a-z]*,?\s+)?(\d{1,2})([/.-])(\d{1,2})\3(\d{4})(?:$|[ T,].*)")
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTH = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE)
_DEFAULTS = (datetime(2000, 1, 1), datetime(2003, 10, 28))


def parse_date(value: str) -> str | None:
    """The calendar day that ``value`` names, as it stands there (no time zone is reckoned).

    Args:
        value: "2025-03-31", "2025-03-31T11:42:00+01:00", "31 March 2025", "Mon, 31 Mar 2025 10:00 GMT", "31/03/2025",
            "Thu, 04/03/2025", …
    Returns:
        ``YYYY-MM-DD``; None where it is no date, not a whole one, or may be two ("03/04/2025").
    """
    value = value.strip()
    if not value or len(value) > 80:
        return None
    if found := _ISO.match(value):
        return _day(int(found[1]), int(found[3]), int(found[4]))
    if found := _NUMERIC.match(value):
        weekday, first, second, year = found[1], int(found[2]), int(found[4]), int(found[5])
        numbered = {day for day in (_day(year, second, first), _day(year, first, second)) if day}
        if weekday:  # Drupal's "Thu, 04/17/2031 - 08:30"
            numbered = {day for day in numbered if _WEEKDAYS[date.fromisoformat(day).weekday()] == weekday}
        return numbered.pop() if len(numbered) == 1 else None
    if not _YEAR.search(value) or not _MONTH.search(value):
        return None
    days = set()
    for default in _DEFAULTS:  # what the text leaves out would be filled in from these, and differ
        for day_first in (True, False):
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    read = parser.parse(value, default=default, dayfirst=day_first, ignoretz=True)
            except (ValueError, OverflowError, TypeError, AttributeError, IndexError):
                return None
            days.add(_day(read.year, read.month, read.day))
    return days.pop() if len(days) == 1 else None


def parse_moment(value: str) -> str | None:
    """The moment that ``value`` names, so that moments compare as strings.

    Args:
        value: "2025-03-31T11:42:00+01:00", "20250331104200", "Mon, 31 Mar 2025 10:42:00 GMT", or a day alone.
    Returns:
        ``YYYY-MM-DDTHH:MM:SSZ`` where a time of day stands there (UTC where no zone does), else ``YYYY-MM-DD``; None where
        it is neither.
    """
    value = value.strip()
    if len(value) > 80:
        return None
    if re.fullmatch(r"\d{14}", value):
        value = f"{value[:8]}T{value[8:]}"
    if not _YEAR.search(value) and not _ISO.match(value):
        return None  # "0001", which would be read as 2001
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = read(re.sub(r"(?<=:\d\d)\.\d+|\b(?:GMT|UTC)(?=[+-]\d)", "", value))
            if not re.search(r"\d[T :]\d", value):
                break  # a day without an hour
            moment = moment.astimezone(UTC) if moment.tzinfo else moment
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        return moment.strftime("%Y-%m-%dT%H:%M:%SZ") if moment.year >= EARLIEST else None
    return parse_date(value)


def _day(year: int, month: int, day: int) -> str | None:
    if year < EARLIEST:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
