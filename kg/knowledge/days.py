"""Days beside days, which the calendar of Python ends in the years 1 and 9999."""

from __future__ import annotations

import datetime


def moved(day: datetime.date, days: int) -> datetime.date:
    """The day some days after another (before it where they are less than none): the calendar's first or last beyond its ends.

    Args:
        day: from which is counted.
        days: how many.
    """
    ordinal = day.toordinal() + days
    return datetime.date.fromordinal(max(1, min(ordinal, datetime.date.max.toordinal())))
