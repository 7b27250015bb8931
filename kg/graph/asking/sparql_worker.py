"""The process that runs queries for :class:`kg.graph.asking.sparql.Runner`: it can be killed, and it has no network.

Run as a script with the folder of a graph and a memory limit. Questions and answers are msgpack behind a length of
eight bytes, on standard input and output. It imports little, to start fast.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import signal
import sys
from typing import Any

import pyoxigraph as ox

from kg.graph.store.damage import is_damage
from kg.graph.vocabulary import PREFIXES
from kg.processes import PR_SET_PDEATHSIG, receive, send

CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000

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


def checked(text: str) -> tuple[str, Any]:
    """See that a query may be asked, here where the parser can be killed, too.

    Returns:
        "checked" and the fields of a :class:`kg.graph.asking.sparql_text.Checked` after its text; or "refused" with
        the name of the code and the fields of the error.
    """
    from kg.errors import KgError
    from kg.graph.asking.sparql_text import check

    try:
        found = check(text)
    except KgError as error:
        return "refused", [error.code.name, {name: str(value) for name, value in error.fields.items()}]
    return "checked", [found.form, list(found.graphs), found.from_default, list(found.terms)]


def lock_in(megabytes: int) -> None:
    """Take the network and boundless memory from this process, and let it die with its parent, where the system can."""
    with contextlib.suppress(OSError, AttributeError):
        libc = ctypes.CDLL(None, use_errno=True)
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        libc.unshare(CLONE_NEWUSER | CLONE_NEWNET)
    with contextlib.suppress(OSError, ValueError):
        with open("/proc/self/statm", encoding="ascii") as statm:
            present = int(statm.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
        # Address space grows ahead of memory used; the parent watches what is used, this is the wall behind.
        resource.setrlimit(resource.RLIMIT_AS, (present + 2 * megabytes * 2**20,) * 2)
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Serve until standard input ends."""
    folder, megabytes = sys.argv[1], int(sys.argv[2])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends us
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing that prints may spoil an answer
    store = ox.Store.read_only(folder)
    lock_in(megabytes)
    send(out, ["ready", None])
    while (asked := receive(sys.stdin.buffer)) is not None:
        if "check" in asked:
            send(out, list(checked(asked["check"])))
        elif "rows" in asked:
            send(out, list(written(store, asked)))
        else:
            send(out, list(answer(store, asked["text"], graphs=asked["graphs"], union=asked["union"])))

