"""How rare words are in news at large: a fixed table, so that no measure that uses it depends on the articles of a store."""

from __future__ import annotations

import functools
import math
import re
from pathlib import Path

OUT = Path(__file__).parent / "data" / "word_articles.tsv"
SMALL = Path(__file__).parent / "data" / "small_words.txt"
_WORD = re.compile(r"[^\W_]+")
_VOWELS = frozenset("aeiouy")


@functools.lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A lower-case word without the commonest endings: enough to file "meets" and "meeting" together."""
    if word.isdigit():
        return word
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith("sses"):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        if len(word) > len(ending) + 3 and word.endswith(ending) and not _VOWELS.isdisjoint(word[: -len(ending)]):
            word = word[: -len(ending)]
            if word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            break
    return word.rstrip("e") if len(word) > 4 else word


def stems(text: str) -> list[str]:
    """The stems of all words of a text, in order."""
    return [stem(word) for word in _WORD.findall(text.lower())]


@functools.cache
def _table() -> tuple[dict[str, int], int]:
    counts: dict[str, int] = {}
    total = 1
    for line in OUT.read_text("utf8").splitlines():
        if line and not line.startswith("#"):
            word, n = line.split("\t")
            if word == "-":
                total = int(n)
            else:
                counts[word] = int(n)
    return counts, total


@functools.lru_cache(maxsize=65536)
def rarity(word: str) -> float:
    """The inverse document frequency of a stem: 0 in every article, 4.6 for what the background hardly knows."""
    counts, total = _table()
    return round(math.log((total + 1) / (counts.get(word, 2) + 1)), 4)


@functools.cache
def known_stems() -> frozenset[str]:
    """Stems that stand in the background with a small letter: those of the small words."""
    return frozenset(map(stem, small_words()))


@functools.cache
def small_words() -> frozenset[str]:
    """Words that news writes with a small letter, where no sentence begins ("buy", "imagine"; ``small_words.txt``)."""
    lines = SMALL.read_text("utf8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))
