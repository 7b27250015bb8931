"""What a network could draw, and the choice of what it does draw: what matters most and hangs together."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace

from kg.errors import Code, KgError
from kg.graph import vocabulary as v
from kg.views.asked import rows
from kg.views.asked.nationalities import with_countries
from kg.views.asked.rows import EntityRow, EventRow, PositionRow, Query, TypeRow

BACKGROUND = frozenset({"Attempt", "Cause", "Continue", "State", "Think", "Use", "Want"})
"""Types that say little by themselves ("has", "thinks", "uses"): drawn when nothing better is left."""
STATEMENT = "Statement"
NOT_OCCURRED = "NotOccurred"
"""Status of events that no picture shows unless they are named."""
FILLERS = 8
"""Participants drawn of one event where nodes are limited; a list of forty signatories would fill the picture."""
LINKS = 3
"""Links drawn for each node where events are edges; more make a hairball."""
ALIKE = 4
"""Events drawn of the very same participants before others get their turn."""
NEW, AMONG = 0.6, 0.9
"""Shares of the nodes: up to the first, events bring new participants in; up to the second come events among those."""
FEW = 12
"""Below so many nodes, events that link nobody to anybody are drawn too."""


@dataclass(frozen=True, slots=True)
class Tie:
    """What holds between two entities without an event: a relation or a position held."""

    source: str
    target: str
    kind: str  # "relation" or "position"
    iri: str
    label: str
    first: str | None = None
    last: str | None = None
    sentences: tuple[str, ...] = ()


@dataclass(slots=True)
class Candidates:
    """All that may be drawn under the filters.

    Attributes:
        entities, events: by IRI; the slots of events hold entities of these alone.
        ties: between these entities.
        types: event types by local name.
        rank: place of each entity, the most reported first.
        linked: entities that an event, a position or a relation links to something; a gazetteer's "in" does not count.
        distance: from the focus, in steps between entities; None without focus.
        home: nationalities that are drawn as their countries → country.
    """

    entities: dict[str, EntityRow]
    events: dict[str, EventRow]
    ties: list[Tie]
    types: dict[str, TypeRow]
    rank: dict[str, int]
    linked: set[str]
    distance: dict[str, int] | None
    home: dict[str, str] = field(default_factory=dict)

    def group(self, event_type: str) -> str:
        found = self.types.get(event_type)
        return found.group if found else event_type


def candidates(
    query: Query,
    *,
    focus: str | None,
    hops: int,
    first: str | None,
    last: str | None,
    statements: bool,
    classes: Collection[str] | None,
    named: Collection[str] = (),
) -> Candidates:
    """Ask the store for everything of its story and keep what the filters allow.

    Args:
        query: see :data:`kg.views.asked.rows.Query`.
        focus: IRI of an entity or event; only what is at most ``hops`` entities away from it.
        hops: at least 1.
        first, last: ISO days; events (and dated positions) whose interval overlaps.
        statements: whether events of speech are drawn.
        classes: local names of the classes of entities to draw.
        named: IRIs of events that are kept whatever the filters say, also where nobody is known to take part.

    Raises:
        KgError: KG040 where nothing has the IRI ``focus``.
    """
    types = rows.event_types(query)
    every, home = with_countries(rows.entities(query), focus)
    entities = {
        iri: row for iri, row in every.items() if classes is None or row.entity_class in classes or iri == focus
    }
    events = {}
    for iri, event in rows.events(query).items():
        if iri != focus and iri not in named:
            if not statements and (event.event_type == STATEMENT or _group(types, event.event_type) == STATEMENT):
                continue
            if event.status == NOT_OCCURRED:
                continue
            if not _overlaps(event.first, event.last, first, last):
                continue
        slots = dict.fromkeys((role, home.get(filler, filler)) for role, filler in event.slots)
        event.slots = [(role, filler) for role, filler in slots if filler in entities]
        if event.slots or iri == focus or iri in named:
            events[iri] = event
    if focus is not None and focus not in entities and focus not in events:
        raise KgError(Code.NO_ENTITY, name=focus, hint="")

    linked = {filler for event in events.values() for _, filler in event.slots}
    ties = []
    held = [replace(p, organization=home.get(p.organization, p.organization)) for p in rows.positions(query)]
    for tie in _ties(entities, held):
        if tie.first or tie.last:
            if _overlaps(tie.first, tie.last, first, last):
                ties.append(tie)
        # what holds at no known time joins those who have something in the interval, and brings nobody in
        elif (first is None and last is None) or {tie.source, tie.target} <= linked | {focus}:
            ties.append(tie)
    linked.update(end for tie in ties if tie.iri != v.CONTAINED_IN_PLACE for end in (tie.source, tie.target))
    order = sorted(entities.values(), key=lambda e: (-e.origins, -e.articles, -e.mentions, e.label, e.iri))
    found = Candidates(entities, events, ties, types, {row.iri: at for at, row in enumerate(order)}, linked, None, home)
    if focus is not None:
        found.distance = _distances(found, focus, max(hops, 1))
    return found


def _group(types: dict[str, TypeRow], event_type: str) -> str:
    return types[event_type].group if event_type in types else event_type


def _overlaps(begin: str | None, end: str | None, first: str | None, last: str | None) -> bool:
    """Whether an interval, open where a side is missing, shares a day with the one asked for; without dates, no."""
    if first is None and last is None:
        return True
    if begin is None and end is None:
        return False
    return (last is None or begin is None or begin[:10] <= last) and (first is None or end is None or end[:10] >= first)


def _ties(entities: dict[str, EntityRow], positions: Iterable[PositionRow]) -> list[Tie]:
    """Ties between entities; a position says more than the bare "works for" of the same two."""
    ties = [
        Tie(p.member, p.organization, "position", v.ORG_ROLE, p.role, p.first, p.last, tuple(p.sentences))
        for p in positions
        if p.member in entities and p.organization in entities and p.member != p.organization
    ]
    held = {(tie.source, tie.target) for tie in ties}
    for row in entities.values():
        for predicate, other in row.ties:
            if other in entities and not (predicate in (v.WORKS_FOR, v.MEMBER_OF) and (row.iri, other) in held):
                ties.append(Tie(row.iri, other, "relation", predicate, _words(predicate)))
    return sorted(set(ties), key=_tie_order)


def _tie_order(tie: Tie) -> tuple[object, ...]:
    return (tie.source, tie.target, tie.kind, tie.iri, tie.label, tie.first or "", tie.last or "", tie.sentences)


def _words(predicate: str) -> str:
    """A predicate's name as words: "works for"."""
    if predicate == v.CONTAINED_IN_PLACE:
        return "in"
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", rows.local(predicate)).lower()


def _distances(found: Candidates, focus: str, hops: int) -> dict[str, int]:
    """Steps between entities from the focus; an event is as far as the nearest entity in it, plus one."""
    events_of: dict[str, list[str]] = {}
    for iri, event in found.events.items():
        for _, filler in event.slots:
            events_of.setdefault(filler, []).append(iri)
    tied: dict[str, set[str]] = {}
    for tie in found.ties:
        tied.setdefault(tie.source, set()).add(tie.target)
        tied.setdefault(tie.target, set()).add(tie.source)
    distance = {focus: 0}
    if focus in found.events:
        front = {filler for _, filler in found.events[focus].slots}
        distance.update(dict.fromkeys(front, 1))
        step = 1
    else:
        front, step = {focus}, 0
    while front and step < hops:
        step += 1
        reached: set[str] = set()
        for iri in front:
            for near in events_of.get(iri, ()):
                distance.setdefault(near, step)
                reached.update(filler for _, filler in found.events[near].slots)
            reached |= tied.get(iri, set())
        front = reached - distance.keys()
        distance.update(dict.fromkeys(front, step))
    return distance


def choose_with_events(found: Candidates, limit: int | None, focus: str | None) -> tuple[set[str], int]:
    """The nodes to draw, entities and events.

    Events come by weight, each with its participants; so what is drawn hangs together, and what is mentioned in passing is
    left out. Then entities that ties link to what is drawn.

    Returns:
        IRIs of the nodes, and how many could have been drawn.
    """
    near = found.distance
    possible = {iri for iri in found.linked if near is None or iri in near}
    possible |= {iri for iri in found.events if near is None or iri in near}
    if focus is not None:
        possible.add(focus)
    if limit is None:
        ends = {end for tie in found.ties for end in (tie.source, tie.target) if near is None or end in near}
        return possible | ends, len(possible | ends)
    leaves = {iri for iri in possible & found.events.keys() if iri != focus and _leaf(found.events[iri])}
    possible -= leaves | {iri for iri in possible & found.events.keys() if iri != focus and found.events[iri].passing}
    choice = _Choice(found, possible, limit, focus)
    order = sorted((iri for iri in found.events if iri in possible), key=lambda iri: _event_order(found, iri))
    choice.events(order, round(limit * NEW), among=False)
    choice.events(order, round(limit * AMONG), among=True)
    choice.events(order, limit, among=False)
    choice.events(choice.later, limit, among=False)
    for tie in sorted(found.ties, key=lambda t: sorted((found.rank[t.source], found.rank[t.target]))):
        new = {tie.source, tie.target} - choice.chosen
        if len(choice.chosen) + len(new) <= limit and new <= possible and tie.iri != v.CONTAINED_IN_PLACE:
            choice.chosen |= new
    if len(choice.chosen) < min(FEW, limit):
        choice.possible |= leaves
        order = sorted(leaves, key=lambda iri: _event_order(found, iri))
        choice.events(order, min(FEW, limit), among=False)
        possible |= leaves & choice.chosen
    return choice.chosen, len(possible)


def choose_whole(found: Candidates, limit: int | None, focus: str | None) -> tuple[set[str], int]:
    """All that there is; where it is too much, first what :func:`choose_with_events` takes, then the other events with who
    takes part in them, then entities that nothing links to anything.

    Returns:
        IRIs of the nodes, and how many there are in all.
    """
    near = found.distance
    everything = {iri for iri in (*found.entities, *found.events) if near is None or iri in near}
    if focus is not None:
        everything.add(focus)
    if limit is None or len(everything) <= limit:
        return everything, len(everything)
    chosen, _ = choose_with_events(found, limit, focus)
    for iri in sorted(everything & found.events.keys() - chosen, key=lambda iri: _event_order(found, iri)):
        fillers = sorted({f for _, f in found.events[iri].slots if f in everything}, key=found.rank.__getitem__)
        new = {iri, *fillers[:FILLERS]} - chosen
        if len(chosen) + len(new) <= limit:
            chosen |= new
    rest = sorted(everything & found.entities.keys() - chosen, key=found.rank.__getitem__)
    return chosen | set(rest[: limit - len(chosen)]), len(everything)


def _leaf(event: EventRow) -> bool:
    """Whether an event links nobody to anybody, at no known time, by one source: a picture gains nothing from it."""
    return len({filler for _, filler in event.slots}) < 2 and not event.first and not event.last and event.origins < 2


class _Choice:
    """Nodes chosen so far, as events bring them in."""

    def __init__(self, found: Candidates, possible: set[str], limit: int, focus: str | None) -> None:
        self.found, self.possible, self.limit, self.focus = found, possible, limit, focus
        self.chosen: set[str] = set() if focus is None else {focus}
        self.later: list[str] = []
        self.turns: dict[frozenset[str], int] = {}

    def events(self, order: list[str], most: int, *, among: bool) -> None:
        """Take events in order with their participants, up to ``most`` nodes; with ``among``, only those of chosen ones."""
        again = order is self.later
        for iri in order:
            if iri in self.chosen and iri != self.focus:
                continue
            fillers = {f for _, f in self.found.events[iri].slots if f in self.possible}
            drawn = set(sorted(fillers, key=self.found.rank.__getitem__)[:FILLERS])
            if self.focus in fillers:
                drawn.add(str(self.focus))
            if among and not drawn <= self.chosen:
                continue
            who = frozenset(drawn)
            if not again and self.turns.get(who, 0) >= ALIKE:
                self.later.append(iri)
                continue
            new = {iri, *drawn} - self.chosen
            if len(self.chosen) + len(new) <= most:
                self.chosen |= new
                self.turns[who] = self.turns.get(who, 0) + 1


def _event_order(found: Candidates, iri: str) -> tuple[object, ...]:
    """The weightiest first; of those that weigh alike the most reported, and those whose participants are."""
    event = found.events[iri]
    fillers = sorted({found.rank[filler] for _, filler in event.slots})
    return (
        0 if found.distance is None else found.distance[iri],
        -event.weight,
        event.event_type in BACKGROUND,
        -event.origins,
        -event.articles,
        -min(len(fillers), 2),
        fillers[1:2] or fillers,
        fillers,
        event.label,
        iri,
    )


def pairs(event: EventRow, rank: dict[str, int]) -> list[tuple[str, str, str]]:
    """The links between entities that an event stands for, where the event itself is not drawn.

    Returns:
        (source, target, role): "recipient" from who does it to whom it is done, "participant" between equals (from the
        more reported to the less), "place" from who takes part to where.
    """
    of: dict[str, list[str]] = {role: [] for role in rows.ROLES}
    for role, filler in event.slots:
        of[role].append(filler)
    for role, fillers in of.items():
        of[role] = sorted(set(fillers), key=rank.__getitem__)[:FILLERS]
    equals = sorted({*of["agent"], *of["participant"]}, key=rank.__getitem__)
    found = [(a, b, "participant") for at, a in enumerate(equals) for b in equals[at + 1 :]]
    found += [(a, b, "recipient") for a in equals for b in of["recipient"]]
    found += [(a, b, "place") for a in equals or of["recipient"] for b in of["place"]]
    return [(a, b, role) for a, b, role in dict.fromkeys(found) if a != b]


@dataclass(slots=True)
class Links:
    """Links between entities where events are not drawn.

    Attributes:
        events: (source, target, event type, role) → the events of that link.
        weight: of each pair of entities, the smaller IRI first: origins of all that links them; 0 for a mere "in".
    """

    events: dict[tuple[str, str, str, str], list[EventRow]]
    weight: dict[tuple[str, str], int]


def links(found: Candidates) -> Links:
    """All links between entities that events or ties stand for."""
    near = found.distance
    events: dict[tuple[str, str, str, str], list[EventRow]] = {}
    weight: dict[tuple[str, str], int] = {}
    for iri, event in found.events.items():
        if near is not None and iri not in near:
            continue
        for a, b, role in pairs(event, found.rank):
            if near is None or (a in near and b in near):
                events.setdefault((a, b, event.event_type, role), []).append(event)
                pair = (a, b) if a < b else (b, a)
                weight[pair] = weight.get(pair, 0) + max(event.origins, 1)
    for tie in found.ties:
        if near is None or (tie.source in near and tie.target in near):
            contained = tie.iri == v.CONTAINED_IN_PLACE
            pair = (min(tie.source, tie.target), max(tie.source, tie.target))
            weight[pair] = weight.get(pair, 0) + (not contained)
    return Links(events, weight)


def choose_entities(
    found: Candidates, every: Links, limit: int | None, focus: str | None
) -> tuple[set[str], set[tuple[str, str]], int]:
    """What to draw where events are edges: the most reported entities that link among themselves, and their links.

    Of the links the strongest stay, :data:`LINKS` times as many as nodes, and of every node the strongest.

    Returns:
        IRIs of the entities, the pairs that are linked, and how many entities could have been drawn.
    """
    near, rank = found.distance, found.rank
    neighbours: dict[str, set[str]] = {}
    for (a, b), strength in every.weight.items():
        if not strength and limit is not None:
            continue
        neighbours.setdefault(a, set()).add(b)
        neighbours.setdefault(b, set()).add(a)
    if focus in found.entities:
        neighbours.setdefault(str(focus), set())
    order = sorted(neighbours, key=lambda iri: (0 if near is None else near[iri], rank[iri]))
    if limit is None:
        return set(order), set(every.weight), len(order)
    taken = limit
    while True:
        top = set(order[:taken])
        chosen = [iri for iri in order[:taken] if iri == focus or neighbours[iri] & top]
        if len(chosen) >= limit or taken >= len(order):
            break
        taken += limit - len(chosen)
    drawn = set(chosen[:limit])
    while alone := {iri for iri in drawn if iri != focus and not neighbours[iri] & drawn}:
        drawn -= alone
    ranked = sorted(
        (pair for pair in every.weight if drawn.issuperset(pair)),
        key=lambda pair: (-every.weight[pair], sorted((rank[pair[0]], rank[pair[1]]))),
    )
    kept = set(ranked[: limit * LINKS])
    reached: set[str] = set()
    for pair in ranked:
        if not reached.issuperset(pair):
            kept.add(pair)
            reached.update(pair)
    return drawn, kept, len(order)
