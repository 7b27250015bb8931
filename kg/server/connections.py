"""Connections with limits of time: one that is silent, trickles, or takes no answer is closed, and holds no working thread.

waitress reads and writes all connections in one thread and gives whole requests to others; what it lacks is a limit for how
long a request may take to come, and an answer to go.
"""

from __future__ import annotations

import contextlib
import time
from typing import Any

from waitress.channel import HTTPChannel
from waitress.server import TcpWSGIServer
from waitress.task import WSGITask

from kg.server.waiting import WAITED

HEADERS = 10.0
"""Seconds that the head of a request may take, from the first byte or, on a new connection, from its beginning."""
BODY_SECONDS = 30.0
"""Seconds that a whole request may take."""
IDLE = 30.0
"""Seconds that a connection is kept for the next request."""
STALLED = 30.0
"""Seconds in which a client must have taken some of its answer."""
TAKING = 900.0
"""Seconds that taking an answer may last."""
CONNECTIONS = 1_000
"""Connections at once; more wait until one of them is closed."""
EVERY = 1
"""Seconds between two looks at all of them."""
NEVER = 2**40
"""Bytes of an answer that wait in a file, not in a thread, until the client takes them: all."""

OPTIONS: dict[str, Any] = {
    "connection_limit": CONNECTIONS,
    "cleanup_interval": EVERY,
    "asyncore_use_poll": True,  # select() takes no descriptor from 1,024 on
    "max_request_header_size": 2**16,
    "outbuf_high_watermark": NEVER,
    "channel_request_lookahead": 1,  # notices that a client has gone, so that its query can be ended
    "clear_untrusted_proxy_headers": True,
}
"""Of waitress."""


class Task(WSGITask):
    """A request that knows how long it has waited for a thread."""

    def get_environment(self) -> dict[str, Any]:
        environ: dict[str, Any] = super().get_environment()
        environ[WAITED] = max(time.time() - self.channel.last_activity, 0.0)
        return environ


class Channel(HTTPChannel):
    """A connection."""

    creation_time: float
    last_activity: float
    task_class = Task
    begun: float | None = None
    """When the request that is coming began."""
    sending: float | None = None
    """When its answer began to go."""

    def received(self, data: bytes) -> bool:
        if self.request is None:
            self.begun = time.time()
        taken: bool = super().received(data)
        return taken

    def late(self, now: float) -> bool:
        """Whether it has used up its time.

        Args:
            now: as :func:`time.time`.
        """
        # a clock that was set back must not give it another hour
        self.last_activity, self.creation_time = min(self.last_activity, now), min(self.creation_time, now)
        self.begun = self.begun and min(self.begun, now)
        self.sending = self.sending and min(self.sending, now)
        if self.requests:  # its request is being answered; the query has limits of its own
            return False
        if self.total_outbufs_len:
            self.sending = self.sending or now
            return now - self.last_activity > STALLED or now - self.sending > TAKING
        self.sending = None
        if self.request is not None:
            begun = self.begun or self.creation_time
            return bool(now - begun > (BODY_SECONDS if self.request.headers_finished else HEADERS))
        unused = self.begun is None
        return bool(now - self.last_activity > (HEADERS if unused else IDLE))


class Listener(TcpWSGIServer):
    """Takes connections, and closes those that are late."""

    channel_class = Channel

    def maintenance(self, now: float) -> None:
        for channel in self.active_channels.values():
            if channel.late(now):
                channel.will_close = True


def descriptors(wanted: int = CONNECTIONS + 200) -> None:
    """Let this process have as many open files as connections need, where the system allows it."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        if soft != resource.RLIM_INFINITY and soft < wanted:
            most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
