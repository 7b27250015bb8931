"""``kg_weights``: how much each happening matters in its article, 0 to 1.

A logistic model (``event_weights.tsv``, made by :mod:`tools.train_weights` from articles whose main events people marked) over
the features of :mod:`kg.reading.events.weight_features`: the probability that a person who tells what the article is about
names the happening, by that node among those that may tell it. States, wants, thoughts and general truths come out low,
whatever else is told of them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from spacy.language import Language
from spacy.tokens import Doc

from kg.knowledge import events as lexicon
from kg.reading.events.weight_features import Frame, happening
from kg.reading.text.annotations import DocEvent, annotated
from kg.reading.text.syntax import syntax


@Language.factory("kg_weights", assigns=["doc._.kg"])
def create_weights(nlp: Language, name: str) -> Weights:
    return Weights()


LEAST = 0.001
"""What everything that was weighed weighs at least."""


CLEAR = 0.75
"""What a clear title adds to the log odds (tried 0 to 2: the first eight of an article lose 1 of 100 main events, and hold 6 more
titles of 100 that are likely good)."""
USUAL = 0.5
"""The clarity that changes nothing."""


class Weights:
    """Fills ``weight`` of each of ``annotations(doc).events``: all claims of one happening have one."""

    def __call__(self, doc: Doc) -> Doc:
        noted = annotated(doc)
        if noted.events:
            frame = Frame(syntax(doc), noted)
            for claims in grouped(noted.events):
                weight = probability(odds_of(happening(frame, claims)))
                for event in claims:
                    event.weight = weight
        return doc


def grouped(events: Iterable[DocEvent]) -> list[list[DocEvent]]:
    """The claims of each happening, in order of the text."""
    found: dict[int, list[DocEvent]] = {}
    for event in events:
        found.setdefault(event.event, []).append(event)
    return list(found.values())


def odds_of(features: Iterable[str]) -> float:
    """The log odds that a happening with these features is one of the main events."""
    weights = lexicon.happening_weights()
    return math.fsum(weights.get(name, 0.0) for name in ("bias", *features))


def beside_title(weight: float, clarity: float) -> float:
    """The weight of a happening once it has a title: more where the best is clear, less where nobody would understand it.

    Args:
        weight: before.
        clarity: how likely the best title of it is understood alone and true.
    """
    return probability(math.log(weight / (1 - weight)) + CLEAR * (clarity - USUAL)) if 0 < weight < 1 else weight


def probability(odds: float) -> float:
    """The weight that log odds mean, to four decimals."""
    return max(round(1 / (1 + math.exp(-odds)), 4), LEAST)
