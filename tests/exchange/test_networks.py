from __future__ import annotations

import csv
import datetime
import io
import json
import os
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest
from networkx import MultiDiGraph
from views import stories
from views.stories import entity_iri, event_iri

from kg.errors import KgError
from kg.exchange.networks import csv_lists, cyjs, export_network, gexf, graphml
from kg.views.networks.network import network


def graph(name: str = "small") -> MultiDiGraph:
    return network(stories.asker(getattr(stories, name)().store()), max_nodes=None)


@pytest.mark.parametrize("name", ["small", "affair", "hostile"])
def test_graphml_reads_back(name: str) -> None:
    made = graph(name)
    read = nx.parse_graphml(graphml(made), force_multigraph=True)
    assert read.number_of_nodes() == len(made)
    assert read.number_of_edges() == made.number_of_edges()
    assert {data["label"] for _, data in read.nodes(data=True)} == {data["label"] for _, data in made.nodes(data=True)}


def test_graphml_attributes() -> None:
    read = nx.parse_graphml(graphml(graph()), force_multigraph=True)
    talks = read.nodes[event_iri("talks")]
    assert (talks["first"], talks["status"], talks["weight"], talks["event_type"]) == (
        "2031-03-12",
        "Occurred",
        2,
        "Negotiate",
    )
    assert talks["sentence"] == "Mara Lindqvist met Tomáš Verhoeven in Tallinn at noon."


@pytest.mark.parametrize("name", ["small", "affair", "hostile"])
def test_gexf(name: str) -> None:
    made = graph(name)
    text = gexf(made)
    root = ElementTree.fromstring(text)
    space = {"g": "http://www.gexf.net/1.2draft"}
    edges = root.findall(".//g:edge", space)
    assert len(root.findall(".//g:node", space)) == len(made)
    assert len({edge.get("id") for edge in edges}) == len(edges) == made.number_of_edges()
    assert {edge.get("type") for edge in edges} == {None}  # what readers refuse is a mixture
    titles = {attribute.get("title") for attribute in root.iter("{http://www.gexf.net/1.2draft}attribute")}
    assert "directed" in titles and "networkx_key" not in titles
    assert all(edge.get("weight") for edge in edges)
    assert "lastmodifieddate" not in text


@pytest.mark.parametrize("name", ["small", "affair", "hostile"])
def test_networkx_reads_gexf_back(name: str) -> None:
    made = graph(name)
    read = nx.read_gexf(io.BytesIO(gexf(made).encode()), version="1.2draft")
    assert read.is_directed() and set(read.nodes) == set(nx.parse_graphml(graphml(made)).nodes)
    assert read.number_of_edges() == made.number_of_edges()
    ways = sorted(bool(data["directed"]) for *_, data in read.edges(data=True))
    assert ways == sorted(bool(data["directed"]) for *_, data in made.edges(data=True))
    for _, data in read.nodes(data=True):
        colour = data["viz"]["color"]
        assert 0.2126 * colour["r"] + 0.7152 * colour["g"] + 0.0722 * colour["b"] < 190  # seen on white


def test_graphml_holds_the_ids_of_edges_as_data_too() -> None:
    read = nx.parse_graphml(graphml(graph()), force_multigraph=True)
    assert all(data["edge_id"] == str(key) for *_, key, data in read.edges(keys=True, data=True))


def test_gexf_dates_make_a_timeline() -> None:
    root = ElementTree.fromstring(gexf(graph()))
    space = {"g": "http://www.gexf.net/1.2draft"}
    whole = root.find("g:graph", space)
    assert whole is not None
    assert (whole.get("mode"), whole.get("timeformat")) == ("dynamic", "date")
    nodes = {node.get("id"): node for node in root.findall(".//g:node", space)}
    deal = nodes[event_iri("deal")]
    assert (deal.get("start"), deal.get("end")) == ("2031-04-11", "2031-04-20")
    assert nodes[entity_iri("mara")].get("start") is None


def test_what_xml_cannot_hold_is_left_out() -> None:
    made: MultiDiGraph = graph()
    node = entity_iri("mara")
    made.nodes[node]["label"] = "a\x00b\x0bc\ufffe\ud800 d"
    for text in (graphml(made), gexf(made)):
        ElementTree.fromstring(text.encode("utf-8"))
        assert "abc d" in text


def test_csv() -> None:
    made = graph()
    nodes, edges = (list(csv.DictReader(io.StringIO(text))) for text in csv_lists(made))
    assert len(nodes) == len(made) and len(edges) == made.number_of_edges()
    mara = next(row for row in nodes if row["Id"] == entity_iri("mara"))
    assert (mara["Label"], mara["Class"], mara["Weight"]) == ("Mara Lindqvist", "Person", "2")
    assert {row["Type"] for row in edges} == {"Directed", "Undirected"}
    assert {row["Source"] for row in edges} <= {row["Id"] for row in nodes}


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", "\n=", "＝", "＋", "－", "＠"])
def test_no_cell_is_a_formula(start: str) -> None:
    made = graph()
    made.nodes[entity_iri("mara")]["label"] = start + 'HYPERLINK("https://x.example")'
    for data in [*(d for _, d in made.nodes(data=True)), *(d for *_, d in made.edges(data=True))]:
        data["names"] = [start + "1"]
        for telling in data["evidence"]:
            telling["sentence"] = start + "1+1"
            telling["headline"] = start + "2"
    for text in csv_lists(made):
        assert f"'{start}" in text or start in "\t=\r=\n="
        for row in csv.reader(io.StringIO(text, newline="")):
            assert not any(value.startswith(("=", "+", "-", "@", "\t", "\r", "\n", start)) for value in row)


@pytest.mark.parametrize("name", ["small", "affair", "hostile"])
@pytest.mark.parametrize("events", [True, False])
def test_cytoscape(name: str, events: bool) -> None:
    made = network(stories.asker(getattr(stories, name)().store()), max_nodes=None, events=events)
    told = json.loads(cyjs(made))
    nodes = [node["data"] for node in told["elements"]["nodes"]]
    edges = [edge["data"] for edge in told["elements"]["edges"]]
    assert len({node["id"] for node in nodes}) == len(nodes) == len(made)
    assert len({edge["id"] for edge in edges}) == len(edges) == made.number_of_edges()
    assert {end for edge in edges for end in (edge["source"], edge["target"])} <= {node["id"] for node in nodes}
    assert all(node["name"] and edge["interaction"] for node in nodes for edge in edges)
    for data in nodes + edges:
        assert all(value is not None and not isinstance(value, dict) for value in data.values())
    for node in nodes:
        node["value"] = node["id"]  # networkx wants it, and a key for edges between the same ends
    for edge in edges:
        edge["key"] = edge["id"]
    read = nx.cytoscape_graph({"data": [], "directed": True, "multigraph": True, "elements": told["elements"]})
    assert read.number_of_edges() == made.number_of_edges()


def gexf_is_valid(text: str) -> None:
    """Hold a file against what the schema of GEXF 1.2 demands, as far as files of ours reach."""
    space = "{http://www.gexf.net/1.2draft}"
    root = ElementTree.fromstring(text.encode())
    assert root.tag == f"{space}gexf" and root.get("version") == "1.2"
    whole = root.find(f"{space}graph")
    assert whole is not None and whole.get("defaultedgetype") in ("directed", "undirected", "mutual")
    declared: dict[tuple[str, str], str] = {}
    for group in whole.findall(f"{space}attributes"):
        for attribute in group:
            key = (group.get("class") or "", attribute.get("id") or "")
            assert key not in declared and attribute.get("title")
            declared[key] = attribute.get("type") or ""
    assert set(declared.values()) <= {"string", "integer", "long", "float", "double", "boolean", "anyURI", "liststring"}
    ids = [node.get("id") for node in whole.iter(f"{space}node")]
    assert len(set(ids)) == len(ids)
    edges = list(whole.iter(f"{space}edge"))
    assert len({edge.get("id") for edge in edges}) == len(edges)
    for edge in edges:
        assert {edge.get("source"), edge.get("target")} <= set(ids)
        assert float(edge.get("weight") or "nan") > 0
    for kind in ("node", "edge"):
        for item in whole.iter(f"{space}{kind}"):
            assert set(item.keys()) <= {"id", "label", "start", "end", "source", "target", "type", "weight"}
            assert item.get("label") or kind == "edge"
            for end in ("start", "end"):
                assert datetime.date.fromisoformat(item.get(end) or "2031-01-01")
            assert (item.get("start") or "") <= (item.get("end") or "9999")
            for value in item.iter(f"{space}attvalue"):
                sort = declared[kind, value.get("for") or ""]
                given = value.get("value") or ""
                assert given not in ("None", "[]", "nan")
                if sort in ("integer", "long"):
                    int(given)
                if sort == "boolean":
                    assert given in ("true", "false")


@pytest.mark.parametrize("name", ["small", "affair", "hostile"])
@pytest.mark.parametrize("events", [True, False])
def test_gexf_is_valid(name: str, events: bool) -> None:
    made = network(stories.asker(getattr(stories, name)().store()), max_nodes=None, events=events)
    gexf_is_valid(gexf(made))
    for node, data in nx.parse_graphml(graphml(made), force_multigraph=True).nodes(data=True):
        assert data["label"] and data["weight"] >= 0, node


def test_a_folder_gets_two_lists(tmp_path: Path) -> None:
    made = graph()
    export_network(made, f"{tmp_path}/new/", ".csv")
    export_network(made, tmp_path / "x.csv")
    assert (tmp_path / "new" / "nodes.csv").read_text("utf8") == (tmp_path / "x-nodes.csv").read_text("utf8")
    assert (tmp_path / "new" / "edges.csv").read_text("utf8") == (tmp_path / "x.csv").read_text("utf8")
    with pytest.raises(KgError, match="KG042"):
        export_network(made, tmp_path, ".gexf")


def test_two_lists_do_not_go_into_a_device(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for place in ("/dev/null", "/dev/stdout", "/dev/none", pipe):
        with pytest.raises(KgError, match="KG045"):
            export_network(graph(), place, ".csv")
    assert list(tmp_path.iterdir()) == [pipe]
    assert export_network(graph(), "/dev/null", ".gexf") > 0


@pytest.mark.parametrize("suffix", [".graphml", ".gexf", ".cyjs", ".csv", ".GEXF"])
def test_files(tmp_path: Path, suffix: str) -> None:
    made = graph()
    assert export_network(made, tmp_path / f"x{suffix}") == len(made) + made.number_of_edges()
    assert (tmp_path / f"x{suffix}").stat().st_size > 500
    assert (tmp_path / "x-nodes.csv").exists() == (suffix == ".csv")


def test_unknown_suffix(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="KG042"):
        export_network(graph(), tmp_path / "x.png")


def test_edges_of_events_too() -> None:
    made = network(stories.asker(stories.small().store()), events=False)
    _, edges = csv_lists(made)
    row = next(row for row in csv.DictReader(io.StringIO(edges)) if row["Class"] == "Negotiate")
    assert row["Events"] == event_iri("talks")
    assert nx.parse_graphml(graphml(made), force_multigraph=True).number_of_edges() == made.number_of_edges()
