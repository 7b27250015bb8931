"""Trains ``data/event_weights.tsv``: how much a happening matters in its article (:mod:`kg.reading.events.weights`).

    python -m tools.train_weights GOLD.jsonl BENCH [GOLD.jsonl BENCH …] [--folds]

GOLD has a line an article: ``set``, ``id`` and ``events``, what the article is about as people marked it, each with the spans
of all its words and a weight of 1 to 3; BENCH is the folder of its sets, whose texts are read in place. Logistic regression
(L2, Newton's method, numpy) on whether a happening is the one that tells a main event, the weightier the surer. ``--folds``
also measures, each story weighed by what was learnt from the others: the area under the curve, how many of the happenings of
a weight are main events, and by GOLD how many main events of weight 2 and 3 are among the first 8 of their article, and how many
of the first 5 of an article are main events. Only weights of general features ship.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from spacy.tokens import Doc

from kg.reading import pipeline
from kg.reading.events.weight_features import Frame, happening
from kg.reading.events.weights import grouped, probability
from kg.reading.text.annotations import annotated
from kg.reading.text.syntax import syntax
from tools.main_events import read, span_of, touch
from tools.weights_file import write

OUT = Path(__file__).parents[1] / "kg" / "knowledge" / "data" / "event_weights.tsv"
STRENGTH = 30.0
"""L2 penalty (tried: 2 to 80)."""
LEAST = 5
"""A feature must come this often."""
TARGET = (0.0, 0.6, 0.85, 1.0)
"""What is learnt of a happening that is none of the main events, and of one of weight 1, 2 and 3."""
PART = 0.3
"""What is learnt of a happening that tells a main event of which another tells more (tried: 0, and as if it were the event)."""
LIFT = 0.7
"""What is added to all log odds, for happenings that are several nodes: views leave out what weighs less than .1, and few main
events may be among that."""
FOLDS = 8
FIRST, SHORT = 8, 5
BORDERS = (0.0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 0.7, 0.9, 1.01)
BEFORE = pipeline.COMPONENTS[: pipeline.COMPONENTS.index("kg_weights")]
"""What a happening is weighed by: not what is given to it for its weight."""

Example = tuple[str, list[str], float]
"""Article, features, target."""


@dataclass(frozen=True)
class Weighed:
    """One article of a GOLD.

    Attributes:
        gold: the file's number; ``article``: its set and id.
        features: of each happening, in order of the text.
        learnt: the number of each happening that the model learns from, and what it shall say; sayings are left out.
        listed: the happenings that stand in lists: all but mere sayings.
        main: of each main event, its weight and which happenings have how many of its words.
    """

    gold: int
    article: str
    features: list[list[str]]
    learnt: list[tuple[int, float]]
    listed: list[int]
    main: list[tuple[int, Counter[int]]]

    @property
    def story(self) -> str:
        """What is held out together: articles of one topic of ecbplus, of one of newswcl50, else the article."""
        name, number = self.article.split(":", 1)
        return f"{name}:{number.split('_')[0]}" if name in ("ecbplus", "newswcl50") else self.article


def weighed(gold: int, article: str, doc: Doc, events: Sequence[dict]) -> Weighed:
    """An article, read."""
    noted = annotated(doc)
    frame = Frame(syntax(doc), noted)
    groups = grouped(noted.events)
    of = {span_of(doc, e.start, e.end): number for number, claims in reversed(list(enumerate(groups))) for e in claims}
    main = [
        (event["weight"], Counter(of[span] for span in sorted(of) if touch(span, event["triggers"])))
        for event in events
    ]
    listed = [n for n, claims in enumerate(groups) if any(e.event_type != "Statement" for e in claims)]
    target = [0.0] * len(groups)
    for weight, words in main:
        tells = [n for n in listed if n in words]
        for number in tells:
            most = number == min(tells, key=lambda n: (-words[n], n))
            target[number] = max(target[number], TARGET[weight] if most else PART)
    return Weighed(
        gold,
        article,
        [happening(frame, claims) for claims in groups],
        [(n, target[n]) for n, claims in enumerate(groups) if not any(e.speech is not None for e in claims)],
        listed,
        main,
    )


def fit(data: list[Example], strength: float = STRENGTH, prior: Mapping[str, float] | None = None) -> dict[str, float]:
    """Weights of the features, and ``bias``.

    Args:
        data: what to learn.
        strength: the L2 penalty.
        prior: weights that were learnt before from what is no longer there; the penalty is then on what differs from them.
    """
    known = dict(prior or {})
    count: dict[str, int] = {}
    for _, features, _ in data:
        for name in features:
            count[name] = count.get(name, 0) + 1
    names = [*sorted(name for name, n in count.items() if n >= LEAST), "bias"]
    index = {name: k for k, name in enumerate(names)}
    x = np.zeros((len(data), len(names)))
    for row, (_, features, _) in enumerate(data):
        x[row, [index[name] for name in ("bias", *features) if name in index]] = 1
    y = np.array([target for _, _, target in data])
    before = np.array([sum(known.get(name, 0.0) for name in ("bias", *features)) for _, features, _ in data])
    penalty = np.full(len(names), strength)
    penalty[-1] = 1e-3
    w = np.zeros(len(names))
    for _ in range(30):
        p = 1 / (1 + np.exp(-(x @ w + before)))
        step = np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + np.diag(penalty), x.T @ (p - y) + penalty * w)
        w -= step
        if np.abs(step).max() < 1e-6:
            break
    return {**known, **{name: known.get(name, 0.0) + value for name, value in zip(names, w.tolist(), strict=True)}}


def odds(weights: dict[str, float], features: list[str]) -> float:
    return sum(weights.get(name, 0.0) for name in ("bias", *features))


def ranked(article: Weighed, weights: dict[str, float]) -> list[int]:
    """The listed happenings of an article, the weightiest first."""
    return sorted(article.listed, key=lambda n: (-odds(weights, article.features[n]), n))


def folds(articles: Sequence[Weighed]) -> None:
    """Prints how well each story is weighed by what was learnt from the others, by GOLD."""
    stories = sorted({a.story for a in articles})
    random.Random(1).shuffle(stories)
    total: dict[int, Counter[str]] = {}
    scored: list[tuple[float, bool]] = []
    shown: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        held = set(stories[fold::FOLDS])
        weights = fit(examples([a for a in articles if a.story not in held]))
        for article in articles:
            if article.story in held:
                scored += [(odds(weights, article.features[n]), target > 0) for n, target in article.learnt]
                given = [(odds(weights, article.features[n]) + LIFT, target) for n, target in article.learnt]
                shown += [(probability(log_odds), target > PART) for log_odds, target in given]
                total.setdefault(article.gold, Counter()).update(_counted(article, ranked(article, weights)))
    ranks = [rank for rank, (_, is_main) in enumerate(sorted(scored)) if is_main]
    n, m = len(ranks), len(scored) - len(ranks)
    print(f"{len(scored)} happenings, area under the curve {(sum(ranks) - n * (n - 1) / 2) / (n * m):.3f}")
    for low, high in pairwise(BORDERS):
        main = [is_main for weight, is_main in shown if low <= weight < high]
        print(f"weight {low} to {high}: {len(main)}, of them main {sum(main) / max(len(main), 1):.2f}")
    for gold, t in [*sorted(total.items()), ("all", sum(total.values(), Counter()))]:
        first, short = t["first"] / t["weighty"], t["short main"] / t["short"]
        print(f"{gold}: weighty among the first {FIRST} {first:.3f}, of the first {SHORT} main {short:.3f}")


def _counted(article: Weighed, order: list[int]) -> Counter[str]:
    """What of an article stands where it should, if its happenings are listed in this order."""
    rank = {number: at for at, number in enumerate(order)}
    found: Counter[str] = Counter()
    tellers = set()
    for weight, words in article.main:
        teller = min(words, key=lambda n: (-words[n], rank.get(n, len(rank)), n), default=-1)
        tellers.add(teller)
        if weight > 1:
            found["weighty"] += 1
            found["first"] += rank.get(teller, FIRST) < FIRST
    found["short"] = min(SHORT, len(order))
    found["short main"] = sum(number in tellers for number in order[:SHORT])
    return found


def examples(articles: Sequence[Weighed]) -> list[Example]:
    """What is learnt of all of them."""
    return [(a.article, a.features[n], target) for a in articles for n, target in a.learnt]


def main(*arguments: str) -> None:
    files = [a for a in arguments if not a.startswith("--")]
    articles = [
        weighed(number, *read_one)
        for number, (gold, bench) in enumerate(zip(files[::2], files[1::2], strict=True))
        for read_one in read(Path(gold), Path(bench), BEFORE)
    ]
    if "--folds" in arguments:
        folds(articles)
    learnt = fit(examples(articles))
    learnt["bias"] += LIFT
    head = [
        "# Feature of a happening -> weight. Made by tools/train_weights.py from articles of free and research sets whose main",
        "# events were marked by reading (general features alone; no word of the articles and of the marks is here).",
    ]
    write(OUT, head, learnt)


if __name__ == "__main__":
    main(*sys.argv[1:])
