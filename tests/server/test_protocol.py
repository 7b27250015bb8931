"""The endpoint beyond the W3C's cases: formats, limits, refusals, and what it says of itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pyoxigraph as ox
import pytest
from werkzeug.test import Client

from kg.server.application import Application
from kg.server.library import Library

from .samples import DATA, protocol_quads, store_of

ROWS = "SELECT ?s ?n { ?s a ?kind BIND(STRLEN(STR(?s)) AS ?n) } ORDER BY ?s"
TRIPLES = "CONSTRUCT { ?s a ?kind } WHERE { ?s a ?kind }"


def ask(client: Client, query: str, accept: str | None = None, **fields: str) -> Any:
    headers = {} if accept is None else {"Accept": accept}
    return client.get(f"/sparql?{urlencode({'query': query, **fields})}", headers=headers)


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        (None, "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("application/json", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("application/xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        ("text/csv;q=0.3, application/sparql-results+xml;q=0.8", "application/sparql-results+xml"),
        ("application/sparql-results+json;q=0, */*;q=0.1", "application/sparql-results+xml"),
        ("text/*", "text/csv"),
        ("image/png, text/csv;q=0.1", "text/csv"),
    ],
)
def test_rows_come_in_the_format_that_is_wanted_most(endpoint: Client, accept: str | None, kind: str) -> None:
    response = ask(endpoint, ROWS, accept)
    assert (response.status_code, response.mimetype) == (200, kind)
    form = ox.QueryResultsFormat.from_media_type(kind)
    assert form is not None
    if form != ox.QueryResultsFormat.CSV:
        read = ox.parse_query_results(response.data, format=form)
        assert isinstance(read, ox.QuerySolutions)
        assert [row["s"].value for row in read] == DATA  # type: ignore[union-attr]
    else:
        assert response.data == b"s,n\r\n" + b"".join(f"{iri},21\r\n".encode() for iri in DATA)
        assert response.content_type == "text/csv; charset=utf-8"
    assert "Accept" in response.headers["Vary"]


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        (None, "text/turtle"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("application/n-triples", "application/n-triples"),
        ("application/ld+json", "application/ld+json"),
        ("application/n-triples;q=0.2, application/ld+json;q=0.9, */*;q=0.1", "application/ld+json"),
    ],
)
def test_triples_come_in_the_format_that_is_wanted_most(endpoint: Client, accept: str | None, kind: str) -> None:
    response = ask(endpoint, TRIPLES, accept)
    assert (response.status_code, response.mimetype) == (200, kind)
    form = ox.RdfFormat.from_media_type(kind)
    assert form is not None
    assert {quad.subject.value for quad in ox.parse(response.data, format=form)} == set(DATA)


def test_ask_is_written_in_xml_too(endpoint: Client) -> None:
    assert "<boolean>true</boolean>" in ask(endpoint, "ASK {}", "application/sparql-results+xml").text


@pytest.mark.parametrize(("query", "accept"), [(ROWS, "text/turtle"), (TRIPLES, "text/csv"), (ROWS, "image/png")])
def test_what_cannot_be_written_so_is_406(endpoint: Client, query: str, accept: str) -> None:
    response = ask(endpoint, query, accept)
    assert response.status_code == 406
    assert response.text.startswith(f"[KG102] The answer cannot be written as {accept}: accept ")


def test_format_speaks_for_browsers_alone(endpoint: Client) -> None:
    assert ask(endpoint, ROWS, "text/html,*/*;q=0.8", format="csv").mimetype == "text/csv"
    assert (
        ask(endpoint, ROWS, "application/sparql-results+xml", format="csv").mimetype == "application/sparql-results+xml"
    )


def test_a_person_is_led_to_the_form(endpoint: Client) -> None:
    response = ask(endpoint, "ASK {}", "text/html,application/xhtml+xml,*/*;q=0.8")
    assert (response.status_code, response.headers["Location"]) == (303, "/query?query=ASK+%7B%7D")
    assert endpoint.get("/sparql", headers={"Accept": "text/html"}).headers["Location"] == "/query"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("CLEAR ALL", "application/sparql-update"),
        (urlencode({"update": "CLEAR ALL"}), "application/x-www-form-urlencoded"),
    ],
)
def test_updates_are_refused(endpoint: Client, body: str, kind: str) -> None:
    response = endpoint.post("/sparql", data=body, content_type=kind)
    assert response.status_code == 403
    assert response.text.startswith("[KG101] The endpoint only reads, so an update is refused")


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", 400, "KG030"),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", 403, "KG031"),
        ("SELECT * FROM <http://elsewhere.example/> { ?s ?p ?o }", 403, "KG031"),
        ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", 403, "KG031"),
        ("", 400, "KG030"),
    ],
)
def test_errors_are_one_coded_sentence(endpoint: Client, query: str, status: int, code: str) -> None:
    response = ask(endpoint, query)
    assert (response.status_code, response.mimetype) == (status, "text/plain")
    assert response.text.startswith(f"[{code}] ")
    wanted = ask(endpoint, query, "application/sparql-results+json")
    assert (wanted.status_code, wanted.mimetype) == (status, "application/json")
    assert json.loads(wanted.data)["code"] == code


@pytest.mark.parametrize(
    ("path", "body", "kind", "status"),
    [
        ("/sparql", b"", "application/x-www-form-urlencoded", 400),
        ("/sparql", b"query=%ff%fe", "application/x-www-form-urlencoded", 400),
        ("/sparql", b"a=1&" * 2000, "application/x-www-form-urlencoded", 400),
        ("/sparql?query=ASK%7B%7D", b"ASK {}", "application/sparql-query", 400),
        ("/sparql?default-graph-uri=nowhere", b"ASK {}", "application/sparql-query", 400),
        ("/sparql", b"ASK {}", "multipart/form-data; boundary=x", 415),
        ("/sparql", b"ASK {} #" + b"x" * 2**20, "application/sparql-query", 413),
    ],
)
def test_requests_that_cannot_be_understood(endpoint: Client, path: str, body: bytes, kind: str, status: int) -> None:
    response = endpoint.post(path, data=body, content_type=kind)
    assert response.status_code == status
    assert response.text.startswith("[KG10")


def test_nothing_cut_off_comes_under_200(tmp_path: Path) -> None:
    many = [
        ox.Quad(ox.NamedNode(f"urn:{n}"), ox.NamedNode("urn:p"), ox.Literal(n), ox.NamedNode("urn:g"))
        for n in range(400)
    ]
    library = Library(store_of(tmp_path / "store", many), queries=1, seconds=4.0, megabytes=300)
    client = Client(Application(library))
    heavy = "SELECT (COUNT(*) AS ?n) { ?a ?p ?x . ?b ?p ?y . ?c ?p ?z . ?d ?p ?w }"
    response = ask(client, heavy)
    assert (response.status_code, response.text[:7]) == (504, "[KG032]")
    large = "SELECT * { ?a ?p ?x . ?b ?p ?y . ?c ?p ?z } ORDER BY ?x ?y ?z"
    response = ask(client, large)
    assert response.status_code in (503, 504)
    assert response.text[:7] in ("[KG033]", "[KG032]")
    assert ask(client, "ASK {}").status_code == 200  # the next one has a new process
    library.close()


def test_those_who_wait_too_long_are_told_to_come_back(tmp_path: Path) -> None:
    library = Library(store_of(tmp_path / "store", protocol_quads()), queries=1, wait=0.05)
    client = Client(Application(library))
    with library.edition() as edition, edition.runner():
        response = ask(client, "ASK {}")
    assert (response.status_code, response.text[:7]) == (503, "[KG104]")
    assert response.headers["Retry-After"] == "5"
    assert ask(client, "ASK {}").status_code == 200
    library.close()


@pytest.mark.parametrize(
    "accept", ["text/turtle", "application/rdf+xml", "application/ld+json", "application/n-triples"]
)
def test_the_service_describes_itself(endpoint: Client, accept: str) -> None:
    response = endpoint.get("/sparql", headers={"Accept": accept})
    assert (response.status_code, response.mimetype) == (200, accept)
    form = ox.RdfFormat.from_media_type(accept)
    assert form is not None
    store = ox.Store()
    store.extend(ox.parse(response.data, format=form))
    asked = """PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> ASK {
      <http://localhost/sparql> a sd:Service ; sd:endpoint <http://localhost/sparql> ; sd:supportedLanguage sd:SPARQL11Query ;
        sd:feature sd:UnionDefaultGraph ; sd:defaultDataset/sd:namedGraph/sd:name <https://kg.example/ns#story> ;
        sd:resultFormat <http://www.w3.org/ns/formats/SPARQL_Results_JSON>, <http://www.w3.org/ns/formats/Turtle> }"""
    assert bool(store.query(asked))


def test_head_is_get_without_its_body(endpoint: Client) -> None:
    response = endpoint.head(f"/sparql?{urlencode({'query': ROWS})}")
    assert (response.status_code, response.data) == (200, b"")


@pytest.fixture
def two_generations(small_store: Path) -> Iterator[tuple[Client, Path]]:
    library = Library(small_store, queries=1)
    yield Client(Application(library)), small_store
    library.close()


def test_the_next_request_sees_what_was_built_meanwhile(two_generations: tuple[Client, Path]) -> None:
    from kg.api import Story

    client, path = two_generations
    query = "ASK { ?e skos:prefLabel 'Mara Lund-Voss' }"
    assert ask(client, query).json == {"head": {}, "boolean": False}
    with Story(path) as story:
        story.rename("Mara Lund", "Mara Lund-Voss")
    assert ask(client, query).json == {"head": {}, "boolean": True}
    assert client.get("/show/Mara%20Lund-Voss").status_code == 200


@pytest.mark.parametrize(("query", "code"), [("ASK { ?s nope:x 1 }", "KG039"), ("ASK { ?s kg:sttus 1 }", "KG038")])
def test_prefixes_and_terms_that_are_unknown_are_the_client_s_fault(endpoint: Client, query: str, code: str) -> None:
    response = endpoint.get("/query", query_string={"query": query})
    assert response.status_code == 400 and code in response.text
    if code == "KG039":
        assert endpoint.get("/sparql", query_string={"query": query}).status_code == 400
