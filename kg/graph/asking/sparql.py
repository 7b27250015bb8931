"""Asking a graph in SPARQL, safely: in this process, or in one that can be killed.

    with Runner(folder) as runner:
        rows = runner.ask("SELECT ?who WHERE { ?who a schema:Person }", seconds=10)

The default graph of a query is the union of all graphs, and our prefixes are known. An answer is complete or an error.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO

import pyoxigraph as ox

from kg.errors import Code, KgError
from kg.graph.asking import sparql_worker
from kg.graph.asking.query_process import FOREVER, START_SECONDS, QueryProcess
from kg.graph.asking.rows import Rows, Solution, solutions
from kg.graph.asking.sparql_text import Checked, bind, check, check_characters, form_of
from kg.graph.asking.terms import to_term

SECONDS = 60.0
"""How long a query may take unless told otherwise."""
SOUND_SECONDS = 10.0
"""How long a graph is looked through after a query of ours went wrong, or one of others took too much memory."""
MEGABYTES = 2_000
"""How much memory the query process may use unless told otherwise."""

Values = Mapping[str, Any]


def ask(store: ox.Store, text: str, values: Values | None = None, *, trusted: bool = False) -> Rows:
    """Ask a store in this process, without limits of time and memory: one that we made ourselves, in memory.

    Args:
        store: an open store.
        text: SPARQL 1.1: SELECT, ASK, CONSTRUCT or DESCRIBE.
        values: Python values of variables; a list means any of them. Strings are literals: give
            :class:`kg.graph.asking.terms.Iri` for addresses.
        trusted: skip the check of the text, for queries of our own.

    Raises:
        KgError: KG030, KG031, KG036, KG037.
    """
    checked = Checked(text, form_of(text)) if trusted else check(text)
    graphs = list(checked.graphs)
    found = sparql_worker.answer(store, bound(text, values), graphs=graphs, union=not checked.from_default)
    return _rows(checked.form, *found)


class Runner:
    """Asks a graph in a process of its own, with limits.

    The process is started by the first query, stays for the next ones, and is replaced when it had to be killed.

    Args:
        folder: of a pyoxigraph store that nobody writes to: a snapshot.
        megabytes: memory it may use.
    """

    def __init__(self, folder: Path | str, *, megabytes: int = MEGABYTES) -> None:
        self.folder = Path(folder)
        self._process = QueryProcess(self.folder, megabytes)
        self._lock = threading.Lock()

    def ask(
        self,
        text: str,
        values: Values | None = None,
        *,
        seconds: float = SECONDS,
        trusted: bool = False,
        notes: bool = False,
        wanted: Callable[[], bool] | None = None,
    ) -> Rows:
        """Ask. All of it counts: the check of the text, which takes the parser minutes where it is long, and the answer.

        Args:
            text: SPARQL 1.1: SELECT, ASK, CONSTRUCT or DESCRIBE.
            values, trusted: as in :func:`ask`.
            seconds: after which the query is killed.
            notes: hold the terms that it names against the graph (:func:`kg.graph.asking.unknown_terms.look`), and give
                the rows the notes.
            wanted: as in :meth:`write`.

        Raises:
            KgError: KG030 to KG033, KG036, KG037; KG038 and KG039 with ``notes``; KG023.
        """
        check_characters(text)
        if trusted:
            message: dict[str, Any] = {"ask": form_of(text), "text": bound(text, values)}
        else:
            terms = {name: [str(term) for term in given] for name, given in _terms(values).items()}
            message = {"ask": None, "text": text, "values": terms, "notes": notes}
        kind, content = self._ask(message, seconds, wanted)
        form, kind, content, told = _accepted(kind, content)
        rows = _rows(form, kind, content)
        rows.notes = tuple(told)
        return rows

    def solutions(
        self, text: str, *, seconds: float = SECONDS, wanted: Callable[[], bool] | None = None
    ) -> Iterator[Solution]:
        """Ask a SELECT of our own, for solutions as views read them.

        Args:
            text: SPARQL 1.1.
            seconds, wanted: as in :meth:`write`.

        Raises:
            KgError: KG023, KG030, KG032, KG033.
        """
        kind, content = self._ask({"ask": "select", "text": text}, seconds, wanted)
        form, kind, content, _ = _accepted(kind, content)
        if kind != "rows":
            _rows(form, kind, content)  # says what is wrong
        return solutions(content)

    def check(self, text: str, *, seconds: float = SECONDS, wanted: Callable[[], bool] | None = None) -> Checked:
        """See that a query of somebody else's may be asked, within limits: a long one takes the parser minutes.

        Args:
            text: SPARQL 1.1.
            seconds, wanted: as in :meth:`write`.

        Raises:
            KgError: KG030 to KG033, KG039.
        """
        check_characters(text)
        form, graphs, from_default, terms = _accepted(*self._ask({"check": text}, seconds, wanted))
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
        told: float | None = None,
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
            told: the limit in seconds that a message names, where ``seconds`` is what is left of it.

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
        kind, content = self._ask(message, seconds, wanted, told=told)
        if kind != "written":
            _rows(checked.form, kind, content)  # says what is wrong
        written: bytes = content
        return written

    def call(self, work: str, *arguments: Any, seconds: float = FOREVER, out: BinaryIO | None = None) -> Any:
        """Have a function of ours work on the graph, in the process.

        Args:
            work: "module:function" of kg; called with the open store, then with ``arguments``.
            arguments: values that msgpack takes.
            seconds: after which it is killed.
            out: where the function writes, if it does: it is then given a binary file after the store.

        Returns:
            What the function returns, as msgpack has it: tuples are lists.

        Raises:
            KgError: what the function raises; KG023, KG032, KG033.
            OSError: of ``out``.
        """
        message = {"call": work, "arguments": list(arguments), "writes": out is not None}
        return _accepted(*self._ask(message, seconds, out=out))

    def _ask(
        self,
        message: Mapping[str, Any],
        seconds: float,
        wanted: Callable[[], bool] | None = None,
        out: BinaryIO | None = None,
        told: float | None = None,
    ) -> tuple[str, Any]:
        with self._lock:
            process = self._process
            process.ensure()
            theirs = "check" in message or message.get("ask", "") is None
            if not process.parses and theirs:
                # what the parser takes to load is no time of the query
                process.exchange({"check": "ASK {}"}, START_SECONDS, wanted)
                process.parses = True
            try:
                return process.exchange(message, seconds, wanted, out, told)
            except KgError as error:
                late = error.code is Code.QUERY_TIMEOUT and not theirs and (wanted is None or wanted())
                if error.code is Code.QUERY_MEMORY or late:
                    self._look(min(seconds, SOUND_SECONDS))
                raise

    def _look(self, seconds: float) -> None:
        """See whether the graph is whole: of one that is not, Oxigraph may be given the same error again and again, and count it.

        Raises:
            KgError: KG023 where it is not, as far as can be told in some seconds.
        """
        try:
            self._process.ensure()
            self._process.exchange({"call": "kg.graph.asking.limited:sound", "arguments": [], "writes": False}, seconds)
        except KgError as error:
            if error.code is Code.STORE_DAMAGED:
                raise

    def open(self) -> None:
        """Have the graph opened now.

        Raises:
            KgError: KG023 where that fails, or needs more than the limit of memory.
        """
        with self._lock:
            self._process.ensure()

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._process.kill()

    def kill(self) -> None:
        """End the process for good, also in the middle of a query of another thread, which then fails (KG109)."""
        self._process.stop()

    def __enter__(self) -> Runner:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __del__(self) -> None:
        with contextlib.suppress(Exception):
            self._process.kill()


def _terms(values: Values | None) -> dict[str, list[ox.NamedNode | ox.Literal]]:
    return {
        name: [to_term(v, parameter=name) for v in (value if isinstance(value, list | tuple) else [value])]
        for name, value in (values or {}).items()
    }


def bound(text: str, values: Values | None) -> str:
    """A query with Python values in the places of its variables, as in :func:`ask`.

    Raises:
        KgError: KG030, KG036, KG037.
    """
    return bind(text, _terms(values)) if values else text


def _accepted(kind: str, content: Any) -> Any:
    """What the process answers where it did what was asked.

    Raises:
        KgError: what it raised instead.
        OSError: the same.
    """
    if kind == "refused":
        name, fields = content
        raise KgError(Code[name], **fields)
    if kind == "system":
        raise OSError(*content)
    return content


def _rows(form: str, kind: str, content: Any) -> Rows:
    if kind == "rows":
        return Rows.of_json(form, content)
    if kind == "triples":
        return Rows.of_triples(form, content)
    if kind == "boolean":
        return Rows.of_boolean(content)
    if kind == "missing":
        raise KgError(Code.FORBIDDEN_QUERY, what=f"FROM <{content}>")
    raise KgError(Code.BAD_QUERY, why=" ".join(str(content).split()).rstrip("."))
