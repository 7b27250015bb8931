"""Networks for other programs: GraphML and GEXF (Gephi, yEd, Cytoscape) and CSV lists of nodes and edges.

Attributes become plain strings and numbers; what XML cannot hold is left out; no clock is in the output.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import Code, KgError
from kg.files import write_whole
from kg.views.networks.drawing import appearance

if TYPE_CHECKING:
    from networkx import MultiDiGraph

SUFFIXES = (".graphml", ".gexf", ".cyjs", ".csv")
BETWEEN = " | "
"""Between several names in one attribute."""
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What spreadsheets take for the beginning of a formula (OWASP, CSV injection), wide forms included."""
_CLOCK = re.compile(r' lastmodifieddate="[^"]*"')
_NODE = (
    "label",
    "kind",
    "class",
    "own_class",
    "event_type",
    "group",
    "status",
    "first",
    "last",
    "origins",
    "articles",
    "mentions",
    "weight",
)
_EDGE = ("label", "kind", "class", "role", "group", "status", "first", "last", "origins", "articles", "weight")


def export_network(graph: MultiDiGraph, path: str | Path, suffix: str | None = None) -> int:
    """Write a network as its file's suffix says.

    ``x.csv`` gets the edges, and ``x-nodes.csv`` beside it the nodes; a folder gets ``nodes.csv`` and ``edges.csv``.

    Args:
        graph: as :func:`kg.views.networks.network.network` makes it.
        path: where to; a folder is made where it is missing.
        suffix: the format, where it is not that of ``path``.

    Returns:
        How many nodes and edges were written.

    Raises:
        KgError: KG042 on any other suffix, KG045 for CSV where there is no place beside ``path`` for a second file.
    """
    folder = Path(path).is_dir() or str(path).endswith(("/", os.sep))
    path = Path(path)
    suffix = suffix or path.suffix.lower()
    if suffix not in SUFFIXES or (folder and suffix != ".csv"):
        raise KgError(Code.BAD_SUFFIX, path=path, known=", ".join(SUFFIXES))
    if suffix == ".csv":
        if not folder and _is_device(path):
            raise KgError(Code.UNWRITABLE_FILE, path=path, why="CSV takes two files, one for nodes and one for edges")
        nodes, edges = csv_lists(graph)
        written = {path: edges, path.with_name(f"{path.stem}-nodes{path.suffix}"): nodes}
        if folder:
            path.mkdir(parents=True, exist_ok=True)
            written = {path / "nodes.csv": nodes, path / "edges.csv": edges}
    else:
        written = {path: {".graphml": graphml, ".gexf": gexf, ".cyjs": cyjs}[suffix](graph)}
    for file, text in written.items():
        write_whole(file, text)
    return len(graph) + graph.number_of_edges()


def _is_device(path: Path) -> bool:
    """Whether a path names a device or a pipe, or what the system keeps among them (``/dev/stdout``)."""
    parts = path.absolute().parts[1:-1]
    return (path.exists() and not path.is_file()) or parts in (("dev",), ("dev", "fd")) or parts[:1] == ("proc",)


def graphml(graph: MultiDiGraph) -> str:
    """The network as GraphML; dates are the attributes ``first`` and ``last``. The ids of edges stand among their data, too,
    as ``edge_id``: not every reader keeps the others.
    """
    import networkx as nx

    plain = _plain(graph, _xml)
    for *_, key, data in plain.edges(keys=True, data=True):
        data["edge_id"] = key
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + "\n".join(nx.generate_graphml(plain)) + "\n"


def gexf(graph: MultiDiGraph) -> str:
    """The network as GEXF 1.2; dates are ``start`` and ``end``, for the timeline of Gephi; colours are the borders of pages'
    nodes, which stand out on any ground.

    All edges are of one kind, directed, since readers refuse a mixture; the attribute ``directed`` says which have a direction.
    """
    from networkx.readwrite.gexf import GEXFWriter

    class Writer(GEXFWriter):
        def add_attributes(self, node_or_edge: str, element: Any, data: dict[str, Any], default: Any) -> Any:
            data.pop("key", None)  # networkx's own number of an edge
            return super().add_attributes(node_or_edge, element, data, default)

    plain = _plain(graph, _xml)
    for number, (_, _, data) in enumerate(plain.edges(data=True)):
        data["id"] = str(number)
        _dated(data)
    for _, data in plain.nodes(data=True):
        colour = appearance()["classes"].get(data["class"], appearance()["classes"]["Thing"])["light"][1]
        red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
        data["viz"] = {"color": {"r": red, "g": green, "b": blue, "a": 1.0}, "size": float(4 + data["weight"] ** 0.5)}
        _dated(data)
    writer = Writer(version="1.2draft")
    writer.add_graph(plain)
    text = str(writer)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + _CLOCK.sub("", text, count=1) + "\n"


def cyjs(graph: MultiDiGraph) -> str:
    """The network as Cytoscape JSON, which Cytoscape opens and Cytoscape.js draws."""
    plain = _plain(graph, _xml, names=list)
    nodes = [
        {"data": {"id": node, "name": data["label"], "shared_name": data["label"], **data}}
        for node, data in plain.nodes(data=True)
    ]
    edges = [
        {
            "data": {
                "id": f"edge {key}",
                "source": a,
                "target": b,
                "interaction": data["class"],
                "name": data["label"],
                **data,
            }
        }
        for a, b, key, data in plain.edges(keys=True, data=True)
    ]
    about = {"format_version": "1.0", "generated_by": "kg", "target_cytoscapejs_version": "~3.0"}
    whole = {**about, "data": {"name": "kg"}, "elements": {"nodes": nodes, "edges": edges}}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def csv_lists(graph: MultiDiGraph) -> tuple[str, str]:
    """Nodes and edges as two CSV texts, with the column names that Gephi knows (Id, Label, Source, Target, Type, Weight)."""
    plain = _plain(graph, _cell)
    nodes = [{"id": _cell(node), **data} for node, data in plain.nodes(data=True)]
    edges = []
    for source, target, data in plain.edges(data=True):
        way = "Directed" if data.pop("directed") else "Undirected"
        edges.append({"source": _cell(source), "target": _cell(target), "type": way, **data})
    more = ("names", "iri", "evidence", "sentence", "source_of_sentence")
    return (
        _csv(("id", *_NODE, *more), nodes),
        _csv(("source", "target", "type", *_EDGE, "iri", "events", *more[2:]), edges),
    )


def _csv(columns: tuple[str, ...], rows: list[dict[str, Any]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([name.replace("_", " ").capitalize() for name in columns])
    writer.writerows([row.get(name, "") for name in columns] for row in rows)
    return out.getvalue()


def _plain(
    graph: MultiDiGraph, clean: Callable[[str], str], names: Callable[[list[str]], Any] = BETWEEN.join
) -> MultiDiGraph:
    """The same graph with strings and numbers alone, its edges numbered."""
    from networkx import MultiDiGraph

    plain = MultiDiGraph()
    for node, data in graph.nodes(data=True):
        plain.add_node(clean(node), **_attributes(data, _NODE, clean, names))
    for number, (source, target, data) in enumerate(graph.edges(data=True)):
        # numbered: programs take edges of one id for one edge
        attributes = _attributes(data, _EDGE, clean, names) | {"directed": bool(data["directed"])}
        plain.add_edge(clean(source), clean(target), key=str(number), **attributes)
    return plain


def _attributes(
    data: Mapping[str, Any], wanted: tuple[str, ...], clean: Callable[[str], str], listed: Callable[[list[str]], Any]
) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in (*wanted, "iri", "names", "events"):
        value = data.get(name)
        if isinstance(value, list):
            value = listed([clean(part) for part in value])
        if isinstance(value, str):
            value = clean(value)
        if value not in (None, "", []):
            found[name] = value
    found["evidence"] = data["evidence_count"]
    if data["evidence"]:
        first = data["evidence"][0]
        found["sentence"] = clean(" ".join(first["sentence"].split()))
        where = [first[name] for name in ("headline", "publisher", "date", "url") if first[name]]
        found["source_of_sentence"] = clean(BETWEEN.join(where))
    return found


def _dated(data: dict[str, Any]) -> None:
    for name, wanted in (("first", "start"), ("last", "end")):
        if name in data:
            data[wanted] = data[name]


def _xml(text: str) -> str:
    return _NOT_XML.sub("", text)


def _cell(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    text = re.sub(
        "\r\n?", "\n", _xml(text)
    )  # Python's writer leaves a lone \r unquoted, which readers take for a new row
    return f"'{text}" if text.startswith(_FORMULA) else text
