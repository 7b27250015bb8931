"""From a network to what a page draws and tells: plain values, with nothing repeated that can be said once."""

from __future__ import annotations

import json
import textwrap
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from kg.graph.asking.words import days, entity_class, role
from kg.knowledge.word_sets import word_set
from kg.views.networks.layout import GAP, Box, layout

if TYPE_CHECKING:
    from networkx import MultiDiGraph

LIMIT = 500
"""Nodes that one picture draws well."""
LINE = 16
"""Characters of a label's line; names are broken into up to three."""
LINES = 3
SHORT = 42
"""Characters of an event's title on its node."""
NAME_FONT, EVENT_FONT = 16, 14
SMALLEST, LARGEST = 9.0, 30.0
"""Radius of the least and of the most reported entity."""
_EM = 0.56
"""Mean width of a character, in units of the font's size; somewhat wide, since fonts differ between machines."""
_ROLE_ORDER = {"agent": 0, "participant": 1, "recipient": 2, "place": 3}


@cache
def appearance() -> dict[str, Any]:
    """Shapes, colours and names of classes and statuses."""
    text = files("kg.views").joinpath("web/appearance.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def short_label(data: Mapping[str, Any]) -> str:
    """What stands on a node: a name; of an event its title, cut between words where it is long."""
    label = str(data["label"])
    if data["kind"] == "event" and len(label) > SHORT:
        words = label[: SHORT + 1].split(" ")[:-1]
        while len(words) > 2 and words[-1].lower().strip(",") in word_set("small word in a title"):
            words.pop()
        label = f"{' '.join(words).rstrip(',')} …"
    return label or str(data["iri"])


def _lines(text: str) -> list[str]:
    words = " ".join(text.split()).replace(" …", "\u00a0…") or " "
    lines = textwrap.wrap(words, LINE, break_long_words=True, break_on_hyphens=False) or [words]
    if len(lines) > LINES:
        lines = [*lines[: LINES - 1], lines[LINES - 1][: LINE - 1].rstrip() + "…"]
    return lines


def _wide(line: str) -> float:
    """Width of a line in characters; those of East Asian scripts take nearly two."""
    return sum(1.8 if unicodedata.east_asian_width(c) in "WF" else 1.0 for c in line)


def _radius(weight: float, heaviest: float) -> float:
    share = (max(weight, 0) / heaviest) ** 0.5 if heaviest > 0 else 0.0
    return round(SMALLEST + (LARGEST - SMALLEST) * share, 1)


def draw(graph: MultiDiGraph) -> dict[str, Any]:
    """All that a page needs, ready for JSON.

    Args:
        graph: as :func:`kg.views.networks.network.network` makes it.

    Returns:
        ``vis``: nodes, edges and options as pyvis holds them. ``nodes``, ``edges``: what the panel tells of each, in the
        same order. ``sentences``, ``articles``: what their evidence points at.
    """
    from networkx import Graph
    from pyvis.network import Network

    told = Told()
    index = {iri: at for at, iri in enumerate(graph)}
    nodes, boxes = [], {}
    net = Network(directed=True)
    by = "measure" if "size_by" in graph.graph else "weight"
    heaviest = max((d[by] for _, d in graph.nodes(data=True) if d["kind"] == "entity"), default=1)
    shown = []
    for iri, data in graph.nodes(data=True):
        event = data["kind"] == "event"
        when = days(data["first"], data["last"])
        label = _lines(short_label(data)) + ([when] if event and when else [])
        font = EVENT_FONT if event else NAME_FONT
        size = _radius(data[by if not event else "weight"], heaviest)
        width, height = max(map(_wide, label)) * font * _EM / 2, len(label) * font * 1.25
        if event:
            boxes[index[iri]] = Box(width + 9, height / 2 + 7, width + 9, height / 2 + 7)
        else:
            boxes[index[iri]] = Box(max(size, width), size, max(size, width), size + 4 + height)
        shown.append((label, size))
        nodes.append(node_told(data, when, told))
    joined = joined_pairs(graph, index)
    plain = Graph()
    plain.add_nodes_from(range(len(nodes)))
    plain.add_edges_from(joined)
    # where lines carry the types of events, they need room for their labels
    points = layout(plain, boxes, gap=GAP if graph.graph.get("events", True) else 3 * GAP)
    shapes = {name: look["shape"] for name, look in appearance()["classes"].items()}
    for at, (label, size) in enumerate(shown):
        x, y = points[at]
        # label " ": pyvis writes the id where a label is empty
        shape = shapes.get(nodes[at]["class"], "dot")
        net.add_node(at, label="\n".join(label), shape=shape, x=x, y=y, size=size)
    edges = []
    for number, ((a, b), parts) in enumerate(joined.items()):
        linked = [part_told(data, forward, told) for data, forward in parts]
        origins = max(part["origins"] for part in linked)
        net.add_edge(a, b, id=number, width=round(1.3 + min(max(origins, 1) ** 0.5 - 1, 3), 1))
        edges.append({"from": a, "to": b, "parts": linked})
    net.options = _options()
    vis_nodes, vis_edges, _, _, _, options = net.get_network_data()
    for node in vis_nodes:
        node.pop("color", None)  # by class and by the reader's light or dark, in the page
    return {
        "vis": {"nodes": vis_nodes, "edges": vis_edges, "options": json.loads(options)},
        "nodes": nodes,
        "edges": edges,
        "articles": told.articles,
        "sentences": told.sentences,
        "events": bool(graph.graph.get("events", True)),
        "total": graph.graph.get("total", len(nodes)),
        "focus": index.get(graph.graph.get("focus")),
        "sizeBy": graph.graph.get("size_by"),
        "communities": graph.graph.get("communities"),
    }


def _options() -> dict[str, Any]:
    """Of vis-network: no physics (positions are given), straight lines, nothing that changes the picture."""
    return {
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False, "randomSeed": 1},
        "nodes": {"labelHighlightBold": False, "scaling": {"label": {"drawThreshold": 10}}},
        "edges": {"smooth": False, "labelHighlightBold": False, "selectionWidth": 1.5, "hoverWidth": 0.5},
        "interaction": {"hover": True, "multiselect": False, "tooltipDelay": 300, "zoomSpeed": 0.7, "keyboard": False},
    }


def joined_pairs(
    graph: MultiDiGraph, index: dict[str, int]
) -> dict[tuple[int, int], list[tuple[dict[str, Any], bool]]]:
    """One line for each pair of nodes, with all that links them and whether it runs along the line."""
    found: dict[tuple[int, int], list[tuple[dict[str, Any], bool]]] = {}
    for source, target, data in graph.edges(data=True):
        a, b = index[source], index[target]
        pair = (a, b) if (a, b) in found or (b, a) not in found else (b, a)
        found.setdefault(pair, []).append((data, pair == (a, b)))
    for parts in found.values():
        parts.sort(key=lambda part: (_ROLE_ORDER.get(part[0]["role"], 9), -part[0]["weight"], part[0]["label"]))
    return found


def node_told(data: Mapping[str, Any], when: str, told: Told) -> dict[str, Any]:
    look = appearance()["classes"]
    node = {
        "kind": data["kind"],
        "class": data["class"] if data["class"] in look else "Thing",
        "label": data["label"],
        "origins": data["origins"],
        "articles": data["articles"],
        **told.evidence(data),
    }
    if data["kind"] == "event":
        node |= {
            "matters": data["matters"],
            "short": short_label(data),
            "status": data["status"],
            "when": when,
            "first": data["first"],
            "type": data["type_label"],
            "group": data["group"],
            "groupLabel": data["group_label"],
        }
    else:
        node |= {
            "mentions": data["mentions"],
            "names": data["names"],
            "titles": [*([entity_class(own)] if (own := data.get("own_class")) else []), *data["titles"]],
            "links": data["same_as"],
        }
        node |= {name: data[name] for name in ("measure", "community") if name in data}
    return node


def part_told(data: Mapping[str, Any], forward: bool, told: Told) -> dict[str, Any]:
    part = {
        "kind": data["kind"],
        "label": role(data["label"]) if data["kind"] == "role" else data["label"],
        "way": (1 if forward else -1) if data["directed"] else 0,
        "along": forward,
        "origins": data["origins"],
        "articles": data["articles"],
        "status": data["status"],
        "when": days(data["first"], data["last"]),
        **told.evidence(data),
    }
    if data["kind"] == "event":
        part |= {"group": data["group"], "groupLabel": data["group_label"]}
        part |= {"statuses": data["statuses"], "count": len(data["events"])}
    return part


class Told:
    """Sentences and articles, each once; evidence is numbers into them."""

    def __init__(self) -> None:
        self.articles: list[list[str | None]] = []
        self.sentences: list[list[Any]] = []
        self._articles: dict[str, int] = {}  # by IRI
        self._sentences: dict[tuple[int, str], int] = {}

    @property
    def article_iris(self) -> list[str]:
        """IRIs of ``articles``, in the same order."""
        return list(self._articles)

    def evidence(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """``evidence``: [sentence, marks, status, who says so]; marks in UTF-16 units, as JavaScript counts."""
        return {"evidence": [self._one(e) for e in data["evidence"]], "rests": data["evidence_count"]}

    def _one(self, e: Mapping[str, Any]) -> list[Any]:
        article = self._articles.get(e["article"])
        if article is None:
            article = self._articles[e["article"]] = len(self.articles)
            self.articles.append([e["headline"], e["publisher"], days(e["date"], e["date"]), e["url"]])
        key = (article, e["sentence"])
        sentence = self._sentences.get(key)
        if sentence is None:
            sentence = self._sentences[key] = len(self.sentences)
            self.sentences.append([article, e["sentence"]])
        marks = [_utf16(e["sentence"], at) for mark in e["highlights"] for at in mark]
        return [sentence, marks, e["status"], e["said_by"]]


def _utf16(text: str, at: int) -> int:
    return at if text.isascii() else len(text[:at].encode("utf-16-le", "replace")) // 2
