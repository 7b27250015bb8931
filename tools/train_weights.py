"""Trains ``data/event_weights.tsv``: how much a happening matters in its article (:mod:`kg.reading.events.weights`).

    python -m tools.train_weights GOLD.jsonl BENCH [--folds]

GOLD has a line an article: ``set``, ``id`` and ``events``, what the article is about as people marked it, each with the spans
of all its words and a weight of 1 to 3; BENCH is the folder of the sets, whose texts are read in place. Logistic regression
(L2, Newton's method, numpy) on whether a happening is one of them, the weightier the surer. ``--folds`` measures instead:
the area under the curve of articles that were not learnt from. Only weights of general features ship.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np

from kg.articles.assemble import assemble
from kg.evaluation.gold import GoldArticle, read_gold
from kg.reading import pipeline, reader
from kg.reading.events.weight_features import Frame, happening
from kg.reading.events.weights import grouped
from kg.reading.text.annotations import annotated
from kg.reading.text.syntax import syntax

OUT = Path(__file__).parents[1] / "kg" / "knowledge" / "data" / "event_weights.tsv"
STRENGTH = 20.0
"""L2 penalty (tried: 2 to 40)."""
LEAST = 5
"""A feature must come this often."""
TARGET = (0.0, 0.6, 0.85, 1.0)
"""What is learnt of a happening that is none of the main events, and of one of weight 1, 2 and 3."""
FOLDS = 10
BEFORE = pipeline.COMPONENTS[: pipeline.COMPONENTS.index("kg_weights")]
"""What a happening is weighed by: not what is given to it for its weight."""

Example = tuple[str, list[str], float]
"""Article, features, target."""


def examples(gold: str, bench: str) -> list[Example]:
    """All happenings of the articles, sayings apart."""
    rows = [json.loads(line) for line in Path(gold).read_text("utf8").splitlines() if line.strip()]
    texts: dict[tuple[str, str], GoldArticle] = {}
    for name in sorted({row["set"] for row in rows}):
        texts.update(((name, a.id), a) for a in read_gold(Path(bench) / name / "gold.jsonl.gz"))
    nlp = pipeline.load(components=BEFORE)
    found = []
    for row in rows:
        source = texts[row["set"], row["id"]]
        told = {"title": source.title, "date": source.date, "publisher": source.publisher}
        article = assemble(source.text, told, source=row["id"])
        shift = article.text.find(source.text.strip()) - (len(source.text) - len(source.text.lstrip()))
        words = [
            (begin + shift, end + shift, event["weight"]) for event in row["events"] for begin, end in event["triggers"]
        ]
        doc = nlp(reader.prepare(article, nlp))
        frame = Frame(syntax(doc), annotated(doc))
        for claims in grouped(annotated(doc).events):
            if any(e.speech is not None for e in claims):
                continue
            spans = [(doc[e.start].idx, doc[e.end - 1].idx + len(doc[e.end - 1])) for e in claims]
            weight = max((w for b, e, w in words for x, y in spans if b < y and x < e), default=0)
            found.append((f"{row['set']}:{row['id']}", happening(frame, claims), TARGET[weight]))
    return found


def fit(data: list[Example], strength: float = STRENGTH) -> dict[str, float]:
    """Weights of the features, and ``bias``; ``strength`` is the L2 penalty."""
    count: dict[str, int] = {}
    for _, features, _ in data:
        for name in features:
            count[name] = count.get(name, 0) + 1
    names = [*sorted(name for name, n in count.items() if n >= LEAST), "bias"]
    index = {name: k for k, name in enumerate(names)}
    x = np.zeros((len(data), len(names)))
    for row, (_, features, _) in enumerate(data):
        x[row, [index[name] for name in ("bias", *features) if name in index]] = 1
    y = np.array([target for _, _, target in data])
    penalty = np.full(len(names), strength)
    penalty[-1] = 1e-3
    w = np.zeros(len(names))
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        step = np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + np.diag(penalty), x.T @ (p - y) + penalty * w)
        w -= step
        if np.abs(step).max() < 1e-6:
            break
    return dict(zip(names, w.tolist(), strict=True))


def odds(weights: dict[str, float], features: list[str]) -> float:
    return sum(weights.get(name, 0.0) for name in ("bias", *features))


def folds(data: list[Example]) -> float:
    """The area under the curve over all articles, each weighed by what was learnt from the others."""
    articles = sorted({article for article, _, _ in data})
    scored: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        held = set(articles[fold::FOLDS])
        weights = fit([d for d in data if d[0] not in held])
        scored += [(odds(weights, features), target > 0) for article, features, target in data if article in held]
    ranks = [rank for rank, (_, is_main) in enumerate(sorted(scored)) if is_main]
    n, m = len(ranks), len(scored) - len(ranks)
    return (sum(ranks) - n * (n - 1) / 2) / (n * m)


def main(gold: str, bench: str, *options: str) -> None:
    data = examples(gold, bench)
    if "--folds" in options:
        print(f"{len(data)} happenings, area under the curve {folds(data):.3f}")
        return
    lines = [f"{name}\t{weight:.3f}" for name, weight in sorted(fit(data).items()) if abs(weight) >= 0.005]
    head = [
        "# Feature of a happening -> weight. Made by tools/train_weights.py from articles of free and research sets whose main",
        "# events were marked by reading (general features alone; no word of the articles and of the marks is here).",
    ]
    OUT.write_text("\n".join(head + lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
