"""``kg dossier``."""

from __future__ import annotations

import click

from kg.cli.common import say
from kg.cli.completing import names
from kg.cli.options import output_option, store_option
from kg.views.asked.wording import plural


@click.command("dossier")
@click.argument("name", shell_complete=names)
@store_option
@output_option("The file, .html or .md", metavar="FILE")
def command(name: str, store: str, output: str) -> None:
    """Write everything known of one entity into one file, every sentence cited.

    NAME is any of its names, or its IRI. The file tells its names by article, positions, ties, events in order of time with who
    says so, what it said and what was said of it, who takes part in its events and where, where sources differ, and the sources.

    Example: kg dossier Dmitriev -s story -o dmitriev.html
    """
    from kg.api import Story

    with Story(store) as story:
        dossier = story.dossier(name)
        dossier.save(output)
    record = dossier.record
    say(
        f"{record.label}: {plural(len(record.events), 'event')}, {plural(len(record.sources), 'source')} → {output}"
    )
