"""What of a claim tells whether it is the same happening as another: its word, its place in the text, who, where and when."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from kg.knowledge import event_roles as roles
from kg.knowledge import events as lexicon
from kg.knowledge.background import rarity, stem
from kg.knowledge.word_likeness import vector
from kg.reading.events.occurrences import occurrences, whole
from kg.reading.text.annotations import Annotations, DocEvent
from kg.reading.text.syntax import Syntax

ACTORS = ("agent", "recipient", "participant")
DEFINITE = frozenset({"the", "this", "that", "these", "those"})
POINTING = DEFINITE - {"the"}
NEAR, BESIDE = 8, 60
"""Tokens within which a mention stands beside a word, and within which it is of its sentence (longer ones are lists)."""
_TELLING = frozenset(("NOUN", "PROPN", "NUM", "ADJ", "VERB"))
INDEFINITE = frozenset({"a", "an", "another", "some", "any", "no", "several", "many", "few", "every", "each"})


@dataclass(slots=True)
class Claim:
    """What of a claim tells whether it is the same happening as another.

    Attributes:
        number: of the claim; ``head``: its word; ``lemma``, and ``root``: the verb behind it; ``kind``: its type.
        vector: what WordNet says of its word, or None.
        tensor: the model's context vector of its word.
        fresh: words that tell it from others of its kind ("another", "the next", "a second").
        moved: whether it is told that it was put off: another day is then no other happening.
        named: role → keys of its fillers that have names; ``nameless``: role → stems of the heads of others.
        words: stems of what stands in its own phrase or clause → rarity; ``around``: those of its sentence.
        counts: numbers told in its phrase ("two", "40").
        up: what it hangs on, one after the other, its own head first.
        pointing: whether "this" or "that" stands before it; ``near``: chains of the mentions beside it in its sentence;
        ``beside``: those of its whole sentence; ``filled``: chains or stems of its arguments, times apart.
        everyone: keys of all fillers of ``named``; ``parties``: those who have names among the participants.
        words_weight, around_weight: sums of the weights.
    """

    number: int
    head: int
    lemma: str
    root: str
    kind: str
    noun: bool
    definite: bool
    indefinite: bool
    headline: bool
    sentence: int
    status: str
    tense: str
    speech: int | None
    quotation: int | None
    plural: bool
    passive: bool
    vector: np.ndarray | None
    tensor: np.ndarray | None
    fresh: frozenset[str] = frozenset()
    moved: bool = False
    named: dict[str, set[object]] = field(default_factory=dict)
    nameless: dict[str, set[str]] = field(default_factory=dict)
    places: set[object] = field(default_factory=set)
    times: list[tuple[str, str]] = field(default_factory=list)
    words: dict[str, float] = field(default_factory=dict)
    around: dict[str, float] = field(default_factory=dict)
    counts: frozenset[str] = frozenset()
    up: tuple[int, ...] = ()
    objects: frozenset[str] = frozenset()
    share: float = 1.0
    rarity: float = 0.0
    subject: bool = False
    best: float = 0.0
    tops: frozenset[str] = frozenset()
    stem: str = ""
    everyone: frozenset[object] = frozenset()
    parties: frozenset[object] = frozenset()
    words_weight: float = 0.0
    around_weight: float = 0.0
    pointing: bool = False
    near: frozenset[int] = frozenset()
    beside: frozenset[int] = frozenset()
    filled: frozenset[object] = frozenset()


def mentioned(noted: Annotations) -> list[tuple[int, int]]:
    """Where which chains are mentioned, in order of the text."""
    return sorted((mention.head, mention.chain) for mention in noted.mentions if mention.chain >= 0)


def describe(
    tree: Syntax,
    noted: Annotations,
    event: DocEvent,
    number: int,
    tensor: np.ndarray | None,
    *,
    sentences: dict[int, list[tuple[str, float, int]]],
    mentions: Sequence[tuple[int, int]],
) -> Claim:
    """What of ``event`` tells whether it is the same as another.

    Args:
        tree: of the document.
        noted: its annotations.
        event: one of them.
        number: its place in ``noted.events``.
        tensor: the model's context vectors, one row a token, each of length 1; None where the model has none.
        sentences: what stands in those of the claims before, which is taken from there and added.
        mentions: what :func:`mentioned` found.
    """
    t = tree.tokens
    head = event.head
    noun = t.pos[head] not in ("VERB", "AUX")
    lemma = event.lemma
    top = whole(tree, head) if noun else head
    determiners = {t.lower[c] for h in {head, top} for c in tree.children[h] if t.deps[c] == "det"}
    owned = noun and any(t.deps[c] == "poss" for c in tree.children[head])
    sentence = t.sentences[head]
    first = t.starts[sentence]
    last = t.starts[sentence + 1] if sentence + 1 < len(t.starts) else len(t.words)
    own = _phrase(tree, head, top, first, last)
    if sentence not in sentences:
        sentences[sentence] = _weights(t.lemmas[i].lower() for i in range(first, last) if t.pos[i] in _TELLING)
    left_out = stem(t.lemmas[head].lower()) if t.pos[head] in _TELLING else None  # but for where it is told again
    claim = Claim(
        number=number,
        head=head,
        lemma=lemma,
        root=(lexicon.verb_of_noun(lemma) or lemma) if noun else lemma,
        kind=event.event_type,
        noun=noun,
        definite=noun and (owned or bool(determiners & DEFINITE)),
        indefinite=noun and bool(determiners & INDEFINITE),
        headline=head < noted.headline_end,
        sentence=sentence,
        status="Planned" if event.status == "Unknown" and event.tense == "Future" else event.status,
        tense=event.tense,
        speech=event.speech,
        quotation=event.quotation,
        plural=noun and t.tags[head] in ("NNS", "NNPS"),
        passive=not noun and any(t.deps[c] in ("auxpass", "nsubjpass") for c in tree.children[head]),
        vector=vector(lemma, "n" if noun else "v"),
        tensor=tensor[head] if tensor is not None else None,
        fresh=frozenset(
            t.lower[c] for h in {head, top} for c in tree.children[h] if t.lower[c] in lexicon.words("fresh")
        )
        if noun
        else frozenset(),
        moved=noun and any(said.kind == "postpone" for said in occurrences(tree, head)),
        words=_weighed(t.lemmas[i].lower() for i in own if i != head and t.pos[i] in _TELLING),
        around={s: weight * weight for s, weight, count in sentences[sentence] if count > 1 or s != left_out},
        counts=frozenset(t.lower[i] for i in own if t.pos[i] == "NUM" and i not in tree.time_of),
        up=_up(t.heads, head),
        objects=frozenset(
            stem(t.lemmas[c].lower())
            for c in tree.children[head]
            if t.deps[c] in ("dobj", "nsubjpass", "poss", "compound", "attr")
        )
        | frozenset(
            stem(t.lemmas[d].lower())
            for c in tree.children[head]
            if t.deps[c] == "prep" and t.lower[c] == "of"
            for d in tree.children[c]
            if t.deps[d] == "pobj"
        ),
        share=lexicon.noun_shares(lemma)[0] / 10 if noun else 1.0,
        subject=any(t.deps[c] in ("nsubj", "nsubjpass") for c in tree.children[head]),
    )
    claim.rarity = min(rarity(stem(claim.root)), 5.0)
    claim.tops = frozenset(lexicon.top_types(claim.kind))
    claim.stem = stem(lemma)
    claim.words_weight, claim.around_weight = math.fsum(claim.words.values()), math.fsum(claim.around.values())
    _fill(claim, tree, noted, event)
    claim.everyone = frozenset().union(*claim.named.values())
    claim.pointing = noun and bool(determiners & POINTING)
    begin, end = (bisect_left(mentions, (at, -1)) for at in (max(first, head - BESIDE), min(last, head + BESIDE + 1)))
    claim.near = frozenset(chain for at, chain in mentions[begin:end] if abs(at - head) <= NEAR)
    claim.beside = frozenset(chain for _, chain in mentions[begin:end])
    claim.filled = frozenset(_filled(tree, noted, event))
    claim.parties = frozenset(x for x in claim.named.get("participant", ()) if isinstance(x, (int, tuple)))
    return claim


def _fill(claim: Claim, tree: Syntax, noted: Annotations, event: DocEvent) -> None:
    """Who, where and when, of a claim's arguments."""
    for a in event.arguments:
        if a.role == "time":
            if a.time is not None:
                time = noted.times[a.time]
                if time.first and time.last:
                    claim.times.append((time.first, time.last))
            continue
        key: object = None
        if a.country is not None:
            key = ("country", a.country)
        elif a.mention is not None and noted.mentions[a.mention].chain >= 0:
            chain = noted.mentions[a.mention].chain
            names = noted.chains[chain].names if chain < len(noted.chains) else []
            code, how = roles.capital_or_country(names[0]) if names else (None, "")
            key = ("country", code) if code and how == "country" else chain if names else f"chain {chain}"
        if a.role == "place":
            claim.places.add(key if key is not None else tree.tokens.lemmas[a.head].lower())
        elif a.role in ACTORS:
            if key is not None:
                claim.named.setdefault(a.role, set()).add(key)
            if not isinstance(key, (int, tuple)):
                claim.nameless.setdefault(a.role, set()).add(stem(tree.tokens.lemmas[a.head].lower()))


def _filled(tree: Syntax, noted: Annotations, event: DocEvent) -> Iterator[object]:
    """What fills the roles of an event: chains, of what is in none the stem of its head."""
    for a in event.arguments:
        chain = noted.mentions[a.mention].chain if a.mention is not None else -1
        if chain >= 0:
            yield chain
        elif a.role != "time":
            yield stem(tree.tokens.lemmas[a.head].lower())


def _phrase(tree: Syntax, head: int, top: int, first: int, last: int) -> list[int]:
    """The tokens of a noun's phrase, or of a verb's clause less what other clauses of it say."""
    t = tree.tokens
    found = []
    waiting = [top]
    while waiting:
        i = waiting.pop()
        found.append(i)
        for c in tree.children[i]:
            if first <= c < last and t.deps[c] not in ("relcl", "ccomp", "advcl", "conj", "parataxis", "punct"):
                waiting.append(c)
    if t.deps[head] in ("relcl", "acl"):
        found.append(t.heads[head])
    return found


def _weights(lemmas: Iterable[str]) -> list[tuple[str, float, int]]:
    """Stems that are rare enough to tell something, how rare each is, how often it stands there."""
    counts = Counter(map(stem, lemmas))
    return [(s, weight, count) for s, count in counts.items() if (weight := rarity(s)) > 1.0]


def _weighed(lemmas: Iterable[str]) -> dict[str, float]:
    return {s: weight * weight for s, weight, _ in _weights(lemmas)}


def _up(heads: Sequence[int], at: int) -> tuple[int, ...]:
    found = [at]
    while heads[at] != at and len(found) < 12:
        at = heads[at]
        found.append(at)
    return tuple(found)
