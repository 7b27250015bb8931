# ruff: noqa: E501 - scripts of one line
"""The explorer's tools: the search box, paths, measures and communities, files of other programs.

One page is opened once; every test begins with the state that it opened with.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from .. import stories
from ..browser import WEBGL, Reader, complaints, open_browser, press, requests, screen, text, visit
from .test_explorer_browser import explorer

pytestmark = pytest.mark.browser
DESK, PHONE = (1280, 800), (390, 844)
HOSTILE = stories.HOSTILE[0]


def story() -> stories.World:
    """The affair, with a chain from a stranger to the minister, and a name that would break out of a file."""
    world = stories.affair()
    world.entity("stranger", "Person", "Yorick Amsel")
    world.entity("ferry", "Organization", "Amber Ferry Line")
    world.entity("sly", "Person", f"Sly {HOSTILE} \x07")
    world.event("hire", "Appoint", "Amber Ferry Line hires Yorick Amsel as purser", first="2031-03-03")
    world.event("lease", "Transact", "Mara Lindqvist leases a ship of the Amber Ferry Line", first="2031-03-05")
    world.event("sly", "Meet", f"{HOSTILE} meets Mara Lindqvist", first="2031-03-07")
    world.article("A purser", "2031-03-04", "North Gazette", [
        ("hire", "{agent:ferry|Amber Ferry Line} {!|hired} {recipient:stranger|Yorick Amsel} as purser of its night boats."),
        ("lease", "{agent:mara-lindqvist|Mara Lindqvist} {!|leased} a ship of {participant:ferry|the Amber Ferry Line} for her travels."),
        ("sly", "{agent:sly|Somebody} {!|met} {recipient:mara-lindqvist|Lindqvist}."),
    ])  # fmt: skip
    return world


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    with open_browser(WEBGL) as driver:
        reader = Reader(driver)
        screen(driver, *DESK)
        path = visit(driver, explorer(story()).html, tmp_path_factory.mktemp("page"))
        reader.wait("window.explorer")
        reader.js("window.first = explorer.state.get()")
        yield reader
        assert complaints(driver) == []
        asked = {url.partition("#")[0] for url in requests(driver) if not url.startswith(("data:", "blob:"))}
        assert asked <= {path.as_uri(), "about:blank"}


@pytest.fixture
def reader(opened: Reader) -> Reader:
    screen(opened.driver, *DESK)
    opened.js("document.activeElement.blur(); document.getElementById('search').value = ''; explorer.state.set(window.first)")
    return opened


def node(reader: Reader, label: str) -> int:
    found: int = reader.js("return explorer.data.nodes.findIndex((n) => n.label === arguments[0])", label)
    assert found >= 0, label
    return found


def offered(reader: Reader, words: str) -> dict[str, list[str]]:
    """What the box offers, by heading."""
    script = """
    return explorer.search.sections(arguments[0]).map(([heading, found]) => [heading, found.map((one) =>
      one.sentence !== undefined ? explorer.data.sentences[one.sentence][1] : one.what ? one.name : explorer.data.nodes[one.at].label)]);
    """
    return dict(reader.js(script, words))


def test_the_box_finds_near_spellings(reader: Reader) -> None:
    assert "Mara Lindqvist" in offered(reader, "Lindkvist")["Near that"]
    assert offered(reader, "Lindqvist")["Names and events"][0] == "Mara Lindqvist"
    # an event by its kind and who takes part
    assert "Amber Ferry Line hires Yorick Amsel as purser" in offered(reader, "appoint amsel")["Near that"]
    assert offered(reader, "qqqqq") == {}


def test_the_box_finds_sentences(reader: Reader) -> None:
    assert offered(reader, "night boats")["Sentences"] == ["Amber Ferry Line hired Yorick Amsel as purser of its night boats."]
    for size in (DESK, PHONE):
        screen(reader.driver, *size)
        press(reader.driver, "/", "night boats")
        assert "Sentences" in text(reader.driver, "#found").title() and reader.js("return [...document.querySelectorAll('#found mark')].map((m) => m.textContent)") == ["night", "boats"]
        assert reader.js("const r = document.querySelector('#found').getBoundingClientRect(); return r.left >= 0 && r.right <= innerWidth")
        press(reader.driver, "\ue007")  # Enter
        assert text(reader.driver, "#panel h2") == "Amber Ferry Line hires Yorick Amsel as purser"
        reader.js("explorer.state.set(window.first); document.activeElement.blur()")


def test_the_box_finds_kinds(reader: Reader) -> None:
    assert "denied" in offered(reader, "denied")["Kinds"]
    assert offered(reader, "harbour wire")["Kinds"] == ["The Harbour Wire"]
    press(reader.driver, "/", "denied")
    reader.js("[...document.querySelectorAll('#found li')].find((l) => l.textContent.startsWith('Only denied')).dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, cancelable: true }))")
    statuses = reader.js("const { shown, data } = explorer; return [...new Set(shown().nodes.filter(data.isEvent).map((at) => data.nodes[at].status))]")
    assert statuses == ["Denied"]


def test_a_path_between_two(reader: Reader) -> None:
    reader.js("explorer.actions.select('node', arguments[0])", node(reader, "Yorick Amsel"))
    press(reader.driver, "p", "Mara Lindqvist", "\ue007")
    assert text(reader.driver, "#panel h2") == "From Yorick Amsel to Mara Lindqvist"
    names = reader.js("return explorer.shown().paths[0].map((at) => explorer.data.nodes[at].label)")
    assert names == ["Yorick Amsel", "Amber Ferry Line hires Yorick Amsel as purser", "Amber Ferry Line", "Mara Lindqvist leases a ship of the Amber Ferry Line", "Mara Lindqvist"]
    assert "as purser of its night boats" in text(reader.driver, "#panel")
    assert set(reader.js("return explorer.shown().nodes")) == set(reader.js("return explorer.shown().paths.flat()"))
    reader.wait("location.hash.includes('path=')")
    # a filter that cuts it says so
    reader.js("explorer.state.set({ groups: ['Appoint', 'Transact'] })")
    assert "leads from one to the other" in text(reader.driver, "#panel")
    reader.js("document.querySelector('#panel .close').click()")
    assert reader.js("return explorer.state.get().start") == "top"


@pytest.mark.parametrize("measure", ["links", "pagerank", "between"])
def test_size_by_a_measure(reader: Reader, measure: str) -> None:
    reader.js("explorer.state.set({ start: 'all' })")
    sizes = "const s = explorer.panels.get('graph').sigma; return explorer.shown().nodes.filter((at) => !explorer.data.isEvent(at)).map((at) => [explorer.measures.value(at), s.getNodeDisplayData(at).size])"
    before = reader.js(sizes)
    reader.js("const list = document.querySelector('[data-choice=size]'); list.value = arguments[0]; list.dispatchEvent(new Event('change'))", measure)
    after = sorted(map(tuple, reader.js(sizes)))
    assert [size for _, size in after] == sorted(size for _, size in after) and after[-1][0] > after[0][0]
    assert before != after
    reader.js("explorer.state.set({ view: 'table' })")
    assert reader.js("return document.querySelector('#view-table thead').innerText").count(reader.js("return explorer.measures.label()")) == 1


def test_colours_by_community(reader: Reader) -> None:
    reader.js("explorer.state.set({ start: 'all', colour: 'community' })")
    colours = reader.js("const s = explorer.panels.get('graph').sigma; return explorer.measures.communities().slice(0, 3).map(({ members }) => [...new Set(members.map((at) => s.getNodeDisplayData(at).color))])")
    assert len(colours) >= 2 and all(len(some) == 1 for some in colours)
    assert len({some[0] for some in colours}) == len(colours)
    rows = reader.js("return document.querySelectorAll('.communities .row').length")
    assert rows >= len(colours)
    again = "explorer.state.set({ origins: 2 }); explorer.state.set({ origins: 1 }); return explorer.measures.communities()"
    assert reader.js("return explorer.measures.communities()") == reader.js(again)


def saved(reader: Reader, what: str, name: str, folder: Path) -> str:
    reader.driver.execute_cdp_cmd("Page.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(folder)})
    reader.js("document.getElementById('export').click(); [...document.querySelectorAll('.menu button')].find((b) => b.textContent.includes(arguments[0])).click()", what)
    target = folder / name
    for _ in range(100):
        if target.is_file() and target.stat().st_size:
            return target.read_text("utf-8")
        reader.driver.execute_async_script("setTimeout(arguments[0], 50)")
    raise AssertionError(f"{name} was not saved")


def test_gexf_is_read_by_others(reader: Reader, tmp_path: Path) -> None:
    import networkx as nx

    reader.js("explorer.state.set({ start: 'all' })")
    found: Any = nx.read_gexf(_file(tmp_path, saved(reader, "GEXF", "about-it.gexf", tmp_path)))
    nodes = reader.js("return explorer.shown().nodes.map((at) => explorer.data.nodes[at].iri)")
    assert set(found) == set(nodes)
    hired = found.nodes[stories.event_iri("hire")]
    assert hired["label"] == "Amber Ferry Line hires Yorick Amsel as purser" and hired["status"] == "happened" and hired["first"] == "2031-03-03"
    assert HOSTILE in found.nodes[stories.entity_iri("sly")]["label"]
    assert found.edges[stories.entity_iri("ferry"), stories.event_iri("hire")]["label"] == "who"


def _file(folder: Path, content: str) -> Path:
    path = folder / "read.gexf"
    path.write_text(content, "utf-8")
    return path


def test_svg_holds_what_is_drawn(reader: Reader, tmp_path: Path) -> None:
    reader.js("explorer.actions.focus(arguments[0])", node(reader, "Yorick Amsel"))
    drawing = ET.fromstring(saved(reader, "SVG", "about-it.svg", tmp_path))
    space = "{http://www.w3.org/2000/svg}"
    assert len(list(drawing.iter(f"{space}path"))) == reader.js("return explorer.shown().nodes.length")
    assert len(list(drawing.iter(f"{space}line"))) == reader.js("return explorer.shown().edges.length")
    words = " ".join("".join(t.itertext()) for t in drawing.iter(f"{space}text"))
    assert "Yorick Amsel" in words and "About it" in words
    assert not list(drawing.iter(f"{space}script")) and not list(drawing.iter(f"{space}image"))
