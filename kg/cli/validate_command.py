"""``kg validate``."""

from __future__ import annotations

import click

from kg.cli.common import store_option

SHOWN = 20


@click.command("validate")
@store_option
def command(store: str) -> None:
    """Hold a store against the rules of the model (SHACL, ontology/shapes.ttl), article by article.

    Example: kg validate -s story
    """
    from kg.errors import Code, KgError
    from kg.graph.store import Store
    from kg.graph.validation import validate

    with Store(store) as opened:
        violations = validate(opened.graph())
    if violations:
        for violation in violations[:SHOWN]:
            click.echo(str(violation), err=True)
        raise KgError(Code.INVALID_GRAPH, count=len(violations), first=violations[0])
    click.echo("The graph keeps every rule of the model.")
