"""How the commands that judge tell of a judgement."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.common import say
from kg.errors import printable

if TYPE_CHECKING:
    from kg.graph.writing.judgements import Judgement


def key() -> str:
    """The key that is pressed in the terminal, in small letters.

    Raises:
        click.UsageError: there is no terminal to press one in.
    """
    try:
        return click.getchar().lower()
    except OSError:
        say()
        raise click.UsageError("Answers are keys that are pressed in a terminal, and there is none: --list only lists.") from None


def told(judgement: Judgement) -> str:
    """A judgement in one line."""
    return printable(_told(judgement))


def _told(judgement: Judgement) -> str:
    left, right = judgement.left, judgement.right
    name = f"{left.name} [{left.words}]" if left.words != left.name else left.name
    if judgement.kind in ("same", "different") and right is not None:
        other = f"{right.name} [{right.words}]" if right.words != right.name else right.name
        return f"{judgement.kind}: {name} / {other}"
    value = judgement.value if right is None else right.name
    return f"{judgement.kind}: {name}" + (f" -> {value}" if value else "")


def report(judgement: Judgement) -> None:
    """Say what was kept, and how to take it back."""
    say(f"{told(judgement)} (kept as {judgement.id[:8]}; `kg undo {judgement.id[:8]}` takes it back)")
