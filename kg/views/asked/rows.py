"""What views ask of a story: a handful of bulk queries, their rows turned into plain values.

A view never asks once per node: everything of one sort comes by one query, and what was not chosen is dropped here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from kg.graph import vocabulary as v

Query = Callable[..., Iterable[Any]]
"""``query(sparql)`` → solutions whose terms are got by name and have a ``value``; the default graph is the union."""

PROLOGUE = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in v.PREFIXES.items())
ROLES = ("agent", "recipient", "participant", "place")
"""Roles that a network draws; the others (topic, instrument, quantity) are no entities as a rule."""
MANY = 2_000
"""IRIs that one query names; more are asked for in turns. Measured with 2,600 of 45,000 events: 1 s, and 20 s for all of them."""

_POINT = re.compile(r"POINT\(([-+\d.eE]+) ([-+\d.eE]+)\)")
_CLASS_OF = {iri: name for name, iri in v.ENTITY_CLASS_IRIS.items()}
_ROLE_OF = {v.ROLES[role]: role for role in ROLES}
_ROLE_OF_SPAN = {v.ROLE_SPANS[role]: role for role in ROLES}


PASSING = 0.1
"""Weight (``kg:weight``) below which an event hardly matters: no default view shows it."""


@dataclass(slots=True)
class EntityRow:
    """An entity as the story describes it; ``ties`` are (predicate IRI, IRI of another node), ``own_class`` is the class of the
    user's own, or ""."""

    iri: str
    entity_class: str = ""
    own_class: str = ""
    label: str = ""
    names: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    same_as: list[str] = field(default_factory=list)
    origins: int = 0
    articles: int = 0
    mentions: int = 0
    ties: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class EventRow:
    """An event as the story describes it; ``slots`` are (role, IRI of what fills it).

    ``weight`` is how much it matters, 0 to 1; 1 where a store made before weights were does not tell.
    """

    iri: str
    event_type: str = ""
    label: str = ""
    status: str = "Unknown"
    first: str | None = None
    last: str | None = None
    origins: int = 0
    articles: int = 0
    slots: list[tuple[str, str]] = field(default_factory=list)
    weight: float = 1.0

    @property
    def passing(self) -> bool:
        """Whether it is mentioned in passing: a state, a wish, a general truth, no event of a list that was not asked for all."""
        return 0 < self.weight < PASSING  # 0: read before weights were


@dataclass(slots=True)
class PositionRow:
    """A position held at an organisation; ``sentences`` are spans."""

    member: str
    organization: str
    role: str = ""
    first: str | None = None
    last: str | None = None
    sentences: list[str] = field(default_factory=list)


@dataclass(slots=True)
class ClaimRow:
    """A claim about an event: its words as spans, its fillers as entities."""

    iri: str
    event: str
    article: str
    sentence: str
    trigger: str | None = None
    status: str | None = None
    fillers: set[tuple[str, str]] = field(default_factory=set)
    spans: list[tuple[str, str]] = field(default_factory=list)
    said_by: set[str] = field(default_factory=set)

    @property
    def where(self) -> tuple[object, ...]:
        """Its place among the claims of one article: numbers in IRIs of spans are compared by length first."""
        return (len(self.sentence), self.sentence, self.iri)


@dataclass(frozen=True, slots=True)
class TieClaimRow:
    """A claim of a tie between two entities."""

    subject: str
    predicate: str
    object: str
    article: str
    sentence: str
    subject_span: str
    object_span: str
    status: str | None


@dataclass(frozen=True, slots=True)
class TypeRow:
    """An event type: its name for people and the type at the top above it."""

    label: str
    group: str


def local(iri: str) -> str:
    """What stands behind the last "#" or "/" of an IRI."""
    return iri.rpartition("#")[2] if "#" in iri else iri.rpartition("/")[2]


def values(name: str, iris: Iterable[str]) -> Iterator[str]:
    """VALUES blocks that bind ``name``, each to as many IRIs as a query should name."""
    listed = sorted(iris)
    for at in range(0, len(listed), MANY):
        yield f"VALUES ?{name} {{ {' '.join(f'<{iri}>' for iri in listed[at : at + MANY])} }}"


def solutions(query: Query, names: str, where: str) -> Iterator[list[str | None]]:
    """Rows of strings (None where unbound), in the order of ``names``."""
    wanted = names.split()
    for row in query(f"{PROLOGUE}SELECT {' '.join('?' + name for name in wanted)} WHERE {{ {where} }}"):
        yield [None if (term := row[name]) is None else term.value for name in wanted]


def pairs(query: Query, names: str, of: Iterable[str], where: str) -> Iterator[tuple[str, str]]:
    """Rows of two strings, of a query about some IRIs, asked as many at a time as a query should name.

    Args:
        query: asks the store.
        names: of the two variables, and of the one that is bound to the IRIs: "span entity event".
        of: the IRIs.
        where: what is asked.
    """
    one, other, bound = names.split()
    for block in values(bound, of):
        for left, right in solutions(query, f"{one} {other}", f"{block} {where}"):
            assert left is not None and right is not None
            yield left, right


def _number(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        return 0


def _decimal(text: str | None) -> float:
    try:
        return float(text) if text is not None else 1.0
    except ValueError:
        return 1.0


def entities(query: Query) -> dict[str, EntityRow]:
    """All entities of the story, by IRI."""
    found: dict[str, EntityRow] = {}
    ties: list[tuple[EntityRow, str, str]] = []
    for iri, predicate, value in solutions(query, "e p o", "GRAPH kg:story { ?e kg:mentionCount ?count ; ?p ?o }"):
        assert iri is not None and predicate is not None and value is not None
        row = found.get(iri)
        if row is None:
            row = found[iri] = EntityRow(iri)
        if predicate == v.MENTION_COUNT:
            row.mentions = _number(value)
        elif predicate == v.A:
            row.entity_class = _CLASS_OF.get(value, row.entity_class)
        elif predicate == v.OWN_CLASS:
            row.own_class = local(value)
        elif predicate == v.PREF_LABEL:
            row.label = value
        elif predicate == v.ALT_LABEL:
            row.names.append(value)
        elif predicate == v.ARTICLE_COUNT:
            row.articles = _number(value)
        elif predicate == v.ORIGIN_COUNT:
            row.origins = _number(value)
        elif predicate == v.JOB_TITLE:
            row.titles.append(value)
        elif predicate == v.SAME_AS:
            row.same_as.append(value)
        elif predicate != v.LABEL:
            ties.append((row, predicate, value))
    for row, predicate, value in ties:
        if value in found and value != row.iri:
            row.ties.append((predicate, value))
    for row in found.values():
        row.label = row.label or local(row.iri)
        row.entity_class = row.entity_class or "Thing"
        row.names.sort()
        row.titles.sort()
        row.same_as.sort()
        row.ties.sort()
    return found


def events(query: Query) -> dict[str, EventRow]:
    """All events of the story, by IRI."""
    found: dict[str, EventRow] = {}
    where = (
        "GRAPH kg:story { ?e a sem:Event OPTIONAL { ?e sem:eventType ?t } OPTIONAL { ?e rdfs:label ?l } "
        "OPTIONAL { ?e kg:status ?s } OPTIONAL { ?e sem:hasBeginTimeStamp ?b } OPTIONAL { ?e sem:hasEndTimeStamp ?n } "
        "OPTIONAL { ?e kg:originCount ?o } OPTIONAL { ?e kg:articleCount ?a } OPTIONAL { ?e kg:weight ?w } }"
    )
    for row in sorted(solutions(query, "e t l s b n o a w", where), key=lambda row: tuple(part or "" for part in row)):
        iri, event_type, label, status, first, last, origins, articles, weight = row
        assert iri is not None
        name = local(event_type or "")
        found.setdefault(
            iri,
            EventRow(
                iri,
                name,
                label or name or local(iri),
                local(status or "Unknown"),
                first,
                last,
                _number(origins or ""),
                _number(articles or ""),
                weight=_decimal(weight),
            ),
        )
    for role in ROLES:
        # one query a role: measured, 0.5 s for 24,000 events, against 1.2 s for all their properties at once
        where = f"GRAPH kg:story {{ ?e a sem:Event ; <{v.ROLES[role]}> ?o }}"
        for iri, filler in solutions(query, "e o", where):
            assert iri is not None and filler is not None
            found[iri].slots.append((role, filler))
    for event in found.values():
        event.slots.sort()
    return found


def event_types(query: Query) -> dict[str, TypeRow]:
    """Event types by local name; of several types above one, the first in the alphabet leads to its group."""
    labels: dict[str, str] = {}
    broader: dict[str, str] = {}
    where = f"?t skos:prefLabel ?label FILTER(STRSTARTS(STR(?t), '{v.TYPE}')) OPTIONAL {{ ?t skos:broader ?b }}"
    for iri, label, above in solutions(query, "t label b", f"GRAPH kg:ontology {{ {where} }}"):
        assert iri is not None and label is not None
        name = local(iri)
        labels[name] = min(label, labels.get(name, label))
        if above is not None:
            broader[name] = min(local(above), broader.get(name, local(above)))
    found = {}
    for name, label in labels.items():
        group, seen = name, {name}
        while (above := broader.get(group)) is not None and above not in seen:
            group = above
            seen.add(above)
        found[name] = TypeRow(label, group)
    return found


def positions(query: Query) -> list[PositionRow]:
    """Positions held at organisations that are entities, in the order of their IRIs."""
    found: dict[str, dict[str, Any]] = {}
    for iri, predicate, value in solutions(query, "m p o", "GRAPH kg:story { ?m a org:Membership ; ?p ?o }"):
        assert iri is not None and predicate is not None and value is not None
        row = found.setdefault(iri, {"sentences": []})
        if predicate == v.EVIDENCE:
            row["sentences"].append(value)
        else:
            row[predicate] = value
    return [
        PositionRow(
            member=row[v.ORG_MEMBER],
            organization=row[v.ORG_ORGANIZATION],
            role=row.get(v.ORG_ROLE, ""),
            first=row.get(v.BEGIN),
            last=row.get(v.END),
            sentences=sorted(row["sentences"]),
        )
        for _, row in sorted(found.items())
        if v.ORG_MEMBER in row and v.ORG_ORGANIZATION in row
    ]


def claims(query: Query, about: set[str]) -> list[ClaimRow]:
    """The claims about some events, in the order of their IRIs."""
    found: dict[str, ClaimRow] = {}
    properties: list[list[str | None]] = []
    for block in values("event", about):
        where = f"{block} ?c kg:about ?event ; kg:reportedIn ?a ; kg:evidence ?s"
        for iri, event, article, sentence in solutions(query, "c event a s", where):
            assert iri is not None and event is not None and article is not None and sentence is not None
            if iri not in found or sentence < found[iri].sentence:
                found[iri] = ClaimRow(iri, event, article, sentence)
        # all properties, the wanted ones kept here: with a VALUES block for them Oxigraph scans (1.6 s instead of 10 ms)
        properties += solutions(query, "c p o", f"{block} ?c kg:about ?event ; ?p ?o")
    for iri, predicate, value in properties:
        assert iri is not None and predicate is not None and value is not None
        row = found.get(iri)
        if row is None:
            continue
        if predicate in _ROLE_OF:
            row.fillers.add((_ROLE_OF[predicate], value))
        elif predicate in _ROLE_OF_SPAN:
            row.spans.append((_ROLE_OF_SPAN[predicate], value))
        elif predicate == v.TRIGGER:
            row.trigger = value
        elif predicate == v.STATUS:
            row.status = local(value)
        elif predicate == v.SAID_BY:
            row.said_by.add(value)
    for row in found.values():
        row.spans.sort()
    return [found[iri] for iri in sorted(found)]


def denoted(query: Query, about: set[str]) -> dict[str, set[str]]:
    """What the spans in roles of the claims about some events denote."""
    found: dict[str, set[str]] = {}
    where = "?c kg:about ?event ; ?p ?span . ?span gaf:denotes ?e"
    for span, entity in pairs(query, "span e event", about, where):
        found.setdefault(span, set()).add(entity)
    return found


def mentions(query: Query, of: set[str]) -> dict[str, list[str]]:
    """Spans that name some entities."""
    found: dict[str, list[str]] = {iri: [] for iri in of}
    for span, entity in pairs(query, "m e e", of, "?m gaf:denotes ?e ; kg:mentionKind kg:Named"):
        found[entity].append(span)
    return found


def tie_claims(query: Query) -> list[TieClaimRow]:
    """All claims of ties between two entities, in a fixed order."""
    where = (
        "?c kg:predicate ?p ; kg:subject ?ms ; kg:object ?mo ; kg:reportedIn ?a ; kg:evidence ?s . "
        "?ms gaf:denotes ?x . ?mo gaf:denotes ?y . OPTIONAL { ?c kg:status ?status }"
    )
    found = set()
    for x, p, y, a, s, ms, mo, status in solutions(query, "x p y a s ms mo status", where):
        assert x and p and y and a and s and ms and mo
        found.add((x, p, y, a, s, ms, mo, status and local(status)))
    return [TieClaimRow(*row) for row in sorted(found, key=lambda row: tuple(part or "" for part in row))]


def coordinates(query: Query) -> dict[str, tuple[float, float]]:
    """Longitude and latitude of the places that have them."""
    found: dict[str, tuple[float, float]] = {}
    for iri, point in sorted(solutions(query, "e p", "GRAPH kg:story { ?e geo:hasGeometry/geo:asWKT ?p }"), key=str):
        if iri is not None and (match := _POINT.fullmatch(point or "")):
            found.setdefault(iri, (float(match[1]), float(match[2])))
    return found


def containment(query: Query) -> tuple[dict[str, frozenset[str]], dict[str, str]]:
    """The places that directly contain an entity, by its IRI; and the names of those places."""
    found: dict[str, set[str]] = {}
    labels: dict[str, str] = {}
    where = "GRAPH kg:story { ?e schema:containedInPlace ?o . OPTIONAL { ?o skos:prefLabel ?l } }"
    for iri, outer, label in solutions(query, "e o l", where):
        if iri is not None and outer is not None and iri != outer:
            found.setdefault(iri, set()).add(outer)
            if label is not None:
                labels[outer] = min(label, labels.get(outer, label))
    return {iri: frozenset(found[iri]) for iri in sorted(found)}, labels
