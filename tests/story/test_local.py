"""What one reading brings to the story."""

from __future__ import annotations

import pytest

from kg.knowledge.fields import field_of_title, fields_of
from kg.knowledge.institutions import institution
from kg.reading.reading import Chain
from kg.story import local
from story.readings import marked


@pytest.mark.parametrize(
    ("chain", "key"),
    [
        (Chain("Person", ("Dr. José Álvarez",)), "jose alvarez"),
        (Chain("Person", ("Dorvang",), gender="f"), "dorvang~f"),
        (Chain("Person", ("Dorvang",), gender="m", titles=("minister",)), "dorvang~m.public"),
        (Chain("Person", ("Arvid Dorvang",), gender="m", titles=("singer", "mayor")), "arvid dorvang~arts.public"),
        (Chain("Person", ("Arvid Dorvang Jr.",)), "arvid dorvang jr"),
        (Chain("Person", ("Arvid Dorvang Arvid Dorvang",)), "arvid dorvang"),
        (Chain("Person", ("Maria",)), None),
        (Chain("Person", ()), None),
        (Chain("Place", ("South",)), None),
        (Chain("Place", ("Riyadh",), place="geonames:108410"), "geonames:108410"),
        (Chain("Group", ("Norwegians",)), "group:NO"),
        (Chain("Group", ("Muslims",)), "group:muslim"),
        (Chain("Organization", ("The U.S. Supreme Court",)), "supreme court~US"),
        (Chain("Organization", ("Foreign Ministry",), countries=("NO",)), "foreign ministry~NO"),
        (Chain("Organization", ("Foreign Ministry",), countries=("NO", "SE")), "foreign ministry"),
        (Chain("Organization", ("F.B.I.",)), "fbi"),
        (Chain("Thing", ("Harbour Act",)), "harbour act"),
    ],
)
def test_node_key(chain: Chain, key: str | None):
    assert local.node_key(chain) == key


@pytest.mark.parametrize("name", ["", " ", "…", "’s", "\u200b", "of of", "()", "Jr.", "'", "1"])
def test_node_key_of_anything(name: str):
    for cls in ("Person", "Organization", "Place", "Group", "Thing"):
        local.node_key(Chain(cls, (name,)))


def test_institutions():
    assert institution("Russian Foreign Ministry") == ("foreign ministry", "RU")
    assert institution("Ministry of Foreign Affairs of Russia") == ("foreign ministry", "RU")
    assert institution("Department of Justice") == institution("the Justice Department") == ("department justice", None)
    assert institution("Harbour Guard Union") is None
    assert institution("World Bank") is None
    assert institution("") is None


def test_fields():
    assert field_of_title("former Norwegian finance minister") == "public"
    assert field_of_title("star quarterback") == "sport"
    assert field_of_title("president") is None
    assert fields_of(["singer", "mayor", "friend"]) == ("arts", "public")


ARTICLE, READING = marked(
    "{Arvid Dorvang:a} [met:e] {the man:m}; {a bomb:b} [exploded:f]; {he:a} and {Brisk Oil:o} stayed.",
    {"a": {}, "m": {}, "b": {"cls": "Thing"}, "o": {"cls": "Organization"}},
    {"e": {"agent": "a", "participant": "m"}, "f": {"agent": "b"}},
)


def test_chains_that_are_entities():
    found = {e.chain: e for e in local.local_entities(READING)}
    assert set(found) == {0, 1, 3}  # no thing without name that one event alone points at
    assert found[0].node == "arvid dorvang"
    assert found[0].mentions == 2
    assert found[1].node is None


def test_events_that_stand_in_the_story():
    """Who met whom is told; what exploded is told, too, though the bomb is no entity; that nobody knows why is not."""
    assert [e.number for e in local.local_events(READING)] == [0, 1]
    _, idle = marked("{Dorvang:d} says that it [meant:e] nothing.", {"d": {}}, {"e": {"type": "State"}})
    assert local.local_events(idle) == []


def test_company_is_noted_where_namesakes_threaten():
    _, reading = marked(
        "{Dorvang:a} came with {Ode Fell:b} of {Brisk Oil:o}.", {"a": {}, "b": {}, "o": {"cls": "Organization"}}
    )
    dorvang, fell, _ = local.local_entities(reading)
    assert {v for k, v in dorvang.features if k == "with"} == {"ode fell", "brisk oil"}
    assert not [v for k, v in fell.features if k == "with"]


def test_judged_chains_are_forms_of_their_own():
    found = {e.chain: e for e in local.local_entities(READING, {0: ("@x-0", "Arvid"), 1: ("@x-18", "the man")})}
    assert found[0].node == "arvid dorvang~@x-0"
    assert found[1].node == "~@x-18"
    assert ("best", "the man") in found[1].features


def test_words_of_a_trigger_stand_in_one_line():
    article, reading = marked("They [set\nout:e] at dawn.", {}, {"e": {}})
    assert local.words(article, reading.events[0]) == "set out"
