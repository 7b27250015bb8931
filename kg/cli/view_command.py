"""``kg view``."""

from __future__ import annotations

import click

from kg.cli.common import plural, store_option


@click.command("view")
@store_option
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False), metavar="PAGE", help="The page, .html")
@click.option("--focus", metavar="NAME", help="Draw what is around this entity.")
@click.option("--hops", type=click.IntRange(min=1), default=1, show_default=True, metavar="N", help="How far around.")
@click.option("--from", "first", metavar="DATE", help="Only events from this day, month or year.")
@click.option("--to", "last", metavar="DATE", help="Only events up to this day, month or year.")
@click.option(
    "--events/--no-events", default=True, show_default=True, help="Events as nodes, or as edges between entities."
)
@click.option("--statements", is_flag=True, help="Draw what was merely said, too.")
@click.option(
    "--max-nodes",
    type=click.IntRange(min=1),
    default=120,
    show_default=True,
    metavar="N",
    help="The most reported nodes only.",
)
@click.option("--title", metavar="TEXT", help="Title of the page.")
def command(
    store: str,
    output: str,
    focus: str | None,
    hops: int,
    first: str | None,
    last: str | None,
    events: bool,
    statements: bool,
    max_nodes: int,
    title: str | None,
) -> None:
    """Draw a store as one interactive page that needs nothing but itself.

    Example: kg view -s story -o dmitriev.html --focus Dmitriev
    """
    from kg.api import Story

    with Story(store) as story:
        picture = story.view(
            focus=focus,
            title=title,
            hops=hops,
            first=first,
            last=last,
            events=events,
            statements=statements,
            max_nodes=max_nodes,
        )
        picture.save(output)
    click.echo(f"{plural(len(picture.graph), 'node')}, {plural(picture.graph.number_of_edges(), 'edge')} → {output}")
