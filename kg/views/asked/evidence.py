"""The sentences that nodes and edges of a view rest on, with the words to mark in them."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from kg.views.asked import article_rows
from kg.views.asked.article_rows import ArticleRow
from kg.views.asked.rows import ClaimRow, Query

LONGEST = 700
"""Characters of a sentence that are shown; longer ones (run-on lists, broken pages) are cut around the marked words."""
_SPAN = re.compile(r"(.*)#char=(\d+),(\d+)", re.DOTALL)
_STOP = re.compile(r"""[.!?…]["'”’»)\]]*\s+(?=["'“‘«(\[]?[^\W\d_a-z])|\n\s*""")


@dataclass(frozen=True, slots=True)
class Telling:
    """One place where something is told.

    Attributes:
        article: IRI.
        sentence: begin and end in the article's text; None for a mention whose sentence is to be found.
        marks: (begin, end) of the words that tell it.
        status: what this place says of it ("Planned"), if anything.
        said_by: label of who says so, when it is not the article itself.
    """

    article: str
    sentence: tuple[int, int] | None
    marks: tuple[tuple[int, int], ...]
    status: str | None = None
    said_by: str | None = None

    @property
    def where(self) -> tuple[object, ...]:
        return (self.sentence or self.marks[:1], self.marks, self.status or "", self.said_by or "")


Place = TypeVar("Place", ClaimRow, Telling)


@functools.lru_cache(maxsize=2**17)
def span_of(iri: str) -> tuple[str, int, int] | None:
    """Article, begin and end that the IRI of a span says (RFC 5147)."""
    match = _SPAN.fullmatch(iri)
    return (match[1], int(match[2]), int(match[3])) if match else None


@dataclass(slots=True)
class Sources:
    """Articles, their texts and origins, as far as evidence needs them.

    Args:
        articles: by IRI.
        origins: of articles that share one.
        fetch: gives the texts of articles.
    """

    articles: Mapping[str, ArticleRow]
    origins: Mapping[str, str]
    fetch: Callable[[set[str]], dict[str, str]]
    texts: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, query: Query) -> Sources:
        """Those of a store."""
        fetch = functools.partial(article_rows.texts, query)
        return cls(article_rows.articles(query), article_rows.origins(query), fetch)

    def counts(self, told: Iterable[str]) -> tuple[int, int]:
        """How many articles, and how many origins after joining copies, some articles are."""
        articles = set(told)
        return len(articles), len({self.origins.get(a, a) for a in articles})

    def choose(self, places: Iterable[Place], limit: int) -> list[Place]:
        """At most ``limit`` places (claims or tellings) in order of date: of every origin one, then a second one, …"""
        ordered = sorted(places, key=self._order)
        if len(ordered) <= limit:
            return ordered
        turns: dict[str, int] = {}
        ranked = []
        for at, place in enumerate(ordered):
            origin = self.origins.get(place.article, place.article)
            turns[origin] = turns.get(origin, 0) + 1
            ranked.append((turns[origin], at))
        return [ordered[at] for at in sorted(at for _, at in sorted(ranked)[:limit])]

    def _order(self, place: Place) -> tuple[object, ...]:
        source = self.articles.get(place.article)
        return ((source.date if source else None) or "9999", place.article, place.where)

    def load(self, tellings: Iterable[Telling]) -> None:
        """Fetch, all at once, the texts that :meth:`show` will need."""
        missing = {t.article for t in tellings} - self.texts.keys()
        if missing:
            self.texts.update(self.fetch(missing))

    def show(self, telling: Telling) -> dict[str, Any] | None:
        """A telling in words, or None where its text is not in the store.

        Returns:
            ``sentence``; ``highlights``, (begin, end) in code points of the sentence, in order and apart; ``article``
            (IRI), ``headline``, ``publisher``, ``date``, ``url``, ``status``, ``said_by``: strings or None.
        """
        text = self.texts.get(telling.article)
        if text is None:
            return None
        begin, end = telling.sentence or self._around(text, telling)
        begin, end = _widened(begin, end, telling.marks)
        begin, end = _cut(text, max(begin, 0), min(end, len(text)), telling.marks)
        source = self.articles.get(telling.article, ArticleRow(telling.article))
        return {
            "sentence": text[begin:end],
            "highlights": _inside(telling.marks, begin, end),
            "article": source.iri,
            "headline": source.headline,
            "publisher": source.publisher,
            "date": source.date,
            "url": source.url,
            "status": telling.status,
            "said_by": telling.said_by,
        }

    def _around(self, text: str, telling: Telling) -> tuple[int, int]:
        """The sentence of a mention that no claim quotes: up to the nearest full stop or line end on either side."""
        first, last = telling.marks[0]
        start = max(0, first - LONGEST)
        begin = start
        for match in _STOP.finditer(text, start, first + 1):
            begin = min(match.end(), first)
        after = _STOP.search(text, last, last + LONGEST)
        end = min(len(text), last + LONGEST) if after is None else after.end()
        return begin, begin + len(text[begin:end].rstrip())


def _widened(begin: int, end: int, marks: Iterable[tuple[int, int]]) -> tuple[int, int]:
    """A clause, with the words that fill its roles from just outside it."""
    for first, last in marks:
        if min(end, last) < begin or max(begin, first) > end:
            if max(end, last) - min(begin, first) <= LONGEST:
                begin, end = min(begin, first), max(end, last)
        else:
            begin, end = min(begin, first), max(end, last)
    return begin, end


def _cut(text: str, begin: int, end: int, marks: tuple[tuple[int, int], ...]) -> tuple[int, int]:
    while begin < end and text[begin].isspace():
        begin += 1
    if end - begin <= LONGEST:
        return begin, end
    first = min((b for b, e in marks if begin <= b < end), default=begin)
    start = max(begin, min(first - LONGEST // 3, end - LONGEST))
    if start > begin and (blank := text.find(" ", start, first)) >= 0:
        start = blank + 1
    stop = min(end, start + LONGEST)
    if stop < end and (blank := text.rfind(" ", start + LONGEST // 2, stop)) >= 0:
        stop = blank
    return start, stop


def _inside(marks: Iterable[tuple[int, int]], begin: int, end: int) -> list[tuple[int, int]]:
    """Marks relative to a sentence, cut to it, overlapping ones joined."""
    return joined_marks((max(b, begin) - begin, min(e, end) - begin) for b, e in marks)


def joined_marks(marks: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Marks in order, without empty ones, those that overlap joined."""
    joined: list[tuple[int, int]] = []
    for first, last in sorted(marks):
        if first >= last:
            continue
        if joined and first < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return joined
