"""``kg as-of``."""

from __future__ import annotations

import click

from kg.cli.common import progress_bar, say
from kg.cli.options import quiet_option, store_option
from kg.views.asked.wording import plural


@click.command("as-of")
@click.argument("date")
@store_option
@click.option(
    "-o", "--output", required=True, type=click.Path(file_okay=False), metavar="STORE", help="Folder of the new store."
)
@click.option("--undated", is_flag=True, help="Take articles without a date, too.")
@quiet_option
def command(date: str, store: str, output: str, undated: bool, quiet: bool) -> None:
    """Derive the story that could be known on a day.

    DATE is a day, month or year (2025-04-01, 2025-04, 2025), the whole of which counts. The new store is the one that the
    articles published by then would make; nothing is read again. Articles without a date are left out.

    Example: kg as-of 2025-04-01 -s story -o story-then
    """
    from kg.operations.as_of import as_of
    from kg.views.asked.dates import last_day

    day = last_day(date)
    assert day is not None
    with progress_bar(quiet=quiet) as tell:
        taken = as_of(store, day, output, undated=undated, progress=tell)
    left = f"{taken.later:,} later"
    if taken.undated and not undated:
        left += f", {taken.undated:,} undated"
    say(f"{plural(taken.articles, 'article')} until {day} ({left} left out) → {output}")
