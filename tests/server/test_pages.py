"""Pages that a store is looked at in, without a browser."""

from __future__ import annotations

import os
import re
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

import pyoxigraph as ox
import pytest
from views import stories
from werkzeug.test import Client

from kg.api import Story
from kg.graph import vocabulary as v
from kg.graph.asking.queries import named_queries
from kg.graph.vocabulary import escape_local
from kg.server.application import Application
from kg.server.library import Library
from kg.server.pages import Pages, basket_script
from kg.views.html.document import content_hash

from .samples import store_of

HTML = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
MARA = stories.entity_iri("mara")


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    world = stories.small()
    odd = escape_local("a/b?c#d%e é")
    world.entity(odd, "Thing", "Odd & Sons")
    world.entities[odd]["spans"].add((world.articles[0]["iri"], 0, 6))
    library = Library(store_of(tmp_path_factory.mktemp("pages") / "a story", world.store()), queries=1)
    yield Client(Application(library))
    library.close()


def test_the_start_page(client: Client) -> None:
    text = client.get("/", headers=HTML).text
    assert ">Mara Lindqvist</a>" in text
    assert "<b>4</b><span>articles</span>" in text
    for path in set(re.findall(r'(?:href|action)="(/[^"#]*)"', text)):
        assert client.get(path.replace("&amp;", "&"), headers=HTML).status_code in (200, 303), path


def test_an_entity_by_any_of_its_names(client: Client) -> None:
    for name in ("Mara Lindqvist", "lindqvist", "Мара Линдквист", MARA):
        response = client.get(f"/show/{quote(name, safe='')}", headers=HTML)
        assert (response.status_code, "<h1>Mara Lindqvist" in response.text) == (200, True), name
    assert client.get("/show?name=Lindqvist").headers["Location"] == "/show/Lindqvist"


def test_a_name_that_nobody_bears_gets_suggestions(client: Client) -> None:
    response = client.get("/show/Mara%20Lindquist", headers=HTML)
    assert response.status_code == 404
    assert "[KG040]" in response.text
    assert '<a href="/entity/mara">Mara Lindqvist</a>' in response.text


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("text/html", "text/html"),
        ("text/turtle", "text/turtle"),
        ("application/ld+json", "application/ld+json"),
        ("application/rdf+xml, text/html;q=0.1", "application/rdf+xml"),
        ("application/n-triples", "application/n-triples"),
    ],
)
@pytest.mark.parametrize(
    "path", ["/entity/mara", "/event/talks", f"/resource?{urlencode({'iri': MARA})}", "/id/entity/mara"]
)
def test_iris_lead_to_pages_and_to_data(client: Client, path: str, accept: str, kind: str) -> None:
    response = client.get(path, headers={"Accept": accept})
    assert (response.status_code, response.mimetype) == (200, kind)
    if kind != "text/html":
        form = ox.RdfFormat.from_media_type(kind)
        assert form is not None
        wanted = stories.event_iri("talks") if "event" in path else MARA
        assert {quad.subject.value for quad in ox.parse(response.data, format=form)} == {wanted}


def test_what_is_not_there_is_404(client: Client) -> None:
    for path in (
        "/entity/nobody",
        "/event/none",
        "/article/none",
        "/resource?iri=urn:x",
        "/resource?iri=%20",
        "/id/x",
        "/none",
    ):
        for accept in ("text/html", "text/turtle", "*/*"):
            assert client.get(path, headers={"Accept": accept}).status_code == 404, path
    assert client.get("/entity/mara", headers={"Accept": "image/png"}).status_code == 406
    assert client.post("/entity/mara").status_code == 405
    assert client.post("/search").headers["Allow"] == "GET, HEAD"


def test_names_with_every_sign_come_back_to_their_iri(client: Client) -> None:
    text = client.get("/search?q=Odd+%26+Sons", headers=HTML).text
    (path,) = re.findall(r'<a href="([^"]*)">Odd &amp; Sons</a>', text)
    response = client.get(path, headers={"Accept": "text/turtle"})
    assert (response.status_code, "Odd & Sons" in response.text) == (200, True)


def test_addresses(client: Client) -> None:
    pages = client.application.pages  # type: ignore[union-attr]
    assert isinstance(pages, Pages)
    assert pages.address(MARA) == "/entity/mara"
    assert pages.address("https://schema.org/Person") == "/resource?iri=https%3A%2F%2Fschema.org%2FPerson"
    assert pages.address(f"{stories.BASE}article/a#char=1,2").startswith("/resource?")  # type: ignore[union-attr]


def test_every_link_of_a_record_leads_somewhere(client: Client) -> None:
    for start in ("/entity/mara", "/event/talks"):
        text = client.get(start, headers=HTML).text
        paths = {
            path for path in re.findall(r'href="(/[^"#]*)"', text) if not path.startswith(("/explorer", "/timeline"))
        }
        assert len(paths) > 8
        for path in paths:
            assert client.get(path.replace("&amp;", "&"), headers=HTML).status_code == 200, path


def test_a_named_query_with_its_parameters(client: Client) -> None:
    form = client.get("/query?name=said-by", headers=HTML)
    assert 'name="set-person"' in form.text
    asked = client.get("/query?name=events-of&set-entity=Lindqvist", headers=HTML)
    assert asked.status_code in (200, 400)
    text = client.get(
        "/query?" + urlencode({"query": "SELECT ?e ?l { ?e a sem:Event ; rdfs:label ?l } ORDER BY ?l"})
    ).text
    assert '<a href="/event/strike">strike: Dockers' in text
    assert "takeover: Borealis Cobalt" in text
    assert "/sparql?query=" in text
    (csv,) = re.findall(r'<a href="([^"]*)">csv</a>', text)
    assert client.get(csv.replace("&amp;", "&"), headers=HTML).mimetype == "text/csv"
    wrong = client.get("/query?" + urlencode({"query": "SELECT { broken"}), headers=HTML)
    assert (wrong.status_code, "[KG030]" in wrong.text) == (400, True)
    meant = client.get("/query?" + urlencode({"query": "SELECT * { ?e kg:agnt ?x }"}), headers=HTML)
    assert "did you mean kg:agent" in meant.text


def test_ask_begins_with_the_questions_and_finds_them_by_their_words(client: Client) -> None:
    text = client.get("/query", headers=HTML).text
    links = re.findall(r'<a href="/query\?name=([\w-]+)">([^<]+)</a>', text)
    assert {name for name, _ in links} == set(named_queries())
    assert not any("least:" in question or question.endswith(".") for _, question in links)
    assert text.index("?name=planned") < text.index("<textarea")
    found = re.findall(r"\?name=([\w-]+)", client.get("/query?find=Met+whom", headers=HTML).text)
    assert found == ["who-met-whom"]
    assert "?name=planned" in client.get("/query?find=plannd", headers=HTML).text  # nearly so
    assert "No question has these words." in client.get("/query?find=qqqq", headers=HTML).text


def test_an_answer_leads_by_its_words_and_has_one_column_of_days(client: Client) -> None:
    text = client.get("/query?name=planned&set-least=0", headers=HTML).text
    names = re.findall(r'<th scope="col">(\w+)</th>', text)
    assert names[:2] == ["what", "when"] and not {"first", "last", "event"} & set(names)
    assert re.search(r'<td data-name="what"><a href="/event/[^"]+">[^<]+</a></td>', text)
    assert "11–20 Apr 2031" in text


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    library = Library(store_of(tmp_path / "<b>store", stories.hostile().store()), queries=1)
    client = Client(Application(library))
    names = [f"/show/{quote(name, safe='')}" for name in stories.HOSTILE]
    queries = [f"/search?{urlencode({'q': name})}" for name in stories.HOSTILE]
    everything = "/query?" + urlencode({"query": "SELECT * { ?s ?p ?o }"})
    errors = [f"/query?{urlencode({'query': name})}" for name in stories.HOSTILE]
    bad = [f"/query?{urlencode({'name': name, 'set-person': name})}" for name in stories.HOSTILE]
    for path in [
        "/",
        everything,
        *names,
        *queries,
        *errors,
        *bad,
        "/resource?iri=https://kg.example/id/entity/h0",
        "/entity/h1",
    ]:
        response = client.get(path, headers=HTML)
        assert response.status_code in (200, 300, 400, 404), path
        body = response.text.split("</style>")[-1].replace(f"<script>{basket_script()}</script>", "")
        assert not re.search(r"<(script|img|svg|b)\b(?!>\d)", body), path
        assert not re.search(r"<[^>]*\son\w+=", re.sub(r'"[^"]*"', '""', body)), path
        assert all(
            not a.lower().startswith(("javascript:", "data:")) for a in re.findall(r'(?:href|action)="([^"]*)"', body)
        )
        assert f"script-src {content_hash(basket_script())};" in response.headers["Content-Security-Policy"]
    library.close()


def test_a_dossier(client: Client) -> None:
    text = client.get("/entity/mara", headers=HTML).text
    page, markdown = re.findall(r'href="(/dossier/[^"]*)"', text)
    found = client.get(page, headers=HTML)
    assert (found.status_code, found.headers["Content-Security-Policy"]) == (200, "frame-ancestors 'none'")
    assert "<h1>Mara Lindqvist" in found.text
    assert client.get("/dossier/Lindqvist.md").text == client.get(markdown).text
    assert client.get("/dossier/Lindqvist.md").text.startswith("# Mara Lindqvist")
    assert client.get("/dossier/Lindqvist.pdf").status_code == 404


def test_a_page_that_takes_long_shows_itself_when_it_is_made(
    small_library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = Client(Application(small_library))
    monkeypatch.setattr("kg.server.application.PATIENCE", 0.0)
    first = client.get("/timeline", headers=HTML)
    assert (first.status_code, '<meta http-equiv="refresh" content="3">' in first.text) == (202, True)
    monkeypatch.setattr("kg.server.application.PATIENCE", 60.0)
    assert client.get("/timeline", headers=HTML).status_code == 200
    monkeypatch.setattr("kg.server.application.PATIENCE", 0.0)
    assert client.get("/timeline", headers=HTML).status_code == 200  # it was kept


def test_search_finds_names_and_sentences(small_library: Library) -> None:
    text = Client(Application(small_library)).get("/search?q=Oslo", headers=HTML).text
    assert re.search(r'<a href="/entity/[^"]*">Oslo</a>', text)
    assert "met Ode Fell in Oslo on 3 May." in text
    assert 'href="/article/' in text


def test_whole_pages_bring_their_own_policy(small_library: Library) -> None:
    client = Client(Application(small_library))
    response = client.get("/timeline", headers=HTML)
    assert response.status_code == 200
    assert response.headers["Content-Security-Policy"] == "frame-ancestors 'none'"
    assert "default-src 'none'" in response.text
    assert client.get("/timeline?name=Lund", headers=HTML).status_code == 200
    assert client.get("/timeline?name=Nobody", headers=HTML).status_code == 404
    assert client.get("/explorer", headers=HTML).status_code in (
        200,
        500,
    )  # the latter where its script was not bundled


def test_an_iri_of_before_leads_to_that_of_today(small_store: Path) -> None:
    with Story(small_store) as story:
        story.same("Mara Lund", "Ode Fell")
        now = story.find("Mara Lund")
        assert now == story.find("Ode Fell")
        (before, _), *_ = story._store.database.connection.execute("SELECT old, new FROM story_history").fetchall()
        old = story._store.iris.entity(before)
        assert story.find(old) == now != old
    library = Library(small_store, queries=1)
    client = Client(Application(library))
    path = old.removeprefix("https://kg.example/id")
    response = client.get(path, headers=HTML)
    assert (response.status_code, response.headers["Location"]) == (301, now.removeprefix("https://kg.example/id"))
    assert client.get(f"{path}?format=turtle").headers["Location"].endswith("?format=turtle")
    assert client.get(f"{path}-never").status_code == 404
    library.close()


PAGES = ("/", "/search?q=Oslo", "/show/Mara%20Lund", "/dossier/Mara%20Lund.html", "/timeline", "/timeline?name=Lund")


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_asks_has_the_limits_of_a_query(small_store: Path, page: str) -> None:
    library = Library(small_store, queries=1, seconds=1e-9)
    response = Client(Application(library)).get(page, headers=HTML)
    library.close()
    assert response.status_code == 504
    assert "KG032" in response.text


def test_files_that_are_cut_off_under_the_server_are_one_error(small_store: Path) -> None:
    library = Library(small_store, queries=1, seconds=20, megabytes=300)
    client = Client(Application(library))
    with library.edition() as edition:
        cut = list(edition.folder.glob("*.sst"))
    assert cut
    for file in cut:
        os.truncate(file, file.stat().st_size // 2)
    for page in PAGES:
        while (response := client.get(page, headers=HTML)).status_code == 202:  # being made, on a machine that is busy
            time.sleep(0.2)
        assert response.status_code == 503, page
        assert "KG023" in response.text, page
    library.close()


def test_claims_have_addresses(small_library: Library) -> None:
    client = Client(Application(small_library))
    with small_library.edition() as edition:
        iris = edition.ask("SELECT ?c { ?c a kg:Claim } ORDER BY ?c LIMIT 3").column("c")
    for iri in iris:
        found = client.get(iri.removeprefix("https://kg.example/id"), headers={"Accept": "text/turtle"})
        assert (ox.NamedNode(iri), ox.NamedNode(v.CLAIM)) in {
            (q.subject, q.object) for q in ox.parse(found.data, format=ox.RdfFormat.TURTLE)
        }


@pytest.mark.parametrize(
    ("raised", "status", "told"),
    [
        (RuntimeError("Corruption: truncated block read from 15.sst"), 503, "[KG023] The store at "),
        (OSError("IO error: No such file or directory: 15.sst"), 503, "[KG023] The store at "),
        (OSError(13, "Permission denied"), 503, "[KG091] The system refused "),
        (sqlite3.DatabaseError("file is not a database"), 503, "[KG023] The store at "),
        (RuntimeError("anything else"), 500, "The server broke down over this request."),
    ],
    ids=["corrupt", "missing", "refused", "sqlite", "ours"],
)
def test_a_store_that_is_damaged_while_it_is_served(
    client: Client, monkeypatch: pytest.MonkeyPatch, raised: Exception, status: int, told: str
) -> None:
    def broken(self: Pages) -> None:
        raise raised

    monkeypatch.setattr(Pages, "start", broken)
    response = client.get("/", headers={"Accept": "text/plain"})
    assert (response.status_code, response.text[: len(told)]) == (status, told)
