"""A document as quotations are read from it: tokens, parse, paragraphs, quotation marks, cues; phrases read off the tags."""

from __future__ import annotations

from spacy.tokens import Doc

from kg.reading.speech.attribution import attributions
from kg.reading.speech.cues import RELATIVE, Attribution
from kg.reading.speech.dash_speech import dash_speeches, posts
from kg.reading.text.annotations import Annotations
from kg.reading.text.layout import hard_wrapped
from kg.reading.text.quotation_marks import DOUBLE_CHARACTERS, MARKS, Marked, matched
from kg.reading.text.tokens import Tokens, tokens
from kg.reading.text.tree import TokenSpan, Tree

DASHES = frozenset(["—", "–", "--", "-", "―"])
LONGEST_APPOSITION = 25
"""Tokens behind a name that may say what it is."""


def paragraphs(doc: Doc, t: Tokens) -> list[TokenSpan]:
    """Token ranges of the paragraphs, without the line ends between them."""
    found = []
    start = 0
    wrapped: bool | None = None
    for i, blank in enumerate(t.breaks):
        if not blank:
            continue
        if t.words[i].count("\n") == 1:
            if wrapped is None:
                wrapped = hard_wrapped(doc.text)
            if wrapped:
                continue
        if i > start:
            found.append((start, i))
        start = i + 1
    if len(t.words) > start:
        found.append((start, len(t.words)))
    return found


class Page:
    """One document.

    Attributes:
        outer: stretches in marks that lie in no other.
        quoted: of each token, the number (from 1) of the stretch of ``outer`` that it is in, 0 outside.
        by_cue: attributions by the token of their cue.
        dashed: of stretches of ``outer`` that dashes set off, by number, the attribution.
    """

    def __init__(self, doc: Doc, noted: Annotations) -> None:
        self.noted = noted
        self.t = tokens(doc)
        self.tree = Tree(self.t)
        self.paragraphs = paragraphs(doc, self.t)
        self.quoted = [0] * len(doc)
        marks: list[Marked] = []
        text = doc.text
        if any(mark in text for mark in (*DOUBLE_CHARACTERS, "'", "‘", "``")):
            marks = matched(self.t.words, self.t.spaced, self.paragraphs)
        self.by_cue = {one.cue: one for one in attributions(self.tree)}
        self.dashed: dict[int, Attribution] = {}
        self.outer = self._with_dashes([m for m in marks if not m.inner], text)
        for number, mark in enumerate(self.outer, 1):
            for i in range(mark.start, mark.end):
                self.quoted[i] = number

    def _with_dashes(self, marks: list[Marked], text: str) -> list[Marked]:
        """The stretches in marks with those that dashes or an author below set off, whose attributions go to ``dashed``."""
        spoken: list[tuple[Marked, Attribution]] = []
        if any(dash in text for dash in DASHES):
            spoken += [(m, self.by_cue[cue]) for m, cue in dash_speeches(self.t, self.paragraphs, self.by_cue)]
            for m, name in posts(self.t, self.paragraphs) if "@" in text else ():
                cue = name[0] - 1
                one = Attribution(cue, "speech", True, (cue, cue + 1), name, name[1] - 1, frame="label")
                spoken.append((m, one))
        if not spoken:
            return marks
        own = {m.paragraph for m, _ in spoken}
        kept = [m for m in marks if m.paragraph not in own]
        found = sorted([*kept, *(m for m, _ in spoken)], key=lambda m: m.start)
        number = {m.start: n for n, m in enumerate(found, 1)}
        self.dashed = {number[m.start]: one for m, one in spoken}
        return found

    def free(self, i: int) -> bool:
        """Whether token ``i`` is outside all quotation marks."""
        return not self.quoted[i] and self.t.words[i] not in MARKS

    def noun_phrase(self, start: int) -> TokenSpan | None:
        """A noun phrase that begins at ``start``, read off the tags."""
        t = self.t
        i = start
        last = -1
        while i < self.tree.n and i < start + 12 and self.free(i) and not t.breaks[i]:
            pos = t.pos[i]
            if pos in ("NOUN", "PROPN", "PRON"):
                last = i
            elif pos not in ("DET", "ADJ", "NUM", "PART"):
                break
            i += 1
        return (start, last + 1) if last >= 0 else None

    def with_apposition(self, span: TokenSpan) -> TokenSpan:
        """A name with what it is said to be ("Anna Berg, a lawyer in Oslo"), up to the next mark or relative clause."""
        t = self.t
        end = span[1]
        if t.pos[end - 1] != "PROPN" or end + 1 >= self.tree.n or t.words[end] != ",":
            return span
        i = end + 1
        if t.pos[i] not in ("DET", "NOUN", "ADJ", "PRON", "PROPN") or t.lower[i] in RELATIVE:
            return span
        while i < self.tree.n and i < end + LONGEST_APPOSITION and self.free(i) and not t.breaks[i]:
            if t.pos[i] in ("PUNCT", "VERB", "AUX", "SCONJ") and t.words[i] not in ("-", "’"):
                break
            i += 1
        ended = i >= self.tree.n or t.breaks[i] or t.pos[i] == "PUNCT"
        return (span[0], i) if ended else span

    def head_of(self, span: TokenSpan) -> int:
        """The head word of a phrase."""
        heads = self.t.heads
        return next((i for i in range(*span) if not span[0] <= heads[i] < span[1]), span[1] - 1)

    def behind_dateline(self, start: int, end: int) -> int:
        """Where a stretch begins without the dateline ("KYIV, June 3 (Agency) —") of its paragraph."""
        t = self.t
        if not t.words[start].isupper() or len(t.words[start]) < 3 or (start and not t.breaks[start - 1]):
            return start
        for i in range(start + 1, min(end - 1, start + 14)):
            if t.words[i] in DASHES and not (t.words[i] == "-" and t.words[i - 1].isalpha() and not self.t.spaced[i]):
                return i + 1
            if t.pos[i] in ("VERB", "AUX"):
                break
        return start
