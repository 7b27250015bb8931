# ruff: noqa: E501 - scripts of one line
"""The explorer's basket: what a reader decides leaves as commands, quoted for a shell, with no words of articles in them."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator
from typing import Any

import pytest

from kg.analysis.answers import review_block
from kg.analysis.doubts import doubts
from kg.graph.asking.sparql import ask
from kg.story.index import Join
from kg.views.networks.explorer_data import explorer_data
from kg.views.networks.network import network
from kg.views.pages.explorer import Explorer
from kg.views.pages.explorer_page import compressed

from .. import stories
from ..browser import WEBGL, Reader, complaints, open_browser, press, screen, text, visit

pytestmark = pytest.mark.browser
DESK, PHONE = (1280, 800), (390, 844)
STORE = "it's a store"


def page() -> str:
    world = stories.World()
    world.entity("mara", "Person", "Mara Lund", "Lund")
    world.entity("marta", "Person", "Marta Lund")
    world.entity("ode", "Person", f"Ode {stories.HOSTILE[3]}; rm -rf ~")
    world.event("met", "Meet", f"Lund meets Fell $(reboot) {stories.HOSTILE[1]}", weight=0.9)
    world.event("sold", "Meet", "Fell meets Lund", weight=0.9)
    world.article("One", "2031-03-01", "The Harbour Wire", [
        ("met", "{agent:mara|Mara Lund} {!|met} {recipient:ode|Ode Fell}, {by:ode|Fell} said."),
        ("sold", "{agent:ode|Ode Fell} {!|met} {recipient:mara|Lund} again."),
    ])  # fmt: skip
    world.article("Two", "2031-03-02", "North Gazette", [("sold", "{agent:marta|Marta Lund} {!|met} {recipient:ode|Fell}.")])
    store = world.store()
    query = stories.asker(store)

    def asked(sparql: str, **values: Any) -> Any:
        return ask(store, sparql, values, trusted=True)

    found = doubts(asked, lambda iri: [Join("Mara Lund (2)", "Lund (1)", "surname alone", 0.8)] if iri.endswith("mara") else [])
    block = compressed(json.dumps(review_block(asked, found, STORE)).encode())
    return Explorer(explorer_data(query, network(query, max_nodes=5_000, whole=True)), blocks={"review": block}).html


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    with open_browser(WEBGL) as driver:
        reader = Reader(driver)
        screen(driver, *DESK)
        visit(driver, page(), tmp_path_factory.mktemp("page"))
        reader.wait("window.explorer")
        reader.js("window.first = explorer.state.get()")
        yield reader
        assert complaints(driver) == []


@pytest.fixture
def reader(opened: Reader) -> Reader:
    screen(opened.driver, *DESK)
    opened.js("document.activeElement.blur(); explorer.state.set(window.first)")
    return opened


def commands(reader: Reader) -> list[list[str]]:
    return [shlex.split(line) for line in reader.js("return explorer.decisions.commands()").splitlines()]


def press_button(reader: Reader, within: str, words: str) -> None:
    reader.js("[...document.querySelectorAll(`${arguments[0]} button`)].find((b) => b.textContent === arguments[1]).click()", within, words)


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_doubts_are_settled_by_commands(reader: Reader, size: tuple[int, int]) -> None:
    screen(reader.driver, *size)
    reader.js("explorer.state.set({ view: 'review' })")
    reader.wait("document.querySelectorAll('.doubt').length === 3")
    shown = text(reader.driver, "#view-review")
    assert "Are “Mara Lund” and “Marta Lund” one person, or two?" in shown and "Ode Fell met Lund again." in shown
    press_button(reader, ".doubt", "Same")
    (one,) = commands(reader)
    assert one[:2] == ["kg", "same"] and one[4:6] == ["-s", STORE] and one[7].startswith("review: apart|")
    assert all("#char=" in end for end in one[2:4])
    assert text(reader.driver, "#tab-review") == "Review 1"
    # another answer takes its place, the same one again takes it back
    press_button(reader, ".doubt", "Different")
    assert [words[1] for words in commands(reader)] == ["different"]
    press_button(reader, ".doubt", "Different")
    assert commands(reader) == [] and "Nothing is decided yet" in text(reader.driver, "#view-review")


def test_any_name_and_event_can_be_judged(reader: Reader) -> None:
    mara, met = (reader.js("return explorer.data.byIri.get(arguments[0])", iri) for iri in (stories.entity_iri("mara"), stories.event_iri("met")))
    reader.js("explorer.actions.select('node', arguments[0])", met)
    press_button(reader, "#panel", "Wrong")
    reader.js("explorer.actions.select('node', arguments[0])", mara)
    assert "surname alone" in text(reader.driver, "#panel")
    press_button(reader, "#panel", "Same as …")
    press(reader.driver, "Ode", "\ue007")
    assert commands(reader) == [
        ["kg", "correct", stories.event_iri("met"), "--status", "Unknown", "-s", STORE, "--reason", "explorer"],
        ["kg", "same", stories.entity_iri("mara"), stories.entity_iri("ode"), "-s", STORE, "--reason", "explorer"],
    ]
    # words of articles stand on the page as text, and in no command
    reader.js("explorer.state.set({ view: 'review' })")
    reader.wait("document.querySelector('#view-review textarea')")
    assert "rm -rf" in text(reader.driver, ".decided") and "rm" not in reader.js("return document.querySelector('#view-review textarea').value")
    assert reader.js("return document.images.length") == 0
    # a link holds them
    reader.wait("location.hash.includes('decided')")
    kept = reader.js("return explorer.state.get().decisions")
    address = reader.js("const kept = location.hash; explorer.state.set({ decisions: [] }); return kept")
    reader.wait("!location.hash.includes('decided')")
    reader.js("location.hash = arguments[0]", address)
    reader.wait("explorer.state.get().decisions.length === 2")
    assert reader.js("return explorer.state.get().decisions") == kept
    reader.js("document.querySelector('.decided .close').click()")
    assert [words[1] for words in commands(reader)] == ["same"]


def test_quoting_is_the_shell_s(reader: Reader) -> None:
    for word in ("plain", "two words", "it's", "$(reboot)", "", "`x`", "a\nb", '"', "\\"):
        assert shlex.split(reader.js("return explorer.quoted(arguments[0])", word)) == [word]
