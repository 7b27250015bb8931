"""``kg evaluate``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.common import console, echo_data, progress_bar, say
from kg.cli.options import limit_option, quiet_option, reading_options
from kg.files import write_whole

if TYPE_CHECKING:
    from kg.evaluation.mistakes import Mistake
    from kg.evaluation.scores import Rows


@click.command("evaluate")
@click.argument("gold", type=click.Path())
@click.option(
    "--from",
    "form",
    type=click.Choice(["kg", "sample", "label-studio", "doccano", "brat", "webanno"]),
    default="kg",
    show_default=True,
    help="What made GOLD; sample: GOLD is a store whose facts were judged by kg sample.",
)
@click.option("--measure", metavar="NAMES", help="Measures, parted by commas  [default: all that are marked]")
@limit_option("Only the first N articles.")
@reading_options
@click.option("--errors", metavar="FILE", help="Write every error with its sentence there (- for the screen).")
@click.option("--json", "as_json", metavar="FILE", help="Write the scores there as JSON (- for the screen).")
@click.option("--keep", metavar="STORE", type=click.Path(file_okay=False), help="Build into this store, and keep it.")
@click.option(
    "--authority",
    metavar="FILE",
    type=click.Path(dir_okay=False, exists=True),
    help="Identifiers, one a line: score links without the others, too.",
)
@quiet_option
def command(
    gold: str,
    form: str,
    measure: str | None,
    limit: int | None,
    jobs: int | None,
    model: str | None,
    errors: str | None,
    as_json: str | None,
    keep: str | None,
    authority: str | None,
    quiet: bool,
) -> None:
    """Score the reading against articles that a person labelled.

    GOLD is a .jsonl or .jsonl.gz file in the format of docs/evaluation-format.md, or what --from says. Its articles are built
    into a temporary store (or into --keep STORE, where what is in already is not read again) and scored: precision, recall, F1.

    Example: kg evaluate labelled.jsonl --errors errors.txt
    """
    from kg.evaluation.running import evaluate
    from kg.reading import DEFAULT_MODEL

    with progress_bar(quiet=quiet) as tell:
        found = evaluate(
            gold,
            measures=[name.strip() for name in measure.split(",") if name.strip()] if measure else None,
            limit=limit,
            jobs=jobs,
            model=model or DEFAULT_MODEL,
            keep=keep,
            mistakes=errors is not None,
            authority=frozenset(Path(authority).read_text("utf8").split()) if authority else None,
            form=form,
            progress=tell,
        )
    for error in found.errors:
        say(f"Left out: {error}", err=True)
    for note in found.notes:
        say(f"Note: {note}", err=True)
    if as_json != "-":
        _print(found.rows, ", ".join(f"{n} {how}" for how, n in sorted(found.articles.items())))
    if as_json:
        content = {
            "articles": dict(sorted(found.articles.items())),
            "missing_ids": found.missing_ids,
            "measures": {
                name: {"p": r.p, "r": r.r, "f1": r.f1, "right": r.right, "system": r.system, "gold": r.gold}
                for name, r in found.rows.items()
            },
        }
        _write(as_json, json.dumps(content, ensure_ascii=False, indent=1) + "\n")
    if errors:
        _write(errors, _told(found.mistakes))


def _print(rows: Rows, articles: str) -> None:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, caption=f"articles: {articles}", caption_justify="left")
    table.add_column("measure", no_wrap=True)
    for name in ("P", "R", "F1", "gold", "system", "right"):
        table.add_column(name, justify="right", no_wrap=True)
    for name, row in rows.items():
        right = "" if row.right is None else f"{row.right:,.0f}" if row.right == int(row.right) else f"{row.right:,.1f}"
        table.add_row(name, f"{row.p:.3f}", f"{row.r:.3f}", f"{row.f1:.3f}", f"{row.gold:,}", f"{row.system:,}", right)
    console().print(table)


def _told(mistakes: list[Mistake]) -> str:
    """All errors, by measure and kind, each with its sentence."""
    groups: dict[tuple[str, str], list[Mistake]] = {}
    for mistake in mistakes:
        groups.setdefault((mistake.measure, mistake.kind), []).append(mistake)
    lines = []
    for (measure, kind), group in groups.items():
        lines.append(f"== {measure}: {kind} ({len(group)})")
        for m in group:
            told = [f"[{m.article} {m.span[0]}-{m.span[1]}] {m.words}"]
            told += [f"wanted: {m.wanted}"] if m.wanted else []
            told += [f"found: {m.found}"] if m.found else []
            lines += ["  " + " | ".join(told), f"      {m.sentence}"]
        lines.append("")
    return "\n".join(lines) + "\n"


def _write(path: str, text: str) -> None:
    if path == "-":
        echo_data(text)
    else:
        write_whole(path, text)
