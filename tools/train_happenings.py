"""Trains ``data/sameness_weights.tsv``: whether two claims of an article tell of one happening.

    python -m tools.train_happenings MAIN_EVENTS.jsonl BENCH MEANTIME_GOLD.jsonl.gz [MAIN_EVENTS.jsonl BENCH …] [--folds]

Logistic regression (L2, Newton's method, numpy) over the numbers of :mod:`kg.reading.events.likeness`, on two kinds of labels:
what articles are about, with all words that name each event (labels made for this project, free for any use), and MEANTIME's
event identity (annotations CC BY 4.0, (c) 2015 FBK, VU Amsterdam, UPV/EHU; texts English Wikinews, CC BY 2.5). The texts are read
in place; only weights of general numbers ship. ``--folds`` prints, by article, how well held-out pairs are told (five folds).
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from kg.articles.article import Article
from kg.reading import pipeline, reader
from kg.reading.events.happenings import candidates, claims_of
from kg.reading.events.likeness import WIDE, compare, told_of, widen
from kg.reading.text.annotations import annotated
from kg.reading.text.syntax import syntax

OUT = Path(__file__).parents[1] / "kg" / "knowledge" / "data" / "sameness_weights.tsv"
STRENGTH = 30.0
"""L2 penalty on standardised numbers (tried: 10 to 100)."""
UNLABELLED = 0.2
"""Weight of a pair of which only one is labelled: most are two happenings, but a labeller leaves out words (tried .05 to .6)."""
MEANTIME = 0.7
"""Weight of MEANTIME's pairs: its notion of identity is narrower."""
BRIEFEST = 0.05
"""Least spread by which a number is divided."""

Spans = list[tuple[int, int]]


@dataclass(frozen=True)
class Pairs:
    """The pairs of one article: numbers, whether one happening, weights."""

    article: str
    table: np.ndarray
    same: np.ndarray
    weight: np.ndarray


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
        yield f"{row['set']}:{row['id']}", article_of(found), spans, None


def meantime(gold: str) -> Iterator[tuple[str, Article, dict[str, Spans], Spans | None]]:
    """MEANTIME's articles, with the words of each event and what of the text was annotated."""
    with gzip.open(gold, "rt", encoding="utf8") as lines:
        for row in map(json.loads, lines):
            spans: dict[str, Spans] = {}
            for event in row["events"]:
                spans.setdefault(event["event"], []).append((event["begin"], event["end"]))
            yield row["id"], article_of(row), spans, [(b, e) for b, e in row["scored"]]


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
    nlp = pipeline.load(components=tuple(c for c in pipeline.COMPONENTS if c != "kg_event_coreference"))
    doc = nlp(reader.prepare(article, nlp))
    tree, claims = syntax(doc), claims_of(doc)
    events = annotated(doc).events
    spans = [(doc[e.start].idx, doc[e.end - 1].idx + len(doc[e.end - 1])) for e in events]
    labels = [{k for k, found in gold.items() if any(b < end and begin < e for b, e in found)} for begin, end in spans]
    inside = [scored is None or any(b <= begin < e for b, e in scored) for begin, _ in spans]
    told = told_of(claims)
    kept = [(i, j) for i, j in candidates(claims) if inside[i] and inside[j] and (labels[i] or labels[j])]
    table = compare(claims, kept, tree, told)
    return Pairs(
        name,
        widen(table) if kept else np.zeros((0, len(WIDE))),
        np.array([bool(labels[i] & labels[j]) for i, j in kept], dtype=float),
        np.array([weight * (1.0 if labels[i] and labels[j] else UNLABELLED) for i, j in kept]),
    )


def fit(data: Sequence[Pairs]) -> tuple[np.ndarray, float]:
    """Weights of the numbers as they are, and the constant."""
    x = np.concatenate([p.table for p in data])
    y = np.concatenate([p.same for p in data])
    s = np.concatenate([p.weight for p in data])
    mean, spread = x.mean(axis=0), np.maximum(x.std(axis=0), BRIEFEST)
    z = np.concatenate([(x - mean) / spread, np.ones((len(x), 1))], axis=1)
    penalty = np.append(np.full(x.shape[1], STRENGTH), 1e-3)
    w = np.zeros(z.shape[1])
    for _ in range(40):
        p = 1 / (1 + np.exp(-z @ w))
        gradient = z.T @ (s * (p - y)) + penalty * w
        hessian = (z * (s * p * (1 - p))[:, None]).T @ z + np.diag(penalty)
        step = np.linalg.solve(hessian, gradient)
        w -= step
        if np.abs(step).max() < 1e-7:
            break
    weights = w[:-1] / spread
    return weights, float(w[-1] - weights @ mean)


def report(data: Sequence[Pairs], folds: int = 5) -> None:
    """How well pairs of articles that were not trained on are told."""
    odds, same, both = [], [], []
    for fold in range(folds):
        weights, bias = fit([p for i, p in enumerate(data) if i % folds != fold])
        for pairs in (p for i, p in enumerate(data) if i % folds == fold):
            odds.append(pairs.table @ weights + bias)
            same.append(pairs.same)
            both.append(pairs.weight >= MEANTIME)
    o, y, b = np.concatenate(odds), np.concatenate(same), np.concatenate(both)
    print("log odds over   error rate of joins   recall of joins   (pairs of which both are labelled)")
    for bar in (-2.0, -1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0):
        joined = b & (o > bar)
        right = (y[joined] == 1).sum()
        print(f"{bar:12.1f}   {1 - right / max(1, joined.sum()):19.3f}   {right / (y[b] == 1).sum():15.3f}")


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
    weights, bias = fit(found)
    head = [
        '# What two claims have in common (kg.reading.events.likeness) -> weight; "-": the constant. Made by',
        "# tools/train_happenings.py from labels made for this project and from MEANTIME (English, development half):",
        "# annotations CC BY 4.0 (c) 2015 FBK, VU Amsterdam, UPV/EHU; texts English Wikinews CC BY 2.5. No line of it is here.",
    ]
    lines = [f"{name}\t{weight:.5f}" for name, weight in zip(WIDE, weights, strict=True)]
    OUT.write_text("\n".join([*head, *lines, f"-\t{bias:.5f}"]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
