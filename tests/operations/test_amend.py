"""An article that is in is mended; what it was does not come back, and the story is as if it had come so."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import KgError
from kg.graph.asking.limited import LimitedGraph
from kg.graph.store.info import summary
from kg.graph.store.store import Store
from kg.operations.amend import amend
from kg.operations.build import build

TEXT = "Mara Lund, the mayor of Tarnby, met Ode Fell in Oslo on Friday. The two signed a contract there.\n"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("amend")
    (folder / "note.txt").write_text(TEXT)
    build([folder / "note.txt"], folder / "store", jobs=1)
    return folder / "store"


@pytest.mark.model
def test_a_date_is_given_and_days_are_reckoned_from_it(store: Path) -> None:
    with Store(store) as opened:
        told = summary(opened, LimitedGraph.of(opened.snapshot()))
        assert told.undated == ("“Mara Lund, the mayor of Tarnby, met …” (note.txt)",)
        assert told.counts["with a day"] == 0
    made = amend(store, "note.txt", date="2025-05-07", publisher="North Gazette")
    assert (made.published, made.publisher, made.text) == ("2025-05-07", "North Gazette", TEXT)
    with Store(store) as opened:
        told = summary(opened, LimitedGraph.of(opened.snapshot()))
        assert (told.articles, told.first, told.undated) == (1, "2025-05-07", ())
        assert told.counts["with a day"] > 0
    again = build([store.parent / "note.txt"], store, jobs=1)
    assert (again.read, again.skipped) == (0, 1)  # what it was stays out
    with Store(store) as opened:
        assert [entry.what for entry in opened.record.entries()] == ["build", "amendment"]
        assert list(opened.record.faults()) == []


@pytest.mark.model
def test_what_cannot_be_amended(store: Path) -> None:
    with pytest.raises(KgError, match="KG006"):
        amend(store, "note.txt", date="32 May")
    with pytest.raises(KgError, match="KG090"):
        amend(store, "note.txt")
    with pytest.raises(KgError, match="KG024"):
        amend(store, "other.txt", title="x")
