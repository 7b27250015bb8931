"""The process that asks graphs for :class:`kg.graph.asking.sparql.Runner`: it can be killed, and it has no network.

Run as a script with the folder of a graph and a memory limit. Questions and answers are msgpack behind a length of
eight bytes, on standard input and output. It imports little, to start fast.
"""

from __future__ import annotations

import contextlib
import ctypes
import importlib
import io
import os
import resource
import signal
import sys
import threading
from typing import Any, BinaryIO

import pyoxigraph as ox

from kg.graph.store.damage import is_damage
from kg.graph.vocabulary import PREFIXES
from kg.processes import PR_SET_PDEATHSIG, receive, send

CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000

PART = 2**20
"""Bytes of what a function writes that are sent at once."""
OPENING = 1_000
"""Megabytes of address space, halved, that opening a graph may take: some threads, each with room for what it might need."""
STACK = 2**29
"""Bytes of the stack, of which a process uses what it needs."""
FRAMES = 60_000
"""Calls of Python inside one another: some 5,000 patterns of a query."""

ROWS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
"""How SELECT and ASK are written."""
TRIPLES = {
    "nt": ox.RdfFormat.N_TRIPLES,
    "turtle": ox.RdfFormat.TURTLE,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}
"""How CONSTRUCT and DESCRIBE are written."""


def answer(store: ox.Store, text: str, *, graphs: list[str], union: bool) -> tuple[str, Any]:
    """Ask a store, completely.

    Returns:
        What came ("rows", "triples", "boolean", or "missing" and "syntax" for what is wrong) and its content: SPARQL
        JSON, N-Triples, a truth value, the IRI that FROM names in vain, or Oxigraph's complaint.
    """
    for graph in graphs:
        if not store.contains_named_graph(ox.NamedNode(graph)):
            return "missing", graph
    try:
        found = store.query(text, prefixes=PREFIXES, use_default_graph_as_union=union)
        if isinstance(found, ox.QueryBoolean):
            return "boolean", bool(found)
        if isinstance(found, ox.QuerySolutions):
            return "rows", found.serialize(format=ox.QueryResultsFormat.JSON)
        return "triples", found.serialize(format=ox.RdfFormat.N_TRIPLES)
    except (SyntaxError, ValueError, RuntimeError) as error:
        if isinstance(error, RuntimeError) and is_damage(str(error)):
            raise
        return "syntax", str(error)


def written(store: ox.Store, asked: dict[str, Any]) -> tuple[str, Any]:
    """Ask a store for an answer in a format, as a protocol hands it on.

    Args:
        store: an open store.
        asked: ``text``; ``rows`` and ``triples``, a key of :data:`ROWS` and of :data:`TRIPLES`; ``base`` for relative IRIs;
            ``graphs`` and ``union`` as in :func:`answer`; ``dataset``: (default graphs, named graphs) that take the place
            of what the query says, or None.

    Returns:
        "written" and bytes; "missing" and "syntax" as in :func:`answer`.
    """
    options: dict[str, Any] = {"use_default_graph_as_union": asked["union"]}
    if asked["dataset"] is not None:
        default, named = ([ox.NamedNode(iri) for iri in graphs] for graphs in asked["dataset"])
        options = {"default_graph": default, "named_graphs": named}
    else:
        for graph in asked["graphs"]:
            if not store.contains_named_graph(ox.NamedNode(graph)):
                return "missing", graph
    try:
        found = store.query(asked["text"], prefixes=PREFIXES, base_iri=asked["base"], **options)
        if not isinstance(found, ox.QueryTriples):
            return "written", found.serialize(format=ROWS[asked["rows"]])
        triples = {str(triple): triple for triple in found}  # each once, in a fixed order
        ordered = (triples[key] for key in sorted(triples))
        form = TRIPLES[asked["triples"]]
        prefixes = None if form == ox.RdfFormat.N_TRIPLES else PREFIXES
        return "written", ox.serialize(ordered, format=form, prefixes=prefixes)
    except (SyntaxError, ValueError, RuntimeError) as error:
        if isinstance(error, RuntimeError) and is_damage(str(error)):
            raise
        return "syntax", str(error)


def asked(store: ox.Store, message: dict[str, Any]) -> tuple[str, Any]:
    """Check a query, give it its values, and ask it.

    Args:
        store: an open store.
        message: ``text``; ``ask``, its form where it is ours and has its values, else None; ``values``, terms by the names of
            variables; ``notes``, whether its terms are held against the graph.

    Returns:
        "answered" and the form, what came and its content as in :func:`answer`, and notes.
    """
    text, form = message["text"], message["ask"]
    if form is not None:  # the parser takes half a second to load
        return "answered", [form, *answer(store, text, graphs=[], union=True), ()]
    from kg.graph.asking.sparql_text import bind, check

    found = check(text)
    notes: tuple[str, ...] = ()
    if message["notes"] and found.form != "describe":
        from kg.graph.asking.unknown_terms import noted

        notes = noted(store, found.terms)
    text = bind(text, message["values"])
    return "answered", [found.form, *answer(store, text, graphs=list(found.graphs), union=not found.from_default), notes]


def checked(text: str) -> tuple[str, Any]:
    """See that a query may be asked, here where the parser can be killed, too.

    Returns:
        "checked" and the fields of a :class:`kg.graph.asking.sparql_text.Checked` after its text.
    """
    from kg.graph.asking.sparql_text import check

    found = check(text)
    return "checked", [found.form, list(found.graphs), found.from_default, list(found.terms)]


def worked(store: ox.Store, message: dict[str, Any], out: BinaryIO) -> tuple[str, Any]:
    """Call a function of ours.

    Args:
        store: an open store.
        message: ``call`` names the function, ``arguments`` are its arguments; ``writes``: whether it is given a file to write.
        out: where the parts of that file are sent.
    """
    module, _, name = message["call"].partition(":")
    work = getattr(importlib.import_module(module), name)
    if not message["writes"]:
        return "done", work(store, *message["arguments"])
    with io.BufferedWriter(_Parts(out), PART) as written:
        return "done", work(store, written, *message["arguments"])


class _Parts(io.RawIOBase):
    """A file whose content is sent in frames."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        send(self._out, ["part", bytes(data)])
        return len(data)


def told(store: ox.Store, message: dict[str, Any], out: BinaryIO) -> tuple[str, Any]:
    """What a message is answered: "refused" with the name of a code and the fields of the error, "system" with those of an
    OSError, or what was asked for.
    """
    from kg.errors import KgError

    try:
        if "check" in message:
            return checked(message["check"])
        if "call" in message:
            return worked(store, message, out)
        if "rows" in message:
            return written(store, message)
        return asked(store, message)
    except KgError as error:
        return "refused", [error.code.name, error.plain_fields()]
    except OSError as error:
        if error.errno is None:  # Oxigraph's
            raise
        return "system", [error.errno, error.strerror, error.filename]


def shut_in() -> None:
    """Take the network from this process, and let it die with its parent, where the system can; before any thread is begun."""
    with contextlib.suppress(OSError, AttributeError):
        libc = ctypes.CDLL(None, use_errno=True)
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        libc.unshare(CLONE_NEWUSER | CLONE_NEWNET)
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def bound_memory(megabytes: int) -> None:
    """Take boundless memory from this process."""
    with contextlib.suppress(OSError, ValueError):
        with open("/proc/self/statm", encoding="ascii") as statm:
            present = int(statm.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
        # Address space grows ahead of memory used; the parent watches what is used, this is the wall behind.
        most = resource.getrlimit(resource.RLIMIT_AS)[1]
        resource.setrlimit(resource.RLIMIT_AS, (present + 2 * megabytes * 2**20, most))


def serve(folder: str, megabytes: int) -> None:
    """Open the graph, and answer until standard input ends."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing that prints may spoil an answer
    bound_memory(OPENING)
    store = ox.Store.read_only(folder)
    bound_memory(megabytes)
    send(out, ["ready", None])
    while (message := receive(sys.stdin.buffer)) is not None:
        send(out, list(told(store, message, out)))


def main() -> None:
    """Serve until standard input ends, in a thread with a large stack: rdflib's parser goes one deeper with each pattern."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends us
    shut_in()
    sys.setrecursionlimit(FRAMES)
    threading.stack_size(STACK)
    serving = threading.Thread(target=serve, args=(sys.argv[1], int(sys.argv[2])))
    serving.start()
    serving.join()
