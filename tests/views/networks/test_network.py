from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from networkx import MultiDiGraph, is_weakly_connected

from kg.errors import KgError
from kg.views.asked import rows
from kg.views.networks.network import network

from .. import stories
from ..stories import asker, entity_iri, event_iri


@cache
def query(name: str) -> Any:
    return asker(getattr(stories, name)().store())


def small(**options: Any) -> MultiDiGraph:
    return network(query("small"), **options)


def labels(graph: MultiDiGraph, kind: str) -> set[str]:
    return {data["label"].split(":")[0] for _, data in graph.nodes(data=True) if data["kind"] == kind}


def links(graph: MultiDiGraph) -> set[tuple[str, str, str]]:
    return {(a.rpartition("/")[2], data["label"], b.rpartition("/")[2]) for a, b, data in graph.edges(data=True)}


def marked(evidence: dict[str, Any]) -> list[str]:
    return [evidence["sentence"][begin:end] for begin, end in evidence["highlights"]]


def test_events_are_nodes() -> None:
    graph = small()
    assert labels(graph, "event") == {
        "talks",
        "sign",
        "takeover",
        "strike",
        "visit",
    }  # what was merely said is not drawn
    assert links(graph) >= {
        ("mara", "agent", "talks"), ("talks", "recipient", "tomas"), ("talks", "place", "tallinn"),
        ("mara", "participant", "deal"), ("tomas", "chief executive", "borealis"), ("ida", "member of", "union"),
    }  # fmt: skip
    assert entity_iri("estonia") not in graph  # a gazetteer brings nobody in
    assert ("tallinn", "in", "estonia") in links(small(max_nodes=None))
    assert entity_iri("lonely") not in graph  # nothing links it to anything


def test_attributes() -> None:
    graph = small()
    mara = graph.nodes[entity_iri("mara")]
    assert (mara["class"], mara["label"], mara["titles"]) == ("Person", "Mara Lindqvist", ["trade minister"])
    assert mara["names"] == ["Lindqvist", "Мара Линдквист"]
    assert (mara["origins"], mara["articles"], mara["mentions"]) == (2, 3, 5)  # one of three articles is a copy
    talks = graph.nodes[event_iri("talks")]
    assert (talks["event_type"], talks["group"], talks["status"]) == ("Negotiate", "Consult", "Occurred")
    assert (talks["first"], talks["last"], talks["origins"], talks["articles"]) == ("2031-03-12", "2031-03-12", 2, 3)
    edge = graph.edges[entity_iri("mara"), event_iri("talks"), "agent"]
    assert (edge["origins"], edge["articles"], edge["weight"], edge["directed"]) == (2, 3, 2, True)
    assert graph.nodes[event_iri("deal")]["status"] == "Planned"


def test_statements_when_asked() -> None:
    assert "said" in labels(small(statements=True), "event")


def test_evidence_marks_the_words() -> None:
    graph = small()
    talks = graph.nodes[event_iri("talks")]["evidence"]
    assert [marked(e) for e in talks] == [["met"], ["met"], ["meet"]]
    assert talks[0]["sentence"] == "Mara Lindqvist met Tomáš Verhoeven in Tallinn at noon."
    assert (talks[0]["headline"], talks[0]["publisher"], talks[0]["date"]) == (
        "Cobalt talks open",
        "The Harbour Wire",
        "2031-03-13",
    )
    assert talks[0]["url"] == "https://harbour.example/cobalt"
    assert talks[2]["status"] == "Planned"  # one article still expects it
    assert talks[2]["date"] is None
    edge = graph.edges[event_iri("talks"), entity_iri("tomas"), "recipient"]
    assert marked(edge["evidence"][0]) == ["met", "Tomáš Verhoeven"]
    deal = graph.nodes[event_iri("deal")]["evidence"]
    assert deal[0]["said_by"] == "Tomáš Verhoeven"
    held = graph.edges[entity_iri("tomas"), entity_iri("borealis"), "position role chief executive"]
    assert marked(held["evidence"][0]) == ["Verhoeven", "Borealis Cobalt"]
    member = graph.edges[entity_iri("ida"), entity_iri("union"), "relation memberOf member of"]
    assert marked(member["evidence"][0]) == ["Kallas", "Dockers' Union"]
    whole = small(max_nodes=None)
    assert whole.edges[entity_iri("tallinn"), entity_iri("estonia"), "relation containedInPlace in"]["evidence"] == []
    borealis = graph.nodes[entity_iri("borealis")]["evidence"]
    assert marked(borealis[0]) == ["Borealis Cobalt"]


def test_evidence_is_limited_and_of_many_origins() -> None:
    graph = small(evidence=2)
    talks = graph.nodes[event_iri("talks")]
    assert talks["evidence_count"] == 3
    assert [e["headline"] for e in talks["evidence"]] == ["Cobalt talks open", "No date on this one"]  # not the copy
    assert all(data["evidence"] == [] for _, data in small(evidence=0).nodes(data=True))


def test_events_are_edges() -> None:
    graph = small(events=False)
    assert labels(graph, "event") == set()
    assert links(graph) >= {
        ("mara", "negotiate", "tomas"), ("mara", "negotiate in", "tallinn"), ("mara", "sign agreement", "borealis"),
        ("borealis", "acquire", "union"), ("tomas", "chief executive", "borealis"),
    }  # fmt: skip
    edge = graph.edges[entity_iri("mara"), entity_iri("tomas"), "Negotiate recipient"]
    assert edge["events"] == [event_iri("talks")]
    assert (edge["status"], edge["statuses"], edge["weight"]) == ("Occurred", {"Occurred": 1}, 2)
    assert marked(edge["evidence"][0]) == ["Mara Lindqvist", "met", "Tomáš Verhoeven"]
    assert not graph.edges[entity_iri("mara"), entity_iri("borealis"), "SignAgreement participant"]["directed"]


def test_edges_join_events_of_one_type() -> None:
    graph = network(query("affair"), events=False)
    joined = [data for _, _, data in graph.edges(data=True) if len(data.get("events", ())) > 1]
    for data in joined:
        assert sum(data["statuses"].values()) == len(data["events"])
        assert data["first"] <= data["last"]


def test_focus() -> None:
    near = small(focus=entity_iri("tomas"))
    assert labels(near, "entity") == {"Tomáš Verhoeven", "Mara Lindqvist", "Tallinn", "Borealis Cobalt"}
    assert labels(near, "event") == {"talks"}
    further = small(focus=entity_iri("tomas"), hops=2)
    assert labels(further, "event") >= {"talks", "sign", "strike", "visit"}
    event = small(focus=event_iri("deal"))
    assert labels(event, "event") == {"sign"}
    assert labels(event, "entity") == {"Borealis Cobalt", "Mara Lindqvist"}
    assert small(focus=event_iri("words")).nodes[event_iri("words")]["event_type"] == "Announce"
    alone = small(focus=entity_iri("lonely"))
    assert labels(alone, "entity") == {"Treaty of Pärnu"}
    assert labels(small(focus=entity_iri("tomas"), events=False), "entity") == labels(near, "entity")
    assert labels(small(focus=entity_iri("tomas"), max_nodes=1), "entity") == {"Tomáš Verhoeven"}


def test_focus_unknown() -> None:
    with pytest.raises(KgError, match="KG040"):
        small(focus=entity_iri("nobody"))


def test_dates() -> None:
    assert labels(small(first="2031-04", last="2031-05"), "event") == {"sign", "strike"}
    assert labels(small(first="2031-04-20", last="2031-04-20"), "event") == {"sign"}
    assert labels(small(last="2031-03-12"), "event") == {"talks"}
    assert "Estonia" not in labels(small(first="2031-04"), "entity")  # undated ties bring nobody in
    with pytest.raises(KgError, match="KG044"):
        small(first="spring")


@pytest.mark.parametrize("name", ["Person", "schema:Person", "https://schema.org/Person"])
def test_classes(name: str) -> None:
    graph = small(classes=[name])
    assert {data["class"] for _, data in graph.nodes(data=True)} == {"Person", "Event"}


@pytest.mark.parametrize("events", [True, False])
@pytest.mark.parametrize("limit", [1, 2, 7, 20, 40])
def test_cut(limit: int, events: bool) -> None:
    graph = network(query("affair"), events=events, max_nodes=limit)
    assert len(graph) <= limit
    assert graph.graph["shown"] == len(graph)
    assert graph.graph["total"] == (62 if events else 30)
    if limit >= 7:
        assert len(graph) > min(limit, graph.graph["total"]) * 0.8
        assert all(graph.degree(node) for node in graph)  # what is drawn hangs together
    if not events and limit >= 7:
        assert "Borealis Cobalt" in labels(graph, "entity")


def test_events_that_link_nobody_are_left_out_unless_little_is_there() -> None:
    world = stories.World()
    for number in range(20):
        world.entity(f"n{number}", "Person", f"Name {number}")
    for number in range(19):
        world.event(f"e{number}", "Meet", "meeting")
        both = f"{{agent:n{number}|A}} {{!|met}} {{recipient:n{number + 1}|B}}."
        world.event(f"alone{number}", "Travel", "trip")
        world.article(
            f"No {number}", None, None, [(f"e{number}", both), (f"alone{number}", f"{{agent:n{number}|A}} {{!|left}}.")]
        )
    graph = network(asker(world.store()))
    assert len(graph) == 39
    assert event_iri("alone3") not in graph
    assert event_iri("alone3") in network(asker(world.store()), max_nodes=None)
    assert event_iri("alone0") in network(asker(world.store()), focus=entity_iri("n0"))


def test_all() -> None:
    graph = network(query("affair"), max_nodes=None)
    assert len(graph) == graph.graph["total"] == 62
    assert is_weakly_connected(graph)


def test_order_of_rows_does_not_matter() -> None:
    def backwards(sparql: str) -> Any:
        return list(query("affair")(sparql))[::-1]

    for options in ({"max_nodes": 30}, {"events": False, "max_nodes": 12}, {"focus": entity_iri("mara-lindqvist")}):
        one, two = network(query("affair"), **options), network(backwards, **options)
        assert list(one.nodes(data=True)) == list(two.nodes(data=True))
        assert list(one.edges(keys=True, data=True)) == list(two.edges(keys=True, data=True))


def test_a_fixed_number_of_queries() -> None:
    asked = []

    def counted(sparql: str) -> Any:
        asked.append(sparql)
        return query("affair")(sparql)

    network(counted)
    assert len(asked) <= 20


def test_an_empty_store() -> None:
    graph = network(asker(stories.World().store()))
    assert len(graph) == 0
    assert graph.graph["total"] == 0


def test_a_capital_stands_for_its_country() -> None:
    world = stories.World()
    world.entity("capital", "Place", "Velmar")
    world.entity("country", "Place", "Velmaria")
    world.entity("other", "Place", "Ostrand")
    world.event("pact", "Agree", "pact: Velmaria, Ostrand")
    world.article(
        "A pact", "2031-01-01", "Paper", [("pact", "{agent:country|Velmar} and {agent:other|Ostrand} {!|agreed}.")]
    )
    # the mention itself denotes the city
    world.entities["capital"]["spans"] = {span for span in world.entities["country"]["spans"]}
    world.entities["country"]["spans"] = set()
    graph = network(asker(world.store()))
    edge = graph.edges[entity_iri("country"), event_iri("pact"), "agent"]
    assert marked(edge["evidence"][0]) == ["Velmar", "agreed"]


@pytest.mark.parametrize("events", [True, False])
def test_what_one_query_cannot_name_is_asked_for_in_turns(monkeypatch: pytest.MonkeyPatch, events: bool) -> None:
    whole = network(query("affair"), max_nodes=None, events=events)
    monkeypatch.setattr(rows, "MANY", 3)
    asked: list[str] = []

    def ask(sparql: str) -> Any:
        asked.append(sparql)
        return query("affair")(sparql)

    again = network(ask, max_nodes=None, events=events)
    assert dict(again.nodes(data=True)) == dict(whole.nodes(data=True))
    assert list(again.edges(data=True, keys=True)) == list(whole.edges(data=True, keys=True))
    named = [sparql.partition("VALUES")[2].partition("}")[0].count("<") for sparql in asked if "VALUES" in sparql]
    assert len(named) > 30 and max(named) == 3


def test_whole_takes_what_a_picture_leaves_out() -> None:
    picture = set(small(max_nodes=100))
    whole = small(max_nodes=100, whole=True)
    assert picture < set(whole)
    assert entity_iri("lonely") in whole and whole.graph["total"] == len(whole)
    cut = small(max_nodes=8, whole=True)
    assert len(cut) == 8 and cut.graph["total"] == len(whole)
