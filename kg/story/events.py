"""Which tellings in different articles are of one event: signatures, blocking keys, edges, clusters. Pure functions.

Two meetings of the same two people on different days stay two; a plan and the occurrence that fulfils it are one.
Statements are joined by nobody but their own article: who says the same on two days has said it twice.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

JOIN = 0.62
"""Score from which two tellings are of one event."""

MANY = 120
"""Blocks with more events than this are passed over."""

DAYS_APART = 4
"""Undated tellings whose articles appeared further apart than this many days are not joined."""

ALONE = frozenset({"Statement", "Report", "Other"})
"""Top types whose events are never joined across articles."""


Order = tuple[str, str, int, str]
"""What ties are broken by: day of publication, article, place in it."""


@dataclass(frozen=True, slots=True)
class Signature:
    """What identity of an event looks at.

    Attributes:
        event_type, top: its type and the top concept above it.
        lemmas: normal forms of its triggers.
        actors: entities that take part (named ones only), sorted; countries among them apart in ``countries``.
        places: entities where it happens, with all that contain them.
        topics: normal forms of topics.
        first, last: ISO dates of its interval, or None.
        published: of the article, or None.
        planned: whether it is told as yet to come.
    """

    event_type: str
    top: str
    lemmas: tuple[str, ...]
    actors: tuple[str, ...]
    places: tuple[str, ...]
    containers: tuple[str, ...]
    topics: tuple[str, ...]
    first: str | None
    last: str | None
    published: str | None
    planned: bool


def months(signature: Signature) -> list[str]:
    """The months under which an event is filed: those of its interval where it is short, else around its publication."""
    if signature.first and signature.last and signature.first[:4] == signature.last[:4]:
        span = range(int(signature.first[5:7]), int(signature.last[5:7]) + 1)
        if len(span) <= 3:
            return [f"{signature.first[:4]}-{m:02}" for m in span]
    if signature.published:
        day = datetime.date.fromisoformat(signature.published)
        near = {day, day - datetime.timedelta(days=DAYS_APART), day + datetime.timedelta(days=DAYS_APART)}
        return sorted({d.isoformat()[:7] for d in near})
    return ["undated"]


def keys(signature: Signature) -> list[str]:
    """Blocking keys."""
    if signature.top in ALONE or not signature.actors:
        return []
    actors = signature.actors[:5]
    pairs = [f"{a}|{b}" for i, a in enumerate(actors) for b in actors[i + 1 :]]
    found = [f"{signature.top}|{pair}|{month}" for pair in pairs for month in months(signature)]
    found += [f"{lemma}|{a}|{month}" for lemma in signature.lemmas for a in actors for month in months(signature)]
    return sorted(set(found))


def compare(a: Signature, b: Signature, broader: Mapping[str, str]) -> tuple[float, str] | None:
    """Score and reason for two tellings being of one event, or None where they cannot be."""
    same_lemma = bool(set(a.lemmas) & set(b.lemmas))
    if not same_lemma and not _akin(a.event_type, b.event_type, broader):
        return None
    dated = bool(a.first and b.first)
    if dated:
        if not (a.first <= b.last and b.first <= a.last):  # type: ignore[operator]
            return None
    elif a.published and b.published and _days(a.published, b.published) > DAYS_APART:
        return None
    if (
        a.places
        and b.places
        and not (set(a.places + a.containers) & set(b.places) or set(b.containers) & set(a.places))
    ):
        return None
    shared = set(a.actors) & set(b.actors)
    if not shared:
        return None
    overlap = len(shared) / min(len(a.actors), len(b.actors))
    if overlap < 0.5:
        return None
    same_place = bool(a.places and b.places)
    same_topic = bool(set(a.topics) & set(b.topics))
    short = dated and _days(a.first, a.last) < 8 and _days(b.first, b.last) < 8  # type: ignore[arg-type]
    score = 0.15 + 0.15 * same_lemma + 0.2 * overlap + 0.1 * min(len(shared), 3)
    score += 0.15 * same_place + 0.1 * same_topic + (0.2 if short else 0.05 if dated else 0.0)
    reasons = [
        "same word" if same_lemma else "kindred type",
        f"{len(shared)} actors in common",
        *(["same place"] if same_place else []),
        *(["same topic"] if same_topic else []),
        *(["same days"] if short else ["overlapping time"] if dated else []),
    ]
    return round(min(score, 1.0), 3), ", ".join(reasons)


def _akin(a: str, b: str, broader: Mapping[str, str]) -> bool:
    """Whether one type is the other or lies above it."""
    for low, high in ((a, b), (b, a)):
        at: str | None = low
        while at:
            if at == high:
                return True
            at = broader.get(at)
    return False


def _days(a: str, b: str) -> int:
    return abs((datetime.date.fromisoformat(a) - datetime.date.fromisoformat(b)).days)


def cluster(
    nodes: Mapping[int, Signature], edges: Iterable[tuple[int, int, float]], order: Mapping[int, Order]
) -> list[list[int]]:
    """Clusters of one component: best edges first, unless two members could not be one event.

    Args:
        nodes: id → signature.
        edges: (a, b, score).
        order: id → what ties are broken by (a function of content).
    """
    parent = {n: n for n in nodes}

    def root(n: int) -> int:
        while parent[n] != n:
            n = parent[n]
        return n

    members = {n: [n] for n in nodes}
    for a, b, _ in sorted(edges, key=lambda e: (-e[2], *sorted((order[e[0]], order[e[1]])))):
        x, y = root(a), root(b)
        if x == y or any(_clash(nodes[i], nodes[j]) for i in members[x] for j in members[y]):
            continue
        x, y = sorted((x, y), key=lambda n: order[n])
        parent[y] = x
        members[x] += members.pop(y)
    return sorted((sorted(m, key=lambda n: order[n]) for m in members.values()), key=lambda m: order[m[0]])


def _clash(a: Signature, b: Signature) -> bool:
    if a.first and b.first and not (a.first <= b.last and b.first <= a.last):  # type: ignore[operator]
        return True
    return bool(
        a.places
        and b.places
        and not (set(a.places + a.containers) & set(b.places) or set(b.containers) & set(a.places))
    )
