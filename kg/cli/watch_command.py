"""``kg watch``."""

from __future__ import annotations

import re
import time

import click

from kg.cli.common import console, say
from kg.cli.options import reading_options, store_option
from kg.views.asked.wording import plural

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
LEAST = 10
"""Seconds between two looks at least."""


def seconds(context: click.Context, parameter: click.Parameter, value: str) -> int:
    """ "1h", "30m", "90s" or "1d" in seconds."""
    found = re.fullmatch(r"(\d{1,6})([smhd])", value.strip())
    if not found or int(found[1]) * _UNITS[found[2]] < LEAST:
        raise click.BadParameter(f"{value!r} is no time of {LEAST} seconds or more: write 30m, 1h or 1d.")
    return int(found[1]) * _UNITS[found[2]]


@click.command("watch")
@click.argument("paths", nargs=-1, required=True)
@store_option
@click.option("--every", default="1h", show_default=True, metavar="TIME", callback=seconds, help="How long to wait: 30m, 1h, 1d.")
@click.option("--watch", "watched", multiple=True, metavar="NAME", help="News of this one alone; may be repeated.")
@click.option("--once", is_flag=True, help="Look once, and end.")
@reading_options
def command(
    paths: tuple[str, ...],
    store: str,
    every: int,
    watched: tuple[str, ...],
    once: bool,
    model: str | None,
    jobs: int | None,
) -> None:
    """Build again and again, and print what is new each time.

    PATHS are as for build, and lists of feeds (.opml), whose feeds are fetched; nothing that you do not name is. Ctrl-C ends it;
    what is in the store stays.

    Example: kg watch inbox/ feeds.opml -s story --every 1h
    """
    from kg.api import Story
    from kg.articles.opml import addresses, is_opml
    from kg.cli.new_command import print_news
    from kg.errors import KgError
    from kg.operations.build import build
    from kg.reading import DEFAULT_MODEL

    out = console()

    def look() -> None:
        named = [each for path in paths for each in (addresses(path) if is_opml(path) else [path])]
        report = build(named, store, model=model or DEFAULT_MODEL, jobs=jobs)
        for error in report.errors:
            say(f"Left out: {error}", err=True)
        if report.read:
            with Story(store) as story:
                print_news(story.new(watch=known(story, watched)), out)
        else:
            say(f"Nothing new ({plural(report.skipped, 'article')} in already).", err=True)

    look()
    while not once:
        time.sleep(every)
        try:
            look()
        except KgError as error:  # an empty folder, a list that is being written, a store in use: the next time may be better
            say(f"Not looked at: {error}", err=True)


def known(story: object, names: tuple[str, ...]) -> list[str]:
    """Those of some names that the story knows by now; one that nobody bears yet may come."""
    from kg.api import Story
    from kg.errors import Code, KgError

    assert isinstance(story, Story)
    found = []
    for name in names:
        try:
            found.append(str(story.find(name)))
        except KgError as error:
            if error.code is not Code.NO_ENTITY:
                raise
    return found
