"""``kg rebuild``."""

from __future__ import annotations

import click

from kg.cli.common import progress_bar, say
from kg.cli.options import engine_of, engine_options, quiet_option, reading_options, store_option
from kg.views.asked.wording import plural


@click.command("rebuild")
@store_option
@click.option("--reread", is_flag=True, help="Read every article again, with this version and --model.")
@reading_options
@engine_options
@quiet_option
def command(
    store: str, reread: bool, model: str | None, jobs: int | None, engine: str, scheduler: str | None, quiet: bool
) -> None:
    """Derive story and graph again from what was read.

    Example: kg rebuild -s story --reread
    """
    from kg.operations.build import rebuild
    from kg.reading import DEFAULT_MODEL

    with progress_bar(quiet=quiet) as tell, engine_of(engine, scheduler, model or DEFAULT_MODEL) as executor:
        report = rebuild(store, reread=reread, model=model, jobs=jobs, executor=executor, progress=tell)
    for error in report.errors:
        say(f"Kept as it was: {error}", err=True)
    say(f"Rebuilt {store}" + (f", {plural(report.read, 'article')} read again" if reread else ""))
