"""``kg brief``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from kg.cli.common import console, echo_data, paragraph, say
from kg.cli.options import json_option, output_option, store_option

if TYPE_CHECKING:
    from rich.console import Console

    from kg.views.records.briefing import Brief
    from kg.views.records.lines import Line


@click.command("brief")
@click.argument("name", required=False)
@store_option
@output_option("Write a page (.html) or Markdown (.md).", metavar="FILE", required=False)
@click.option("--lines", type=click.IntRange(min=1, max=120), default=10, show_default=True, metavar="N",
              help="How many happenings to tell.")  # fmt: skip
@click.option("--title", metavar="TEXT", help="Title of the story.")
@json_option
def command(name: str | None, store: str, output: str | None, lines: int, title: str | None, as_json: bool) -> None:
    """Tell a story on one screen: what happened, what is planned, what is denied or disputed, who and where.

    NAME is any name of somebody or something to stay with. Each line is a title with its day and the sentence that tells it
    best. A page has more lines to unfold.

    Example: kg brief -s story -o brief.html
    """
    from kg.api import Story

    with Story(store) as story:
        found = story.brief(name, title=title, lines=lines)
    if output:
        say(f"{found.scope} → {found.save(output)}")
    elif as_json:
        echo_data(json.dumps(found.data(), ensure_ascii=False, indent=1))
    else:
        print_brief(found, console())


def print_brief(found: Brief, out: Console) -> None:
    """The brief as text; all that comes from articles is plain text, never markup."""
    from kg.views.records.briefing import PEOPLE, PLACES

    out.print(found.label, style="bold")
    paragraph(out, found.scope)
    more = 0
    for words, first, rest in found.sections:
        out.print()
        out.print(words, style="bold underline")
        for line in first:
            _line(found, line, out)
        more += len(rest)
    if found.disputed:
        out.print()
        out.print("What sources contradict one another about", style="bold underline")
        for one in found.disputed:
            values = "; ".join(f"{value} ({found.publisher(cited[0])})" for value, cited in one.values)
            paragraph(out, f"{one.label}: {one.what}: {values}", indent=2, hanging=2)
    for words, people, most in (("Who", found.people, PEOPLE), ("Where", found.places, PLACES)):
        if people:
            out.print()
            out.print(words, style="bold underline")
            for somebody in people[:most]:
                paragraph(out, f"{somebody.label}: {somebody.told}", indent=2, hanging=2)
    if more or found.left_out:
        out.print()
    if found.left_out:
        paragraph(out, found.left_out, style="dim")
    if more:
        out.print(f"… and {more} more happenings (--lines, or -o brief.html)", style="dim")


def _line(found: Brief, line: Line, out: Console) -> None:
    when = f"{line.head.when} · " if line.head.when else ""
    paragraph(out, f"{when}{line.title}", indent=2, hanging=2, style="bold")
    paragraph(out, line.cited.sentence, indent=6, style="dim")
    told = ", ".join(filter(None, (found.publisher(line.cited), line.more, line.support)))
    paragraph(out, f"— {told}", indent=6, hanging=2, style="dim italic")
