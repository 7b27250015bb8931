"""Terms that a query names and the graph does not have: mistyped ones are an error that says what was meant, others a note.

An empty answer looks the same whether nothing is known or a name is misspelt. So the IRIs of the parsed query are held against
the terms that we write, those of the vocabularies that they come from, and what the store uses.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable
from typing import Any

import pyoxigraph as ox
from rapidfuzz import fuzz

from kg.errors import Code, KgError
from kg.graph import vocabulary as v
from kg.graph.writing.ontology import ontology_quads

CLOSE = 72
"""Similarity, of 100, from which one name may be meant by another; "agnt" and "agent" have 89, "place" and "hasPlace" 77."""
OWN = (v.KG, v.TYPE)
"""Namespaces whose terms are all in ``ontology/``."""
UNCOUNTED = (v.XSD, v.RDF)
"""Namespaces whose terms are datatypes and the like: nothing that a store would hold."""
_LISTED = {v.SCHEMA: "SDO", v.SKOS: "SKOS", v.PROV: "PROV", v.TIME: "TIME", v.ORG: "ORG", v.GEO: "GEO"}
_LISTED |= {v.RDF: "RDF", v.RDFS: "RDFS", v.XSD: "XSD"}
"""Vocabularies of others of which rdflib knows every term, by its name for them."""
_IRI = re.compile(r"<([^>]*)>")


@functools.cache
def our_terms() -> frozenset[str]:
    """Every term that we write, or that ``ontology/`` describes."""
    found = {value for name, value in vars(v).items() if name.isupper() and isinstance(value, str) and ":" in value}
    for line in ontology_quads():
        found.update(_IRI.findall(line))
    return frozenset(term for term in found if namespace_of(term) and term != namespace_of(term))


def namespace_of(iri: str) -> str | None:
    """The namespace of :data:`kg.graph.vocabulary.PREFIXES` that an IRI is in, the longest of several."""
    return max((space for space in v.PREFIXES.values() if iri.startswith(space)), key=len, default=None)


def look(terms: Iterable[str], uses: Callable[[str], bool], in_use: Callable[[], Iterable[str]]) -> tuple[str, ...]:
    """Hold the terms of a query against the graph.

    Args:
        terms: absolute IRIs that it names.
        uses: whether a store has some IRI as a property or as a value.
        in_use: all properties and classes of the store; asked only where a term is unknown.

    Returns:
        Notes: one sentence for each term that is right and that this store does not use.

    Raises:
        KgError: KG038 for what is no term, with what may be meant.
    """
    notes = []
    for term in terms:
        space = namespace_of(term)
        if space is None:
            if (meant := _astray(term)) is not None:
                raise KgError(Code.UNKNOWN_TERM, term=f"<{term}>", hint=f"; did you mean {v.shorten(meant)} <{meant}>")
            continue
        if term == space or uses(term):
            continue
        if term in our_terms() or _exists(space, term):
            if space not in UNCOUNTED and not any(term == graph for graph in (v.STORY, v.JUDGEMENTS, v.ONTOLOGY)):
                notes.append(f"{v.shorten(term)} is used nowhere in this store.")
            continue
        close = close_terms(term, our_terms().union(in_use()))
        if close or space in OWN or space in _LISTED:
            hint = f"; did you mean {' or '.join(map(v.shorten, close))}" if close else ""
            raise KgError(Code.UNKNOWN_TERM, term=v.shorten(term), hint=hint)
        notes.append(f"{v.shorten(term)} is used nowhere in this store.")
    return tuple(notes)


def noted(graph: ox.Store, terms: Iterable[str]) -> tuple[str, ...]:
    """:func:`look`, for an open graph."""
    return look(terms, used_by(graph), in_use_by(graph))


def close_terms(term: str, known: Iterable[str], *, limit: int = 3) -> list[str]:
    """Terms that may be meant by one that is not known, the closest first: of its own namespace, else of another."""
    space = namespace_of(term) or ""
    wanted = term[len(space) :]
    scored = []
    for other in known:
        of = namespace_of(other)
        if of is None:
            continue
        name = other[len(of) :]
        score = max(fuzz.ratio(wanted.lower(), name.lower()), fuzz.token_sort_ratio(_words(wanted), _words(name)))
        # the same word in another namespace ("kg:label" for "rdfs:label") is as good as a slip of the pen in its own;
        # properties begin with a small letter, classes and values with a capital
        score -= 15 * (of != space) + 10 * (wanted[:1].isupper() != name[:1].isupper())
        if score >= CLOSE:
            scored.append((-score, other))
    scored.sort()
    return [other for score, other in scored[:limit] if score <= scored[0][0] + 8]


def _words(name: str) -> str:
    """ "hasPlace" as "place"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])|[-_]", " ", name).lower().removeprefix("has ")


def _exists(space: str, term: str) -> bool:
    """Whether the vocabulary of a namespace has the term, used here or not."""
    if space not in _LISTED:
        return False
    import rdflib.namespace

    listed: Any = getattr(rdflib.namespace, _LISTED[space])
    return term[len(space) :] in {**listed.__annotations__, **dict.fromkeys(listed._extras)}


def _astray(iri: str) -> str | None:
    """Our IRI of a term whose namespace is off by http or https, "#" or "/": "http://schema.org/headline"."""
    for space in v.PREFIXES.values():
        bare = space.partition("://")[2].rstrip("#/")
        found = re.fullmatch(rf"https?://(?:www\.)?{re.escape(bare)}[#/](\w+)", iri)
        if found and space + found[1] != iri:
            return space + found[1]
    return None


def used_by(graph: ox.Store) -> Callable[[str], bool]:
    """``uses`` of :func:`look` for a store: two look-ups in its indexes."""

    def uses(iri: str) -> bool:
        try:
            node = ox.NamedNode(iri)
        except ValueError:  # rdflib's parser lets it pass
            raise KgError(Code.BAD_QUERY, why=f"{iri[:80]!r} is no IRI") from None
        for pattern in ((None, node, None, None), (None, None, node, None)):
            if next(iter(graph.quads_for_pattern(*pattern)), None) is not None:
                return True
        return graph.contains_named_graph(node)

    return uses


def in_use_by(graph: ox.Store) -> Callable[[], list[str]]:
    """``in_use`` of :func:`look` for a store."""

    def in_use() -> list[str]:
        found: Any = graph.query(
            "SELECT DISTINCT ?term { { ?s ?term ?o } UNION { ?s a ?term } }", use_default_graph_as_union=True
        )
        return sorted(row["term"].value for row in found if isinstance(row["term"], ox.NamedNode))

    return in_use
