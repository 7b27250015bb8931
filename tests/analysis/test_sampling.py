"""Facts drawn at random, and precision with its interval."""

from __future__ import annotations

import pytest
from views import stories

from kg.analysis.sampling import draw, facts, precision, wilson
from kg.graph.asking.sparql import ask


def asker() -> object:
    store = stories.small().store()
    return lambda text, **values: ask(store, text, values, trusted=True)


def test_facts_are_told_in_words_and_drawn_alike() -> None:
    query = asker()
    told = {fact.says for fact in facts(query, "happening")}
    assert "takeover: Borealis Cobalt: denied" in told
    assert not any("said" in words for words in told)
    assert "Mara Lindqvist: person" in {f.says for f in facts(query, "name")}
    assert [f.says for f in facts(query, "position")] == ["Tomáš Verhoeven: chief executive, Borealis Cobalt"]
    first = draw(query, ("happening", "name"), 4, 7, ())
    assert [f.kind for f in first] == ["happening"] * 2 + ["name"] * 2
    assert first == draw(query, ("name", "happening"), 4, 7, ())
    judged = {(f.kind, f.id) for f in first}
    assert not judged & {(f.kind, f.id) for f in draw(query, ("happening", "name"), 99, 7, judged)}


def test_intervals() -> None:
    assert wilson(0, 0) == (0.0, 0.0, 1.0)
    share, low, high = wilson(45, 50)  # by hand: 0.786 to 0.957
    assert (share, round(low, 3), round(high, 3)) == (0.9, 0.786, 0.957)


def test_strata_weigh_by_their_sizes() -> None:
    labels = [{"kind": "name", "verdict": "right"}] * 9 + [{"kind": "name", "verdict": "wrong"}]
    labels += [{"kind": "quote", "verdict": "wrong"}] * 10
    found = {p.kind: p for p in precision(labels, {"name": 900, "quote": 100})}
    assert (found["name"].share, found["quote"].share) == (0.9, 0.0)
    assert found["all"].share == pytest.approx(0.81)
    assert found["all"].low < 0.81 < found["all"].high
