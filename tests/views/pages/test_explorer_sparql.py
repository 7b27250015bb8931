"""What goes into a page that can be asked."""

import gzip
import json

import pyoxigraph as ox
import pytest

from kg.errors import Code, KgError
from kg.graph.asking.queries import named_queries
from kg.graph.vocabulary import DEFAULT_BASE
from kg.views.pages import explorer_sparql
from kg.views.pages.explorer_sparql import sparql_blocks

from .. import stories


def test_the_graph_goes_in_whole() -> None:
    store = stories.small().store()
    blocks = sparql_blocks(store, base=DEFAULT_BASE)
    assert set(blocks) == {"graph", "oxigraph", "engine", "queries"}
    held = set(ox.parse(gzip.decompress(blocks["graph"]), format=ox.RdfFormat.TRIG))
    assert held == set(store)
    assert gzip.decompress(blocks["oxigraph"])[:4] == b"\0asm"


def test_the_same_graph_gives_the_same_blocks() -> None:
    one, other = (sparql_blocks(stories.affair().store(), base=DEFAULT_BASE) for _ in range(2))
    assert one == other


def test_all_named_queries_go_in_with_their_parameters() -> None:
    told = json.loads(gzip.decompress(sparql_blocks(ox.Store(), base="https://b.example/")["queries"]))
    assert told["base"] == "https://b.example/"
    assert [query["name"] for query in told["queries"]] == list(named_queries())
    for query in told["queries"]:
        assert not query["text"].startswith("#") and query["title"]
        known = named_queries()[query["name"]].parameters
        assert [(p["name"], p["kind"], p["required"]) for p in query["parameters"]] == [
            (p.name, p.kind, p.required) for p in known
        ]


def test_a_graph_that_no_browser_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(explorer_sparql, "MOST", 10)
    with pytest.raises(KgError) as found:
        sparql_blocks(stories.small().store(), base=DEFAULT_BASE)
    assert found.value.code is Code.TOO_LARGE_GRAPH
