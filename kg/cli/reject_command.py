"""``kg reject``."""

from __future__ import annotations

import click

from kg.cli.judging import report
from kg.cli.options import judgement_options, store_option


@click.command("reject")
@click.argument("claim")
@store_option
@judgement_options
def command(claim: str, store: str, reason: str | None, by: str | None) -> None:
    """Judge that a claim is wrong: it stays in the evidence and counts for nothing in the story.

    CLAIM is its IRI; `kg query claims-of` lists them.

    Example: kg reject https://kg.example/id/claim/5f0c/e19-23 -s story
    """
    from kg.api import Story

    with Story(store) as story:
        report(story.reject(claim, reason=reason, by=by))
