"""The ``kg`` command: a group whose commands are imported only when they are called."""

from __future__ import annotations

import difflib
import importlib
import io
import os
import sys

import click

from kg.errors import Code, KgError, printable
from kg.version import __version__

SECTIONS = {
    "Begin": {
        "build": "Read articles into a store.",
        "info": "Count what a store holds.",
        "watch": "Build again and again, and print what is new.",
        "amend": "Mend an article's date, publisher or title.",
        "remove": "Take an article out.",
    },
    "Look": {
        "brief": "Tell a story on one screen.",
        "new": "List what the latest articles brought.",
        "show": "Show one entity on one screen.",
        "search": "Find sentences by their words.",
        "timeline": "List dated events in order of time.",
        "dossier": "Write everything known of one entity into one file.",
    },
    "Pages": {
        "explore": "Write a store as a page to walk through.",
        "view": "Draw a store as one interactive page.",
        "serve": "Serve a store on this machine: pages, and a SPARQL endpoint.",
        "mcp": "Let a language model ask a store (MCP, read-only).",
    },
    "Ask": {
        "query": "Ask a store with SPARQL, or with a named query.",
        "disagreements": "List what sources contradict one another about.",
        "silence": "List which outlet left out what.",
        "path": "Show how two entities are connected.",
        "central": "List who and what is central.",
        "bridges": "List what holds parts of a story together.",
        "communities": "List who belongs together.",
        "together": "List who comes together with whom.",
    },
    "Correct": {
        "review": "Go through what is doubtful, with one key each.",
        "sample": "Draw facts at random and judge them: precision.",
        "why": "Show why an entity's names are held to be one.",
        "same": "Judge that two entities, or two events, are one.",
        "different": "Judge that two entities, or two events, are not one.",
        "rename": "Give an entity another preferred name.",
        "retype": "Give an entity another class.",
        "reject": "Judge that a claim is wrong.",
        "correct": "Correct an event's date, place or status.",
        "undo": "Take a judgement back.",
        "judgements": "List what people decided.",
        "authority": "Link a store to who is known elsewhere.",
    },
    "Keep and check": {
        "export": "Write a store out in another format.",
        "push": "Send a store's graphs to another RDF store.",
        "validate": "Hold a store against the rules of the model (SHACL).",
        "verify": "Hold every span and hash against its words.",
        "rebuild": "Derive story and graph again.",
        "as-of": "Derive the story that could be known on a day.",
        "evaluate": "Score the reading against articles that a person labelled.",
        "completion": "Write what a shell needs to complete commands and names.",
    },
}
"""Commands with their one sentence, as help lists them; each is ``kg.cli.<name>_command.command``."""

COMMANDS = {name: sentence for section in SECTIONS.values() for name, sentence in section.items()}

EXIT_ERROR = 1
EXIT_USAGE = 2  # click's own
EXIT_LEFT_OUT = 3
EXIT_STOPPED = 130


class LazyGroup(click.Group):
    """Lists commands by name; imports the one that is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"kg.cli.{cmd_name.replace('-', '_')}_command").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        wide = max(map(len, COMMANDS))
        for title, section in SECTIONS.items():
            with formatter.section(title):
                formatter.write_dl([(name.ljust(wide), sentence) for name, sentence in section.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            close = difflib.get_close_matches(args[0], COMMANDS, n=2)
            if not close:
                raise
            told = f"{error.message.rstrip('.')}; did you mean {' or '.join(close)}?"
            raise click.UsageError(told, ctx) from error


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 done, 1 an error (one sentence with a code says which), 2 a wrong call, "
    "3 done but articles were left out (build --strict), 130 stopped by Ctrl-C.",
)
@click.version_option(__version__, "-V", "--version", prog_name="kg")
def group() -> None:
    """Turn news articles into an entity-and-event knowledge graph, and ask it.

    Everything runs on this machine; nothing is fetched but pages that you name by their address.

    Example: kg build articles/ -s story && kg explore -s story -o explorer.html
    """


def _called(args: list[str] | None) -> object:
    """Run the command line, all that it writes included.

    Raises:
        BrokenPipeError: also where click or rich would end the process with 1 for it.
    """
    try:
        code = group.main(args=args, prog_name="kg", standalone_mode=False)
        sys.stdout.flush()
    except SystemExit as ended:
        # click says so by what it puts in the place of standard output, rich by the error before its own
        if type(sys.stdout).__name__.endswith("PacifyFlushWrapper") or isinstance(ended.__context__, BrokenPipeError):
            raise BrokenPipeError from None
        raise
    return code


def main(args: list[str] | None = None) -> None:
    """Run the command line; errors are one sentence on stderr."""
    try:
        code = _called(args)
    except click.exceptions.Abort:
        click.echo("Stopped. What was stored stays; the same command goes on from there.", err=True)
        sys.exit(EXIT_STOPPED)
    except click.ClickException as error:
        shown = io.StringIO()
        error.show(file=shown)
        # it may name files, which a shell found in anybody's folder
        click.echo(printable(shown.getvalue(), keep="\n"), err=True, nl=False)
        sys.exit(error.exit_code)
    except KgError as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(EXIT_ERROR)
    except BrokenPipeError:  # whoever reads our output has seen enough; Python must not complain when it flushes
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__
        sys.exit(0)
    except (
        UnicodeEncodeError
    ) as error:  # bytes of an argument that are no text stand for themselves until they are stored
        wrong = KgError(
            Code.USAGE, why=f"{error.object[error.start : error.end]!r} is no text: write arguments in UTF-8"
        )
        click.echo(f"Error: {wrong}", err=True)
        sys.exit(EXIT_ERROR)
    except OSError as error:
        refused = KgError(Code.SYSTEM, path=error.filename or "the call", why=error.strerror or str(error))
        click.echo(f"Error: {refused}", err=True)
        sys.exit(EXIT_ERROR)
    sys.exit(code if isinstance(code, int) else 0)


if __name__ == "__main__":
    main()
