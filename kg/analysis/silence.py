"""Which outlet told a happening, told it otherwise, or left it out.

An outlet left a happening out only where it published on the subject once the happening had been told: an article that names
those who take part in it, or them and the place. An outlet that wrote of something else was not silent.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.graph.asking.words import status
from kg.views.asked.disagreeing import HELD, PLANNED
from kg.views.asked.rows import Query, solutions
from kg.views.records.cited import Cited
from kg.views.records.citing import Citing, Place
from kg.views.records.citing import Query as Ask
from kg.views.records.lines import Head, heads
from kg.views.records.show import event_claims

TOLD, OTHERWISE, LEFT_OUT = "told", "told otherwise", "left out"
LEAST = 0.5
"""The least weight of a happening that an outlet could be expected to tell."""
NAMED, COUNTRIES = 2, 3
"""Of those who take part or where it is, how many an article must name to be on the subject; and where they are all places, which
articles on many subjects name.
"""


@dataclass(frozen=True, slots=True)
class Silence:
    """What one outlet made of one happening.

    Attributes:
        head: the happening.
        outlet: publisher.
        how: told, told otherwise or left out.
        says: what it says instead, in words; "" elsewhere.
        cited: its sentence; of what is left out None.
        articles: its articles on the subject since, for what is left out.
    """

    head: Head
    outlet: str
    how: str
    says: str = ""
    cited: Cited | None = None
    articles: tuple[str, ...] = ()


def silence(query: Query, ask: Ask, *, least: float = LEAST, entity: str | None = None) -> list[Silence]:
    """Happenings by outlet.

    Args:
        query: gives solutions (:mod:`kg.views.asked.rows`).
        ask: gives rows.
        least: weight that a happening needs.
        entity: IRI of one that takes part or where it is; all by default.

    Returns:
        The weightiest happening first; of each only those where some outlet left it out or told it otherwise.
    """
    every = heads(ask)
    weighed = any(h.weight for h in every.values())
    wanted = [
        head
        for head in every.values()
        if (head.weight >= least or not weighed) and head.top not in ("Statement", "Other")
        and head.status != "NotOccurred" and len(_named(head)) >= NAMED
        and (entity is None or entity in _named(head))
    ]  # fmt: skip
    wanted.sort(key=lambda h: (-h.weight, -h.origins, h.title, h.iri))
    claims = event_claims(ask, [h.iri for h in wanted])
    citing = Citing(ask)
    naming: dict[str, set[str]] = defaultdict(set)
    for mention, iri in solutions(query, "m e", "?m gaf:denotes ?e . ?e kg:mentionCount ?n"):
        if mention and iri:
            naming[mention.partition("#char=")[0]].add(iri)
    citing.load(naming)
    places = {iri for (iri,) in solutions(query, "e", "?e a schema:Place ; kg:mentionCount ?n") if iri}
    found = []
    for head in wanted:
        rows = list(_outlets(head, claims.get(head.iri, []), citing, naming, places))
        if any(row.how != TOLD for row in rows):
            found += rows
    return found


def _named(head: Head) -> set[str]:
    return {iri for iri, _ in (*head.actors, *head.places)}


def _outlets(
    head: Head, claims: list[Place], citing: Citing, naming: dict[str, set[str]], places: set[str]
) -> Iterable[Silence]:
    told: dict[str, list[Place]] = defaultdict(list)
    for place in sorted(claims, key=citing.order):
        source = citing.sources.get(place.article)
        if source and source.publisher:
            told[source.publisher].append(place)
    days = [source.date for p in claims if (source := citing.sources.get(p.article)) and source.date]
    for outlet in sorted(told):
        agreeing = [p for p in told[outlet] if not _otherwise(p.status, head.status)]
        chosen = (agreeing or told[outlet])[0]
        says = "" if agreeing else status(chosen.status, chosen.said_by)
        yield Silence(head, outlet, TOLD if agreeing else OTHERWISE, says, citing.cite(chosen))
    if not days:
        return
    since, subject = min(days), _named(head)
    later: dict[str, list[str]] = defaultdict(list)
    for article, source in citing.sources.items():
        there = naming.get(article, set()) & subject
        if len(there) < (NAMED if there - places else COUNTRIES) or not source.publisher or source.publisher in told:
            continue
        if source.date and source.date > since:
            later[source.publisher].append(article)
    for outlet in sorted(later):
        titles = tuple(citing.sources[a].title for a in sorted(later[outlet]))
        yield Silence(head, outlet, LEFT_OUT, articles=titles)


def _otherwise(one: str | None, other: str) -> bool:
    """Whether a telling has another outcome than the story: whether it took place, or was denied or called off."""
    groups = (HELD, PLANNED, {"Denied"}, {"Cancelled"}, {"NotOccurred"})
    a, b = (next((i for i, g in enumerate(groups) if s in g), -1) for s in (one, other))
    return a != b and -1 not in (a, b) and {a, b} != {0, 1}
