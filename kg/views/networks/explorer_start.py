"""What the explorer shows at first: the most connected entities, and the events that join them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.views.networks.candidates import BACKGROUND
from kg.views.networks.drawing import short_label
from kg.views.networks.layout import Box, layout

if TYPE_CHECKING:
    from networkx import MultiDiGraph

ENTITIES = 22
EVENTS = 34
ALIKE = 2
"""Events of the very same participants."""
CHARACTER, LINE = 6.6, 20.0
"""Pixels that a character, and a line, of a label take."""


def start(graph: MultiDiGraph) -> list[tuple[int, int, int]]:
    """Nodes to begin with.

    Args:
        graph: as :func:`kg.views.networks.network.network` makes it, with events as nodes.

    Returns:
        (number of the node, x, y), laid out so that labels fit; around the graph's focus, where it has one.
    """
    from networkx import Graph

    index = {iri: at for at, iri in enumerate(graph)}
    plain = Graph()
    plain.add_nodes_from(graph)
    plain.add_edges_from(tuple(sorted((a, b), key=index.__getitem__)) for a, b in graph.edges() if a != b)
    chosen = _chosen(graph, plain, index)
    # in the order of the graph, which decides ties of the layout
    drawn = Graph()
    drawn.add_nodes_from(iri for iri in graph if iri in chosen)
    drawn.add_edges_from((a, b) for a, b in plain.edges() if a in chosen and b in chosen)
    boxes = {iri: _box(graph.nodes[iri]) for iri in drawn}
    return [(index[iri], x, y) for iri, (x, y) in layout(drawn, boxes, gap=18).items()]


def _chosen(graph: MultiDiGraph, plain: Any, index: dict[str, int]) -> set[str]:
    """Entities that weighty events link to others; of these events the weightiest that join two of them."""
    data = graph.nodes
    events = [iri for iri in graph if data[iri]["kind"] == "event"]
    joining = {iri: [n for n in plain[iri] if data[n]["kind"] == "entity"] for iri in events}
    reach: dict[str, float] = {}
    for iri, fillers in joining.items():
        if len(fillers) > 1:
            for filler in fillers:
                reach[filler] = reach.get(filler, 0.0) + data[iri]["matters"]
    order = sorted(reach, key=lambda iri: (-reach[iri] * max(data[iri]["origins"], 1), index[iri]))
    focus = graph.graph.get("focus")
    if focus is not None:
        near = {n for event in plain[focus] for n in (event, *plain[event])} | {focus} if focus in plain else set()
        order = [focus, *(iri for iri in order if iri in near and iri != focus)]
    entities = set(order[:ENTITIES])
    ranked = sorted(
        (iri for iri in events if len(entities.intersection(joining[iri])) > 1),
        key=lambda iri: (
            focus is not None and focus not in joining[iri],
            -data[iri]["matters"],
            data[iri]["group"] == "Other" or data[iri]["event_type"] in BACKGROUND,
            -data[iri]["origins"],
            -data[iri]["articles"],
            not data[iri]["first"],
            index[iri],
        ),
    )
    taken: set[str] = set()
    turns: dict[frozenset[str], int] = {}
    for iri in ranked:
        who = frozenset(entities.intersection(joining[iri]))
        if turns.get(who, 0) < ALIKE and len(taken) < EVENTS:
            turns[who] = turns.get(who, 0) + 1
            taken.add(iri)
    linked = {filler for iri in taken for filler in joining[iri] if filler in entities}
    linked |= {a for a in entities for b in plain[a] if b in entities}
    chosen = taken | linked | ({focus} if focus in index else set())
    # a store so small or so loose that nothing joins anything: the most reported
    return chosen or set(list(graph)[: ENTITIES + EVENTS])


def _box(data: Any) -> Box:
    event = data["kind"] == "event"
    width = min(len(short_label(data)), 26) * CHARACTER
    return Box(10, 10, (8 if event else 14) + width, LINE / 2 + 2)
