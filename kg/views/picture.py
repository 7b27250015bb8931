"""A picture of a story: a page that shows itself in a notebook's cell, and can be saved."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import Code, KgError
from kg.views.cell import HEIGHT, cell
from kg.views.page import page

if TYPE_CHECKING:
    from networkx import MultiDiGraph


class Picture:
    """A network as an interactive page.

    Args:
        graph: as :func:`kg.views.network.network` makes it.
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

    def save(self, path: str | Path) -> Path:
        """Write the page, in UTF-8.

        Args:
            path: of the page; its name must end in .html or .htm.

        Returns:
            The path.

        Raises:
            KgError: KG042 for another suffix, KG002 when it cannot be written, KG043.
        """
        target = Path(path)
        if target.suffix.lower() not in (".html", ".htm"):
            raise KgError(Code.BAD_SUFFIX, path=path, known=".html")
        text = self.html
        try:
            target.write_text(text, encoding="utf-8", newline="\n")
        except OSError as error:
            raise KgError(Code.UNWRITABLE_FILE, path=path, why=error.strerror) from error
        return target

    def _repr_html_(self) -> str:
        return cell(self.html, height=self.height, title=self.title)
