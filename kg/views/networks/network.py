"""A story as a networkx graph: with events as nodes, or with events as the edges between entities."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

from kg.graph import vocabulary as v
from kg.views.asked import rows
from kg.views.asked.dates import first_day, last_day
from kg.views.asked.evidence import Sources, Telling, span_of
from kg.views.asked.positions import titles
from kg.views.asked.rows import ClaimRow, EventRow, Query
from kg.views.networks.candidates import (
    Candidates,
    Tie,
    candidates,
    choose_entities,
    choose_whole,
    choose_with_events,
    links,
)

if TYPE_CHECKING:
    from networkx import MultiDiGraph

MAX_NODES = 150
EVIDENCE = 8
"""Sentences kept of each node and edge; how many there are is kept beside them."""
STATUSES = ("Occurred", "Ongoing", "Planned", "Proposed", "Possible", "Unknown", "Cancelled", "Denied", "NotOccurred")
"""Of several, an edge that stands for many events has the first of these."""
_INTO_EVENT = frozenset({"agent", "participant"})
_PAIR_LABEL = {"recipient": "{}", "participant": "{}", "place": "{} in"}


def network(
    query: Query,
    *,
    focus: str | None = None,
    hops: int = 1,
    first: str | datetime.date | None = None,
    last: str | datetime.date | None = None,
    events: bool = True,
    statements: bool = False,
    max_nodes: int | None = MAX_NODES,
    classes: Collection[str] | None = None,
    evidence: int = EVIDENCE,
    whole: bool = False,
) -> MultiDiGraph:
    """The network of a story, or of a part of it.

    Nodes are IRIs. Every node and edge carries ``iri kind class label first last status origins articles weight
    evidence evidence_count``; entities also ``mentions names titles same_as``, events ``event_type type_label group matters``,
    edges ``directed role`` and, where they stand for events, ``events statuses``. ``kind`` is ``entity`` or ``event``;
    of edges ``role`` (event and entity), ``event`` (two entities in an event), ``relation`` or ``position``.
    ``evidence`` is a list of what :meth:`kg.views.asked.evidence.Sources.show` returns. The graph itself carries ``total``
    (nodes that could have been drawn), ``shown``, ``articles`` (of the whole store), ``focus first last events``.

    Args:
        query: ``query(sparql)`` gives solutions as pyoxigraph does; the default graph is the union.
        focus: IRI of an entity or an event: only what is near it.
        hops: how near, in steps between entities.
        first, last: days, months or years: only events whose interval overlaps.
        events: whether events are nodes; else they are edges between the entities that take part.
        statements: whether events of speech are drawn too.
        max_nodes: most nodes; the weightiest events and the most reported entities stay. None for all.
        classes: names of the classes of entities to draw ("Person"); None for all.
        evidence: most sentences of each node and edge.
        whole: with events as nodes, take all where ``max_nodes`` allow it, even what would only crowd a picture: events of
            one participant and no date, the fortieth signatory, names that nothing links.

    Returns:
        A ``networkx.MultiDiGraph``, its nodes in order of weight.

    Raises:
        KgError: KG040 where nothing has the IRI ``focus``; KG044 on a bad date.
    """
    from kg.views.networks.story_network import StoryNetwork

    begin, end = first_day(first), last_day(last)
    named = None if classes is None else {name.rpartition(":")[2] for name in map(rows.local, classes)}
    found = candidates(query, focus=focus, hops=hops, first=begin, last=end, statements=statements, classes=named)
    graph = StoryNetwork(focus=focus, first=begin, last=end, events=events, max_nodes=max_nodes)
    if events:
        chosen, total = (choose_whole if whole else choose_with_events)(found, max_nodes, focus)
        about = chosen & found.events.keys()
        builder = _Builder(query, graph, found, chosen=chosen, about=about, limit=evidence)
        builder.nodes()
        builder.roles()
        builder.ties(None)
    else:
        every = links(found)
        chosen, drawn, total = choose_entities(found, every, max_nodes, focus)
        joined = {key: told for key, told in every.events.items() if (min(key[:2]), max(key[:2])) in drawn}
        about = {event.iri for told in joined.values() for event in told}
        builder = _Builder(query, graph, found, chosen=chosen, about=about, limit=evidence)
        builder.nodes()
        builder.between(joined)
        builder.ties(drawn)
    builder.words_at_last()
    graph.graph.update(total=total, shown=len(graph), articles=len(builder.sources.articles))
    return graph


def among(
    query: Query,
    iris: Collection[str],
    pairs: Collection[tuple[str, str]] | None = None,
    *,
    found: Candidates | None = None,
    evidence: int = EVIDENCE,
) -> MultiDiGraph:
    """The network of some entities and events alone: what links them, by the store.

    Args:
        query: as in :func:`network`.
        iris: of entities and events; others are left out, so they may come from anywhere.
        pairs: of these IRIs, in any order: only links between the two of a pair, which for two entities are the events in
            which both take part; None for the roles and ties among all of them.
        found: what the store could draw, where that was fetched already.
        evidence: most sentences of each node and edge.

    Returns:
        As :func:`network`: nodes in order of weight, edges with their evidence.
    """
    from kg.views.networks.story_network import StoryNetwork

    named = set(iris)
    found = found or everything(query, named)
    chosen = named & (found.entities.keys() | found.events.keys())
    wanted = None if pairs is None else {(min(pair), max(pair)) for pair in pairs if chosen.issuperset(pair)}
    joined: dict[tuple[str, str, str, str], list[EventRow]] = {}
    if wanted is not None and any(a in found.entities and b in found.entities for a, b in wanted):
        every = links(found).events
        joined = {key: told for key, told in every.items() if (min(key[:2]), max(key[:2])) in wanted}
    about = (chosen & found.events.keys()) | {event.iri for told in joined.values() for event in told}
    graph = StoryNetwork(focus=None, first=None, last=None, events=True, max_nodes=None)
    builder = _Builder(query, graph, found, chosen=chosen, about=about, limit=evidence)
    builder.nodes()
    builder.roles(wanted)
    builder.between(joined)
    builder.ties(wanted)
    builder.words_at_last()
    graph.graph.update(total=len(graph), shown=len(graph), articles=len(builder.sources.articles))
    return graph


def everything(query: Query, named: Collection[str] = ()) -> Candidates:
    """All that a store could draw, what was merely said included; events ``named`` also where nobody is known to take part."""
    return candidates(query, focus=None, hops=1, first=None, last=None, statements=True, classes=None, named=named)


class _Builder:
    """Puts nodes and edges into a graph, each with the sentences it rests on."""

    def __init__(
        self, query: Query, graph: MultiDiGraph, found: Candidates, *, chosen: set[str], about: set[str], limit: int
    ) -> None:
        """``about`` are the events whose claims are told, as nodes or by edges."""
        self.query, self.graph, self.found, self.chosen, self.limit = query, graph, found, chosen, limit
        self.told = {iri: found.events[iri] for iri in found.events if iri in about}
        self.sources = Sources.of(query)
        self.waiting: list[tuple[dict[str, Any], list[Telling]]] = []
        self.claims: dict[str, list[ClaimRow]] = {}
        home = found.home
        for claim in rows.claims(query, about):
            claim.fillers = {(role, home.get(filler, filler)) for role, filler in claim.fillers}
            self.claims.setdefault(claim.event, []).append(claim)
        self.denoted = rows.denoted(query, about)
        self.mentions: dict[str, list[str]] = {}

    def words_at_last(self) -> None:
        """Fetch the texts of all that was noted, at once, and put the sentences in."""
        self.sources.load(telling for _, tellings in self.waiting for telling in tellings)
        for data, tellings in self.waiting:
            data["evidence"] = [shown for t in tellings if (shown := self.sources.show(t)) is not None]

    def rest(self, data: dict[str, Any], tellings: Iterable[Telling]) -> None:
        """Note what a node or edge rests on; the words come at the end, all at once."""
        every = set(tellings)
        data["evidence_count"] = len(every)
        data["evidence"] = []
        self.waiting.append((data, self.sources.choose(every, self.limit)))

    def rest_on_claims(
        self, data: dict[str, Any], claims: list[ClaimRow], roles: Collection[str], who: set[str]
    ) -> None:
        """The same for claims, with the words marked that put ``who`` into ``roles``; only of those that are shown."""
        tellings = []
        for claim in self.sources.choose(claims, self.limit):
            fillers = [(role, filler) for role, filler in claim.fillers if role in roles and filler in who]
            if (telling := self.telling(claim, fillers)) is not None:
                tellings.append(telling)
        data["evidence_count"] = len(claims)
        data["evidence"] = []
        self.waiting.append((data, tellings))

    # ------------------------------------------------------------------ nodes

    def nodes(self) -> None:
        found = self.found
        entities = [found.entities[iri] for iri in self.chosen if iri in found.entities]
        held = titles(self.query, self.sources.origins)
        people = {iri for iri, country in found.home.items() if country in self.chosen}
        mentions = self.mentions = rows.mentions(self.query, {row.iri for row in entities} | people)
        for iri in sorted(people):
            mentions[found.home[iri]] = sorted({*mentions[found.home[iri]], *mentions[iri]})
        for row in sorted(entities, key=lambda row: found.rank[row.iri]):
            data = {
                "iri": row.iri,
                "kind": "entity",
                "class": row.entity_class,
                "own_class": row.own_class or None,
                "label": row.label,
                "names": [name for name in row.names if name != row.label],
                "titles": held.get(row.iri) or row.titles,
                "same_as": row.same_as,
                "first": None,
                "last": None,
                "status": None,
                "origins": row.origins,
                "articles": row.articles,
                "mentions": row.mentions,
                "weight": row.origins or row.articles or row.mentions,
            }
            self.graph.add_node(row.iri, **data)
            self.rest(self.graph.nodes[row.iri], self.mentioned(mentions[row.iri]))
        drawn = sorted((iri for iri in self.chosen if iri in found.events), key=lambda iri: _weight(found.events[iri]))
        for iri in drawn:
            event = found.events[iri]
            self.graph.add_node(iri, **self.event_data(event))
            self.rest_on_claims(self.graph.nodes[iri], self.claims.get(iri, []), (), set())

    def event_data(self, event: EventRow) -> dict[str, Any]:
        known = self.found.types.get(event.event_type)
        group = self.found.group(event.event_type)
        top = self.found.types.get(group)
        return {
            "iri": event.iri,
            "kind": "event",
            "class": "Event",
            "label": event.label,
            "event_type": event.event_type,
            "type_label": known.label if known else event.event_type,
            "group": group,
            "group_label": top.label if top else group,
            "first": event.first,
            "last": event.last,
            "status": event.status,
            "origins": event.origins,
            "articles": event.articles,
            "weight": event.origins or event.articles,
            "matters": event.weight,
        }

    def mentioned(self, spans: list[str]) -> list[Telling]:
        """One mention of each article: the first in its running text, else in its headline."""
        best: dict[str, tuple[bool, int, int]] = {}
        for span in spans:
            parts = span_of(span)
            if parts is None:
                continue
            iri, begin, end = parts
            source = self.sources.articles.get(iri)
            headline = len(source.headline or "") if source else 0
            key = (begin < headline, begin, end)
            if iri not in best or key < best[iri]:
                best[iri] = key
        return [Telling(iri, None, ((begin, end),)) for iri, (_, begin, end) in best.items()]

    def telling(self, claim: ClaimRow, fillers: Collection[tuple[str, str]]) -> Telling | None:
        """A claim with its trigger marked, and the words of some of its (role, entity)."""
        sentence = span_of(claim.sentence)
        if sentence is None:
            return None
        marks = {claim.trigger} if claim.trigger else set()
        for role, filler in fillers:
            marks |= self.words(claim, role, filler)
        spans = sorted((s[1], s[2]) for s in map(span_of, marks) if s is not None and s[0] == claim.article)
        names = sorted(e.label for iri in claim.said_by if (e := self.found.entities.get(iri)) is not None)
        return Telling(claim.article, sentence[1:], tuple(spans), claim.status, ", ".join(names) or None)

    def words(self, claim: ClaimRow, role: str, filler: str) -> set[str]:
        """The spans that put ``filler`` into a role; where a capital stands for its country, those of no other filler."""
        spans = [span for named, span in claim.spans if named == role]
        own = {span for span in spans if filler in self.denoted.get(span, ())}
        if own:
            return own
        others = {other for named, other in claim.fillers if named == role and other != filler}
        return {span for span in spans if not self.denoted.get(span, set()) & others}

    # ------------------------------------------------------------------ edges

    def edge(self, source: str, target: str, key: str, data: dict[str, Any], told: Iterable[str]) -> dict[str, Any]:
        """Add an edge that some articles tell; returns its attributes, as the graph keeps them."""
        articles, origins = self.sources.counts(told)
        data.update(articles=articles, origins=origins, weight=max(data.get("weight", 0), origins, 1))
        self.graph.add_edge(source, target, key=key, **data)
        kept: dict[str, Any] = self.graph.edges[source, target, key]
        return kept

    def roles(self, pairs: set[tuple[str, str]] | None = None) -> None:
        """Edges between an event and who or what takes part in it; of ``pairs`` alone."""
        for iri in sorted(self.told, key=lambda iri: _weight(self.told[iri])):
            event = self.told[iri]
            for role, filler in event.slots:
                if filler not in self.chosen or iri not in self.chosen:
                    continue
                if pairs is not None and (min(filler, iri), max(filler, iri)) not in pairs:
                    continue
                claims = [c for c in self.claims.get(iri, ()) if (role, filler) in c.fillers]
                data = {
                    "iri": v.ROLES[role],
                    "kind": "role",
                    "class": role,
                    "role": role,
                    "label": role,
                    "directed": role in ("agent", "recipient"),
                    "first": event.first,
                    "last": event.last,
                    "status": event.status,
                }
                ends = (filler, iri) if role in _INTO_EVENT else (iri, filler)
                kept = self.edge(*ends, role, data, (claim.article for claim in claims))
                self.rest_on_claims(kept, claims, (role,), {filler})

    def between(self, joined: dict[tuple[str, str, str, str], list[EventRow]]) -> None:
        """Edges between the entities of an event, all events of one type together."""
        for (source, target, event_type, role), events in sorted(joined.items(), key=lambda item: item[0]):
            statuses = {name: n for name in STATUSES if (n := sum(e.status == name for e in events))}
            known = self.found.types.get(event_type)
            data = {
                **self.event_data(events[0]),
                "iri": v.TYPE + event_type,
                "kind": "event",
                "class": event_type,
                "role": role,
                "label": _PAIR_LABEL[role].format(known.label if known else event_type),
                "directed": role == "recipient",
                "first": min((e.first for e in events if e.first), default=None),
                "last": max((e.last for e in events if e.last), default=None),
                "status": next(iter(statuses), "Unknown"),
                "statuses": statuses,
                "events": sorted(e.iri for e in events),
                "weight": sum(e.origins or 1 for e in events),
            }
            ends = {source, target}
            told = (claim for event in events for claim in self.claims.get(event.iri, ()))
            claims = [claim for claim in told if ends <= {who for _, who in claim.fillers}]
            kept = self.edge(source, target, f"{event_type} {role}", data, (claim.article for claim in claims))
            self.rest_on_claims(kept, claims, rows.ROLES, ends)

    def ties(self, pairs: set[tuple[str, str]] | None) -> None:
        """Relations and positions between the entities drawn, or between ``pairs`` of them alone."""
        ties = [t for t in self.found.ties if t.source in self.chosen and t.target in self.chosen]
        if pairs is not None:
            ties = [t for t in ties if (min(t.source, t.target), max(t.source, t.target)) in pairs]
        told: dict[tuple[str, str, str], list[Telling]] = {}
        home = self.found.home
        if any(tie.kind == "relation" for tie in ties):
            for claim in rows.tie_claims(self.query):
                sentence, subject, other = map(span_of, (claim.sentence, claim.subject_span, claim.object_span))
                if sentence and subject and other:
                    marks = tuple(sorted((subject[1:], other[1:])))
                    telling = Telling(claim.article, sentence[1:], marks, claim.status)
                    ends = (home.get(claim.subject, claim.subject), home.get(claim.object, claim.object))
                    told.setdefault((ends[0], claim.predicate, ends[1]), []).append(telling)
        for number, tie in enumerate(ties):
            tellings = told.get((tie.source, tie.iri, tie.target), []) if tie.kind == "relation" else self.held(tie)
            data = {
                "iri": tie.iri,
                "kind": tie.kind,
                "class": tie.kind if tie.kind == "position" else rows.local(tie.iri),
                "role": tie.kind,
                "label": tie.label or tie.kind,
                "directed": True,
                "first": tie.first,
                "last": tie.last,
                "status": None,
            }
            key = f"{tie.kind} {rows.local(tie.iri)} {tie.label}"
            if self.graph.has_edge(tie.source, tie.target, key):
                key = f"{key} {number}"
            kept = self.edge(tie.source, tie.target, key, data, (telling.article for telling in tellings))
            self.rest(kept, tellings)

    def held(self, tie: Tie) -> list[Telling]:
        """The sentences of a position, with the names of both ends marked where they stand in them."""
        named = [span for end in (tie.source, tie.target) for m in self.mentions.get(end, ()) if (span := span_of(m))]
        found = []
        for iri in tie.sentences:
            if (sentence := span_of(iri)) is not None:
                article, begin, end = sentence
                marks = sorted({(b, e) for a, b, e in named if a == article and begin <= b and e <= end})
                found.append(Telling(article, (begin, end), tuple(marks)))
        return found


def _weight(event: EventRow) -> tuple[object, ...]:
    return (-event.weight, -event.origins, -event.articles, event.label, event.iri)
