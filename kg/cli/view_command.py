"""``kg view``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from kg.cli.common import say
from kg.cli.options import drawing_options, output_option, store_option_of
from kg.views.asked.wording import plural

if TYPE_CHECKING:
    from kg.api.views import Colour, Size
    from kg.views.pages.picture import Picture


@click.command("view")
@click.argument("answer", required=False, metavar="[ANSWER]")
@store_option_of(
    "The store's folder (or set KG_STORE); of an ANSWER where labels and sentences come from.", required=False
)
@output_option("The page, .html")
@drawing_options(hops=1, most=120)
@click.option(
    "--events/--no-events", default=True, show_default=True, help="Events as nodes, or as edges between entities."
)
@click.option(
    "--size-by",
    type=click.Choice(["reports", "degree", "strength", "betweenness", "pagerank"]),
    default="reports",
    show_default=True,
    help="What makes an entity large (see kg central).",
)
@click.option(
    "--colour-by",
    type=click.Choice(["class", "community"]),
    default="class",
    show_default=True,
    help="What gives an entity its colour (see kg communities).",
)
def command(
    answer: str | None,
    store: str | None,
    output: str,
    part: dict[str, Any],
    events: bool,
    size_by: Size,
    colour_by: Colour,
) -> None:
    """Draw a store, or the answer of a query, as one interactive page that needs nothing but itself.

    ANSWER is a file that `kg query` wrote with --format turtle, json, jsonl or csv, or - for standard input: entities and
    events that it names are nodes, triples and rows are edges.

    Example: kg view -s story -o dmitriev.html --focus Dmitriev

    Example: kg view -s story -o circles.html --no-events --colour-by community --size-by betweenness

    Example: kg query co-actors -s story --format json | kg view - -s story -o together.html
    """
    if answer is not None:
        context = click.get_current_context()
        for name in ("focus", "hops", "first", "last", "events", "statements", "size_by", "colour_by"):
            if context.get_parameter_source(name) is click.core.ParameterSource.COMMANDLINE:
                option = next(p.opts[0] for p in context.command.params if p.name == name)
                raise click.UsageError(f"{option} chooses among all that a store holds; an ANSWER says itself what to draw.")
        picture = _answer(answer, store, part["title"], part["max_nodes"])
    elif store is None:
        raise click.UsageError("Give --store, or the ANSWER of a query.")
    else:
        from kg.api import Story

        with Story(store) as story:
            picture = story.view(**part, events=events, size_by=size_by, colour_by=colour_by)
    picture.save(output)
    nodes, total = len(picture.graph), picture.graph.graph.get("total", 0)
    of = f" (those that matter most of {total:,})" if total > nodes else ""
    say(f"{plural(nodes, 'node')}{of}, {plural(picture.graph.number_of_edges(), 'edge')} → {output}")


def _answer(answer: str, store: str | None, title: str | None, max_nodes: int) -> Picture:
    from kg.views.networks.results import read_file

    result = read_file(answer)
    path = "standard input" if answer == "-" else answer
    if store is not None:
        from kg.api import Story

        with Story(store) as story:
            return story.picture(result, title=title, max_nodes=max_nodes, path=path)
    from kg.views.networks.result_network import result_network
    from kg.views.pages.picture import Picture

    graph = result_network(result, max_nodes=max_nodes, path=path)
    say("Without --store the picture has no sentences, and no names but those in the answer.", err=True)
    return Picture(graph, title=title or "Answer of a query", source=path)
