"""Processes that read, each watched: what takes one article too long, or too much memory, ends that process and not the build."""

from __future__ import annotations

import contextlib
import os
import queue
import selectors
import subprocess
import tempfile
import threading
import time
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import msgspec

from kg.articles.article import Article
from kg.engines.reading import Outcome, failed, outcomes, packed
from kg.errors import Code, KgError
from kg.knowledge.own_types import NO_TYPES, OwnTypes
from kg.processes import LENGTH, memory_of, seconds_of, send, started

BATCH = 8
"""Articles of a batch at most: what spaCy gains by more is within the noise."""

SECONDS = 10.0
"""Seconds of CPU that a batch may take whatever its length: fifty times what an article of 500 words takes."""

SECONDS_A_CHARACTER = 0.00013
"""More for each character: twice what ordinary text takes on a slow machine. 150,000 characters may take 29.5 seconds."""

MEGABYTES = 650
"""Memory that a process that reads may use beside its pipeline, of which the small one takes 350: an article of 150,000 ordinary
characters takes 500."""

START_SECONDS = 180.0
"""How long a process may take to load its pipeline."""

WATCH_SECONDS = 0.05
"""Between two looks at what a process uses."""

STARTS = 3
"""Processes that end in a row before they are ready, before the build gives up."""


class _Gone(Exception):
    """A process that reads ended, or was ended."""


class _Late(_Gone):
    """It took too long."""


class _Large(_Gone):
    """It took too much memory, after so many seconds of CPU."""

    def __init__(self, seconds: float = 0.0) -> None:
        super().__init__()
        self.seconds = seconds


class Readers:
    """Reads in processes of its own, each replaced when it dies or has to be ended.

    A batch in which that happens is read again, article by article; the one that does it alone is left out (KG140, KG141, KG011).

    Args:
        workers: how many processes.
        model: spaCy pipeline, by package name or folder.
        types: of the user's own, to read with.
        seconds: of CPU that a batch may take, whatever its length.
        megabytes: of memory that a process may use, beside what its pipeline takes.
    """

    def __init__(
        self,
        workers: int,
        model: str,
        *,
        types: OwnTypes = NO_TYPES,
        seconds: float = SECONDS,
        megabytes: int = MEGABYTES,
    ) -> None:
        self.workers, self.batch, self.types = workers, BATCH, types
        self.model, self.seconds, self.megabytes = model, seconds, megabytes
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="kg-readers")
        self._idle: queue.SimpleQueue[_Process | None] = queue.SimpleQueue()  # None: one that is to be started
        self._running: set[_Process] = set()
        self._lock = threading.Lock()
        self._stopped = False
        for _ in range(workers):
            self._idle.put(None)

    def submit(self, articles: Sequence[Article]) -> Future[list[Outcome]]:
        """Have a batch read; the future raises KG010 or KG012 where no process can be started."""
        return self._threads.submit(self._read, list(articles))

    def shutdown(self) -> None:
        """Begin nothing more, and end what runs."""
        self._stopped = True
        with self._lock:
            for process in self._running:
                process.end()
        self._threads.shutdown(cancel_futures=True)
        while not self._idle.empty():
            idle = self._idle.get_nowait()
            if idle is not None:
                idle.close()

    def _read(self, articles: list[Article], spent: float = 0.0) -> list[Outcome]:
        """Read a batch, or one article on which ``spent`` seconds of CPU went already."""
        process: _Process | None = self._idle.get()
        used = False
        try:
            used = process is not None
            process = ready = process or self._start()
            batch = packed(articles, self.types)
            return outcomes(ready.exchange(batch, max(self.seconds / 4, self._limit(articles) - spent), self.megabytes), articles)
        except _Gone as error:
            if process is not None:
                self._closed(process)
            process = None
            if self._stopped:
                raise KgError(Code.READER_DIED, why="it was stopped") from error
            if len(articles) == 1 and not (isinstance(error, _Large) and used):  # what it read before may have left something
                return [self._left_out(articles[0], error)]
            spent = error.seconds if isinstance(error, _Large) and len(articles) == 1 else 0.0
        finally:
            self._idle.put(process)
        return [outcome for article in articles for outcome in self._read([article], spent)]

    def _limit(self, articles: Sequence[Article]) -> float:
        return self.seconds + SECONDS_A_CHARACTER * sum(len(a.text) for a in articles)

    def _left_out(self, article: Article, error: _Gone) -> KgError:
        path = article.source or article.url or "an article"
        if isinstance(error, _Late):
            return KgError(Code.READING_LATE, path=path, seconds=f"{self._limit([article]):.0f}")
        if isinstance(error, _Large):
            return KgError(Code.READING_LARGE, path=path, megabytes=self.megabytes)
        return failed(article, f"the process that read it broke down ({error})")

    def _start(self) -> _Process:
        why = ""
        for _ in range(STARTS):
            process = _Process(self.model)
            with self._lock:
                if self._stopped:
                    process.end()
                self._running.add(process)
            try:
                process.begin()
                return process
            except _Gone as error:
                why = str(error)
                self._closed(process)
            except BaseException:
                self._closed(process)
                raise
        raise KgError(Code.READER_DIED, why=why or "it did not start")

    def _closed(self, process: _Process) -> None:
        with self._lock:
            self._running.discard(process)
        process.close()


class _Process:
    """One process that reads."""

    def __init__(self, model: str) -> None:
        self._resting = 0.0
        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the process
        self._process: subprocess.Popen[bytes] = started(
            "kg.engines.reader_process", model, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._complaints
        )

    def begin(self) -> None:
        """Wait until it is ready.

        Raises:
            KgError: KG010.
            _Gone: when it ended.
        """
        kind, content = self._receive(START_SECONDS, None, wall=True)
        self._resting = memory_of(self._process.pid)
        if kind == "refused":
            raise KgError(Code[content[0]], **content[1])

    def exchange(self, batch: bytes, seconds: float, megabytes: int) -> bytes:
        """Have a batch read, within limits of CPU and memory."""
        assert self._process.stdin is not None
        try:
            send(self._process.stdin, batch)  # type: ignore[arg-type]
        except OSError as error:
            raise _Gone(self._said()) from error
        data: bytes = self._receive(seconds, megabytes)[1]
        return data

    def _receive(self, seconds: float, megabytes: int | None, *, wall: bool = False) -> tuple[str, Any]:
        assert self._process.stdout is not None
        pid, descriptor = self._process.pid, self._process.stdout.fileno()
        begun, used = time.monotonic(), seconds_of(pid)
        received = bytearray()
        wanted = None
        with selectors.DefaultSelector() as selector:
            selector.register(descriptor, selectors.EVENT_READ)
            while wanted is None or len(received) < wanted:
                if selector.select(WATCH_SECONDS):
                    part = os.read(descriptor, 1 << 20)
                    if not part:
                        raise _Gone(self._said())
                    received += part
                    if wanted is None and len(received) >= LENGTH.size:
                        wanted = LENGTH.size + LENGTH.unpack_from(received)[0]
                    continue
                now = None if wall or used is None else seconds_of(pid)
                taken = time.monotonic() - begun if now is None or used is None else now - used
                if taken > seconds:
                    raise _Late()
                if megabytes is not None and memory_of(pid) > self._resting + megabytes:
                    raise _Large(taken)
        kind, content = msgspec.msgpack.decode(memoryview(received)[LENGTH.size :])
        return kind, content

    def _said(self) -> str:
        """Why it ended, in its own last words."""
        try:
            code = self._process.wait(5)
        except subprocess.TimeoutExpired:
            code = 0
        self._complaints.seek(0)
        said = self._complaints.read()[-4000:].decode("utf-8", "replace").strip()
        return said.splitlines()[-1][:200] if said else f"it ended with code {code}"

    def end(self) -> None:
        """End it now, also in the middle of a batch of another thread."""
        self._process.kill()

    def close(self) -> None:
        """End it and let go of what belongs to it."""
        self._process.kill()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        self._process.wait()
        self._complaints.close()
