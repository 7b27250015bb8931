"""Names: same span and same class; a leading "the" and a trailing "'s" do not count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from kg.articles.article import Span
from kg.evaluation.document import Document
from kg.evaluation.mistakes import Mistakes
from kg.evaluation.scope import Scope
from kg.evaluation.scores import Rows, Tally

Typed = set[tuple[Span, str | None]]


def names(documents: Sequence[Document], scope: Scope, mistakes: Mistakes) -> Rows:
    """Rows ``names`` (where the gold has classes, with one row a class) and ``names-untyped``.

    Where kinds of mentions are marked, named ones alone count; where none are, all do.
    """
    tallies: dict[str, Tally] = defaultdict(Tally)
    for doc in documents:
        gold: Typed = {
            (doc.trim(m.span), m.entity_class)
            for m in doc.marked(doc.gold.mentions)
            if scope.all_kinds or m.kind == "named"
        }
        system: Typed = {
            (doc.trim(m.span), m.entity_class) for m in doc.entities() if scope.all_kinds or m.kind == "named"
        }
        gold_spans = {span for span, _ in gold}
        asked: Typed = {
            (s, c) for s, c in system if not scope.classes or c is None or c in scope.classes or s in gold_spans
        }
        if scope.classes:
            typed = {(s, c) for s, c in asked if c in scope.classes or c is None}
            tallies["names"].add(len(gold & typed), len(typed), len(gold))
            for cls in sorted(scope.classes):
                meant, said = ({x for x in side if x[1] == cls} for side in (gold, asked))
                tallies[f"names/{cls}"].add(len(meant & said), len(said), len(meant))
        spans = {span for span, _ in asked}
        tallies["names-untyped"].add(len(gold_spans & spans), len(spans), len(gold_spans))
        if mistakes.wanted:
            _note(doc, gold, asked, mistakes, typed=bool(scope.classes))
    return {name: tally.row() for name, tally in tallies.items()}


def _note(doc: Document, gold: Typed, asked: Typed, mistakes: Mistakes, *, typed: bool) -> None:
    said = dict(sorted(asked, key=repr))
    meant = dict(sorted(gold, key=repr))
    for span, cls in sorted(meant.items()):
        if span not in said:
            cut = [doc.text[b:e] for b, e in said if b < span[1] and span[0] < e]
            kind = "wrong span" if cut else "missed"
            mistakes.note("names", kind, doc.id, doc.text, span, wanted=cls, found=" | ".join(cut))
        elif typed and (span, said[span]) not in gold:
            mistakes.note("names", "wrong class", doc.id, doc.text, span, wanted=cls, found=said[span])
    for span, cls in sorted(said.items()):
        if span not in meant and not any(b < span[1] and span[0] < e for b, e in meant):
            mistakes.note("names", "spurious", doc.id, doc.text, span, found=cls)
