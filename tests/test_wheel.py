"""The wheel holds all that runs: installed elsewhere, away from the sources, it builds a story, answers and draws."""

from __future__ import annotations

import base64
import gzip
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from writing import write_articles

ROOT = Path(__file__).parents[1]
SOURCES = ("kg", "ontology", "corpus", "docs/licences")
FILES = (
    "setup.py", "setup.cfg", "pyproject.toml", "MANIFEST.in", "README.md", "CHANGELOG.md", "LICENSE", "constraints.txt",
)  # fmt: skip
NOT_SHIPPED = ("kg/views/web/explorer/",)
"""Sources of the explorer's page, which ships as a bundle (``kg/views/assets``)."""
TEXT = (
    "Prime Minister Mara Lindqvist met President Tomas Verhoeven in Tallinn on Tuesday. "
    'They discussed tariffs. "We will sign the agreement in May," Lindqvist said.'
)


def run(*command: str | Path, folder: Path) -> str:
    """What a command writes; without what our own environment would lend it."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    done = subprocess.run(command, check=False, cwd=folder, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


BUILD = ("-m", "pip", "wheel", "--no-deps", "--no-index", "--no-build-isolation", "--wheel-dir", ".")
SDIST = ("-c", "from setuptools.build_meta import build_sdist; build_sdist('..')")


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy, so that nothing that lies about in the sources is in what is built."""
    folder = tmp_path_factory.mktemp("wheel") / "source"
    for name in SOURCES:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in FILES:
        shutil.copy(ROOT / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def wheel(source: Path) -> Path:
    """Built from a checkout."""
    run(sys.executable, *BUILD, "./source", folder=source.parent)
    return next(source.parent.glob("news_kg-*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the scripts of a fresh environment are; its other packages are those of the environment that runs the tests."""
    folder = tmp_path_factory.mktemp("installed")
    run(sys.executable, "-m", "venv", "--without-pip", "venv", folder=folder)
    lent = [path for path in sys.path if Path(path).name == "site-packages"]
    site = next((folder / "venv").glob("lib/python*/site-packages"))
    (site / "lent.pth").write_text("\n".join(lent) + "\n", encoding="utf8")  # follows the environment's own packages
    pip = (sys.executable, "-m", "pip", "--python", "venv/bin/python")
    run(*pip, "install", "--no-deps", "--no-index", "--ignore-installed", wheel, folder=folder)
    return folder / "venv" / "bin"


def test_it_holds_every_module_and_every_file_of_data(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "kg").rglob("*")
        if path.is_file() and path.suffix not in (".pyc", ".md") and path.name != ".gitkeep"
    }
    wanted |= {f"kg/ontology/{path.name}" for path in (ROOT / "ontology").glob("*.ttl")}
    wanted |= {f"kg/ontology/queries/{path.name}" for path in (ROOT / "ontology" / "queries").glob("*.rq")}
    missing = {name for name in wanted - held if not name.startswith(NOT_SHIPPED) or name.endswith(".html")}
    assert sorted(missing) == []


def test_a_wheel_of_the_source_distribution_holds_the_same(wheel: Path, source: Path, tmp_path: Path) -> None:
    shutil.rmtree(source / "build", ignore_errors=True)
    run(sys.executable, *SDIST, folder=source)
    packed = next(source.parent.glob("news_kg-*.tar.gz"))
    run(sys.executable, *BUILD, packed, folder=tmp_path)
    held, again = (set(zipfile.ZipFile(one).namelist()) for one in (wheel, next(tmp_path.glob("*.whl"))))
    assert held == again and "kg/views/assets/explorer.js" in held


@pytest.mark.parametrize("build", [SDIST, (*BUILD, ".")], ids=["sdist", "checkout"])
def test_without_the_bundle_nothing_is_built(build: tuple[str, ...], source: Path) -> None:
    hidden = source / "kg" / "views" / "assets" / "explorer.js"
    hidden.rename(source / "hidden.js")
    try:
        done = subprocess.run([sys.executable, *build], check=False, cwd=source, capture_output=True, text=True)
    finally:
        (source / "hidden.js").rename(hidden)
    assert done.returncode != 0 and "explorer.js not there: run `python tools/set_up_assets.py`" in done.stdout + done.stderr


@pytest.mark.model
def test_the_installed_program_builds_asks_and_draws(installed: Path, tmp_path: Path) -> None:
    where = run(installed / "python", "-c", "import kg, kg.views.pages.page as p; print(p.__file__)", folder=tmp_path)
    assert Path(where.strip()).is_relative_to(installed.parent)
    write_articles(tmp_path / "articles", {"one": ("2031-05-14", "Lindqvist meets Verhoeven", TEXT)})
    kg = installed / "kg"
    run(kg, "build", "articles", "-s", "story", "--jobs", "1", folder=tmp_path)
    answer = run(kg, "query", "who-met-whom", "-s", "story", folder=tmp_path)
    assert "Lindqvist" in answer and "Verhoeven" in answer and "Tallinn" in answer
    run(kg, "explore", "-s", "story", "-o", "page.html", folder=tmp_path)
    blocks = re.findall(r'octet-stream" id="block-\w+">([^<]+)<', (tmp_path / "page.html").read_text(encoding="utf8"))
    assert any(b"Mara Lindqvist" in gzip.decompress(base64.b64decode(block)) for block in blocks)
