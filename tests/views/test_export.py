from __future__ import annotations

import csv
import io
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest
from networkx import MultiDiGraph

from kg.errors import KgError
from kg.views.export import csv_lists, export_network, gexf, graphml
from kg.views.network import network

from . import stories
from .stories import entity_iri, event_iri


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
    assert talks["sentence"] == "Mara Lindqvist met Tomáš Verhoeven in Tallinn on Wednesday."


@pytest.mark.parametrize("name", ["small", "affair", "hostile"])
def test_gexf(name: str) -> None:
    made = graph(name)
    text = gexf(made)
    root = ElementTree.fromstring(text)
    space = {"g": "http://www.gexf.net/1.2draft"}
    edges = root.findall(".//g:edge", space)
    assert len(root.findall(".//g:node", space)) == len(made)
    assert len({edge.get("id") for edge in edges}) == len(edges) == made.number_of_edges()
    assert {edge.get("type") for edge in edges} == {"directed", "undirected"}
    assert all(edge.get("weight") for edge in edges)
    assert "lastmodifieddate" not in text


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


def test_no_cell_is_a_formula() -> None:
    made = graph()
    made.nodes[entity_iri("mara")]["label"] = '=HYPERLINK("https://x.example")'
    nodes, _ = csv_lists(made)
    assert "'=HYPERLINK" in nodes
    for row in csv.reader(io.StringIO(nodes)):
        assert not any(value.startswith(("=", "+", "-", "@")) for value in row)


@pytest.mark.parametrize("suffix", [".graphml", ".gexf", ".csv", ".GEXF"])
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
