"""``kg_statuses``: the status of each claim, by a learnt model over what its grammar says and how its happening is told.

What ``kg_factuality`` reads from the verb group and from what governs it is one feature among others: who speaks, the words
around a noun, times beside it against the day of publication, and how the other words of its happening are told
(:mod:`kg.reading.events.status_features`). Multinomial logistic regression; its weights are data (``status_weights.tsv``,
made by ``tools/train_status.py``). It decides where grammar says that something occurred or is planned; questions, conditions,
modals, negations, and what a text takes back stay as they are read.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from kg.knowledge.events import rows
from kg.reading.events.denials import denied_by_somebody
from kg.reading.events.state import State, under
from kg.reading.events.status_features import Frame, of_happening
from kg.reading.events.weights import grouped
from kg.reading.text.annotations import DocEvent, annotated
from kg.reading.text.syntax import syntax

STATUSES = ("Occurred", "Ongoing", "Planned", "Proposed", "Possible", "NotOccurred", "Cancelled", "Unknown")
"""What is told apart; that somebody denies what did not happen is not learnt."""

UNKNOWN = "Unknown"
SHOWN = frozenset(STATUSES) - {"Occurred", "NotOccurred", UNKNOWN}
LEAST = 0.5
"""Probability that a status needs to be told, but that something occurred or did not: right before much (tried 0 to .6)."""
DOUBTED = frozenset(("Occurred", "Planned"))
"""What grammar says where it knows no better: these the model decides (others it would mend less often than spoil)."""
PLAN = 1.5
"""How many times as likely anything else must be where grammar has a plan (tried 1 to 2)."""


@Language.factory("kg_statuses", assigns=["doc._.kg"])
def create_statuses(nlp: Language, name: str) -> Statuses:
    return Statuses()


class Statuses:
    """Sets status, and certainty, polarity and tense by it, of each of ``annotations(doc).events``."""

    def __call__(self, doc: Doc) -> Doc:
        noted = annotated(doc)
        if not noted.events:
            return doc
        tree = syntax(doc)
        frame = Frame(tree, noted)
        events: list[DocEvent] = []
        features: list[list[str]] = []
        for group in grouped(noted.events):
            if any(event.status in DOUBTED for event in group):
                events += group
                features += of_happening(frame, group)
        statuses = chosen(odds(features), [event.status for event in events]) if events else ()
        for event, status in zip(events, statuses, strict=True):
            if event.status not in DOUBTED or status == event.status:
                continue
            state = told(event, status)
            event.certainty, event.polarity, event.tense, event.status = (
                state.certainty, state.polarity, state.tense, state.status,
            )  # fmt: skip
            if status == "NotOccurred" and denied_by_somebody(tree, noted, event):
                event.status = "Denied"
        return doc


def told(event: DocEvent, status: str) -> State:
    """The state of a claim of which the model says another status than grammar."""
    if status == "Occurred":
        return State(tense="Past")
    if status == "NotOccurred":
        return State(polarity="Negative", tense=event.tense, status=status)
    return under(State(tense=event.tense), status)


@functools.cache
def weights() -> tuple[Mapping[str, int], np.ndarray]:
    """Feature → row, and the weights of each row for each of :data:`STATUSES`; the last row is of no feature."""
    number: dict[str, int] = {}
    table: list[list[float]] = []
    for name, *values in rows("status_weights.tsv"):
        number[name] = len(number)
        table.append([float(value) for value in values])
    return number, np.array([*table, [0.0] * len(STATUSES)])


def odds(features: Sequence[Sequence[str]]) -> np.ndarray:
    """Log odds, but for a constant, of each status (a column) for each claim (a row)."""
    number, table = weights()
    nothing = len(number)
    known = [[number.get(name, nothing) for name in names] for names in features]
    starts = np.cumsum([0, *(len(names) for names in known[:-1])])
    flat = np.fromiter((k for names in known for k in names), dtype=np.intp)
    return np.add.reduceat(table[flat], starts, axis=0)


def chosen(table: np.ndarray, grammar: Sequence[str]) -> list[str]:
    """The status of each claim: the likeliest, or unknown where that is not likely enough.

    Args:
        table: what :func:`odds` found.
        grammar: the status of each by grammar.
    """
    share = np.exp(table - table.max(axis=1, keepdims=True))
    share[:, STATUSES.index("Planned")] *= [PLAN if status == "Planned" else 1.0 for status in grammar]
    share = np.round(share / share.sum(axis=1, keepdims=True), 6)
    best = np.argmax(share, axis=1)
    return [
        UNKNOWN if STATUSES[k] in SHOWN and p < LEAST else STATUSES[k]
        for k, p in zip(best.tolist(), share.max(axis=1).tolist(), strict=True)
    ]
