"""What an article tells of each of its happenings, and how words stand to it: what the models of days and places out of the
context look at."""

from __future__ import annotations

import functools
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.knowledge import events as lexicon
from kg.reading.text.annotations import Annotations, DocArgument, DocEvent
from kg.reading.text.syntax import Syntax

LEAD = 3
"""Sentences, the headline among them, that tell what an article is about."""
ACTORS = ("agent", "recipient", "participant")
NEVER = frozenset(("State", "Think", "Want", "Use", "Cause"))
"""Types of what has no day of its own."""
SURE = ("Certain", "Probable", "Possible", "Underspecified")
STATUSES = ("Occurred", "Ongoing", "Cancelled", "Denied", "NotOccurred", "Planned", "Proposed", "Possible", "Unknown")
"""The more certain first."""
MOST = 150
"""Happenings of an article that look beyond their own words for who took part, when and where, the weightiest first."""
_CLIMB = 12
"""How far up the tree a clause is looked for."""
_NEAR = 8
"""How far up the tree the word of a happening is looked for."""
_STEPS = 5
"""Steps of the way from word to word that are told; a longer way is just long."""
_SAME = frozenset(("conj", "compound", "appos", "nmod"))
"""Relations that do not change who is meant."""


@dataclass(slots=True)
class Happening:
    """The claims of one article about one happening.

    Attributes:
        number: of the happening.
        events: indices into ``Annotations.events``, in order.
        heads: their head tokens; ``sentences``: those of the heads.
        chains: of who takes part; ``places``: of where; ``times``: indices into ``Annotations.times``.
    """

    number: int
    events: list[int] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)
    chains: set[int] = field(default_factory=set)
    places: set[int] = field(default_factory=set)
    times: set[int] = field(default_factory=set)


def happenings(tree: Syntax, noted: Annotations) -> dict[int, Happening]:
    """The happenings of a document, by number, in order of first mention."""
    found: dict[int, Happening] = {}
    for k, event in enumerate(noted.events):
        h = found.setdefault(event.event, Happening(event.event))
        h.events.append(k)
        h.heads.append(event.head)
        h.sentences.append(tree.tokens.sentences[event.head])
        for a in event.arguments:
            if a.mention is not None and (a.role in ACTORS or a.role == "place"):
                (h.places if a.role == "place" else h.chains).add(noted.mentions[a.mention].chain)
            if a.time is not None:
                h.times.add(a.time)
    return found


def weightiest(noted: Annotations, known: dict[int, Happening], least: float) -> set[int]:
    """The numbers of the happenings of at least some weight, :data:`MOST` of them at most: each looks at the whole article."""
    weight = {number: noted.events[h.events[0]].weight for number, h in known.items() if happens(noted, h)}
    return set(sorted((n for n, w in weight.items() if w >= least), key=lambda n: (-weight[n], n))[:MOST])


def nearest(tree: Syntax, heads: Sequence[int], places: Sequence[tuple[int, int]]) -> tuple[str, int, int]:
    """Of places in the text, the one nearest to a word of a happening.

    Args:
        tree: of the document.
        heads: head tokens of the happening's words.
        places: (token, number) pairs, sorted.

    Returns:
        How near by sentences ("same", "before2", "next1"), the number, and the head token it is near to.
    """
    sentences = tree.tokens.sentences

    def key(head: int, at: int, number: int) -> tuple[int, bool, int, int, int]:
        gap = sentences[at] - sentences[head]
        return abs(gap), gap > 0, abs(at - head), number, head

    def pairs() -> Iterator[tuple[int, int, int]]:
        for head in heads:
            behind = bisect_left(places, (head, -1))
            if behind < len(places):
                yield (head, *places[behind])
            if behind:
                yield (head, *places[bisect_left(places, (places[behind - 1][0], -1))])

    if not heads or not places:
        return "", -1, -1
    head, at, number = min(pairs(), key=lambda pair: key(*pair))
    gap = sentences[at] - sentences[head]
    return "same" if gap == 0 else f"{'next' if gap > 0 else 'before'}{min(abs(gap), 4)}", number, head


def at_nearest(tree: Syntax, noted: Annotations, h: Happening, role: str, mentions: Iterable[int]) -> DocArgument:
    """An argument of a happening out of the context, at the nearest of the mentions of who or what fills it."""
    number = nearest(tree, h.heads, sorted((noted.mentions[n].head, n) for n in mentions))[1]
    mention = noted.mentions[number]
    return DocArgument(role, mention.start, mention.end, mention.head, mention=number, context=True)


def happens(noted: Annotations, h: Happening) -> bool:
    """Whether it is something that has a day, a place and participants: no state or thought, no mere saying."""
    events = [noted.events[k] for k in h.events]
    return any(e.event_type not in NEVER and not (e.speech is not None and e.event_type == "Statement") for e in events)


def status_of(events: Sequence[DocEvent]) -> str:
    """The status that an article's claims give a happening, as :func:`kg.story.events.summary.status_of` finds it: of the surest
    claim that leaves nothing open."""

    def rank(event: DocEvent) -> tuple[bool, int, int]:
        open_ = event.status == "Unknown" or (event.status == "Possible" and event.certainty == "Underspecified")
        return open_, SURE.index(event.certainty), STATUSES.index(event.status)

    return min(events, key=rank).status


def teller(noted: Annotations, h: Happening, argument: DocArgument) -> DocEvent:
    """The claim that tells of what stands elsewhere: the nearest to the words of those that have the happening's status, as no
    others fill its slots."""
    events = [noted.events[k] for k in h.events]
    status = status_of(events)

    def rank(event: DocEvent) -> tuple[bool, bool, int, int]:
        sure = SURE.index(event.certainty)
        return event.speech is not None, event.quotation is not None, sure, abs(event.head - argument.head)

    return min((e for e in events if e.status == status), key=rank)


def beside(tree: Syntax, head: int, at: int) -> list[str]:
    """How a word stands to another of its sentence: how far, on which side, in which clause."""
    gap = abs(at - head)
    mine, its = clause(tree, head), clause(tree, at)
    deps = tree.tokens.deps
    if mine == its:
        where = "same"
    elif mine in _above(tree, its):
        where = f"below {deps[its]}"
    elif its in _above(tree, mine):
        where = f"above {deps[mine]}"
    else:
        where = "beside"
    return [
        f"gap={next((b for b in (3, 8, 15) if gap <= b), 99)}",
        f"side={'before' if at < head else 'after'}",
        f"clause {where}",
    ]


def way(tree: Syntax, start: int, end: int) -> str:
    """The way in the tree from one word to another: relations up, then down, prepositions by their word."""
    t = tree.tokens
    if t.sentences[start] != t.sentences[end]:
        return "apart"
    up = [start]
    while t.heads[up[-1]] != up[-1] and len(up) < 12:
        up.append(t.heads[up[-1]])
    place = {token: k for k, token in enumerate(up)}
    down = [end]
    while down[-1] not in place and t.heads[down[-1]] != down[-1] and len(down) < 12:
        down.append(t.heads[down[-1]])
    if down[-1] not in place:
        return "long"
    rise = [t.deps[i] for i in up[: place[down[-1]]] if t.deps[i] not in _SAME]
    fall = [
        t.lower[i] if t.deps[i] == "prep" else t.deps[i]
        for i in reversed(down[:-1])
        if t.deps[i] not in _SAME and not (t.deps[i] == "pobj" and t.deps[t.heads[i]] in ("prep", "agent"))
    ]
    if len(rise) + len(fall) > _STEPS:
        return "long"
    return f"{'^'.join(rise)}^{'V' if t.pos[down[-1]] in ('VERB', 'AUX') else 'N'}>{'>'.join(fall)}"


def governor(tree: Syntax, of_word: Mapping[int, int], i: int) -> int:
    """The happening whose word is the first above a token, -1 where there is none near.

    Args:
        tree: of the document.
        of_word: head token of an event's word → number of its happening.
        i: the token.
    """
    heads = tree.tokens.heads
    for _ in range(_NEAR):
        if heads[i] == i:
            break
        i = heads[i]
        if i in of_word:
            return of_word[i]
    return -1


def clause(tree: Syntax, i: int) -> int:
    """The verb of a word's clause, or the root of its sentence."""
    t = tree.tokens
    for _ in range(_CLIMB):
        if t.pos[i] in ("VERB", "AUX") or t.heads[i] == i:
            return i
        i = t.heads[i]
    return i


def _above(tree: Syntax, i: int) -> set[int]:
    found: set[int] = set()
    heads = tree.tokens.heads
    for _ in range(_CLIMB):
        if heads[i] == i:
            break
        i = heads[i]
        found.add(i)
    return found


def kind(tree: Syntax, i: int) -> str:
    """What tells an event: a noun, the verb of a main clause or of what somebody says ("main"), another verb."""
    t = tree.tokens
    if t.pos[i] not in ("VERB", "AUX"):
        return "noun"
    while t.deps[i] == "conj" and t.heads[i] < i:
        i = t.heads[i]
    return "main" if t.deps[i] in ("ROOT", "ccomp") else "verb"


def definite(tree: Syntax, i: int) -> bool:
    """Whether a noun points back ("the trial", "his death")."""
    t = tree.tokens
    return any(t.deps[c] == "poss" or t.lower[c] in ("the", "this", "that") for c in tree.children[i])


def root(event: DocEvent) -> str:
    """The verb behind an event's word."""
    return _root(event.lemma)


@functools.lru_cache(maxsize=4096)
def _root(lemma: str) -> str:
    return lexicon.verb_of_noun(lemma) or lemma


def top(event: DocEvent) -> str:
    """The top type of an event."""
    return lexicon.top_types(event.event_type)[0]


class Kin:
    """Which happenings of an article are of the same word, type or people, or told in the same sentence. What is merely said is
    akin to none.
    """

    def __init__(self, noted: Annotations, known: Mapping[int, Happening]) -> None:
        self._found: dict[int, list[tuple[str, set[int]]]] = {}
        self._noted = noted
        self._of: dict[str, dict[object, set[int]]] = {}
        for number, h in known.items():
            if not any(noted.events[k].speech is not None for k in h.events):
                for name, keys in self._keys(h):
                    of = self._of.setdefault(name, {})
                    for key in keys:
                        of.setdefault(key, set()).add(number)

    def _keys(self, h: Happening) -> Iterator[tuple[str, Iterable[object]]]:
        events = [self._noted.events[k] for k in h.events]
        yield "kin people", h.chains
        yield "kin sentence", set(h.sentences)
        yield "kin type", {top(e) for e in events} - {"Other"}
        yield "kin word", {root(e) for e in events}

    def ties(self, h: Happening, others: set[int]) -> list[str]:
        """How some happenings are akin to one, itself apart; sorted.

        Args:
            h: the one.
            others: numbers of the happenings.
        """
        if h.number not in self._found:
            akin = []
            for name, keys in self._keys(h):
                of = self._of.get(name, {})
                akin.append((name, set().union(*(of.get(key, ()) for key in keys)) - {h.number}))
            self._found[h.number] = akin
        return [name for name, akin in self._found[h.number] if not akin.isdisjoint(others)]


def around(links: Sequence[tuple[int, int, int]], first: int, number: int) -> list[tuple[str, int, int]]:
    """What is told of last before a word of a happening, and next after it, by words of others.

    Args:
        links: tokens, what is told of there, the happening that it is told of; sorted.
        first: the word.
        number: of the happening.

    Returns:
        "carried" or "followed", the token, and what is told of there.
    """
    found = []
    at = bisect_left(links, (first,)) - 1
    while at >= 0 and links[at][2] == number:
        at -= 1
    if at >= 0:
        found.append(("carried", *links[at][:2]))
    at = bisect_left(links, (first + 1,))
    while at < len(links) and links[at][2] == number:
        at += 1
    if at < len(links):
        found.append(("followed", *links[at][:2]))
    return found
