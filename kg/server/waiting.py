"""Who waits for an answer: what is asked for a request ends when its client has left, and waits for its turn only so long.

The request at hand is a context variable, so that pages and tools need not hand it on to all that they ask.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Client:
    """Who waits.

    Attributes:
        wanted: whether it is still there; None where nobody can tell.
        since: when its request had come, by :func:`time.monotonic`.
    """

    wanted: Callable[[], bool] | None
    since: float


_CLIENT: ContextVar[Client | None] = ContextVar("client", default=None)


@contextlib.contextmanager
def client_of(environ: dict[str, Any]) -> Iterator[None]:
    """Work for the client of a request until the block ends.

    Args:
        environ: of WSGI; ``waitress.client_disconnected`` and :data:`WAITED` are looked at.
    """
    gone = environ.get("waitress.client_disconnected")
    wanted = None if gone is None else lambda: not gone()
    with _working_for(Client(wanted, time.monotonic() - float(environ.get(WAITED, 0.0)))):
        yield


WAITED = "kg.waited"
"""Key of the environment of WSGI: seconds for which a request had waited before anybody looked at it."""


@contextlib.contextmanager
def nobody() -> Iterator[None]:
    """Work for all that will ask, whoever leaves, until the block ends."""
    with _working_for(None):
        yield


@contextlib.contextmanager
def _working_for(client: Client | None) -> Iterator[None]:
    before = _CLIENT.set(client)
    try:
        yield
    finally:
        _CLIENT.reset(before)


def wanted() -> Callable[[], bool] | None:
    """Tells whether the client at hand is still there; None where nobody can tell."""
    client = _CLIENT.get()
    return None if client is None else client.wanted


def left(seconds: float) -> float:
    """What the client at hand may still wait, of ``seconds`` from its request on."""
    client = _CLIENT.get()
    return seconds if client is None else max(client.since + seconds - time.monotonic(), 0.0)
