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


@pytest.mark.parametrize(("text", "name"), [("The Sun rose over Oslo.", "Sun"), ("He stood on the hill in Oslo.", "hill")])
def test_common_words_are_no_media(text, name):
    assert classes(of_text(text)).get(name) != "Organization"


def test_a_ticker_is_no_name():
    found = classes(of_text("JPMorgan Chase cut Norvik Rail (NVR.OL) on Monday. The U.S. said nothing."))
    assert "NVR.OL" not in found
    assert {"Norvik Rail", "U.S."} <= set(found)
