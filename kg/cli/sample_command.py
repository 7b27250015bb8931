"""``kg sample``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from kg.cli.common import console, paragraph, print_table, say
from kg.cli.judging import key as pressed
from kg.cli.options import judgement_options, store_option

if TYPE_CHECKING:
    from rich.console import Console

    from kg.api import Story

KINDS = ("happening", "name", "quote", "position")
KEYS = {"r": "right", "w": "wrong"}


@click.command("sample")
@store_option
@click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Facts of this kind alone; may be repeated.")
@click.option("-n", "number", type=click.IntRange(min=1, max=5000), default=50, show_default=True, metavar="N",
              help="How many to draw.")  # fmt: skip
@click.option("--seed", type=int, default=1, show_default=True, help="Of the chance: the same seed draws the same facts.")
@click.option("--list", "listed", is_flag=True, help="Only list what is drawn.")
@click.option("--precision", "only", is_flag=True, help="Draw nothing; print the precision of what was judged.")
@click.option("--gold", type=click.Path(dir_okay=False), metavar="FILE", help="Write the labels for kg evaluate, and end.")
@judgement_options
def command(
    store: str, kinds: tuple[str, ...], number: int, seed: int, listed: bool, only: bool, gold: str | None, by: str | None,
    reason: str | None,
) -> None:  # fmt: skip
    """Draw facts at random, take right or wrong for each, and print the precision with its interval.

    Kinds of facts are strata of their own: happenings with their status, names with their class, who said what, positions.
    Labels are kept in the store, survive rebuilds, and leave it as gold (--gold) for kg evaluate.

    Example: kg sample -s story --kind happening -n 30
    """
    from kg.api import Story

    with Story(store) as story:
        if gold is not None:
            _write_gold(story, gold)
            return
        if not only:
            drawn = story.sample(number, kinds=kinds or KINDS, seed=seed)
            if listed:
                print_table(("kind", "fact", "sentence"), [(f.kind, f.says, f.sentence) for f in drawn])
                return
            _judge(story, drawn, by, console())
        found = story.precision()
    rows = [
        (p.kind, f"{p.share:.1%}", f"{p.low:.1%} – {p.high:.1%}", f"{p.right} of {p.judged}", f"{p.size:,}") for p in found
    ]
    if rows:
        print_table(("kind", "precision", "95 % interval", "right", "facts"), rows)
    else:
        say("Nothing is judged yet.")


def _judge(story: Story, drawn: list, by: str | None, out: Console) -> None:
    for number, fact in enumerate(drawn, 1):
        out.print()
        paragraph(out, f"{number} of {len(drawn)} · {fact.kind}", style="dim")
        paragraph(out, fact.says, style="bold")
        paragraph(out, fact.sentence, indent=4)
        say("r right, w wrong, l later, q end: ", nl=False)
        key = pressed()
        say(KEYS.get(key, "later" if key != "q" else "end"))
        if key in ("q", "\x03", "\x04", ""):
            return
        if key in KEYS:
            story.label(fact, KEYS[key], by=by)


def _write_gold(story: Story, path: str) -> None:
    from kg.errors import Code, KgError
    from kg.files import write_whole

    lines = story.gold()
    try:
        write_whole(path, "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))
    except OSError as error:
        raise KgError(Code.UNWRITABLE_FILE, path=path, why=error.strerror or error) from error
    say(f"{len(lines)} lines of gold → {path}")
