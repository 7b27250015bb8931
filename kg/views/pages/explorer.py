"""The explorer of a story: a page that shows itself in a notebook's cell, and can be saved."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any

from kg.views.html.saving import Savable
from kg.views.pages.explorer_page import explorer_page

HEIGHT = 760
MAX_NODES = 5_000
"""Nodes that the page draws well; see docs/explorer.md for the figures."""


class Explorer(Savable):
    """A page to walk through a story.

    Args:
        data: as :func:`kg.views.networks.explorer_data.explorer_data` makes it.
        title: heading of the page.
        source: a line below it: what the page is of.
        blocks: more for its panels, by name, compressed by gzip.
        wasm: whether its policy lets WebAssembly of a block run.
        height: pixels that it takes in a cell.

    Raises:
        KgError: KG046, as soon as the page is asked for, when its script was not bundled.
    """

    def __init__(
        self,
        data: Mapping[str, Any],
        *,
        title: str = "Explorer of a story",
        source: str = "",
        blocks: Mapping[str, bytes] | None = None,
        wasm: bool = False,
        height: int = HEIGHT,
    ) -> None:
        self.data = data
        self.title = title
        self.source = source
        self.blocks = blocks or {}
        self.wasm = wasm
        self.height = height

    def __repr__(self) -> str:
        return f"<Explorer: {self.title}, {len(self.data['nodes'])} nodes, {len(self.data['edges'])} edges>"

    @functools.cached_property
    def html(self) -> str:
        """The whole page; the same data gives the same page."""
        return explorer_page(self.data, title=self.title, source=self.source, blocks=self.blocks, wasm=self.wasm)
