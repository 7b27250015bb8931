"""What went wrong, one by one, with the sentence it happened in."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.articles.article import Span

LONGEST = 300
"""Characters of a sentence that are shown on each side."""

_END = re.compile(r"(?<=[.!?])[\"”’')\]]*\s+(?=[\"“‘('\[]*[A-Z0-9])|\n\s*\n")


@dataclass(frozen=True, slots=True)
class Mistake:
    """One error.

    Attributes:
        measure: which measure counts it.
        kind: missed, spurious, wrong class, wrong value, ….
        article: id of the gold article.
        span: in the gold text.
        words: the text of ``span``.
        wanted, found: what the gold has and what the system said, where that tells more.
        sentence: the words around.
    """

    measure: str
    kind: str
    article: str
    span: Span
    words: str
    wanted: str
    found: str
    sentence: str


class Mistakes:
    """Collects errors; with ``wanted=False`` it throws them away."""

    def __init__(self, *, wanted: bool = True) -> None:
        self.wanted = wanted
        self.all: list[Mistake] = []

    def note(
        self, measure: str, kind: str, article: str, text: str, span: Span, *, wanted: object = "", found: object = ""
    ) -> None:
        """Note one error of an article with this id and text."""
        if self.wanted:
            said = " ".join(text[span[0] : span[1]].split())
            meant, told = ("" if x is None else str(x) for x in (wanted, found))
            self.all.append(Mistake(measure, kind, article, span, said, meant, told, sentence_at(text, span)))


def sentence_at(text: str, span: Span) -> str:
    """The sentence around a span, by full stops and blank lines alone, in one line."""
    begin, end = max(0, span[0] - LONGEST), min(len(text), span[1] + LONGEST)
    for match in _END.finditer(text, begin, span[0] + 1):
        if match.end() <= span[0]:
            begin = match.end()
    after = _END.search(text, max(span[1] - 1, begin), end)
    return " ".join(text[begin : after.start() if after else end].split())
