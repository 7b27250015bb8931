"""One article, as every reader of a format gives it and everything after takes it."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

Span = tuple[int, int]
"""Unicode code points into ``Article.text``: begin, and end exclusive (RFC 5147)."""


class Version(NamedTuple):
    """A version of what stands under one url: day of publication and moment of change ("" where unknown, which is first), and a
    hash of what it says.
    """

    published: str
    modified: str
    says: str

    def supersedes(self, stands: Version, entered: Iterable[Version] = ()) -> bool:
        """Whether it takes the place of the version that ``stands``.

        The later published stands, undated first; of the same day the later modified; where nothing tells, what was put in
        later, for a correction comes after what it corrects. What was put in once (``entered``) does not come later by being
        put in again.
        """
        mine, other = self[:2], stands[:2]
        if self.says == stands.says or mine != other:
            return mine > other and self.says != stands.says
        return all(self.says != one.says for one in entered)


@dataclass(frozen=True, slots=True)
class Article:
    """One article.

    Attributes:
        text: the text analysed (``nif:isString``); all offsets everywhere count its code points.
        headline: as the source gives it; None where it gives none.
        headline_span: where the headline stands in ``text``; None where there is none.
        published: ISO date ``YYYY-MM-DD``; None when unknown, never invented.
        publisher, author, url: as the source gives them.
        language: BCP 47 tag: of the text, where it is plainly in another language than the source says.
        boilerplate: stretches of ``text`` that are not the article (menus, bylines, captions, share lines, teasers):
            sorted, disjoint; they are never read.
        source: the file (and line) it came from, for messages; not part of the graph.
        modified: moment of this version (when it was changed, or captured), ``YYYY-MM-DD`` or ``YYYY-MM-DDTHH:MM:SSZ``: of two
            versions of one day of publication the later modified stands. Not part of the graph.
        foreign: whether the text is in a language that is not read: it is kept and can be searched.
        pages: where pages of a document begin in ``text``, the first at 0; empty where it has none.
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
    modified: str | None = None
    foreign: bool = False
    pages: tuple[int, ...] = ()

    @property
    def version(self) -> Version:
        """Which version of its url it is."""
        told = repr(replace(self, modified=None, source="", pages=()))
        says = hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:16]
        return Version(self.published or "", self.modified or "", says)

    def page_of(self, offset: int) -> int | None:
        """The page, counted from 1, on which the code point at ``offset`` stands; None where there are no pages."""
        return bisect_right(self.pages, offset) or None

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
