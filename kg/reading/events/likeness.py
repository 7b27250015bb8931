"""What two claims of an article have in common and what sets them apart: the numbers by which a learnt model tells whether both
tell of one happening (:mod:`kg.reading.events.happenings`).

Nothing here decides. Every number is general: how alike the words are, how they stand to each other in the sentence, where in
the article, who, what, where and when is told of both.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from kg.knowledge import events as lexicon
from kg.reading.events.compared import ACTORS, Claim
from kg.reading.events.shared import FIELDS, shares
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
DIGITS = 4
"""Decimals of the numbers: what tells apart must not hang on how a machine rounds."""


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
    *FIELDS, *(f"{field}_sum" for field in FIELDS), *(f"{field}, same word" for field in FIELDS),
    *(f"{field}, one type" for field in FIELDS), "b_definite, one type", "b_pointing", "any_happening_a", "any_happening_b",
    "any_happening_the", "again_a", "again_b", "again_least", "depth_a", "depth_b", "place_a", "place_b", "claims_apart",
    "next_sentence",
)  # fmt: skip
"""The numbers of a pair, in order."""

_HAPPENED, _NOT = frozenset(("Occurred", "Ongoing")), frozenset(("Denied", "NotOccurred", "Cancelled"))
_AHEAD = frozenset(("Planned", "Proposed"))


def _same(a: set[object] | None, b: set[object] | None) -> tuple[float, float]:
    """Whether two roles have fillers in common; whether all that are known by name differ."""
    if not a or not b:
        return 0.0, 0.0
    if not a.isdisjoint(b):
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
    one, other = a.parties, b.parties
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
        heads = np.array([c.head for c in known])
        for start in range(0, len(known), 256):
            product = table[start : start + 256] @ table.T
            product[heads[start : start + 256, None] == heads] = -np.inf
            for best, claim in zip(product.max(axis=1).tolist(), known[start : start + 256], strict=True):
                claim.best = best if best > -np.inf else 0.0
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


def compare(claims: Sequence[Claim], pairs: Sequence[tuple[int, int]], tree: Syntax, told: Told) -> np.ndarray:
    """The numbers of pairs, a row each (``NAMES``).

    Args:
        claims: of the document, in order of the text.
        pairs: places of two claims, the earlier first.
        tree: of the document.
        told: what the article tells, in all.
    """
    table = np.zeros((len(pairs), len(NAMES)))
    column = {name: table[:, at] for at, name in enumerate(NAMES)}
    first, second = np.array(pairs, dtype=np.intp).reshape(-1, 2).T
    upper = np.zeros(len(pairs), dtype=bool)  # whether the later hangs on the earlier
    tied = np.zeros(len(pairs), dtype=bool)
    for row, (i, j) in enumerate(pairs):
        a, b = claims[i], claims[j]
        numbers = table[row]
        if a.sentence == b.sentence:
            tied[row], upper[row] = _in_sentence(a, b, tree.tokens.deps, numbers)
        _who(a, b, numbers)
        _words_and_days(a, b, numbers)
    _told_beside(claims, first, second, told, column)
    _of_one(claims, first, second, told, column)
    _of_both(claims, first, second, column)
    _of_tied(claims, np.where(upper, first, second), np.where(upper, second, first), tied, column)
    _of_shares(claims, pairs, column)
    return np.round(table, DIGITS)


def _in_sentence(a: Claim, b: Claim, deps: Sequence[str], numbers: np.ndarray) -> tuple[bool, bool]:
    """How two words of one sentence hang together; whether they do, and whether the later hangs on the earlier."""
    relation, steps, later_below = "", FAR + 2, False
    low: Sequence[int] = ()
    if a.head in b.up:
        at = b.up.index(a.head)
        later_below, low = True, b.up[:at]
        relation = deps[b.up[max(at - 1, 0)]]
    elif b.head in a.up:
        at = a.up.index(b.head)
        low = a.up[:at]
        relation = deps[a.up[max(at - 1, 0)]]
        numbers[_AT["b_above"]] = 1.0
    elif len(a.up) > 1 and len(b.up) > 1 and a.up[1] == b.up[1]:
        numbers[_AT["shares_head"]] = 1.0
    if relation:
        steps = min(at, FAR + 1)
    if later_below:
        numbers[_AT["a_above"]] = 1.0
    if low and all(deps[i] == "conj" for i in low):
        numbers[_AT["coordinated"]] = 1.0
    numbers[_AT["steps"]] = steps
    if steps > FAR:
        relation = ""
    if relation:
        numbers[_AT.get(f"rel_{relation}", _AT["other_relation"])] = 1.0
    return bool(relation), later_below


def _who(a: Claim, b: Claim, numbers: np.ndarray) -> None:
    """Who takes part in both, or in one alone."""
    shared = a.everyone & b.everyone
    if shared:
        numbers[_AT["anyone_shared"]] = 1.0
        numbers[_AT["shared_count"]] = min(len(shared), 3)
    if a.named and b.named:
        found = [_same(a.named.get(role), b.named.get(role)) for role in ACTORS]
        at = _AT["agent_shared"]
        numbers[at : at + 6] = [value for both in found for value in both]
        if shared and not any(same for same, _ in found):
            numbers[_AT["cross_shared"]] = 1.0
    one, other = a.nameless.get("recipient"), b.nameless.get("recipient")
    if one and other:
        numbers[_AT["patient_words_differ" if one.isdisjoint(other) else "patient_shared_word"]] = 1.0
    if other_party(a, b):
        numbers[_AT["names_party"]] = 1.0


def _words_and_days(a: Claim, b: Claim, numbers: np.ndarray) -> None:
    """What stands around both, where and when they are, how many."""
    for name, one, other in (("words", a.words, b.words), ("around", a.around, b.around)):
        shared = one.keys() & other.keys()
        if shared:
            weights = (a.words_weight * b.words_weight) if name == "words" else (a.around_weight * b.around_weight)
            numbers[_AT[name]] = sum(one[word] for word in sorted(shared)) / math.sqrt(weights)
    if a.places and b.places:
        numbers[_AT["place_apart" if a.places.isdisjoint(b.places) else "place_shared"]] = 1.0
    if a.times and b.times:
        met, apart = overlap(a.times, b.times)
        numbers[_AT["time_shared"]] = met
        numbers[_AT["time_apart"]] = 0.0 if a.moved or b.moved else apart  # another day is then no other happening
    if a.counts and b.counts:
        numbers[_AT["counts_differ" if a.counts.isdisjoint(b.counts) else "counts_shared"]] = 1.0
    if a.objects and b.objects:
        numbers[_AT["object_shared"]] = -1.0 if a.objects.isdisjoint(b.objects) else 1.0
    if a.tops and not a.tops.isdisjoint(b.tops):
        numbers[_AT["same_top"]] = 1.0


def _told_beside(
    claims: Sequence[Claim], first: np.ndarray, second: np.ndarray, told: Told, column: dict[str, np.ndarray]
) -> None:
    """How often the article tells of the same word or type, in all and between both."""
    logs = np.array([math.log1p(n) for n in range(len(claims) + 1)])
    for in_all, between, of, own in (
        ("times_told", "told_between", told.of_root, [c.root for c in claims]),
        ("kind_told", "kinds_between", told.of_kind, [c.kind for c in claims]),
    ):
        group, place = np.zeros(len(claims), dtype=np.intp), np.zeros(len(claims), dtype=np.intp)
        often = np.array([len(of[name]) for name in own], dtype=np.intp)
        for number, same in enumerate(of.values()):
            group[same], place[same] = number, np.arange(len(same))
        alike = group[first] == group[second]
        column[in_all][alike] = logs[often[second[alike]]]
        column[between][alike] = logs[np.maximum(0, place[second[alike]] - place[first[alike]] - 1)]
    near = [_within(told.of_kind[c.kind], c.number - 29, c.number + 30) for c in claims]
    column["near_same_kind"][:] = logs[np.array(near, dtype=np.intp)[second]]


def _of_one(
    claims: Sequence[Claim], first: np.ndarray, second: np.ndarray, told: Told, column: dict[str, np.ndarray]
) -> None:
    """What is said of each of a pair alone."""
    general = lexicon.words("any happening")
    numbers = np.array(
        [
            (
                c.definite, c.indefinite, c.headline, c.sentence <= told.lead, c.root in told.headline, c.rarity, c.share,
                c.noun and c.lemma in general, math.log1p(len(told.of_root[c.root]) - 1), len(c.up), c.number / told.claims,
            )
            for c in claims
        ],
        dtype=np.float64,
    ).T  # fmt: skip
    definite, rarity, any_happening, again = numbers[0], numbers[5], numbers[7], numbers[8]
    for letter, which in (("a", first), ("b", second)):
        names = (
            f"{letter}_definite", f"{letter}_indefinite", f"{letter}_headline", f"{letter}_lead", f"root_headline_{letter}",
            f"{letter}_rarity", f"noun_share_{letter}", f"any_happening_{letter}", f"again_{letter}", f"depth_{letter}",
            f"place_{letter}",
        )  # fmt: skip
        for name, values in zip(names, numbers, strict=True):
            column[name][:] = values[which]
    column["any_happening_the"][:] = (any_happening * definite)[second]
    column["again_least"][:] = np.minimum(again[first], again[second])
    column["b_pointing"][:] = np.array([c.pointing for c in claims], dtype=np.float64)[second]
    column["claims_apart"][:] = np.log1p(second - first)
    column["rarity"][:] = np.maximum(rarity[first], rarity[second])
    column["rarity_least"][:] = np.minimum(rarity[first], rarity[second])
    column["length"][:] = math.log1p(told.claims)


def _of_both(claims: Sequence[Claim], first: np.ndarray, second: np.ndarray, column: dict[str, np.ndarray]) -> None:
    """What of a pair is told by comparing what is said of each."""

    def numbered(values: Iterable[object]) -> np.ndarray:
        known: dict[object, int] = {}
        return np.array([known.setdefault(value, len(known)) for value in values], dtype=np.intp)

    def flags(values: Iterable[object]) -> np.ndarray:
        return np.array([bool(value) for value in values], dtype=bool)

    def same(values: Iterable[object]) -> np.ndarray:
        numbers = numbered(values)
        return numbers[first] == numbers[second]

    def either(values: np.ndarray) -> np.ndarray:
        return values[first] | values[second]

    def one(values: np.ndarray) -> np.ndarray:
        return values[first] != values[second]

    def both(values: np.ndarray) -> np.ndarray:
        return values[first] & values[second]

    general = lexicon.words("too general")
    noun, too_general = flags(c.noun for c in claims), flags(c.root in general for c in claims)
    aspect = flags(c.kind in ASPECT for c in claims)
    speech, quoted = flags(c.speech is not None for c in claims), flags(c.quotation is not None for c in claims)
    actors, times, moved = flags(c.named for c in claims), flags(c.times for c in claims), flags(c.moved for c in claims)
    happened, not_so = flags(c.status in _HAPPENED for c in claims), flags(c.status in _NOT for c in claims)
    ahead = flags(c.status in _AHEAD for c in claims)
    sentences, heads = np.array([c.sentence for c in claims]), np.array([c.head for c in claims])
    same_root, same_sentence = same(c.root for c in claims), sentences[first] == sentences[second]
    vectors, known = _stacked([c.vector for c in claims])
    tensors, _ = _stacked([c.tensor for c in claims])
    word = np.where(same_root, 1.0, np.einsum("ij,ij->i", vectors[first], vectors[second]))
    best = np.array([c.best for c in claims])
    for name, values in {
        "same_lemma": same(c.lemma for c in claims),
        "same_root": same_root,
        "same_stem": same(c.stem for c in claims),
        "word": word,
        "word_known": both(known),
        "context": np.einsum("ij,ij->i", tensors[first], tensors[second]),
        "same_kind": same(c.kind for c in claims),
        "kind_other": either(flags(c.kind == "Other" for c in claims)),
        "kind_loose": either(flags(c.kind in LOOSE for c in claims)),
        "kind_aspect_one": one(aspect),
        "too_general_one": one(too_general),
        "too_general_both": both(too_general),
        "verb_verb": ~either(noun),
        "verb_noun": ~noun[first] & noun[second],
        "noun_verb": noun[first] & ~noun[second],
        "noun_noun": both(noun),
        "plural_differs": both(noun) & one(flags(c.plural for c in claims)),
        "same_sentence": same_sentence,
        "next_sentence": np.abs(sentences[second] - sentences[first]) == 1,
        "sentences": np.log1p(sentences[second] - sentences[first]),
        "tokens_apart": np.where(same_sentence, np.log1p(np.abs(heads[second] - heads[first])), 5.0),
        "both_have_actors": both(actors),
        "one_has_actors": one(actors),
        "time_one": one(times),
        "one_moved": either(moved),
        "status_same": same(c.status for c in claims),
        "happened_planned": either(happened) & either(ahead),
        "happened_not": either(happened) & either(not_so),
        "tense_same": same(c.tense for c in claims),
        "fresh_differs": ~same(c.fresh for c in claims),
        "quotation_same": both(quoted) & same(c.quotation for c in claims),
        "quotation_one": one(quoted),
        "speech_one": one(speech),
        "speech_both": both(speech),
        "voice_differs": ~either(noun) & one(flags(c.passive for c in claims)),
        "word_best_a": word - best[first],
        "word_best_b": word - best[second],
    }.items():
        column[name][:] = values
    column["steps"][~same_sentence] = FAR + 2


def _of_tied(
    claims: Sequence[Claim], upper: np.ndarray, lower: np.ndarray, tied: np.ndarray, column: dict[str, np.ndarray]
) -> None:
    """What each of two words is of which one hangs on the other."""
    light, general = lexicon.words("light"), lexicon.words("too general")
    rarity, share, other, is_light, too_general, noun, subject = np.array(
        [
            (c.rarity, c.share, c.kind == "Other", c.lemma in light, c.root in general, c.noun, c.subject)
            for c in claims
        ],
        dtype=np.float64,
    ).T
    for name, values, untied in (
        ("upper_rarity", rarity[upper], -1.0),
        ("upper_other", other[upper], 0.0),
        ("upper_light", is_light[upper], 0.0),
        ("upper_general", too_general[upper], 0.0),
        ("lower_noun", noun[lower], 0.0),
        ("lower_other", other[lower], 0.0),
        ("lower_rarity", rarity[lower], -1.0),
        ("lower_happening", share[lower], -1.0),
        ("lower_subject", subject[lower], 0.0),
    ):
        column[name][:] = np.where(tied, values, untied)


def _of_shares(claims: Sequence[Claim], pairs: Sequence[tuple[int, int]], column: dict[str, np.ndarray]) -> None:
    """How much a pair shares of what is told with both."""
    same_word = column["same_root"] > 0
    one_type = (column["same_kind"] > 0) & (column["kind_other"] == 0) & (column["speech_both"] == 0)
    for name, share, total in shares(claims, pairs):
        column[name][:] = share
        column[f"{name}_sum"][:] = total
        column[f"{name}, same word"][:] = share * same_word
        column[f"{name}, one type"][:] = share * one_type
    column["b_definite, one type"][:] = column["b_definite"] * one_type


def _stacked(vectors: Sequence[np.ndarray | None]) -> tuple[np.ndarray, np.ndarray]:
    """Vectors as rows, zeros for those that are not known; which are."""
    width = next((len(v) for v in vectors if v is not None), 1)
    table = np.zeros((len(vectors), width), dtype=np.float32)
    for row, vector in enumerate(vectors):
        if vector is not None:
            table[row] = vector
    return table, np.array([v is not None for v in vectors], dtype=bool)


_AT = {name: number for number, name in enumerate(NAMES)}


def close(table: np.ndarray) -> np.ndarray:
    """Whether one of a pair completes the other ("made a flight", "began trading") and both are told as equally real."""
    completes = sum(table[:, _AT[f"rel_{name}"]] for name in ("dobj", "xcomp", "acl", "pobj")) > 0
    told_alike = table[:, _AT["happened_not"]] == 0
    return (completes & (table[:, _AT["steps"]] <= 1) & told_alike).astype(float)
