"""Dates: forms that used to be misread, and months and days that are persons."""

import pytest

from cases.reading import chain_of, classes, dates, of_case, of_text

pytestmark = pytest.mark.model


def test_case_of_calendar_names():
    reading = of_case("08-calendar-names.txt")[1]
    assert {"Theresa May", "June Smith"} <= {n for n, c in classes(reading).items() if c == "Person"}
    assert dates(reading) == [("2026-03-02", "2026-03-02"), ("2026-03-03", "2026-03-03")]


def test_case_of_date_forms():
    reading = of_case("25-date-forms.txt")[1]
    found = dates(reading)
    assert found[:4] == [(d, d) for d in ("2026-02-12", "2026-02-12", "2026-03-01", "2026-03-02")]
    assert found[4:] == [(None, None)]
    assert {n for n, c in classes(reading).items() if c == "Place"} == {"Lviv"}


def test_case_before_christ():
    article, reading = of_case("19-bce.txt")
    assert {n for n, c in classes(reading).items() if c == "Place"} == {"Naples", "Paris"}
    told = [(article.text[slice(*t.span)], t.value, t.first) for t in reading.times]
    assert told == [
        ("63 B.C.", "BC0063", None),
        ("A.D. 845", "0845", "0845-01-01"),
        ("the 4th century BC", "BC03", None),
    ]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Sales fell between March and June 2024.", ["2024-03-01", "2024-06-01"]),
        ("They met on Monday, March 4.", ["2026-03-04"]),
        ("The court will rule in two weeks.", ["2026-03-16"]),
        ("He was arrested in the first week of March.", ["2026-03-01"]),
        ("The hearing was held on the 24th.", ["2026-02-24"]),
        ("The talks will be held a week from Tuesday.", ["2026-03-17"]),
        ("The match was on Sunday before last.", ["2026-02-22"]),
        ("Norvik Rail lost money in H1 2026.", ["2026-01-01"]),
        ("Norvik Rail lost money in 2025Q4.", ["2025-10-01"]),
        ("Troops attacked on Easter Sunday.", ["2025-04-20"]),
        ("A truce for Orthodox Easter began.", ["2025-04-20"]),
        ("The minister flew to Oslo on Feb. 28 - March 1, 2025.", ["2025-02-28", "2025-03-01"]),
        ("Norvik agreed to buy Sund Ferries on Monday.", ["2026-03-02"]),
        ("Two men were charged with plotting to kill Anna Berg on Monday.", ["2026-03-02"]),
        ("The ministers agreed to meet on Monday.", ["2026-03-09"]),
        ("He plans to meet her on Monday.", ["2026-03-09"]),
        ("The old town fell in 410 AD.", ["0410-01-01"]),
        ("They left the week before last.", ["2026-02-16"]),
    ],
)
def test_days(text, days):
    assert [first for first, _ in dates(of_text(text))] == days


@pytest.mark.parametrize(
    ("text", "person", "times"),
    [
        ("Mrs May said she would resign in May. May left.", "May", 1),
        ("Prime Minister Theresa May lost the vote. In May, May will visit Oslo.", "Theresa May", 1),
        ("April Jones sued the firm. Jones won in April.", "April Jones", 1),
        ("Robert Sunday was arrested. He was freed on Sunday.", "Robert Sunday", 1),
        ("In May Brian Berg was killed.", "Brian Berg", 1),
        ("The deal was signed in late May by Anna Berg.", "Anna Berg", 1),
    ],
)
def test_months_and_days_that_are_persons(text, person, times):
    reading = of_text(text)
    assert chain_of(reading, person).entity_class == "Person"
    assert len(reading.times) == times


def test_feasts_keep_their_year_when_they_lie_ahead():
    assert dates(of_text("They will meet on Easter Sunday."))[0] == ("2026-04-05", "2026-04-05")
