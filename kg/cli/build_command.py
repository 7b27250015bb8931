"""``kg build``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.common import console, paragraph, progress_bar, say
from kg.cli.main import EXIT_ERROR, EXIT_LEFT_OUT
from kg.cli.options import engine_of, engine_options, quiet_option, reading_options, store_option
from kg.views.asked.wording import plural

if TYPE_CHECKING:
    from kg.operations.build import Report


@click.command("build")
@click.argument("paths", nargs=-1, required=True)
@store_option
@click.option("--date", metavar="DATE", help="Publication date (YYYY-MM-DD) of articles that give none.")
@click.option("--publisher", metavar="NAME", help="Publisher of articles that give none.")
@reading_options
@engine_options
@click.option("--base", metavar="IRI", help="Base of the IRIs of data; only for a new store.")
@click.option("--any-language", is_flag=True, help="Read articles in other languages as if they were English.")
@click.option(
    "--types",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="Event types and classes of your own (docs/types.md); kept with the store.",
)
@click.option(
    "--authority",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="Link the story to who is known elsewhere (docs/authority.md).",
)
@click.option("--strict", is_flag=True, help="Exit with 3 if any article was left out.")
@quiet_option
def command(
    paths: tuple[str, ...],
    store: str,
    date: str | None,
    publisher: str | None,
    model: str | None,
    jobs: int | None,
    engine: str,
    scheduler: str | None,
    base: str | None,
    any_language: bool,
    types: str | None,
    authority: str | None,
    strict: bool,
    quiet: bool,
) -> int:
    """Read articles into a store.

    PATHS are files, folders, globs or - for standard input: texts, pages as browsers save them, feeds, JSON Lines, archives
    of web pages, PDF and Word documents, mail, messages of agencies, downloads of newspaper databases. An address
    (https://...) is fetched: that one page or feed, and nothing else. What is in already is skipped; after an interruption
    the same command goes on.

    Example: kg build articles/ -s story
    """
    from kg.operations.build import build
    from kg.reading import DEFAULT_MODEL

    model = model or DEFAULT_MODEL
    with progress_bar(quiet=quiet) as tell, engine_of(engine, scheduler, model) as executor:
        report = build(
            paths,
            store,
            date=date,
            publisher=publisher,
            model=model,
            jobs=jobs,
            executor=executor,
            base=base,
            any_language=any_language,
            types=types,
            authority=authority,
            progress=tell,
        )
    for note in report.notes:
        say(f"Note: {note}", err=True)
    if report.errors and not report.read and not report.skipped and not report.kept and not report.reread:
        for error in report.errors:
            say(f"Error: {error}", err=True)
        return EXIT_ERROR
    for error in report.errors:
        say(f"Left out: {error}", err=True)
    counted = f"{plural(report.read, 'article')} read, {report.skipped:,} in already, {len(report.errors):,} left out"
    say(f"{counted} → {store}")
    if report.reread:
        say(f"The types changed: {plural(report.reread, 'article')} read again with them.")
    if report.read:
        _tell(report, store)
    return EXIT_LEFT_OUT if report.errors and strict else 0


def _tell(report: Report, store: str) -> None:
    """What the store holds now, and what was passed over and why."""
    from collections import Counter

    from kg.cli.summing import lines
    from kg.graph.asking.limited import LimitedGraph
    from kg.graph.store.info import summary
    from kg.graph.store.store import Store

    out = console()
    with Store(store) as opened, LimitedGraph.of(opened.snapshot()) as graph:
        for line in lines(summary(opened, graph)):
            paragraph(out, line, hanging=2)
    why = Counter(error.code for error in (*report.errors, *report.notes))
    told = [f"{number:,} × {code.number}" for code, number in sorted(why.items(), key=lambda c: c[0].number)]
    if report.skipped:
        told.insert(0, f"{report.skipped:,} in already")
    if told:
        say(f"Passed over: {', '.join(told)} (docs/errors.md says what each is).")
