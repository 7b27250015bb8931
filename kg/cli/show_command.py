"""``kg show``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.common import console, echo_data, paragraph
from kg.cli.completing import names
from kg.cli.options import json_option, limit_option, store_option
from kg.views.asked.wording import plural

if TYPE_CHECKING:
    from rich.console import Console

    from kg.views.records.cited import Cited
    from kg.views.records.shown import Shown


REPORTS = 3
"""Articles shown for one saying."""


@click.command("show")
@click.argument("name", shell_complete=names)
@store_option
@limit_option("Events and statements at most.", default=25)
@json_option
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

        echo_data(json.dumps(asdict(shown), ensure_ascii=False, indent=1))
        return
    print_shown(shown, console(), limit)


def print_shown(shown: Shown, out: Console, limit: int) -> None:
    """The entity as text; all that comes from articles is plain text, never markup."""
    from kg.graph.asking.words import days, entity_class, event_type, status
    from kg.graph.asking.words import tie as tie_words
    from kg.views.records.cited import folded

    out.print(shown.label, style="bold", end="  ")
    out.print(", ".join(entity_class(name) for name in (shown.entity_class, shown.own_class) if name), style="cyan")
    told = f"{plural(shown.mentions, 'mention')} in {plural(shown.articles, 'article')}"
    paragraph(out, f"{told} of {plural(shown.origins, 'independent origin')}")
    for link in shown.links:
        paragraph(out, link, style="dim")
    _heading(out, "Names")
    titles = {source.iri: source.title for source in shown.sources}
    for name, articles in shown.names.items():
        paragraph(out, f"{name} ({plural(len(articles), 'article')})", indent=2, hanging=2)
        where = "; ".join(titles.get(a, a) for a in articles[:3]) + ("; …" if len(articles) > 3 else "")
        paragraph(out, where, indent=6, style="dim")
    if shown.positions:
        _heading(out, "Positions")
    for position in shown.positions:
        paragraph(out, position.text, indent=2, hanging=2)
        fold = folded(position.cited)[0]
        _cite(out, fold.first, more=fold.words)
    if shown.ties:
        _heading(out, "Ties")
    for tie in shown.ties:
        paragraph(out, f"{tie_words(tie.how)} {tie.label}", indent=2, hanging=2)
        for cited in tie.cited[:1]:
            _cite(out, cited)
    if shown.events:
        _heading(out, "Events")
    for event in shown.events[:limit]:
        when = days(event.first, event.last) or "undated"
        paragraph(out, f"{when} · {event.label}", indent=2, hanging=2, style="bold")
        words = f"{event_type(event.event_type)}, {status(event.status)}, {plural(event.articles, 'article')}"
        paragraph(out, words + (f" of {plural(event.origins, 'origin')}" if event.articles > 1 else ""), indent=4)
        for fold in folded(event.cited, event.status):
            _cite(out, fold.first, more=fold.words)
    _more(out, len(shown.events), limit, "events")
    if shown.said:
        _heading(out, "Said")
    said: dict[str, list[Cited]] = {}
    for cited in shown.said:
        text = f"{cited.text} (to {cited.said_to})" if cited.said_to else cited.text
        said.setdefault(text, []).append(cited)
    for text, reports in list(said.items())[:limit]:
        paragraph(out, text, indent=2, hanging=2)
        for report in reports[:REPORTS]:
            _cite(out, report, words=False)
        _more(out, len(reports), REPORTS, "articles", indent=6)
    _more(out, len(said), limit, "statements")


def _heading(out: Console, words: str) -> None:
    out.print()
    out.print(words, style="bold underline")


def _cite(out: Console, cited: Cited, *, words: bool = True, more: str = "") -> None:
    if words:
        paragraph(out, cited.sentence, indent=6, style="dim")
    where = f"— {cited.title}" + (f", {cited.date}" if cited.date else "") + (f" ({more})" if more else "")
    paragraph(out, where, indent=6, hanging=2, style="dim italic")


def _more(out: Console, number: int, limit: int, what: str, *, indent: int = 2) -> None:
    if number > limit:
        hint = " (--limit)" if indent == 2 else ""
        out.print(f"{' ' * indent}… and {number - limit} more {what}{hint}", style="dim")
