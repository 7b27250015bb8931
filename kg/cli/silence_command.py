"""``kg silence``."""

from __future__ import annotations

import click

from kg.cli.common import print_rows
from kg.cli.options import format_option, iris_option, limit_option, store_option


@click.command("silence")
@click.argument("name", required=False)
@store_option
@click.option("--left-out", is_flag=True, help="Only what an outlet left out.")
@click.option("--least", type=click.FloatRange(0, 1), metavar="WEIGHT", help="Happenings of this weight or more  [default: 0.5]")
@limit_option()
@format_option
@iris_option
def command(
    name: str | None, store: str, left_out: bool, least: float | None, limit: int | None, form: str, iris: bool
) -> None:
    """List which outlet told a happening, told it otherwise, or left it out.

    NAME is any name of one that takes part or where it is. Left out counts only where the outlet published on the subject after
    the happening was first told: an article that names those who take part.

    Example: kg silence -s story --left-out
    """
    from kg.analysis.silence import LEFT_OUT
    from kg.api import Story
    from kg.graph.asking.rows import Rows

    with Story(store) as story:
        rows = story.silence(name, least=least)
        if left_out:
            kept = Rows.of_values(rows.variables, (row for row in rows if row["how"] == LEFT_OUT))
            kept.naming, kept.labelled = rows.naming, rows.labelled
            rows = kept
        print_rows(rows, form, limit=limit, iris=iris)
