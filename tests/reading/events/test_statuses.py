"""The model of status: what it decides beside grammar, and that it is only asked where grammar knows no better."""

from __future__ import annotations

import numpy as np
import pytest

from kg.articles.article import Article
from kg.reading import pipeline, reader
from kg.reading.events.statuses import STATUSES, chosen, odds, weights


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        ("The council decided to allow the march in Oslo.", "allow", "Occurred"),
        ("The minister was appointed to fill the seat of Anna Berg.", "fill", "Occurred"),
        ("Norvik announced a plan for a merger with Sundal.", "merger", "Planned"),
        ("Negotiators hope for a deal on grain next week.", "deal", "Planned"),
        ("The envoy counts on a meeting with the minister before long.", "meeting", "Planned"),
        ("Officials are banking on a visit by the king.", "visit", "Planned"),
        ("The club signed an agreement on the transfer of two players.", "transfer", "Planned"),
        ("The minister will meet her counterpart on Friday.", "meet", "Planned"),
        ("The bridge collapsed on Friday.", "collapsed", "Occurred"),
    ],
)
def test_status(text: str, word: str, status: str) -> None:
    reading = reader.read(Article(text, published="2024-03-04"), pipeline.load())
    assert [e.status for e in reading.events if text[slice(*e.trigger)] == word] == [status]


def test_features_that_are_not_known_say_nothing() -> None:
    number, table = weights()
    assert table.shape == (len(number) + 1, len(STATUSES))
    assert (odds([["no such feature"]]) == 0).all()


def test_what_is_not_likely_enough_is_unknown() -> None:
    even, sure = np.zeros((1, len(STATUSES))), np.zeros((1, len(STATUSES)))
    even[0, STATUSES.index("Planned")] = 0.1
    sure[0, STATUSES.index("Planned")] = 9.0
    assert chosen(even, ["Planned"]) == ["Unknown"]
    assert chosen(sure, ["Occurred"]) == ["Planned"]


def test_a_plan_by_grammar_is_given_up_only_for_what_is_likelier() -> None:
    near = np.zeros((1, len(STATUSES)))
    near[0, STATUSES.index("Occurred")], near[0, STATUSES.index("Planned")] = 6.2, 6.0
    assert chosen(near, ["Planned"]) == ["Planned"]
    assert chosen(near, ["Occurred"]) == ["Occurred"]
