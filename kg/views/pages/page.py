"""One self-contained interactive page: a picture of a network, with the sentences behind everything in it.

pyvis holds nodes, edges and options, and brings vis-network's script, which is inlined when a page is made. Nothing of
pyvis' own template is used: it calls other servers and escapes nothing. The policy in the page's head forbids requests.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from kg.errors import Code, KgError
from kg.views.html.document import escape, fill, framed, json_for_script, page_script, page_style, web_file
from kg.views.networks.drawing import LIMIT, appearance, draw

if TYPE_CHECKING:
    from networkx import MultiDiGraph

SCRIPTS = ("elements", "base", "canvas", "names", "panel", "filters", "search", "table", "start")
_VERSION = re.compile(r"vis-(\d+)\.(\d+)\.(\d+)")


def page(graph: MultiDiGraph, *, title: str = "Network of a story", source: str = "") -> str:
    """A page that draws a network.

    Args:
        graph: as :func:`kg.views.networks.network.network` makes it.
        title: heading of the page.
        source: a line below it: what the picture is of ("21 articles of store/").

    Returns:
        HTML, to be written as UTF-8. The same graph gives the same page.

    Raises:
        KgError: KG043 when the graph has more than :data:`kg.views.networks.drawing.LIMIT` nodes.
    """
    if len(graph) > LIMIT:
        raise KgError(Code.TOO_LARGE_VIEW, nodes=len(graph), limit=LIMIT)
    data = draw(graph) | {"title": title, "look": appearance()}
    script = page_script(SCRIPTS)
    library = _vis_network()
    parts = {
        "title": escape(title),
        "source": escape(source),
        "data": json_for_script(data),
        "library": library,
        "script": script,
    }
    body = fill(web_file("page.html"), parts)
    return framed(body, title=title, style=page_style("page"), scripts=[library, script])


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
