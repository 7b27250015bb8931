"""Timelines of SemEval-2015 Task 4, Track A, from end to end: raw articles and a target's name in, its dated events out.

A target's events are those with it, or with an entity whose name holds all words of the target's, as actor; they are
ordered by their dates. An event without a date stands at order 0, where the task does not score it.
"""

from __future__ import annotations

import gzip
import json
import re
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.data import BENCH, present, report
from kg.building import build_articles
from kg.evaluation.facts import Facts, span_of
from kg.evaluation.gold import GoldArticle
from kg.evaluation.offsets import OffsetMap
from kg.evaluation.running import article_of
from kg.evaluation.scores import Rows
from kg.evaluation.timelines import score_timelines
from kg.graph import vocabulary as v
from kg.graph.store import Store


def run(*, keep: str | None = None, jobs: int | None = None) -> None:
    """Build the task's articles, write their timelines, score them."""
    if not present():
        return
    with tempfile.TemporaryDirectory(prefix="kg-bench-") as name:
        rows = score(Path(keep or name) / "timelines", jobs=jobs)
    shown = [(n, f"P {r.p:.3f}  R {r.r:.3f}  F1 {r.f1:.3f}") for n, r in rows.items()]
    report("SemEval-2015 Task 4, Track A", shown)


def score(folder: Path, *, jobs: int | None = None) -> Rows:
    """Rows of :func:`kg.evaluation.timelines.score_timelines`, and ``order-only``.

    Args:
        folder: for the stores of the corpora and the timelines.
        jobs: processes that read.
    """
    said = folder / "said"
    for corpus in sorted(p for p in (BENCH / "timelines").iterdir() if p.is_dir()):
        rows = list(_rows(corpus / "articles.jsonl.gz"))
        gold = [GoldArticle(str(r["id"]), r["text"], r.get("title"), r.get("date"), r.get("publisher")) for r in rows]
        build_articles([article_of(one) for one in gold], folder / corpus.name, jobs=jobs)
        with Store(folder / corpus.name) as store:
            facts = Facts(store.graph())
            places = {str(r["id"]): _places(r) for r in rows}
            texts = {one.id: one.text for one in gold}
            for line in (corpus / "targets.tsv").read_text("utf8").splitlines():
                file, target = line.split("\t")[:2]
                path = said / corpus.name / "gold" / (file if file.endswith(".txt") else f"{file}.txt")
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(write(target, facts, places, texts), encoding="utf8")
    rows_found = score_timelines(BENCH / "timelines", said)
    rows_found["order-only"] = score_timelines(BENCH / "timelines", said, order_only=True)["timelines"]
    return rows_found


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf8") as lines:
        for line in lines:
            yield json.loads(line)


def _places(row: dict[str, Any]) -> list[tuple[int, int, int, str]]:
    """Begin, end, sentence and words of each token that stands in the text."""
    return [(begin, end, sentence, token) for sentence, _, begin, end, token in row["tokens"] if begin is not None]


def write(
    target: str, facts: Facts, places: dict[str, list[tuple[int, int, int, str]]], texts: dict[str, str]
) -> str:
    """The timeline of one target, in the task's format."""
    wanted = _bearers(target, facts)
    ids = {iri: name for name, iri in facts.articles().items()}
    dated: dict[str, list[str]] = defaultdict(list)
    dates: dict[str, str] = {}
    for claim, abouts in sorted(facts.of(v.ABOUT).items()):
        actors = {a for p in (v.AGENT, v.RECIPIENT, v.PARTICIPANT) for a in facts.of(p).get(claim, ())}
        if not actors & wanted:
            continue
        event = min(abouts)
        for trigger in facts.all(v.TRIGGER, claim):
            article = ids.get(trigger.split("#char=")[0])
            if article is None:
                continue
            mapped = OffsetMap(facts.one(v.IS_STRING, trigger.split("#char=")[0]) or "", texts[article])(span_of(trigger))
            tokens = [t for t in places[article] if mapped and t[0] < mapped[1] and mapped[0] < t[1]]
            if tokens:
                head = tokens[-1]
                dated[event].append(f"{article}-{head[2]}-{head[3]}")
                dates[event] = _date(facts, event)
    ordered = sorted(dated, key=lambda e: (dates[e].startswith("XXXX"), dates[e], e))
    known = sorted({dates[e] for e in ordered if not dates[e].startswith("XXXX")})
    lines = [target]
    for event in ordered:
        order = known.index(dates[event]) + 1 if dates[event] in known else 0
        lines.append("\t".join([str(order), dates[event], *dict.fromkeys(dated[event])]))
    return "\n".join(lines) + "\n"


def _bearers(target: str, facts: Facts) -> set[str]:
    """Entities one of whose names holds all words of the target's."""
    words = set(re.findall(r"\w+", target.lower()))
    found = set()
    for predicate in (v.PREF_LABEL, v.ALT_LABEL):
        for node, names in facts.of(predicate).items():
            for name in names:
                if words <= set(re.findall(r"\w+", name.lower())):
                    found.add(node)
    return found


def _date(facts: Facts, event: str) -> str:
    """The date of an event as the task writes it: a day, or what its first and last day share."""
    first, last = facts.one(v.BEGIN, event), facts.one(v.END, event)
    if not first or not last:
        return "XXXX-XX-XX"
    if first == last:
        return first
    if first[:7] == last[:7]:
        return first[:7]
    return first[:4] if first[:4] == last[:4] else "XXXX-XX-XX"
