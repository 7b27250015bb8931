"""Measures of identity on textbook examples."""

from __future__ import annotations

import random
from itertools import permutations

import pytest

from kg.evaluation.coreference import best_assignment, coreference
from kg.evaluation.scores import Row, f1, jaccard, pair


def three(row: Row) -> object:
    return pytest.approx((row.p, row.r, row.f1))


def test_the_worked_example_of_the_conll_scorer_and_of_lea() -> None:
    """Key {abc}{defg}, response {ab}{cd}{fghi}."""
    rows = coreference([set("abc"), set("defg")], [set("ab"), set("cd"), set("fghi")])
    recall, precision = (4 / 3 + 1 / 3 + 1 / 4 + 1) / 7, 4 / 8
    assert three(rows["MUC"]) == (2 / 5, 2 / 5, 2 / 5)
    assert (precision, recall, f1(precision, recall)) == three(rows["B3"])
    assert three(rows["CEAF-e"]) == (1.3 / 3, 1.3 / 2, 0.52)
    lea = (2 + 4 / 6) / 8, (1 + 4 / 6) / 7
    assert (*lea, f1(*lea)) == three(rows["LEA"])
    assert rows["CoNLL"].f1 == pytest.approx((0.4 + f1(precision, recall) + 0.52) / 3)


def test_singletons_and_nothing() -> None:
    assert coreference([{1}, {2}], [{1}, {3}])["LEA"].f1 == 0.5
    assert coreference([{1}, {2}], [{1, 2}])["LEA"].f1 == 0
    assert coreference([], [])["CoNLL"].f1 == 0
    assert coreference([{1, 2}], [])["CoNLL"].r == 0


@pytest.mark.parametrize("seed", range(12))
def test_the_best_assignment_is_found(seed: int) -> None:
    """Against all permutations."""
    chance = random.Random(seed)
    rows, columns = chance.randint(1, 5), chance.randint(1, 5)
    weights = {(r, c): chance.random() for r in range(rows) for c in range(columns) if chance.random() < 0.8}
    weights = weights or {(0, 0): 0.5}
    short, long = sorted((rows, columns))
    best = max(
        sum(weights.get((i, j) if rows <= columns else (j, i), 0.0) for i, j in enumerate(chosen))
        for chosen in permutations(range(long), short)
    )
    assert best_assignment(weights) == pytest.approx(best)


def test_pairing_is_greedy_and_one_to_one() -> None:
    assert jaccard((0, 4), (2, 6)) == pytest.approx(2 / 6) and jaccard((0, 2), (2, 4)) == 0
    assert pair([(0, 4), (5, 9)], [(0, 9), (0, 3)], jaccard) == {0: 1, 1: 0}
