"""``kg central``."""

from __future__ import annotations

import click

from kg.cli.answers import format_option, iris_option, limit_option, network_options, print_rows
from kg.cli.common import store_option


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
@limit_option
@format_option
@iris_option
def command(
    store: str,
    by: str,
    classes: tuple[str, ...],
    first: str | None,
    last: str | None,
    statements: bool,
    limit: int | None,
    form: str,
    iris: bool,
) -> None:
    """List who and what is central in the network of a story.

    Degree: with how many others it is linked. Strength: by how many independent origins. Betweenness: the share of shortest
    ways between two others that lead through it. PageRank: the share of a random walk that is spent there. Events that are
    denied or called off link nobody.

    Example: kg central -s story --by betweenness --class Person --limit 10
    """
    from kg.api import Story

    with Story(store) as story:
        rows = story.central(by, classes=classes or None, first=first, last=last, statements=statements)
        print_rows(rows, form, limit=limit, iris=iris)
