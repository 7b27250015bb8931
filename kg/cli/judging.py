"""What the commands that judge share: who and why, and how a judgement is told."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg.errors import printable

if TYPE_CHECKING:
    from kg.graph.writing.judgements import Judgement

F = TypeVar("F", bound=Callable[..., Any])


def _user() -> str | None:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # an account without a name
        return None


def judgement_options(command: F) -> F:
    """--reason and --by; whoever runs the command is who says so by default."""
    by = click.option("--by", default=_user, show_default="your user name", metavar="NAME", help="Who decides.")
    reason = click.option("--reason", metavar="WORDS", help="Why.")
    return by(reason(command))


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
    click.echo(f"{told(judgement)} (kept as {judgement.id[:8]}; `kg undo {judgement.id[:8]}` takes it back)")
