"""Checking a graph against ``ontology/shapes.ttl`` (SHACL), in pieces, and that its references lead somewhere.

SHACL sees each node's own statements; the graph is cut by article, and the story by subject, so that memory stays flat.
What needs the whole graph (references, blank nodes, triples in two graphs) is asked of the store directly.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.graph.vocabulary import DENOTES, KG, ONTOLOGY, PREFIXES, shorten

if TYPE_CHECKING:
    from rdflib import Graph

PIECE = 2_000
"""Triples a piece is filled up to (tried 2,000, 6,000, 20,000: 5.4, 7.3, 7.7 s for 58,000 triples)."""


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One rule broken by one node.

    Attributes:
        focus: the node.
        path: prefixed name of the property, or "" where the node itself is at fault.
        message: the rule, as a sentence.
        chunk: the graph it stands in.
        value: the value at fault, if one is.
    """

    focus: str
    path: str
    message: str
    chunk: str
    value: str = ""


def validate(graph: ox.Store | Iterable[str], *, references: bool = True) -> list[Violation]:
    """All rules that a graph breaks.

    Args:
        graph: a store, or lines of N-Quads.
        references: also check what needs the whole graph (:func:`check_references`).

    Returns:
        Sorted violations; empty where the graph conforms.
    """
    store = graph if isinstance(graph, ox.Store) else load(graph)
    found = {violation for piece in pieces(store) for violation in _check(piece)}
    if references:
        found.update(check_references(store))
    return sorted(found)


def violations(graph: ox.Store) -> list[list[str]]:
    """:func:`validate`, for another process: the fields of each violation."""
    return [[one.focus, one.path, one.message, one.chunk, one.value] for one in validate(graph)]


def load(lines: Iterable[str]) -> ox.Store:
    """A store in memory that holds lines of N-Quads."""
    store = ox.Store()
    store.bulk_load("\n".join(lines).encode("utf-8"), format=ox.RdfFormat.N_QUADS)
    return store


Piece = dict[str, list[ox.Quad]]
"""Quads by the name of their graph."""


def pieces(store: ox.Store) -> Iterator[Piece]:
    """The graph cut into pieces in which each subject stands whole; the ontology, which is ours, is left out."""
    piece: Piece = {}
    size = 0
    graphs = sorted((g for g in store.named_graphs() if g.value != ONTOLOGY), key=lambda g: str(g.value))
    for graph in (*graphs, ox.DefaultGraph()):
        name = graph.value if not isinstance(graph, ox.DefaultGraph) else ""
        subjects: dict[Any, list[ox.Quad]] = {}
        for quad in store.quads_for_pattern(None, None, None, graph):
            subjects.setdefault(quad.subject, []).append(quad)
        whole = not name.startswith(KG)  # an article stays in one piece: its claims point at its spans
        if piece and (not whole or size + sum(map(len, subjects.values())) > PIECE):
            yield piece
            piece, size = {}, 0
        for quads in subjects.values():
            piece.setdefault(name, []).extend(quads)
            size += len(quads)
            if not whole and size > PIECE:
                yield piece
                piece, size = {}, 0
    if piece:
        yield piece


@functools.cache
def shapes() -> Graph:
    """``ontology/shapes.ttl``, parsed."""
    from rdflib import Graph

    return Graph().parse(data=files("kg.ontology").joinpath("shapes.ttl").read_text("utf8"), format="turtle")


def _check(piece: Piece) -> Iterator[Violation]:
    """The rules that the nodes of a piece break; nodes that are only pointed at from kg: graphs stand elsewhere."""
    from pyshacl import validate as shacl
    from rdflib import Graph

    graph = Graph()
    where: dict[str, str] = {}
    complete = True
    for name, quads in piece.items():
        complete = complete and not name.startswith(KG)
        for quad in quads:
            subject = _term(quad.subject)
            graph.add((subject, _term(quad.predicate), _term(quad.object)))
            if (
                not name.startswith(KG) or quad.predicate.value != DENOTES
            ):  # the story adds this to spans of the articles
                where.setdefault(str(subject), name)
    conforms, report, _ = shacl(graph, shacl_graph=shapes(), inplace=True)
    if conforms:
        return
    denotes = shorten(DENOTES)
    yield from (v for v in _read_report(report, where) if complete or v.focus in where or v.path == denotes)


def _read_report(report: Any, where: dict[str, str]) -> Iterator[Violation]:
    from rdflib import RDF, Namespace

    sh = Namespace("http://www.w3.org/ns/shacl#")
    for result in report.subjects(RDF.type, sh.ValidationResult):
        focus = str(report.value(result, sh.focusNode))
        path = report.value(result, sh.resultPath)
        value = report.value(result, sh.value)
        messages = sorted(str(m) for m in report.objects(result, sh.resultMessage))
        yield Violation(
            focus,
            shorten(str(path)) if path is not None else "",
            " ".join(messages),
            where.get(focus, focus.split("#", maxsplit=1)[0]),
            "" if value is None or str(value) == focus else str(value),
        )


def _term(term: Any) -> Any:
    """A pyoxigraph term as an rdflib one."""
    from rdflib import BNode, Literal, URIRef

    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.Literal):
        if term.language:
            return Literal(term.value, lang=term.language)
        return Literal(term.value, datatype=URIRef(term.datatype.value))
    return BNode(term.value)


# What needs the whole graph: a query each, with the sentence that its answers break.
_WHOLE = (
    (
        "No triple stands in two graphs.",
        "SELECT DISTINCT ?focus ?value ?chunk WHERE { GRAPH ?chunk { ?focus ?value ?o } "
        "GRAPH ?other { ?focus ?value ?o } FILTER(STR(?chunk) < STR(?other)) }",
    ),
    (
        "No blank nodes.",
        "SELECT DISTINCT ?focus ?value ?chunk WHERE { GRAPH ?chunk { ?focus ?value ?o } "
        "FILTER(isBlank(?focus) || isBlank(?o)) }",
    ),
    (
        "What a mention denotes is described.",
        "SELECT DISTINCT ?focus ?value ?chunk WHERE { GRAPH ?chunk { ?focus gaf:denotes ?value } "
        "FILTER NOT EXISTS { ?value rdfs:label|skos:prefLabel ?label } }",
    ),
    (
        "What denotes, is evidence or is judged is a span of an article that is there.",
        "SELECT DISTINCT ?focus ?value ?chunk WHERE { GRAPH ?chunk { ?value ?p ?focus "
        "FILTER(?p IN (kg:evidence)) } FILTER NOT EXISTS { ?focus nif:anchorOf ?words } }",
    ),
    (
        "What denotes is a span of an article that is there.",
        "SELECT DISTINCT ?focus ?chunk WHERE { GRAPH ?chunk { ?focus gaf:denotes ?value } "
        "FILTER NOT EXISTS { ?focus nif:anchorOf ?words } }",
    ),
    (
        "What fills a role is described.",
        "SELECT DISTINCT ?focus ?value ?chunk WHERE { VALUES ?p { kg:agent kg:recipient kg:participant kg:topic "
        "kg:instrument sem:hasActor sem:hasPlace sem:hasTime kg:about kg:saidBy kg:saidTo org:member org:organization "
        "schema:publisher schema:worksFor schema:memberOf schema:containedInPlace } GRAPH ?chunk { ?focus ?p ?value } "
        "FILTER NOT EXISTS { ?value rdfs:label|skos:prefLabel|schema:name ?label } }",
    ),
    (
        "A resolved claim is one that was read.",
        "SELECT DISTINCT ?focus ?chunk WHERE { GRAPH ?chunk { ?focus kg:about ?value } "
        "FILTER NOT EXISTS { ?focus kg:reportedIn ?article } }",
    ),
    (
        "An event type is one of the scheme.",
        "SELECT DISTINCT ?focus ?value ?chunk WHERE { GRAPH ?chunk { ?focus sem:eventType ?value } "
        "FILTER EXISTS { ?any skos:inScheme type:scheme } "
        "FILTER NOT EXISTS { VALUES ?scheme { type:scheme type:own } ?value skos:inScheme ?scheme } }",
    ),
    (
        "A type of one's own is below one of ours.",
        "SELECT DISTINCT ?focus ?value ?chunk WHERE { GRAPH ?chunk { ?focus skos:inScheme type:own } "
        "FILTER NOT EXISTS { ?focus skos:broader ?value . ?value skos:inScheme type:scheme } }",
    ),
    (
        "A class of one's own is below the entity's class.",
        "SELECT DISTINCT ?focus ?value ?chunk WHERE { GRAPH ?chunk { ?focus kg:ownClass ?value } "
        "FILTER NOT EXISTS { ?focus a ?class . ?value rdfs:subClassOf ?class } }",
    ),
)


def check_references(store: ox.Store) -> list[Violation]:
    """What only the whole graph can tell: dangling references, blank nodes, triples that stand in two graphs.

    Args:
        store: the whole graph; event types are checked where the ontology is in it.
    """
    found = set()
    for message, query in _WHOLE:
        solutions = store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True)
        assert isinstance(solutions, ox.QuerySolutions)
        for row in solutions:
            named = {v.value: row[v.value] for v in solutions.variables}
            value = named.get("value")
            found.add(
                Violation(
                    str(named["focus"].value),
                    "",
                    message,
                    str(named["chunk"].value),
                    "" if value is None else value.value,
                )
            )
    return sorted(found)
