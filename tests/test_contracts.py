"""The contracts of setup.cfg hold, and break where an import goes the wrong way."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
RUN = "from importlinter.cli import lint_imports_command; lint_imports_command()"


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """What ``lint-imports`` says of the copy of kg in a folder."""
    command = [sys.executable, "-c", RUN, "--no-cache"]
    return subprocess.run(command, check=False, cwd=folder, capture_output=True, text=True)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("house")
    shutil.copytree(ROOT / "kg", folder / "kg", ignore=lambda _, names: [n for n in names if n in ("data", "assets", "web")])
    shutil.copy(ROOT / "setup.cfg", folder)
    return folder


def test_the_contracts_hold(house: Path) -> None:
    found = lint(house)
    assert found.returncode == 0, found.stdout


@pytest.mark.parametrize(
    ("file", "line", "broken"),
    [
        ("kg/reading/times/values.py", "import socket", "kg.reading.times.values -> socket"),
        ("kg/knowledge/lexicons.py", "import sqlite3", "kg.knowledge.lexicons -> sqlite3"),
        ("kg/reading/text/tree.py", "from kg.reading.events import states", "kg.reading.text.tree -> kg.reading.events"),
        ("kg/story/index.py", "from kg.graph import vocabulary", "kg.story.index -> kg.graph.vocabulary"),
        ("kg/graph/vocabulary.py", "import kg.views.html.cell", "kg.graph.vocabulary -> kg.views.html.cell"),
    ],
)
def test_an_import_from_above_breaks_them(house: Path, file: str, line: str, broken: str) -> None:
    path = house / file
    kept = path.read_text("utf8")
    path.write_text(f"{kept}\n{line}\n", "utf8")
    try:
        found = lint(house)
    finally:
        path.write_text(kept, "utf8")
    assert found.returncode == 1
    assert broken in found.stdout


def test_no_statement_numbers_its_placeholders() -> None:
    """Python 3.14 refuses a tuple for "?1", which it holds for a name; 3.12 warns."""
    numbered = re.compile(r"""(?:=|\bVALUES \(|\bIN \(|, ) ?\?[1-9]""")
    found = [path.name for path in sorted((ROOT / "kg").rglob("*.py")) if numbered.search(path.read_text("utf8"))]
    assert numbered.search('"WHERE a = ?1"') and found == []
