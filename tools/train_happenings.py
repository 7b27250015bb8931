"""Trains ``data/sameness_trees.tsv``: whether two claims of an article tell of one happening.

    pip install lightgbm==4.7.0
    python -m tools.train_happenings MAIN_EVENTS.jsonl BENCH [MAIN_EVENTS.jsonl BENCH …] [MEANTIME_GOLD.jsonl.gz] [--folds]

Boosted trees (LightGBM, MIT licence: only this script needs it) over the numbers of :mod:`kg.reading.events.likeness`, on two
kinds of labels: what articles are about, with all words that name each event (labels made for this project, free for any use),
and MEANTIME's event identity (annotations CC BY 4.0, (c) 2015 FBK, VU Amsterdam, UPV/EHU; texts English Wikinews, CC BY 2.5).
The texts are read in place; only splits of general numbers ship. ``--folds`` prints how well what was left out is told, whole
articles and topics at a time: pairs, and main events that are one node each.
"""

from __future__ import annotations

import gzip
import json
import math
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import lightgbm
import numpy as np

from kg.articles.article import Article
from kg.reading import pipeline, reader
from kg.reading.events import happenings
from kg.reading.events.compared import Claim
from kg.reading.events.happenings import candidates, claims_of
from kg.reading.events.likeness import NAMES, close, compare, told_of
from kg.reading.text.annotations import annotated
from kg.reading.text.syntax import syntax

OUT = Path(__file__).parents[1] / "kg" / "knowledge" / "data" / "sameness_trees.tsv"
TREES, LEAVES, RATE = 300, 6, 0.04
"""How many trees of how many leaves, and how much each adds (tried: 150 to 400, 6 to 15, .03 to .07)."""
UNLABELLED = 0.1
"""Weight of a pair of which only one is labelled: most are two happenings, but a labeller leaves out words (tried .02 to .2)."""
TIED = 0.03
"""The same where one hangs on the other ("began trading"): which words of a clause are labelled is chance (tried 0 to .1)."""
TIED_STEPS = 2
MEANTIME = 0.5
"""Weight of MEANTIME's pairs: its notion of identity is narrower (tried 0 to .7)."""
FOLDS = 5

Spans = list[tuple[int, int]]


@dataclass(frozen=True)
class Pairs:
    """The pairs of one article: numbers, whether one happening, weights; its topic, its claims, which claims each event has."""

    topic: str
    table: np.ndarray
    same: np.ndarray
    weight: np.ndarray
    labelled: np.ndarray
    claims: list[Claim]
    pairs: list[tuple[int, int]]
    events: list[list[int]]


def main_events(gold: str, bench: str) -> Iterator[tuple[str, Article, dict[str, Spans], Spans | None]]:
    """The articles of a file of main events, with the words of each event; ``bench`` holds the sets."""
    rows = [json.loads(line) for line in Path(gold).read_text("utf8").splitlines() if line.strip()]
    texts = {}
    for name in sorted({row["set"] for row in rows}):
        with gzip.open(Path(bench) / name / "gold.jsonl.gz", "rt", encoding="utf8") as lines:
            texts.update({(name, found["id"]): found for found in map(json.loads, lines)})
    for row in rows:
        found = texts[row["set"], row["id"]]
        spans = {e["id"]: [(b, e_) for b, e_ in e["triggers"]] for e in row["events"]}
        topic = row["id"].split("_")[0] if row["set"] == "ecbplus" else row["id"]
        yield f"{row['set']} {topic}", article_of(found), spans, None


def meantime(gold: str) -> Iterator[tuple[str, Article, dict[str, Spans], Spans | None]]:
    """MEANTIME's articles, with the words of each event and what of the text was annotated."""
    with gzip.open(gold, "rt", encoding="utf8") as lines:
        for row in map(json.loads, lines):
            spans: dict[str, Spans] = {}
            for event in row["events"]:
                spans.setdefault(event["event"], []).append((event["begin"], event["end"]))
            yield f"meantime {row['id']}", article_of(row), spans, [(b, e) for b, e in row["scored"]]


def article_of(row: dict[str, str]) -> Article:
    text, title = row["text"], (row.get("title") or "").strip()
    begin = len(text) - len(text.lstrip())
    headline = (begin, begin + len(title)) if title and text[begin:].startswith(title) else None
    return Article(
        text,
        headline=title if headline else None,
        headline_span=headline,
        published=row.get("date"),
        publisher=row.get("publisher"),
        url=row["id"],
    )


def pairs_of(name: str, article: Article, gold: dict[str, Spans], scored: Spans | None, weight: float) -> Pairs:
    """The labelled pairs of one article."""
    before = pipeline.COMPONENTS[: pipeline.COMPONENTS.index("kg_event_coreference")]
    nlp = pipeline.load(components=before)
    doc = nlp(reader.prepare(article, nlp))
    tree, claims = syntax(doc), claims_of(doc)
    events = annotated(doc).events
    spans = [(doc[e.start].idx, doc[e.end - 1].idx + len(doc[e.end - 1])) for e in events]
    labels = [{k for k, found in gold.items() if any(b < end and begin < e for b, e in found)} for begin, end in spans]
    inside = [scored is None or any(b <= begin < e for b, e in scored) for begin, _ in spans]
    pairs = candidates(claims)
    table = compare(claims, pairs, tree, told_of(claims))
    of = {number: at for at, number in enumerate(NAMES)}
    tied = (table[:, of["a_above"]] + table[:, of["b_above"]] > 0) & (table[:, of["steps"]] <= TIED_STEPS)
    both = np.array([bool(labels[i] and labels[j]) for i, j in pairs], dtype=bool)
    return Pairs(
        name,
        table,
        np.array([bool(labels[i] & labels[j]) for i, j in pairs], dtype=float),
        weight * np.where(both, 1.0, np.where(tied, TIED, UNLABELLED)),
        np.array([inside[i] and inside[j] and bool(labels[i] or labels[j]) for i, j in pairs], dtype=bool),
        claims,
        pairs,
        [[i for i, found in enumerate(labels) if key in found] for key in gold] if scored is None else [],
    )


def fit(data: Sequence[Pairs]) -> lightgbm.Booster:
    """Trees that tell the log odds of a pair."""
    known = [(p.table[p.labelled], p.same[p.labelled], p.weight[p.labelled]) for p in data if p.labelled.any()]
    x, y, weight = (np.concatenate(column) for column in zip(*known, strict=True))
    options = {
        "objective": "binary", "num_leaves": LEAVES, "learning_rate": RATE, "min_data_in_leaf": 40, "lambda_l2": 5.0,
        "feature_fraction": 0.3, "bagging_fraction": 0.8, "bagging_freq": 1, "seed": 1, "deterministic": True,
        "force_row_wise": True, "num_threads": 1, "verbose": -1,
    }  # fmt: skip
    return lightgbm.train(options, lightgbm.Dataset(x, y, weight=weight), TREES)


def report(data: Sequence[Pairs]) -> None:
    """How well pairs and main events of articles that were not trained on are told."""
    topics = sorted({p.topic for p in data})
    random.Random(1).shuffle(topics)
    odds: list[np.ndarray] = [np.zeros(0)] * len(data)
    for fold in range(FOLDS):
        left_out = set(topics[fold::FOLDS])
        trees = fit([p for p in data if p.topic not in left_out])
        for at, p in enumerate(data):
            if p.topic in left_out and len(p.table):
                odds[at] = trees.predict(p.table, raw_score=True) + happenings.CLOSE * close(p.table)
    both = [p.labelled & (p.weight >= MEANTIME) for p in data]
    o = np.concatenate([x[b] for x, b in zip(odds, both, strict=True)])
    y = np.concatenate([p.same[b] for p, b in zip(data, both, strict=True)])
    print("log odds over   error rate of joins   recall of joins   one node each   with another   (not trained on)")
    for bar in (-0.5, -0.25, 0.0, 0.25, 0.5, 1.0):
        joined = o > bar
        right = (y[joined] == 1).sum()
        alone, with_other = whole(data, odds, bar)
        wrong, recall = 1 - right / max(1, joined.sum()), right / y.sum()
        print(f"{bar:12.2f}   {wrong:19.3f}   {recall:15.3f}   {alone:13.3f}   {with_other:12.3f}")


def whole(data: Sequence[Pairs], odds: Sequence[np.ndarray], bar: float) -> tuple[float, float]:
    """Shares of main events that are one node of their own, and that share their node with another."""
    found = alone = with_other = 0
    for p, known in zip(data, odds, strict=True):
        never = [(i, j) for i, j in p.pairs if happenings.apart(p.claims[i], p.claims[j])]
        of = happenings.cluster(p.claims, p.pairs, known, never, bar)
        nodes = [Counter(of[i] for i in members) for members in p.events if members]
        most = [min(n, key=lambda k: (-n[k], k)) for n in nodes]
        shared = [most.count(m) > 1 for m in most]
        found += len(nodes)
        with_other += sum(shared)
        alone += sum(len(n) == 1 and not s for n, s in zip(nodes, shared, strict=True))
    return alone / max(1, found), with_other / max(1, found)


def lines_of(trees: lightgbm.Booster, names: Sequence[str] = NAMES) -> Iterator[str]:
    """The trees as :mod:`kg.knowledge.trees` reads them; bounds lie between what numbers can be."""
    for number, tree in enumerate(trees.dump_model()["tree_info"]):
        splits: list[str] = []

        def end(node: dict, splits: list[str] = splits, number: int = number) -> str:
            if "leaf_value" in node:
                return f"={node['leaf_value']:.5f}"
            at = len(splits)
            splits.append("")
            name, bound = names[node["split_feature"]], math.floor(node["threshold"] * 1e4) / 1e4 + 5e-5
            low, high = end(node["left_child"]), end(node["right_child"])
            splits[at] = f"{number}\t{at}\t{name}\t{bound:.5f}\t{low}\t{high}"
            return str(at)

        end(tree["tree_structure"])
        yield from splits


def main(arguments: list[str]) -> None:
    found: list[Pairs] = []
    files = [a for a in arguments if not a.startswith("--")]
    while files:
        if files[0].endswith(".gz"):
            found += [pairs_of(*row, MEANTIME) for row in meantime(files.pop(0))]
        else:
            gold, bench, *files = files
            found += [pairs_of(*row, 1.0) for row in main_events(gold, bench)]
    if "--folds" in arguments:
        report(found)
    head = [
        "# Whether two claims tell of one happening: tree, split, number of kg.reading.events.likeness, bound, where to go at",
        '# most at the bound and above it ("=": what is added). Made by tools/train_happenings.py from labels made for this',
        "# project and from MEANTIME (English, development half): annotations CC BY 4.0 (c) 2015 FBK, VU Amsterdam, UPV/EHU;",
        "# texts English Wikinews CC BY 2.5. No line of it is here.",
    ]
    OUT.write_text("\n".join([*head, *lines_of(fit(found))]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
