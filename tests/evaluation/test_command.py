"""``kg evaluate``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli.evaluate_command import command
from kg.errors import KgError
from kg.evaluation.gold import read_gold
from kg.evaluation.labels import check_labels
from tests.evaluation.samples import gold, write


@pytest.mark.model
def test_scores_tells_errors_and_leaves_bad_lines_out(tmp_path: Path) -> None:
    path = write(tmp_path / "gold.jsonl", gold())
    with path.open("a", encoding="utf8") as out:
        out.write("no json\n")
    figures = tmp_path / "figures.json"
    arguments = [str(path), "--measure", "names, triggers", "--json", str(figures), "--errors", "-", "--jobs", "1", "-q"]
    result = CliRunner().invoke(command, arguments, standalone_mode=False)
    assert result.exception is None
    assert "KG070" in result.stderr and "Line 3" in result.stderr
    assert "names-untyped" in result.stdout and "times" not in result.stdout and "2 exact" in result.stdout
    rows = json.loads(figures.read_text("utf8"))["measures"]
    assert rows["names"]["gold"] == 10 and 0 < rows["names"]["f1"] <= 1


def test_errors(tmp_path: Path) -> None:
    path = write(tmp_path / "gold.jsonl", gold())
    runner = CliRunner()
    for arguments, code in (
        ([str(path), "--measure", "beauty"], "KG037"),
        ([str(tmp_path / "none.jsonl")], "KG002"),
    ):
        result = runner.invoke(command, arguments, standalone_mode=False)
        assert isinstance(result.exception, KgError) and result.exception.code.number == code
    other = tmp_path / "other.jsonl"
    other.write_text('{"id": 1, "text": "Anna Moor left.", "label": [[0, 9, "PER"]], "Comments": []}\n', encoding="utf8")
    result = runner.invoke(command, [str(other)], standalone_mode=False)
    assert isinstance(result.exception, KgError) and result.exception.code.number == "KG170"
    assert "Comments, label" in str(result.exception)
    empty = tmp_path / "empty.jsonl"
    empty.write_text("\n", encoding="utf8")
    result = runner.invoke(command, [str(empty)], standalone_mode=False)
    assert isinstance(result.exception, KgError) and result.exception.code.number == "KG001"


def test_labels_that_match_nothing_are_named_once(tmp_path: Path) -> None:
    path = write(tmp_path / "gold.jsonl", gold())
    told: list[KgError] = []
    check_labels(path, list(read_gold(path)), told.append)
    assert told == []
    line = '{"id": "%d", "text": "Anna Moor left.", "mentions": [{"begin": 0, "end": 9, "class": "PER"}]}\n'
    path.write_text("".join(line % number for number in range(3)), encoding="utf8")
    check_labels(path, list(read_gold(path)), told.append)
    assert [error.code.number for error in told] == ["KG171"] and "class 'PER'" in str(told[0])
