"""The truth of a store: articles, readings, times of entry, judgements and the story index, in one SQLite file."""

from __future__ import annotations

import datetime
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from urllib.parse import quote

import msgspec

from kg.articles.article import Article, Version
from kg.errors import Code, KgError, printable
from kg.graph.store.damage import error_of
from kg.graph.store.record import touch
from kg.knowledge.own_types import OwnTypes
from kg.knowledge.types_file import types_of
from kg.reading.reading import Reading, from_bytes, to_bytes

FORMAT = "1"
DEFAULT_BASE = "https://kg.example/id/"

SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE article (
    id INTEGER PRIMARY KEY, key TEXT UNIQUE NOT NULL, url TEXT, headline TEXT, publisher TEXT, published TEXT,
    sha256 TEXT NOT NULL, run TEXT NOT NULL, entered TEXT NOT NULL, source TEXT NOT NULL, sketch BLOB NOT NULL,
    article BLOB NOT NULL, reading BLOB NOT NULL, resolved INTEGER NOT NULL DEFAULT 0);
CREATE INDEX article_unresolved ON article (resolved) WHERE resolved = 0;
CREATE TABLE removed (id INTEGER PRIMARY KEY, key TEXT NOT NULL);
CREATE TABLE run (key TEXT PRIMARY KEY, software TEXT NOT NULL, model TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE sentence (id INTEGER PRIMARY KEY, article INTEGER NOT NULL, begin INTEGER NOT NULL, end INTEGER NOT NULL);
CREATE INDEX sentence_article ON sentence (article);
CREATE VIRTUAL TABLE sentence_words USING fts5 (words, content='', tokenize="unicode61 remove_diacritics 2");
"""

REPLACED = "CREATE TABLE IF NOT EXISTS replaced (key TEXT NOT NULL, says TEXT NOT NULL, PRIMARY KEY (key, says)) WITHOUT ROWID"
"""What the versions of a url said that others replaced; made where it is first needed, for older stores have none."""


_ACTING = """
SELECT name FROM sqlite_master WHERE type IN ('view', 'trigger')
    OR (type = 'table' AND name <> 'sentence_words' AND sql LIKE 'CREATE%VIRTUAL%')
UNION ALL SELECT m.name FROM sqlite_master m, pragma_table_xinfo(m.name) c 
    WHERE m.type = 'table' AND m.name <> 'sentence_words' AND c.hidden > 1"""
"""What stands in a file of SQLite and acts by itself."""


@dataclass(frozen=True, slots=True)
class Row:
    """One article as the store keeps it."""

    id: int
    key: str
    article: Article
    reading: Reading
    run: str


@dataclass(frozen=True, slots=True)
class Hit:
    """One sentence that a search found."""

    article: str
    begin: int
    end: int
    sentence: str
    headline: str | None
    published: str | None
    publisher: str | None


_article_encoder = msgspec.msgpack.Encoder()
_article_decoder = msgspec.msgpack.Decoder(Article)


def pack(data: bytes) -> bytes:
    return zlib.compress(data, 1)


SEARCHED = 60
"""Different words that are searched for at once: few sentences have as many."""

UNPACKED = 2**28
"""Bytes of an article, or of its reading, as it is kept: twenty times what the largest has that is read."""


def unpack(data: bytes) -> bytes:
    """What :func:`pack` packed.

    Raises:
        zlib.error: where it cannot be unpacked, or not within :data:`UNPACKED`.
    """
    unpacking = zlib.decompressobj()
    content = unpacking.decompress(data, UNPACKED)
    if not unpacking.eof:
        raise zlib.error("it is cut off" if len(content) < UNPACKED else "it is packed so that it would fill the memory")
    return content


class Database:
    """The SQLite side of a store.

    Args:
        path: the file.
        create: make it where it is missing.
        base: of the IRIs of data; chosen when a store is made, ignored later.
        writable: whether the file system lets it be written; else nothing is, and no file is made beside it.

    Raises:
        KgError: KG020, KG021, KG023.
    """

    def __init__(
        self, path: Path, *, create: bool = False, base: str = DEFAULT_BASE, writable: bool = True
    ) -> None:
        if not path.exists() and not create:
            raise KgError(Code.NO_STORE, path=path.parent)
        # "immutable": SQLite neither locks nor makes files beside it, which a read-only medium would refuse
        how = "mode=rwc" if writable else "mode=ro&immutable=1"
        try:
            self.connection = sqlite3.connect(
                f"file:{quote(str(path))}?{how}", uri=True, isolation_level=None, timeout=30
            )
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            raise (error_of(error, path.parent) or error) from error
        try:
            self._begin(path, create=create, base=base, writable=writable)
        except BaseException as error:
            self.connection.close()
            if isinstance(error, sqlite3.DatabaseError | UnicodeDecodeError):
                raise (error_of(error, path.parent) or error) from error
            raise
        self.base = self.get("base") or base

    def _begin(self, path: Path, *, create: bool, base: str, writable: bool) -> None:
        """See that it is a store's, or make it one.

        Raises:
            KgError: KG020, KG021.
        """
        self.connection.execute("PRAGMA trusted_schema=OFF")
        self.connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, UNPACKED)
        self._check_schema(path)
        if writable:
            self.connection.execute("PRAGMA journal_mode=WAL")
            self.connection.execute("PRAGMA synchronous=NORMAL")
        if not self.connection.execute("SELECT 1 FROM sqlite_master WHERE name='meta'").fetchone():
            if not create:
                raise KgError(Code.NO_STORE, path=path.parent)
            self.connection.executescript(
                "BEGIN;" + SCHEMA + f"INSERT INTO meta VALUES ('format', '{FORMAT}'), ('generation', '0'), "
                f"('base', {_quoted(base)}); COMMIT;"
            )
        if self.get("format") != FORMAT:
            raise KgError(Code.STORE_FORMAT, path=path.parent, found=self.get("format"), wanted=FORMAT)

    def _check_schema(self, path: Path) -> None:
        """See that it holds plain tables alone. Views, triggers and columns that are reckoned are queries of whoever made it, and
        run wherever a table is read or written, perhaps without end.

        Raises:
            KgError: KG023.
        """
        if found := self.connection.execute(_ACTING).fetchone():
            raise KgError(Code.STORE_DAMAGED, path=path.parent, why=f"{found[0]} is no plain table, as kg makes them")

    def close(self) -> None:
        self.connection.close()

    # ------------------------------------------------------------------ meta

    def get(self, name: str) -> str | None:
        row = self.connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def set(self, name: str, value: str) -> None:
        self.connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    @property
    def generation(self) -> int:
        """Grows by one with every change of the story."""
        return int(self.get("generation") or 0)

    @property
    def types(self) -> OwnTypes:
        """The user's own types that articles are read with."""
        return types_of(self.get("types") or "")

    def keep_types(self, types: OwnTypes, path: str) -> None:
        """Keep the user's own types. Articles that are in were read with others until :meth:`read_with_types` says otherwise."""
        self.set("types", types.text)
        self.set("types from", path)
        self.set("types read", "no")

    def read_with_types(self) -> None:
        """Note that all articles are read with the types that are kept."""
        self.set("types read", "yes")

    @property
    def types_unread(self) -> bool:
        """Whether some articles may still be read with other types than those that are kept."""
        return self.get("types read") == "no"

    def add_run(self, key: str, software: str, model: str) -> None:
        self.connection.execute("INSERT OR IGNORE INTO run VALUES (?, ?, ?)", (key, software, model))

    def run(self, key: str) -> tuple[str, str]:
        """Software and model of a run."""
        found: tuple[str, str] = self.connection.execute(
            "SELECT software, model FROM run WHERE key = ?", (key,)
        ).fetchone()
        return found

    # ------------------------------------------------------------------ articles

    def wants(self, article: Article) -> bool:
        """Whether ``article`` is new, or takes the place of the stored version of its url (:meth:`Version.supersedes`)."""
        if self.passed_over(article):
            return False
        held = self._held(article.key)
        return held is None or article.version.supersedes(held[1].version, self._entered(article.key))

    def restamp(self, article: Article) -> None:
        """Note that a stored version was still the same at a later moment, so that what is older does not replace it."""
        held = self._held(article.key)
        told, stands = article.version, held[1].version if held else None
        if held and stands and told.says == stands.says and told > stands:
            later = pack(_article_encoder.encode(asdict(replace(held[1], modified=article.modified))))
            self.connection.execute("UPDATE article SET article = ? WHERE id = ?", (later, held[0]))

    def pass_over(self, article: Article) -> None:
        """Note that an article is not to be put in again as it was: what it became stands."""
        self.connection.execute(REPLACED)
        self.connection.execute("INSERT OR IGNORE INTO replaced VALUES (?, ?)", (article.key, f"amended {article.version.says}"))
        self.connection.execute("INSERT OR IGNORE INTO replaced VALUES (?, ?)", (article.key, article.version.says))

    def passed_over(self, article: Article) -> bool:
        """Whether an article was amended since, and comes once more as it was."""
        self.connection.execute(REPLACED)
        says = f"amended {article.version.says}"
        found = self.connection.execute("SELECT 1 FROM replaced WHERE key = ? AND says = ?", (article.key, says)).fetchone()
        return found is not None

    def _entered(self, key: str) -> list[Version]:
        """The versions of a url that others have replaced."""
        self.connection.execute(REPLACED)
        found = self.connection.execute("SELECT says FROM replaced WHERE key = ? ORDER BY says", (key,))
        return [Version("", "", says) for (says,) in found]

    def _held(self, key: str) -> tuple[int, Article] | None:
        """Number and article that are stored under ``key``."""
        row = self.connection.execute("SELECT id, article FROM article WHERE key = ?", (key,)).fetchone()
        return (row[0], _article_decoder.decode(unpack(row[1]))) if row else None

    def put(self, article: Article, reading: Reading, *, run: str, sketch: bytes) -> bool:
        """Store an article and its reading, as one transaction, unless what is stored of its url stands against it.

        Returns:
            Whether it was stored.
        """
        c = self.connection
        with self.transaction():
            held = self._held(article.key)
            if held and not article.version.supersedes(held[1].version, self._entered(article.key)):
                return False
            if held:
                self._forget_sentences(held[0])
                c.execute(REPLACED)
                c.execute("INSERT OR IGNORE INTO replaced VALUES (?, ?)", (article.key, held[1].version.says))
            values = (
                article.url,
                article.headline,
                article.publisher,
                article.published,
                article.sha256,
                run,
                datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
                article.source,
                sketch,
                pack(_article_encoder.encode(asdict(article))),
                pack(to_bytes(reading)),
            )
            if held:
                c.execute(
                    "UPDATE article SET url=?, headline=?, publisher=?, published=?, sha256=?, run=?, entered=?, source=?, "
                    "sketch=?, article=?, reading=?, resolved=0 WHERE id=?",
                    (*values, held[0]),
                )
                number = held[0]
            else:
                number = c.execute(
                    "INSERT INTO article (key, url, headline, publisher, published, sha256, run, entered, source, sketch, "
                    "article, reading) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
                    (article.key, *values),
                ).lastrowid or 0
            self._remember_sentences(number, article.text, reading)
            touch(c, article.key)
        return True

    def replace_reading(self, number: int, reading: Reading, *, run: str) -> None:
        """Put another reading of the same words in place (``kg rebuild --reread``)."""
        with self.transaction():
            article = self.row(number).article
            touch(self.connection, article.key)
            self._forget_sentences(number)
            self.connection.execute(
                "UPDATE article SET reading=?, run=?, resolved=0 WHERE id=?", (pack(to_bytes(reading)), run, number)
            )
            self._remember_sentences(number, article.text, reading)

    def _remember_sentences(self, number: int, text: str, reading: Reading) -> None:
        c = self.connection
        for begin, end in reading.sentences:
            at = c.execute("INSERT INTO sentence (article, begin, end) VALUES (?,?,?)", (number, begin, end)).lastrowid
            c.execute("INSERT INTO sentence_words (rowid, words) VALUES (?,?)", (at, text[begin:end]))

    def _forget_sentences(self, number: int) -> None:
        c, text = self.connection, self.row(number).article.text
        for at, begin, end in c.execute("SELECT id, begin, end FROM sentence WHERE article = ?", (number,)).fetchall():
            c.execute(
                "INSERT INTO sentence_words (sentence_words, rowid, words) VALUES ('delete', ?, ?)",
                (at, text[begin:end]),
            )
        c.execute("DELETE FROM sentence WHERE article = ?", (number,))

    def remove(self, number: int) -> None:
        """Take an article out; its story is undone by the next resolution."""
        with self.transaction():
            key = self.connection.execute("SELECT key FROM article WHERE id = ?", (number,)).fetchone()[0]
            self._forget_sentences(number)
            self.connection.execute("DELETE FROM article WHERE id = ?", (number,))
            self.connection.execute(REPLACED)
            self.connection.execute("DELETE FROM replaced WHERE key = ?", (key,))
            self.connection.execute("INSERT OR REPLACE INTO removed VALUES (?, ?)", (number, key))
            touch(self.connection, key)

    def row(self, number: int) -> Row:
        found = self.connection.execute(
            "SELECT key, article, reading, run FROM article WHERE id = ?", (number,)
        ).fetchone()
        return Row(number, found[0], _article_decoder.decode(unpack(found[1])), from_bytes(unpack(found[2])), found[3])

    def stored(self, number: int) -> tuple[Article, bytes]:
        """An article and its reading as bytes."""
        found = self.connection.execute("SELECT article, reading FROM article WHERE id = ?", (number,)).fetchone()
        return _article_decoder.decode(unpack(found[0])), unpack(found[1])

    def numbers(self) -> list[int]:
        """Row numbers of all articles, in order of their keys."""
        return [n for (n,) in self.connection.execute("SELECT id FROM article ORDER BY key")]

    def rows(self) -> Iterator[Row]:
        """All articles, in order of their keys."""
        for number in self.numbers():
            yield self.row(number)

    def find_article(self, name: str) -> int:
        """The article whose key, IRI, url, source file or headline is ``name``.

        Raises:
            KgError: KG024 when none is, KG028 when several are.
        """
        shown = printable(name)  # as sources are kept
        key = shown.rsplit("/article/", 1)[-1].split("#", maxsplit=1)[0]
        found = self.connection.execute(
            "SELECT id, key, headline FROM article WHERE key = ? OR url = ? OR source = ? OR headline = ? ORDER BY key",
            (key, shown, shown, shown),
        ).fetchall()
        if not found:
            found = self.connection.execute(
                "SELECT id, key, headline FROM article WHERE source LIKE ? ESCAPE '!' ORDER BY key",
                ("%/" + _like(shown),),
            ).fetchall()
        if len(found) > 1:
            choices = " or ".join(f"{key} ({headline or 'without headline'})" for _, key, headline in found[:5])
            raise KgError(Code.AMBIGUOUS_ARTICLE, name=name, choices=choices)
        if not found:
            raise KgError(Code.NO_ARTICLE, name=name)
        return int(found[0][0])

    def known(self, keys: Iterable[str]) -> list[str]:
        """Those of some keys that are keys of articles in the store, in order."""
        found = (k for k in keys if self.connection.execute("SELECT 1 FROM article WHERE key = ?", (k,)).fetchone())
        return sorted(found)

    def source_files(self, keys: Iterable[str]) -> dict[str, str]:
        """The files or addresses that some articles came from, by key."""
        found = {}
        for key in keys:
            row = self.connection.execute("SELECT source FROM article WHERE key = ?", (key,)).fetchone()
            if row and row[0]:
                found[key] = str(row[0])
        return found

    def search(self, words: str, *, limit: int = 20) -> list[Hit]:
        """Sentences that hold all ``words``, best first.

        Raises:
            KgError: KG037 for more than :data:`SEARCHED` different words, which would take minutes; KG090 for what is no text.
        """
        query = _matching(words)
        if not query:
            return []
        found = self.connection.execute(
            "SELECT s.article, s.begin, s.end FROM sentence_words w JOIN sentence s ON s.id = w.rowid "
            "WHERE sentence_words MATCH ? ORDER BY bm25(sentence_words), s.article, s.begin LIMIT ?",
            (query, limit),
        ).fetchall()
        hits = []
        for number, begin, end in found:
            row = self.row(number)
            a = row.article
            hits.append(Hit(row.key, begin, end, a.text[begin:end], a.headline, a.published, a.publisher))
        return hits

    def found(self, words: str) -> int:
        """How many sentences hold all ``words``.

        Raises:
            KgError: as :meth:`search`.
        """
        query = _matching(words)
        if not query:
            return 0
        counted = "SELECT count(*) FROM sentence_words WHERE sentence_words MATCH ?"
        return int(self.connection.execute(counted, (query,)).fetchone()[0])

    def sentences(self) -> Iterator[tuple[str, int, int]]:
        """Key of the article, begin and end of every sentence, in order."""
        yield from self.connection.execute(
            "SELECT a.key, s.begin, s.end FROM sentence s JOIN article a ON a.id = s.article ORDER BY a.key, s.begin, s.end"
        )

    # ------------------------------------------------------------------ transactions

    def transaction(self) -> _Transaction:
        """A block that happens as a whole or not at all; nested blocks join the outer one."""
        return _Transaction(self.connection)


def _matching(words: str) -> str:
    """The question to SQLite's full-text search for sentences that hold all ``words``; "" without any."""
    wanted = list(dict.fromkeys(words.replace("\0", " ").split()))
    if len(wanted) > SEARCHED:
        raise KgError(Code.BAD_VALUE, value=f"{wanted[0]} …", parameter="the words", wanted=f"{SEARCHED} words at most")
    if any("\ud800" <= sign <= "\udfff" for word in wanted for sign in word):
        raise KgError(Code.USAGE, why="what is searched for is no text")
    return " ".join('"' + word.replace('"', '""') + '"' for word in wanted)


class _Transaction:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.outermost = False

    def __enter__(self) -> None:
        self.outermost = not self.connection.in_transaction
        if self.outermost:
            self.connection.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if self.outermost:
            self.connection.execute("COMMIT" if kind is None else "ROLLBACK")


def _like(name: str) -> str:
    return name.replace("!", "!!").replace("%", "!%").replace("_", "!_")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
