"""Where reading runs: this process, processes of its own that are watched, or any ``concurrent.futures.Executor``.

Articles go out in batches, in order; what comes back is one :data:`~kg.engines.reading.Outcome` an article. How they are
batched, and where they are read, changes no result.
"""

from __future__ import annotations

import functools
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from contextlib import suppress
from typing import Protocol

from kg.articles.article import Article
from kg.engines import reading
from kg.engines.readers import BATCH, Readers
from kg.engines.reading import Outcome, failed, outcomes, packed
from kg.errors import KgError
from kg.knowledge.own_types import NO_TYPES, OwnTypes

BATCH_CHARACTERS = 40_000
"""Characters from which a batch takes no further article."""

FEW = 8
"""Articles that are read in this process: for so few, starting others takes longer than it saves."""

SHORT = 12_000
"""Characters of an article that is read in this process at most: longer ones are read where they can be ended."""

AHEAD = 2
"""Batches given out for each worker before the first result is taken: bounds what waits in memory."""


class Pending(Protocol):
    """A batch under way: what of a future is needed."""

    def done(self) -> bool:
        """Whether its result is there."""

    def cancel(self) -> bool:
        """Do not begin it any more."""

    def result(self) -> list[Outcome]:
        """Wait for the outcomes."""


class Engine(Protocol):
    """Takes batches of articles, gives their outcomes when they are there."""

    workers: int
    batch: int

    def submit(self, articles: Sequence[Article]) -> Pending:
        """Have a batch read."""

    def shutdown(self) -> None:
        """Begin nothing more, and let go of what was started."""


class Here:
    """Reads in this process, at once.

    Args:
        read_batch: articles → their outcomes.
    """

    workers = 1
    batch = 1

    def __init__(self, read_batch: Callable[[Sequence[Article]], list[Outcome]]) -> None:
        self._read_batch = read_batch

    def submit(self, articles: Sequence[Article]) -> Future[list[Outcome]]:
        future: Future[list[Outcome]] = Future()
        future.set_result(self._read_batch(articles))
        return future

    def shutdown(self) -> None:
        pass


class Elsewhere:
    """Reads through an executor that somebody else made: a pool of processes, Dask's, ….

    Its workers need this package in this version; each loads the pipeline when its first batch comes. The executor is left
    running. A batch that comes to nothing, because its worker died for example, is given out again article by article; the
    one article with which that happens twice more is left out (KG011).

    Args:
        executor: where tasks run.
        model: spaCy pipeline to read with.
        types: of the user's own, to read with.
        workers: how many it has, for how much is given out ahead.
    """

    def __init__(
        self, executor: Executor, model: str, *, types: OwnTypes = NO_TYPES, workers: int = 8
    ) -> None:
        self._model, self.workers, self.batch = model, workers, BATCH
        run = reading.run_of(model)[0]

        def give(articles: Sequence[Article]) -> Future[bytes]:
            try:
                return executor.submit(reading.read_elsewhere, model, run, packed(articles, types))
            except Exception as error:
                raise BrokenExecutor(str(error) or type(error).__name__) from error

        self._give = give

    def submit(self, articles: Sequence[Article]) -> _Given:
        """Have a batch read.

        Raises:
            BrokenExecutor: when the executor takes no more.
        """
        return _Given(self._give, list(articles))

    def shutdown(self) -> None:
        pass


class _Given:
    """A batch that an executor was given. What failed is given out again where its result is wanted."""

    def __init__(self, give: Callable[[Sequence[Article]], Future[bytes]], articles: list[Article]) -> None:
        self._give, self._articles, self._task = give, articles, give(articles)

    def done(self) -> bool:
        return self._task.done()

    def cancel(self) -> bool:
        return self._task.cancel()

    def result(self) -> list[Outcome]:
        """What became of each article.

        Raises:
            KgError: what a worker says of the pipeline: KG010, KG015.
            BrokenExecutor: when the executor takes no more.
        """
        try:
            return outcomes(_answer(self._task), self._articles)
        except (KgError, BrokenExecutor):
            raise
        except Exception:
            singly = [(article, self._give([article])) for article in self._articles]
            return [self._alone(article, task) for article, task in singly]

    def _alone(self, article: Article, task: Future[bytes]) -> Outcome:
        for again in (True, False):
            try:
                return outcomes(_answer(task), [article])[0]
            except (KgError, BrokenExecutor):
                raise
            except Exception as error:
                why = f"its worker broke down ({type(error).__name__}: {error})"
            if again:
                task = self._give([article])
        return failed(article, why)


def _answer(task: Future[bytes]) -> bytes:
    try:
        return task.result()
    except CancelledError as error:  # nobody here cancels what is still wanted
        raise BrokenExecutor("the executor let go of what it was given") from error


def usable_cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def engine_for(
    head: Sequence[Article],
    model: str,
    *,
    types: OwnTypes = NO_TYPES,
    jobs: int | None = None,
    executor: Executor | None = None,
) -> Engine:
    """Where to read: a handful of short articles in this process, more in processes of their own, where each is watched.

    Args:
        head: the first articles, up to one more than :data:`FEW`.
        model: spaCy pipeline, by package name or folder.
        types: of the user's own, to read with.
        jobs: how many processes; one a core by default.
        executor: where to read instead.
    """
    if executor is not None:
        return Elsewhere(executor, model, types=types, workers=jobs or 2 * usable_cores())
    if len(head) <= FEW and all(len(article.text) <= SHORT for article in head) and jobs in (None, 1):
        reading.start(model)
        return Here(functools.partial(reading.read_batch, types=types))
    return Readers(jobs or usable_cores(), model, types=types)


def batches(articles: Iterable[Article], most: int = BATCH) -> Iterator[list[Article]]:
    """Articles in batches of at most ``most``, fewer where they are long, in their order."""
    batch: list[Article] = []
    size = 0
    for article in articles:
        if batch and size + len(article.text) > BATCH_CHARACTERS:
            yield batch
            batch, size = [], 0
        batch.append(article)
        size += len(article.text)
        if len(batch) == most:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def in_order(engine: Engine, articles: Iterable[Article]) -> Iterator[tuple[Article, Outcome]]:
    """Articles with their outcomes, in the order given, with a bounded number under way."""
    waiting: deque[tuple[list[Article], Pending]] = deque()
    try:
        for batch in batches(articles, engine.batch):
            waiting.append((batch, engine.submit(batch)))
            if len(waiting) > engine.workers * AHEAD or waiting[0][1].done():
                yield from _taken(waiting)
        while waiting:
            yield from _taken(waiting)
    finally:
        for _, future in waiting:
            with suppress(Exception):
                future.cancel()


def _taken(waiting: deque[tuple[list[Article], Pending]]) -> Iterator[tuple[Article, Outcome]]:
    batch, future = waiting.popleft()
    yield from zip(batch, future.result(), strict=True)
