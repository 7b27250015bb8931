"""From claims to an event: one status, one interval, one label."""

from __future__ import annotations

from typing import Any

from kg.story.events.summary import interval_of, status_of, summarise, type_of
from kg.story.events.titles import built, title_of
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
    assert event.label == "Fell meets in Riga"
    assert (event.articles, event.origins) == (2, 2)


def test_the_best_title_of_the_claims_that_agree() -> None:
    plan = telling("a", "2031-05-01", "Planned", title="Fell to visit Riga", title_score=0.9)
    short = telling("b", "2031-05-03", title="Fell goes", title_score=0.4)
    full = telling("c", "2031-05-02", title="Mara Fell visits Riga", title_score=0.8)
    event = summarise("x", [plan, short, full], broader=BROADER, name=str)
    assert (event.label, event.clarity) == ("Mara Fell visits Riga", 0.8)


def test_an_article_s_own_voice_names_it_rather_than_others() -> None:
    own = telling("a", None, title="Fell visits Riga", title_score=0.75)
    said = telling("b", None, title="Fell visits Riga, Lund says", title_score=0.8, own_voice=False)
    assert title_of([own, said]) == title_of([said, own]) == ("Fell visits Riga", 0.75)
    assert title_of([said]) == ("Fell visits Riga, Lund says", 0.8)


def test_without_a_title_the_words_with_who_and_where_and_no_pronouns() -> None:
    fillers = [
        Filler(r, entity=e)
        for r, e in (("recipient", "c"), ("place", "oslo"), ("agent", "a"), ("participant", "which"))
    ]
    assert built("talks", "talk", fillers, str) == "Talks of a and c in oslo"
    assert built("met", "meet", fillers, str) == "A meets c in oslo"
    assert built("talks", "talk", (), str) == "Talks"
