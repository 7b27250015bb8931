"""``kg judgements``."""

from __future__ import annotations

import click

from kg.cli.common import echo_data, say
from kg.cli.judging import told
from kg.cli.options import json_lines_option, store_option


@click.command("judgements")
@store_option
@json_lines_option
def command(store: str, as_json: bool) -> None:
    """List what people decided, in order, what was taken back included.

    Example: kg judgements -s story
    """
    from kg.api import Story

    with Story(store) as story:
        found = story.judgements()
    for judgement in found:
        if as_json:
            import json
            from dataclasses import asdict

            echo_data(json.dumps(asdict(judgement), ensure_ascii=False))
            continue
        who = f", {judgement.by}" if judgement.by else ""
        why = f": {judgement.reason}" if judgement.reason else ""
        back = f" (taken back {judgement.retracted})" if judgement.retracted else ""
        say(f"{judgement.id[:8]}  {told(judgement)}  {judgement.made}{who}{why}{back}")
