"""``kg central``."""

from __future__ import annotations

from typing import Any

import click

from kg.cli.common import print_rows
from kg.cli.options import format_option, iris_option, limit_option, network_options, store_option


@click.command("central")
@store_option
@click.option(
    "--by",
    type=click.Choice(["pagerank", "betweenness", "degree", "strength"]),
    default="pagerank",
    show_default=True,
    help="Which measure orders the rows.",
)
@network_options
@limit_option()
@format_option
@iris_option
def command(store: str, by: str, part: dict[str, Any], limit: int | None, form: str, iris: bool) -> None:
    """List who and what is central in the network of a story.

    Degree: with how many others it is linked. Strength: by how many independent origins. Betweenness: the share of shortest
    ways between two others that lead through it. PageRank: the share of a random walk that is spent there. Events that are
    denied or called off link nobody.

    Example: kg central -s story --by betweenness --class Person --limit 10
    """
    from kg.api import Story

    with Story(store) as story:
        rows = story.central(by, **part)
        print_rows(rows, form, limit=limit, iris=iris)
