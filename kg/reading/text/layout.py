"""``kg_layout``: sentences end where paragraphs do, and headlines and datelines ("OSLO, May 3 (Agency) -") are sentences of their
own.

Runs before the parser, which keeps the sentence starts that it finds set.
"""

from __future__ import annotations

import itertools
import re

from spacy.language import Language
from spacy.tokens import Doc

from kg.knowledge.gazetteer import lookup

WRAPPED_SHARE = 0.15
"""Share of line ends followed by a small letter above which a text is taken for hard-wrapped (tried: 0.05 to 0.3, alike)."""

ENDS = frozenset(".!?…:\"'”’)")


DATELINE = re.compile(
    r"(?m)^(?P<town>[A-ZÀ-Þ][A-ZÀ-Þ .'’-]{2,40}?)(?:, ?[^()\n–—]{2,40})?"
    r"\s?(?P<agency>\([A-Z][\w .&/]{1,30}\))? ?(?:--|[-–—]) (?=\S)"
)
"""Town in capitals, region or day, agency, dash, at the begin of a line."""


def datelines(text: str) -> set[int]:
    """Where in ``text`` the words behind a dateline begin; without an agency, the town must be known."""
    return {
        found.end()
        for found in DATELINE.finditer(text)
        if found["agency"] or lookup(" ".join(w.capitalize() for w in found["town"].split()))
    }


def hard_wrapped(text: str) -> bool:
    """Whether single line ends of ``text`` merely wrap lines, rather than end paragraphs."""
    lines = text.split("\n")
    pairs = [(a, b) for a, b in itertools.pairwise(lines) if a.strip() and b.strip()]
    small = sum(b.lstrip()[0].islower() for _, b in pairs)
    return len(pairs) >= 4 and small / len(pairs) > WRAPPED_SHARE


LONGEST = 250
"""Tokens of a sentence at most (the longest of 100 articles of news has 170): it bounds the steps that look at pairs of words."""

_STOPS = frozenset(".!?…")


@Language.factory("kg_layout", assigns=["token.is_sent_start"])
def create_layout(nlp: Language, name: str) -> Layout:
    return Layout()


class Layout:
    def __call__(self, doc: Doc) -> Doc:
        wrapped = hard_wrapped(doc.text)
        last = len(doc) - 1
        behind = datelines(doc.text)
        for token in doc:
            if token.idx in behind:
                token.is_sent_start = True
            if token.i == last or not token.is_space or "\n" not in token.text:
                continue
            if wrapped and token.text.count("\n") == 1 and (token.i == 0 or doc[token.i - 1].text[-1] not in ENDS):
                continue
            if not doc[token.i + 1].is_space:
                doc[token.i + 1].is_sent_start = True
        _divide(doc)
        return doc


def _divide(doc: Doc) -> None:
    """Let no sentence be longer than :data:`LONGEST`: what goes on so long without a full stop is a table, a list or no text."""
    since = 0
    for token in doc:
        if token.is_sent_start or (token.i and doc[token.i - 1].text in _STOPS):
            since = 0
        elif since == LONGEST:
            token.is_sent_start = True
            since = 0
        since += 1
