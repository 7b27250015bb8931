"""Sums of small decision trees, as gradient boosting learns them (Friedman 2001): kept as data, asked for many rows at once.

A file holds a line a split: tree, number of the split in it, feature, bound, and where it goes on at most at the bound and above
it: the number of another split, or "=" and what the tree adds. Asked are all splits at once, as QuickScorer does (Lucchese et
al. 2015): each that a row exceeds rules out the leaves on its left; the first leaf that is left is the row's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kg.knowledge.events import rows

LEAVES = 8
"""Most leaves of a tree: one bit each."""

AT_ONCE = 1024
"""Rows that are looked at together."""

_FIRST = np.array([next((bit for bit in range(LEAVES) if mask >> bit & 1), 0) for mask in range(1 << LEAVES)])


@dataclass(frozen=True, slots=True)
class Trees:
    """A sum of trees.

    Attributes:
        column: of each split of each tree (a row), the feature it looks at.
        bound: what the feature must exceed to go right; infinite where a tree has fewer splits.
        kept: the leaves that are left then, as bits.
        value: of each leaf of each tree, what it adds.
    """

    column: np.ndarray
    bound: np.ndarray
    kept: np.ndarray
    value: np.ndarray

    def sum(self, table: np.ndarray) -> np.ndarray:
        """What the trees add up to.

        Args:
            table: a row for each of what is asked about, a column for each feature.

        Returns:
            A number a row.
        """
        found = np.zeros(len(table))
        number = np.arange(len(self.value))
        everything = np.uint8((1 << LEAVES) - 1)
        for start in range(0, len(table), AT_ONCE):
            part = table[start : start + AT_ONCE]
            left = np.where(part[:, self.column] > self.bound, self.kept, everything)
            leaf = _FIRST[np.bitwise_and.reduce(left, axis=2)]
            found[start : start + AT_ONCE] = self.value[number, leaf].sum(axis=1)
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
    width = max(len(splits) for splits in trees.values())
    if width >= LEAVES:
        raise ValueError(f"{name}: more than {LEAVES} leaves")
    column = np.zeros((len(trees), width), dtype=np.intp)
    bound = np.full((len(trees), width), np.inf)
    kept = np.full((len(trees), width), (1 << LEAVES) - 1, dtype=np.uint8)
    value = np.zeros((len(trees), LEAVES))
    for row, splits in enumerate(trees.values()):
        leaves: list[float] = []
        ruled_out: dict[str, int] = {}
        _walk(next(iter(splits)), splits, leaves, ruled_out)
        value[row, : len(leaves)] = leaves
        for place, (split, (feature, limit, _, _)) in enumerate(splits.items()):
            column[row, place], bound[row, place] = features.index(feature), float(limit)
            kept[row, place] &= ~np.uint8(ruled_out[split])
    return Trees(column, bound, kept, value)


def _walk(end: str, splits: Mapping[str, Sequence[str]], leaves: list[float], ruled_out: dict[str, int]) -> int:
    """Number the leaves under one end from left to right, and note of its splits what lies on their left; the leaves, as bits."""
    if end.startswith("="):
        leaves.append(float(end[1:]))
        return 1 << (len(leaves) - 1)
    _, _, low, high = splits[end]
    ruled_out[end] = _walk(low, splits, leaves, ruled_out)
    return ruled_out[end] | _walk(high, splits, leaves, ruled_out)
