"""How commands write to a terminal: the console, tables, rows of an answer, paragraphs, the progress bar."""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.errors import Code, KgError, escaped, printable
from kg.files import write_whole
from kg.views.asked.wording import plural

if TYPE_CHECKING:
    from rich.console import Console

    from kg.graph.asking.rows import Rows

WIDTH = 100
"""Columns of text that goes to a file or another program."""

SHORT = 16
"""Columns of a table that are no wider than this are never broken."""

READABLE = 24
"""The least that the other columns must get for a table to be read across; 12 breaks names and addresses into pieces, 32 makes
records of tables that a terminal of 120 columns shows well."""

def console(*, stderr: bool = False) -> Console:
    """A rich console that never takes data for markup or for the terminal's own commands, as wide as the terminal,
    :data:`WIDTH` where there is none.
    """
    from rich.console import Console

    class Plain(Console):
        def print(self, *objects: Any, **options: Any) -> None:
            super().print(*(printable(o, keep="\n") if isinstance(o, str) else o for o in objects), **options)

    made = Plain(stderr=stderr, markup=False, highlight=False, emoji=False)
    if not made.is_terminal and "COLUMNS" not in os.environ:
        made.width = WIDTH
    return made


def width() -> int:
    """Columns that text may take."""
    return shutil.get_terminal_size((WIDTH, 24)).columns if os.isatty(1) or "COLUMNS" in os.environ else WIDTH


def paragraph(out: Console, text: str, *, indent: int = 0, hanging: int = 0, style: str | None = None) -> None:
    """Text in lines no wider than the console.

    Args:
        out: where to.
        text: one paragraph; line ends in it do not count.
        indent: columns before every line.
        hanging: more columns before all lines but the first.
        style: of rich.
    """
    lines = textwrap.wrap(
        " ".join(text.split()),
        width=max(out.width, 30),
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + hanging),
        break_on_hyphens=False,
    )
    for line in lines:
        out.print(line, style=style, soft_wrap=True)


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table as wide as the terminal; what does not fit goes on in the next line of its cell.

    Where the terminal is so narrow that columns would get fewer than :data:`READABLE` characters, each row is a block of lines
    instead, one for each value that is there, after the name of its column.
    """
    from rich.cells import cell_len
    from rich.table import Table

    out = console()
    cells = [[printable(cell, keep="\n") for cell in row] for row in rows]
    widths = [max(map(cell_len, [column, *(row[at] for row in cells)])) for at, column in enumerate(columns)]
    short = [width <= SHORT for width in widths]
    gaps = 2 * (len(columns) - 1)
    left = out.width - gaps - sum(width for width, is_short in zip(widths, short, strict=True) if is_short)
    if sum(widths) + gaps > out.width and left < READABLE * short.count(False):
        _print_records(out, columns, cells)
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column, is_short in zip(columns, short, strict=True):
        table.add_column(column, overflow="fold", no_wrap=is_short)
    for row in cells:
        table.add_row(*row)
    out.print(table)


def _print_records(out: Console, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Rows as blocks of lines: the name of a column, and its value."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    for number, row in enumerate(rows):
        if number:
            table.add_row("", "")
        for column, cell in zip(columns, row, strict=True):
            if cell:
                table.add_row(column, cell)
    out.print(table)


@contextmanager
def progress_bar(*, quiet: bool = False) -> Iterator[Callable[[str, int, int | None], None]]:
    """A progress bar on stderr, one line a phase; silent where stderr is no terminal."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    shown = console(stderr=True)
    with Progress(
        TextColumn("{task.description:<10}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=shown,
        disable=quiet or not shown.is_terminal,
    ) as progress:
        tasks: dict[str, Any] = {}

        def tell(phase: str, done: int, total: int | None) -> None:
            if phase not in tasks:
                tasks[phase] = progress.add_task(phase, total=total)
            progress.update(tasks[phase], completed=done, total=total)

        yield tell


def say(text: str = "", *, err: bool = False, nl: bool = True) -> None:
    """Write some words in their lines, without what a terminal would obey: what they tell of may be others' (titles, names)."""
    click.echo(printable(text, keep="\n\t"), err=err, nl=nl)


def echo_data(text: str) -> None:
    """Write data to standard output as they are, or, to a terminal, without what it would obey."""
    click.echo(escaped(text) if sys.stdout.isatty() else text, nl=not text.endswith("\n"))


def print_rows(rows: Rows, form: str, *, limit: int | None = None, iris: bool = False) -> None:
    """Write rows to the screen; notes and what was left out go to standard error.

    Args:
        rows: to write.
        form: table, csv, json or jsonl.
        limit: most rows.
        iris: show IRIs and the graph's own terms.
    """
    more = 0 if limit is None else max(len(rows) - limit, 0)
    shown = rows.first(limit) if limit is not None else rows
    if form == "table":
        print_table(*shown.cells(iris=iris))
        if not rows:
            say("No rows.", err=True)
    else:
        echo_data(shown.write(form, iris=iris))
    if more:
        say(f"… and {plural(more, 'more row')} (--limit)", err=True)
    for note in rows.notes:
        say(f"Note: {note}", err=True)


def save_page(path: str, page: str) -> None:
    """Write a page.

    Raises:
        KgError: KG042 for another suffix than .html, KG045 when it cannot be written.
    """
    if Path(path).suffix.lower() not in (".html", ".htm"):
        raise KgError(Code.BAD_SUFFIX, path=path, known=".html")
    try:
        write_whole(path, page)
    except OSError as error:
        raise KgError(Code.UNWRITABLE_FILE, path=path, why=error.strerror or error) from error
