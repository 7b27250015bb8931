"""The part of the time grammar that names stretches of the calendar, from days to centuries."""

from __future__ import annotations

from kg.reading.times import grammar as g
from kg.reading.times.dates import BEFORE_CHRIST, ERAS, Dates
from kg.reading.times.grammar import SENTENCE_ENDS, Expression
from kg.reading.times.lexer import HYPHENS


class Calendar(Dates):
    """Methods read a rule at a word and return what they found, or None."""

    def calendar(self, i: int) -> Expression | None:
        w, x = self.w, self.w[i]
        if x in g.WEEKDAYS:
            return self.weekday_at(i)
        if x in g.MONTHS:
            return self.month_at(i)
        if x in g.DEICTICS:
            steps, *part = g.DEICTICS[x]
            found = Expression(i, i + 1, "deictic", relation=int(steps), part=part[0] if part else None)
            if w[i + 1] in g.PARTS and not part:
                found.part, found.end = g.PARTS[w[i + 1]], i + 2
            elif w[i + 1] in g.MODIFIERS and w[i + 2] in g.PARTS:
                found.part, found.end = g.PARTS[w[i + 2]], i + 3
            return found
        for rule in (self.dates, self.decade_at, self.quarter_at, self.festival_at, self.day_month_at, self.numeric_at):
            if (read := rule(i)) is not None:
                return read
        if x in g.SEASONS:
            return self.season_at(i)
        return self.year_at(i)

    def weekday_at(self, i: int) -> Expression | None:
        w = self.w
        found = Expression(i, i + 1, "date", weekday=g.WEEKDAYS[w[i]], certain=w[i] not in g.WEAK)
        if w[i + 1] in g.PARTS:
            found.part, found.end = g.PARTS[w[i + 1]], i + 2
            return found
        if w[i + 1] in g.PLURAL_PARTS:
            return None
        if w[i + 1] == "week" and (w[i + 2] in SENTENCE_ENDS or w[i + 2] in (",", "and", "in", "at")):
            found.weeks, found.end = 1, i + 2  # "Thursday week"
            return found
        if w[i + 1 : i + 3] == ["before", "last"]:
            found.relation, found.weeks, found.end = -1, -1, i + 3
            return found
        j = i + 1 + (w[i + 1] == ",")
        inner = self.month_at(j) if w[j] in g.MONTHS else self.day_month_at(j)
        if inner is not None and inner.day is not None and inner.month is not None:
            inner.start, inner.weekday = i, found.weekday
            return inner
        return found

    def month_at(self, i: int) -> Expression | None:
        w = self.w
        found = Expression(i, i + 1, "date", month=g.MONTHS[w[i]], certain=w[i] not in g.WEAK)
        j = i + 1
        j += w[j] == "." and len(w[i]) < 5 and w[j + 1][:1].isdecimal()
        if len(w[i]) == 3 and w[i] != "may" and not w[j][:1].isdecimal():
            return None
        if g.YEAR.fullmatch(w[j]):
            found.year, found.end, found.certain = int(w[j]), j + 1, True
            return found
        day = self.day_number(j + (w[j] == "the" and w[j + 1][:1].isdecimal()))
        if day and w[day[1]] not in ("%", "percent", "million", "billion", "people"):
            found.day, found.end, found.certain = day[0], day[1], True
            if year := self.year_after(found.end):
                found.year, found.end = year
                return found
        elif spoken := self.spoken_year(j):
            found.year, found.end, found.certain = spoken[0], spoken[1], True
            return found
        elif w[j] == "," and g.YEAR.fullmatch(w[j + 1]) and w[j + 2] not in g.UNITS:
            found.year, found.end, found.certain = int(w[j + 1]), j + 2, True
            return found
        elif short := g.SHORT_YEAR.fullmatch(w[j]):
            found.year, found.end = self.full_year(short[1]), j + 1
            return found
        return self.with_year(found)

    def day_month_at(self, i: int) -> Expression | None:
        w = self.w
        the = w[i] == "the"
        day = self.day_number(i + the)
        if not day:
            return None
        j = day[1]
        if w[j] in HYPHENS and (last := self.day_number(j + 1)) and w[last[1]] in g.MONTHS:
            whole = self.day_month_at(j + 1)
            return (
                Expression(i + the, j, "date", day=day[0], month=whole.month, year=whole.year)
                if whole and last[0] > day[0]
                else None
            )
        j += w[j] == "of"
        if w[j] not in g.MONTHS or (the and w[j - 1] != "of" and not w[i + 1][-1:].isalpha()):
            return None
        if g.NUMBER.fullmatch(w[j + 1]) and not g.YEAR.fullmatch(w[j + 1]) and w[j - 1] != "of":
            return None
        found = Expression(i, j + 1, "date", day=day[0], month=g.MONTHS[w[j]])
        found.certain = w[j] not in g.WEAK
        if year := self.year_after(j + 1):
            found.year, found.end, found.certain = year[0], year[1], True
            return found
        return self.with_year(found)

    def numeric_at(self, i: int) -> Expression | None:
        w = self.w
        if (g.YEAR.fullmatch(w[i]) and w[i + 1] in HYPHENS and w[i + 3] in HYPHENS) or (
            w[i].isdecimal() and w[i + 1] in HYPHENS and w[i + 3] in HYPHENS and g.YEAR.fullmatch(w[i + 4])
        ):
            text, end = "-".join((w[i], w[i + 2], w[i + 4])), i + 5
        else:
            text, end = w[i], i + 1
        match = g.NUMERIC.fullmatch(text)
        if not match:
            return None
        if match[1]:
            year, month, day = int(match[1]), int(match[2]), int(match[3])
        else:
            month, day, year = int(match[4]), int(match[6]), self.full_year(match[7])
            if month > 12 or (match[5] == "." and len(match[7]) == 4):
                month, day = day, month
            if match[5] == "." and len(match[7]) == 2:
                month, day = int(match[6]), int(match[4])
            told = len(match[4]) == len(match[6]) == 2 and w[i - 1] in (
                "on",
                "of",
                "until",
                "by",
                "from",
                "since",
                "before",
            )
            if match[5] in ".-" and len(match[7]) == 2 and not (told and match[5] == "."):
                return None
        if not (1 <= month <= 12 and 1 <= day <= 31):
            return None
        found = Expression(i, end, "date", year=year, month=month, day=day)
        found.ambiguous = bool(match[4]) and day <= 12 and day != month and match[5] != "."
        return found

    def year_at(self, i: int) -> Expression | None:
        w, x = self.w, self.w[i]
        if g.YEAR.fullmatch(x):
            return Expression(i, i + 1, "date", year=int(x), certain=False)
        if match := g.TWO_YEARS.fullmatch(x):
            first, last = int(match[1]), int(match[1][: 4 - len(match[2])] + match[2])
            return Expression(i, i + 1, "date", year=first, value=f"{first}/{last}") if last == first + 1 else None
        if x in ("fiscal", "year") and not (x == "year" and w[i - 1] == "fiscal"):
            j = i + 1 + (w[i + 1] == "year" and x == "fiscal")
            if g.YEAR.fullmatch(w[j]):
                return Expression(i, j + 1, "date", year=int(w[j]), fiscal=x == "fiscal")
        if match := g.FISCAL_CODE.fullmatch(x):
            return Expression(i, i + 1, "date", year=self.full_year(match[1]), fiscal=True)
        if spoken := self.spoken_year(i):
            return Expression(i, spoken[1], "date", year=spoken[0])
        if match := g.SHORT_YEAR.fullmatch(x):
            return Expression(i, i + 1, "date", year=self.full_year(match[1]), certain=False)
        return None

    def decade_at(self, i: int) -> Expression | None:
        w = self.w
        the = w[i] == "the"
        j = i + the
        if w[j] == "'" and g.DECADE.fullmatch(w[j + 1]):
            j += 1
        ordinal = self.ordinal(j)
        if ordinal:
            k = ordinal[1]
            hyphen = w[k] in HYPHENS
            if w[k + hyphen] == "century" and not (the and hyphen):
                end = k + hyphen + 1
                if w[end] in BEFORE_CHRIST:
                    return Expression(i, end + 1, "date", value=f"BC{ordinal[0] - 1:02d}", era=True)
                return Expression(i, end + (w[end] in ERAS), "date", century=ordinal[0] * 100 - 100, era=w[end] in ERAS)
            return None
        if match := g.DECADE.fullmatch(w[j]):
            digits = match[1]
            year = int(digits) * 10 if len(digits) > 1 else (1900 if int(digits) > 2 else 2000) + int(digits) * 10
            if year % 100 == 0 and len(digits) == 3 and year < 2000:
                return Expression(i, j + 1, "date", century=year)
            alone = len(digits) == 1 and not the and w[j][0] != "'"
            return None if alone and w[j - 1] != "'" else Expression(i, j + 1, "date", decade=year)
        if the and w[j] in g.NINETIES:
            return Expression(i, j + 1, "date", decade=1900 + g.NINETIES[w[j]])
        if the and g.YEAR.fullmatch(w[j]) and w[j].endswith("0") and w[j + 1] == "'s":
            return Expression(i, j + 2, "date", decade=int(w[j]))
        return None

    def quarter_at(self, i: int, tail: bool = True) -> Expression | None:
        """ "the third quarter of 1990", "third-quarter", "fiscal first quarter", "Q3", "the first half"."""
        w = self.w
        if match := g.QUARTER_CODE.fullmatch(w[i]):
            found = Expression(i, i + 1, "date", quarter=int(match[1] or match[2] or match[5]))
            if digits := match[3] or match[4]:
                found.year = self.full_year(digits)
                return found
            return self.with_year(found) if tail else found
        the = w[i] == "the"
        j = i + the
        fiscal = False
        while w[j] in ("fiscal", "financial", "current") or (fiscal and w[j] in HYPHENS):
            fiscal, j = True, j + 1
        if w[j] not in g.ORDINALS:
            return None
        number = g.ORDINALS[w[j]]
        k = j + 1
        hyphen = w[k] in HYPHENS
        k += hyphen
        while w[k] in ("fiscal", "calendar", "financial"):
            fiscal, k = fiscal or w[k] != "calendar", k + 1
        if w[k] == "quarter" and number in (1, 2, 3, 4, -1):
            found = Expression(i, k + 1, "date", quarter=4 if number == -1 else number, fiscal=fiscal)
        elif w[k] == "half" and number in (1, 2):
            found = Expression(i, k + 1, "date", half=number, fiscal=fiscal, certain=False)
        elif w[k] == "quarters" and number in (1, 2, 3, 4):
            found = Expression(i, k + 1, "date", quarter=number, fiscal=fiscal)
        else:
            return None
        if hyphen and the:
            return None
        return self.with_year(found) if tail and not hyphen else found

    def season_at(self, i: int) -> Expression | None:
        if self.w[i] not in g.SEASONS:
            return None
        found = self.with_year(Expression(i, i + 1, "date", season=g.SEASONS[self.w[i]], certain=False))
        if found.year is not None or found.years is not None:
            found.certain = True
        return found

    def festival_at(self, i: int) -> Expression | None:
        w = self.w
        for parts, rule in g.FESTIVALS.get(w[i], ()):
            j = i
            for part in parts:
                if w[j] == part or w[j] == part[:-1] + "'s":
                    j += 1
                elif part[-1:] == "s" and w[j] == part[:-1] and w[j + 1] == "'s":
                    j += 2
                elif part == "s" and w[j] in ("'s", "'"):
                    j += 1
                else:
                    break
            else:
                found = Expression(i, j, "date", festival=rule)
                if w[j] in ("week", "weekend"):
                    found.unit, found.end = g.UNIT[w[j]], j + 1
                return self.with_year(found)
        return None

    def with_year(self, found: Expression) -> Expression:
        """The expression with the year that follows it: "of 1990", "last year", "this year", "a year ago"."""
        w, j = self.w, found.end
        k = j + (w[j] in ("of", "in", ",") or (w[j] == "from" and found.unit == "period"))
        if w[k] == "fiscal" and g.YEAR.fullmatch(w[k + 1]):
            found.fiscal, k = True, k + 1
        elif w[k] == "the" and w[k + 1] == "year" and w[j] == "of":
            found.years, found.end = 0, k + 2
            return found
        if g.YEAR.fullmatch(w[k]) and w[k + 1] not in g.UNITS and (w[j] != "," or found.month) and found.unit != "W":
            found.year, found.end = int(w[k]), k + 1
            return found
        if w[j] != "," and (spoken := self.spoken_year(k)):
            found.year, found.end = spoken
            return found
        if w[k] in ("last", "this", "next") and w[k + 1] == "year" and w[j] != "in":
            found.years, found.end = int(g.RELATIONS[w[k]][0]), k + 2
        elif (
            w[k] == "a"
            and w[k + 1] == "year"
            and w[k + 2] in ("ago", "earlier")
            and (found.quarter or found.unit in ("Q", "period"))
        ):
            found.years, found.end = -1, k + 3
        return found
