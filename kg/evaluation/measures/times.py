"""Time expressions: overlapping spans, equal spans, and equal TIMEX3 values."""

from __future__ import annotations

from collections.abc import Sequence

from kg.articles.article import Span
from kg.evaluation.document import Document
from kg.evaluation.mistakes import Mistakes
from kg.evaluation.scope import Scope
from kg.evaluation.scores import Rows, Tally, jaccard, pair


def times(documents: Sequence[Document], _: Scope, mistakes: Mistakes) -> Rows:
    """Rows ``times-relaxed``, ``times-strict`` and, where the gold has values, ``times-value``."""
    relaxed, strict, valued = Tally(), Tally(), Tally()
    for doc in documents:
        gold: dict[Span, str | None] = {}
        system: dict[Span, str | None] = {}
        for time in doc.marked(doc.gold.times):
            gold.setdefault(time.span, time.value)
        for read in doc.read:
            if read.kind == "time" and doc.inside(read.span):
                system[read.span] = system.get(read.span) or read.value
        meant, said = list(gold), list(system)
        pairs = pair(meant, said, jaccard)
        relaxed.add(len(pairs), len(said), len(meant))
        strict.add(len(gold.keys() & system.keys()), len(said), len(meant))
        asked = {i for i, span in enumerate(meant) if gold[span]}
        unasked = sum(i not in asked for i in pairs)
        right = {i for i, j in pairs.items() if i in asked and (gold[meant[i]] or "").strip() == system[said[j]]}
        valued.add(len(right), len(said) - unasked, len(asked))
        if mistakes.wanted:
            _note(doc, gold, system, pairs, mistakes)
    rows = {"times-relaxed": relaxed.row(), "times-strict": strict.row()}
    return rows | {"times-value": valued.row()} if valued.gold else rows


def _note(
    doc: Document,
    gold: dict[Span, str | None],
    system: dict[Span, str | None],
    pairs: dict[int, int],
    mistakes: Mistakes,
) -> None:
    meant, said = list(gold), list(system)
    for i, span in enumerate(meant):
        if i not in pairs:
            mistakes.note("times", "missed", doc.id, doc.text, span, wanted=gold[span])
            continue
        other = said[pairs[i]]
        if other != span:
            mistakes.note("times", "wrong span", doc.id, doc.text, span, found=doc.text[slice(*other)])
        if gold[span] and (gold[span] or "").strip() != system[other]:
            mistakes.note("times", "wrong value", doc.id, doc.text, span, wanted=gold[span], found=system[other])
    right = set(pairs.values())
    for j, span in enumerate(said):
        if j not in right:
            mistakes.note("times", "spurious", doc.id, doc.text, span, found=system[span])
