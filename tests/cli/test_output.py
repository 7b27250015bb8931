"""Where output goes: to a program that has seen enough, and to a terminal that would obey what it is given."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from server.samples import store_of

from kg.api import Story
from kg.cli import common

OVERRIDE = "\u202e"
SAID = f"one{OVERRIDE}two"


@pytest.mark.parametrize(
    "command", [["--help"], ["query", "people"], ["query", "people", "--format", "json"], ["show", "Mara Lund"]]
)
def test_a_reader_that_has_seen_enough_is_no_error(small_store: Path, command: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    env = {**os.environ, "KG_STORE": str(small_store), "PYTHONPATH": os.pathsep.join(sys.path)}
    with os.fdopen(writing, "wb") as pipe:
        done = subprocess.run(
            [sys.executable, "-m", "kg.cli.main", *command], stdout=pipe, stderr=subprocess.PIPE, env=env, check=False
        )
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("form", ["csv", "json", "jsonl", "turtle", "table"])
def test_a_terminal_gets_no_change_of_direction(kg, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    quad = ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:p"), ox.Literal(SAID), ox.NamedNode("urn:g"))
    store = store_of(tmp_path / "store", [quad])
    query = "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }" if form == "turtle" else "SELECT ?o { ?s ?p ?o }"
    told, _ = kg("query", query, "-s", store, "--format", form)
    assert SAID in told or form == "table"  # a file, or a program, gets what there is
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    told, _ = kg("query", query, "-s", store, "--format", form)
    assert OVERRIDE not in told and "two" in told
    if form == "turtle":
        (triple,) = ox.parse(told.encode(), format=ox.RdfFormat.TURTLE)
        assert triple.object.value == SAID


MARKS = "\x1b[2J\x9b1m\u202e\u2066\u200f\u061c\ufff9\r\n"


@pytest.mark.parametrize("command", [["judgements"], ["undo"], ["why", "Lund M"], ["info"]])
def test_no_words_of_others_reach_a_terminal_as_they_are(kg, small_store: Path, command: list[str]) -> None:
    with Story(small_store) as story:
        story.rename("Mara Lund", "Lund M", reason=MARKS, by=MARKS)
    told, error = kg(*command, "-s", small_store)
    assert told and not set(MARKS[:-2]) & set(told + error) - set("[2J1m")


def test_nor_do_names_of_files_in_a_wrong_call(kg, tmp_path: Path) -> None:
    _, error = kg("build", "-s", tmp_path, "--date", f"x{MARKS}", f"--{MARKS}", code=2)
    assert "Error" in error and not set("\x1b\x9b\u202e\u200f") & set(error)


def test_commands_write_words_through_one_function() -> None:
    """:func:`kg.cli.common.say` takes out what a terminal would obey."""
    folder = Path(common.__file__).parent
    writes = re.compile(r"click\.s?echo\(|(?<![\w.])print\(")
    direct = sorted(path.name for path in folder.glob("*.py") if writes.search(path.read_text("utf-8")))
    assert direct == ["common.py", "main.py"]
