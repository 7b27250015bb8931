"""Trains ``data/participant_weights.tsv``: who takes part in a happening, and in which role.

    python -m tools.train_participants GOLD.jsonl BENCH [GOLD.jsonl BENCH …] [--folds]

GOLD holds main events of articles (triggers, who, where) with offsets into the texts of BENCH/<set>/gold.jsonl.gz; its labels are
free for any use, the texts are read in place: only weights of general features ship. Every entity that may take part in a
happening (:class:`kg.reading.events.participant_features.Parties`) is an example of agent, recipient, participant or none; a
multinomial logistic model (L2, Adam, numpy) is fitted. ``--folds`` leaves out a fifth of the articles at a time and prints, by
the probability from which an entity takes part, how many of those asked for are told and how many are wrong.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from spacy.tokens import Doc

from kg.reading import pipeline
from kg.reading.events.participant_features import Parties, roles_held
from kg.reading.events.told import happenings
from kg.reading.text.annotations import annotated
from kg.reading.text.syntax import syntax
from tools.main_events import read, span_of, span_of_mention, story, touch

OUT = Path(__file__).parents[1] / "kg" / "knowledge" / "data" / "participant_weights.tsv"
HEAD = (
    "# Role, feature of an entity beside a happening -> weight. Made by tools/train_participants.py from labels of main events\n"
    "# (free to use); no text is here."
)
ROLES = ("none", "agent", "recipient", "participant")
LEAST = 8
"""A feature must come this often."""
STRENGTH = 10.0
"""L2 penalty (tried: 3 to 25)."""
OPTIONAL, PLACE = 0.4, 0.2
"""Weight of an entity that may take part and is not asked for, and of one that is the happening's place."""
STEPS, RATE = 200, 0.08
FOLDS = 5
BEFORE = tuple(n for n in pipeline.COMPONENTS if n not in ("kg_participants", "kg_titles", "kg_context"))


@dataclass(frozen=True)
class Example:
    """One entity beside one main event.

    ``asked``: numbers of the participants asked for that it is; ``held``: the roles that the happening's words give it.
    """

    article: str
    event: int
    features: tuple[str, ...]
    role: int
    weight: float
    asked: frozenset[int]
    held: tuple[str, ...]


def examples(docs: Iterable[tuple[str, Doc, list[dict]]], number: int = 0) -> tuple[list[Example], int]:
    """The examples of all events that some word tells, numbered on from a number, and how many participants are asked for."""
    found: list[Example] = []
    asked_for = 0
    for name, doc, events in docs:
        noted, tree = annotated(doc), syntax(doc)
        known = happenings(tree, noted)
        parties = Parties(tree, noted, known)
        for event in events:
            told = Counter(e.event for e in noted.events if touch(span_of(doc, e.start, e.end), event["triggers"]))
            if not told:
                continue
            number += 1
            h = known[min(told, key=lambda n: (-told[n], n))]
            asked_for += sum(w["need"] for w in event["who"])
            for party in parties.of(h):
                spans = [span_of_mention(doc, noted, n) for n in party.mentions]
                spans += [span_of(doc, a.start, a.end) for _, a in party.held]
                right = [k for k, w in enumerate(event["who"]) if any(touch(s, w["spans"]) for s in spans)]
                asked = frozenset(k for k in right if event["who"][k]["need"])
                role, weight = 0, 1.0
                if right:
                    best = min(asked or right)
                    role = ROLES.index(event["who"][best]["role"])
                    weight = 1.0 if asked else OPTIONAL
                elif any(touch(s, event["where"]) for s in spans):
                    weight = PLACE
                features = tuple(parties.describe(h, party))
                found.append(Example(name, number, features, role, weight, asked, tuple(roles_held(party))))
    return found, asked_for


def fit(data: Sequence[Example], strength: float = STRENGTH) -> dict[str, np.ndarray]:
    """Weights of each feature for each role but none, and of ``bias``: the most likely under the penalty."""
    count = Counter(f for x in data for f in x.features)
    names = ["bias", *sorted(name for name, n in count.items() if n >= LEAST)]
    index = {name: k for k, name in enumerate(names)}
    x = np.zeros((len(data), len(names)), dtype=np.float32)
    for row, one in enumerate(data):
        x[row, [0, *(index[f] for f in one.features if f in index)]] = 1
    y = np.eye(len(ROLES), dtype=np.float32)[[one.role for one in data]]
    c = np.array([one.weight for one in data], dtype=np.float32)[:, None]
    w = np.zeros((len(names), len(ROLES)), dtype=np.float32)
    mean, square = np.zeros_like(w), np.zeros_like(w)
    penalty = np.full((len(names), 1), strength, dtype=np.float32)
    penalty[0] = 0.01
    for step in range(1, STEPS + 1):
        gradient = x.T @ ((_softmax(x @ w) - y) * c) + penalty * w
        mean = 0.9 * mean + 0.1 * gradient
        square = 0.999 * square + 0.001 * gradient**2
        pace = RATE * (1 - step / (STEPS + 1))
        w -= pace * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    w -= w[:, :1]
    return {name: w[k] for name, k in index.items()}


def _softmax(scores: np.ndarray) -> np.ndarray:
    e = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def chances(weights: dict[str, np.ndarray], x: Example) -> np.ndarray:
    """The probability of each role."""
    return _softmax(sum((weights[f] for f in ("bias", *x.features) if f in weights), np.zeros(len(ROLES))))


def folds(data: Sequence[Example], strength: float = STRENGTH) -> list[tuple[Example, np.ndarray]]:
    """Each example with its probabilities by a model that did not see its article."""
    stories = sorted({story(x.article) for x in data})
    found = []
    for k in range(FOLDS):
        out = set(stories[k::FOLDS])
        weights = fit([x for x in data if story(x.article) not in out], strength)
        found += [(x, chances(weights, x)) for x in data if story(x.article) in out]
    return found


def curve(scored: Sequence[tuple[Example, np.ndarray]], asked_for: int) -> None:
    """Print what is told and how much of it is right, by the probabilities from which it stands and from which more is added."""
    for stands in (0.0, 0.15, 0.25, 0.35):
        for adds in (0.4, 0.5, 0.6, 0.7, 1.1):
            told: set[tuple[int, int]] = set()
            right = wrong = 0
            for x, p in scored:
                if 1 - p[0] < (stands if x.held else adds):
                    continue
                told |= {(x.event, k) for k in x.asked}
                right += bool(x.role) or x.weight == PLACE
                wrong += not (x.role or x.weight == PLACE)
            share = right / (right + wrong)
            print(f"stands from {stands}, added from {adds}: {len(told) / asked_for:.3f} asked for, {share:.3f} right")


def main(*paths: str, test: bool = False) -> None:
    """Train and write the weights, or test."""
    data: list[Example] = []
    asked_for = 0
    for gold, bench in zip(paths[::2], paths[1::2], strict=True):
        found, asked = examples(read(Path(gold), Path(bench), BEFORE), data[-1].event if data else 0)
        data += found
        asked_for += asked
    if test:
        curve(folds(data), asked_for)
        return
    lines = [
        f"{ROLES[k]}\t{name}\t{w[k]:.3f}"
        for name, w in fit(data).items()
        for k in range(1, len(ROLES))
        if abs(w[k]) >= 0.02
    ]
    OUT.write_text("\n".join([HEAD, *lines]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*(a for a in sys.argv[1:] if a != "--folds"), test="--folds" in sys.argv)
