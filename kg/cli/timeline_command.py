"""``kg timeline``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.common import echo_data, print_table, say
from kg.cli.options import between_options, limit_option, output_option, statements_option, store_option, title_option
from kg.views.asked.wording import plural

if TYPE_CHECKING:
    from kg.views.records.timeline import Timeline


@click.command("timeline")
@click.argument("name", required=False)
@store_option
@between_options
@output_option("Write an interactive page, .html", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv", "jsonl"]),
    default="table",
    show_default=True,
    help="How to write it to the screen.",
)
@statements_option("List what was merely said, too.")
@click.option("--undated", is_flag=True, help="List events without a date, too, at the end.")
@click.option("--passing", is_flag=True, help="List what is mentioned in passing, too: states, wishes, general truths.")
@limit_option("The N weightiest alone, in order of time.")
@title_option
def command(
    name: str | None,
    store: str,
    first: str | None,
    last: str | None,
    output: str | None,
    form: str,
    statements: bool,
    undated: bool,
    passing: bool,
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
            passing=passing,
            title=title or name or Path(store).name,
        )
    if output:
        found.source = plural(len(found), "event")
        found.save(output)
        say(f"{plural(len(found), 'event')} → {output}")
        _left_out(found)
        return
    if form != "table":
        echo_data(found.write(form))
        return
    print_table(found.COLUMNS, found.cells(limit))
    if limit and len(found) > limit:
        say(f"… and {plural(len(found) - limit, 'more event')}", err=True)
    _left_out(found)


def _left_out(found: Timeline) -> None:
    """Say what the timeline does not list, and how to have it."""
    if found.undated:
        say(f"{plural(found.undated, 'event')} without a date: add --undated to list them.", err=True)
    if found.passing:
        say(f"{plural(found.passing, 'event')} mentioned in passing: add --passing to list them.", err=True)
