"""Quotations: source, cue, content and the whole, by word tokens and exact."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence

from kg.articles.article import Span
from kg.evaluation.document import Document
from kg.evaluation.mistakes import Mistakes
from kg.evaluation.scope import Scope
from kg.evaluation.scores import Rows, Tally, pair
from kg.graph import vocabulary as v

PARTS = ("source", "cue", "content")

WEIGHTS = (1e-3, 1e-6, 1.0)
"""Quotations are paired by content, then by source, then by cue."""

Words = frozenset[int]
Quote = tuple[Words, Words, Words]
"""Numbers of the word tokens of source, cue and content."""


def quotes(documents: Sequence[Document], _: Scope, mistakes: Mistakes) -> Rows:
    """Rows ``quotes-<part>-tokens`` and ``quotes-<part>-exact`` of source, cue, content and whole."""
    token = {part: Tally() for part in (*PARTS, "whole")}
    exact = {part: Tally() for part in (*PARTS, "whole")}
    for doc in documents:
        words = _Words(doc.text)
        gold = sorted(_meant(doc, words), key=_order)
        system = sorted(_said(doc, words), key=_order)
        pairs = pair(gold, system, _likeness)
        for i, quote in enumerate(gold):
            _sizes(token, exact, quote, "gold")
            if i not in pairs:
                mistakes.note("quotes", "missed", doc.id, doc.text, words.span(quote[2] or quote[1] or quote[0]))
        right = set(pairs.values())
        for j, quote in enumerate(system):
            _sizes(token, exact, quote, "system")
            if j not in right:
                mistakes.note("quotes", "spurious", doc.id, doc.text, words.span(quote[2] or quote[1] or quote[0]))
        for i, j in pairs.items():
            a, b = gold[i], system[j]
            for part, x, y in zip(PARTS, a, b, strict=True):
                token[part].right += len(x & y)
                token["whole"].right += len(x & y)
                exact[part].right += bool(x) and x == y
                if x != y and mistakes.wanted:
                    at = words.span(x or y or a[2])
                    told = [" ".join(doc.text[slice(*words.span(w))].split()) if w else "" for w in (x, y)]
                    kind = f"wrong {part}" if y else f"no {part}"
                    mistakes.note("quotes", kind, doc.id, doc.text, at, wanted=told[0], found=told[1])
            exact["whole"].right += a == b
    return {
        f"quotes-{part}-{how}": tally[part].row()
        for part in (*PARTS, "whole")
        for how, tally in (("tokens", token), ("exact", exact))
        if tally[part].gold
    }


class _Words:
    """The word tokens of a text."""

    def __init__(self, text: str) -> None:
        spans = [(m.start(), m.end()) for m in re.finditer(r"\w+", text)]
        self.begins, self.ends = [b for b, _ in spans], [e for _, e in spans]

    def covered(self, spans: Iterable[Span]) -> Words:
        return frozenset(i for b, e in spans for i in range(bisect_right(self.ends, b), bisect_left(self.begins, e)))

    def span(self, words: Words) -> Span:
        return (self.begins[min(words)], self.ends[max(words)]) if words else (0, 0)


def _meant(doc: Document, words: _Words) -> set[Quote]:
    """The gold's quotations that begin where the article was labelled."""
    found: set[Quote] = set()
    for quote in doc.gold.quotes or ():
        first = next(iter((*quote.content, *quote.cue, *quote.source)), None)
        if first and doc.inside(first):
            found.add((words.covered(quote.source), words.covered(quote.cue), words.covered(quote.content)))
    return found


def _said(doc: Document, words: _Words) -> set[Quote]:
    """The system's quotations; claims with one speaker and one cue are parts of one."""
    merged: dict[tuple[tuple[Span, ...], tuple[Span, ...], Words | None], set[int]] = defaultdict(set)
    for claim in doc.claims:
        who, cue, content = (tuple(doc.spans(p, claim)) for p in (v.SPEAKER, v.CUE, v.CONTENT))
        if not (who or cue or doc.facts.one(v.QUOTATION, claim)):
            continue
        evidence = tuple(doc.spans(v.EVIDENCE, claim))
        what = words.covered(content or evidence)
        if not content:  # the evidence is the sentence or clause: without who says it and how
            what -= words.covered(who) | words.covered(cue)
        start = next(iter((*content, *evidence, *who, *cue)), (-1, -1))
        if doc.inside(start):
            merged[who, cue, None if cue else what] |= what
    return {(words.covered(who), words.covered(cue), frozenset(what)) for (who, cue, _), what in merged.items()}


def _order(quote: Quote) -> list[list[int]]:
    return [sorted(part) for part in quote]


def _likeness(a: Quote, b: Quote) -> float:
    return sum(w * len(x & y) / len(x | y) for w, x, y in zip(WEIGHTS, a, b, strict=True) if x | y)


def _sizes(token: dict[str, Tally], exact: dict[str, Tally], quote: Quote, side: str) -> None:
    """Add one quotation to what is meant or said."""

    def grow(tally: Tally, n: int) -> None:
        setattr(tally, side, getattr(tally, side) + n)

    for part, words in zip(PARTS, quote, strict=True):
        grow(token[part], len(words))
        grow(exact[part], bool(words))
    grow(token["whole"], sum(map(len, quote)))
    grow(exact["whole"], 1)
