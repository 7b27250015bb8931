"""Where reading runs: this process, processes of its own that are watched, or any ``concurrent.futures.Executor``.

Articles go out in batches, in order; what comes back is one :data:`~kg.engines.reading.Outcome` an article. How they are
batched, and where they are read, changes no result.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import suppress
from typing import Protocol

from kg.articles.article import Article
from kg.engines import reading
from kg.engines.readers import BATCH, Readers
from kg.engines.reading import Outcome, outcomes, packed, read_packed

BATCH_CHARACTERS = 40_000
"""Characters from which a batch takes no further article."""

FEW = 8
"""Articles that are read in this process: for so few, starting others takes longer than it saves."""

SHORT = 12_000
"""Characters of an article that is read in this process at most: longer ones are read where they can be ended."""

AHEAD = 2
"""Batches given out for each worker before the first result is taken: bounds what waits in memory."""


class Engine(Protocol):
    """Takes batches of articles, gives futures of their outcomes."""

    workers: int
    batch: int

    def submit(self, articles: Sequence[Article]) -> Future[list[Outcome]]:
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

    Its workers need this package; each loads the pipeline when its first batch comes. The executor is left running. A batch whose
    worker died is given out once more.

    Args:
        executor: where tasks run.
        model: spaCy pipeline to read with.
        workers: how many it has, for how much is given out ahead.
    """

    def __init__(self, executor: Executor, model: str, *, workers: int = 8) -> None:
        self._executor, self._model, self.workers, self.batch = executor, model, workers, BATCH

    def submit(self, articles: Sequence[Article]) -> Future[list[Outcome]]:
        data = packed(articles)
        answered: Future[list[Outcome]] = Future()

        def give(again: bool) -> None:
            try:
                task = self._executor.submit(read_packed, self._model, data)
            except Exception as error:
                answered.set_exception(error)
                return
            task.add_done_callback(lambda done: take(done, again))

        def take(done: Future[bytes], again: bool) -> None:
            if done.cancelled():
                answered.cancel()
                return
            error = done.exception()
            if error is None:
                answered.set_result(outcomes(done.result(), articles))
            elif again and not isinstance(error, BrokenExecutor):
                give(again=False)
            else:
                answered.set_exception(error)

        give(again=True)
        return answered

    def shutdown(self) -> None:
        pass


def usable_cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def engine_for(
    head: Sequence[Article], model: str, *, jobs: int | None = None, executor: Executor | None = None
) -> Engine:
    """Where to read: a handful of short articles in this process, more in processes of their own, where each is watched.

    Args:
        head: the first articles, up to one more than :data:`FEW`.
        model: spaCy pipeline, by package name or folder.
        jobs: how many processes; one a core by default.
        executor: where to read instead.
    """
    if executor is not None:
        return Elsewhere(executor, model, workers=jobs or 2 * usable_cores())
    if len(head) <= FEW and all(len(article.text) <= SHORT for article in head) and jobs in (None, 1):
        reading.start(model)
        return Here(reading.read_batch)
    return Readers(jobs or usable_cores(), model)


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
    waiting: deque[tuple[list[Article], Future[list[Outcome]]]] = deque()
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


def _taken(waiting: deque[tuple[list[Article], Future[list[Outcome]]]]) -> Iterator[tuple[Article, Outcome]]:
    batch, future = waiting.popleft()
    yield from zip(batch, future.result(), strict=True)
