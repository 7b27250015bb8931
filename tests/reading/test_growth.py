"""What a text twice as long costs each component of the reading, in steps, where the text is made to cost more."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest
from spacy.language import Language

from benchmarks.growth import KINDS, MOST
from kg.articles.article import Article
from kg.reading import pipeline
from kg.reading.reader import prepare, to_reading

LENGTH = 1_500
"""Characters of the shorter text."""
LONGER = {"verbs": 3_750, "names": 2_400, "quotations left open": 2_400}
"""Of a kind that is one sentence without end: three of the longest, within which words are looked at in pairs; of kinds in which
many claims are of one word: more than the fifty before each that it is compared with."""
LEAST = 10_000
"""Steps below which a component only does what it does for any text."""


@pytest.fixture(scope="module")
def nlp() -> Language:
    loaded = pipeline.load()
    for kind in KINDS.values():  # so that no step is one of reading a file of words
        loaded(prepare(Article("Anna Berg met him in Oslo. " + kind(400)), loaded))
    return loaded


def _counted(work: Callable[[], Any]) -> tuple[Any, int]:
    """What a function returns, and how many lines of ours were run, each turn of a loop within one line counted."""
    count = 0

    def line(frame: FrameType, event: str, argument: object) -> Any:
        nonlocal count
        count += event == "line"
        return line

    def call(frame: FrameType, event: str, argument: object) -> Any:
        return line if frame.f_globals.get("__name__", "").startswith("kg.") else None

    before = sys.gettrace()
    sys.settrace(call)
    try:
        return work(), count
    finally:
        sys.settrace(before)


def _steps(nlp: Language, text: str) -> dict[str, int]:
    doc, prepared = _counted(lambda: prepare(Article(text), nlp))
    found = {"prepare": prepared}
    for name, component in nlp.pipeline:
        doc, found[name] = _counted(lambda c=component, d=doc: c(d))
    found["to_reading"] = _counted(lambda: to_reading(doc))[1]
    return found


@pytest.mark.model
@pytest.mark.parametrize("kind", KINDS)
def test_a_text_twice_as_long_costs_no_more_than_it_may(nlp: Language, kind: str) -> None:
    length = LONGER.get(kind, LENGTH)
    once, twice = (_steps(nlp, KINDS[kind](characters)) for characters in (length, 2 * length))
    ratios = {name: twice[name] / once[name] for name in once if once[name] >= LEAST}
    assert sum(twice.values()) < MOST * sum(once.values())
    assert {name: round(ratio, 2) for name, ratio in ratios.items() if ratio >= MOST} == {}


def test_what_grows_with_the_square_is_seen() -> None:
    from kg.reading.events.likeness import overlap

    days = [("2031-01-01", "2030-01-01")]  # no two have a day in common
    once, twice = (_counted(lambda n=n: overlap(days * n, days * n))[1] for n in (50, 100))
    assert twice > 3.5 * once
