"""Reading the grammar of ``kg.reading.times.grammar`` over the words of a document."""

from __future__ import annotations

from kg.reading.times import grammar as g
from kg.reading.times.dates import ERAS, HALF_CODE, TWO_FISCAL, give_years
from kg.reading.times.days import days_after, days_before
from kg.reading.times.grammar import COMPARED, DETERMINERS, SENTENCE_ENDS, Expression
from kg.reading.times.lexer import HYPHENS
from kg.reading.times.relative import Relative

_TRIGGERS: frozenset[str] = frozenset().union(
    g.MONTHS, g.WEEKDAYS, g.HABIT_DAYS, g.UNIT, g.UNITS, g.SEASONS, g.PARTS, g.PLURAL_PARTS, g.CLOCK_WORDS, g.NINETIES,
    g.DEICTICS, g.REFERENCES, g.HABITS, g.HALF_DAYS,
    ["o'clock", "period", "half", "utc", "gmt", "ago", "fy"], ERAS,
    (parts[-1] for options in g.PHRASES.values() for parts, _ in options),
    (parts[-1] for options in g.FESTIVALS.values() for parts, _ in options),
)  # fmt: skip
_VOCABULARY: frozenset[str] = _TRIGGERS.union(
    g.CARDINALS, g.SCALES, g.ORDINALS, g.VAGUE, g.RELATIONS, g.MODIFIERS, g.PARTS_OF, g.BETWEEN, g.KINDS_OF, HYPHENS,
    DETERMINERS, COMPARED, g.ZONES,
    (word for options in g.PHRASES.values() for parts, _ in options for word in parts),
    (word for options in g.AMOUNT_MODIFIERS.values() for parts, _ in options for word in parts),
    (word for options in g.FESTIVALS.values() for parts, _ in options for word in parts),
    ["of", "in", "and", "or", "to", "couple", "later", "earlier", "sometime", "each", "every", "very", "latest"],
    ["recent", ",", "'", "'s", "s"],
)  # fmt: skip
LONGEST = 10
"""Words before a trigger that an expression may reach back."""


def scan(words: list[str]) -> list[Expression]:
    """All time expressions of a document, in order, without overlap.

    Args:
        words: the words in lower case (see ``kg.reading.times.lexer``).
    """
    return Parser(words).scan()


def _triggers(words: list[str]) -> list[int]:
    known, digits = _TRIGGERS, "0123456789'qfh"
    return [
        i
        for i, word in enumerate(words)
        if word in known
        or (
            word[0] in digits
            and len(word) > 1
            and (
                g.YEAR.fullmatch(word)
                or g.CLOCK.fullmatch(word)
                or g.HOUR.fullmatch(word)
                or g.DECADE.fullmatch(word)
                or g.NUMERIC.fullmatch(word)
                or g.QUARTER_CODE.fullmatch(word)
                or g.FISCAL_CODE.fullmatch(word)
                or TWO_FISCAL.fullmatch(word)
                or HALF_CODE.fullmatch(word)
                or g.ORDINAL_DIGITS.fullmatch(word)
                or g.SHORT_YEAR.fullmatch(word)
                or g.TWO_YEARS.fullmatch(word)
            )
        )
        or (
            word in ("nineteen", "eighteen", "twenty", "thousand")
            and i + 1 < len(words)
            and words[i + 1] in _VOCABULARY
        )
    ]


class Parser(Relative):
    """One pass over one document's words; methods read a rule at a position and return what they found, or None."""

    def scan(self) -> list[Expression]:
        words, found, done = self.w, list[Expression](), 0
        for trigger in _triggers(words[: self.length]):
            if trigger < done:
                continue
            start = trigger
            while (
                start > done
                and trigger - start < LONGEST
                and (words[start - 1] in _VOCABULARY or words[start - 1][0].isdecimal() or words[start - 1] in g.MONTHS)
            ):
                start -= 1
            at = start
            while at <= trigger:
                best = self.parse(at)
                if best is None or not (best.end > trigger or best.day):
                    at += 1
                    continue
                found.extend(days_before(self, best, done))
                found.append(best)
                found.extend(days_after(self, best))
                at = done = found[-1].end
        give_years(words, found)
        return found

    def parse(self, i: int) -> Expression | None:
        """The longest expression that begins at word ``i``."""
        best: Expression | None = None
        for rule in (self.phrase, self.prefixed, self.relative, self.calendar, self.lasting, self.habit, self.at_clock):
            found = rule(i)
            if found is not None and (best is None or found.end > best.end):
                best = found
        return best

    # ------------------------------------------------------------ whole phrases, references, habits

    def phrase(self, i: int) -> Expression | None:
        w = self.w
        for parts, value in g.PHRASES.get(w[i], ()):
            if tuple(w[i : i + len(parts)]) == parts:
                end = i + len(parts)
                if parts == ("the", "years") and (w[i - 1] != "over" or w[end][:1].isdecimal()):
                    continue
                if parts[-1] in ("past", "future") and (w[end] in g.UNITS or w[end] in HYPHENS or self.amount(end)):
                    continue
                kind = "duration" if value.startswith("P") and "_" not in value else "reference"
                if kind == "duration" and w[end] in g.AGO:
                    return Expression(i, end + 1, "reference", value="PAST_REF")
                return Expression(i, end, kind, value=value, certain="term" not in parts and "time" not in parts)
        if w[i] in g.REFERENCES:
            return Expression(i, i + 1, "reference", value=g.REFERENCES[w[i]], certain=w[i] not in ("soon", "now"))
        return None

    def habit(self, i: int) -> Expression | None:
        w = self.w
        if w[i] in g.HABITS:
            return Expression(i, i + 1, "set", value=g.HABITS[w[i]])
        if w[i] in g.HABIT_DAYS:
            return Expression(i, i + 1, "set", value=f"XXXX-WXX-{g.HABIT_DAYS[w[i]]}")
        if w[i] in g.WEEKDAYS and w[i + 1] in g.PLURAL_PARTS:
            return Expression(i, i + 2, "set", value=f"XXXX-WXX-{g.WEEKDAYS[w[i]]}T{g.PLURAL_PARTS[w[i + 1]]}")
        if w[i] not in ("every", "each"):
            return None
        j = i + 1
        amount = 1.0
        if w[i] == "every":
            if w[j] == "other":
                amount, j = 2.0, j + 1
            elif number := self.number(j):
                amount, j = number
        if w[j] in g.KINDS_OF:
            j += 1
        x = w[j]
        if (x in g.UNIT and x != "second") or (x in g.UNITS and amount > 1):
            unit = g.UNIT.get(x) or g.UNITS[x]
            return Expression(i, j + 1, "set", amount=amount, unit=unit)
        if x in g.WEEKDAYS:
            part = g.PARTS.get(w[j + 1])
            return Expression(
                i, j + (2 if part else 1), "set", value=f"XXXX-WXX-{g.WEEKDAYS[x]}" + (f"T{part}" if part else "")
            )
        if x in g.MONTHS:
            return Expression(i, j + 1, "set", value=f"XXXX-{g.MONTHS[x]:02d}")
        if x in g.SEASONS:
            return Expression(i, j + 1, "set", value=f"XXXX-{g.SEASONS[x]}")
        if x in g.PARTS:
            return Expression(i, j + 1, "set", value=f"XXXX-XX-XXT{g.PARTS[x]}")
        return None

    # ------------------------------------------------------------ early, the end of, later

    def prefixed(self, i: int) -> Expression | None:
        w = self.w
        the = w[i] == "the"
        j = i + the
        x = w[j]
        if x in g.MODIFIERS:
            k = j + 1 + (w[j + 1] in HYPHENS)
            if the:
                inner = self.calendar(k) or (self.season_at(k) if w[k] in g.SEASONS else None)
                if inner is None or not (
                    inner.decade is not None or inner.century is not None or inner.season or inner.part
                ):
                    return None
            else:
                inner = self.parse(k) if w[k] != "the" else None
                if inner is None and w[k] in g.PARTS:
                    inner = Expression(k, k + 1, "deictic", part=g.PARTS[w[k]], anchor="text", certain=False)
                    day = self.calendar(k + 1) if w[k + 1] in g.DEICTICS or w[k + 1] in g.WEEKDAYS else None
                    if day is not None:
                        day.part, day.certain, inner = inner.part, True, day
                if inner is None or inner.kind not in g.DATELIKE:
                    return None
            inner.modifier, inner.start = g.MODIFIERS[x], i
            if inner.season or inner.year is not None or inner.decade is not None:
                inner.certain = True
            return inner
        if x in g.PARTS_OF and w[j + 1] == "of":
            k = j + 2
            inner = self.relative(k) if w[k] in DETERMINERS or w[k] in g.RELATIONS else self.calendar(k)
            if inner is None or inner.kind not in g.DATELIKE:
                return None
            inner.modifier, inner.start, inner.certain = g.PARTS_OF[x], i, True
            return inner
        if x in ("later", "earlier", "sometime") and not the:
            k = j + 1 + (w[j + 1] in ("in", "on") and w[j + 2] in ("the", "this"))
            inner = self.parse(k)
            if inner is None or inner.kind not in g.DATELIKE:
                return None
            if k > j + 1 and inner.unit == "D":  # unlike "earlier in the year", "earlier in the day" only names the day
                return None
            inner.start = i
            inner.certain = True
            return inner
        if x == "year" and w[j + 1] in HYPHENS and w[j + 2] == "end":
            return Expression(i, j + 3, "unit", unit="Y", relation=None, modifier="END")
        if x in ("year", "month", "week", "quarter") and w[j + 1 : j + 3] == ["'s", "end"]:
            return Expression(i, j + 3, "unit", unit=g.UNIT[x], relation=None, modifier="END")
        if x == "year" and w[j + 1] == "end":
            return Expression(i, j + 2, "unit", unit="Y", relation=None, modifier="END")
        modifier = self.amount_modifier(i)
        if modifier and not the:
            inner = self.at_clock(modifier[1]) or self.calendar(modifier[1])
            if (
                inner is not None
                and modifier[0] == "APPROX"
                and (inner.clock or (inner.kind == "date" and inner.month))
            ):
                inner.start, inner.modifier = i, modifier[0]
                return inner
        return None

    # ------------------------------------------------------------ durations, and offsets made of them

    def lasting(self, i: int) -> Expression | None:
        w = self.w
        modifier = None if w[i] == "some" and w[i + 1] in g.UNITS else self.amount_modifier(i)
        j = modifier[1] if modifier else i
        if modifier and w[j] in ("the", "last", "past", "next"):
            if w[i] in ("over", "around", "about", "some", "over the"):
                return None
            inner = self.relative(j)
            if inner is not None and inner.kind == "duration":
                inner.start, inner.modifier = i, modifier[0]
                return inner
            return None
        amount = self.amount(j)
        bare = amount is None and modifier is None and w[j] in g.UNITS
        if amount is None and not bare:
            return None
        value, k = amount or ("X", j)
        if value == "X" and w[i] == "over":
            return None
        vague_start = w[j] in ("a", "an", "one") and k == j + 1
        if (
            w[k] in ("to", "or", *HYPHENS)
            and not bare
            and (second := self.number(k + 1))
            and w[second[1]] not in HYPHENS
        ) and (w[second[1]] in g.UNITS or w[second[1]] in g.BETWEEN):
            k, modifier = second[1], modifier or ("EQUAL_OR_MORE", j)
        hyphen = w[k] in HYPHENS
        k += hyphen
        while w[k] in g.BETWEEN or w[k] in g.KINDS_OF:
            k += 1
        unit = g.UNIT.get(w[k]) or g.UNITS.get(w[k])
        if unit is None or unit == "WE" or w[k] == "second" or (hyphen and w[k] in g.UNITS and vague_start):
            return None
        end = k + 1
        plural = w[k] in g.UNITS
        if not plural and not hyphen and value != 0.5 and (value == "X" or (isinstance(value, float) and value < 1)):
            return None
        if (
            w[end] in ("old", "olds")
            or (w[end] in HYPHENS and w[end + 1] in ("old", "olds"))
            or w[end : end + 2] == ["of", "age"]
        ):
            return None
        if unit == "Q" and w[end] not in g.AGO:
            return None
        if w[end] in HYPHENS and w[end + 1] == "long":
            end += 2
        elif w[end] in HYPHENS and (w[end + 1] in ("end", "on", "to", "over") or w[end + 1] in g.AGO):
            return None
        if w[end : end + 3] == ["and", "a", "half"] and isinstance(value, float):
            value, end = value + 0.5, end + 3
        if w[end : end + 2] in (["or", "so"], ["or", "two"], ["or", "less"]):
            end, modifier = end + 2, ("APPROX", j)
        elif w[end : end + 2] in (["or", "more"], ["or", "longer"]):
            end, modifier = end + 2, ("EQUAL_OR_MORE", j)
        elif bare and w[end] in ("or", "and") and w[end + 1] in g.UNITS:
            end += 2
        found = Expression(i, end, "duration", amount=value, unit=unit, modifier=modifier[0] if modifier else None)
        if w[end] in g.AGO and w[end + 1] != "than" and not hyphen:
            relation, anchor = g.AGO[w[end]]
            found.kind, found.relation, found.anchor, found.end = "offset", relation, anchor, end + 1
            if relation < 0:
                found.modifier = g.AGO_MODIFIERS.get(found.modifier or "", found.modifier)
        elif w[end : end + 2] in (["from", "now"], ["from", "today"]):
            found.kind, found.relation, found.end = "offset", 1, end + 2
        elif w[end] in ("from", "on") and w[end + 1] in g.WEEKDAYS and unit == "W" and isinstance(value, float):
            if w[end] == "from" or (vague_start and w[i - 1] not in ("for", "in")):  # "a week on Monday"
                return Expression(i, end + 2, "date", weekday=g.WEEKDAYS[w[end + 1]], weeks=int(value))
        elif (
            w[end] == "from"
            and w[end + 1] in ("tomorrow", "yesterday")
            and unit in ("W", "D")
            and isinstance(value, float)
        ):
            days = int(value) * (7 if unit == "W" else 1) + (1 if w[end + 1] == "tomorrow" else -1)
            return Expression(i, end + 2, "offset", amount=float(days), unit="D", relation=1)
        elif w[end] in ("before", "after", "beforehand", "afterward", "afterwards") and w[end + 1] in SENTENCE_ENDS | {
            ","
        }:
            found.kind, found.anchor, found.end = "offset", "text", end + 1
            found.relation = -1 if w[end].startswith("before") else 1
        else:
            found.certain = (not bare and not vague_start) or value not in (1.0, "X") or w[end - 1] == "long"
            if w[end] in (*g.CARDINALS, "and") and isinstance(value, float):
                self.add_smaller(found)
        return found

    def add_smaller(self, found: Expression) -> None:
        """ "two hours and 30 minutes": the smaller unit belongs to it."""
        j = found.end + (self.w[found.end] == "and")
        second = self.number(j)
        if not second or self.w[second[1]] not in g.UNITS:
            return
        pair = {("TH", "TM"): "PT%dH%dM", ("TM", "TS"): "PT%dM%dS", ("Y", "M"): "P%dY%dM", ("D", "TH"): "P%dDT%dH"}
        pattern = pair.get((found.unit or "", g.UNITS[self.w[second[1]]]))
        if pattern and isinstance(found.amount, float):
            found.value, found.end = pattern % (found.amount, second[0]), second[1] + 1

    # ------------------------------------------------------------ times of day

    def at_clock(self, i: int) -> Expression | None:
        w = self.w
        clock, j, certain = None, i + 1, True
        if match := g.CLOCK.fullmatch(w[i]):
            hour, minute = int(match[1]), int(match[2])
            half = match[3]
            if half is None and w[j] in g.HALF_DAYS:
                half, j = w[j], j + 1
            if half:
                hour = hour % 12 + (12 if half[0] == "p" else 0)
            elif "." in w[i]:
                return None
            else:
                certain = False
            clock = (hour, minute)
        elif (match := g.HOUR.fullmatch(w[i])) and 1 <= int(match[1]) <= 12:
            clock = (int(match[1]) % 12 + (12 if match[2][0] == "p" else 0), 0)
        elif w[i] in g.CLOCK_WORDS and w[i - 1] not in HYPHENS:
            clock = (int(g.CLOCK_WORDS[w[i]][:2]), 0)
        elif w[i].isdecimal() or w[i] in g.CARDINALS:
            number = self.number(i)
            if number and number[0] == int(number[0]) and 0 <= number[0] <= 24:
                j = number[1]
                if w[j] in g.HALF_DAYS and 1 <= number[0] <= 12:
                    clock, j = (int(number[0]) % 12 + g.HALF_DAYS[w[j]], 0), j + 1
                elif w[j] == "o'clock" and 1 <= number[0] <= 12:
                    clock, j = (int(number[0]), 0), j + 1
                elif w[j : j + 2] == ["in", "the"] and w[j + 2] in g.PARTS and 1 <= number[0] <= 12:
                    clock = (int(number[0]), 0)
            if clock is None and g.MILITARY.fullmatch(w[i]):
                k = i + 1 + 2 * (w[i + 1] in g.WEEKDAYS and w[i + 2] == ",")  # "(2024 Friday, UTC)": there, not here
                if w[k] in ("gmt", "utc"):
                    clock, j = (int(w[i][:2]), int(w[i][2:])), k
        if clock is None:
            return None
        found = Expression(i, j, "clock", clock=clock, certain=certain)
        if w[j : j + 2] == ["in", "the"] and w[j + 2] in g.PARTS:
            if g.PARTS[w[j + 2]] in ("AF", "EV") and clock[0] < 12:
                found.clock = (clock[0] + 12, clock[1])
            found.certain, found.end = True, j + 3
            return found
        if w[j] in g.ZONES:
            found.zone, found.certain = int(g.ZONES[w[j]]) if g.ZONES[w[j]] else None, True
            j += 1 + (w[j] == "local" and w[j + 1] == "time")
            found.end = j
        elif w[j] == "eastern" and w[j + 1] == "time":
            found.end, j = j + 2, j + 2
        k = j + (w[j] in (",", "on"))
        if w[k] in g.WEEKDAYS or w[k] in g.MONTHS or w[k] in g.DEICTICS or w[k] in ("last", "this"):
            inner = self.calendar(k) if w[k] not in ("last", "this") else self.relative(k)
            if (
                inner is not None
                and inner.kind in ("date", "deictic")
                and (inner.day or inner.weekday or inner.kind == "deictic")
            ):
                inner.start, inner.clock, inner.zone, inner.certain = i, found.clock, found.zone, True
                return inner
        return found
