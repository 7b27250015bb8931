"""``kg push`` against a store that speaks the Graph Store Protocol, which runs here for the test."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox
import pytest
from views import stories

from kg.errors import KgError
from kg.exchange.push import Remote, push, triples

OTHERS = "https://other.example/graph"


class Store(ThreadingHTTPServer):
    """Graphs by name, each as N-Triples."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.graphs: dict[str, bytes] = {OTHERS: b"<urn:a> <urn:b> <urn:c> .\n"}
        self.asked: list[str] = []
        self.refuse_after: int | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/store"


class Handler(BaseHTTPRequestHandler):
    server: Store

    def answer(self, status: int, body: bytes = b"") -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def handle_one(self) -> None:
        (graph,) = parse_qs(urlsplit(self.path).query)["graph"]
        self.server.asked.append(self.command)
        if self.command == "GET":
            found = self.server.graphs.get(graph)
            self.answer(404 if found is None else 200, found or b"")
        elif self.headers["Accept"] != "*/*":  # what a store says of what it did is no graph; Virtuoso refuses
            self.answer(406, b"Not Acceptable")
        elif self.command == "DELETE":
            self.answer(404 if self.server.graphs.pop(graph, None) is None else 204)
        else:
            data = self.rfile.read(int(self.headers["Content-Length"]))
            assert self.headers["Content-Type"] == "application/n-triples"
            list(ox.parse(data, format=ox.RdfFormat.N_TRIPLES))
            if self.server.refuse_after is not None and self.server.asked.count("PUT") > self.server.refuse_after:
                self.answer(507, b"full")
                return
            self.server.graphs[graph] = data
            self.answer(201)

    do_GET = do_PUT = do_DELETE = handle_one

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Store]:
    made = Store()
    thread = threading.Thread(target=made.serve_forever, args=(0.05,))
    thread.start()
    yield made
    made.shutdown()
    thread.join()
    made.server_close()


def held(store: ox.Store) -> dict[str, bytes]:
    return {graph.value: triples(store, graph.value) for graph in store.named_graphs()}


def test_only_what_changed_is_sent(server: Store) -> None:
    store, remote = stories.small().store(), Remote(server.url)
    number = len(list(store.named_graphs()))
    done = push(store, remote, stories.BASE)
    assert (done.sent, done.removed, done.unchanged) == (number, 0, 0)
    listing = f"{stories.BASE}pushed"
    ours = {name: data for name, data in server.graphs.items() if name not in (OTHERS, listing)}
    assert ours == held(store) and OTHERS in server.graphs
    server.asked.clear()
    assert push(store, remote, stories.BASE).unchanged == number
    assert server.asked == ["GET"]
    gone, changed = sorted(graph.value for graph in store.named_graphs())[:2]
    store.remove_graph(ox.NamedNode(gone))
    new = ox.NamedNode("urn:new")
    store.add(ox.Quad(new, new, ox.Literal("ä\n\"'"), ox.NamedNode(changed)))
    done = push(store, remote, stories.BASE)
    assert (done.sent, done.removed, done.unchanged) == (1, 1, number - 2)
    assert {name: data for name, data in server.graphs.items() if name not in (OTHERS, listing)} == held(store)


def test_a_push_that_was_broken_off_is_made_good(server: Store) -> None:
    store, remote = stories.small().store(), Remote(server.url)
    server.refuse_after = 2
    with pytest.raises(KgError, match=r"KG173.*507 full"):
        push(store, remote, stories.BASE)
    server.refuse_after = None
    push(store, remote, stories.BASE)
    assert held(store).items() <= server.graphs.items()


def test_what_is_no_store(server: Store) -> None:
    for url in ("ftp://x.example/store", "store", "http://me:secret@x.example/"):
        with pytest.raises(KgError, match="KG082"):
            Remote(url)
    server.shutdown()
    server.server_close()
    with pytest.raises(KgError, match="KG173"):
        push(stories.small().store(), Remote(server.url), stories.BASE)
