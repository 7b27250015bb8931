"""``kg path``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.common import console, echo_data, paragraph, say
from kg.cli.completing import names
from kg.cli.options import between_options, format_option, hops_option, output_option, statements_option, store_option
from kg.graph.asking.words import status
from kg.views.asked.wording import plural

if TYPE_CHECKING:
    from rich.console import Console

    from kg.analysis.paths import Path, Step


@click.command("path")
@click.argument("a", metavar="FROM", shell_complete=names)
@click.argument("b", metavar="TO", shell_complete=names)
@store_option
@hops_option("Most steps of a path.", 4)
@click.option("--paths", type=click.IntRange(min=1), default=3, show_default=True, metavar="K", help="Most paths.")
@between_options
@statements_option()
@output_option("Draw the paths, .html", required=False)
@format_option
def command(
    a: str,
    b: str,
    store: str,
    hops: int,
    paths: int,
    first: str | None,
    last: str | None,
    statements: bool,
    output: str | None,
    form: str,
) -> None:
    """Show how two entities are connected: paths through events and ties, each step with its sentence.

    FROM and TO are any of their names. Short, well supported and specific paths come first: one through an event that several
    independent origins tell before one that leads through a country that everybody has to do with.

    Example: kg path Musk Trump -s story
    """
    from kg.api import Story
    from kg.graph.asking.terms import Iri

    with Story(store) as story:
        found = story.paths(a, b, hops=hops, most=paths, first=first, last=last, statements=statements)
        naming = [] if found else story.query("naming-both", one=Iri(found.source), other=Iri(found.target))
    if output and found:
        found.view().save(output)
        say(f"{plural(len(found), 'path')} → {output}")
    elif form != "table":
        echo_data(found.write(form))
    else:
        out = console()
        for number, path in enumerate(found, 1):
            _print(out, number, path)
    if not found:
        hint = "" if statements else ", or --statements"
        told = f"No path of {plural(hops, 'step')} or fewer leads from {found.source_label} to {found.target_label}"
        say(f"{told}: try more --hops{hint}.", err=True)
        if naming:
            both = f"{plural(len(naming), 'article')} {'names' if len(naming) == 1 else 'name'} both"
            say(f'{both}: kg query naming-both -s STORE --set one="{a}" --set other="{b}"', err=True)


def _print(out: Console, number: int, path: Path) -> None:
    if number > 1:
        out.print()
    paragraph(out, f"{number}. {' – '.join(path.labels)}", hanging=3, style="bold")
    for step in path.steps:
        arrow = "→" if step.forward else "←"
        paragraph(out, f"{step.source_label} {arrow} {step.target_label}", indent=3, hanging=2, style="cyan")
        paragraph(out, _link(step), indent=5, hanging=2)
        for e in step.told:
            paragraph(out, e["sentence"], indent=7, style="dim")
            where = ", ".join(filter(None, [e["title"], e["publisher"], e["date"]]))
            said = f" ({e['said_by']} says so)" if e["said_by"] else ""
            paragraph(out, f"— {where}{said}", indent=7, hanging=2, style="dim italic")


def _link(step: Step) -> str:
    about = [status(step.status), "" if step.when and step.when in step.label else step.when]
    if step.articles:
        of = f" of {plural(step.origins, 'origin')}" if step.articles > 1 else ""
        about.append(plural(step.articles, "article") + of)
    if step.others:
        about.append(plural(step.others, "more link"))
    told = "; ".join(filter(None, about))
    return f"{step.label} ({told})" if told else step.label
