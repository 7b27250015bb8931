"""How likely two tellings in different articles are of one event: a learnt model over whole happenings.

Logistic regression over the numbers below, weights in ``data/event_sameness_weights.tsv``, made by
``tools/train_event_sameness.py`` and calibrated on articles that it was not trained on. Who says the same in the same words has
said it once; all other statements are their own.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence

import numpy as np

from kg.knowledge.background import rarity, stem
from kg.knowledge.events import rows
from kg.knowledge.events import words as word_list
from kg.knowledge.word_likeness import vector
from kg.story.events import signatures
from kg.story.events.signatures import DAYS_APART, DAYS_REPEATED, FEWEST, LOOSE_TYPES, NEWS_DAYS, Signature

LEAST = 0.15
"""Probability below which a pair is not kept."""

DEEP = 0.35
"""The same where not both stand in the headline or the first sentences: the labels are of what articles are about."""

ALIKE = 0.2
"""Likeness of two articles below which only who took part and when can join their events."""

SAME_STORY = 0.35
"""Likeness of two articles from which they tell one story."""

AKIN = 0.1
"""The same for sentences that repeat each other: below stand the set phrases of a house ("the views expressed here …")."""

SAME_SUBJECT = 0.15
"""Likeness of two sentences in the depths of two articles that have neither an actor nor days in common."""

SAME_LOOSE = 0.5
"""Likeness of the sentences that loose types, and words that tell of anything ("make"), ask for."""

SAME_SAYING = 0.6
"""Likeness of what one speaker says in two articles from which it was said once (tried .5 to .8)."""

SAME_ACT = 0.3
"""The same where nobody is named who says it, in articles on one story."""

NAMES = (
    "same_word", "rarity", "words_shared", "word", "word_over_half", "word_near", "other", "loose", "general",
    "general_both", "alike", "same_story", "sentences", "sentences_alike", "actors", "agent", "recipient", "agent_apart",
    "recipient_apart", "strangers", "who", "who_differs", "whom", "place", "same_days", "gap", "gap_own", "long_ago",
    "published", "published_undated", "dated_published", "lead_one", "ahead", "denied", "rivals", "kin", "kin_top",
    "numbers", "numbers_differ", "alike_same_word",
)  # fmt: skip
"""The numbers of a pair, in order."""

USUAL_RARITY, FAR = 4.6, 3.0
"""Bounds of the rarity of a word, and of logarithms of days."""


def compare(a: Signature, b: Signature, alike: float) -> tuple[float, str] | None:
    """Probability and reason for two tellings being of one event, or None where they are not.

    Args:
        a, b: the two ends.
        alike: likeness of their articles (:func:`kg.story.articles.context.likeness`).
    """
    roots = set(a.roots) & set(b.roots)
    if a.speech or b.speech:
        said = _statement(a, b, alike) if a.speech and b.speech else None
        if said or not _same_act(a, b, roots, alike):
            return said
    if not looked_at(a, b, alike):
        return None
    chance = probability(numbers(a, b, alike))
    return (chance, _reason(a, b, roots, alike)) if chance >= (LEAST if a.lead and b.lead else DEEP) else None


def looked_at(a: Signature, b: Signature, alike: float) -> bool:
    """Whether nothing excludes that two tellings are of one event, and something speaks for it."""
    shared, days = bool(a.actors & b.actors), signatures.same_days(a, b)
    known, again = shared and days, signatures.repeated(a, b)
    roots, words = set(a.roots) & set(b.roots), signatures.sentence_likeness(a.words, b.words)
    if not roots and signatures.other_kind(a, b):
        return False
    told = SAME_LOOSE if _tells_little(a, b, roots) else 0.0 if shared or days or (a.lead and b.lead) else SAME_SUBJECT
    if words < told:
        return False
    if alike < ALIKE and not known and not (alike >= AKIN and again):
        return False
    return not signatures.apart(a, b) and not signatures.long_ago(
        a, b, DAYS_REPEATED if again else DAYS_APART, NEWS_DAYS
    )


def _tells_little(a: Signature, b: Signature, roots: set[str]) -> bool:
    """Whether the type of one, or their words, tell so little that only their sentences could."""
    if a.speech or b.speech:
        return False
    general = word_list("too general")
    if LOOSE_TYPES & {a.event_type, b.event_type}:
        return True
    return roots <= general if roots else set(a.roots) <= general or set(b.roots) <= general


def numbers(a: Signature, b: Signature, alike: float) -> list[float]:
    """The numbers of a pair (``NAMES``); the same whichever comes first.

    Args:
        a, b: the two ends.
        alike: likeness of their articles.
    """
    roots = set(a.roots) & set(b.roots)
    general = word_list("too general")
    word = likeness(a.roots, b.roots)
    sentences = signatures.sentence_likeness(a.words, b.words)
    shared = a.actors & b.actors
    agents, recipients = set(a.agents) & set(b.agents), set(a.recipients) & set(b.recipients)
    days = signatures.gap(a, b)
    between = _log_days(a.published, b.published) if a.published and b.published else 1.0
    undated = not (a.first or b.first)
    a_numbers, b_numbers = ({w for w in s.words if w.isdigit()} for s in (a, b))
    return [
        float(bool(roots)),
        max((min(rarity(stem(r)), USUAL_RARITY) for r in roots), default=0.0),
        len(roots) / len(set(a.roots) | set(b.roots)),
        word,
        max(0.0, word - 0.5),
        max(0.0, word - 0.75),
        float("Other" in (a.event_type, b.event_type)),
        float(bool(LOOSE_TYPES & {a.event_type, b.event_type})),
        float((set(a.roots) <= general) != (set(b.roots) <= general)),
        float(bool(roots) and roots <= general),
        alike,
        max(0.0, alike - SAME_STORY),
        sentences,
        max(0.0, sentences - 0.3),
        float(min(2, len({x for x in shared if not signatures.country(x)}))),
        float(bool(agents)),
        float(bool(recipients)),
        float(bool(a.agents and b.agents) and not agents),
        float(bool(a.recipients and b.recipients) and not recipients),
        float(bool(a.actors and b.actors) and not shared),
        signatures.sentence_likeness(a.who, b.who),
        float(bool(a.who and b.who) and not set(a.who) & set(b.who)),
        signatures.sentence_likeness(a.whom, b.whom),
        float(bool(a.places and b.places)),
        float(signatures.same_days(a, b) and not days),
        min(FAR, math.log1p(days)),
        min(FAR, math.log1p(days)) * (a.own and b.own),
        float(signatures.long_ago(a, b, 4, 8)),
        between,
        between * undated if a.published and b.published else 0.0,
        _late(a, b),
        float(a.lead != b.lead),
        float(a.ahead != b.ahead),
        float(a.denied != b.denied),
        math.log1p(a.rivals) + math.log1p(b.rivals),
        math.log1p(a.kin) + math.log1p(b.kin),
        math.log1p(a.kin_top) + math.log1p(b.kin_top),
        float(bool(a_numbers & b_numbers)),
        float(bool(a_numbers and b_numbers) and not a_numbers & b_numbers),
        alike * bool(roots),
    ]


def probability(of: Sequence[float]) -> float:
    """How likely two tellings with these numbers are of one event."""
    weights, bias = _weights()
    return round(1 / (1 + math.exp(-float(np.dot(weights, of)) - bias)), 4)


def odds(chance: float) -> float:
    """The log odds of a probability."""
    chance = min(max(chance, 0.001), 0.999)
    return math.log(chance / (1 - chance))


@functools.cache
def _weights() -> tuple[np.ndarray, float]:
    found = {name: float(weight) for name, weight in rows("event_sameness_weights.tsv")}
    return np.array([found.get(name, 0.0) for name in NAMES]), found.get("-", 0.0)  # what is new is trained first


@functools.lru_cache(maxsize=65536)
def vectors(roots: tuple[str, ...]) -> np.ndarray | None:
    """What WordNet says of some words, a row each; None where it knows none of them."""
    known = [v for v in (vector(root, "v") for root in roots) if v is not None]
    return np.stack(known) if known else None


def likeness(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """How alike the two words of two tellings are that are most alike, by WordNet."""
    if set(a) & set(b):
        return 1.0
    one, other = vectors(a), vectors(b)
    return round(float((one @ other.T).max()), 4) if one is not None and other is not None else 0.0


def _log_days(a: str, b: str) -> float:
    return min(FAR, math.log1p(signatures.days_between(a, b)))


def _late(a: Signature, b: Signature) -> float:
    """How long before or after the day of the one the other was told, which has no day."""
    if bool(a.first) == bool(b.first):
        return 0.0
    dated, other = (a, b) if a.first else (b, a)
    first, last, told = dated.first or "", dated.last or dated.first or "", other.published
    if not told:
        return 0.0
    if first > told:
        return 0.0 if other.ahead else math.log1p(signatures.days_between(first, told))
    late = signatures.days_between(last, told) if last < told else 0
    return math.log1p(late) if other.ahead else 0.5 * math.log1p(max(0, late - 3))


def _reason(a: Signature, b: Signature, roots: set[str], alike: float) -> str:
    words, shared = signatures.sentence_likeness(a.words, b.words), a.actors & b.actors
    again = signatures.repeated(a, b)
    reasons = [
        "same word" if roots else "kindred word",
        *([f"articles on one subject ({alike:.2f})"] if alike >= ALIKE else []),
        *(["same sentence"] if again else [f"sentences alike ({words:.2f})"] if words >= 0.3 else []),
        *([f"{len(shared)} actor{'s' * (len(shared) > 1)} in common"] if shared else []),
        *(["same place"] if a.places and b.places else []),
        *(["same days"] if signatures.same_days(a, b) and not signatures.gap(a, b) else []),
    ]
    return ", ".join(reasons)


def _statement(a: Signature, b: Signature, alike: float) -> tuple[float, str] | None:
    """Who says the same in the same words has said it once."""
    if not (set(a.agents) & set(b.agents)) or signatures.apart(a, b) or signatures.long_ago(a, b, 4, 8):
        return None
    if min(len(a.words), len(b.words)) < FEWEST:
        return None
    words = signatures.sentence_likeness(a.words, b.words)
    if words < SAME_SAYING or alike < AKIN:
        return None
    return round(min(1.0, words + 0.2 * alike), 3), f"same speaker, same words ({words:.2f})"


def _same_act(a: Signature, b: Signature, roots: set[str], alike: float) -> bool:
    """Whether the same word for an act done by speaking may tell it once ("announced that", "the announcement")."""
    if alike < SAME_STORY or not (a.lead and b.lead) or not roots - word_list("too general") or _other_actors(a, b):
        return False
    return not (a.speech and b.speech) or signatures.sentence_likeness(a.words, b.words) >= SAME_ACT


def _other_actors(a: Signature, b: Signature) -> bool:
    """Whether somebody else does it, or it is done to somebody else."""
    return bool(
        (a.agents and b.agents and not set(a.agents) & set(b.agents))
        or (a.recipients and b.recipients and not set(a.recipients) & set(b.recipients))
    )
