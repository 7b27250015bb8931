"""A store's graphs → any store that speaks the SPARQL 1.1 Graph Store Protocol (https://www.w3.org/TR/sparql11-http-rdf-update/).

What is there already is not sent again: the other store keeps, in a graph of its own, the hash of each graph that was sent. That
graph is written last, so that a push that was broken off is made good by the next.
"""

from __future__ import annotations

import hashlib
import re
import urllib.error
import urllib.request
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

import pyoxigraph as ox

from kg.errors import Code, KgError
from kg.graph.asking.limited import LimitedGraph

HASH = ox.NamedNode("https://schema.org/sha256")
_TYPE = "application/n-triples"
LARGEST = 2**28
"""Bytes of the list of hashes that are read."""

Progress = Callable[[str, int, int | None], None]


@dataclass(frozen=True, slots=True)
class Pushed:
    """What a push did: graphs that were sent, taken out, and left as they are."""

    sent: int
    removed: int
    unchanged: int


@dataclass(frozen=True, slots=True)
class Remote:
    """A store elsewhere.

    Attributes:
        url: where it answers to the protocol; graphs are named by ``?graph=``.
        user, password: for basic authentication, where it asks for it.
        seconds: that an answer may take.
    """

    url: str
    user: str | None = None
    password: str | None = None
    seconds: float = 120

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.fragment:
            raise KgError(Code.BAD_ADDRESS, url=self.url, why="it names no store on the web")

    def get(self, graph: str) -> bytes | None:
        """A graph as N-Triples; None where there is none.

        Raises:
            KgError: KG173.
        """
        return self._ask("GET", graph)

    def put(self, graph: str, data: bytes) -> None:
        """Put N-Triples in the place of a graph.

        Raises:
            KgError: KG173.
        """
        self._ask("PUT", graph, data)

    def delete(self, graph: str) -> None:
        """Take a graph out, if it is there.

        Raises:
            KgError: KG173.
        """
        self._ask("DELETE", graph)

    def _ask(self, method: str, graph: str, data: bytes | None = None) -> bytes | None:
        between = "&" if urlsplit(self.url).query else "?"
        request = urllib.request.Request(f"{self.url}{between}graph={quote(graph, safe='')}", data=data, method=method)
        if data is not None:
            request.add_header("Content-Type", _TYPE)
        # of what is put and deleted the answer may be anything: Virtuoso deletes nothing for whom asks for N-Triples
        request.add_header("Accept", _TYPE if method == "GET" else "*/*")
        if self.user is not None:
            token = b64encode(f"{self.user}:{self.password or ''}".encode()).decode()
            request.add_unredirected_header("Authorization", f"Basic {token}")
        try:
            with urllib.request.build_opener(_Straight).open(request, timeout=self.seconds) as answer:
                return bytes(answer.read(LARGEST))
        except urllib.error.HTTPError as error:
            with error:
                if error.code in (404, 410) and method != "PUT":
                    return None
                told = " ".join(error.read(300).decode("utf-8", "replace").split())
            raise self._failed(method, graph, f"status {error.code} {told}".strip()) from error
        except (OSError, ValueError) as error:
            raise self._failed(method, graph, str(getattr(error, "reason", error))) from error

    def _failed(self, method: str, graph: str, why: str) -> KgError:
        return KgError(Code.PUSH_FAILED, url=self.url, method=method, graph=graph, why=why.rstrip("."))


class _Straight(urllib.request.HTTPRedirectHandler):
    """Follows no redirection: what was named gets the graph, and nobody else."""

    def redirect_request(self, *_: object) -> None:
        return None


def push(store: ox.Store | LimitedGraph, remote: Remote, base: str, *, progress: Progress | None = None) -> Pushed:
    """Bring another store to where this one is: what is new or changed is put, what we put before and is gone is deleted.

    Args:
        store: ours.
        remote: the other; graphs that are not ours stay as they are.
        base: of our data: the list of hashes is the graph ``<base>pushed``.
        progress: is told how far it is.

    Raises:
        KgError: KG173.
    """
    listing = f"{base}pushed"
    there = _hashes(remote.get(listing))
    names = sorted(graph.value for graph in store.named_graphs() if isinstance(graph, ox.NamedNode))
    here, sent = {}, 0
    for number, name in enumerate(names):
        data = triples(store, name)
        here[name] = hashlib.sha256(data).hexdigest()
        if there.get(name) != here[name]:
            remote.put(name, data)
            sent += 1
        if progress:
            progress("Pushing", number + 1, len(names))
    gone = sorted(there.keys() - here.keys())
    for name in gone:
        remote.delete(name)
    if here != there:
        lines = "".join(f'<{name}> {HASH} "{digest}" .\n' for name, digest in sorted(here.items()))
        remote.put(listing, lines.encode("utf-8"))
    return Pushed(sent, len(gone), len(names) - sent)


def triples(store: ox.Store | LimitedGraph, name: str) -> bytes:
    """A graph as N-Triples, in an order that is always the same."""
    lines = sorted(f"{quad.triple} .\n" for quad in store.quads_for_pattern(None, None, None, ox.NamedNode(name)))
    return "".join(lines).encode("utf-8")


def _hashes(data: bytes | None) -> dict[str, str]:
    """Graph → hash, as the list at the other store says; what it should not hold is passed over."""
    try:
        if b"<<" in (data or b""):  # triples about triples, which are none of ours
            return {}
        found = list(ox.parse(data or b"", format=ox.RdfFormat.N_TRIPLES))
    except (SyntaxError, ValueError):
        return {}
    return {
        quad.subject.value: quad.object.value
        for quad in found
        if isinstance(quad.subject, ox.NamedNode)
        and quad.predicate == HASH
        and isinstance(quad.object, ox.Literal)
        and re.fullmatch(r"[0-9a-f]{64}", quad.object.value)
    }
