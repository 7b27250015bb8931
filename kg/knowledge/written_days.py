"""Days and stretches of days as people write them."""

from __future__ import annotations

import calendar
import datetime

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def written_day(day: datetime.date, *, short: bool = False) -> str:
    """ "31 March 2025", or in short "31 Mar 2025"."""
    return f"{day.day} {_month(day, short)} {day.year}"


def written_days(first: datetime.date, last: datetime.date, *, short: bool = False) -> str:
    """ "31 March 2025", "24–30 March 2025", "March 2025", "March–May 2025", "2025", "24 March 2025 – 3 April 2025".

    Args:
        first, last: of the stretch, inclusive.
        short: three letters of a month, and a year that both ends share but once: "24 Mar – 3 Apr 2025".
    """
    end = written_day(last, short=short)
    if first == last:
        return end
    whole_months = first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]
    if whole_months and first.year == last.year:
        if first.month == last.month:
            return f"{_month(first, short)} {first.year}"
        if (first.month, last.month) == (1, 12):
            return str(first.year)
        return f"{_month(first, short)}–{_month(last, short)} {first.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    if first.year == last.year and short:
        return f"{first.day} {_month(first, short)} – {end}"
    return f"{written_day(first, short=short)} – {end}"


def _month(day: datetime.date, short: bool) -> str:
    name = MONTHS[day.month - 1]
    return name[:3] if short else name
