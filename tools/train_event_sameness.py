"""Trains ``data/event_sameness_weights.tsv``: how likely two tellings in different articles are of one event.

    python -m tools.train_event_sameness MAIN_EVENTS.jsonl BENCH [MAIN_EVENTS.jsonl BENCH …] MEANTIME_GOLD.jsonl.gz [--folds]

Logistic regression (L2, Newton's method, numpy) over the numbers of :mod:`kg.story.events.sameness`. A number that can only speak
for one event (the same word) or against it (days that are apart) keeps that sign or is left out: the labels are few. Two kinds
of them: what articles are about, with a key for what several tell (labels made for this project, free for any use), and
MEANTIME's event identity across articles (annotations CC BY 4.0, (c) 2015 FBK, VU Amsterdam, UPV/EHU; texts English Wikinews, CC
BY 2.5). The texts are read in place; only weights of general numbers ship. The probability is calibrated (Platt 1999) on pairs of
groups of articles that were left out in turn; ``--folds`` prints how well these are told.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np

from kg.articles.article import Article
from kg.evaluation.gold import read_gold
from kg.evaluation.offsets import OffsetMap
from kg.evaluation.running import article_of
from kg.graph.store.store import Store
from kg.operations.build import build_articles
from kg.story.events import sameness
from kg.story.events.resolution import EventResolver
from kg.story.resolution import Resolver
from tools.main_events import passed_over

OUT = Path(__file__).parents[1] / "kg" / "knowledge" / "data" / "event_sameness_weights.tsv"
STRENGTH = 60.0
"""L2 penalty on standardised numbers (tried: 3 to 400)."""
UNLABELLED, MEANTIME = 0.2, 0.7
"""Weights of a pair of which only one is labelled, and of MEANTIME's pairs."""
KINDRED = 0.5
"""How alike the words of a pair must be."""
BRIEFEST = 0.05
"""Least spread by which a number is divided."""
FOLDS = 5
FOR = frozenset((
    "same_word", "rarity", "words_shared", "word", "word_over_half", "word_near", "alike", "same_story", "sentences",
    "sentences_alike", "actors", "agent", "recipient", "who", "whom", "place", "same_days", "numbers", "alike_same_word",
))  # fmt: skip
AGAINST = frozenset((
    "loose", "general", "general_both", "agent_apart", "recipient_apart", "strangers", "who_differs", "gap", "gap_own",
    "long_ago", "published", "published_undated", "dated_published", "lead_one", "ahead", "denied", "rivals", "kin",
    "kin_top", "numbers_differ",
))  # fmt: skip
SIGNS = np.array([(name in FOR) - (name in AGAINST) for name in sameness.NAMES])

Span = tuple[int, int]


@dataclass(frozen=True)
class Labelled:
    """An article and its labels: spans in the gold text with the event that they tell, and what of the text was labelled."""

    article: Article
    text: str
    group: str
    spans: list[tuple[Span, str]]
    scored: list[Span] | None


@dataclass(frozen=True)
class Pairs:
    """Pairs of tellings: numbers, whether one event, weights, whether both are labelled and the story
    would look at them, the group of articles they are of."""

    table: np.ndarray
    same: np.ndarray
    weight: np.ndarray
    both: np.ndarray
    group: np.ndarray


def main_events(gold: str, bench: str) -> Iterator[Labelled]:
    """The articles of a file of main events."""
    rows = [json.loads(line) for line in Path(gold).read_text("utf8").splitlines() if line.strip()]
    names = sorted({row["set"] for row in rows})
    stories = stories_of(rows)
    texts = {
        (name, a.id): a for name in names for a in read_gold(Path(bench) / name / "gold.jsonl.gz", on_error=passed_over)
    }
    for row in rows:
        found, ident = texts[row["set"], row["id"]], f"{row['set']}:{row['id']}"
        spans = [((b, e), event.get("key") or f"{ident} {event['id']}") for event in row["events"] for b, e in event["triggers"]]
        yield Labelled(article_of(found), found.text, stories[ident], spans, None)


def stories_of(rows: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Article → the story that it is of: its topic, or all articles that tell what it tells."""
    graph: nx.Graph[str] = nx.Graph()
    for row in rows:
        ident = f"{row['set']}:{row['id']}"
        graph.add_node(ident)
        if row["set"] == "ecbplus":
            graph.add_edge(ident, f"ecbplus {row['id'].split('_')[0]}")
        graph.add_edges_from((ident, f"key {event['key']}") for event in row["events"] if event.get("key"))
    return {ident: min(part) for part in nx.connected_components(graph) for ident in part}


def meantime(gold: str) -> Iterator[Labelled]:
    """MEANTIME's articles."""
    for found in read_gold(gold):
        spans = [((e.span[0], e.span[1]), str(e.event)) for e in found.events or () if e.event is not None]
        yield Labelled(article_of(found), found.text, "meantime", spans, [(b, e) for b, e in found.scored])


def pairs_of(labelled: Iterable[Labelled], weight: float) -> Pairs:
    """All pairs of kindred words in articles on one subject, of which one at least is labelled; no sayings."""
    labelled = list(labelled)
    of_url = {one.article.url: one for one in labelled}
    rows: list[tuple[list[float], bool, float, bool, str]] = []
    with tempfile.TemporaryDirectory(prefix="kg-train-") as folder:
        build_articles([one.article for one in labelled], Path(folder) / "store", jobs=1)
        with Store(Path(folder) / "store") as store:
            resolver = Resolver(store.index, store.database.row).events
            articles = {n: of_url[store.database.row(n).article.url] for (n,) in store.index.c.execute("SELECT id FROM article")}
            labels = {number: labels_of(resolver, number, articles[number]) for number in articles}
            for number in sorted(articles, key=lambda n: articles[n].article.url or ""):
                for there, alike in sorted(resolver.subjects.near(number).items()):
                    for (node, a), (other, b) in product(labels[number].items(), labels[there].items()):
                        one, two = resolver.signature(node), resolver.signature(other)
                        if there < number or not (a or b) or one.speech or two.speech:
                            continue
                        if sameness.likeness(one.roots, two.roots) > KINDRED:
                            sure = weight * (1.0 if a and b else UNLABELLED)
                            both = bool(a and b) and sameness.looked_at(one, two, alike)
                            rows.append((sameness.numbers(one, two, alike), bool(a & b), sure, both, articles[number].group))
    table, same, weights, both, group = zip(*rows, strict=True)
    return Pairs(np.array(table), np.array(same, float), np.array(weights), np.array(both), np.array(group))


def labels_of(resolver: EventResolver, number: int, labelled: Labelled) -> dict[int, set[str]]:
    """Event node of an article → the events that its words are labelled with; without those that nobody looked at."""
    stored = resolver.tellings.load(number)
    table = OffsetMap(stored.article.text, labelled.text)
    found: dict[int, set[str]] = {}
    of_event: dict[int, list[Span]] = {}
    for claim in stored.reading.events:
        if (span := table(claim.trigger)) is not None:
            of_event.setdefault(claim.event, []).append(span)
    for node, event in resolver.c.execute("SELECT id, number FROM story_event WHERE article = ?", (number,)):
        spans = of_event.get(event, [])
        inside = labelled.scored is None or any(b <= s[0] < e for s in spans for b, e in labelled.scored)
        told_of = {label for (b, e), label in labelled.spans if any(b < s[1] and s[0] < e for s in spans)}
        if inside:
            found[node] = told_of
    return found


def fit(x: np.ndarray, y: np.ndarray, s: np.ndarray) -> tuple[np.ndarray, float]:
    """Weights of the numbers as they are, and the constant; what would get the wrong sign is left out."""
    kept = np.arange(x.shape[1])
    while True:
        weights, bias = _newton(x[:, kept], y, s)
        wrong = SIGNS[kept] * weights < 0
        if not wrong.any():
            found = np.zeros(x.shape[1])
            found[kept] = weights
            return found, bias
        kept = kept[~wrong]


def _newton(x: np.ndarray, y: np.ndarray, s: np.ndarray) -> tuple[np.ndarray, float]:
    mean, spread = x.mean(axis=0), np.maximum(x.std(axis=0), BRIEFEST)
    z = np.concatenate([(x - mean) / spread, np.ones((len(x), 1))], axis=1)
    penalty = np.append(np.full(x.shape[1], STRENGTH), 1e-3)
    w = np.zeros(z.shape[1])
    for _ in range(60):
        p = 1 / (1 + np.exp(-z @ w))
        step = np.linalg.solve((z * (s * p * (1 - p))[:, None]).T @ z + np.diag(penalty), z.T @ (s * (p - y)) + penalty * w)
        w -= step
        if np.abs(step).max() < 1e-7:
            break
    weights = w[:-1] / spread
    return weights, float(w[-1] - weights @ mean)


def held_out(data: Pairs) -> np.ndarray:
    """The log odds of each pair by a model that saw none of its group of articles."""
    groups = sorted(set(data.group))
    found = np.zeros(len(data.same))
    for fold in range(FOLDS):
        left_out = np.isin(data.group, groups[fold::FOLDS])
        if left_out.any():
            rest = ~left_out
            weights, bias = fit(data.table[rest], data.same[rest], data.weight[rest])
            found[left_out] = data.table[left_out] @ weights + bias
    return found


def calibrate(odds: np.ndarray, same: np.ndarray, weight: np.ndarray) -> tuple[float, float]:
    """Slope and constant by which log odds become those of the share that is one event (Platt 1999)."""
    a, b = 1.0, 0.0
    z = np.stack([odds, np.ones(len(odds))], axis=1)
    for _ in range(60):
        p = 1 / (1 + np.exp(-(a * odds + b)))
        step = np.linalg.solve((z * (weight * p * (1 - p))[:, None]).T @ z + 1e-6 * np.eye(2), z.T @ (weight * (p - same)))
        a, b = a - step[0], b - step[1]
        if np.abs(step).max() < 1e-9:
            break
    return float(a), float(b)


def report(odds: np.ndarray, data: Pairs) -> None:
    """How well held-out pairs are told, of which both are labelled."""
    print("probability over   pairs   error rate   recall   (pairs of which both are labelled, not trained on)")
    chance, y, every = 1 / (1 + np.exp(-odds)), data.same, data.both
    for bar in (0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        joined = every & (chance > bar)
        wrong = 1 - y[joined].mean() if joined.any() else 0.0
        print(f"{bar:16.2f}   {joined.sum():5d}   {wrong:10.3f}   {y[joined].sum() / y[every].sum():6.3f}")


def main(arguments: Sequence[str]) -> None:
    *labels, other = (a for a in arguments if not a.startswith("--"))
    told = [one for gold, bench in zip(labels[::2], labels[1::2], strict=True) for one in main_events(gold, bench)]
    parts = [pairs_of(told, 1.0), pairs_of(meantime(other), MEANTIME)]
    data = Pairs(*(np.concatenate([getattr(p, f) for p in parts]) for f in Pairs.__dataclass_fields__))
    print(f"{len(data.same)} pairs, {int(data.same.sum())} of one event")
    odds = held_out(data)
    slope, shift = calibrate(odds[data.both], data.same[data.both], data.weight[data.both])
    if "--folds" in arguments:
        report(slope * odds + shift, data)
    weights, bias = fit(data.table, data.same, data.weight)
    head = [
        '# What two tellings in two articles have in common (kg.story.events.sameness) -> weight; "-": the constant. Made by',
        "# tools/train_event_sameness.py from labels made for this project and from MEANTIME (English, development half):",
        "# annotations CC BY 4.0 (c) 2015 FBK, VU Amsterdam, UPV/EHU; texts English Wikinews CC BY 2.5. No line of it is here.",
    ]
    lines = [f"{name}\t{slope * weight:.5f}" for name, weight in zip(sameness.NAMES, weights, strict=True)]
    OUT.write_text("\n".join([*head, *lines, f"-\t{slope * bias + shift:.5f}"]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
