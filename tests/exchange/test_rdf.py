"""Where a store is written out to."""

import os
import stat
import threading
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.exchange.rdf import FORMATS, export_rdf


@pytest.fixture
def graph() -> ox.Store:
    made = ox.Store()
    made.add(ox.Quad(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.Literal("o"), ox.NamedNode("urn:g")))
    return made


@pytest.mark.parametrize("suffix", sorted(FORMATS))
def test_a_pipe_stays_a_pipe(graph: ox.Store, tmp_path: Path, suffix: str) -> None:
    pipe, plain = tmp_path / "pipe", tmp_path / f"plain{suffix}"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()), daemon=True)
    reader.start()
    assert export_rdf(graph, pipe, suffix=suffix) == 1  # as it is with /dev/stdout, which was replaced by a file
    reader.join(10)
    export_rdf(graph, plain)
    assert got == [plain.read_bytes()]
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["pipe", plain.name]


def test_a_link_stays_a_link(graph: ox.Store, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    file, link = tmp_path / "there" / "file.nq", tmp_path / "link.nq"
    file.write_text("old")
    link.symlink_to(file)
    export_rdf(graph, link)
    assert link.is_symlink()
    assert file.read_text() == '<urn:s> <urn:p> "o" <urn:g> .\n'
