"""The command line on a small store made by hand: exact output, errors in one sentence, exit codes."""

import json
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from kg.cli.main import COMMANDS, SECTIONS, group
from kg.graph.asking.queries import named_queries


def python(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *arguments], capture_output=True, text=True, timeout=120, check=False)


# ------------------------------------------------------------------ help


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["build", "-h"], ["query", "--list"], ["--version"]])
def test_help_is_quick(arguments: list[str]) -> None:
    script = (
        "import sys; from kg.cli.main import main\n"
        f"try: main({arguments!r})\n"
        "except SystemExit as stopped: assert not stopped.code\n"
        "heavy = {'spacy', 'thinc', 'pandas', 'networkx', 'trafilatura', 'rdflib', 'rigour'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    done = python("-c", script)
    assert done.returncode == 0, done.stderr


def test_what_joins_loads_no_language_model() -> None:
    script = "import sys, kg.cli.build_command, kg.operations.build\nassert not {'spacy', 'thinc'} & set(sys.modules)"
    done = python("-c", script)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("option", ["-h", "--help"])
def test_every_command_helps(kg, name: str, option: str) -> None:
    out, _ = kg(name, option)
    assert out.startswith(f"Usage: kg {name} ")
    assert "Example: kg " in out


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_explained(name: str) -> None:
    command = group.get_command(click.Context(group), name)
    assert command is not None and command.help
    options = [p for p in command.params if isinstance(p, click.Option)]
    assert [p.name for p in options if not p.help] == []


def test_commands_are_listed_in_order(kg) -> None:
    out, _ = kg("--help")
    for title, section in SECTIONS.items():
        lines = out.split(f"\n{title}:\n")[1].split("\n\n")[0].splitlines()
        assert [line.split(maxsplit=1) for line in lines] == [list(entry) for entry in section.items()]
    assert len(COMMANDS) == sum(map(len, SECTIONS.values()))


def test_a_mistyped_command_gets_suggestions(kg) -> None:
    _, err = kg("explor", code=2)
    assert "No such command 'explor'; did you mean explore or export?" in err
    assert "did you mean" not in kg("xyzzy", code=2)[1]


def test_version(kg) -> None:
    assert kg("--version")[0].startswith("kg, version ")


# ------------------------------------------------------------------ asking


def test_query_table(kg, small_store: Path) -> None:
    text = """SELECT ?name ?when
        WHERE { ?e a sem:Event ; sem:hasActor/skos:prefLabel ?name ; sem:hasBeginTimeStamp ?when } ORDER BY ?name"""
    out, _ = kg("query", text, "-s", small_store)
    assert out == "name       when\n─────────  ──────────\nMara Lund  3 May 2025\nOde Fell   3 May 2025\n"


def test_query_formats(kg, small_store: Path) -> None:
    text = "SELECT DISTINCT ?name WHERE { ?who a schema:Person ; schema:worksFor/skos:prefLabel ?name }"
    assert kg("query", text, "-s", small_store, "--format", "csv")[0] == "name\r\nBrisk Oil\r\n"
    assert kg("query", text, "-s", small_store, "--format", "jsonl")[0] == '{"name":"Brisk Oil"}\n'
    read = json.loads(kg("query", text, "-s", small_store, "--format", "json")[0])
    assert read["results"]["bindings"] == [{"name": {"type": "literal", "value": "Brisk Oil"}}]
    graph = "CONSTRUCT { ?a schema:headline ?h } WHERE { ?a schema:headline ?h }"
    assert '> schema:headline "A meeting" .\n' in kg("query", graph, "-s", small_store, "--format", "turtle")[0]
    assert "KG090" in kg("query", text, "-s", small_store, "--format", "turtle", code=1)[1]


def test_query_asks(kg, small_store: Path) -> None:
    assert kg("query", "ASK { ?a a schema:NewsArticle }", "-s", small_store)[0] == "yes\n"
    assert kg("query", "ASK { ?a a schema:Recipe }", "-s", small_store)[0] == "no\n"


def test_query_without_rows(kg, small_store: Path) -> None:
    out, err = kg("query", "SELECT ?a WHERE { ?a a schema:Recipe }", "-s", small_store)
    assert (out, err) == ("a\n─\n", "No rows.\nNote: schema:Recipe is used nowhere in this store.\n")


def test_query_from_file_and_stdin(kg, small_store: Path, tmp_path: Path, monkeypatch) -> None:
    import io

    text = "SELECT (COUNT(?a) AS ?n) WHERE { ?a a schema:NewsArticle }"
    (tmp_path / "count.rq").write_text(text)
    assert kg("query", tmp_path / "count.rq", "-s", small_store)[0].split() == ["n", "─", "2"]
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    assert kg("query", "-", "-s", small_store)[0].split() == ["n", "─", "2"]
    assert "KG002" in kg("query", tmp_path / "none.rq", "-s", small_store, code=1)[1]


def test_a_named_query_is_shown_with_what_it_shares(kg) -> None:
    shown = kg("query", "happened", "--show")[0]
    assert shown.startswith("# What happened") and "@include" not in shown and "?telling kg:about ?event" in shown
    assert "KG034" in kg("query", "happend", "--show", code=1)[1]


def test_named_query_with_a_value(kg, small_store: Path) -> None:
    out, _ = kg("query", "said-by", "-s", small_store, "--set", "person=Lund", "--format", "csv")
    assert out.splitlines()[1] == (
        'Mara Lund,told,"We may sell 45 tonnes in June,",Herald,direct,2025-06-01,"The South, The North",'
        '"""We may sell 45 tonnes in June,"" Lund told the Herald.",2'
    )


def test_values_are_never_text_of_the_query(kg, small_store: Path) -> None:
    text = "SELECT ?e WHERE { ?e skos:prefLabel ?name }"
    out, _ = kg("query", text, "-s", small_store, "--set", 'name=x" } UNION { ?e ?p ?o } #')
    assert out.splitlines()[2:] == []
    address = "SELECT ?x WHERE { ?a a ?class ; schema:headline ?x }"
    assert len(kg("query", address, "-s", small_store, "--set", "class=<https://schema.org/NewsArticle>")[0].splitlines()) == 4


def test_named_queries_are_listed(kg) -> None:
    out, _ = kg("query", "--list")
    for query in named_queries().values():
        assert f"  {query.name}" in out
    assert max(map(len, out.splitlines())) <= 100


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["SELECT * {"], 1, "[KG030]"),
        (["INSERT DATA { <urn:a> <urn:b> <urn:c> }"], 1, "[KG030]"),
        (["SELECT * { SERVICE <http://a.example/> { ?a ?b ?c } }"], 1, "[KG031]"),
        (["SELECT * FROM <http://a.example/> { ?a ?b ?c }"], 1, "[KG031]"),
        (["nosuch"], 1, "[KG034] There is no query named 'nosuch'"),
        (["names-of"], 1, "[KG035]"),
        (["people", "--set", "x=1"], 1, "[KG036]"),
        (["timeline", "--set", "from=soon"], 1, "[KG037]"),
        (["said-by", "--set", "person=Nemo"], 1, "[KG040] Nothing in the store is called 'Nemo'"),
        (["people", "--set", "x"], 2, "--set takes NAME=VALUE"),
        ([], 2, "Give a QUERY"),
        (["SELECT ?a ?b ?c { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z . ?d ?s ?w }", "--timeout", "0.5"], 1, "[KG032]"),
    ],
)
def test_query_errors(kg, small_store: Path, arguments: list[str], code: int, message: str) -> None:
    out, err = kg("query", *arguments, "-s", small_store, code=code)
    assert message in err and out == ""
    assert "Traceback" not in err and len(err) < 300


# ------------------------------------------------------------------ looking


def test_show(kg, small_store: Path) -> None:
    out, _ = kg("show", "lund", "-s", small_store)
    assert out == SHOWN


SHOWN = """\
Mara Lund  person
6 mentions in 2 articles of 2 independent origins

Names
  Lund (2 articles)
      A meeting; A meeting
  Mara Lund (2 articles)
      A meeting; A meeting

Positions
  envoy, Brisk Oil
      Mara Lund, envoy of Brisk Oil, met Ode Fell in Oslo on 3 May.
      — A meeting, 2025-06-01

Ties
  works for Brisk Oil
      Mara Lund, envoy of Brisk Oil, met Ode Fell in Oslo on 3 May.
      — A meeting, 2025-06-01

Events
  3 May 2025 · Mara Lund and Ode Fell meet in Oslo
    meet, happened, 2 articles of 2 origins
      Mara Lund, envoy of Brisk Oil, met Ode Fell in Oslo on 3 May.
      — A meeting, 2025-06-01

Said
  We may sell 45 tonnes in June, (to Herald)
      — A meeting, 2025-06-01
      — A meeting, 2025-06-02
"""


def test_show_as_json(kg, small_store: Path) -> None:
    read = json.loads(kg("show", "Ode Fell", "-s", small_store, "--json")[0])
    assert (read["label"], read["entity_class"], len(read["events"])) == ("Ode Fell", "Person", 1)


def test_search(kg, small_store: Path) -> None:
    out, err = kg("search", "tonnes", "herald", "--limit", 1, "-s", small_store)
    assert err == "The 1 best of 2 sentences (--limit)\n"
    assert kg("search", "tonnes", "herald", "--limit", 2, "-s", small_store)[1] == ""
    assert out == '"We may sell 45 tonnes in June," Lund told the Herald.\n    — A meeting, The North, 2025-06-01\n'
    hit = json.loads(kg("search", "TONNES", "--limit", 1, "--json", "-s", small_store)[0])
    assert (hit["begin"], hit["publisher"]) == (62, "The North")
    assert kg("search", "walrus", "-s", small_store)[0] == "No sentence holds all of these words.\n"
    assert kg("search", '"', "AND", "*", "-s", small_store)[0] == "No sentence holds all of these words.\n"


def test_info(kg, small_store: Path) -> None:
    facts = json.loads(kg("info", "--json", "-s", small_store)[0])
    assert (facts["articles"], facts["people"], facts["words"]) == (2, 2, 50)
    out, _ = kg("info", "-s", small_store)
    assert out.startswith("2 articles of 2 independent origins, 2 outlets, 1–2 Jun 2025\n2 people, ")
    assert "articles                  2\n" in out and "read with                 kg 1, model 1\n" in out


def test_explore(kg, small_store: Path, tmp_path: Path) -> None:
    page = tmp_path / "explorer.html"
    out, _ = kg("explore", "-s", small_store, "-o", page, "--title", "Who met?")
    assert re.fullmatch(rf"\d+ nodes, \d+ edges, \d\.\d MB → {re.escape(str(page))}", out.strip())
    assert "<h1>Who met?</h1>" in page.read_text("utf8")
    out, _ = kg("explore", "-s", small_store, "-o", page, "--max-nodes", 2)
    assert "(the most reported of" in out
    assert "[KG042]" in kg("explore", "-s", small_store, "-o", tmp_path / "page.pdf", code=1)[1]
    assert "[KG044]" in kg("explore", "-s", small_store, "-o", page, "--from", "soon", code=1)[1]
    assert "[KG040]" in kg("explore", "-s", small_store, "-o", page, "--focus", "Nobody", code=1)[1]


def test_view(kg, small_store: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    out, _ = kg("view", "-s", small_store, "-o", page, "--focus", "Lund", "--title", "Who met?")
    assert out.endswith(f" → {page}\n")
    assert "Who met?" in page.read_text("utf8")
    assert "[KG042]" in kg("view", "-s", small_store, "-o", tmp_path / "page.pdf", code=1)[1]
    assert "[KG044]" in kg("view", "-s", small_store, "-o", page, "--from", "soon", code=1)[1]
    assert "[KG045]" in kg("view", "-s", small_store, "-o", tmp_path / "none" / "page.html", code=1)[1]


def test_export(kg, small_store: Path, tmp_path: Path) -> None:
    for suffix in (".nq", ".trig", ".ttl", ".nt", ".jsonld", ".graphml", ".gexf", ".cyjs", ".csv", ".ftm.json", ".ftm.jsonl"):
        target = tmp_path / f"story{suffix}"
        rdf = suffix in {".nq", ".trig", ".ttl", ".nt", ".jsonld"}
        what = "entities" if ".ftm" in suffix else "statements" if rdf else "nodes and edges"
        assert kg("export", "-s", small_store, "-o", target)[0].endswith(f" {what} written → {target}\n")
        assert target.stat().st_size > 100
    assert "[KG042]" in kg("export", "-s", small_store, "-o", tmp_path / "story.doc", code=1)[1]
    assert "[KG042]" in kg("export", "-s", small_store, "-o", tmp_path / "story.json", code=1)[1]
    kg("export", "-s", small_store, "-o", tmp_path / "story.doc", "--format", "graphml")
    assert (tmp_path / "story.doc").read_bytes() == (tmp_path / "story.graphml").read_bytes()
    kg("export", "-s", small_store, "-o", f"{tmp_path}/lists/")
    assert sorted(path.name for path in (tmp_path / "lists").iterdir()) == ["edges.csv", "nodes.csv"]
    assert "[KG042]" in kg("export", "-s", small_store, "-o", tmp_path / "lists", "--format", "nq", code=1)[1]
    assert "[KG091]" in kg("export", "-s", small_store, "-o", tmp_path / "none" / "x.ftm.json", code=1)[1]


def test_validate_and_verify(kg, small_store: Path) -> None:
    assert kg("validate", "-s", small_store)[0] == "The graph keeps every rule of the model.\n"
    spans, record = kg("verify", "-s", small_store)[0].splitlines()
    assert spans == "All 32 spans of 2 articles match their words."
    assert record.startswith("All 1 entry of the record hold; its head is ")


def test_verify_finds_what_was_changed(kg, small_store: Path) -> None:
    import pyoxigraph as ox

    from kg.graph.store.store import Store

    with Store(small_store) as store:
        snapshot = store.snapshot()
    graph = ox.Store(str(snapshot))
    graph.update(
        "PREFIX nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> "
        'DELETE { GRAPH ?g { ?s nif:anchorOf "Oslo" } } INSERT { GRAPH ?g { ?s nif:anchorOf "Bergen" } } '
        'WHERE { GRAPH ?g { ?s nif:anchorOf "Oslo" } }'
    )
    graph.flush()
    del graph
    _, err = kg("verify", "-s", small_store, code=1)
    assert "[KG026]" in err and "Bergen" in err


# ------------------------------------------------------------------ changing


def test_remove(kg, small_store: Path) -> None:
    assert "[KG028] 'A meeting' may mean " in kg("remove", "A meeting", "-s", small_store, code=1)[1]
    assert "[KG024]" in kg("remove", "urn:test:9", "-s", small_store, code=1)[1]
    assert kg("remove", "urn:test:1", "-s", small_store)[0] == "Removed urn:test:1\n"
    assert json.loads(kg("info", "--json", "-s", small_store)[0])["articles"] == 1


def test_rebuild(kg, small_store: Path) -> None:
    assert kg("rebuild", "-s", small_store)[0] == f"Rebuilt {small_store}\n"


# ------------------------------------------------------------------ errors


@pytest.mark.parametrize("name", ["show x", "search x", "info", "validate", "verify", "rebuild", "remove x", "query people"])
def test_no_store(kg, tmp_path: Path, name: str) -> None:
    out, err = kg(*name.split(), "-s", tmp_path / "none", code=1)
    assert err.startswith("Error: [KG020] There is no store at ") and out == ""
    assert not (tmp_path / "none").exists()


def test_a_folder_that_is_no_store(kg, tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "one.txt").write_text("Dear Mara")
    assert "[KG025]" in kg("info", "-s", tmp_path / "letters", code=1)[1]
    assert "[KG025]" in kg("build", "-s", tmp_path / "letters", tmp_path / "letters", code=1)[1]


def test_a_store_of_another_format(kg, small_store: Path) -> None:
    import sqlite3

    with sqlite3.connect(small_store / "articles.sqlite") as connection:
        connection.execute("UPDATE meta SET value = '0' WHERE name = 'format'")
    connection.close()
    assert "[KG021]" in kg("info", "-s", small_store, code=1)[1]


def test_a_damaged_store(kg, small_store: Path) -> None:
    for file in small_store.glob("articles.sqlite*"):
        file.write_bytes(b"nothing of a database" * 1000)
    assert "[KG023]" in kg("info", "-s", small_store, code=1)[1]


def test_no_articles(kg, tmp_path: Path) -> None:
    _, err = kg("build", tmp_path / "none", "-s", tmp_path / "store", code=1)
    assert err.startswith("Error: [KG001] No articles found at ")
    assert not (tmp_path / "store").exists()


def test_wrong_calls(kg, tmp_path: Path) -> None:
    assert "No such command 'nosuch'" in kg("nosuch", code=2)[1]
    assert "Missing option" in kg("info", code=2)[1]
    assert "No such option" in kg("info", "--nosuch", code=2)[1]
    (tmp_path / "a.txt").write_text("Mara Lund met Ode Fell in Oslo.")
    assert "[KG006]" in kg("build", tmp_path / "a.txt", "--date", "soon", "-s", tmp_path / "s", code=1)[1]
    assert "[KG010]" in kg("build", tmp_path / "a.txt", "--model", "nosuch", "-s", tmp_path / "s", code=1)[1]
    assert not (tmp_path / "s").exists()


def test_the_store_may_come_from_the_environment(kg, small_store: Path, monkeypatch) -> None:
    monkeypatch.setenv("KG_STORE", str(small_store))
    assert kg("verify")[0].startswith("All ")


def test_a_reader_that_has_seen_enough(small_store: Path) -> None:
    script = f"{sys.executable} -m kg.cli.main query 'SELECT * {{ ?a ?b ?c }}' -s {small_store} | head -1"
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, timeout=120, check=False)
    assert done.stdout.split() == ["a", "b", "c"] and done.stderr == ""


def test_markup_in_articles_stays_text(kg, small_store: Path) -> None:
    out, _ = kg("query", 'SELECT ("[bold red]x[/] \\u001b[2J :smile:" AS ?x) {}', "-s", small_store)
    assert "[bold red]x[/]" in out and ":smile:" in out and "\x1b" not in out


def test_a_database_that_is_broken_inside(kg, small_store: Path) -> None:
    import sqlite3

    with sqlite3.connect(small_store / "articles.sqlite") as connection:
        connection.execute("UPDATE article SET article = x'789c00'")
        connection.execute("DROP TABLE sentence_words")
    connection.close()
    for command in (["search", "Lund"], ["verify"], ["rebuild", "-q"]):
        assert "[KG023]" in kg(*command, "-s", small_store, code=1)[1]


def test_a_graph_that_is_broken_is_told_and_mended(kg, small_store: Path) -> None:
    for folder in ("graph", "snapshots"):
        for file in (small_store / folder).rglob("*"):
            if file.is_file():
                file.write_bytes(b"nothing of a graph")
    for command in (["query", "articles"], ["verify"], ["show", "Lund"]):
        err = kg(*command, "-s", small_store, code=1)[1]
        assert "[KG023]" in err and f"kg rebuild -s {small_store}`" in err
    kg("rebuild", "-q", "-s", small_store)
    kg("verify", "-s", small_store)


def test_a_database_that_cannot_be_opened(kg, tmp_path: Path) -> None:
    (tmp_path / "store" / "articles.sqlite").mkdir(parents=True)
    assert "[KG091]" in kg("info", "-s", tmp_path / "store", code=1)[1]


@pytest.mark.parametrize("base", ["kg", "http://x y/", "http://x/#", "http://x", "http://\udcff/"])
def test_a_base_that_is_none(kg, tmp_path: Path, base: str) -> None:
    (tmp_path / "a.txt").write_text("Mara Lund met Ode Fell in Oslo.")
    assert "[KG037]" in kg("build", tmp_path / "a.txt", "--base", base, "-s", tmp_path / "s", code=1)[1]
    assert not (tmp_path / "s").exists()


def test_arguments_that_are_no_text(kg, small_store: Path) -> None:
    assert "[KG090]" in kg("search", "\udcff", "-s", small_store, code=1)[1]
    assert "[KG024]" in kg("remove", "\udcff.txt", "-s", small_store, code=1)[1]


def test_what_a_terminal_would_obey_never_reaches_it(kg, small_store: Path, monkeypatch) -> None:
    kg("rename", "Mara Lund", "\x1b[31mM\a [bold]L\n\u202eund", "--reason", "\x1b]0;x\a", "-s", small_store)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    asked = ["query", 'SELECT ("\\u001b[31m\\u0007\\u009b\\u202e" AS ?x) {}']
    for command in (["judgements"], ["show", "Lund"], ["query", "entities"], asked):
        out = "".join(kg(*command, "-s", small_store))
        assert not any(sign in out for sign in ("\x1b[31m", "\x1b]", "\a", "\x9b")), command  # rich's own styles are others
    assert "[bold]L" in kg("judgements", "-s", small_store)[0]


@pytest.mark.parametrize("limit", [["--timeout", "nan"], ["--timeout", "inf"], ["--timeout", "0"], ["--memory", "-1"]])
def test_limits_of_queries_are_numbers_above_nothing(kg, small_store: Path, limit: list[str]) -> None:
    assert "Invalid value" in kg("query", "ASK {}", "-s", small_store, *limit, code=2)[1]


@pytest.mark.parametrize("suffix", ["html", "md"])
def test_dossier(kg, small_store: Path, tmp_path: Path, suffix: str) -> None:
    out, _ = kg("dossier", "Lund", "-s", small_store, "-o", tmp_path / f"lund.{suffix}")
    assert out == f"Mara Lund: 1 event, 2 sources → {tmp_path / f'lund.{suffix}'}\n"
    assert "met Ode Fell in Oslo on 3 May." in (tmp_path / f"lund.{suffix}").read_text("utf8").replace("<mark>met</mark>", "met")


def test_dossier_errors(kg, small_store: Path, tmp_path: Path) -> None:
    _, err = kg("dossier", "Nemo", "-s", small_store, "-o", tmp_path / "x.md", code=1)
    assert "[KG040]" in err
    _, err = kg("dossier", "Lund", "-s", small_store, "-o", tmp_path / "x.pdf", code=1)
    assert "[KG042]" in err
