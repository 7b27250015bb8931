"""Pages that show themselves in a notebook's cell, and can be saved."""

from __future__ import annotations

from pathlib import Path

from kg.errors import Code, KgError
from kg.files import write_whole
from kg.views.html.cell import cell


class Savable:
    """What has a page: ``html``, a ``title``, and a ``height`` in pixels that it takes in a cell."""

    title: str
    height: int

    @property
    def html(self) -> str:
        """The whole page."""
        raise NotImplementedError

    def save(self, path: str | Path) -> Path:
        """Write the page, in UTF-8.

        Args:
            path: of the page; its name must end in .html or .htm.

        Returns:
            The path.

        Raises:
            KgError: KG042 for another suffix, KG045 when it cannot be written, or whatever making the page raises.
        """
        target = Path(path)
        if target.suffix.lower() not in (".html", ".htm"):
            raise KgError(Code.BAD_SUFFIX, path=path, known=".html")
        text = self.html
        try:
            write_whole(target, text)
        except OSError as error:
            raise KgError(Code.UNWRITABLE_FILE, path=path, why=error.strerror) from error
        return target

    def _repr_html_(self) -> str:
        return cell(self.html, height=self.height, title=self.title)
