"""Files that are whole or not there: written beside their place, and moved in when they are complete."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

UNFINISHED = ".unfinished"
"""What the name of a file ends in while it is written."""


@contextmanager
def whole(path: str | Path) -> Iterator[BinaryIO]:
    """A file to write, in place of the one that is there. Where the block fails (a full disk, Ctrl-C), the old one stays.

    A link to a file stays a link. Devices and pipes (``/dev/stdout``) are written as they are.

    Args:
        path: of the file.

    Raises:
        OSError: when it cannot be written.
    """
    path = Path(path)
    if path.exists() and not path.is_file():
        with open(path, "wb") as out:
            yield out
        return
    target = path.resolve() if path.is_symlink() else path
    unfinished = target.with_name(target.name + UNFINISHED)
    try:
        with open(unfinished, "wb") as out:
            yield out
        if target.exists():
            unfinished.chmod(target.stat().st_mode & 0o7777)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


def write_whole(path: str | Path, text: str) -> None:
    """Write a text in UTF-8, its line ends as they are; as :func:`whole`."""
    data = text.encode("utf-8")
    with whole(path) as out:
        out.write(data)
