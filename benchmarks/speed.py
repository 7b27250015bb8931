"""Speed: the reading and the whole build beside the bare spaCy pipeline and a plain script, in one run, interleaved."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.data import news, present, report, words, write_files
from benchmarks.timing import Cost, of_call, of_command, ratio, shown
from kg.engines.engine import usable_cores

READING_AIM = 1.6
BUILD_AIM = 2.0
QUADS_AIM = 4.0
MEMORY_AIM = 1500


def run(*, limit: int | None = None, quick: bool = False) -> None:
    """Measure speed, then size.

    Args:
        limit: how many articles (200 by default; 40 when quick).
        quick: fewer articles and rounds, and memory at the same number of articles instead of 1,000.
    """
    if not present():
        return
    count, rounds = limit or (40 if quick else 200), 2 if quick else 5
    reading(count, rounds)
    building(count, 1 if quick else 3)
    size(limit or (count if quick else 1000))


def reading(count: int, rounds: int) -> None:
    """The reading against the bare pipeline, in this process."""
    from kg.reading import pipeline
    from kg.reading.reader import read

    articles = news(count)
    nlp, bare = pipeline.load(), pipeline.bare()
    texts = [a.text for a in articles]
    for text in texts[:3]:  # caches and lazily loaded tables are nobody's cost
        bare(text)
    for article in articles[:3]:
        read(article, nlp)
    ours: list[Cost] = []
    single: list[Cost] = []
    piped: list[Cost] = []
    for _ in range(rounds):
        single.append(of_call(lambda: [bare(text) for text in texts]))
        ours.append(of_call(lambda: [read(article, nlp) for article in articles]))
        piped.append(of_call(lambda: list(bare.pipe(texts))))
    best = min((single, piped), key=lambda costs: min(c.cpu for c in costs))
    tokens = sum(len(bare.make_doc(text)) for text in texts)
    extra = 1e6 * (min(c.cpu for c in ours) - min(c.cpu for c in best)) / tokens
    report(
        f"The reading of {count} articles ({tokens:,} tokens), {rounds} rounds",
        [
            ("spaCy alone, nlp(text)", shown(single)),
            ("spaCy alone, nlp.pipe", shown(piped)),
            ("the reading", shown(ours)),
            ("reading to the quicker spaCy", ratio(ours, best, aim=READING_AIM)),
            ("what we add", f"{extra:.1f} µs a token"),
        ],
    )


def building(count: int, rounds: int) -> None:
    """The whole build against the bare pipeline and the plain script, each a command; start-up counts for all."""
    articles = news(count)
    ours: dict[int, list[Cost]] = {}
    bare: dict[int, list[Cost]] = {}
    plain: list[Cost] = []
    piped: list[Cost] = []
    several = [1, *([usable_cores()] if usable_cores() > 1 else [])]
    with tempfile.TemporaryDirectory(prefix="kg-bench-") as name:
        folder = Path(name)
        path = str(write_files(articles, folder))
        for _ in range(rounds):
            for jobs in several:
                bare.setdefault(jobs, []).append(of_command([sys.executable, "-m", "benchmarks.bare", path, str(jobs)]))
                store = folder / "store"
                shutil.rmtree(store, ignore_errors=True)
                build = [
                    sys.executable,
                    "-m",
                    "kg.cli.main",
                    "build",
                    path,
                    "-s",
                    str(store),
                    "--jobs",
                    str(jobs),
                    "-q",
                ]
                ours.setdefault(jobs, []).append(of_command(build))
            piped.append(of_command([sys.executable, "-m", "benchmarks.bare", path, "1", "pipe"]))
            script = str(Path(__file__).with_name("plain_script.py"))
            plain.append(of_command([sys.executable, script, path, str(folder / "p.nq"), str(folder / "p.html")]))
    rows = []
    for jobs in several:
        best = bare[jobs]
        if jobs == 1 and min(c.cpu for c in piped) < min(c.cpu for c in best):
            best = piped
        rows += [
            (f"spaCy alone, {jobs} process(es)", shown(best)),
            (f"kg build, {jobs} process(es)", shown(ours[jobs])),
            (f"build to spaCy, {jobs} process(es)", ratio(ours[jobs], best, aim=BUILD_AIM)),
        ]
    rows += [
        ("plain spaCy + rdflib + pyvis script", shown(plain)),
        ("build to plain script", ratio(ours[1], plain)),
    ]
    report(f"The whole build of {count} articles, {rounds} round(s), start-up included", rows)


def size(count: int) -> None:
    """Peak memory, quads a word and bytes an article of a build with all cores; then where the quads go."""
    from benchmarks import quads as counting
    from kg.graph.store.store import Store

    articles = news(count)
    with tempfile.TemporaryDirectory(prefix="kg-bench-") as name:
        folder = Path(name)
        path, store = str(write_files(articles, folder)), folder / "store"
        cost = of_command([sys.executable, "-m", "kg.cli.main", "build", path, "-s", str(store), "-q"])
        with Store(store) as opened:
            quads = len(opened.graph())
            stored = [row.article for row in opened.database.rows()]
            where = counting.count(opened.graph())
        sizes = {
            "all": _bytes(store),
            "articles.sqlite": _bytes(store / "articles.sqlite"),
            "graph with snapshot": _bytes(store / "graph", store / "snapshots"),
        }
    seen = words(stored)
    report(
        f"Size of a store of {len(stored)} articles ({seen:,} words)",
        [
            (
                "peak memory, children included",
                f"{cost.megabytes:,.0f} MB   aim: below {MEMORY_AIM:,} at 1,000 articles",
            ),
            ("time", f"CPU {cost.cpu:.0f} s, wall {cost.wall:.0f} s"),
            ("quads", f"{quads:,}, {quads / seen:.2f} a word   aim: at most {QUADS_AIM:g}"),
            *((f"bytes an article, {what}", f"{n / len(stored):,.0f}") for what, n in sizes.items()),
            ("bytes a quad", f"{sizes['graph with snapshot'] / quads:,.0f}"),
        ],
    )
    counting.show(*where, words=seen)


def _bytes(*paths: Path) -> int:
    """What files or folders take on disk; files linked twice count once."""
    files = [p for path in paths for p in ([path] if path.is_file() else path.rglob("*")) if p.is_file()]
    return sum({p.stat().st_ino: p.stat().st_blocks * 512 for p in files}.values())
