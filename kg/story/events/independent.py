"""Whose report a claim is: the one place that counts how many independent origins tell of an event."""

from __future__ import annotations

from collections.abc import Iterable

from kg.story.story import Telling

CITED = "origin "
"""What stands before the medium in the origin of a claim that an article has from there."""


def is_cited(origin: str) -> bool:
    """Whether a claim's origin is a medium that its article has it from."""
    return origin.startswith(CITED)


def origins_of(tellings: Iterable[Telling]) -> set[str]:
    """The independent origins of claims about one event.

    Each article has one, a medium that it has the event from before its own: there are never more than articles.
    """
    found: dict[str, str] = {}
    for article, _, origin in sorted((t.article, not is_cited(t.origin), t.origin) for t in tellings):
        found.setdefault(article, origin)
    return set(found.values())
