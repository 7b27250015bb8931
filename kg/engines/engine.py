"""Where reading runs: this process, or a pool of processes. Both are ``concurrent.futures.Executor``."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from functools import partial
from multiprocessing import connection
from typing import Any, TypeVar

In = TypeVar("In")
Out = TypeVar("Out")

AHEAD = 4
"""Tasks given out for each worker before the first result is taken: bounds what waits in memory."""


class Here(Executor):
    """Runs every task in this process, at once."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


def usable_cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def executor(jobs: int, start: Callable[..., None], *args: object) -> Executor:
    """An executor of ``jobs`` workers, each of which ran ``start(*args)`` first.

    Args:
        jobs: how many processes; with 1, this one.
        start: loads what tasks need.
    """
    if jobs <= 1:
        start(*args)
        return Here()
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=partial(_begin, start, *args))


def _begin(start: Callable[..., None], *args: object) -> None:
    """What a worker does first: Ctrl-C is its parent's to handle, and it ends when its parent does, however that ended."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    start(*args)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def in_order(
    pool: Executor, fn: Callable[[In], Out], tasks: Iterable[In], *, ahead: int
) -> Iterator[tuple[In, Future[Out]]]:
    """Tasks with their finished futures, in the order given, with a bounded number under way."""
    waiting: deque[tuple[In, Future[Out]]] = deque()
    for task in tasks:
        waiting.append((task, pool.submit(fn, task)))
        if len(waiting) > ahead:
            yield waiting.popleft()
    yield from waiting
