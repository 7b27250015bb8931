"""What one is said to report and another denies in one article: two happenings there, of which one denies the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.graph.asking.words import status
from kg.knowledge.disagreement_words import pattern
from kg.views.asked.disagreeing import HELD, Kind, is_denial_in
from kg.views.records.citing import Citing, Place, Query
from kg.views.records.lines import Head
from kg.views.records.show import event_claims
from kg.views.records.shown import Difference

LEAST = 0.3
"""The least weight of either."""


def reports_denied(query: Query, citing: Citing, known: Mapping[str, Head]) -> list[Difference]:
    """Pairs of a denial and a report of the same kind, at the same place, by another speaker of the same article.

    Args:
        query: asks the store.
        citing: gets to know the articles.
        known: the events of the story.
    """
    heads = [h for h in known.values() if h.weight >= LEAST and h.top != "Statement"]
    denied = [h for h in heads if h.status == "Denied"]
    kinds = {h.event_type for h in denied}
    held = [h for h in heads if h.status in HELD and h.event_type in kinds]
    if not denied or not held:
        return []
    claims = event_claims(query, [h.iri for h in (*denied, *held)])
    citing.load(place.article for h in (*denied, *held) for place in claims.get(h.iri, ()))
    by_article: dict[str, list[tuple[Head, Place]]] = defaultdict(list)
    for head in held:
        for place in _told_by(claims.get(head.iri, ()), head.status):
            by_article[place.article].append((head, place))
    found: dict[tuple[str, str], Difference] = {}
    for head in denied:
        for place in _told_by(claims.get(head.iri, ()), "Denied"):
            if not is_denial_in(place.words):
                continue
            for other, report in by_article[place.article]:
                if report.said_by != place.said_by and _alike(head, other):
                    values = (
                        (f"{status(other.status)}, as {report.said_by} reports", (citing.cite(report),)),
                        (status("Denied", place.said_by), (citing.cite(place),)),
                    )
                    one = Difference(head.iri, other.title, "status", values, kind=Kind.CONTRADICTION.value)
                    found.setdefault((head.iri, other.iri), one)
    return list(found.values())


def _told_by(places: Iterable[Place], is_: str) -> Iterable[Place]:
    """The claims of a status that somebody makes who is called by a name."""
    made = (p for p in places if p.status == is_ and p.said_by and p.said_by[:1].isupper())
    return sorted(
        (p for p in made if not pattern("unnamed").fullmatch(p.said_by or "")), key=lambda p: (p.span, p.claim or "")
    )


def _alike(a: Head, b: Head) -> bool:
    """Whether two happenings may be one: of one kind, at one place, of nobody else, and on no other days."""
    if a.event_type != b.event_type or not set(a.places) & set(b.places):
        return False
    if a.actors and b.actors and not set(a.actors) & set(b.actors):
        return False
    return not (a.first and a.last and b.first and b.last) or (a.first <= b.last and b.first <= a.last)
