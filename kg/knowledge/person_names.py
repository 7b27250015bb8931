"""Names of persons: their telling words, and whether two names may be one person's.

Words are aligned one to one, with nicknames, initials and other transliterations; a surname that differs is fatal.
"""

from __future__ import annotations

import functools
import re
from itertools import pairwise

from rapidfuzz.distance import OSA

from kg.knowledge import lexicons
from kg.knowledge.spelling import (
    CACHE,
    SAME,
    WORD,
    Comparison,
    align,
    gendered,
    kind_words,
    legal_forms,
    plain,
    spelt_alike,
)
from kg.knowledge.transliteration import fold

_QUOTED = re.compile(r"[\"“”«»„(\[][^\"“”«»„()\[\]]*[\"“”«»„)\]]")


@functools.cache
def _title_words() -> frozenset[str]:
    """Single-word titles that are no usual given name or surname."""
    names = lexicons.given_names()
    found = {fold(t).strip(".") for t, (_, kind) in lexicons.titles().items() if " " not in t and kind != "medical"}
    return frozenset(t for t in found if t not in names or t in ("sir", "lord", "prince", "president", "general"))


def _is_patronymic(word: str) -> bool:
    return len(word) > 6 and word.endswith(("ovich", "evich", "ovych", "yovych", "ovna", "evna", "ivna", "ilyich"))


@functools.lru_cache(maxsize=CACHE)
def person_words(name: str) -> tuple[str, ...]:
    """The words of a person's name that tell, in order, surname last: without titles, suffixes, particles, nicknames
    in quotes."""
    text = plain(_QUOTED.sub(" ", name) if len(name) > 8 else name)
    family, comma, given = text.partition(",")
    if comma and given.strip() and given.strip(" .") not in kind_words("suffix"):
        text = f"{given} {family}"
    elif comma:
        text = family
    words = [w.replace("'", "") for w in WORD.findall(text)]
    titles, drop = _title_words(), kind_words("suffix") | legal_forms()
    while len(words) > 1 and words[0] in titles:
        words = words[1:]
    while len(words) > 1 and words[-1] in drop:
        words = words[:-1]
    particles = kind_words("particle")
    core = [w for w in words if w not in particles]
    return tuple(core if core else words)


def _in_order(pairs: list[tuple[float, int, int]]) -> bool:
    """Whether the pairs keep the order of words, or turn it (surname first)."""
    order = [j for _, _, j in sorted(pairs, key=lambda p: p[1])]
    breaks = sum(b < a for a, b in pairwise(order))
    return breaks == 0 or (breaks == 1 and order[-1] < order[0])


@functools.lru_cache(maxsize=CACHE)
def _generation(name: str) -> str:
    """ "2", "3" … where a name says that its bearer is the son or grandson of one who has the same; "" otherwise."""
    words = WORD.findall(plain(name))
    return _SONS.get(words[-1], "") if len(words) > 2 else ""


def _one_generation(a: str, b: str) -> bool:
    """Whether two generations may be one: a third or fourth is often left out, a son is told from his father."""
    return a == b or (not (a and b) and (a or b) in ("3", "4"))


_SONS = {"jr": "2", "junior": "2", "ii": "2", "iii": "3", "iv": "4"}


def compare_persons(a: str, b: str) -> Comparison:
    """Whether two personal names may be one person's."""
    left, right = person_words(a), person_words(b)
    if not left or not right:
        return Comparison(0.0, "no words")
    if not _one_generation(_generation(a), _generation(b)):
        return Comparison(0.5, "generations differ")
    if left == right:
        return Comparison(1.0, "same name")
    if "".join(left) == "".join(right):
        return Comparison(0.98, "same letters")
    if gendered(left[-1], right[-1]) and (len(left) == 1 or len(right) == 1 or left[0] != right[0]):
        return Comparison(0.3, "gendered ending")
    fathers = [w for w in left if _is_patronymic(w)], [w for w in right if _is_patronymic(w)]
    if (
        fathers[0]
        and fathers[1]
        and not any(spelt_alike(*sorted((x, y))) > 0.8 for x in fathers[0] for y in fathers[1])
    ):
        return Comparison(0.4, "patronymics differ")
    pairs = align(left, right)
    if not pairs:
        return _glued(left, right)
    short, long = sorted((len(left), len(right)))
    kept = {(i, j) for _, i, j in pairs}
    last = (len(left) - 1, len(right) - 1)
    loose_left = [w for i, w in enumerate(left) if not any(i == p[0] for p in kept) and not _is_patronymic(w)]
    loose_right = [w for j, w in enumerate(right) if not any(j == p[1] for p in kept) and not _is_patronymic(w)]
    likeness = sum(p[0] for p in pairs) / len(pairs)
    if loose_left and loose_right:
        glued = _glued(left, right)
        return glued if glued.score >= SAME else Comparison(min(0.5, 0.6 * len(pairs) / long), "names differ")
    if long == 1:  # a lone name says little: other transliterations only, slips of the pen in long ones
        score = likeness * 0.97 if likeness > 0.9 or min(len(left[0]), len(right[0])) > 6 else 0.6
        return Comparison(score, "like spelling")
    if short == 1:
        if len(left[0] if len(left) == 1 else right[0]) == 1:
            return Comparison(0.2, "initial alone")
        if last in kept:
            return Comparison(0.74 * likeness, "surname alone")
        first = left[0]
        if (0, 0) in kept and first == right[0] and first in lexicons.surnames_first():
            return Comparison(0.72, "surname alone")
        return Comparison(0.6 * likeness, "given name alone")
    extra = len(loose_left) + len(loose_right)
    score = likeness - 0.65 * extra / (long or 1)
    if likeness < 0.92 and min(p[0] for p in pairs) < 0.87 and len(pairs) < 3:
        score -= 0.05
    initials = sum(len(left[i]) == 1 or len(right[j]) == 1 for i, j in kept)
    if initials and initials == len(pairs):
        return Comparison(0.3, "initials alone")
    if extra and initials and long > 3:
        score -= 0.2  # George H. W. and George W.
    if not _in_order(pairs):
        score -= 0.15 if long > 3 and not extra else 0.35
    surname = last in kept or (not _in_order(pairs)) or _turned(pairs, left, right)
    if not surname:
        score -= 0.05 if all(i == j for i, j in kept) and long == 3 else 0.15
    reason = (
        "initial" if initials else "name in part" if extra else "other order" if last not in kept else "like spelling"
    )
    return Comparison(max(0.0, min(1.0, score)), reason)


def _turned(pairs: list[tuple[float, int, int]], left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether one name is the other with the surname first."""
    return any((i == len(left) - 1 and j == 0) or (i == 0 and j == len(right) - 1) for _, i, j in pairs)


def _glued(left: tuple[str, ...], right: tuple[str, ...]) -> Comparison:
    """Names whose words are split in another way ("Mohammad Hasni", "Mohammadhasni")."""
    if any(map(_is_patronymic, left)) != any(map(_is_patronymic, right)):
        left, right = (tuple(w for w in words if not _is_patronymic(w)) for words in (left, right))
    a, b = "".join(left), "".join(right)
    if min(len(a), len(b)) >= 6:
        turned = "".join(sorted(left)), "".join(sorted(right))
        edits = min(OSA.distance(a, b), OSA.distance(*turned))
        if len(left) != len(right) and edits <= max(len(a), len(b)) // 10:
            return Comparison(0.85, "same letters, split otherwise")
    return Comparison(0.0, "names differ")
