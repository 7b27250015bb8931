"""``kg serve``."""

from __future__ import annotations

import click

from kg.cli.common import say
from kg.cli.options import store_option


@click.command("serve")
@store_option
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8420,
    show_default=True,
    metavar="N",
    help="Where to listen; 0 takes a free one.",
)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    metavar="NAME",
    help="Address to listen at; others than this machine's own let others in.",
)
@click.option(
    "--allow-host",
    "hosts",
    multiple=True,
    metavar="NAME",
    help="A further name that this machine is called by; may be given again.",
)
@click.option(
    "--allow-origin",
    "origins",
    multiple=True,
    metavar="SITE",
    help="A web site whose pages may ask, such as https://notebook.example, or *.",
)
@click.option(
    "--queries", type=click.IntRange(1, 64), default=4, show_default=True, metavar="N", help="Queries that run at once."
)
@click.option(
    "--timeout",
    type=click.FloatRange(0.1, 86400),
    default=60.0,
    show_default=True,
    metavar="SECONDS",
    help="Give a query up after this long.",
)
@click.option(
    "--memory",
    type=click.IntRange(200, 10**6),
    default=2000,
    show_default=True,
    metavar="MB",
    help="Give a query up beyond this much memory.",
)
def command(
    store: str,
    port: int,
    host: str,
    hosts: tuple[str, ...],
    origins: tuple[str, ...],
    queries: int,
    timeout: float,
    memory: int,
) -> None:
    """Serve a store on this machine: pages to look at, and a SPARQL endpoint.

    Pages show every entity, event and article with its sentences; programs ask at /sparql (SPARQL 1.1 Protocol). Nothing can
    be changed through it. Articles may be added meanwhile: the next request shows them. Ctrl-C ends it.

    Example: kg serve -s story
    """
    from kg.server.serving import Server

    server = Server(
        store, host=host, port=port, hosts=hosts, origins=origins, queries=queries, seconds=timeout, megabytes=memory
    )
    server.run(
        lambda: say(f"{server.address} shows {store}, {server.address}sparql answers queries. Ctrl-C ends it.")
    )
