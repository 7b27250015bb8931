# ruff: noqa: E501 - scripts of one line
"""The explorer in a real browser."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.views.html import assets
from kg.views.networks.explorer_data import explorer_data
from kg.views.networks.network import network
from kg.views.pages.explorer import Explorer

from .. import stories
from ..browser import NO_WEBGL, WEBGL, complaints, open_browser, press, requests, screen, seek, text, visit

pytestmark = pytest.mark.browser


def explorer(world: stories.World, **options: Any) -> Explorer:
    query = stories.asker(world.store())
    graph = network(query, max_nodes=5_000, whole=True, **options)
    return Explorer(explorer_data(query, graph), title="About it", source="made up")


@pytest.fixture(scope="module")
def driver() -> Iterator[Any]:
    with open_browser(WEBGL) as found:
        yield found


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    made = {name: explorer(getattr(stories, name)()).html for name in ("small", "affair", "hostile")}
    far = stories.affair()
    far.event("old", "Meet", "meeting: long ago", first="1945-05-08")
    met = "{agent:mara-lindqvist|Mara Lindqvist} recalled how {recipient:ida-kallas|Ida Kallas} was {!|met} back then."
    far.article("Long ago", "2031-03-01", "North Gazette", [("old", met)])
    return made | {"empty": explorer(stories.World()).html, "far": explorer(far).html}


@pytest.fixture
def show(driver: Any, pages: dict[str, str], tmp_path: Path) -> Iterator[Any]:
    """Opens a page; afterwards the page must have asked for nothing and complained of nothing."""
    opened: list[Path] = []

    def open_page(name: str, address: str = "", **size: Any) -> Any:
        screen(driver, **size)
        opened.append(visit(driver, pages[name], tmp_path))
        if address:
            driver.get("about:blank")
            driver.get(opened[-1].as_uri() + address)
        wait(driver, "window.explorer")
        return driver

    yield open_page
    assert complaints(driver) == []
    asked = {url.partition("#")[0] for url in requests(driver) if not url.startswith(("data:", "blob:"))}
    assert asked <= {opened[-1].as_uri(), "about:blank"}


def wait(driver: Any, condition: str) -> None:
    """Until the page says yes; what it does comes with its next frames."""
    script = (
        "const done = arguments[arguments.length - 1]; let left = 400;"
        f"const look = () => {{ if ({condition}) done(true); else if (--left) setTimeout(look, 25); else done(false); }}; look();"
    )
    assert driver.execute_async_script(script), condition


def node(driver: Any, label: str) -> int:
    found: int = driver.execute_script(
        "return explorer.data.nodes.findIndex((n) => n.label.startsWith(arguments[0]))", label
    )
    assert found >= 0, label
    return found


def drawn(driver: Any) -> set[str]:
    """Names on the canvas; of an event the first word of its title."""
    script = "return explorer.shown().nodes.map((at) => [explorer.data.isEvent(at), explorer.data.name(at)])"
    return {name.split(": ")[0] if event else name for event, name in driver.execute_script(script)}


def mouse(driver: Any, *steps: tuple[str, float, float], count: int = 1) -> None:
    for kind, x, y in steps:
        button = "none" if kind == "mouseMoved" else "left"
        pressed = {"type": kind, "x": x, "y": y, "button": button, "clickCount": count, "buttons": int(kind != "mouseReleased")}
        driver.execute_cdp_cmd("Input.dispatchMouseEvent", pressed)


def place(driver: Any, at: int) -> tuple[float, float]:
    script = """
    const sigma = explorer.panels.get("graph").sigma, box = sigma.getContainer().getBoundingClientRect();
    const p = sigma.framedGraphToViewport(sigma.getNodeDisplayData(arguments[0]));
    return [box.left + p.x, box.top + p.y];
    """
    x, y = driver.execute_script(script, at)
    return x, y


def click(driver: Any, x: float, y: float) -> None:
    mouse(driver, ("mouseMoved", x, y), ("mousePressed", x, y), ("mouseReleased", x, y))


def click_node(driver: Any, label: str) -> int:
    at = node(driver, label)
    click(driver, *place(driver, at))
    wait(driver, f"explorer.state.get().selected?.at === {at}")
    return at


PIXELS = """
const { sigma } = explorer.panels.get("graph");
sigma.refresh({ schedule: false });
const count = (name) => {
  const canvas = sigma.getContainer().querySelector(name), copy = document.createElement("canvas");
  copy.width = canvas.width; copy.height = canvas.height;
  const pen = copy.getContext("2d");
  pen.drawImage(canvas, 0, 0);
  const pixels = pen.getImageData(0, 0, copy.width, copy.height).data, found = new Set();
  let n = 0;
  for (let i = 0; i < pixels.length; i += 4) if (pixels[i + 3] > 200) { n += 1; found.add((pixels[i] << 16) | (pixels[i + 1] << 8) | pixels[i + 2]); }
  return [n, found.size];
};
return [".sigma-edges", ".sigma-nodes", ".overlay"].map(count);
"""


@pytest.mark.parametrize("name", ["small", "affair", "hostile"])
@pytest.mark.parametrize("dark", [False, True])
def test_it_draws(show: Any, name: str, dark: bool) -> None:
    driver = show(name, dark=dark)
    (lines, _), (nodes, colours), (names, _) = driver.execute_script(PIXELS)
    assert lines > 200 and nodes > 800 and names > 500
    assert colours > 5


def test_it_starts_in_sight_and_apart(show: Any) -> None:
    driver = show("affair", width=1280, height=800)
    script = """
    const { sigma } = explorer.panels.get("graph"), { width, height } = sigma.getDimensions();
    return [width, height, explorer.shown().nodes.map((at) => { const p = sigma.framedGraphToViewport(sigma.getNodeDisplayData(at)); return [p.x, p.y]; })];
    """
    width, height, points = driver.execute_script(script)
    assert len(points) > 20
    assert all(0 < x < width and 0 < y < height for x, y in points)
    apart = min(abs(a[0] - b[0]) + abs(a[1] - b[1]) for at, a in enumerate(points) for b in points[at + 1 :])
    assert apart > 9


def test_an_empty_story_says_so(show: Any) -> None:
    driver = show("empty")
    assert "nothing to draw" in text(driver, "#panel")
    assert "nothing to draw" in text(driver, ".hint")


def test_click_on_a_node_shows_its_sentences(show: Any) -> None:
    driver = show("small")
    click_node(driver, "Mara")
    panel = text(driver, "#panel")
    assert "Mara Lindqvist met Tomáš Verhoeven in Tallinn at noon." in panel
    assert "Cobalt talks open · The Harbour Wire · 13 Mar 2031" in panel
    assert "Also: Lindqvist · Мара Линдквист" in panel
    marks = driver.execute_script("return [...document.querySelectorAll('#panel mark')].map((m) => m.textContent)")
    assert marks[0] == "Mara Lindqvist"
    press(driver, "\ue00c")  # Escape
    assert "This view" in text(driver, "#panel")


def test_click_on_a_line_tells_what_it_rests_on(show: Any) -> None:
    driver = show("small")
    a, b = node(driver, "Mara"), node(driver, "talks")
    (ax, ay), (bx, by) = place(driver, a), place(driver, b)
    click(driver, (ax + bx) / 2, (ay + by) / 2)
    wait(driver, "explorer.state.get().selected?.kind === 'edge'")
    assert "Who: Mara Lindqvist" in text(driver, "#panel") and "talks: Mara" in text(driver, "#panel")
    marks = driver.execute_script("return [...document.querySelectorAll('#panel mark')].map((m) => m.textContent)")
    assert "met" in marks


def test_double_click_expands_and_collapse_takes_back(show: Any) -> None:
    driver = show("affair")
    at = driver.execute_script(
        "const { data, shown } = explorer; return shown().nodes.find((n) => !data.isEvent(n) && data.around[n].some(([, o]) => data.nodes[o].degree > 1 && !shown().canvas.has(o)))"
    )
    before = drawn(driver)
    x, y = place(driver, at)
    mouse(driver, ("mouseMoved", x, y), ("mousePressed", x, y), ("mouseReleased", x, y))
    mouse(driver, ("mousePressed", x, y), ("mouseReleased", x, y), count=2)
    wait(driver, "explorer.state.get().steps.length")
    after = drawn(driver)
    assert driver.execute_script("return explorer.state.get().steps") == [["expand", at]]
    assert before < after and len(after) - len(before) <= 50
    places = driver.execute_script("return [...explorer.shown().canvas.values()].map((p) => `${p.x} ${p.y}`)")
    assert len(set(places)) == len(places)
    driver.execute_script("[...document.querySelectorAll('.steps button')].find((b) => b.textContent === 'Collapse').click()")
    assert len(drawn(driver)) < len(after)
    driver.back()
    wait(driver, "explorer.state.get().steps.length === 1")
    assert drawn(driver) == after
    driver.execute_script("explorer.actions.hide(arguments[0])", at)
    assert driver.execute_script("return explorer.data.name(arguments[0])", at) not in drawn(driver)


@pytest.mark.parametrize("words", ["verhoeven", "TOMAS", "tomáš v", "линдквист"])
def test_search_starts_with_a_name(show: Any, words: str) -> None:
    driver = show("small")
    wanted = "Mara Lindqvist" if words.startswith("л") else "Tomáš Verhoeven"
    offered, taken = seek(driver, words)
    assert offered.startswith(wanted)
    assert taken == wanted
    assert wanted in drawn(driver)
    assert driver.execute_script("return explorer.data.name(explorer.state.get().start)") == wanted


def test_the_bars_show_where_most_events_lie(show: Any) -> None:
    """One date far off does not squeeze all others; it is counted, and found by typing."""
    driver = show("far")
    assert "(1 before or after)" in text(driver, ".told-time")
    assert len(driver.execute_script("return document.querySelectorAll('.bars rect')")) > 5
    ticks = driver.execute_script("return [...document.querySelectorAll('.ticks span')].map((t) => t.textContent)")
    assert len(ticks) > 2 and not any("1945" in tick for tick in ticks)


def test_search_finds_nothing(show: Any) -> None:
    driver = show("small")
    press(driver, "/", "zzz(")
    assert "Nothing" in text(driver, "#found")


def toggle(driver: Any, name: str) -> None:
    script = "[...document.querySelectorAll('#filters .key label')].find((l) => l.textContent.startsWith(arguments[0])).click()"
    driver.execute_script(script, name)


def test_filters(show: Any) -> None:
    driver = show("small", "#start=%3Aall")
    everything = drawn(driver)
    assert {"Tallinn", "takeover", "talks", "visit"} <= everything
    toggle(driver, "Places")
    assert "Tallinn" not in drawn(driver)
    assert "filtered away" in text(driver, ".hint")
    toggle(driver, "Places")
    toggle(driver, "denied")
    assert "takeover" not in drawn(driver)
    toggle(driver, "denied")
    toggle(driver, "consult")
    assert "talks" not in drawn(driver)
    driver.execute_script("document.getElementById('clear').click()")
    assert drawn(driver) == everything
    toggle(driver, "Ledger")
    some = drawn(driver)
    assert some and some < everything
    sources = driver.execute_script(
        "return explorer.shown().nodes.every((at) => explorer.data.nodes[at].sources.some((s) => explorer.data.publishers[s].startsWith('Ledger')))"
    )
    assert sources
    driver.execute_script("document.getElementById('clear').click(); explorer.state.set({ origins: 2 })")
    assert 0 < len(drawn(driver)) < len(everything)
    assert driver.execute_script("return explorer.shown().nodes.every((at) => explorer.data.nodes[at].origins >= 2)")


def test_the_brush_filters_everything(show: Any) -> None:
    driver = show("small", "#start=%3Aall")
    box = driver.execute_script("const b = document.querySelector('.area').getBoundingClientRect(); return [b.left, b.top, b.width]")
    y = box[1] + 20
    mouse(driver, ("mouseMoved", box[0] + box[2] * 0.02, y), ("mousePressed", box[0] + box[2] * 0.02, y))
    mouse(driver, ("mouseMoved", box[0] + box[2] * 0.3, y), ("mouseReleased", box[0] + box[2] * 0.3, y))
    wait(driver, "explorer.state.get().time")
    first, last = driver.execute_script("return explorer.state.get().time")
    dates = driver.execute_script("return explorer.shown().nodes.filter(explorer.data.isEvent).map((at) => [explorer.data.nodes[at].first, explorer.data.nodes[at].last])")
    everything = driver.execute_script("return explorer.data.nodes.filter((n) => n.kind === 'event').map((n) => [n.first, n.last])")
    wanted = [d for d in everything if d[0] and d[0] <= last and d[1] >= first]
    assert sorted(dates) == sorted(wanted) and 0 < len(dates) < len(everything)
    driver.execute_script("explorer.state.set({ view: 'timeline' })")
    assert len(driver.execute_script("return document.querySelectorAll('#view-timeline .event')")) == len(wanted)
    driver.execute_script("document.querySelector('.dates .plain').click()")
    assert driver.execute_script("return explorer.state.get().time") is None


def test_dates_can_be_typed(show: Any) -> None:
    driver = show("small", "#start=%3Aall")
    script = "const i = document.querySelectorAll('.dates input')[arguments[0]]; i.value = arguments[1]; i.dispatchEvent(new Event('change'))"
    driver.execute_script(script, 0, "2031-04-01")
    driver.execute_script(script, 1, "2031-04-30")
    assert driver.execute_script("return explorer.state.get().time") == ["2031-04-01", "2031-04-30"]
    assert "sign" in drawn(driver) and "talks" not in drawn(driver)


def test_planned_and_denied_are_drawn_differently(show: Any) -> None:
    driver = show("small", "#start=%3Aall")
    script = """
    const { sigma } = explorer.panels.get("graph");
    const style = (name) => { const d = sigma.getNodeDisplayData(explorer.data.nodes.findIndex((n) => n.label.startsWith(name))); return [d.style, d.border]; };
    return ["talks", "sign", "takeover"].map(style);
    """
    talks, sign, takeover = driver.execute_script(script)
    assert len({talks[0], sign[0], takeover[0]}) == 3
    assert takeover[1] != talks[1]
    edges = driver.execute_script(
        "const g = explorer.panels.get('graph').sigma.getGraph(); return [...new Set(g.mapEdges((_, a) => a.style))].sort()"
    )
    assert edges == [0, 1, 2]


def test_timeline_in_order(show: Any) -> None:
    driver = show("affair", "#view=timeline")
    labels = driver.execute_script("return [...document.querySelectorAll('#view-timeline .event')].map((e) => e.innerText)")
    dated = driver.execute_script("return explorer.data.nodes.filter((n) => n.kind === 'event' && n.first).length")
    assert len(labels) == dated > 20
    driver.execute_script("document.querySelectorAll('#view-timeline .event')[3].click()")
    assert text(driver, "#panel h2")
    assert driver.execute_script("return explorer.shown().canvas.has(explorer.state.get().selected.at)")


def test_the_same_as_tables(show: Any) -> None:
    driver = show("small", "#start=%3Aall&view=table")
    table = text(driver, "#view-table")
    assert "Names (7)" in table and "Events (5)" in table
    assert "takeover: Borealis Cobalt" in table
    driver.execute_script("[...document.querySelectorAll('#view-table button')].find((b) => b.textContent === 'Ida Kallas').click()")
    assert text(driver, "#panel h2") == "Ida Kallas"
    rows = driver.execute_script("return document.querySelectorAll('#view-table table:last-of-type tbody tr').length")
    assert rows == driver.execute_script("return explorer.shown().edges.flatMap((at) => explorer.shown().parts[at]).length")
    toggle(driver, "Places")
    assert "Tallinn" not in driver.execute_script("return [...document.querySelectorAll('#view-table td:first-child')].map((t) => t.innerText)")


def test_by_keyboard_alone(show: Any) -> None:
    from selenium.webdriver.common.keys import Keys

    driver = show("small")
    assert driver.execute_script("return document.activeElement.id") == "search"
    press(driver, Keys.TAB)
    assert driver.execute_script("return document.activeElement.id") == "tab-graph"
    press(driver, Keys.ARROW_RIGHT)
    assert driver.execute_script("return explorer.state.get().view") == "table"
    for _ in range(60):
        press(driver, Keys.TAB)
        if driver.execute_script("return document.activeElement.matches('#view-table .link')"):
            break
    press(driver, Keys.ENTER)
    assert driver.execute_script("return explorer.state.get().selected.kind") == "node"
    press(driver, "e")
    assert driver.execute_script("return explorer.state.get().steps[0][0]") == "expand"
    press(driver, Keys.ESCAPE)
    assert driver.execute_script("return explorer.state.get().selected") is None


def test_the_state_is_in_the_address_and_comes_back(show: Any, pages: dict[str, str], tmp_path: Path) -> None:
    driver = show("affair")
    driver.execute_script(
        "const { actions, data, state } = explorer; actions.focus(data.nodes.findIndex((n) => n.label === 'Mara Lindqvist'));"
        "const other = explorer.shown().nodes.find((at) => !data.isEvent(at) && at !== state.get().start); actions.expand(other); actions.select('node', other);"
        "state.set({ statuses: ['Denied'], classes: ['Thing'], origins: 1, time: ['2031-01-01', '2031-12-31'], sources: [0, 2], theme: 'dark' });"
    )
    wait(driver, "location.hash.includes('sources')")
    kept, names = driver.execute_script("return [explorer.state.get(), explorer.shown().nodes]")
    address = driver.execute_script("return location.href")
    driver.get("about:blank")
    driver.get(address)
    wait(driver, "window.explorer")
    again, names_again = driver.execute_script("return [explorer.state.get(), explorer.shown().nodes]")
    assert again == kept and names_again == names
    assert driver.execute_script("return getComputedStyle(document.body).backgroundColor") == "rgb(21, 23, 28)"


@pytest.mark.parametrize("address", ["#start=entity/none&steps=%2Bx%20-&selected=a%20b&sources=%7B&time=soon&view=nothing", "#%00%ff", "#origins=-1e9&theme=x"])
def test_an_address_of_nonsense_does_no_harm(show: Any, address: str) -> None:
    driver = show("small", address)
    assert len(drawn(driver)) > 5


def test_export(show: Any) -> None:
    driver = show("small", "#start=%3Aall")
    csv = driver.execute_script("return explorer.csv()")
    assert csv.splitlines()[0].startswith("From,From class,Connection,To,")
    parts = driver.execute_script("return explorer.shown().edges.flatMap((at) => explorer.shown().parts[at]).length")
    assert csv.count("\r\n") >= parts
    assert "Mara Lindqvist met Tomáš Verhoeven in Tallinn at noon." in csv
    query = driver.execute_script("explorer.actions.select('node', arguments[0]); return explorer.sparql()", node(driver, "Mara"))
    rows = list(stories.asker(stories.small().store())(query))
    assert {"Tomáš Verhoeven", "Mara Lindqvist"} <= {row["name"].value for row in rows}
    filtered = "explorer.actions.select(null); explorer.state.set({ statuses: ['Denied'], groups: ['Consult'], sources: [0], time: ['2031-01-01', '2031-12-31'] }); return explorer.sparql()"
    query = driver.execute_script(filtered)
    labels = {row["what"].value for row in stories.asker(stories.small().store())(query)}
    shown = set(driver.execute_script("return explorer.shown().nodes.filter(explorer.data.isEvent).map((at) => explorer.data.nodes[at].label)"))
    assert shown <= labels and not any(label.startswith(("takeover", "talks")) for label in labels)


def test_a_picture_is_no_empty_picture(show: Any, tmp_path: Path) -> None:
    driver = show("small")
    driver.execute_cdp_cmd("Page.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(tmp_path)})
    driver.execute_script(
        "document.getElementById('export').click(); [...document.querySelectorAll('.menu button')].find((b) => b.textContent.includes('PNG')).click()"
    )
    target = tmp_path / "about-it.png"
    for _ in range(100):
        if target.is_file() and target.stat().st_size:
            break
        driver.execute_async_script("setTimeout(arguments[0], 50)")
    assert target.read_bytes().startswith(b"\x89PNG") and target.stat().st_size > 8_000


def test_hostile_text_is_text(show: Any) -> None:
    driver = show("hostile", "#start=%3Aall")
    for kind in ("nodes", "edges"):
        for at in range(driver.execute_script("return explorer.data[arguments[0]].length", kind)):
            driver.execute_script("explorer.actions.select(arguments[0], arguments[1])", kind[:-1], at)
            bad = "return document.querySelectorAll('#panel img, #panel script, #panel iframe, #panel [onload], #panel [onerror]').length"
            assert driver.execute_script(bad) == 0
    for view in ("table", "timeline", "graph"):
        driver.execute_script("explorer.actions.show(arguments[0])", view)
    press(driver, "/", "script")
    assert stories.HOSTILE[0] in text(driver, "#found")
    driver.execute_script("explorer.actions.show('table')")
    assert stories.HOSTILE[0] in text(driver, "#view-table")
    assert driver.execute_script("return document.images.length") == 0
    assert set(driver.execute_script("return [...document.querySelectorAll('a')].map((a) => a.protocol)")) <= {"https:"}
    # no cell begins what a spreadsheet would run, and the query is still one query
    rows = driver.execute_script("return explorer.csv()").split("\r\n")
    assert not any(row.startswith(("=", "+", "@")) for row in rows)
    query = driver.execute_script("explorer.state.set({ sources: explorer.data.publishers.map((_, at) => at) }); return explorer.sparql()")
    list(stories.asker(stories.hostile().store())(query))


def test_licences_are_at_hand(show: Any) -> None:
    driver = show("small")
    driver.execute_script("document.querySelector('.licences').click()")
    wait(driver, "document.querySelector('#licences').open")
    assert "sigma" in text(driver, "#licences") and "Permission is hereby granted" in text(driver, "#licences")


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (1000, 700), (900, 700), (400, 800)])
def test_sizes(show: Any, width: int, height: int) -> None:
    driver = show("affair", width=width, height=height)
    assert driver.execute_script("return document.documentElement.scrollWidth") <= width
    driver.execute_script("explorer.actions.select('node', 0)")
    stage = driver.execute_script("const r = document.getElementById('stage').getBoundingClientRect(); return [r.width, r.height]")
    assert stage[0] > 300 and stage[1] > 250
    panel = driver.execute_script("const r = document.getElementById('panel').getBoundingClientRect(); return [r.width, r.right]")
    assert panel[0] >= 300 and panel[1] <= width
    if width < 980:
        driver.execute_script("document.getElementById('filter').click()")
        assert driver.execute_script("return document.getElementById('filters').offsetHeight") > 100


def test_light_and_dark(show: Any) -> None:
    driver = show("small", dark=True)
    colour = "return getComputedStyle(document.body).backgroundColor"
    dark = driver.execute_script(colour)
    driver.execute_script("document.getElementById('theme').click()")
    assert driver.execute_script(colour) != dark
    assert driver.execute_script("return explorer.state.get().theme") == "light"
    # the picture follows: it is drawn in the colours of the legend
    script = """
    const { sigma } = explorer.panels.get("graph"), at = explorer.shown().nodes[0], name = explorer.data.nodes[at].class;
    return [sigma.getNodeDisplayData(at).color, getComputedStyle(document.documentElement).getPropertyValue(`--${name}`), explorer.data.look.classes[name].light[0]];
    """
    assert len(set(driver.execute_script(script))) == 1


def test_without_webgl_the_tables_serve(pages: dict[str, str], tmp_path: Path) -> None:
    with open_browser(NO_WEBGL) as driver:
        screen(driver)
        visit(driver, pages["small"], tmp_path)
        wait(driver, "window.explorer")
        assert driver.execute_script("return document.getElementById('tab-graph')") is None
        assert "Mara Lindqvist" in text(driver, "#view-table")
        assert "WebGL" in text(driver, "#view-table")
        assert [m for m in complaints(driver) if "WebGL" not in m] == []


def test_in_a_cell(driver: Any, tmp_path: Path) -> None:
    screen(driver)
    path = visit(driver, f"<!DOCTYPE html><p>before{explorer(stories.small())._repr_html_()}<p>after", tmp_path)
    driver.switch_to.frame(0)
    try:
        wait(driver, "window.explorer")
        assert driver.execute_script(PIXELS)[1][0] > 800
        driver.execute_script("explorer.actions.focus(arguments[0])", node(driver, "Mara"))
        assert text(driver, "#panel h2") == "Mara Lindqvist"
    finally:
        driver.switch_to.default_content()
    assert complaints(driver) == []
    asked = {url for url in requests(driver) if not url.startswith(("data:", "blob:"))}
    assert asked <= {path.as_uri(), "about:srcdoc"}


def test_nothing_in_the_bundle_asks_for_anything() -> None:
    """The policy forbids it anyway; a bundle that tried would fill the console."""
    script = assets.asset("explorer.js").decode()
    for word in ("XMLHttpRequest", "WebSocket(", "EventSource", "importScripts", "sendBeacon"):
        assert word not in script, word
    assert json.dumps("</script") not in script
