"""A store's graph as views, look-ups and exports ask it: as an open Oxigraph store, but in a process with limits.

Whatever of ours reads the graph of a store goes this way. A snapshot may be damaged or made by somebody else, and Oxigraph, asked
in this process, could then take all memory there is, or go on for ever.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO

import pyoxigraph as ox

from kg.graph.asking.query_process import FOREVER
from kg.graph.asking.rows import Rows, Solution
from kg.graph.asking.sparql import MEGABYTES, Runner

OWN_SECONDS = 600.0
"""How long a query of our own may take unless told otherwise: the largest of an explorer take a minute at 4,000 articles."""
WORK_MEGABYTES = 4_000
"""Memory of what works on a whole graph (checks, exports), beside what it may need for each megabyte of the graph."""
TIMES_ITS_SIZE = 4

Node = ox.NamedNode | ox.BlankNode
Term = Node | ox.Literal


class LimitedGraph:
    """A graph, open for reading in a process of its own.

    Args:
        runner: of its folder; asked by nobody else at the same time, or they wait for one another.
        seconds: that a query may take.
    """

    def __init__(self, runner: Runner, *, seconds: float = OWN_SECONDS) -> None:
        self.runner = runner
        self.seconds = seconds

    @classmethod
    def of(cls, folder: Path | str, *, seconds: float = OWN_SECONDS, megabytes: int = MEGABYTES) -> LimitedGraph:
        """Of a snapshot."""
        return cls(Runner(folder, megabytes=megabytes), seconds=seconds)

    @classmethod
    def at_work(cls, folder: Path) -> LimitedGraph:
        """Of a snapshot that is gone through as a whole, which may take more memory and longer than a query."""
        size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) // 2**20 if folder.is_dir() else 0
        return cls.of(folder, megabytes=WORK_MEGABYTES + TIMES_ITS_SIZE * size)

    def query(self, text: str) -> Iterator[Solution]:
        """Solutions of a SELECT of our own; prefixes are known, the default graph is the union.

        Raises:
            KgError: KG023, KG032, KG033.
        """
        return self.runner.solutions(text, seconds=self.seconds)

    def ask(self, text: str, values: Mapping[str, Any] | None = None) -> Rows:
        """Rows of a query of our own, as :meth:`kg.graph.asking.sparql.Runner.ask` gives them.

        Raises:
            KgError: KG023, KG032, KG033.
        """
        return self.runner.ask(text, values, seconds=self.seconds, trusted=True)

    def quads_for_pattern(
        self,
        subject: Node | None,
        predicate: ox.NamedNode | None,
        value: Term | None,
        graph: Node | ox.DefaultGraph | None = None,
    ) -> list[Any]:
        """All quads of a pattern, in which None stands for anything."""
        pattern = [None if term is None else _told(term) for term in (subject, predicate, value, graph)]
        return list(ox.parse(self.call("kg.graph.asking.limited:matching", pattern), format=ox.RdfFormat.N_QUADS))

    def named_graphs(self) -> list[ox.NamedNode]:
        """The graphs that have a name."""
        return [ox.NamedNode(iri) for iri in self.call("kg.graph.asking.limited:names")]

    def __len__(self) -> int:
        return int(self.call("kg.graph.asking.limited:size"))

    def call(self, work: str, *arguments: Any, out: BinaryIO | None = None) -> Any:
        """Have a function work on the graph, as :meth:`kg.graph.asking.sparql.Runner.call`, without a limit of time."""
        return self.runner.call(work, *arguments, seconds=FOREVER, out=out)

    def close(self) -> None:
        """End the process."""
        self.runner.close()

    def __enter__(self) -> LimitedGraph:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _told(term: Term | ox.DefaultGraph) -> str:
    return "" if isinstance(term, ox.DefaultGraph) else str(term)


# ---------------------------------------------------------------- in the process


def matching(graph: ox.Store, pattern: list[str | None]) -> bytes:
    """All quads of a pattern as N-Quads.

    Args:
        graph: an open store.
        pattern: subject, predicate, object and graph as N-Quads write them; "" is the default graph, None anything.
    """
    terms: list[Any] = [None if said is None else _term(said) for said in pattern]
    return "".join(f"{quad} .\n" for quad in graph.quads_for_pattern(*terms)).encode()


def _term(said: str) -> Any:
    if not said:
        return ox.DefaultGraph()
    (quad,) = ox.parse(f"_:s <urn:p> {said} .".encode(), format=ox.RdfFormat.N_QUADS)
    return quad.object


def names(graph: ox.Store) -> list[str]:
    """IRIs of the graphs that have a name."""
    return [str(name.value) for name in graph.named_graphs() if isinstance(name, ox.NamedNode)]


def sound(graph: ox.Store) -> None:
    """Read all that a graph holds, by each of its indexes. What is damaged ends the process, which tells why."""
    quads: list[Any] = list(graph.quads_for_pattern(None, None, None))
    patterns = {(None, None, None, quad.graph_name) for quad in quads}
    patterns |= {(quad.subject, None, None, None) for quad in quads}
    patterns |= {(None, quad.predicate, None, where) for quad in quads for where in (None, quad.graph_name)}
    patterns |= {(None, None, quad.object, where) for quad in quads for where in (None, quad.graph_name)}
    for pattern in patterns:
        for _ in graph.quads_for_pattern(*pattern):
            pass


def size(graph: ox.Store) -> int:
    """How many quads a store holds."""
    return len(graph)
