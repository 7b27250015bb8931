"""``kg explore``."""

from __future__ import annotations

from typing import Any

import click

from kg.cli.common import say
from kg.cli.options import drawing_options, output_option, store_option
from kg.views.asked.wording import plural
from kg.views.pages.explorer import MAX_NODES


@click.command("explore")
@store_option
@output_option("The page, .html")
@drawing_options(hops=2, most=MAX_NODES)
@click.option("--with-sparql", is_flag=True, help="Also the graph itself, so that the page can be asked in SPARQL.")
def command(store: str, output: str, part: dict[str, Any], with_sparql: bool) -> None:
    """Write a store as a page to walk through: search, expand, filter, read what everything rests on.

    The page is one file that needs nothing but itself and a browser.

    Example: kg explore -s story -o explorer.html
    """
    from kg.api import Story

    with Story(store) as story:
        explorer = story.explore(**part, with_sparql=with_sparql)
        path = explorer.save(output)
    nodes, edges = len(explorer.data["nodes"]), len(explorer.data["edges"])
    total = explorer.data["total"]
    of = f" (the most reported of {total:,})" if total > nodes else ""
    size = path.stat().st_size / 1e6
    say(f"{plural(nodes, 'node')}{of}, {plural(edges, 'edge')}, {size:.1f} MB → {output}")
