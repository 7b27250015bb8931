"""The part of the time grammar that counts from somewhere: "this week", "last May", "the year-earlier quarter"."""

from __future__ import annotations

from kg.reading.times import grammar as g
from kg.reading.times.calendar import Calendar
from kg.reading.times.grammar import SENTENCE_ENDS, Expression
from kg.reading.times.lexer import HYPHENS

LAST_OF = frozenset(["day", "night", "morning", "evening", "afternoon"])


class Relative(Calendar):
    """Methods read a rule at a word and return what they found, or None."""

    def last_of(self, i: int) -> bool:
        """Whether "last" is that of something, not the one before now: "the last day", "the last week of"."""
        w = self.w
        return (
            w[i] == "last" and w[i - 1] == "the" and (w[i + 1] in LAST_OF or (w[i + 2] == "of" and w[i + 1] in g.UNIT))
        )

    def relative(self, i: int) -> Expression | None:
        w = self.w
        if self.last_of(i + (w[i] == "the")):
            return None
        j, x = i, w[i]
        if x in ("this", "that", "these", "those"):
            j = i + 1
            anchor = "text" if x in ("that", "those") else ""
            if w[j] in ("very", "same"):
                j += 1
            if x in ("this", "these") and w[j] in ("past", "coming", "last", "next", "upcoming"):
                return self.target(i, j + 1, int(g.RELATIONS[w[j]][0]), "")
            if x in ("these", "those"):
                return None
            found = self.target(i, j, 0, anchor)
            if (
                found is not None
                and x == "that"
                and (found.kind == "duration" or (found.kind == "date" and not found.season))
            ):
                return None
            return found
        if x == "the":
            j = i + 1
            if w[j] == "very":
                j += 1
            if w[j] in ("week", "weekend", "month") and w[j + 1] == "of":
                inner = self.calendar(j + 2)
                if inner is not None and inner.kind == "date" and (inner.day is not None) != (w[j] == "month"):
                    inner.start, inner.unit = i, g.UNIT[w[j]] if inner.day else None
                    return inner
            if w[j] == "day" and w[j + 1] in ("before", "after") and w[j + 2] in ("yesterday", "tomorrow"):
                return Expression(i, j + 3, "deictic", relation=-2 if w[j + 2] == "yesterday" else 2)
            if w[j] in g.UNIT and w[j + 1] in ("before", "after") and (w[j + 2] in SENTENCE_ENDS or w[j + 2] == ","):
                return Expression(
                    i, j + 2, "unit", unit=g.UNIT[w[j]], relation=-1 if w[j + 1] == "before" else 1, anchor="text"
                )
            if w[j] in g.UNIT and w[j + 1 : j + 3] in (["before", "last"], ["after", "next"]):
                return Expression(i, j + 3, "unit", unit=g.UNIT[w[j]], relation=-2 if w[j + 1] == "before" else 2)
            if compared := self.compared(i, j):
                return compared
            if w[j] in g.RELATIONS and w[j] not in ("this", "that"):
                step, *text = g.RELATIONS[w[j]]
                if w[j] == "next" and w[i - 1] not in ("over", "within", "during", "for", "in", "into"):
                    text = ["text"]  # "the next day" of a story, unlike "next week" and "over the next year"
                return self.target(i, j + 1, int(step), "".join(text))
            if w[j] == "latest":
                return self.target(i, j + 1, 0, "text")
            if w[j] == "recent":
                return self.target(i, j + 1, -1, "recent")
            if w[j] in ("first", "final", "last", "opening") and (counted := self.counted(i, j + 1)):
                return counted
            if w[j] == "year" and (spoken := self.spoken_year(j + 1)):
                return Expression(i, spoken[1], "date", year=spoken[0])
            if (w[j] in g.UNIT and w[j] != "second") or w[j] in ("full", "entire", "whole") or w[j] in g.KINDS_OF:
                return self.target(i, j, None, "")
            if w[j] in g.SEASONS:
                season = self.season_at(j)
                if season:
                    season.start, season.certain = i, True
                return season
            if w[j] in g.PARTS and w[j + 1] != "of":
                return Expression(i, j + 1, "deictic", part=g.PARTS[w[j]], anchor="text", certain=False)
            return self.counted(i, j)
        if x == "year" and w[i + 1] in HYPHENS and w[i + 2] in ("ago", "earlier"):
            return self.compared(i, i)
        if x in g.RELATIONS and x != "that":
            step, *text = g.RELATIONS[x]
            if text and x != "previous":
                return None
            return self.target(i, i + 1, int(step), "".join(text))
        if x == "recent" and w[i + 1] in g.UNITS:
            return self.target(i, i + 1, -1, "recent")
        if x in ("first", "opening", "final") and self.number(i + 1):
            return self.counted(i, i + 1)
        return None

    def counted(self, start: int, j: int) -> Expression | None:
        """ "(the first) nine months", "the six months", "the two days"."""
        found = self.number(j)
        if not found or self.w[found[1]] not in g.UNITS:
            return None
        unit = g.UNITS[self.w[found[1]]]
        if self.w[found[1] + 1] in g.AGO or self.w[found[1] + 1] == "old":
            return None
        return Expression(start, found[1] + 1, "duration", amount=found[0], unit=unit)

    def target(self, start: int, j: int, relation: int | None, anchor: str) -> Expression | None:
        """What follows "last", "this", "the next" …: a unit, a number of units, a named day, month or season."""
        w = self.w
        fiscal = False
        while w[j] in g.KINDS_OF or w[j] in ("full", "entire", "whole"):
            fiscal = fiscal or w[j] in ("fiscal", "financial")
            j += 1
        x = w[j]
        recent = anchor == "recent"
        if x in g.UNIT and not (x == "second" or (relation == 1 and x == "half")):
            if w[j + 1] in HYPHENS and w[j + 2] not in ("end", "on"):
                return None
            unit = g.UNIT[x]
            if (relation is None and x in ("day", "hour", "minute", "century", "millennium")) or recent:
                return None
            if unit.startswith("T"):
                if relation not in (-1, 1) or x == "minute":  # "at the last minute" is no time
                    return None
                return Expression(start, j + 1, "duration", amount=1, unit=unit)
            if w[start] in ("past", "coming") or (
                relation in (-1, 1) and w[j - 1] in ("past", "coming") and w[start] == "the"
            ):
                half = w[j + 1 : j + 4] == ["and", "a", "half"]
                return Expression(start, j + (4 if half else 1), "duration", amount=1.5 if half else 1, unit=unit)
            found = Expression(start, j + 1, "unit", unit=unit, relation=relation, anchor=anchor, fiscal=fiscal)
            found.certain = relation is not None
            if unit == "Y" and g.YEAR.fullmatch(w[j + 1]) and relation is None:
                return Expression(start, j + 2, "date", year=int(w[j + 1]), fiscal=fiscal)
            if unit == "Y" and w[j + 1] in g.AFTER_NOUN and relation is not None:
                inner = self.quarter_at(j + 2, tail=False)
                if inner is None and w[j + 2] in ("quarter", "period"):
                    inner = Expression(j + 2, j + 3, "unit", unit="period")
                if inner is not None:
                    inner.start, inner.years, inner.anchor = start, relation, anchor
                    return inner
            if unit == "Q":
                return self.with_year(found)
            if unit == "Y" and relation in (None, 0) and w[j + 1] in ("ended", "ending", "to"):
                return Expression(start, j + 1, "duration", amount=1, unit="Y", fiscal=fiscal)
            if w[j + 1 : j + 3] == ["or", "so"]:
                found.end, found.modifier = j + 3, "APPROX"
            return found
        if x in ("few", "several", "couple") or self.number(j):
            amount = self.amount(j)
            if amount and (w[amount[1]] in g.BETWEEN or w[amount[1]] in g.KINDS_OF):
                amount = (amount[0], amount[1] + 1)
            if amount and w[amount[1]] in ("to", "or", *HYPHENS) and (second := self.number(amount[1] + 1)):
                amount = second
            if amount and w[amount[1]] in g.UNITS and relation is not None:
                end = amount[1] + 1
                if w[end : end + 2] == ["or", "so"]:
                    end += 2
                return Expression(
                    start, end, "duration", amount=amount[0], unit=g.UNITS[w[amount[1]]], relation=relation
                )
            return None
        if (
            x in g.UNITS
            and relation in (-1, 1)
            and w[j - 1] in ("past", "coming", "recent", "future", "previous", "last", "next")
        ):
            return Expression(start, j + 1, "duration", amount="X", unit=g.UNITS[x], relation=relation)
        if relation is None:
            return None
        if x in g.WEEKDAYS or x in g.MONTHS:
            inner = self.calendar(j)
            if inner is not None and inner.years is None and inner.kind == "date":
                inner.start, inner.relation, inner.anchor = start, relation, anchor
            return inner
        if x in g.SEASONS:
            return Expression(start, j + 1, "date", season=g.SEASONS[x], relation=relation, anchor=anchor)
        if x in g.PARTS:
            return Expression(start, j + 1, "deictic", part=g.PARTS[x], relation=relation, anchor=anchor)
        if festival := self.festival_at(j):
            festival.start, festival.relation, festival.anchor = start, relation, anchor
            return festival
        if x == "half" and relation == -1 and not anchor:
            return self.with_year(Expression(start, j + 1, "date", half=2, certain=False))
        if x == "period" and anchor == "text" and w[j - 1] in ("latest", "previous", "prior", "preceding"):
            return Expression(start, j + 1, "unit", unit="period", relation=relation, anchor="text")
        return None

    def compared(self, start: int, j: int) -> Expression | None:
        """ "the year-earlier quarter", "the comparable period last year", "the 1988 period", "year-ago"."""
        w = self.w
        k, years, year = j, None, None
        if w[k] in g.COMPARED:
            k += 1
        ago = w[k] == "year" and w[k + 2] in ("ago", "earlier")
        if w[k + 1] in HYPHENS and (ago or (w[k] in ("prior", "previous") and w[k + 2] == "year")):
            years, k = -1, k + 3
        elif g.YEAR.fullmatch(w[k]):
            year, k = int(w[k]), k + 1
        if k == j:
            return None
        if w[k] in ("first", "nine", "six") and (counted := self.counted(start, k + (w[k] == "first"))):
            return counted if years is not None or year is None else None
        inner = self.quarter_at(k, tail=False)
        if inner is None and w[k] in ("quarter", "period"):
            inner = Expression(k, k + 1, "unit", unit="period", anchor="text")
        if inner is None:
            if years is not None and start == j:
                return Expression(start, k, "offset", amount=1, unit="Y", relation=-1, anchor="text")
            return None
        inner.start = start
        if years is None and year is None:
            before = inner.end
            inner = self.with_year(inner)
            if inner.end == before and inner.unit == "period":
                return None
            return inner
        inner.years, inner.year = years, year
        return inner
