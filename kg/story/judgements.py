"""What people judged, applied to one reading and to clusters. Pure functions; the later judgement outranks the earlier.

A judgement is anchored on mentions: the article's key and a span. Entities and events change with every article; what a person
pointed at does not. Where the span is no mention any more (another model read the text), the mention that overlaps it counts,
else the nearest of the same words; else the judgement sleeps.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from msgspec.structs import replace as replaced

from kg.articles.article import Article, Span
from kg.reading.reading import Reading
from kg.story import local
from kg.story.stored import Stored
from kg.story.story import EventTime, Filler, Telling

PAIRED = frozenset({"same", "different"})
OF_ENTITIES = frozenset({"same", "different", "rename", "retype", "place"})
OF_EVENTS = frozenset({"same", "different", "status", "date", "place"})


@dataclass(frozen=True, slots=True)
class Anchor:
    """One end of a standing judgement in one article.

    Attributes:
        judgement: its id.
        ordinal: its number in order of making.
        kind: same, different, rename, retype, status, date, place or reject.
        side: 0 for what is judged (left), 1 for what it is compared with or given as a value (right).
        layer: "entity", "event" or "claim".
        span: the mention or trigger.
        text: its words as they stood.
        value: of a correction.
        claim: of a rejection: ("event" | "quotation" | "relation", index into the reading).
    """

    judgement: str
    ordinal: int
    kind: str
    side: int
    layer: str
    span: Span
    text: str = ""
    value: str = ""
    claim: tuple[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A judgement's end, found in the reading: a chain (layer "entity") or an in-article event number (layer "event")."""

    anchor: Anchor
    number: int


@dataclass(frozen=True)
class Judged:
    """An article as stored, with what people judged of it.

    Attributes:
        stored: as the store keeps it.
        reading: with chains and events divided, and claims rejected, as judged.
        marks: ends of judgements.
        rejected: indices of rejected relations.
    """

    stored: Stored
    reading: Reading
    marks: tuple[Mark, ...] = ()
    rejected: frozenset[int] = frozenset()
    id: int = field(init=False)
    key: str = field(init=False)
    article: Article = field(init=False)
    run: str = field(init=False)

    def __post_init__(self) -> None:
        for name in ("id", "key", "article", "run"):
            object.__setattr__(self, name, getattr(self.stored, name))

    @functools.cached_property
    def entities(self) -> tuple[local.LocalEntity, ...]:
        """Its entities; judged chains are name forms of their own."""
        apart: dict[int, tuple[str, str]] = {}
        for mark in self.marks:
            if mark.anchor.layer != "entity":
                continue
            paired = mark.anchor.kind in PAIRED
            if paired or local.node_key(self.reading.chains[mark.number]) is None:
                first = next(m for m in self.reading.mentions if m.chain == mark.number)
                words = " ".join(self.article.text[slice(*first.span)].split())
                apart[mark.number] = (f"@{self.key}-{first.span[0]}", words)
        return tuple(local.local_entities(self.reading, apart))


def judge(stored: Stored, anchors: Sequence[Anchor]) -> Judged:
    """Apply what people judged of one article.

    Args:
        stored: the article.
        anchors: ends of standing judgements in it.
    """
    reading = stored.reading
    if not anchors:
        return Judged(stored, reading)
    text = stored.article.text
    ordered = sorted(anchors, key=lambda a: (a.ordinal, a.side))
    pairs: dict[str, list[Anchor]] = {}
    for anchor in ordered:
        if anchor.kind == "different":
            pairs.setdefault(anchor.judgement, []).append(anchor)
    for pair in pairs.values():
        if len(pair) == 2:
            reading = _divide(reading, text, pair[0], pair[1])
    reading, rejected = _reject(reading, [a.claim for a in ordered if a.claim])
    marks = []
    for anchor in ordered:
        found: int | None = None
        if anchor.layer == "entity":
            mention = find_mention(reading, text, anchor)
            found = reading.mentions[mention].chain if mention is not None else None
        elif anchor.layer == "event":
            claim = find_event(reading, text, anchor)
            found = reading.events[claim].event if claim is not None else None
        if found is not None and found >= 0:
            marks.append(Mark(anchor, found))
    return Judged(stored, reading, tuple(marks), rejected)


def find_mention(reading: Reading, text: str, anchor: Anchor) -> int | None:
    """The mention that an anchor means, as an index."""
    return _find([m.span for m in reading.mentions], text, anchor)


def find_event(reading: Reading, text: str, anchor: Anchor) -> int | None:
    """The event claim whose trigger an anchor means, as an index."""
    return _find([e.trigger for e in reading.events], text, anchor)


def _find(spans: Sequence[Span], text: str, anchor: Anchor) -> int | None:
    begin, end = anchor.span
    ranked = []
    for i, span in enumerate(spans):
        same_words = text[slice(*span)] == anchor.text
        overlap = min(end, span[1]) - max(begin, span[0])
        if span == anchor.span and (same_words or not anchor.text):
            return i
        if same_words or (overlap > 0 and text[begin:end] == anchor.text):
            ranked.append((not same_words, abs(span[0] - begin), -overlap, i))
    return min(ranked)[-1] if ranked else None


def _divide(reading: Reading, text: str, left: Anchor, right: Anchor) -> Reading:
    """Part the chain, or the event, that holds both ends of a "different"."""
    if left.layer == "event":
        one, other = find_event(reading, text, left), find_event(reading, text, right)
        if one is None or other is None or one == other or reading.events[one].event != reading.events[other].event:
            return reading
        number = 1 + max(e.event for e in reading.events)
        changed = [replace(e, event=number) if i == other else e for i, e in enumerate(reading.events)]
        return replace(reading, events=tuple(changed))
    a, b = find_mention(reading, text, left), find_mention(reading, text, right)
    if a is None or b is None or a == b or reading.mentions[a].chain != reading.mentions[b].chain:
        return reading
    old, new = reading.mentions[a].chain, len(reading.chains)
    words = [text[slice(*m.span)].casefold() for m in reading.mentions]
    mentions = list(reading.mentions)
    at = old
    for i, mention in enumerate(mentions):
        if mention.chain != old:
            continue
        if i == b or (i != a and words[i] == words[b] != words[a]):
            at = new
        elif i == a or words[i] == words[a] or mention.kind == "Named":
            at = old
        if at == new:
            mentions[i] = replace(mention, chain=new)
    chain = reading.chains[old]
    taken = {words[i] for i, m in enumerate(mentions) if m.chain == new and m.kind == "Named"}
    kept = {words[i] for i, m in enumerate(mentions) if m.chain == old and m.kind == "Named"}
    here = tuple(n for n in chain.names if n.casefold() in taken)
    there = tuple(n for n in chain.names if n.casefold() not in taken or n.casefold() in kept)
    bare = replace(chain, titles=(), organizations=(), countries=(), place=None, country_code=None)
    divided = [replace(c, names=there) if i == old else c for i, c in enumerate(reading.chains)]
    return replace(reading, mentions=tuple(mentions), chains=(*divided, replace(bare, names=here)))


def _reject(reading: Reading, claims: Iterable[tuple[str, int]]) -> tuple[Reading, frozenset[int]]:
    """Take rejected claims out of the story: an event claim belongs to no event, a quotation to no speaker."""
    events, quotations, relations = list(reading.events), list(reading.quotations), set()
    for kind, at in claims:
        if kind == "relation":
            relations.add(at)
        elif kind == "quotation":
            quotations[at] = replace(quotations[at], speaker_mention=None, addressee_mention=None)
        else:
            events[at] = replace(events[at], event=-1 - at)
    return replace(reading, events=tuple(events), quotations=tuple(quotations)), frozenset(relations)


Verdict = tuple[int, int, bool]


def regroup(
    groups: Sequence[Sequence[int]], verdicts: Sequence[Verdict], order: Mapping[int, tuple[str, ...]]
) -> list[list[int]]:
    """Clusters after what people judged: joined where they said the same, parted where they said different.

    Args:
        groups: as found without them.
        verdicts: (left, right, same) of nodes in the groups, the latest first; where two contradict each other the later holds.
        order: node → what ties are broken by.
    """
    of = {n: {n} for group in groups for n in group}
    parted: list[tuple[int, int]] = []

    def join(a: int, b: int) -> bool:
        one, other = of[a], of[b]
        if one is not other:
            if any((x in one and y in other) or (y in one and x in other) for x, y in parted):
                return False
            one |= other
            for n in other:
                of[n] = one
        return True

    for a, b, same in verdicts:
        if same:
            join(a, b)
        elif of[a] is not of[b]:
            parted.append((a, b))
    for group in groups:
        heads: list[int] = []
        for n in sorted(group, key=order.__getitem__):
            if not any(join(head, n) for head in heads):
                heads.append(n)
    found = {id(members): sorted(members, key=order.__getitem__) for members in of.values()}
    return sorted(found.values(), key=lambda members: order[members[0]])


def corrected(tellings: Sequence[Telling]) -> Sequence[Telling]:
    """The claims about one event after what people corrected of it: its status, date or place, in all of them."""
    latest: dict[str, tuple[int, object]] = {}
    for telling in tellings:
        for ordinal, kind, value in telling.corrections:
            latest[kind] = max(latest.get(kind, (-1, "")), (ordinal, value), key=lambda x: x[0])
    if not latest:
        return tellings
    found = list(tellings)
    if "status" in latest:
        found = [replaced(t, status=str(latest["status"][1])) for t in found]
    if "date" in latest:
        first, _, last = str(latest["date"][1]).partition("/")
        time = EventTime(first if first == last else f"{first} to {last}", None, first, last, "Explicit", None)
        found = [replaced(t, times=(time,)) for t in found]
    if "place" in latest:
        place = Filler("place", entity=str(latest["place"][1]))
        found = [replaced(t, fillers=(*(f for f in t.fillers if f.role != "place"), place), context=()) for t in found]
    return found


Anchors = Callable[[str], Sequence[Anchor]]
"""Article key → the ends of standing judgements in it; claims are found by whoever keeps them."""
