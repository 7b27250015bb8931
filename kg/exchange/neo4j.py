"""A folder for ``neo4j-admin database import full``: nodes and relationships as CSV with the headers that it wants.

    neo4j-admin database import full neo4j --nodes=nodes.csv --relationships=relationships.csv

Entities, events and articles are nodes (labels ``Entity`` and its class, ``Event``, ``Article``); roles, ties and positions are
relationships, and each event and entity is ``REPORTED_IN`` its articles. Cells hold no line ends, which the importer refuses
unless it is told to take them.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from kg.files import write_whole
from kg.views.asked import article_rows, rows
from kg.views.networks.network import network

NODES = (
    "iri:ID", "label", "class", "type", "status", "first:date", "last:date", "names:string[]", "origins:int", "articles:int",
    "headline", "publisher", "published:date", "url", "sentence", ":LABEL",
)  # fmt: skip
EDGES = (":START_ID", ":END_ID", ":TYPE", "label", "status", "first:date", "last:date", "weight:int", "sentence")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NOT_TEXT = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]+")


def _labels(data: dict[str, Any]) -> str:
    """The labels of an entity: its class, and that of the user's own."""
    return ";".join(filter(None, ("Entity", data["class"], data["own_class"])))


def export_neo4j(query: rows.Query, folder: str | Path) -> int:
    """Write ``nodes.csv`` and ``relationships.csv`` into a folder, which is made where it is missing.

    Args:
        query: as views take it.
        folder: where to.

    Returns:
        How many nodes and relationships were written.
    """
    folder = Path(folder)
    graph = network(query, max_nodes=None, whole=True)
    nodes: list[list[Any]] = []
    for iri, data in graph.nodes(data=True):
        event = data["kind"] == "event"
        nodes.append([
            iri, data["label"], None if event else data["class"], data.get("event_type"), data["status"], _day(data["first"]),
            _day(data["last"]), ";".join(name.replace(";", ",") for name in data.get("names", ())), data["origins"],
            data["articles"], None, None, None, None, _sentence(data), "Event" if event else _labels(data),
        ])  # fmt: skip
    edges: list[list[Any]] = [
        [one, other, relationship_type(data["class"]), data["label"], data["status"], _day(data["first"]), _day(data["last"]),
         data["articles"], _sentence(data)]
        for one, other, data in graph.edges(data=True)
    ]  # fmt: skip
    told = article_rows.reported_in(query, sorted(graph.nodes))
    for iri, article in sorted(article_rows.articles(query).items()):
        nodes.append([
            iri, article.headline or iri.rpartition("/")[2], None, None, None, None, None, None, None, None,
            article.headline, article.publisher, _day(article.date), article.url, None, "Article",
        ])  # fmt: skip
    edges += [
        [iri, article, "REPORTED_IN", *[None] * 6] for iri in sorted(told) if iri in graph for article in sorted(told[iri])
    ]
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(folder / "nodes.csv", _csv(NODES, nodes))
    write_whole(folder / "relationships.csv", _csv(EDGES, edges))
    return len(nodes) + len(edges)


def relationship_type(name: str) -> str:
    """ "memberOf" as Neo4j's users write it: MEMBER_OF."""
    return re.sub(r"[^A-Z0-9]+", "_", re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).upper())


def _csv(header: Iterable[str], lines: Iterable[list[Any]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([_cell(value) for value in line] for line in lines)
    return out.getvalue()


def _cell(value: Any) -> Any:
    return "" if value is None else _NOT_TEXT.sub(" ", value).strip() if isinstance(value, str) else value


def _day(value: str | None) -> str | None:
    return value if value and _DAY.fullmatch(value) else None


def _sentence(data: dict[str, Any]) -> str | None:
    return data["evidence"][0]["sentence"] if data["evidence"] else None
