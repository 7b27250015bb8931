"""Where things stand in a picture: computed here once, so that a page opens drawn and stays still.

Every connected part is laid out by stress majorization (Gansner, Koren, North 2004: distances on the screen follow
distances in the graph) from a spring layout of fixed seed; boxes that overlap are pushed apart; parts are packed.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from networkx import Graph
    from numpy import ndarray

SEED = 1
STEP = 60.0
"""Pixels between neighbours of few links, before boxes are pushed apart."""
WIDER = 1.15
"""Labels run along; beside legend and panel a picture has about as much width as height."""
GAP = 14.0
"""Pixels kept free between two boxes."""
SQUEEZES = 12
MOST_PUSH = 1.6
BETWEEN_PARTS = 50.0
ASPECT = 1.15


@dataclass(frozen=True, slots=True)
class Box:
    """What a node covers around its position, its label included: distances to each side."""

    left: float
    top: float
    right: float
    bottom: float


def layout(graph: Graph, boxes: Mapping[Any, Box], *, gap: float = GAP) -> dict[Any, tuple[int, int]]:
    """Positions of all nodes, in pixels, without overlaps.

    Args:
        graph: undirected, without parallel edges; the order of its nodes decides ties.
        boxes: what each node covers.
        gap: pixels kept free between two boxes.

    Returns:
        Node → (x, y), centred on (0, 0).
    """
    import networkx as nx
    import numpy as np

    order = {node: at for at, node in enumerate(graph)}
    parts = []
    for members in nx.connected_components(graph):
        nodes = sorted(members, key=order.__getitem__)
        if len(nodes) == 1:
            points = np.zeros((1, 2))
        else:
            points = _landscape(_stress(graph.subgraph(nodes), nodes)) * (STEP * WIDER, STEP)
        sides = np.array([(b.left, b.top, b.right, b.bottom) for b in map(boxes.__getitem__, nodes)], dtype=float)
        parts.append((nodes, _compact(points, sides + gap / 2), sides))
    parts.sort(key=lambda part: (-len(part[0]), order[part[0][0]]))
    rectangles = []
    for _, points, sides in parts:
        low, high = (points - sides[:, :2]).min(axis=0), (points + sides[:, 2:]).max(axis=0)
        rectangles.append((low, high - low))
    corners = _pack([(float(size[0]), float(size[1])) for _, size in rectangles])
    placed = {}
    for (nodes, points, _), (low, _), corner in zip(parts, rectangles, corners, strict=True):
        for node, point in zip(nodes, points - low + corner, strict=True):
            placed[node] = (float(point[0]), float(point[1]))
    if not placed:
        return {}
    middle = [(min(p[axis] for p in placed.values()) + max(p[axis] for p in placed.values())) / 2 for axis in (0, 1)]
    return {node: (round(placed[node][0] - middle[0]), round(placed[node][1] - middle[1])) for node in graph}


def _stress(graph: Graph, nodes: list[Any]) -> ndarray:
    """Positions whose distances follow those in the graph; a link of a busy node is longer, to give its others room."""
    import networkx as nx
    import numpy as np

    index = {node: at for at, node in enumerate(nodes)}
    plain = nx.Graph()
    plain.add_nodes_from(range(len(nodes)))
    for a, b in sorted(tuple(sorted((index[a], index[b]))) for a, b in graph.edges() if a != b):
        busy = max(graph.degree(nodes[a]), graph.degree(nodes[b]))
        plain.add_edge(a, b, weight=1 + 0.12 * max(busy - 3, 0) ** 0.75)
    distance = np.zeros((len(nodes), len(nodes)))
    for a, reached in nx.all_pairs_dijkstra_path_length(plain):
        for b, far in reached.items():
            distance[a, b] = far
    start = nx.spring_layout(plain, seed=SEED, iterations=60, weight=None, method="force")
    points = np.array([start[at] for at in range(len(nodes))])
    points *= distance.mean() / max(float(np.abs(points).mean()), 1e-9)
    with np.errstate(divide="ignore"):
        weight = np.where(distance > 0, distance**-2.0, 0.0)
    laplacian = np.diag(weight.sum(axis=1)) - weight
    inverse = np.linalg.pinv(laplacian)
    for _ in range(120 if len(nodes) <= 250 else 60):
        apart = np.linalg.norm(points[:, None] - points[None], axis=2)
        pull = weight * distance / np.maximum(apart, 1e-6)
        np.fill_diagonal(pull, 0.0)
        points = inverse @ ((np.diag(pull.sum(axis=1)) - pull) @ points)
    return points


def _landscape(points: ndarray) -> ndarray:
    """Turned so that the longer side lies along; mirrored so that the first node is on the left and above."""
    import numpy as np

    points = points - points.mean(axis=0)
    _, _, axes = np.linalg.svd(points, full_matrices=False)
    turned = points @ axes.T
    signs = np.where(turned[0] > 0, -1.0, 1.0)
    return np.asarray(turned * signs)


def _compact(points: ndarray, sides: ndarray) -> ndarray:
    """Drawn together again and again, more along the side that is too long, as long as that makes a smaller picture."""
    import numpy as np

    best = _apart(points, sides)
    least = math.inf
    for _ in range(SQUEEZES):
        width, height = (best + sides[:, 2:]).max(axis=0) - (best - sides[:, :2]).min(axis=0)
        if max(width / ASPECT, height) > 0.985 * least:
            break
        least = max(width / ASPECT, height)
        squeeze = np.array((0.88, 0.97) if width > height * ASPECT else (0.97, 0.88))
        best, before = _apart(best * squeeze, sides), best
        wide, high = (best + sides[:, 2:]).max(axis=0) - (best - sides[:, :2]).min(axis=0)
        if max(wide / ASPECT, high) >= least:
            return before
    return best


def _apart(points: ndarray, sides: ndarray) -> ndarray:
    """Push overlapping boxes apart; where that does not end, widen all and go on."""
    import numpy as np

    points = points.copy()
    offset = (sides[:, 2:] - sides[:, :2]) / 2
    half = (sides[:, :2] + sides[:, 2:]) / 2
    count = len(points)
    nudge = (np.arange(count) - count / 2)[:, None] * 1e-3
    for _ in range(40):
        for _ in range(60):
            centre = points + offset + nudge
            delta = centre[:, None] - centre[None]
            over = half[:, None] + half[None] - np.abs(delta)
            hit = (over > 0.01).all(axis=2)
            np.fill_diagonal(hit, False)
            if not hit.any():
                return points
            # along the line between them, as far as is needed there (PRISM): keeps the shape of the whole
            needed = (half[:, None] + half[None]) / np.maximum(np.abs(delta), 1e-3)
            factor = np.minimum(needed.min(axis=2), MOST_PUSH) - 1
            push = np.where(hit[..., None], delta * factor[..., None], 0.0)
            points += push.sum(axis=1) / np.maximum(hit.sum(axis=1), 1)[:, None] * 0.55
        points *= 1.06
    return points


def _pack(sizes: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Corners for rectangles, the first the largest, so that all together make a compact landscape."""
    placed: list[tuple[float, float, float, float]] = []
    for width, height in sizes:
        spots = [(0.0, 0.0)]
        for x, y, right, bottom in placed:
            spots += [(right + BETWEEN_PARTS, y), (x, bottom + BETWEEN_PARTS)]
        best = None
        for x, y in spots:
            if any(
                x < right + BETWEEN_PARTS and left < x + width + BETWEEN_PARTS
                and y < bottom + BETWEEN_PARTS and top < y + height + BETWEEN_PARTS
                for left, top, right, bottom in placed
            ):  # fmt: skip
                continue
            far = max([x + width, *(p[2] for p in placed)])
            deep = max([y + height, *(p[3] for p in placed)])
            cost = (max(far / ASPECT, deep), math.hypot(x + width / 2, y + height / 2), x, y)
            if best is None or cost < best:
                best = cost
        x, y = (best[2], best[3]) if best else (0.0, 0.0)
        placed.append((x, y, x + width, y + height))
    return [(x, y) for x, y, _, _ in placed]
