"""Timelines: order, range, status over time, data, and a page that nothing from outside can break out of."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from kg.views.records.timeline import Timeline, timeline

from .. import stories


def made(name: str = "small", **options: Any) -> Timeline:
    return timeline(stories.asker(getattr(stories, name)().store()), **options)


def test_dated_events_in_order_of_time() -> None:
    found = made()
    assert [e.event_type.lower() for e in found][:1] == [e.event_type.lower() for e in found if "talks" in e.label]
    firsts = [e.first for e in found]
    assert firsts == sorted(firsts, key=str)
    assert all(e.first for e in found)
    assert found.undated == 1


def test_as_a_frame() -> None:
    found = made(undated=True)
    frame = found.to_frame()
    assert len(frame) == len(found) and list(frame["what"]) == [e.label for e in found]
    assert frame["first"].dtype == frame["last"].dtype == "datetime64[s]" and frame["first"].isna().sum() == 1
    assert str(frame["first"][0].date()) == found[0].first and frame["status"][0] == found[0].status_words
    assert made(entity=stories.entity_iri("nobody")).to_frame()["first"].dtype == "datetime64[s]"


def test_of_one_entity() -> None:
    found = made(entity=stories.entity_iri("mara"))
    assert {e.label.partition(":")[0] for e in found} == {"talks", "sign"}
    assert found.title == "Mara Lindqvist"
    place = made(entity=stories.entity_iri("tallinn"), undated=True)
    assert {e.label.partition(":")[0] for e in place} == {"talks", "strike", "visit"}
    assert place[-1].label.startswith("visit")
    assert (place[-1].first, place[-1].when, place.undated) == (None, "", 0)


def test_between_days() -> None:
    assert [e.label.partition(":")[0] for e in made(first="2031-04-01", last="2031-04-15")] == ["sign"]
    assert [e.label.partition(":")[0] for e in made(first="2031-04-20", undated=True)] == ["sign", "strike"]


def test_what_was_said_on_demand() -> None:
    assert not any(e.label.startswith("said") for e in made(undated=True))
    assert any(e.label.startswith("said") for e in made(undated=True, statements=True))


def test_status_over_time_and_sources() -> None:
    talks = made()[0]
    assert [(s.date, s.status) for s in talks.steps] == [("2031-03-13", "Occurred"), (None, "Planned")]
    assert (talks.articles, talks.origins) == (3, 2)
    assert talks.sentence.startswith("Mara Lindqvist met Tomáš Verhoeven")
    sign = next(e for e in made() if e.label.startswith("sign"))
    assert [s.said_by for s in sign.steps] == ["Tomáš Verhoeven"]


def test_table_and_data() -> None:
    found = made()
    cells = found.cells()
    assert len(cells[0]) == len(found.COLUMNS)
    assert "→" in cells[0][2]
    read = json.loads(found.write("json"))
    assert [r["label"] for r in read] == [e.label for e in found]
    assert [json.loads(line)["event"] for line in found.write("jsonl").splitlines()] == [e.event for e in found]
    rows = list(csv.DictReader(io.StringIO(found.write("csv"))))
    assert [r["what"] for r in rows] == [e.label for e in found]
    assert "2031-03-13 happened The Harbour Wire" in rows[0]["history"]


def test_an_empty_story() -> None:
    found = made("World")
    assert (len(found), found.cells(), found.write("jsonl")) == (0, [], "")
