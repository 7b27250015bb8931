"""``kg export``."""

from __future__ import annotations

import click

from kg.cli.common import store_option


@click.command("export")
@store_option
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="Its suffix tells the format: .nq .trig .ttl .nt .jsonld .graphml .gexf .csv",
)
@click.option("--nif", is_flag=True, help="Write spans out in full NIF (RDF formats).")
def command(store: str, output: str, nif: bool) -> None:
    """Write a store out in another format.

    .nq and .trig hold the four layers apart, the ontology included; the other RDF formats hold their union; .graphml, .gexf
    and .csv hold the network.

    Example: kg export -s story -o story.trig
    """
    from kg.api import Story

    with Story(store) as story:
        count = story.export(output, nif=nif)
    click.echo(f"{count:,} written → {output}")
