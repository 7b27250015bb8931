"""Copies and rewrites of one report: shingles of five words, of which a small sketch is kept for each article.

After Broder (1997, *On the resemblance and containment of documents*): two texts share as many shingles as they share
running text, wherever it stands, so that a wire report that was cut, reordered or given new paragraphs is still found.
A sketch keeps the shingles with the smallest hashes (bottom-k). Two sketches are compared below the smaller of their
largest hashes, where both are complete: an unbiased sample of both articles, whatever their lengths.

Pure functions of the text: hashes are CRC-32 and splitmix64, alike on every machine and in every process.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from kg.articles.article import Article

SHINGLE = 5
"""Words: more than the names and set phrases of a subject have, fewer than stand between two edits of a rewrite."""

SIZE = 240
"""Hashes kept: 960 bytes, all shingles of an article of up to 244 words; of longer ones a sample, which
estimates a containment of .25 with a standard error of .03 where both are of one length."""

KEYS_BELOW = 1 << 28
"""Hashes below this (one in 16) are keys: two articles that share 60 shingles share a key with a probability of .98."""

FEWEST_KEYS = 4
"""A short text has at least these."""

MIN_SHARED = 25
"""Shingles (estimated) that a copy shares at least, some thirty running words: less is a set phrase."""

MIN_CONTAINED = 0.25
"""Share of the shorter text's shingles that a copy has in common with the longer, of two outlets.

Of the pairs that 3,788 articles gave, from .25 up all but one (a timeline) drew on one agency report; from .20 to .25
four in six; below, ever fewer: most share an official statement or a post that neither puts in quotation marks.
"""

MIN_CONTAINED_SAME = 0.60
"""The same within one outlet, which repeats its own background in its next report: of the pairs read, those from .50
to .60 mostly told something new; from .60 up they were mostly updates of one report."""

LONG, MIN_CONTAINED_LONG = 5, 0.50
"""What is so many times longer (a transcript, a timeline, a live page) must hold this share of the shorter."""

NEAR, MIN_CONTAINED_LATE = 4, 0.80
"""Days, and what a text that appears later than that must share: reports are copied at once (no true pair read was
more than three days apart), while background and picture galleries come again for weeks."""

COMMON = 6
"""Articles of one outlet that have a shingle in common from which on it is taken for the outlet's own template."""

CROWD = 60
"""Articles under one key above which it proposes no pairs: it is a stock phrase, and pairs grow with its square."""

_WORD = re.compile(r"\w+")
_QUOTED = re.compile(r"(?<!\w)\"(?=\S)[^\"]{20,600}(?<=\S)\"(?!\w)|“[^“”]{20,900}”")
_HEADER = struct.Struct("<II")
_MULTIPLIERS = np.array(
    [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5, 0x85EBCA77C2B2AE63],
    dtype=np.uint64,
)

Hashes = NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Sketch:
    """The smallest hashes of an article's shingles.

    Attributes:
        size: how many different shingles the article has.
        hashes: the smallest of them, ascending, at most ``SIZE``; all where there are fewer.
    """

    size: int
    hashes: bytes

    def to_bytes(self) -> bytes:
        """At most 968 bytes, the same on every machine."""
        return _HEADER.pack(self.size, len(self.hashes) // 4) + self.hashes

    @classmethod
    def from_bytes(cls, data: bytes) -> Sketch:
        """The sketch that :meth:`to_bytes` wrote."""
        size, count = _HEADER.unpack_from(data)
        return cls(size, data[_HEADER.size : _HEADER.size + 4 * count])

    @property
    def array(self) -> Hashes:
        """The hashes as numbers."""
        return np.frombuffer(self.hashes, dtype="<u4")


def sketch(article: Article) -> Sketch:
    """The sketch of an article's body: what is read of its text but for the headline."""
    body = article.readable
    if article.headline_span:
        begin, end = article.headline_span
        body = body[:begin] + " " * (end - begin) + body[end:]
    return sketch_text(body)


def sketch_text(text: str) -> Sketch:
    """The sketch of a text; case, punctuation and line breaks do not count, nor what stands in quotation marks.

    What somebody said is in every report of it, however independent; left in, it made 33 pairs where there are 20.
    """
    words = _WORD.findall(_QUOTED.sub(" ", text).lower())
    if len(words) < SHINGLE:
        return Sketch(0, b"")
    codes: dict[str, int] = {}
    for word in words:
        if word not in codes:
            codes[word] = zlib.crc32(word.encode("utf-8", "replace"))
    numbers = np.array([codes[word] for word in words], dtype=np.uint64)
    count = len(numbers) - SHINGLE + 1
    with np.errstate(over="ignore"):
        mixed = np.zeros(count, dtype=np.uint64)
        for i in range(SHINGLE):
            mixed += _splitmix(numbers[i : i + count] + np.uint64(i + 1)) * _MULTIPLIERS[i]
        hashes = np.unique((_splitmix(mixed) >> np.uint64(32)).astype("<u4"))
    return Sketch(len(hashes), hashes[:SIZE].tobytes())


def _splitmix(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The finaliser of splitmix64 (Steele, Lea, Flood 2014)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def band_keys(sketch: Sketch) -> list[str]:
    """Keys under which to file an article: copies share at least one.

    The fixed threshold, rather than a fixed number of keys, makes the chance to be found depend on how much two texts
    share and not on how long they are. Some fifteen keys an article; unlike texts share one seldom (a stock phrase, a
    background paragraph).
    """
    hashes = sketch.array
    count = max(int(np.searchsorted(hashes, KEYS_BELOW)), min(FEWEST_KEYS, len(hashes)))
    return [f"{value:08x}" for value in hashes[:count].tolist()]


def _sample(a: Sketch, b: Sketch) -> tuple[int, int, int]:
    """Shingles of a, of b and of both in the sample in which both sketches are complete."""
    left, right = a.array, b.array
    if not len(left) or not len(right):
        return 0, 0, 0
    limits = [hashes[-1] for hashes, one in ((left, a), (right, b)) if one.size > len(hashes)]
    if limits:
        limit = min(limits)
        left = left[: np.searchsorted(left, limit, side="right")]
        right = right[: np.searchsorted(right, limit, side="right")]
    return len(left), len(right), len(np.intersect1d(left, right, assume_unique=True))


def resemblance(a: Sketch, b: Sketch) -> float:
    """Share of all their shingles that both have (Jaccard), estimated."""
    left, right, both = _sample(a, b)
    return both / (left + right - both) if both else 0.0


def containment(a: Sketch, b: Sketch) -> float:
    """Share of the shingles of the shorter that the longer has, estimated."""
    left, right, both = _sample(a, b)
    shorter = left if (a.size, a.hashes) <= (b.size, b.hashes) else right
    return both / shorter if both and shorter else 0.0


def is_copy(
    a: Sketch, b: Sketch, *, same_outlet: bool = False, days_apart: int | None = None, common: Collection[str] = ()
) -> bool:
    """Whether one is a copy or a rewrite of the other, or both of a third.

    Args:
        a, b: of two articles.
        same_outlet: whether both are of one publisher.
        days_apart: between their days of publication; None where one is unknown.
        common: keys of that publisher's template (:func:`common_keys`): what they explain does not count.
    """
    if not _sample(a, b)[2]:
        return False
    low, high = sorted((a.size, b.size))
    found = containment(a, b)
    if common and (shared := set(band_keys(a)) & set(band_keys(b))):
        found *= 1 - sum(key in common for key in shared) / len(shared)
    needed = MIN_CONTAINED_SAME if same_outlet else MIN_CONTAINED
    if high > LONG * low:
        needed = max(needed, MIN_CONTAINED_LONG)
    if days_apart is not None and abs(days_apart) > NEAR:
        needed = MIN_CONTAINED_LATE
    return found >= needed and found * low >= MIN_SHARED


def common_keys(sketches: Iterable[Sketch]) -> frozenset[str]:
    """Keys that ``COMMON`` or more of one outlet's articles have: its template ("Sign up for …"), not a report."""
    counts = Counter(key for one in sketches for key in band_keys(one))
    return frozenset(key for key, count in counts.items() if count >= COMMON)


@dataclass(frozen=True, slots=True)
class Filed:
    """What of an article is needed to find its copies."""

    sketch: Sketch
    publisher: str | None = None
    published: str | None = None


def are_copies(a: Filed, b: Filed, *, common: Collection[str] = ()) -> bool:
    """:func:`is_copy` of two articles whose publishers and days are known; ``common`` is of their publisher, if one."""
    days = None
    if a.published and b.published:
        days = (date.fromisoformat(a.published) - date.fromisoformat(b.published)).days
    same = a.publisher is not None and a.publisher == b.publisher
    return is_copy(a.sketch, b.sketch, same_outlet=same, days_apart=days, common=common if same else ())


def find_copies(articles: Mapping[str, Filed]) -> list[tuple[str, str]]:
    """All pairs of copies in a set: what a store finds piece by piece, at once.

    Args:
        articles: by key.
    Returns:
        Pairs of keys, the smaller first, sorted; a function of the set alone.
    """
    outlets: dict[str, list[Sketch]] = {}
    filed: dict[str, list[str]] = {}
    for name in sorted(articles):
        one = articles[name]
        outlets.setdefault(one.publisher or "", []).append(one.sketch)
        for key in band_keys(one.sketch):
            filed.setdefault(key, []).append(name)
    templates = {publisher: common_keys(sketches) for publisher, sketches in outlets.items()}
    proposed = {pair for names in filed.values() if len(names) <= CROWD for pair in combinations(names, 2)}
    return [
        (left, right)
        for left, right in sorted(proposed)
        if are_copies(articles[left], articles[right], common=templates[articles[left].publisher or ""])
    ]
