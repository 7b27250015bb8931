"""``kg_event_coreference``: which claims of one article tell of one happening.

A learnt model (boosted trees over the numbers of :mod:`kg.reading.events.likeness`, in ``data/sameness_trees.tsv``, made by
``tools/train_happenings.py``) says of two claims how likely they tell of one. Claims are then clustered, the surest first, by
the mean of what is said of their pairs; two claims that cannot be one (other days, another party to the talks) keep their
clusters apart, whatever else is alike.
"""

from __future__ import annotations

import functools
import heapq
from collections.abc import Iterable, Sequence

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from kg.knowledge.trees import Trees, read_trees
from kg.reading.events import likeness
from kg.reading.events.compared import Claim, describe, mentioned
from kg.reading.events.likeness import compare, told_of
from kg.reading.text.annotations import annotated
from kg.reading.text.syntax import Syntax, syntax

JOIN = 0.0
"""Log odds above which two clusters are one (tried -0.5 to 1)."""

KINDRED = -2.0
"""Log odds above which two happenings are likely enough one to be told one after the other (tried -2.5 to 0)."""

UNSEEN = -3.0
"""Log odds of a pair that has too little in common to be looked at."""

CLOSE = 0.7
"""What is added to the log odds of a verb and the word that completes it ("made a flight", "began trading"): to part the words
of one clause costs a reader more than to join them (tried 0 to 4)."""

WINDOW = 150
"""How many claims back a claim looks for another word or its type (long texts stay linear); for the same word twice as far."""

NEAREST = 50
"""How many claims at most a claim is compared with, the nearest before it (in 59 articles of news none had more than 39)."""

ALIKE = 0.6
"""How alike two words must be to be looked at."""


APART_IN_TIME = ({"Occurred", "Planned"}, {"Occurred", "Proposed"})
"""What has happened is not, in the same article, what is yet to come: of the types ``RECURRING``. Of others the
model decides: what was threatened, ordered or agreed is often told as done and as yet to be done."""

RECURRING = frozenset({"Consult"})


@Language.factory("kg_event_coreference", assigns=["doc._.kg"])
def create_event_coreference(nlp: Language, name: str) -> EventCoreference:
    return EventCoreference()


class EventCoreference:
    """Numbers ``event`` of each of ``annotations(doc).events``, in order of first mention."""

    def __call__(self, doc: Doc) -> Doc:
        noted = annotated(doc)
        if not noted.events:
            return doc
        tree = syntax(doc)
        claims = claims_of(doc)
        pairs = candidates(claims)
        odds, never = judge(claims, pairs, tree)
        for claim, found in zip(noted.events, cluster(claims, pairs, odds, never), strict=True):
            claim.event = found
        shown = [claim.event if claim.event_type != "Statement" else -1 for claim in noted.events]
        noted.kindred = kindred(shown, pairs, odds)
        return doc


def kindred(of: Sequence[int], pairs: Iterable[tuple[int, int]], odds: Iterable[float]) -> list[tuple[int, int]]:
    """Pairs of happenings of which two claims are likely one, though all told they were not joined; sorted.

    Args:
        of: the happening of each claim, -1 for what is not looked at.
        pairs: of claims; ``odds``: what is said of each.
    """
    likely = {
        (min(of[i], of[j]), max(of[i], of[j])) for (i, j), value in zip(pairs, odds, strict=True) if value > KINDRED
    }
    return sorted(pair for pair in likely if pair[0] != pair[1] and pair[0] >= 0)


def claims_of(doc: Doc) -> list[Claim]:
    """What tells the events of ``doc`` apart, in their order."""
    noted, tree = annotated(doc), syntax(doc)
    tensor = np.asarray(doc.tensor, dtype=np.float32)
    if tensor.ndim == 2 and len(tensor) == len(doc):
        tensor = tensor / (np.linalg.norm(tensor, axis=1, keepdims=True) + 1e-6)
    else:
        tensor = None  # type: ignore[assignment]
    sentences: dict[int, list[tuple[str, float, int]]] = {}
    mentions = mentioned(noted)
    return [
        describe(tree, noted, event, number, tensor, sentences=sentences, mentions=mentions)
        for number, event in enumerate(noted.events)
    ]


def candidates(claims: Sequence[Claim]) -> list[tuple[int, int]]:
    """Pairs of claims that have enough in common to be looked at: the same or a kindred word, one type, one clause."""
    found: list[tuple[int, int]] = []
    width = next((len(c.vector) for c in claims if c.vector is not None), 1)
    table = np.zeros((len(claims), width), dtype=np.float32)
    for i, claim in enumerate(claims):
        if claim.vector is not None:
            table[i] = claim.vector
    of_root: dict[str, list[int]] = {}
    of_kind: dict[str, list[int]] = {}
    of_sentence: dict[int, list[int]] = {}
    for j, b in enumerate(claims):
        start = max(0, j - WINDOW)
        near = {i for i in of_root.get(b.root, ())[-NEAREST:] if i >= j - 2 * WINDOW}
        if start < j:
            near.update((np.flatnonzero(table[start:j] @ table[j] > ALIKE)[-NEAREST:] + start).tolist())
        if b.kind != "Other" and b.kind not in likeness.LOOSE:
            near.update(i for i in of_kind.get(b.kind, ())[-NEAREST:] if i >= start)
        for i in of_sentence.get(b.sentence, ())[-NEAREST:]:
            if claims[i].head in b.up[1:3] or b.head in claims[i].up[1:3]:
                near.add(i)
        found.extend((i, j) for i in sorted(near)[-NEAREST:] if claims[i].head != b.head)
        of_root.setdefault(b.root, []).append(j)
        of_kind.setdefault(b.kind, []).append(j)
        of_sentence.setdefault(b.sentence, []).append(j)
    return found


def judge(
    claims: Sequence[Claim], pairs: Sequence[tuple[int, int]], tree: Syntax
) -> tuple[np.ndarray, list[tuple[int, int]]]:
    """The log odds of each pair to be one happening, and the pairs that cannot be."""
    told = told_of(claims)
    never = [(i, j) for i, j in pairs if apart(claims[i], claims[j])]
    if not pairs:
        return np.zeros(0), never
    table = compare(claims, pairs, tree, told)
    return np.round(model().sum(table) + CLOSE * likeness.close(table), 6), never


@functools.cache
def model() -> Trees:
    """The log odds of a pair, over :data:`kg.reading.events.likeness.NAMES`."""
    return read_trees("sameness_trees.tsv", likeness.NAMES)


def apart(a: Claim, b: Claim) -> bool:
    """Whether what is told of two claims excludes that they are one: another party, other days, another one of its kind, that one
    happened and the other did not; of meetings, which recur, also that one was held and the other is to come."""
    if likeness.other_party(a, b):
        return True
    if not b.moved:  # what was put off has another day, and is yet to come
        if any(last < begin or end < first for first, last in a.times for begin, end in b.times):
            return True
        if RECURRING & (a.tops | b.tops) and {a.status, b.status} in APART_IN_TIME:
            return True
    if likeness.told_otherwise(a, b):
        return True
    return a.root == b.root and a.fresh != b.fresh and not (a.times and b.times)


def cluster(
    claims: Sequence[Claim],
    pairs: Iterable[tuple[int, int]],
    odds: Iterable[float],
    never: Iterable[tuple[int, int]] = (),
    bar: float = JOIN,
) -> list[int]:
    """The number of the happening of each claim, in order of first mention.

    Average linkage: the two clusters whose pairs have the highest mean of log odds are joined, until none has more than ``bar``.
    What is said and the act of saying it, on one word ("warned"), are one from the start.
    """
    of = list(range(len(claims)))
    for number, claim in enumerate(claims[1:], 1):
        before = claims[number - 1]
        if before.head == claim.head and (before.speech is None) != (claim.speech is None):
            of[number] = of[number - 1]
    members: dict[int, list[int]] = {}
    for number, group in enumerate(of):
        members.setdefault(group, []).append(number)
    total: dict[int, dict[int, float]] = {group: {} for group in members}
    for (i, j), value in zip(pairs, odds, strict=True):
        x, y = of[i], of[j]
        if x != y:
            total[x][y] = total[y][x] = total[x].get(y, 0.0) + float(value) - UNSEEN
    barred: dict[int, set[int]] = {group: set() for group in members}
    for i, j in never:
        if of[i] != of[j]:
            barred[of[i]].add(of[j])
            barred[of[j]].add(of[i])

    def mean(x: int, y: int) -> float:
        return total[x][y] / (len(members[x]) * len(members[y])) + UNSEEN

    heap = [(-mean(x, y), x, y, len(members[x]), len(members[y])) for x in total for y in total[x] if x < y]
    heap = [item for item in heap if -item[0] > bar]
    heapq.heapify(heap)
    while heap:
        _, x, y, of_x, of_y = heapq.heappop(heap)
        if x not in members or y not in members or (len(members[x]), len(members[y])) != (of_x, of_y):
            continue
        if y in barred[x]:
            continue
        members[x] += members.pop(y)
        for z in barred.pop(y):
            barred[z].discard(y)
            barred[z].add(x)
            barred[x].add(z)
        for z, value in total.pop(y).items():
            del total[z][y]
            if z != x:
                total[x][z] = total[z][x] = total[x].get(z, 0.0) + value
        for z in total[x]:
            value = mean(x, z)
            if value > bar:
                u, v = min(x, z), max(x, z)
                heapq.heappush(heap, (-value, u, v, len(members[u]), len(members[v])))
    happening = {number: group for group, numbers in members.items() for number in numbers}
    numbers: dict[int, int] = {}
    return [numbers.setdefault(happening[number], len(numbers)) for number in range(len(claims))]
