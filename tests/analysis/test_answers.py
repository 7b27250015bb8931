"""What pages hold for a review: commands that do what ``settle`` does, quoted."""

from __future__ import annotations

import shlex

from kg.analysis.answers import answers, review_block
from kg.analysis.doubts import REVIEWED, doubts

from .test_doubts import joins, world


def test_commands_say_what_settle_says() -> None:
    apart, join, event = doubts(world(), joins)
    same, different = (shlex.split(one.command) for one in answers(apart, "a store"))
    assert same == ["kg", "same", apart.left, apart.right, "-s", "a store", "--reason", REVIEWED + apart.id]
    assert different[1] == "different"
    assert [shlex.split(one.command)[1:5] for one in answers(event, "s")] == [
        ["correct", event.left, "--status", "Occurred"], ["correct", event.left, "--status", "Unknown"]
    ]  # fmt: skip
    assert [one.word for one in answers(join, "s")] == ["Same", "Different"]


def test_a_page_is_told_what_each_is_about() -> None:
    asked = world()
    held = review_block(asked, doubts(asked, joins), "a store")
    assert held["store"] == "'a store'"
    apart, join, event = held["doubts"]
    assert [iri.rsplit("/", 1)[-1] for iri in apart["nodes"]] == ["mara", "marta"]
    assert [iri.rsplit("/", 1)[-1] for iri in join["nodes"]] == ["mara"] and event["nodes"][0].endswith("/event/met")
    first = apart["cited"][0]
    begin, end = first["marks"][:2]
    assert first["sentence"][begin:end] == "Mara Lund" and first["when"] == "1 Mar 2031"
    assert review_block(asked, [], "s")["doubts"] == []
