"""``/reconcile``, as OpenRefine asks it: the manifest, and batches of names by GET and by a form."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from views import stories
from werkzeug.test import Client

from kg.server.application import Application
from kg.server.library import Library

from .samples import store_of


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    library = Library(store_of(tmp_path_factory.mktemp("reconcile") / "store", stories.small().store()), queries=1, seconds=20)
    yield Client(Application(library))
    library.close()


def asked(client: Client, **queries: Any) -> Any:
    response = client.post("/reconcile", data={"queries": json.dumps(queries)})
    assert response.status_code == 200 and response.mimetype == "application/json"
    return response.json


def test_the_manifest(client: Client) -> None:
    told = client.get("/reconcile").json
    assert told is not None and told["versions"] == ["0.2"] and told["name"] == "kg: store"
    assert told["identifierSpace"].endswith("entity/") and "{{id}}" in told["view"]["url"]
    assert {kind["id"] for kind in told["defaultTypes"]} == {"Person", "Organization", "Place", "Group", "Thing"}


def test_names_are_matched(client: Client) -> None:
    place = {"query": "Tallin", "type": "Place", "limit": 2}
    told = asked(client, q0={"query": "Mara Lindqvist"}, q1=place, q2={"query": "Xyzzy"})
    assert set(told) == {"q0", "q1", "q2"} and told["q2"] == {"result": []}
    best = told["q0"]["result"][0]
    assert (best["id"], best["name"], best["match"], best["type"][0]["id"]) == ("mara", "Mara Lindqvist", True, "Person")
    near = told["q1"]["result"]
    assert near[0]["name"] == "Tallinn" and not near[0]["match"] and len(near) <= 2
    assert all(one["type"][0]["id"] == "Place" for one in near)
    assert asked(client, q={"query": "Mara Lindqvist", "type": "Place"})["q"]["result"] == []
    page = client.get(f"/entity/{best['id']}", headers={"Accept": "text/html"})
    assert page.status_code == 200 and "Mara Lindqvist" in page.text
    by_get = client.get("/reconcile", query_string={"queries": json.dumps({"q0": {"query": "Mara Lindqvist"}})}).json
    assert by_get == {"q0": told["q0"]}


@pytest.mark.parametrize("queries", ["[]", "no", '{"q": {"query": 1}}', '{"q": {"query": "x", "limit": 0}}', "[" * 100_000])
def test_what_cannot_be_understood(client: Client, queries: str) -> None:
    response = client.post("/reconcile", data={"queries": queries})
    assert response.status_code == 400 and "KG103" in response.text
    assert client.post("/reconcile", data="{}", content_type="application/json").status_code == 415
