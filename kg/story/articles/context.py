"""What an article is about, in a few weighted words: how alike two articles are. A function of each article alone.

Names weigh most: two reports of similar happenings share the words of their subject but not whom it befell.
"""

from __future__ import annotations

import datetime
import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

from kg.articles.article import Article
from kg.knowledge.background import rarity, stems
from kg.reading.reading import Reading

KEPT = 25
"""Words kept of either sort."""

COMMON = 2.0
"""Rarity below which a word says nothing of the subject (in a seventh of all articles, or more)."""

OF_NAMES, OF_WORDS = 0.85, 0.15
"""Shares of names and of other words in the likeness of two articles (tried .5 to .9)."""

TOP, TOP_TOGETHER = 6, 4
"""Names that file an article alone, and in pairs."""

Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Context:
    """Unit vectors: stem → weight, of the words of names and of all others."""

    names: Weights
    words: Weights


def context_of(article: Article, reading: Reading) -> Context:
    """The context of one article."""
    text = article.text
    names: Counter[str] = Counter()
    for mention in reading.mentions:
        if mention.kind == "Named":
            names.update(stems(text[slice(*mention.span)]))
    words: Counter[str] = Counter()
    for begin, end in reading.sentences:
        words.update(stems(text[begin:end]))
    words.subtract(names)
    return Context(_vector(names), _vector(words))


def _vector(counts: Counter[str]) -> dict[str, float]:
    weights = {
        word: (1 + math.log(n)) * rarity(word)
        for word, n in counts.items()
        if n > 0 and len(word) > 1 and not word.isdigit() and rarity(word) > COMMON
    }
    kept = sorted(weights, key=lambda w: (-weights[w], w))[:KEPT]
    length = math.sqrt(sum(weights[w] ** 2 for w in kept)) or 1.0
    return {w: round(weights[w] / length, 3) for w in kept}


def dot(a: Weights, b: Weights) -> float:
    """The cosine of two unit vectors."""
    if len(b) < len(a):
        a, b = b, a
    return math.fsum(weight * b[word] for word, weight in a.items() if word in b)  # exact: in any order


def likeness(a: Context, b: Context) -> float:
    """How alike two articles are, 0 to 1."""
    return round(OF_NAMES * dot(a.names, b.names) + OF_WORDS * dot(a.words, b.words), 3)


def keys(context: Context, published: str | None) -> list[str]:
    """Under what an article is filed, to find those that are alike: its weightiest names, alone, in pairs and threes.

    The finer keys hold where the coarser are crowded, as they are in a long story: those of dated articles name the days too.
    """
    top = sorted(context.names, key=lambda w: (-context.names[w], w))[:TOP]
    first = sorted(top[:TOP_TOGETHER])
    pairs = [f"{a} {b}" for a, b in combinations(first, 2)]
    found = [*top, *pairs, *(" ".join(three) for three in combinations(sorted(top[: TOP_TOGETHER + 1]), 3))]
    if published:
        day = datetime.date.fromisoformat(published).toordinal()
        found += [f"{word} week {w}" for word in top[:TOP_TOGETHER] for w in (day // 4, day // 4 + 1)]
        found += [f"{pair} day {d}" for pair in pairs for d in (day, day + 1)]
    return sorted(set(found))
