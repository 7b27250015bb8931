"""Measures of identity over clusters of mentions: MUC, B³, CEAF-e, their mean (CoNLL), LEA.

As in the CoNLL reference scorer v8: a mention found on one side only stays on that side, without credit.
Sources: Vilain et al. 1995 (MUC), Bagga and Baldwin 1998 (B³), Luo 2005 (CEAF-e), Moosavi and Strube 2016 (LEA).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence

import numpy as np

from kg.evaluation.scores import Rows, mean, row_of

Cluster = set[Hashable]


def clusters(labels: Mapping[Hashable, Hashable]) -> list[Cluster]:
    """Mention → label, as sets of mentions with one label, in a fixed order."""
    found: dict[Hashable, Cluster] = defaultdict(set)
    for mention, label in labels.items():
        found[label].add(mention)
    return [found[label] for label in sorted(found, key=repr)]


def coreference(gold: Sequence[Cluster], system: Sequence[Cluster]) -> Rows:
    """CoNLL, MUC, B3, CEAF-e and LEA of two lists of clusters."""
    rows: Rows = {}
    measures: dict[str, Callable[[Sequence[Cluster], Sequence[Cluster]], tuple[float, int]]] = {
        "MUC": muc,
        "B3": b_cubed,
        "LEA": lea,
    }
    for name, measure in measures.items():
        (right_recall, meant), (right, said) = measure(gold, system), measure(system, gold)
        rows[name] = row_of(right, said, meant, right_recall)
    rows["CEAF-e"] = row_of(ceaf(gold, system), len(system), len(gold))
    rows["CoNLL"] = mean([rows[n] for n in ("MUC", "B3", "CEAF-e")], sum(map(len, system)), sum(map(len, gold)))
    return {name: rows[name] for name in ("CoNLL", "MUC", "B3", "CEAF-e", "LEA")}


def _place(groups: Sequence[Cluster]) -> dict[Hashable, int]:
    return {mention: i for i, group in enumerate(groups) for mention in group}


def muc(a: Sequence[Cluster], b: Sequence[Cluster]) -> tuple[float, int]:
    """Links of ``a`` that ``b`` keeps, of all links of ``a``."""
    of = _place(b)
    kept = sum(len(group) - len({of.get(m, ("alone", m)) for m in group}) for group in a)
    return kept, sum(len(group) - 1 for group in a)


def b_cubed(a: Sequence[Cluster], b: Sequence[Cluster]) -> tuple[float, int]:
    """For each mention of ``a`` the share of its cluster that ``b`` has with it, summed."""
    of = _place(b)
    total = sum(n * n / len(group) for group in a for n in Counter(of[m] for m in group if m in of).values())
    return total, sum(map(len, a))


def lea(a: Sequence[Cluster], b: Sequence[Cluster]) -> tuple[float, int]:
    """Links of each cluster of ``a`` that ``b`` has, weighted by size; a singleton's link is to itself."""
    of, total = _place(b), 0.0
    for group in a:
        if len(group) == 1:
            total += sum(len(b[of[m]]) == 1 for m in group if m in of)
        else:
            shared = Counter(of[m] for m in group if m in of)
            total += len(group) * sum(n * (n - 1) for n in shared.values()) / (len(group) * (len(group) - 1))
    return total, sum(map(len, a))


def ceaf(a: Sequence[Cluster], b: Sequence[Cluster]) -> float:
    """The total likeness (phi 4) of the best one-to-one assignment of clusters, part by connected part."""
    of = _place(b)
    weights: dict[tuple[int, int], float] = {}
    above: dict[tuple[str, int], tuple[str, int]] = {}

    def root(x: tuple[str, int]) -> tuple[str, int]:
        while above.setdefault(x, x) != x:
            above[x] = x = above[above[x]]
        return x

    for i, group in enumerate(a):
        for j, n in Counter(of[m] for m in group if m in of).items():
            weights[i, j] = 2 * n / (len(group) + len(b[j]))
            above[root(("a", i))] = root(("b", j))
    parts: dict[tuple[str, int], dict[tuple[int, int], float]] = defaultdict(dict)
    for (i, j), weight in weights.items():
        parts[root(("a", i))][i, j] = weight
    return math.fsum(best_assignment(part) for part in parts.values())


def best_assignment(weights: Mapping[tuple[int, int], float]) -> float:
    """The largest total of a one-to-one assignment over {(row, column): weight}.

    The Hungarian method with potentials (Kuhn 1955, Munkres 1957), one row at a time.
    """
    rows, columns = sorted({r for r, _ in weights}), sorted({c for _, c in weights})
    if len(rows) == 1 or len(columns) == 1:
        return max(weights.values())
    at_row, at_column = {r: i for i, r in enumerate(rows)}, {c: i for i, c in enumerate(columns)}
    cost = np.zeros((len(rows), len(columns)))
    for (r, c), weight in weights.items():
        cost[at_row[r], at_column[c]] = -weight
    if len(rows) > len(columns):
        cost = cost.T
    n, m = cost.shape
    row_potential, column_potential = np.zeros(n + 1), np.zeros(m + 1)
    owner, way = np.zeros(m + 1, dtype=int), np.zeros(m + 1, dtype=int)  # column 0 stands for "none"
    for i in range(1, n + 1):
        owner[0], at = i, 0
        least, used = np.full(m + 1, np.inf), np.zeros(m + 1, dtype=bool)
        while True:
            used[at] = True
            reduced = cost[owner[at] - 1] - row_potential[owner[at]] - column_potential[1:]
            better = ~used[1:] & (reduced < least[1:])
            least[1:][better] = reduced[better]
            way[1:][better] = at
            nearest = int(np.argmin(np.where(used[1:], np.inf, least[1:]))) + 1
            step = least[nearest]
            row_potential[owner[used]] += step
            column_potential[used] -= step
            least[~used] -= step
            at = nearest
            if owner[at] == 0:
                break
        while at:
            before = way[at]
            owner[at] = owner[before]
            at = before
    chosen = [(owner[j] - 1, j - 1) for j in range(1, m + 1) if owner[j]]
    return float(-sum(cost[i, j] for i, j in chosen))
