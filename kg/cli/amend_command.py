"""``kg amend``."""

from __future__ import annotations

import click

from kg.cli.common import progress_bar, say
from kg.cli.options import quiet_option, store_option


@click.command("amend")
@click.argument("article")
@store_option
@click.option("--date", metavar="DATE", help="Publication date, YYYY-MM-DD.")
@click.option("--publisher", metavar="NAME", help="Who published it.")
@click.option("--title", metavar="TEXT", help="Its headline.")
@click.option("--model", metavar="MODEL", help="spaCy pipeline to read with: package name or folder.")
@quiet_option
def command(
    article: str, store: str, date: str | None, publisher: str | None, title: str | None, model: str | None, quiet: bool
) -> None:
    """Mend an article that is in: its date, publisher or title.

    ARTICLE is its url, IRI, key, source file or headline. It is read again, since the days that it tells are reckoned from its
    date; putting the same file in again changes nothing.

    Example: kg amend 04-agency-clipping.txt --date 2025-03-31 -s story
    """
    from kg.operations.amend import amend
    from kg.reading import DEFAULT_MODEL

    with progress_bar(quiet=quiet) as tell:
        made = amend(
            store, article, date=date, publisher=publisher, title=title, model=model or DEFAULT_MODEL, progress=tell
        )
    told = ", ".join(filter(None, (made.headline, made.publisher, made.published)))
    say(f"Amended {article}: {told}")
