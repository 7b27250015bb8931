"""``kg rename``."""

from __future__ import annotations

import click

from kg.cli.judging import report
from kg.cli.options import judgement_options, store_option


@click.command("rename")
@click.argument("name")
@click.argument("label")
@store_option
@judgement_options
def command(name: str, label: str, store: str, reason: str | None, by: str | None) -> None:
    """Give an entity another preferred name.

    NAME is any of its names, its IRI, or the IRI of a mention; LABEL is what to call it.

    Example: kg rename Dimitriyeff "Kirill Dmitriev" -s story
    """
    from kg.api import Story

    with Story(store) as story:
        report(story.rename(name, label, reason=reason, by=by))
