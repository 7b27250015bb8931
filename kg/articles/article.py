"""One article, as every reader of a format gives it and everything after takes it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

Span = tuple[int, int]
"""Unicode code points into ``Article.text``: begin, and end exclusive (RFC 5147)."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article.

    Attributes:
        text: the text analysed (``nif:isString``); all offsets everywhere count its code points.
        headline: as the source gives it; None where it gives none.
        headline_span: where the headline stands in ``text``; None where there is none.
        published: ISO date ``YYYY-MM-DD``; None when unknown, never invented.
        publisher, author, url: as the source gives them.
        language: BCP 47 tag.
        boilerplate: stretches of ``text`` that are not the article (menus, bylines, captions, share lines, teasers):
            sorted, disjoint; they are never read.
        source: the file (and line) it came from, for messages; not part of the graph.
    """

    text: str
    headline: str | None = None
    headline_span: Span | None = None
    published: str | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    language: str = "en"
    boilerplate: tuple[Span, ...] = ()
    source: str = ""

    @property
    def key(self) -> str:
        """The local part of the article's IRI: a hash of its url, else of its text, publisher and date."""
        told = ("url", self.url) if self.url else ("text", self.text, self.publisher or "", self.published or "")
        return hashlib.sha256("\x1f".join(told).encode()).hexdigest()[:16]

    @property
    def sha256(self) -> str:
        """Hash of the text's UTF-8."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def readable(self) -> str:
        """``text`` with boilerplate blanked out: same length, so that every offset stays true.

        Line ends inside boilerplate are kept, all else becomes a blank.
        """
        if not self.boilerplate:
            return self.text
        parts, at = [], 0
        for begin, end in self.boilerplate:
            parts.append(self.text[at:begin])
            parts.append("".join(c if c == "\n" else " " for c in self.text[begin:end]))
            at = end
        parts.append(self.text[at:])
        return "".join(parts)
