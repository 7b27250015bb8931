"""What words do to the factuality of events: the reader of ``event_factuality.tsv``."""

from __future__ import annotations

import functools

from kg.knowledge.events import rows


@functools.cache
def _effects() -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for place, effect, listed in rows("event_factuality.tsv"):
        for word in listed.split(","):
            found.setdefault((place, word.strip()), effect)
    return found


def effect(place: str, word: str) -> str | None:
    """The effect of ``word`` (lower case) at ``place`` (complement, noun, adjective, adverb, modal, mark, preposition)."""
    return _effects().get((place, word))
