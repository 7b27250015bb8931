"""Counts, versions and sizes of a store."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from kg.graph import vocabulary as v
from kg.graph.store.database import FORMAT
from kg.graph.store.store import Store
from kg.graph.untitled import untitled_name
from kg.knowledge.types_file import digest
from kg.version import __version__

_ORIGINS = """SELECT count(DISTINCT coalesce(s.source, a.origin)) FROM story_article a
  LEFT JOIN story_source s ON s.article = a.id"""
"""Independent origins: copies, and what retells one report, are one."""
_UNTITLED = f"""SELECT ?a ?text {{ ?a <{v.IS_STRING}> ?whole BIND(SUBSTR(?whole, 1, 200) AS ?text)
  FILTER NOT EXISTS {{ ?a <{v.HEADLINE}> ?headline }} FILTER NOT EXISTS {{ ?a <{v.DATE_PUBLISHED}> ?day }} }}"""
"""How articles without headline and date begin."""
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


_OF_EVENTS = {
    "happenings": "",
    "with a day": f"FILTER EXISTS {{ ?e <{v.BEGIN}> ?day }}",
    "planned": f"FILTER EXISTS {{ ?e <{v.STATUS}> <{v.KG}Planned> }}",
    "denied or called off": f"?e <{v.STATUS}> ?is . FILTER(?is IN (<{v.KG}Denied>, <{v.KG}Cancelled>))",
}
"""Counts of events that are no mere saying, for an analyst."""
WEIGHTY = 0.5
"""From which weight on a happening matters."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a store holds, for an analyst.

    Attributes:
        articles, origins, outlets: how many, of how many independent origins and publishers.
        first, last: ISO dates of the first and last dated article, or None.
        undated: what articles without a date are called: headline, else first words and file.
        counts: of people, organisations, places, happenings, ….
    """

    articles: int
    origins: int
    outlets: int
    first: str | None
    last: str | None
    undated: tuple[str, ...]
    counts: dict[str, int]


class Graph(Protocol):
    """A store's graph, in whatever process it is open."""

    def query(self, text: str) -> Iterable[Any]:
        """Solutions whose terms have a ``value``; the default graph is the union."""

    def __len__(self) -> int: ...


def summary(store: Store, graph: Graph) -> Summary:
    """What a store holds, for an analyst.

    Args:
        store: open.
        graph: its own.
    """
    c = store.database.connection
    articles, outlets, first, last = c.execute(
        "SELECT count(*), count(DISTINCT publisher), min(published), max(published) FROM article"
    ).fetchone()
    origins = c.execute(_ORIGINS).fetchone()[0]
    begun = {row["a"].value.rpartition("/")[2]: row["text"].value for row in graph.query(_UNTITLED)}
    undated = tuple(
        str(headline or untitled_name(begun.get(key, ""), source))
        for key, headline, source in c.execute("SELECT key, headline, source FROM article WHERE published IS NULL ORDER BY key")
    )
    counts = {name: _number(graph, _COUNTS[name]) for name in ("people", "organisations", "places")}
    for name, more in _OF_EVENTS.items():
        where = f"?e <{v.A}> <{v.EVENT}> ; <{v.EVENT_TYPE}> ?type . FILTER(?type != <{v.TYPE}Statement>) {more}"
        counts[name] = _number(graph, f"SELECT (COUNT(DISTINCT ?e) AS ?n) {{ {where} }}")
    heavy = f"SELECT (COUNT(?e) AS ?n) {{ ?e <{v.WEIGHT}> ?w FILTER(?w >= {WEIGHTY}) }}"
    counts["that matter"] = _number(graph, heavy)
    return Summary(articles, origins, outlets, first, last, undated, counts)


def _number(graph: Graph, query: str) -> int:
    return int(next(iter(graph.query(query)))["n"].value)


def info(store: Store, graph: Graph) -> dict[str, int | str]:
    """What ``kg info`` shows: name → count, version or size in bytes.

    Args:
        store: open.
        graph: its own.
    """
    c = store.database.connection
    facts: dict[str, int | str] = {"store": str(store.path), "base": store.iris.base}
    facts["articles"] = c.execute("SELECT count(*) FROM article").fetchone()[0]
    facts["origins"] = c.execute(_ORIGINS).fetchone()[0]
    facts["words"] = sum(len(row.article.text.split()) for row in store.database.rows())
    for name, query in _COUNTS.items():
        facts[name] = _number(graph, query)
    facts["quads"] = len(graph)
    facts["bytes of articles.sqlite"] = (store.path / "articles.sqlite").stat().st_size
    facts["bytes of graph"] = sum(f.stat().st_size for f in store.snapshot().rglob("*") if f.is_file())
    facts["generation"] = store.database.generation
    entries, head = store.record.head()
    facts["entries of the record"] = entries
    facts["head of the record"] = head
    facts["format"] = FORMAT
    facts["kg"] = __version__
    runs = c.execute("SELECT DISTINCT r.software, r.model FROM run r JOIN article a ON a.run = r.key ORDER BY 1, 2")
    types = store.database.types
    if types.text:
        counted = f"{len(types.events)} of events, {len(types.classes)} classes"
        facts["types of one's own"] = f"{counted} ({digest(types)}, from {store.database.get('types from')})"
    facts["read with"] = "; ".join(f"{software}, {model}" for software, model in runs)
    return facts
