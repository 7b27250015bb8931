"""``kg verify``."""

from __future__ import annotations

import click

from kg.cli.options import store_option
from kg.views.asked.wording import plural


@click.command("verify")
@store_option
def command(store: str) -> None:
    """Hold every span and hash against its words; fail on the first that does not match.

    Example: kg verify -s story
    """
    from kg.graph.store.store import Store
    from kg.graph.store.verification import verify

    with Store(store) as opened:
        articles, spans = verify(opened)
    click.echo(f"All {plural(spans, 'span')} of {plural(articles, 'article')} match their words.")
