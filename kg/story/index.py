"""The story's memory between builds: tables in the store's SQLite file, all of which can be derived again from the readings."""

from __future__ import annotations

import functools
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from kg.story.judgements import Mark
from kg.story.nodes import JUDGED_SAME, Edge, Node

TABLES = (
    "story_article",
    "story_band",
    "story_copy",
    "story_report",
    "story_retelling",
    "story_source",
    "story_chain",
    "story_node",
    "story_feature",
    "story_block",
    "story_edge",
    "story_entity",
    "story_relation",
    "story_event",
    "story_telling",
    "story_event_block",
    "story_event_edge",
    "story_context",
    "story_subject",
    "story_near",
    "story_nameless",
    "story_mark",
    "story_history",
)

SCHEMA = """
CREATE TABLE IF NOT EXISTS story_article (
    id INTEGER PRIMARY KEY, key TEXT UNIQUE NOT NULL, published TEXT, publisher TEXT, sketch BLOB NOT NULL,
    origin TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS story_article_origin ON story_article (origin);
CREATE TABLE IF NOT EXISTS story_band (band TEXT, article INTEGER, PRIMARY KEY (band, article)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS story_band_article ON story_band (article);
CREATE TABLE IF NOT EXISTS story_copy (a INTEGER, b INTEGER, PRIMARY KEY (a, b)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS story_copy_b ON story_copy (b);
CREATE TABLE IF NOT EXISTS story_report (
    article INTEGER PRIMARY KEY, medium TEXT, outlet TEXT, published TEXT, words BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS story_report_medium ON story_report (medium);
CREATE INDEX IF NOT EXISTS story_report_outlet ON story_report (outlet);
CREATE TABLE IF NOT EXISTS story_retelling (a INTEGER, b INTEGER, PRIMARY KEY (a, b)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS story_retelling_b ON story_retelling (b);
CREATE TABLE IF NOT EXISTS story_source (article INTEGER PRIMARY KEY, source TEXT NOT NULL, report TEXT);
CREATE TABLE IF NOT EXISTS story_chain (
    article INTEGER, chain INTEGER, node INTEGER NOT NULL, mentions INTEGER NOT NULL, features BLOB NOT NULL,
    PRIMARY KEY (article, chain)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS story_chain_node ON story_chain (node);
CREATE TABLE IF NOT EXISTS story_node (id INTEGER PRIMARY KEY, key TEXT UNIQUE NOT NULL, entity TEXT);
CREATE INDEX IF NOT EXISTS story_node_entity ON story_node (entity);
CREATE TABLE IF NOT EXISTS story_feature (
    node INTEGER, kind TEXT, value TEXT, n INTEGER NOT NULL, PRIMARY KEY (node, kind, value)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS story_block (block TEXT, node INTEGER, PRIMARY KEY (block, node)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS story_block_node ON story_block (node);
CREATE TABLE IF NOT EXISTS story_edge (
    a INTEGER, b INTEGER, score REAL NOT NULL, reason TEXT NOT NULL, short TEXT, PRIMARY KEY (a, b)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS story_edge_b ON story_edge (b);
CREATE TABLE IF NOT EXISTS story_entity (id TEXT PRIMARY KEY, label TEXT NOT NULL, class TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS story_relation (
    article INTEGER, number INTEGER, node INTEGER NOT NULL, relation BLOB NOT NULL, PRIMARY KEY (article, number))
    WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS story_relation_node ON story_relation (node);
CREATE TABLE IF NOT EXISTS story_event (
    id INTEGER PRIMARY KEY, article INTEGER NOT NULL, number INTEGER NOT NULL, begin INTEGER NOT NULL, name TEXT NOT NULL,
    event TEXT, told INTEGER NOT NULL, shared INTEGER NOT NULL DEFAULT 0,
    roots TEXT NOT NULL, signature BLOB NOT NULL, UNIQUE (article, number));
CREATE INDEX IF NOT EXISTS story_event_event ON story_event (event);
CREATE TABLE IF NOT EXISTS story_telling (node INTEGER PRIMARY KEY, cited INTEGER NOT NULL, told BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS story_event_block (block TEXT, node INTEGER, PRIMARY KEY (block, node)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS story_event_block_node ON story_event_block (node);
CREATE TABLE IF NOT EXISTS story_event_edge (
    a INTEGER, b INTEGER, score REAL NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (a, b)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS story_event_edge_b ON story_event_edge (b);
CREATE TABLE IF NOT EXISTS story_context (article INTEGER PRIMARY KEY, context BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS story_subject (block TEXT, node INTEGER, PRIMARY KEY (block, node)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS story_subject_node ON story_subject (node);
CREATE TABLE IF NOT EXISTS story_near (a INTEGER, b INTEGER, alike REAL NOT NULL, PRIMARY KEY (a, b)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS story_near_b ON story_near (b);
CREATE TABLE IF NOT EXISTS story_nameless (article INTEGER PRIMARY KEY, published TEXT, found BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS story_mark (
    judgement TEXT, side INTEGER, layer TEXT NOT NULL, article INTEGER NOT NULL, number INTEGER NOT NULL, node INTEGER,
    kind TEXT NOT NULL, ordinal INTEGER NOT NULL, value TEXT NOT NULL, PRIMARY KEY (judgement, side)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS story_mark_article ON story_mark (article, number);
CREATE INDEX IF NOT EXISTS story_mark_node ON story_mark (node);
CREATE TABLE IF NOT EXISTS story_history (old TEXT PRIMARY KEY, new TEXT NOT NULL) WITHOUT ROWID;
"""

_PAIR = "y.judgement = x.judgement AND y.side <> x.side AND x.kind IN ('same', 'different')"
_EVENT_OF = "(SELECT id FROM story_event e WHERE e.article = {0}.article AND e.number = {0}.number)"
_BESIDE = {
    "story_edge": f"SELECT y.node FROM story_mark x JOIN story_mark y ON {_PAIR} "
    "WHERE x.layer = 'entity' AND y.node <> x.node AND x.node {}",
    "story_event_edge": "SELECT other.id FROM story_event one "
    "JOIN story_mark x ON x.layer = 'event' AND x.article = one.article AND x.number = one.number "
    f"JOIN story_mark y ON {_PAIR} "
    "JOIN story_event other ON other.article = y.article AND other.number = y.number AND other.id <> one.id "
    "WHERE one.id {}",
}
"""Nodes that a person judged the same as, or different from, a node."""

CHUNK = 500
"""Values in one IN (…) list; SQLite takes some 32,000."""

encode = msgspec.msgpack.Encoder().encode
decode = msgspec.msgpack.Decoder().decode


def chunks(values: Iterable[int], size: int = CHUNK) -> Iterator[list[int]]:
    """Values in order, so many at a time."""
    ordered = sorted(values)
    for at in range(0, len(ordered), size):
        yield ordered[at : at + size]


@dataclass(frozen=True, slots=True)
class Join:
    """Two names held to be one entity's, and why.

    Attributes:
        left, right: the names that most articles give, with the number of articles.
        reason, score: of the edge between them; 2 where a person judged.
    """

    left: str
    right: str
    reason: str
    score: float


@dataclass(frozen=True, slots=True)
class Telling:
    """Two articles' tellings held to be of one event, and why.

    Attributes:
        left, right: key of the article, and where in it the word stands that tells the event first.
        reason, score: of the edge between them; the score is the probability that both are one.
    """

    left: tuple[str, int]
    right: tuple[str, int]
    reason: str
    score: float


class Index:
    """Reads and writes the story's tables.

    Args:
        connection: the store's; every change is made inside its caller's transaction.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.c = connection
        self._create()

    @functools.cached_property
    def marked(self) -> bool:
        """Whether people judged anything; forgotten whenever marks change."""
        return self.c.execute("SELECT 1 FROM story_mark LIMIT 1").fetchone() is not None

    def _create(self) -> None:
        for statement in SCHEMA.split(";"):
            if statement.strip():
                self.c.execute(statement)

    def clear(self) -> None:
        """Forget the story; the history of IRIs stays."""
        for table in TABLES:
            if table != "story_history":
                self.c.execute(f"DROP TABLE IF EXISTS {table}")
        self._create()

    def select(self, query: str, values: Iterable[int]) -> Iterator[tuple[Any, ...]]:
        """Rows of ``query`` with its ``(?)`` filled by values, in chunks."""
        for part in chunks(values):
            # not "yield from", which closes the cursor of one that is left, perhaps after the store
            for row in self.c.execute(query.replace("(?)", f"({','.join('?' * len(part))})"), part):  # noqa: UP028
                yield row

    # ------------------------------------------------------------------ nodes

    def node_ids(self, keys: Sequence[str]) -> dict[str, int]:
        """Ids of nodes by key, made where missing."""
        self.c.executemany("INSERT OR IGNORE INTO story_node (key) VALUES (?)", [(k,) for k in keys])
        found: dict[str, int] = {}
        for at in range(0, len(keys), CHUNK):
            part = keys[at : at + CHUNK]
            found.update(
                self.c.execute(f"SELECT key, id FROM story_node WHERE key IN ({','.join('?' * len(part))})", part)
            )
        return found

    def nodes(self, ids: Iterable[int]) -> dict[int, Node]:
        """Nodes with their features; those that no chain bears any more are left out."""
        wanted = set(ids)
        found = {i: Node(i, key) for i, key in self.select("SELECT id, key FROM story_node WHERE id IN (?)", wanted)}
        filled = set()
        for node, kind, value, n in self.select(
            "SELECT node, kind, value, n FROM story_feature WHERE node IN (?)", wanted
        ):
            found[node].add(kind, value, n)
            filled.add(node)
        return {i: found[i] for i in sorted(filled)}

    def count_features(self, node: int, features: Iterable[Sequence[str]], sign: int) -> None:
        """Add or take away one chain's features."""
        self.c.executemany(
            "INSERT INTO story_feature VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n",
            [(node, kind, value, sign) for kind, value in features],
        )
        if sign < 0:
            self.c.execute("DELETE FROM story_feature WHERE node = ? AND n = 0", (node,))

    def blocks_of(self, node: int) -> set[str]:
        return {b for (b,) in self.c.execute("SELECT block FROM story_block WHERE node = ?", (node,))}

    def in_block(self, table: str, block: str, limit: int) -> list[int]:
        return [n for (n,) in self.c.execute(f"SELECT node FROM {table} WHERE block = ? LIMIT ?", (block, limit))]

    def edges_at(self, node: int) -> list[Edge]:
        return [
            Edge(*row)
            for row in self.c.execute(
                "SELECT a, b, score, reason, short FROM story_edge WHERE a = ? "
                "UNION ALL SELECT a, b, score, reason, short FROM story_edge WHERE b = ?",
                (node, node),
            )
        ]

    def neighbours(self, table: str, node: int) -> list[int]:
        """The other ends of a node's edges in story_edge, story_event_edge or story_copy, and what people judged beside it."""
        found = self.c.execute(
            f"SELECT b FROM {table} WHERE a = ? UNION ALL SELECT a FROM {table} WHERE b = ?", (node, node)
        )
        beside = self.c.execute(_BESIDE[table].format("= ?"), (node,)) if self.marked and table in _BESIDE else ()
        return [n for (n,) in (*found, *beside)]

    def component(self, table: str, start: int) -> set[int]:
        """All that edges of ``table`` lead to from ``start``."""
        seen, todo = {start}, [start]
        while todo:
            for other in self.neighbours(table, todo.pop()):
                if other not in seen:
                    seen.add(other)
                    todo.append(other)
        return seen

    # ------------------------------------------------------------------ what people judged

    def mark(self, article: int, marks: Iterable[Mark], node_of: Mapping[int, int]) -> None:
        """Enter the ends of judgements in one article.

        Args:
            article: its number.
            marks: as found in its reading.
            node_of: chain → node.
        """
        rows = []
        for m in marks:
            anchor, node = m.anchor, node_of.get(m.number) if m.anchor.layer == "entity" else None
            found = (anchor.judgement, anchor.side, anchor.layer, article, m.number, node)
            rows.append((*found, anchor.kind, anchor.ordinal, anchor.value))
        if rows:
            self.c.executemany("INSERT OR REPLACE INTO story_mark VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
            self.__dict__.pop("marked", None)

    def unmark(self, article: int, touched: set[int], events: set[int]) -> set[int]:
        """Take an article's marks out; what people judged beside them is touched.

        Returns:
            Articles of events whose corrected place stands in this one.
        """
        if not self.marked:
            return set()
        touched |= self.judged_beside("story_edge", article)
        events |= self.judged_beside("story_event_edge", article)
        dirty = self.placed_by(article)
        self.c.execute("DELETE FROM story_mark WHERE article = ?", (article,))
        self.__dict__.pop("marked", None)
        return dirty

    def placed_by(self, article: int) -> set[int]:
        """Articles of events whose corrected place stands in this one."""
        if not self.marked:
            return set()
        found = self.c.execute(
            "SELECT y.article FROM story_mark x JOIN story_mark y ON y.judgement = x.judgement AND y.side <> x.side "
            "WHERE x.article = ? AND x.kind = 'place' AND x.side = 1",
            (article,),
        )
        return {a for (a,) in found}

    def judged_beside(self, table: str, article: int) -> set[int]:
        """Nodes that people judged beside those of one article."""
        if not self.marked:
            return set()
        query = {
            "story_edge": "IN (SELECT node FROM story_mark WHERE article = ?)",
            "story_event_edge": "IN (SELECT id FROM story_event WHERE article = ?)",
        }[table]
        return {n for (n,) in self.c.execute(_BESIDE[table].format(query), (article,))}

    def verdicts(self, table: str, nodes: Iterable[int]) -> list[tuple[int, int, bool]]:
        """What people judged of these nodes: left, right, whether they are the same; the latest first."""
        if not self.marked:
            return []
        inside = set(nodes)
        layer, end = ("entity", "{0}.node") if table == "story_edge" else ("event", _EVENT_OF)
        rows = self.c.execute(
            f"SELECT {end.format('x')}, {end.format('y')}, x.kind = 'same', x.ordinal FROM story_mark x "
            f"JOIN story_mark y ON {_PAIR} WHERE x.side = 0 AND x.layer = '{layer}' ORDER BY x.ordinal DESC"
        )
        return [(a, b, bool(same)) for a, b, same, _ in rows if a in inside and b in inside and a != b]

    def given(self, nodes: Iterable[int]) -> dict[str, str]:
        """The name ("rename") and class ("retype") that people gave the entity made of these nodes: the latest of each."""
        if not self.marked:
            return {}
        rows = self.select(
            "SELECT ordinal, kind, value FROM story_mark WHERE kind IN ('rename', 'retype') AND node IN (?)", nodes
        )
        return {kind: value for _, kind, value in sorted(rows)}

    def place_judged(self, judgement: str) -> str | None:
        """The entity that a person gave as an event's place."""
        row = self.c.execute(
            "SELECT n.entity FROM story_mark m JOIN story_node n ON n.id = m.node WHERE m.judgement = ? AND m.side = 1",
            (judgement,),
        ).fetchone()
        return row[0] if row else None

    def joins(self, entity: str) -> list[Join]:
        """Why the name forms of one entity are one, the surest first."""
        ids = [n for (n,) in self.c.execute("SELECT id FROM story_node WHERE entity = ?", (entity,))]
        nodes = self.nodes(ids)
        found = {e for n in nodes for e in self.edges_at(n) if e.score and e.a in nodes and e.b in nodes}
        joins = [Join(_shown(nodes[e.a]), _shown(nodes[e.b]), e.reason, e.score) for e in found]
        judged = self.verdicts("story_edge", nodes)
        joins += [Join(_shown(nodes[a]), _shown(nodes[b]), JUDGED_SAME, 2.0) for a, b, same in judged if same]
        return sorted(joins, key=lambda j: (-j.score, j.left, j.right))

    def tellings(self, event: str) -> list[Telling]:
        """Why what articles tell is held to be one event, the surest first; pairs alone that were compared."""
        query = (
            "SELECT p.key, x.begin, q.key, y.begin, e.reason, e.score FROM story_event x "
            "JOIN story_event_edge e ON e.a = x.id JOIN story_event y ON y.id = e.b AND y.event = x.event "
            "JOIN story_article p ON p.id = x.article JOIN story_article q ON q.id = y.article WHERE x.event = ?"
        )
        found = [Telling((p, b), (q, d), reason, score) for p, b, q, d, reason, score in self.c.execute(query, (event,))]
        return sorted(found, key=lambda t: (-t.score, t.left, t.right))

    # ------------------------------------------------------------------ what hangs on nodes

    def articles_of_nodes(self, nodes: Iterable[int]) -> set[int]:
        nodes = list(nodes)
        found = {a for (a,) in self.select("SELECT DISTINCT article FROM story_chain WHERE node IN (?)", nodes)}
        if self.marked:  # events whose place a person gave by a mention of it
            query = (
                "SELECT y.article FROM story_mark x JOIN story_mark y ON y.judgement = x.judgement AND y.side <> x.side "
                "WHERE x.kind = 'place' AND x.side = 1 AND x.node IN (?)"
            )
            found |= {a for (a,) in self.select(query, nodes)}
        return found

    def entity_of_chains(self, article: int) -> dict[int, str]:
        """Chain → entity, for the chains of one article that have a node."""
        return dict(
            self.c.execute(
                "SELECT c.chain, n.entity FROM story_chain c JOIN story_node n ON n.id = c.node WHERE c.article = ?",
                (article,),
            )
        )

    def source(self, article: int) -> str:
        """The key of the first of all articles that share an article's origin: its copies, and what retells the same report."""
        found: str = self.c.execute(
            "SELECT coalesce(s.source, a.origin) FROM story_article a LEFT JOIN story_source s ON s.article = a.id "
            "WHERE a.id = ?",
            (article,),
        ).fetchone()[0]
        return found

    def counts(self, nodes: Sequence[int]) -> tuple[int, int, int]:
        """Mentions, articles and origins of an entity made of ``nodes``."""
        marks = ",".join("?" * len(nodes))
        row: tuple[int, int, int] = self.c.execute(
            "SELECT sum(c.mentions), count(DISTINCT c.article), count(DISTINCT coalesce(s.source, a.origin)) "
            "FROM story_chain c JOIN story_article a ON a.id = c.article "
            f"LEFT JOIN story_source s ON s.article = a.id WHERE c.node IN ({marks})",
            nodes,
        ).fetchone()
        return row

    def history(self) -> dict[str, str]:
        """What entities and events were once called → what they were called next."""
        return dict(self.c.execute("SELECT old, new FROM story_history ORDER BY old"))

    def successors(self, identity: str) -> Iterator[str]:
        """What the entity or event that was once ``identity`` was called thereafter, one after the other; not all of them
        need be there still.
        """
        seen = {identity}
        while row := self.c.execute("SELECT new FROM story_history WHERE old = ?", (identity,)).fetchone():
            identity = row[0]
            if identity in seen:
                return
            seen.add(identity)
            yield identity

    def labels(self, ids: Iterable[str]) -> dict[str, str]:
        wanted = sorted(ids)
        found: dict[str, str] = {}
        for at in range(0, len(wanted), CHUNK):
            part = wanted[at : at + CHUNK]
            found.update(
                self.c.execute(f"SELECT id, label FROM story_entity WHERE id IN ({','.join('?' * len(part))})", part)
            )
        return found


def _shown(node: Node) -> str:
    apart = f", {node.apart}" if node.apart and not node.nameless else ""
    return f"{node.name} ({node.weight}{apart})"
