"""The entries that a store's authority holds, in its SQLite file, filed under the keys by which names are looked up."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from kg.knowledge.authority_entry import Entry, Label
from kg.knowledge.names import name_key, organisation_words, person_words, skeleton
from kg.story.entities.forms import name_blocks

SCHEMA = """
CREATE TABLE IF NOT EXISTS authority (
    id TEXT PRIMARY KEY, class TEXT NOT NULL, prior REAL NOT NULL, geonames INTEGER, source TEXT NOT NULL,
    entry BLOB NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS authority_geonames ON authority (geonames) WHERE geonames IS NOT NULL;
CREATE TABLE IF NOT EXISTS authority_name (key TEXT, id TEXT, PRIMARY KEY (key, id)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS authority_name_id ON authority_name (id);
CREATE TABLE IF NOT EXISTS authority_reference (target TEXT, id TEXT, PRIMARY KEY (target, id)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS authority_reference_id ON authority_reference (id);
CREATE TABLE IF NOT EXISTS authority_label (id TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS story_link (
    node INTEGER PRIMARY KEY, authority TEXT NOT NULL, score REAL NOT NULL, reason TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS authority_changed (block TEXT PRIMARY KEY) WITHOUT ROWID;
"""

EVERYTHING = "*"
"""Stands for all blocks, where what changed is a word that any entry may be described by."""

MANY = 2_000
"""Entries of one import from which it is quicker to link the whole story anew than to tell what they touch."""

CANDIDATES = 60
"""Entries of one name that are looked at: the best known."""

_ID = re.compile(r"Q[1-9]\d*")
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Entry).decode


@dataclass
class Change:
    """What an import did."""

    new: int = 0
    changed: int = 0
    same: int = 0
    labels: int = 0


def sound_key(name: str, entity_class: str) -> str:
    """How a full name sounds; equal for the spellings that transliterations differ in. "" where it is too short to tell."""
    if entity_class == "Person":
        words = person_words(name)
        words = (words[0], words[-1]) if len(words) > 1 else ()
    else:
        words = tuple(organisation_words(name))
    sound = " ".join(skeleton(w) for w in words)
    return f"sound {entity_class} {sound}" if len(sound) > 4 else ""


def lookup_keys(names: Iterable[str], entity_class: str) -> set[str]:
    """What an entry's names are filed under."""
    found = set()
    for name in names:
        key = name_key(name, entity_class)
        if key:
            found.add(f"name {entity_class} {key}")
        found.add(sound_key(name, entity_class))
    return found - {""}


def story_blocks(entry: Entry) -> set[str]:
    """The blocking keys of the story under which whatever may be this entry is filed."""
    found = set()
    for name in (entry.name, *entry.variants):
        key = name_key(name, entry.entity_class)
        found |= {f"key {key}", f"group:{key}", *name_blocks(name, entry.entity_class)}
    return found


class Authorities:
    """Reads and writes the authority's tables.

    Args:
        connection: the store's.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.c = connection
        for statement in SCHEMA.split(";"):
            if statement.strip():
                connection.execute(statement)

    # ------------------------------------------------------------------ writing

    def put(self, items: Iterable[Entry | Label], source: str) -> Change:
        """Take entries in; of an id that is there the new one stands. Inside the caller's transaction.

        Args:
            items: entries, and what their offices are called.
            source: the file that they are from.
        """
        change = Change()
        everything = self._everything
        for item in items:
            if isinstance(item, Label):
                done = self.c.execute(
                    "INSERT INTO authority_label VALUES (?, ?) "
                    "ON CONFLICT DO UPDATE SET name = excluded.name WHERE name <> excluded.name",
                    (item.id, item.name),
                )
                change.labels += done.rowcount
                if done.rowcount:
                    self._change({EVERYTHING})
                continue
            data = _encode(item)
            row = self.c.execute("SELECT entry, source FROM authority WHERE id = ?", (item.id,)).fetchone()
            if row and row[0] == data:
                change.same += 1
                continue
            if row:
                self._leave(item.id)
                change.changed += 1
            else:
                change.new += 1
            self.c.execute(
                "INSERT OR REPLACE INTO authority VALUES (?, ?, ?, ?, ?, ?)",
                (item.id, item.entity_class, item.prior, item.geonames, source, data),
            )
            self._file(item)
            if not everything:
                self._touch(item)
                if change.new + change.changed > MANY:
                    self._change({EVERYTHING})
                    everything = True
        return change

    def _file(self, entry: Entry) -> None:
        keys = lookup_keys((entry.name, *entry.variants), entry.entity_class)
        self.c.executemany("INSERT OR IGNORE INTO authority_name VALUES (?, ?)", [(k, entry.id) for k in sorted(keys)])
        named = [(o, entry.id) for o in entry.organizations if _ID.fullmatch(o)]
        self.c.executemany("INSERT OR IGNORE INTO authority_reference VALUES (?, ?)", named)

    def _touch(self, entry: Entry) -> None:
        referred = self.c.execute("SELECT 1 FROM authority_reference WHERE target = ? LIMIT 1", (entry.id,)).fetchone()
        self._change({EVERYTHING} if referred else story_blocks(entry))

    def _change(self, blocks: Iterable[str]) -> None:
        self.c.executemany("INSERT OR IGNORE INTO authority_changed VALUES (?)", [(b,) for b in sorted(blocks)])

    def _leave(self, identity: str) -> None:
        entry = self.get(identity)
        if entry is not None:
            self._touch(entry)
            self.c.execute("DELETE FROM authority_name WHERE id = ?", (identity,))
            self.c.execute("DELETE FROM authority_reference WHERE id = ?", (identity,))
            self.c.execute("DELETE FROM authority WHERE id = ?", (identity,))

    def remove(self, ids: Iterable[str]) -> int:
        """Take entries out; inside the caller's transaction. Returns how many were there."""
        before = self.count()
        for identity in ids:
            self._leave(identity)
        return before - self.count()

    def refile(self) -> None:
        """File all entries anew: names may be read otherwise by now."""
        self.c.execute("DELETE FROM authority_name")
        self.c.execute("DELETE FROM authority_reference")
        self.c.execute("DELETE FROM story_link")
        for (data,) in self.c.execute("SELECT entry FROM authority").fetchall():
            self._file(_decode(data))

    # ------------------------------------------------------------------ what an import touches

    def touched_nodes(self) -> set[int]:
        """Name forms of the story that changed entries may concern."""
        if self._everything:
            return {n for (n,) in self.c.execute("SELECT id FROM story_node")}
        found = {
            n
            for (n,) in self.c.execute("SELECT b.node FROM authority_changed c JOIN story_block b ON b.block = c.block")
        }
        return found | {
            n
            for (n,) in self.c.execute(
                "SELECT n.id FROM authority_changed c JOIN story_node n ON n.key = c.block WHERE c.block LIKE 'group:%'"
            )
        }

    @property
    def _everything(self) -> bool:
        return self.c.execute("SELECT 1 FROM authority_changed WHERE block = ?", (EVERYTHING,)).fetchone() is not None

    @property
    def pending(self) -> bool:
        """Whether entries changed since the story was last linked."""
        return self.c.execute("SELECT 1 FROM authority_changed LIMIT 1").fetchone() is not None

    def settled(self) -> None:
        """The story shows the authority as it is."""
        self.c.execute("DELETE FROM authority_changed")

    # ------------------------------------------------------------------ reading

    def count(self) -> int:
        return int(self.c.execute("SELECT count(*) FROM authority").fetchone()[0])

    @property
    def empty(self) -> bool:
        return self.c.execute("SELECT 1 FROM authority LIMIT 1").fetchone() is None

    def get(self, identity: str) -> Entry | None:
        row = self.c.execute("SELECT entry FROM authority WHERE id = ?", (identity,)).fetchone()
        return _decode(row[0]) if row else None

    def at_geonames(self, number: int) -> Entry | None:
        """The entry that is a place of GeoNames."""
        row = self.c.execute("SELECT entry FROM authority WHERE geonames = ? ORDER BY id LIMIT 1", (number,)).fetchone()
        return _decode(row[0]) if row else None

    def called(self, key: str) -> list[Entry]:
        """Entries filed under a key, the best known first."""
        return [
            _decode(data)
            for (data,) in self.c.execute(
                "SELECT a.entry FROM authority_name n JOIN authority a ON a.id = n.id WHERE n.key = ? "
                "ORDER BY a.prior DESC, a.id LIMIT ?",
                (key, CANDIDATES),
            )
        ]

    def words(self, values: Iterable[str]) -> list[str]:
        """Offices or organisations as words: ids of Wikidata by the names they have here, those without are left out."""
        found = []
        for value in values:
            if not _ID.fullmatch(value):
                found.append(value)
                continue
            row = self.c.execute("SELECT name FROM authority_label WHERE id = ?", (value,)).fetchone()
            entry = None if row else self.get(value)
            if row or entry:
                found.append(row[0] if row else entry.name)  # type: ignore[union-attr]
        return found

    def entries(self, name: str | None = None, *, limit: int = 20) -> list[Entry]:
        """Entries, the best known first; those called ``name`` where it is given."""
        if name is None:
            rows = self.c.execute("SELECT entry FROM authority ORDER BY prior DESC, id LIMIT ?", (limit,))
            return [_decode(data) for (data,) in rows]
        if _ID.fullmatch(name):
            entry = self.get(name)
            return [entry] if entry else []
        classes = ("Person", "Organization", "Place", "Group", "Thing")
        keys = {k for cls in classes for k in lookup_keys([name], cls)}
        found = {entry.id: entry for key in sorted(keys) for entry in self.called(key)}
        return sorted(found.values(), key=lambda e: (-e.prior, e.id))[:limit]

    def linked(self) -> list[tuple[str, str, str, float, str]]:
        """What the story links: label, entity id, entry id, points and reason, the surest first."""
        return self.c.execute(
            "SELECT e.label, e.id, l.authority, max(l.score), l.reason FROM story_link l JOIN story_node n ON n.id = l.node "
            "JOIN story_entity e ON e.id = n.entity GROUP BY e.id ORDER BY max(l.score) DESC, e.label, e.id"
        ).fetchall()

    def sources(self) -> list[tuple[str, str, int]]:
        """File, class, and how many entries are from it."""
        return self.c.execute(
            "SELECT source, class, count(*) FROM authority GROUP BY source, class ORDER BY source, class"
        ).fetchall()

    def of_source(self, source: str) -> list[str]:
        """Ids of the entries of a file."""
        return [i for (i,) in self.c.execute("SELECT id FROM authority WHERE source = ? ORDER BY id", (source,))]
