"""The headline of a text whose source does not give it apart."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.articles.article import Span

MAX_WORDS = 22
MAX_CHARACTERS = 160
"""Few headlines are longer, and many a first sentence is."""

_END = re.compile(r"[.:;,…-][\"”’')\]]*\Z")
_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*\Z")
_DATELINE = re.compile(r"[A-Z][A-Z .,’'-]{2,40}(?:,[^()]{2,40})?\([A-Z][\w ./]{1,20}\)|(?:--|_|—)\s*\Z")


def folded(text: str) -> str:
    """``text`` as two copies of one headline compare: case, punctuation and blanks aside."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def find_headline(text: str, lines: Sequence[Span]) -> Span | None:
    """Where the headline stands, if the first line clearly is one.

    It is short, begins with a capital, a figure or a quotation mark, does not end as a sentence does, and a blank line
    (or a byline, or a date) parts it from a paragraph of prose. Without such a line it must be shorter, and the other
    lines must be whole sentences, so that it is not just the first line of a text whose lines are wrapped.

    Args:
        text: the article's.
        lines: its lines that are no boilerplate.
    """
    if len(lines) < 2:
        return None
    (begin, end), following = lines[0], lines[1]
    line = text[begin:end].lstrip("#").strip()
    words = line.split()
    if not 3 <= len(words) <= MAX_WORDS or len(line) > MAX_CHARACTERS or "\n" in line:
        return None
    if not (line[0].isupper() or line[0].isdigit() or line[0] in "\"'“‘¿["):
        return None
    if _END.search(line) or _DATELINE.search(line):
        return None
    if text.count("\n", end, following[0]) < 2:
        others = lines[1:12]
        whole = sum(bool(_SENTENCE_END.search(text[b:e])) for b, e in others)
        if len(words) > 16 or line[-1] in '"”' or 5 * whole < 4 * len(others):
            return None
        if len(text[slice(*following)].split()) < 12:
            return None
    prose = next((text[b:e] for b, e in lines[1:4] if len(text[b:e].split()) >= 9), "")
    return (begin, end) if _SENTENCE_END.search(prose) else None
