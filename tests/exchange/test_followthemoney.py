from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from followthemoney import model
from followthemoney.cli.aggregate import aggregate
from views import stories

from kg.exchange.followthemoney import LONGEST, _day, _pieces, entities, export_followthemoney


def told(name: str = "small") -> list[dict[str, Any]]:
    return list(entities(stories.asker(getattr(stories, name)().store())))


def valid(found: list[dict[str, Any]]) -> None:
    """Hold entities against FollowTheMoney's own model: nothing lost in cleaning, no end of a link missing or of a wrong kind."""
    schemata = {entity["id"]: model.get(entity["schema"]) for entity in found}
    assert len(schemata) == len(found)
    for entity in found:
        proxy = model.get_proxy(entity, cleaned=False)
        proxy.schema.validate(proxy.to_dict())
        for name, values in entity["properties"].items():
            assert sorted(proxy.get(name)) == sorted(values), (entity["schema"], name)
            prop = proxy.schema.get(name)
            if prop.range is not None:
                assert all(schemata[value].is_a(prop.range) for value in values), (entity["schema"], name, values)


@pytest.mark.parametrize("name", ["small", "affair", "hostile"])
def test_it_is_followthemoney(name: str) -> None:
    valid(told(name))


def test_events_of_numbered_names_stay_apart_where_fragments_are_put_together(tmp_path: Path) -> None:
    world = stories.World()
    world.entity("mara", "Person", "Mara Lindqvist")
    for number, day in ((2, "2031-02-12"), (3, "2031-03-18")):
        world.event(f"call-43.{number}", "Call", "Mara Lindqvist called", first=day)
        world.article(f"Call {number}", day, "Post", [(f"call-43.{number}", "{agent:mara|Mara Lindqvist} {!|called} .")])
    path = tmp_path / "x.ftm.json"
    export_followthemoney(stories.asker(world.store()), path)
    outside = tmp_path / "put-together.json"
    aggregate.callback(path, outside)  # type: ignore[misc]
    found = [json.loads(line) for line in outside.read_text("utf8").splitlines()]
    days = [entity["properties"]["startDate"] for entity in found if entity["schema"] == "Event"]
    assert sorted(days) == [["2031-02-12"], ["2031-03-18"]]


def test_what_is_what() -> None:
    found = told()
    schemata = Counter(entity["schema"] for entity in found)
    assert schemata["Person"] == 3 and schemata["Article"] and schemata["Event"] and schemata["Address"]
    mara = next(e for e in found if e.get("caption") == "Mara Lindqvist")
    articles = {e["id"]: e for e in found if e["schema"] == "Article"}
    assert mara["schema"] == "Person" and set(mara["properties"]["proof"]) <= articles.keys()
    talks = next(e for e in found if e["id"] == "event-talks")
    assert (talks["properties"]["startDate"], talks["properties"]["location"]) == (["2031-03-12"], ["Tallinn"])
    assert mara["id"] in talks["properties"]["involved"] and set(talks["properties"]["proof"]) <= articles.keys()
    assert all(e["properties"]["bodyText"][0] for e in articles.values())
    mentions = [e for e in found if e["schema"] == "Mention" and e["properties"]["resolved"] == [mara["id"]]]
    assert sorted(e["properties"]["document"][0] for e in mentions) == sorted(mara["properties"]["proof"])


def test_positions() -> None:
    found = told("affair")
    kinds = {e["schema"] for e in found}
    assert kinds & {"Directorship", "Employment", "Membership"}
    for entity in found:
        if entity["schema"] in ("Directorship", "Employment"):
            assert entity["properties"].get("role") or entity["schema"] == "Employment"


def test_lines(tmp_path: Path) -> None:
    path = tmp_path / "x.ftm.json"
    count = export_followthemoney(stories.asker(stories.hostile().store()), path)
    lines = path.read_text("utf8").split("\n")
    assert lines.pop() == "" and len(lines) == count
    valid([json.loads(line) for line in lines])


def test_values_that_are_too_long_or_too_old() -> None:
    long = " ".join(f"word{number}" for number in range(30_000))
    pieces = _pieces(long)
    assert len(pieces) > 3 and "".join(p or "" for p in pieces) == long and max(len(p or "") for p in pieces) <= LONGEST
    assert len(_pieces("x" * 150_000)) == 3
    assert _day("0517-01-01") is None and _day("2031-03-12") == "2031-03-12"


@pytest.mark.model
def test_of_the_corpus(corpus_story: Any, tmp_path: Path) -> None:
    path = tmp_path / "x.ftm.jsonl"
    corpus_story.export(path)
    found = [json.loads(line) for line in path.read_text("utf8").splitlines()]
    valid(found)
    dmitriev = next(e for e in found if e.get("caption") == "Kirill Dmitriev")
    assert any(e["schema"] == "Directorship" and e["properties"]["director"] == [dmitriev["id"]] for e in found)
