"""Who is central, what holds parts together, who belongs together: by networkx, the same on every machine.

Ties between equals are broken by IRI; what draws lots (Louvain's method, a sample of starting points) has a fixed seed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.analysis.links import EntityNetwork

if TYPE_CHECKING:
    from networkx import Graph

MEASURES = ("degree", "strength", "betweenness", "pagerank")
SEED = 1
EXACT = 1_000
"""Entities up to which betweenness is exact; beyond, it is estimated from as many starting points as :data:`PIVOTS`."""
PIVOTS = 150
DIGITS = 6
"""Digits that are kept of a measure: the last ones differ between machines."""


@dataclass(frozen=True, slots=True)
class Central:
    """How central an entity is.

    Attributes:
        iri: of the entity.
        degree: with how many others it is linked.
        strength: by how many independent origins, over all links.
        betweenness: the share of shortest ways between two others that lead through it, well supported links being shorter
            (Freeman 1977, by Brandes' method).
        pagerank: how much of a random walk along the links is spent there (Page and others 1998; damping 0.85).
    """

    iri: str
    degree: int
    strength: int
    betweenness: float
    pagerank: float


def central(network: EntityNetwork, by: str = "pagerank") -> list[Central]:
    """All linked entities, the most central first.

    Args:
        network: of a story.
        by: one of :data:`MEASURES`.
    """
    import networkx as nx

    graph = network.graph()
    if not graph:
        return []
    pivots = PIVOTS if len(graph) > EXACT else None
    between = nx.betweenness_centrality(graph, k=pivots, weight="distance", seed=SEED)
    rank = pagerank(graph)
    strength = dict(graph.degree(weight="weight"))
    found = [
        Central(data["iri"], graph.degree(at), strength[at], round(between[at], DIGITS), round(rank[at], DIGITS))
        for at, data in graph.nodes(data=True)
    ]
    return sorted(found, key=lambda one: (-getattr(one, by), -one.strength, one.iri))


def pagerank(graph: Graph, damping: float = 0.85) -> dict[int, float]:
    """PageRank by weight. networkx's own wants scipy, which nothing else here needs; this is its method with numpy.

    Args:
        graph: as :meth:`kg.analysis.links.EntityNetwork.graph` makes it: no node is without links.
        damping: chance that the walk goes on.
    """
    import numpy as np

    nodes = list(graph)
    if not nodes:
        return {}
    edges = [(a, b, w) for a, b, w in graph.edges(data="weight")]
    ends = np.array([(a, b) for a, b, _ in edges] + [(b, a) for a, b, _ in edges])
    weight = np.array([w for *_, w in edges] * 2, dtype=float)
    out = np.bincount(ends[:, 0], weight, len(nodes))
    share = weight / out[ends[:, 0]]
    rank = np.full(len(nodes), 1 / len(nodes))
    for _ in range(200):
        before, rank = rank, np.bincount(ends[:, 1], share * rank[ends[:, 0]], len(nodes))
        rank = (1 - damping) / len(nodes) + damping * rank
        if np.abs(rank - before).sum() < 1e-12:
            break
    return {node: float(rank[node]) for node in nodes}


@dataclass(frozen=True, slots=True)
class Community:
    """Entities that have more to do with one another than with the rest.

    Attributes:
        members: IRIs, the most strongly linked first.
        inside, outside: origins of the links among them, and of those with others.
    """

    members: tuple[str, ...]
    inside: int
    outside: int


def communities(network: EntityNetwork, *, resolution: float = 1.0) -> list[Community]:
    """Communities, the largest first (Blondel and others 2008, the Louvain method, by weight).

    Args:
        network: of a story.
        resolution: above 1 for more and smaller ones.
    """
    import networkx as nx

    graph = network.graph()
    if not graph:
        return []
    strength = dict(graph.degree(weight="weight"))
    iri = dict(graph.nodes(data="iri"))
    found = []
    for members in nx.community.louvain_communities(graph, weight="weight", resolution=resolution, seed=SEED):
        inside = round(graph.subgraph(members).size(weight="weight"))
        outside = sum(strength[at] for at in members) - 2 * inside
        listed = sorted(members, key=lambda at: (-strength[at], iri[at]))
        found.append(Community(tuple(iri[at] for at in listed), inside, outside))
    return sorted(found, key=lambda c: (-len(c.members), -c.inside, c.members))


@dataclass(frozen=True, slots=True)
class Bridge:
    """What holds parts of a story together.

    Attributes:
        iris: the two ends of a link, or one entity.
        cuts_off: how many entities are no longer linked with the largest part when it is taken away.
    """

    iris: tuple[str, ...]
    cuts_off: int


def bridges(network: EntityNetwork) -> list[Bridge]:
    """Links and entities without which parts of the story fall apart, those that hold most first (bridges and articulation
    points of graph theory; sizes by the tree of parts that are joined twofold).
    """
    import networkx as nx

    graph = network.graph()
    iri = dict(graph.nodes(data="iri"))
    found = []
    links = sorted(tuple(sorted(link)) for link in nx.bridges(graph))
    whole = {at: number for number, part in enumerate(nx.connected_components(graph)) for at in part}
    size_of_whole = _counts(whole)
    rest = nx.Graph(graph)
    rest.remove_edges_from(links)
    part = {at: number for number, members in enumerate(nx.connected_components(rest)) for at in members}
    weights = _counts(part)
    tree = nx.Graph()
    tree.add_nodes_from(weights)
    tree.add_edges_from((part[a], part[b]) for a, b in links)
    below, parent = _below(tree, weights)
    for a, b in links:
        child = part[a] if parent.get(part[a]) == part[b] else part[b]
        found.append(Bridge((iri[a], iri[b]), min(below[child], size_of_whole[whole[a]] - below[child])))

    blocks = [sorted(block) for block in nx.biconnected_components(graph)]
    cuts = sorted(nx.articulation_points(graph))
    tree = nx.Graph()
    weights = {("cut", at): 1 for at in cuts}
    for number, block in enumerate(sorted(blocks)):
        weights["block", number] = len(block) - sum(("cut", at) in weights for at in block)
        tree.add_edges_from((("block", number), ("cut", at)) for at in block if ("cut", at) in weights)
    below, parent = _below(tree, weights)
    for at in cuts:
        node = ("cut", at)
        sizes = [below[other] for other in tree[node] if parent.get(other) == node]
        above = size_of_whole[whole[at]] - 1 - sum(sizes)
        found.append(Bridge((iri[at],), size_of_whole[whole[at]] - 1 - max([above, *sizes])))
    return sorted(found, key=lambda bridge: (-bridge.cuts_off, len(bridge.iris), bridge.iris))


def _counts(of: dict[int, int]) -> dict[Any, int]:
    found: dict[Any, int] = {}
    for number in of.values():
        found[number] = found.get(number, 0) + 1
    return found


def _below(tree: Graph, weights: dict[Any, int]) -> tuple[dict[Any, int], dict[Any, Any]]:
    """Of a forest: the weight of all that hangs from each node, itself included, and the node that it hangs from."""
    below = dict(weights)
    parent: dict[Any, Any] = {}
    for start in sorted(tree):
        if start in parent:
            continue
        parent[start] = None
        order = [start]
        for node in order:
            for other in sorted(tree[node]):
                if other not in parent:
                    parent[other] = node
                    order.append(other)
        for node in reversed(order[1:]):
            below[parent[node]] += below[node]
    return below, parent


def numbered(found: Sequence[Community]) -> dict[str, int]:
    """Of each entity the number of its community, from 1 on, the largest being the first."""
    return {iri: number for number, one in enumerate(found, 1) for iri in one.members}
