import importlib
import re

import pytest

from kg.articles.assemble import assemble
from kg.articles.languages import detected, language_of

RUSSIAN = "Министр иностранных дел Анна Берг встретилась с Иваном Петровым в Женеве в понедельник."
GERMAN = "Die Ministerin Anna Berg traf Iwan Petrow am Montag in Genf, wie zwei Beamte der Zeitung sagten."
ENGLISH = "Anna Berg met Ivan Petrov in Geneva on Monday, two officials told the paper."


@pytest.mark.parametrize(
    ("text", "told", "language", "foreign"),
    [
        (ENGLISH, None, "en", False),
        (ENGLISH, "en-GB", "en-GB", False),
        (ENGLISH, "nb", "en", False),  # many pages do not say their language rightly
        (RUSSIAN, None, "ru", True),
        (RUSSIAN, "en", "ru", True),
        (RUSSIAN, "ru-RU", "ru-RU", True),
        (GERMAN, None, "de", True),
        ("Kort tekst.", "nb", "nb", True),
        ("Short text.", None, "en", False),
        ("", "en", "en", False),
        (f"{ENGLISH} „{GERMAN}“ {ENGLISH} {ENGLISH}", None, "en", False),
    ],
)
def test_language_of(text: str, told: str | None, language: str, foreign: bool) -> None:
    assert language_of(text, told) == (language, foreign)


@pytest.mark.parametrize(
    "text",
    [
        "Ølen 3 Stord 1\nSandnes Ulf 0 Ålgård 0\nVålerenga 2 Bodø/Glimt 2\nScorers: Hæreid, Sørløth (2), Ødegaard",
        "Łukasz Wójcik, Grażyna Dąbrowska, Paweł Kamiński, Małgorzata Zielińska",
        "FLASH: BERG MEETS PETROV IN GENEVA",
        "Norvik Rail NVR.OL 34.50 +1.2% Sund Ferries SUND.OL 12.10 -0.4%",
        "Oslo, 4 March",
        "Radio Télévision Luxembourg",
        "Berg named finance minister",
        "Kuala Lumpur police arrest Tengku Razaleigh",
    ],
)
def test_names_tables_and_headlines_are_not_taken_for_another_language(text: str) -> None:
    assert not language_of(text, None)[1]


OTHERS = re.findall(
    r"\w+",
    "ar bg cs da de el es fa fi fr he hi hr hu id it ja ko lt nb nl pl pt ro ru sk sl sq sr sv tr uk vi zh",
)


@pytest.mark.parametrize("language", OTHERS)
def test_other_languages_are_told(language: str) -> None:
    sentences = importlib.import_module(f"spacy.lang.{language}.examples").sentences
    assert detected(" ".join(sentences[:4])) not in (None, "en")


def test_an_article_says_that_it_is_foreign() -> None:
    assert assemble(RUSSIAN, {}, source="x").foreign
    assert not assemble(ENGLISH, {}, source="x").foreign
