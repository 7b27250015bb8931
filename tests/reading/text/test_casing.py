"""Texts in capitals and Each Word So are read in the case of news, each character in its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.reading.text.casing import legible


@pytest.mark.parametrize(
    ("given_text", "read"),
    [
        (
            "ANNA BERG MET IVAN PETROV IN GENEVA ON TUESDAY. BERG SAID NORWAY WOULD SIGN THE TREATY IN JUNE.",
            "Anna Berg met Ivan Petrov in Geneva on Tuesday. Berg said Norway would sign the treaty in June.",
        ),
        (
            "Anna Berg Met Ivan Petrov In Geneva On Tuesday. Berg Said Norway Would Sign The Treaty And Leave The Talks.",
            "Anna Berg met Ivan Petrov in Geneva on Tuesday. Berg said Norway would sign the treaty and leave the talks.",
        ),
        (
            "PRESIDENT LIND MET TROOPS IN SAUDI ARABIA IN MAY. SHE SAID THE US TROOPS MAY LEAVE. “IT’S OVER,” SHE SAID.",
            "President Lind met troops in Saudi Arabia in May. She said the US troops may leave. “It’s over,” she said.",
        ),
        ("POLICE IN NEW YORK SAID SO.\n\nThe mayor left.", "Police in New York said so.\n\nThe mayor left."),
        ("Anna\u00a0Berg left.", "Anna Berg left."),
        ('They didn"t stop at the states"?border.', "They didn't stop at the states' border."),
        ('"We are done,"?said Anna Berg.', '"We are done," said Anna Berg.'),
        (
            "Kabardino—Balkaria has ore. Anna Berg—the minister—left.",
            "Kabardino-Balkaria has ore. Anna Berg—the minister—left.",
        ),
        ("Norway Sues Oslo Over Its Ferries", "Norway Sues Oslo Over Its Ferries"),
        ("NATO, EU, UN", "NATO, EU, UN"),
        ("She said the IMF would pay.", "She said the IMF would pay."),
    ],
)
def test_legible(given_text, read):
    assert legible(given_text) == read


def test_the_rest_of_the_article_tells():
    text = "NORVIK RAIL SUED THE TOWN OF SUND.\nThe town of Sund was sued by Norvik rail on Monday, and the Rail Board left."
    assert legible(text).startswith("Norvik")
    assert len(legible(text)) == len(text)


@given(st.text())
def test_every_character_keeps_its_place(text):
    for one in (text, text.upper(), f"THE MEN SAID THEY WOULD SIGN THE TREATY {text}"):
        read = legible(one)
        assert len(read) == len(one)
        assert [i for i, c in enumerate(read) if c == "\n"] == [i for i, c in enumerate(one) if c == "\n"]
