"""Files are whole or not there."""

from __future__ import annotations

import os
import re
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

import kg
from kg.files import whole, write_whole


def test_a_failure_leaves_the_old_file(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    write_whole(page, "old\r\nä")
    assert page.read_bytes() == "old\r\nä".encode()
    for failure in (OSError(28, "No space left on device"), KeyboardInterrupt()):
        with pytest.raises(type(failure)), whole(page) as out:
            out.write(b"half of")
            raise failure
        assert page.read_bytes() == "old\r\nä".encode()
        assert os.listdir(tmp_path) == ["page.html"]


def test_links_and_rights_stay(tmp_path: Path) -> None:
    real = tmp_path / "real.txt"
    write_whole(real, "one")
    real.chmod(0o640)
    (tmp_path / "link.txt").symlink_to(real)
    write_whole(tmp_path / "link.txt", "two")
    assert (tmp_path / "link.txt").is_symlink()
    assert (real.read_text(), real.stat().st_mode & 0o777) == ("two", 0o640)


def test_a_pipe_is_written_as_it_is(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_text()))
    reader.start()
    write_whole(pipe, "through")
    reader.join(10)
    assert read == ["through"]


def test_a_text_that_is_none_writes_nothing(tmp_path: Path) -> None:
    write_whole(tmp_path / "x", "old")
    with pytest.raises(UnicodeEncodeError):
        write_whole(tmp_path / "x", "half \ud800")
    assert (tmp_path / "x").read_text() == "old"


@pytest.mark.parametrize("how", [os.symlink, os.link])
def test_what_was_put_where_a_file_is_begun_is_not_written_to(tmp_path: Path, how: Callable[[Path, Path], None]) -> None:
    other = tmp_path / "other.txt"
    other.write_text("somebody else's")
    how(other, tmp_path / "page.html.unfinished")
    write_whole(tmp_path / "page.html", "new")
    assert other.read_text() == "somebody else's"
    assert (tmp_path / "page.html").read_text() == "new" and not (tmp_path / "page.html").is_symlink()
    assert sorted(os.listdir(tmp_path)) == ["other.txt", "page.html"]


@pytest.mark.parametrize("kind", ["pipe", "socket"])
def test_pipes_and_sockets_in_its_place_are_taken_away(tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the path of a socket may not be long
    with socket.socket(socket.AF_UNIX) as made:
        if kind == "socket":
            made.bind("page.html.unfinished")
        else:
            os.mkfifo("page.html.unfinished")
        write_whole("page.html", "new")
    assert os.listdir() == ["page.html"] and Path("page.html").read_text() == "new"


def test_of_two_at_once_each_is_whole(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    texts = [letter * 300_000 for letter in "abcdef"]
    writers = [threading.Thread(target=lambda text=text: [write_whole(page, text) for _ in range(15)]) for text in texts]
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        with suppress(FileNotFoundError):
            assert page.read_text() in texts
    assert os.listdir(tmp_path) == ["page.html"]


def test_nothing_else_writes_files_of_people() -> None:
    """What somebody names is written by :func:`kg.files.whole`; data of our own are made by the builders of kg/knowledge."""
    direct = re.compile(r"\.write_(?:text|bytes)\(|\bopen\([^)]*[\"'][wax]b?\+?[\"']")
    folder = Path(kg.__file__).parent
    found = [
        str(path.relative_to(folder))
        for path in folder.rglob("*.py")
        if not path.name.startswith("build_") and direct.search(path.read_text("utf-8").replace('os.fdopen(os.dup(', ""))
    ]
    assert found == ["files.py"]
