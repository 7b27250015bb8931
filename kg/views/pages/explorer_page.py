"""The explorer's page: one file that holds script, style and a story, compressed, and asks for nothing."""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Mapping
from typing import Any

from kg.views.html.assets import asset
from kg.views.html.document import escape, fill, framed, plain, web_file

WORLD = "world"
"""Outlines of countries (TopoJSON), for the map."""
LICENCES = "licences"
STORY = "story"


def explorer_page(
    data: Mapping[str, Any],
    *,
    title: str = "Explorer of a story",
    source: str = "",
    blocks: Mapping[str, bytes] | None = None,
    wasm: bool = False,
) -> str:
    """A page to walk through a story.

    Args:
        data: as :func:`kg.views.networks.explorer_data.explorer_data` makes it.
        title: heading of the page.
        source: a line below it: what the page is of.
        blocks: more for its panels, by name, each compressed by gzip; the script reads them with ``block(name)``.
        wasm: whether its policy lets WebAssembly of a block run, and the script of the frame that it runs in
            (:mod:`kg.views.pages.explorer_sparql`).

    Returns:
        HTML, to be written as UTF-8. The same data gives the same page.

    Raises:
        KgError: KG046 when the explorer's script was not bundled.
    """
    script, style = asset("explorer.js").decode("utf-8"), asset("explorer.css").decode("utf-8")
    scripts = [script, asset("sparql-engine.js").decode("utf-8")] if wasm else [script]
    told = plain(json.dumps({**data, "title": title, "source": source}, ensure_ascii=False, separators=(",", ":")))
    held = {
        STORY: compressed(told.encode("utf-8")),
        WORLD: asset("world.json.gz"),
        LICENCES: asset("LICENSES.txt.gz"),
        **(blocks or {}),
    }
    parts = {
        "title": escape(title),
        "source": escape(source),
        "blocks": "\n".join(_block(name, content) for name, content in held.items()),
        "script": script,
    }
    body = fill(web_file("explorer/page.html"), parts)
    return framed(body, title=title, style=style, scripts=scripts, wasm=wasm)


def compressed(content: bytes) -> bytes:
    """Bytes as a block of a page holds them; no clock is in it."""
    return gzip.compress(content, compresslevel=9, mtime=0)


def _block(name: str, content: bytes) -> str:
    text = base64.b64encode(content).decode("ascii")
    return f'<script type="application/octet-stream" id="block-{escape(name)}">{text}</script>'
