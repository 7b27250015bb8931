"""Where the reading's time goes: CPU time of each component, spaCy's and ours."""

from __future__ import annotations

import cProfile
import pstats
import time
from collections import defaultdict

from benchmarks.data import news, present, report

THEIRS = ("kg_words", "kg_entities")
"""Components of ours that do the work of spaCy's own, in their place."""


def run(*, limit: int | None = None, quick: bool = False, component: str | None = None) -> None:
    """Measure components one after another, article by article.

    Args:
        limit: how many articles (200 by default; 40 when quick).
        quick: fewer articles.
        component: one of ours to look into, function by function.
    """
    if not present():
        return
    from threadpoolctl import threadpool_limits

    from kg.reading import pipeline, reader

    articles = news(limit or (40 if quick else 200))
    nlp = pipeline.load()
    for article in articles[:3]:
        nlp(reader.prepare(article, nlp))
    spent: dict[str, float] = defaultdict(float)
    profile = cProfile.Profile()
    threadpool_limits(limits=1, user_api="blas")  # as kg.engines.reading has it
    tokens = 0
    clock = time.process_time
    for article in articles:
        began = clock()
        doc = reader.prepare(article, nlp)
        spent["tokenizer"] += clock() - began
        for name, process in nlp.pipeline:
            began = clock()
            if name == component:
                doc = profile.runcall(process, doc)
            else:
                doc = process(doc)
            spent[name] += clock() - began
        began = clock()
        reader.to_reading(doc)
        spent["to_reading (ours)"] += clock() - began
        tokens += len(doc)
    ours = sum(t for name, t in spent.items() if (name.startswith("kg_") or "ours" in name) and name not in THEIRS)
    theirs = sum(spent.values()) - ours
    rows = [
        (name, f"{1e6 * t / tokens:7.2f} µs a token {100 * t / theirs:6.1f} %")
        for name, t in sorted(spent.items(), key=lambda x: -x[1])
    ]
    rows.append(("all of spaCy's", f"{1e6 * theirs / tokens:7.2f} µs a token"))
    rows.append(("all of ours", f"{1e6 * ours / tokens:7.2f} µs a token {100 * ours / theirs:6.1f} %"))
    report(f"CPU time by component, {len(articles)} articles, {tokens:,} tokens (per cent of spaCy's own)", rows)
    if component:
        pstats.Stats(profile).sort_stats("tottime").print_stats(25)
