"""``kg retype``."""

from __future__ import annotations

import click

from kg.cli.judging import report
from kg.cli.options import CLASSES, judgement_options, store_option


@click.command("retype")
@click.argument("name")
@click.argument("kind", type=click.Choice(CLASSES))
@store_option
@judgement_options
def command(name: str, kind: str, store: str, reason: str | None, by: str | None) -> None:
    """Give an entity another class.

    NAME is any of its names, its IRI, or the IRI of a mention.

    Example: kg retype Izvestia Organization -s story
    """
    from kg.api import Story

    with Story(store) as story:
        report(story.retype(name, kind, reason=reason, by=by))
