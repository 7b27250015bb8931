"""Verbs that say that an event takes place lend it place, time and status, and are no events themselves."""

import pytest

from kg.reading.events.arguments import Arguments
from kg.reading.events.events import Events
from kg.reading.events.factuality import Factuality
from kg.reading.text.annotations import DocTime, annotated


def read(doc, *times):
    noted = annotated(doc)
    for word, day in times:
        i = next(t.i for t in doc if t.text == word)
        noted.times.append(DocTime(i, i + 1, "date", day, first=day, last=day, basis="RelativeToPublication"))
    for component in (Events(), Arguments(), Factuality()):
        component(doc)
    return noted


def fillers(event, doc, role):
    return [doc[a.start : a.end].text for a in event.arguments if a.role == role]


def test_expected_to_take_place(parsed):
    doc = parsed("Talks between Norland and Ostria are expected to take place in Oslo .")
    (event,) = read(doc).events
    assert (event.lemma, event.status) == ("talk", "Planned")
    assert fillers(event, doc, "participant") == ["Norland", "Ostria"]
    assert fillers(event, doc, "place") == ["Oslo"]


@pytest.mark.parametrize(
    ("sentence", "lemma", "status"),
    [
        ("No such meeting took place in Oslo .", "meeting", "NotOccurred"),
        ("The forum was called off .", "forum", "Cancelled"),
        ("The hearing was put off .", "hearing", "Planned"),
        ("A round of talks in Oslo ended .", "talk", "Occurred"),
    ],
)
def test_status_comes_from_the_verb(parsed, sentence, lemma, status):
    event = next(e for e in read(parsed(sentence)).events if e.lemma == lemma)
    assert event.status == status


def test_postponed_is_planned_for_the_new_day(parsed):
    doc = parsed("The summit has been postponed to Friday .")
    event = next(e for e in read(doc, ("Friday", "2025-05-02")).events if e.lemma == "summit")
    assert event.status == "Planned"
    assert fillers(event, doc, "time") == ["Friday"]


def test_two_days_are_two_events(parsed):
    doc = parsed("Anna met Boris in Oslo on Monday and again on Friday .")
    first, second = read(doc, ("Monday", "2025-04-28"), ("Friday", "2025-05-02")).events
    assert (fillers(first, doc, "time"), fillers(second, doc, "time")) == (["Monday"], ["Friday"])
    assert fillers(first, doc, "place") == fillers(second, doc, "place") == ["Oslo"]


def test_by_telephone(parsed):
    doc = parsed("Anna and Boris spoke by telephone .")
    (event,) = read(doc).events
    assert event.event_type == "Call"
    assert fillers(event, doc, "participant") == ["Anna", "Boris"]


def test_who_takes_part_and_a_city_before_the_noun(parsed):
    doc = parsed("Anna took part in the Oslo talks .")
    event = next(e for e in read(doc).events if e.lemma == "talk")
    assert fillers(event, doc, "place") == ["Oslo"]
    assert fillers(event, doc, "participant") == ["Anna"]


def test_one_stands_for_the_event_before(parsed):
    doc = parsed("Will there be an election ?", "Norland may hold one .")
    event = read(doc).events[-1]
    assert (event.event_type, event.status) == ("Election", "Possible")


def test_what_followed_took_place_there(parsed):
    doc = parsed("Further talks , followed in Oslo .")
    (event,) = read(doc).events
    assert fillers(event, doc, "place") == ["Oslo"]


def test_an_ordinal_stands_for_the_event_before(parsed):
    doc = parsed("Their talks pleased Anna .", "The first took place in Oslo .")
    first = read(doc).events[-1]
    assert (first.lemma, first.status, doc[first.head].text) == ("talk", "Occurred", "first")
    assert fillers(first, doc, "place") == ["Oslo"]


def test_an_ordinal_alone_stands_for_nothing(parsed):
    doc = parsed("The first took place in Oslo .")
    assert "first" not in {doc[e.head].text for e in read(doc).events}


def test_talks_joined_to_a_noun_of_the_phrase_before_may_begin(parsed):
    doc = parsed("They showed interest in mines and talks may begin .")
    assert next(e.status for e in read(doc).events if e.lemma == "talk") == "Possible"


def test_days_that_follow_one_another_are_one_stretch(parsed):
    doc = parsed("The forum was held on Monday and Tuesday .")
    (forum,) = read(doc, ("Monday", "2025-04-07"), ("Tuesday", "2025-04-08")).events
    assert fillers(forum, doc, "time") == ["Monday", "Tuesday"]


def test_other_days_are_events_of_their_own(parsed):
    doc = parsed("The forum was held on Monday and Tuesday .")
    events = read(doc, ("Monday", "2025-04-07"), ("Tuesday", "2025-04-15")).events
    assert [fillers(e, doc, "time") for e in events] == [["Monday"], ["Tuesday"]]
