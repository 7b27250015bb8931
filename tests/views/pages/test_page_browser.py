# ruff: noqa: E501 - scripts of one line
"""The page in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.views.html.cell import cell
from kg.views.networks.network import network
from kg.views.pages.page import page

from .. import stories
from ..browser import complaints, press, requests, screen, seek, text, visit

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    made = {
        name: page(network(stories.asker(getattr(stories, name)().store())), title=f"About {name}", source="made up")
        for name in ("small", "affair", "hostile")
    }
    graph = network(stories.asker(stories.affair().store()), max_nodes=25)
    return made | {
        "cut": page(graph),
        "edges": page(network(stories.asker(stories.small().store()), events=False)),
        "empty": page(network(stories.asker(stories.World().store()))),
    }


@pytest.fixture
def show(driver: Any, pages: dict[str, str], tmp_path: Path) -> Iterator[Any]:
    """Opens a page; afterwards the page must have asked for nothing and complained of nothing."""
    opened: list[Path] = []

    def open_page(name: str, **size: Any) -> Any:
        screen(driver, **size)
        opened.append(visit(driver, pages[name], tmp_path))
        return driver

    yield open_page
    assert complaints(driver) == []
    assert [url for url in requests(driver) if not url.startswith("data:")] == [opened[-1].as_uri()]


def node(driver: Any, label: str) -> int:
    script = "return view.data.nodes.findIndex((n) => n.label.startsWith(arguments[0]))"
    found: int = driver.execute_script(script, label)
    assert found >= 0, label
    return found


def click_at(driver: Any, x: float, y: float) -> None:
    """A real click, as the mouse does it, on a point of the canvas."""
    corner = driver.execute_script(
        "const r = document.querySelector('canvas').getBoundingClientRect(); return [r.left, r.top]"
    )
    for kind in ("mousePressed", "mouseReleased"):
        driver.execute_cdp_cmd(
            "Input.dispatchMouseEvent",
            {"type": kind, "x": corner[0] + x, "y": corner[1] + y, "button": "left", "clickCount": 1},
        )
    # vis-network waits whether a second click follows
    driver.execute_async_script("setTimeout(arguments[0], 400)")


def click_node(driver: Any, label: str) -> None:
    script = "const p = view.network.canvasToDOM(view.network.getPosition(arguments[0])); return [p.x, p.y]"
    click_at(driver, *driver.execute_script(script, node(driver, label)))


def visible(driver: Any) -> set[str]:
    found: list[str] = driver.execute_script(
        "return view.data.nodes.filter((n, at) => view.shown.nodes[at]).map((n) => n.label)"
    )
    return set(found)


PIXELS = """
const canvas = document.querySelector("canvas");
const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
const found = new Set();
let drawn = 0;
for (let i = 0; i < pixels.length; i += 4) if (pixels[i + 3]) { drawn += 1; found.add((pixels[i] << 16) | (pixels[i + 1] << 8) | pixels[i + 2]); }
return [drawn, found.size];
"""


@pytest.mark.parametrize("name", ["small", "affair", "edges", "cut", "hostile"])
@pytest.mark.parametrize("dark", [False, True])
def test_it_draws(show: Any, name: str, dark: bool) -> None:
    driver = show(name, dark=dark)
    drawn, colours = driver.execute_script(PIXELS)
    assert drawn > 10_000
    assert colours > 20


def test_everything_is_in_the_picture_and_apart(show: Any) -> None:
    driver = show("affair")
    boxes = driver.execute_script(
        "return view.data.nodes.map((_, at) => { const b = view.network.getBoundingBox(at);"
        "const p = view.network.canvasToDOM({x: b.left, y: b.top}), q = view.network.canvasToDOM({x: b.right, y: b.bottom});"
        "return [p.x, p.y, q.x, q.y]; })"
    )
    width, height = driver.execute_script(
        "const s = document.getElementById('picture'); return [s.clientWidth, s.clientHeight]"
    )
    assert all(left >= 0 and top >= 0 and right <= width and bottom <= height for left, top, right, bottom in boxes)
    for at, a in enumerate(boxes):
        for b in boxes[at + 1 :]:
            across = min(a[2], b[2]) - max(a[0], b[0])
            down = min(a[3], b[3]) - max(a[1], b[1])
            assert min(across, down) <= 2  # labels in a wider font than was reckoned with may touch
    assert driver.execute_script("return view.network.getScale()") > 0.55  # labels are readable


def test_an_empty_network_says_so(show: Any) -> None:
    assert "nothing to draw" in text(show("empty"), "#panel")


def test_click_on_a_node_shows_its_sentences(show: Any) -> None:
    driver = show("small")
    click_node(driver, "Mara")
    panel = text(driver, "#panel")
    assert "Mara Lindqvist met Tomáš Verhoeven in Tallinn at noon." in panel
    assert "Cobalt talks open · The Harbour Wire · 13 Mar 2031" in panel
    assert "Also: Lindqvist · Мара Линдквист" in panel
    assert "2 sources · 3 articles · 5 mentions" in panel
    marks = driver.execute_script("return [...document.querySelectorAll('#panel mark')].map((m) => m.textContent)")
    assert marks[0] == "Mara Lindqvist"


def test_click_on_an_event(show: Any) -> None:
    driver = show("small")
    click_node(driver, "sign")
    panel = text(driver, "#panel")
    assert "planned" in panel and "11–20 Apr 2031" in panel
    assert "according to Tomáš Verhoeven" in panel
    click_node(driver, "talks")
    assert "planned" in text(driver, "#panel li.told:last-child")  # one article still expects it


def test_click_on_a_line(show: Any) -> None:
    driver = show("small")
    script = """
    const at = view.data.edges.findIndex((e) => view.data.nodes[e.from].label.startsWith("Mara") && view.data.nodes[e.to].label.startsWith("talks"));
    const edge = view.data.edges[at], a = view.network.getPosition(edge.from), b = view.network.getPosition(edge.to);
    const middle = view.network.canvasToDOM({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
    return [middle.x, middle.y];
    """
    click_at(driver, *driver.execute_script(script))
    panel = text(driver, "#panel")
    assert "– who: Mara Lindqvist" in panel
    assert "met" in driver.execute_script(
        "return [...document.querySelectorAll('#panel mark')].map((m) => m.textContent)"
    )


def test_lines_of_events_between_entities(show: Any) -> None:
    driver = show("edges")
    driver.execute_script(
        "view.choose('edge', view.data.edges.findIndex((e) => e.parts.some((p) => p.label === 'negotiate')))"
    )
    assert "Mara Lindqvist – negotiate – Tomáš Verhoeven" in text(driver, "#panel")


@pytest.mark.parametrize("words", ["verhoeven", "TOMAS", "tomáš v", "линдквист"])
def test_search(show: Any, words: str) -> None:
    from selenium.webdriver.common.keys import Keys

    driver = show("small")
    wanted = "Mara Lindqvist" if words.startswith("л") else "Tomáš Verhoeven"
    offered, taken = seek(driver, words)
    assert offered.startswith(wanted)
    assert taken == wanted
    assert "Verhoeven" in text(driver, "#panel")
    press(driver, Keys.ESCAPE)
    assert "This picture" in text(driver, "#panel")


def test_search_finds_nothing(show: Any) -> None:
    driver = show("small")
    press(driver, "/", "zzz(")
    assert "Nothing" in text(driver, "#found")


def test_legend_filters(show: Any) -> None:
    driver = show("small")

    def toggle(name: str) -> None:
        driver.execute_script(
            "[...document.querySelectorAll('#legend label')].find((l) => l.textContent.startsWith(arguments[0])).click()",
            name,
        )

    assert len(visible(driver)) == 11
    toggle("Places")
    assert "Tallinn" not in visible(driver)
    assert "1 filtered away" in text(driver, "#hint")
    toggle("Places")
    toggle("denied")
    assert not any(label.startswith("takeover") for label in visible(driver))
    toggle("denied")
    toggle("consult")
    assert not any(label.startswith("talks") for label in visible(driver))
    driver.execute_script("document.querySelector('#legend fieldset:nth-of-type(2) .all').click()")
    assert len(visible(driver)) == 11
    driver.execute_script("document.querySelector('#legend fieldset:nth-of-type(3) .only').click()")
    assert {label.split(":")[0] for label in visible(driver) if ":" in label} == {"talks"}


def test_planned_and_denied_are_drawn_differently(show: Any) -> None:
    driver = show("small")
    script = """
    const style = (name) => { const n = view.network.body.nodes[view.data.nodes.findIndex((n) => n.label.startsWith(name))].options;
      return [JSON.stringify(n.shapeProperties.borderDashes), n.color.border, n.opacity]; };
    return ["talks", "sign", "takeover", "strike", "visit"].map(style);
    """
    talks, sign, takeover, strike, visit_ = driver.execute_script(script)
    assert talks[0] == "false" and sign[0] != "false" and takeover[0] not in (talks[0], sign[0])
    assert talks[1] != takeover[1] == strike[1]
    assert visit_[2] < 1 == talks[2]


def test_the_same_as_tables(show: Any) -> None:
    driver = show("small")
    driver.execute_script("document.getElementById('list').click()")
    table = text(driver, "#table")
    assert "Names (6)" in table and "Events (5)" in table
    assert "Borealis Cobalt" in table and "takeover: Borealis Cobalt" in table
    driver.execute_script(
        "[...document.querySelectorAll('#table button')].find((b) => b.textContent === 'Ida Kallas').click()"
    )
    assert text(driver, "#panel h2") == "Ida Kallas"
    rows = driver.execute_script("return document.querySelectorAll('#table table:last-of-type tbody tr').length")
    assert rows == driver.execute_script("return view.data.edges.flatMap((e) => e.parts).length")


def test_by_keyboard_alone(show: Any) -> None:
    from selenium.webdriver.common.keys import Keys

    driver = show("affair")
    seen = []
    for _ in range(60):
        press(driver, Keys.TAB)
        seen.append(
            driver.execute_script(
                "const e = document.activeElement; return e.id || e.getAttribute('role') || e.className"
            )
        )
        if seen[-1] == "application":
            break
    assert seen[0] == "search" and seen[-1] == "application" and {"list", "fit"} <= set(seen)
    press(driver, Keys.ARROW_RIGHT)
    first = text(driver, "#panel h2")
    press(driver, Keys.ARROW_RIGHT)
    assert text(driver, "#panel h2") != first
    press(driver, Keys.ENTER)
    assert driver.execute_script("return document.activeElement.id") == "panel"
    press(driver, Keys.ESCAPE)
    assert "This picture" in text(driver, "#panel")


def test_a_cut_picture_says_so(show: Any) -> None:
    assert text(show("cut"), "#hint") == "Showing the 25 that matter most of 62"


def test_phone(show: Any) -> None:
    driver = show("affair", width=400, height=800)
    assert driver.execute_script("return document.documentElement.scrollWidth") <= 400
    assert driver.execute_script("return document.getElementById('panel').offsetHeight") == 0
    driver.execute_script("view.choose('node', 0, true)")
    box = driver.execute_script(
        "const r = document.getElementById('panel').getBoundingClientRect(); return [r.width, r.height, r.bottom]"
    )
    assert box[0] == 400 and 100 < box[1] < 450 and box[2] == 800
    driver.execute_script("document.querySelector('.close').click(); document.getElementById('filter').click()")
    assert driver.execute_script("return document.getElementById('legend').offsetHeight") > 100


def test_hostile_text_is_text(show: Any) -> None:
    driver = show("hostile")
    for at in range(len(driver.execute_script("return view.data.nodes"))):
        driver.execute_script("view.choose('node', arguments[0], true)", at)
        assert (
            driver.execute_script(
                "return document.querySelectorAll('#panel img, #panel script, #panel [onload]').length"
            )
            == 0
        )
    for at in range(len(driver.execute_script("return view.data.edges"))):
        driver.execute_script("view.choose('edge', arguments[0])", at)
    driver.execute_script("document.getElementById('list').click()")
    press(driver, "/", "script")
    assert stories.HOSTILE[0] in text(driver, "#found")
    assert stories.HOSTILE[0] in text(driver, "#table")
    assert driver.execute_script("return document.images.length") == 0
    # hostile addresses are no links
    hrefs = driver.execute_script("return [...document.querySelectorAll('a')].map((a) => a.protocol)")
    assert set(hrefs) <= {"https:"}


def test_in_a_cell(driver: Any, pages: dict[str, str], tmp_path: Path) -> None:
    screen(driver)
    path = visit(driver, f"<!DOCTYPE html><p>before{cell(pages['small'])}<p>after", tmp_path)
    driver.switch_to.frame(0)
    try:
        assert driver.execute_script(PIXELS)[0] > 5_000
        click_label = driver.execute_script(
            "view.choose('node', 0); return document.querySelector('#panel h2').innerText"
        )
        assert click_label == "Tallinn"
    finally:
        driver.switch_to.default_content()
    assert complaints(driver) == []
    assert {url for url in requests(driver) if not url.startswith("data:")} <= {path.as_uri(), "about:srcdoc"}


def test_names_are_read_at_any_size_and_no_words_cover_them(show: Any) -> None:
    driver = show("affair", width=390, height=844)
    assert driver.execute_script("return view.network.getScale()") < 0.5
    first = driver.execute_script(
        "return view.data.nodes.map((n, at) => [n, at]).filter(([n]) => n.kind === 'entity').slice(0, 5).map(([, at]) => at)"
    )
    words = driver.execute_script("return view.words()")
    assert set(first) <= {at for *_, kind, at in words if kind == "name"}  # the most reported names are drawn
    width = driver.execute_script("return document.getElementById('picture').clientWidth")
    corner = driver.execute_script("return view.network.DOMtoCanvas({x: 0, y: 0}).x * view.network.getScale()")
    assert all(corner <= left and right <= corner + width for left, _, right, *_ in words)  # and none is cut
    screen(driver)
    for at in first[:2]:
        driver.execute_script("view.choose('node', arguments[0], true)", at)
        words = driver.execute_async_script("requestAnimationFrame(() => requestAnimationFrame(() => arguments[0](view.words())))")
        assert any(kind == "line" for *_, kind, _ in words)
        script = "const s = view.network.getScale(); return view.data.nodes.map((_, n) => { const b = view.network.getBoundingBox(n); return [b.left * s, b.top * s, b.right * s, b.bottom * s]; })"
        symbols = driver.execute_script(script) if driver.execute_script("return view.network.getScale()") >= 0.65 else []
        near = set(driver.execute_script("const e = new Set([arguments[0]]); for (const d of view.data.edges) { if (d.from === arguments[0]) e.add(d.to); if (d.to === arguments[0]) e.add(d.from); } return [...e]", at))
        for box in (box for *box, kind, _ in words if kind == "line"):
            for n in near & set(range(len(symbols))):
                other = symbols[n]
                assert not (box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3])


def test_events_whose_titles_are_too_small_are_marks_and_no_empty_boxes(show: Any) -> None:
    driver = show("affair", width=390, height=844)
    wide = """
    const done = arguments[1], at = view.data.nodes.findIndex((n, i) => n.kind === 'event' && view.shown.nodes[i]);
    view.network.moveTo({ scale: arguments[0] });
    setTimeout(() => { const b = view.network.getBoundingBox(at); done(b.right - b.left); }, 300);
    """
    title = driver.execute_async_script(wide, 1.0)
    mark = driver.execute_async_script(wide, 0.3)
    assert mark < 25 < title == driver.execute_async_script(wide, 1.0)


def test_fingers_find_buttons_on_a_phone(show: Any) -> None:
    driver = show("small", width=390, height=844)
    driver.execute_script("document.getElementById('filter').click(); view.choose('node', 0)")
    heights = driver.execute_script(
        "return [...document.querySelectorAll('button, #search, .key label')].filter((b) => b.offsetParent).map((b) => b.getBoundingClientRect().height)"
    )
    assert heights and min(heights) >= 43.5
