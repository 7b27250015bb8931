import sqlite3
import zlib
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.graph.store import database
from kg.graph.store.opening import opens
from kg.graph.store.store import Store


def test_a_graph_that_cannot_be_opened_is_made_again(small_store: Path) -> None:
    assert opens(small_store / "graph")
    for table in (small_store / "graph").glob("*.sst"):
        data = bytearray(table.read_bytes())
        data[-30] ^= 1  # in its footer
        table.unlink()  # the snapshot has the same file
        table.write_bytes(data)
    assert not opens(small_store / "graph")
    with Store(small_store) as store, store.writing():
        quads = len(store.graph())
        store.database.set("generation", str(store.database.generation + 1))
        store.parts.seal(store.database.generation)
        store.refresh()
        assert store.shown() == store.database.generation
        assert len(store.graph()) == quads
    assert opens(small_store / "graph")


def test_what_is_packed_to_fill_the_memory_is_not_unpacked(small_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "UNPACKED", 1_000_000)
    with sqlite3.connect(small_store / "articles.sqlite") as connection:
        connection.execute("UPDATE article SET reading = ?", (zlib.compress(bytes(1_000_001)),))
    connection.close()
    with pytest.raises(KgError, match=r"KG023.*fill the memory"), Store(small_store) as store:
        list(store.database.rows())


def test_what_sqlite_says_of_damage_may_itself_be_no_text(small_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def complaining(*_: object, **__: object) -> sqlite3.Connection:
        raise UnicodeDecodeError("utf-8", b"\xc1", 0, 1, "invalid start byte")

    monkeypatch.setattr(database.sqlite3, "connect", complaining)
    with pytest.raises(KgError, match="KG023"):
        Store(small_store)
