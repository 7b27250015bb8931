"""The folder of a store as somebody else may have made it: nothing in it that is a link, or no plain file, is ever followed."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from kg.errors import Code, KgError

DATABASE = "articles.sqlite"
OWN = (DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", f"{DATABASE}-journal", "graph", "graph.generation", "lock", "snapshots")
"""Names of what a store holds; what else lies in its folder is never touched."""


def check(path: Path) -> None:
    """See that a store holds plain files and folders alone. Links are refused, wherever they lead: a store is whole in itself.

    Args:
        path: of the store; a link there is its user's own.

    Raises:
        KgError: KG142.
    """
    waiting = [path / name for name in OWN]
    while waiting:
        inner = waiting.pop()
        try:
            mode = inner.lstat().st_mode
        except FileNotFoundError:
            continue
        if stat.S_ISDIR(mode):
            waiting += [Path(entry.path) for entry in os.scandir(inner)]
        elif not stat.S_ISREG(mode):
            what = "a link" if stat.S_ISLNK(mode) else "no plain file"
            raise KgError(Code.STORE_LINK, path=path, name=inner.relative_to(path), what=what)


def writable(path: Path) -> bool:
    """Whether a store can be written; one on a read-only medium, or of another user, can still be read."""
    database = path / DATABASE
    return os.access(path, os.W_OK) and (not database.exists() or os.access(database, os.W_OK))


def lock(path: Path) -> int:
    """An open descriptor of the lock file, made where it is missing."""
    return os.open(path / "lock", os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0), 0o666)
