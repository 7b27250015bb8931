"""Trains ``data/context_weights.tsv`` and ``data/place_trees.tsv``: which day, which place of an article a happening has.

    pip install lightgbm==4.7.0
    python -m tools.train_context GOLD.jsonl BENCH [GOLD.jsonl BENCH …] [--folds]

GOLD holds main events of articles (what, triggers, where, when) with offsets into the texts of BENCH/<set>/gold.jsonl.gz; its
labels are free for any use, the texts are read in place: only weights of general features ship. Of each event's happening every
day (place) that the article names is a candidate, and so is none; a log-linear model over them (L2, Adam, numpy) is fitted to
give the right ones the most. Of places, boosted trees (LightGBM, MIT licence: only tools need it) then weigh how each stands
among the others. ``--folds`` leaves out a fifth of the articles at a time and prints, by the probability from which
a day (place) is given, how many are right and how many are wrong.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import lightgbm
import numpy as np
from spacy.tokens import Doc

from kg.reading import pipeline
from kg.reading.events.context import RIVALRY, beside_others
from kg.reading.events.context_places import Wheres, nested
from kg.reading.events.context_times import Days
from kg.reading.events.told import happenings
from kg.reading.text.annotations import annotated
from kg.reading.text.syntax import syntax
from tools.main_events import read, span_of, span_of_mention, story, touch
from tools.train_happenings import lines_of

OUT = Path(__file__).parents[1] / "kg" / "knowledge" / "data" / "context_weights.tsv"
HEAD = (
    "# Slot, feature of a candidate -> weight. Made by tools/train_context.py from labels of main events (free to use);\n"
    "# no text is here."
)
TREES_OUT = OUT.with_name("place_trees.tsv")
TREES_HEAD = (
    "# A place beside the others that a happening may have: tree, split, number of kg.reading.events.context, bound, where to\n"
    '# go at most at the bound and above it ("=": what is added). Made by tools/train_context.py; no text is here.'
)
TREES, LEAVES = 80, 6
LEAST = 5
"""A feature must come this often."""
STRENGTH = {"time": 3.0, "place": 2.0}
"""L2 penalty (tried: 0.5 to 8)."""
IDLE = {"time": 0.3, "place": 0.2}
"""Weight of an event whose slot the labels leave open: readers differ in how far they look."""
ELSEWHERE = 0.5
"""Weight of an event whose slot no candidate fills."""
STEPS, RATE = 150, 0.1
FOLDS = 5
BEFORE = tuple(name for name in pipeline.COMPONENTS if name != "kg_context")


@dataclass(frozen=True)
class Example:
    """One event of the gold and one slot of it: the features of each candidate, which are right, and the features of none.

    ``asked``: whether the gold has the slot; ``linked``: whether words beside it give the happening one; ``together``: of each
    candidate, those that are right where it is (a town and its country).
    """

    article: str
    rows: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]
    nothing: tuple[str, ...]
    asked: bool
    linked: bool
    together: tuple[tuple[int, ...], ...]


def examples(docs: Iterable[tuple[str, Doc, list[dict]]]) -> dict[str, list[Example]]:
    """For time and for place, the examples of all events that some word of the reading tells."""
    found: dict[str, list[Example]] = {"time": [], "place": []}
    for name, doc, events in docs:
        noted, tree = annotated(doc), syntax(doc)
        known = happenings(tree, noted)
        days, wheres = Days(tree, noted, known), Wheres(tree, noted, known)
        for event in events:
            told = Counter(e.event for e in noted.events if touch(span_of(doc, e.start, e.end), event["triggers"]))
            if not told:
                continue
            h = known[min(told, key=lambda n: (-told[n], n))]
            all_days = days.open_to(h)
            found["time"].append(
                Example(
                    name,
                    tuple(tuple(days.describe(h, day)) for day in all_days),
                    tuple(_is_when(event["when"], day.first, day.last) for day in all_days),
                    tuple(days.nothing(h)),
                    bool(event["when"]),
                    any(n in days.of_number for n in h.times),
                    tuple((k,) for k in range(len(all_days))),
                )
            )
            open_ = wheres.open_to(h)
            good = [
                p for p in wheres.all if any(touch(span_of_mention(doc, noted, n), event["where"]) for n in p.mentions)
            ]
            found["place"].append(
                Example(
                    name,
                    tuple(tuple(wheres.describe(h, place)) for place in open_),
                    tuple(any(p is g or nested(p, g) for g in good) for p in open_),
                    tuple(wheres.nothing(h)),
                    bool(event["where"]),
                    any(p.named and h.number in p.linked for p in open_),
                    tuple(tuple(k for k, b in enumerate(open_) if a is b or nested(a, b)) for a in open_),
                )
            )
    return found


def _is_when(gold: dict | None, first: str, last: str) -> bool:
    """Whether a stretch of days is the gold's: within it, but for a day or three of slack where it is long."""
    if not gold:
        return False
    a, b, c, d = (date.fromisoformat(x[:10]) for x in (gold["from"], gold["to"], first, last))
    length = (b - a).days
    slack = timedelta(days=0 if length == 0 else 1 if length < 4 else 3)
    return a - slack <= c and d <= b + slack and (length > 0 or (c, d) == (a, b))


def fit(data: Sequence[Example], slot: str) -> dict[str, float]:
    """Weights of the features: the most likely under the penalty."""
    count = Counter(f for x in data for row in (*x.rows, x.nothing) for f in row)
    names = sorted(name for name, n in count.items() if n >= LEAST)
    index = {name: k for k, name in enumerate(names)}
    tables = []
    for x in data:
        table = np.zeros((len(x.rows) + 1, len(names)))
        for k, row in enumerate((*x.rows, x.nothing)):
            table[k, [index[f] for f in row if f in index]] = 1
        right = np.array([*x.right, not any(x.right)])
        weight = IDLE[slot] if not x.asked else 1.0 if any(x.right) else ELSEWHERE
        tables.append((table, right, weight))
    w = np.zeros(len(names))
    mean, square = np.zeros_like(w), np.zeros_like(w)
    for step in range(1, STEPS + 1):
        gradient = STRENGTH[slot] * w
        for table, right, weight in tables:
            p = _softmax(table @ w)
            wanted = p * right
            gradient += weight * (table.T @ (p - wanted / wanted.sum()))
        mean = 0.9 * mean + 0.1 * gradient
        square = 0.999 * square + 0.001 * gradient**2
        pace = RATE * (1 - step / (STEPS + 1))
        w -= pace * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return dict(zip(names, w.tolist(), strict=True))


def _softmax(scores: np.ndarray) -> np.ndarray:
    e = np.exp(scores - scores.max())
    return e / e.sum()


def chances(weights: dict[str, float], x: Example) -> np.ndarray:
    """The probability of each candidate; the last is that of none."""
    return _softmax(np.array([sum(weights.get(f, 0.0) for f in row) for row in (*x.rows, x.nothing)]))


def folds(data: Sequence[Example], slot: str) -> list[tuple[Example, np.ndarray]]:
    """Each example with its probabilities by a model that did not see its article."""
    stories = sorted({story(x.article) for x in data})
    found = []
    for k in range(FOLDS):
        out = set(stories[k::FOLDS])
        weights = fit([x for x in data if story(x.article) not in out], slot)
        found += [(x, chances(weights, x)) for x in data if story(x.article) in out]
    return found


def curve(name: str, scored: Sequence[tuple[Example, np.ndarray]]) -> None:
    """Print how many are right and wrong from each probability on; what words beside it give stands as it is."""
    asked = sum(x.asked for x, _ in scored)
    for bar in (0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7):
        right = wrong = idle = 0
        for x, p in scored:
            best = int(p[:-1].argmax()) if len(p) > 1 and not x.linked else None
            if best is None or p[list(x.together[best])].sum() < bar:
                continue
            good = x.right[best]
            right, wrong, idle = right + good, wrong + (x.asked and not good), idle + (not x.asked)
        print(f"{name} from {bar}: {right} right, {wrong} wrong of {asked}; {idle} of events that have none")


def second(scored: Sequence[tuple[Example, np.ndarray]]) -> lightgbm.Booster:
    """Trees that tell of a place, seen beside the others, whether it is right: over probabilities by models that did not see its
    article."""
    tables, right, weight = [], [], []
    for x, p in scored:
        if x.rows:
            tables.append(beside(x, p))
            right += x.right
            weight += [1.0 if x.asked else IDLE["place"]] * len(x.rows)
    options = {
        "objective": "binary", "num_leaves": LEAVES, "learning_rate": 0.05, "min_data_in_leaf": 30, "lambda_l2": 5.0,
        "feature_fraction": 0.7, "bagging_fraction": 0.8, "bagging_freq": 1, "seed": 1, "deterministic": True,
        "force_row_wise": True, "num_threads": 1, "verbose": -1,
    }  # fmt: skip
    data = lightgbm.Dataset(np.concatenate(tables), np.array(right, dtype=float), weight=np.array(weight))
    return lightgbm.train(options, data, TREES)


def beside(x: Example, p: np.ndarray) -> np.ndarray:
    """How the candidates of an example stand among each other."""
    return beside_others(p[:-1].tolist(), x.together, ["linked" in row for row in x.rows])


def twice(data: Sequence[Example]) -> list[tuple[Example, np.ndarray]]:
    """Each example of places with its probabilities by models and trees that did not see its article; none has no probability."""
    once = folds(data, "place")
    stories = sorted({story(x.article) for x in data})
    found = []
    for k in range(FOLDS):
        out = set(stories[k::FOLDS])
        trees = second([(x, p) for x, p in once if story(x.article) not in out])
        for x, p in once:
            if story(x.article) in out and x.rows:
                sure = trees.predict(beside(x, p))
                best = int(sure.argmax())
                # the best alone, as likely as its likeliest kin
                found.append((x, np.array([*(np.arange(len(sure)) == best) * max(sure[n] for n in x.together[best]), 0.0])))
    return found


def main(*paths: str, test: bool = False) -> None:
    """Train and write the weights, or test."""
    found: dict[str, list[Example]] = {"time": [], "place": []}
    for gold, bench in zip(paths[::2], paths[1::2], strict=True):
        for name, data in examples(read(Path(gold), Path(bench), BEFORE)).items():
            found[name] += data
    lines = []
    for name, data in found.items():
        if test:
            curve(name, folds(data, name) if name == "time" else twice(data))
        else:
            weights = fit(data, name)
            lines += [f"{name}\t{feature}\t{w:.3f}" for feature, w in sorted(weights.items()) if abs(w) >= 0.005]
    if not test:
        trees = second(folds(found["place"], "place"))
        TREES_OUT.write_text("\n".join([TREES_HEAD, *lines_of(trees, RIVALRY)]) + "\n", encoding="utf-8")
        OUT.write_text("\n".join([HEAD, *lines]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    paths = [a for a in sys.argv[1:] if a != "--folds"]
    main(*paths, test="--folds" in sys.argv)
