"""``kg timeline``."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.common import plural, print_table, store_option


@click.command("timeline")
@click.argument("name", required=False)
@store_option
@click.option("--from", "first", metavar="DATE", help="Only events from this day, month or year.")
@click.option("--to", "last", metavar="DATE", help="Only events up to this day, month or year.")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False), metavar="PAGE", help="Write an interactive page, .html"
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv", "jsonl"]),
    default="table",
    show_default=True,
    help="How to write it to the screen.",
)
@click.option("--statements", is_flag=True, help="List what was merely said, too.")
@click.option("--undated", is_flag=True, help="List events without a date, too, at the end.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="The first N of the table alone.")
@click.option("--title", metavar="TEXT", help="Title of the page.")
def command(
    name: str | None,
    store: str,
    first: str | None,
    last: str | None,
    output: str | None,
    form: str,
    statements: bool,
    undated: bool,
    limit: int | None,
    title: str | None,
) -> None:
    """List dated events in order of time.

    NAME is any name of one who takes part or of a place where they happen; without it the whole story is listed. Each event
    comes with its status, or how that went, the number of independent sources and a sentence.

    Example: kg timeline Dmitriev -s story -o dmitriev.html
    """
    from kg.api import Story

    with Story(store) as story:
        found = story.timeline(
            name,
            first=first,
            last=last,
            statements=statements,
            undated=undated,
            title=title or name or Path(store).name,
        )
    if output:
        from kg.errors import Code, KgError

        if Path(output).suffix.lower() not in (".html", ".htm"):
            raise KgError(Code.BAD_SUFFIX, path=output, known=".html")
        try:
            Path(output).write_text(found.page(source=plural(len(found), "event")), encoding="utf8")
        except OSError as error:
            raise KgError(Code.UNWRITABLE_FILE, path=output, why=error.strerror or error) from error
        click.echo(f"{plural(len(found), 'event')} → {output}")
        return
    if form != "table":
        click.echo(found.write(form), nl=False)
        return
    print_table(found.COLUMNS, found.cells()[:limit])
    if limit and len(found) > limit:
        click.echo(f"… and {plural(len(found) - limit, 'more event')}", err=True)
    if found.undated:
        click.echo(f"{plural(found.undated, 'event')} without a date: add --undated to list them.", err=True)
