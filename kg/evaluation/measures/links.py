"""Links: the spans overlap, and the identifier is the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from kg.articles.article import Span
from kg.evaluation.document import Document
from kg.evaluation.facts import Facts
from kg.evaluation.gold import AUTHORITIES, GoldLink
from kg.evaluation.mistakes import Mistakes
from kg.evaluation.scope import Scope
from kg.evaluation.scores import Rows, Tally, jaccard, pair
from kg.graph import vocabulary as v

PATTERNS = {
    "wikidata": re.compile(r"wikidata\.org/(?:entity|wiki)/(Q\d+)"),
    "geonames": re.compile(r"geonames\.org/(\d+)"),
}


def ids_of(facts: Facts, node: str | None, authority: str) -> set[str]:
    """Identifiers that the graph gives an entity."""
    found = (PATTERNS[authority].search(iri) for iri in facts.all(v.SAME_AS, node))
    return {match[1] for match in found if match}


def links(documents: Sequence[Document], _: Scope, mistakes: Mistakes) -> Rows:
    """Rows ``links-wikidata`` and ``links-geonames``; with ``-named``: without what context alone links.

    Links of nominals and pronouns that the gold lacks are ignored: links are marked on names.
    """
    return _variants(documents, mistakes, {"": lambda link, ids: True}, with_named=True)


def links_held(documents: Sequence[Document], held: frozenset[str]) -> Rows:
    """Rows ``links-…-held``: without gold links none of whose identifiers an authority (``held``) knows."""
    return _variants(documents, Mistakes(wanted=False), {"-held": lambda link, ids: bool(ids & held)})


Wanted = Callable[[GoldLink, frozenset[str]], bool]


def _variants(
    documents: Sequence[Document], mistakes: Mistakes, variants: dict[str, Wanted], *, with_named: bool = False
) -> Rows:
    rows: Rows = {}
    if with_named and any(link.by_context for d in documents for link in d.gold.links or ()):
        variants = {**variants, "-named": lambda link, ids: not link.by_context}
    for authority in AUTHORITIES:
        if any(link.ids[authority] for d in documents for link in d.gold.links or ()):
            for name, wanted in variants.items():
                tally = Tally()
                for doc in documents:
                    _count(doc, authority, wanted, tally, mistakes if not name else Mistakes(wanted=False))
                rows[f"links-{authority}{name}"] = tally.row()
    return rows


def _count(doc: Document, authority: str, wanted: Wanted, tally: Tally, mistakes: Mistakes) -> None:
    gold: dict[tuple[Span, str], frozenset[str]] = {}
    dropped: list[Span] = []
    system: dict[tuple[Span, str], bool] = {}
    for link in doc.marked(doc.gold.links):
        ids = link.ids[authority]
        if ids and not wanted(link, ids):
            dropped.append(link.span)
        elif ids:
            gold.setdefault((link.span, min(ids)), ids)
    for read in doc.entities():
        for one in ids_of(doc.facts, read.node, authority):
            system[read.span, one] = system.get((read.span, one), False) or read.kind == "named"
    meant, said = list(gold), sorted(system)
    pairs = pair(meant, said, lambda a, b: jaccard(a[0], b[0]) if b[1] in gold[a] else 0.0)
    right = set(pairs.values())
    counted = [
        j for j, x in enumerate(said) if j in right or (system[x] and not any(jaccard(x[0], d) for d in dropped))
    ]
    tally.add(len(pairs), len(counted), len(meant))
    if not mistakes.wanted:
        return
    measure = f"links-{authority}"
    for i, (span, one) in enumerate(meant):
        if i not in pairs:
            others = [x[1] for x in said if jaccard(x[0], span)]
            kind = "wrong value" if others else "missed"
            mistakes.note(measure, kind, doc.id, doc.text, span, wanted=one, found=" ".join(others))
    for j in counted:
        if j not in right and not any(jaccard(said[j][0], span) for span, _ in meant):
            mistakes.note(measure, "spurious", doc.id, doc.text, said[j][0], found=said[j][1])
