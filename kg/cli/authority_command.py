"""``kg authority``."""

from __future__ import annotations

import click

from kg.cli.common import print_table, progress_bar, say
from kg.cli.options import limit_option, quiet_option, store_option
from kg.views.asked.wording import plural

CLASSES = ("person", "organization", "place", "group", "thing")


@click.group("authority")
def command() -> None:
    """Link a store to who is known elsewhere.

    An authority is a list of known persons, organisations, places: of your own, or taken from Wikidata. What a story names
    is linked to its entries where name, class and context agree.

    Example: kg authority import people.csv -s story
    """


@command.command("import")
@click.argument("path", type=click.Path(dir_okay=False))
@store_option
@click.option(
    "--class", "classes", multiple=True, type=click.Choice(CLASSES), help="Take this class alone (may be given again)."
)
@click.option(
    "--prior", type=click.FloatRange(min=0), default=0.0, metavar="N", help="Pass over what is less known than N."
)
@quiet_option
def import_(path: str, store: str, classes: tuple[str, ...], prior: float, quiet: bool) -> None:
    """Take an authority file in and link the story to it.

    PATH is a .jsonl or .csv file in the project's own format, a pack (kg authority build), or a Wikidata dump (.json); each may
    be packed (.gz, .bz2). Lines that are no entries are reported and passed over; what is in already and did not change is
    left alone.

    Example: kg authority import wikidata.json.bz2 -s story --class person --prior 10
    """
    from kg.operations.authorities import import_authority

    with progress_bar(quiet=quiet) as tell:
        report = import_authority(store, path, classes=classes or CLASSES, prior=prior, progress=tell)
    for error in report.errors[:20]:
        say(f"Passed over: {error}", err=True)
    if len(report.errors) > 20:
        say(f"… and {plural(len(report.errors) - 20, 'more line')}", err=True)
    say(
        f"{report.new:,} new, {report.changed:,} changed, {report.same:,} in already, "
        f"{plural(len(report.errors), 'line')} passed over → {store}"
    )


@command.command("build")
@click.argument("dump", type=click.Path(dir_okay=False))
@click.option(
    "-o", "--output", required=True, type=click.Path(dir_okay=False), metavar="PACK", help="The pack to write (.jsonl.gz)."
)
@click.option(
    "--class",
    "classes",
    multiple=True,
    type=click.Choice(CLASSES),
    help="Take this class (may be given again)  [default: person, organization]",
)
@click.option(
    "--prior",
    type=click.FloatRange(min=0),
    default=10.0,
    show_default=True,
    metavar="N",
    help="Leave out what has pages in fewer wikis than N.",
)
@quiet_option
def build(dump: str, output: str, classes: tuple[str, ...], prior: float, quiet: bool) -> None:
    """Make a pack of a Wikidata dump, which builds then take in.

    DUMP is Wikidata's JSON dump (.json, .json.gz, .json.bz2), read once. The pack says of which dump it was made: its hash,
    and the day of the latest change in it.

    Example: kg authority build latest-all.json.bz2 -o people.jsonl.gz
    """
    from kg.errors import KgError
    from kg.knowledge.authority_pack import build_pack

    errors: list[KgError] = []
    with progress_bar(quiet=quiet) as tell:
        header = build_pack(
            dump,
            output,
            classes=classes or ("person", "organization"),
            prior=prior,
            on_error=errors.append,
            progress=lambda done: tell("taking", done, None),
        )
    for error in errors[:20]:
        say(f"Passed over: {error}", err=True)
    dated = f", of {header.date}" if header.date else ""
    say(
        f"{plural(header.entries, 'entry', 'entries')} and {plural(header.labels, 'office')} of {header.source}{dated} → {output}"
    )


@command.command("list")
@click.argument("name", required=False)
@store_option
@click.option("--links", is_flag=True, help="What the story is linked to, and why.")
@limit_option("Rows.", default=20)
def list_(name: str | None, store: str, links: bool, limit: int) -> None:
    """List what the authority holds: all, or what is called NAME.

    Example: kg authority list Putin -s story
    """
    from kg.graph.store.store import Store

    with Store(store) as opened:
        authorities = opened.authorities
        if links:
            rows = authorities.linked()[:limit]
            print_table(["entity", "entry", "points", "for"], [(r[0], r[2], f"{r[3]:.1f}", r[4]) for r in rows])
            return
        if name is None:
            print_table(["from", "class", "entries"], [(s, c.lower(), f"{n:,}") for s, c, n in authorities.sources()])
        found = authorities.entries(name, limit=limit)
        rows_of = [(e.id, e.name, e.entity_class.lower(), f"{e.prior:g}", e.description) for e in found]
        print_table(["id", "name", "class", "prior", "description"], rows_of)


@command.command("remove")
@click.argument("names", nargs=-1, required=True)
@store_option
def remove(names: tuple[str, ...], store: str) -> None:
    """Take entries out, and the links to them.

    NAMES are ids of entries, or names of files that were imported.

    Example: kg authority remove Q7747 -s story
    """
    from kg.operations.authorities import remove_entries

    say(f"{plural(remove_entries(store, names), 'entry', 'entries')} removed from {store}")
