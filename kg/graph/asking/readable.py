"""An answer as people read it: words for terms, labels for nodes, no IRIs, and a table that fits a screen."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.graph.asking import words
from kg.graph.asking.calling import Naming
from kg.graph.asking.terms import Iri

TABLE_WIDTH = 120
"""Columns that a table takes at most where no terminal says otherwise."""
NARROWEST = 14
"""The least that a column must get for a table to be read across; narrower, each row is a block of lines."""


@dataclass(frozen=True, slots=True)
class Readable:
    """Columns for people.

    Attributes:
        columns: their names.
        rows: Python values: words, numbers, days; None where there is nothing.
    """

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]

    def texts(self) -> list[tuple[str, ...]]:
        """Every value as text for a table file: days as ISO dates, "" where there is nothing."""
        return [tuple("" if x is None else _plain(x) for x in row) for row in self.rows]

    def cells(self) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
        """Columns and rows of a table on a screen: a first and a last day are one interval, coordinates one cell."""
        columns, rows = self.columns, [tuple(map(_shown, row)) for row in self.rows]
        if "first" in columns and "last" in columns and "when" not in columns:
            a, b = columns.index("first"), columns.index("last")
            at, other = min(a, b), max(a, b)
            when = [words.days(_iso(row[a]), _iso(row[b])) for row in self.rows]
            columns = (*columns[:at], "when", *columns[at + 1 : other], *columns[other + 1 :])
            rows = [(*r[:at], w, *r[at + 1 : other], *r[other + 1 :]) for r, w in zip(rows, when, strict=True)]
        if "lat" in columns and "lon" in columns:
            at, other = columns.index("lat"), columns.index("lon")
            if other == at + 1:
                columns = (*columns[:at], "lat, lon", *columns[other + 1 :])
                rows = [(*r[:at], ", ".join(filter(None, r[at : other + 1])), *r[other + 1 :]) for r in rows]
        return columns, rows


def _iso(value: Any) -> str | None:
    return None if value is None else str(value)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if hasattr(value, "isoformat") and not hasattr(value, "hour"):
        return words.day(value)
    return _plain(value)


def readable(variables: Sequence[str], rows: Sequence[Sequence[Any]], naming: Naming | None, *, labelled: bool) -> Readable:
    """Turn an answer into columns for people.

    Args:
        variables: names of the columns.
        rows: Python values; IRIs as :class:`kg.graph.asking.terms.Iri`.
        naming: what nodes are called; without it there are none.
        labelled: whether the query gives a label beside every IRI, so that columns of IRIs and other addresses are left out.
    """

    def node(value: Any) -> bool:
        return naming is not None and isinstance(value, Iri) and naming.is_node(value)

    columns = [[row[at] for row in rows] for at in range(len(variables))]
    nodes = [bool(kept := [x for x in column if x is not None]) and all(map(node, kept)) for column in columns]
    outer = [_is_addresses(column) for column in columns]
    if labelled and not all(one or other for one, other in zip(nodes, outer, strict=True)):  # what is called otherwise, too
        left = [at for at, one in enumerate(outer) if not one]
        variables, columns, nodes = [variables[at] for at in left], [columns[at] for at in left], [nodes[at] for at in left]
    only = all(nodes)
    wanted = {
        str(x)
        for column, is_node in zip(columns, nodes, strict=True)
        if not is_node or only or not labelled
        for x in column
        if node(x)
    }
    names = naming(sorted(wanted)) if naming and wanted else {}
    found: list[tuple[str, list[Any]]] = []
    others = [[None if x is None else str(x) for x in c] for c, is_node in zip(columns, nodes, strict=True) if not is_node]
    for name, column, is_node in zip(variables, columns, nodes, strict=True):
        if not is_node:
            found.extend(_worded(name, [_named(x, names) for x in column]))
        elif only or not labelled:
            called = [None if x is None else names.get(x) for x in column]
            known = any(c is not None for c in called)
            if only and not known:
                found.append((name, [None if x is None else str(x) for x in column]))
            elif known and called not in others:
                found.append((name, called))
    if not found:
        found = [(name, [None if x is None else str(x) for x in c]) for name, c in zip(variables, columns, strict=True)]
    return Readable(tuple(name for name, _ in found), list(zip(*(c for _, c in found), strict=True)) if rows else [])


def _is_addresses(column: Sequence[Any]) -> bool:
    """Whether all that a column holds are addresses (of articles, of authorities), one or several a cell."""
    kept = [str(x).split() for x in column if x is not None and str(x)]
    if any(isinstance(x, Iri) and words.term(x) for x in column):
        return False  # a term of the model, which has words
    return bool(kept) and all(part.startswith(("http://", "https://", "urn:")) for parts in kept for part in parts)


def _named(value: Any, names: Mapping[str, str]) -> Any:
    if not isinstance(value, Iri):
        return value
    return names.get(value) or words.term(value) or str(value)


def _worded(name: str, column: list[Any]) -> list[tuple[str, list[Any]]]:
    """A column; one of points becomes two of numbers."""
    points = [words.point(x) if isinstance(x, str) else None for x in column]
    if any(points) and all(p is not None or x is None for p, x in zip(points, column, strict=True)):
        return [("lat", [p and p[0] for p in points]), ("lon", [p and p[1] for p in points])]
    return [(name, column)]


# ---------------------------------------------------------------- tables of text


def text_table(columns: Sequence[str], rows: Sequence[Sequence[str]], *, width: int = TABLE_WIDTH) -> str:
    """Aligned columns that fit ``width``; what does not fit goes on in the next line of its cell. Where columns would get fewer
    than :data:`NARROWEST`, each row is a block of lines: the name of a column, and its value.
    """
    rows = [[_printable(cell) for cell in row] for row in rows]
    widths = [max(map(cell_width, column)) for column in zip(columns, *rows, strict=True)]
    room = width - 2 * (len(columns) - 1)
    if sum(widths) > room:
        sizes = [sum(map(cell_width, column)) for column in zip(columns, *rows, strict=True)]
        fitted = _fitted(widths, sizes, room)
        if fitted is None:
            return _blocks(columns, rows, width)
        widths = fitted
    lines = [_line(columns, widths), _line(["─" * w for w in widths], widths)]
    for row in rows:
        wrapped = [_wrap(cell, w) for cell, w in zip(row, widths, strict=True)]
        for at in range(max(map(len, wrapped))):
            lines.append(_line([part[at] if at < len(part) else "" for part in wrapped], widths))
    return "\n".join(lines) + "\n"


def _fitted(widths: list[int], sizes: list[int], room: int) -> list[int] | None:
    """Widths that fit, the wider the more a column has to say; None where that would be too narrow."""
    cut = [min(w, NARROWEST) for w in widths]
    if sum(cut) > room:
        return None
    for _ in range(room - sum(cut)):
        open_ = [at for at in range(len(cut)) if cut[at] < widths[at]]
        if not open_:
            break
        at = max(open_, key=lambda i: (sizes[i] / cut[i], -i))
        cut[at] += 1
    return cut


def _blocks(columns: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> str:
    head = max(map(cell_width, columns))
    blocks = []
    for row in rows:
        lines = []
        for column, cell in zip(columns, row, strict=True):
            for at, part in enumerate(_wrap(cell, max(width - head - 2, NARROWEST)) if cell else ()):
                lines.append(f"{column if not at else '':<{head}}  {part}".rstrip())
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks) if blocks else "  ".join(columns) + "\n"


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(c + " " * (w - cell_width(c)) for c, w in zip(cells, widths, strict=True)).rstrip()


def _wrap(text: str, width: int) -> list[str]:
    if cell_width(text) <= width:
        return [text]
    if not text.isascii() and cell_width(text) > len(text):  # wide characters: half as many of them
        width = max(width // 2, 1)
    return textwrap.wrap(text, width, break_on_hyphens=False) or [""]


def _printable(text: str) -> str:
    """Text without what would move a terminal's cursor."""
    return "".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp", "Cf", "Cs") and c != "\u200d" else c for c in text)


def cell_width(text: str) -> int:
    """Columns that text takes on a screen."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in ("W", "F") else 1 for c in text
    )
