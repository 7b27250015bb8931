"""Who is central, bridges, communities: on a story whose shape is known."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest

from kg.analysis.links import EntityNetwork, entity_network
from kg.analysis.measures import MEASURES, bridges, central, communities, numbered, pagerank

from .worlds import ask, iri

TESTS = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def network() -> EntityNetwork:
    return entity_network(ask())


def test_what_links(network: EntityNetwork) -> None:
    pair = tuple(sorted((iri("cleo"), iri("dag"))))
    (link,) = network.links[pair]
    assert (link.kind, link.event_type, link.status, link.origins, link.articles) == ("event", "SignAgreement", "Occurred", 1, 4)
    assert network.strength(tuple(sorted((iri("anna"), iri("bo"))))) == 2
    assert network.strength(tuple(sorted((iri("gro"), iri("anna"))))) == 0  # denied
    assert network.strength(tuple(sorted((iri("hamar"), iri("norland"))))) == 0  # a mere "in"
    graph = network.graph()
    assert {data["iri"] for _, data in graph.nodes(data=True)} == {
        iri(k) for k in ("anna", "bo", "cleo", "dag", "eva", "finn", "norland", "hal", "firm")
    }


def test_statements_link_only_when_asked() -> None:
    from views.stories import World

    w = World()
    for key in ("anna", "bo"):
        w.entity(key, "Person", key.title())
    w.event("s", "Announce", "told: Anna, Bo", first="2030-01-01")
    w.article("A", None, None, [("s", "{agent:anna|Anna} {!|told} {recipient:bo|Bo} of it.")])
    assert not entity_network(ask(w)).links
    assert list(entity_network(ask(w), statements=True).links) == [(iri("anna"), iri("bo"))]


def test_classes_and_dates() -> None:
    people = entity_network(ask(), classes=["Person"])
    assert iri("norland") not in people.entities and iri("anna") in people.entities
    early = entity_network(ask(), first="2030-01-01", last="2030-01-02")
    assert {iri("anna"), iri("bo"), iri("cleo")} <= set(early.entities) and iri("dag") not in early.entities


def test_who_is_central(network: EntityNetwork) -> None:
    found = {c.iri: c for c in central(network, "betweenness")}
    assert found[iri("anna")].degree == 3 and found[iri("anna")].strength == 5
    assert found[iri("norland")].degree == 4
    assert found[iri("hal")].betweenness == 0
    assert sum(c.pagerank for c in found.values()) == pytest.approx(1, abs=1e-4)
    for by in MEASURES:
        listed = central(network, by)
        assert [getattr(c, by) for c in listed] == sorted((getattr(c, by) for c in listed), reverse=True)
    equal = [c.iri for c in central(network, "degree") if c.degree == 3 and c.strength == 5]
    assert equal == sorted(equal) and len(equal) > 1


def test_pagerank_is_that_of_networkx() -> None:
    """Held against networkx's slow version, which needs no scipy either."""
    from networkx.algorithms.link_analysis.pagerank_alg import _pagerank_python

    graph = nx.convert_node_labels_to_integers(nx.les_miserables_graph())
    theirs = _pagerank_python(graph, tol=1e-10, max_iter=500)
    assert pagerank(graph) == pytest.approx(theirs, abs=1e-8)
    assert pagerank(nx.Graph()) == {}


def test_communities(network: EntityNetwork) -> None:
    found = communities(network)
    number = numbered(found)
    assert number[iri("dag")] == number[iri("eva")] == number[iri("finn")]
    assert number[iri("hal")] == number[iri("firm")] != number[iri("dag")]
    assert [len(c.members) for c in found] == sorted((len(c.members) for c in found), reverse=True)
    hal = next(c for c in found if iri("hal") in c.members)
    assert (hal.inside, hal.outside) == (1, 0)
    total = sum(c.inside for c in found) + sum(c.outside for c in found) / 2
    assert total == network.graph().size(weight="weight")
    assert len(communities(network, resolution=20)) > len(found)


def test_bridges_are_those_of_graph_theory() -> None:
    """Without the hub, cleo and dag alone join the two circles."""
    network = entity_network(ask(), classes=["Person", "Organization"])
    found = {bridge.iris: bridge.cuts_off for bridge in bridges(network)}
    assert found == {
        (iri("cleo"), iri("dag")): 3,
        (iri("cleo"),): 2,
        (iri("dag"),): 2,
        tuple(sorted((iri("hal"), iri("firm")))): 1,
    }


def test_bridges_by_brute_force(network: EntityNetwork) -> None:
    """What each takes away is counted by taking it away."""
    for world in (network, entity_network(ask(), classes=["Person"])):
        graph = nx.Graph()
        graph.add_edges_from(pair for pair in world.links if world.strength(pair))
        for bridge in bridges(world):
            left = nx.Graph(graph)
            part = nx.node_connected_component(graph, bridge.iris[0])
            left.remove_edge(*bridge.iris) if len(bridge.iris) == 2 else left.remove_node(bridge.iris[0])
            sizes = sorted(len(c & part) for c in nx.connected_components(left) if c & part)
            assert bridge.cuts_off == sum(sizes[:-1]) > 0, bridge


def test_nothing_to_measure() -> None:
    from views.stories import World

    network = entity_network(ask(World()))
    assert central(network) == [] and communities(network) == [] and bridges(network) == []


def test_many_are_estimated_the_same_way_each_time(network: EntityNetwork, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.analysis.measures.EXACT", 5)
    monkeypatch.setattr("kg.analysis.measures.PIVOTS", 4)
    assert central(network, "betweenness") == central(network, "betweenness")


def test_no_order_of_sets_decides() -> None:
    """The same under another hash seed, in another process."""
    script = (
        "from analysis.worlds import ask; from kg.analysis.links import entity_network; from kg.analysis.measures import *;"
        "n = entity_network(ask()); print(central(n), communities(n), bridges(n));"
        "from kg.analysis.paths import find_paths; from analysis.worlds import iri;"
        "print(find_paths(ask(), n, iri('anna'), iri('finn')).write('json'))"
    )
    said = []
    for seed in ("1", "2"):
        env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join([str(TESTS), str(TESTS.parent)])}
        done = subprocess.run([sys.executable, "-c", script], env=env, capture_output=True, text=True, timeout=120, check=False)
        assert done.returncode == 0, done.stderr
        said.append(done.stdout)
    assert said[0] == said[1] and "pagerank" in said[0]
