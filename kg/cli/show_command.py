"""``kg show``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.common import console, store_option

if TYPE_CHECKING:
    from rich.console import Console

    from kg.views.show import Shown


@click.command("show")
@click.argument("name")
@store_option
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=25,
    show_default=True,
    metavar="N",
    help="Events and statements at most.",
)
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
def command(name: str, store: str, limit: int, as_json: bool) -> None:
    """Show one entity on one screen: names, positions, events, what it said, each with its sentence and article.

    NAME is any of its names, or its IRI.

    Example: kg show Dmitriev -s story
    """
    from kg.api import Story

    with Story(store) as story:
        shown = story.show(name)
    if as_json:
        import json
        from dataclasses import asdict

        click.echo(json.dumps(asdict(shown), ensure_ascii=False, indent=1))
        return
    print_shown(shown, console(), limit)


def print_shown(shown: Shown, out: Console, limit: int) -> None:
    """The entity as text; all that comes from articles is plain text, never markup."""
    from kg.views.show import span

    out.print(shown.label, style="bold", end="  ")
    out.print(shown.entity_class, style="cyan")
    out.print(f"{shown.mentions} mentions in {shown.articles} articles of {shown.origins} origins")
    for link in shown.links:
        out.print(link, style="dim")
    _heading(out, "Names")
    for name, articles in shown.names.items():
        out.print(f"  {name}  ", end="")
        out.print(f"in {len(articles)}: " + "; ".join(articles[:3]) + ("; …" if len(articles) > 3 else ""), style="dim")
    if shown.positions:
        _heading(out, "Positions")
    for position in shown.positions:
        out.print(f"  {position.text}")
        _cite(out, position.sentence, position.headline or position.article, position.date)
    if shown.ties:
        _heading(out, "Ties")
        for tie in shown.ties:
            out.print(f"  {tie}")
    if shown.events:
        _heading(out, "Events")
    for event in shown.events[:limit]:
        when = span(event.first, event.last) or "undated"
        out.print(f"  {when}  ", end="")
        out.print(event.label, style="bold", end="  ")
        out.print(f"{event.event_type}, {event.status.lower()}, {event.origins} origin{'s' * (event.origins != 1)}")
        for cited in event.cited:
            _cite(out, cited.sentence, cited.headline or cited.article, cited.date)
    _more(out, len(shown.events), limit, "events")
    if shown.said:
        _heading(out, "Said")
    for cited in shown.said[:limit]:
        out.print(f"  “{cited.text}”")
        _cite(out, None, cited.headline or cited.article, cited.date)
    _more(out, len(shown.said), limit, "statements")


def _heading(out: Console, words: str) -> None:
    out.print()
    out.print(words, style="bold underline")


def _cite(out: Console, sentence: str | None, where: str, date: str | None) -> None:
    if sentence:
        out.print(f"      {sentence}", style="dim")
    out.print(f"      — {where}" + (f", {date}" if date else ""), style="dim italic")


def _more(out: Console, number: int, limit: int, what: str) -> None:
    if number > limit:
        out.print(f"  … and {number - limit} more {what} (--limit)", style="dim")
