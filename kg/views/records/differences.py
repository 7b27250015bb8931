"""What sources tell differently of one event, slot by slot, with the kind of each difference and the sentences of both sides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kg.graph.asking.terms import Iri
from kg.graph.asking.words import days, point, status
from kg.views.asked.disagreeing import Kind, Known, Told, kind_of
from kg.views.asked.evidence import span_of
from kg.views.records.cited import Cited
from kg.views.records.citing import Citing, Place, Query, in_order
from kg.views.records.shown import Difference

TOLD = 3
"""Sentences given for each value."""
SLOTS = ("who", "whom", "where", "when", "how many", "status")
KINDS = tuple(Kind)
NEAR = 60
"""Characters between a day, a place or a name and the word that tells the event, where two are to contradict each other."""
SINGLE = ("Appoint", "Elect")
"""Event types, with all below them, of which one does it and one it is done to: of others two actors are no disagreement."""

# All without an order: Python sorts them in a tenth of the time.
_TIMES = """SELECT ?event ?claim ?span ?first ?last ?basis WHERE { ?claim kg:about ?event ; kg:timeSpan ?span .
  ?span sem:hasBeginTimeStamp ?first ; sem:hasEndTimeStamp ?last . OPTIONAL { ?span kg:timeBasis ?basis } }"""
_PLACES = """SELECT ?event ?claim ?span ?place ?label ?wkt WHERE {
  ?claim kg:about ?event ; sem:hasPlace ?place ; kg:placeSpan ?span . ?span gaf:denotes ?place .
  ?place kg:mentionCount ?n ; skos:prefLabel ?label . OPTIONAL { ?place geo:hasGeometry/geo:asWKT ?wkt } }"""
_AMOUNTS = """SELECT ?event ?claim ?amount ?unit ?words WHERE {
  ?claim kg:about ?event ; kg:quantity ?words ; kg:amount ?amount ; kg:unit ?unit }"""
# Apart: with the names in one query, Oxigraph begins with all who have one, and takes ten times as long.
_ACTORS = """SELECT ?event ?claim ?role ?actor WHERE {
  ?claim kg:about ?event ; ?role ?actor . FILTER(?role IN (kg:agent, kg:recipient, kg:participant)) }"""
_WHO = "SELECT ?actor ?label ?class WHERE { ?actor kg:mentionCount ?n ; skos:prefLabel ?label ; a ?class }"
_NAMED = """SELECT ?event ?claim ?role ?span ?actor WHERE { ?claim kg:about ?event ; ?role ?span .
  FILTER(?role IN (kg:agentSpan, kg:recipientSpan))
  ?span kg:mentionKind kg:Named ; gaf:denotes ?actor . ?actor kg:mentionCount ?n }"""
_SINGLE = f"""SELECT ?event WHERE {{ VALUES ?top {{ {" ".join(f"type:{name}" for name in SINGLE)} }}
  ?type skos:broader* ?top . ?event sem:eventType ?type }}"""
_WITHIN = "SELECT ?place ?outer WHERE { ?place schema:containedInPlace+ ?outer }"
_LINKED = """SELECT ?one ?other WHERE { ?one schema:worksFor|schema:memberOf|schema:parentOrganization|schema:subOrganization
  |schema:affiliation|schema:nationality|schema:location|schema:owns|schema:containedInPlace ?other }"""
_TRIGGERS = "SELECT ?event ?claim ?words WHERE { ?claim kg:about ?event ; kg:trigger/nif:anchorOf ?words }"


@dataclass(slots=True)
class _Slots:
    """What the claims about some events say: slot → event → claim → values."""

    values: dict[str, dict[str, dict[str, list[Any]]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    )
    names: dict[str, str] = field(default_factory=dict)
    triggers: dict[str, str] = field(default_factory=dict)
    actors: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    known: Known = field(default_factory=Known)

    def put(self, slot: str, event: str, claim: str, value: Any) -> None:
        listed = self.values[slot][event][claim]
        if value not in listed:
            listed.append(value)


def _inside(span: str, place: Place | None) -> bool:
    """Whether the words of a slot stand in the sentence that is shown: what another sentence gives proves nothing here."""
    a, b = span_of(span), span_of(place.span) if place else None
    return a is not None and b is not None and a[0] == b[0] and b[1] <= a[1] and a[2] <= b[2]


def _near(span: str, place: Place | None) -> bool:
    """Whether a day, a place or a name stands near the word that tells the event: farther off it may be of another deed."""
    trigger = next(iter(place.marked), None) if place else None
    a, b = span_of(span), span_of(trigger) if trigger else None
    return a is None or b is None or max(a[1] - b[2], b[1] - a[2]) <= NEAR


def _gather(query: Query, labels: Mapping[str, str], claims: Mapping[str, Iterable[Place]]) -> _Slots:
    events = [Iri(event) for event in labels]
    place_of = {place.claim or "": place for places in claims.values() for place in places}
    found = _Slots()
    for event, claim, span, first, last, basis in in_order(query(_TIMES, event=events), 0, 1, 3, 4, 5):
        if _inside(span, place_of.get(claim)) and _near(span, place_of.get(claim)):
            found.put("when", event, claim, (str(first), str(last), str(basis or "").endswith("Explicit")))
    points: dict[str, tuple[float, float]] = {}
    for event, claim, span, place, label, wkt in in_order(query(_PLACES, event=events), 0, 1, 3, 5):
        if _inside(span, place_of.get(claim)) and _near(span, place_of.get(claim)):
            found.put("where", event, claim, place)
        found.names[place] = label
        if wkt and (where := point(str(wkt))):
            points[place] = where
    for event, claim, amount, unit, words in in_order(query(_AMOUNTS, event=events), 0, 1, 4):
        found.put("how many", event, claim, (float(amount), str(unit), str(words)))
    single = {event for (event,) in query(_SINGLE, event=events)}
    acting = in_order(query(_ACTORS, event=events), 0, 1, 2, 3)
    listed = [Iri(iri) for iri in sorted({actor for _, _, _, actor in acting})]
    who, named = set(), set()
    for actor, label, cls in query(_WHO, actor=listed) if listed else ():
        who.add(actor)
        found.names[actor] = label
        if str(cls).endswith(("Person", "Organization")):
            named.add(actor)
    for _, claim, _, actor in acting:
        if actor in who:
            found.actors[claim].add(actor)
    listed = [Iri(event) for event in sorted(single)]
    for event, claim, role, span, actor in in_order(query(_NAMED, event=listed), 0, 1, 2, 4) if listed else ():
        if _inside(span, place_of.get(claim)) and _near(span, place_of.get(claim)):
            found.put("who" if str(role).endswith("agentSpan") else "whom", event, claim, actor)
    for _, claim, words in query(_TRIGGERS, event=events):
        found.triggers[claim] = str(words).lower()
    around, linked = defaultdict(set), defaultdict(set)
    listed = [Iri(iri) for iri in sorted(found.names)]
    for place, outer in query(_WITHIN, place=listed) if listed else ():
        around[place].add(outer)
    for one, other in query(_LINKED, one=listed) if listed else ():
        linked[one].add(other)
    found.known = Known(around, points, linked, named, found.names)
    return found


def differences(
    query: Query,
    citing: Citing,
    labels: Mapping[str, str],
    claims: Mapping[str, Iterable[Place]],
    *,
    kinds: Iterable[Kind] = (Kind.CONTRADICTION, Kind.SUCCESSION, Kind.PLAN),
) -> list[Difference]:
    """Differences among the claims about events, of articles that are not one another's copies.

    Args:
        query: asks the store.
        citing: knows the articles.
        labels: of the events, in the order of the answer.
        claims: of each event.
        kinds: which kinds to give.
    """
    several = {
        e: label for e, label in labels.items() if len({citing.origin_of(p) for p in claims.get(e, ())}) > 1
    }
    if not several:
        return []
    slots, wanted = _gather(query, several, claims), set(kinds)
    found = []
    for event, label in several.items():
        places = {place.claim or "": place for place in sorted(claims.get(event, ()), key=citing.order)}
        for slot in SLOTS:
            by_kind = _compare(slot, event, places, slots, citing)
            for kind in KINDS:
                if kind in wanted and kind in by_kind:
                    found.append(Difference(event, label, slot, by_kind[kind], kind=kind.value))
    return found


def _compare(
    slot: str, event: str, places: Mapping[str, Place], slots: _Slots, citing: Citing
) -> dict[Kind, tuple[tuple[str, tuple[Cited, ...]], ...]]:
    """The values of one slot that differ, by kind, each with the sentences that give it; the weightiest kind alone where
    values differ in several ways. ``places`` are in order of time.
    """
    told: list[tuple[Told, Place]] = []
    for claim, place in places.items():
        values = [place.status] if slot == "status" and place.status else slots.values[slot][event].get(claim, [])
        if slot == "when" and len(values) > 1:
            continue  # a span from one day to another, told by its two ends
        source = citing.sources.get(place.article)
        for value in values:
            said = Told(value, place.article, citing.origin_of(place), source.date if source else None, place.status,
                        place.said_by, place.words)  # fmt: skip
            told.append((said, place))
    together: dict[str, set[Any]] = defaultdict(set)
    for said, _ in told:
        together[said.article].add(said.value)
    pairs: dict[Kind, list[int]] = defaultdict(list)
    for at, (a, one) in enumerate(told):
        for number in range(at + 1, len(told)):
            b, other = told[number]
            kind = kind_of(slot, a, b, slots.known)
            surely = _one_deed if kind is Kind.CONTRADICTION or slot in ("who", "whom") else _same
            if kind is None or not surely(one, other, slots):
                continue
            if (
                kind is Kind.CONTRADICTION
                and slot != "status"
                and any({a.value, b.value} <= v for v in together.values())
            ):
                continue  # one article tells both: they go together
            pairs[kind] += [at, number]
    found: dict[Kind, tuple[tuple[str, tuple[Cited, ...]], ...]] = {}
    for kind in KINDS:
        if kind not in pairs:
            continue
        groups: dict[Any, list[Place]] = {}
        for at in dict.fromkeys(pairs[kind]):
            groups.setdefault(told[at][0].value, []).append(told[at][1])
        found[kind] = tuple(
            (_words(slot, value, group, slots), _cited(group, citing)) for value, group in groups.items()
        )
        break
    return found


def _same(one: Place, other: Place, slots: _Slots) -> bool:
    """Whether two claims about one event surely tell the same: they share an actor, or the word that tells it."""
    a, b = one.claim or "", other.claim or ""
    if slots.actors[a] & slots.actors[b]:
        return True
    return bool(slots.triggers.get(a)) and slots.triggers.get(a) == slots.triggers.get(b)


def _one_deed(one: Place, other: Place, slots: _Slots) -> bool:
    """Whether two claims surely tell one deed, so that what they say excludes each other: by one word, of one that both name.

    Less proves nothing: of stories that many tell, a node that holds two happenings contradicts itself in every slot.
    """
    a, b = one.claim or "", other.claim or ""
    same_word = bool(slots.triggers.get(a)) and slots.triggers.get(a) == slots.triggers.get(b)
    return same_word and bool(slots.actors[a] & slots.actors[b])


def _words(slot: str, value: Any, group: Iterable[Place], slots: _Slots) -> str:
    if slot == "when":
        return days(value[0], value[1])
    if slot == "how many":
        return str(value[2])
    if slot == "status":
        by = next((place.said_by for place in group if place.said_by), None)
        return status(value, by)
    return slots.names.get(value, str(value))


def _cited(places: Iterable[Place], citing: Citing) -> tuple[Cited, ...]:
    found: dict[tuple[str, str], Cited] = {}
    for place in sorted(places, key=citing.order):
        cited = citing.cite(place)
        found.setdefault((cited.sentence, cited.article), cited)
    return tuple(list(found.values())[:TOLD])
