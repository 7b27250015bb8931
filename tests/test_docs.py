"""The documentation is true: generated pages are fresh, commands and code in it run, links lead somewhere."""

import configparser
import contextlib
import importlib.util
import io
import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md")] + sorted((ROOT / "docs").glob("*.md"))


def generator():
    spec = importlib.util.spec_from_file_location("make_cli_reference", ROOT / "docs" / "make_cli_reference.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("page", ["api", "cli", "errors", "queries"])
def test_generated_pages_are_fresh(page: str) -> None:
    text = (ROOT / "docs" / f"{page}.md").read_text("utf8")
    assert text == getattr(generator(), page)(), "run `make docs`"


def test_every_code_is_documented() -> None:
    from kg.errors import Code

    text = (ROOT / "docs" / "errors.md").read_text("utf8")
    assert [code.number for code in Code if f"| {code.number} |" not in text] == []


def test_every_named_query_is_documented() -> None:
    from kg.graph.asking.queries import named_queries

    text = (ROOT / "docs" / "queries.md").read_text("utf8")
    for query in named_queries().values():
        assert f"### {query.name}\n\n{query.title}\n\n```text\nkg query {query.name} -s story" in text


def test_every_dependency_is_explained() -> None:
    config = configparser.ConfigParser()
    config.read(ROOT / "setup.cfg", encoding="utf8")
    extras = config["options.extras_require"]
    optional = [line for extra in ("dask", "mcp", "pdf") for line in extras[extra].split()]
    needed = [*config["options"]["install_requires"].split(), *optional]
    assert [line for line in needed if ">=" not in line or "==" in line] == []
    ours = extras["dev"].split() + extras["node"].split()
    assert all("==" in line for line in ours)
    pins = dict(line.split("==") for line in (ROOT / "constraints.txt").read_text("utf8").split())
    pinned = {canonicalize_name(name): version for name, version in pins.items()}
    for requirement in map(Requirement, needed):  # what CI installs lies within what we say that we run with
        assert requirement.specifier.contains(pinned[canonicalize_name(requirement.name)]), requirement
    wanted = needed + ours
    npm = json.loads((ROOT / "package.json").read_text("utf8"))["devDependencies"]
    assert [name for name, version in npm.items() if not re.fullmatch(r"\d+\.\d+\.\d+", version)] == []
    locked = json.loads((ROOT / "package-lock.json").read_text("utf8"))
    assert locked["packages"][""]["devDependencies"] == npm
    assert [name for name, package in locked["packages"].items() if "resolved" in package] == []
    wanted += npm
    text = (ROOT / "docs" / "dependencies.md").read_text("utf8")
    explained = {name.strip() for row in re.findall(r"^\| ([^|]+) \|", text, re.M) for name in row.split(",")}
    assert {re.split("[=<>;]", line)[0] for line in wanted} <= explained


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)", page.read_text("utf8")):
        if not target.startswith("http"):
            assert (page.parent / target).exists(), target


def blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", (ROOT / page).read_text("utf8"), re.M | re.S)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which commands of the documentation run."""
    (tmp_path / "corpus").symlink_to(ROOT / "corpus")
    (tmp_path / "bin").mkdir()
    command = tmp_path / "bin" / "kg"
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m kg.cli.main "$@"\n')
    command.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", f"{command.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]))
    return tmp_path


def run_commands(page: str) -> None:
    """Run each command of a page; lines below one are what it must print first, a line of … may be anything."""
    for block in blocks(page, "console"):
        for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
            command, _, wanted = part.partition("\n")
            if command.startswith("make "):
                continue
            done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=280, check=False)
            assert done.returncode == 0, (command, done.stderr)
            assert "No rows." not in done.stderr, command
            lines = wanted.rstrip("\n").splitlines()
            for line in lines[: lines.index("…") if "…" in lines else None]:
                assert line in done.stdout.splitlines(), (command, line, done.stdout)


@pytest.mark.model
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_tutorial_runs(desk: Path) -> None:
    run_commands("docs/tutorial.md")
    for code in blocks("docs/tutorial.md", "python"):
        with contextlib.redirect_stdout(io.StringIO()) as out:
            exec(compile(code, "tutorial.md", "exec"), {})
        assert out.getvalue()


@pytest.mark.model
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_readme_runs(desk: Path, corpus_store: Path) -> None:
    from copying import copy_store

    copy_store(corpus_store, desk / "story")
    (desk / "articles").symlink_to(desk / "corpus" / "articles")
    run_commands("README.md")
    (code,) = blocks("README.md", "python")
    names: dict[str, object] = {}
    with contextlib.redirect_stdout(io.StringIO()) as out:
        exec(compile(code, "README.md", "exec"), names)
    assert "Kirill Dmitriev" in out.getvalue()
    assert (desk / "page.html").stat().st_size > 100_000
    story = names["story"]
    for query in [*blocks("README.md", "sparql"), *blocks("docs/tutorial.md", "sparql"), *blocks("docs/model.md", "sparql")]:
        assert story.query(query), query  # type: ignore[attr-defined]
    story.close()  # type: ignore[attr-defined]


def test_every_line_of_what_was_checked_names_its_test() -> None:
    """At least 25 ways in and 12 out, each with a test that is there."""
    text = (ROOT / "docs" / "formats.md").read_text("utf8")
    headings = ("### What was checked", "## What was loaded where")
    ways_in, out = (text.split(heading, 1)[1].split("\n## ", 1)[0] for heading in headings)
    rows = [line.strip("| ").split(" | ") for line in ways_in.splitlines() if line.startswith("| ") and "---" not in line][1:]
    assert len(rows) >= 25
    for row in rows:
        test = ROOT / "tests" / "articles" / row[-1].strip("`")
        assert test.is_file(), row
    named = [re.findall(r"`tests/([\w/]+\.py)`", line) for line in out.splitlines() if line.startswith("| ")]
    tested = [names[0] for names in named if names]
    assert len(tested) >= 12
    assert [name for name in tested if not (ROOT / "tests" / name).is_file()] == []


def test_what_security_names_as_a_test_is_one() -> None:
    text = (ROOT / "docs" / "security.md").read_text("utf8")
    rows = [line.split("|")[-2] for line in text.splitlines() if line.startswith("| ") and line.count("|") > 3]
    named = [name for row in rows for name in re.findall(r"`([\w/*]+\.py)`", row)]
    assert len(named) > 30
    tests = ROOT / "tests"
    assert [name for name in named if not list(tests.glob(name)) and not list(tests.glob(f"**/{name}"))] == []
