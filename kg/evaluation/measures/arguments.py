"""Arguments: the triggers overlap, and the filler's span overlaps the gold filler's head.

Sets mark what stands beside an event's word. The rows with ``-beside`` leave out the days and places that a claim has out of the
context (``kg:FromContext``), which are wrong by such marks wherever they stand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from kg.articles.article import Span
from kg.evaluation.document import Document
from kg.evaluation.mistakes import Mistakes
from kg.evaluation.scope import Scope
from kg.evaluation.scores import Rows, Tally, jaccard, pair
from kg.graph import vocabulary as v

ROLES = frozenset({"agent", "recipient", "place", "time", "participant"})
"""Roles that gold tells apart; every other role of ours is "other" there."""

CONTEXT = {"place": v.PLACE_BASIS, "time": v.TIME_BASIS}
"""Roles whose words may stand anywhere in the article, and what says so of a claim."""

FITS = {"participant": {"agent", "recipient", "other"}}
"""The equals of a reciprocal event fill either place."""

Filler = tuple[Span, Span, str | None]
"""Trigger, filler, role."""


def fits(role: str | None) -> set[str | None]:
    """Gold roles that a role of the system answers."""
    return set(FITS[role]) if role in FITS else {role}


def likeness(a: Filler, b: Filler) -> float:
    """Of two fillers, whatever their roles."""
    trigger, filler = jaccard(a[0], b[0]), jaccard(a[1], b[1])
    return trigger + filler if trigger and filler else 0.0


def in_role(a: Filler, b: Filler) -> float:
    """Of two fillers whose roles agree."""
    return likeness(a, b) if a[2] in fits(b[2]) else 0.0


def arguments(documents: Sequence[Document], scope: Scope, mistakes: Mistakes) -> Rows:
    """Rows ``arguments``, ``arguments-beside`` and, where the gold has roles, each with ``-role``."""
    rows: dict[str, Tally] = {}
    for name, around in (("arguments", True), ("arguments-beside", False)):
        plain = rows[name] = Tally()
        with_role = rows[f"{name}-role"] = Tally()
        for doc in documents:
            gold, system = _gold(doc), _system(doc, around=around)
            pairs, meant, said = _count(plain, _one_role(gold, scope), _one_role(system, scope), likeness, scope)
            if scope.has_roles:
                _count(with_role, gold, system, in_role, scope)
            if mistakes.wanted and around:
                _note(doc, pairs, (meant, said), scope, mistakes)
    return {name: tally.row() for name, tally in rows.items() if scope.has_roles or not name.endswith("-role")}


def _gold(doc: Document) -> set[Filler]:
    heads = {m.span: m.head for m in doc.gold.mentions or () if m.head}
    return {
        (a.event, a.head or heads.get(a.filler, a.filler), a.role)
        for a in doc.gold.arguments or ()
        if doc.inside(a.event)
    }


def _system(doc: Document, *, around: bool) -> set[Filler]:
    """What the graph tells; ``around``: days and places out of the context as well."""
    found: set[Filler] = set()
    for claim in doc.claims:
        for trigger in doc.spans(v.TRIGGER, claim):
            if doc.inside(trigger):
                for role, predicate in v.ROLE_SPANS.items():
                    if not around and role in CONTEXT and doc.facts.all(CONTEXT[role], claim):
                        continue
                    name = role if role in ROLES else "other"
                    found |= {(trigger, filler, name) for filler in doc.spans(predicate, claim)}
    return found


def _asked(item: Filler, scope: Scope) -> bool:
    return bool(fits(item[2]) & scope.roles)


def _one_role(items: Iterable[Filler], scope: Scope) -> list[Filler]:
    """Each trigger and filler once: with a role that the set annotates, if it has one."""
    best: dict[tuple[Span, Span], Filler] = {}
    for item in sorted(items, key=lambda x: (_asked(x, scope), repr(x))):
        best[item[:2]] = item
    return list(best.values())


def _count(
    tally: Tally,
    gold: Iterable[Filler],
    system: Iterable[Filler],
    alike: Callable[[Filler, Filler], float],
    scope: Scope,
) -> tuple[dict[int, int], list[Filler], list[Filler]]:
    meant, said = sorted(gold, key=repr), sorted(system, key=lambda x: (x[0], x[1], x[2] or ""))
    pairs = pair(meant, said, alike)
    right = set(pairs.values())
    unasked = sum(not _asked(x, scope) for j, x in enumerate(said) if j not in right) if scope.has_roles else 0
    tally.add(len(pairs), len(said) - unasked, len(meant))
    return pairs, meant, said


def _note(
    doc: Document, pairs: dict[int, int], sides: tuple[list[Filler], list[Filler]], scope: Scope, mistakes: Mistakes
) -> None:
    meant, said = sides
    for i, (trigger, filler, role) in enumerate(meant):
        told = f"{role} of {doc.text[slice(*trigger)]}"
        if i not in pairs:
            mistakes.note("arguments", "missed", doc.id, doc.text, filler, wanted=told)
        elif scope.has_roles and role not in fits(said[pairs[i]][2]):
            mistakes.note("arguments", "wrong role", doc.id, doc.text, filler, wanted=told, found=said[pairs[i]][2])
    right = set(pairs.values())
    for j, item in enumerate(said):
        if j not in right and (_asked(item, scope) or not scope.has_roles):
            told = f"{item[2]} of {doc.text[slice(*item[0])]}"
            mistakes.note("arguments", "spurious", doc.id, doc.text, item[1], found=told)
