"""``kg info``."""

from __future__ import annotations

import json

import click

from kg.cli.common import console, store_option


@click.command("info")
@store_option
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
def command(store: str, as_json: bool) -> None:
    """Count what a store holds; its versions and sizes.

    Example: kg info -s story
    """
    from rich.table import Table

    from kg.graph.info import info
    from kg.graph.store import Store

    with Store(store) as opened:
        facts = info(opened)
    if as_json:
        click.echo(json.dumps(facts, ensure_ascii=False, indent=1))
        return
    table = Table(show_header=False, box=None, pad_edge=False)
    table.add_column()
    table.add_column()
    for name, value in facts.items():
        table.add_row(name, f"{value:,}" if isinstance(value, int) else str(value))
    console().print(table)
