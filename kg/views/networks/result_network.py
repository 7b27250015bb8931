"""The answer of a query as a network: what it names are nodes, triples and rows are edges.

With a store, nodes have their labels, and nodes and edges the sentences that they rest on; without one, a picture says no more
than the answer does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import combinations
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from kg.errors import Code, KgError
from kg.graph import vocabulary as v
from kg.views.asked import rows as store_rows
from kg.views.asked.rows import Query
from kg.views.networks.drawing import LIMIT
from kg.views.networks.network import EVIDENCE, MAX_NODES, among, everything
from kg.views.networks.results import Result, Term

if TYPE_CHECKING:
    from networkx import MultiDiGraph

    from kg.views.networks.candidates import Candidates

TOGETHER = 8
"""Nodes of one row that are linked with each other; a row that names forty would fill the picture."""
_LABELS = (v.PREF_LABEL, v.LABEL, v.NAME, v.HEADLINE)
_CLASSES = {iri: name for name, iri in v.ENTITY_CLASS_IRIS.items()} | {v.EVENT: "Event"}
_NAMING = ("label", "name", "what", "title", "headline")
"""Columns that say what the one node of a row is called."""
_ROLES = frozenset(v.ROLES.values())


def result_network(
    result: Result, query: Query | None = None, *, max_nodes: int | None = MAX_NODES, path: str = "the answer"
) -> MultiDiGraph:
    """Draw what an answer names.

    Entities and events are nodes; a claim stands for its event. Triples are edges. Of rows, the entities and events of each are
    linked: by what the store tells of the two, else by a line that says which columns they stood in. Where every row names a
    single one, what the store tells among all of them is drawn; where they are all events, with those who take part.

    Args:
        result: of CONSTRUCT or SELECT.
        query: asks the store that the answer is from, as in :func:`kg.views.networks.network.network`; None without one.
        max_nodes: most nodes; the most reported stay. None for all.
        path: what the answer is called in messages.

    Returns:
        As :func:`kg.views.networks.network.network`.

    Raises:
        KgError: KG048 where it names nothing that can be drawn; KG043 where it names too much for one picture.
    """
    drawn = _Drawn(result, query)
    if not drawn.nodes:
        why = "it names no entity and no event" + (" of the store" if query else "")
        raise KgError(Code.BAD_RESULT, path=path, why=why)
    limit = LIMIT if max_nodes is None else max_nodes
    if max_nodes is None and len(drawn.nodes) > limit:
        raise KgError(Code.TOO_LARGE_VIEW, nodes=len(drawn.nodes), limit=limit)
    return drawn.graph(limit)


class _Drawn:
    """What an answer names, and what it says of it."""

    def __init__(self, result: Result, query: Query | None) -> None:
        self.query = query
        self.labels: dict[str, str] = {}
        self.classes: dict[str, str] = {}
        self.dates: dict[tuple[str, str], str] = {}
        self.status: dict[str, str] = {}
        self.triples: list[tuple[str, str, str]] = []
        self.pairs: dict[tuple[str, str], str] = {}
        self.nodes: dict[str, None] = {}
        self.known: set[str] = set()
        self.events_of: dict[str, str] = {}
        self.found: Candidates | None = None
        if query is not None:
            self.events_of = _claimed(query, result)
            self.found = everything(query, _named(result) | set(self.events_of.values()))
            self.events = self.found.events
            described = _described(query)
            self.known = described.keys() | self.events.keys()
            self.labels |= {iri: label for iri, (label, _) in described.items()}
            self.classes |= {iri: kind for iri, (_, kind) in described.items()}
        self._of_triples(result.triples)
        self._of_rows(result.rows)
        self.lone = not self.pairs and not self.triples
        if self.lone and query is not None and self.nodes.keys() <= self.events.keys():
            fillers = [filler for iri in self.nodes for _, filler in self.events[iri].slots]
            named = self.found.entities if self.found else {}
            self.nodes |= dict.fromkeys(filler for filler in fillers if filler in named)

    # ------------------------------------------------------------------ what is named

    def node(self, term: Term) -> str | None:
        """The node that a value stands for; None where it stands for none."""
        if not term.node:
            return None
        iri = self.events_of.get(term.value, term.value)
        if self.query is not None:
            return iri if iri in self.known else None
        return None if _vocabulary(iri) or "#char=" in iri or "/claim/" in iri else iri

    def _of_triples(self, triples: Iterable[tuple[Term, str, Term]]) -> None:
        for subject, predicate, value in triples:
            of = self.events_of.get(subject.value, subject.value)
            if predicate in _LABELS and not value.node:
                self.labels.setdefault(of, value.value)
            elif predicate == v.A:
                self.classes.setdefault(of, _CLASSES.get(value.value, "Thing"))
            elif predicate in (v.BEGIN, v.END) and not value.node:
                self.dates[of, predicate] = value.value[:10]
            elif predicate == v.STATUS and value.value.startswith(v.KG):
                self.status[of] = value.value[len(v.KG) :]
        for subject, predicate, value in triples:
            ends = [self._end(subject), self._end(value)]
            for end in ends:
                if end is not None and (self.query is None or end in self.known or all(ends)):
                    self.nodes.setdefault(end)
            if ends[0] is not None and ends[1] is not None and ends[0] != ends[1] and predicate != v.A:
                self.triples.append((ends[0], predicate, ends[1]))

    def _end(self, term: Term) -> str | None:
        """An end of a triple: unlike a value of a row it may be what the store does not know, but no term of a vocabulary."""
        if not term.node or _vocabulary(term.value):
            return None
        return self.events_of.get(term.value, term.value)

    def _of_rows(self, rows: Iterable[dict[str, Term]]) -> None:
        listed = list(rows)
        named = [{name: iri for name, term in row.items() if (iri := self.node(term)) is not None} for row in listed]
        if self.query is None:  # where some IRIs are evidently ours, the others (articles, links) are not drawn
            ours = [{k: iri for k, iri in row.items() if "/entity/" in iri or "/event/" in iri} for row in named]
            named = ours if any(ours) else named
        for row, found in zip(listed, named, strict=True):
            iris = dict.fromkeys(found.values())
            self.nodes |= iris
            for name, iri in found.items():
                columns = [f"{name}Label", f"{name}Name", f"{name}_label", f"{name}_name"]
                for column in columns + (list(_NAMING) if len(iris) == 1 else []):
                    if column in row and not row[column].node:
                        self.labels.setdefault(iri, row[column].value)
            column_of = {iri: name for name, iri in reversed(found.items())}
            for a, b in combinations(list(iris)[:TOGETHER], 2):
                self.pairs.setdefault((min(a, b), max(a, b)), f"{column_of[a]} – {column_of[b]}")

    # ------------------------------------------------------------------ the network

    def graph(self, limit: int) -> MultiDiGraph:
        from networkx import MultiDiGraph

        told = self._told()
        graph = MultiDiGraph(focus=None, first=None, last=None, events=True, max_nodes=limit)
        order = [*told, *(iri for iri in self.nodes if iri not in told)]
        for iri in order[:limit]:
            data = dict(told.nodes[iri]) if iri in told else self._bare(iri)
            graph.add_node(iri, **data)
        for source, predicate, target in dict.fromkeys(self.triples):
            if source in graph and target in graph:
                graph.add_edge(source, target, key=predicate, **self._of_triple(told, source, predicate, target))
        if self.pairs or self.lone:
            for source, target, key, data in told.edges(keys=True, data=True):
                pair = (min(source, target), max(source, target))
                if source in graph and target in graph and (self.lone or pair in self.pairs):
                    graph.add_edge(source, target, key=key, **data)
        for (source, target), words in self.pairs.items():
            if (
                source in graph
                and target in graph
                and not (graph.has_edge(source, target) or graph.has_edge(target, source))
            ):
                graph.add_edge(source, target, key="row", **_plain_edge("", words, directed=False))
        graph.graph.update(total=len(self.nodes), shown=len(graph), articles=told.graph.get("articles", 0))
        return graph

    def _told(self) -> MultiDiGraph:
        """What the store tells of the nodes and between them."""
        from networkx import MultiDiGraph

        if self.query is None:
            return MultiDiGraph()
        pairs: set[tuple[str, str]] | None = None
        if not self.lone:
            pairs = set(self.pairs) | {(source, target) for source, _, target in self.triples}
        elif not self.nodes.keys() & self.events.keys() and len(self.nodes) <= LIMIT:
            pairs = set(combinations(self.nodes, 2))  # entities alone: the events in which they meet
        return among(self.query, self.nodes, pairs, found=self.found, evidence=EVIDENCE)

    def _bare(self, iri: str) -> dict[str, Any]:
        """A node that no store describes."""
        kind = self.classes.get(iri) or ("Event" if "/event/" in iri else "Thing")
        local = iri if iri.startswith("_:") else unquote(store_rows.local(iri)) or iri
        data: dict[str, Any] = {
            "iri": iri,
            "class": kind,
            "label": self.labels.get(iri) or local,
            "first": self.dates.get((iri, v.BEGIN)),
            "last": self.dates.get((iri, v.END)),
            "status": None,
            **_untold(),
        }
        if kind != "Event":
            return {**data, "kind": "entity", "names": [], "titles": [], "same_as": [], "mentions": 0}
        event = {"event_type": "Other", "type_label": "event", "group": "Other", "group_label": "event"}
        return {**data, "kind": "event", "status": self.status.get(iri, "Unknown"), **event}

    @staticmethod
    def _of_triple(told: MultiDiGraph, source: str, predicate: str, target: str) -> dict[str, Any]:
        """A triple as an edge, with the sentences of what the store tells between the two: of this very property, else of any."""
        data = _plain_edge(
            predicate, _words(predicate), directed=predicate not in (v.PARTICIPANT, v.HAS_ACTOR, v.HAS_PLACE)
        )
        between = [
            edge for a, b in ((source, target), (target, source)) if told.has_edge(a, b) for edge in told[a][b].values()
        ]
        same = [edge for edge in between if edge["iri"] == predicate] or between
        evidence = {repr(sorted(e.items(), key=str)): e for edge in same for e in edge["evidence"]}
        if same:
            data.update(
                evidence=list(evidence.values())[:EVIDENCE],
                evidence_count=sum(edge["evidence_count"] for edge in same),
                origins=max(edge["origins"] for edge in same),
                articles=max(edge["articles"] for edge in same),
                weight=max(edge["weight"] for edge in same),
                status=same[0]["status"],
                first=same[0]["first"],
                last=same[0]["last"],
            )
        return data


def _plain_edge(predicate: str, label: str, *, directed: bool) -> dict[str, Any]:
    return {
        "iri": predicate,
        "kind": "role" if predicate in _ROLES else "relation",
        "class": store_rows.local(predicate) or "row",
        "role": "relation",
        "label": label,
        "directed": directed,
        "first": None,
        "last": None,
        "status": None,
        **_untold(),
    }


def _untold() -> dict[str, Any]:
    """How often a node or line that the answer alone tells of is reported: nobody counted."""
    return {"origins": 0, "articles": 0, "weight": 1, "evidence": [], "evidence_count": 0}


def _words(predicate: str) -> str:
    """A property's name as words: "works for"; "place" for sem:hasPlace."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])|[_-]", " ", unquote(store_rows.local(predicate))).lower()
    return words.removeprefix("has ") or predicate


def _vocabulary(iri: str) -> bool:
    """Whether an IRI is a term (a class, a status, an event type) and no thing in the world."""
    return any(iri.startswith(space) for space in v.PREFIXES.values())


def _described(query: Query) -> dict[str, tuple[str, str]]:
    """Label and class of all that the story describes, those included who have no name ("officials")."""
    found: dict[str, tuple[str, str]] = {}
    text = "SELECT ?x ?l ?c WHERE { GRAPH kg:story { ?x skos:prefLabel ?l ; a ?c } }"
    for row in query(store_rows.PROLOGUE + text):
        if (kind := _CLASSES.get(row["c"].value)) is not None:
            iri, label = row["x"].value, row["l"].value
            found[iri] = min((label, kind), found.get(iri, (label, kind)))
    return found


def _named(result: Result) -> set[str]:
    """All IRIs that the answer holds."""
    named = {term.value for row in result.rows for term in row.values() if term.node}
    return named | {term.value for subject, _, value in result.triples for term in (subject, value) if term.node}


def _claimed(query: Query, result: Result) -> dict[str, str]:
    """The event of each claim that the answer names; claims are recognised by the store, never by a query made of their IRIs."""
    named = _named(result)
    if not any("/claim/" in iri for iri in named):
        return {}
    found = query(f"{store_rows.PROLOGUE}SELECT ?c ?e WHERE {{ ?c kg:about ?e }}")
    return {claim: row["e"].value for row in found if (claim := row["c"].value) in named}
