"""One self-contained interactive page: a picture of a network, with the sentences behind everything in it.

pyvis holds nodes, edges and options, and brings vis-network's script, which is inlined when a page is made. Nothing of
pyvis' own template is used: it calls other servers and escapes nothing. The policy in the page's head forbids requests.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from kg.errors import Code, KgError
from kg.views.drawing import appearance, draw

if TYPE_CHECKING:
    from networkx import MultiDiGraph

LIMIT = 500
"""Nodes that vis-network draws well."""
SCRIPTS = ("base", "canvas", "panel", "filters", "search", "table", "start")
_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}
_VERSION = re.compile(r"vis-(\d+)\.(\d+)\.(\d+)")


def page(graph: MultiDiGraph, *, title: str = "Network of a story", source: str = "") -> str:
    """A page that draws a network.

    Args:
        graph: as :func:`kg.views.network.network` makes it.
        title: heading of the page.
        source: a line below it: what the picture is of ("21 articles of store/").

    Returns:
        HTML, to be written as UTF-8. The same graph gives the same page.

    Raises:
        KgError: KG043 when the graph has more than :data:`LIMIT` nodes.
    """
    if len(graph) > LIMIT:
        raise KgError(Code.TOO_LARGE_VIEW, nodes=len(graph), limit=LIMIT)
    data = draw(graph) | {"title": title, "look": appearance()}
    style = _asset("page.css")
    script = "\n".join(["(() => {", '"use strict";', *(_asset(f"{name}.js") for name in SCRIPTS), "})();"])
    library = _vis_network()
    policy = (
        "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; "
        f"script-src {_hash(library)} {_hash(script)}; style-src {_hash(style)}"
    )
    parts = {
        "policy": policy,
        "title": html.escape(_plain(title)),
        "source": html.escape(_plain(source)),
        "style": style,
        "data": json_for_script(data),
        "library": library,
        "script": script,
    }
    return re.sub(r"\{\{(\w+)\}\}", lambda match: parts[match[1]], _asset("page.html"))


def json_for_script(data: Any) -> str:
    """JSON that can stand inside a script element: nothing in it ends the element or opens another."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return _plain(text).translate(_ESCAPES)


def _plain(text: str) -> str:
    """Without lone surrogates, which UTF-8 cannot hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _asset(name: str) -> str:
    return files("kg.views").joinpath("web", name).read_text(encoding="utf-8").strip()


@cache
def _vis_network() -> str:
    """vis-network's minified script, the newest that the installed pyvis has in its ``lib`` folder."""
    found = [
        (tuple(map(int, match.groups())), folder)
        for folder in files("pyvis").joinpath("lib").iterdir()
        if (match := _VERSION.fullmatch(folder.name))
    ]
    text = max(found, key=lambda pair: pair[0])[1].joinpath("vis-network.min.js").read_text(encoding="utf-8")
    # a browser's developer tools would ask for the map
    text = re.sub(r"//# sourceMappingURL=\S*", "", text).strip()
    assert "</script" not in text.lower() and "<!--" not in text, "vis-network's script cannot stand in a page"
    return text


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
