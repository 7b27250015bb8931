"""Less usual forms of dates: with hyphens, with eras, open business years, halves, weeks of a month, a day without its month."""

from __future__ import annotations

import itertools
import re

from kg.reading.times import grammar as g
from kg.reading.times.grammar import SENTENCE_ENDS, Expression
from kg.reading.times.lexer import HYPHENS
from kg.reading.times.numbers import Numbers

BEFORE_CHRIST = frozenset(("b.c.", "b.c", "bc", "bce", "b.c.e.", "b.c.e"))
AFTER_CHRIST = frozenset(("a.d.", "a.d", "ad", "ce", "c.e.", "c.e"))
ERAS = BEFORE_CHRIST | AFTER_CHRIST
HALF_CODE = re.compile(r"(?:(\d{4})h([12])|h([12])(?:'?(\d\d|\d{4}))?)")
TWO_FISCAL = re.compile(r"fy'?(\d{4}|\d\d)/(\d\d|\d{4})")
_YEARS = re.compile(r"\d{1,4}|\d{1,2},\d{3}")
_WEEKS = {"opening": 1, "final": -1, "last": -1, "first": 1, "second": 2, "third": 3, "fourth": 4}
_BEFORE_DAY = frozenset(("on", "by", "until", "till", "since", "before", "after", "from"))
_BEHIND_DAY = frozenset((",", "and", "in", "at", "to", "when", "with", "but", "for", "by"))
_BEFORE_YEAR = frozenset(
    ("in", "around", "about", "from", "by", "of", "since", "until", "to", "circa", "c.", "after", "before")
)


class Dates(Numbers):
    """Methods read a rule at a word and return what they found, or None."""

    def dates(self, i: int) -> Expression | None:
        """The first of these forms that begins at a word."""
        for rule in (self.hyphened_at, self.era_at, self.half_code_at, self.fiscal_at, self.week_at, self.bare_day_at):
            if (read := rule(i)) is not None:
                return read
        return None

    def hyphened_at(self, i: int) -> Expression | None:
        """ "12-Feb-2026", "12-Feb"."""
        w = self.w
        if not (w[i].isdecimal() and len(w[i]) < 3 and w[i + 1] in HYPHENS and w[i + 2] in g.MONTHS):
            return None
        day = self.day_number(i)
        if day is None:
            return None
        found = Expression(i, i + 3, "date", day=day[0], month=g.MONTHS[w[i + 2]])
        if w[i + 3] in HYPHENS and (g.YEAR.fullmatch(w[i + 4]) or re.fullmatch(r"\d\d", w[i + 4])):
            found.year, found.end = self.full_year(w[i + 4]), i + 5
        return found

    def era_at(self, i: int) -> Expression | None:
        """ "63 B.C.", "A.D. 845", "410 AD"."""
        w = self.w
        if w[i] in AFTER_CHRIST and re.fullmatch(r"\d{1,4}", w[i + 1]) and int(w[i + 1]):
            return Expression(i, i + 2, "date", year=int(w[i + 1]), era=True)
        if not (_YEARS.fullmatch(w[i]) and w[i + 1] in ERAS):
            return None
        year = int(w[i].replace(",", ""))
        if not year or not (year > 99 or w[i - 1] in _BEFORE_YEAR or "." in w[i + 1]):
            return None
        if w[i + 1] in BEFORE_CHRIST:
            return Expression(i, i + 2, "date", value=f"BC{year:04d}", era=True)
        return Expression(i, i + 2, "date", year=year, era=True)

    def half_code_at(self, i: int) -> Expression | None:
        """ "H1 2026", "2026H1", "H1'26"."""
        match = HALF_CODE.fullmatch(self.w[i])
        if not match:
            return None
        found = Expression(i, i + 1, "date", half=int(match[2] or match[3]))
        if digits := match[1] or match[4]:
            found.year = self.full_year(digits)
        elif g.YEAR.fullmatch(self.w[i + 1]):
            found.year, found.end = int(self.w[i + 1]), i + 2
        else:
            return None
        return found

    def fiscal_at(self, i: int) -> Expression | None:
        """ "FY2024/25", "FY 2024-25": where a business year begins and ends differs, so that it has no days."""
        w = self.w
        match = TWO_FISCAL.fullmatch(w[i])
        if match:
            return Expression(i, i + 1, "date", year=self.full_year(match[2]), fiscal=True)
        first = g.FISCAL_CODE.fullmatch(w[i])
        if first and w[i + 1] in HYPHENS and re.fullmatch(r"\d\d|\d{4}", w[i + 2]):
            return Expression(i, i + 3, "date", year=self.full_year(w[i + 2]), fiscal=True)
        if w[i] == "fy" and (g.YEAR.fullmatch(w[i + 1]) or g.TWO_YEARS.fullmatch(w[i + 1])):
            return Expression(i, i + 2, "date", year=int(w[i + 1][:4]) + (len(w[i + 1]) > 4), fiscal=True)
        return None

    def week_at(self, i: int) -> Expression | None:
        """ "the first week of March", "the last weekend of May 2025"."""
        w = self.w
        j = i + (w[i] == "the")
        if w[j] not in _WEEKS or w[j + 1] != "week" or w[j + 2] != "of" or w[j + 3] not in g.MONTHS:
            return None
        found = Expression(i, j + 4, "date", month=g.MONTHS[w[j + 3]], nth=_WEEKS[w[j]])
        if year := self.year_after(j + 4):
            found.year, found.end = year
        return found

    def bare_day_at(self, i: int) -> Expression | None:
        """ "on the 24th": a day of this month, the last or the next."""
        w = self.w
        if w[i] != "the" or w[i - 1] not in _BEFORE_DAY or not g.ORDINAL_DIGITS.fullmatch(w[i + 1]):
            return None
        day = self.day_number(i + 1)
        if day is None or not (w[day[1]] in SENTENCE_ENDS or w[day[1]] in _BEHIND_DAY):
            return None
        return Expression(i, day[1], "date", day=day[0])


def give_years(words: list[str], found: list[Expression]) -> None:
    """Give the year of the second of two days or months to the first: "between March and June 2024", "Feb. 28 - March 1, 2025".

    Args:
        words: in lower case.
        found: the expressions, in order.
    """
    for first, second in itertools.pairwise(found):
        between = words[first.end : second.start]
        before = words[first.start - 1] if first.start else ""
        joined = between in (["to"], ["through"], ["until"]) or (len(between) == 1 and between[0] in HYPHENS | {"--"})
        if not joined and not (before in ("between", "from") and between == ["and"]):
            continue
        if first.kind == second.kind == "date" and first.month and second.month and second.year and first.year is None:
            if first.relation is not None or first.years is not None or second.era:
                continue
            later = (first.month, first.day or 0) > (second.month, second.day or 31)
            first.year = second.year - later
            first.certain = True
