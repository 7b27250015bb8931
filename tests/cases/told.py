"""What the cases of statuses, sayings and pronouns are held against: events and quotations of one reading, as people put them."""

from __future__ import annotations

from typing import NamedTuple

from kg.reading.reading import Argument, EventClaim, Reading


class Told(NamedTuple):
    """One event as read: its word, type, status, who takes part (names of chains, members of sets each), days."""

    word: str
    kind: str
    status: str
    who: frozenset[str]
    days: frozenset[str]


class Said(NamedTuple):
    """One quotation as read: how, by whom (the fullest name), and its pieces joined by " | "."""

    how: str
    speaker: str | None
    words: str


def name_of(reading: Reading, mention: int | None) -> set[str]:
    """The fullest names of who a mention stands for."""
    if mention is None:
        return set()
    chain = reading.chains[reading.mentions[mention].chain]
    chains = [reading.chains[m] for m in chain.members] or [chain]
    return {c.names[0] for c in chains if c.names}


def events(text: str, reading: Reading) -> list[Told]:
    """All events of a reading, in their order."""
    found = []
    for event in reading.events:
        who = {name for a in actors(reading, event) for name in name_of(reading, a.mention)}
        days = {reading.times[a.time].first or "" for a in event.arguments if a.time is not None}
        word = text[slice(*event.trigger)]
        found.append(Told(word, event.event_type, event.status, frozenset(who), frozenset(days)))
    return found


def actors(reading: Reading, event: EventClaim) -> list[Argument]:
    """Who takes part in an event, without pronouns that may mean anything."""
    roles = ("agent", "recipient", "participant")
    return [a for a in event.arguments if a.role in roles and not doubtful(reading, a.mention)]


def doubtful(reading: Reading, mention: int | None) -> bool:
    """Whether a mention is a pronoun that may mean anything."""
    return mention is not None and reading.mentions[mention].doubtful


def sayings(text: str, reading: Reading) -> list[Said]:
    """All quotations of a reading that lists of what was said show, in their order."""
    found = []
    for q in reading.quotations:
        if q.quotation != "Attitude":
            names = sorted(name_of(reading, q.speaker_mention)) or [text[slice(*q.speaker)] if q.speaker else ""]
            found.append(Said(q.quotation, names[0] or None, " | ".join(text[slice(*c)] for c in q.content)))
    return found
