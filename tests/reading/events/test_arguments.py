"""Who does what to whom."""

import pytest

from kg.reading.events.arguments import Arguments
from kg.reading.events.events import Events
from kg.reading.events.fillers import Fillers, amount
from kg.reading.text.annotations import DocTime, annotated
from kg.reading.text.syntax import syntax


def roles(doc, lemma):
    Events()(doc)
    Arguments()(doc)
    event = next(e for e in annotated(doc).events if e.lemma == lemma)
    return {(a.role, doc[a.start : a.end].text) for a in event.arguments}


def test_subject_and_object(parsed):
    doc = parsed("The firm fired its director .")
    assert ("recipient", "director") in roles(doc, "fire")


def test_passive(parsed):
    assert roles(parsed("Anna was hired by Norland ."), "hire") == {("recipient", "Anna"), ("agent", "Norland")}


def test_control(parsed):
    doc = parsed("Norland refused to sign the treaty .")
    assert ("agent", "Norland") in roles(doc, "refuse")
    assert "Norland" in {filler for _, filler in roles(parsed("Norland refused to sign the treaty ."), "sign")}


def test_equals_of_a_reciprocal_event_each_with_a_span(parsed):
    assert roles(parsed("Anna met Boris and Carla ."), "meet") == {
        ("participant", "Anna"),
        ("participant", "Boris"),
        ("participant", "Carla"),
    }


def test_light_verb_lends_its_subject(parsed):
    assert roles(parsed("Ministers held talks with envoys in Oslo ."), "talk") == {
        ("participant", "Ministers"),
        ("participant", "envoys"),
        ("place", "Oslo"),
    }


def test_nominalisation(parsed):
    assert roles(parsed("Norland 's invasion of Ostria failed ."), "invasion") == {
        ("agent", "Norland"),
        ("recipient", "Ostria"),
    }


def test_relative_pronoun_gives_way_to_its_antecedent(parsed):
    assert roles(parsed("The envoy who met Anna left ."), "meet") == {("participant", "envoy"), ("participant", "Anna")}


def test_who_is_told_is_a_further_party(parsed):
    assert ("participant", "Anna") in roles(parsed("Norland told Anna to leave ."), "tell")


def test_who_is_supplied_with_something(parsed):
    assert roles(parsed("Norland supplied Ostria with tanks ."), "supply") == {
        ("agent", "Norland"),
        ("participant", "Ostria"),
        ("recipient", "tanks"),
    }


def test_object_that_does_what_stands_after_from(parsed):
    found = roles(parsed("Norland barred Anna from visiting Oslo ."), "visit")
    assert ("agent", "Anna") in found and ("agent", "Norland") not in found


def test_others_act_and_a_bare_this_does_not(parsed):
    assert ("agent", "Others") in roles(parsed("Others attacked Oslo ."), "attack")
    assert {role for role, _ in roles(parsed("This attacked Oslo ."), "attack")} == {"recipient"}


def test_a_tour_of_a_place_leads_there(parsed):
    assert ("place", "Norland") in roles(parsed("Anna began a tour of Norland ."), "tour")


def test_a_model_with_a_number_flies_as_a_thing(parsed):
    assert roles(parsed("The X9 flew to Oslo ."), "fly") == {("recipient", "The X9"), ("place", "Oslo")}


def test_time_is_the_one_linked(parsed):
    doc = parsed("Ministers held talks with envoys in Oslo .")
    annotated(doc).times = [DocTime(6, 7, "date", "2025-05-02", first="2025-05-02", last="2025-05-02")]
    assert ("time", "Oslo") in roles(doc, "talk")  # as if the last word were a date


@pytest.mark.parametrize(
    ("name", "role", "kind", "expected"),
    [
        ("Oslo", "agent", "Agree", "NO"),  # "Oslo agreed": the capital stands for its country
        ("Oslo", "place", "Negotiate", None),
        ("Oslo", "recipient", "Bomb", None),  # the town
        ("Norway", "agent", "Agree", None),  # names itself
    ],
)
def test_country_that_a_capital_stands_for(parsed, name, role, kind, expected):
    doc = parsed("Ministers held talks with envoys in Oslo .")
    tree = syntax(doc)
    tree.tokens.words[6] = name
    assert Fillers(tree, annotated(doc)).stands_for(6, role, kind) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["$", "5", "billion"], (5e9, "USD")),
        (["two", "million", "euros"], (2e6, "EUR")),
        (["1,200", "jobs"], (1200.0, "jobs")),
        (["several"], (None, None)),
        (["²"], (None, None)),
    ],
)
def test_amounts(words, expected):
    assert amount(words) == expected


def test_where_they_met(parsed):
    assert ("place", "Oslo") in roles(parsed("Anna visited Oslo , where Boris met Carla ."), "meet")


def test_who_is_let_do_it(parsed):
    assert ("participant", "Anna") in roles(parsed("Norland let Anna leave ."), "let")


def test_a_lawsuit_is_filed_against_a_further_party(parsed):
    assert roles(parsed("Anna filed a lawsuit against Norland ."), "file") == {
        ("agent", "Anna"),
        ("participant", "Norland"),
    }


def test_passives_share_who_does_it(parsed):
    assert ("agent", "Norland") in roles(parsed("Anna was arrested and jailed by Norland ."), "arrest")


@pytest.mark.parametrize(
    ("sentence", "lemma", "expected"),
    [
        ("According to Norland , Anna met Boris .", "meet", {("participant", "Anna"), ("participant", "Boris")}),
        ("Anna was airlifted to Norland .", "airlift", {("recipient", "Anna"), ("place", "Norland")}),
        ("The council 's arrest of Boris angered Anna .", "arrest", {("agent", "council"), ("recipient", "Boris")}),
        ("Anna is scheduled to leave Oslo .", "schedule", set()),
        ("Norland called on Boris to leave Oslo .", "leave", {("agent", "Boris"), ("recipient", "Oslo")}),
    ],
)
def test_who_has_a_part_and_which(parsed, sentence, lemma, expected):
    assert roles(parsed(sentence), lemma) == expected


def test_a_country_behind_what_is_talked_about_is_not_where_they_talk(parsed):
    assert ("place", "Norway") not in roles(parsed("Anna and Boris held talks on mines in Norway ."), "talk")
    assert ("place", "Oslo") in roles(parsed("Anna and Boris held talks on mines in Oslo ."), "talk")
