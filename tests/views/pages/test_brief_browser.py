"""A brief, disagreements and news in a real browser, on a desk and a phone, light and dark, without a network."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.graph.asking.sparql import ask
from kg.views.pages.brief_page import BriefPage
from kg.views.records.brief import brief
from kg.views.records.disagreements import KINDS, disagreements
from kg.views.records.news import news

from .. import stories
from ..browser import complaints, requests, screen
from ..records.test_brief import story as told
from ..records.test_news import story as changed

pytestmark = pytest.mark.browser


def asker(world: stories.World) -> Callable[..., Any]:
    store = world.store()
    return lambda text, **values: ask(store, text, values, trusted=True)


def pages() -> dict[str, str]:
    world, new = changed()
    query = asker(world)
    return {
        "brief": BriefPage.of(brief(asker(told()), title="Cobalt", shown=1)).html,
        "disagreements": disagreements(query, kinds=KINDS).html,
        "news": news(query, [world.articles[n]["iri"] for n in new]).html,
    }


def test_they_fit_every_screen_and_ask_for_nothing(driver: Any, tmp_path: Path) -> None:
    papers = set()
    for name, page in pages().items():
        path = tmp_path / f"{name}.html"
        path.write_text(page, "utf8")
        for width, dark in ((1280, False), (390, True)):
            screen(driver, width, 844, dark=dark)
            driver.get("about:blank")
            driver.get_log("performance")
            driver.get(path.as_uri())
            wide, inside = driver.execute_script("return [document.documentElement.scrollWidth, innerWidth]")
            assert wide <= inside, (name, width)
            assert [url for url in requests(driver) if not url.startswith(("file:", "data:"))] == []
            papers.add((dark, driver.execute_script("return getComputedStyle(document.body).backgroundColor")))
        assert complaints(driver) == []
    assert len(papers) == 2  # one paper for the light, another for the dark


def test_what_is_folded_unfolds(driver: Any, tmp_path: Path) -> None:
    path = tmp_path / "brief.html"
    path.write_text(pages()["brief"], "utf8")
    driver.get(path.as_uri())
    text = driver.execute_script("return document.querySelector('main').innerText")
    assert "What happened" in text and "denied by Tomas Verhoeven" in text
    closed = driver.execute_script("return document.querySelectorAll('details:not([open])').length")
    driver.execute_script("document.querySelectorAll('summary').forEach(s => s.click())")
    assert driver.execute_script("return document.querySelectorAll('details[open]').length") == closed
