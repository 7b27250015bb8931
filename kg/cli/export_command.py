"""``kg export``."""

from __future__ import annotations

import click

from kg.cli.options import store_option

FORMATS = ("nq", "trig", "ttl", "nt", "jsonld", "graphml", "gexf", "cyjs", "csv", "ftm.json")


@click.command("export")
@store_option
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(),
    metavar="FILE",
    help="Its suffix tells the format: .nq .trig .ttl .nt .jsonld .graphml .gexf .cyjs .csv .ftm.json .ftm.jsonl; "
    "a folder gets nodes.csv and edges.csv.",
)
@click.option("--format", "form", type=click.Choice(FORMATS), help="The format, where the suffix is another.")
@click.option("--nif", is_flag=True, help="Write spans out in full NIF (RDF formats).")
def command(store: str, output: str, form: str | None, nif: bool) -> None:
    """Write a store out in another format.

    .nq, .trig and .jsonld hold the four layers apart, the ontology included; the other RDF formats hold their union; .graphml
    and .gexf (Gephi, yEd), .cyjs (Cytoscape) and .csv hold the network; .ftm.json holds entities of FollowTheMoney (Aleph).

    Example: kg export -s story -o story.trig
    """
    from kg.api import Story

    with Story(store) as story:
        count = story.export(output, nif=nif, form=form)
    click.echo(f"{count:,} {_counted(output, form)} written → {output}")


def _counted(output: str, form: str | None) -> str:
    """What a format consists of."""
    from kg.exchange.rdf import FORMATS as RDF
    from kg.exchange.rdf import PEOPLE_SUFFIXES

    name = f".{form}" if form else output.lower()
    if name.endswith(PEOPLE_SUFFIXES):
        return "entities"
    return "statements" if name.endswith(tuple(RDF)) else "nodes and edges"
