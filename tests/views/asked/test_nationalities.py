"""Nationalities with their countries."""

from kg.graph import vocabulary as v
from kg.views.asked.nationalities import with_countries
from kg.views.asked.rows import EntityRow
from kg.views.networks.network import network

from ..stories import World, asker, entity_iri


def row(iri: str, entity_class: str, mentions: int, *within: str) -> EntityRow:
    ties = [(v.CONTAINED_IN_PLACE, iri) for iri in within]
    return EntityRow(iri, label=iri, entity_class=entity_class, mentions=mentions, articles=mentions, origins=1, ties=ties)


def test_a_nationality_counts_with_its_country() -> None:
    every = [
        row("Norland", "Place", 3),
        row("Elm", "Place", 1, "Shire"),
        row("Shire", "Place", 1, "Norland"),
        row("Norlanders", "Group", 4, "Norland"),
        row("Elmers", "Group", 2, "Elm"),
        row("Weavers", "Group", 2),
    ]
    found, home = with_countries({one.iri: one for one in every})
    assert home == {"Norlanders": "Norland"}  # people of a town, and of nowhere, are themselves
    assert sorted(found) == ["Elm", "Elmers", "Norland", "Shire", "Weavers"]
    land = found["Norland"]
    assert (land.mentions, land.articles, land.names) == (7, 4, ["Norlanders"])


def test_what_is_asked_for_stays() -> None:
    every = {one.iri: one for one in (row("Norland", "Place", 3), row("Norlanders", "Group", 4, "Norland"))}
    assert with_countries(every, "Norlanders")[1] == {}


def test_a_nationality_is_drawn_as_its_country() -> None:
    w = World()
    w.entity("norland", "Place", "Norland")
    w.entity("norlanders", "Group", "Norlanders")
    w.entity("mara", "Person", "Mara Lindqvist")
    w.relation("norlanders", "schema:containedInPlace", "norland")
    w.event("meeting", "Meet", "meet: Mara Lindqvist", first="2031-03-12")
    w.article("A meeting", "2031-03-13", "The Harbour Wire", [
        ("meeting", "{agent:norlanders|The Norlanders} {!|met} {recipient:mara|Mara Lindqvist} on Wednesday."),
    ], url="https://harbour.example/a")  # fmt: skip
    graph = network(asker(w.store()))
    assert entity_iri("norlanders") not in graph
    norland = graph.nodes[entity_iri("norland")]
    assert "Norlanders" in norland["names"]
    assert norland["evidence"]
    edges = [data for a, b, data in graph.edges(data=True) if a == entity_iri("norland")]
    shown = edges[0]["evidence"][0]
    assert [shown["sentence"][begin:end] for begin, end in shown["highlights"]] == ["The Norlanders", "met"]
