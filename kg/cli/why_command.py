"""``kg why``."""

from __future__ import annotations

import click

from kg.cli.common import say
from kg.cli.options import store_option


@click.command("why")
@click.argument("name")
@store_option
def command(name: str, store: str) -> None:
    """Show why the names of an entity are held to be one: every join with its reason and score.

    NAME is any of its names, or its IRI. Beside each name stands in how many articles it leads.

    Example: kg why Dmitriev -s story
    """
    from kg.api import Story

    with Story(store) as story:
        joins = story.why(name)
    for join in joins:
        score = "" if join.score > 1 else f" {join.score:.2f}"
        say(f"{join.left} = {join.right}: {join.reason}{score}")
    if not joins:
        say("One name form alone; nothing was joined.")
