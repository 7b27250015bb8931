"""PLOVER's gold records: one sentence, one event with a type and its actors; scored by rules of its own."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

from kg.evaluation.document import Document, documents
from kg.evaluation.facts import Facts
from kg.evaluation.gold import GoldArticle
from kg.evaluation.scores import Rows, Tally, jaccard
from kg.graph import vocabulary as v
from kg.graph.writing.event_types import codes
from kg.knowledge.events import event_types

ACTOR_SPANS = (v.AGENT_SPAN, v.RECIPIENT_SPAN, v.PARTICIPANT_SPAN)


def field(gold: Path, name: str) -> dict[str, Any]:
    """One field of every line of a gold file that the format does not know, by the line's id."""
    with gzip.open(gold, "rt", encoding="utf8") as lines:
        return {str(row["id"]): row.get(name) for row in map(json.loads, lines)}


EARLIER = {"demand": "request", "disapprove": "accuse", "investigate": "accuse", "fight": "assault"}
"""The gold records bear the type names of PLOVER's first draft; these four became part of others in the published scheme."""


def code(name: str) -> str:
    """The PLOVER type of one of ours: by its closeMatch, or that of the first type above it that has one."""
    known, types = codes(), event_types()
    while True:
        found = known.get(name, ((),))[0]
        if found:
            return re.split("[-/]", found[0])[0].lower()
        if name not in types or not types[name].broader:
            return name.lower()
        name = types[name].broader[0]


def _types(gold: Path) -> dict[str, str]:
    told = {key: str(events[0]["type"]).lower() for key, events in field(gold, "events").items() if events}
    return {key: EARLIER.get(name, name) for key, name in told.items()}


def score(gold: Path, articles: list[GoldArticle], facts: Facts) -> Rows:
    """Rows ``type`` (of the claim whose trigger overlaps the gold's, an act before the saying of it) and ``actors`` (words
    of source and target that are agent, recipient or participant of that claim, and the reverse)."""
    wanted = _types(gold)
    told = {key: events[0] for key, events in field(gold, "events").items() if events}
    types, actors = Tally(), Tally()
    for doc in documents(articles, facts):
        claim = _claim(doc, facts)
        said = min(facts.all(v.EVENT_TYPE, claim), default="").rsplit("/", 1)[-1]
        types.add(int(bool(said) and code(said) == wanted.get(doc.id)), int(bool(said)), 1)
        event = told.get(doc.id, {})
        meant = _words(" ".join([*event.get("source", ()), *event.get("target", ())]))
        spans = [s for p in ACTOR_SPANS for s in (doc.spans(p, claim) if claim else ())]
        found = _words(" ".join(doc.text[b:e] for b, e in spans))
        actors.add(len(meant & found), len(found), len(meant))
    return {"type": types.row(), "actors": actors.row()}


def baseline(gold: Path, articles: list[GoldArticle]) -> Rows:
    """Row ``type`` of one who always says the most frequent type."""
    wanted = _types(gold)
    votes = Counter(wanted.get(a.id) for a in articles)
    tally = Tally()
    tally.add(max(votes.values(), default=0), len(articles), len(articles))
    return {"type": tally.row()}


def _claim(doc: Document, facts: Facts) -> str | None:
    spans = [e.span for e in doc.gold.events or ()]
    ranked = [
        (
            -max((jaccard(t, s) for s in spans), default=0.0),
            v.TYPE + "Statement" in facts.all(v.EVENT_TYPE, claim),
            claim,
        )
        for claim in doc.claims
        for t in doc.spans(v.TRIGGER, claim)
    ]
    best = min(ranked, default=(0.0, False, ""))
    return best[2] if best[0] < 0 else None


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower())) - {"the", "a", "an", "of", "and", "s"}
