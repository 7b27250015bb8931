"""Which claims of one article are one event."""

import numpy as np

from kg.knowledge.word_likeness import vector
from kg.reading.events.arguments import Arguments
from kg.reading.events.compared import Claim
from kg.reading.events.events import Events
from kg.reading.events.happenings import KINDRED, EventCoreference, apart, cluster, kindred, model
from kg.reading.events.likeness import NAMES
from kg.reading.events.shared import FIELDS, shares
from kg.reading.text.annotations import DocTime, annotated


def numbers(doc):
    for component in (Events(), Arguments(), EventCoreference()):
        component(doc)
    return {(doc[e.start].text, e.head): e.event for e in annotated(doc).events}


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
        annotated(doc).times.append(DocTime(i, i + 1, "date", time, first=time, last=time))
    found = numbers(doc)
    assert found["met", 1] == found["meeting", 7]


def claim(number, head, speech=None):
    return Claim(
        number, head, "warn", "warn", "Warn", False, False, False, False, 0,
        "Occurred", "Past", speech, None, False, False, None, None,
    )  # fmt: skip


def test_what_is_said_and_the_act_of_saying_it_are_one():
    assert cluster([claim(0, 3, 0), claim(1, 3), claim(2, 9, 1)], [], []) == [0, 0, 1]


def test_two_on_one_word_stay_two():
    """ "Spoke on 12 February and 18 March": one word, two happenings."""
    assert cluster([claim(0, 3), claim(1, 3)], [], []) == [0, 1]


def test_a_border_holds_whatever_is_alike():
    three = [claim(i, i) for i in range(3)]
    pairs, odds = [(0, 1), (1, 2), (0, 2)], [3.0, 2.0, 1.0]
    assert cluster(three, pairs, odds) == [0, 0, 0]
    assert cluster(three, pairs, odds, [(0, 2)]) == [0, 0, 1]


def test_the_model_is_of_what_is_compared():
    assert len(set(NAMES)) == len(NAMES)
    assert max(column for asked in model().asked for column, _, _ in asked.columns) < len(NAMES)
    assert np.isfinite(model().value).all()


def test_what_was_held_is_not_what_is_to_come_where_it_recurs():
    held, planned = claim(0, 3), claim(1, 9)
    planned.status = "Planned"
    assert not apart(held, planned)  # what is threatened, ordered or agreed may be both
    held.tops = planned.tops = frozenset({"Consult"})
    assert apart(held, planned)


def test_what_few_share_counts_for_more():
    """ "Fire" stands with every claim, "stove" with two: those two share more."""
    claims = [claim(i, i) for i in range(4)]
    for one, words in zip(claims, (["fire", "stove"], ["fire", "stove"], ["fire", "crew"], ["fire", "town"]), strict=True):
        one.words = dict.fromkeys(words, 1.0)
        one.near = frozenset({7})
    found = {name: (share, total) for name, share, total in shares(claims, [(0, 1), (0, 2), (2, 3)])}
    assert tuple(found) == FIELDS
    share, total = found["own_words"]
    assert share[0] == 1.0 > share[1] > 0.0
    assert total[0] > total[1] == total[2]
    assert found["filled"][0].tolist() == [0.0, 0.0, 0.0]
    assert found["near"][0].tolist() == [1.0, 1.0, 1.0]


def test_words_of_one_kind_are_alike():
    assert vector("quake", "n") @ vector("earthquake", "n") > 0.9
    assert vector("heist", "n") @ vector("robbery", "n") > 0.7
    assert vector("say", "v") @ vector("kill", "v") < 0.2
    assert vector("no such word", "v") is None


def test_kindred_are_happenings_of_which_two_claims_are_likely_one() -> None:
    pairs, odds = [(0, 1), (0, 2), (1, 2), (2, 3)], [KINDRED + 1, KINDRED - 1, KINDRED + 1, KINDRED + 1]
    assert kindred([0, 0, 1, 2], pairs, odds) == [(0, 1), (1, 2)]
    assert kindred([0, 0, 1, -1], pairs, odds) == [(0, 1)]
    assert kindred([0, 0, 0, 0], pairs, odds) == []
