"""What a shell is offered for an argument that is begun: questions, and names of the store that the line names."""

from __future__ import annotations

import re

import click
from click.shell_completion import CompletionItem

MOST = 50
"""Names that are offered at most."""
_PLAIN = re.compile(r"[\w .,'’-]+")
"""Names that are offered: bash puts them into the line as they are, where other characters (of others' names) are its own."""


def questions(_context: click.Context, _parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """Named queries that begin so."""
    from kg.graph.asking.queries import named_queries

    return [CompletionItem(name, help=query.title) for name, query in named_queries().items() if name.startswith(begun)]


def names(context: click.Context, _parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """Entities whose name has a word that begins so, the most reported first; none without a store that can be read."""
    from kg.api import Story
    from kg.errors import KgError

    store = context.params.get("store")
    if not store:
        return []
    wanted = begun.strip("\"'").casefold()
    try:
        with Story(store) as story:
            labels = [str(row[1]) for row in story.entities()]
    except (KgError, OSError):
        return []
    plain = filter(_PLAIN.fullmatch, dict.fromkeys(labels))
    found = [x for x in plain if any(x.casefold()[at:].startswith(wanted) for at in _starts(x))]
    return [CompletionItem(label) for label in found[:MOST]]


def _starts(label: str) -> list[int]:
    """Where the words of a name begin."""
    return [0, *(at + 1 for at, character in enumerate(label) if character == " ")]
