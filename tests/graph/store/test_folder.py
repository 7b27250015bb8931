"""A store from somebody else: links in it are never followed; one that cannot be written is read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import kg
from kg.errors import Code, KgError
from kg.graph.store.store import Store

pytestmark = pytest.mark.model


def tree(path: Path) -> dict[str, tuple[int, int]]:
    """Every file with its size and time of change."""
    return {str(p.relative_to(path)): (p.lstat().st_size, p.lstat().st_mtime_ns) for p in sorted(path.rglob("*"))}


@pytest.mark.parametrize("name", ["snapshots", "graph", "lock", "graph.generation", "articles.sqlite", "snapshots/1/CURRENT"])
def test_links_are_not_followed(corpus_copy: Path, tmp_path: Path, name: str) -> None:
    inner = corpus_copy / name
    outside = tmp_path / "outside"
    inner.rename(outside)
    inner.symlink_to(outside)
    before = tree(tmp_path)
    for change in (lambda: Store(corpus_copy), lambda: Store(corpus_copy, create=True), lambda: kg.open(corpus_copy)):
        with pytest.raises(KgError) as raised:
            change()
        assert raised.value.code is Code.STORE_LINK
        assert str(raised.value.fields["name"]) == name
    assert tree(tmp_path) == before


def test_what_is_no_plain_file_is_not_opened(corpus_copy: Path) -> None:
    (corpus_copy / "lock").unlink()
    os.mkfifo(corpus_copy / "lock")
    with pytest.raises(KgError) as raised:
        Store(corpus_copy)
    assert "no plain file (lock)" in str(raised.value)


def test_the_store_itself_may_be_named_by_a_link(corpus_copy: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(corpus_copy)
    with kg.open(tmp_path / "link") as story:
        assert len(story.query("articles")) == 23


def test_what_does_not_belong_to_it_is_left_alone(corpus_copy: Path, tmp_path: Path) -> None:
    (corpus_copy / "notes.txt").symlink_to(tmp_path / "elsewhere")
    with kg.open(corpus_copy) as story:
        assert len(story.query("articles")) == 23


def test_a_store_that_cannot_be_written_is_read(corpus_copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is written, nor made beside it; asked to change it, kg says so."""
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    before = tree(corpus_copy)
    with kg.open(corpus_copy) as story:
        assert len(story.query("articles")) == 23
        assert story.search("talks")
        assert story.show("Dmitriev").label == "Kirill Dmitriev"
        with pytest.raises(KgError) as raised:
            story.rename("Dmitriev", "D")
        assert raised.value.code is Code.STORE_READ_ONLY
    assert tree(corpus_copy) == before
