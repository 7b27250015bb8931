"""The derived graph as parts: who owns which lines, so that a change rewrites what it touches and nothing else.

A part belongs to one owner ("article <key>", "entity <id>", "event <id>"). What several parts need and none owns alone (a
publisher, a topic, a country that only its capital stands for) is shared: written while anybody uses it. Every change of the
story writes down what each owner's lines were, so that the graph on disk can be brought up to date, or mended after a crash.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from kg.graph.store.database import pack, unpack

SCHEMA = """
CREATE TABLE IF NOT EXISTS part (owner TEXT PRIMARY KEY, lines BLOB NOT NULL, uses BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS shared (owner TEXT PRIMARY KEY, users INTEGER NOT NULL, lines BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS delta (
    generation INTEGER, owner TEXT, old BLOB NOT NULL, PRIMARY KEY (generation, owner)) WITHOUT ROWID;
"""

ENTITY, PLACE = "entity ", "place "
"""What an owner begins with that tells of an entity; the latter is shared by those who point at a place that they do not name."""

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(list[str]).decode
_NOTHING = b""


def _pack(lines: Iterable[str]) -> bytes:
    text = "\n".join(lines)
    return pack(text.encode()) if text else _NOTHING


def _unpack(data: bytes) -> list[str]:
    return unpack(data).decode().split("\n") if data else []


class Parts:
    """Reads and writes parts.

    Args:
        connection: the store's; changes happen inside its caller's transaction.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.c = connection
        for statement in SCHEMA.split(";"):
            if statement.strip():
                connection.execute(statement)
        self.old: dict[str, bytes] = {}

    def put(self, owner: str, lines: Iterable[str], uses: Mapping[str, Iterable[str]] | None = None) -> None:
        """Give an owner its lines in place of those it had.

        Args:
            owner: whose they are.
            lines: of N-Quads.
            uses: shared owner → its lines, for all that these lines rely on.
        """
        uses = uses or {}
        data = _pack(sorted(set(lines)))
        row = self.c.execute("SELECT lines, uses FROM part WHERE owner = ?", (owner,)).fetchone()
        before = set(_decode(row[1])) if row else set()
        if row and row[0] == data and before == uses.keys():
            return
        self.old.setdefault(owner, row[0] if row else _NOTHING)
        self.c.execute("INSERT OR REPLACE INTO part VALUES (?, ?, ?)", (owner, data, _encode(sorted(uses))))
        for name in sorted(uses.keys() - before):
            self._use(name, uses[name])
        for name in sorted(before - uses.keys()):
            self._leave(name)

    def drop(self, owner: str) -> None:
        """Take an owner's lines away."""
        row = self.c.execute("SELECT lines, uses FROM part WHERE owner = ?", (owner,)).fetchone()
        if row is None:
            return
        self.old.setdefault(owner, row[0])
        self.c.execute("DELETE FROM part WHERE owner = ?", (owner,))
        for name in _decode(row[1]):
            self._leave(name)

    def touch(self, owner: str) -> None:
        """Note that what ``owner`` stands for changed, though no part holds its lines (an article's evidence)."""
        self.old.setdefault(owner, _NOTHING)

    def _use(self, name: str, lines: Iterable[str]) -> None:
        if self.c.execute("UPDATE shared SET users = users + 1 WHERE owner = ?", (name,)).rowcount:
            return
        self.old.setdefault(name, _NOTHING)
        self.c.execute("INSERT INTO shared VALUES (?, 1, ?)", (name, _pack(sorted(set(lines)))))

    def _leave(self, name: str) -> None:
        users, lines = self.c.execute("SELECT users, lines FROM shared WHERE owner = ?", (name,)).fetchone()
        if users > 1:
            self.c.execute("UPDATE shared SET users = users - 1 WHERE owner = ?", (name,))
            return
        self.old.setdefault(name, lines)
        self.c.execute("DELETE FROM shared WHERE owner = ?", (name,))

    def seal(self, generation: int) -> None:
        """Write down what changed, as what leads to ``generation``."""
        self.c.executemany(
            "INSERT INTO delta VALUES (?, ?, ?)", [(generation, owner, old) for owner, old in sorted(self.old.items())]
        )
        self.old.clear()

    def changed(self, generation: int) -> Iterator[tuple[str, list[str]]]:
        """Owners that ``generation`` changed, with their lines before it."""
        for owner, old in self.c.execute("SELECT owner, old FROM delta WHERE generation = ?", (generation,)).fetchall():
            yield owner, _unpack(old)

    def forget(self, generation: int) -> None:
        """Drop what led to generations up to this one: the graph on disk shows it."""
        self.c.execute("DELETE FROM delta WHERE generation <= ?", (generation,))

    def kept_since(self, generation: int) -> int:
        """How many generations after this one are written down."""
        row = self.c.execute(
            "SELECT count(DISTINCT generation) FROM delta WHERE generation > ?", (generation,)
        ).fetchone()
        return int(row[0])

    def lines(self, owner: str) -> list[str]:
        """An owner's lines now, of a part or shared."""
        for table in ("part", "shared"):
            row = self.c.execute(f"SELECT lines FROM {table} WHERE owner = ?", (owner,)).fetchone()
            if row:
                return _unpack(row[0])
        return []

    def all(self) -> Iterator[list[str]]:
        """The lines of all owners, but not of a place that is told as an entity: one place writes a label and a class."""
        for (data,) in self.c.execute("SELECT lines FROM part ORDER BY owner"):
            yield _unpack(data)
        hidden = f"EXISTS (SELECT 1 FROM part WHERE part.owner = '{ENTITY}' || substr(shared.owner, {len(PLACE) + 1}))"
        for (data,) in self.c.execute(
            f"SELECT lines FROM shared WHERE NOT (owner LIKE '{PLACE}%' AND {hidden}) ORDER BY owner"
        ):
            yield _unpack(data)

    def told_of(self, name: str) -> tuple[list[str], list[str]]:
        """The lines that the graph has of an entity, and those that it must not have beside them.

        Its own lines where articles name it, else those of the place that others point at.

        Args:
            name: the local part of its IRI.
        """
        own, pointed_at = self.lines(ENTITY + name), self.lines(PLACE + name)
        return (own, pointed_at) if own else (pointed_at, [])

    def clear(self) -> None:
        """Drop everything; the graph on disk is to be made anew."""
        for table in ("part", "shared", "delta"):
            self.c.execute(f"DELETE FROM {table}")
        self.old.clear()
