"""``kg explore``."""

from __future__ import annotations

import click

from kg.cli.common import plural, store_option
from kg.views.pages.explorer import MAX_NODES


@click.command("explore")
@store_option
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False), metavar="PAGE", help="The page, .html")
@click.option("--focus", metavar="NAME", help="Only what is around this entity.")
@click.option("--hops", type=click.IntRange(min=1), default=2, show_default=True, metavar="N", help="How far around.")
@click.option("--from", "first", metavar="DATE", help="Only events from this day, month or year.")
@click.option("--to", "last", metavar="DATE", help="Only events up to this day, month or year.")
@click.option("--statements", is_flag=True, help="Also what was merely said.")
@click.option(
    "--max-nodes",
    type=click.IntRange(min=1),
    default=MAX_NODES,
    show_default=True,
    metavar="N",
    help="The most reported nodes only.",
)
@click.option("--with-sparql", is_flag=True, help="Also the graph itself, so that the page can be asked in SPARQL.")
@click.option("--title", metavar="TEXT", help="Title of the page.")
def command(
    store: str,
    output: str,
    focus: str | None,
    hops: int,
    first: str | None,
    last: str | None,
    statements: bool,
    max_nodes: int,
    with_sparql: bool,
    title: str | None,
) -> None:
    """Write a store as a page to walk through: search, expand, filter, read what everything rests on.

    The page is one file that needs nothing but itself and a browser.

    Example: kg explore -s story -o explorer.html
    """
    from kg.api import Story

    with Story(store) as story:
        explorer = story.explore(
            focus=focus,
            title=title,
            hops=hops,
            first=first,
            last=last,
            statements=statements,
            max_nodes=max_nodes,
            with_sparql=with_sparql,
        )
        path = explorer.save(output)
    nodes, edges = len(explorer.data["nodes"]), len(explorer.data["edges"])
    total = explorer.data["total"]
    of = f" (the most reported of {total:,})" if total > nodes else ""
    size = path.stat().st_size / 1e6
    click.echo(f"{plural(nodes, 'node')}{of}, {plural(edges, 'edge')}, {size:.1f} MB → {output}")
