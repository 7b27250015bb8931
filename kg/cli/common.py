"""What several commands share: options, the console, tables, paragraphs, the progress bar."""

from __future__ import annotations

import os
import shutil
import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg.errors import printable

if TYPE_CHECKING:
    from rich.console import Console

F = TypeVar("F", bound=Callable[..., Any])

WIDTH = 100
"""Columns of text that goes to a file or another program."""

SHORT = 16
"""Columns of a table that are no wider than this are never broken."""

store_option: Callable[[F], F] = click.option(
    "-s",
    "--store",
    "store",
    required=True,
    type=click.Path(file_okay=False),
    metavar="STORE",
    envvar="KG_STORE",
    help="The store's folder (or set KG_STORE).",
)


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
    """A table as wide as the terminal; what does not fit goes on in the next line of its cell."""
    from rich.table import Table

    cells = [[printable(cell, keep="\n") for cell in row] for row in rows]
    table = Table(box=None, pad_edge=False, header_style="bold")
    for at, column in enumerate(columns):
        short = max([len(column), *(len(row[at]) for row in cells)]) <= SHORT
        table.add_column(column, overflow="fold", no_wrap=short)
    for row in cells:
        table.add_row(*row)
    console().print(table)


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


def plural(number: int, one: str, many: str | None = None) -> str:
    """ "1 article", "2 articles"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
