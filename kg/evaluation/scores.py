"""Precision, recall, F1; pairing of spans."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from kg.articles.article import Span

G = TypeVar("G", bound=Hashable)
S = TypeVar("S", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table of scores; ``right`` is None where the figures are a mean of others."""

    p: float
    r: float
    f1: float
    right: float | None
    system: float
    gold: float


Rows = dict[str, Row]


def f1(p: float, r: float) -> float:
    return 2 * p * r / (p + r) if p + r else 0.0


def row_of(right: float, system: float, gold: float, right_recall: float | None = None) -> Row:
    """Precision, recall and F1 of counts; 0/0 is 0.

    Args:
        right, system, gold: how many are right, said and meant.
        right_recall: right ones that recall counts, where they are others than precision's.
    """
    p = right / system if system else 0.0
    r = (right if right_recall is None else right_recall) / gold if gold else 0.0
    return Row(p, r, f1(p, r), right, system, gold)


def mean(rows: Sequence[Row], system: float, gold: float) -> Row:
    """The means of precision, recall and F1."""
    n = len(rows) or 1
    return Row(sum(x.p for x in rows) / n, sum(x.r for x in rows) / n, sum(x.f1 for x in rows) / n, None, system, gold)


class Tally:
    """Counts over a set, before precision and recall are taken (micro average)."""

    def __init__(self) -> None:
        self.right = self.system = self.gold = 0

    def add(self, right: int, system: int, gold: int) -> None:
        self.right += right
        self.system += system
        self.gold += gold

    def row(self) -> Row:
        return row_of(self.right, self.system, self.gold)


def jaccard(a: Span, b: Span) -> float:
    """What two spans share, of what they cover together."""
    both = min(a[1], b[1]) - max(a[0], b[0])
    return both / (max(a[1], b[1]) - min(a[0], b[0])) if both > 0 else 0.0


def pair(gold: Sequence[G], system: Sequence[S], likeness: Callable[[G, S], float]) -> dict[int, int]:
    """Pair two lists one to one, greedily, the most alike first.

    Returns:
        Index in ``gold`` → index in ``system``.
    """
    alike = sorted(
        (-score, i, j) for i, g in enumerate(gold) for j, s in enumerate(system) if (score := likeness(g, s)) > 0
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in alike:
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs
