"""Stores to serve: made-up stories as a snapshot that a library opens, and ``kg serve`` itself."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.graph.store.store import Store

ROOT = Path(__file__).resolve().parents[2]
DATA = [f"http://data.example/{n}" for n in (1, 2, 3)]
"""Graphs of the protocol tests: each says of its own IRI that it has a type."""


def store_of(path: Path, quads: Iterable[ox.Quad]) -> Path:
    """A store whose snapshot holds just these quads."""
    with Store(path, create=True) as made:
        snapshot = made.path / "snapshots" / str(made.database.generation)
    snapshot.parent.mkdir()
    graph = ox.Store(str(snapshot))
    graph.extend(quads)
    graph.flush()
    return path


def protocol_quads() -> Iterator[ox.Quad]:
    a, kind = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), ox.NamedNode("http://data.example/Kind")
    for iri in DATA:
        yield ox.Quad(ox.NamedNode(iri), a, kind, ox.NamedNode(iri))


def _hears_ctrl_c() -> None:
    """Tests may have been started by a shell that has it ignored, which what they start would inherit."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@contextlib.contextmanager
def serving(store: Path, *options: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """``kg serve`` of a store, at an address that is free, and its process."""
    command = [sys.executable, "-m", "kg.cli.main", "serve", "-s", str(store), "--port", "0", *options]
    path = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": path, "PYTHONUNBUFFERED": "1"},
        preexec_fn=_hears_ctrl_c,  # noqa: PLW1509 - it calls nothing that takes a lock
    )
    assert process.stdout is not None and process.stderr is not None
    try:
        said = process.stdout.readline()
        assert said.startswith("http://127.0.0.1:"), process.stderr.read()
        yield said.split()[0], process
    finally:
        process.terminate()
        process.communicate(timeout=20)
