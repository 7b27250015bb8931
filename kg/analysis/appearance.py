"""Measures put on a network that is to be drawn: how large its entities are, and which colour they have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.analysis.links import EntityNetwork
from kg.analysis.measures import MEASURES, central, communities, numbered

if TYPE_CHECKING:
    from networkx import MultiDiGraph

SIZES = ("reports", *MEASURES)
COLOURS = ("class", "community")
COLOURED = 10
"""Communities that have a colour of their own; people tell no more colours apart. The rest share grey."""


def measure(graph: MultiDiGraph, network: EntityNetwork, *, size_by: str = "reports", colour_by: str = "class") -> None:
    """Note sizes and communities in a network, as pages draw them.

    Args:
        graph: as :func:`kg.views.networks.network.network` makes it; its entities get ``measure`` and ``community``,
        the graph itself
            ``size_by`` and ``communities`` (names of those that are drawn).
        network: of the whole story: a measure taken of what is drawn alone would be another.
        size_by: one of :data:`SIZES`; "reports" are independent origins, as without it.
        colour_by: one of :data:`COLOURS`.
    """
    entities = {iri: data for iri, data in graph.nodes(data=True) if data["kind"] == "entity"}
    if size_by != "reports":
        graph.graph["size_by"] = size_by
        value = {one.iri: getattr(one, size_by) for one in central(network, size_by)}
        for iri, data in entities.items():
            data["measure"] = value.get(iri, 0)
    if colour_by == "community":
        found = communities(network)
        number = numbered(found)
        drawn: dict[int, list[str]] = {}
        for iri in entities:
            if iri in number:
                drawn.setdefault(number[iri], []).append(iri)
        order = sorted(drawn, key=lambda n: (-len(drawn[n]), n))
        # called by the member that is most strongly linked
        graph.graph["communities"] = [network.label(found[n - 1].members[0]) for n in order[:COLOURED]]
        for at, n in enumerate(order, 1):
            for iri in drawn[n]:
                entities[iri]["community"] = min(at, COLOURED + 1)
        for iri in entities.keys() - number.keys():
            entities[iri]["community"] = COLOURED + 1
