"""What readers may say of what a page tells, as commands for a terminal: the server itself changes nothing."""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.analysis.doubts import REVIEWED
from kg.graph.asking.words import entity_class, status

if TYPE_CHECKING:
    from kg.analysis.doubts import Doubt
    from kg.views.records.cited import Cited
    from kg.views.records.event import Event

SHOWN = 50
"""Doubts that the page lists."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What may be said.

    Attributes:
        word: on the button.
        command: for a terminal, every word of it quoted.
        says: in words.
    """

    word: str
    command: str
    says: str


def command(store: str, *words: str, reason: str = "") -> str:
    """A command of ours as a shell takes it, whatever its words hold.

    Args:
        store: its folder.
        words: the command and its arguments.
        reason: why; left out where empty.
    """
    return shlex.join(["kg", *words, "-s", store, *(["--reason", reason] if reason else [])])


def answers(doubt: Doubt, store: str) -> list[Answer]:
    """What settles a doubt, as ``kg review`` would (:func:`kg.analysis.doubts.settle`)."""
    why = REVIEWED + doubt.id
    found = []
    for answer in doubt.answers:
        if doubt.kind in ("join", "apart"):
            words: tuple[str, ...] = (answer, doubt.left, doubt.right)
        elif doubt.kind == "class":
            words = ("retype", doubt.left, doubt.value if answer == "right" else doubt.other)
        else:
            words = ("correct", doubt.left, "--status", doubt.value if answer == "right" else "Unknown")
        word = answer.capitalize()
        if doubt.kind == "class":
            word = f"{word}: {entity_class(doubt.value if answer == 'right' else doubt.other)}"
        found.append(Answer(word, command(store, *words, reason=why), f"{doubt.question} {answer.capitalize()}."))
    return found


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
