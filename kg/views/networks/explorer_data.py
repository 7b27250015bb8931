"""From a network to what the explorer's page holds: nodes, edges, the sentences behind them, where everything stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from kg.graph import vocabulary as v
from kg.graph.asking.words import days
from kg.views.asked import article_rows
from kg.views.networks.drawing import Told, appearance, joined_pairs, node_told, part_told
from kg.views.networks.map_places import MapPoint, map_points
from kg.views.networks.recency import recency
from kg.views.networks.wide_layout import wide_layout

if TYPE_CHECKING:
    from networkx import MultiDiGraph

    from kg.views.asked.rows import Query

FORMAT = 2
"""Of the payload; the page's script of the same release reads it."""


def explorer_data(query: Query, graph: MultiDiGraph) -> dict[str, Any]:
    """All that the explorer's page tells, ready for JSON; kg/views/web/explorer/README.md lists its fields.

    Args:
        query: asks the store that the network is of.
        graph: as :func:`kg.views.networks.network.network` makes it, with events as nodes.

    Returns:
        Plain values: the same store and options, the same values.
    """
    every = article_rows.articles(query)
    named = article_rows.reported_in(query, graph)
    return assembled(graph, every, named, map_points(query), article_rows.origins(query))


def assembled(
    graph: MultiDiGraph,
    every: Mapping[str, article_rows.ArticleRow],
    reported: Mapping[str, Collection[str]],
    points: Mapping[str, MapPoint],
    origins: Mapping[str, str],
) -> dict[str, Any]:
    """The same from values.

    Args:
        graph: see :func:`explorer_data`.
        every: all articles of the store, by IRI.
        reported: the articles (IRIs) that tell of each node.
        points: where places and events lie.
        origins: of articles that share one with others.
    """
    told = Told()
    index = {iri: at for at, iri in enumerate(graph)}
    publishers = sorted({article.publisher for article in every.values() if article.publisher})
    number = {name: at for at, name in enumerate(publishers)}
    dated = {article.iri: article.date for article in every.values() if article.date}
    published = {iri: sorted({dated[a] for a in reported.get(iri, ()) if a in dated}) for iri in graph}
    dates = sorted({date for found in published.values() for date in found})
    day = {date: at for at, date in enumerate(dates)}
    recent = recency({iri: found[-1] for iri, found in published.items() if found})
    nodes = []
    for iri, data in graph.nodes(data=True):
        node = {"iri": iri, **node_told(data, days(data["first"], data["last"]), told)}
        if data["kind"] == "event":
            node["last"] = data["last"]
            node["recent"] = recent.get(iri, 0.0)
            if denied := _denied_by(data):
                node["deniedBy"] = denied
        node["published"] = [day[date] for date in published[iri]]
        names = {every[article].publisher for article in reported.get(iri, ()) if article in every}
        node["sources"] = sorted(number[name] for name in names if name)
        if (point := points.get(iri)) is not None:
            node |= {"lon": point.longitude, "lat": point.latitude, **({"within": point.within} if point.within else {})}
        nodes.append(node)
    edges: list[dict[str, Any]] = [
        {"from": a, "to": b, "parts": [_part(data, forward, told) for data, forward in parts]}
        for (a, b), parts in joined_pairs(graph, index).items()
    ]
    for node, (x, y) in zip(nodes, wide_layout(len(nodes), [(edge["from"], edge["to"]) for edge in edges]), strict=True):
        node["x"], node["y"] = x, y
    return {
        "format": FORMAT,
        "look": appearance(),
        "nodes": nodes,
        "edges": edges,
        "sentences": told.sentences,
        "articles": [_article(every[iri], origins.get(iri, iri)) for iri in told.article_iris],
        "publishers": publishers,
        "dates": dates,
        "prefixes": v.PREFIXES,
        "focus": index.get(graph.graph.get("focus")),
        "total": graph.graph.get("total", len(nodes)),
        "stored": len(every),
    }


def _part(data: Mapping[str, Any], forward: bool, told: Told) -> dict[str, Any]:
    return {"iri": data["iri"], "role": data["role"], "first": data["first"], "last": data["last"]} | part_told(
        data, forward, told
    )


def _denied_by(data: Mapping[str, Any]) -> str | None:
    """Who denies an event that is denied: who is told to most often, of several the first by name."""
    if data["status"] != "Denied":
        return None
    counted = Counter(e["said_by"] for e in data["evidence"] if e["status"] == "Denied" and e["said_by"])
    return min(counted, key=lambda name: (-counted[name], name), default=None)


def _article(row: article_rows.ArticleRow, origin: str) -> dict[str, Any]:
    return {
        "iri": row.iri,
        "headline": row.headline,
        "publisher": row.publisher,
        "date": row.date,
        "when": days(row.date, row.date),
        "url": row.url,
        "origin": origin,
    }
