"""Event triggers: the system's trigger overlaps the gold span, one to one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.articles.article import Span
from kg.evaluation.document import Document, ReadTrigger
from kg.evaluation.gold import GoldEvent
from kg.evaluation.mistakes import Mistakes
from kg.evaluation.scope import Scope
from kg.evaluation.scores import Rows, Tally, jaccard, pair


@dataclass(frozen=True, slots=True)
class Paired:
    """Gold and system triggers of one article, and which is which: index of gold → index of system."""

    gold: list[Span]
    system: list[Span]
    pairs: dict[int, int]
    meant: dict[Span, GoldEvent]
    said: dict[Span, ReadTrigger]


def paired(doc: Document) -> Paired:
    """Pair the triggers of one article."""
    meant: dict[Span, GoldEvent] = {}
    for event in doc.marked(doc.gold.events):
        meant.setdefault(event.span, event)
    said = doc.triggers()
    gold, system = list(meant), list(said)
    return Paired(gold, system, pair(gold, system, jaccard), meant, said)


def triggers(documents: Sequence[Document], _: Scope, mistakes: Mistakes) -> Rows:
    """Row ``triggers``."""
    tally = Tally()
    for doc in documents:
        found = paired(doc)
        tally.add(len(found.pairs), len(found.system), len(found.gold))
        for i, span in enumerate(found.gold):
            if i not in found.pairs:
                mistakes.note("triggers", "missed", doc.id, doc.text, span)
        right = set(found.pairs.values())
        for j, span in enumerate(found.system):
            if j not in right:
                mistakes.note("triggers", "spurious", doc.id, doc.text, span)
    return {"triggers": tally.row()}
