"""Maps and timelines: every event once, where and when it was, in what readers of the formats take."""

from __future__ import annotations

import datetime
import html
import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from views import stories
from views.stories import entity_iri, event_iri

from kg.exchange.happenings import happenings
from kg.exchange.maps import export_map
from kg.exchange.timelinejs import export_timeline
from kg.graph import vocabulary as v

KML = "{http://www.opengis.net/kml/2.2}"
POINTS = {"tallinn": (24.75, 59.44), "estonia": (26.0, 59.0)}


def query(name: str = "small") -> Any:
    """A story whose places have coordinates."""
    store = getattr(stories, name)().store()
    for key, (x, y) in POINTS.items():
        place, shape = ox.NamedNode(entity_iri(key)), ox.NamedNode(f"{entity_iri(key)}/geometry")
        wkt = ox.Literal(f"POINT({x} {y})", datatype=ox.NamedNode(v.PREFIXES["geo"] + "wktLiteral"))
        graph = ox.NamedNode(v.STORY)
        store.add(ox.Quad(place, ox.NamedNode(v.PREFIXES["geo"] + "hasGeometry"), shape, graph))
        store.add(ox.Quad(shape, ox.NamedNode(v.PREFIXES["geo"] + "asWKT"), wkt, graph))
    return stories.asker(store)


def test_geojson(tmp_path: Path) -> None:
    count = export_map(query(), tmp_path / "x.geojson", ".geojson")
    told = json.loads((tmp_path / "x.geojson").read_text("utf8"))
    assert told["type"] == "FeatureCollection" and len(told["features"]) == count > 0
    talks = next(f for f in told["features"] if f["id"] == event_iri("talks"))
    assert talks["geometry"] == {"type": "Point", "coordinates": [24.75, 59.44]}
    said = talks["properties"]
    assert (said["start"], said["end"], said["status"], said["place"]) == ("2031-03-12", "2031-03-12", "Occurred", "Tallinn")
    assert "Mara Lindqvist" in said["who"] and said["sentence"] and "The Harbour Wire" in said["source"]
    assert len({f["id"] for f in told["features"]}) == count


def test_of_a_town_and_its_country_the_town_is_drawn() -> None:
    world = stories.World()
    world.entity("mara", "Person", "Mara Lindqvist")
    for key, label in (("tallinn", "Tallinn"), ("estonia", "Estonia")):
        world.entity(key, "Place", label)
    inside = world.relation("tallinn", "schema:containedInPlace", "estonia")
    world.event("visit", "Travel", "visit", first="2031-05-01")
    marked = "{agent:mara|Mara} {!|came} to {place:tallinn|Tallinn} in {place:estonia|Estonia}."
    within = "{subject:tallinn|Tallinn} is in {object:estonia|Estonia}."
    world.article("Visit", "2031-05-02", "Post", [("visit", marked), (inside, within)])
    (event,) = happenings(stories.asker(world.store()))
    assert [label for label, _ in event.where] == ["Tallinn"]


@pytest.mark.parametrize("name", ["small", "hostile"])
def test_kml(name: str, tmp_path: Path) -> None:
    count = export_map(query(name), tmp_path / "x.kml", ".kml")
    root = ElementTree.parse(tmp_path / "x.kml").getroot()
    marks = root.findall(f"{KML}Document/{KML}Placemark")
    assert len(marks) == count and (count > 0 or name == "hostile")
    order = ["name", "description", "TimeSpan", "ExtendedData", "Point", "MultiGeometry"]  # as the schema wants it
    for mark in marks:
        tags = [child.tag.removeprefix(KML) for child in mark]
        assert tags == sorted(tags, key=order.index)
        begin, end = mark.findtext(f"{KML}TimeSpan/{KML}begin"), mark.findtext(f"{KML}TimeSpan/{KML}end")
        if begin and end:
            assert datetime.date.fromisoformat(begin) <= datetime.date.fromisoformat(end)
        shown = mark.findtext(f"{KML}description") or ""
        assert "<script" not in shown and "<img" not in shown  # viewers take it for HTML
        for point in mark.iter(f"{KML}coordinates"):
            x, y = map(float, (point.text or "").split(","))
            assert (x, y) in POINTS.values()


@pytest.mark.parametrize("name", ["small", "affair", "hostile"])
def test_timelinejs(name: str, tmp_path: Path) -> None:
    asked = stories.asker(getattr(stories, name)().store())
    count = export_timeline(asked, tmp_path / "x.timeline.json", "<Rare> earths")
    told = json.loads((tmp_path / "x.timeline.json").read_text("utf8"))
    assert told["title"]["text"]["headline"] == "&lt;Rare&gt; earths" and len(told["events"]) == count
    assert len({slide["unique_id"] for slide in told["events"]}) == count
    dated = [event for event in happenings(asked) if event.first]
    assert [html.unescape(slide["text"]["headline"]) for slide in told["events"]] == [event.label for event in dated]
    for slide, event in zip(told["events"], dated, strict=True):
        assert datetime.date(**slide["start_date"]).isoformat() == event.first
        assert datetime.date(**slide.get("end_date", slide["start_date"])).isoformat() == event.last
        assert "<" not in slide["text"]["headline"] and "<script" not in slide["text"]["text"]
