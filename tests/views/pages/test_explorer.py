from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from kg.errors import KgError
from kg.graph.asking import words
from kg.views.html import assets
from kg.views.networks.explorer_data import explorer_data
from kg.views.networks.network import network
from kg.views.networks.wide_layout import APART, STEP, wide_layout
from kg.views.pages.explorer import Explorer
from kg.views.pages.explorer_page import compressed, explorer_page

from .. import stories


def data_of(world: stories.World, **options: Any) -> dict[str, Any]:
    query = stories.asker(world.store())
    return explorer_data(query, network(query, max_nodes=5_000, whole=True, **options))


@pytest.fixture(scope="module")
def small() -> dict[str, Any]:
    return data_of(stories.small())


def block(page: str, name: str) -> bytes:
    found = re.search(rf'<script type="application/octet-stream" id="block-{name}">([^<]*)</script>', page)
    assert found is not None
    return gzip.decompress(base64.b64decode(found[1]))


def elements(page: str, *names: str) -> dict[str, list[dict[str, str | None]]]:
    """Elements of some names that a browser would see, by name; blocks of data are none."""
    found: dict[str, list[dict[str, str | None]]] = {}

    class Parser(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            if tag in names and ("type", "application/octet-stream") not in attrs:
                found.setdefault(tag, []).append(dict(attrs))

    Parser().feed(page)
    return found


def node(data: dict[str, Any], label: str) -> dict[str, Any]:
    (found,) = [n for n in data["nodes"] if n["label"].startswith(label)]
    return dict(found)


def test_everything_is_in_it(small: dict[str, Any]) -> None:
    world = stories.small()
    entities = {n["iri"] for n in small["nodes"] if n["kind"] == "entity"}
    events = {n["iri"] for n in small["nodes"] if n["kind"] == "event"}
    assert entities == {stories.entity_iri(key) for key in world.entities}
    assert events == {
        stories.event_iri(key) for key, event in world.events.items() if event["type"] not in ("Statement", "Announce")
    }
    assert len(small["nodes"]) == small["total"]


def test_evidence_leads_to_marked_words(small: dict[str, Any]) -> None:
    sentence, marks, *_ = node(small, "Mara Lindqvist")["evidence"][0]
    article, text = small["sentences"][sentence]
    assert text[marks[0] : marks[1]] == "Mara Lindqvist"
    assert small["articles"][article]["headline"] and small["articles"][article]["when"]


def test_sources_of_nodes_are_their_publishers(small: dict[str, Any]) -> None:
    named = {small["publishers"][at] for at in node(small, "Mara Lindqvist")["sources"]}
    assert "The Harbour Wire" in named
    assert all(set(n["sources"]) <= set(range(len(small["publishers"]))) for n in small["nodes"])


def test_parts_say_when_and_in_which_role(small: dict[str, Any]) -> None:
    parts = [part for edge in small["edges"] for part in edge["parts"]]
    assert {part["role"] for part in parts} >= {"agent", "recipient", "place", "position"}
    assert any(part["first"] for part in parts)


def test_statements_are_left_out_unless_asked_for() -> None:
    groups = {n.get("group") for n in data_of(stories.small(), statements=True)["nodes"]}
    assert "Statement" in groups
    assert "Statement" not in {n.get("group") for n in data_of(stories.small())["nodes"]}


def test_the_same_story_gives_the_same_page() -> None:
    first, second = (Explorer(data_of(stories.affair()), title="Affair").html for _ in range(2))
    assert first == second


def test_the_policy_allows_what_the_page_holds_and_nothing_else(small: dict[str, Any]) -> None:
    page = explorer_page(small)
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    script = assets.asset("explorer.js")
    digest = base64.b64encode(hashlib.sha256(script).digest()).decode()
    assert policy[1].startswith("default-src 'none'; img-src data:;")
    assert f"script-src 'sha256-{digest}';" in policy[1]
    assert "unsafe" not in policy[1] and "http" not in policy[1]
    assert elements(page, "script", "style") == {"script": [{}], "style": [{}]}
    assert "'wasm-unsafe-eval'" in explorer_page(small, wasm=True)


def test_blocks_hold_story_world_licences_and_more(small: dict[str, Any]) -> None:
    page = explorer_page(small, title="A <b>", blocks={"more": compressed(b"\x00yes")})
    assert json.loads(block(page, "story"))["title"] == "A <b>"
    assert json.loads(block(page, "world"))["type"] == "Topology"
    licences = block(page, "licences").decode()
    for name in ("sigma", "graphology", "world-atlas"):
        assert re.search(rf"^{name} [\d.]+ \(", licences, re.M)
    assert block(page, "more") == b"\x00yes"


def test_hostile_text_cannot_leave_its_block() -> None:
    page = Explorer(data_of(stories.hostile()), title=stories.HOSTILE[0], source=stories.HOSTILE[1]).html
    head = page[: page.index("<script")]
    for attack in stories.HOSTILE:
        assert attack not in head
    assert elements(page, "script", "style", "img", "b") == {"script": [{}], "style": [{}]}


def test_lone_surrogates_do_not_stop_it() -> None:
    world = stories.World()
    world.entity("a", "Person", "A\ud800")
    world.entity("b", "Person", "B")
    page = Explorer({**data_of(stories.World()), "note": "\udcff"}, title="\ud800").html
    page.encode("utf-8")


def test_an_empty_store_gives_a_page() -> None:
    data = data_of(stories.World())
    assert data["nodes"] == [] and data["dates"] == []
    assert "Topology" in block(Explorer(data).html, "world").decode()


def test_without_its_bundle_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch, small: dict[str, Any], tmp_path: Path) -> None:
    monkeypatch.setattr(assets, "files", lambda _: tmp_path)
    with pytest.raises(KgError, match=r"KG046.*make setup"):
        explorer_page(small)


def test_it_starts_around_its_focus() -> None:
    focus = stories.entity_iri("mara")
    data = data_of(stories.small(), focus=focus, hops=2)
    assert data["nodes"][data["focus"]]["iri"] == focus


def test_days_of_publication_and_copies(small: dict[str, Any]) -> None:
    talks = node(small, "talks")
    assert [small["dates"][at] for at in talks["published"]] == ["2031-03-13", "2031-03-14"]
    told = [small["articles"][small["sentences"][sentence][0]] for sentence, *_ in talks["evidence"]]
    assert {a["headline"]: a["origin"] for a in told}["Cobalt talks open, agency says"] == told[0]["origin"]
    assert len({a["origin"] for a in told}) == 2


def test_statuses_and_roles_are_in_words(small: dict[str, Any]) -> None:
    names = {name: look["name"] for name, look in small["look"]["statuses"].items()}
    assert names == words.STATUSES
    labels = {part["label"] for edge in small["edges"] for part in edge["parts"] if part["kind"] == "role"}
    assert labels == {"who", "whom", "among", "where"}


def test_who_denies_it_is_told() -> None:
    world = stories.small()
    world.article("Not so", "2031-03-22", "Ledger & Sail", [
        ("merger", "Nobody is {!|buying} {recipient:borealis|Borealis}, {by:ida|Kallas} said."),
    ])  # fmt: skip
    data = data_of(world)
    assert node(data, "takeover")["deniedBy"] == "Ida Kallas"
    assert "deniedBy" not in node(data, "talks")


def test_positions_are_apart_and_do_not_depend_on_pairs() -> None:
    edges = [(at, (at * 7 + 3) % 120) for at in range(120)] + [(200, 201)]
    first = wide_layout(210, edges)
    assert first == wide_layout(210, [(b, a) for a, b in edges] + [edges[0], (5, 5)])
    assert len(first) == 210
    least = min(
        (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 for at, a in enumerate(first) for b in first[at + 1 :]
    )
    assert least**0.5 > APART * STEP * 0.5
    assert wide_layout(0, []) == []


def test_neighbours_are_nearer_than_strangers() -> None:
    ring = [(at, (at + 1) % 60) for at in range(60)]
    places = wide_layout(60, ring)

    def far(a: int, b: int) -> float:
        return float(((places[a][0] - places[b][0]) ** 2 + (places[a][1] - places[b][1]) ** 2) ** 0.5)

    near = sum(far(at, (at + 1) % 60) for at in range(60)) / 60
    across = sum(far(at, (at + 30) % 60) for at in range(60)) / 60
    assert near * 4 < across


def test_object(small: dict[str, Any], tmp_path: Path) -> None:
    explorer = Explorer(small, title="Cobalt")
    assert explorer.save(tmp_path / "x.html").read_text("utf8") == explorer.html
    assert "sandbox=" in explorer._repr_html_() and "srcdoc=" in explorer._repr_html_()
    assert repr(explorer).startswith("<Explorer: Cobalt, ")
    with pytest.raises(KgError, match="KG042"):
        explorer.save(tmp_path / "x.pdf")
