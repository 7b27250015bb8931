"""What lets a page of the explorer be asked in SPARQL: the graph itself, Oxigraph as WebAssembly, the named queries.

The page starts Oxigraph in a sandboxed frame whose document it holds itself: for that the policy needs ``'wasm-unsafe-eval'``,
the hash of the frame's script, and nothing more.
"""

from __future__ import annotations

from typing import Any

import msgspec
import pyoxigraph as ox

from kg.errors import Code, KgError
from kg.graph.asking.queries import named_queries
from kg.graph.vocabulary import PREFIXES
from kg.views.html.assets import asset
from kg.views.pages.explorer_page import compressed

MOST = 3_000_000
"""Statements that a browser can hold; see docs/explorer.md for the figures."""


def sparql_blocks(graph: ox.Store, base: str) -> dict[str, bytes]:
    """Blocks for :func:`kg.views.pages.explorer_page.explorer_page`, to be given with ``wasm=True``.

    Args:
        graph: the store's; all its layers go in, the texts of the articles and the ontology included.
        base: of the IRIs of its data; the page leaves it out where it shows them.

    Returns:
        By name: ``graph`` (TriG), ``oxigraph`` (WebAssembly), ``engine`` (the frame's script), ``queries`` (JSON), each
        compressed. The same graph gives the same blocks.

    Raises:
        KgError: KG046 when the explorer's script was not bundled, KG049 when the graph is larger than :data:`MOST`.
    """
    if len(graph) > MOST:
        raise KgError(Code.TOO_LARGE_GRAPH, statements=f"{len(graph):,}", limit=f"{MOST:,}")
    text = graph.dump(format=ox.RdfFormat.TRIG, prefixes=PREFIXES)
    assert text is not None
    return {
        "graph": compressed(text),
        "oxigraph": asset("oxigraph.wasm.gz"),
        "engine": compressed(asset("sparql-engine.js")),
        "queries": compressed(msgspec.json.encode({"base": base, "statements": len(graph), "queries": _queries()})),
    }


def _queries() -> list[dict[str, Any]]:
    return [
        {
            "name": query.name,
            "title": query.title,
            "group": query.group,
            "parameters": [
                {"name": p.name, "kind": p.kind, "required": p.required, "example": p.example} for p in query.parameters
            ],
            # its heading is said by the page
            "text": "\n".join(line for line in query.text.splitlines() if not line.startswith("#")) + "\n",
        }
        for query in named_queries().values()
    ]
