"""Authority files: what a line may say, what is wrong with one that says something else, and Wikidata's own form."""

import bz2
import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import KgError
from kg.knowledge.authority import entry_of, read_authority, to_json
from kg.knowledge.authority_entry import Entry, Label

EXCERPT = Path(__file__).parent / "fixtures" / "wikidata_excerpt.json"
LUND = Entry(
    "Q100",
    "Mara Lund",
    "Person",
    variants=("M. Lund", "Мара Лунд"),
    description="Norwegian envoy",
    prior=12.0,
    countries=("NO",),
    positions=("envoy",),
    organizations=("Brisk Oil",),
    begin="1970-05",
)


def written(path, text):
    path.write_text(text, "utf8")
    return path


def test_json_lines_come_back_as_they_were_written(tmp_path):
    place = Entry("Q200", "Fell", "Place", geonames=42, lat=60.5, lon=-5.0)
    path = written(tmp_path / "a.jsonl", f"{to_json(LUND)}\n\n{to_json(place)}\n")
    assert list(read_authority(path)) == [LUND, place]
    assert list(read_authority(path, classes=["place"])) == [place]
    assert list(read_authority(path, prior=5)) == [LUND]


@pytest.mark.parametrize(("suffix", "pack"), [(".gz", gzip.compress), (".bz2", bz2.compress)])
def test_packed_files(tmp_path, suffix, pack):
    path = tmp_path / f"a.jsonl{suffix}"
    path.write_bytes(pack(to_json(LUND).encode()))
    assert list(read_authority(path)) == [LUND]


def test_tables(tmp_path):
    rows = (
        "id,name,variants,class,description,prior,countries,positions,organizations,begin\n"
        "Q100,Mara Lund,M. Lund|Мара Лунд,person,Norwegian envoy,12,Norway,envoy,Brisk Oil,1970-05\n"
        "\n"
        "100,Nobody,,person\n"
        'Q101,"Brisk Oil, Inc.",,Organization\n'
    )
    errors = []
    found = list(read_authority(written(tmp_path / "a.csv", "\ufeff" + rows), on_error=errors.append))
    assert found == [LUND, Entry("Q101", "Brisk Oil, Inc.", "Organization")]
    assert [str(e) for e in errors] == [
        f"[KG061] Cannot take {tmp_path / 'a.csv'} as an authority: line 4: id '100' is no Wikidata id such as Q42."
    ]


def test_a_table_without_its_columns(tmp_path):
    with pytest.raises(KgError, match="no column class"):
        list(read_authority(written(tmp_path / "a.csv", "id,name\nQ1,One\n")))
    with pytest.raises(KgError, match="KG061"):
        list(read_authority(written(tmp_path / "a.csv", "")))


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{", "line 1"),
        ("[]", "no JSON object"),
        ('{"id": "Q0", "name": "a", "class": "person"}', "no Wikidata id"),
        ('{"id": "Q1", "name": " ", "class": "person"}', "no name"),
        ('{"id": "Q1", "name": "a", "class": "city"}', "none of person"),
        ('{"id": "Q1", "name": "a", "class": "person", "born": "1970"}', "no field 'born'"),
        ('{"id": "Q1", "name": "a", "class": "person", "begin": "May"}', "begin"),
        ('{"id": "Q1", "name": "a", "class": "person", "prior": "much"}', "no number"),
        ('{"id": "Q1", "name": "a", "class": "person", "prior": 1e400}', "no number"),
        ('{"id": "Q1", "name": "a", "class": "place", "lat": 91}', "beyond 90"),
        ('{"id": "Q1", "name": "a", "class": "person", "countries": ["Nowhere"]}', "no country"),
        ('{"id": "Q1", "name": "a", "class": "person", "variants": [1]}', "no list"),
        ("[" * 100_000, "line 1"),
    ],
)
def test_a_wrong_line_is_told_and_passed_over(tmp_path, line, why):
    path = written(tmp_path / "a.jsonl", f"{line}\n{to_json(LUND)}\n")
    errors = []
    assert list(read_authority(path, on_error=errors.append)) == [LUND]
    assert len(errors) == 1
    assert why in str(errors[0])
    with pytest.raises(KgError, match="KG061"):
        list(read_authority(path))


@given(
    st.dictionaries(st.sampled_from(["id", "name", "class", "prior", "variants", "begin"]), st.text() | st.integers())
)
def test_no_object_breaks_it(found):
    try:
        assert isinstance(entry_of(found), Entry)
    except ValueError as error:
        assert str(error)


def test_other_files(tmp_path):
    with pytest.raises(KgError, match="KG061"):
        list(read_authority(tmp_path / "a.txt"))
    with pytest.raises(KgError, match="KG002"):
        list(read_authority(tmp_path / "a.jsonl"))
    (tmp_path / "a.jsonl.gz").write_bytes(b"not packed")
    with pytest.raises(KgError, match="KG002"):
        list(read_authority(tmp_path / "a.jsonl.gz"))


def test_wikidata():
    found = list(read_authority(EXCERPT))
    entries = {e.id: e for e in found if isinstance(e, Entry)}
    assert {i for i, e in entries.items() if e.entity_class == "Organization"} == {"Q478214", "Q193701", "Q7184"}
    assert {e.id: e.name for e in found if isinstance(e, Label)}["Q218295"] == "President of Russia"
    putin = entries["Q7747"]
    assert putin.entity_class == "Person"
    assert putin.variants == ("Владимир Путин", "Putin", "Vladimir Vladimirovich Putin")
    assert (putin.prior, putin.countries, putin.begin) == (40.0, ("RU",), "1952-10-07")
    assert putin.positions == ("Q218295", "Q82955")
    assert (entries["Q478214"].begin, entries["Q193701"].begin) == ("2003-07", "2002")
    moscow = entries["Q649"]
    assert (moscow.geonames, moscow.lat, moscow.lon) == (524901, 55.75, 37.62)
    assert not {"Q5", "Q1"} & entries.keys()


def test_wikidata_by_class_and_renown(tmp_path):
    packed = tmp_path / "dump.json.bz2"
    packed.write_bytes(bz2.compress(EXCERPT.read_bytes()))
    found = [e.id for e in read_authority(packed, classes=["organization"], prior=35) if isinstance(e, Entry)]
    assert found == ["Q7184"]


def test_wikidata_lines_that_are_none(tmp_path):
    lines = EXCERPT.read_text("utf8").splitlines()
    odd = {"type": "item", "id": "Q3", "labels": [], "descriptions": [], "aliases": [], "claims": [], "sitelinks": []}
    some = {"mainsnak": {"snaktype": "somevalue"}, "rank": "normal"}
    vague = {**odd, "id": "Q4", "claims": {"P31": [some], "P27": [some]}}
    path = written(
        tmp_path / "a.json", "\n".join([*lines[:2], "{broken,", json.dumps(odd), json.dumps(vague), *lines[2:]])
    )
    errors = []
    assert list(read_authority(path, on_error=errors.append)) == list(read_authority(EXCERPT))
    assert ["line 3" in str(e) for e in errors] == [True]
