"""The Python face, on a small store made by hand."""

import warnings
from pathlib import Path

import pytest

import kg
from kg.api import Story
from kg.errors import Code, KgError
from kg.views.pages.picture import Picture


@pytest.fixture
def story(small_store: Path):
    with kg.open(small_store) as opened:
        yield opened


def test_what_is_public() -> None:
    assert kg.Story is Story and kg.KgError is KgError
    with pytest.raises(AttributeError):
        kg.nothing  # noqa: B018


def test_rows_iterate_and_become_frames(story: Story) -> None:
    rows = story.query("SELECT ?name ?n { ?who a schema:Person ; rdfs:label ?name ; kg:mentionCount ?n } ORDER BY ?name")
    assert [(row["name"], row["n"]) for row in rows] == [("Mara Lund", 6), ("Ode Fell", 2)]
    assert rows[0] == ("Mara Lund", 6) and len(rows) == 2
    frame = rows.to_frame()
    assert list(frame.columns) == ["name", "n"] and frame["n"].sum() == 8
    assert "<table>" in rows._repr_html_()


def test_values_are_bound(story: Story) -> None:
    rows = story.query("SELECT ?e { ?e skos:prefLabel ?label }", label="Mara Lund")
    assert rows.column("e") == [story.find("Lund")]
    assert not story.query("SELECT ?e { ?e skos:prefLabel ?label }", label='x" } UNION { ?e ?p ?o } #')
    assert story.query("SELECT ?sparql { ?e a schema:Person ; skos:prefLabel ?sparql }", sparql="Mara Lund")


def test_named_queries(story: Story) -> None:
    (row,) = story.query("who-met-whom", person="Ode Fell", least=0)  # these readings give no titles
    assert row["kind"] == "meet"
    with pytest.raises(KgError) as raised:
        story.query("who-met-who")
    assert raised.value.code is Code.NO_QUERY and "who-met-whom" in str(raised.value)


def test_entities_and_events(story: Story) -> None:
    assert story.entities("Person").column("label") == ["Mara Lund", "Ode Fell"]
    assert {"Mara Lund", "Brisk Oil", "Oslo"} <= set(story.entities().column("label"))
    with pytest.raises(KgError) as raised:
        story.entities("Ship")
    assert raised.value.code is Code.BAD_VALUE
    spoken = len(story.events(statements=True))
    assert 0 < len(story.events()) < spoken


def test_names_lead_to_entities(story: Story) -> None:
    assert story.find("mara lund") == story.find("LUND") == story.find(story.find("Lund"))
    with pytest.raises(KgError, match="did you mean Mara Lund"):
        story.find("Mara Lond")


def test_show(story: Story) -> None:
    shown = story.show("Lund")
    assert [p.text for p in shown.positions] == ["envoy, Brisk Oil"]
    assert shown.events[0].cited[0].sentence == "Mara Lund, envoy of Brisk Oil, met Ode Fell in Oslo on 3 May."
    assert "<h3>Mara Lund" in shown._repr_html_()


def test_network(story: Story) -> None:
    graph = story.network()
    assert {d["label"] for _, d in graph.nodes(data=True) if d["kind"] == "entity"} >= {"Mara Lund", "Ode Fell"}
    for _, data in graph.nodes(data=True):
        assert {"iri", "class", "label", "status", "evidence"} <= data.keys()
    for _, _, data in graph.edges(data=True):
        assert data["evidence"] and data["evidence"][0]["sentence"] in SENTENCES
    assert len(story.network(focus="Ode Fell", events=False)) >= 2


SENTENCES = {
    "Mara Lund, envoy of Brisk Oil, met Ode Fell in Oslo on 3 May.",
    '"We may sell 45 tonnes in June," Lund told the Herald.',
}


def test_explore(story: Story, tmp_path: Path) -> None:
    explorer = story.explore(focus="Lund", title="Around Lund")
    saved = explorer.save(tmp_path / "explorer.html").read_text("utf8")
    assert saved == explorer.html == story.explore(focus="Lund", title="Around Lund").html
    assert "<h1>Around Lund</h1>" in saved
    assert explorer.data["nodes"][explorer.data["focus"]]["label"] == "Mara Lund"
    whole = story.explore()
    assert len(whole.data["nodes"]) >= len(explorer.data["nodes"])
    assert "srcdoc" in whole._repr_html_()


def test_view(story: Story, tmp_path: Path) -> None:
    picture = story.view(focus="Lund")
    assert isinstance(picture, Picture)
    assert picture.title == "Lund" and "2 articles" in picture.source
    saved = picture.save(tmp_path / "page.html").read_text("utf8")
    assert "Mara Lund" in saved and saved == picture.html == story.view(focus="Lund").html
    cell = picture._repr_html_()
    assert cell.startswith("<iframe") and "srcdoc=" in cell
    assert repr(picture).startswith("<Picture: Lund, ")


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_graph_is_the_same_store_for_rdflib(story: Story) -> None:
    from rdflib import URIRef

    dataset = story.graph()
    rows = list(dataset.query("SELECT ?n { ?who a schema:Person ; skos:prefLabel ?n } ORDER BY ?n"))
    assert [str(row[0]) for row in rows] == ["Mara Lund", "Ode Fell"]
    with pytest.raises(RuntimeError):  # nobody changes a story behind its articles
        dataset.add((URIRef("urn:a"), URIRef("urn:b"), URIRef("urn:c")))


def test_an_answer_as_a_picture(story, tmp_path: Path) -> None:
    picture = story.query("co-actors").view(title="Together")
    assert (len(picture.graph), picture.graph.number_of_edges()) == (3, 2)
    assert "Together" in picture.save(tmp_path / "page.html").read_text("utf8")
    with pytest.raises(KgError) as raised:
        story.query("ASK { ?x ?y ?z }").view()
    assert raised.value.code is Code.BAD_RESULT
    with pytest.raises(KgError):
        story.query("publishers").view()


def test_mistyped_and_unused_terms(story) -> None:
    with pytest.raises(KgError, match="did you mean schema:Person"):
        story.query("SELECT ?x { ?x a schema:Persn }")
    assert story.query("SELECT ?x { ?x schema:birthDate ?y }").notes == ("schema:birthDate is used nowhere in this store.",)
    made = story.query("CONSTRUCT { ?a kg:sawInPerson ?b } WHERE { ?e kg:participant ?a, ?b FILTER(?a != ?b) }")
    assert len(made) == 2 and made.notes == ()
    assert story.suggest("Marra Lund")[0].label == "Mara Lund"


def test_refresh_sees_what_came(small_store: Path) -> None:
    from kg.operations.build import remove

    with kg.open(small_store) as story:
        count = "SELECT (COUNT(?a) AS ?n) { ?a a schema:NewsArticle }"
        assert story.query(count)[0]["n"] == 2
        remove(small_store, "urn:test:1")
        story.refresh()
        assert story.query(count)[0]["n"] == 1
        assert story.info()["articles"] == 1
        assert len(story.search("tonnes")) == 1


def test_limits_of_a_query(small_store: Path) -> None:
    with kg.open(small_store, timeout=0.3) as story:
        with pytest.raises(KgError) as raised:
            story.query("SELECT (COUNT(*) AS ?n) { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z . ?d ?s ?w }")
        assert raised.value.code is Code.QUERY_TIMEOUT
        assert story.query("ASK { ?a a schema:NewsArticle }")  # the next one is answered


def test_export(story: Story, tmp_path: Path) -> None:
    import pyoxigraph as ox

    assert story.export(tmp_path / "story.trig") == story.info()["quads"]
    graphs = {q.graph_name for q in ox.parse(path=str(tmp_path / "story.trig"))}
    assert len(graphs) == 4  # two articles, the story, the ontology
    assert story.export(tmp_path / "whole.nq", nif=True) > story.info()["quads"]


def test_build_warns_of_what_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text("{\n")
    with warnings.catch_warnings(record=True) as told, pytest.raises(KgError) as raised:
        warnings.simplefilter("always")
        kg.build(tmp_path / "bad.jsonl", store=tmp_path / "store")
    assert raised.value.code is Code.BAD_JSON_LINE
    assert told == [] or "left out" in str(told[0].message)


@pytest.mark.model
def test_build_and_open(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("Mara Lund met Ode Fell in Oslo on 3 May 2025.")
    with kg.build(tmp_path / "one.txt", store=tmp_path / "store", date="2025-05-04") as story:
        assert {"Mara Lund", "Ode Fell"} <= set(story.entities("Person").column("label"))
    with kg.open(tmp_path / "store") as story:
        assert story.info()["articles"] == 1
