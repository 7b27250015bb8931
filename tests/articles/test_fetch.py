import contextlib
import gzip
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from kg.articles import fetch as fetching
from kg.articles.article import Article
from kg.articles.fetch import fetch, is_address
from kg.articles.sources import read_articles
from kg.errors import Code, KgError

PAGE = (
    "<html><head><title>The bridge at Åmål opens</title>{}</head><body><article><h1>The bridge at Åmål opens</h1>"
    "<p>The bridge opened on Tuesday after nine years, the council said. "
    "<a href='/linked'>More</a><img src='/picture.png'></p></article><script src='/s.js'></script></body></html>"
)
FEED = (
    "<rss><channel><title>Lake News</title><item><title>One</title><link>{}/linked</link>"
    "<description>A summary of it.</description></item></channel></rss>"
)


class Handler(BaseHTTPRequestHandler):
    asked: ClassVar[list[str]] = []

    def log_message(self, *given: object) -> None:
        pass

    def do_GET(self) -> None:
        type(self).asked.append(self.path)
        here = f"http://{self.headers['Host']}"
        kind, body, more, status = "text/html; charset=utf-8", PAGE.format("").encode(), {}, 200
        match self.path.split("?")[0]:
            case "/latin":
                kind, body = "text/html; charset=iso-8859-1", PAGE.format("").encode("latin-1")
            case "/own":
                body = PAGE.format(f'<link rel="canonical" href="{here}/the-address">').encode()
            case "/foreign":
                body = PAGE.format('<link rel="canonical" href="https://elsewhere.example/front">').encode()
            case "/packed":
                body, more = gzip.compress(body), {"Content-Encoding": "gzip"}
            case "/early":
                more = {"Content-Length": str(len(body) + 10)}
            case "/early-packed":
                body, more = gzip.compress(body)[:-20], {"Content-Encoding": "gzip"}
            case "/early-chunks":
                self.protocol_version, self.close_connection = "HTTP/1.1", True
                self.send_response(200)
                self.send_header("Transfer-Encoding", "chunked")
                self.end_headers()
                self.wfile.write(b"40\r\n<p>He said")
                return
            case "/bomb":
                body, more = gzip.compress(b"<p>" * 3_000_000), {"Content-Encoding": "gzip"}
            case "/long":
                body = b"<p>words</p>" * 100_000
            case "/feed":
                kind, body = "application/rss+xml", FEED.format(here).encode()
            case "/notes.txt":
                kind, body = "text/plain; charset=windows-1250", "Łódź hosts the talks.".encode("cp1250")
            case "/lines":
                kind, body = (
                    "application/x-ndjson",
                    b'{"text": "One."}\n{"text": "Two.", "url": "https://x.example/2"}\n',
                )
            case "/pdf":
                kind, body = "application/pdf", b"%PDF-1.7 \x00\x01"
            case "/gone":
                status = 404
            case "/moved":
                status, more = 302, {"Location": "/page"}
            case "/file":
                status, more = 302, {"Location": "file:///etc/passwd"}
            case "/ftp":
                status, more = 301, {"Location": "ftp://127.0.0.1/x"}
            case "/round":
                status, more = 302, {"Location": f"/round?{len(self.asked)}"}
            case "/slow":
                time.sleep(1.5)
            case "/drip":
                self.send_response(200)
                self.end_headers()
                for _ in range(30):
                    try:
                        self.wfile.write(b"x" * 70_000)
                    except OSError:
                        return
                    time.sleep(0.05)
                return
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **more}.items():
            self.send_header(name, value)
        self.end_headers()
        with contextlib.suppress(OSError):
            self.wfile.write(body)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Handler, "asked", [])
    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=running.serve_forever, args=(0.05,))
    thread.start()
    yield f"http://127.0.0.1:{running.server_address[1]}"
    running.shutdown()
    running.server_close()
    thread.join()


def one(address: str, **given: str) -> Article:
    (article,) = read_articles([address], **given)
    return article


def test_a_page_and_nothing_else_is_fetched(server: str) -> None:
    article = one(f"{server}/page#part", publisher="P")
    assert article.headline == "The bridge at Åmål opens"
    assert (article.url, article.publisher, article.published) == (f"{server}/page", "P", None)
    assert article.source.startswith(server)
    assert Handler.asked == ["/page"]


def test_entries_of_a_feed_are_not_followed(server: str) -> None:
    article = one(f"{server}/feed")
    assert (article.url, article.publisher) == (f"{server}/linked", "Lake News")
    assert Handler.asked == ["/feed"]


def test_whose_address_it_is(server: str) -> None:
    assert one(f"{server}/own").url == f"{server}/the-address"
    assert one(f"{server}/foreign").url == f"{server}/foreign"  # a page does not speak for other hosts
    assert one(f"{server}/moved").url == f"{server}/page"


def test_kinds_and_encodings(server: str) -> None:
    assert "Åmål" in one(f"{server}/latin").text
    assert "Åmål" in one(f"{server}/packed").text
    assert one(f"{server}/notes.txt").text == "Łódź hosts the talks."
    assert [a.url for a in read_articles([f"{server}/lines"])] == [None, "https://x.example/2"]
    errors: list[KgError] = []
    assert not list(read_articles([f"{server}/pdf"], on_error=errors.append))
    assert [e.code for e in errors] == [Code.BAD_DOCUMENT]


def test_an_address_twice_is_fetched_once(server: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"See {server}/page for more.")
    (tmp_path / "b.jsonl").write_text(f'{{"text": "Words.", "url": "{server}/page"}}')
    assert len(list(read_articles([tmp_path, f"{server}/page", f"{server}/page"]))) == 3
    assert Handler.asked == ["/page"]


@pytest.mark.parametrize(
    ("path", "code", "why"),
    [
        ("/gone", Code.FETCH_FAILED, "404"),
        ("/file", Code.BAD_ADDRESS, "file is neither"),
        ("/ftp", Code.BAD_ADDRESS, "ftp is neither"),
        ("/round", Code.FETCH_FAILED, "redirected more than 5"),
        ("/early", Code.FETCH_FAILED, "10 bytes before its length"),
        ("/early-packed", Code.FETCH_FAILED, "before what was packed in it"),
        ("/early-chunks", Code.FETCH_FAILED, "IncompleteRead"),
    ],
)
def test_what_goes_wrong(server: str, path: str, code: Code, why: str) -> None:
    with pytest.raises(KgError, match=why) as error:
        list(read_articles([server + path]))
    assert error.value.code is code
    assert len(Handler.asked) <= fetching.REDIRECTIONS + 2


def test_limits(server: str) -> None:
    for path in ("/long", "/bomb"):
        with pytest.raises(KgError) as error:
            fetch(server + path, limit=100_000)
        assert error.value.code is Code.TOO_LARGE
    with pytest.raises(KgError, match="timed out"):
        fetch(f"{server}/slow", limit=100_000, timeout=0.3)
    with pytest.raises(KgError, match="takes too long"):
        fetch(f"{server}/drip", limit=10_000_000, longest=0.3)


def test_nobody_there() -> None:
    with pytest.raises(KgError) as error:
        fetch("http://127.0.0.1:1/", limit=10)
    assert error.value.code is Code.FETCH_FAILED


@pytest.mark.parametrize(
    "url",
    [
        "ftp://x.example/a",
        "file:///etc/passwd",
        "gopher://x",
        "https://",
        "http://u:p@x.example/",
        "http://x:99999/",
        "http://[x/",
    ],
)
def test_addresses_that_are_refused(url: str) -> None:
    assert is_address(url)
    with pytest.raises(KgError) as error:
        list(read_articles([url]))
    assert error.value.code is Code.BAD_ADDRESS
    assert "p@" not in str(error.value)


@pytest.mark.parametrize(
    "url",
    [
        "http://ada:s3cret@h.example/",
        "http://ada:s3@cret@h.example/",
        "http://ada:s3cret@[h.example/",
        "http://ada:s3cret@h.example:99999/",
        "http://ada:s3cret@h.example:port/",
        "http://ada:s3cret/x@h.example/",
        "http://ada:s3cret@h..example/",
        "ftp://ada:s3cret@h.example/",
        "HTTP://ada:s3cret@h.example/",
        "http://s3cret@/",
    ],
)
def test_no_password_is_told(url: str) -> None:
    with pytest.raises(KgError) as error:
        fetch(url, limit=10)
    assert error.value.code is Code.BAD_ADDRESS
    assert "s3" not in str(error.value) and "cret" not in str(error.value)


@pytest.mark.parametrize(
    "said",
    [
        [b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", b"a"],
        [b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n", b"a"],
        [b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n"],
        [b"HTTP/1.1 200 OK\r\n", b"X: a\r\n"],
        [b"", b"H"],
        [b"", b"HTTP/1.1 100 Continue\r\n\r\n"],
    ],
    ids=["body", "length", "chunks", "headers", "status", "interim"],
)
def test_a_server_that_never_ends_is_left(said: list[bytes]) -> None:
    """Each piece comes soon enough, and there is always one more."""
    first, again = said

    def trickle(server: socket.socket) -> None:
        with contextlib.suppress(OSError), server.accept()[0] as one:
            one.recv(4096)
            one.sendall(first)
            while True:
                one.sendall(again)
                time.sleep(0.1)

    with socket.create_server(("127.0.0.1", 0)) as server:
        giving = threading.Thread(target=trickle, args=(server,))
        giving.start()
        begun = time.monotonic()
        with pytest.raises(KgError, match="it takes too long") as error:
            fetch(f"http://127.0.0.1:{server.getsockname()[1]}/", limit=10_000_000, timeout=5, longest=1.0)
        assert error.value.code is Code.FETCH_FAILED
        assert time.monotonic() - begun < 5
        giving.join(10)
        assert not giving.is_alive()


def test_names_of_files_are_no_addresses(tmp_path: Path) -> None:
    for name in ("https.txt", "C:/x.txt", "http:/x.example", "a/http://b"):
        assert not is_address(name)
    with pytest.raises(KgError) as error:
        list(read_articles(["http:/x.example/a"]))
    assert error.value.code is Code.NO_ARTICLES
