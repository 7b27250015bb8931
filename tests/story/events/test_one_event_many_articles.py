"""The whole way for a few articles: which events they share, whatever the order in which they come."""

from __future__ import annotations

from pathlib import Path

import pytest
from writing import write_articles

from kg.exchange.rdf import export_rdf
from kg.graph.store.store import Store
from kg.operations.build import build, remove

pytestmark = pytest.mark.model

TEXTS = {
    "one": ("2031-05-12", "Brakel meets Fell in Oslo", "Ada Brakel met Ode Fell in Oslo on Monday to discuss the ferries."),
    "two": ("2031-05-13", "Brakel and Fell discuss ferries", "Ode Fell and Ada Brakel met on Monday in Oslo. They smiled."),
    "three": ("2031-05-21", "A second meeting in Oslo", "Ada Brakel met Ode Fell in Oslo on 20 May 2031, for the second time."),
    "four": ("2031-05-10", "Brakel to meet Fell", "Ada Brakel will meet Ode Fell in Oslo on Monday, 12 May 2031."),
    "five": (None, "A fire in Tarrant", "A fire destroyed the old mill of Tarrant, said Ivo Marsh of the fire brigade."),
}  # fmt: skip


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    return write_articles(tmp_path / "articles", TEXTS)


def _lines(store: Path, out: Path) -> list[str]:
    with Store(store) as opened:
        export_rdf(opened.graph(), out)
    return sorted(out.read_text("utf8").splitlines())


def _meetings(store: Path) -> list[set[str]]:
    """The sources of each event whose trigger is a form of "meet" and which has two actors or more."""
    with Store(store) as opened:
        rows = opened.database.connection.execute(
            "SELECT e.event, a.source, e.roots FROM story_event e JOIN article a ON a.id = e.article WHERE event NOT NULL"
        ).fetchall()
    found: dict[str, set[str]] = {}
    for event, source, roots in rows:
        if "meet" in roots.split("|"):
            found.setdefault(event, set()).add(Path(source).stem)
    return sorted(found.values(), key=sorted)


def test_one_event_in_three_articles_and_another_on_another_day(articles: Path, tmp_path: Path):
    build([articles], tmp_path / "store", jobs=1)
    meetings = _meetings(tmp_path / "store")
    assert {"one", "two", "four"} in meetings
    assert not any("three" in m and len(m) > 1 for m in meetings)


def test_order_of_arrival_and_removal_change_nothing(articles: Path, tmp_path: Path):
    build([articles], tmp_path / "all", jobs=1)
    everything = _lines(tmp_path / "all", tmp_path / "all.nq")
    for name in sorted(TEXTS, reverse=True):
        build([articles / f"{name}.txt"], tmp_path / "single", jobs=1)
    assert _lines(tmp_path / "single", tmp_path / "single.nq") == everything
    remove(tmp_path / "all", "urn:test:one")
    (articles / "one.txt").unlink()
    build([articles], tmp_path / "rest", jobs=1)
    assert _lines(tmp_path / "all", tmp_path / "all.nq") == _lines(tmp_path / "rest", tmp_path / "rest.nq")
