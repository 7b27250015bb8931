"""The other end of :mod:`kg.graph.asking.sparql_worker`: a process that has a graph open, with limits of memory and time.

A graph is opened there alone: of one that is damaged, or made by somebody else, already the opening may want all memory there is.
"""

from __future__ import annotations

import contextlib
import os
import selectors
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from kg.errors import Code, KgError
from kg.graph.store.damage import is_damage
from kg.processes import LENGTH, memory_of, send, started

START_SECONDS = 60.0
"""How long the process may take to open the graph; a cold disk is slow, a hanging one is an error."""
WATCH_SECONDS = 0.02
"""Between two looks at the memory used: at 1 GB a second, what a query can allocate, it overshoots by some 20 MB."""
FOREVER = float("inf")
"""Seconds of what has no limit of time."""


class QueryProcess:
    """A process that answers one message after the other; it is started by the first, and again where it had to be killed.

    Args:
        folder: of a pyoxigraph store that nobody writes to: a snapshot.
        megabytes: memory that it may use.
    """

    def __init__(self, folder: Path, megabytes: int) -> None:
        self.folder = folder
        self.megabytes = megabytes
        self.parses = False
        """Whether it has loaded the parser of queries."""
        self._process: subprocess.Popen[bytes] | None = None
        self._complaints: Any = None
        self._received = bytearray()
        self._opened = False
        self._stopped = False

    @property
    def pid(self) -> int | None:
        """Of the process; None where none runs."""
        return None if self._process is None or self._process.poll() is not None else self._process.pid

    def ensure(self) -> None:
        """Have it run, with the graph open.

        Raises:
            KgError: KG023 where the graph cannot be opened within the limits, KG109 after :meth:`stop`.
        """
        if self._stopped:
            raise KgError(Code.STOPPED)
        if self.pid is None:
            self._start()

    def exchange(
        self,
        message: Mapping[str, Any],
        seconds: float,
        wanted: Callable[[], bool] | None = None,
        out: BinaryIO | None = None,
        told: float | None = None,
    ) -> tuple[str, Any]:
        """Send a message to it, and take its answer, complete; it must run.

        Args:
            message: of those that :mod:`kg.graph.asking.sparql_worker` knows.
            seconds: after which it is killed.
            wanted: tells whether anybody still waits for the answer; as soon as not, it is killed as if it were late.
            out: where what comes before the answer, in parts, is written.
            told: the limit in seconds that a message names, where ``seconds`` is what is left of it.

        Raises:
            KgError: KG023, KG030, KG032, KG033, KG091, KG109.
            OSError: of ``out``.
        """
        process = self._process
        assert process is not None and process.stdin is not None
        try:
            send(process.stdin, message)  # type: ignore[arg-type]
        except OSError:
            self._fail()
        except BaseException:
            self.kill()
            raise
        deadline = time.monotonic() + seconds
        while True:
            kind, content = self._read(deadline, told or seconds, wanted)
            if kind != "part":
                return kind, content
            assert out is not None
            try:
                out.write(content)
            except BaseException:  # a full disk: the rest of the answer must not be taken for that of the next question
                self.kill()
                raise

    def kill(self) -> None:
        """End it; the next message would start another."""
        process, self._process = self._process, None
        self._received.clear()
        self.parses = self._opened = False
        if process is not None:
            process.kill()
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    with contextlib.suppress(OSError):
                        stream.close()
            process.wait()
        if self._complaints is not None:
            self._complaints.close()
            self._complaints = None

    def stop(self) -> None:
        """End it for good, also in the middle of an exchange of another thread, which then fails (KG109)."""
        self._stopped = True
        process = self._process
        if process is not None:
            process.kill()

    def _start(self) -> None:
        self.kill()
        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the process
        self._process = started(
            "kg.graph.asking.sparql_worker",
            str(self.folder),
            str(self.megabytes),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._complaints,
            env={**os.environ, "RUST_BACKTRACE": "0"},
        )
        kind, _ = self._read(time.monotonic() + START_SECONDS, START_SECONDS)
        assert kind == "ready"
        self._opened = True

    def _read(self, deadline: float, seconds: float, still: Callable[[], bool] | None = None) -> tuple[str, Any]:
        """The whole next message, or an error; the process is killed when it is late or too large."""
        process = self._process
        assert process is not None and process.stdout is not None
        descriptor = process.stdout.fileno()
        received = self._received
        try:
            with selectors.DefaultSelector() as selector:
                selector.register(descriptor, selectors.EVENT_READ)
                while len(received) < LENGTH.size or len(received) < LENGTH.size + LENGTH.unpack_from(received)[0]:
                    if self._stopped:  # while the process was only starting, so that nobody could end it
                        self.kill()
                        raise KgError(Code.STOPPED)
                    left = deadline - time.monotonic()
                    if left <= 0 or (still is not None and not still()):
                        self.kill()
                        raise KgError(Code.QUERY_TIMEOUT, seconds=f"{seconds:g}")
                    if memory_of(process.pid) > self.megabytes:
                        raise self._too_large()
                    if not selector.select(min(left, WATCH_SECONDS)):
                        continue
                    part = os.read(descriptor, 1 << 20)
                    if not part:
                        self._fail()
                    received += part
            end = LENGTH.size + LENGTH.unpack_from(received)[0]
            with memoryview(received) as whole:
                kind, content = msgspec.msgpack.decode(whole[LENGTH.size : end])
            del received[:end]
            return kind, content
        except KgError:
            raise
        except BaseException:  # Ctrl-C above all: what is under way must not answer the next question
            self.kill()
            raise

    def _too_large(self) -> KgError:
        """That its memory is used up: by a query, or already by opening the graph, which takes next to none where it is whole."""
        opened = self._opened
        self.kill()
        if opened:
            return KgError(Code.QUERY_MEMORY, megabytes=self.megabytes)
        return KgError(Code.STORE_DAMAGED, path=self._store, why=f"its graph cannot be opened within {self.megabytes} MB")

    @property
    def _store(self) -> Path:
        return self.folder.parents[1] if self.folder.parent.name == "snapshots" else self.folder

    def _fail(self) -> None:
        """Say why the process ended by itself.

        Raises:
            KgError: KG033 when it was out of memory, KG023 when it could not read the graph, else KG030.
        """
        assert self._process is not None and self._complaints is not None
        try:
            code = self._process.wait(5)
        except subprocess.TimeoutExpired:
            code = 0
        self._complaints.seek(0)
        said = self._complaints.read().decode("utf-8", "replace").strip()
        if self._stopped:
            self.kill()
            raise KgError(Code.STOPPED)
        if "memory allocation" in said or "MemoryError" in said or "bad_alloc" in said or code == -9:
            raise self._too_large()
        opened = self._opened
        self.kill()
        last = said.splitlines()[-1] if said else f"it ended with code {code}"
        if is_damage(last) or (not opened and not ("IO error" in last or "OSError" in last)):
            raise KgError(Code.STORE_DAMAGED, path=self._store, why=last.rstrip("."))
        if "IO error" in last or "OSError" in last:
            raise KgError(Code.SYSTEM, path=self._store, why=last.rstrip("."))
        raise KgError(Code.BAD_QUERY, why=f"the query process broke down over it ({last[:200]}); simplify it")
