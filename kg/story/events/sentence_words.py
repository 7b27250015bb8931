"""The words of the sentences that tell an event, or of what is said: stems, the rarest first."""

from __future__ import annotations

from collections.abc import Iterable

from kg.knowledge.background import rarity, stems
from kg.reading.reading import EventClaim, Reading

KEPT = 16
"""Words kept of one event."""

COMMON = 2.0
"""Rarity of words that say nothing (those in a seventh of all articles, or more)."""


def words_told(text: str, claims: Iterable[EventClaim]) -> tuple[str, ...]:
    """What the sentences of claims say beside their triggers."""
    found: set[str] = set()
    triggers: set[str] = set()
    for claim in claims:
        found.update(stems(text[slice(*claim.evidence)]))
        triggers.update(stems(text[slice(*claim.trigger)]))
    return rarest(found - triggers)


def words_said(text: str, reading: Reading, quotations: Iterable[int]) -> tuple[str, ...]:
    """What quotations say."""
    return rarest({w for q in quotations for span in reading.quotations[q].content for w in stems(text[slice(*span)])})


def rarest(words: Iterable[str]) -> tuple[str, ...]:
    """The rarest of some stems; numbers of two digits and more count as words."""
    told = [w for w in words if (rarity(w) > COMMON or w.isdigit()) and len(w) > 1]
    return tuple(sorted(told, key=lambda w: (-rarity(w), w))[:KEPT])
