"""Queries: the named ones on the store, and on rdflib's memory store with the same triples."""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

from benchmarks.data import news, present, report
from kg.errors import KgError
from kg.graph.asking.queries import named_queries, values_of
from kg.graph.asking.sparql_text import bind
from kg.graph.asking.terms import Iri, to_term
from kg.graph.store.store import Store
from kg.graph.vocabulary import PREFIXES
from kg.operations.build import build_articles

SLOW = 20.0
"""Seconds after which rdflib is not waited for (its queries cannot be stopped: the next ones are left out)."""


def run(*, limit: int | None = None, quick: bool = False, keep: str | None = None) -> None:
    """Ask all named queries.

    Args:
        limit: how many articles the store holds (60 by default; 15 when quick).
        quick: fewer articles.
        keep: a store to ask instead.
    """
    if keep is None and not present():
        return
    with tempfile.TemporaryDirectory(prefix="kg-bench-") as name:
        path = Path(keep) if keep else Path(name) / "store"
        if keep is None:
            build_articles(news(limit or (15 if quick else 60)), path)
        with Store(path) as store:
            _compare(store)


def _compare(store: Store) -> None:
    import oxrdflib  # noqa: F401  registers nothing that is used here; its absence would say so early
    from rdflib import Dataset

    graph = store.graph()
    memory = Dataset(default_union=True)
    began = time.perf_counter()
    memory.parse(data=_dump(graph), format="nquads")
    rows = [("rdflib loads the same", f"{len(graph):,} quads in {time.perf_counter() - began:.1f} s")]
    ratios: list[float] = []
    ours_all = theirs_all = 0.0
    left_out = 0
    for query in named_queries().values():
        text = _filled(query.name, query.text, _examples(graph, query))
        if text is None:
            continue
        ours, count = _ask_ours(graph, text)
        if theirs_all > 6 * SLOW:
            left_out += 1
            continue
        theirs, counted = _ask_rdflib(memory, text)
        same = "" if count == counted else f"   rdflib finds {counted}"
        rows.append((query.name, f"{_beside(ours, theirs)}, {count} rows{same}"))
        ratios.append(theirs / ours)
        ours_all, theirs_all = ours_all + ours, theirs_all + theirs
    rows.append(("all", _beside(ours_all, theirs_all)))
    rows.append(("median of ratios", f"×{statistics.median(ratios):.1f}"))
    if left_out:
        rows.append(("left out, for rdflib's sake", str(left_out)))
    report("Named queries: the store, and rdflib's memory store on the same quads", rows)


def _beside(ours: float, theirs: float) -> str:
    return f"{1000 * ours:8.1f} ms, rdflib {1000 * theirs:9.1f} ms, ×{theirs / ours:6.1f}"


def _dump(graph) -> bytes:  # type: ignore[no-untyped-def]
    import pyoxigraph as ox

    return bytes(graph.dump(format=ox.RdfFormat.N_QUADS))


def _examples(graph, query):  # type: ignore[no-untyped-def]
    """Values for a query's parameters: its examples, and for entities the one that most articles name."""
    most = next(
        iter(
            graph.query(
                "SELECT ?e WHERE { GRAPH ?g { ?e kg:articleCount ?n ; a schema:Place } } ORDER BY DESC(?n) ?e LIMIT 1",
                prefixes=PREFIXES,
            )
        ),
        None,
    )
    entity = Iri(most["e"].value) if most else Iri("https://kg.example/id/entity/none")
    given = {p.name: p.example for p in query.parameters if p.required}
    try:
        return values_of(query, given, lambda name: [entity])
    except KgError:
        return None


def _filled(name: str, text: str, values) -> str | None:  # type: ignore[no-untyped-def]
    if values is None:
        print(f"{name}: its examples give no values; left out")
        return None
    if not values:
        return text
    terms = {
        key: [to_term(one, parameter=key) for one in (value if isinstance(value, list | tuple) else [value])]
        for key, value in values.items()
    }
    return bind(text, terms)


def _ask_ours(graph, text: str) -> tuple[float, int]:  # type: ignore[no-untyped-def]
    times = []
    for _ in range(3):
        began = time.perf_counter()
        found = graph.query(text, prefixes=PREFIXES, use_default_graph_as_union=True)
        count = sum(1 for _ in found) if hasattr(found, "__iter__") else 1
        times.append(time.perf_counter() - began)
    return min(times), count


def _ask_rdflib(memory, text: str) -> tuple[float, int | str]:  # type: ignore[no-untyped-def]
    began = time.perf_counter()
    try:
        count: int | str = sum(1 for _ in memory.query(text, initNs=PREFIXES))
    except Exception as error:  # its engine breaks down over some SPARQL 1.1; say so and go on
        count = type(error).__name__
    return time.perf_counter() - began, count
