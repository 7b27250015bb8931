"""What could be known on a day: equal to a build from the articles published until then."""

from __future__ import annotations

from pathlib import Path

import pytest
from writing import write_articles

from kg.errors import KgError
from kg.exchange.rdf import export_rdf
from kg.graph.store.store import Store
from kg.graph.store.verification import verify
from kg.operations.as_of import as_of
from kg.operations.build import build

TEXTS = {
    "one": (
        "2031-05-10",
        "Brakel to meet Fell",
        "Ada Brakel will meet Ode Fell in Oslo on 12 May 2031, said Ivo Marsh.",
    ),
    "two": ("2031-05-12", "Brakel meets Fell", "Ada Brakel met Ode Fell in Oslo on Monday to discuss the ferries."),
    "three": ("2031-05-14", "Fell leaves", "Ode Fell, who met Ada Brakel in Oslo on 12 May 2031, resigned on Tuesday."),
    "four": (None, "Ferries", "Ada Brakel owns the ferries of Oslo."),
}


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    return write_articles(tmp_path / "articles", TEXTS)


def _lines(store: Path) -> list[str]:
    with Store(store) as opened:
        export_rdf(opened.graph(), store.with_suffix(".nq"))
        verify(opened, opened.graph())
    return sorted(store.with_suffix(".nq").read_text("utf8").splitlines())


@pytest.mark.model
@pytest.mark.parametrize(
    ("day", "undated", "names"),
    [("2031-05-12", False, ("one", "two")), ("2031-05-10", True, ("one", "four")), ("2031-01-01", False, ())],
)
def test_equal_to_a_build_of_the_articles_until_then(
    articles: Path, tmp_path: Path, day: str, undated: bool, names: tuple[str, ...]
) -> None:
    build([articles], tmp_path / "all", jobs=1)
    taken = as_of(tmp_path / "all", day, tmp_path / "then", undated=undated)
    assert taken.articles == len(names)
    assert taken.undated == 1
    with Store(tmp_path / "then") as then:
        assert [(e.what, len(e.articles), e.more) for e in then.record.entries()] == [("as of", len(names), {"day": day})]
        assert list(then.record.faults()) == []
    if names:
        build([articles / f"{name}.txt" for name in names], tmp_path / "built", jobs=1)
        assert _lines(tmp_path / "then") == _lines(tmp_path / "built")
    # the new store goes on like any other
    build([articles], tmp_path / "then", jobs=1)
    assert _lines(tmp_path / "then") == _lines(tmp_path / "all")
    with pytest.raises(KgError, match="KG029"):
        as_of(tmp_path / "all", day, tmp_path / "then")


def test_there_must_be_a_store(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="KG020"):
        as_of(tmp_path / "none", "2031-01-01", tmp_path / "then")


def test_what_was_broken_off_is_made_anew(small_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(store: Store) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(Store, "refresh", full)
        with pytest.raises(OSError, match="No space left"):
            as_of(small_store, "2025-06-01", tmp_path / "then")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["small"]
    with Store(tmp_path / "then.unfinished", create=True):  # a kill leaves this
        pass
    assert as_of(small_store, "2025-06-01", tmp_path / "then").articles == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["small", "then"]


def test_two_at_once(small_store: Path, tmp_path: Path) -> None:
    with Store(tmp_path / "then.unfinished", create=True) as other, other.writing(), pytest.raises(KgError, match="KG022"):
        as_of(small_store, "2025-06-01", tmp_path / "then")
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "mine.txt").touch()
    with pytest.raises(KgError, match="KG025"):
        as_of(small_store, "2025-06-01", tmp_path / "notes")


def test_a_folder_of_somebody_else_beside_it_stays(small_store: Path, tmp_path: Path) -> None:
    (tmp_path / "then.unfinished").mkdir()
    (tmp_path / "then.unfinished" / "own.txt").write_text("mine")
    with pytest.raises(KgError, match="KG025"):
        as_of(small_store, "2025-06-01", tmp_path / "then")
    assert (tmp_path / "then.unfinished" / "own.txt").read_text() == "mine"
