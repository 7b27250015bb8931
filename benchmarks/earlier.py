"""The build of an earlier commit, in a checkout that this makes beside it, against the build of today."""

from __future__ import annotations

import shutil
import site
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks import data
from benchmarks.timing import Cost, of_command, ratio, shown

COMMIT = "9299ff0"
"""What is measured against: the product as it was before happenings, titles, weights and days and places out of the context."""

OURS = ("news_kg", "kg", "__editable__", "_editable", "__pycache__")
"""What a site-packages folder holds of this installation, entry points among it."""

ROOT = Path(__file__).resolve().parents[1]


def run(*, limit: int | None = None, quick: bool = False) -> None:
    """Build the same articles with both, in turns.

    Args:
        limit: how many articles; 300 by default.
        quick: 40 articles, two rounds.
    """
    if not data.present():
        return
    articles = data.news(limit or (40 if quick else 300))
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        given = data.write_files(articles, place)
        costs = compared(given, place, 2 if quick else 5)
    data.report(
        f"Whole build of {len(articles)} articles, {data.words(articles):,} words, one process",
        [
            (f"at {COMMIT}", shown(costs["then"])),
            ("today", shown(costs["today"])),
            ("today to then", ratio(costs["today"], costs["then"])),
        ],
    )


def compared(given: Path, place: Path, rounds: int) -> dict[str, list[Cost]]:
    """What a build costs with the commit ("then") and with what is here ("today"), in turns.

    Args:
        given: what is built.
        place: a folder for the checkout, the installation and the stores.
        rounds: how many times.
    """
    costs: dict[str, list[Cost]] = {"then": [], "today": []}
    try:
        then = _made(place)
        for _ in range(rounds):
            for name, python in (("then", str(then)), ("today", sys.executable)):
                shutil.rmtree(place / "store", ignore_errors=True)
                # a folder that holds neither, so that each runs its own
                call = f"import os; os.chdir({str(place)!r}); from kg.cli.main import main; main()"
                build = [python, "-c", call, "build", str(given), "-s", str(place / "store"), "--jobs", "1", "-q"]
                alone = ["env", "-u", "PYTHONPATH"] if name == "then" else []
                costs[name].append(of_command([*alone, *build]))
    except subprocess.CalledProcessError as error:
        raise SystemExit(f"The commit {COMMIT} could not be set up: {(error.stderr or b'').decode()[-500:]}") from error
    finally:
        subprocess.run(["git", "-C", str(ROOT), "worktree", "remove", "--force", str(place / "checkout")], check=False)
    return costs


def _made(place: Path) -> Path:
    """A Python with the product of that commit, beside the packages of this one."""
    checkout, venv = place / "checkout", place / "venv"
    git = ["git", "-C", str(ROOT), "worktree", "add", "--detach", str(checkout), COMMIT]
    subprocess.run(git, check=True, capture_output=True)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(venv)], check=True, capture_output=True)
    python = venv / "bin" / "python"
    own = subprocess.run([python, "-c", "import site; print(site.getsitepackages()[0])"], check=True, capture_output=True)
    for packages in site.getsitepackages():
        for package in Path(packages).iterdir():
            if not package.name.startswith(OURS):
                (Path(own.stdout.decode().strip()) / package.name).symlink_to(package)
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "-q", "--no-deps", "--no-build-isolation"]
    subprocess.run([*pip, "-e", str(checkout)], check=True, capture_output=True)
    return python
