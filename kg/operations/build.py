"""Articles → store: read what is new, then bring the story and the graph up to date."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path

from kg.articles.article import Article, Version
from kg.articles.sources import read_articles
from kg.engines.engine import FEW, Engine, engine_for, in_order
from kg.engines.reading import Outcome, run_of
from kg.errors import Code, KgError
from kg.graph.store.database import DEFAULT_BASE
from kg.graph.store.store import Store
from kg.knowledge.own_types import OwnTypes
from kg.knowledge.types_file import digest, read_types
from kg.operations.authorities import take_in
from kg.operations.latest import note_build
from kg.reading import DEFAULT_MODEL

Progress = Callable[[str, int, int | None], None]
"""Told the phase ("reading", "resolving"), how many are done and of how many (None: not known yet)."""


@dataclass
class Report:
    """What a build did.

    Attributes:
        read: articles that were read.
        skipped: that are in already, or whose url has a later version.
        kept: that are in another language: their text can be searched.
        reread: that were in and were read again, because the user's own types changed.
        errors: what was left out, and why; what was kept unread among them.
        notes: what was passed over, or went in but for a part.
    """

    read: int = 0
    skipped: int = 0
    kept: int = 0
    reread: int = 0
    errors: list[KgError] = field(default_factory=list)
    notes: list[KgError] = field(default_factory=list)

    def note(self, error: KgError) -> None:
        """Take down what a reader tells."""
        (self.notes if error.code.is_note else self.errors).append(error)


def build(
    paths: Iterable[str | Path],
    store: str | Path,
    *,
    date: str | None = None,
    publisher: str | None = None,
    model: str = DEFAULT_MODEL,
    jobs: int | None = None,
    executor: Executor | None = None,
    base: str | None = None,
    any_language: bool = False,
    types: str | Path | None = None,
    authority: str | Path | None = None,
    progress: Progress | None = None,
) -> Report:
    """Put articles into a store, and everything that can be read in them.

    What is already in is skipped; a later version of a url replaces the earlier one (:meth:`Article.supersedes`); a
    broken article is reported and left out.
    Each article is stored as a whole or not at all, so that the same call goes on after an interruption.

    Args:
        paths: files, folders, globs, or "-" for standard input.
        store: the folder; made where it is missing.
        date, publisher: for articles that give none.
        model: a spaCy pipeline, by package name or folder.
        jobs: processes that read; as many as there are cores by default. A handful of short articles is read in this process.
        executor: where to read instead: any ``concurrent.futures.Executor`` whose workers have this package (Dask's:
            ``client.get_executor()``). It is left running.
        base: of the IRIs of data, for a new store; ``https://kg.example/id/`` by default.
        any_language: whether articles in other languages are read as if they were English; else their text is kept.
        types: a file of event types and classes of one's own (``docs/types.md``), kept with the store: what is in is read
            again where they changed, what comes later is read with them.
        authority: a list of who is known elsewhere (``docs/authority.md``), taken in first.
        progress: called as the build goes on.

    Raises:
        KgError: when nothing can be built at all; what is wrong with single articles is in the report.
    """
    report = Report()
    own = None if types is None else read_types(types)
    articles = read_articles(paths, date=date, publisher=publisher, any_language=any_language, on_error=report.note)
    return build_articles(
        articles,
        store,
        model=model,
        jobs=jobs,
        executor=executor,
        base=base,
        types=own,
        types_from=str(types or ""),
        authority=authority,
        progress=progress,
        report=report,
    )


def build_articles(
    articles: Iterable[Article],
    store: str | Path,
    *,
    model: str = DEFAULT_MODEL,
    jobs: int | None = None,
    executor: Executor | None = None,
    base: str | None = None,
    types: OwnTypes | None = None,
    types_from: str = "",
    authority: str | Path | None = None,
    progress: Progress | None = None,
    report: Report | None = None,
    amending: bool = False,
) -> Report:
    """Put articles at hand into a store.

    Args:
        articles: read already, or read as they are asked for.
        store, model, jobs, executor, base, progress: as in :func:`build`.
        types: of the user's own, in place of those that the store keeps; None leaves those.
        types_from: what to call them.
        authority: as in :func:`build`.
        report: to be added to.
        amending: whether these are articles that were in, mended: no build of news.

    Raises:
        KgError: as :func:`build`. Where there is no article at all, no store is made.
    """
    report = report or Report()
    tell = progress or (lambda phase, done, total: None)
    run_of(model)  # says that there is no such model before a store is made
    waiting = iter(articles)
    first = next(waiting, None)
    if first is None and not (Path(store) / "articles.sqlite").exists():
        return report
    found = chain([] if first is None else [first], waiting)
    with Store(store, create=True, base=base or DEFAULT_BASE) as target, target.writing():
        if base and base != target.iris.base:
            raise KgError(Code.OTHER_BASE, path=store, found=target.iris.base)
        if types is not None and types.text != target.database.types.text:
            target.database.keep_types(types, types_from)
        own = target.database.types
        run = run_of(model, own)
        target.database.add_run(*run)
        if authority is not None:
            report.notes += take_in(target, authority, progress=tell).errors
        anew = target.database.types_unread
        if anew:
            report.reread = _reread(target, model=model, jobs=jobs, executor=executor, errors=report.errors, tell=tell)
        before = target.index.history()
        wanted = _Wanted(found, target, report)
        head = list(islice(wanted, FEW + 1))
        if head:
            with _running(engine_for(head, model, types=own, jobs=jobs, executor=executor)) as engine:
                outcomes = in_order(engine, chain(head, wanted))
                told = lambda done: tell("reading", done, wanted.total)  # noqa: E731
                _read_into(target, outcomes, run=run[0], report=report, tell=told)
        told_of = lambda done, total: tell("resolving", done, total)  # noqa: E731
        if anew:
            target.rebuild(told_of)
            target.database.read_with_types()
        else:
            target.resolve(told_of)
        with target.database.transaction():
            changed = {"types": digest(own)} if anew else {}
            target.record.append("amendment" if amending else "build", more=changed)
        if report.read and not amending:
            note_build(target, wanted.keys, before)
        target.refresh()
    return report


class _Wanted:
    """The articles to read, as they come: not what is in already, nor a version that another one outranks."""

    def __init__(self, articles: Iterable[Article], target: Store, report: Report) -> None:
        self._articles, self._target, self._report = iter(articles), target, report
        self._seen: dict[str, list[Version]] = {}
        self._count = 0
        self.total: int | None = None  # known at the end

    def __iter__(self) -> _Wanted:
        return self

    def __next__(self) -> Article:
        for article in self._articles:
            version = article.version
            seen = self._seen.setdefault(article.key, [])
            if not self._target.database.wants(article) or (seen and not version.supersedes(seen[-1], seen)):
                self._target.database.restamp(article)
                self._report.skipped += 1
                continue
            seen.append(version)
            self._count += 1
            return article
        self.total = self._count
        raise StopIteration

    @property
    def keys(self) -> list[str]:
        """Of the articles that were to be read so far and are in by now."""
        return self._target.database.known(key for key, versions in self._seen.items() if versions)


def _read_into(
    target: Store,
    outcomes: Iterable[tuple[Article, Outcome]],
    *,
    run: str,
    report: Report,
    tell: Callable[[int], None],
) -> None:
    """Store each article as soon as it is read."""
    tell(0)
    for done, (article, outcome) in enumerate(outcomes, 1):
        if isinstance(outcome, KgError):
            report.errors.append(outcome)
        else:
            target.database.put(article, outcome[0], run=run, sketch=outcome[1])
            if article.foreign:
                report.kept += 1
                where = article.source or article.url or "an article"
                report.errors.append(KgError(Code.OTHER_LANGUAGE, path=where, language=article.language))
            else:
                report.read += 1
        tell(done)


@contextmanager
def _running(engine: Engine) -> Iterator[Engine]:
    """When the work is broken off, what waits is not begun any more."""
    try:
        yield engine
    except BrokenExecutor as error:
        raise KgError(Code.READER_DIED, why=str(error).rstrip(".")) from error
    finally:
        engine.shutdown()


def rebuild(
    store: str | Path,
    *,
    reread: bool = False,
    model: str | None = None,
    jobs: int | None = None,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> Report:
    """Derive story and graph again.

    Args:
        store: the folder.
        reread: read the articles again first, with this version.
        model: to read with; by default the packaged one.
        jobs, executor, progress: as in :func:`build`.
    """
    report = Report()
    tell = progress or (lambda phase, done, total: None)
    with Store(store) as target, target.writing():
        if reread or target.database.types_unread:
            chosen = model or DEFAULT_MODEL
            report.read = _reread(target, model=chosen, jobs=jobs, executor=executor, errors=report.errors, tell=tell)
            target.database.read_with_types()
            with target.database.transaction():
                target.record.append("reading again")
        target.rebuild(lambda done, total: tell("resolving", done, total))
    return report


def _reread(
    target: Store,
    *,
    model: str,
    jobs: int | None,
    executor: Executor | None,
    errors: list[KgError],
    tell: Progress,
) -> int:
    """Read all articles of a store again, with the types that it keeps.

    Returns:
        How many were read.
    """
    own = target.database.types
    run = run_of(model, own)
    target.database.add_run(*run)
    numbers = target.database.numbers()
    articles = (target.database.row(n).article for n in numbers)
    head = list(islice(articles, FEW + 1))
    read = 0
    if not head:
        return read
    with _running(engine_for(head, model, types=own, jobs=jobs, executor=executor)) as engine:
        outcomes = in_order(engine, chain(head, articles))
        for done, (number, (_, outcome)) in enumerate(zip(numbers, outcomes, strict=True), 1):
            if isinstance(outcome, KgError):
                errors.append(outcome)
            else:
                target.database.replace_reading(number, outcome[0], run=run[0])
                read += 1
            tell("reading", done, len(numbers))
    return read


def remove(store: str | Path, article: str) -> None:
    """Take an article out, with everything that rests on it alone.

    Args:
        store: the folder.
        article: its url, IRI, key, source file or headline.

    Raises:
        KgError: KG024 when no article is called so, KG028 when more than one is.
    """
    with Store(store) as target, target.writing():
        with target.database.transaction():
            target.database.remove(target.database.find_article(article))
            target.record.append("removal")
        target.resolve()
        target.refresh()
