"""The story's tables; origins; places."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from kg.knowledge.gazetteer import country, lookup
from kg.story.entities.places import containers, country_entity, entity_of_place, place_of
from kg.story.index import CHUNK, Index
from story.readings import Small, marked, person


def index() -> Index:
    return Index(sqlite3.connect(":memory:", isolation_level=None))


def test_nodes_are_made_once():
    found = index()
    first = found.node_ids(["a", "b"])
    assert found.node_ids(["b", "a", "c"]) == {**first, "c": 3}


def test_features_are_counted_and_forgotten():
    found = index()
    number = found.node_ids(["a"])["a"]
    found.count_features(number, [("class", "Person"), ("name", "A")], 1)
    found.count_features(number, [("class", "Person")], 1)
    assert found.nodes([number])[number].classes == {"Person": 2}
    found.count_features(number, [("class", "Person"), ("name", "A")], -1)
    found.count_features(number, [("class", "Person")], -1)
    assert found.nodes([number]) == {}


def test_components():
    found = index()
    found.c.executemany("INSERT INTO story_edge VALUES (?, ?, 1, '', NULL)", [(1, 2), (2, 3), (4, 5)])
    assert found.component("story_edge", 3) == {1, 2, 3}
    assert found.component("story_edge", 9) == {9}


def test_many_values_are_asked_for_in_chunks():
    found = index()
    ids = found.node_ids([str(n) for n in range(CHUNK * 2 + 1)])
    assert len(list(found.select("SELECT id FROM story_node WHERE id IN (?)", ids.values()))) == len(ids)


def test_clearing_keeps_the_history():
    found = index()
    found.node_ids(["a"])
    found.c.execute("INSERT INTO story_history VALUES ('old', 'new')")
    found.clear()
    assert found.node_ids(["b"]) == {"b": 1}
    assert found.c.execute("SELECT new FROM story_history").fetchone() == ("new",)


def test_copies_share_an_origin(tmp_path: Path):
    words = " ".join(f"word{n} is told here at some length today;" for n in range(40))

    def copy(number: int, published: str):
        text = f"{{Arvid Dorvang:a}} spoke. {words}"
        return marked(text, {"a": {}}, url=f"urn:test:{number}", publisher=f"Paper {number}", published=published)

    first, second = copy(1, "2025-04-01"), copy(2, "2025-04-02")
    small = Small(tmp_path / "s", [second, first, person("Arvid Dorvang", 3)])
    origins = dict(small.store.index.c.execute("SELECT key, origin FROM story_article"))
    assert origins[second[0].key] == origins[first[0].key] == first[0].key
    assert any("originCount" in line and '"2"' in line for line in small.lines())
    small.remove(first[0])
    assert small.store.index.c.execute("SELECT count(DISTINCT origin) FROM story_article").fetchone() == (2,)


def test_places_and_their_entities():
    oslo = lookup("Oslo")[0]
    identity = entity_of_place(oslo.id)
    assert place_of(identity) == oslo
    assert containers(identity)[-1] == country_entity("NO") == entity_of_place(country("NO").id)
    assert place_of("nobody-123456") is None
    assert country_entity("XX") is None


def test_a_changed_iri_leads_to_the_new_one(tmp_path: Path):
    small = Small(tmp_path / "s", [person("Dorvang", 1)])
    (old,) = small.entities()
    small.put([person("Arvid Dorvang", 2)])
    (new,) = small.entities()
    assert small.store.index.c.execute("SELECT new FROM story_history WHERE old = ?", (old,)).fetchone() == (new,)
