"""``kg verify``."""

from __future__ import annotations

import click

from kg.cli.common import print_table, say
from kg.cli.options import store_option
from kg.views.asked.wording import plural


@click.command("verify")
@store_option
@click.option("--head", metavar="HASH", help="Also that the record has the entry with this hash, which you noted.")
@click.option("--record", "listed", is_flag=True, help="List what was done to the store.")
def command(store: str, head: str | None, listed: bool) -> None:
    """Hold every span and hash against its words, and the record against the store; fail on what does not match.

    The record tells what was done to a store, build by build and decision by decision, each entry with the hash of the one
    before it. Note its head (`kg info`): nothing up to there can be changed without being found.

    Example: kg verify -s story
    """
    from kg.graph.asking.limited import LimitedGraph
    from kg.graph.store.store import Store
    from kg.graph.store.verification import verify_record

    with Store(store) as opened, LimitedGraph.at_work(opened.snapshot()) as graph:
        articles, spans = graph.call("kg.graph.store.verification:verify_at", store)
        entries = verify_record(opened, head)
        if listed:
            rows = [
                (str(e.number), e.what, str(len(e.articles)), str(len(e.removed)), str(len(e.judgements)), e.hash[:12])
                for e in opened.record.entries()
            ]
            print_table(["entry", "what", "articles", "out", "judgements", "hash"], rows)
        waiting = opened.record.unrecorded()
        last = opened.record.head()[1]
    say(f"All {plural(spans, 'span')} of {plural(articles, 'article')} match their words.")
    if entries:
        say(f"All {plural(entries, 'entry', 'entries')} of the record hold; its head is {last}")
    if waiting:
        told = plural(len(waiting), "article")
        say(f"{told} of a build that was broken off: the next build puts that on record.")
