"""``kg push``."""

from __future__ import annotations

import click

from kg.cli.common import progress_bar, say
from kg.cli.options import quiet_option, store_option


@click.command("push")
@click.argument("url")
@store_option
@click.option("--user", metavar="NAME", help="Sign in so; the password is read from the environment, KG_PASSWORD.")
@quiet_option
def command(url: str, store: str, user: str | None, quiet: bool) -> None:
    """Send a store's graphs to another RDF store.

    URL is where that store answers to the SPARQL 1.1 Graph Store Protocol, such as http://localhost:7878/store of Oxigraph.
    Only graphs that changed since the last push are sent, and those that are gone are taken out; graphs of others there stay.

    Example: kg push http://localhost:7878/store -s story
    """
    import os

    from kg.api import Story

    with Story(store) as story, progress_bar(quiet=quiet) as tell:
        done = story.push(url, user=user, password=os.environ.get("KG_PASSWORD"), progress=tell)
    say(f"{done.sent:,} graphs sent, {done.removed:,} taken out, {done.unchanged:,} unchanged → {url}")
