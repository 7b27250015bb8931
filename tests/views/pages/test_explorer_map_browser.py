"""The explorer's map in a real browser: points at their places, under the filters, without asking anyone for anything."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.views.networks.explorer_data import explorer_data
from kg.views.networks.network import network
from kg.views.pages.explorer_page import explorer_page

from .. import stories
from ..browser import Reader, complaints, press, requests, screen, visit
from ..networks.test_map_places import at

pytestmark = pytest.mark.browser

PLACES = {
    "tallinn": (24.75, 59.44), "helsinki": (24.94, 60.17), "quito": (-78.5, -0.2), "perth": (115.86, -31.95),
    "estonia": (26.0, 59.0),
}  # fmt: skip
"""Longitude and latitude."""


def world(name: str = "Mara Lindqvist") -> stories.World:
    w = stories.World()
    w.entity("mara", "Person", name)
    w.entity("tomas", "Person", "Tomáš Verhoeven")
    for key in PLACES:
        w.entity(key, "Place", key.title())
    w.entity("harbour", "Place", "the harbour of Perth")
    w.entity("island", "Place", "the island")
    w.relation("harbour", "schema:containedInPlace", "perth")
    w.relation("tallinn", "schema:containedInPlace", "estonia")
    told = [
        ("met", "Meet", "Occurred", "2031-03-02", "tallinn"),
        ("spoke", "Call", "Occurred", "2031-05-20", "tallinn"),
        ("plans", "Travel", "Planned", "2031-06-01", "quito"),
        ("denies", "Launch", "Denied", "2031-03-15", "helsinki"),
        ("swam", "Travel", "Occurred", None, "harbour"),
        ("hid", "Travel", "Occurred", "2031-03-20", "island"),
        ("argued", "Negotiate", "Occurred", "2031-03-21", None),
    ]
    for number, (key, kind, status, first, place) in enumerate(told):
        w.event(key, kind, f"{key}: {name}", status=status, first=first)
        where = f" at {{place:{place}|{place}}}" if place else ""
        also = " in {place:estonia|Estonia}" if key == "met" else ""
        sentence = f"{{agent:mara|{name.replace('{', '(')}}} {{!|{key}}} {{recipient:tomas|Verhoeven}}{where}{also}."
        w.article(f"Article {number}", first or "2031-03-01", "The Harbour Wire", [(key, sentence)])
    return w


def page(w: stories.World) -> str:
    store = w.store()
    for key, (longitude, latitude) in PLACES.items():
        store.extend(at(stories.entity_iri(key), longitude, latitude))
    return explorer_page(explorer_data(stories.asker(store), network(stories.asker(store))), title="Places")


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return {"plain": page(world()), "hostile": page(world(stories.HOSTILE[0]))}


class Map(Reader):
    """The map as a reader uses it."""

    def js(self, script: str, *given: Any) -> Any:
        return super().js(f"const map = explorer.panels.get('map'); {script}", *given)

    def settled(self) -> None:
        self.driver.execute_async_script("requestAnimationFrame(() => requestAnimationFrame(() => arguments[0]()))")

    def dots(self) -> dict[str, tuple[float, float]]:
        """Where each point is on the screen, by its name for screen readers."""
        found = self.js(
            "const corner = document.querySelector('.world').getBoundingClientRect();"
            "return [...document.querySelectorAll('.dot')].map((d) => {"
            "const r = d.querySelector('circle').getBoundingClientRect();"
            "return [d.getAttribute('aria-label'), (r.left + r.right) / 2 - corner.left, (r.top + r.bottom) / 2 - corner.top]; })"
        )
        return {label: (x, y) for label, x, y in found}

    def click(self, label: str) -> None:
        """A click, as the mouse does it."""
        x, y = next(place for name, place in self.dots().items() if name.startswith(label))
        corner = self.js("const r = document.querySelector('.world').getBoundingClientRect(); return [r.left, r.top]")
        for kind in ("mousePressed", "mouseReleased"):
            point = {"x": corner[0] + x, "y": corner[1] + y, "button": "left", "clickCount": 1}
            self.driver.execute_cdp_cmd("Input.dispatchMouseEvent", {"type": kind, **point})

    def card(self) -> str:
        text: str = self.js("return document.querySelector('.map .card').innerText")
        return text

    def select(self, **state: Any) -> None:
        self.js("explorer.state.set(arguments[0])", state)
        self.settled()

    def selected(self) -> str | None:
        label: str | None = self.js(
            "const s = explorer.state.get().selected; return s ? explorer.data.nodes[s.at].label : null"
        )
        return label


@pytest.fixture
def show(driver: Any, pages: dict[str, str], tmp_path: Path) -> Iterator[Any]:
    """Opens a page at its map; afterwards it must have asked for nothing and complained of nothing."""
    opened: list[Path] = []

    def open_page(name: str = "plain", **size: Any) -> Map:
        screen(driver, **size)
        opened.append(visit(driver, pages[name], tmp_path))
        found = Map(driver)
        found.wait("window.explorer")
        driver.execute_script("explorer.actions.show('map')")
        found.wait("explorer.panels.get('map').points && document.querySelector('.dot')")
        found.settled()
        return found

    yield open_page
    assert [line for line in complaints(driver) if "WebGL" not in line and "GL Driver" not in line] == []
    assert [url for url in requests(driver) if not url.startswith("data:")] == [opened[-1].as_uri()]


def test_points_stand_where_the_places_are(show: Any) -> None:
    found = show()
    found.js("map.frame.fit({left: 0, top: 0, right: 1000, bottom: 520}, 0)")
    found.settled()
    dots = found.dots()
    quito = next(place for name, place in dots.items() if name.startswith("Quito"))
    perth = next(place for name, place in dots.items() if "Perth" in name)
    north = next(place for name, place in dots.items() if "Tallinn" in name)
    # Quito lies west of all and on the equator; Perth east and south; the north far above both
    assert quito[0] < north[0] < perth[0] and north[1] < quito[1] < perth[1]
    left, right, top, bottom = found.js(
        "const [r, c] = ['.sphere', '.world'].map((s) => document.querySelector(s).getBoundingClientRect());"
        "return [r.left - c.left, r.right - c.left, r.top - c.top, r.bottom - c.top]"
    )
    assert abs(quito[1] - (top + bottom) / 2) < 3
    # along the equator this projection is even: degrees are a share of the width
    assert abs(quito[0] - (left + (right - left) * (180 - 78.5) / 360)) < 3
    # and the outline is there: Quito lies on land, the middle of the Pacific does not
    on_land = (
        "const p = document.querySelector('.countries'), q = p.ownerSVGElement.createSVGPoint();"
        "const [x, y] = map.projection(arguments[0]); q.x = x; q.y = y; return p.isPointInFill(q)"
    )
    assert found.js(on_land, [-78.5, -0.2]) is True and found.js(on_land, [-150, 0]) is False


def test_near_points_are_one_until_one_zooms_in(show: Any) -> None:
    found = show()
    found.js("map.frame.fit({left: 0, top: 0, right: 1000, bottom: 520}, 0)")
    found.settled()
    together = [label for label in found.dots() if "Tallinn" in label]
    assert len(together) == 1 and "Helsinki" in together[0] and together[0].endswith(": 3 events")
    found.js(
        "const [x, y] = map.projection([24.8, 59.8]); map.frame.fit({left: x - 5, right: x + 5, top: y - 5, bottom: y + 5})"
    )
    found.settled()
    dots = found.dots()
    assert {label for label in dots if "Tallinn" in label or "Helsinki" in label} == {
        "Tallinn: 2 events",
        "Helsinki: 1 event",
    }
    tallinn, helsinki = dots["Tallinn: 2 events"], dots["Helsinki: 1 event"]
    assert helsinki[1] < tallinn[1] - 15  # north of it
    assert "Tallinn" in found.js("return document.querySelector('.labels').textContent")


def test_an_event_stands_at_the_finest_of_its_places(show: Any) -> None:
    found = show()
    # "met at Tallinn in Estonia": Estonia is drawn as a place that is named, without an event
    events = found.js(
        "return Object.fromEntries(map.points().map((p) => [explorer.data.nodes[p.place].label, p.events.length]))"
    )
    assert events["Tallinn"] == 2 and events["Estonia"] == 0


def test_a_place_without_coordinates_stands_where_it_lies(show: Any) -> None:
    found = show()
    point = found.js("return map.points().find((p) => explorer.data.nodes[p.place].label === 'the harbour of Perth')")
    assert (point["lon"], point["lat"], point["within"]) == (*PLACES["perth"], "Perth")
    found.click("the harbour of Perth")
    assert "Drawn at Perth, in which it lies." in found.card()


def test_what_is_not_drawn_is_counted(show: Any) -> None:
    found = show()
    card = found.card()
    assert "5 events at 4 places" in card
    assert "1 of them has no date" in card
    assert "1 event is told of a place that is not on the map" in card  # the island
    assert "1 event has no place told" in card


def test_the_brush_and_the_filters(show: Any) -> None:
    found = show()
    found.select(time=["2031-03-01", "2031-03-31"])
    assert "2 events at 2 places" in found.card()  # met in Tallinn, denied in Helsinki
    assert "1 more is undated, which the chosen time leaves out" in found.card()
    assert not any(label.startswith("Quito") for label in found.dots())
    found.select(statuses=["Denied"])
    assert "1 event at 1 place" in found.card()
    found.select(time=None, statuses=[])
    assert "5 events at 4 places" in found.card()


def test_a_click_lists_the_events_and_leads_to_the_sentences(show: Any) -> None:
    found = show()
    found.js(
        "const [x, y] = map.projection([24.8, 59.8]); map.frame.fit({left: x - 5, right: x + 5, top: y - 5, bottom: y + 5})"
    )
    found.settled()
    found.click("Tallinn")
    assert "met: Mara Lindqvist" in found.card() and "spoke: Mara Lindqvist" in found.card()
    found.js("[...document.querySelectorAll('.card .row')].find((r) => r.textContent.startsWith('spoke')).click()")
    assert found.selected() == "spoke: Mara Lindqvist"
    assert "Verhoeven" in found.js("return document.getElementById('panel').innerText")
    found.js("[...document.querySelectorAll('.card button')].find((b) => b.textContent === 'All places').click()")
    assert "5 events at 4 places" in found.card()


def test_what_is_selected_elsewhere_is_marked_and_brought_into_sight(show: Any) -> None:
    found = show()
    found.js(
        "const [x, y] = map.projection([24.8, 59.8]); map.frame.fit({left: x - 5, right: x + 5, top: y - 5, bottom: y + 5})"
    )
    found.settled()
    found.js("explorer.actions.select('node', explorer.data.nodes.findIndex((n) => n.label.startsWith('plans')))")
    found.settled()
    assert found.js("return document.querySelector('.dot.selected').getAttribute('aria-label')") == "Quito: 1 event"
    x, y = found.dots()["Quito: 1 event"]
    wide, high = found.js("const w = document.querySelector('.world'); return [w.clientWidth, w.clientHeight]")
    assert 0 < x < wide and 0 < y < high


def test_planned_and_denied_look_different(show: Any) -> None:
    found = show()
    found.js(
        "const [x, y] = map.projection([24.8, 59.8]); map.frame.fit({left: x - 5, right: x + 5, top: y - 5, bottom: y + 5})"
    )
    found.settled()
    kinds = found.js(
        "return Object.fromEntries([...document.querySelectorAll('.dot')].map((d) =>"
        "[d.getAttribute('aria-label'), getComputedStyle(d.querySelector('circle')).strokeDasharray]))"
    )
    looks = {kinds["Tallinn: 2 events"], kinds["Quito: 1 event"], kinds["Helsinki: 1 event"]}
    assert len(looks) == 3 and kinds["Tallinn: 2 events"] == "none"


def test_by_keyboard(show: Any) -> None:
    from selenium.webdriver.common.keys import Keys

    found = show()
    found.js("document.querySelector('.world').focus()")
    before = found.js("return {...map.frame.view}")
    press(found.driver, "+", Keys.ARROW_LEFT)
    after = found.js("return {...map.frame.view}")
    assert after["k"] > before["k"]
    found.settled()
    press(found.driver, Keys.TAB, Keys.ENTER)
    assert "All places" in found.card()


def test_drag_and_wheel(show: Any) -> None:
    found = show()
    corner = found.js("const r = document.querySelector('.world').getBoundingClientRect(); return [r.left, r.top]")
    x, y = corner[0] + 300, corner[1] + 300

    def mouse(kind: str, x: float, y: float, **more: Any) -> None:
        found.driver.execute_cdp_cmd("Input.dispatchMouseEvent", {"type": kind, "x": x, "y": y, **more})

    k = found.js("return map.frame.view.k")
    mouse("mouseWheel", x, y, deltaX=0, deltaY=-200)
    found.settled()
    assert found.js("return map.frame.view.k") > k
    before = found.js("return map.frame.view.x")
    mouse("mousePressed", x, y, button="left", clickCount=1)
    mouse("mouseMoved", x - 60, y, button="left", buttons=1)
    mouse("mouseReleased", x - 60, y, button="left", clickCount=1)
    assert found.js("return map.frame.view.x") == pytest.approx(before - 60, abs=1)


@pytest.mark.parametrize("dark", [False, True])
def test_labels_do_not_lie_on_each_other(show: Any, dark: bool) -> None:
    found = show(dark=dark, width=1280, height=800)
    boxes = found.js(
        "return [...document.querySelectorAll('.labels text, .names text')].map((t) => {"
        "const r = t.getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom]; })"
    )
    assert boxes
    for number, a in enumerate(boxes):
        for b in boxes[number + 1 :]:
            assert min(min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])) <= 2


def test_hostile_text_is_text(show: Any) -> None:
    found = show("hostile")
    found.click("Quito")
    assert stories.HOSTILE[0] in found.card()
    assert found.js("return document.querySelectorAll('#view-map img, #view-map script').length") == 0


def test_without_places_there_is_no_map(driver: Any, tmp_path: Path) -> None:
    store = stories.small().store()
    visit(driver, explorer_page(explorer_data(stories.asker(store), network(stories.asker(store)))), tmp_path)
    found = Map(driver)
    found.wait("window.explorer")
    assert driver.execute_script("return document.getElementById('tab-map')") is None
