"""Plots: pictures in SVG, whose words are text, and which ask for nothing."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from kg.errors import Code, KgError
from kg.views.pages import charts

from .. import stories

SVG = "{http://www.w3.org/2000/svg}"


def told(chart: charts.Chart) -> list[str]:
    """What the parts of a picture say."""
    return [e.text or "" for e in ElementTree.fromstring(chart.svg).iter(f"{SVG}title")]


def test_happenings_by_day_and_what_became_of_them() -> None:
    query = stories.asker(stories.small().store())
    said = told(charts.by_day(query))
    assert any(re.fullmatch(r"\d+ \w{3} 2031: 1 happened", line) for line in said)
    assert any(line.endswith("planned") for line in said) and any("denied or called off" in line for line in said)
    one = told(charts.by_day(query, entity=stories.entity_iri("mara")))
    assert 0 < len(one) < len(said)
    assert "None has a day." in charts.by_day(query, first="2040-01-01").svg


def test_a_few_of_long_ago_do_not_squeeze_the_others() -> None:
    w = stories.World()
    w.entity("ada", "Person", "Ada Holmgren")
    for n in range(20):
        when = f"2031-03-{n + 1:02}" if n else "1931-01-01"
        w.event(f"e{n}", "Meet", f"Meeting {n}", first=when, last=when)
        w.article(f"A{n}", "2031-04-01", "Post", [(f"e{n}", "{agent:ada|Ada Holmgren} {!|met} sailors.")])
    query = stories.asker(w.store())
    said = told(charts.by_day(query))
    assert not any("1931" in line for line in said) and len(said) >= 18
    assert any("1931" in line for line in told(charts.by_day(query, first="1931-01-01")))


def test_who_by_origins() -> None:
    query = stories.asker(stories.small().store())
    said = told(charts.by_origins(query, most=2))
    assert len(said) == 2 and said[0].startswith("Mara Lindqvist: 3 articles of 2 origins")


def test_places_on_a_map() -> None:
    w = stories.World()
    w.entity("ada", "Person", "Ada Holmgren")
    w.entity("tallinn", "Place", "Tallinn", at="24.75 59.44")
    w.event("m", "Meet", "Ada Holmgren meets sailors in Tallinn")
    w.article("A", "2031-01-02", "Post", [("m", "{agent:ada|Ada Holmgren} {!|met} sailors in {place:tallinn|Tallinn}.")])
    chart = charts.on_map(stories.asker(w.store()))
    assert told(chart) == ["Tallinn: 1 happened"]
    assert chart.svg.count("M") > 5  # borders of countries
    assert "No place with coordinates." in charts.on_map(stories.asker(stories.World().store())).svg


def test_hostile_names_are_text(tmp_path: Path) -> None:
    query = stories.asker(stories.hostile().store())
    for chart in (charts.by_day(query), charts.by_origins(query), charts.on_map(query)):
        assert {e.tag.removeprefix(SVG) for e in ElementTree.fromstring(chart.svg).iter()} <= {
            "svg", "text", "rect", "title", "circle", "g", "path", "clipPath"
        }  # fmt: skip
        assert chart.save(tmp_path / "a.svg").read_text(encoding="utf-8") == chart.svg + "\n"
    with pytest.raises(KgError) as caught:
        chart.save(tmp_path / "a.png")
    assert caught.value.code is Code.BAD_SUFFIX
