"""``python -m benchmarks.kills``: a build of the corpus is killed (SIGKILL) at random moments, then run again each time.

Every time the canonical N-Quads must be those of an unbroken run. Needs nothing but the corpus; some five minutes.
"""

from __future__ import annotations

import hashlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import click

from kg.graph.store.store import Store

CORPUS = Path(__file__).resolve().parent.parent / "corpus" / "articles"


def fingerprint(store: Path) -> str:
    """Hash of the sorted lines of a store's graph."""
    with Store(store) as opened:
        lines = sorted(str(quad) for quad in opened.graph())
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def build(store: Path, jobs: int) -> list[str]:
    return [sys.executable, "-m", "kg.cli.main", "build", str(CORPUS), "-s", str(store), "-q", "--jobs", str(jobs)]


@click.command()
@click.option("--times", default=20, show_default=True, help="How many kills.")
@click.option("--jobs", default=2, show_default=True, help="Processes that read.")
@click.option("--seed", default=1, show_default=True, help="Of the moments.")
def main(times: int, jobs: int, seed: int) -> None:
    """Kill builds of the corpus at random moments, and see that the same command makes up for it."""
    rng = random.Random(seed)
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole"
        begun = time.monotonic()
        subprocess.run(build(whole, jobs), check=True, stdout=subprocess.DEVNULL)
        took = time.monotonic() - begun
        wanted = fingerprint(whole)
        click.echo(f"unbroken: {took:.1f} s, {wanted}")
        for number in range(1, times + 1):
            store = Path(folder) / "killed"
            shutil.rmtree(store, ignore_errors=True)
            # most of a run is loading the model: two kills in three fall into the rest
            moment = rng.uniform(0, took) if number % 3 == 0 else rng.uniform(took * 0.4, took)
            process = subprocess.Popen(build(store, jobs), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            try:
                process.wait(moment)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                process.wait()
            held = 0
            if (store / "articles.sqlite").exists():
                with Store(store, create=True) as opened:
                    held = len(opened.database.numbers())
            subprocess.run(build(store, jobs), check=True, stdout=subprocess.DEVNULL)
            found = fingerprint(store)
            wrong += found != wanted
            said = "same" if found == wanted else f"DIFFERENT: {found}"
            click.echo(f"{number:>3}: killed after {moment:5.2f} s with {held:>2} articles in: {said}")
    click.echo(f"{times - wrong} of {times} the same")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
