"""Trains ``data/status_weights.tsv``: the status of a claim (:mod:`kg.reading.events.statuses`).

    python -m tools.train_status GOLD.jsonl BENCH [GOLD.jsonl BENCH …] [--meantime BENCH] [--read CLAIMS.jsonl SCALE] [--folds]

GOLD holds main events of articles with the statuses that are right for each (labels made for this project, free for any use).
``--meantime`` adds MEANTIME's events of ``BENCH/meantime`` (annotations CC BY 4.0, (c) 2015 FBK, VU Amsterdam, UPV/EHU; texts
English Wikinews, CC BY 2.5); ``--read`` adds single claims of articles of the folder SCALE whose statuses one person read (free
for any use; may be given again). Texts are read in place; only weights of general features ship. Multinomial logistic
regression (L2, L-BFGS, numpy): where several statuses are right, they are so together. ``--folds`` tells each story by what
the others taught, and prints how often grammar and model are right.
"""

from __future__ import annotations

import gzip
import json
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from spacy.tokens import Doc

from kg.articles.article import Article
from kg.evaluation.gold import read_gold
from kg.evaluation.offsets import OffsetMap
from kg.evaluation.running import article_of
from kg.reading import pipeline, reader
from kg.reading.events.status_features import GRAMMAR, Frame, of_happening
from kg.reading.events.statuses import DOUBTED, SHOWN, STATUSES, chosen
from kg.reading.events.weights import grouped
from kg.reading.text.annotations import annotated
from kg.reading.text.syntax import syntax
from tools.main_events import Span, read, span_of, story, touch

OUT = Path(__file__).parents[1] / "kg" / "knowledge" / "data" / "status_weights.tsv"
STRENGTH, FREE = 12.0, 0.2
"""L2 penalty (tried 2 to 25), and that of what grammar says (tried .2 to 10)."""
LEAST = 10
"""A feature must come this often (tried 6 to 20)."""
STEPS, MEMORY = 60, 8
FOLDS = 5
BEFORE = pipeline.COMPONENTS[: pipeline.COMPONENTS.index("kg_statuses")]
MEANTIME, READ = 0.6, 4.0
"""Weight of a claim of MEANTIME (its notion of a plan takes in wishes and purposes: tried .3 to 3), and of one that was read
for itself (tried 2 to 10); the words of a main event have one and the root of their number of it."""
OF_MEANTIME = {
    "occurred": ("Occurred", "Ongoing"),
    "planned": ("Planned", "Proposed"),
    "possible": ("Possible",),
    "denied": ("NotOccurred", "Cancelled"),
    "unknown": ("Unknown",),
}


def _known(status: str) -> str:
    """A status as the model names it."""
    return "NotOccurred" if status == "Denied" else status


@dataclass(frozen=True)
class Labelled:
    """A claim whose status is known.

    Attributes:
        story: what is held out together; ``source``: main, meantime or read.
        grammar: the status that grammar gives.
        right: the statuses that are right.
    """

    story: str
    source: str
    features: list[str]
    grammar: str
    right: frozenset[str]
    weight: float


def labelled(
    story: str, source: str, doc: Doc, labels: Iterable[tuple[Sequence[Span], Iterable[str]]], weight: float
) -> Iterator[Labelled]:
    """The claims of one article that labels tell of.

    Args:
        labels: spans of the words of an event, and the statuses that are right.
        weight: what an event counts.
    """
    noted = annotated(doc)
    frame = Frame(syntax(doc), noted)
    features = {}
    for group in grouped(noted.events):
        features.update({id(e): names for e, names in zip(group, of_happening(frame, group), strict=True)})
    for spans, statuses in labels:
        told = [e for e in noted.events if touch(span_of(doc, e.start, e.end), spans)]
        right = frozenset(map(_known, statuses))
        for event in told:
            yield Labelled(story, source, features[id(event)], _known(event.status), right, weight * len(told) ** -0.5)


def main_events(gold: str, bench: str) -> Iterator[Labelled]:
    for name, doc, events in read(Path(gold), Path(bench), BEFORE):
        yield from labelled(story(name), "main", doc, [(e["triggers"], e["status"]) for e in events], 1.0)


def meantime(bench: str) -> Iterator[Labelled]:
    nlp = pipeline.load(components=BEFORE)
    for gold in read_gold(Path(bench) / "meantime" / "gold.jsonl.gz"):
        article = article_of(gold)
        table = OffsetMap(gold.text, article.text)
        moved = [(table(e.span), e.status) for e in gold.events or () if e.status]
        labels = [([span], OF_MEANTIME[status]) for span, status in moved if span]
        yield from labelled(f"meantime {gold.id}", "meantime", nlp(reader.prepare(article, nlp)), labels, MEANTIME)


def single_claims(claims: str, scale: str) -> Iterator[Labelled]:
    labels: dict[str, list[tuple[list[Span], list[str]]]] = {}
    for line in Path(claims).read_text("utf8").splitlines():
        row = json.loads(line)
        labels.setdefault(row["article"], []).append(([tuple(row["head"])], row["status"]))
    nlp = pipeline.load(components=BEFORE)
    for name in sorted({key.split(":")[0] for key in labels}):
        with gzip.open(Path(scale) / f"{name}.jsonl.gz", "rt", encoding="utf8") as lines:
            for row in map(json.loads, lines):
                key = f"{name}:{row['id']}"
                if key in labels:
                    doc = nlp(reader.prepare(_article(row), nlp))
                    yield from labelled(key, "read", doc, labels[key], READ)


def _article(row: dict[str, str]) -> Article:
    text, title = row["text"], (row.get("title") or "").strip()
    if title and not text.lstrip().startswith(title):
        text = f"{title}\n\n{text}"
    begin = len(text) - len(text.lstrip())
    headline = (begin, begin + len(title)) if title else None
    return Article(
        text,
        headline=title or None,
        headline_span=headline,
        published=row.get("date"),
        publisher=row.get("publisher"),
        url=row["id"],
    )


def fit(data: Sequence[Labelled]) -> dict[str, np.ndarray]:
    """Weights of the features for each status."""
    count = Counter(name for claim in data for name in set(claim.features))
    names = sorted(name for name, n in count.items() if n >= LEAST)
    index = {name: k for k, name in enumerate(names)}
    rows = [[index[name] for name in claim.features if name in index] for claim in data]
    columns = np.array([k for row in rows for k in row])
    of = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    starts = np.cumsum([0, *(len(row) for row in rows[:-1])])
    order = np.argsort(columns, kind="stable")
    sorted_rows, ends = of[order], np.searchsorted(columns[order], np.arange(len(names)))
    right = np.array([[status in claim.right for status in STATUSES] for claim in data], dtype=float)
    weight = np.array([claim.weight for claim in data])
    free = {claim.features[GRAMMAR] for claim in data}
    penalty = np.array([[FREE if name.lstrip("HML") in free else STRENGTH] for name in names])
    penalty[index["bias"]] = 0.01

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        w = flat.reshape(len(names), len(STATUSES))
        z = np.add.reduceat(w[columns], starts, axis=0)
        e = np.exp(z - z.max(axis=1, keepdims=True))
        all_, good = e.sum(axis=1), (e * right).sum(axis=1) + 1e-300
        slope = (e / all_[:, None] - e * right / good[:, None]) * weight[:, None]
        gradient = np.add.reduceat(slope[sorted_rows], ends, axis=0) + penalty * w
        return float((weight * np.log(all_ / good)).sum() + 0.5 * (penalty * w * w).sum()), gradient.ravel()

    found = _least(loss, len(names) * len(STATUSES)).reshape(len(names), len(STATUSES))
    return dict(zip(names, found, strict=True))


def _least(loss: Callable[[np.ndarray], tuple[float, np.ndarray]], size: int) -> np.ndarray:
    """Where a smooth function is least, near 0: L-BFGS (Nocedal and Wright, Numerical Optimization, 7.4)."""
    at = np.zeros(size)
    value, slope = loss(at)
    moves: list[tuple[np.ndarray, np.ndarray]] = []
    for _ in range(STEPS):
        way, shares = slope.copy(), []
        for step, turn in reversed(moves):
            shares.append(step @ way / (turn @ step))
            way -= shares[-1] * turn
        way *= moves[-1][0] @ moves[-1][1] / (moves[-1][1] @ moves[-1][1]) if moves else 1 / np.abs(slope).max()
        for (step, turn), share in zip(moves, reversed(shares), strict=True):
            way += step * (share - turn @ way / (turn @ step))
        length = 1.0
        while True:
            new = at - length * way
            new_value, new_slope = loss(new)
            if new_value <= value - 1e-4 * length * (slope @ way) or length < 1e-6:
                break
            length /= 2
        step, turn = new - at, new_slope - slope
        if step @ turn > 1e-10:
            moves = [*moves, (step, turn)][-MEMORY:]
        at, value, slope = new, new_value, new_slope
    return at


def odds(weights: dict[str, np.ndarray], claims: Sequence[Labelled]) -> np.ndarray:
    nothing = np.zeros(len(STATUSES))
    return np.array([sum((weights.get(name, nothing) for name in c.features), nothing) for c in claims])


def folds(data: Sequence[Labelled]) -> None:
    """Prints how often grammar and model are right on stories that taught nothing."""
    stories = sorted({claim.story for claim in data})
    random.Random(1).shuffle(stories)
    found: dict[int, str] = {}
    for fold in range(FOLDS):
        held = set(stories[fold::FOLDS])
        weights = fit([c for c in data if c.story not in held])
        at = [k for k, c in enumerate(data) if c.story in held]
        claims = [data[k] for k in at]
        for k, status in zip(at, chosen(odds(weights, claims), [c.grammar for c in claims]), strict=True):
            found[k] = status if data[k].grammar in DOUBTED else data[k].grammar
    for source in ("main", "meantime", "read"):
        at = [k for k, c in enumerate(data) if c.source == source]
        for name, said in (("grammar", {k: data[k].grammar for k in at}), ("model", found)):
            shown = [k for k in at if said[k] in SHOWN]
            right, of_shown = (sum(said[k] in data[k].right for k in chosen_) for chosen_ in (at, shown))
            print(
                f"{source:9s} {name:8s} right {right / max(1, len(at)):.3f} of {len(at)};"
                f" of {len(shown)} neither occurred nor unknown {of_shown / max(1, len(shown)):.3f}"
            )


def main(*arguments: str) -> None:
    data: list[Labelled] = []
    files = [a for a in arguments if a != "--folds"]
    while files:
        first = files.pop(0)
        if first == "--meantime":
            data += meantime(files.pop(0))
        elif first == "--read":
            data += single_claims(files.pop(0), files.pop(0))
        else:
            data += main_events(first, files.pop(0))
    if "--folds" in arguments:
        folds(data)
    head = [
        "# Feature of a claim -> weights of " + " ".join(STATUSES) + ".",
        "# Made by tools/train_status.py from labels made for this project and from MEANTIME (English, development half):",
        "# annotations CC BY 4.0 (c) 2015 FBK, VU Amsterdam, UPV/EHU; texts English Wikinews CC BY 2.5. No line of it is here.",
    ]
    lines = [
        "\t".join([name, *(f"{value:.2f}" for value in values)])
        for name, values in sorted(fit(data).items())
        if np.abs(values).max() >= 0.05
    ]
    OUT.write_text("\n".join([*head, *lines]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
