"""What the endpoint says of itself (https://www.w3.org/TR/sparql11-service-description/)."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.graph import vocabulary as v
from kg.graph.asking.sparql_worker import TRIPLES as WRITERS
from kg.server.negotiation import ROWS, TRIPLES, Format

if TYPE_CHECKING:
    from kg.server.library import Edition

SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
LAYERS = (v.STORY, v.JUDGEMENTS, v.ONTOLOGY)
"""Graphs that are named; there is one more for each article."""


def describe(edition: Edition, endpoint: str, form: Format) -> bytes:
    """The service description.

    Args:
        edition: the store.
        endpoint: its address.
        form: how to write it.
    """
    # the service is the address itself: clients look for what is said of the address that they asked
    service, dataset, default = (ox.NamedNode(endpoint + part) for part in ("", "#dataset", "#union"))
    triples: list[tuple[ox.NamedNode, str, ox.NamedNode | ox.Literal]] = [
        (service, v.A, ox.NamedNode(SD + "Service")),
        (service, SD + "endpoint", ox.NamedNode(endpoint)),
        (service, SD + "supportedLanguage", ox.NamedNode(SD + "SPARQL11Query")),
        (service, SD + "feature", ox.NamedNode(SD + "UnionDefaultGraph")),
        (service, SD + "defaultDataset", dataset),
        *((service, SD + "resultFormat", ox.NamedNode(one.iri)) for one in (*ROWS, *TRIPLES)),
        (dataset, v.A, ox.NamedNode(SD + "Dataset")),
        (dataset, SD + "defaultGraph", default),
        (default, v.A, ox.NamedNode(SD + "Graph")),
        (default, VOID + "triples", ox.Literal(edition.size)),
    ]
    for number, iri in enumerate(LAYERS):
        node, graph = (ox.NamedNode(f"{endpoint}#{kind}-{number}") for kind in ("named", "graph"))
        size = edition.keep(("size", iri), functools.partial(_size, edition, iri))
        triples += [
            (dataset, SD + "namedGraph", node),
            (node, v.A, ox.NamedNode(SD + "NamedGraph")),
            (node, SD + "name", ox.NamedNode(iri)),
            (node, SD + "graph", graph),
            (graph, v.A, ox.NamedNode(SD + "Graph")),
            (graph, VOID + "triples", ox.Literal(size)),
        ]
    data = ox.serialize(
        (ox.Triple(s, ox.NamedNode(p), o) for s, p, o in triples),
        format=WRITERS[form.name],
        prefixes=None if form.name == "nt" else {"sd": SD, "void": VOID},
    )
    assert data is not None
    return data


def _size(edition: Edition, graph: str) -> int:
    return int(edition.ask(f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")[0][0])
