"""A picture of a story: a page that shows itself in a notebook's cell, and can be saved."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from kg.views.html.cell import HEIGHT
from kg.views.html.saving import Savable
from kg.views.pages.page import page

if TYPE_CHECKING:
    from networkx import MultiDiGraph


class Picture(Savable):
    """A network as an interactive page.

    Args:
        graph: as :func:`kg.views.networks.network.network` makes it.
        title: heading of the page.
        source: a line below it: what the picture is of.
        height: pixels that it takes in a cell.

    Raises:
        KgError: KG043 when the graph is too large to draw, as soon as the page is asked for.
    """

    def __init__(
        self, graph: MultiDiGraph, *, title: str = "Network of a story", source: str = "", height: int = HEIGHT
    ) -> None:
        self.graph = graph
        self.title = title
        self.source = source
        self.height = height

    def __repr__(self) -> str:
        return f"<Picture: {self.title}, {len(self.graph)} nodes, {self.graph.number_of_edges()} edges>"

    @functools.cached_property
    def html(self) -> str:
        """The whole page; the same graph gives the same page."""
        return page(self.graph, title=self.title, source=self.source)
