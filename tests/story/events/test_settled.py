"""Days and places out of the context on the way to the event: only where no claim gives one of its own."""

from __future__ import annotations

from kg.story.events.summary import interval_of, summarise
from kg.story.story import EventTime, Filler
from story.events.test_summary import BROADER, at, telling


def from_context(label: str, first: str, last: str | None = None) -> EventTime:
    return EventTime(label, first, first, last or first, "FromContext", "unitDay")


def test_a_day_from_the_context_counts_where_no_claim_gives_one() -> None:
    own = telling("a", "2031-05-06", times=(at("Monday", "2031-05-05", "2031-05-05"),))
    around = from_context("today", "2031-05-06")
    others = [telling(x, "2031-05-06", times=(around,)) for x in "bcd"]
    assert interval_of(others) == ("2031-05-06", "2031-05-06")
    assert interval_of([own, *others]) == ("2031-05-05", "2031-05-05")
    month = telling("e", "2031-05-06", times=(at("May", "2031-05-01", "2031-05-31", "unitMonth"),))
    assert interval_of([month, others[0]]) == ("2031-05-06", "2031-05-06")


def test_a_place_from_the_context_counts_where_no_claim_gives_one() -> None:
    oslo, berg = Filler("place", entity="oslo"), Filler("place", entity="berg")
    alone = summarise("e", [telling("a", None, context=(oslo,))], broader=BROADER, name=str)
    assert alone.fillers == (oslo,)
    both = summarise("e", [telling("a", None, context=(oslo,)), telling("b", None, fillers=(berg,))], broader=BROADER, name=str)
    assert both.fillers == (berg,)


def test_who_takes_part_by_the_context_does_but_for_whom_a_claim_names_itself() -> None:
    anna, boris = Filler("agent", entity="anna"), Filler("recipient", entity="boris")
    given = (anna, Filler("agent", entity="boris"))
    event = summarise("e", [telling("a", None, fillers=(boris,), context=given)], broader=BROADER, name=str)
    assert event.fillers == (anna, boris)
