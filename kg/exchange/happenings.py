"""The events of a story as the formats of maps and timelines take them: when, where, who, and one sentence with its source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from networkx import MultiDiGraph

from kg.views.asked import rows
from kg.views.networks.network import network

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Happening:
    """An event.

    Attributes:
        iri, label: of the event.
        kind: its type, as people write it.
        status: as the story has it ("Planned").
        first, last: ISO days; None where it has none.
        who: labels of those who take part.
        where: the places that hold none of its other places, each with its label and (longitude, latitude) where it has one.
        articles, origins: how many tell it.
        sentence, source: one that tells it, and where that stands: headline, publisher, day.
        url: of that article, where it leads to the web.
    """

    iri: str
    label: str
    kind: str
    status: str
    first: str | None
    last: str | None
    who: tuple[str, ...]
    where: tuple[tuple[str, tuple[float, float] | None], ...]
    articles: int
    origins: int
    sentence: str
    source: str
    url: str | None


def happenings(query: rows.Query) -> Iterator[Happening]:
    """All events that were told as facts, plans or denials, in order of time; undated ones last.

    Args:
        query: as views take it.
    """
    graph = network(query, max_nodes=None, whole=True)
    points = rows.coordinates(query)
    within, _ = rows.containment(query)
    found = [(node, data) for node, data in graph.nodes(data=True) if data["kind"] == "event"]
    found.sort(key=lambda item: (item[1]["first"] is None, item[1]["first"] or "", item[1]["last"] or "", item[0]))
    for node, data in found:
        places, who = _fillers(graph, node)
        evidence = data["evidence"][0] if data["evidence"] else {}
        source = [evidence.get(name) for name in ("headline", "publisher", "date")]
        first, last = data["first"] or data["last"], data["last"] or data["first"]
        yield Happening(
            iri=node,
            label=data["label"],
            kind=data["type_label"],
            status=data["status"] or "Unknown",
            first=_day(first),
            last=_day(last),
            who=tuple(graph.nodes[one]["label"] for one in who),
            where=tuple((graph.nodes[one]["label"], points.get(one)) for one in _narrowest(places, within)),
            articles=data["articles"],
            origins=data["origins"],
            sentence=" ".join(str(evidence.get("sentence") or "").split()),
            source=", ".join(part for part in source if part),
            url=_web(evidence.get("url")),
        )


def _fillers(graph: MultiDiGraph, event: str) -> tuple[list[str], list[str]]:
    """Places of an event, and who takes part in it."""
    places: set[str] = set()
    who: set[str] = set()
    edges: list[tuple[str, str, dict[str, Any]]] = [*graph.in_edges(event, data=True), *graph.out_edges(event, data=True)]
    for one, other, data in edges:
        (places if data["role"] == "place" else who).add(other if one == event else one)
    return sorted(places), sorted(who - places)


def _narrowest(places: list[str], within: dict[str, frozenset[str]]) -> list[str]:
    """Of several places those that contain none of the others."""
    outer: set[str] = set()
    for place in places:
        left, seen = [*within.get(place, ())], {place}
        while left:
            above = left.pop()
            if above not in seen:
                seen.add(above)
                left += within.get(above, ())
        outer |= seen - {place}
    return [place for place in places if place not in outer]


def _day(value: str | None) -> str | None:
    return value if value and _DAY.fullmatch(value) else None


def _web(url: object) -> str | None:
    return url if isinstance(url, str) and url.lower().startswith(("http://", "https://")) else None
