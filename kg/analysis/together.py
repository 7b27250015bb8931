"""Who comes together: named in the same articles or sentences, or taking part in the same events."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from kg.views.asked import article_rows, rows
from kg.views.asked.evidence import span_of
from kg.views.asked.nationalities import with_countries
from kg.views.asked.rows import Query

WHERE = ("events", "sentences", "articles")
MOST = 30
"""Entities of one place that are counted; a list of a hundred names would make five thousand pairs that mean nothing."""


@dataclass(frozen=True, slots=True)
class Together:
    """Two entities that come together.

    Attributes:
        one, other: IRIs, the smaller first.
        times: in how many events, sentences or articles.
        origins: of how many independent origins those are.
        affinity: from -1 to 1: 0 where they come together as often as chance would have it, 1 where the one never comes
            without the other (normalised pointwise mutual information, Bouma 2009).
    """

    one: str
    other: str
    times: int
    origins: int
    affinity: float


def together(
    query: Query, sentences: Iterable[tuple[str, int, int]] = (), *, where: str = "events", statements: bool = False
) -> list[Together]:
    """Pairs of named entities that come together, those of most origins first.

    Args:
        query: as in :func:`kg.views.networks.network.network`.
        sentences: (IRI of the article, begin, end) of every sentence; needed for ``where="sentences"`` alone.
        where: one of :data:`WHERE`.
        statements: whether events of speech count, too.
    """
    known, home = with_countries(rows.entities(query))  # "the Russians" are Russia
    origin = article_rows.origins(query)
    if where == "events":
        places = _events(query, known, home, statements)
    else:
        places = _places(rows.mentions(query, {*known, *home}), home, sentences if where == "sentences" else None)
    times: Counter[tuple[str, str]] = Counter()
    alone: Counter[str] = Counter()
    told: dict[tuple[str, str], set[str]] = defaultdict(set)
    for articles, who in places:
        listed = sorted(sorted(who, key=lambda iri: (-known[iri].origins, iri))[:MOST])
        alone.update(listed)
        for pair in combinations(listed, 2):
            times[pair] += 1
            told[pair].update(origin.get(article, article) for article in articles)
    total = sum(1 for _ in places)
    found = [Together(a, b, n, len(told[a, b]), _affinity(n, alone[a], alone[b], total)) for (a, b), n in times.items()]
    return sorted(found, key=lambda t: (-t.origins, -t.times, -t.affinity, t.one, t.other))


def _events(
    query: Query, known: dict[str, rows.EntityRow], home: dict[str, str], statements: bool
) -> list[tuple[set[str], set[str]]]:
    """Of each event the articles that tell it and who takes part."""
    events = rows.events(query)
    types = rows.event_types(query)
    told: dict[str, set[str]] = defaultdict(set)
    # the articles alone; rows.claims, which fetches all of each claim, takes twenty times as long for 1,000 articles
    for row in query(f"{rows.PROLOGUE}SELECT DISTINCT ?e ?a WHERE {{ ?c kg:about ?e ; kg:reportedIn ?a }}"):
        told[row["e"].value].add(row["a"].value)
    found = []
    for iri, event in sorted(events.items()):
        group = types[event.event_type].group if event.event_type in types else event.event_type
        if statements or group != "Statement":
            who = {home.get(who, who) for role, who in event.slots if role != "place"}
            found.append((told[iri], {one for one in who if one in known}))
    return found


def _places(
    mentions: dict[str, list[str]], home: dict[str, str], sentences: Iterable[tuple[str, int, int]] | None
) -> list[tuple[set[str], set[str]]]:
    """Of each article, or of each sentence, who is named in it."""
    begins: dict[str, list[int]] = defaultdict(list)
    if sentences is not None:
        for article, begin, _ in sentences:
            begins[article].append(begin)
    found: dict[tuple[str, int], set[str]] = defaultdict(set)
    for iri, spans in mentions.items():
        for span in spans:
            if (parts := span_of(span)) is not None:
                article, begin, _ = parts
                at = bisect_right(begins[article], begin) if sentences is not None else 0
                found[article, at].add(home.get(iri, iri))
    return [({article}, who) for (article, _), who in sorted(found.items())]


def _affinity(both: int, one: int, other: int, total: int) -> float:
    if both == total:
        return 1.0 if one == other == total else 0.0
    pointwise = math.log(both * total / (one * other))
    return round(pointwise / -math.log(both / total), 3)
