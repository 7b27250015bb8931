"""Places: a town that the world knows is itself unless the text says otherwise; regions by their kind; what a place is called."""

import pytest

from cases.reading import chain_of, of_case, of_text, place_of
from kg.knowledge import gazetteer
from kg.story.entities.places import label_of_place

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("case", "name", "where"),
    [
        ("02-geo-us.txt", "Cairo", "EG city"),
        ("02b-geo-moscow.txt", "Moscow", "RU city"),
        ("02b-geo-moscow.txt", "Geneva", "CH city"),
    ],
)
def test_cases(case, name, where):
    assert place_of(of_case(case)[1], name) == where


@pytest.mark.parametrize(
    ("text", "name", "where"),
    [
        ("The court in The Hague sentenced the general. A lawyer from New York welcomed it.", "Hague", "NL city"),
        ("Police in Antwerp seized cocaine. A prosecutor from Ohio helped them.", "Antwerp", "BE city"),
        ("The troops left Tripoli on Tuesday, a senator from Iowa said.", "Tripoli", "LY city"),
        ("A fire broke out in Naples. Two men from Florida died.", "Naples", "IT city"),
        ("The ship left Odessa with grain, a trader from Texas said.", "Odessa", "UA city"),
        ("A bomb went off in Athens on Monday. A student from Georgia was hurt.", "Athens", "GR city"),
        ("The mayor of Venice said tourists from Florida must pay.", "Venice", "IT city"),
        ("Fire crews in Birmingham, Alabama, fought a fire.", "Birmingham", "US city"),
        ("Police in Moscow, Idaho, arrested a man. Students in Moscow were told to stay home.", "Moscow", "US city"),
        ("Police in Manchester arrested two men. A witness from New Hampshire saw it.", "Manchester", "GB city"),
        ("Protesters in Santiago burned cars, a student from Texas said.", "Santiago", "CL city"),
        ("He was born in St. Louis.", "St. Louis", "US city"),
        ("Rockets hit Mykolaiv on Monday.", "Mykolaiv", "UA city"),
        ("Soldiers died near Kobani on Monday.", "Kobani", "SY city"),
    ],
)
def test_towns(text, name, where):
    assert place_of(of_text(text), name) == where


@pytest.mark.parametrize(
    ("text", "name", "where"),
    [
        ("Troops crossed into the Donetsk region; in Donetsk itself shells fell.", "Donetsk region", "UA region"),
        ("Troops crossed into the Donetsk region; in Donetsk itself shells fell.", "Donetsk", "UA city"),
        ("The governor of Herat province spoke in Herat.", "Herat province", "AF region"),
        ("The Luhansk Oblast was shelled on Monday.", "Luhansk Oblast", "UA region"),
        ("Fighting went on in Aleppo governorate on Monday.", "Aleppo governorate", "SY region"),
        ("He moved from New York to the state of Texas.", "Texas", "US region"),
        ("The firm paid a toll in Charlotte. In the Charlotte region it is known.", "Charlotte", "US city"),
    ],
)
def test_regions(text, name, where):
    assert place_of(of_text(text), name) == where


def test_two_places_of_one_name_are_two():
    reading = of_text(
        "In Springfield, Illinois, it rained. In Springfield, Missouri, the sun shone. The mayor of Springfield spoke."
    )
    found = [c.place for c in reading.chains if "Springfield" in c.names]
    assert found == ["Q28515", "Q135615"] or (len(found) == 2 and found[0] != found[1])
    assert [gazetteer.place(i or "").region for i in found] == ["Q1204", "Q1581"]


def test_people_of_a_region_are_at_home_there():
    assert chain_of(of_text("The Ohioans met the governor on Monday."), "Ohioans").within == "Q1397"


@pytest.mark.parametrize(
    ("name", "country", "written", "label"),
    [
        ("Mykolayiv", "UA", {"Mykolayiv": 3}, "Mykolaiv"),
        ("Sokhumi", "GE", {"Sukhum": 1}, "Sukhumi"),
        ("‘Ayn al ‘Arab", "SY", {"Ayn al-Arab": 2}, "Kobani"),
        ("Köln", "DE", {"Cologne": 1}, "Cologne"),
        ("Kashan", "IR", {"Kashan": 1, "Kachan": 4}, "Kashan"),
        ("Marīvān", "IR", {"Marivan": 2}, "Marivan"),
    ],
)
def test_labels_are_what_articles_write_or_english(name, country, written, label):
    towns = [p for p in gazetteer.lookup(name) if p.country_code == country and p.cls == "city"]
    assert label_of_place(max(towns, key=lambda p: p.population), written) == label
