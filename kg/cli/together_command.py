"""``kg together``."""

from __future__ import annotations

import click

from kg.cli.common import print_rows
from kg.cli.options import format_option, iris_option, limit_option, statements_option, store_option


@click.command("together")
@click.argument("name", required=False)
@store_option
@click.option(
    "--in",
    "where",
    type=click.Choice(["events", "sentences", "articles"]),
    default="events",
    show_default=True,
    help="Where they come together.",
)
@statements_option()
@limit_option()
@format_option
@iris_option
def command(name: str | None, store: str, where: str, statements: bool, limit: int | None, form: str, iris: bool) -> None:
    """List who comes together with whom: in events, or named in the same sentences or articles.

    NAME is any name of an entity that must be one of the two. Affinity is 0 where they meet as often as chance would have
    it, and 1 where the one never comes without the other.

    Example: kg together Dmitriev -s story --in sentences
    """
    from kg.api import Story

    with Story(store) as story:
        rows = story.together(name, where=where, statements=statements)
        print_rows(rows, form, limit=limit, iris=iris)
