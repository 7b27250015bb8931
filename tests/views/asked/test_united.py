"""What pairs join, and marks that overlap."""

from __future__ import annotations

from itertools import permutations

from kg.views.asked.article_rows import united
from kg.views.asked.evidence import joined_marks


def test_all_that_pairs_join_lead_to_the_first_of_them() -> None:
    pairs = [("d", "c"), ("c", "b"), ("x", "y"), ("b", "b")]
    for some in permutations(pairs):
        found = united(some)
        assert {name: found.get(name, name) for name in "bcdxya"} == {
            "b": "b", "c": "b", "d": "b", "x": "x", "y": "x", "a": "a",
        }  # fmt: skip


def test_marks_in_order_without_empty_and_overlapping_ones() -> None:
    assert joined_marks([(8, 9), (0, 4), (3, 6), (6, 7), (5, 5)]) == [(0, 6), (6, 7), (8, 9)]
    assert joined_marks([]) == []
