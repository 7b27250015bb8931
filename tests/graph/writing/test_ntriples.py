import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.vocabulary import Iris, escape_local, slug
from kg.graph.writing.ntriples import canonical, date, decimal, foreign_iri, integer, literal

ANY = st.text(st.characters(exclude_categories=[]))
"""Any code points, lone surrogates too."""


def written(term: str) -> bytes:
    store = ox.Store()
    store.load(f"<urn:s> <urn:p> {term} <urn:g> .".encode(), format=ox.RdfFormat.N_QUADS)
    return store.dump(format=ox.RdfFormat.N_QUADS)


@given(ANY)
def test_a_literal_is_what_oxigraph_writes(text: str) -> None:
    line = f"<urn:s> <urn:p> {literal(text)} <urn:g> .\n".encode()
    assert written(literal(text)) == line
    (quad,) = ox.parse(line, format=ox.RdfFormat.N_QUADS)
    assert len(quad.object.value) == len(text)
    if text.isprintable():
        assert quad.object.value == text


@given(ANY)
def test_any_address_becomes_a_term(text: str) -> None:
    assert written(foreign_iri(text))


@pytest.mark.parametrize(
    ("address", "term"),
    [
        ("https://example.org/a?b=c#d", "<https://example.org/a?b=c#d>"),
        ("urn:x:1", "<urn:x:1>"),
        (" https://example.org/a b<c>", "<https://example.org/a%20b%3Cc%3E>"),
        ("https://example.org/100%", "<https://example.org/100%25>"),
        ("www.example.org/a", '"www.example.org/a"'),
        ("", '""'),
    ],
)
def test_addresses(address: str, term: str) -> None:
    assert foreign_iri(address) == term


@given(st.floats() | st.integers())
def test_a_decimal_is_what_oxigraph_writes(number: float) -> None:
    term = decimal(number)
    if term is not None:
        assert written(term) == f"<urn:s> <urn:p> {term} <urn:g> .\n".encode()


def test_numbers_and_dates() -> None:
    assert decimal(45.0) == '"45"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    assert decimal(1.50) == '"1.5"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    assert decimal(float("nan")) is None
    assert integer(3) == '"3"^^<http://www.w3.org/2001/XMLSchema#integer>'
    assert date("2025-01-02") == '"2025-01-02"^^<http://www.w3.org/2001/XMLSchema#date>'
    assert date("soon") == '"soon"'


@given(ANY)
def test_iris_of_data_are_iris(text: str) -> None:
    iris = Iris()
    for made in (iris.entity(text), iris.event(text), iris.publisher(text), iris.topic(text), iris.run(text)):
        ox.NamedNode(made)
    ox.NamedNode(iris.derived("time", text, text))


@given(ANY, ANY)
def test_different_names_stay_different(one: str, other: str) -> None:
    if one.encode("utf-8", "replace") != other.encode("utf-8", "replace"):
        assert escape_local(one) != escape_local(other)


def test_slugs() -> None:
    assert slug("Rare Earth Metals") == "rare-earth-metals"
    assert slug("«Известия»") == "известия"
    assert slug("?!") != slug("!?")
    assert len(slug("long " * 50)) < 80
    assert slug("long " * 50) != slug("long " * 51)


def test_publishers_differ_by_more_than_case_and_blanks() -> None:
    iris = Iris()
    assert iris.publisher("The  North") == iris.publisher("the north")
    assert iris.publisher("The North") != iris.publisher("The North!")


def test_canonical_form() -> None:
    assert canonical(["b", "a", "b"]) == ["a", "b"]
