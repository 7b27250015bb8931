"""Texts in capitals, Each Word So, and with no-break blanks inside names."""

import pytest

from cases.reading import chain_of, classes, dates, of_case, of_text, place_of

pytestmark = pytest.mark.model


def test_case_in_capitals():
    article, reading = of_case("18-all-caps.txt")
    assert {"Anna Berg", "Ivan Petrov", "Geneva", "Norway"} <= set(classes(reading))
    assert dates(reading)[0] == ("2026-03-03", "2026-03-03")
    (met,) = [e for e in reading.events if article.text[slice(*e.trigger)] == "MET"]
    assert sorted(article.text[slice(*a.span)] for a in met.arguments if a.role == "participant") == [
        "ANNA BERG",
        "IVAN PETROV",
    ]
    (said,) = reading.quotations
    assert reading.mentions[said.speaker_mention].chain == reading.chains.index(chain_of(reading, "Anna Berg"))


def test_case_of_no_break_blanks():
    reading = of_case("16-nbsp.jsonl")[1]
    assert classes(reading)["Ivan Petrov"] == "Person"
    assert {"Norvik Rail", "Sund Ferries"} <= set(classes(reading))


@pytest.mark.parametrize(
    ("text", "name", "cls"),
    [
        ("PRESIDENT VLADIMIR PUTIN MET DONALD TRUMP IN SAUDI ARABIA ON MONDAY.", "Vladimir Putin", "Person"),
        ("PRESIDENT VLADIMIR PUTIN MET DONALD TRUMP IN SAUDI ARABIA ON MONDAY.", "Saudi Arabia", "Place"),
        ("MARIA LIND, A LAWYER FROM BERGEN, WAS ARRESTED AT THE AIRPORT.", "Maria Lind", "Person"),
        ("THE UNITED NATIONS CONDEMNED THE ARREST OF THE LAWYER.", "United Nations", "Organization"),
        (
            "Maria Lind Met Ivan Petrov And Said The Town Would Sign The Treaty And Leave The Talks On Monday.",
            "Maria Lind",
            "Person",
        ),
    ],
)
def test_names(text, name, cls):
    assert classes(of_text(text))[name] == cls


def test_a_dash_for_a_hyphen_cuts_no_name():
    assert place_of(of_text("Kabardino—Balkaria has rare earths."), "Kabardino-Balkaria") == "RU region"
