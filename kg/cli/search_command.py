"""``kg search``."""

from __future__ import annotations

import json

import click

from kg.cli.common import console, echo_data, paragraph, say
from kg.cli.options import json_lines_option, limit_option, store_option
from kg.views.asked.wording import plural


@click.command("search")
@click.argument("words", nargs=-1, required=True)
@store_option
@limit_option("Sentences at most.", default=20)
@json_lines_option
def command(words: tuple[str, ...], store: str, limit: int, as_json: bool) -> None:
    """Find sentences by their words, best first.

    Example: kg search rare earth talks -s story
    """
    from dataclasses import asdict

    from kg.graph.store.store import Store

    with Store(store) as opened:
        hits = opened.database.search(" ".join(words), limit=limit)
        more = opened.database.found(" ".join(words)) - len(hits) if len(hits) == limit else 0
    if more:
        say(f"The {limit:,} best of {plural(len(hits) + more, 'sentence')} (--limit)", err=True)
    if as_json:
        for hit in hits:
            echo_data(json.dumps(asdict(hit), ensure_ascii=False))
        return
    out = console()
    for hit in hits:
        where = ", ".join(x for x in (hit.headline, hit.publisher, hit.published) if x) or hit.article
        paragraph(out, hit.sentence)
        paragraph(out, f"— {where}", indent=4, hanging=2, style="dim")
    if not hits:
        out.print("No sentence holds all of these words.")
