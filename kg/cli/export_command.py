"""``kg export``."""

from __future__ import annotations

import click

from kg.cli.common import say
from kg.cli.options import store_option

FORMATS = (
    "nq", "trig", "ttl", "nt", "jsonld", "graphml", "gexf", "cyjs", "csv", "ftm.json", "geojson", "kml", "timeline.json", "vault",
    "neo4j",
)  # fmt: skip


@click.command("export")
@store_option
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(),
    metavar="FILE",
    help="Its suffix tells the format: .nq .trig .ttl .nt .jsonld .graphml .gexf .cyjs .csv .ftm.json .ftm.jsonl "
    ".geojson .kml .timeline.json; a folder gets nodes.csv and edges.csv, or what --format vault or neo4j says.",
)
@click.option("--format", "form", type=click.Choice(FORMATS), help="The format, where the suffix is another.")
@click.option("--nif", is_flag=True, help="Write spans out in full NIF (RDF formats).")
def command(store: str, output: str, form: str | None, nif: bool) -> None:
    """Write a store out in another format.

    .nq, .trig and .jsonld hold the four layers apart, the ontology included; the other RDF formats hold their union; .graphml
    and .gexf (Gephi, yEd), .cyjs (Cytoscape) and .csv hold the network; .ftm.json holds entities of FollowTheMoney (Aleph);
    .geojson and .kml the events that have coordinates, .timeline.json (TimelineJS) the dated ones; vault is a folder of notes
    (Obsidian), neo4j one of tables for neo4j-admin.

    Example: kg export -s story -o story.trig
    """
    from kg.api import Story

    with Story(store) as story:
        count = story.export(output, nif=nif, form=form)
    say(f"{count:,} {_counted(output, form)} written → {output}")


def _counted(output: str, form: str | None) -> str:
    """What a format consists of."""
    from kg.exchange.rdf import EVENT_SUFFIXES, PEOPLE_SUFFIXES
    from kg.exchange.rdf import FORMATS as RDF

    name = f".{form}" if form else output.lower().rstrip("/")
    for suffixes, what in ((PEOPLE_SUFFIXES, "entities"), (EVENT_SUFFIXES, "events"), ((".vault",), "notes")):
        if name.endswith(suffixes):
            return what
    return "statements" if name.endswith(tuple(RDF)) else "nodes and edges"
