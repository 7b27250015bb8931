"""Sums of decision trees."""

import numpy as np
import pytest

from kg.knowledge import trees
from kg.knowledge.trees import read_trees

DATA = [
    ["0", "0", "a", "0.5", "1", "=3"],
    ["0", "1", "b", "1.5", "=1", "2"],
    ["0", "2", "a", "-1", "=5", "=7"],
    ["1", "0", "b", "0", "=10", "=20"],
]


@pytest.fixture
def two(monkeypatch):
    monkeypatch.setattr(trees, "rows", lambda name: iter(DATA))
    return read_trees("two.tsv", ("a", "b"))


def by_hand(a, b):
    first = 3 if a > 0.5 else 1 if b <= 1.5 else 5 if a <= -1 else 7
    return first + (10 if b <= 0 else 20)


def test_each_row_goes_down_each_tree(two):
    table = np.array([[a, b] for a in (-2.0, -1.0, 0.0, 0.5, 0.6) for b in (-1.0, 0.0, 1.5, 2.0)])
    assert two.sum(table).tolist() == [by_hand(a, b) for a, b in table]


def test_more_rows_than_are_looked_at_together(two, monkeypatch):
    monkeypatch.setattr(trees, "AT_ONCE", 3)
    table = np.array([[n / 4 - 1, 1.0 - n] for n in range(8)])
    assert two.sum(table).tolist() == [by_hand(a, b) for a, b in table]


def test_no_rows(two):
    assert two.sum(np.zeros((0, 2))).shape == (0,)


def test_an_unknown_feature_is_a_fault(two):
    with pytest.raises(ValueError):
        read_trees("two.tsv", ("a",))
