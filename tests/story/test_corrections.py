"""What people corrected of events, in the claims about them."""

from __future__ import annotations

from typing import Any

from kg.story.events.summary import summarise
from kg.story.judgements import corrected
from kg.story.story import Filler, Telling

BROADER = {"Meet": "Consult", "Summit": "Meet"}


def telling(article: str = "a", **changed: Any) -> Telling:
    given: dict[str, Any] = {
        "claim": 0,
        "published": "2025-04-01",
        "origin": article,
        "event_type": "Meet",
        "lemma": "meet",
        "words": "met",
        "status": "Occurred",
        "certainty": "Certain",
        "tense": "Past",
        "own_voice": True,
        "times": (),
        "fillers": (),
    }
    return Telling(article=article, **{**given, **changed})


def test_corrections_go_through_all_claims_the_latest_first():
    told = [
        telling("a", corrections=((1, "status", "Denied"), (2, "date", "2025-04-11/2025-04-20"))),
        telling(
            "b", corrections=((3, "status", "Cancelled"), (4, "place", "oslo")), fillers=(Filler("place", entity="y"),)
        ),
        telling("c"),
    ]
    found = corrected(told)
    assert {t.status for t in found} == {"Cancelled"}
    assert {(t.times[0].first, t.times[0].last) for t in found} == {("2025-04-11", "2025-04-20")}
    assert {f for t in found for f in t.fillers} == {Filler("place", entity="oslo")}
    event = summarise("e", told, broader=BROADER, name=str)
    assert (event.status, event.first, event.last) == ("Cancelled", "2025-04-11", "2025-04-20")


def test_without_corrections_claims_are_as_they_were():
    told = [telling()]
    assert corrected(told) is told
