"""The timeline in a real browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kg.views.pages.timeline_page import timeline_page
from kg.views.records.timeline import timeline

from .. import stories
from ..browser import complaints, requests, screen, visit

pytestmark = pytest.mark.browser


def shown(driver: Any) -> list[str]:
    found: list[str] = driver.execute_script("return [...document.querySelectorAll('.what')].map((e) => e.textContent)")
    return found


@pytest.mark.parametrize("name", ["small", "affair", "hostile"])
def test_it_shows_searches_filters_and_cites(driver: Any, tmp_path: Path, name: str) -> None:
    made = timeline(stories.asker(getattr(stories, name)().store()))
    screen(driver)
    page = visit(driver, timeline_page(made, source="made up"), tmp_path)
    assert shown(driver) == [e.label for e in made]
    driver.execute_script("document.querySelector('.open').click()")
    quoted = driver.execute_script("return document.querySelector('blockquote').textContent")
    assert quoted == made[0].told[0]["sentence"]
    assert driver.execute_script("return document.querySelector('.open').getAttribute('aria-expanded')") == "true"
    driver.execute_script("document.querySelector('#statuses button').click()")
    left = [e.label for e in made if e.status != made[0].status]
    assert shown(driver) == left
    driver.execute_script(
        "document.querySelector('#statuses button').click();"
        "const s = document.getElementById('search'); s.value = 'zzz nothing'; s.dispatchEvent(new Event('input'))"
    )
    assert shown(driver) == []
    assert [url for url in requests(driver) if not url.startswith("data:")] == [page.as_uri()]
    assert complaints(driver) == []
