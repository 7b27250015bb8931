"""Sentences as records cite them: in one line, with the words that tell it marked, and the articles they stand in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from kg.graph.asking.terms import Iri
from kg.graph.untitled import untitled_name
from kg.views.asked import article_rows
from kg.views.asked.evidence import joined_marks, span_of
from kg.views.records.cited import Cited, Source, one_line

Query = Callable[..., Iterable]
"""``query(sparql, entity=iri)`` → rows of Python values; a list binds a variable to any of its members."""

_ARTICLES = """SELECT ?article ?headline ?publisher ?date ?url WHERE {
  ?article a schema:NewsArticle . OPTIONAL { ?article schema:headline ?headline }
  OPTIONAL { ?article schema:publisher/schema:name ?publisher }
  OPTIONAL { ?article schema:datePublished ?date } OPTIONAL { ?article schema:url ?url } }
  ORDER BY ?article ?headline ?publisher ?date ?url"""
_BEGINNINGS = (
    "SELECT ?article (SUBSTR(?text, 1, 200) AS ?begin) WHERE { ?article nif:isString ?text } ORDER BY ?article"
)
_ORIGINS = f"SELECT ?a ?b WHERE {{ {article_rows.SHARED} }}"


def in_order(rows: Iterable[Sequence[Any]], *columns: int) -> list[Sequence[Any]]:
    """Rows sorted by the text of some columns; what is not there comes first.

    Args:
        rows: of a query without an order: of tens of thousands of rows Oxigraph sorts ten times as long.
        columns: the one that counts most first.
    """
    return sorted(rows, key=lambda row: ["" if row[at] is None else str(row[at]) for at in columns])


@dataclass(slots=True)
class Place:
    """A sentence that was found, before its article is known.

    Attributes:
        span: IRI of the sentence or clause, which says the article.
        words: of it.
        marked: IRIs of spans to mark.
        text, status, said_by, said_to, claim: as in :class:`kg.views.records.cited.Cited`.
        source: IRI of the report of a medium that its article has this from, where others have it from there, too.
    """

    span: str
    words: str
    marked: Iterable[str] = ()
    text: str = ""
    status: str | None = None
    said_by: str | None = None
    said_to: str | None = None
    claim: str | None = None
    source: str | None = None

    @property
    def article(self) -> str:
        return (span_of(self.span) or (self.span,))[0]


@dataclass(slots=True)
class Citing:
    """Collects the articles that sentences stand in.

    Args:
        query: asks the store.
        sources: articles known, by IRI.
        shared: origins of articles and reports that share one; None before they are asked for.
    """

    query: Query
    sources: dict[str, Source] = field(default_factory=dict)
    shared: dict[str, str] | None = None

    def load(self, articles: Iterable[str]) -> None:
        """Get to know articles, all at once, before :meth:`cite` names them."""
        missing = sorted(set(articles) - self.sources.keys())
        if not missing:
            return
        if self.shared is None:
            self.shared = article_rows.united((str(one), str(other)) for one, other in in_order(self.query(_ORIGINS), 0, 1))
        for row in self.query(_ARTICLES, article=[Iri(iri) for iri in missing]):
            iri, headline, publisher, date, url = (None if x is None else str(x) for x in row)
            assert iri is not None
            source = Source(iri, headline and one_line(headline), publisher, date, url, self.shared.get(iri, iri))
            self.sources.setdefault(iri, source)
        untitled = [Iri(iri) for iri in missing if iri in self.sources and not self.sources[iri].headline]
        for iri, text in self.query(_BEGINNINGS, article=untitled) if untitled else ():
            self.sources[iri] = replace(self.sources[iri], beginning=untitled_name(text))

    def cite(self, place: Place) -> Cited:
        """A sentence with its article, which is known by now."""
        source = self.sources.get(place.article, Source(place.article))
        sentence, marks = in_one_line(place.words, list(_inside(place)))
        return Cited(
            text=place.text or sentence,
            sentence=sentence,
            article=place.article,
            headline=source.headline,
            date=source.date,
            title=source.title,
            marks=marks,
            status=place.status,
            said_by=place.said_by,
            said_to=place.said_to,
            claim=place.claim,
            origin=self.origin_of(place),
        )

    def origin(self, article: str) -> str:
        """The origin of an article, which is known by now."""
        return self.sources[article].origin if article in self.sources else article

    def origin_of(self, place: Place) -> str:
        """The origin of what a sentence tells: the report that its article has it from, else the article's own."""
        if place.source:
            return (self.shared or {}).get(place.source, place.source)
        return self.origin(place.article)

    def order(self, place: Place) -> tuple[object, ...]:
        """Order of date, then of place in the article; undated articles last."""
        source = self.sources.get(place.article)
        return ((source.date if source else None) or "9999", place.article, *(span_of(place.span) or ("", 0, 0))[1:])

    def all(self) -> list[Source]:
        """The articles, in order of date."""
        return sorted(self.sources.values(), key=lambda s: (s.date or "9999", s.headline or "", s.iri))


def _inside(place: Place) -> Iterable[tuple[int, int]]:
    """Marks relative to the words of a place."""
    sentence = span_of(place.span)
    for iri in place.marked:
        mark = span_of(iri)
        if sentence and mark and sentence[0] == mark[0] and sentence[1] <= mark[1] < mark[2] <= sentence[2]:
            yield mark[1] - sentence[1], mark[2] - sentence[1]


def in_one_line(words: str, marks: Iterable[tuple[int, int]]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Words without line ends and runs of blanks, with marks that still cover the same letters; those that overlap joined."""
    kept: list[str] = []
    places = []  # of each character of ``words``, where it comes to stand
    for character in words:
        if character.isspace():
            places.append(len(kept))
            if kept and kept[-1] != " ":
                kept.append(" ")
        else:
            places.append(len(kept))
            kept.append(character)
    places.append(len(kept))
    text = "".join(kept).rstrip()
    found = ((places[begin], min(places[end - 1] + 1, len(text))) for begin, end in marks)
    return text, tuple(joined_marks(found))
