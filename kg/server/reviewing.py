"""What readers may say of what a page tells, as commands for a terminal: the server itself changes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.analysis.answers import Answer, command
from kg.graph.asking.words import status

if TYPE_CHECKING:
    from kg.views.records.cited import Cited
    from kg.views.records.event import Event


def about_event(event: Event, store: str) -> list[Answer]:
    """That an event is told rightly, or wrongly."""
    told = status(event.status)
    return [
        Answer("Right", command(store, "correct", event.iri, "--status", event.status), f"{event.label}: {told}, that is right."),
        Answer("Wrong", command(store, "correct", event.iri, "--status", "Unknown"), f"{event.label}: {told}, that is wrong."),
    ]


def about_claims(cited: Iterable[Cited], store: str) -> list[tuple[Cited, Answer]]:
    """That a sentence is read wrongly; each sentence once."""
    found: dict[str, tuple[Cited, Answer]] = {}
    for one in cited:
        if one.claim and one.sentence not in found:
            says = f"Read wrongly: “{one.sentence}”"
            found[one.sentence] = (one, Answer("Read wrongly", command(store, "reject", one.claim), says))
    return list(found.values())
