"""Stores copied for one test."""

import shutil
from pathlib import Path


def copy_store(store: Path, to: Path) -> None:
    """Copies a store that others may be reading: what SQLite keeps beside its file meanwhile comes and goes."""
    shutil.copytree(store, to, ignore=shutil.ignore_patterns("*-shm", "*-wal"))
