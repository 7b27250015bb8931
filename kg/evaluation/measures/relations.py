"""Relations: subject and object overlap; typed also by the local name of the predicate."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from kg.articles.article import Span
from kg.evaluation.document import Document
from kg.evaluation.gold import local
from kg.evaluation.mistakes import Mistakes
from kg.evaluation.scope import Scope
from kg.evaluation.scores import Rows, Tally, jaccard, pair
from kg.graph import vocabulary as v

Tie = tuple[Span, Span, str | None]
"""Subject, object, type."""


def overlap(a: Tie, b: Tie) -> float:
    """Of two ties, whatever their types."""
    subject, thing = jaccard(a[0], b[0]), jaccard(a[1], b[1])
    return subject + thing if subject and thing else 0.0


def alike(a: Tie, b: Tie) -> float:
    """Of two ties of one type."""
    return overlap(a, b) if a[2] == b[2] else 0.0


def relations(documents: Sequence[Document], scope: Scope, mistakes: Mistakes) -> Rows:
    """Rows ``relations-untyped`` and ``relations``; objects that are literals have no span and do not count."""
    untyped, typed = Tally(), Tally()
    for doc in documents:
        gold: set[Tie] = {(r.subject, r.object, r.type) for r in doc.gold.relations or () if doc.inside(r.subject)}
        system = _said(doc)
        _count(untyped, _one_type(gold, scope), _one_type(system, scope), overlap, scope)
        meant, said = sorted(gold, key=repr), sorted(system, key=repr)
        pairs = _count(typed, meant, said, alike, scope)
        right = set(pairs.values())
        for i, (subject, thing, kind) in enumerate(meant):
            if i not in pairs:
                told = f"{kind}: {doc.text[slice(*thing)]}"
                others = {x[2] for x in said if overlap(meant[i], x)}
                what = "wrong type" if others else "missed"
                shown = ", ".join(sorted(o or "" for o in others))
                mistakes.note("relations", what, doc.id, doc.text, subject, wanted=told, found=shown)
        for j, (subject, thing, kind) in enumerate(said):
            if j not in right and kind in scope.relations:
                told = f"{kind}: {doc.text[slice(*thing)]}"
                mistakes.note("relations", "spurious", doc.id, doc.text, subject, found=told)
    return {"relations-untyped": untyped.row(), "relations": typed.row()}


def _said(doc: Document) -> set[Tie]:
    return {
        (a, b, local(predicate))
        for claim in doc.claims
        for predicate in doc.facts.all(v.PREDICATE, claim) or [""]
        for a in doc.spans(v.SUBJECT, claim)
        for b in doc.spans(v.OBJECT, claim)
        if doc.inside(a)
    }


def _one_type(ties: Iterable[Tie], scope: Scope) -> list[Tie]:
    """Each subject and object once: with a type that the set annotates, if it has one."""
    best: dict[tuple[Span, Span], Tie] = {}
    for tie in sorted(ties, key=lambda x: (x[2] in scope.relations, repr(x))):
        best[tie[:2]] = tie
    return list(best.values())


def _count(
    tally: Tally, gold: list[Tie], system: list[Tie], likeness: Callable[[Tie, Tie], float], scope: Scope
) -> dict[int, int]:
    pairs = pair(gold, system, likeness)
    right = set(pairs.values())
    counted = sum(j in right or x[2] in scope.relations or not scope.has_relations for j, x in enumerate(system))
    tally.add(len(pairs), counted, len(gold))
    return pairs
