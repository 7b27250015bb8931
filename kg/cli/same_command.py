"""``kg same``."""

from __future__ import annotations

import click

from kg.cli.judging import report
from kg.cli.options import judgement_options, store_option


@click.command("same")
@click.argument("a")
@click.argument("b")
@store_option
@judgement_options
def command(a: str, b: str, store: str, reason: str | None, by: str | None) -> None:
    """Judge that two entities, or two events, are one.

    A and B are names, labels of events, IRIs, or IRIs of single mentions. The judgement rests on the words in the
    articles, outranks anything automatic, and survives rebuilds and new articles.

    Example: kg same "Kirill Dmitriev" Dimitriyeff -s story --reason "two spellings"
    """
    from kg.api import Story

    with Story(store) as story:
        report(story.same(a, b, reason=reason, by=by))
