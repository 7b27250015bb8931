"""What is damage, and what is the fault of a query."""

import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path

import pytest

from kg.api import Story
from kg.errors import Code, KgError
from kg.graph.store.damage import is_damage
from kg.graph.store.store import Store


@pytest.mark.parametrize(
    ("said", "damage"),
    [
        ("Corruption: block checksum mismatch", True),
        ("Not able to find the string with id StrHash { hash: [1, 2] } in the string store", True),
        ("the term buffer has an invalid type id", True),
        ("IO error: No such file or directory: 000012.sst", True),
        ("IO error: No space left on device", False),
        ("The custom function <urn:f> is not supported", False),
    ],
)
def test_is_damage(said: str, damage: bool) -> None:
    assert is_damage(said) is damage


ENDLESS = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c)"


@pytest.mark.parametrize(
    "done",
    [
        [
            "ALTER TABLE sentence RENAME TO other",
            f"CREATE VIEW sentence AS {ENDLESS} SELECT x id, x article, 0 begin, 1 end FROM c",
        ],
        [f"CREATE TRIGGER t AFTER INSERT ON judgement BEGIN INSERT INTO run {ENDLESS} SELECT x, x, x FROM c; END"],
        ["ALTER TABLE meta ADD COLUMN big TEXT AS (hex(zeroblob(1000)))"],
        ["CREATE VIRTUAL TABLE other USING fts5 (words)"],
    ],
    ids=["view", "trigger", "reckoned", "virtual"],
)
def test_a_database_that_acts_by_itself_is_not_opened(small_store: Path, done: list[str]) -> None:
    with closing(sqlite3.connect(small_store / "articles.sqlite", isolation_level=None)) as connection:
        connection.execute("PRAGMA legacy_alter_table=ON")
        for statement in done:
            connection.execute(statement)
    with pytest.raises(KgError, match=r"KG023.*no plain table"):
        Store(small_store)


def answers_or_is_damaged(store: Path, asks: Iterable[Callable[[Story], object]]) -> None:
    """Holds each question to an answer, or to the error that says that the store is damaged."""
    for ask in asks:
        try:
            with Story(store) as story:
                ask(story)
        except KgError as error:
            assert error.code is Code.STORE_DAMAGED


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("article", "article", "text"), ("story_event", "signature", 1.5), ("story_article", "sketch", "x"),
        ("part", "lines", 7), ("story_relation", "relation", None), ("sentence", "begin", ""), ("story_event", "event", b"\xff"),
    ],
)  # fmt: skip
def test_values_of_another_kind_are_damage(small_store: Path, table: str, column: str, value: object) -> None:
    with closing(sqlite3.connect(small_store / "articles.sqlite", isolation_level=None)) as connection:
        connection.execute("PRAGMA ignore_check_constraints=ON")
        try:
            connection.execute(f"UPDATE {table} SET {column} = ?", (value,))
        except sqlite3.IntegrityError:
            pytest.skip("SQLite itself keeps it out")
    asks: list[Callable[[Story], object]] = [
        lambda story: story.search("Oslo"),
        lambda story: story.brief().data(),
        lambda story: story.rename("Mara Lund", "Mara L."),
    ]
    answers_or_is_damaged(small_store, asks)


@pytest.mark.parametrize("name", ["builds", "labels"])
@pytest.mark.parametrize("value", ["{", "{}", "[1]", '[{"generation": "x"}]', "[" * 9_000])
def test_what_is_kept_beside_the_graph_may_be_anything(small_store: Path, name: str, value: str) -> None:
    with Store(small_store) as store:
        store.database.set(name, value)
    asks: list[Callable[[Story], object]] = [lambda story: story.new(), lambda story: story.precision()]
    answers_or_is_damaged(small_store, asks)


def test_a_search_is_bounded(small_store: Path) -> None:
    with Store(small_store) as store:
        once = store.database.search("Lund")
        assert once and store.database.search("Lund " * 5_000 + "\0") == once
        with pytest.raises(KgError, match="KG090"):
            store.database.search("\ud800")
        with pytest.raises(KgError, match="KG037"):
            store.database.search(" ".join(map(str, range(61))))
