"""``kg disagreements``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.common import console, echo_data, paragraph, save_page, say
from kg.cli.options import output_option, store_option
from kg.graph.asking.words import day
from kg.views.asked.wording import plural

if TYPE_CHECKING:
    from rich.console import Console

    from kg.views.records.disagreements import Disagreements

KINDS = ("contradiction", "changed later", "plan and outcome", "within tolerance", "coarser and finer")


@click.command("disagreements")
@store_option
@click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Differences of this kind; may be repeated.")
@click.option("--all", "everything", is_flag=True, help="Differences of every kind, the harmless ones too.")
@output_option("Write a page, .html", required=False)
@click.option("--format", "form", type=click.Choice(["text", "csv", "json", "jsonl"]), default="text", show_default=True,
              help="How to write them to the screen.")  # fmt: skip
def command(store: str, kinds: tuple[str, ...], everything: bool, output: str | None, form: str) -> None:
    """List what independent sources contradict one another about, with both sentences.

    Of each happening its slots are compared: who, whom, where, when, how many, and what became of it. What was moved or
    called off later, is told coarser (a month, a country), was planned otherwise than it came, or is a rounded count is no
    contradiction: --kind and --all list those, too. Copies of one report are one source.

    Example: kg disagreements -s story
    """
    from kg.api import Story

    with Story(store) as story:
        found = story.disagreements(*(KINDS if everything else kinds or KINDS[:1]))
    if output:
        save_page(output, found.html)
        say(f"{plural(len(found), 'difference')} → {output}")
    elif form == "text":
        _print(found, console())
    else:
        echo_data(found.write(form))


def _print(found: Disagreements, out: Console) -> None:
    publisher = {source.iri: source.publisher for source in found.sources}
    for number, one in enumerate(found):
        if number:
            out.print()
        paragraph(out, f"{one.label}", style="bold")
        paragraph(out, f"{one.what}: {one.kind}", indent=2, style="cyan")
        for value, cited in one.values:
            paragraph(out, value, indent=4)
            for c in cited[:1]:
                paragraph(out, c.sentence, indent=6, style="dim")
                where = ", ".join(filter(None, (publisher.get(c.article), c.title, day(c.date))))
                paragraph(out, f"— {where}", indent=6, hanging=2, style="dim italic")
    if not found:
        out.print("No two independent sources contradict one another.")
