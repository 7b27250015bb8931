"""Files that are whole or not there: written beside their place, and moved in when they are complete."""

from __future__ import annotations

import errno
import fcntl
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

UNFINISHED = ".unfinished"
"""What the name of a file ends in while it is written."""


@contextmanager
def whole(path: str | Path) -> Iterator[BinaryIO]:
    """A file to write, in place of the one that is there. Where the block fails (a full disk, Ctrl-C), the old one stays.

    A link to a file stays a link. Devices and pipes (``/dev/stdout``) are written as they are. Of two that write one file at
    once the second waits for the first.

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
    held = _begun(unfinished)
    try:
        with os.fdopen(os.dup(held), "wb") as out:
            yield out
        if target.exists():
            unfinished.chmod(target.stat().st_mode & 0o7777)
        unfinished.replace(target)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    finally:
        os.close(held)


def _begun(path: Path) -> int:
    """An empty file of that name, locked until its descriptor is closed.

    What others put there to be written in its stead (a link, a second name of a file of theirs, a pipe) is taken away.
    """
    while True:
        try:
            held = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, 0o666)
        except OSError as error:
            if error.errno not in (errno.ELOOP, errno.ENXIO):  # a link; a socket
                raise
            path.unlink(missing_ok=True)
            continue
        with suppress(OSError):  # a file system without locks
            fcntl.flock(held, fcntl.LOCK_EX)
        with suppress(FileNotFoundError):  # or it is another one: the writer that was waited for has moved its own to its place
            found = os.fstat(held)
            if os.path.samestat(found, path.lstat()):
                if stat.S_ISREG(found.st_mode) and found.st_nlink == 1:
                    os.ftruncate(held, 0)
                    return held
                path.unlink()
        os.close(held)


def write_whole(path: str | Path, text: str) -> None:
    """Write a text in UTF-8, its line ends as they are; as :func:`whole`."""
    data = text.encode("utf-8")
    with whole(path) as out:
        out.write(data)
