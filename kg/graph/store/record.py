"""The record of a store: what was done to it, entry by entry, each with the hash of the one before it.

Whoever notes the hash of the last entry (``kg info`` prints it) can tell later whether anything up to there was changed:
an article, what was read in it, a decision, an entry. There is no clock in it but that of judgements, so that the same
deeds in the same order have the same hash.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

import msgspec

from kg.articles.article import Article
from kg.graph.writing.judgements import Judgement

SCHEMA = """
CREATE TABLE IF NOT EXISTS record (number INTEGER PRIMARY KEY, says TEXT NOT NULL, hash TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS unrecorded (key TEXT PRIMARY KEY) WITHOUT ROWID;
"""
"""Made where they are first needed, for older stores have none."""

BEGIN = "0" * 64
"""What stands before the first entry."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry.

    Attributes:
        number: from 1.
        before: the hash of the entry before it.
        what: "build", "amendment", "removal", "judgement", "taking back", "reading again", "authority", "as of", or "beginning"
            of a store that is older than its record.
        articles: key → hash of article and reading, of those that were put in or changed.
        removed: keys of those that were taken out.
        judgements: id → hash of the judgement as it stood then.
        more: what else there is to say.
        hash: of all this.
    """

    number: int
    before: str
    what: str
    articles: dict[str, str]
    removed: list[str]
    judgements: dict[str, str]
    more: dict[str, str]
    hash: str = ""

    def says(self) -> str:
        """The entry as the one text that its hash is of: JSON, keys in order."""
        told = {
            "number": self.number, "before": self.before, "what": self.what, "articles": self.articles,
            "removed": self.removed, "judgements": self.judgements, "more": self.more,
        }  # fmt: skip
        return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def hash_of(text: str) -> str:
    """SHA-256 of a text's UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def article_hash(article: Article, reading: bytes) -> str:
    """Of an article as it was read: all but where it came from and when it was last seen."""
    told = msgspec.msgpack.encode(replace(article, source="", modified=None))
    return hashlib.sha256(told + b"\x1f" + reading).hexdigest()


def judgement_hash(judgement: Judgement) -> str:
    """Of a judgement as it stands."""
    return hashlib.sha256(msgspec.msgpack.encode(judgement)).hexdigest()


class Record:
    """The record of one store.

    Args:
        connection: the store's; changes happen inside its caller's transaction.
        stored: number of an article → the article and its reading, as bytes.
        judgements: gives all judgements.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        stored: Callable[[int], tuple[Article, bytes]],
        judgements: Callable[[], list[Judgement]],
    ) -> None:
        self.c, self.stored, self.judgements = connection, stored, judgements

    @property
    def kept(self) -> bool:
        """Whether the store has a record at all."""
        return self.c.execute("SELECT 1 FROM sqlite_master WHERE name = 'record'").fetchone() is not None

    def entries(self) -> list[Entry]:
        """All entries as they are kept, whether or not they hold.

        Raises:
            ValueError: when one cannot be read.
        """
        if not self.kept:
            return []
        found = self.c.execute("SELECT says, hash FROM record ORDER BY number").fetchall()
        return [_entry(says, noted) for says, noted in found]

    def head(self) -> tuple[int, str]:
        """Number and hash of the last entry; 0 and zeros where there is none."""
        row = None
        if self.kept:
            row = self.c.execute("SELECT number, hash FROM record ORDER BY number DESC LIMIT 1").fetchone()
        return (int(row[0]), str(row[1])) if row else (0, BEGIN)

    def unrecorded(self) -> list[str]:
        """Keys of articles that changed since the last entry: a build that was broken off."""
        if not self.kept:
            return []
        return [key for (key,) in self.c.execute("SELECT key FROM unrecorded ORDER BY key")]

    def append(
        self, what: str, *, judgements: Iterable[Judgement] = (), more: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        """Record what was done: the articles that were touched since the last entry, and these judgements.

        Args:
            what: as in :class:`Entry`.
            judgements: made or taken back.
            more: what else there is to say.
        """
        make(self.c)
        number, before = self.head()
        waiting = self.unrecorded()
        if not number and (older := self._older(waiting)):
            number, before = self._add(older)
        there = {key: self._hash(key) for key in waiting}
        articles = {key: found for key, found in there.items() if found}
        removed = [key for key, found in there.items() if not found]
        told = {j.id: judgement_hash(j) for j in judgements}
        if articles or removed or told or more:
            self._add(Entry(number + 1, before, what, articles, removed, told, dict(more)))
        self.c.execute("DELETE FROM unrecorded")

    def _older(self, waiting: list[str]) -> Entry | None:
        """The first entry of a store that had articles before it had a record."""
        keys = [key for (key,) in self.c.execute("SELECT key FROM article ORDER BY key") if key not in set(waiting)]
        if not keys:
            return None
        articles = {key: self._hash(key) or "" for key in keys}
        judged = {j.id: judgement_hash(j) for j in self.judgements()}
        return Entry(1, BEGIN, "beginning", articles, [], judged, {})

    def _hash(self, key: str) -> str | None:
        row = self.c.execute("SELECT id FROM article WHERE key = ?", (key,)).fetchone()
        return article_hash(*self.stored(row[0])) if row else None

    def _add(self, entry: Entry) -> tuple[int, str]:
        says = entry.says()
        hashed = hash_of(says)
        self.c.execute("INSERT INTO record VALUES (?, ?, ?)", (entry.number, says, hashed))
        return entry.number, hashed

    # ------------------------------------------------------------------ holding it against the store

    def faults(self) -> Iterable[str]:
        """What does not hold, as sentences; none where all does."""
        before = BEGIN
        articles: dict[str, tuple[str, str]] = {}
        judged: dict[str, tuple[str, str]] = {}
        rows = self.c.execute("SELECT number, says, hash FROM record ORDER BY number").fetchall() if self.kept else []
        for number, (at, says, noted) in enumerate(rows, 1):
            try:
                entry = _entry(says, noted)
            except ValueError:
                yield f"entry {at} cannot be read"
                return
            called = f"entry {entry.number} ({entry.what})"
            if entry.number != number or at != number:
                yield f"entry {number} is missing"
                return
            if hash_of(says) != noted:
                yield f"{called} was changed"
            elif entry.before != before:
                yield f"{called} does not follow the one before it, which was changed"
            before = noted
            articles.update((key, (found, called)) for key, found in entry.articles.items())
            for key in entry.removed:
                articles.pop(key, None)
            judged.update((name, (found, called)) for name, found in entry.judgements.items())
        if rows:
            yield from self._against_articles(articles, set(self.unrecorded()))
            yield from _against(judged, {j.id: judgement_hash(j) for j in self.judgements()}, "judgement")

    def _against_articles(self, recorded: dict[str, tuple[str, str]], waiting: set[str]) -> Iterable[str]:
        rows = self.c.execute("SELECT id, key FROM article").fetchall()
        there = {key: article_hash(*self.stored(number)) for number, key in rows}
        for key in waiting:
            recorded.pop(key, None)
            there.pop(key, None)
        yield from _against(recorded, there, "article")


def _against(recorded: dict[str, tuple[str, str]], there: dict[str, str], kind: str) -> Iterable[str]:
    for name in sorted(recorded.keys() | there.keys()):
        if name not in there:
            yield f"{kind} {name} of {recorded[name][1]} is gone, and no entry says so"
        elif name not in recorded:
            yield f"{kind} {name} is in the store, and no entry says so"
        elif there[name] != recorded[name][0]:
            yield f"{kind} {name} is not what {recorded[name][1]} says"


def _entry(says: str, noted: str) -> Entry:
    """An entry out of its text.

    Raises:
        ValueError: when it is none.
    """
    try:
        told: dict[str, Any] = json.loads(says)
        entry = Entry(**told, hash=noted)
    except TypeError as error:
        raise ValueError(str(error)) from error
    shapes = ((entry.articles, dict), (entry.removed, list), (entry.judgements, dict), (entry.more, dict), (entry.number, int))
    if not all(isinstance(value, kind) for value, kind in shapes):
        raise ValueError("a part of it is of another kind")
    return entry


def make(connection: sqlite3.Connection) -> None:
    """Make the record's tables where they are missing."""
    for statement in SCHEMA.split(";"):
        if statement.strip():
            connection.execute(statement)


def touch(connection: sqlite3.Connection, key: str) -> None:
    """Note, in the transaction that changes it, that an article waits to be recorded."""
    make(connection)
    connection.execute("INSERT OR IGNORE INTO unrecorded VALUES (?)", (key,))
