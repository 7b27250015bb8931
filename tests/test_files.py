"""Files are whole or not there."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

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
