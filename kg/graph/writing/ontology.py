"""The ontology layer: ``ontology/*.ttl`` as lines of N-Quads in ``kg:ontology``."""

from __future__ import annotations

import functools
from importlib.resources import files

import pyoxigraph as ox

from kg.graph.vocabulary import ONTOLOGY

FILES = ("kg.ttl", "event-types.ttl")


@functools.cache
def ontology_quads() -> tuple[str, ...]:
    """All triples of the ontology, in order, as they stand in every store."""
    lines = set()
    for name in FILES:
        data = files("kg.ontology").joinpath(name).read_bytes()
        for quad in ox.parse(data, format=ox.RdfFormat.TURTLE):
            lines.add(f"{quad.subject} {quad.predicate} {quad.object} <{ONTOLOGY}> .")
    return tuple(sorted(lines))
