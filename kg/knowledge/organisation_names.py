"""Names of organisations and things: their telling words, and whether two names may be one organisation's.

Legal forms come off, general words weigh little, numbers and countries must agree, acronyms stand for their long forms.
"""

from __future__ import annotations

import functools
import re

from rapidfuzz.distance import OSA
from rigour.names import remove_org_types

from kg.knowledge import gazetteer, lexicons
from kg.knowledge.spelling import CACHE, WORD, Comparison, align, kind_words, legal_forms, plain, skeleton, spelt_alike
from kg.knowledge.transliteration import fold

_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?", re.UNICODE)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
_COUNTED = {
    word: number
    for number, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], 1
    )
}
_TENS = {
    word: 10 * number
    for number, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
} | {"fourty": 40}


def _undotted(text: str) -> str:
    return _DOTTED.sub(lambda m: m.group().replace(".", "") + " ", text)


def _tidy(text: str) -> str:
    return _undotted(text.replace("&", " ")).removeprefix("the ").replace("'s ", " ")


@functools.lru_cache(maxsize=CACHE)
def organisation_numbers(name: str) -> frozenset[str]:
    """The numbers in a name, in figures: digits, Roman figures but not at the beginning of it, and number words below a
    hundred ("forty-four", "forty 4")."""
    words = _counted(WORD.findall(_undotted(plain(name))))
    return frozenset(
        str(number) for i, w in enumerate(words) if (number := _number(w)) is not None and (i or w not in _ROMAN)
    )


def _counted(words: list[str]) -> list[str]:
    """Words with "forty four" and "forty 4" as "44"."""
    found: list[str] = []
    tens = 0
    for word in words:
        number = _number(word) if tens else None
        if number is not None and 0 < number < 10:
            found[-1] = str(tens + number)
        else:
            found.append(word)
        tens = _TENS.get(word, 0)
    return found


@functools.lru_cache(maxsize=CACHE)
def organisation_words(name: str) -> tuple[str, ...]:
    """The words of an organisation's name that tell, without legal form and function words; dotted letters joined."""
    text = _tidy(plain(name))
    bare = _tidy(plain(remove_org_types(_undotted(name.casefold())))).strip(" ,.-")
    stops, legal = kind_words("stop"), legal_forms()
    for kept in (bare, text):
        words = _counted([w.replace("'", "") for w in WORD.findall(kept)])
        while len(words) > 1 and words[-1] in legal and not words[-1].isdigit():
            words = words[:-1]
        core = tuple(_COUNTRY_SHORT.get(w, w) for w in words if w not in stops or len(words) == 1)
        if core and not all(w in kind_words("generic") for w in core):
            return core
    return core or tuple(words)


_COUNTRY_SHORT = {"us": "united-states", "usa": "united-states", "uk": "united-kingdom"}


@functools.lru_cache(maxsize=CACHE)
def joined(words: tuple[str, ...]) -> tuple[str, ...]:
    found: list[str] = []
    for word in words:
        if found and f"{found[-1]} {word}" in ("united states", "united kingdom"):
            found[-1] = f"{found[-1]}-{word}"
        else:
            found.append(word)
    return tuple(found)


def _number(word: str) -> int | None:
    if word.isdigit():
        return int(word)
    return _ROMAN.get(word) or _COUNTED.get(word) or _TENS.get(word)


@functools.lru_cache(maxsize=CACHE)
def weight(word: str) -> float:
    return 0.5 if word in kind_words("generic") else 1.0


@functools.cache
def _countries() -> dict[str, str]:
    found = {fold(n): row[0] for row in lexicons.rows("country_aliases.tsv") for n in row[1].split("|") if " " not in n}
    found |= {fold(w): row[0] for row in lexicons.rows("demonyms.tsv") for w in row[1].split("|") if " " not in w}
    for code in gazetteer.country_codes():
        place = gazetteer.country(code)
        if place is not None:
            found.setdefault(fold(place.name).replace(" ", "-"), code)
    return found


def _same_term(a: str, b: str) -> bool:
    """Stricter than for personal names: most words of organisations are common nouns, of which like ones differ in
    meaning."""
    longest = max(len(a), len(b))
    return OSA.distance(a, b) <= (0 if longest < 4 else 1 if longest < 9 else 2) or (
        longest > 5 and skeleton(a) == skeleton(b)
    )


def compare_organisations(a: str, b: str) -> Comparison:
    """Whether two names may be one organisation's (or another thing's)."""
    left, right = joined(organisation_words(a)), joined(organisation_words(b))
    if not left or not right:
        return Comparison(0.0, "no words")
    if left == right and organisation_numbers(a) == organisation_numbers(b):
        return Comparison(1.0, "same name")
    if "".join(left) == "".join(right) and left != right:
        return Comparison(0.97, "same letters")
    if (len(left) == 1) != (len(right) == 1) and (acronym_of(a, b) or acronym_of(b, a)):
        return Comparison(0.85, "acronym")
    if organisation_numbers(a) != organisation_numbers(b):
        return Comparison(0.3, "numbers differ")
    countries = _countries()
    in_left = {countries[w] for w in left if w in countries}
    in_right = {countries[w] for w in right if w in countries}
    if in_left != in_right and in_left and in_right:
        return Comparison(0.3, "countries differ")
    pairs = [p for p in align(left, right, spelt_alike) if _same_term(left[p[1]], right[p[2]])]
    got_left, got_right = {i for _, i, _ in pairs}, {j for _, _, j in pairs}
    total = sum(map(weight, left)) + sum(map(weight, right))
    score = sum(p * (weight(left[i]) + weight(right[j])) for p, i, j in pairs) / total
    loose_left = [w for i, w in enumerate(left) if i not in got_left and weight(w) == 1]
    loose_right = [w for j, w in enumerate(right) if j not in got_right and weight(w) == 1]
    if loose_left and loose_right:
        edits = OSA.distance("".join(left), "".join(right))
        if edits <= max(1, max(len("".join(left)), len("".join(right))) // 12):
            return Comparison(0.8, "like spelling")
        return Comparison(score * 0.7, "names differ")
    if loose_left or loose_right or len(pairs) < max(len(left), len(right)):
        return Comparison(score * 0.85, "name in part")
    return Comparison(score * 0.97, "like spelling")


@functools.lru_cache(maxsize=CACHE)
def acronym_of(short: str, long: str) -> bool:
    """Whether ``short`` is made of the first letters of the words of ``long`` ("IMF"), or a well-known acronym for
    it."""
    letters = plain(short).replace(".", "").replace("-", "").strip()
    if (
        not 2 <= len(letters) <= 8
        or not letters.isalpha()
        or not short[:1].isupper()
        or sum(c.isupper() for c in short) < 2
    ):
        return False
    known = lexicons.acronyms().get(short.replace(".", ""))
    text = plain(long).removeprefix("the ")
    if known is not None and any(plain(form) == text for form in known.long_forms):
        return True
    words = [w for w in re.split(r"[\s\-/]+", text) if w[:1].isalnum()]
    if len(words) < 2:
        return False
    stops = kind_words("stop")
    strong = [w for w in words if w not in stops]
    legal = legal_forms()
    while len(strong) > 1 and strong[-1].strip(".,") in legal:
        strong = strong[:-1]
    return letters in ("".join(w[0] for w in words), "".join(w[0] for w in strong))
