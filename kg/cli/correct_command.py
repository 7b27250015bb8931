"""``kg correct``."""

from __future__ import annotations

import click

from kg.cli.judging import report
from kg.cli.options import judgement_options, store_option


@click.command("correct")
@click.argument("event")
@click.option("--date", metavar="DATE", help="YYYY, YYYY-MM or YYYY-MM-DD, or two with a slash between.")
@click.option("--place", metavar="NAME", help="Where it happens.")
@click.option(
    "--status",
    metavar="STATUS",
    help="Occurred, Ongoing, Planned, Proposed, Possible, Denied, NotOccurred, Cancelled or Unknown.",
)
@store_option
@judgement_options
def command(
    event: str,
    date: str | None,
    place: str | None,
    status: str | None,
    store: str,
    reason: str | None,
    by: str | None,
) -> None:
    """Correct an event's date, place or status.

    EVENT is its label or IRI, or the IRI of one of its triggers.

    Example: kg correct https://kg.example/id/event/5f0c-19 --status Cancelled -s story
    """
    from kg.api import Story

    with Story(store) as story:
        for judgement in story.correct(event, date=date, place=place, status=status, reason=reason, by=by):
            report(judgement)
