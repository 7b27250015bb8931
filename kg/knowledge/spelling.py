"""How alike the words of names are: other transliterations, other scripts, nicknames, slips of the pen."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass

from rapidfuzz.distance import OSA
from rigour.text.translit import maybe_ascii

from kg.knowledge import lexicons
from kg.knowledge.transliteration import fold

CACHE = 65536
WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")

SAME = 0.7
"""Score from which two names may be those of one entity (chosen on half of the development pairs)."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """How alike two names are: ``score`` from 0 to 1, and why in a word or two."""

    score: float
    reason: str


_LEVEL = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"(tsch|tch|sch|shch|cz|sz|ch|sh|zh|dj|dzh|ts|tz|z|s|j)+", "s"),
        (r"ph|ff|w|v", "f"),
        (r"x", "ks"),
        (r"c(?=[eiy])", "s"),
        (r"ck|kk|q|c", "k"),
        (r"kh", "h"),
        (r"gh", "g"),
        (r"(?<=[a-z])h", ""),
        (r"^[yij](?=[aeou])", ""),
    )
)


@functools.lru_cache(maxsize=CACHE)
def skeleton(word: str) -> str:
    """The consonants of a folded word by classes that transliterations confuse; "dmtrf" for dmitriev and
    dimitriyeff."""
    text = word.replace("'", "")
    for pattern, to in _LEVEL:
        text = pattern.sub(to, text)
    first = "a" if text[:1] in "aeiouy" else text[:1]
    rest = text[1:].translate(_VOWELS)
    return re.sub(r"(.)\1+", r"\1", first + rest)


_VOWELS = {ord(c): None for c in "aeiouy"}


_SPELLING = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"ff|ph|w", "v"),
        (r"iy|ij|yy|yi|ee", "i"),
        (r"oo|ou", "u"),
        (r"(?<=[aeiou])y(?=[aeiou])|^[yi](?=[aeou])", ""),
        (r"kh|q|ck", "k"),
        (r"dh", "d"),
        (r"(.)\1+", r"\1"),
    )
)


@functools.lru_cache(maxsize=CACHE)
def _levelled(word: str) -> str:
    """A folded word in one of several usual transliterations: dimitriev for dimitriyeff."""
    for pattern, to in _SPELLING:
        word = pattern.sub(to, word)
    return word


@functools.lru_cache(maxsize=CACHE)
def plain(name: str) -> str:
    """``name`` folded; scripts other than Latin, Cyrillic and Greek transliterated where rigour can."""
    text = fold(name)
    return text if text.isascii() else fold(maybe_ascii(text) or text)


@functools.cache
def kind_words(kind: str) -> frozenset[str]:
    return frozenset(row[0] for row in lexicons.rows("name_words.tsv") if row[1] == kind)


@functools.cache
def legal_forms() -> frozenset[str]:
    """Legal forms as single words without dots ("inc", "gmbh")."""
    return frozenset(
        w.replace(".", "").replace("/", "") for w, k in lexicons.organisation_heads().items() if k == "legal"
    )


@functools.lru_cache(maxsize=CACHE)
def word_likeness(a: str, b: str) -> float:
    """How likely two folded words of names are the same word: 1 equal, 0 different."""
    if a == b:
        return 1.0
    if len(a) == 1 or len(b) == 1:
        return 0.85 if a[0] == b[0] else 0.0
    nicknames = lexicons.nicknames()
    if a in nicknames and b in nicknames and nicknames[a] & nicknames[b]:
        return 0.9
    if h_for_g(a, b):
        return 0.92
    alike = spelt_alike(a, b)
    names = lexicons.given_names()
    if alike and a in names and b in names:
        if names[a] != names[b] and "mf" not in (names[a], names[b]):
            return 0.0  # Maria and Mario
        if alike < 0.95 and max(len(a), len(b)) < 8:
            return 0.4  # two given names that merely look alike
    return alike


@functools.lru_cache(maxsize=CACHE)
def spelt_alike(a: str, b: str) -> float:
    """Likeness by spelling alone: other transliterations, then slips of the pen as far as the length allows."""
    if a == b:
        return 1.0
    sound = skeleton(a)
    if len(sound) > 1 and sound == skeleton(b):
        edits = OSA.distance(_levelled(a), _levelled(b))
        if edits <= (2 if len(sound) > 3 else 1):
            return 0.95 if edits < 2 else 0.9
    if h_for_g(a, b):
        return 0.92
    longest = max(len(a), len(b))
    edits = OSA.distance(a, b)
    if edits == 1 and longest >= 4:
        return 0.9 if longest >= 6 else 0.85
    if edits == 2 and longest >= 7:
        return 0.84
    return 0.0


@functools.lru_cache(maxsize=CACHE)
def h_for_g(a: str, b: str) -> bool:
    """Whether two folded words are one Slavic name with the h of Ukrainian and the g of Russian ("sybiha", "sibiga")."""
    if min(len(a), len(b)) < 4 or (("h" in a) == ("h" in b) and ("g" in a) == ("g" in b)):
        return False
    left, right = (_levelled(_H.sub("g", _TWO_LETTERS.sub(r"\1", w))).replace("y", "i") for w in (a, b))
    if a[0] != b[0] and not (a[0] in "hg" and b[0] in "hg" and len(a) > 5 and _SLAVIC.search(a) and _SLAVIC.search(b)):
        return False
    return "g" in left and OSA.distance(left, right) <= (1 if len(left) > 4 else 0)


_H = re.compile("h")
_TWO_LETTERS = re.compile(r"([cskztp])h")
_SLAVIC = re.compile(r"(?:iy|y|ii|i|ov|ev|iv|enko|uk|sky|skyi|in|yn|ina|yna|an|or|iia|iya|ia)$")


def gendered(a: str, b: str) -> bool:
    """Whether two folded surnames are the man's and the woman's form of one ("ivanov", "ivanova"; "belsky", "belskaya")."""
    short, long = sorted((a, b), key=len)
    if long == short + "a":
        return short.endswith(("ov", "ev", "iv", "in", "yn", "sk"))
    stems = [_MAN.sub("", short), _WOMAN.sub("", long)]
    return stems[0] == stems[1] and stems[0] != short and stems[1] != long


_MAN = re.compile(r"(?<=sk)(?:y|i|ii|iy|yi|yy|iyi)$")
_WOMAN = re.compile(r"(?<=sk)(?:aya|aia|aja|a)$")


def align(
    left: tuple[str, ...], right: tuple[str, ...], alike: Callable[[str, str], float] = word_likeness
) -> list[tuple[float, int, int]]:
    """One-to-one pairs of words with their likeness, best first; earlier and nearer ones on ties."""
    pairs = []
    for i, a in enumerate(left):
        for j, b in enumerate(right):
            likeness = alike(a, b) if a <= b else alike(b, a)
            if likeness >= 0.8:
                pairs.append((-likeness, abs((len(left) - i) - (len(right) - j)), i, j))
    pairs.sort()
    chosen: list[tuple[float, int, int]] = []
    used_left, used_right = 0, 0
    for likeness, _, i, j in pairs:
        if not (used_left >> i & 1 or used_right >> j & 1):
            used_left |= 1 << i
            used_right |= 1 << j
            chosen.append((-likeness, i, j))
    return chosen
