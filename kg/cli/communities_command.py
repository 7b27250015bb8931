"""``kg communities``."""

from __future__ import annotations

from typing import Any

import click

from kg.cli.common import print_rows
from kg.cli.options import format_option, iris_option, limit_option, network_options, store_option


@click.command("communities")
@store_option
@click.option("--members", is_flag=True, help="A row for each entity instead of one for each community.")
@click.option(
    "--resolution",
    type=float,
    default=1.0,
    show_default=True,
    metavar="R",
    help="Above 1: more and smaller communities; below: fewer.",
)
@network_options
@limit_option()
@format_option
@iris_option
def command(store: str, members: bool, resolution: float, part: dict[str, Any], limit: int | None, form: str, iris: bool) -> None:
    """List who belongs together: entities that have more to do with one another than with the rest.

    Each community comes with its most strongly linked members, and with the origins of the links inside it and to others
    (Louvain's method, with a fixed seed).

    Example: kg communities -s story --members --format csv
    """
    from kg.api import Story

    with Story(store) as story:
        rows = story.communities(members=members, resolution=resolution, **part)
        print_rows(rows, form, limit=limit, iris=iris)
