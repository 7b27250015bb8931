"""Periods of the calendar: TIMEX3 values with the first and last day of what they name, and steps between them."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.easter import EASTER_ORTHODOX, easter
from dateutil.relativedelta import relativedelta

SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}
"""First and last month of the northern seasons, as news uses them; a winter has the year in which it begins."""

UNITS = {
    "TS": "unitSecond", "TM": "unitMinute", "TH": "unitHour", "D": "unitDay", "WE": "unitDay",
    "W": "unitWeek", "2W": "unitWeek",
    "M": "unitMonth", "Q": "unitMonth", "6M": "unitMonth", "S": "unitMonth",
    "Y": "unitYear", "10Y": "unitYear", "100Y": "unitYear", "1000Y": "unitYear",
}  # fmt: skip
"""OWL-Time's unit of each of our unit codes (it has none for quarters, seasons, decades)."""


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of the calendar.

    Attributes:
        value: TIMEX3 value.
        first, last: its days, inclusive.
        unit: code of its size (see ``UNITS``).
    """

    value: str
    first: date
    last: date
    unit: str


def day(when: date) -> Period:
    return Period(when.isoformat(), when, when, "D")


def week(when: date) -> Period:
    """The ISO week of ``when``."""
    year, number, weekday = when.isocalendar()
    monday = when - timedelta(days=weekday - 1)
    return Period(f"{year}-W{number:02d}", monday, monday + timedelta(days=6), "W")


def weekend(when: date) -> Period:
    """The weekend of the ISO week of ``when``."""
    whole = week(when)
    return Period(whole.value + "-WE", whole.last - timedelta(days=1), whole.last, "WE")


def month(year: int, number: int) -> Period:
    last = calendar.monthrange(year, number)[1]
    return Period(f"{year:04d}-{number:02d}", date(year, number, 1), date(year, number, last), "M")


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    end_year, end = year + (last - 1) // 12, (last - 1) % 12 + 1
    return date(year, first, 1), date(end_year, end, calendar.monthrange(end_year, end)[1])


def quarter(year: int, number: int) -> Period:
    return Period(f"{year:04d}-Q{number}", *_months(year, 3 * number - 2, 3 * number), "Q")


def half(year: int, number: int) -> Period:
    return Period(f"{year:04d}-H{number}", *_months(year, 6 * number - 5, 6 * number), "6M")


def season(year: int, code: str) -> Period:
    return Period(f"{year:04d}-{code}", *_months(year, *SEASONS[code]), "S")


def year(number: int) -> Period:
    return Period(f"{number:04d}", date(number, 1, 1), date(number, 12, 31), "Y")


def decade(number: int) -> Period:
    """The decade of a year: 1987 is in 198 (1980 to 1989)."""
    first = number // 10 * 10
    return Period(f"{number // 10:03d}", date(max(first, 1), 1, 1), date(first + 9, 12, 31), "10Y")


def century(number: int) -> Period:
    """The century of a year, as TIMEX3 values have it: 1987 is in 19, which is 1900 to 1999."""
    first = number // 100 * 100
    return Period(f"{number // 100:02d}", date(max(first, 1), 1, 1), date(first + 99, 12, 31), "100Y")


def of_unit(unit: str, when: date, steps: int = 0) -> Period | None:
    """The period of a unit's size around ``when``, some steps before or after.

    Args:
        unit: code of ``UNITS``.
        when: any day in the period to start from.
        steps: how many units to go on (back when negative).

    Returns:
        None for units of less than a day and beyond the calendar's years.
    """
    try:
        if unit == "D":
            return day(when + timedelta(days=steps))
        if unit in ("W", "2W"):
            return week(when + timedelta(weeks=steps * (2 if unit == "2W" else 1)))
        if unit == "WE":
            return weekend(when + timedelta(weeks=steps))
        if unit == "M":
            moved = when.replace(day=1) + relativedelta(months=steps)
            return month(moved.year, moved.month)
        if unit == "Q":
            moved = when.replace(day=1) + relativedelta(months=3 * steps)
            return quarter(moved.year, (moved.month + 2) // 3)
        if unit == "6M":
            moved = when.replace(day=1) + relativedelta(months=6 * steps)
            return half(moved.year, (moved.month + 5) // 6)
        if unit == "Y":
            return year(when.year + steps)
        if unit == "10Y":
            return decade(when.year + 10 * steps)
        if unit == "100Y":
            return century(when.year + 100 * steps)
    except (ValueError, OverflowError):
        return None
    return None


def week_of_month(of_year: int, number: int, nth: int) -> Period:
    """The first to fourth seven days of a month, or the last (-1)."""
    whole = month(of_year, number)
    first = whole.last - timedelta(days=6) if nth < 0 else whole.first + timedelta(days=7 * (nth - 1))
    return Period(week(first + timedelta(days=3)).value, first, first + timedelta(days=6), "W")


def festival(rule: str, of_year: int) -> Period | None:
    """The day that a rule of time_festivals.tsv gives in a year."""
    try:
        if rule.startswith("easter"):
            return day(easter(of_year) + timedelta(days=int(rule[6:])))
        if rule.startswith("orthodox"):
            return day(easter(of_year, EASTER_ORTHODOX) + timedelta(days=int(rule[8:])))
        if "/" not in rule:
            return day(date(of_year, int(rule[:2]), int(rule[3:])))
        number, weekday, rest = rule.split("/")
        nth, _, extra = rest.partition("+")
        days = [
            date(of_year, int(number), d)
            for d in range(1, calendar.monthrange(of_year, int(number))[1] + 1)
            if date(of_year, int(number), d).isoweekday() == int(weekday)
        ]
        return day(days[int(nth) - 1 if int(nth) > 0 else int(nth)] + timedelta(days=int(extra or 0)))
    except (ValueError, OverflowError):
        return None


def narrowed(period: Period, modifier: str | None) -> tuple[date, date] | None:
    """The days of a period that a modifier leaves: its first, middle or last third, or all of it.

    A month's thirds are the 1st to 10th, 11th to 20th and 21st to its end; a year's are of four months; other periods
    are cut in three by days. "Before" and "after" a period leave nothing that could be named.
    """
    first, last = period.first, period.last
    if modifier in ("BEFORE", "AFTER", "ON_OR_BEFORE", "ON_OR_AFTER"):
        return None
    if modifier not in ("START", "MID", "END") or first == last:
        return first, last
    third = ("START", "MID", "END").index(modifier)
    if period.unit == "M":
        return first.replace(day=1 + 10 * third), (last if third == 2 else first.replace(day=10 * third + 10))
    if period.unit == "Y":
        return _months(first.year, 4 * third + 1, 4 * third + 4)
    if period.unit == "10Y":
        bounds = ((0, 3), (4, 6), (7, 9))[third]
        return date(first.year + bounds[0], 1, 1), date(first.year + bounds[1], 12, 31)
    days = (last - first).days + 1
    start, stop = days * third // 3, -(-days * (third + 1) // 3)
    return first + timedelta(days=start), first + timedelta(days=min(stop, days) - 1)


def duration(amount: float | str, unit: str) -> str:
    """The TIMEX3 value of a duration: P5Y, PT2H, P2.5Y, PXM.

    Args:
        amount: how many, or "X" where the text does not tell.
        unit: code of ``UNITS``.
    """
    time = "T" if unit.startswith("T") else ""
    code = unit[1:] if time else unit
    factor = 1
    if len(code) > 1 and code != "WE":
        factor, code = int(code[:-1]), code[-1]
    if amount == "X":
        return "PXC" if factor == 100 else f"P{time}X{code}"
    number = float(amount) * factor
    if number != int(number) and number * 2 == int(number * 2):  # P2Y6M, PT1H30M: halves have units of their own
        smaller = {"Y": "6M", "H": "30M", "M": "30S" if time else "15D"}.get(code)
        if smaller:
            return f"P{time}{int(number)}{code}{smaller}" if number >= 1 else f"P{time}{smaller}"
    return f"P{time}{int(number) if number == int(number) else round(number, 2)}{code}"
