"""Which time dates which event."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc

from kg.reading.events.dating import link_times
from kg.reading.text.annotations import DocEvent, DocTime, annotated

VOCAB = spacy.blank("en").vocab


def linked(rows: str, events: list[int], times: list[DocTime]) -> dict[int, tuple[int, str]]:
    """The links in a sentence given as "word/tag/dep/head", with the head tokens of its events and its times."""
    parts = [row.split("/") for row in rows.split()]
    pos = {"V": "VERB", "N": "NOUN", "I": "ADP", "D": "DET"}
    doc = Doc(
        VOCAB,
        words=[p[0] for p in parts],
        tags=[p[1] for p in parts],
        pos=[pos.get(p[1][0], "X") for p in parts],
        deps=[p[2] for p in parts],
        heads=[int(p[3]) for p in parts],
    )
    noted = annotated(doc)
    noted.published = "2025-04-09"
    noted.times = times
    noted.events = [DocEvent(head, head + 1, head, doc[head].lower_, "Other") for head in events]
    return link_times(doc)


def day(start: int, first: str | None = "2025-04-07") -> DocTime:
    return DocTime(start, start + 1, "date", first, first=first, last=first)


def test_attached_to_a_verb() -> None:
    assert linked("They/PRP/nsubj/1 met/VBD/ROOT/1 on/IN/prep/1 Monday/NNP/pobj/2", [1], [day(3)]) == {
        0: (0, "attached")
    }


def test_attached_within_a_noun_phrase() -> None:
    rows = "Monday/NNP/poss/2 's/POS/case/0 vote/NN/nsubj/3 angered/VBD/ROOT/3 them/PRP/dobj/3"
    assert linked(rows, [2, 3], [day(0)]) == {0: (0, "attached")}


def test_light_verb_lends_its_time() -> None:
    rows = "She/PRP/nsubj/1 gave/VBD/ROOT/1 a/DT/det/3 speech/NN/dobj/1 Monday/NNP/npadvmod/1"
    assert linked(rows, [3], [day(4)]) == {0: (0, "object")}


def test_announcing_lends_nothing() -> None:
    rows = "She/PRP/nsubj/1 announced/VBD/ROOT/1 a/DT/det/3 merger/NN/dobj/1 Monday/NNP/npadvmod/1"
    assert linked(rows, [1, 3], [day(4)]) == {0: (0, "attached")}


def test_what_is_said_is_not_dated_by_the_saying() -> None:
    rows = "He/PRP/nsubj/1 said/VBD/ROOT/1 Monday/NNP/npadvmod/1 they/PRP/nsubj/4 lost/VBD/ccomp/1"
    assert linked(rows, [1, 4], [day(2)]) == {0: (0, "attached")}


def test_coordination() -> None:
    rows = (
        "In/IN/prep/3 May/NNP/pobj/0 it/PRP/nsubj/3 bought/VBD/ROOT/3 one/CD/dobj/3 and/CC/cc/3 sold/VBD/conj/3"
        " two/CD/dobj/6"
    )
    assert linked(rows, [3, 6], [day(1)]) == {0: (0, "attached"), 1: (0, "coordination")}


def test_subject_of_a_verb_that_only_says_that_it_happens() -> None:
    rows = "The/DT/det/1 trials/NNS/nsubj/2 begin/VBP/ROOT/2 on/IN/prep/2 Monday/NNP/pobj/3"
    assert linked(rows, [1], [day(4, "2025-04-14")]) == {0: (0, "subject")}


def test_before_dates_nothing() -> None:
    assert linked("They/PRP/nsubj/1 met/VBD/ROOT/1 before/IN/prep/1 Monday/NNP/pobj/2", [1], [day(3)]) == {}


def test_what_lies_ahead_does_not_date_the_past() -> None:
    rows = "They/PRP/nsubj/1 met/VBD/ROOT/1 about/IN/prep/1 cuts/NNS/pobj/2 in/IN/prep/1 June/NNP/pobj/4"
    assert linked(rows, [1], [day(5, "2025-06-01")]) == {}


def test_days_come_before_now() -> None:
    rows = "They/PRP/nsubj/3 will/MD/aux/3 now/RB/advmod/3 meet/VB/ROOT/3 Friday/NNP/npadvmod/3"
    times = [DocTime(2, 3, "date", "PRESENT_REF"), day(4, "2025-04-11")]
    assert linked(rows, [3], times) == {0: (1, "attached")}


def test_nothing_to_link() -> None:
    assert linked("They/PRP/nsubj/1 met/VBD/ROOT/1", [1], []) == {}
    assert linked("They/PRP/nsubj/1 met/VBD/ROOT/1 Monday/NNP/npadvmod/1", [], [day(2)]) == {}


def test_after_a_relative_clause_of_the_subject() -> None:
    rows = "those/NNS/nsubj/5 who/WP/nsubj/2 met/VBD/relcl/0 on/IN/prep/5 Monday/NNP/pobj/3 left/VBD/ROOT/5"
    assert linked(rows, [2, 5], [day(4)]) == {0: (0, "attached")}


def test_a_year_behind_a_verb_does_not_date_the_next() -> None:
    rows = "She/PRP/nsubjpass/2 was/VBD/auxpass/2 born/VBN/ROOT/2 {}/{}/pobj/2 and/CC/cc/2 studied/VBD/conj/2 law/NN/dobj/5"
    year = DocTime(3, 4, "date", "1940", first="1940-01-01", last="1940-12-31")
    assert linked(rows.format("1940", "CD"), [2, 5], [year]) == {0: (0, "attached")}
    assert linked(rows.format("Monday", "NNP"), [2, 5], [day(3)])[1] == (0, "coordination")


def test_a_time_behind_what_is_referred_to() -> None:
    rows = "Talks/NNS/nsubj/1 follow/VBP/ROOT/1 the/DT/det/3 raid/NN/dobj/1 Monday/NNP/npadvmod/1"
    assert linked(rows, [0, 1, 3], [day(4)]) == {2: (0, "object")}
