"""What sources tell differently of one event: dates that do not overlap, places neither inside the other, and what some
call done and others deny.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from kg.graph.asking.terms import Iri
from kg.graph.asking.words import days as words
from kg.views.records.cited import Cited
from kg.views.records.citing import Citing, Place, Query
from kg.views.records.shown import Difference

TOLD = 3
"""Sentences given for each value."""

_TIMES = """SELECT ?event ?claim ?first ?last WHERE { ?claim kg:about ?event ; kg:timeSpan ?span .
  ?span sem:hasBeginTimeStamp ?first ; sem:hasEndTimeStamp ?last } ORDER BY ?event ?claim ?first ?last"""
_PLACES = """SELECT ?event ?claim ?place ?label WHERE {
  ?claim kg:about ?event ; sem:hasPlace ?place . ?place kg:mentionCount ?n ; skos:prefLabel ?label }
  ORDER BY ?event ?claim ?place"""
_WITHIN = "SELECT ?place ?outer WHERE { ?place schema:containedInPlace+ ?outer }"


def differences(
    query: Query, citing: Citing, labels: Mapping[str, str], claims: Mapping[str, Iterable[Place]]
) -> list[Difference]:
    """Differences among the claims about events, of articles that are not one another's copies.

    Args:
        query: asks the store.
        citing: knows the articles.
        labels: of the events, in the order of the answer.
        claims: of each event.
    """
    if not labels:
        return []
    events = [Iri(event) for event in labels]
    dates: dict[str, dict[str, set[tuple[str, str]]]] = defaultdict(lambda: defaultdict(set))
    for event, claim, first, last in query(_TIMES, event=events):
        dates[event][claim].add((str(first), str(last)))
    places: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    names: dict[str, str] = {}
    for event, claim, place, label in query(_PLACES, event=events):
        places[event][claim].add(place)
        names[place] = label
    outer: dict[str, set[str]] = defaultdict(set)
    if names:
        for place, around in query(_WITHIN, place=[Iri(place) for place in sorted(names)]):
            outer[place].add(around)

    def apart(one: str, other: str) -> bool:
        return one != other and other not in outer[one] and one not in outer[other]

    found = []
    for event, label in labels.items():
        told = list(claims.get(event, ()))
        statuses = {place.claim or "": [place.status] for place in told if place.status}
        by_date, by_place, by_status = (_grouped(told, values) for values in (dates[event], places[event], statuses))
        for what, groups, conflict, name in (
            ("date", by_date, lambda a, b: a[1] < b[0] or b[1] < a[0], lambda value: words(*value)),
            ("place", by_place, apart, lambda value: names[value]),
            ("status", by_status, _contradict, str),
        ):
            keys = sorted(groups)
            wanted = [
                key
                for key in keys
                if any(conflict(key, other) and _independent(groups[key], groups[other], citing) for other in keys)
            ]
            if len(wanted) > 1:
                values = tuple((name(key), _cited(groups[key], citing)) for key in wanted)
                found.append(Difference(event, label, what, values))
    return found


def _grouped(told: Iterable[Place], values: Mapping[str, Iterable[Any]]) -> dict[Any, list[Place]]:
    """What claims say → the claims that say it."""
    groups: dict[Any, list[Place]] = defaultdict(list)
    for place in told:
        for value in values.get(place.claim or "", ()):
            groups[value].append(place)
    return groups


def _contradict(one: str, other: str) -> bool:
    """Whether two statuses cannot both be right: what is merely planned may be called off later without a contradiction."""
    pair = {one, other}
    if "Denied" in pair:
        return bool(pair & {"Occurred", "Ongoing", "Planned"})
    return "Cancelled" in pair and bool(pair & {"Occurred", "Ongoing"})


def _independent(some: Iterable[Place], others: Iterable[Place], citing: Citing) -> bool:
    """Whether two values are told by different articles that do not derive from one another."""

    def origins(places: Iterable[Place]) -> set[str]:
        return {citing.sources[p.article].origin if p.article in citing.sources else p.article for p in places}

    return len(origins(some) | origins(others)) > 1


def _cited(places: Iterable[Place], citing: Citing) -> tuple[Cited, ...]:
    found: dict[tuple[str, str], Cited] = {}
    for place in sorted(places, key=citing.order):
        cited = citing.cite(place)
        found.setdefault((cited.sentence, cited.article), cited)
    return tuple(list(found.values())[:TOLD])
