"""Who denies what did not happen: a speaker, or nobody at all (``kg:Denied``, ``kg:NotOccurred``)."""

from __future__ import annotations

from kg.knowledge import events as lexicon
from kg.reading.speech.voices import ATTITUDE
from kg.reading.text.annotations import Annotations, DocEvent
from kg.reading.text.syntax import Syntax

_CLIMB = 3
"""Words above an event among which one of denying may stand ("denied reports of a meeting")."""


def denied_by_somebody(tree: Syntax, noted: Annotations, event: DocEvent) -> bool:
    """Whether somebody says that a negative event is not so, rather than the article alone.

    Args:
        tree: of the document.
        noted: with its quotations.
        event: one of its events, told as not so.
    """
    if event.quotation is not None:
        said = noted.quotations[event.quotation]
        if said.kind == "speech" and said.quotation != ATTITUDE:
            return True
    t = tree.tokens
    at = event.head
    for _ in range(_CLIMB):
        above = t.heads[at]
        if above == at:
            return False
        if t.lemmas[above].lower() in lexicon.words("denies"):
            return True
        at = above
    return False
