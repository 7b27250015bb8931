"""One page that somebody named by its address, fetched. Nothing else in kg reaches the network.

Only what is named is fetched: no link, no feed's entry, no picture, no script. A page that a person names is a visit of
that person's, as with a browser, so robots.txt is not asked; what fetches many pages is a crawler, and has to.
"""

from __future__ import annotations

import contextlib
import http.client
import re
import socket
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from kg.articles.packed import CHUNK, is_cut, unpack
from kg.errors import Code, KgError

TIMEOUT = 20.0
"""Seconds that a server may be silent."""

LONGEST = 60.0
"""Seconds that a page may take, as a whole."""

REDIRECTIONS = 5

MOST_WORDS = 200
"""Characters of what a server says, in a message."""

_MOVED = frozenset((301, 302, 303, 307, 308))

AGENT = "kg/0.1 (reads one page that its user named)"
ACCEPT = "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,text/plain;q=0.9,*/*;q=0.5"

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server gave.

    Attributes:
        data: the content, unpacked.
        content_type: as the server says.
        url: where it came from in the end, redirections followed.
    """

    data: bytes
    content_type: str
    url: str


def is_address(path: str) -> bool:
    """Whether ``path`` is written as an address (``https://…``, but ``ftp://…`` as well) and not as a file's name."""
    return bool(_ADDRESS.match(path))


def fetch(url: str, *, limit: int, timeout: float = TIMEOUT, longest: float = LONGEST) -> Fetched:
    """The page at ``url``.

    Args:
        url: http or https.
        limit: most bytes, packed and unpacked.
        timeout: seconds of silence.
        longest: seconds as a whole.
    Raises:
        KgError: BAD_ADDRESS, FETCH_FAILED, TOO_LARGE.
    """
    line = _Line(longest)
    address = _checked(url)
    for _ in range(REDIRECTIONS + 1):
        with line, _asking(url, line), _opened(address, timeout, line) as answer:
            moved = answer.headers.get("Location") if answer.status in _MOVED else None
            if moved:
                address = _checked(urljoin(address, moved))
                continue
            if answer.status != HTTPStatus.OK:
                raise _failed(url, f"the server answers {answer.status} {answer.reason[:MOST_WORDS]}")
            coding, kind = answer.headers.get("Content-Encoding", ""), answer.headers.get("Content-Type", "")
            sent = _body(answer, url, limit, line)
            if is_cut(sent, coding):
                raise _failed(url, "it ends before what was packed in it does")
            data = unpack(sent, coding, limit)
            break
    else:
        raise _failed(url, f"it is redirected more than {REDIRECTIONS} times")
    if len(data) > limit:
        raise KgError(Code.TOO_LARGE, path=url, size=f"more than {limit} bytes", limit=limit)
    return Fetched(data, kind, address)


def _failed(url: str, why: str) -> KgError:
    return KgError(Code.FETCH_FAILED, url=url, why=why)


class _Line:
    """The connections of one call, which are cut when its time is over, whatever the server sends or does not send.

    Args:
        seconds: its time, from now on.
    """

    def __init__(self, seconds: float) -> None:
        self.until = time.monotonic() + seconds
        self._sockets: list[socket.socket] = []

    @property
    def over(self) -> bool:
        return time.monotonic() >= self.until

    def connected(self, opened: socket.socket) -> None:
        self._sockets.append(opened)
        if self.over:
            self._cut()

    def _cut(self) -> None:
        for one in self._sockets:
            with contextlib.suppress(OSError):
                socket.socket.shutdown(one, socket.SHUT_RDWR)  # below any encryption: what waits for it wakes up

    def __enter__(self) -> None:
        self._timer = threading.Timer(max(self.until - time.monotonic(), 0), self._cut)
        self._timer.daemon = True
        self._timer.start()

    def __exit__(self, *of: object) -> None:
        self._timer.cancel()


@contextmanager
def _asking(url: str, line: _Line) -> Iterator[None]:
    """What goes wrong on the way to ``url`` is one error of ours."""
    try:
        yield
    except (OSError, http.client.HTTPException, ValueError) as error:
        if line.over:
            raise _failed(url, "it takes too long") from error
        reason = getattr(error, "reason", None) or error
        raise _failed(url, str(getattr(reason, "strerror", None) or reason)[:MOST_WORDS] or type(reason).__name__) from error


def _opened(address: str, timeout: float, line: _Line) -> http.client.HTTPResponse:
    """The answer to one request, whatever its status."""

    class Plain(http.client.HTTPConnection):
        def connect(self) -> None:
            super().connect()
            line.connected(self.sock)

    class Secure(http.client.HTTPSConnection):
        def connect(self) -> None:
            super().connect()
            line.connected(self.sock)

    class PlainHandler(urllib.request.HTTPHandler):
        def http_open(self, request: urllib.request.Request) -> http.client.HTTPResponse:
            return self.do_open(Plain, request)

    class SecureHandler(urllib.request.HTTPSHandler):
        def https_open(self, request: urllib.request.Request) -> http.client.HTTPResponse:
            return self.do_open(Secure, request)

    opener = urllib.request.OpenerDirector()  # not build_opener(): that would open files and FTP as well
    for handler in (urllib.request.ProxyHandler, PlainHandler, SecureHandler):
        opener.add_handler(handler())
    headers = {"User-Agent": AGENT, "Accept": ACCEPT, "Accept-Encoding": "gzip"}
    answer: http.client.HTTPResponse = opener.open(urllib.request.Request(address, headers=headers), timeout=timeout)
    return answer


def _body(answer: http.client.HTTPResponse, url: str, limit: int, line: _Line) -> bytes:
    parts: list[bytes] = []
    size = 0
    while piece := answer.read1(CHUNK):
        size += len(piece)
        parts.append(piece)
        if size > limit:
            raise KgError(Code.TOO_LARGE, path=url, size=f"more than {limit} bytes", limit=limit)
    if line.over:  # then it may have been cut off
        raise _failed(url, "it takes too long")
    if answer.length:  # what is left of what was promised
        raise _failed(url, f"it ends {answer.length:,} bytes before its length")
    return b"".join(parts)


def _without_user(text: str) -> str:
    """A text with an address in it, as messages show it: with what may be a password left out, also where it is none."""
    return re.sub(r"(?<=//).*@", "…@", text, flags=re.DOTALL)


def _odd(url: str, error: ValueError) -> str:
    return "its host cannot be read" if "@" in url else str(error)  # which may quote a part of a password


def _checked(url: str) -> str:
    """``url`` in ASCII, as a request says it."""
    try:
        parts = urlsplit(url)
        port, host = parts.port, parts.hostname or ""
        if ":" not in host:
            host = host.encode("idna").decode("ascii")
    except ValueError as error:
        raise KgError(Code.BAD_ADDRESS, url=_without_user(url), why=_odd(url, error)) from error
    if parts.scheme.lower() not in ("http", "https"):
        raise KgError(Code.BAD_ADDRESS, url=_without_user(url), why=f"{parts.scheme} is neither http nor https")
    if parts.username is not None or parts.password is not None:
        raise KgError(Code.BAD_ADDRESS, url=_without_user(url), why="it holds a user's name")
    if not host:
        raise KgError(Code.BAD_ADDRESS, url=url, why="it names no host")
    netloc = (f"[{host}]" if ":" in host else host) + (f":{port}" if port else "")
    safe = "/%:=&?~+!$,;'@()*[]"
    return urlunsplit((parts.scheme.lower(), netloc, quote(parts.path, safe=safe), quote(parts.query, safe=safe), ""))
