import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.knowledge import gazetteer


def ids(name):
    return [p.id for p in gazetteer.lookup(name)]


def test_countries_by_any_of_their_names():
    assert ids("Russia") == ["Q159", "geonames:4521811"] or "Q159" in ids("Russia")
    for name in ("United States", "U.S.", "USA", "America"):
        assert "Q30" in ids(name)
    assert gazetteer.country_named("Burma").country_code == "MM"
    assert gazetteer.country("SA").geonames == 102358


def test_a_city_in_both_scripts():
    assert "Q649" in ids("Moscow")
    assert "Q649" in ids("Москва")
    moscow = gazetteer.place("geonames:524901")
    assert moscow.id == "Q649"
    assert [p.name for p in gazetteer.containment(moscow)] == ["Moscow", "Russia"]
    assert abs(moscow.lat - 55.75) < 0.1


def test_ids_lead_back():
    for name in ("Texas", "Black Sea", "Bavaria", "Baker County", "Riyadh", "Yugoslavia"):
        for found in gazetteer.lookup(name):
            assert gazetteer.place(found.id).id == found.id
    assert gazetteer.place("Q1") is None
    assert gazetteer.place("geonames:x") is None


def test_regions_and_counties():
    texas = next(p for p in gazetteer.lookup("Texas") if p.cls == "region")
    assert texas.wikidata == "Q1439" and texas.geonames == 4736286
    counties = [p for p in gazetteer.lookup("Baker County") if p.cls == "county"]
    assert {p.region for p in counties} >= {"Q812", "Q824"}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Yakutia", "RU"), ("Kabardino-Balkaria", "RU"), ("Irkutsk Region", "RU"), ("Orissa", "IN"), ("Scania", "SE"),
        ("Helmand Province", "AF"), ("North Gyeongsang Province", "KR"), ("Oromia", "ET"), ("Puglia", "IT"),
    ],
)  # fmt: skip
def test_regions_by_the_names_that_english_news_gives_them(name, code):
    found = gazetteer.lookup(name)
    assert found and found[0].cls == "region" and found[0].country_code == code


def test_a_region_around_a_town_of_its_name_is_another_place():
    assert [p.name for p in gazetteer.lookup("Moscow Region")] == ["Moscow Oblast"]
    assert gazetteer.lookup("Texas Region") == ()


def test_capitals_and_nationalities():
    assert gazetteer.capital_country("Moscow") == "RU"
    assert gazetteer.capital_country("Washington") == "US"
    assert gazetteer.capital_country("Hamburg") is None
    assert gazetteer.country_of_demonym("Russian") == "RU"
    assert gazetteer.capital("FR").id == "Q90"


def test_small_words_are_no_places():
    for word in ("us", "in", "or", "the", ""):
        assert gazetteer.lookup(word) == ()


def test_distance():
    paris, london = gazetteer.place("Q90"), gazetteer.place("Q84")
    assert gazetteer.kilometres(paris, london) == pytest.approx(344, abs=5)


def test_reading_the_table_is_quick():
    gazetteer._table.cache_clear()
    start = time.perf_counter()
    gazetteer._table()
    assert time.perf_counter() - start < 3  # 0.1 s on an idle machine


@given(st.text(max_size=40))
def test_any_name_may_be_asked(name):
    gazetteer.lookup(name)
    gazetteer.place(name)
    gazetteer.capital_country(name)
