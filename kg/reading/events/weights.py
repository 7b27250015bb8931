"""``kg_weights``: how much each happening matters in its article, 0 to 1.

A logistic model (``event_weights.tsv``, made by :mod:`tools.train_weights` from articles whose main events people marked) over
the features of :mod:`kg.reading.events.weight_features`: the probability that a person who tells what the article is about
names the happening; less where a weightier one is likely the same told once more. States,
wants, thoughts and general truths come out low, whatever else is told of them.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping

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


KINDRED = 0.5
"""What the log odds of a happening lose by each weightier one that is likely the same told once more (tried .3 to 2)."""
MOST = 3
"""How many of those count."""


class Weights:
    """Fills ``weight`` of each of ``annotations(doc).events``: all claims of one happening have one."""

    def __call__(self, doc: Doc) -> Doc:
        noted = annotated(doc)
        if noted.events:
            frame = Frame(syntax(doc), noted)
            groups = grouped(noted.events)
            odds = spread({claims[0].event: odds_of(happening(frame, claims)) for claims in groups}, noted.kindred)
            for claims in groups:
                weight = probability(odds[claims[0].event])
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


def spread(odds: Mapping[int, float], kindred: Iterable[tuple[int, int]]) -> dict[int, float]:
    """Log odds that leave room among the first for what is told nowhere else.

    Args:
        odds: number of a happening → its log odds.
        kindred: pairs of happenings that are likely one, each pair once.

    Returns:
        Number → log odds, less by ``KINDRED`` for each weightier kindred one (of two alike, for the one of smaller number).
    """
    before: Counter[int] = Counter()
    for pair in kindred:
        before[min(pair, key=lambda number: (odds[number], -number))] += 1
    return {number: value - KINDRED * min(before[number], MOST) for number, value in odds.items()}


def probability(odds: float) -> float:
    """The weight that log odds mean, to four decimals."""
    return max(round(1 / (1 + math.exp(-odds)), 4), LEAST)
