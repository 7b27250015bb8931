"""What two claims of an article have in common and what sets them apart: the numbers by which a learnt model tells whether both
tell of one happening (:mod:`kg.reading.events.happenings`).

Nothing here decides. Every number is general: how alike the words are, how they stand to each other in the sentence, where in
the article, who, what, where and when is told of both.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kg.knowledge import events as lexicon
from kg.knowledge.background import stem
from kg.reading.events.compared import ACTORS, Claim
from kg.reading.text.syntax import Syntax

LOOSE = frozenset({"State", "Think", "Want", "Cause", "Use"})
ASPECT = frozenset({"Begin", "End", "Continue", "Attempt", "Plan", "Cause", "Change"})
RELATIONS = (
    "dobj", "pobj", "xcomp", "ccomp", "advcl", "conj", "relcl", "acl", "nsubj", "nsubjpass", "compound", "amod", "appos",
    "pcomp",
)  # fmt: skip
"""Relations between a word and the one it hangs on that tell most (of the model's)."""
FAR = 4
"""Steps in the tree beyond which two words of a sentence do not hang together."""


def cosine(a: dict[str, float], b: dict[str, float]) -> float:
    """The cosine of two bags of words, given the squares of their weights."""
    if not a or not b:
        return 0.0
    shared = sum(a[w] for w in a.keys() & b.keys())
    return shared / math.sqrt(sum(a.values()) * sum(b.values())) if shared else 0.0


NAMES = (
    "same_lemma", "same_root", "same_stem", "word", "word_known", "context", "same_kind", "same_top", "kind_other",
    "kind_loose", "kind_aspect_one", "too_general_one", "too_general_both", "verb_verb", "verb_noun", "noun_verb",
    "noun_noun", "b_definite", "b_indefinite", "a_definite", "a_indefinite", "plural_differs", "a_headline", "b_headline",
    "a_lead", "b_lead", "same_sentence", "sentences", "tokens_apart", "a_above", "b_above", "steps", "shares_head",
    "coordinated", *(f"rel_{r}" for r in RELATIONS), "other_relation", "agent_shared", "agent_apart", "recipient_shared",
    "recipient_apart", "participant_shared", "participant_apart", "cross_shared", "anyone_shared", "shared_count",
    "both_have_actors", "one_has_actors", "patient_shared_word", "patient_words_differ", "words", "around", "place_shared",
    "place_apart", "time_shared", "time_apart", "time_one", "one_moved", "status_same", "happened_planned", "happened_not",
    "tense_same", "fresh_differs", "counts_shared", "counts_differ", "rarity", "rarity_least", "times_told", "told_between",
    "quotation_same", "quotation_one", "speech_one", "speech_both", "voice_differs", "names_party", "length",
    "upper_rarity", "upper_other", "upper_light", "upper_general", "lower_noun", "lower_other", "lower_rarity",
    "lower_happening", "lower_subject", "kind_told", "kinds_between", "root_headline_a", "root_headline_b", "word_best_a",
    "word_best_b", "near_same_kind", "object_shared", "a_rarity", "b_rarity", "noun_share_a", "noun_share_b",
)  # fmt: skip
"""The numbers of a pair, in order."""

_HAPPENED, _NOT = frozenset(("Occurred", "Ongoing")), frozenset(("Denied", "NotOccurred", "Cancelled"))
_AHEAD = frozenset(("Planned", "Proposed"))


def _same(a: set[object] | None, b: set[object] | None) -> tuple[float, float]:
    """Whether two roles have fillers in common; whether all that are known by name differ."""
    if not a or not b:
        return 0.0, 0.0
    if a & b:
        return 1.0, 0.0
    return 0.0, float(all(isinstance(x, (int, tuple)) for x in a | b))


def overlap(a: list[tuple[str, str]], b: list[tuple[str, str]]) -> tuple[float, float]:
    """Whether stretches of days have days in common; whether one has days in common with none of the others."""
    if not a or not b:
        return 0.0, 0.0
    met = [any(f <= end and begin <= x for begin, end in b) for f, x in a]
    return float(any(met)), float(not all(met))


def other_party(a: Claim, b: Claim) -> bool:
    """Whether two met of whom one meets somebody else there: talks of A with B are not those of A with C."""
    one, other = ({x for x in c.named.get("participant", ()) if isinstance(x, (int, tuple))} for c in (a, b))
    return len(one) == len(other) == 2 and len(one & other) == 1


@dataclass(frozen=True, slots=True)
class Told:
    """What an article tells, in all: root and type → the claims that tell it; roots of the headline; the last sentence of the
    lead; how many claims."""

    of_root: dict[str, list[int]]
    of_kind: dict[str, list[int]]
    headline: frozenset[str]
    lead: int
    claims: int


def told_of(claims: Sequence[Claim]) -> Told:
    """What an article tells, in all; notes of each claim how alike the word most like its own is."""
    of_root: dict[str, list[int]] = {}
    of_kind: dict[str, list[int]] = {}
    for claim in claims:
        of_root.setdefault(claim.root, []).append(claim.number)
        of_kind.setdefault(claim.kind, []).append(claim.number)
    known = [c for c in claims if c.vector is not None]
    if len(known) > 1:
        table = np.stack([c.vector for c in known])  # type: ignore[misc]
        for start in range(0, len(known), 256):
            product = table[start : start + 256] @ table.T
            for row, claim in zip(product, known[start : start + 256], strict=True):
                others = [j for j, c in enumerate(known) if c.head != claim.head]
                claim.best = float(row[others].max()) if others else 0.0
    headline = frozenset(c.root for c in claims if c.headline)
    lead = next((c.sentence for c in claims if not c.headline), 0) + 1
    return Told(of_root, of_kind, headline, lead, len(claims))


def _within(numbers: Sequence[int], first: int, end: int) -> int:
    """How many of some sorted numbers are at least ``first`` and below ``end``."""
    return max(0, bisect_left(numbers, end) - bisect_left(numbers, first))


def told_otherwise(a: Claim, b: Claim) -> bool:
    """Whether one is told to have happened, the other not to."""
    statuses = {a.status, b.status}
    return bool(statuses & _HAPPENED) and bool(statuses & _NOT)


def compare(a: Claim, b: Claim, tree: Syntax, told: Told) -> list[float]:
    """The numbers of a pair (``NAMES``).

    Args:
        a, b: two claims, ``a`` before ``b`` in the text.
        tree: of the document.
        told: what the article tells, in all.
    """
    t = tree.tokens
    known = a.vector is not None and b.vector is not None
    word = float(a.vector @ b.vector) if known else 0.0  # type: ignore[operator]
    if a.root == b.root:
        word = 1.0
    general = lexicon.words("too general")
    a_general, b_general = a.root in general, b.root in general
    same_sentence = a.sentence == b.sentence
    relation, above_a, above_b, steps, shares, coordinated = "", 0.0, 0.0, FAR + 2, 0.0, 0.0
    if same_sentence:
        if a.head in b.up:
            steps = min(b.up.index(a.head), FAR + 1)
            above_a, relation = 1.0, t.deps[b.up[max(b.up.index(a.head) - 1, 0)]]
            low = b.up[: b.up.index(a.head)]
        elif b.head in a.up:
            steps = min(a.up.index(b.head), FAR + 1)
            above_b, relation = 1.0, t.deps[a.up[max(a.up.index(b.head) - 1, 0)]]
            low = a.up[: a.up.index(b.head)]
        else:
            low = ()
            if len(a.up) > 1 and len(b.up) > 1 and a.up[1] == b.up[1]:
                shares = 1.0
        coordinated = float(len(low) > 0 and all(t.deps[i] == "conj" for i in low))
        if steps > FAR:
            relation = ""
    agent, recipient, participant = (_same(a.named.get(r), b.named.get(r)) for r in ACTORS)
    everyone_a, everyone_b = a.everyone, b.everyone
    shared = everyone_a & everyone_b
    cross = float(bool(shared) and not (agent[0] or recipient[0] or participant[0]))
    one, other = a.nameless.get("recipient"), b.nameless.get("recipient")
    place = bool(a.places & b.places)
    place_apart = bool(a.places and b.places) and not place
    days = overlap(a.times, b.times)
    if a.moved or b.moved:
        days = days[0], 0.0  # another day is then no other happening
    statuses = {a.status, b.status}
    same_root = told.of_root.get(a.root, ()) if a.root == b.root else ()
    same_kind = told.of_kind.get(a.kind, ()) if a.kind == b.kind else ()
    upper, lower = (a, b) if above_a else (b, a)
    tied = relation != ""
    lead, claims = told.lead, told.claims
    between = _within(same_root, a.number + 1, b.number)
    return [
        float(a.lemma == b.lemma),
        float(a.root == b.root),
        float(stem(a.lemma) == stem(b.lemma)),
        word,
        float(known),
        float(a.tensor @ b.tensor) if a.tensor is not None and b.tensor is not None else 0.0,
        float(a.kind == b.kind),
        float(bool(a.tops & b.tops)),
        float("Other" in (a.kind, b.kind)),
        float(bool({a.kind, b.kind} & LOOSE)),
        float((a.kind in ASPECT) != (b.kind in ASPECT)),
        float(a_general != b_general),
        float(a_general and b_general),
        float(not a.noun and not b.noun),
        float(not a.noun and b.noun),
        float(a.noun and not b.noun),
        float(a.noun and b.noun),
        float(b.definite),
        float(b.indefinite),
        float(a.definite),
        float(a.indefinite),
        float(a.noun and b.noun and a.plural != b.plural),
        float(a.headline),
        float(b.headline),
        float(a.sentence <= lead),
        float(b.sentence <= lead),
        float(same_sentence),
        math.log1p(b.sentence - a.sentence),
        math.log1p(b.head - a.head) if same_sentence else 5.0,
        above_a,
        above_b,
        float(steps),
        shares,
        coordinated,
        *(float(relation == r) for r in RELATIONS),
        float(bool(relation) and relation not in RELATIONS),
        agent[0],
        agent[1],
        recipient[0],
        recipient[1],
        participant[0],
        participant[1],
        cross,
        float(bool(shared)),
        float(min(len(shared), 3)),
        float(bool(everyone_a) and bool(everyone_b)),
        float(bool(everyone_a) != bool(everyone_b)),
        float(bool(one and other and one & other)),
        float(bool(one and other and not one & other)),
        cosine(a.words, b.words),
        cosine(a.around, b.around),
        float(place),
        float(place_apart),
        days[0],
        days[1],
        float(bool(a.times) != bool(b.times)),
        float(a.moved or b.moved),
        float(a.status == b.status),
        float(bool(statuses & _HAPPENED) and bool(statuses & _AHEAD)),
        float(told_otherwise(a, b)),
        float(a.tense == b.tense),
        float(a.fresh != b.fresh),
        float(bool(a.counts & b.counts)),
        float(bool(a.counts) and bool(b.counts) and not a.counts & b.counts),
        max(a.rarity, b.rarity),
        min(a.rarity, b.rarity),
        math.log1p(len(same_root)),
        math.log1p(between),
        float(a.quotation is not None and a.quotation == b.quotation),
        float((a.quotation is None) != (b.quotation is None)),
        float((a.speech is None) != (b.speech is None)),
        float(a.speech is not None and b.speech is not None),
        float(not a.noun and not b.noun and a.passive != b.passive),
        float(other_party(a, b)),
        math.log1p(claims),
        upper.rarity if tied else -1.0,
        float(tied and upper.kind == "Other"),
        float(tied and upper.lemma in lexicon.words("light")),
        float(tied and upper.root in general),
        float(tied and lower.noun),
        float(tied and lower.kind == "Other"),
        lower.rarity if tied else -1.0,
        lower.share if tied else -1.0,
        float(tied and lower.subject),
        math.log1p(len(same_kind)),
        math.log1p(_within(same_kind, a.number + 1, b.number)),
        float(a.root in told.headline),
        float(b.root in told.headline),
        word - a.best,
        word - b.best,
        math.log1p(_within(told.of_kind[b.kind], b.number - 29, b.number + 30)),
        float(bool(a.objects & b.objects)) - float(bool(a.objects) and bool(b.objects) and not a.objects & b.objects),
        a.rarity,
        b.rarity,
        a.share,
        b.share,
    ]


_AT = {name: number for number, name in enumerate(NAMES)}
BENT = (("word", 0.4), ("word", 0.7), ("words", 0.2))
"""Numbers of which what exceeds a bound counts once more."""
ROOTED = (
    "b_definite", "b_indefinite", "verb_noun", "noun_noun", "verb_verb", "same_sentence", "anyone_shared", "agent_apart",
    "recipient_apart", "object_shared", "words", "around", "rarity_least", "a_headline", "plural_differs",
    "too_general_both", "times_told", "kind_other", "kind_loose", "speech_both", "patient_words_differ",
)  # fmt: skip
"""Numbers that tell something else of two that share their word."""
WIDE = (
    *NAMES,
    *(f"{name} over {bound}" for name, bound in BENT),
    "word as good as any for a",
    "word as good as any for b",
    *(f"same word, {name}" for name in ROOTED),
    "kindred word, b_definite",
    "kindred word, anyone_shared",
)
"""What the weights are of, in order."""


def widen(table: np.ndarray) -> np.ndarray:
    """The numbers of pairs (a row each, ``NAMES``) with what a sum cannot tell by itself (``WIDE``)."""
    more = [np.maximum(0.0, table[:, _AT[name]] - bound) for name, bound in BENT]
    more += [(table[:, _AT[name]] > -0.02).astype(float) for name in ("word_best_a", "word_best_b")]
    more += [table[:, _AT["same_root"]] * table[:, _AT[name]] for name in ROOTED]
    kindred = (1 - table[:, _AT["same_root"]]) * np.maximum(0.0, table[:, _AT["word"]] - BENT[0][1])
    more += [kindred * table[:, _AT[name]] for name in ("b_definite", "anyone_shared")]
    return np.concatenate([table, np.stack(more, axis=1)], axis=1)


def close(table: np.ndarray) -> np.ndarray:
    """Whether one of a pair completes the other ("made a flight", "began trading") and both are told as equally real."""
    completes = sum(table[:, _AT[f"rel_{name}"]] for name in ("dobj", "xcomp", "acl", "pobj")) > 0
    told_alike = table[:, _AT["happened_not"]] == 0
    return (completes & (table[:, _AT["steps"]] <= 1) & told_alike).astype(float)
