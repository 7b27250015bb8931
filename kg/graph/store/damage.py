"""What SQLite and Oxigraph raise of a store that is damaged, full or out of reach, as one sentence."""

from __future__ import annotations

import sqlite3
import zlib
from pathlib import Path

import msgspec

from kg.errors import Code, KgError

_WORDS_OF_DAMAGE = (
    "Corruption",
    "in the string store",
    "in the storage",
    "from the storage",
    "The storage returned",
    "the term buffer",
    "failed to fill whole buffer",
    "invalid utf-8 sequence",
)
"""In what RocksDB and Oxigraph say of blocks and terms that are broken; all else that Oxigraph says is of the query."""

_DAMAGED = frozenset({"SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_ERROR"})


def error_of(error: BaseException | None, path: Path) -> KgError | None:
    """The sentence for what was raised while a store was at work; None where it says nothing of the store.

    Args:
        error: what was raised.
        path: of the store.
    """
    if isinstance(error, sqlite3.Error):
        name = getattr(error, "sqlite_errorname", None) or "SQLITE_ERROR"
        damaged = any(name.startswith(kind) for kind in _DAMAGED)
        return KgError(Code.STORE_DAMAGED if damaged else Code.SYSTEM, path=path, why=_brief(error))
    if isinstance(error, zlib.error | msgspec.DecodeError | UnicodeDecodeError):  # the last of SQLite's own complaint
        return KgError(Code.STORE_DAMAGED, path=path, why=_brief(error))
    if isinstance(error, RuntimeError | OSError) and is_damage(str(error)):  # Oxigraph's; ours have a number and a file
        return KgError(Code.STORE_DAMAGED, path=path, why=_brief(error))
    if isinstance(error, OSError) and error.errno is None:
        return KgError(Code.SYSTEM, path=path, why=_brief(error))
    return None


def is_damage(said: str) -> bool:
    """Whether what Oxigraph said is of files that are broken or missing."""
    return any(words in said for words in _WORDS_OF_DAMAGE) or ("No such file" in said and "IO error" in said)


def _brief(error: BaseException) -> str:
    return " ".join(str(error).split()).rstrip(".") or type(error).__name__
