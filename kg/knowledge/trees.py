"""Sums of small decision trees, as gradient boosting learns them (Friedman 2001): kept as data, asked for many rows at once.

A file holds a line a split: tree, number of the split in it, feature, bound, and where it goes on at most at the bound and above
it: the number of another split, or "=" and what the tree adds. Asked are all splits at once, as QuickScorer does (Lucchese et
al. 2015): each that a row exceeds rules out the leaves on its left; the first leaf that is left is the row's. What all splits on
a few features rule out, in all trees, is looked up by how these lie to their bounds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kg.knowledge.events import rows

LEAVES = 8
"""Most leaves of a tree: one bit each."""

AT_ONCE = 1024
"""Rows that are looked at together."""

WAYS = 256
"""Ways in which features that are looked at together lie to their bounds, at most."""

_FIRST = np.array([next((bit for bit in range(LEAVES) if mask >> bit & 1), 0) for mask in range(1 << LEAVES)])


@dataclass(frozen=True, slots=True)
class Asked:
    """Features that are looked at together.

    Attributes:
        columns: of each feature, which it is; the bounds it is asked for, sorted; how many rows of ``kept`` one bound more is on.
        kept: for each way in which the features can lie to their bounds, the leaves of each tree that are left then, as bits.
    """

    columns: tuple[tuple[int, np.ndarray, int], ...]
    kept: np.ndarray

    def row(self, part: np.ndarray) -> np.ndarray:
        """Which row of ``kept`` each row of a table has."""
        found = np.zeros(len(part), dtype=np.intp)
        for column, bounds, step in self.columns:
            values = part[:, column]
            above = values > bounds[0] if len(bounds) == 1 else np.searchsorted(bounds, values)
            found += above * step if step > 1 else above
        return found


@dataclass(frozen=True, slots=True)
class Trees:
    """A sum of trees.

    Attributes:
        asked: the features that they look at, some at a time.
        value: of each leaf of each tree, what it adds.
    """

    asked: tuple[Asked, ...]
    value: np.ndarray

    def sum(self, table: np.ndarray) -> np.ndarray:
        """What the trees add up to.

        Args:
            table: a row for each of what is asked about, a column for each feature.

        Returns:
            A number a row.
        """
        found = np.zeros(len(table))
        number = np.arange(len(self.value))[:, None]
        for start in range(0, len(table), AT_ONCE):
            part = table[start : start + AT_ONCE]
            left = np.full((len(part), len(self.value)), (1 << LEAVES) - 1, dtype=np.uint8)
            for asked in self.asked:
                left &= asked.kept[asked.row(part)]
            leaf = np.ascontiguousarray(_FIRST[left].T)
            found[start : start + AT_ONCE] = self.value[number, leaf].sum(axis=0)  # one tree after the other
        return found


def read_trees(name: str, features: Sequence[str]) -> Trees:
    """The trees of ``data/<name>``.

    Args:
        name: of the file.
        features: names of the columns that :meth:`Trees.sum` is given, in order.

    Raises:
        ValueError: when a tree looks at a feature that is not among them, or has too many leaves.
    """
    trees: dict[str, dict[str, list[str]]] = {}
    for tree, split, *rest in rows(name):
        trees.setdefault(tree, {})[split] = rest
    value = np.zeros((len(trees), LEAVES))
    limits: dict[int, dict[float, np.ndarray]] = {}  # column → bound → the leaves of each tree that are left above it
    for row, splits in enumerate(trees.values()):
        leaves: list[float] = []
        ruled_out: dict[str, int] = {}
        _walk(next(iter(splits)), splits, leaves, ruled_out)
        if len(leaves) > LEAVES:
            raise ValueError(f"{name}: more than {LEAVES} leaves")
        value[row, : len(leaves)] = leaves
        for split, (feature, limit, _, _) in splits.items():
            bounds = limits.setdefault(features.index(feature), {})
            kept = bounds.setdefault(float(limit), np.full(len(trees), (1 << LEAVES) - 1, dtype=np.uint8))
            kept[row] &= ~np.uint8(ruled_out[split])
    return Trees(tuple(_together(limits)), value)


def _together(limits: Mapping[int, Mapping[float, np.ndarray]]) -> Iterator[Asked]:
    """Features with few bounds together, up to :data:`WAYS` for all of them to lie to their bounds."""
    columns: list[tuple[int, np.ndarray, int]] = []
    kept = None
    for column, of_bound in sorted(limits.items(), key=lambda item: (len(item[1]), item[0])):
        bounds = sorted(of_bound)
        own = [np.full_like(of_bound[bounds[0]], (1 << LEAVES) - 1)]
        for bound in bounds:
            own.append(own[-1] & of_bound[bound])
        if kept is not None and len(kept) * len(own) > WAYS:
            yield Asked(tuple(columns), kept)
            columns, kept = [], None
        columns.append((column, np.array(bounds), 1 if kept is None else len(kept)))
        mine = np.array(own)
        kept = mine if kept is None else (mine[:, None] & kept[None]).reshape(-1, mine.shape[1])
    if kept is not None:
        yield Asked(tuple(columns), kept)


def _walk(end: str, splits: Mapping[str, Sequence[str]], leaves: list[float], ruled_out: dict[str, int]) -> int:
    """Number the leaves under one end from left to right, and note of its splits what lies on their left; the leaves, as bits."""
    if end.startswith("="):
        leaves.append(float(end[1:]))
        return 1 << (len(leaves) - 1)
    _, _, low, high = splits[end]
    ruled_out[end] = _walk(low, splits, leaves, ruled_out)
    return ruled_out[end] | _walk(high, splits, leaves, ruled_out)
