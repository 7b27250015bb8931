"""Growth: what joining a story and writing its graph cost at several sizes, and what one more article costs there."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from benchmarks.data import news, present, report
from benchmarks.timing import of_call
from kg.articles.article import Article
from kg.engines.engine import FEW, engine_for, in_order
from kg.engines.reading import run_of
from kg.errors import KgError
from kg.graph.store.store import Store
from kg.reading.pipeline import DEFAULT_MODEL

SIZES = (500, 1000, 2000, 3788)
MORE = 20
"""Articles that are added one by one at each size."""


def run(*, limit: int | None = None, quick: bool = False, keep: str | None = None) -> None:
    """Read once; then resolve and write the first n articles anew for each size.

    Args:
        limit: the largest size.
        quick: sizes of some hundred articles.
        keep: folder for the store that holds the readings, so that another run need not read again.
    """
    if not present():
        return
    sizes = (100, 200, 400) if quick else SIZES
    sizes = tuple(n for n in sizes if limit is None or n <= limit) or (limit or 100,)
    articles = news()[: sizes[-1] + MORE]
    with tempfile.TemporaryDirectory(prefix="kg-bench-") as name:
        readings = Path(keep) if keep else Path(name) / "readings"
        started = time.perf_counter()
        _read(articles, readings)
        print(f"{len(articles)} articles read in {time.perf_counter() - started:.0f} s")
        with Store(readings) as source:
            numbers = source.database.numbers()
            for size in sizes:
                rows = _at(size, source, numbers, Path(name) / str(size))
                report("Joining the story and writing the graph, readings given (one process)", rows)


def _at(size: int, source: Store, numbers: list[int], folder: Path) -> list[tuple[str, str]]:
    first, more = numbers[: size - MORE] if size >= len(numbers) else numbers[:size], []
    rest = numbers[len(first) : len(first) + MORE]
    with Store(folder, create=True) as target, target.writing():
        _put(source, target, first)
        joined, written = of_call(target.resolve), of_call(target.refresh)
        for number in rest:
            _put(source, target, [number])
            more.append(of_call(lambda: _settle(target)))
        quads = len(target.graph())
    n = len(first)
    ordered = sorted(c.cpu for c in more) or [0.0]
    return [
        *(
            (name, f"{cost.cpu:.1f} s CPU, {cost.wall:.1f} s wall; {1000 * cost.cpu / n:.1f} ms an article")
            for name, cost in ((f"{n:,} articles joined", joined), ("  graph written", written))
        ),
        (
            "  one more",
            f"{1000 * ordered[len(ordered) // 2]:.0f} ms CPU (median of {len(more)}, most {1000 * ordered[-1]:.0f})",
        ),
        ("  quads", f"{quads:,}"),
    ]


def _read(articles: list[Article], folder: Path) -> None:
    """Read articles into a store, and leave it at that: no story, no graph."""
    run = run_of(DEFAULT_MODEL)
    with Store(folder, create=True) as store, store.writing():
        store.database.add_run(*run)
        wanted = [a for a in articles if store.database.wants(a)]
        engine = engine_for(wanted[: FEW + 1], DEFAULT_MODEL)
        try:
            for article, outcome in in_order(engine, wanted):
                if not isinstance(outcome, KgError):
                    store.database.put(article, outcome[0], run=run[0], sketch=outcome[1])
        finally:
            engine.shutdown()


def _put(source: Store, target: Store, numbers: list[int]) -> None:
    """Copy articles with their readings."""
    for number in numbers:
        row = source.database.row(number)
        (sketch,) = source.database.connection.execute("SELECT sketch FROM article WHERE id = ?", (number,)).fetchone()
        target.database.add_run(row.run, *source.database.run(row.run))
        target.database.put(row.article, row.reading, run=row.run, sketch=sketch)


def _settle(target: Store) -> None:
    target.resolve()
    target.refresh()
