"""``kg validate``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.common import say
from kg.cli.options import store_option

if TYPE_CHECKING:
    from kg.graph.validation import Violation

SHOWN = 20
"""Broken rules that are printed."""


@click.command("validate")
@store_option
def command(store: str) -> None:
    """Hold a store against the rules of the model (SHACL, ontology/shapes.ttl), article by article.

    Example: kg validate -s story
    """
    from kg.errors import Code, KgError
    from kg.graph.asking.limited import LimitedGraph
    from kg.graph.store.store import Store
    from kg.graph.validation import Violation

    with Store(store) as opened, LimitedGraph.at_work(opened.snapshot()) as graph:
        violations = [Violation(*found) for found in graph.call("kg.graph.validation:violations")]
    if violations:
        told = [_sentence(violation) for violation in violations[:SHOWN]]
        for sentence in told[1:]:
            say(sentence, err=True)
        raise KgError(Code.INVALID_GRAPH, count=len(violations), first=told[0].rstrip("."))
    say("The graph keeps every rule of the model.")


def _sentence(violation: Violation) -> str:
    """The node, the rule and the value at fault, in one line."""
    where = f"{violation.focus} {violation.path}".strip()
    return f"{where}: {violation.message}" + (f" Found: {violation.value}" if violation.value else "")
