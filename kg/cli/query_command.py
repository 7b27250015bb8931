"""``kg query``."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.common import console


@click.command("query")
@click.argument("query", required=False)
@click.option(
    "-s",
    "--store",
    type=click.Path(file_okay=False),
    metavar="STORE",
    envvar="KG_STORE",
    help="The store's folder (or set KG_STORE).",
)
@click.option("--set", "settings", multiple=True, metavar="NAME=VALUE", help="A value; may be given again.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json", "jsonl", "turtle"]),
    default="table",
    show_default=True,
    help="How to write the answer.",
)
@click.option("--list", "listed", is_flag=True, help="Show the named queries, with a line each.")
@click.option(
    "--timeout", type=float, default=60.0, show_default=True, metavar="SECONDS", help="Give up after this long."
)
@click.option(
    "--memory", type=int, default=2000, show_default=True, metavar="MB", help="Give up beyond this much memory."
)
def command(
    query: str | None,
    store: str | None,
    settings: tuple[str, ...],
    form: str,
    listed: bool,
    timeout: float,
    memory: int,
) -> None:
    """Ask a store with SPARQL, or with a named query.

    QUERY is SPARQL 1.1, a file that holds it, - for standard input, or the name of a named query. Prefixes are known
    beforehand; the default graph is the union of all graphs. Strings given with --set are values, never text of the query;
    one in angle brackets is an IRI.

    Example: kg query who-met-whom -s story
    """
    from kg.graph.queries import named_queries

    if listed:
        _list()
        return
    if not query or not store:
        raise click.UsageError("Give a QUERY and --store, or --list.")
    from kg.api import Story

    text = query
    if query == "-":
        text = click.get_text_stream("stdin").read()
    elif query not in named_queries() and query.endswith((".rq", ".sparql")):
        text = _read(query)
    with Story(store, timeout=timeout, memory=memory) as story:
        rows = story.query(text, **_values(settings, named=text in named_queries()))
    click.echo(rows.write(form), nl=False)


def _values(settings: tuple[str, ...], *, named: bool) -> dict[str, object]:
    from kg.graph.terms import Iri

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
    from rich.table import Table

    from kg.graph.queries import named_queries

    table = Table(box=None, pad_edge=False)
    for column in ("group", "query", "parameters", "what it answers"):
        table.add_column(column, no_wrap=column == "query")
    for query in named_queries().values():
        parameters = " ".join(p.name if p.required else f"[{p.name}]" for p in query.parameters)
        table.add_row(query.group, query.name, parameters, query.title)
    console().print(table)
