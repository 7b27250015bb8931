"""Media are organisations: nobody by the name of Izvestia, and France does not report what France 24 reports."""

import pytest

from cases.reading import classes, of_text

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    "name",
    [
        "Izvestia", "Kommersant", "Aftenposten", "Haaretz", "Meduza", "Yonhap", "Ukrinform", "Handelsblatt", "Politiken", "Axios",
        "France 24", "Nikkei Asia", "The Guardian", "The Economist", "Fox News", "Al Jazeera", "Kyiv Post",
    ],
)  # fmt: skip
def test_a_medium_that_reports(name):
    found = classes(of_text(f"{name} reported on Monday that two men were arrested. The police told {name} so."))
    assert found.get(name.removeprefix("The "), found.get(name)) == "Organization"
    assert "Person" not in found.values() and "Place" not in found.values()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Berg was ill, according to the Hill.", "Hill"),
        ("The minister told the Sun that he would go.", "Sun"),
        ("Dawn reported that two men were arrested.", "Dawn"),
        ("Two men were arrested, according to Agence France-Presse.", "Agence France-Presse"),
        ("On Monday, Jyllands-Posten wrote that he would go.", "Jyllands-Posten"),
        ("Russia Today said that he would go.", "Russia Today"),
        ("The minister told RIA that he would go.", "RIA"),
        ("The newspaper Trend wrote so.", "Trend"),
    ],
)
def test_a_medium_by_what_is_done_with_it(name, text):
    assert classes(of_text(text)).get(name) == "Organization"


def test_a_person_is_no_medium():
    assert classes(of_text("Dawn Berg left. The minister told Dawn that he would go.")) == {
        "Dawn Berg": "Person",
        "Dawn": "Person",
    }


@pytest.mark.parametrize(
    ("text", "name"), [("The Sun rose over Oslo.", "Sun"), ("He stood on the hill in Oslo.", "hill")]
)
def test_common_words_are_no_media(text, name):
    assert classes(of_text(text)).get(name) != "Organization"


def test_a_ticker_is_no_name():
    found = classes(of_text("JPMorgan Chase cut Norvik Rail (NVR.OL) on Monday. The U.S. said nothing."))
    assert "NVR.OL" not in found
    assert {"Norvik Rail", "U.S."} <= set(found)
