"""``kg remove``."""

from __future__ import annotations

import click

from kg.cli.common import say
from kg.cli.options import store_option


@click.command("remove")
@click.argument("article")
@store_option
def command(article: str, store: str) -> None:
    """Take an article out, with everything that rests on it alone.

    ARTICLE is its url, IRI, key, source file or headline.

    Example: kg remove https://example.org/story -s story
    """
    from kg.operations.build import remove

    remove(store, article)
    say(f"Removed {article}")
