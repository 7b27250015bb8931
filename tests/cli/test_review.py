"""``kg review`` and ``kg sample``: one key an answer, and a way back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import click
import pytest

from kg.analysis.doubts import Doubt
from kg.api import Story

DOUBTS = [
    Doubt("class", f"Is “Brisk {number}” an organisation?", 0.5, f"{number}", "", (), ("right", "wrong"))
    for number in (1, 2, 3)
]


@pytest.fixture
def decided(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Judgements on three doubts, as they are made and taken back."""
    made: list[str] = []

    def settle(self: Story, doubt: Doubt, answer: str, *, by: str | None = None) -> Any:
        made.append(f"{answer} {doubt.left}")
        return SimpleNamespace(id=f"id {doubt.left}")

    monkeypatch.setattr(Story, "doubts", lambda self, kinds: DOUBTS)
    monkeypatch.setattr(Story, "settle", settle)
    monkeypatch.setattr(Story, "undo", lambda self, judgement: made.append(f"undo {judgement}"))
    return made


@pytest.fixture
def press(monkeypatch: pytest.MonkeyPatch) -> Any:
    def press(keys: str) -> None:
        given: Iterator[str] = iter(keys)
        monkeypatch.setattr(click, "getchar", lambda: next(given))

    return press


def test_what_is_undone_is_asked_again(kg, small_store: Path, decided: list[str], press) -> None:
    press("ruwlurq")
    out, _ = kg("review", "-s", small_store)
    assert decided == ["right 1", "undo id 1", "wrong 1", "undo id 1", "right 1"]
    asked = [line.partition(" of ")[0] for line in out.splitlines() if " of 3 · " in line]
    assert asked == ["1", "2", "1", "2", "3", "1", "2"]


def test_nothing_of_before_is_undone(kg, small_store: Path, decided: list[str], press) -> None:
    press("uq")
    out, _ = kg("review", "-s", small_store)
    assert decided == [] and "nothing to undo" in out and out.count("1 of 3 · ") == 2


@pytest.mark.parametrize("command", ["review", "sample"])
def test_without_a_terminal_it_says_so(kg, small_store: Path, decided: list[str], monkeypatch, command: str) -> None:
    def none() -> str:
        raise OSError(6, "No such device or address", "/dev/tty")

    monkeypatch.setattr(click, "getchar", none)
    _, err = kg(command, "-s", small_store, code=2)
    assert "there is none: --list only lists" in err and "/dev/tty" not in err
