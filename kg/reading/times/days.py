"""Days that share their month's name: "April 24-25", "March 5 and 6", "9 and 10 April"."""

from __future__ import annotations

from kg.reading.times import grammar as g
from kg.reading.times.grammar import SENTENCE_ENDS, Expression
from kg.reading.times.lexer import HYPHENS
from kg.reading.times.numbers import Numbers

_JOINING = ("to", "and", "or", "through", "&")


def days_after(parser: Numbers, before: Expression) -> list[Expression]:
    """The second of "April 24-25", "March 5 and 6"."""
    words = parser.w
    if before.kind != "date" or before.month is None or before.day is None or before.weekday or before.clock:
        return []
    j = before.end
    if words[j] not in HYPHENS and words[j] not in ("to", "and", "or", "through", "&"):
        return []
    day = parser.day_number(j + 1)
    if day is None or (before.year is not None and words[j] not in HYPHENS) or day[0] <= before.day:
        return []
    k = day[1]
    if words[k] in g.MONTHS or words[k] in g.UNITS or words[k] in g.HALF_DAYS or words[k] in ("%", "percent", "of"):
        return []
    if words[j] in ("and", "or", "to", "&") and not (
        words[k] in SENTENCE_ENDS or words[k] == "," or words[k] in ("in", "at")
    ):
        return []
    second = Expression(j + 1, k, "date", year=before.year, month=before.month, day=day[0], relation=before.relation)
    year = parser.year_after(k)
    if year:
        second.year, second.end = year
        before.year = second.year
    return [second]


def days_before(parser: Numbers, after: Expression, done: int) -> list[Expression]:
    """The first of "9 and 10 April", "9-10 April", "3, 4 and 5 May": up to two days before the one with the month.

    Args:
        done: the word before which nothing is free.
    """
    words, found, next_day = parser.w, list[Expression](), after
    if after.kind != "date" or after.month is None or after.day is None or after.weekday or after.clock:
        return []
    if words[after.start][:1].isalpha():
        return []  # "April 10": what stands before is another day's
    while len(found) < 2:
        at = next_day.start - 1
        joined = words[at] in HYPHENS or words[at] in _JOINING or (found and words[at] == ",")
        if not joined or at - 1 < done:
            break
        day = parser.day_number(at - 1)
        if day is None or day[1] != at or day[0] >= (next_day.day or 0):
            break
        if words[at - 2] in g.MONTHS or (at - 2 >= 0 and words[at - 2][:1].isdecimal()):
            break
        next_day = Expression(
            at - 1, at, "date", year=after.year, month=after.month, day=day[0], relation=after.relation
        )
        found.insert(0, next_day)
    return found
