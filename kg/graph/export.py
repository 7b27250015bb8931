"""A store's graph in RDF formats, told by the suffix of the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.errors import Code, KgError
from kg.graph import vocabulary as v

FORMATS = {
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".jsonld": ox.RdfFormat.JSON_LD,
}
"""RDF formats by suffix. Those with graphs hold all four layers apart; the others hold their union."""

NETWORK_SUFFIXES = (".graphml", ".gexf", ".csv")
"""Formats of the network, which ``kg.views.export`` writes."""

_SPAN = re.compile(r"^(.*)#char=(\d+),(\d+)$")


def export_rdf(graph: ox.Store, path: Path | str, *, nif: bool = False) -> int:
    """Write a graph to a file.

    Args:
        graph: the store's.
        path: its suffix tells the format; the file is replaced only when the new one is whole.
        nif: also write what the IRIs of spans say (``nif:beginIndex nif:endIndex nif:referenceContext``, ``a nif:Phrase``).

    Returns:
        How many statements were written.

    Raises:
        KgError: KG042 when the suffix names no format.
    """
    path = Path(path)
    form = FORMATS.get(path.suffix.lower())
    if form is None:
        raise KgError(Code.BAD_SUFFIX, path=path, known=" ".join([*FORMATS, *NETWORK_SUFFIXES]))
    count = 0

    def counted() -> Iterator[Any]:
        nonlocal count
        for quad in statements(graph, nif=nif):
            count += 1
            yield quad if form.supports_datasets else quad.triple

    unfinished = path.with_name(path.name + ".unfinished")
    prefixes = None if form in (ox.RdfFormat.N_QUADS, ox.RdfFormat.N_TRIPLES) else dict(v.PREFIXES)
    try:
        with open(unfinished, "wb") as out:
            ox.serialize(counted(), output=out, format=form, prefixes=prefixes)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return count


def statements(graph: ox.Store, *, nif: bool = False) -> Iterator[ox.Quad]:
    """All quads of a graph; with ``nif``, each span written out in full after its words."""
    anchor = ox.NamedNode(v.ANCHOR_OF)
    kind, phrase = ox.NamedNode(v.A), ox.NamedNode(v.NIF_PHRASE)
    begin, end, context = (ox.NamedNode(x) for x in (v.BEGIN_INDEX, v.END_INDEX, v.REFERENCE_CONTEXT))
    for quad in graph:
        yield quad
        if nif and quad.predicate == anchor:
            span = quad.subject
            found = _SPAN.match(span.value)
            if found:
                number = ox.NamedNode(v.INTEGER)
                yield ox.Quad(span, kind, phrase, quad.graph_name)
                yield ox.Quad(span, begin, ox.Literal(found[2], datatype=number), quad.graph_name)
                yield ox.Quad(span, end, ox.Literal(found[3], datatype=number), quad.graph_name)
                yield ox.Quad(span, context, ox.NamedNode(found[1]), quad.graph_name)
