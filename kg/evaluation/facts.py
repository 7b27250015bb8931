"""What of a store's graph is measured: a few properties, by predicate and subject."""

from __future__ import annotations

import re
from collections import defaultdict
from urllib.parse import unquote

import pyoxigraph as ox

from kg.articles.article import Span
from kg.graph import vocabulary as v
from kg.graph.asking.limited import LimitedGraph

GOLD_URN = "urn:bench:"
"""An article that was built from a gold file has this and its id, percent-encoded, as its url."""

_SPAN = re.compile(r"#char=(\d+),(\d+)$")


class Facts:
    """Reads properties of a graph, each predicate once, when it is first asked for.

    Args:
        graph: the store's.
    """

    def __init__(self, graph: ox.Store | LimitedGraph) -> None:
        self.graph = graph
        self._by: dict[str, dict[str, set[str]]] = {}

    def of(self, predicate: str) -> dict[str, set[str]]:
        """Subject → objects; ``gaf:denotes`` as the story has it."""
        if predicate not in self._by:
            found: dict[str, set[str]] = defaultdict(set)
            where = ox.NamedNode(v.STORY) if predicate == v.DENOTES else None
            for quad in self.graph.quads_for_pattern(None, ox.NamedNode(predicate), None, where):
                found[quad.subject.value].add(quad.object.value)  # type: ignore[union-attr]
            self._by[predicate] = dict(found)
        return self._by[predicate]

    def all(self, predicate: str, node: str | None) -> list[str]:
        """Objects, sorted."""
        return sorted(self.of(predicate).get(node, ())) if node else []

    def one(self, predicate: str, node: str | None) -> str | None:
        """The first of them, or None."""
        return min(self.of(predicate).get(node, ()), default=None) if node else None

    def articles(self) -> dict[str, str]:
        """Id of a gold article → its IRI in the graph."""
        found: dict[str, str] = {}
        strings = self.of(v.IS_STRING)
        for iri, urls in sorted(self.of(v.URL).items()):
            for url in urls:
                if url.startswith(GOLD_URN) and iri in strings:
                    found.setdefault(unquote(url[len(GOLD_URN) :]), iri)
        return found

    def mentions(self) -> dict[str, list[str]]:
        """Article → its spans of any kind."""
        found: dict[str, list[str]] = defaultdict(list)
        for node in self.of(v.MENTION_KIND):
            found[node.split("#char=", 1)[0]].append(node)
        return found

    def claims(self) -> dict[str, set[str]]:
        """Article → its claims."""
        found: dict[str, set[str]] = defaultdict(set)
        reported = self.of(v.REPORTED_IN)
        for predicate in (v.TRIGGER, v.SPEAKER, v.CUE, v.QUOTATION, v.SUBJECT):
            for claim in self.of(predicate):
                if claim in reported:
                    found[min(reported[claim])].add(claim)
        return found


def span_of(node: str) -> Span | None:
    """The character range that an IRI names (RFC 5147), or None."""
    found = _SPAN.search(node)
    return (int(found[1]), int(found[2])) if found else None
