"""``kg undo``."""

from __future__ import annotations

import click

from kg.cli.common import say
from kg.cli.judging import told
from kg.cli.options import store_option


@click.command("undo")
@click.argument("judgement", required=False)
@store_option
def command(judgement: str | None, store: str) -> None:
    """Take a judgement back; it stays on record, and the story is as if it had never been.

    JUDGEMENT is its id or the beginning of it; without one the last that stands.

    Example: kg undo -s story
    """
    from kg.api import Story

    with Story(store) as story:
        undone = story.undo(judgement)
    say(f"Took back {undone.id[:8]}: {told(undone)}")
