"""The words of a document as the time grammar sees them: no white space, words joined by hyphens taken apart."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from spacy.tokens import Doc

from kg.reading.text.tokens import Tokens

HYPHENS = frozenset("-–—‐‑−")
_JOINED = re.compile(r"[-–—‐‑−]|[^-–—‐‑−]+")
_NUMERIC_DATE = re.compile(r"\d{4}-\d\d?-\d\d?|\d\d?-\d\d?-\d{4}")


@dataclass(slots=True)
class Words:
    """Parallel lists, one item a word.

    Attributes:
        lower: the word in lower case; typographic apostrophes are made plain.
        token: index of the token that it belongs to.
        pieces: for words that are only a part of their token, begin and end within the token.
    """

    lower: list[str]
    token: list[int]
    pieces: dict[int, tuple[int, int]] = field(default_factory=dict)


def words(doc: Doc, read: Tokens) -> Words:
    """The words of a document; a hyphen between blanks is a dash ("--")."""
    found = Words([], [])
    lower, token, pieces = found.lower, found.token, found.pieces
    for i, word in enumerate(read.lower):
        if word.isalpha():
            lower.append(word)
            token.append(i)
        elif read.space[i]:
            continue
        elif word in HYPHENS and i and doc[i - 1].whitespace_ and doc[i].whitespace_:
            lower.append("--")
            token.append(i)
        elif len(word) > 1 and not HYPHENS.isdisjoint(word) and not _NUMERIC_DATE.fullmatch(word):
            for piece in _JOINED.finditer(word):
                pieces[len(lower)] = piece.span()
                lower.append(piece.group())
                token.append(i)
        else:
            lower.append(word.replace("’", "'").replace("‘", "'") if "’" in word or "‘" in word else word)
            token.append(i)
    return found
