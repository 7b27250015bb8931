from __future__ import annotations

import json
import socket
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib

from kg.api import Story
from kg.exchange.jsonld import context
from kg.exchange.rdf import FORMATS, export_rdf
from kg.graph import vocabulary as v
from kg.graph.writing.ontology import ontology_quads

BASE = "https://kg.example/id/"
ARTICLE = ox.NamedNode(f"{BASE}article/1")
ODD = [
    ox.Literal('a "quoted"\nline </script>\u2028\\'),
    ox.Literal("Wort", language="de"),
    ox.Literal("007", datatype=ox.NamedNode(v.INTEGER)),
    ox.Literal("7", datatype=ox.NamedNode(v.INTEGER)),
    ox.Literal("99999999999999999999", datatype=ox.NamedNode(v.INTEGER)),
    ox.Literal("1.50", datatype=ox.NamedNode(v.DECIMAL)),
    ox.Literal("true", datatype=ox.NamedNode(v.BOOLEAN)),
    ox.Literal("1", datatype=ox.NamedNode(v.BOOLEAN)),
    ox.Literal("2031-02-03", datatype=ox.NamedNode(v.DATE)),
    ox.Literal("x", datatype=ox.NamedNode("urn:odd:type")),
    ox.Literal(""),
    *map(
        ox.NamedNode,
        (
            "urn:x:1",
            "geo:37,-122",
            "schema:odd",
            "https://schema.org/a/b",
            f"{BASE}a:b",
            f"{BASE}article/1#char=0,4",
            f"{BASE}?q",
            BASE,
            f"{BASE}//x",
            f"{BASE}../x",
            "https://kg.example/ns#",
            "mailto:a@b.example",
            "https://x.example/%20?a=b#c:d",
        ),
    ),
]


def read(path: Path) -> set[str]:
    return {str(quad) for quad in ox.parse(path.read_bytes(), format=ox.RdfFormat.JSON_LD)}


def read_by_rdflib(path: Path) -> set[str]:
    dataset = rdflib.Dataset()
    dataset.parse(path, format="json-ld")
    text = dataset.serialize(format="nquads")
    return {str(quad) for quad in ox.parse(text, format=ox.RdfFormat.N_QUADS)}


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*given: object, **more: object) -> None:
        raise AssertionError("reading it needs no network")

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.fixture
def odd() -> ox.Store:
    graph = ox.Store()
    for name in ("story", "url", "sameAs"):
        predicate = ox.NamedNode({"story": v.ABOUT, "url": v.URL, "sameAs": v.SAME_AS}[name])
        graph.extend(ox.Quad(ARTICLE, predicate, term, ARTICLE) for term in ODD)
    for predicate in (v.DATE_PUBLISHED, v.HEADLINE, "urn:x:p", "https://x.example/p#", v.A):
        graph.extend(ox.Quad(ARTICLE, ox.NamedNode(predicate), term, ox.NamedNode(v.STORY)) for term in ODD)
    for term in ODD:
        if isinstance(term, ox.NamedNode):
            graph.add(ox.Quad(term, ox.NamedNode(v.LABEL), ox.Literal("x"), ox.NamedNode(v.STORY)))
    graph.add(ox.Quad(ARTICLE, ox.NamedNode(v.LABEL), ox.Literal("in no graph")))
    return graph


@pytest.mark.usefixtures("offline")
def test_odd_terms_come_back(odd: ox.Store, tmp_path: Path) -> None:
    path = tmp_path / "x.jsonld"
    assert export_rdf(odd, path) == len(odd)
    assert read(path) == {str(quad) for quad in odd}


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib's own
@pytest.mark.usefixtures("offline")
def test_a_store_comes_back(small_store: Path, tmp_path: Path) -> None:
    path = tmp_path / "x.jsonld"
    with Story(small_store) as story:
        story.export(path, nif=True)
        story.export(tmp_path / "x.nq", nif=True)
    wanted = {str(quad) for quad in ox.parse((tmp_path / "x.nq").read_bytes(), format=ox.RdfFormat.N_QUADS)}
    assert read(path) == read_by_rdflib(path) == wanted
    assert any(v.BEGIN_INDEX in line for line in wanted)


def test_a_reader_sees_graphs_in_blocks(small_store: Path, tmp_path: Path) -> None:
    path = tmp_path / "x.jsonld"
    with Story(small_store) as story:
        story.export(path)
    whole: dict[str, Any] = json.loads(path.read_text("utf8"))
    assert whole["@context"]["@base"] == BASE
    names = [block["@id"] for block in whole["@graph"]]
    assert [name.partition("/")[0] for name in names] == ["article", "article", "kg:story", "kg:ontology"]
    article, *spans = whole["@graph"][0]["@graph"]
    assert article["@id"] == names[0] and "schema:NewsArticle" in article["@type"]
    assert article["schema:datePublished"] in ("2025-06-01", "2025-06-02") and article["schema:inLanguage"] == "en"
    begins = [int(s["@id"].partition("=")[2].partition(",")[0]) for s in spans if "#char" in s["@id"]]
    assert begins == sorted(begins)
    story_block = next(block for block in whole["@graph"] if block["@id"] == "kg:story")
    assert all("@value" not in json.dumps(node.get("kg:mentionCount", 1)) for node in story_block["@graph"])


def test_another_base(tmp_path: Path) -> None:
    graph = ox.Store()
    graph.add(ox.Quad(ox.NamedNode("urn:my:a"), ox.NamedNode(v.LABEL), ox.Literal("x"), ox.NamedNode(v.STORY)))
    export_rdf(graph, tmp_path / "x.jsonld", base="https://elsewhere.example/")
    assert read(tmp_path / "x.jsonld") == {str(quad) for quad in graph}


def test_the_context_agrees_with_the_ontology() -> None:
    told = context()
    assert {key: value for key, value in told.items() if isinstance(value, str)} == v.PREFIXES
    kinds = {}
    for line in ontology_quads():
        (quad,) = ox.parse(line, format=ox.RdfFormat.N_QUADS)
        prefix = next((p for p, space in v.PREFIXES.items() if quad.subject.value.startswith(space)), None)
        if quad.predicate.value == v.A and prefix:
            kinds.setdefault(f"{prefix}:{quad.subject.value.removeprefix(v.PREFIXES[prefix])}", set()).add(
                quad.object.value.rpartition("#")[2]
            )
    for name, kind in kinds.items():
        if "ObjectProperty" in kind:
            assert told[name] == {"@type": "@id"}, name
        if "DatatypeProperty" in kind:
            assert told.get(name) != {"@type": "@id"}, name


@pytest.mark.model
def test_the_corpus_comes_back_typed(corpus_story: Story, tmp_path: Path) -> None:
    path = tmp_path / "x.jsonld"
    count = corpus_story.export(path)
    assert len(read(path)) == count
    told = context()
    for quad in ox.parse(path.read_bytes(), format=ox.RdfFormat.JSON_LD):
        spaces = ((p, s) for p, s in v.PREFIXES.items() if quad.predicate.value.startswith(s))
        prefix, space = next(spaces, ("", ""))
        name = f"{prefix}:{quad.predicate.value.removeprefix(space)}"
        kind = told.get(name, {}).get("@type")
        if kind:
            assert (kind == "@id") == isinstance(quad.object, ox.NamedNode), name


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_is_written_and_read(small_store: Path, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"x{suffix}"
    with Story(small_store) as story:
        count = story.export(path)
    assert sum(1 for _ in ox.parse(path.read_bytes(), format=FORMATS[suffix])) <= count
    assert not list(tmp_path.glob("*.unfinished"))
