"""What tests of the story share."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

import pytest


@pytest.fixture(scope="module", autouse=True)
def closed_behind_them() -> Iterator[None]:
    """Databases in memory that tests leave open are closed after each module: from Python 3.13 on it is warned of them."""
    opened: list[sqlite3.Connection] = []
    connect = sqlite3.connect

    def noted(*arguments: Any, **named: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*arguments, **named)
        if ":memory:" in map(str, arguments):  # stores on disk are closed by what opened them, some at the end of all tests
            opened.append(connection)
        return connection

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sqlite3, "connect", noted)
        yield
    for connection in opened:
        connection.close()
