"""The grammar of time expressions: which words form one, and what they say, before any date is worked out.

A grammar of our own, read from the left, longest first, around words that only time expressions have; spans are
those of the TimeML guidelines (no leading preposition; "nearly", "the last", "ago" belong to the expression).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.knowledge.time_words import festivals, phrases
from kg.knowledge.time_words import words as lexicon

MONTHS = {w: int(v.split()[0]) for w, v in lexicon("month").items()}
WEEKDAYS = {w: int(v.split()[0]) for w, v in lexicon("weekday").items()}
HABIT_DAYS = {w: int(v) for w, v in lexicon("weekdays").items()}
WEAK = {w for kind in ("month", "weekday", "season") for w, v in lexicon(kind).items() if v.endswith("weak")}
UNIT = lexicon("unit")
UNITS = lexicon("units")
SEASONS = {w: v.split()[0] for w, v in lexicon("season").items()}
PARTS = lexicon("part")
PLURAL_PARTS = lexicon("parts")
CLOCK_WORDS = lexicon("clock")
CARDINALS = {w: int(v) for w, v in lexicon("cardinal").items()}
SCALES = {w: int(v) for w, v in lexicon("scale").items()}
ORDINALS = {w: int(v) for w, v in lexicon("ordinal").items()}
NINETIES = {w: int(v) for w, v in lexicon("nineties").items()}
VAGUE = lexicon("vague")
RELATIONS = {w: v.split() for w, v in lexicon("relation").items()}
DEICTICS = {w: v.split() for w, v in lexicon("deictic").items()}
REFERENCES = lexicon("ref")
HABITS = lexicon("habit")
MODIFIERS = lexicon("modifier")
PARTS_OF = lexicon("part of")
ZONES = lexicon("zone")
PHRASES = phrases("phrase")
AMOUNT_MODIFIERS = phrases("amount")
FESTIVALS = festivals()

YEAR = re.compile(r"(1[0-9]|20)\d\d")
DECADE = re.compile(r"'?((?:1[0-9]|20)?\d)0'?s")
NUMERIC = re.compile(r"(\d{4})[-/](\d\d?)[-/](\d\d?)|(\d\d?)([/.-])(\d\d?)\5(\d{4}|\d\d)")
CLOCK = re.compile(r"([01]?\d|2[0-4])[:.]([0-5]\d)(?::[0-5]\d)?([ap]\.?m\.?)?")
MILITARY = re.compile(r"(?:[01]\d|2[0-4])[0-5]\d")
HOUR = re.compile(r"(\d\d?)([ap]\.?m\.?)")
HALF_DAYS = {"a.m.": 0, "am": 0, "a.m": 0, "p.m.": 12, "pm": 12, "p.m": 12}
ORDINAL_DIGITS = re.compile(r"(\d\d?)(?:st|nd|rd|th)")
NUMBER = re.compile(r"\d{1,3}(?:,\d{3})*(?:\.\d+)?|\d+(?:\.\d+)?")
QUARTER_CODE = re.compile(r"(?:q([1-4])|([1-4])q)(?:fy)?'?(\d\d|\d{4})?|(\d{4})q([1-4])")
TWO_YEARS = re.compile(r"((?:1[5-9]|20)\d\d)/(\d\d|\d{4})")
SHORT_YEAR = re.compile(r"'(\d\d)")
FISCAL_CODE = re.compile(r"fy'?(\d\d|\d{4})")

DATELIKE = frozenset(["date", "unit", "deictic"])
BETWEEN = lexicon("between")
KINDS_OF = lexicon("kind of")
AGO = {"ago": (-1, ""), "hence": (1, ""), "earlier": (-1, "text"), "previously": (-1, "text"), "later": (1, "text")}
AGO_MODIFIERS = {
    "MORE_THAN": "BEFORE",
    "EQUAL_OR_MORE": "ON_OR_BEFORE",
    "LESS_THAN": "APPROX",
    "EQUAL_OR_LESS": "APPROX",
}
"""What the modifier of an amount says of the date so long ago ("more than two years ago" is before a date)."""
DETERMINERS = frozenset(["the", "this", "that", "these", "those", "a", "an"])
COMPARED = frozenset(["comparable", "corresponding", "same", "similar", "equivalent"])
SENTENCE_ENDS = frozenset([".", "?", "!", ";", ""])
AFTER_NOUN = frozenset(["'s", "s"])


@dataclass(slots=True)
class Expression:
    """What the words of one time expression say.

    Attributes:
        start, end: word indices, end exclusive.
        kind: date (of the calendar), unit ("last week"), deictic ("today"), offset ("two days ago"), duration, set,
            reference ("now"), clock (a time of day alone).
        relation: -1 before, 0 now, 1 after, None where the words say nothing.
        anchor: "text" where it is counted from another time of the text.
        certain: whether it is one by its form alone (else the sentence must speak for it).
    """

    start: int
    end: int
    kind: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    quarter: int | None = None
    half: int | None = None
    season: str | None = None
    decade: int | None = None
    century: int | None = None
    festival: str | None = None
    part: str | None = None
    clock: tuple[int, int] | None = None
    zone: int | None = None
    unit: str | None = None
    amount: float | str | None = None
    relation: int | None = None
    anchor: str = ""
    modifier: str | None = None
    fiscal: bool = False
    years: int | None = None  # its year, counted from the present or the text's one ("June last year": -1)
    ambiguous: bool = False  # day and month may be the other way round
    value: str | None = None
    certain: bool = True
    era: bool = False  # told by "B.C." or "A.D."
    nth: int | None = None  # which week of its month; -1 the last
    weeks: int = 0  # to count on from the weekday ("a week from Tuesday": 1, "Sunday before last": -1)
