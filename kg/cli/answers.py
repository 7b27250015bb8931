"""What commands share whose answer is rows: how to write them, which part of the network to look at."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.common import F, plural, print_table

if TYPE_CHECKING:
    from kg.graph.asking.rows import Rows

CLASSES = ("Person", "Organization", "Place", "Group", "Thing")

format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json", "jsonl"]),
    default="table",
    show_default=True,
    help="How to write the answer; json and jsonl hold IRIs, too.",
)

iris_option = click.option("--iris", is_flag=True, help="Tables and CSV with the graph's own terms and IRIs, instead of words.")

statements_option = click.option("--statements", is_flag=True, help="Who speaks to whom is a link, too.")

limit_option = click.option("--limit", type=click.IntRange(min=1), metavar="N", help="The first N rows alone.")


def network_options(command: F) -> F:
    """``--class --from --to --statements``: which part of the network to look at."""
    for option in (
        statements_option,
        click.option("--to", "last", metavar="DATE", help="Only events up to this day, month or year."),
        click.option("--from", "first", metavar="DATE", help="Only events from this day, month or year."),
        click.option(
            "--class", "classes", multiple=True, type=click.Choice(CLASSES), help="Entities of this class alone; may be repeated."
        ),
    ):
        command = option(command)
    return command


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
            click.echo("No rows.", err=True)
    else:
        text = shown.write(form, iris=iris)
        click.echo(text, nl=not text.endswith("\n"))
    if more:
        click.echo(f"… and {plural(more, 'more row')} (--limit)", err=True)
    for note in rows.notes:
        click.echo(f"Note: {note}", err=True)


def save_page(path: str, page: str) -> None:
    """Write a page.

    Raises:
        KgError: KG042 for another suffix than .html, KG045 when it cannot be written.
    """
    from kg.errors import Code, KgError

    if Path(path).suffix.lower() not in (".html", ".htm"):
        raise KgError(Code.BAD_SUFFIX, path=path, known=".html")
    try:
        Path(path).write_text(page, encoding="utf8", newline="\n")
    except OSError as error:
        raise KgError(Code.UNWRITABLE_FILE, path=path, why=error.strerror or error) from error
