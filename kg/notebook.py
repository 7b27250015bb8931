"""``%load_ext kg`` in Jupyter: ``%%sparql`` asks a store."""

from __future__ import annotations

import shlex
from typing import Any

import click


@click.command("sparql", add_help_option=False)
@click.option("-s", "--store", required=True)
@click.option("-o", "--output")
@click.option("--set", "settings", multiple=True)
def _arguments(store: str, output: str | None, settings: tuple[str, ...]) -> tuple[str, str | None, tuple[str, ...]]:
    return store, output, settings


def sparql(line: str, cell: str) -> Any:
    """Ask the store of ``%%sparql -s STORE [-o VARIABLE] [--set name=expression]`` what the cell says.

    ``-s`` is a folder, or a variable that holds a :class:`kg.api.Story`. Values of ``--set`` are Python expressions, bound as
    values, never put into the text of the query. With ``-o`` the rows also go into that variable.
    """
    from IPython import get_ipython

    from kg.api import Story

    shell = get_ipython()
    try:
        store, output, settings = _arguments.main(shlex.split(line), standalone_mode=False)
    except click.ClickException as error:
        raise ValueError(f"%%sparql: {error.format_message()}") from None
    known = shell.user_ns.get(store)
    story = known if isinstance(known, Story) else Story(store)
    values = {}
    for setting in settings:
        name, _, expression = setting.partition("=")
        values[name] = shell.ev(expression)
    rows = story.query(cell, **values)
    if output:
        shell.user_ns[output] = rows
    return rows


def load_ipython_extension(shell: Any) -> None:
    """What ``%load_ext kg`` calls."""
    shell.register_magic_function(sparql, "cell", "sparql")
