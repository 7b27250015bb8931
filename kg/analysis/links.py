"""Which entities of a story are linked, by what, and how well that is supported: the network that all measures look at."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

from kg.graph import vocabulary as v
from kg.views.asked import rows
from kg.views.asked.dates import first_day, last_day
from kg.views.asked.rows import EntityRow, Query
from kg.views.networks.candidates import BACKGROUND, Candidates, candidates
from kg.views.networks.candidates import links as links_of

if TYPE_CHECKING:
    from networkx import Graph

NOT_SO = frozenset({"Denied", "NotOccurred", "Cancelled"})
"""Statuses of events that link nobody: a meeting that was denied joins no two people. Paths show them, as what they are."""


@dataclass(frozen=True, slots=True)
class Link:
    """One thing that links two entities.

    Attributes:
        kind: event, position or relation.
        iri: of the event, or of the relation's property.
        label: what people read: the event's label, the position, the relation's name.
        event_type: local name, of events.
        status, first, last: of events; positions may have dates.
        articles, origins: how many tell it; ties count as one where that is not known.
        source, target: which way a tie runs ("works for"); of events the two entities as the pair has them.
    """

    kind: str
    iri: str
    label: str
    event_type: str | None
    status: str | None
    first: str | None
    last: str | None
    articles: int
    origins: int
    source: str
    target: str

    @property
    def order(self) -> tuple[object, ...]:
        """What tells most first: what is so, by many origins, and says something by itself."""
        weak = self.event_type in BACKGROUND or self.event_type == "Statement" or self.iri == v.CONTAINED_IN_PLACE
        return (self.status in NOT_SO, weak, -self.origins, -self.articles, self.first is None, self.label, self.iri)


class EntityNetwork:
    """Entities and what links them.

    Attributes:
        entities: by IRI, those that are linked.
        links: of each pair of IRIs, the smaller first: what links the two, what tells most first.
    """

    def __init__(self, found: Candidates) -> None:
        self.found = found
        self.links: dict[tuple[str, str], list[Link]] = {}
        seen: set[tuple[str, str, str]] = set()
        for (a, b, _, _), events in sorted(links_of(found).events.items()):
            for event in events:
                if ((one := min(a, b)), (two := max(a, b)), event.iri) in seen:
                    continue  # in two roles at once
                seen.add((one, two, event.iri))
                dates, counts = (event.first, event.last), (event.articles, max(event.origins, 1))
                self._add(Link("event", event.iri, event.label, event.event_type, event.status, *dates, *counts, a, b))
        for tie in found.ties:
            origins = 0 if tie.iri == v.CONTAINED_IN_PLACE else 1
            self._add(Link(tie.kind, tie.iri, tie.label, None, None, tie.first, tie.last, 0, origins, tie.source, tie.target))
        for listed in self.links.values():
            listed.sort(key=lambda link: link.order)
        ends = {iri for pair in self.links for iri in pair}
        self.entities: dict[str, EntityRow] = {iri: found.entities[iri] for iri in sorted(ends)}

    def _add(self, link: Link) -> None:
        self.links.setdefault((min(link.source, link.target), max(link.source, link.target)), []).append(link)

    def label(self, iri: str) -> str:
        return self.found.entities[iri].label

    def strength(self, pair: tuple[str, str]) -> int:
        """Independent origins of all that links two entities; what is denied or called off, and a mere "in", do not count."""
        return sum(link.origins for link in self.links[pair] if link.status not in NOT_SO)

    def graph(self) -> Graph:
        """The network that measures are taken of: nodes 0, 1, 2, … in the order of :attr:`entities`, so that no set of strings
        decides anything; edges with ``weight``, their strength, and ``distance``, 1 / weight. Without the pairs of strength 0.
        """
        from networkx import Graph

        graph = Graph()
        strong = {pair: weight for pair in sorted(self.links) if (weight := self.strength(pair)) > 0}
        linked = {iri for pair in strong for iri in pair}
        kept = [iri for iri in self.entities if iri in linked]
        number = {iri: at for at, iri in enumerate(kept)}
        graph.add_nodes_from((at, {"iri": iri}) for at, iri in enumerate(kept))
        for (a, b), weight in strong.items():
            graph.add_edge(number[a], number[b], weight=weight, distance=1 / weight)
        return graph


class Wanted(TypedDict, total=False):
    """What a network is to hold, as :func:`entity_network` takes it."""

    statements: bool
    classes: Collection[str] | None
    first: str | datetime.date | None
    last: str | datetime.date | None


def entity_network(
    query: Query,
    *,
    statements: bool = False,
    classes: Collection[str] | None = None,
    first: str | datetime.date | None = None,
    last: str | datetime.date | None = None,
) -> EntityNetwork:
    """The network of a story's entities.

    Args:
        query: as in :func:`kg.views.networks.network.network`.
        statements: whether who speaks to whom is a link, too.
        classes: names of the classes of entities to look at ("Person"); None for all.
        first, last: days, months or years: only events whose interval overlaps.

    Raises:
        KgError: KG044 on a bad date.
    """
    named = None if classes is None else {name.rpartition(":")[2] for name in map(rows.local, classes)}
    begin, end = first_day(first), last_day(last)
    return EntityNetwork(
        candidates(query, focus=None, hops=1, first=begin, last=end, statements=statements, classes=named)
    )
