"""``kg review``."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from kg.cli.common import console, echo_data, paragraph, say
from kg.cli.judging import key as pressed
from kg.cli.options import json_option, judgement_options, store_option
from kg.graph.asking.words import day

if TYPE_CHECKING:
    from rich.console import Console

    from kg.analysis.doubts import Doubt

KINDS = ("join", "apart", "class", "event")
KEYS = {"s": "same", "d": "different", "r": "right", "w": "wrong"}


@click.command("review")
@store_option
@click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Doubts of this kind alone; may be repeated.")
@click.option("-n", "number", type=click.IntRange(min=1), default=50, show_default=True, metavar="N", help="How many at most.")
@click.option("--list", "listed", is_flag=True, help="Only list them.")
@json_option
@judgement_options
def command(
    store: str, kinds: tuple[str, ...], number: int, listed: bool, as_json: bool, by: str | None, reason: str | None
) -> None:
    """Go through what is doubtful, the most doubtful first, and say what is right with one key.

    Names and tellings of a happening that were joined on little (join), look-alikes that were kept apart (apart), classes in
    conflict (class), and weighty happenings that one voice alone tells (event), each with both sentences. What you say is a
    judgement: kg undo takes it back, no rebuild loses it.

    Example: kg review -s story
    """
    from kg.api import Story

    with Story(store) as story:
        found = story.doubts(kinds=kinds or KINDS)
        if as_json:
            echo_data(json.dumps([asdict(d) | {"id": d.id} for d in found[:number]], ensure_ascii=False, indent=1))
            return
        out = console()
        if not found:
            out.print("Nothing is doubtful.")
        found, at, settled = found[:number], 0, list[tuple[int, str]]()
        while at < len(found):
            doubt = found[at]
            _print(doubt, f"{at + 1} of {len(found)}", out)
            at += 1
            if listed:
                continue
            choices = ", ".join(f"{key} {word}" for key, word in KEYS.items() if word in doubt.answers)
            say(f"{choices}, l later, u undo the last, q end: ", nl=False)
            key = pressed()
            answer = KEYS.get(key, "")
            undone = "undone" if settled else "nothing to undo"
            say({"q": "end", "u": undone}.get(key, answer if answer in doubt.answers else "later"))
            if key in ("q", "\x03", "\x04", ""):
                return
            if key == "u":
                at -= 1
                if settled:  # that one is asked again, and then what follows it
                    at, made = settled.pop()
                    story.undo(made)
            elif answer in doubt.answers:
                settled.append((at - 1, story.settle(doubt, answer, by=by).id))


def _print(doubt: Doubt, at: str, out: Console) -> None:
    out.print()
    paragraph(out, f"{at} · {doubt.kind}", style="dim")
    paragraph(out, doubt.question, style="bold")
    for cited in doubt.cited:
        paragraph(out, cited.sentence, indent=4)
        paragraph(out, f"— {cited.title}" + (f", {day(cited.date)}" if cited.date else ""), indent=4, style="dim italic")
