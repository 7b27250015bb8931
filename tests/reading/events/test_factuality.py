"""How sure, by the one who says it."""

import pytest

from kg.reading.events.events import Events
from kg.reading.events.factuality import Factuality
from kg.reading.text.annotations import annotated


def state(doc, lemma):
    Events()(doc)
    Factuality()(doc)
    event = next(e for e in annotated(doc).events if e.lemma == lemma)
    return event.status, event.polarity, event.tense


@pytest.mark.parametrize(
    ("sentence", "lemma", "expected"),
    [
        ("Anna met Boris and Carla .", "meet", ("Occurred", "Positive", "Past")),
        ("Police will arrest the driver .", "arrest", ("Planned", "Positive", "Future")),
        ("Norland refused to sign the treaty .", "sign", ("NotOccurred", "Negative", "Future")),
        ("The mayor denied that the council had met .", "meet", ("Denied", "Negative", "Past")),
        ("The visit was cancelled .", "visit", ("Cancelled", "Negative", "Untensed")),
        ("Norland plans to open a mine .", "open", ("Planned", "Positive", "Future")),
        ("Norland agreed to meet Anna .", "meet", ("Planned", "Positive", "Future")),
        ("Norland may attack .", "attack", ("Possible", "Positive", "Future")),
        ("If guards strike , the mine closes .", "strike", ("Possible", "Positive", "Present")),
        # who is told to do something is not told to have done it
        ("Sign the treaty .", "sign", ("Unknown", "Positive", "Untensed")),
        ("Norland , sign the treaty .", "sign", ("Unknown", "Positive", "Untensed")),
        ("Did Anna meet Boris ?", "meet", ("Unknown", "Positive", "Past")),
        ("Anna did not leave .", "leave", ("NotOccurred", "Negative", "Past")),
        ("The planned visit pleased Anna .", "visit", ("Planned", "Positive", "Future")),
        # what is done to some end may come about or not; with what is planned it is planned, with what is usual usual
        ("Norland sent guards to protect the mine .", "protect", ("Unknown", "Positive", "Future")),
        ("Norland uses polls to choose its ministers .", "choose", ("Occurred", "Positive", "Present")),
        ("Anna will travel to Oslo to meet Boris .", "meet", ("Planned", "Positive", "Future")),
        ("Norland opened negotiations to end the war .", "end", ("Planned", "Positive", "Future")),
        ("Norland made tools to attack mines with .", "attack", ("Unknown", "Positive", "Future")),
        ("Anna was the first minister to resign .", "resign", ("Occurred", "Positive", "Past")),
        ("The guards had to leave .", "leave", ("Occurred", "Positive", "Past")),
        ("Rebels tried to attack the mine .", "attack", ("Possible", "Positive", "Future")),
        ("Guards who would attack anybody left .", "attack", ("Possible", "Positive", "Future")),
        ("If Boris leaves , Anna will resign .", "resign", ("Possible", "Positive", "Future")),
        # what is going on, also where it is done to somebody and where it began before
        ("Boris is being questioned .", "question", ("Ongoing", "Positive", "Present")),
        ("Boris was being questioned .", "question", ("Occurred", "Positive", "Past")),
        ("Norland has been fighting rebels .", "fight", ("Ongoing", "Positive", "Present")),
        ("Will there be an election ?", "election", ("Unknown", "Positive", "Untensed")),
    ],
)
def test_status(parsed, sentence, lemma, expected):
    assert state(parsed(sentence), lemma) == expected
