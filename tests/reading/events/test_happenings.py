"""Which claims of one article are one event."""

from kg.reading.events.arguments import Arguments
from kg.reading.events.events import Events
from kg.reading.events.happenings import EventCoreference
from kg.reading.text.annotations import DocTime, annotations


def numbers(doc):
    for component in (Events(), Arguments(), EventCoreference()):
        component(doc)
    return {(doc[e.start].text, e.head): e.event for e in annotations(doc).events}


def test_noun_after_its_verb(parsed):
    found = numbers(parsed("Norland attacked Ostria and the attack killed Boris ."))
    assert found["attacked", 1] == found["attack", 5] != found["killed", 6]


def test_other_participants_are_another_event(parsed):
    found = numbers(parsed("Anna was hired by Norland .", "The firm fired its director .", "Anna did not leave ."))
    assert len(set(found.values())) == len(found)


def test_same_words_again(parsed):
    found = numbers(parsed("Anna met Boris and Carla .", "The envoy who met Anna left .", "Anna met Boris and Carla ."))
    assert found["met", 1] == found["met", 14]


def test_numbers_follow_the_text(parsed):
    found = numbers(parsed("Rebels fired two rockets .", "Police will arrest the driver ."))
    assert list(found.values()) == [0, 1]


def test_a_meeting_that_is_put_off_stays_one(parsed):
    doc = parsed("Anna met Boris on Monday .", "That meeting was postponed to Friday .")
    for i, time in ((4, "2025-04-07"), (11, "2025-04-11")):
        annotations(doc).times.append(DocTime(i, i + 1, "date", time, first=time, last=time))
    found = numbers(doc)
    assert found["met", 1] == found["meeting", 7]
