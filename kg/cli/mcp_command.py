"""``kg mcp``."""

from __future__ import annotations

import click

from kg.cli.options import store_option


@click.command("mcp")
@store_option
@click.option("--timeout", type=click.FloatRange(min=0, min_open=True), default=60.0, show_default=True, metavar="SECONDS",
              help="Give up a question after this long.")  # fmt: skip
@click.option("--memory", type=click.IntRange(min=50), default=2000, show_default=True, metavar="MB",
              help="Give up beyond this much memory.")  # fmt: skip
def command(store: str, timeout: float, memory: int) -> None:
    """Let a language model ask a store (Model Context Protocol, on standard input and output).

    It only reads, fetches nothing and listens nowhere. Every answer comes with sentences, articles and origins; what articles
    say is marked as data of others. Needs `pip install 'news-kg[mcp]'`.

    Example: kg mcp -s story
    """
    from kg.server.library import Library
    from kg.server.mcp import serve

    library = Library(store, seconds=timeout, megabytes=memory)
    try:
        serve(library)
    finally:
        library.close()
