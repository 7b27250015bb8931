"""Numbers, amounts and years within time expressions, as words or digits."""

from __future__ import annotations

from kg.reading.times import grammar as g
from kg.reading.times.lexer import HYPHENS


class Numbers:
    """Reads numbers at positions of a document's words; each method returns a value and the word after it, or None."""

    def __init__(self, words: list[str], century_turn: int = 40) -> None:
        """Take the words of a document.

        Args:
            words: in lower case.
            century_turn: two digits up to this one are a year of the 2000s ("'25"), above it of the 1900s ("'89").
        """
        self.length = len(words)
        self.w = words + [""] * 12
        self.century_turn = century_turn

    def full_year(self, digits: str) -> int:
        if len(digits) > 2:
            return int(digits)
        return int(digits) + (2000 if int(digits) <= self.century_turn else 1900)

    def number(self, i: int) -> tuple[float, int] | None:
        """ "7", "2 1/2", "twenty-four", "two and a half", "a hundred"."""
        w, x = self.w, self.w[i]
        if x[:1].isdecimal():
            if x == "1/2":
                return 0.5, i + 1
            if len(x) > 12 or not g.NUMBER.fullmatch(x):
                return None
            value, j = float(x.replace(",", "")), i + 1
            if w[j] in ("1/2", "½"):
                return value + 0.5, j + 1
            return self.with_half(value, j)
        total, current, j, scaled, seen = 0, 0, i, False, False
        while True:
            y = w[j]
            if y in g.CARDINALS:
                step = g.CARDINALS[y]
                if seen and not scaled and not (current % 100 >= 20 and current % 10 == 0 and step < 10):
                    break
                current, scaled = current + step, False
            elif y in g.SCALES and seen:
                if y == "hundred":
                    current *= 100
                else:
                    total, current = total + current * g.SCALES[y], 0
                scaled = True
            elif y == "a" and not seen and w[j + 1] in g.SCALES:
                current = 1
            elif (
                seen
                and w[j + 1] in g.CARDINALS
                and ((y == "and" and scaled) or (y in HYPHENS and not scaled and current % 10 == 0))
            ):
                if y in HYPHENS and not (current % 100 >= 20 and g.CARDINALS[w[j + 1]] < 10):
                    break
                j += 1
                continue
            else:
                break
            seen, j = True, j + 1
        return self.with_half(float(total + current), j) if seen else None

    def with_half(self, value: float, j: int) -> tuple[float, int]:
        """ "… and a half", also joined by hyphens."""
        w, k = self.w, j
        for word in ("and", "a", "half"):
            k += w[k] in HYPHENS
            if w[k] != word and not (word == "a" and w[k] == "one"):
                return value, j
            k += 1
        return value + 0.5, k

    def amount(self, i: int) -> tuple[float | str, int] | None:
        """A number, or an amount that is not told: "several", "a few", "a couple of", "a", "half an"."""
        w, x = self.w, self.w[i]
        j = i + (x in ("a", "an", "the"))
        if w[j] == "couple":
            return 2.0, j + 1 + (w[j + 1] == "of")
        if w[j] in ("few", "good") and j > i:
            return "X", j + 1 + (w[j + 1] in ("more", "many"))
        if w[j] == "half":
            k = j + 1 + (w[j + 1] in HYPHENS)
            return 0.5, k + (w[k] in ("a", "an"))
        if x in g.VAGUE:
            return "X", i + 1
        if number := self.number(i):
            return number
        if x in ("a", "an"):
            return 1.0, i + 1
        return None

    def amount_modifier(self, i: int) -> tuple[str, int] | None:
        """ "about", "more than", "at least" … with the TIMEX3 mod that it is."""
        for parts, value in g.AMOUNT_MODIFIERS.get(self.w[i], ()):
            if tuple(self.w[i : i + len(parts)]) == parts:
                return value, i + len(parts)
        return None

    def ordinal(self, i: int) -> tuple[int, int] | None:
        """ "fifth", "twenty-first", "21st"."""
        w, x = self.w, self.w[i]
        if match := g.ORDINAL_DIGITS.fullmatch(x):
            return int(match[1]), i + 1
        if x in ("twenty", "thirty"):
            j = i + 1 + (w[i + 1] in HYPHENS)
            if 0 < g.ORDINALS.get(w[j], 0) < 10:
                return g.CARDINALS[x] + g.ORDINALS[w[j]], j + 1
        if g.ORDINALS.get(x, 0) > 0:
            return g.ORDINALS[x], i + 1
        return None

    def day_number(self, i: int) -> tuple[int, int] | None:
        """A day of the month: "5", "05", "5th", "fifth"."""
        x = self.w[i]
        if x.isdecimal() and len(x) <= 2:
            return (int(x), i + 1) if 1 <= int(x) <= 31 else None
        found = self.ordinal(i)
        return found if found and 1 <= found[0] <= 31 else None

    def spoken_year(self, i: int) -> tuple[int, int] | None:
        """ "nineteen ninety-seven", "two thousand (and) five", "twenty ten"."""
        w, x = self.w, self.w[i]
        if x in ("eighteen", "nineteen", "twenty"):
            rest = self.number(i + 1) if w[i + 1] in g.CARDINALS else None
            if rest and 10 <= rest[0] <= 99 and rest[0] == int(rest[0]):
                return g.CARDINALS[x] * 100 + int(rest[0]), rest[1]
        if (
            x == "two"
            and w[i + 1] == "thousand"
            and w[i + 2] not in g.UNITS
            and w[i - 1] in ("year", "in", "since", "by", "of")
        ):
            number = self.number(i)
            if number and 2000 <= number[0] <= 2039 and w[number[1]] not in g.UNITS:
                return int(number[0]), number[1]
        return None

    def year_after(self, j: int) -> tuple[int, int] | None:
        """A year that follows a day: "(,) 1998", "of 1998", "last year"."""
        w = self.w
        k = j + (w[j] in (",", "of", "in"))
        if g.YEAR.fullmatch(w[k]) and not (w[j] == "," and w[k + 1] in g.UNITS):
            return int(w[k]), k + 1
        return self.spoken_year(k) if w[j] in (",", "of") else None
