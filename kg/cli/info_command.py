"""``kg info``."""

from __future__ import annotations

import json

import click

from kg.cli.common import console, echo_data, paragraph, say
from kg.cli.options import json_option, store_option


@click.command("info")
@store_option
@json_option
def command(store: str, as_json: bool) -> None:
    """Tell what a store holds, for an analyst first; its versions and sizes after that.

    Example: kg info -s story
    """
    from kg.cli.summing import lines
    from kg.graph.asking.limited import LimitedGraph
    from kg.graph.store.info import info, summary
    from kg.graph.store.store import Store

    with Store(store) as opened, LimitedGraph.of(opened.snapshot()) as graph:
        facts = info(opened, graph)
        told = summary(opened, graph)
    if as_json:
        echo_data(json.dumps(facts, ensure_ascii=False, indent=1))
        return
    out = console()
    for line in lines(told):
        paragraph(out, line, hanging=2)
    say()
    wide = max(map(len, facts))
    for name, value in facts.items():
        say(f"{name:<{wide}}  {value:,}" if isinstance(value, int) else f"{name:<{wide}}  {value}")
