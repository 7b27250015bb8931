"""``kg_weights``: how much each happening matters in its article, 0 to 1.

A logistic model (``event_weights.tsv``, made by :mod:`tools.train_weights` from articles whose main events people marked) over
the features of :mod:`kg.reading.events.weight_features`: the probability that a person who tells what the article is about
names the happening. States, wants, thoughts and general truths come out low, whatever else is told of them.
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


class Weights:
    """Fills ``weight`` of each of ``annotations(doc).events``: all claims of one happening have one."""

    def __call__(self, doc: Doc) -> Doc:
        noted = annotated(doc)
        if noted.events:
            frame = Frame(syntax(doc), noted)
            for claims in grouped(noted.events):
                weight = weigh(happening(frame, claims))
                for event in claims:
                    event.weight = weight
        return doc


def grouped(events: Iterable[DocEvent]) -> list[list[DocEvent]]:
    """The claims of each happening, in order of the text."""
    found: dict[int, list[DocEvent]] = {}
    for event in events:
        found.setdefault(event.event, []).append(event)
    return list(found.values())


def weigh(features: Iterable[str]) -> float:
    """The weight of a happening with these features, to four decimals."""
    weights = lexicon.happening_weights()
    odds = math.fsum(weights.get(name, 0.0) for name in ("bias", *features))
    return max(round(1 / (1 + math.exp(-odds)), 4), LEAST)
