"""``kg query``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli.common import console, echo_data, paragraph, print_table, say
from kg.cli.completing import questions
from kg.cli.options import STORE, iris_option, store_option_of

LIMIT = 10**9
"""Seconds, or megabytes, that no machine has."""


def _positive(context: click.Context, parameter: click.Parameter, value: float) -> float:
    if not 0 < value < LIMIT:  # "nan", which is a float, too, is neither
        raise click.BadParameter(f"{value} is no number above 0 and below {LIMIT:,}.")
    return value


@click.command("query")
@click.argument("query", required=False, shell_complete=questions)
@store_option_of(STORE, required=False)
@click.option("--set", "settings", multiple=True, metavar="NAME=VALUE", help="A value; may be given again.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json", "jsonl", "turtle"]),
    default="table",
    show_default=True,
    help="How to write the answer.",
)
@iris_option
@click.option("--list", "listed", is_flag=True, help="Show the named queries, with a line each.")
@click.option("--show", "shown", is_flag=True, help="Show the SPARQL of a named query.")
@click.option(
    "--timeout",
    type=float,
    callback=_positive,
    default=60.0,
    show_default=True,
    metavar="SECONDS",
    help="Give up after this long.",
)
@click.option(
    "--memory",
    type=int,
    callback=_positive,
    default=2000,
    show_default=True,
    metavar="MB",
    help="Give up beyond this much memory.",
)
def command(
    query: str | None,
    store: str | None,
    settings: tuple[str, ...],
    form: str,
    iris: bool,
    listed: bool,
    shown: bool,
    timeout: float,
    memory: int,
) -> None:
    """Ask a store with SPARQL, or with a named query.

    QUERY is SPARQL 1.1, a file that holds it, - for standard input, or the name of a named query. Prefixes are known
    beforehand; the default graph is the union of all graphs. Strings given with --set are values, never text of the query;
    one in angle brackets is an IRI.

    Example: kg query who-met-whom -s story
    """
    from kg.graph.asking.queries import named_queries, named_query

    if listed:
        _list()
        return
    if query and shown:
        say(named_query(query).text.rstrip("\n"))
        return
    if not query or not store:
        raise click.UsageError("Give a QUERY and --store, or --list.")
    from kg.api import Story

    text = query
    if query == "-":
        text = sys.stdin.read()
    elif query not in named_queries() and query.endswith((".rq", ".sparql")):
        text = _read(query)
    with Story(store, timeout=timeout, memory=memory) as story:
        rows = story.query(text, **_values(settings, named=text in named_queries()))
        if form == "table" and rows.boolean is None and sys.stdout.isatty():
            print_table(*rows.cells(iris=iris))
        else:
            echo_data(rows.write(form, iris=iris))
    if form == "table" and rows.boolean is None and not rows:
        say("No rows.", err=True)
    for note in rows.notes:
        say(f"Note: {note}", err=True)


def _values(settings: tuple[str, ...], *, named: bool) -> dict[str, object]:
    from kg.graph.asking.terms import Iri

    values: dict[str, object] = {}
    for setting in settings:
        name, equals, value = setting.partition("=")
        if not equals:
            raise click.UsageError(f"--set takes NAME=VALUE, not {setting!r}.")
        is_iri = not named and value.startswith("<") and value.endswith(">")
        values[name] = Iri(value[1:-1]) if is_iri else value
    return values


def _read(path: str) -> str:
    from kg.errors import Code, KgError

    try:
        return Path(path).read_text("utf8")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise KgError(Code.UNREADABLE_FILE, path=path, why=why) from error


def _list() -> None:
    from kg.graph.asking.queries import named_queries

    out, group = console(), ""
    for query in named_queries().values():
        if query.group != group:
            out.print(query.group if not group else f"\n{query.group}", style="bold underline")
            group = query.group
        parameters = "".join(f" {p.name}" if p.required else f" [{p.name}]" for p in query.parameters)
        out.print(f"  {query.name}", style="bold", end="")
        out.print(parameters, style="cyan")
        paragraph(out, query.title, indent=6)
    out.print("\nParameters in brackets may be left out. Example: kg query said-by -s STORE --set person=Dmitriev")
