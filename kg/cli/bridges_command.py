"""``kg bridges``."""

from __future__ import annotations

from typing import Any

import click

from kg.cli.common import print_rows
from kg.cli.options import format_option, iris_option, limit_option, network_options, store_option


@click.command("bridges")
@store_option
@click.option(
    "--least",
    type=click.IntRange(min=1),
    default=2,
    show_default=True,
    metavar="N",
    help="How many entities must be cut off.",
)
@network_options
@limit_option()
@format_option
@iris_option
def command(store: str, least: int, part: dict[str, Any], limit: int | None, form: str, iris: bool) -> None:
    """List links and entities without which parts of a story fall apart.

    Each comes with the number of entities that would be cut off from the rest of what they are linked with now.

    Example: kg bridges -s story
    """
    from kg.api import Story

    with Story(store) as story:
        rows = story.bridges(least=least, **part)
        print_rows(rows, form, limit=limit, iris=iris)
