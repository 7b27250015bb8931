"""The page of a timeline: nothing from outside can break out of it, and it can be saved and shown in a cell."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from kg.views.pages.timeline_page import TimelinePage
from kg.views.records.timeline import timeline

from .. import stories
from .test_page import Elements


def made(name: str = "small", **options: Any) -> TimelinePage:
    return TimelinePage(timeline(stories.asker(getattr(stories, name)().store()), **options))


def test_an_empty_story() -> None:
    assert "<h1>Timeline</h1>" in made("World").page()


@pytest.mark.parametrize("name", ["small", "hostile"])
def test_the_page_holds_all_and_asks_for_nothing(name: str) -> None:
    text = made(name, title="</title><script>alert(1)</script>").page(source="<b>x</b>")
    elements = Elements(text)
    assert [a.get("type") for a, _ in elements.of("script")] == ["application/json", None]
    assert elements.of("img") == elements.of("svg") == elements.of("b") == []
    policy = next(a["content"] for a, _ in elements.of("meta") if a.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None and "default-src 'none'" in policy and "unsafe" not in policy and "http" not in policy
    data = json.loads(elements.of("script")[0][1])
    assert len(data["events"]) == len(made(name))
    assert not re.search(r'"url":\s*"javascript', text)


def test_the_same_timeline_gives_the_same_page() -> None:
    assert made().page() == made().page()


def test_it_is_still_a_timeline_and_saves_and_shows_itself(tmp_path: Path) -> None:
    whole = timeline(stories.asker(stories.small().store()))
    found = made()
    assert (found.cells(), found.title, found.undated) == (whole.cells(), whole.title, whole.undated)
    assert found.save(tmp_path / "timeline.html").read_text(encoding="utf-8") == found.page()
    assert "srcdoc=" in found._repr_html_()
