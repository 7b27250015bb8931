"""Links of what the linking set itself holds to be something on a map: whether ours are the same."""

from __future__ import annotations

from pathlib import Path

from benchmarks.plover import field
from kg.evaluation.document import documents
from kg.evaluation.facts import Facts
from kg.evaluation.gold import GoldArticle
from kg.evaluation.measures.links import ids_of
from kg.evaluation.scores import Rows, Tally, jaccard

GEOGRAPHIC = "Q27096213"
"""The set's type of all that is on a map: countries, regions, towns; islands, airports and battlefields, too."""


def score(gold: Path, articles: list[GoldArticle], facts: Facts) -> Rows:
    """Row ``links-map``: of the places of the set that we link, those with the same identifier (P), and of all of them (R)."""
    marked = field(gold, "links")
    tally = Tally()
    for doc in documents(articles, facts):
        meant = {
            (one["begin"], one["end"]): one["wikidata"]
            for one in marked.get(doc.id) or ()
            if GEOGRAPHIC in (one.get("type") or "").split("|") and one.get("wikidata") and not one.get("coref")
        }
        for span, identifier in sorted(meant.items()):
            said = [
                ids
                for m in doc.entities()
                if m.kind == "named" and jaccard(m.span, span) and (ids := ids_of(doc.facts, m.node, "wikidata"))
            ]
            tally.add(int(any(identifier in ids for ids in said)), int(bool(said)), 1)
    return {"links-map": tally.row()}
