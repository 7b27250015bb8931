"""``kg new``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from kg.cli.common import console, echo_data, paragraph, save_page, say
from kg.cli.options import json_option, output_option, store_option
from kg.graph.asking.words import day

if TYPE_CHECKING:
    from rich.console import Console

    from kg.views.records.news import News


@click.command("new")
@store_option
@click.option("--since", metavar="DAY|GENERATION", help="From this day, or after this generation  [default: the last build]")
@click.option("--watch", "watched", multiple=True, metavar="NAME", help="News of this one alone; may be repeated.")
@output_option("Write a page, .html", required=False)
@json_option
def command(store: str, since: str | None, watched: tuple[str, ...], output: str | None, as_json: bool) -> None:
    """List what the latest articles brought, each with its sentence.

    New happenings, plans made, moved, kept and called off, first denials, contradictions opened and settled, new people,
    positions, and names that are held for one now. Copies of what was there bring nothing.

    Example: kg new -s story --watch Dmitriev
    """
    from kg.api import Story

    with Story(store) as story:
        found = story.new(since, watch=watched)
    if output:
        save_page(output, found.html)
        say(f"{found.scope} → {output}")
    elif as_json:
        echo_data(json.dumps(found.data(), ensure_ascii=False, indent=1))
    else:
        print_news(found, console())


def print_news(found: News, out: Console) -> None:
    """News as text; all that comes from articles is plain text, never markup."""
    out.print(found.label, style="bold")
    paragraph(out, found.scope)
    publisher = {source.iri: source.publisher for source in found.sources}
    for title, items in found.sections:
        out.print()
        out.print(title, style="bold underline")
        for item in items:
            when = f"{item.when} · " if item.when else ""
            change = f": {item.change}" if item.change else ""
            paragraph(out, f"{when}{item.title}{change}", indent=2, hanging=2, style="bold")
            if item.cited:
                paragraph(out, item.cited.sentence, indent=6, style="dim")
                where = ", ".join(filter(None, (publisher.get(item.cited.article), item.cited.title, day(item.cited.date))))
                paragraph(out, f"— {where}", indent=6, hanging=2, style="dim italic")
    if not found.items:
        out.print("Nothing that was not told before.")
