"""How two tellings of one happening differ in a slot: contradiction, succession, coarser and finer, plan and outcome, tolerance.

Only a contradiction means that one of the two must be wrong. What may be harmless is taken for harmless: where a place is not
known, where one article tells both, where days lie one apart because a weekday was reckoned from a publication day.
"""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from kg.knowledge.disagreement_words import pattern


class Kind(Enum):
    """Kinds of difference, the weightiest first; the value is what people read."""

    CONTRADICTION = "contradiction"
    SUCCESSION = "changed later"
    PLAN = "plan and outcome"
    TOLERANCE = "within tolerance"
    COARSER = "coarser and finer"


HELD = frozenset({"Occurred", "Ongoing"})
PLANNED = frozenset({"Planned", "Proposed", "Possible"})
NEAR_KM = 25.0
"""Places this near one another are taken for one town and its surroundings."""
WEEK = 7
"""Days by which a weekday is another where two articles reckon it from their own day."""
EXACT, HEDGED = 0.05, 0.2
"""Shares by which two counts may differ: as they stand, and where one is said to be rough."""


@dataclass(frozen=True, slots=True)
class Told:
    """What one claim says of a slot.

    Attributes:
        value: (first, last, explicit) of days; the IRI of a place or an actor; a status; (amount, unit).
        article, origin: where it stands, and what that shares with its copies.
        published: ISO date of the article, or None.
        status: what the claim says of the happening.
        said_by: who says so, when it is not the article.
        sentence: the words.
    """

    value: Any
    article: str
    origin: str
    published: str | None
    status: str | None
    said_by: str | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of entities.

    Attributes:
        around: place → the places that contain it.
        points: place → latitude and longitude in degrees.
        linked: entity → entities that it belongs to, works for or is a part of.
        named: entities that have a name.
        names: place → its label.
    """

    around: Mapping[str, Collection[str]] = field(default_factory=dict)
    points: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    linked: Mapping[str, Collection[str]] = field(default_factory=dict)
    named: Collection[str] = frozenset()
    names: Mapping[str, str] = field(default_factory=dict)


def kind_of(slot: str, a: Told, b: Told, known: Known) -> Kind | None:
    """How two tellings differ in a slot.

    Args:
        slot: when, where, status, "how many", who or whom.
        a, b: of two claims about one event.
        known: about places and actors.

    Returns:
        None where they do not differ, tell by one origin, or cannot be compared.
    """
    if a.origin == b.origin or a.article == b.article or a.value == b.value:
        return None
    if slot == "status":
        return _statuses(a, b)
    if slot == "when":
        return _days(a, b)
    if slot == "where":
        return _places(a, b, known)
    if slot == "how many":
        return _amounts(a, b)
    return _actors(a, b, known)


def is_denial(told: Told) -> bool:
    """Whether a claim with the status Denied really denies: somebody does so by name, in words of denial."""
    if told.status != "Denied" or told.said_by is None or not is_denial_in(told.sentence):
        return False
    return told.said_by.split()[-1].casefold() in told.sentence.casefold()


def is_denial_in(sentence: str) -> bool:
    """Whether a sentence has words of denial, and not of refusal ("denied entry")."""
    return bool(pattern("denial").search(sentence)) and not pattern("refusal").search(sentence)


def _changed(a: Told, b: Told) -> Kind | None:
    """What a plan and its outcome, or an announced change, explain."""
    if {a.status, b.status} & HELD and {a.status, b.status} & PLANNED:
        return Kind.PLAN
    if any(t.status == "Cancelled" for t in (a, b)):
        return Kind.SUCCESSION
    if any(pattern("moved").search(t.sentence) for t in (a, b)):
        return Kind.SUCCESSION
    return None


def _statuses(a: Told, b: Told) -> Kind | None:
    told = {a.status: a, b.status: b}
    if len(told) < 2:
        return None
    statuses = set(told)
    if denied := told.get("Denied"):
        if not is_denial(denied):
            return None
        other = b if denied is a else a
        return Kind.CONTRADICTION if other.status in HELD | {"Planned", "Proposed"} else None
    if "Cancelled" in statuses:
        if statuses & HELD:
            cancelled = told["Cancelled"]
            held = b if cancelled is a else a
            earlier = held.published and cancelled.published and held.published < cancelled.published
            return Kind.SUCCESSION if earlier else Kind.CONTRADICTION  # what was so before it was called off
        return Kind.SUCCESSION if statuses & PLANNED else None
    if statuses & HELD and statuses & PLANNED:
        return Kind.PLAN
    return None


def _days(a: Told, b: Told) -> Kind | None:
    (one, one_end, exact), (other, other_end, other_exact) = a.value, b.value
    if one <= other_end and other <= one_end:
        return Kind.COARSER
    if found := _changed(a, b):
        return found
    gap = min(abs(_ordinal(other) - _ordinal(one_end)), abs(_ordinal(one) - _ordinal(other_end)))
    reckoned = not (exact and other_exact)
    weekday = (
        not exact and not other_exact and abs(gap - WEEK) <= 1
    )  # "Wednesday", of articles that were published a week apart
    return Kind.TOLERANCE if (reckoned and gap <= 1) or weekday else Kind.CONTRADICTION


def _ordinal(day: str) -> int:
    return datetime.date.fromisoformat(day[:10]).toordinal()


def _places(a: Told, b: Told, known: Known) -> Kind | None:
    one, other = a.value, b.value
    if other in known.around.get(one, ()) or one in known.around.get(other, ()):
        return Kind.COARSER
    names = sorted((known.names.get(place, "").casefold() for place in (one, other)), key=len)
    if names[0] and re.search(rf"(?<!\w){re.escape(names[0])}(?!\w)", names[1]):
        return Kind.COARSER  # a part that is called by the whole: "Northern …"
    if not all(place in known.points or known.around.get(place) for place in (one, other)):
        return None  # a hall, a street, "the south": where it lies nobody says
    if one in known.points and other in known.points and _kilometres(known.points[one], known.points[other]) < NEAR_KM:
        return Kind.COARSER
    return _changed(a, b) or Kind.CONTRADICTION


def _kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance of two points in degrees (haversine)."""
    (lat, lon), (lat2, lon2) = (tuple(map(math.radians, p)) for p in (a, b))
    h = math.sin((lat2 - lat) / 2) ** 2 + math.cos(lat) * math.cos(lat2) * math.sin((lon2 - lon) / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(h)))


def _amounts(a: Told, b: Told) -> Kind | None:
    (one, unit, words), (other, other_unit, other_words) = a.value, b.value
    if not unit or unit != other_unit or one == other or _cut(words, a.sentence) or _cut(other_words, b.sentence):
        return None
    apart = abs(one - other) / max(abs(one), abs(other))
    rough = [pattern("rough").search(w) for w in (words, other_words)]
    if apart <= (HEDGED if any(rough) else EXACT):
        return Kind.TOLERANCE
    for (low, low_words), (high, _) in (((one, words), (other, other_words)), ((other, other_words), (one, words))):
        if low < high and re.search(pattern("at-least"), low_words):
            return Kind.TOLERANCE
    early, late = sorted((a, b), key=lambda t: t.published or "")
    if early.published and late.published and early.published < late.published and early.value[0] < late.value[0]:
        return Kind.SUCCESSION  # a count that grows from day to day
    return Kind.CONTRADICTION


def _cut(words: str, sentence: str) -> bool:
    """Whether a count goes on behind its words: "$38" of "$38m"."""
    return (
        re.search(rf"{re.escape(words)}(?:\s?(?:m|bn|tn|k|million|billion|trillion)\b|[\d,.]*\d)", sentence) is not None
    )


def _actors(a: Told, b: Told, known: Known) -> Kind | None:
    one, other = a.value, b.value
    if one not in known.named or other not in known.named:
        return None
    if other in known.linked.get(one, ()) or one in known.linked.get(other, ()):
        return None
    return _changed(a, b) or Kind.CONTRADICTION


def values_of(told: Collection[Told]) -> set[Hashable]:
    """The values that some tellings give."""
    return {t.value for t in told}
