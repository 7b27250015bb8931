"""``%%sparql``: in a real IPython shell, on a small store made by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.errors import Code, KgError
from kg.graph.asking.rows import Rows
from kg.graph.asking.terms import Iri
from kg.notebook import plain


@pytest.fixture
def shell(small_store: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    interactive = pytest.importorskip("IPython.core.interactiveshell").InteractiveShell
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    interactive.clear_instance()
    made = interactive.instance()
    kg.load_ipython_extension(made)
    with kg.open(small_store) as story:
        made.user_ns["story"] = story
        yield made
    interactive.clear_instance()


def ask(shell: Any, line: str, cell: str) -> Any:
    return shell.run_cell_magic("sparql", line, cell)


PEOPLE = "SELECT ?who ?name { ?who a schema:Person ; skos:prefLabel ?name } ORDER BY ?name"


def test_a_table_kept_in_a_variable(shell: Any) -> None:
    rows = ask(shell, "-s story -o people", PEOPLE)
    assert isinstance(rows, Rows) and rows.column("name") == ["Mara Lund", "Ode Fell"]
    assert shell.user_ns["people"] is rows


def test_which_story(shell: Any, small_store: Path) -> None:
    assert len(ask(shell, "", PEOPLE)) == 2  # the only one
    assert len(ask(shell, f"-s {small_store}", PEOPLE)) == 2
    with kg.open(small_store) as other:
        shell.user_ns["other"] = other
        with pytest.raises(KgError, match="say which story with -s: other or story"):
            ask(shell, "", PEOPLE)
    del shell.user_ns["other"], shell.user_ns["story"]
    with pytest.raises(KgError, match="there is no story yet"):
        ask(shell, "", PEOPLE)


def test_every_form(shell: Any) -> None:
    frame = ask(shell, "--out frame -o kept", PEOPLE)
    assert list(frame["name"]) == ["Mara Lund", "Ode Fell"] and shell.user_ns["kept"] is frame
    raw = ask(shell, "--out raw", PEOPLE)
    assert json.loads(raw)["head"]["vars"] == ["who", "name"] and repr(raw) == str(raw)
    assert ask(shell, "--out raw", "CONSTRUCT WHERE { ?x a schema:Person }").count("schema:Person") == 2
    assert "Mara Lund" in ask(shell, "--out graph", PEOPLE).html
    with pytest.raises(KgError, match=r"'pie' is not one of"):
        ask(shell, "--out pie", PEOPLE)


def test_named_queries(shell: Any) -> None:
    shell.user_ns["name"] = "lund"
    rows = ask(shell, "--set person=name --set least=0", "who-met-whom")
    assert rows.column("kind") == ["meet"]
    assert len(ask(shell, """--set person="Ode Fell" --set least=0 -s 'story'""", "who-met-whom")) == 1
    assert len(ask(shell, """--set "person='Ode ' + 'Fell'" --set least=0 """, "who-met-whom")) == 1
    with pytest.raises(KgError, match="did you mean who-met-whom"):
        ask(shell, "", "who-met-who")


def test_values_are_terms_never_text(shell: Any) -> None:
    query = "SELECT ?who { ?who skos:prefLabel $name }"
    shell.user_ns["name"] = "Ode Fell"
    assert len(ask(shell, "", query)) == 1
    shell.user_ns["name"] = '" . ?a ?b ?c } #'
    assert len(ask(shell, "", query)) == 0
    shell.user_ns["names"] = ["Ode Fell", "Mara Lund"]
    assert len(ask(shell, "--set name=names", query)) == 2
    assert len(ask(shell, "--set name=names[0].upper().title()", query)) == 1
    shell.user_ns["person"] = shell.user_ns["story"].suggest("Lund")[0]
    assert ask(shell, "", "SELECT ?name { $person skos:prefLabel ?name }").column("name") == ["Mara Lund"]
    pandas = pytest.importorskip("pandas")
    shell.user_ns["name"] = pandas.Series(["Ode Fell"])
    assert len(ask(shell, "", query)) == 1
    assert plain({"a", "b"}) == ["a", "b"] and plain(Iri("urn:x")) == "urn:x"


@pytest.mark.parametrize(
    ("line", "cell", "said"),
    [
        ("", "SELECT ?x { ?x a $nowhere }", "there is no Python variable 'nowhere'"),
        ("--set name=1/0", PEOPLE, "'1/0' is no Python expression with a value"),
        ("--set name", PEOPLE, "--set takes name=expression"),
        ("--what", PEOPLE, "No such option"),
        ("-s 'story", PEOPLE, "a quotation is not closed"),
        ("-o 1x", PEOPLE, "-o wants the name of a variable"),
        ("", "SELECT ?x { ?x a schema:Persn }", "did you mean schema:Person"),
        ("", "SELECT { nothing", "not valid SPARQL"),
        ("-s nowhere", PEOPLE, "no store at nowhere"),
        ("--out graph", "ASK { ?x ?y ?z }", "names nothing"),
    ],
)
def test_what_is_wrong_is_one_sentence(shell: Any, line: str, cell: str, said: str) -> None:
    with pytest.raises(KgError, match=said) as raised:
        ask(shell, line, cell)
    (shown,) = raised.value._render_traceback_()
    assert shown == f"KgError: {raised.value}" and "\n" not in shown


def test_no_traceback_is_shown(shell: Any, capsys: pytest.CaptureFixture[str]) -> None:
    done = shell.run_cell("%%sparql\nSELECT ?x { ?x a schema:Persn }")
    assert isinstance(done.error_in_exec, KgError) and done.error_in_exec.code is Code.UNKNOWN_TERM
    said = capsys.readouterr()
    lines = (said.out + said.err).strip().splitlines()
    assert len(lines) == 1 and lines[0].startswith("KgError: [KG038]"), lines
