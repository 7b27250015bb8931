"""What SQLite and Oxigraph raise of a store that is damaged, full or out of reach, as one sentence."""

from __future__ import annotations

import sqlite3
import zlib
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

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
    if isinstance(error, SyntaxError) and "Parser error" in str(error):  # of a statement that was made of what it holds
        return KgError(Code.STORE_DAMAGED, path=path, why=_brief(error))
    if isinstance(error, TypeError | ValueError | LookupError | AttributeError) and (odd := _odd_column(path)):
        return KgError(Code.STORE_DAMAGED, path=path, why=f"{odd} holds something else than was declared")
    return None


def _odd_column(path: Path) -> str | None:
    """The first column with a value of another kind than it declares: SQLite keeps whatever it is given.

    It is looked for where something went wrong, because it takes as long as reading the whole store.
    """
    try:
        with closing(sqlite3.connect(f"file:{quote(str(path / 'articles.sqlite'))}?mode=ro", uri=True)) as connection:
            tables = connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sentence_words%'"
            )
            for (table,) in tables.fetchall():
                for _, column, kind, needed, _, _ in connection.execute(f"PRAGMA table_info('{table}')").fetchall():
                    kinds = (*_KEPT_AS.get(kind, ()), *(() if needed else ("null",)))
                    allowed = ",".join(f"'{one}'" for one in kinds)
                    if connection.execute(f'SELECT 1 FROM "{table}" WHERE typeof("{column}") NOT IN ({allowed})').fetchone():
                        return f"{table}.{column}"
    except sqlite3.Error as error:
        return _brief(error)
    return None


_KEPT_AS = {"INTEGER": ("integer",), "REAL": ("real", "integer"), "TEXT": ("text",), "BLOB": ("blob",)}
"""What values of a declared column are, in SQLite's words."""


def is_damage(said: str) -> bool:
    """Whether what Oxigraph said is of files that are broken or missing."""
    return any(words in said for words in _WORDS_OF_DAMAGE) or ("No such file" in said and "IO error" in said)


def _brief(error: BaseException) -> str:
    return " ".join(str(error).split()).rstrip(".") or type(error).__name__
