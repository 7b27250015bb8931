"""From the claims about one event to the event: one type, one status, one interval, its slots and its label (MODEL.md)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec.structs import replace

from kg.story.events.independent import origins_of
from kg.story.events.titles import built, title_of
from kg.story.events.weights import weight_of
from kg.story.judgements import corrected
from kg.story.story import Event, EventTime, Filler, Telling

CERTAINTY_RANK = {"Certain": 3, "Probable": 2, "Possible": 1, "Underspecified": 0}
STATUS_RANK = {
    "Occurred": 8,
    "Ongoing": 7,
    "Cancelled": 6,
    "Denied": 5,
    "NotOccurred": 4,
    "Planned": 3,
    "Proposed": 2,
    "Possible": 1,
    "Unknown": 0,
}
ACTORS = frozenset(("agent", "recipient", "participant"))
CONTEXT = "FromContext"
"""Basis of a day that no word beside the event gives."""
FINENESS = {
    name: rank for rank, name in enumerate(("unitYear", "unitMonth", "unitWeek", "unitDay", "unitHour", "unitMinute"))
}


def origins_by(tellings: Iterable[Telling], key: Callable[[Telling], object]) -> dict[object, set[str]]:
    """The distinct origins behind each value of ``key``."""
    found: dict[object, set[str]] = {}
    for telling in tellings:
        found.setdefault(key(telling), set()).add(telling.origin)
    return found


def status_of(tellings: Sequence[Telling]) -> str:
    """The status of the latest published claim among those in the article's own voice or with at least half as many
    origins as the best supported status; ties to the more certain.

    Questions and conditions ("whether they met", "if they meet") tell no status where another claim does.
    """
    support = {status: len(origins) for status, origins in origins_by(tellings, lambda t: t.status).items()}
    best = max(support.values())
    heard = [t for t in tellings if t.own_voice or support[t.status] * 2 >= best]
    known = [t for t in heard if not _open(t)] or heard
    chosen = max(
        known, key=lambda t: (t.published or "", CERTAINTY_RANK[t.certainty], support[t.status], STATUS_RANK[t.status])
    )
    return chosen.status


def _open(telling: Telling) -> bool:
    """Whether a claim leaves open whether it happens."""
    return telling.status == "Unknown" or (telling.status == "Possible" and telling.certainty == "Underspecified")


def settled(tellings: Sequence[Telling]) -> list[Telling]:
    """The claims with days and places out of the context only where no claim gives a place of its own, or a day of its own but
    for a stretch that holds them; and with who takes part by the context but for whom a claim names itself."""
    own = {
        (t.first, t.last) for telling in tellings for t in telling.times if t.first and t.last and t.basis != CONTEXT
    }
    placed = {telling.article for telling in tellings for f in telling.fillers if f.role == "place"}
    placed -= {telling.article for telling in tellings for f in telling.context if f.role == "place"}
    named = {f.entity for telling in tellings for f in telling.fillers if f.role in ACTORS}
    support = {f: len(origins) for f, origins in _around(tellings).items()}
    best = max(support, key=lambda f: (support[f], f.entity or "")) if support and not placed else None
    return [
        replace(
            t,
            times=tuple(x for x in t.times if x.basis != CONTEXT or all(_within(x, span) for span in own)),
            fillers=(*t.fillers, *(f for f in t.context if f == best or (f.role != "place" and f.entity not in named))),
            context=(),
        )
        for t in tellings
    ]


def _within(time: EventTime, span: tuple[str | None, str | None]) -> bool:
    first, last = span
    return bool(first and last and time.first and time.last and first <= time.first and time.last <= last)


def _around(tellings: Sequence[Telling]) -> dict[Filler, set[str]]:
    found: dict[Filler, set[str]] = {}
    for telling in tellings:
        for filler in telling.context:
            if filler.role == "place":
                found.setdefault(filler, set()).add(telling.origin)
    return found


def interval_of(tellings: Sequence[Telling]) -> tuple[str | None, str | None]:
    """Of the values the claims give, the one with the most origins, then the finest, then the latest published; values out of
    the context only where there are no others."""
    tellings = settled(tellings)
    support: dict[tuple[str, str], set[str]] = {}
    rank: dict[tuple[str, str], tuple[int, str]] = {}
    for telling in tellings:
        known = [(t.first, t.last, FINENESS.get(t.granularity or "", -1)) for t in telling.times if t.first and t.last]
        if known:  # several are the days of one stretch ("9 and 10 April")
            value = (min(first for first, _, _ in known), max(last for _, last, _ in known))
            support.setdefault(value, set()).add(telling.origin)
            finest = (max(fine for _, _, fine in known), telling.published or "")
            rank[value] = max(rank.get(value, (-2, "")), finest)
    if not support:
        return None, None
    return max(support, key=lambda v: (len(support[v]), *rank[v], v))


def type_of(tellings: Sequence[Telling], broader: Mapping[str, str]) -> str:
    """The type most claims give; a narrower one outranks the types above it."""
    votes = Counter(t.event_type for t in tellings)
    for narrow in list(votes):
        above = broader.get(narrow)
        while above:
            if above in votes:
                votes[narrow] += votes[above]
            above = broader.get(above)
    return max(votes, key=lambda t: (votes[t], t in broader, t))


def words_of(tellings: Sequence[Telling]) -> str:
    votes = Counter(t.words for t in tellings)
    return max(votes, key=lambda w: (votes[w], -len(w), w))


def _lemma_of(tellings: Sequence[Telling]) -> str:
    """The lemma of the words that most tellings use."""
    words = words_of(tellings)
    return min(t.lemma for t in tellings if t.words == words)


def summarise(
    identity: str, tellings: Sequence[Telling], *, broader: Mapping[str, str], name: Callable[[str], str]
) -> Event:
    """One event out of all claims about it.

    Args:
        identity: local part of the event's IRI.
        tellings: its claims, at least one; their order does not matter.
        broader: event type → the type above it.
        name: entity id → label, "" where it has none.
    """
    tellings = sorted(corrected(tellings), key=lambda t: (t.published or "", t.article, t.claim))
    status = status_of(tellings)
    agreeing = settled([t for t in tellings if t.status == status])
    tellings = settled(tellings)
    first, last = interval_of(tellings)
    fillers = sorted(
        {f for t in agreeing for f in t.fillers}, key=lambda f: (f.role, f.entity or "", f.topic or "", f.words or "")
    )
    times: dict[tuple[object, ...], EventTime] = {}
    for telling in tellings:
        for time in telling.times:
            times.setdefault((time.value or time.label.lower(), time.first, time.last), time)
    # the time that carries the interval leads
    ordered = sorted(times.values(), key=lambda t: ((t.first, t.last) != (first, last), t.first or "9", t.label))
    votes = Counter((f.role, f.entity or "") for t in agreeing for f in t.fillers)
    shown = sorted(
        (f for f in fillers if f.entity), key=lambda f: (-votes[f.role, f.entity or ""], name(f.entity or ""))
    )
    title, clarity = title_of(agreeing)
    return Event(
        id=identity,
        label=title or built(words_of(agreeing), _lemma_of(agreeing), shown, name),
        event_type=type_of(tellings, broader),
        status=status,
        times=tuple(ordered),
        first=first,
        last=last,
        fillers=tuple(fillers),
        articles=len({t.article for t in tellings}),
        origins=len(origins_of(tellings)),
        weight=weight_of(tellings),
        clarity=clarity,
    )
