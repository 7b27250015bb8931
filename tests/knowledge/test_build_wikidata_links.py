import json

import pytest

from kg.knowledge.build_wikidata_links import links

PLACES = [
    {"class": "country", "name": "Freedonia", "names": ["Freedonia"], "country": "FD"},
    {"class": "region", "name": "North", "names": ["North Province"], "country": "FD", "code": "FD.N"},
    {"class": "region", "name": "South", "names": ["South Province"], "country": "FD", "code": "FD.S"},
    {"class": "city", "name": "Elm", "names": ["Elm"], "country": "FD", "admin1": "FD.N", "population": 9000},
    {"class": "city", "name": "Elm", "names": ["Elm"], "country": "FD", "admin1": "FD.S", "population": 7000},
    {"class": "city", "name": "Oak", "names": ["Oak"], "country": "FD", "admin1": "FD.N", "population": 50},
    {"class": "county", "name": "Elm County", "names": ["Elm County"], "country": "FD", "code": "FD.S.1"},
]


@pytest.mark.parametrize(
    ("label", "description", "number"),
    [
        ("Elm", "city in South Province, Freedonia", 4),
        ("Elm", "city in Oak County, North Province, Freedonia", 3),
        ("Elm", "city in Freedonia", None),  # which?
        ("Oak", "small town in Freedonia", 5),
        ("Oak", "town in Sylvania", None),
        ("Elm County", "county in South Province, Freedonia", 6),
        ("Oak", "city bus in North Province, Freedonia", None),
        ("Oak", None, None),
    ],
)
def test_a_description_leaves_one_place_or_none(tmp_path, label, description, number):
    file = tmp_path / "wikidata.json"
    file.write_text(json.dumps({"wikidata": {"Q1": {"label": label, "description": description}}}))
    assert links(PLACES, file) == ({} if number is None else {number: "Q1"})


def test_two_ids_for_one_place_are_none(tmp_path):
    item = {"label": "Oak", "description": "town in Freedonia"}
    file = tmp_path / "wikidata.json"
    file.write_text(json.dumps({"wikidata": {"Q1": item, "Q2": item}}))
    assert links(PLACES, file) == {}
