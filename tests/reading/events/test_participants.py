"""Who takes part in a happening: who is a candidate, how it stands to the happening, who is given and who fills no slot."""

import pytest

from kg.reading.events import participants
from kg.reading.events.participant_features import Parties
from kg.reading.events.told import happenings
from kg.reading.text.annotations import DocArgument, DocEvent, annotated
from kg.reading.text.syntax import syntax

TALKS, FIRED = "Ministers held talks with envoys in Oslo .", "The firm fired its director ."


@pytest.fixture
def doc(parsed):
    """Talks of which the words name the ministers, and a firing of which they name the director."""
    made = parsed(TALKS, FIRED)
    noted = annotated(made)
    number = {made[m.head].text: k for k, m in enumerate(noted.mentions)}
    talks = DocEvent(2, 3, 2, "talk", "Meet", event=0, weight=0.9)
    talks.arguments = [DocArgument("participant", 0, 1, 0, mention=number["Ministers"])]
    fired = DocEvent(10, 11, 10, "fire", "Dismiss", event=1, weight=0.9)
    fired.arguments = [DocArgument("recipient", 11, 13, 12, mention=number["director"])]
    noted.events = [talks, fired]
    return made


def told(doc, index):
    return [(a.role, doc[a.head].text, a.context, a.doubtful) for a in annotated(doc).events[index].arguments]


def described(doc, number, **options):
    noted, tree = annotated(doc), syntax(doc)
    known = happenings(tree, noted)
    parties = Parties(tree, noted, known)
    return {
        doc[noted.mentions[p.mentions[0]].head].text: set(parties.describe(known[number], p))
        for p in parties.of(known[number], **options)
    }


def test_those_named_near_may_take_part(doc):
    assert set(described(doc, 0)) == {"Ministers", "envoys", "Oslo"}
    assert set(described(doc, 0, held_alone=True)) == {"Ministers"}


def test_a_nameless_place_may_only_where_words_give_it_a_role(doc):
    annotated(doc).chains[2].names = []
    assert "Oslo" not in described(doc, 0)


def test_how_who_is_named_stands_to_a_happening(doc):
    talks, fired = described(doc, 0), described(doc, 1)
    assert {"held recipient", "held way=^V>dobj", "near=same"} <= fired["director"]
    assert {"not held", "way=^N>with", "acts in 0 held=False"} <= talks["envoys"]
    assert {"rank=0 held=True", "beside alike=False named=True role=False False"}.isdisjoint(fired["director"])
    assert "held beside 0 participant" in talks["Ministers"]


def test_whom_the_model_is_sure_of_is_given_and_whom_it_doubts_fills_no_slot(doc, monkeypatch):
    monkeypatch.setattr(participants, "weights", lambda: {"way=^N>with": (0.0, 0.0, 9.0), "bias": (-9.0, -4.0, -4.0)})
    participants.Participants()(doc)
    assert told(doc, 0) == [("participant", "Ministers", False, True), ("participant", "envoys", True, False)]
    assert told(doc, 1) == [("recipient", "director", False, True)]


def test_what_matters_little_or_is_a_state_gets_nobody(doc, monkeypatch):
    monkeypatch.setattr(participants, "weights", lambda: {"bias": (9.0, 0.0, 0.0)})
    event = annotated(doc).events[1]
    event.weight = 0.05
    participants.Participants()(doc)
    event.weight, event.event_type = 0.9, "State"
    participants.Participants()(doc)
    assert told(doc, 1) == [("recipient", "director", False, False)]
    assert len(told(doc, 0)) > 1


def test_no_place_dies_and_an_earthquake_has_no_doer(doc, monkeypatch):
    monkeypatch.setattr(participants, "weights", lambda: {"bias": (9.0, 0.0, 0.0)})
    noted = annotated(doc)
    talks = noted.events[0]
    oslo = next(k for k, m in enumerate(noted.mentions) if doc[m.head].text == "Oslo")
    talks.event_type, talks.arguments = "Die", [DocArgument("recipient", 6, 7, 6, mention=oslo)]
    participants.Participants()(doc)
    assert ("recipient", "Oslo", False, True) in told(doc, 0)
    talks.event_type, talks.arguments = "Earthquake", []
    participants.Participants()(doc)
    assert told(doc, 0) == []


def test_who_looks_into_a_death_has_not_caused_it(doc, monkeypatch):
    monkeypatch.setattr(participants, "weights", lambda: {"bias": (9.0, 0.0, 0.0)})
    talks, fired = annotated(doc).events
    envoys = next(k for k, m in enumerate(annotated(doc).mentions) if doc[m.head].text == "envoys")
    talks.event_type, talks.arguments = "Die", []
    fired.event_type, fired.arguments = "Investigate", [DocArgument("agent", 4, 5, 4, mention=envoys)]
    participants.Participants()(doc)
    assert {who for _, who, _, _ in told(doc, 0)} == {"Ministers", "Oslo"}


def test_whom_a_claim_of_another_status_names_is_given_to_one_that_fills_slots(doc, monkeypatch):
    monkeypatch.setattr(participants, "weights", lambda: {"held participant": (0.0, 0.0, 9.0), "bias": (-9.0, -9.0, -4.0)})
    talks, held = annotated(doc).events
    talks.status, held.event, held.event_type, held.arguments = "Planned", 0, "Meet", []
    participants.Participants()(doc)
    assert told(doc, 0) == [("participant", "Ministers", False, False)]
    assert told(doc, 1) == [("participant", "Ministers", True, False)]


def test_the_weights_that_ship_make_a_probability_of_a_role():
    role, odds = participants.likeliest(["held agent", "held way=^V>nsubj"])
    assert role in participants.ROLES
    assert 0 < odds < 1
