"""Persons: initials, numerals and ages keep them apart; endings and letters of other spellings."""

import pytest

from cases.reading import of_case, of_text
from kg.knowledge.names import SAME, block_keys, compare_names


def persons(reading):
    return sorted(c.names for c in reading.chains if c.entity_class == "Person" and c.names)


@pytest.mark.model
def test_case_of_initials():
    assert persons(of_case("09-initials.txt")[1]) == [("John A. Berg",), ("John B. Berg",)]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("George W. Bush met George H. W. Bush in Texas.", 2),
        ("King Harald V met Prince Harald VI in Oslo.", 2),
        ("Ivan Petrov, 34, was killed. Ivan Petrov, 61, was arrested.", 2),
        ("Ivan Petrov, 61, was arrested. Ivan Petrov denied it.", 1),
        ("Robert S. Mueller III spoke. Robert Mueller left. Mueller said so.", 1),
        ("Anna B. Lind spoke. Anna Lind left.", 1),
    ],
)
def test_persons_of_one_article(text, count):
    assert len(persons(of_text(text))) == count


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Andrii Sybiha", "Andrey Sibiga", True),
        ("Sybiha", "Sibiga", True),
        ("Oleh Sentsov", "Oleg Sentsov", True),
        ("Valery Gerasimov", "Valeriy Herasymov", True),
        ("Robert Mueller", "Robert S. Mueller III", True),
        ("Anna Ivanov", "Anna Ivanova", True),
        ("Ivanov", "Ivanova", False),
        ("Petr Ivanov", "Maria Ivanova", False),
        ("Dmitry Belsky", "Olga Belskaya", False),
        ("Donald Trump", "Donald Trump Jr.", False),
        ("Gates", "Hates", False),
    ],
)
def test_spellings(a, b, same):
    assert (compare_names(a, b, "Person").score >= SAME) == same
    if same:
        assert set(block_keys(a, "Person")) & set(block_keys(b, "Person"))


@pytest.mark.parametrize(
    ("a", "b"), [("Rami Makhlouf", "RamiMakhlouf"), ("Keir Dahlberg", "Keir Dahlbarg"), ("Jon Brezos", "Jon Bezos")]
)
def test_what_is_joined_shares_a_block(a, b):
    assert set(block_keys(a, "Person")) & set(block_keys(b, "Person"))
