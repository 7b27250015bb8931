import io
import os
import shutil
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.samples import IRIS, lines, store
from kg.errors import Code, KgError
from kg.graph import vocabulary as v
from kg.graph.asking import query_process
from kg.graph.asking.limited import LimitedGraph
from kg.graph.asking.sparql import Runner, ask
from kg.graph.asking.sparql_text import check
from kg.graph.asking.terms import Iri

HEAVY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("graph") / "graph"
    made = ox.Store(str(path))
    made.bulk_load("\n".join(lines()).encode(), format=ox.RdfFormat.N_QUADS)
    made.flush()
    return path


@pytest.fixture(scope="module")
def runner(folder: Path) -> Iterator[Runner]:
    with Runner(folder) as made:
        yield made


def test_prefixes_are_known_and_the_default_graph_is_the_union(runner: Runner) -> None:
    text = "SELECT ?words { ?m gaf:denotes ?e ; nif:anchorOf ?words . ?e skos:prefLabel 'Oslo' }"
    assert set(runner.ask(text).column("words")) == {"Oslo"}
    assert list(ask(store(), text)) == list(runner.ask(text))


def test_all_forms(runner: Runner) -> None:
    assert runner.ask("ASK { ?s a sem:Event }").boolean is True
    assert len(runner.ask("CONSTRUCT { ?s a kg:Thing } WHERE { ?s a schema:Person }")) == 2
    assert len(runner.ask(f"DESCRIBE <{IRIS.entity('oslo')}>")) > 5


def test_values(runner: Runner) -> None:
    text = "SELECT ?label { ?event sem:hasActor ?who ; rdfs:label ?label }"
    assert runner.ask(text, {"who": Iri(IRIS.entity("mara"))}).column("label") == ["meeting"]
    assert runner.ask(text, {"who": IRIS.entity("mara")}).column("label") == []  # a string is no address


def test_from_takes_graphs_that_are_there_alone(runner: Runner) -> None:
    assert len(runner.ask("SELECT * FROM kg:story { ?s a sem:Event }")) == 2
    assert len(runner.ask("SELECT * FROM kg:ontology { ?s a sem:Event }")) == 0
    with pytest.raises(KgError) as error:
        runner.ask("SELECT * FROM <https://example.org/other> { ?s ?p ?o }")
    assert error.value.code is Code.FORBIDDEN_QUERY


def test_half_a_character_is_no_query(runner: Runner) -> None:
    for asked in (runner.ask, runner.check, check):
        with pytest.raises(KgError, match=r"KG030.*character 5 is half a character"):
            asked("ASK \ud800{ ?s ?p ?o }")


def test_errors_leave_the_runner_in_order(runner: Runner) -> None:
    with pytest.raises(KgError) as error:
        runner.ask("SELECT * { ?s ?p }")
    assert error.value.code is Code.BAD_QUERY
    assert runner.ask("ASK { ?s ?p ?o }")


def test_a_slow_query_is_killed_and_the_next_one_runs(folder: Path) -> None:
    with Runner(folder) as runner:
        assert runner.ask("ASK { ?s ?p ?o }")
        begun = time.monotonic()
        with pytest.raises(KgError) as error:
            runner.ask(HEAVY, seconds=0.3)
        assert error.value.code is Code.QUERY_TIMEOUT
        assert time.monotonic() - begun < 5
        assert runner.ask("ASK { ?s ?p ?o }")


def test_a_greedy_query_is_killed(folder: Path) -> None:
    with Runner(folder, megabytes=120) as runner:
        with pytest.raises(KgError) as error:
            runner.ask("SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f", seconds=60)
        assert error.value.code is Code.QUERY_MEMORY


def test_no_process_stays(folder: Path) -> None:
    runner = Runner(folder)
    runner.ask("ASK { ?s ?p ?o }")
    pid = runner._process.pid
    assert pid is not None
    runner.close()
    assert runner._process.pid is None
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_the_process_outlives_the_thread_that_asked_first(folder: Path) -> None:
    with Runner(folder) as runner:
        first = threading.Thread(target=runner.ask, args=("ASK { ?s ?p ?o }",))
        first.start()
        first.join()
        pid = runner._process.pid
        time.sleep(0.2)
        assert runner.ask("ASK { ?s ?p ?o }")
        assert runner._process.pid == pid


def test_what_the_parser_takes_to_load_is_no_time_of_a_query(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[tuple[str, float]] = []
    exchange = query_process.QueryProcess.exchange

    def spied(self, message, seconds, *rest):
        given.append((message.get("check") or message["text"], seconds))
        return exchange(self, message, seconds, *rest)

    monkeypatch.setattr(query_process.QueryProcess, "exchange", spied)
    with Runner(folder) as runner:
        assert runner.check("ASK { ?s ?p ?o }", seconds=20).form == "ask"
        assert runner.ask("ASK { ?s ?p ?o }", seconds=21)
    assert given == [("ASK {}", query_process.START_SECONDS), ("ASK { ?s ?p ?o }", 20), ("ASK { ?s ?p ?o }", 21)]


def test_solutions_are_those_of_this_process(folder: Path) -> None:
    text = "SELECT ?e ?label ?none { ?e a sem:Event ; rdfs:label ?label OPTIONAL { ?e kg:nothing ?none } } ORDER BY ?e"
    with Runner(folder) as runner:
        rows = [(row["e"].value, row["label"].value, row["none"]) for row in runner.solutions(text)]
        assert rows == [tuple(row) for row in ask(store(), text)]
        assert len(rows) == 2
        with pytest.raises(KgError) as error:
            runner.solutions("SELECT ?e { ?e")
        assert error.value.code is Code.BAD_QUERY


def test_a_folder_that_is_no_graph(tmp_path: Path) -> None:
    with Runner(tmp_path / "nothing") as runner, pytest.raises(KgError) as error:
        runner.ask("ASK { ?s ?p ?o }")
    assert error.value.code is Code.STORE_DAMAGED


def test_a_runner_checks_within_limits(tmp_path: Path) -> None:
    folder = tmp_path / "graph"
    ox.Store(str(folder)).flush()
    with Runner(folder) as runner:
        checked = runner.check("SELECT * FROM <urn:g> { ?s kg:about ?o }")
        assert checked == check("SELECT * FROM <urn:g> { ?s kg:about ?o }")
        wrong = {"SELECT": "KG030", "ASK { SERVICE <urn:x> { ?s ?p ?o } }": "KG031", "ASK { ?s nope:x 1 }": "KG039"}
        for text, code in wrong.items():
            with pytest.raises(KgError) as found:
                runner.check(text)
            with pytest.raises(KgError) as wanted:
                check(text)
            assert str(found.value) == str(wanted.value) and code in str(found.value)
        long = f"SELECT * {{ FILTER(1 {'+ ?a * 2 ' * 40_000} > 2) }}"
        with pytest.raises(KgError, match="KG032"):
            runner.check(long, seconds=1)
        with pytest.raises(KgError, match="KG032"):
            runner.check(long, seconds=60, wanted=lambda: False)


def test_queries_are_parsed_in_many_threads() -> None:
    texts = [f"SELECT ?a{n} {{ ?a{n} ?b{n} ?c FILTER(?c > {n}) }}" for n in range(48)]
    with ThreadPoolExecutor(8) as pool:
        assert [c.form for c in pool.map(check, texts)] == ["select"] * 48
    assert check("ASK { ?thereafter ?p ?o }").form == "ask"


def test_what_is_ended_while_it_starts_asks_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    runner = Runner(folder)
    started = query_process.started

    def ended_meanwhile(module: str, *arguments: str, **options: object) -> object:
        runner.kill()
        return started(module, *arguments, **options)

    monkeypatch.setattr(query_process, "started", ended_meanwhile)
    begun = time.monotonic()
    with pytest.raises(KgError) as error:
        runner.ask(HEAVY, seconds=30)
    assert error.value.code is Code.STOPPED
    assert time.monotonic() - begun < 15
    assert runner._process.pid is None


def test_what_is_ended_says_so(folder: Path) -> None:
    one = Runner(folder)
    heavy = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"
    ended = threading.Timer(1.5, one.kill)
    ended.start()
    with pytest.raises(KgError) as error:
        one.ask(heavy, seconds=30)
    ended.join()
    assert error.value.code is Code.STOPPED  # and not that it needed too much memory
    with pytest.raises(KgError) as error:
        one.ask("ASK {}")
    assert error.value.code is Code.STOPPED


def test_many_patterns_are_no_nesting(runner: Runner) -> None:
    person = "?s schema:name ?name . " * 100
    assert len(runner.ask(f"SELECT * {{ {person} }}")) == len(runner.ask("SELECT * { ?s schema:name ?name }"))
    with pytest.raises(KgError, match="nested too deeply"):
        runner.ask(f"SELECT * {{ {'{' * 101} ?s ?p ?o {'}' * 101} }}")


def test_the_check_counts_as_time_of_a_query(folder: Path) -> None:
    with Runner(folder) as runner, pytest.raises(KgError, match="KG032"):
        runner.ask(f"SELECT * {{ FILTER(1 {'+ ?a * 2 ' * 40_000} > 2) }}", seconds=1)


def test_notes_and_unknown_terms(runner: Runner) -> None:
    assert runner.ask("SELECT * { ?s kg:status kg:Cancelled }", notes=True).notes == (
        "kg:Cancelled is used nowhere in this store.",
    )
    with pytest.raises(KgError, match="KG038"):
        runner.ask("SELECT * { ?s kg:sttus ?o }", notes=True)


def test_a_graph_that_is_cut_off_is_damaged_whatever_is_asked(folder: Path, tmp_path: Path) -> None:
    """Oxigraph gives some of these queries the same error again and again, until they have all memory."""
    shutil.copytree(folder, tmp_path / "graph")
    with LimitedGraph.of(tmp_path / "graph", megabytes=300) as graph:
        assert graph.ask("ASK { ?s a sem:Event }")
        for file in (tmp_path / "graph").glob("*.sst"):
            os.truncate(file, file.stat().st_size // 2)
        for text in ("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "SELECT * { ?s a sem:Event } ORDER BY ?s"):
            with pytest.raises(KgError, match="KG023"):
                graph.ask(text)
        with pytest.raises(KgError, match="KG023"):
            len(graph)


def test_a_graph_asked_from_here_is_asked_as_it_is(folder: Path) -> None:
    with LimitedGraph.of(folder) as graph:
        here = store()
        assert len(graph) == len(here)
        assert {name.value for name in graph.named_graphs()} == {name.value for name in here.named_graphs()}
        labelled = (None, ox.NamedNode(v.LABEL), ox.Literal("meeting"), ox.NamedNode(v.STORY))
        assert graph.quads_for_pattern(*labelled) == list(here.quads_for_pattern(*labelled)) != []
        assert [row["n"].value for row in graph.query("SELECT (COUNT(*) AS ?n) { ?s a sem:Event }")] == ["2"]
        out = io.BytesIO()
        assert graph.call("kg.exchange.rdf:write_rdf", "nq", IRIS.base, False, out=out) == len(here)
        assert len(list(ox.parse(out.getvalue(), format=ox.RdfFormat.N_QUADS))) == len(here)


def test_what_cannot_be_written_leaves_the_graph_to_be_asked(folder: Path) -> None:
    class Full(io.BytesIO):
        def write(self, data: object) -> int:
            raise OSError(28, "No space left on device")

    with LimitedGraph.of(folder) as graph:
        with pytest.raises(OSError, match="No space left"):
            graph.call("kg.exchange.rdf:write_rdf", "nq", IRIS.base, False, out=Full())
        assert len(graph) == len(store())
