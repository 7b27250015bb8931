"""The measures, one a module; each takes documents and gives rows of scores."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kg.evaluation.document import Document
from kg.evaluation.measures import (
    arguments,
    identity,
    links,
    names,
    places,
    quotes,
    relations,
    status,
    times,
    triggers,
)
from kg.evaluation.mistakes import Mistakes
from kg.evaluation.scope import Scope
from kg.evaluation.scores import Rows


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure: what must be marked in an article for it to count, and how it counts."""

    key: str
    count: Callable[[Sequence[Document], Scope, Mistakes], Rows]


MEASURES: dict[str, Measure] = {
    "names": Measure("mentions", names.names),
    "identity": Measure("mentions", identity.identity),
    "triggers": Measure("events", triggers.triggers),
    "events": Measure("events", identity.events),
    "arguments": Measure("arguments", arguments.arguments),
    "times": Measure("times", times.times),
    "links": Measure("links", links.links),
    "places": Measure("links", places.places),
    "quotes": Measure("quotes", quotes.quotes),
    "status": Measure("events", status.status),
    "relations": Measure("relations", relations.relations),
}
"""By name, in the order in which they are shown."""
