"""The record: what was done to a store, a chain of hashes that tells what was changed by something else."""

import sqlite3
from pathlib import Path

import pytest

from graph.samples import article, reading
from kg.api import Story
from kg.articles.copies import sketch
from kg.errors import KgError
from kg.graph.store.record import BEGIN
from kg.graph.store.store import Store
from kg.graph.store.verification import verify_record


def put(store: Store, number: int, *, record: str | None = "build") -> None:
    with store.writing():
        store.database.add_run("r1", "kg 1", "model 1")
        one = article(url=f"urn:test:{number}", publisher="The North", published=f"2025-06-0{number}")
        store.database.put(one, reading(), run="r1", sketch=sketch(one).to_bytes())
        if record:
            with store.database.transaction():
                store.record.append(record)
        store.resolve()
        store.refresh()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Two builds of an article each, and a judgement."""
    with Store(tmp_path / "s", create=True) as store:
        put(store, 1)
        put(store, 2)
    with Story(tmp_path / "s") as story:
        name = next(iter(story.entities()))[0]
        story.rename(name, "Another Name", by="ana")
    return tmp_path / "s"


def change(path: Path, *statements: str) -> None:
    with sqlite3.connect(path / "articles.sqlite") as c:
        for statement in statements:
            c.execute(statement)
    c.close()


def fault(path: Path) -> str:
    with Store(path) as store, pytest.raises(KgError) as caught:
        verify_record(store)
    said = str(caught.value)
    assert said.startswith(f"[KG144] The record of the store at {path} does not hold: ")
    return said


def test_each_deed_is_an_entry_that_follows_the_one_before(path: Path) -> None:
    with Store(path) as store:
        entries = store.record.entries()
        assert [e.what for e in entries] == ["build", "build", "judgement"]
        assert [e.before for e in entries] == [BEGIN, entries[0].hash, entries[1].hash]
        assert [len(e.articles) for e in entries] == [1, 1, 0]
        assert store.record.head() == (3, entries[2].hash)
        assert verify_record(store) == 3
        assert verify_record(store, entries[0].hash[:12].upper()) == 3
    with Story(path) as story:
        story.undo()
    with Store(path) as store:
        assert [e.what for e in store.record.entries()][-1] == "taking back"
        assert verify_record(store) == 4


def test_the_same_deeds_have_the_same_hash(tmp_path: Path) -> None:
    heads = []
    for name in ("a", "b"):
        with Store(tmp_path / name, create=True) as store:
            put(store, 1)
            put(store, 2)
            heads.append(store.record.head())
    assert heads[0] == heads[1]


def test_what_was_changed_is_named(path: Path) -> None:
    with Store(path) as store:
        (one, two) = sorted(key for (key,) in store.database.connection.execute("SELECT key FROM article"))
        first = {key: e.number for e in store.record.entries() for key in e.articles}
        judged = store.judgements.all()[0].id
    change(path, f"UPDATE article SET reading = (SELECT reading FROM article WHERE key = '{two}') WHERE key = '{one}'")
    change(path, "UPDATE judgement SET value = 'Somebody Else'")
    said = fault(path)
    assert f"judgement {judged} is not what entry 3 (judgement) says" in said
    change(path, f"DELETE FROM article WHERE key = '{two}'")
    assert f"article {two} of entry {first[two]} (build) is gone, and no entry says so" in fault(path)


def test_an_article_that_nobody_put_in_and_one_with_another_day(path: Path) -> None:
    with Store(path) as store:
        put(store, 3, record=None)
        assert store.record.unrecorded() != []
        assert verify_record(store) == 3  # a build that was broken off: the next one notes it
        put(store, 4)
        assert len(store.record.entries()[-1].articles) == 2
        put(store, 5, record=None)
        (key,) = store.record.unrecorded()
    change(path, "DELETE FROM unrecorded")
    assert f"article {key} is in the store, and no entry says so" in fault(path)


def test_an_entry_that_was_changed_left_out_or_spoilt(path: Path) -> None:
    change(path, "UPDATE record SET says = replace(says, '\"build\"', '\"removal\"') WHERE number = 1")
    assert "entry 1 (removal) was changed" in fault(path)
    with Store(path) as store:
        says = store.database.connection.execute("SELECT says FROM record WHERE number = 1").fetchone()[0]
    from kg.graph.store.record import hash_of

    change(path, f"UPDATE record SET hash = '{hash_of(says)}' WHERE number = 1")
    assert "entry 2 (build) does not follow the one before it" in fault(path)
    change(path, "DELETE FROM record WHERE number = 2")
    assert "entry 2 is missing" in fault(path)
    change(path, "UPDATE record SET says = '[]' WHERE number = 1")
    assert "entry 1 cannot be read" in fault(path)


def test_an_older_store_begins_with_what_it_has(path: Path) -> None:
    change(path, "DROP TABLE record", "DROP TABLE unrecorded")
    with Store(path) as store:
        assert (store.record.head(), verify_record(store)) == ((0, BEGIN), 0)
        put(store, 3)
        entries = store.record.entries()
        assert [(e.what, len(e.articles), len(e.judgements)) for e in entries] == [("beginning", 2, 1), ("build", 1, 0)]
        assert verify_record(store) == 2
