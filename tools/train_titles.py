"""Trains ``data/title_weights.tsv``: which titles a person understands alone and finds true (:mod:`kg.reading.events.titles`).

    python -m tools.train_titles LABELS.jsonl BENCH [--folds] [--anew]

LABELS has a line a candidate that somebody read against its sentence: ``set`` and ``id`` of the article, ``at``, the
characters of the event's word, ``title`` and ``good``; BENCH is the folder of the sets, whose texts are read in place. Logistic
regression on whether it is good; the penalty (L2) is on what differs from the weights that ship, whose labels are not among these
(``--anew``: on all). ``--folds`` measures instead: articles that were not learnt from. Only weights of general
features ship; labels of candidates that are no longer made are passed over.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from kg.articles.assemble import assemble
from kg.knowledge import events as lexicon
from kg.reading import pipeline, reader
from kg.reading.events.title_features import title_features
from kg.reading.events.titles import Candidates
from kg.reading.events.weights import grouped
from kg.reading.text.annotations import annotated
from kg.reading.text.syntax import syntax
from tools.train_weights import Example, fit, odds
from tools.weights_file import write

OUT = Path(__file__).parents[1] / "kg" / "knowledge" / "data" / "title_weights.tsv"
STRENGTH = 20.0
"""L2 penalty (tried: 5 to 40)."""
BEFORE = pipeline.COMPONENTS[: pipeline.COMPONENTS.index("kg_titles")]
FOLDS = 10
STEPS = (0.2, 0.4, 0.6, 0.8, 1.0)


def examples(labels: str, bench: str) -> list[tuple[str, Example]]:
    """All labelled candidates that are still made: a name for the telling they are of, and what is learnt from."""
    wanted: dict[tuple[str, str], dict[tuple[int, int, str], bool]] = defaultdict(dict)
    for line in Path(labels).read_text("utf8").splitlines():
        row = json.loads(line)
        wanted[row["set"], row["id"]][*row["at"], row["title"]] = row["good"]
    texts = {}
    for name in sorted({name for name, _ in wanted}):
        with gzip.open(Path(bench) / f"{name}.jsonl.gz", "rt", encoding="utf8") as file:
            texts.update(((name, row["id"]), row) for row in map(json.loads, file))
    nlp = pipeline.load(components=BEFORE)
    found = []
    for key in sorted(wanted):
        row, judged = texts[key], wanted[key]
        told = {name: row.get(name) for name in ("title", "date", "publisher")}
        doc = nlp(reader.prepare(assemble(row["text"], told, source=row["id"]), nlp))
        made = Candidates(syntax(doc), annotated(doc))
        for claims in grouped(annotated(doc).events):
            for event in claims:
                begin, end = doc[event.start].idx, doc[event.end - 1].idx + len(doc[event.end - 1])
                for one in {c.text: c for c in reversed(made.all(event, claims))}.values():
                    if (begin, end, one.text) in judged:
                        features = title_features(made.wording, event, one)
                        example = (f"{key[0]}:{key[1]}", features, float(judged[begin, end, one.text]))
                        found.append((f"{key[1]}:{begin}", example))
    return found


def folds(data: list[tuple[str, Example]], prior: Mapping[str, float]) -> None:
    """Prints how many of the best candidates are good, by the probability that models give which did not see the article."""
    articles = sorted({example[0] for _, example in data})
    best: dict[str, tuple[float, float]] = {}
    for fold in range(FOLDS):
        held = set(articles[fold::FOLDS])
        weights = fit([e for _, e in data if e[0] not in held], STRENGTH, prior)
        for telling, (article, features, target) in data:
            if article in held:
                best[telling] = max(best.get(telling, (-99.0, 0.0)), (odds(weights, features), target))
    from math import exp

    chances = [(1 / (1 + exp(-score)), good) for score, good in best.values()]
    print(f"{len(data)} candidates, {len(best)} tellings, {sum(good for _, good in chances) / len(best):.3f} of the chosen good")
    for low, high in zip((0.0, *STEPS), STEPS, strict=False):
        inside = [good for chance, good in chances if low <= chance < high]
        print(f"  {low:.1f} to {high:.1f}: {len(inside)}, {sum(inside) / max(len(inside), 1):.2f} good")


def main(labels: str, bench: str, *options: str) -> None:
    data = examples(labels, bench)
    prior = {} if "--anew" in options else lexicon.title_weights()
    if "--folds" in options:
        folds(data, prior)
        return
    weights = fit([example for _, example in data], STRENGTH, prior)
    head = [
        "# Feature of a candidate for a title -> weight. Made by tools/train_titles.py from candidates that somebody read",
        "# against their sentences (general features alone; no word of the articles is here).",
    ]
    write(OUT, head, weights)


if __name__ == "__main__":
    main(*sys.argv[1:])
