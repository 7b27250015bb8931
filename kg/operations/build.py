"""Articles → store: read what is new, then bring the story and the graph up to date."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from kg.articles.article import Article
from kg.articles.sources import read_articles
from kg.engines.engine import AHEAD, executor, in_order, usable_cores
from kg.engines.reading import read_one, run_of, start
from kg.errors import Code, KgError
from kg.graph.store.database import DEFAULT_BASE
from kg.graph.store.store import Store
from kg.reading.pipeline import DEFAULT_MODEL

Progress = Callable[[str, int, int | None], None]
"""Told the phase ("reading", "resolving"), how many are done and of how many (None: not known yet)."""


@dataclass
class Report:
    """What a build did."""

    read: int = 0
    skipped: int = 0
    errors: list[KgError] = field(default_factory=list)


def build(
    paths: Iterable[str | Path],
    store: str | Path,
    *,
    date: str | None = None,
    publisher: str | None = None,
    model: str = DEFAULT_MODEL,
    jobs: int | None = None,
    base: str | None = None,
    progress: Progress | None = None,
) -> Report:
    """Put articles into a store, and everything that can be read in them.

    What is already in is skipped; a later version of a url replaces the earlier one; a broken article is reported and left out.
    Each article is stored as a whole or not at all, so that the same call goes on after an interruption.

    Args:
        paths: files, folders, globs, or "-" for standard input.
        store: the folder; made where it is missing.
        date, publisher: for articles that give none.
        model: a spaCy pipeline, by package name or folder.
        jobs: processes that read; as many as there are cores by default, one for a handful of articles.
        base: of the IRIs of data, for a new store; ``https://kg.example/id/`` by default.
        progress: called as the build goes on.

    Raises:
        KgError: when nothing can be built at all; what is wrong with single articles is in the report.
    """
    report = Report()
    articles = read_articles(paths, date=date, publisher=publisher, on_error=report.errors.append)
    return build_articles(articles, store, model=model, jobs=jobs, base=base, progress=progress, report=report)


def build_articles(
    articles: Iterable[Article],
    store: str | Path,
    *,
    model: str = DEFAULT_MODEL,
    jobs: int | None = None,
    base: str | None = None,
    progress: Progress | None = None,
    report: Report | None = None,
) -> Report:
    """Put articles at hand into a store.

    Args:
        articles: read already, or read as they are asked for.
        store, model, jobs, base, progress: as in :func:`build`.
        report: to be added to.

    Raises:
        KgError: as :func:`build`. Where there is no article at all, no store is made.
    """
    report = report or Report()
    tell = progress or (lambda phase, done, total: None)
    run = run_of(model)
    found = list(articles)
    if not found and not (Path(store) / "articles.sqlite").exists():
        return report
    with Store(store, create=True, base=base or DEFAULT_BASE) as target, target.writing():
        if base and base != target.iris.base:
            raise KgError(Code.OTHER_BASE, path=store, found=target.iris.base)
        target.database.add_run(*run)
        wanted = _wanted(found, target, run[0], report)
        if wanted:
            read_into(target, wanted, model=model, run=run[0], jobs=jobs, report=report, tell=tell)
        target.resolve(lambda done, total: tell("resolving", done, total))
        target.refresh()
    return report


def _wanted(articles: list[Article], target: Store, run: str, report: Report) -> list[Article]:
    """The articles to read: of several versions of one url the one that stands, without what is in already."""
    best: dict[str, Article] = {}
    for article in articles:
        rival = best.get(article.key)
        if rival is None or (article.published or "", article.sha256) > (rival.published or "", rival.sha256):
            best[article.key] = article
    wanted = [a for a in best.values() if target.database.wants(a, run)]
    report.skipped += len(articles) - len(wanted)
    return wanted


def read_into(
    target: Store, articles: list[Article], *, model: str, run: str, jobs: int | None, report: Report, tell: Progress
) -> None:
    """Read articles and store each as soon as it is read."""
    workers = jobs or (usable_cores() if len(articles) > 8 else 1)
    total = len(articles)
    tell("reading", 0, total)
    with _pool(workers, model) as pool:
        for done, (article, future) in enumerate(in_order(pool, read_one, articles, ahead=workers * AHEAD), 1):
            try:
                reading, sketch = future.result()
                target.database.put(article, reading, run=run, sketch=sketch)
                report.read += 1
            except KgError as error:
                report.errors.append(error)
            tell("reading", done, total)


@contextmanager
def _pool(workers: int, model: str) -> Iterator[Executor]:
    """Processes that read. When the work is broken off, what waits is not begun any more."""
    pool = executor(workers, start, model)
    try:
        yield pool
    except BrokenExecutor as error:
        raise KgError(Code.READER_DIED, why=str(error).rstrip(".")) from error
    finally:
        pool.shutdown(cancel_futures=True)


def rebuild(
    store: str | Path,
    *,
    reread: bool = False,
    model: str | None = None,
    jobs: int | None = None,
    progress: Progress | None = None,
) -> Report:
    """Derive story and graph again.

    Args:
        store: the folder.
        reread: read the articles again first, with this version.
        model: to read with; by default the packaged one.
        jobs, progress: as in :func:`build`.
    """
    report = Report()
    tell = progress or (lambda phase, done, total: None)
    with Store(store) as target, target.writing():
        if reread:
            _reread(target, model=model or DEFAULT_MODEL, jobs=jobs, report=report, tell=tell)
        target.rebuild(lambda done, total: tell("resolving", done, total))
    return report


def _reread(target: Store, *, model: str, jobs: int | None, report: Report, tell: Progress) -> None:
    run = run_of(model)
    target.database.add_run(*run)
    numbers = target.database.numbers()
    workers = jobs or (usable_cores() if len(numbers) > 8 else 1)
    articles = (target.database.row(n).article for n in numbers)
    with _pool(workers, model) as pool:
        found = in_order(pool, read_one, articles, ahead=workers * AHEAD)
        for done, (number, (_, future)) in enumerate(zip(numbers, found, strict=True), 1):
            try:
                target.database.replace_reading(number, future.result()[0], run=run[0])
                report.read += 1
            except KgError as error:
                report.errors.append(error)
            tell("reading", done, len(numbers))


def remove(store: str | Path, article: str) -> None:
    """Take an article out, with everything that rests on it alone.

    Args:
        store: the folder.
        article: its url, IRI, key, source file or headline.

    Raises:
        KgError: KG024 when no article is called so, KG028 when more than one is.
    """
    with Store(store) as target, target.writing():
        target.database.remove(target.database.find_article(article))
        target.resolve()
        target.refresh()
