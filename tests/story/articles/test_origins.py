"""Copies and their origins are a function of the set of articles, however they come and whenever they are settled."""

import random
import sqlite3

import pytest

from kg.articles.article import Article
from kg.articles.copies import sketch
from kg.story.articles import origins
from kg.story.index import Index

RANDOM = random.Random(7)
STRETCHES = [" ".join(f"w{RANDOM.randrange(5_000)}" for _ in range(40)) for _ in range(6)]
ARTICLES = [
    Article(
        f"{' '.join(RANDOM.sample(STRETCHES, RANDOM.randint(1, 3)))} own{number} words{number} of{number} it{number}",
        published=f"2025-03-{1 + number % 3:02}",
        publisher=f"P{number % 5}",
    )
    for number in range(24)
]


def told(steps: list[list[int]], taken_out: tuple[int, ...] = ()) -> tuple[dict[str, str], list[tuple[int, int]]]:
    """Origins and pairs after articles were entered in steps, each of which is settled."""
    index = Index(sqlite3.connect(":memory:", isolation_level=None))
    for step in steps:
        loose: set[int] = set()
        for number in step:
            loose |= origins.add(index, ARTICLES[number], number, sketch(ARTICLES[number]).to_bytes())
        origins.settle(index, loose)
    for number in taken_out:
        origins.settle(index, origins.withdraw(index, number))
    found = dict(index.c.execute("SELECT key, origin FROM story_article"))
    return found, sorted(index.c.execute("SELECT a, b FROM story_copy"))


@pytest.mark.parametrize("crowded", [2, 3, 5, 60])
def test_order_and_steps_do_not_count(monkeypatch: pytest.MonkeyPatch, crowded: int) -> None:
    monkeypatch.setattr(origins, "CROWDED", crowded)
    everything = list(range(len(ARTICLES)))
    at_once = told([everything])
    for seed in range(5):
        shuffled = random.Random(seed).sample(everything, len(everything))
        assert told([[number] for number in shuffled]) == at_once
        assert told([shuffled[:10], shuffled[10:]]) == at_once


@pytest.mark.parametrize("crowded", [2, 3, 5, 60])
def test_what_is_taken_out_was_never_there(monkeypatch: pytest.MonkeyPatch, crowded: int) -> None:
    monkeypatch.setattr(origins, "CROWDED", crowded)
    left, out = list(range(16)), list(range(16, 24))
    assert told([left + out], tuple(out)) == told([left])
