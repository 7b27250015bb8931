"""Every span and hash of a store, read again and held against its words; the record of what was done to it."""

from __future__ import annotations

import re

import pyoxigraph as ox

from kg.errors import Code, KgError
from kg.graph import vocabulary as v
from kg.graph.store.store import Store

SHORTEST = 12
"""Digits of a hash that are enough to name an entry."""
NAMED = 3
"""Faults of the record that a message names."""
_SPAN = re.compile(r"#char=(\d+),(\d+)$")


def verify_at(graph: ox.Store, path: str) -> tuple[int, int]:
    """:func:`verify`, for another process.

    Args:
        graph: of the store.
        path: its folder.
    """
    with Store(path) as store:
        return verify(store, graph)


def verify(store: Store, graph: ox.Store) -> tuple[int, int]:
    """Check each article's hash and, for every span in the graph, that its words are that slice of the text.

    Args:
        store: open.
        graph: its own.

    Returns:
        How many articles and how many spans were checked.

    Raises:
        KgError: KG026 for the first that does not match.
    """
    articles = spans = 0
    stored = {store.iris.article(row.key): row.article for row in store.database.rows()}
    hashes = dict(store.database.connection.execute("SELECT key, sha256 FROM article"))
    strings: dict[str, str] = {}
    for article, text in graph.query(f"SELECT ?a ?t {{ GRAPH ?a {{ ?a <{v.IS_STRING}> ?t }} }}"):  # type: ignore[union-attr]
        strings[article.value] = text.value
    for iri, article in stored.items():
        articles += 1
        if article.sha256 != hashes[article.key]:
            raise KgError(Code.WORDS_DIFFER, span=iri, why="its text has another hash")
        if strings.get(iri) != article.text:
            raise KgError(Code.WORDS_DIFFER, span=iri, why="the graph holds another text")
    for graph_name, span, words in graph.query(f"SELECT ?a ?s ?w {{ GRAPH ?a {{ ?s <{v.ANCHOR_OF}> ?w }} }}"):  # type: ignore[union-attr]
        spans += 1
        text = strings.get(graph_name.value)
        found = _SPAN.search(span.value)
        if text is None or not found or not span.value.startswith(graph_name.value + "#"):
            raise KgError(Code.WORDS_DIFFER, span=span.value, why="it belongs to no article of the store")
        if text[int(found[1]) : int(found[2])] != words.value:
            raise KgError(Code.WORDS_DIFFER, span=span.value, why=f"the graph says {words.value!r}")
    unheld = f"FILTER NOT EXISTS {{ ?m <{v.ANCHOR_OF}> ?w }}"
    for (span,) in graph.query(
        f"SELECT DISTINCT ?m {{ ?m <{v.DENOTES}> ?e {unheld} }} LIMIT 1",
        use_default_graph_as_union=True,
    ):  # type: ignore[union-attr]
        raise KgError(Code.WORDS_DIFFER, span=span.value, why="the story denotes by it, the evidence does not hold it")
    return articles, spans


def verify_record(store: Store, head: str | None = None) -> int:
    """Check the chain of hashes of what was done to a store, and that its articles and judgements are as that says.

    Args:
        store: the store.
        head: a hash that was noted earlier (as ``kg info`` prints it, or its beginning from 12 digits on): the entry with it
            must be there.

    Returns:
        How many entries hold; 0 of a store that was made before there was a record.

    Raises:
        KgError: KG144 with the first faults; KG145 where no entry has the hash.
    """
    faults = list(store.record.faults())
    if faults:
        more = f", and {len(faults) - NAMED:,} more" if len(faults) > NAMED else ""
        raise KgError(Code.RECORD_BROKEN, path=store.path, why="; ".join(faults[:NAMED]) + more)
    entries = store.record.entries()
    noted = head.strip().lower() if head else ""
    if head and (len(noted) < SHORTEST or not any(entry.hash.startswith(noted) for entry in entries)):
        raise KgError(Code.NO_SUCH_HEAD, path=store.path, head=head)
    return len(entries)
