"""One entity on one screen: its names by article, positions, events in order of time, what it said, each with its sentence."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

Query = Callable[..., Iterable]

_HEAD = """SELECT ?label ?class ?mentions ?articles ?origins WHERE {
  ?entity skos:prefLabel ?label ; a ?class ; kg:mentionCount ?mentions ; kg:articleCount ?articles ; kg:originCount ?origins }"""
_LINKS = "SELECT ?link WHERE { ?entity schema:sameAs ?link } ORDER BY ?link"
_NAMES = """SELECT ?name ?article (SAMPLE(?h) AS ?headline) (COUNT(*) AS ?n) WHERE {
  ?mention gaf:denotes ?entity . GRAPH ?article { ?mention nif:anchorOf ?name ; kg:mentionKind kg:Named .
  OPTIONAL { ?article schema:headline ?h } } } GROUP BY ?name ?article ORDER BY ?article DESC(?n) ?name"""
_POSITIONS = """SELECT ?role ?where ?from ?until ?sentence ?article ?headline ?date WHERE {
  ?m org:member ?entity ; org:role ?role . OPTIONAL { ?m org:organization/skos:prefLabel ?where }
  OPTIONAL { ?m sem:hasBeginTimeStamp ?from } OPTIONAL { ?m sem:hasEndTimeStamp ?until }
  ?m kg:evidence ?span . GRAPH ?article { ?span nif:anchorOf ?sentence }
  OPTIONAL { ?article schema:headline ?headline } OPTIONAL { ?article schema:datePublished ?date } }
  ORDER BY ?role ?where ?date ?article ?span"""
_TIES = """SELECT ?property ?label WHERE { VALUES ?property { schema:worksFor schema:memberOf schema:parentOrganization
  schema:subOrganization schema:location schema:containedInPlace schema:spouse schema:parent schema:children schema:sibling
  schema:nationality schema:affiliation schema:owns } ?entity ?property ?other . ?other skos:prefLabel ?label }
  ORDER BY ?property ?label"""
_EVENTS = """SELECT ?event ?label ?type ?status ?first ?last ?role ?articles ?origins WHERE {
  VALUES ?role { kg:agent kg:recipient kg:participant sem:hasPlace }
  ?event ?role ?entity ; a sem:Event ; rdfs:label ?label ; sem:eventType ?type ; kg:status ?status ;
    kg:articleCount ?articles ; kg:originCount ?origins . FILTER(?type != type:Statement)
  OPTIONAL { ?event sem:hasBeginTimeStamp ?first ; sem:hasEndTimeStamp ?last } }"""
_SENTENCES = """SELECT ?event ?sentence ?article ?headline ?date WHERE {
  VALUES ?role { kg:agent kg:recipient kg:participant sem:hasPlace } ?event ?role ?entity ; a sem:Event .
  ?claim kg:about ?event . GRAPH ?article { ?claim kg:evidence ?span . ?span nif:anchorOf ?sentence }
  OPTIONAL { ?article schema:headline ?headline } OPTIONAL { ?article schema:datePublished ?date } }
  ORDER BY ?event ?date ?article ?span"""
_SAID = """SELECT ?words ?to ?sentence ?article ?headline ?date WHERE {
  ?claim kg:saidBy ?entity . GRAPH ?article { ?claim kg:quotation ?how ; kg:content ?span ; kg:evidence ?where .
    ?span nif:anchorOf ?words . ?where nif:anchorOf ?sentence }
  OPTIONAL { ?claim kg:saidTo/skos:prefLabel ?to }
  OPTIONAL { ?article schema:headline ?headline } OPTIONAL { ?article schema:datePublished ?date } }
  ORDER BY ?date ?article ?span"""


@dataclass(frozen=True, slots=True)
class Cited:
    """Something with the sentence it rests on and where that stands."""

    text: str
    sentence: str
    article: str
    headline: str | None
    date: str | None


@dataclass(frozen=True, slots=True)
class ShownEvent:
    """An event of the entity, with its first sentences."""

    iri: str
    label: str
    event_type: str
    status: str
    first: str | None
    last: str | None
    articles: int
    origins: int
    cited: tuple[Cited, ...]


@dataclass(slots=True)
class Shown:
    """What ``kg show`` shows; in Jupyter it shows itself."""

    iri: str
    label: str
    entity_class: str
    mentions: int
    articles: int
    origins: int
    links: list[str] = field(default_factory=list)
    names: dict[str, list[str]] = field(default_factory=dict)  # name → headlines of the articles that use it
    positions: list[Cited] = field(default_factory=list)
    ties: list[str] = field(default_factory=list)
    events: list[ShownEvent] = field(default_factory=list)
    said: list[Cited] = field(default_factory=list)

    def _repr_html_(self) -> str:
        e = html.escape
        parts = [f"<h3>{e(self.label)} <small>{e(self.entity_class)}</small></h3>"]
        parts.append(f"<p>{self.mentions} mentions in {self.articles} articles of {self.origins} origins</p>")
        parts.append("<p>" + "; ".join(f"{e(n)} ({len(a)})" for n, a in self.names.items()) + "</p>")

        def table(title: str, rows: Iterable[tuple[str, str, str]]) -> None:
            rows = list(rows)
            if rows:
                cells = "".join(
                    f"<tr><td>{e(a)}</td><td>{e(b)}</td><td style='text-align:left'>{e(c)}</td></tr>"
                    for a, b, c in rows
                )
                parts.append(f"<h4>{e(title)}</h4><table>{cells}</table>")

        table("Positions", ((p.text, p.date or "", p.sentence) for p in self.positions))
        table(
            "Events",
            (
                (span(v.first, v.last), f"{v.label} [{v.status}]", v.cited[0].sentence if v.cited else "")
                for v in self.events
            ),
        )
        table("Said", ((s.date or "", s.text, s.headline or s.article) for s in self.said))
        return "".join(parts)


def span(first: str | None, last: str | None) -> str:
    """An interval as people write it."""
    if not first:
        return ""
    return first if first == last else f"{first} – {last}"


def local(iri: str) -> str:
    """The last piece of an IRI."""
    return iri.rstrip("/").replace("#", "/").rsplit("/", 1)[-1]


def one_line(text: str) -> str:
    return " ".join(text.split())


def show(query: Query, iri: str, *, sentences: int = 3) -> Shown:
    """Everything known of one entity.

    Args:
        query: ``query(sparql, entity=iri)`` → rows of Python values.
        iri: the entity.
        sentences: how many sentences to give for each event.
    """
    label, cls, mentions, articles, origins = next(iter(query(_HEAD, entity=iri)))
    shown = Shown(iri, label, local(cls), int(mentions), int(articles), int(origins))
    shown.links = [link for (link,) in query(_LINKS, entity=iri)]
    for name, article, headline, _ in query(_NAMES, entity=iri):
        shown.names.setdefault(one_line(name), []).append(headline or article)
    shown.names = dict(sorted(shown.names.items(), key=lambda x: (-len(x[1]), x[0])))
    seen = set()
    for role, where, begin, until, sentence, article, headline, date in query(_POSITIONS, entity=iri):
        if (role, where) in seen:
            continue
        seen.add((role, where))
        since = f" since {begin}" if begin else ""
        since += f" until {until}" if until else ""
        text = f"{role}, {where}{since}" if where else f"{role}{since}"
        shown.positions.append(Cited(text, one_line(sentence), article, headline, _text(date)))
    shown.ties = [f"{local(p)}: {other}" for p, other in query(_TIES, entity=iri)]
    cited: dict[str, dict[str, Cited]] = {}
    for event, sentence, article, headline, date in query(_SENTENCES, entity=iri):
        told = one_line(sentence)
        cited.setdefault(event, {}).setdefault(told, Cited(told, told, article, headline, _text(date)))
    rows = {row[0]: row for row in query(_EVENTS, entity=iri)}
    for event, name, kind, status, first, last, _, n, o in rows.values():
        evidence = tuple(cited.get(event, {}).values())[:sentences]
        shown.events.append(
            ShownEvent(event, name, local(kind), local(status), _text(first), _text(last), int(n), int(o), evidence)
        )
    shown.events.sort(key=lambda v: (v.first or "9999", v.last or "", -v.origins, v.label, v.iri))
    for words, to, sentence, article, headline, date in query(_SAID, entity=iri):
        text = one_line(words) + (f" (to {to})" if to else "")
        shown.said.append(Cited(text, one_line(sentence), article, headline, _text(date)))
    return shown


def _text(value: object) -> str | None:
    return None if value is None else str(value)
