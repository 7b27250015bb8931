"""The timeline in a real browser."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg.views.pages.timeline_page import timeline_page
from kg.views.records.timeline import Timeline, timeline

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


def test_axis_eras_and_filters_by_person_and_place(driver: Any, tmp_path: Path) -> None:
    made = timeline(stories.asker(stories.affair().store()))
    screen(driver)
    visit(driver, timeline_page(made), tmp_path)

    def choose(what: str, value: str) -> None:
        script = "const s = document.getElementById(arguments[0]); s.value = arguments[1]; s.dispatchEvent(new Event('input'))"
        driver.execute_script(script, what, value)

    ticks = driver.execute_script("return [...document.querySelectorAll('#axis span')].map((e) => e.textContent)")
    assert len(ticks) >= 2 and ticks[0].split()[-1].isdigit()
    eras = driver.execute_script("return [...document.querySelectorAll('.era')].map((e) => e.textContent)")
    months = [str(e.first)[:7] for e in made if e.first]
    assert len(eras) >= 2 and len(eras) == len(set(eras)) <= len(set(months)) + 1
    who, where = made[0].actors[0], next(e.places[0] for e in made if e.places)
    choose("who", who)
    assert shown(driver) == [e.label for e in made if who in e.actors]
    choose("who", "")
    choose("where", where)
    assert shown(driver) == [e.label for e in made if where in e.places]
    choose("where", "")
    driver.execute_script("[...document.querySelectorAll('#bars button:not([disabled])')].at(-1).click()")
    stretch = shown(driver)
    assert 0 < len(stretch) < len(made)
    driver.execute_script("[...document.querySelectorAll('#eras button')].at(-1).click()")  # all days again
    assert len(shown(driver)) == len(made)


def test_of_many_events_those_that_matter_most_come_first_in_their_order(driver: Any, tmp_path: Path) -> None:
    few = timeline(stories.asker(stories.small().store()))
    days = [f"2031-01-{n % 28 + 1:02}" for n in range(100)]
    many = [replace(few[0], label=f"Event {n}", first=day, last=day, weight=n / 200) for n, day in enumerate(days)]
    many.sort(key=lambda e: e.first or "")
    screen(driver, 390, 844)
    visit(driver, timeline_page(Timeline(many)), tmp_path)
    seen = shown(driver)
    assert seen == [e.label for e in many if e.weight >= 40 / 200]
    assert "60 that matter most of 100 events" in driver.execute_script("return document.getElementById('count').textContent")
    driver.execute_script("document.getElementById('more').click()")
    assert shown(driver) == [e.label for e in many]
    driver.execute_script("document.getElementById('filters').open = true")
    heights = driver.execute_script(
        "return [...document.querySelectorAll('button, select, input, summary')].filter((b) => b.offsetParent)"
        ".map((b) => b.getBoundingClientRect()).flatMap((r) => [r.height, r.width])"
    )
    assert min(heights) >= 43.5
    assert driver.execute_script("return document.documentElement.scrollWidth") <= 390
