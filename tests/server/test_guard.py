"""Other web sites reach a server on this machine through its user's browser: they get nothing."""

from __future__ import annotations

import pytest
from werkzeug.test import Client, TestResponse

from kg.server.application import Application
from kg.server.guard import Guard, host_name
from kg.server.library import Library
from kg.server.pages import basket_script
from kg.views.html.document import content_hash

QUERY = "/sparql?query=ASK%7B%7D"


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:8420", "LOCALHOST.", "kg.localhost", "127.0.0.1:8420", "[::1]:8420", "192.168.3.4"]
)
def test_names_of_this_machine(endpoint: Client, host: str) -> None:
    assert endpoint.get(QUERY, headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        *("evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "", "[::1", "evil.example:8420"),
        *("a@localhost", "localhost/<x>", "localhost, x"),
    ],
)
def test_names_of_others_that_lead_here_are_refused(endpoint: Client, host: str) -> None:
    response = endpoint.get(QUERY, headers={"Host": host})
    assert response.status_code == 403
    assert response.text.startswith("[KG105] ")
    assert "boolean" not in response.text


def test_host_names() -> None:
    assert [host_name(h) for h in ("A.b:80", "[::1]:1", "x@y", "", "a/b", "a:b")] == ["a.b", "::1", "", "", "", ""]


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"},
        {"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "cors"},
    ],
)
def test_pages_of_other_sites_may_not_ask(endpoint: Client, headers: dict[str, str]) -> None:
    assert endpoint.get(QUERY, headers=headers).status_code == 403
    body = {"data": b"ASK {}", "content_type": "application/sparql-query"}
    assert endpoint.post("/sparql", headers=headers, **body).status_code == 403


@pytest.mark.parametrize("where", ["iframe", "frame", "embed", "object", "fencedframe"])
def test_frames_of_other_sites_hold_no_slot(endpoint: Client, where: str) -> None:
    headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": where}
    assert endpoint.get("/query?query=ASK%7B%7D", headers=headers).status_code == 403
    headers["Sec-Fetch-Dest"] = "document"
    assert endpoint.get("/query?query=ASK%7B%7D", headers=headers).status_code == 200


def test_a_link_may_lead_here(endpoint: Client) -> None:
    headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Accept": "text/html"}
    assert endpoint.get("/", headers=headers).status_code == 200


def test_our_own_pages_may_ask(endpoint: Client) -> None:
    headers = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
    assert endpoint.get(QUERY, headers=headers).status_code == 200


def headers_of(response: TestResponse) -> dict[str, str]:
    return {name.lower(): value for name, value in response.headers.items()}


@pytest.mark.parametrize(("path", "page"), [
    ("/", True), (QUERY, False), ("/nothing", False), ("/query", True), ("/search?q=x", True), ("/sparql?query=x", False),
])  # fmt: skip
def test_every_answer_says_what_a_browser_may_do_with_it(endpoint: Client, path: str, page: bool) -> None:
    found = headers_of(endpoint.get(path))
    assert found["x-content-type-options"] == "nosniff"
    assert found["x-frame-options"] == "DENY"
    assert found["cross-origin-resource-policy"] == "same-origin"
    assert found["content-security-policy"].startswith("default-src 'none'")
    wanted = f"script-src {content_hash(basket_script())};" if page else "script-src 'none'"
    assert wanted in found["content-security-policy"]
    assert "access-control-allow-origin" not in found


def test_a_site_that_was_allowed_may_ask(endpoint: Client) -> None:
    application = endpoint.application
    assert isinstance(application, Application)
    library: Library = application.library
    client = Client(Application(library, Guard(origins=("https://notebook.example",))))
    found = client.get(QUERY, headers={"Origin": "https://notebook.example", "Sec-Fetch-Site": "cross-site"})
    assert (found.status_code, found.headers["Access-Control-Allow-Origin"]) == (200, "https://notebook.example")
    assert client.get(QUERY, headers={"Origin": "https://other.example"}).status_code == 403
    asked = {"Origin": "https://notebook.example", "Access-Control-Request-Method": "POST"}
    before = client.options("/sparql", headers=asked)
    assert (before.status_code, before.headers["Access-Control-Allow-Methods"]) == (204, "GET, HEAD, POST")
    assert Client(Application(library)).options("/sparql", headers=asked).status_code == 403
    named = Client(Application(library, Guard(hosts=("desk.example",))))
    assert named.get(QUERY, headers={"Host": "desk.example"}).status_code == 200
