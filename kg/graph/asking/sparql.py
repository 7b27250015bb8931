"""Asking a graph in SPARQL, safely: in this process, or in one that can be killed.

    with Runner(folder) as runner:
        rows = runner.ask("SELECT ?who WHERE { ?who a schema:Person }", seconds=10)

The default graph of a query is the union of all graphs, and our prefixes are known. An answer is complete or an error.
"""

from __future__ import annotations

import contextlib
import os
import selectors
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

import msgspec
import pyoxigraph as ox

from kg.errors import Code, KgError
from kg.graph.asking import sparql_worker
from kg.graph.asking.rows import Rows, Solution, solutions
from kg.graph.asking.sparql_text import Checked, bind, check
from kg.graph.asking.terms import to_term
from kg.graph.store.damage import is_damage
from kg.processes import LENGTH, memory_of, send, started

SECONDS = 60.0
"""How long a query may take unless told otherwise."""
MEGABYTES = 2_000
"""How much memory the query process may use unless told otherwise."""
START_SECONDS = 60.0
"""How long the query process may take to open the graph; a cold disk is slow, a hanging one is an error."""
WATCH_SECONDS = 0.02
"""Between two looks at the memory used: at 1 GB a second, what a query can allocate, it overshoots by some 20 MB."""


def ask(store: ox.Store, text: str, values: Mapping[str, Any] | None = None, *, trusted: bool = False) -> Rows:
    """Ask a store in this process, without limits of time and memory.

    Args:
        store: an open store.
        text: SPARQL 1.1: SELECT, ASK, CONSTRUCT or DESCRIBE.
        values: Python values of variables; a list means any of them. Strings are literals: give
            :class:`kg.graph.asking.terms.Iri` for addresses.
        trusted: skip the check of the text, for queries of our own.

    Raises:
        KgError: KG030, KG031, KG036, KG037.
    """
    checked = Checked(text, _form(text)) if trusted else check(text)
    graphs = list(checked.graphs)
    return _rows(
        checked, *sparql_worker.answer(store, bound(text, values), graphs=graphs, union=not checked.from_default)
    )


class Runner:
    """Asks a graph in a process of its own, with limits.

    The process is started by the first query, stays for the next ones, and is replaced when it had to be killed.

    Args:
        folder: of a pyoxigraph store that nobody writes to: a snapshot.
        megabytes: memory it may use.
    """

    def __init__(self, folder: Path | str, *, megabytes: int = MEGABYTES) -> None:
        self.folder = Path(folder)
        self.megabytes = megabytes
        self._process: subprocess.Popen[bytes] | None = None
        self._complaints: Any = None
        self._parses = False
        self._lock = threading.Lock()
        self._stopped = False

    def ask(
        self,
        text: str,
        values: Mapping[str, Any] | None = None,
        *,
        seconds: float = SECONDS,
        trusted: bool = False,
    ) -> Rows:
        """Ask.

        Args:
            text: SPARQL 1.1: SELECT, ASK, CONSTRUCT or DESCRIBE.
            values, trusted: as in :func:`ask`.
            seconds: after which the query is killed.

        Raises:
            KgError: KG030 to KG033, KG036, KG037.
        """
        checked = Checked(text, _form(text)) if trusted else check(text)
        return self.ask_checked(checked, bound(text, values), seconds=seconds)

    def solutions(self, text: str, *, seconds: float = SECONDS) -> Iterator[Solution]:
        """Ask a SELECT of our own, for solutions as views read them.

        Raises:
            KgError: KG030, KG032, KG033.
        """
        kind, content = self._ask({"text": text, "graphs": [], "union": True}, seconds)
        if kind != "rows":
            _rows(Checked(text, "select"), kind, content)  # says what is wrong
        return solutions(content)

    def ask_checked(self, checked: Checked, text: str, *, seconds: float = SECONDS) -> Rows:
        """Ask what was checked; ``text`` is the same query with its values bound."""
        message = {"text": text, "graphs": list(checked.graphs), "union": not checked.from_default}
        return _rows(checked, *self._ask(message, seconds))

    def check(self, text: str, *, seconds: float = SECONDS, wanted: Callable[[], bool] | None = None) -> Checked:
        """See that a query of somebody else's may be asked, within limits: a long one takes the parser minutes.

        Args:
            text: SPARQL 1.1.
            seconds, wanted: as in :meth:`write`.

        Raises:
            KgError: KG030 to KG033, KG039.
        """
        kind, content = self._ask({"check": text}, seconds, wanted)
        if kind == "refused":
            raise KgError(Code[content[0]], **content[1])
        form, graphs, from_default, terms = content
        return Checked(text, form, tuple(graphs), from_default, tuple(terms))

    def write(
        self,
        checked: Checked,
        text: str,
        *,
        rows: str = "json",
        triples: str = "turtle",
        dataset: tuple[Sequence[str], Sequence[str]] | None = None,
        base: str | None = None,
        seconds: float = SECONDS,
        wanted: Callable[[], bool] | None = None,
    ) -> bytes:
        """Ask what was checked, for an answer to hand on as it is.

        Args:
            checked: the query.
            text: the same with its values bound.
            rows: how SELECT and ASK are written: json, xml, csv or tsv, as SPARQL 1.1 says.
            triples: how CONSTRUCT and DESCRIBE are: nt, turtle, rdfxml or jsonld.
            dataset: default graphs and named graphs in place of what the query says; those that are not there are empty.
            base: what relative IRIs in the query are relative to.
            seconds: after which the query is killed.
            wanted: tells whether anybody still waits for the answer; as soon as not, the query is killed as if it were late.

        Raises:
            KgError: KG030 to KG033.
        """
        message = {
            "text": text,
            "graphs": list(checked.graphs),
            "union": not checked.from_default,
            "rows": rows,
            "triples": triples,
            "dataset": None if dataset is None else [list(graphs) for graphs in dataset],
            "base": base,
        }
        kind, content = self._ask(message, seconds, wanted)
        if kind != "written":
            _rows(checked, kind, content)  # says what is wrong
        written: bytes = content
        return written

    def _ask(
        self, message: Mapping[str, Any], seconds: float, wanted: Callable[[], bool] | None = None
    ) -> tuple[str, Any]:
        with self._lock:
            if self._stopped:
                raise KgError(Code.STOPPED)
            if self._process is None or self._process.poll() is not None:
                self._start()
            if "check" in message and not self._parses:  # what the parser takes to load is no time of the query
                self._exchange({"check": "ASK {}"}, START_SECONDS, wanted)
                self._parses = True
            return self._exchange(message, seconds, wanted)

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._kill()

    def kill(self) -> None:
        """End the process for good, also in the middle of a query of another thread, which then fails (KG109)."""
        self._stopped = True
        process = self._process
        if process is not None:
            process.kill()

    def __enter__(self) -> Runner:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __del__(self) -> None:
        with contextlib.suppress(Exception):
            self._kill()

    # ---------------------------------------------------------------- the process

    def _start(self) -> None:
        self._kill()
        self._parses = False
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

    def _kill(self) -> None:
        process, self._process = self._process, None
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

    def _exchange(self, message: Any, seconds: float, wanted: Callable[[], bool] | None) -> tuple[str, Any]:
        process = self._process
        assert process is not None and process.stdin is not None
        try:
            send(process.stdin, message)  # type: ignore[arg-type]
        except OSError:
            self._fail()
        except BaseException:
            self._kill()
            raise
        return self._read(time.monotonic() + seconds, seconds, wanted)

    def _read(self, deadline: float, seconds: float, still: Callable[[], bool] | None = None) -> tuple[str, Any]:
        """The whole next message, or an error; the process is killed when it is late or too large."""
        process = self._process
        assert process is not None and process.stdout is not None
        descriptor = process.stdout.fileno()
        received = bytearray()
        wanted = None
        try:
            with selectors.DefaultSelector() as selector:
                selector.register(descriptor, selectors.EVENT_READ)
                while wanted is None or len(received) < wanted:
                    if self._stopped:  # while the process was only starting, so that nobody could end it
                        self._kill()
                        raise KgError(Code.STOPPED)
                    left = deadline - time.monotonic()
                    if left <= 0 or (still is not None and not still()):
                        self._kill()
                        raise KgError(Code.QUERY_TIMEOUT, seconds=f"{seconds:g}")
                    if memory_of(process.pid) > self.megabytes:
                        self._kill()
                        raise KgError(Code.QUERY_MEMORY, megabytes=self.megabytes)
                    if not selector.select(min(left, WATCH_SECONDS)):
                        continue
                    part = os.read(descriptor, 1 << 20)
                    if not part:
                        self._fail()
                    received += part
                    if wanted is None and len(received) >= LENGTH.size:
                        wanted = LENGTH.size + LENGTH.unpack_from(received)[0]
            kind, content = msgspec.msgpack.decode(memoryview(received)[LENGTH.size :])
            return kind, content
        except KgError:
            raise
        except BaseException:  # Ctrl-C above all: what is under way must not answer the next question
            self._kill()
            raise

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
        self._kill()
        if self._stopped:
            raise KgError(Code.STOPPED)
        if "memory allocation" in said or "MemoryError" in said or "bad_alloc" in said or code == -9:
            raise KgError(Code.QUERY_MEMORY, megabytes=self.megabytes)
        last = said.splitlines()[-1] if said else f"it ended with code {code}"
        if "IO error" in last or "OSError" in last or is_damage(last):
            kind = Code.STORE_DAMAGED if is_damage(last) else Code.SYSTEM
            store = self.folder.parents[1] if self.folder.parent.name == "snapshots" else self.folder
            raise KgError(kind, path=store, why=last.rstrip("."))
        raise KgError(Code.BAD_QUERY, why=f"the query process broke down over it ({last[:200]}); simplify it")


def _form(text: str) -> str:
    from kg.graph.asking.sparql_text import tokens

    forms = ("select", "ask", "construct", "describe")
    return next((t.text for t in tokens(text) if t.kind == "word" and t.text in forms), "select")


def bound(text: str, values: Mapping[str, Any] | None) -> str:
    """A query with Python values in the places of its variables, as in :func:`ask`.

    Raises:
        KgError: KG030, KG036, KG037.
    """
    if not values:
        return text
    terms = {
        name: [to_term(v, parameter=name) for v in (value if isinstance(value, list | tuple) else [value])]
        for name, value in values.items()
    }
    return bind(text, terms)


def _rows(checked: Checked, kind: str, content: Any) -> Rows:
    if kind == "rows":
        return Rows.of_json(checked.form, content)
    if kind == "triples":
        return Rows.of_triples(checked.form, content)
    if kind == "boolean":
        return Rows.of_boolean(content)
    if kind == "missing":
        raise KgError(Code.FORBIDDEN_QUERY, what=f"FROM <{content}>")
    raise KgError(Code.BAD_QUERY, why=" ".join(str(content).split()).rstrip("."))
