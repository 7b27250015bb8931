"""``python -m benchmarks [PART …]``: see README.md."""

from __future__ import annotations

import click

PARTS = ("profile", "speed", "queries", "scale", "quality", "timelines", "explorer", "growth", "crowd", "earlier")
DEFAULT = ("speed", "queries", "scale")


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("parts", nargs=-1, type=click.Choice(PARTS))
@click.option("--quick", is_flag=True, help="Few articles and rounds: minutes in place of an hour.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most N articles (of quality: of each set).")
@click.option("--keep", metavar="FOLDER", help="Of scale, queries, quality: keep stores there, or go on with them.")
@click.option("--sets", metavar="NAMES", help="Of quality: sets, parted by commas.")
@click.option("--component", metavar="NAME", help="Of profile: a component to look into.")
@click.option("--write", is_flag=True, help="Of quality: put the figures into docs/evaluation.md.")
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Of quality: processes that read.")
def main(  # noqa: PLR0917
    parts: tuple[str, ...],
    quick: bool,
    limit: int | None,
    keep: str | None,
    sets: str | None,
    component: str | None,
    write: bool,
    jobs: int | None,
) -> None:
    """Measure speed, size, growth, queries and quality; without PARTS: speed, queries and scale.

    Example: python -m benchmarks speed --quick
    """
    for part in parts or DEFAULT:
        if part == "profile":
            from benchmarks import components

            components.run(limit=limit, quick=quick, component=component)
        elif part == "speed":
            from benchmarks import speed

            speed.run(limit=limit, quick=quick)
        elif part == "queries":
            from benchmarks import queries

            queries.run(limit=limit, quick=quick, keep=keep)
        elif part == "scale":
            from benchmarks import scale

            scale.run(limit=limit, quick=quick, keep=keep)
        elif part == "explorer":
            from benchmarks import explorer

            explorer.run(quick=quick)
        elif part == "growth":
            from benchmarks import growth

            growth.run(quick=quick)
        elif part == "crowd":
            from benchmarks import crowd

            crowd.run(quick=quick)
        elif part == "earlier":
            from benchmarks import earlier

            earlier.run(limit=limit, quick=quick)
        elif part == "timelines":
            from benchmarks import timelines

            timelines.run(keep=keep, jobs=jobs)
        else:
            from benchmarks import quality

            names = [name.strip() for name in sets.split(",")] if sets else None
            quality.run(names, limit=limit or (10 if quick else None), keep=keep, jobs=jobs, write=write)


if __name__ == "__main__":
    main()
