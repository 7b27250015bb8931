"""Trains ``data/trigger_weights.tsv``: which candidates of :mod:`kg.reading.events.events` are triggers.

    python -m tools.train_triggers MEANTIME_GOLD.jsonl.gz [--folds]

Logistic regression (L2, Newton's method, numpy) on MEANTIME's English development half, annotations CC BY 4.0 ((c) 2015 FBK,
VU Amsterdam, UPV/EHU), texts English Wikinews, CC BY 2.5. The data is read in place; only weights of general features ship.
"""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

import numpy as np

from kg.articles.article import Article
from kg.reading import pipeline, reader
from kg.reading.events.events import candidates
from kg.reading.text.syntax import syntax
from tools.weights_file import write

OUT = Path(__file__).parents[1] / "kg" / "knowledge" / "data" / "trigger_weights.tsv"
STRENGTH = 3.0
"""L2 penalty (tried: 0.3 to 30)."""
LEAST = 3
"""A feature must come this often."""


def examples(path: str) -> list[tuple[str, list[str], bool]]:
    """(article, features, whether gold) of each candidate in the scored range."""
    nlp = pipeline.load(components=())
    found = []
    with gzip.open(path, "rt", encoding="utf8") as lines:
        for row in map(json.loads, lines):
            doc = nlp(reader.prepare(Article(row["text"]), nlp))
            gold = [(e["begin"], e["end"]) for e in row["events"]]
            tree = syntax(doc)
            for i, features in candidates(tree):
                begin, end = doc[i].idx, doc[i].idx + len(doc[i])
                if any(b <= begin < e for b, e in row["scored"]):
                    found.append((row["id"], features, any(b < end and begin < e for b, e in gold)))
    return found


def fit(data: list[tuple[str, list[str], bool]]) -> dict[str, float]:
    """Weights of the features."""
    count: dict[str, int] = {}
    for _, features, _ in data:
        for name in features:
            count[name] = count.get(name, 0) + 1
    names = sorted(name for name, n in count.items() if n >= LEAST)
    index = {name: k for k, name in enumerate(names)}
    x = np.zeros((len(data), len(names)))
    for row, (_, features, _) in enumerate(data):
        for name in features:
            if name in index:
                x[row, index[name]] = 1
    y = np.array([gold for _, _, gold in data], dtype=float)
    w = np.zeros(len(names))
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (p - y) + STRENGTH * w
        hessian = (x * (p * (1 - p))[:, None]).T @ x + STRENGTH * np.eye(len(names))
        step = np.linalg.solve(hessian, gradient)
        w -= step
        if np.abs(step).max() < 1e-6:
            break
    return dict(zip(names, w.tolist(), strict=True))


def main(path: str) -> None:
    weights = fit(examples(path))
    head = [
        "# Feature of a candidate -> weight. Made by tools/train_triggers.py from MEANTIME (English, development half):",
        "# annotations CC BY 4.0 (c) 2015 FBK, VU Amsterdam, UPV/EHU; texts English Wikinews CC BY 2.5. No line of it is here.",
    ]
    write(OUT, head, weights, least=0.01)


if __name__ == "__main__":
    main(sys.argv[1])
