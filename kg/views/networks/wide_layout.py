"""Where thousands of nodes stand: computed here once with a fixed seed, so that a page opens drawn and nothing moves.

Distances to a few nodes give a first picture of every connected part (pivot MDS: Brandes, Pich 2007); forces refine it
(Fruchterman, Reingold 1991): links pull, those of busy nodes less, so that groups come apart; neighbours on the plane push
exactly, all others as a fixed random sample of them stands for. Parts are packed around the largest. For small networks
whose labels must all fit, :mod:`kg.views.networks.layout` does better.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy import ndarray
    from numpy.random import Generator

SEED = 1
STEP = 40.0
"""Units between neighbours; a page scales them to its size."""
PIVOTS = 40
ROUNDS = 90
SAMPLE = 8
"""Nodes that stand for all far ones, for each node and round."""
NEAR = 2.0
"""How far, in steps, a push is computed exactly."""
FAR = 0.35
"""How much of their push far nodes keep: with all of it, arms reach out and the middle is crowded."""
APART = 0.7
"""The least distance of two nodes at the end, in steps."""
ASPECT = 1.4


def wide_layout(count: int, edges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Positions of nodes 0 … ``count`` - 1, centred on (0, 0); the same edges in the same order give the same.

    Args:
        count: of nodes.
        edges: pairs of nodes; the order of a pair, repetitions and loops do not matter.
    """
    import numpy as np

    if not count:
        return []
    pairs = sorted({(min(pair), max(pair)) for pair in edges if pair[0] != pair[1]})
    neighbours: list[list[int]] = [[] for _ in range(count)]
    for a, b in pairs:
        neighbours[a].append(b)
        neighbours[b].append(a)
    parts = _components(neighbours)
    points = np.zeros((count, 2))
    boxes = []
    for members in parts:
        index = {node: at for at, node in enumerate(members)}
        inner = np.array([(index[a], index[b]) for a in members for b in neighbours[a] if a < b], dtype=int).reshape(
            -1, 2
        )
        placed = _part(inner, [[index[b] for b in neighbours[a]] for a in members])
        low = placed.min(axis=0)
        points[members] = placed - low
        boxes.append(placed.max(axis=0) - low + 1.6)
    for members, corner in zip(parts, _shelves(boxes), strict=True):
        points[members] += corner
    points -= (points.min(axis=0) + points.max(axis=0)) / 2
    return [(round(float(x) * STEP), round(float(y) * STEP)) for x, y in points]


def _components(neighbours: list[list[int]]) -> list[list[int]]:
    """Connected parts, the largest first, of equal ones that of the smallest number."""
    seen = [False] * len(neighbours)
    parts = []
    for start in range(len(neighbours)):
        if seen[start]:
            continue
        seen[start] = True
        part, queue = [], deque([start])
        while queue:
            at = queue.popleft()
            part.append(at)
            for other in neighbours[at]:
                if not seen[other]:
                    seen[other] = True
                    queue.append(other)
        parts.append(sorted(part))
    return sorted(parts, key=lambda part: (-len(part), part[0]))


def _part(edges: ndarray, neighbours: list[list[int]]) -> ndarray:
    """One connected part, in steps."""
    import numpy as np

    count = len(neighbours)
    if count == 1:
        return np.zeros((1, 2))
    if count == 2:
        return np.array([(0.0, 0.0), (1.0, 0.0)])
    random = np.random.default_rng(SEED)
    points = _pivots(neighbours) + random.normal(scale=0.3, size=(count, 2))
    points = _forces(points, edges, np.array([len(n) for n in neighbours]), random)
    points = _turned(points)
    return _apart(points)


def _pivots(neighbours: list[list[int]]) -> ndarray:
    """Pivot MDS: each pivot is the node farthest from those before it."""
    import numpy as np

    count = len(neighbours)
    pivot = max(range(count), key=lambda at: (len(neighbours[at]), -at))
    nearest = np.full(count, np.inf)
    columns = []
    for _ in range(min(PIVOTS, count)):
        far = np.array(_distances(neighbours, pivot), dtype=float)
        columns.append(far)
        nearest = np.minimum(nearest, far)
        pivot = int(nearest.argmax())
    squared = np.array(columns).T ** 2
    centred = squared - squared.mean(axis=0) - squared.mean(axis=1)[:, None] + squared.mean()
    _, vectors = np.linalg.eigh(centred.T @ centred)
    points = -0.5 * centred @ vectors[:, ::-1][:, :2]
    if points.shape[1] < 2:
        points = np.column_stack([points[:, 0], np.zeros(count)])
    spread = np.abs(points).max() or 1.0
    return np.asarray(points / spread * math.sqrt(count) / 2)


def _distances(neighbours: list[list[int]], start: int) -> list[int]:
    far = [-1] * len(neighbours)
    far[start] = 0
    queue = deque([start])
    while queue:
        at = queue.popleft()
        for other in neighbours[at]:
            if far[other] < 0:
                far[other] = far[at] + 1
                queue.append(other)
    return far


def _forces(points: ndarray, edges: ndarray, degree: ndarray, random: Generator) -> ndarray:
    import numpy as np

    count = len(points)
    sample = min(SAMPLE, count - 1)
    source, target = edges[:, 0], edges[:, 1]
    pull = 1 / np.sqrt(np.minimum(degree[source], degree[target]))
    for turn in range(ROUNDS):
        heat = 0.6 * math.sqrt(count) * 0.25 * (1 - turn / ROUNDS) ** 1.5 + 0.05
        delta = points[source] - points[target]
        strength = (np.linalg.norm(delta, axis=1) * pull)[:, None] * delta
        force = np.zeros_like(points)
        np.add.at(force, source, -strength)
        np.add.at(force, target, strength)
        left, right = _close(points, NEAR)
        delta = points[left] - points[right]
        push = delta / np.maximum((delta**2).sum(axis=1), 0.01)[:, None]
        np.add.at(force, left, push)
        np.add.at(force, right, -push)
        others = random.integers(count, size=(count, sample))
        delta = points[:, None] - points[others]
        squared = (delta**2).sum(axis=2)
        far = squared > NEAR**2
        weight = np.where(far, FAR * count / sample / np.maximum(squared, 1.0), 0.0)
        force += (delta * weight[..., None]).sum(axis=1)
        # what keeps parts that hang together by one thread on the plane
        force -= 0.004 * (points - points.mean(axis=0)) * math.sqrt(count)
        length = np.linalg.norm(force, axis=1)[:, None]
        points = points + force / np.maximum(length, 1e-9) * np.minimum(length, heat)
    return points


def _close(points: ndarray, reach: float) -> tuple[ndarray, ndarray]:
    """All pairs of points nearer than ``reach``, by a grid of that size."""
    import numpy as np

    cells = np.floor((points - points.min(axis=0)) / reach).astype(np.int64)
    wide = int(cells[:, 1].max()) + 3
    key = cells[:, 0] * wide + cells[:, 1]
    order = np.argsort(key, kind="stable")
    ranked = key[order]
    lefts, rights = [], []
    for step in (0, 1, wide - 1, wide, wide + 1):
        begin = np.searchsorted(ranked, key + step, side="left")
        end = np.searchsorted(ranked, key + step, side="right")
        length = end - begin
        left = np.repeat(np.arange(len(points)), length)
        at = np.arange(length.sum()) - np.repeat(np.cumsum(length) - length, length) + np.repeat(begin, length)
        right = order[at]
        if step == 0:
            keep = left < right
            left, right = left[keep], right[keep]
        lefts.append(left)
        rights.append(right)
    left, right = np.concatenate(lefts), np.concatenate(rights)
    keep = ((points[left] - points[right]) ** 2).sum(axis=1) < reach**2
    return left[keep], right[keep]


def _turned(points: ndarray) -> ndarray:
    """With the longer side along, the first node on the left and above."""
    import numpy as np

    points = points - points.mean(axis=0)
    _, _, axes = np.linalg.svd(points, full_matrices=False)
    turned = points @ axes.T
    return np.asarray(turned * np.where(turned[0] > 0, -1.0, 1.0))


def _apart(points: ndarray) -> ndarray:
    """Push apart what stands too close."""
    import numpy as np

    points = points.copy()
    for _ in range(30):
        left, right = _close(points, APART)
        if not len(left):
            break
        delta = points[left] - points[right] + (left - right)[:, None] * 1e-6
        far = np.maximum(np.linalg.norm(delta, axis=1), 1e-6)[:, None]
        push = delta / far * (APART * 1.02 - far) / 2
        np.add.at(points, left, push)
        np.add.at(points, right, -push)
    return points


def _shelves(boxes: list[ndarray]) -> list[tuple[float, float]]:
    """Corners: the largest first, the others in rows below it, so that the whole is about as wide as a screen."""
    total = sum(float(width * height) for width, height in boxes)
    room = max(float(boxes[0][0]), math.sqrt(total * ASPECT))
    corners = []
    x = y = high = 0.0
    for width, height in boxes:
        if x and x + width > room:
            x, y, high = 0.0, y + high, 0.0
        corners.append((x, y))
        x += float(width)
        high = max(high, float(height))
    return corners
