"""A store's graph in RDF formats, told by the suffix of the file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import pyoxigraph as ox

from kg.errors import Code, KgError
from kg.exchange.jsonld import write_jsonld
from kg.files import whole
from kg.graph import vocabulary as v
from kg.graph.asking.limited import LimitedGraph

FORMATS = {
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".jsonld": ox.RdfFormat.JSON_LD,
}
"""RDF formats by suffix. Those with graphs hold all four layers apart; the others hold their union."""

NETWORK_SUFFIXES = (".graphml", ".gexf", ".cyjs", ".csv")
"""Formats of the network, which ``kg.exchange.networks`` writes."""

PEOPLE_SUFFIXES = (".ftm.json", ".ftm.jsonl")
"""Names of the one format that ``kg.exchange.followthemoney`` writes."""

EVENT_SUFFIXES = (".geojson", ".kml", ".timeline.json")
"""Names of maps and timelines, which ``kg.exchange.maps`` and ``kg.exchange.timelinejs`` write."""

FOLDERS = (".vault", ".neo4j")
"""Formats that are folders: ``kg.exchange.vault``, ``kg.exchange.neo4j``; ``.csv`` may be one."""

SUFFIXES = (*FORMATS, *NETWORK_SUFFIXES, *PEOPLE_SUFFIXES, *EVENT_SUFFIXES, *FOLDERS)


def suffix_of(path: Path | str) -> str:
    """The suffix, of those that are known, that a file's name ends in.

    Raises:
        KgError: KG042.
    """
    name = Path(path).name.lower()
    found = max((suffix for suffix in SUFFIXES if name.endswith(suffix)), key=len, default=None)
    if found is None:
        raise KgError(Code.BAD_SUFFIX, path=path, known=" ".join(SUFFIXES))
    return found


_SPAN = re.compile(r"^(.*)#char=(\d+),(\d+)$")


def export_rdf(
    graph: ox.Store | LimitedGraph, path: Path | str, *, nif: bool = False, base: str = v.DEFAULT_BASE, suffix: str | None = None
) -> int:
    """Write a graph to a file.

    Args:
        graph: the store's.
        path: its suffix tells the format; a file is replaced only when the new one is whole. What is no file (a pipe, a
            device: ``/dev/stdout``) is written to and stays what it is; so does a link.
        base: of the store's data; JSON-LD writes IRIs relative to it.
        suffix: the format, where it is not that of ``path``.
        nif: also write what the IRIs of spans say (``nif:beginIndex nif:endIndex nif:referenceContext``, ``a nif:Phrase``).

    Returns:
        How many statements were written.

    Raises:
        KgError: KG042 when the suffix names no format.
    """
    path = Path(path)
    form = FORMATS.get(suffix or suffix_of(path))
    if form is None:
        raise KgError(Code.BAD_SUFFIX, path=path, known=" ".join(FORMATS))
    options = (form.file_extension, base, nif)
    with whole(path) as out:
        if isinstance(graph, LimitedGraph):
            return int(graph.call("kg.exchange.rdf:write_rdf", *options, out=out))
        return write_rdf(graph, out, *options)


def write_rdf(graph: ox.Store, out: BinaryIO, extension: str, base: str, nif: bool) -> int:
    """Write a graph.

    Args:
        graph: the store's.
        out: where to.
        extension: of the format's files ("ttl").
        base, nif: as in :func:`export_rdf`.

    Returns:
        How many statements were written.
    """
    form = ox.RdfFormat.from_extension(extension)
    assert form is not None
    count = 0

    def also(quads: Iterable[Any]) -> Iterable[Any]:
        return statements(quads, nif=nif)

    def counted() -> Iterator[Any]:
        nonlocal count
        for quad in also(graph):
            count += 1
            yield quad if form.supports_datasets else quad.triple

    prefixes = None if form in (ox.RdfFormat.N_QUADS, ox.RdfFormat.N_TRIPLES) else dict(v.PREFIXES)
    if form == ox.RdfFormat.JSON_LD:
        return write_jsonld(out, graph, base, also)
    ox.serialize(counted(), output=out, format=form, prefixes=prefixes)
    return count


def statements(graph: Iterable[Any], *, nif: bool = False) -> Iterator[Any]:
    """All quads of a graph, or of a part of it; with ``nif``, each span written out in full after its words."""
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
