"""Everything known of one entity: names by article, positions, ties, events in order of time, statements, companions,
places, what sources tell differently, each with its sentence.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.errors import Code, KgError
from kg.graph import vocabulary as v
from kg.graph.asking.terms import Iri
from kg.graph.asking.words import local
from kg.views.asked.evidence import span_of
from kg.views.asked.positions import ToldPosition, held
from kg.views.records.cited import Cited, one_line
from kg.views.records.citing import Citing, Place, Query, in_order
from kg.views.records.differences import differences
from kg.views.records.shown import Position, Related, Shown, ShownEvent

SENTENCES = 3
"""Sentences given for one event unless told otherwise."""
NEAR = 40
"""Companions and places listed at most."""

_HEAD = """SELECT ?label ?class ?mentions ?articles ?origins WHERE {
  ?entity skos:prefLabel ?label ; a ?class ; kg:mentionCount ?mentions ; kg:articleCount ?articles ; kg:originCount ?origins }"""
_LINKS = "SELECT ?link WHERE { ?entity schema:sameAs ?link } ORDER BY ?link"
_OWN = "SELECT ?own WHERE { ?entity kg:ownClass ?own }"
_POINT = "SELECT ?wkt WHERE { ?entity geo:hasGeometry/geo:asWKT ?wkt } ORDER BY ?wkt"
_MENTIONS = """SELECT ?mention ?name ?kind WHERE {
  ?mention gaf:denotes ?entity ; nif:anchorOf ?name ; kg:mentionKind ?kind } ORDER BY ?mention ?kind"""
_POSITIONS = """SELECT ?role ?where ?from ?until ?span ?sentence WHERE {
  ?m org:member ?entity ; org:role ?role . OPTIONAL { ?m org:organization/skos:prefLabel ?where }
  OPTIONAL { ?m sem:hasBeginTimeStamp ?from } OPTIONAL { ?m sem:hasEndTimeStamp ?until }
  ?m kg:evidence ?span . ?span nif:anchorOf ?sentence }
  ORDER BY ?role ?where ?span"""
TIES = """schema:worksFor schema:memberOf schema:parentOrganization schema:subOrganization schema:location
  schema:containedInPlace schema:spouse schema:parent schema:children schema:sibling schema:nationality schema:affiliation
  schema:owns"""
_TIES = f"""SELECT ?subject ?property ?object ?other ?label ?class WHERE {{
  VALUES ?property {{ {TIES} }}
  {{ BIND(?entity AS ?subject) ?subject ?property ?object . BIND(?object AS ?other) }} UNION
  {{ BIND(?entity AS ?object) ?subject ?property ?object . BIND(?subject AS ?other) }}
  ?other skos:prefLabel ?label ; a ?class }}
  ORDER BY ?property ?label ?other"""
_TIE_CLAIMS = f"""SELECT ?subject ?property ?object ?claim ?span ?sentence ?one ?two WHERE {{
  VALUES ?property {{ {TIES} }} ?mention gaf:denotes ?entity .
  {{ ?claim kg:subject ?mention }} UNION {{ ?claim kg:object ?mention }}
  ?claim kg:predicate ?property ; kg:subject ?one ; kg:object ?two ; kg:evidence ?span .
  ?one gaf:denotes ?subject . ?two gaf:denotes ?object . ?span nif:anchorOf ?sentence }}
  ORDER BY ?claim ?span"""
_HELD = """SELECT ?subject ?object ?span ?sentence WHERE {
  { BIND(?entity AS ?subject) ?m org:member ?subject ; org:organization ?object } UNION
  { BIND(?entity AS ?object) ?m org:organization ?object ; org:member ?subject }
  ?m kg:evidence ?span . ?span nif:anchorOf ?sentence } ORDER BY ?m ?span"""
_ROLES = "VALUES ?role { kg:agent kg:recipient kg:participant sem:hasPlace }"
_EVENTS = f"""SELECT ?event ?label ?type ?status ?first ?last ?role ?articles ?origins ?weight WHERE {{
  {_ROLES}
  ?event ?role ?entity ; a sem:Event ; rdfs:label ?label ; sem:eventType ?type ; kg:status ?status ;
    kg:articleCount ?articles ; kg:originCount ?origins . FILTER(?type != type:Statement && ?status != kg:NotOccurred)
  OPTIONAL {{ ?event kg:weight ?weight }}
  OPTIONAL {{ ?event sem:hasBeginTimeStamp ?first ; sem:hasEndTimeStamp ?last }} }} ORDER BY ?event ?role"""
CLAIMS = """SELECT ?event ?claim ?span ?sentence ?trigger ?status ?speaker ?words WHERE {
  ?claim kg:about ?event ; kg:evidence ?span ; kg:status ?status . ?span nif:anchorOf ?sentence .
  OPTIONAL { ?claim kg:trigger ?trigger } OPTIONAL { ?claim kg:speaker ?said . ?said nif:anchorOf ?words }
  OPTIONAL { ?claim kg:saidBy/skos:prefLabel ?speaker } }"""
_FROM = """SELECT ?event ?article ?report WHERE { ?claim kg:about ?event ; kg:reportedIn ?article ; kg:saidBy|kg:saidTo ?medium .
  GRAPH kg:story { ?article prov:wasDerivedFrom ?report } ?report a kg:Origin ; prov:wasAttributedTo ?medium }"""
"""The report of a medium that an article has what it tells of an event from."""
_NEAR = f"""SELECT ?other ?label ?class ?event ?where WHERE {{
  {_ROLES} ?event ?role ?entity ; a sem:Event ; sem:eventType ?type . FILTER(?type != type:Statement)
  FILTER NOT EXISTS {{ ?event kg:status kg:NotOccurred }}
  VALUES ?where {{ sem:hasActor sem:hasPlace }} ?event ?where ?other . FILTER(?other != ?entity)
  ?other kg:mentionCount ?n ; skos:prefLabel ?label ; a ?class }}"""
_SAID = """SELECT ?claim ?content ?words ?span ?sentence ?to WHERE {
  ?claim kg:saidBy ?entity ; kg:quotation ?how ; kg:content ?content ; kg:evidence ?span . FILTER(?how != kg:Attitude)
  ?content nif:anchorOf ?words . ?span nif:anchorOf ?sentence . OPTIONAL { ?claim kg:saidTo/skos:prefLabel ?to } }
  ORDER BY ?content ?claim ?to"""
_QUOTES = """SELECT ?claim ?content ?words ?span ?sentence ?speaker ?label ?said WHERE {
  ?claim kg:reportedIn ?article ; kg:quotation ?how ; kg:content ?content ; kg:evidence ?span . FILTER(?how != kg:Attitude)
  ?content nif:anchorOf ?words . ?span nif:anchorOf ?sentence .
  OPTIONAL { ?claim kg:speaker/nif:anchorOf ?said } OPTIONAL { ?claim kg:saidBy ?speaker . ?speaker skos:prefLabel ?label } }
  ORDER BY ?content ?claim ?label"""
_WKT = re.compile(r"POINT\s*\(\s*(-?[\d.]+)\s+(-?[\d.]+)\s*\)")


def show(query: Query, iri: str, *, sentences: int | None = SENTENCES) -> Shown:
    """Everything known of one entity.

    Args:
        query: asks the store.
        iri: the entity.
        sentences: how many sentences to give for each event; None for all.

    Raises:
        KgError: KG040 where there is no such entity.
    """
    head = next(iter(query(_HEAD, entity=Iri(iri))), None)
    if head is None:
        raise KgError(Code.NO_ENTITY, name=iri, hint="")
    return _Gathering(query, iri, head, sentences).shown()


class _Gathering:
    """Asks for the parts of a record and puts them together; sentences first, then the articles they stand in."""

    def __init__(self, query: Query, iri: str, head: tuple, sentences: int | None) -> None:
        label, cls, mentions, articles, origins = head
        self.query = query
        self.entity = Iri(iri)
        self.sentences = sentences
        self.citing = Citing(query)
        self.record = Shown(iri, label, local(cls), int(mentions), int(articles), int(origins))

    def rows(self, text: str, **values: object) -> list:
        return list(self.query(text, entity=self.entity, **values))

    def shown(self) -> Shown:
        record, citing = self.record, self.citing
        record.links = [link for (link,) in self.rows(_LINKS)]
        record.own_class = next((local(own) for (own,) in self.rows(_OWN)), "")
        for (wkt,) in self.rows(_POINT):
            if found := _WKT.fullmatch(wkt):
                record.position = float(found[1]), float(found[2])
        mentions: dict[str, set[tuple[int, int]]] = defaultdict(set)
        counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for mention, name, kind in self.rows(_MENTIONS):
            if place := span_of(mention):
                mentions[place[0]].add(place[1:])
                if local(kind) == "Named":
                    counts[one_line(name)][place[0]] += 1
        record.names = {name: list(counts[name]) for name in sorted(counts, key=lambda n: (-len(counts[n]), n))}
        events, roles = {}, defaultdict[str, dict[str, None]](dict)
        for row in self.rows(_EVENTS):
            events[row[0]] = row
            roles[row[0]][role_name(row[6])] = None
        claims = event_claims(self.query, events)
        positions = self._positions()
        ties = self._ties()
        said = self._said()
        about = self._said_of_it(mentions)
        citing.load(mentions)
        citing.load(
            place.article
            for places in (*claims.values(), (told[-1] for told in positions), *ties.values(), said, about)
            for place in places
        )
        record.positions = self._held(positions)
        self._add_ties(ties)
        for event, name, kind, status, first, last, _, n, o, weight in events.values():
            cited = self._cited(claims.get(event, []), status=local(status))
            record.events.append(
                ShownEvent(
                    event, name, local(kind), local(status), _text(first), _text(last), int(n), int(o), cited,
                    tuple(roles[event]), 1.0 if weight is None else float(weight),
                )
            )  # fmt: skip
        record.events.sort(key=lambda e: (-e.weight, -e.origins, e.first or "9999", e.last or "", e.label, e.iri))
        record.said = [citing.cite(place) for place in sorted(said, key=citing.order)]
        record.said_of_it = [citing.cite(place) for place in sorted(about, key=citing.order)]
        self._near()
        labels = {event.iri: event.label for event in record.events}
        record.differences = differences(self.query, citing, labels, claims)
        record.sources = citing.all()
        return record

    def _cited(self, places: Iterable[Place], *, status: str) -> tuple[Cited, ...]:
        """Sentences of an event, each once; where not all are wanted, those that agree with its status go before."""
        ordered = sorted(places, key=self.citing.order)
        found: dict[tuple[str, str], Cited] = {}
        for place in ordered:
            cited = self.citing.cite(place)
            found.setdefault((cited.sentence, "" if self.sentences else cited.article), cited)
        cited_all = list(found.values())
        if self.sentences is not None and len(cited_all) > self.sentences:
            chosen = sorted(range(len(cited_all)), key=lambda at: (cited_all[at].status != status, at))[
                : self.sentences
            ]
            cited_all = [cited_all[at] for at in sorted(chosen)]
        return tuple(cited_all)

    def _positions(self) -> list[tuple[str, str, str | None, str | None, Place]]:
        return [
            (role, where or "", begin and str(begin), until and str(until), Place(span, sentence))
            for role, where, begin, until, span, sentence in self.rows(_POSITIONS)
        ]

    def _held(self, told: Iterable[tuple[str, str, str | None, str | None, Place]]) -> list[Position]:
        citing = self.citing
        tellings = [
            ToldPosition(role, where, begin, until, place.words, citing.origin(place.article), place)
            for role, where, begin, until, place in told
        ]
        found = []
        for one in held(tellings):
            places = list({(p.span, p.words): p for p in sorted(one.told, key=citing.order)}.values())
            found.append(Position(one.text, tuple(map(citing.cite, places[: self.sentences])), past=one.past))
        return found

    def _ties(self) -> dict[tuple[str, str, str], list[Place]]:
        found: dict[tuple[str, str, str], list[Place]] = defaultdict(list)
        for subject, prop, other, claim, span, sentence, one, two in self.rows(_TIE_CLAIMS):
            found[subject, prop, other].append(Place(span, sentence, (one, two), claim=claim))
        held: dict[tuple[str, str, str], list[Place]] = defaultdict(list)
        for subject, other, span, sentence in self.rows(_HELD):
            held[subject, v.WORKS_FOR, other].append(Place(span, sentence))
        for key, places in held.items():  # who holds a position works there
            found.setdefault(key, places)
        return found

    def _add_ties(self, told: dict[tuple[str, str, str], list[Place]]) -> None:
        for subject, prop, obj, other, label, cls in self.rows(_TIES):
            if local(prop) == "containedInPlace" and obj == self.entity:
                continue  # what lies in a country is a list of its own
            how = local(prop) if subject == self.entity else f"{local(prop)} of"
            places = sorted(told.get((subject, prop, obj), []), key=self.citing.order)[: self.sentences]
            cited = tuple(self.citing.cite(place) for place in places)
            self.record.ties.append(Related(other, label, local(cls), how, cited=cited))

    def _said(self) -> list[Place]:
        found: dict[str, tuple[Place, dict[str, str]]] = {}
        for claim, content, words, span, sentence, to in self.rows(_SAID):
            place = Place(span, sentence, said_to=to, claim=claim)
            found.setdefault(claim, (place, {}))[1][content] = one_line(words)
        for place, parts in found.values():
            _add_words(place, parts)
        return [place for place, _ in found.values()]

    def _said_of_it(self, mentions: dict[str, set[tuple[int, int]]]) -> list[Place]:
        """Quotations of others in whose content the entity is mentioned, by name or otherwise."""
        if not mentions:
            return []
        found: dict[str, tuple[Place, dict[str, str]]] = {}
        named: dict[str, set[str]] = defaultdict(set)
        articles = [Iri(article) for article in sorted(mentions)]
        for claim, content, words, span, sentence, speaker, label, said in self.query(_QUOTES, article=articles):
            part = span_of(content)
            if speaker == self.entity or part is None:
                continue
            by = label or (one_line(said) if said else None)
            place = Place(span, sentence, said_by=by, claim=claim)
            found.setdefault(claim, (place, {}))[1][content] = one_line(words)
            inside = [m for m in mentions.get(part[0], ()) if part[1] <= m[0] and m[1] <= part[2]]
            named[claim].update(f"{part[0]}#char={begin},{end}" for begin, end in inside)
        for claim, (place, parts) in found.items():
            _add_words(place, parts)
            place.marked = sorted(named[claim])
        return [place for claim, (place, _) in found.items() if named[claim]]

    def _near(self) -> None:
        events: dict[tuple[str, str], set[str]] = defaultdict(set)
        known: dict[str, tuple[str, str]] = {}
        for other, label, cls, event, where in self.rows(_NEAR):
            events[local(where), other].add(event)
            known[other] = label, local(cls)
        for kind, found in (("hasActor", self.record.companions), ("hasPlace", self.record.places)):
            related = [
                Related(other, *known[other], events=len(shared))
                for (where, other), shared in events.items()
                if where == kind
            ]
            found.extend(sorted(related, key=lambda r: (-r.events, r.label, r.iri))[:NEAR])


def event_claims(query: Query, events: Iterable[str]) -> dict[str, list[Place]]:
    """The claims about some events, each as a place with its status and who says so."""
    found: dict[str, dict[str, Place]] = defaultdict(dict)
    listed = [Iri(event) for event in sorted(events)]
    if not listed:
        return {}
    reports: dict[tuple[str, str], str] = {}
    for event, article, report in in_order(query(_FROM, event=listed), 0, 1, 2):
        reports.setdefault((event, article), report)
    for event, claim, span, sentence, trigger, status, speaker, words in in_order(query(CLAIMS, event=listed), 0, 1, 2, 6):
        marked = (trigger,) if trigger else ()
        by = speaker or (one_line(words) if words else None)
        place = Place(span, sentence, marked, status=local(status), said_by=by, claim=claim)
        place.source = reports.get((event, place.article))
        found[event].setdefault(claim, place)
    return {event: list(places.values()) for event, places in found.items()}


def _add_words(place: Place, parts: Mapping[str, str]) -> None:
    """What was said, which may be broken up ("We", he said, "may sell")."""
    ordered = sorted(parts, key=lambda iri: (span_of(iri) or ("", 0, 0))[1:])
    place.text = " … ".join(parts[iri] for iri in ordered)
    place.marked = ordered


def role_name(iri: str) -> str:
    """A role as people call it: "agent", "place"."""
    return {"hasPlace": "place", "hasTime": "time"}.get(local(iri), local(iri))


def _text(value: object) -> str | None:
    return None if value is None else str(value)
