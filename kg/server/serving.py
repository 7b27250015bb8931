"""The listening socket, and its quiet end."""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import socket
import threading
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

from waitress.adjustments import Adjustments

from kg.errors import Code, KgError
from kg.graph.asking.sparql import MEGABYTES, SECONDS
from kg.server.application import BODY, Application
from kg.server.connections import OPTIONS, Listener, descriptors
from kg.server.guard import Guard
from kg.server.library import QUERIES, Library

HOST = "127.0.0.1"
PORT = 8420
THREADS = 24
"""Requests answered at once, beside the queries that run: those that wait for their turn should leave room for pages."""


class Server:
    """A store, served.

    Args:
        store: the folder.
        host, port: where to listen; port 0 takes any that is free.
        hosts, origins: as in :class:`kg.server.guard.Guard`.
        queries: how many may run at once.
        seconds, megabytes: limits of each.

    Raises:
        KgError: KG020, KG021, KG022, KG023, KG100.
    """

    def __init__(
        self,
        store: Path | str,
        *,
        host: str = HOST,
        port: int = PORT,
        hosts: Collection[str] = (),
        origins: Collection[str] = (),
        queries: int = QUERIES,
        seconds: float = SECONDS,
        megabytes: int = MEGABYTES,
    ) -> None:
        self.library = Library(store, queries=queries, seconds=seconds, megabytes=megabytes)
        self.application = Application(self.library, Guard(hosts=(host, *hosts), origins=origins))
        self.host = host
        try:
            listening = _listen(host, port)
        except (OSError, ValueError, OverflowError) as error:
            self.library.close()
            why = str(getattr(error, "strerror", None) or error)
            if isinstance(error, OSError) and error.errno is not None and error.errno > 0:
                why = os.strerror(error.errno)  # without what Python adds
            raise KgError(Code.CANNOT_LISTEN, host=host, port=port, why=why) from error
        self.port = int(listening.getsockname()[1])
        for name in ("waitress", "waitress.queue"):  # that a request or a connection waits is no news for the terminal
            logging.getLogger(name).setLevel(logging.ERROR)
        descriptors()
        adjustments = Adjustments(
            sockets=[listening], threads=THREADS + queries, ident="kg", max_request_body_size=BODY, **OPTIONS
        )
        info = (listening.family, listening.type, listening.proto, listening.getsockname())
        self._server: Any = Listener(
            self.application, _sock=listening, adj=adjustments, bind_socket=False, sockinfo=info
        )

    @property
    def address(self) -> str:
        """What to open in a browser."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}/"

    def run(self, ready: Callable[[], None] = lambda: None) -> None:
        """Serve until Ctrl-C or SIGTERM; what is under way then is ended.

        Args:
            ready: called when requests are answered.
        """

        def stop(number: int, frame: object) -> None:
            self.library.close()  # or the end would wait for what is asked
            raise KeyboardInterrupt

        before = {}
        if threading.current_thread() is threading.main_thread():
            # a shell that starts us in the background has Ctrl-C ignored, and means it
            caught = [n for n in (signal.SIGINT, signal.SIGTERM) if signal.getsignal(n) is not signal.SIG_IGN]
            before = {number: signal.signal(number, stop) for number in caught}
        try:
            ready()
            with contextlib.suppress(KeyboardInterrupt):
                self._server.run()
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
            self.close()

    def close(self) -> None:
        """Stop listening and end all queries."""
        self.library.close()
        self._server.close()


def _listen(host: str, port: int) -> socket.socket:
    """A socket that listens at the first address of a name."""
    family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
    return socket.create_server(address, family=family)
