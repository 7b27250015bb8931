"""Answers of queries as pictures."""

from __future__ import annotations

import json
from typing import Any

import pytest

from kg.errors import Code, KgError
from kg.graph.vocabulary import KG, PREFIXES
from kg.views.networks.result_network import result_network
from kg.views.networks.results import read_result
from kg.views.pages.page import page

from .. import stories
from ..stories import entity_iri, event_iri

ASK = stories.asker(stories.small().store())


def labels(graph: Any) -> set[str]:
    return {data["label"] for _, data in graph.nodes(data=True)}


def edges(graph: Any) -> set[tuple[str, str, str]]:
    name = graph.nodes
    return {(name[a]["label"], data["label"], name[b]["label"]) for a, b, data in graph.edges(data=True)}


def sparql_json(*rows: dict[str, str]) -> str:
    bindings = [
        {k: {"type": "uri" if "://" in x or x.startswith("urn:") else "literal", "value": x} for k, x in row.items()}
        for row in rows
    ]
    return json.dumps({"head": {"vars": list(rows[0])}, "results": {"bindings": bindings}})


def stored() -> tuple[list[str], list[str]]:
    """Entities and events of the small story."""
    from kg.views.asked import rows

    events = rows.events(ASK)
    return sorted(rows.entities(ASK)), sorted(events, key=lambda iri: -len(events[iri].slots))


def test_rows_link_what_stands_in_one_row_with_its_sentences() -> None:
    _, (event, *_) = stored()
    from kg.views.asked import rows

    role, filler = rows.events(ASK)[event].slots[0]
    graph = result_network(read_result(sparql_json({"event": event, "who": filler, "n": "3"})), ASK)
    assert set(graph) == {event, filler} and graph.number_of_edges() == 1
    ((_, _, data),) = graph.edges(data=True)
    assert data["role"] == role and data["evidence"] and data["evidence"][0]["sentence"]
    assert graph.nodes[event]["evidence"]


def test_the_same_in_every_format() -> None:
    (one, other, *_), _ = stored()
    texts = [
        sparql_json({"a": one, "b": other, "n": "x"}),
        f"a,b,n\r\n{one},{other},x\r\n",
        json.dumps({"a": one, "b": other, "n": "x", "m": None}) + "\n",
        f"\ufeffa,b,n\n{one},{other},\"several\nlines, and a comma\"\n",
    ]
    found = [result_network(read_result(text), ASK) for text in texts]
    assert {frozenset(graph) for graph in found} == {frozenset({one, other})}
    assert len({graph.number_of_edges() for graph in found}) == 1 and found[0].number_of_edges() >= 1


def test_triples_are_edges_and_names_come_from_them_or_the_store() -> None:
    (one, other, *_), _ = stored()
    turtle = f'@prefix kg: <{KG}> . <{one}> kg:metWith <{other}> , <urn:x> . <urn:x> <{PREFIXES["rdfs"]}label> "A stranger" .'
    graph = result_network(read_result(turtle), ASK)
    assert graph.number_of_nodes() == 3 and "A stranger" in labels(graph)
    assert {label for _, label, _ in edges(graph)} == {"met with"}
    bare = result_network(read_result(turtle))
    assert bare.number_of_edges() == 2 and "A stranger" in labels(bare)
    ntriples = f"<{one}> <{KG}metWith> <{other}> .\n"
    assert result_network(read_result(ntriples)).number_of_edges() == 1


def test_vocabulary_and_literals_are_no_nodes() -> None:
    (one, *_), (event, *_) = stored()
    turtle = (
        f'@prefix kg: <{KG}> . @prefix sem: <{PREFIXES["sem"]}> . <{event}> a sem:Event ; kg:status kg:Denied ;'
        f' kg:agent <{one}> ; sem:hasBeginTimeStamp "2025-01-02" .'
    )
    graph = result_network(read_result(turtle))
    assert set(graph) == {one, event}
    assert (graph.nodes[event]["kind"], graph.nodes[event]["status"], graph.nodes[event]["first"]) == (
        "event",
        "Denied",
        "2025-01-02",
    )
    assert [label for _, label, _ in edges(graph)] == ["agent"]


def test_events_alone_bring_in_who_takes_part_and_entities_alone_what_links_them() -> None:
    entities, events = stored()
    graph = result_network(read_result(sparql_json(*({"event": event} for event in events))), ASK)
    assert set(events) < set(graph) and graph.number_of_edges() > 0
    graph = result_network(read_result(sparql_json(*({"who": iri} for iri in entities))), ASK)
    assert set(graph) == set(entities) and graph.number_of_edges() > 0


def test_without_a_store_columns_name_the_nodes() -> None:
    text = "who,whoLabel,what,event\n" + f"{entity_iri('a')},Ann,met,{event_iri('e')}\n"
    assert labels(result_network(read_result(text))) == {"Ann", "e"}
    assert labels(result_network(read_result(f"name,entity\nAnn,{entity_iri('a')}\n"))) == {"Ann"}


def test_the_most_reported_stay() -> None:
    entities, _ = stored()
    text = sparql_json(*({"who": iri} for iri in entities))
    graph = result_network(read_result(text), ASK, max_nodes=2)
    assert len(graph) == 2 and graph.graph["total"] == len(entities)
    many = sparql_json(*({"who": entity_iri(str(n))} for n in range(501)))
    with pytest.raises(KgError) as raised:
        result_network(read_result(many), max_nodes=None)
    assert raised.value.code is Code.TOO_LARGE_VIEW


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "it is empty"),
        (" \n\ufeff ", "names no"),
        ("nothing of the kind, at all!\n", "names no variables"),
        ('{"head": {}, "boolean": true}', "yes or no"),
        ('{"a": ', "Expecting value"),
        ('{"results": {"bindings": [{"a": {"value": "x"}}]}}', "type"),
        ('{"results": 3}', "not subscriptable"),
        ("[1, 2]", "names no variables"),
        ("<urn:a> <urn:b> <urn:c", "."),
        ("@prefix a: <b> . a:c d:e f:g .", "."),
        ("<< <urn:a> <urn:b> <urn:c> >> <urn:d> <urn:e> .", "."),
        ("a,b\nurn:x\n", "row 2 has not as many values"),
        ("a,a\n1,2\n", "names no variables"),
        ('a\n"unclosed', "."),
        ('{"a": ' * 100_000, "."),
        ("who\nMara\n", "names no entity and no event"),
    ],
)
def test_what_is_no_answer_is_one_sentence(text: str, why: str) -> None:
    with pytest.raises(KgError, match=r"\[KG048\] Cannot draw .*" + why.replace("(", r"\(")):
        result_network(read_result(text))


def test_hostile_answers_are_inert() -> None:
    evil = "</script><img src=x onerror=alert(1)>"
    text = json.dumps({"who": f"urn:{'x'}", "whoLabel": evil, "other": "urn:y", "otherLabel": "{{script}} <b>"}) + "\n"
    graph = result_network(read_result(text))
    made = page(graph, title=evil)
    assert evil not in made and "<img" not in made
    odd = "a,b\nurn:x> } SELECT * { ?s ?p ?o,urn:y\n"
    graph = result_network(read_result(f"{odd}{stored()[0][0]},urn:z\n"), ASK)
    assert set(graph) == {stored()[0][0]}


def test_who_has_no_name_has_a_label() -> None:
    from pyoxigraph import Literal, NamedNode, Quad

    from kg.graph import vocabulary as v

    store = stories.small().store()
    node = NamedNode(entity_iri("officials"))
    for predicate, value in ((v.A, NamedNode(v.PERSON)), (v.PREF_LABEL, Literal("officials"))):
        store.add(Quad(node, NamedNode(predicate), value, NamedNode(v.STORY)))
    graph = result_network(read_result(sparql_json({"who": node.value})), stories.asker(store))
    assert labels(graph) == {"officials"} and graph.nodes[node.value]["class"] == "Person"
