"""The W3C's SPARQL 1.1 protocol tests for queries, case by case (their names are the suite's), restated for our graphs.

``query_multiple_dataset`` stands there with an ampersand encoded twice, so that it names one graph that nobody has; what it
means, two graphs of the request in place of those of the query, is tested.
"""

from __future__ import annotations

import json
from urllib.parse import urlencode

from werkzeug.test import Client, TestResponse

from .samples import DATA

ONE, TWO, THREE = DATA
DIRECT = "application/sparql-query"
FORM = "application/x-www-form-urlencoded"
EMPTY = "http://data.example/0"
BOTH = f"ASK {{ <{ONE}> a ?type . <{TWO}> a ?type . }}"
NAMED = f"ASK {{ GRAPH ?g1 {{ <{ONE}> a ?type }} GRAPH ?g2 {{ <{TWO}> a ?type }} }}"


def path(*fields: tuple[str, str]) -> str:
    return f"/sparql/?{urlencode(fields)}" if fields else "/sparql/"


def post(endpoint: Client, query: str, *fields: tuple[str, str], kind: str | None = DIRECT) -> TestResponse:
    return endpoint.post(path(*fields), data=query.encode(), content_type=kind)


def is_true(response: TestResponse) -> bool:
    assert response.status_code == 200
    assert response.mimetype in ("application/sparql-results+json", "application/sparql-results+xml")
    return json.loads(response.data)["boolean"] is True


def test_query_get(endpoint: Client) -> None:
    assert is_true(endpoint.get(path(("query", "ASK {}"), ("default-graph-uri", EMPTY))))


def test_query_post_form(endpoint: Client) -> None:
    form = urlencode({"query": "ASK {}"}).encode()
    assert is_true(endpoint.post(path(("default-graph-uri", EMPTY)), data=form, content_type=FORM))


def test_query_post_direct(endpoint: Client) -> None:
    assert is_true(post(endpoint, "ASK {}"))


def test_query_dataset_default_graphs_get(endpoint: Client) -> None:
    assert is_true(endpoint.get(path(("query", BOTH), ("default-graph-uri", ONE), ("default-graph-uri", TWO))))
    only = endpoint.get(path(("query", BOTH), ("default-graph-uri", ONE)))
    assert json.loads(only.data) == {"head": {}, "boolean": False}


def test_query_dataset_default_graphs_post(endpoint: Client) -> None:
    assert is_true(post(endpoint, BOTH, ("default-graph-uri", ONE), ("default-graph-uri", TWO)))


def test_query_dataset_named_graphs_get(endpoint: Client) -> None:
    assert is_true(endpoint.get(path(("query", NAMED), ("named-graph-uri", ONE), ("named-graph-uri", TWO))))
    # the default graph of such a data set is empty, and no other graph is there
    plain = endpoint.get(path(("query", "ASK { ?s ?p ?o }"), ("named-graph-uri", ONE)))
    assert json.loads(plain.data)["boolean"] is False
    other = endpoint.get(path(("query", f"ASK {{ GRAPH <{THREE}> {{ ?s ?p ?o }} }}"), ("named-graph-uri", ONE)))
    assert json.loads(other.data)["boolean"] is False


def test_query_dataset_named_graphs_post(endpoint: Client) -> None:
    assert is_true(post(endpoint, NAMED, ("named-graph-uri", ONE), ("named-graph-uri", TWO)))


def test_query_dataset_full(endpoint: Client) -> None:
    query = f"ASK {{ <{THREE}> a ?type {NAMED.removeprefix('ASK {')}"
    fields = [("default-graph-uri", THREE), ("named-graph-uri", ONE), ("named-graph-uri", TWO)]
    assert is_true(post(endpoint, query, *fields))


def test_query_multiple_dataset(endpoint: Client) -> None:
    query = NAMED.replace("ASK", f"ASK FROM <{THREE}>")
    assert is_true(post(endpoint, query, ("named-graph-uri", ONE), ("named-graph-uri", TWO)))
    assert json.loads(post(endpoint, query).data)["boolean"] is False


def test_query_content_type_select(endpoint: Client) -> None:
    response = post(endpoint, "SELECT (1 AS ?value) {}", ("default-graph-uri", EMPTY))
    assert (response.status_code, response.mimetype) == (200, "application/sparql-results+json")


def test_query_content_type_ask(endpoint: Client) -> None:
    assert is_true(post(endpoint, "ASK {}", ("default-graph-uri", EMPTY)))


def test_query_content_type_describe(endpoint: Client) -> None:
    response = post(endpoint, "DESCRIBE <http://example.org/>", ("default-graph-uri", EMPTY))
    assert (response.status_code, response.mimetype) == (200, "text/turtle")


def test_query_content_type_construct(endpoint: Client) -> None:
    response = post(endpoint, "CONSTRUCT { <s> <p> 1 } WHERE {}", ("default-graph-uri", EMPTY))
    assert (response.status_code, response.mimetype) == (200, "text/turtle")
    assert "<http://localhost/sparql/s>" in response.text or "<http://localhost/s>" in response.text


def test_bad_query_method(endpoint: Client) -> None:
    response = endpoint.put(path(("query", "ASK {}"), ("default-graph-uri", EMPTY)), content_type=FORM)
    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD, POST"


def test_bad_multiple_queries(endpoint: Client) -> None:
    response = endpoint.get(path(("query", "ASK {}"), ("query", "SELECT * {}")))
    assert response.status_code == 400


def test_bad_query_wrong_media_type(endpoint: Client) -> None:
    assert post(endpoint, "ASK {}", kind="text/plain").status_code == 415


def test_bad_query_missing_form_type(endpoint: Client) -> None:
    assert post(endpoint, urlencode({"query": "ASK {}"}), kind=None).status_code == 415


def test_bad_query_missing_direct_type(endpoint: Client) -> None:
    assert post(endpoint, "ASK {}", kind=None).status_code == 415


def test_bad_query_non_utf8(endpoint: Client) -> None:
    body = "ASK {}".encode("utf-16")
    assert endpoint.post(path(), data=body, content_type=f"{DIRECT}; charset=UTF-16").status_code == 415
    assert endpoint.post(path(), data=body, content_type=DIRECT).status_code == 400


def test_bad_query_syntax(endpoint: Client) -> None:
    response = endpoint.get(path(("query", "ASK {")))
    assert response.status_code == 400
    assert response.text.startswith("[KG030] The query is not valid SPARQL 1.1")
