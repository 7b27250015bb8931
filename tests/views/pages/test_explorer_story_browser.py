# ruff: noqa: E501 - scripts of one line
"""The explorer as a reader of a story uses it: what it begins with, time, counts, tables, timeline, copies, keys; on a desk and on a phone.

One page is opened once; every test begins with the state that it opened with.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kg.views.networks.explorer_data import explorer_data
from kg.views.networks.network import network
from kg.views.pages.explorer import Explorer

from .. import stories
from ..browser import WEBGL, Reader, complaints, open_browser, press, requests, screen, text, visit

pytestmark = pytest.mark.browser
DESK, PHONE = (1280, 800), (390, 844)


def story() -> stories.World:
    """The affair, with a wire report that two others copied, and one event that matters more than all others."""
    world = stories.affair()
    for number, event in enumerate(world.events.values()):
        event["weight"] = round(0.2 + 0.01 * (number % 7), 2)
    world.entity("orla", "Person", "Orla Quist", at=None)
    world.entity("perth", "Place", "Perth", at="115.86 -31.95")
    world.entity("halifax", "Place", "Halifax", at="-63.57 44.65")
    world.event("summit", "Meet", "Orla Quist meets Mara Lindqvist in Perth to settle the cobalt quarrel", first="2031-06-20", weight=0.9)
    world.event("sale", "Acquire", "Helia Motors sells the Orrin mine", status="Denied", first="2031-06-21", weight=0.8)
    told = "{agent:orla|Orla Quist} {!|met} {participant:mara-lindqvist|Mara Lindqvist} in {place:perth|Perth} to settle it."
    first = world.article("Quist and Lindqvist settle it", "2031-06-21", "The Harbour Wire", [("summit", told)])
    for paper in ("Morning Courier", "Kirun Observer"):
        world.article("Quarrel settled, agency says", "2031-06-22", paper, [("summit", told)], copy_of=first)
    world.article("No sale", "2031-06-23", "Ledger & Sail", [
        ("sale", "{agent:helia-motors|Helia Motors} is not {!|selling} {recipient:orrin-mine|the Orrin mine}, {by:orla|Quist} said in {place:halifax|Halifax}."),
    ])  # fmt: skip
    return world


@pytest.fixture(scope="module")
def page() -> str:
    query = stories.asker(story().store())
    return Explorer(explorer_data(query, network(query, max_nodes=5_000, whole=True)), title="About cobalt").html


@pytest.fixture(scope="module")
def opened(page: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    with open_browser(WEBGL) as driver:
        reader = Reader(driver)
        screen(driver, *DESK)
        path = visit(driver, page, tmp_path_factory.mktemp("page"))
        reader.wait("window.explorer")
        reader.js("window.first = explorer.state.get()")
        yield reader
        assert complaints(driver) == []
        asked = {url.partition("#")[0] for url in requests(driver) if not url.startswith(("data:", "blob:"))}
        assert asked <= {path.as_uri(), "about:blank"}


@pytest.fixture
def reader(opened: Reader) -> Reader:
    screen(opened.driver, *DESK)
    opened.js("document.querySelectorAll('dialog[open]').forEach((d) => d.close()); document.activeElement.blur(); explorer.state.set(window.first)")
    return opened


def node(reader: Reader, label: str) -> int:
    found: int = reader.js("return explorer.data.nodes.findIndex((n) => n.label.startsWith(arguments[0]))", label)
    assert found >= 0, label
    return found


NAMED = """
const { overlay, sigma } = explorer.panels.get("graph");
sigma.refresh({ schedule: false }); overlay.paint();
const { width, height } = sigma.getDimensions();
return [explorer.shown().nodes.length, [...overlay.named().keys()].map((at) => explorer.data.nodes[at].label), width, height];
"""


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_it_begins_with_what_matters_all_names_drawn(reader: Reader, size: tuple[int, int]) -> None:
    if size == PHONE:  # as a phone opens it
        screen(reader.driver, *PHONE)
        reader.js("window.dispatchEvent(new Event('resize'))")
        reader.wait("explorer.panels.get('graph').sigma.getDimensions().width < 400 && explorer.shown().nodes.length < 30")
    drawn, named, *_ = reader.js(NAMED)
    assert 12 <= drawn <= 56
    assert any(label.startswith("Orla Quist meets") for label in named) and "Mara Lindqvist" in named
    assert len(named) >= 0.9 * drawn
    # all of it on the stage, clear of the buttons in the corner
    points = reader.js("const s = explorer.panels.get('graph').sigma, { width, height } = s.getDimensions(); return explorer.shown().nodes.map((at) => { const p = s.framedGraphToViewport(s.getNodeDisplayData(at)); return [p.x, p.y, width, height]; })")
    assert all(4 < x < width - 4 and 4 < y < height - 4 for x, y, width, height in points)
    assert not any(x > width - 140 and y > height - 50 for x, y, width, height in points)


def test_time_chooses_from_the_whole_story(reader: Reader) -> None:
    before = reader.js("return explorer.shown().nodes")
    reader.js("explorer.state.set({ time: ['2031-01-01', '2031-01-31'] })")
    nodes, events = reader.js("const { shown, data } = explorer; return [shown().nodes, shown().nodes.filter(data.isEvent).map((at) => data.nodes[at].first)]")
    assert events and all(day.startswith("2031-01") for day in events)
    assert set(nodes) - set(before), "nothing came from the rest of the story"
    everything = reader.js("return explorer.data.nodes.filter((n) => n.kind === 'event' && n.first?.startsWith('2031-01')).length")
    assert len(events) == everything
    # laid out anew, over the stage
    places = reader.js("const s = explorer.panels.get('graph').sigma, { width, height } = s.getDimensions(); return explorer.shown().nodes.map((at) => { const p = s.framedGraphToViewport(s.getNodeDisplayData(at)); return [p.x / width, p.y / height]; })")
    assert all(0 < x < 1 and 0 < y < 1 for x, y in places)
    assert max(y for _, y in places) - min(y for _, y in places) > 0.5


def test_bars_by_the_day_of_publication(reader: Reader) -> None:
    reader.js("document.querySelector('.by [data-by=published]').click()")
    assert "told" in text(reader.driver, ".told-time")
    reader.js("explorer.state.set({ time: ['2031-06-22', '2031-06-22'] })")
    shown = reader.js("const { shown, data } = explorer; return data.nodes.filter((n, at) => n.kind === 'event' && shown().passes[at]).map((n) => n.label)")
    assert any(label.startswith("Orla Quist meets") for label in shown) and not any(label.startswith("Helia") for label in shown)
    reader.js("explorer.state.set({ by: 'event' })")
    assert reader.js("return explorer.data.nodes.filter((n, at) => n.kind === 'event' && explorer.shown().passes[at]).length") == 0


def test_counts_follow_the_filters(reader: Reader) -> None:
    count = "return Number(document.querySelector(`[data-filter='${arguments[0]}'] [data-count='${arguments[1]}']`).textContent)"
    planned = reader.js(count, "statuses", "Planned")
    assert planned == reader.js("return explorer.data.nodes.filter((n) => n.status === 'Planned').length")
    reader.js("explorer.state.set({ time: ['2031-06-15', '2031-06-30'] })")
    assert reader.js(count, "statuses", "Planned") < planned
    inside = reader.js("return explorer.data.nodes.filter((n, at) => n.kind === 'event' && explorer.shown().passes[at]).length")
    assert reader.js(count, "classes", "Event") == inside
    # what a set switches off, it goes on counting
    reader.js("explorer.state.set({ time: null, statuses: ['Planned'] })")
    assert reader.js(count, "statuses", "Planned") == planned


def column(reader: Reader, table: int, n: int) -> list[str]:
    found: list[str] = reader.js("return [...document.querySelectorAll('#view-table table')[arguments[0]].querySelectorAll('tbody tr')].map((r) => r.children[arguments[1]].innerText)", table, n)
    return found


def test_tables_sort(reader: Reader) -> None:
    reader.js("explorer.state.set({ view: 'table', start: 'all' })")
    press_heading = "document.querySelectorAll('#view-table table')[arguments[0]].querySelectorAll('.sort')[arguments[1]].click()"
    reader.js(press_heading, 0, 0)
    names = column(reader, 0, 0)
    assert names == sorted(names, key=lambda name: name.lower()) and len(names) > 20
    assert reader.js("return document.querySelector('#view-table th').getAttribute('aria-sort')") == "ascending"
    reader.js(press_heading, 0, 3)
    numbers = [int(n) for n in column(reader, 0, 3)]
    assert numbers == sorted(numbers, reverse=True)
    reader.js(press_heading, 0, 3)
    assert [int(n) for n in column(reader, 0, 3)] == sorted(numbers)
    reader.js(press_heading, 1, 2)
    assert column(reader, 1, 2)[0] == "26 Jun 2031"
    assert "denied by Orla Quist" in column(reader, 1, 3)


def test_the_timeline_follows_what_is_selected(reader: Reader) -> None:
    reader.js("explorer.state.set({ view: 'timeline' })")
    everything = len(reader.js("return document.querySelectorAll('#view-timeline .event')"))
    reader.js("explorer.actions.select('node', arguments[0])", node(reader, "Orla Quist meets"))
    current = "const row = document.querySelector('#view-timeline .event[aria-current=true]'), a = row.getBoundingClientRect(), b = row.closest('.timeline').getBoundingClientRect(); return a.top >= b.top && a.bottom <= b.bottom"
    assert reader.js(current)
    reader.js("explorer.actions.select('node', arguments[0])", node(reader, "Orla Quist"))
    # the person, whose label begins the event's, too
    at = reader.js("return explorer.data.nodes.findIndex((n) => n.label === 'Orla Quist')")
    reader.js("explorer.actions.select('node', arguments[0])", at)
    assert "Events of Orla Quist in order of time (1)" in text(reader.driver, "#view-timeline h2")
    reader.js("document.querySelector('.whose').click()")
    assert len(reader.js("return document.querySelectorAll('#view-timeline .event')")) == everything


def test_copies_are_folded(reader: Reader) -> None:
    reader.js("explorer.actions.select('node', arguments[0])", node(reader, "Orla Quist meets"))
    told = "return document.querySelectorAll('#panel .told').length"
    assert reader.js(told) == 1
    assert "+2 copies" in text(reader.driver, "#panel")
    reader.js("document.querySelector('#panel .told .plain').click()")
    assert reader.js(told) == 3 and "Kirun Observer" in text(reader.driver, "#panel")


def test_the_map_is_whole(reader: Reader) -> None:
    for size in (DESK, PHONE):
        screen(reader.driver, *size)
        reader.js("explorer.state.set({ view: 'map' })")
        reader.wait("explorer.panels.get('map')?.points?.().length")
        reader.js("[...document.querySelectorAll('.map-tools button')].find((b) => b.textContent === 'Fit').click()")
        inside = """
        const sheet = document.querySelector('.map .sheet').getBoundingClientRect(), land = document.querySelector('.map .sphere').getBoundingClientRect();
        const names = [...document.querySelectorAll('.map .labels text')].map((t) => t.getBoundingClientRect());
        return [land.left >= sheet.left - 1 && land.right <= sheet.right + 1 && land.top >= sheet.top - 1 && land.bottom <= sheet.bottom + 1, names.length, names.every((n) => n.left >= sheet.left && n.right <= sheet.right)];
        """
        # the sheet has its new size when the browser has laid it out
        reader.wait(f"(() => {{ {inside} }})().every(Boolean)")
        whole, names, uncut = reader.js(inside)
        assert whole and names >= 2 and uncut


@pytest.mark.parametrize("focused", [False, True])
def test_keys_are_told(reader: Reader, focused: bool) -> None:
    if focused:  # as the page opens
        reader.js("document.getElementById('search').focus()")
    press(reader.driver, "?")
    assert reader.js("return document.getElementById('search').value") == ""
    assert "expand" in text(reader.driver, "#help") and "search box" in text(reader.driver, "#help")
    press(reader.driver, "\ue00c")  # Escape
    assert not reader.js("return document.getElementById('help').open")


@pytest.mark.parametrize("dark", [False, True])
def test_a_phone_reaches_everything_with_a_finger(reader: Reader, dark: bool) -> None:
    screen(reader.driver, *PHONE, dark=dark)
    assert reader.js("return document.documentElement.scrollWidth") <= PHONE[0]
    tabs = reader.js("return [...document.querySelectorAll('#views button')].map((b) => { const r = b.getBoundingClientRect(); return [r.left, r.right]; })")
    assert len(tabs) == 5 and all(left >= 0 and right <= PHONE[0] for left, right in tabs)
    small = """
    return [...document.querySelectorAll('button, input, select')].filter((b) => b.checkVisibility() && b.type !== 'checkbox' && b.type !== 'range').map((b) => [b.textContent || b.id, b.getBoundingClientRect()])
      .filter(([, r]) => r.width && r.right > 0 && (r.height < 43.5 || r.width < 43.5)).map(([name, r]) => `${name} ${Math.round(r.width)}x${Math.round(r.height)}`);
    """
    for view in ("graph", "table", "timeline", "map", "review"):
        reader.js("explorer.state.set({ view: arguments[0], selected: { kind: 'node', at: arguments[1] } })", view, node(reader, "Mara Lindqvist"))
        if view == "map":
            reader.wait("explorer.panels.get('map')?.points?.().length")
        assert reader.js(small) == [], view
    reader.js("explorer.state.set({ selected: null }); document.getElementById('filter').click()")
    assert reader.js(small) == []
    reader.js("document.getElementById('filter').click()")
