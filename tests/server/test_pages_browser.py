"""Served pages and dossiers in a real browser: they load nothing from elsewhere, run nothing, and complain of nothing."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from views import stories
from views.browser import WEBGL, complaints, open_browser, requests, screen, visit

from kg.graph.asking.sparql import ask
from kg.views.records.dossier import Dossier
from kg.views.records.show import show

from .samples import serving, store_of

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def driver() -> Iterator[Any]:
    with open_browser(WEBGL) as found:
        yield found


@pytest.fixture(scope="module", params=["small", "hostile"])
def served(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The kind of a story, and the address of its server."""
    world = getattr(stories, request.param)()
    with serving(store_of(tmp_path_factory.mktemp(request.param) / "store", world.store())) as (address, _):
        yield request.param, address


def go(driver: Any, url: str) -> str:
    driver.get("about:blank")
    driver.get_log("browser")
    driver.get_log("performance")
    driver.get(url)
    text: str = driver.execute_script("return document.querySelector('main').innerText")
    return text


def quiet(driver: Any, address: str) -> None:
    """Nothing was asked of anybody else, nothing ran, nothing broke a policy."""
    asked = [url for url in requests(driver) if not url.startswith("data:")]
    assert asked and all(url.startswith(address) for url in asked)
    assert complaints(driver) == []
    with contextlib.suppress(Exception):
        pytest.fail(f"a script ran: {driver.switch_to.alert.text}")
    wild = "script, img, svg, iframe, object, [onerror], [onload], [onclick], [onmouseover], a[href^='javascript']"
    assert driver.execute_script("return document.querySelectorAll(arguments[0]).length", f"main :is({wild})") == 0


def test_pages_show_what_the_store_says_as_text(driver: Any, served: tuple[str, str]) -> None:
    kind, address = served
    names = stories.HOSTILE if kind == "hostile" else ("Mara Lindqvist", "Tallinn")
    screen(driver)
    assert names[0] in go(driver, address)
    quiet(driver, address)
    for name in names:
        assert " ".join(name.split()) in " ".join(go(driver, f"{address}show/{quote(name, safe='')}").split())
        quiet(driver, address)
        assert name in go(driver, f"{address}search?{urlencode({'q': name})}") or kind == "hostile"
        quiet(driver, address)
    table = go(driver, f"{address}query?{urlencode({'query': 'SELECT ?label { ?e rdfs:label ?label }'})}")
    assert all(name in table for name in names)
    quiet(driver, address)
    assert "[KG030]" in go(driver, f"{address}query?{urlencode({'query': names[0] + '{'})}")
    # Chromium notes the 400 of the page itself
    assert all("400" in line for line in complaints(driver))


@pytest.mark.parametrize("served", ["small"], indirect=True)
def test_a_reader_goes_from_a_name_to_its_sentence_and_article(driver: Any, served: tuple[str, str]) -> None:
    _, address = served
    go(driver, address)
    driver.execute_script("""
      const field = document.querySelector('main input[name=q]');
      field.value = 'lindquist';
      field.form.requestSubmit();
    """)
    driver.find_element("link text", "Mara Lindqvist").click()
    assert driver.find_element("css selector", "h1").text.startswith("Mara Lindqvist")
    assert driver.execute_script("return getComputedStyle(document.querySelector('main a')).unicodeBidi") == "isolate"
    driver.find_element("partial link text", "talks: Mara").click()
    assert driver.find_element("css selector", "mark").text == "met"
    assert driver.find_element("css selector", "blockquote").text == stories_sentence()
    driver.find_element("link text", "Cobalt talks open").click()
    assert driver.find_element("css selector", "h1").text == "Cobalt talks open"
    driver.find_element("css selector", ".text").find_element("link text", "Tallinn").click()
    assert driver.current_url == f"{address}entity/tallinn"
    quiet(driver, address)


def stories_sentence() -> str:
    return "Mara Lindqvist met Tomáš Verhoeven in Tallinn at noon."


@pytest.mark.parametrize("served", ["small"], indirect=True)
def test_nothing_is_cut_and_fingers_find_buttons_on_a_phone(driver: Any, served: tuple[str, str]) -> None:
    _, address = served
    papers = set()
    asked = ("query", "query?name=planned&set-least=0", "show/Lindqvist", "search?q=Mara")
    for path in ("", "new", "review", "basket", "disagreements", *asked):
        for dark in (False, True):
            screen(driver, 390, 844, dark=dark)
            go(driver, address + path)
            assert driver.execute_script("return document.documentElement.scrollWidth") <= 390, path
            script = (
                "return [...document.querySelectorAll('button, summary, nav a, input:not([type=hidden])')]"
                ".filter((b) => b.offsetParent).map((b) => [b.getBoundingClientRect().height, b.outerHTML])"
            )
            assert [html for height, html in driver.execute_script(script) if height < 43.5] == [], path
            papers.add(driver.execute_script("return getComputedStyle(document.body).backgroundColor"))
        assert complaints(driver) == []
    assert len(papers) == 2


def test_whole_pages_work_from_the_server(driver: Any, served: tuple[str, str]) -> None:
    _, address = served
    driver.get("about:blank")
    driver.get_log("browser")
    driver.get_log("performance")
    driver.get(f"{address}timeline")
    assert driver.execute_script("return document.querySelectorAll('.what').length") > 0
    assert complaints(driver) == []
    assert [url for url in requests(driver) if not url.startswith("data:")] == [f"{address}timeline"]


def test_the_explorer_works_from_the_server(driver: Any, served: tuple[str, str]) -> None:
    kind, address = served
    screen(driver)
    go(driver, address)
    driver.get_log("performance")
    for _ in range(20):
        driver.get(f"{address}explorer")
        if driver.title != "Being made":
            break
        time.sleep(1)
    text = driver.execute_script("return document.body.innerText")
    assert ("Mara Lindqvist" if kind == "small" else "[brackets]") in text
    assert complaints(driver) == []
    assert {url for url in requests(driver) if not url.startswith(("data:", "blob:"))} == {f"{address}explorer"}


@pytest.mark.parametrize("kind", ["small", "hostile"])
def test_a_dossier_is_a_file_that_asks_for_nothing(driver: Any, tmp_path: Path, kind: str) -> None:
    store = getattr(stories, kind)().store()
    key = "mara" if kind == "small" else "h0"
    record = show(
        lambda text, **values: ask(store, text, values, trusted=True), stories.entity_iri(key), sentences=None
    )
    page = visit(driver, Dossier(record, store="made up").html, tmp_path)
    assert driver.execute_script("return document.querySelector('h1').textContent").startswith(record.label)
    assert [url for url in requests(driver) if not url.startswith("data:")] == [page.as_uri()]
    assert complaints(driver) == []
    style = "return getComputedStyle(document.querySelector('blockquote')).unicodeBidi"
    assert driver.execute_script(style) == "isolate"  # the style is let in by the policy
    driver.execute_script("document.querySelector('.notes a').click()")
    assert driver.execute_script("return document.querySelector(':target') !== null")


@pytest.mark.parametrize("served", ["small"], indirect=True)
def test_the_basket_gathers_what_is_said_on_several_pages(driver: Any, served: tuple[str, str]) -> None:
    _, address = served

    def press(words: str) -> None:
        script = "[...document.querySelectorAll('main button')].find((b) => b.textContent.startsWith(arguments[0])).click()"
        driver.execute_script(script, words)

    screen(driver, 390, 844)
    assert "The basket is empty." in go(driver, f"{address}basket")
    go(driver, f"{address}search?q=talks")
    driver.find_element("partial link text", "talks: Mara").click()
    event = driver.current_url
    press("Wrong")
    press("Right")  # another answer about the same takes its place
    assert driver.execute_script("return document.getElementById('basket-count').textContent") == "Basket (1)"
    go(driver, f"{address}show/Lindqvist")
    press("Compare")
    go(driver, f"{address}show/Verhoeven")
    press("Different from Mara Lindqvist")
    go(driver, f"{address}show/Tallinn")
    assert driver.execute_script("return document.documentElement.scrollWidth") <= 390
    text = go(driver, f"{address}basket")
    commands = driver.execute_script("return document.querySelector('#basket textarea').value").splitlines()
    assert [line.split()[1] for line in commands] == ["correct", "different"]
    assert commands[0].endswith("store") and "entity/mara" in commands[1] and "entity/tomas" in commands[1]
    assert "Tomáš Verhoeven" in text
    press("Take out")
    assert len(driver.execute_script("return document.querySelector('#basket textarea').value").splitlines()) == 1
    go(driver, event)
    assert driver.execute_script("return document.querySelectorAll('[data-command][aria-pressed=true]').length") == 0
    go(driver, f"{address}basket")
    press("Empty")
    assert "The basket is empty." in driver.execute_script("return document.querySelector('main').innerText")
    quiet(driver, address)
    screen(driver)
