"""What is doubtful comes first, with both sentences, and is settled by judgements."""

from __future__ import annotations

from typing import Any

from views import stories

from kg.analysis.doubts import doubts, settle
from kg.graph.asking.sparql import ask
from kg.story.index import Join, Telling


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


def tellings(score: float) -> Any:
    """Both articles tell of the sale, as likely as ``score``."""

    def told(iri: str) -> list[tuple[str, str, Telling]]:
        one, two = (f"https://kg.example/id/article/{key}" for key in ("888eb7008f3229f8", "eda4351cb4cb88f0"))
        return [(one, two, Telling(("One", 50), ("Two", 0), "same word", score))] if iri.endswith("sold") else []

    return told


def test_tellings_that_hang_together_by_little() -> None:
    (found,) = (d for d in doubts(world(), joins, tellings(0.3), kinds=("join",)) if "tell of this one" in d.question)
    assert found.question == "Fell meets Lund: do both tell of this one? (same word)" and found.answers == ("same", "different")
    assert [c.sentence.rpartition(" ")[2] for c in found.cited] == ["again.", "Fell."] and found.left != found.right
    surer = doubts(world(), joins, tellings(0.9), kinds=("join",))
    assert not any("tell of this one" in d.question for d in surer)


def test_each_kind_of_doubt() -> None:
    found = doubts(world(), joins, tellings(0.9))
    assert [(d.kind, d.answers) for d in found] == [
        ("apart", ("same", "different")), ("join", ("same", "different")), ("event", ("right", "wrong"))
    ]  # fmt: skip
    apart, join, event = found
    assert "“Mara Lund” and “Marta Lund”" in apart.question and len(apart.cited) == 2
    assert "“Lund”" in join.question and join.left != join.right
    assert event.question == "Lund meets Fell: happened? One voice alone tells it."
    assert doubts(world(), joins, tellings(0.9), kinds=("event",), settled=[event.id]) == []


def test_what_is_said_becomes_a_judgement() -> None:
    class Judge:
        def __getattr__(self, name: str) -> Any:
            return lambda *a, **k: [(name, a, k)] if name == "correct" else (name, a, k)

    apart, _, event = doubts(world(), joins, tellings(0.9))
    name, ends, more = settle(Judge(), apart, "same", by="ana")
    assert (name, ends, more["reason"]) == ("same", (apart.left, apart.right), f"review: {apart.id}")
    assert settle(Judge(), event, "right")[2]["status"] == "Occurred"
    assert settle(Judge(), event, "wrong")[2]["status"] == "Unknown"
