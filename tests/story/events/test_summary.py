"""From claims to an event: one status, one interval, one label."""

from __future__ import annotations

from typing import Any

import pytest

from kg.story.events.summary import interval_of, status_of, summarise, type_of
from kg.story.events.titles import days, label_of, when
from kg.story.story import EventTime, Filler, Telling

BROADER = {"Meet": "Consult", "Negotiate": "Consult"}


def at(label: str, first: str | None, last: str | None, granularity: str = "unitDay") -> EventTime:
    return EventTime(label, first, first, last, "Explicit" if first else "Unresolved", granularity)


def telling(article: str, published: str | None, status: str = "Occurred", **changed: Any) -> Telling:
    given: dict[str, Any] = {
        "article": article,
        "claim": 0,
        "published": published,
        "origin": article,
        "event_type": "Meet",
        "lemma": "meet",
        "words": "met",
        "status": status,
        "certainty": "Certain",
        "tense": "Past",
        "own_voice": True,
        "times": (),
        "fillers": (),
    }
    return Telling(**{**given, **changed})


def test_the_status_of_the_latest_published() -> None:
    plan, held = telling("a", "2031-05-01", "Planned"), telling("b", "2031-05-03")
    assert status_of([held, plan]) == "Occurred"
    assert status_of([telling("a", "2031-05-04", "Cancelled"), held]) == "Cancelled"


def test_a_lonely_voice_does_not_outweigh_many_origins() -> None:
    reports = [telling(x, "2031-05-01") for x in "abc"]
    denial = telling("d", "2031-05-09", "Denied", own_voice=False)
    assert status_of([*reports, denial]) == "Occurred"
    assert status_of([*reports[:2], denial]) == "Denied"
    assert status_of([telling("d", "2031-05-09", "Denied"), *reports]) == "Denied"


def test_questions_and_conditions_tell_no_status() -> None:
    plan, condition = (
        telling("a", "2031-05-01", "Planned"),
        telling("b", "2031-05-03", "Possible", certainty="Underspecified"),
    )
    assert status_of([plan, condition, telling("c", "2031-05-04", "Unknown")]) == "Planned"
    assert status_of([plan, telling("b", "2031-05-03", "Possible", certainty="Possible")]) == "Possible"
    assert status_of([condition]) == "Possible"


def test_of_one_day_the_more_certain() -> None:
    maybe = telling("a", "2031-05-01", "Planned", certainty="Probable")
    assert status_of([maybe, telling("b", "2031-05-01", "Denied")]) == "Denied"


def test_the_interval_with_the_most_origins_then_the_finest_then_the_latest() -> None:
    day, month = at("3 May", "2031-05-03", "2031-05-03"), at("May", "2031-05-01", "2031-05-31", "unitMonth")
    assert interval_of([telling("a", None, times=(day,)), telling("b", None, times=(month,))]) == ("2031-05-03",) * 2
    two = [telling(x, None, times=(month,)) for x in "bc"]
    assert interval_of([telling("a", None, times=(day,)), *two]) == ("2031-05-01", "2031-05-31")
    later = at("4 May", "2031-05-04", "2031-05-04")
    both = [telling("a", "2031-05-05", times=(day,)), telling("b", "2031-05-06", times=(later,))]
    assert interval_of(both) == ("2031-05-04",) * 2
    assert interval_of([telling("a", None, times=(at("soon", None, None),))]) == (None, None)


def test_a_narrower_type_outranks_those_above_it() -> None:
    claims = [telling(x, None, event_type="Consult") for x in "ab"]
    assert type_of([*claims, telling("c", None)], BROADER) == "Meet"


def test_slots_come_from_the_claims_of_the_event_s_own_status() -> None:
    plan = telling("a", "2031-05-01", "Planned", fillers=(Filler("place", entity="oslo"),))
    held = telling("b", "2031-05-03", fillers=(Filler("place", entity="riga"), Filler("agent", entity="fell")))
    event = summarise("x", [plan, held], broader=BROADER, name=str.title)
    assert [f.entity for f in event.fillers] == ["fell", "riga"]
    assert event.label == "met: Fell · Riga"
    assert (event.articles, event.origins) == (2, 2)


@pytest.mark.parametrize(
    ("time", "shown"),
    [
        (at("mid-April", "2031-04-11", "2031-04-20", "unitMonth"), "mid-April 2031"),
        (at("3 May 2031", "2031-05-03", "2031-05-03"), "3 May 2031"),
        (at("last month", "2031-03-01", "2031-03-31", "unitMonth"), "March 2031"),
        (at("Monday", "2031-05-05", "2031-05-05"), "5 May 2031"),
        (at("this week", "2031-05-05", "2031-05-11", "unitWeek"), "5–11 May 2031"),
        (at("this year", "2031-01-01", "2031-12-31", "unitYear"), "2031"),
        (at("Sept. 3", "2031-09-03", "2031-09-03"), "Sept. 3 2031"),
        (at("soon", None, None), "soon"),
    ],
)
def test_times_read_well_without_the_article(time: EventTime, shown: str) -> None:
    assert when(time) == shown


def test_days_of_several_months() -> None:
    assert days("2031-04-29", "2031-05-02") == "29 April 2031 – 2 May 2031"
    assert days("2031-01-01", "2031-03-31") == "January–March 2031"
    assert days("9999-12-01", "9999-12-31") == "December 9999"


def test_labels_name_agents_then_participants_then_recipients_and_no_pronouns() -> None:
    fillers = [
        Filler(r, entity=e)
        for r, e in (("recipient", "c"), ("place", "oslo"), ("agent", "a"), ("participant", "which"))
    ]
    assert label_of("told", fillers, (), str) == "told: a, c · oslo"
    many = [Filler("agent", entity=x) for x in "abcde"]
    assert label_of("talks", many, (at("May", "2031-05-01", "2031-05-31"),), str) == "talks: a, b, c, d, … · May 2031"
    assert label_of("talks", (), (), str) == "talks"
