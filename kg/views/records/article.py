"""One article on one page: its text, with who is named in it, and what it tells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.errors import Code, KgError
from kg.graph.asking.terms import Iri
from kg.graph.asking.words import local
from kg.views.asked.evidence import span_of
from kg.views.records.cited import Source, one_line
from kg.views.records.citing import Citing, Query
from kg.views.records.shown import Related

_HEAD = """SELECT ?text ?author WHERE { ?article nif:isString ?text . OPTIONAL { ?article schema:author ?author } }
  ORDER BY ?author"""
_MENTIONS = """SELECT ?mention ?entity ?label ?class WHERE {
  GRAPH ?article { ?mention kg:mentionKind kg:Named } . ?mention gaf:denotes ?entity .
  ?entity kg:mentionCount ?n ; skos:prefLabel ?label ; a ?class } ORDER BY ?mention ?entity"""
_EVENTS = """SELECT ?event ?label ?status ?weight (MIN(?s) AS ?where) WHERE {
  GRAPH ?article { ?claim kg:trigger ?s } ?claim kg:about ?event .
  ?event rdfs:label ?label ; kg:status ?status ; sem:eventType ?type .
  FILTER(?type != type:Statement && ?status != kg:NotOccurred) OPTIONAL { ?event kg:weight ?weight } }
  GROUP BY ?event ?label ?status ?weight ORDER BY ?event"""
_DERIVED = "SELECT ?other WHERE { GRAPH kg:story { ?article prov:wasDerivedFrom ?other } } ORDER BY ?other"
_COPIES = "SELECT ?other WHERE { GRAPH kg:story { ?other prov:wasDerivedFrom ?article } } ORDER BY ?other"
_ORIGIN = "SELECT ?name WHERE { ?other prov:wasAttributedTo/skos:prefLabel ?name } ORDER BY ?name"


@dataclass(slots=True, repr=False)
class ShownArticle:
    """An article with what it tells; in Jupyter it shows itself.

    Attributes:
        source: the article.
        author: who wrote it, if known.
        text: in pieces, with the IRI of the entity that each names, or None.
        entities: who is named, the most often first; ``events`` counts mentions.
        events: what it tells, the weightiest first; ``how`` is the status.
        derived_from, copies: other articles of the same origin, or (IRI, name) of a report that is not in the store.
    """

    source: Source
    author: str | None = None
    text: list[tuple[str, str | None]] = field(default_factory=list)
    entities: list[Related] = field(default_factory=list)
    events: list[Related] = field(default_factory=list)
    derived_from: list[Source] = field(default_factory=list)
    copies: list[Source] = field(default_factory=list)

    def __repr__(self) -> str:
        return f"<Article: {', '.join(filter(None, (self.label, self.source.publisher, self.source.date)))}>"

    @property
    def label(self) -> str:
        return self.source.title

    def _repr_html_(self) -> str:
        from kg.views.records.record import fragment

        return fragment("article", self)


def article(query: Query, iri: str) -> ShownArticle:
    """One article.

    Args:
        query: asks the store.
        iri: the article.

    Raises:
        KgError: KG024 where there is no such article.
    """
    node = Iri(iri)
    head = next(iter(query(_HEAD, article=node)), None)
    if head is None:
        raise KgError(Code.NO_ARTICLE, name=iri)
    text, author = head
    citing = Citing(query)
    derived = [row[0] for row in query(_DERIVED, article=node)]
    copies = [row[0] for row in query(_COPIES, article=node)]
    citing.load([iri, *derived, *copies])
    found = ShownArticle(citing.sources.get(iri, Source(iri)), author and one_line(author))
    spans = []
    counts: dict[str, Related] = {}
    for mention, entity, label, cls in query(_MENTIONS, article=node):
        place = span_of(mention)
        if place is None:
            continue
        spans.append((place[1], place[2], str(entity)))
        known = counts.get(entity)
        counts[entity] = Related(entity, label, local(cls), events=(known.events if known else 0) + 1)
    found.text = _linked(text, spans)
    found.entities = sorted(counts.values(), key=lambda r: (-r.events, r.label, r.iri))
    told = [
        (-float(1 if weight is None else weight), span_of(where), Related(event, label, "", local(status)))
        for event, label, status, weight, where in query(_EVENTS, article=node)
    ]
    found.events = [t[2] for t in sorted(told, key=lambda t: (t[0], (t[1] or ("", 0, 0))[1], t[2].iri))]
    found.derived_from = [_source(query, citing, other) for other in derived]
    found.copies = [_source(query, citing, other) for other in copies]
    return found


def _source(query: Query, citing: Citing, iri: str) -> Source:
    if iri in citing.sources:
        return citing.sources[iri]
    name = next((row[0] for row in query(_ORIGIN, other=Iri(iri))), None)
    return Source(iri, f"a report of {name} that is not in the store" if name else None)


def _linked(text: str, spans: Iterable[tuple[int, int, str]]) -> list[tuple[str, str | None]]:
    """The text in pieces; of spans that overlap the first and longest counts."""
    pieces: list[tuple[str, str | None]] = []
    at = 0
    for begin, end, entity in sorted(spans, key=lambda s: (s[0], -s[1], s[2])):
        if begin < at or end > len(text):
            continue
        pieces += [(text[at:begin], None), (text[begin:end], entity)]
        at = end
    return [(words, entity) for words, entity in [*pieces, (text[at:], None)] if words]
