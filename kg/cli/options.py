"""Options that several commands share, as decorators: named, explained and checked alike everywhere.

Those that tell which part of a story is meant come to the command as one dictionary, which it hands on to :class:`kg.api.Story`.
"""

from __future__ import annotations

import functools
import getpass
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from kg.errors import Code, KgError

if TYPE_CHECKING:
    from concurrent.futures import Executor

Command = Callable[..., Any]
Option = Callable[[Command], Command]

CLASSES = ("Person", "Organization", "Place", "Group", "Thing")


def store_option_of(words: str, *, required: bool) -> Option:
    """``-s``: the store.

    Args:
        words: its explanation.
        required: whether the command needs one.
    """
    folder = click.Path(file_okay=False)
    return click.option(
        "-s", "--store", "store", required=required, type=folder, metavar="STORE", envvar="KG_STORE", help=words
    )


STORE = "The store's folder (or set KG_STORE)."
store_option: Option = store_option_of(STORE, required=True)

format_option: Option = click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json", "jsonl"]),
    default="table",
    show_default=True,
    help="How to write the answer; json and jsonl hold IRIs, too.",
)
iris_option: Option = click.option(
    "--iris", is_flag=True, help="Tables and CSV with the graph's own terms and IRIs, instead of words."
)
json_option: Option = click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
json_lines_option: Option = click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
quiet_option: Option = click.option("-q", "--quiet", is_flag=True, help="No progress bar.")
title_option: Option = click.option("--title", metavar="TEXT", help="Title of the page.")


def output_option(words: str, *, metavar: str = "PAGE", required: bool = True) -> Option:
    """``-o``: the file that a command writes."""
    file = click.Path(dir_okay=False)
    return click.option("-o", "--output", required=required, type=file, metavar=metavar, help=words)


def limit_option(words: str = "The first N rows alone.", default: int | None = None) -> Option:
    """``--limit``: how many at most."""
    shown = default is not None
    least = click.IntRange(min=1)
    return click.option("--limit", type=least, default=default, show_default=shown, metavar="N", help=words)


def hops_option(words: str, default: int) -> Option:
    """``--hops``: how many steps."""
    least = click.IntRange(min=1)
    return click.option("--hops", type=least, default=default, show_default=True, metavar="N", help=words)


def statements_option(words: str = "Who speaks to whom is a link, too.") -> Option:
    """``--statements``: whether saying something counts as an event."""
    return click.option("--statements", is_flag=True, help=words)


def together(command: Command, options: Iterable[Option]) -> Command:
    """A command with several options, which help lists in this order."""
    for option in reversed(list(options)):
        command = option(command)
    return command


def between_options(command: Command) -> Command:
    """``--from --to``: the days between which events count."""
    return together(
        command,
        (
            click.option("--from", "first", metavar="DATE", help="Only events from this day, month or year."),
            click.option("--to", "last", metavar="DATE", help="Only events up to this day, month or year."),
        ),
    )


def reading_options(command: Command) -> Command:
    """``--model --jobs``: what articles are read with."""
    model = "spaCy pipeline to read with: package name or folder."
    jobs = "Processes that read  [default: one a core]"
    return together(
        command,
        (
            click.option("--model", metavar="MODEL", help=model),
            click.option("--jobs", type=click.IntRange(min=1), metavar="N", help=jobs),
        ),
    )


def engine_options(command: Command) -> Command:
    """``--engine --scheduler``: where articles are read."""
    engines = click.Choice(("processes", "dask"))
    engine = "Where articles are read: processes of this machine, or the workers of a Dask cluster."
    return together(
        command,
        (
            click.option("--engine", type=engines, default="processes", show_default=True, help=engine),
            click.option("--scheduler", metavar="HOST:PORT", help="Scheduler of the Dask cluster."),
        ),
    )


@contextmanager
def engine_of(engine: str, scheduler: str | None, model: str) -> Iterator[Executor | None]:
    """The executor that ``--engine`` and ``--scheduler`` ask for; none for processes of this machine.

    Raises:
        KgError: KG013, KG014; KG090 where one of the two is without the other.
    """
    if engine != "dask":
        if scheduler is not None:
            raise KgError(Code.USAGE, why="--scheduler goes with --engine dask")
        yield None
        return
    if scheduler is None:
        raise KgError(Code.USAGE, why="--engine dask needs the address of its scheduler: give it with --scheduler HOST:PORT")
    from kg.engines.on_dask import dask_executor

    with dask_executor(scheduler, model) as executor:
        yield executor


def judgement_options(command: Command) -> Command:
    """``--by --reason``: who says so, by default whoever runs the command, and why."""
    return together(
        command,
        (
            click.option("--by", default=_user, show_default="your user name", metavar="NAME", help="Who decides."),
            click.option("--reason", metavar="WORDS", help="Why."),
        ),
    )


def _user() -> str | None:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # an account without a name
        return None


def network_options(command: Command) -> Command:
    """``--class --from --to --statements``, which come as ``part``: the part of the network that is looked at."""

    @functools.wraps(command)
    def gathered(
        *, classes: tuple[str, ...], first: str | None, last: str | None, statements: bool, **others: Any
    ) -> Any:
        part = {"classes": classes or None, "first": first, "last": last, "statements": statements}
        return command(part=part, **others)

    words = "Entities of this class alone; may be repeated."
    kind = click.option("--class", "classes", multiple=True, type=click.Choice(CLASSES), help=words)
    return together(gathered, (kind, between_options, statements_option()))


def drawing_options(*, hops: int, most: int) -> Option:
    """``--focus --hops --from --to --statements --max-nodes --title``, which come as ``part``: what a page shows.

    Args:
        hops: by default, how far around the focus.
        most: by default, how many nodes at most.
    """
    names = ("focus", "hops", "first", "last", "statements", "max_nodes", "title")

    def decorate(command: Command) -> Command:
        @functools.wraps(command)
        def gathered(**given: Any) -> Any:
            return command(part={name: given.pop(name) for name in names}, **given)

        return together(
            gathered,
            (
                click.option("--focus", metavar="NAME", help="Only what is around this entity."),
                hops_option("How far around.", hops),
                between_options,
                statements_option("Show what was merely said, too."),
                click.option(
                    "--max-nodes",
                    type=click.IntRange(min=1),
                    default=most,
                    show_default=True,
                    metavar="N",
                    help="The most reported nodes only.",
                ),
                title_option,
            ),
        )

    return decorate
