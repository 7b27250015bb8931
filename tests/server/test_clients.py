"""``kg serve`` as others meet it: SPARQLWrapper, rdflib's SPARQLStore, plain HTTP, Ctrl-C."""

from __future__ import annotations

import contextlib
import re
import signal
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from .samples import ROOT, protocol_quads, serving, store_of

QUERY = "SELECT ?name WHERE { ?e a schema:Person ; skos:prefLabel ?name } ORDER BY ?name"
PEOPLE = ["Mara Lund", "Ode Fell"]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    import conftest

    return conftest.small_store.__wrapped__(tmp_path_factory.mktemp("clients"))  # type: ignore[attr-defined, no-any-return]


@pytest.fixture(scope="module")
def address(store: Path) -> Iterator[str]:
    with serving(store) as (found, _):
        yield found


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_sparqlwrapper(address: str, method: str) -> None:
    import SPARQLWrapper as sw

    client = sw.SPARQLWrapper(f"{address}sparql")
    client.setMethod(method)
    client.setQuery(QUERY)
    client.setReturnFormat(sw.JSON)
    bindings = client.queryAndConvert()["results"]["bindings"]
    assert [row["name"]["value"] for row in bindings] == PEOPLE
    client.setReturnFormat(sw.XML)
    assert [n.firstChild.data for n in client.queryAndConvert().getElementsByTagName("literal")] == PEOPLE
    client.setReturnFormat(sw.CSV)
    assert client.queryAndConvert().decode().split() == ["name", *[w for name in PEOPLE for w in name.split()]]
    client.setReturnFormat(sw.JSON)
    client.setQuery("ASK { ?e a schema:Person }")
    assert client.queryAndConvert()["boolean"] is True
    client.setQuery("CONSTRUCT { ?e a schema:Person } WHERE { ?e a schema:Person }")
    for form in (sw.TURTLE, sw.N3, sw.RDFXML, sw.JSONLD):
        client.setReturnFormat(form)
        found = client.queryAndConvert()
        assert len(found if not isinstance(found, bytes) else _graph(found)) == 2
    client.setReturnFormat(sw.JSON)
    client.setQuery("SELECT { broken")
    with pytest.raises(sw.SPARQLExceptions.QueryBadFormed, match="KG030"):
        client.query()


def _graph(data: bytes) -> Any:
    import rdflib

    return rdflib.Graph().parse(data=data, format="turtle")


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("form", ["json", "xml"])
def test_rdflib(address: str, form: str) -> None:
    import rdflib
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    from kg.graph import vocabulary as v

    graph = rdflib.Graph(SPARQLStore(f"{address}sparql", returnFormat=form))
    assert [str(name) for (name,) in graph.query(QUERY)] == PEOPLE
    people = set(graph.subjects(rdflib.RDF.type, rdflib.URIRef(v.PERSON)))
    assert len(people) == 2
    assert rdflib.Literal("Mara Lund") in {
        label for p in people for label in graph.objects(p, rdflib.URIRef(v.PREF_LABEL))
    }
    assert bool(graph.query("ASK { ?e a schema:Organization }"))
    if form == "xml":  # else rdflib accepts rows alone
        assert len(graph.query("CONSTRUCT { ?e a schema:Person } WHERE { ?e a schema:Person }").graph) == 2


def test_a_linked_data_client_reads_an_entity(address: str) -> None:
    import rdflib

    from kg.graph import vocabulary as v

    graph = rdflib.Graph().parse(f"{address}entity/{_local(address)}", format="turtle")
    (label,) = set(graph.objects(None, rdflib.URIRef(v.PREF_LABEL)))
    assert str(label) == "Mara Lund"


def _local(address: str) -> str:
    with urllib.request.urlopen(f"{address}show/Mara%20Lund", timeout=20) as page:
        text = page.read().decode()
    found = re.search(r"https://kg\.example/id/entity/([\w-]+)", text)
    assert found is not None
    return found[1]


def test_the_port_is_taken(address: str, store: Path) -> None:
    from click.testing import CliRunner

    from kg.cli.main import group
    from kg.errors import KgError

    port = address.rstrip("/").rpartition(":")[2]
    done = CliRunner().invoke(group, ["serve", "-s", str(store), "--port", port])
    assert isinstance(done.exception, KgError)
    assert str(done.exception).startswith(f"[KG100] Cannot listen on 127.0.0.1 port {port}: Address already in use.")


HEAVY = "/sparql?query=SELECT(COUNT(*)AS%20?n)%7B?a%20?p%20?x.?b%20?p%20?y.?c%20?p%20?z.?d%20?p%20?w%7D"


def many(folder: Path) -> Path:
    """A store over which :data:`HEAVY` takes hours."""
    import pyoxigraph as ox

    iri = ox.NamedNode
    quads = (ox.Quad(iri(f"urn:{n}"), iri("urn:p"), ox.Literal(n), iri("urn:g")) for n in range(400))
    return store_of(folder / "store", [*protocol_quads(), *quads])


def test_pages_come_while_many_queries_wait(tmp_path: Path) -> None:
    with contextlib.ExitStack() as open_ones, serving(many(tmp_path), "--queries", "1") as (address, process):
        host, _, port = address.removeprefix("http://").rstrip("/").rpartition(":")
        for _ in range(12):
            asking = open_ones.enter_context(socket.create_connection((host, int(port)), timeout=20))
            asking.sendall(f"GET {HEAVY} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        time.sleep(1)
        begun = time.monotonic()
        assert urllib.request.urlopen(address, timeout=20).status == 200
        assert time.monotonic() - begun < 6
        process.terminate()
        assert process.communicate(timeout=20) == ("", "")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_quietly_even_while_a_query_runs(tmp_path: Path, number: signal.Signals) -> None:
    with serving(many(tmp_path)) as (address, process):
        host, _, port = address.removeprefix("http://").rstrip("/").rpartition(":")
        with socket.create_connection((host, int(port)), timeout=20) as asking:
            asking.sendall(f"GET {HEAVY} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            time.sleep(1.5)
            begun = time.monotonic()
            process.send_signal(number)
            out, error = process.communicate(timeout=20)
        assert (process.returncode, out, error) == (0, "", "")
        assert time.monotonic() - begun < 8


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_documentation_runs(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = (ROOT / "docs" / "server.md").read_text("utf8")
    (code,) = re.findall(r"^```python\n(.*?)^```", text, re.M | re.S)
    exec(compile(code.replace("http://127.0.0.1:8420/", address), "server.md", "exec"), {})
    assert "Mara Lund" in capsys.readouterr().out


def test_paths_that_lead_out(address: str) -> None:
    for path in (
        "../../etc/passwd",
        "%2e%2e/%2e%2e/etc/passwd",
        "entity/..%2f..%2fetc%2fpasswd",
        "id/%00",
        "show/%ff%fe",
    ):
        with pytest.raises(urllib.error.HTTPError) as found:
            urllib.request.urlopen(f"{address}{path}", timeout=20)
        assert found.value.code in (404, 400)
        found.value.close()


def test_a_query_ends_when_its_client_leaves(tmp_path: Path) -> None:
    import pyoxigraph as ox

    many = [
        ox.Quad(ox.NamedNode(f"urn:{n}"), ox.NamedNode("urn:p"), ox.Literal(n), ox.NamedNode("urn:g"))
        for n in range(400)
    ]
    with serving(store_of(tmp_path / "store", many), "--queries", "1") as (address, _):
        host, _, port = address.removeprefix("http://").rstrip("/").rpartition(":")
        with socket.create_connection((host, int(port)), timeout=20) as asking:
            asking.sendall(f"GET {HEAVY} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            time.sleep(1.5)
        with urllib.request.urlopen(
            f"{address}sparql?query=ASK%7B%7D", timeout=30
        ) as answer:  # it would wait ten seconds
            assert answer.read() == b'{"head":{},"boolean":true}'
        page = HEAVY.replace("/sparql", "/query")
        with socket.create_connection((host, int(port)), timeout=20) as asking:
            asking.sendall(f"GET {page} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            time.sleep(1.5)
        begun = time.monotonic()
        with urllib.request.urlopen(f"{address}sparql?query=ASK%7B%7D", timeout=30) as answer:
            assert answer.status == 200
        assert time.monotonic() - begun < 8
