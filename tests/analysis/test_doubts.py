"""What is doubtful comes first, with both sentences, and is settled by judgements."""

from __future__ import annotations

from typing import Any

from views import stories

from kg.analysis.doubts import doubts, settle
from kg.graph.asking.sparql import ask
from kg.story.index import Join


def world() -> Any:
    w = stories.World()
    w.entity("mara", "Person", "Mara Lund")
    w.entity("marta", "Person", "Marta Lund")
    w.entity("ode", "Person", "Ode Fell")
    w.event("met", "Meet", "Lund meets Fell", weight=0.9)
    w.event("sold", "Meet", "Fell meets Lund", weight=0.9)
    w.article("One", "2031-03-01", "The Harbour Wire", [
        ("met", "{agent:mara|Mara Lund} {!|met} {recipient:ode|Ode Fell}, {by:ode|Fell} said."),
        ("sold", "{agent:ode|Ode Fell} {!|met} {recipient:mara|Lund} again."),
    ])  # fmt: skip
    w.article("Two", "2031-03-02", "North Gazette", [("sold", "{agent:marta|Marta Lund} {!|met} {recipient:ode|Fell}.")])
    store = w.store()
    return lambda text, **values: ask(store, text, values, trusted=True)


def joins(iri: str) -> list[Join]:
    return [Join("Mara Lund (2)", "Lund (1)", "surname alone", 0.8)] if iri.endswith("mara") else []


def test_each_kind_of_doubt() -> None:
    found = doubts(world(), joins)
    assert [(d.kind, d.answers) for d in found] == [
        ("apart", ("same", "different")), ("join", ("same", "different")), ("event", ("right", "wrong"))
    ]  # fmt: skip
    apart, join, event = found
    assert "“Mara Lund” and “Marta Lund”" in apart.question and len(apart.cited) == 2
    assert "“Lund”" in join.question and join.left != join.right
    assert event.question == "Lund meets Fell: happened? One voice alone tells it."
    assert doubts(world(), joins, kinds=("event",), settled=[event.id]) == []


def test_what_is_said_becomes_a_judgement() -> None:
    class Judge:
        def __getattr__(self, name: str) -> Any:
            return lambda *a, **k: [(name, a, k)] if name == "correct" else (name, a, k)

    apart, _, event = doubts(world(), joins)
    name, ends, more = settle(Judge(), apart, "same", by="ana")
    assert (name, ends, more["reason"]) == ("same", (apart.left, apart.right), f"review: {apart.id}")
    assert settle(Judge(), event, "right")[2]["status"] == "Occurred"
    assert settle(Judge(), event, "wrong")[2]["status"] == "Unknown"
