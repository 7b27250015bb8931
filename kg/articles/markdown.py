"""Signs of Markdown in a text: marks of headings, emphasis and links, which are not the article's words."""

from __future__ import annotations

import re

from kg.articles.article import Span

_SIGNS = (
    re.compile(r"^ {0,3}#{1,6}[ \t]+(?=\S)", re.MULTILINE),
    re.compile(r"(?<=\S)[ \t]{1,8}#{1,6}[ \t]{0,8}$", re.MULTILINE),
    re.compile(r"^ {0,3}(?:> ?)+", re.MULTILINE),
    re.compile(r"^ {0,3}(?:[-*_][ \t]*){3,}$", re.MULTILINE),
    re.compile(r"^ {0,3}(?:```|~~~).*$", re.MULTILINE),
    re.compile(r"!\[[^\]\n]{0,300}\]\([^()\s]{1,2000}(?:\s+\"[^\"\n]{0,300}\")?\)"),
)
_LINK = re.compile(
    r"(?<!!)(\[)([^\[\]\n]{1,300})(\]\([^()\s]{1,2000}(?:\s+\"[^\"\n]{0,300}\")?\)|\]\[[^\]\n]{0,100}\])"
)
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3}|_{1,3})(?=[^\s*_])([^\n*]{1,400}?)(?<=[^\s*_])(\1)(?![\w*])")


def marks(text: str) -> list[Span]:
    """Where Markdown's own signs stand in ``text``; not sorted, they may touch. Images are signs as a whole."""
    found = [match.span() for shape in _SIGNS for match in shape.finditer(text)]
    for shape in (_LINK, _EMPHASIS):
        for match in shape.finditer(text):
            found += [match.span(1), match.span(3)]
    return found
