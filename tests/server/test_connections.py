"""Connections that hold up a server: silent, trickling, taking nothing."""

from __future__ import annotations

import socket
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from kg.server import connections
from kg.server.connections import BODY_SECONDS, HEADERS, IDLE, STALLED, TAKING, Channel
from kg.server.serving import Server


def channel(**more: Any) -> Channel:
    """One that was opened at 0 and heard of at 0, without a socket."""
    made = Channel.__new__(Channel)
    made.requests, made.creation_time, made.last_activity = [], 0.0, 0.0
    for name, value in more.items():
        setattr(made, name, value)
    return made


HEAD, BODY = SimpleNamespace(headers_finished=False), SimpleNamespace(headers_finished=True)


@pytest.mark.parametrize(
    ("one", "limit"),
    [
        ({}, HEADERS),  # silent from the beginning
        ({"request": HEAD, "begun": 0.0}, HEADERS),
        ({"request": BODY, "begun": 0.0}, BODY_SECONDS),
        ({"begun": -100.0}, IDLE),  # answered long ago
        ({"begun": 0.0, "total_outbufs_len": 1}, STALLED),
    ],
)
def test_what_each_may_take(one: dict[str, Any], limit: float) -> None:
    assert not channel(**one).late(limit - 0.1)
    assert channel(**one).late(limit + 0.1)


def test_a_byte_now_and_then_gives_no_more_time() -> None:
    assert channel(request=HEAD, begun=0.0, last_activity=HEADERS).late(HEADERS + 0.1)
    taking = channel(begun=0.0, total_outbufs_len=1)
    assert not taking.late(1.0)
    taking.last_activity = TAKING + 1.0
    assert taking.late(TAKING + 1.1)


def test_a_clock_that_is_set_back_gives_no_more_time() -> None:
    one = channel(request=HEAD, begun=1000.0, last_activity=1000.0, creation_time=1000.0)
    assert not one.late(10.0)
    assert one.late(10.1 + HEADERS)


def test_a_request_that_is_answered_has_the_limits_of_its_queries() -> None:
    assert not channel(requests=[BODY], begun=0.0).late(10_000.0)


@pytest.fixture
def server(small_store: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setattr(connections, "HEADERS", 1.0)
    made = Server(small_store, port=0, queries=1, seconds=20)
    running = threading.Thread(target=made._server.run)
    running.start()
    yield made
    made._server.asyncore.close_all(made._server._map)
    running.join(10)
    made._server.task_dispatcher.shutdown()
    made.library.close()


def test_silent_and_trickling_connections_are_closed(server: Server) -> None:
    opened = [socket.create_connection(("127.0.0.1", server.port), timeout=10) for _ in range(60)]
    for one in opened[:30]:
        one.sendall(b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: localhost\r\nX-")
    with urllib.request.urlopen(f"{server.address}sparql?query=ASK%7B%7D", timeout=20) as answer:
        assert answer.read() == b'{"head":{},"boolean":true}'
    until = time.monotonic() + 20
    waiting = list(opened)
    for one in waiting:
        one.settimeout(0.01)
    while waiting and time.monotonic() < until:
        waiting = [one for one in waiting if not _closed(one)]
    assert not waiting
    for one in opened:
        one.close()


def _closed(one: socket.socket) -> bool:
    try:
        one.sendall(b"a")
        return one.recv(10) == b""
    except TimeoutError:
        return False
    except OSError:
        return True
