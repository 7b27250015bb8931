"""What may be said of a doubt, as commands for a terminal: pages change nothing themselves."""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kg.analysis.doubts import REVIEWED, Doubt
from kg.graph.asking.terms import Iri
from kg.graph.asking.words import days, entity_class
from kg.views.records.citing import Query

SHOWN = 50
"""Doubts that a page lists."""
REVIEWED_NODES = 10_000
"""Nodes of a story up to which the explorer's page holds what is doubtful: every name is held against every other."""


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


_DENOTED = "SELECT ?mention ?what WHERE { ?mention gaf:denotes ?what } ORDER BY ?what"


def review_block(query: Query, doubts: Iterable[Doubt], store: str) -> dict[str, Any]:
    """What the explorer's page holds for its review, ready for JSON.

    Args:
        query: asks the store that the doubts are about.
        doubts: the most doubtful first; :data:`SHOWN` are taken.
        store: what its folder is called.

    Returns:
        ``store``, quoted for a shell; ``doubts``: each with ``id question nodes`` (IRIs that it is about) ``answers`` (``word
        command says``) and ``cited`` (``sentence marks title when``).
    """
    listed = list(doubts)[:SHOWN]
    mentions = [Iri(end) for doubt in listed for end in (doubt.left, doubt.right) if "#char=" in end]
    denoted = {str(mention): str(what) for mention, what in query(_DENOTED, mention=mentions)} if mentions else {}
    return {
        "store": shlex.quote(store),
        "doubts": [
            {
                "id": doubt.id,
                "question": doubt.question,
                "nodes": sorted({denoted.get(end, end) for end in (doubt.left, doubt.right) if end}),
                "answers": [{"word": a.word, "command": a.command, "says": a.says} for a in answers(doubt, store)],
                "cited": [
                    {
                        "sentence": cited.sentence,
                        "marks": [_utf16(cited.sentence, at) for mark in cited.marks for at in mark],
                        "title": cited.title,
                        "when": days(cited.date, cited.date),
                    }
                    for cited in doubt.cited
                ],
            }
            for doubt in listed
        ],
    }


def _utf16(text: str, at: int) -> int:
    """A place in a text as JavaScript counts."""
    return len(text[:at].encode("utf-16-le", "replace")) // 2
