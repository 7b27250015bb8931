"""Counts, versions and sizes of a store."""

from __future__ import annotations

import pyoxigraph as ox

from kg.graph import vocabulary as v
from kg.graph.store.database import FORMAT
from kg.graph.store.store import Store
from kg.version import __version__

_CLASSES = {
    "people": v.PERSON,
    "organisations": v.ORGANIZATION,
    "places": v.PLACE,
    "groups": v.GROUP,
    "things": v.THING,
}
_COUNTS = {
    "mentions": f"SELECT (COUNT(*) AS ?n) {{ ?m <{v.DENOTES}> ?e }}",
    "claims": f"SELECT (COUNT(*) AS ?n) {{ ?c <{v.A}> <{v.CLAIM}> }}",
    **{
        name: f"SELECT (COUNT(*) AS ?n) {{ ?e <{v.A}> <{cls}> ; <{v.MENTION_COUNT}> ?m }}"
        for name, cls in _CLASSES.items()
    },
    "events": f"SELECT (COUNT(*) AS ?n) {{ ?e <{v.A}> <{v.EVENT}> }}",
}


def _number(graph: ox.Store, query: str) -> int:
    solutions = graph.query(query, use_default_graph_as_union=True)
    assert isinstance(solutions, ox.QuerySolutions)
    return int(next(iter(solutions))["n"].value)


def info(store: Store) -> dict[str, int | str]:
    """What ``kg info`` shows: name → count, version or size in bytes."""
    c = store.database.connection
    graph = store.graph()
    facts: dict[str, int | str] = {"store": str(store.path), "base": store.iris.base}
    facts["articles"] = c.execute("SELECT count(*) FROM article").fetchone()[0]
    facts["origins"] = c.execute("SELECT count(DISTINCT origin) FROM story_article").fetchone()[0]
    facts["words"] = sum(len(row.article.text.split()) for row in store.database.rows())
    for name, query in _COUNTS.items():
        facts[name] = _number(graph, query)
    facts["quads"] = len(graph)
    facts["bytes of articles.sqlite"] = (store.path / "articles.sqlite").stat().st_size
    facts["bytes of graph"] = sum(f.stat().st_size for f in store.snapshot().rglob("*") if f.is_file())
    facts["generation"] = store.database.generation
    facts["format"] = FORMAT
    facts["kg"] = __version__
    runs = c.execute("SELECT DISTINCT r.software, r.model FROM run r JOIN article a ON a.run = r.key ORDER BY 1, 2")
    facts["read with"] = "; ".join(f"{software}, {model}" for software, model in runs)
    return facts
