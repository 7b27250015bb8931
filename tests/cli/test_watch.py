"""``kg watch``: it goes on, whatever one look brings."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import Code, KgError
from kg.operations import build
from kg.operations.build import Report


def test_a_look_that_fails_ends_nothing(kg, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    empty, used = KgError(Code.NO_ARTICLES, path="in\x1b[2J"), KgError(Code.STORE_LOCKED, path="s")
    outcomes: list[object] = [Report(), empty, used, KeyboardInterrupt()]

    def look(*_: object, **__: object) -> Report:
        outcome = outcomes.pop(0)
        if isinstance(outcome, BaseException):
            raise outcome
        assert isinstance(outcome, Report)
        return outcome

    monkeypatch.setattr(build, "build", look)
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    _, error = kg("watch", tmp_path, "-s", tmp_path / "s", code=130)
    assert not outcomes and error.count("Not looked at: ") == 2 and "\x1b" not in error
