"""Write docs/cli.md from the help of the commands, docs/errors.md from kg/errors.py, docs/queries.md from the headings of the
named queries, and docs/api.md from the docstrings of the Python API.

    python docs/make_cli_reference.py

tests/test_docs.py fails where one of them is out of date.
"""

from __future__ import annotations

import inspect
from pathlib import Path

import click

import kg
from kg.cli.main import COMMANDS, group
from kg.errors import Code
from kg.graph.asking.queries import GROUPS, NamedQuery, named_queries

DOCS = Path(__file__).resolve().parent
WIDTH = 88

EXITS = """\
## Exit codes

| code | meaning |
|---|---|
| 0 | done |
| 1 | an error: one sentence on standard error, with a code ([all of them](errors.md)) |
| 2 | a wrong call: an unknown command or option, a missing or malformed value |
| 3 | done, but articles were left out (`kg build --strict` only; without it that is 0) |
| 130 | stopped by Ctrl-C; what was stored stays, and the same command goes on |

`kg build` ends with 1 when nothing at all could be built, and with 0 when some articles were left out: each is named on standard
error.
Data goes to standard output, everything else to standard error.
"""

ROOMS = {
    0: ("Articles", "What is wrong with a file or a line. The others go on: `kg build` leaves the broken article out."),
    1: ("Reading", "The language model, and the processes that read."),
    2: ("The store", "The folder in which a story lives."),
    3: ("Queries", "SPARQL, named queries and their values, limits."),
    4: ("Entities, views, files", "Names that are not known, pages and files that cannot be made."),
    5: ("Checking", "`kg validate`."),
    6: ("Judgements and authorities", "What a person decided, and lists of what is known."),
    7: ("Evaluation", "Labelled articles."),
    8: ("Archives and addresses", "WARC files, and pages named by their address."),
    9: ("Anything else", ""),
    10: ("The server", "`kg serve`; programs get these as text or JSON, with the HTTP status that [the server](server.md) tells."),
    11: ("What is read", "Texts, titles and names of which something is to be known."),
    12: ("Formats of articles", "Files of other programs that articles come in."),
    13: ("Formats of articles, more of them", ""),
    14: ("Limits", "Articles and stores that ask too much of the machine."),
    15: ("Brief, news, disagreements, review", "What a person is shown of a story, and what a person says of it."),
    16: ("Brief, news, disagreements, review, more of them", ""),
    17: ("Exchange", "Files for other programs, and stores elsewhere."),
}


def cli() -> str:
    """The text of docs/cli.md."""
    parts = ["# The command line\n\n*Made from `--help` by `docs/make_cli_reference.py`.*\n"]
    settings = {**group.context_settings, "terminal_width": WIDTH, "max_content_width": WIDTH}
    with click.Context(group, info_name="kg", **settings) as top:
        parts.append(f"```text\n{group.get_help(top)}\n```\n")
        parts.append(EXITS)
        for name in COMMANDS:
            command = group.get_command(top, name)
            assert command is not None
            with click.Context(command, info_name=name, parent=top, **settings) as context:
                parts.append(f"## kg {name}\n\n```text\n{command.get_help(context)}\n```\n")
                if not isinstance(command, click.Group):
                    continue
                for inner in command.list_commands(context):
                    below = command.get_command(context, inner)
                    assert below is not None
                    with click.Context(below, info_name=inner, parent=context, **settings) as deeper:
                        parts.append(f"### kg {name} {inner}\n\n```text\n{below.get_help(deeper)}\n```\n")
    return "\n".join(parts)


def errors() -> str:
    """The text of docs/errors.md."""
    parts = [
        "# Errors\n\n*Made from `kg/errors.py` by `docs/make_cli_reference.py`.*\n\n"
        "Every error is one sentence with a code, the name of the thing, and what to do about it. In Python it is a\n"
        "`kg.KgError`: "
        "`.code` is one of `kg.errors.Code`, `.fields` what the sentence names. Words in braces stand for what is named.\n"
    ]
    for room, (title, about) in ROOMS.items():
        rows = [code for code in Code if int(code.number[2:]) // 10 == room]
        if rows:
            table = "\n".join(f"| {code.number} | {code.sentence.replace('|', '&#124;')} |" for code in rows)
            parts.append(f"## {title}\n\n{about}\n\n| code | sentence |\n|---|---|\n{table}\n".replace("\n\n\n", "\n"))
    return "\n".join(parts)


ABOUT = {
    "people": ("People", "Who they are, what they do and say, and with whom."),
    "organisations": ("Organisations", "Who works for them, and what they agree, buy and build."),
    "places": ("Places", "What happens where."),
    "entities": ("Anything that has a name", "People, organisations, places, groups and things alike."),
    "events": ("Events", "What happened, what is planned, what is denied."),
    "time": ("Time", "What happened when."),
    "sources": ("Sources", "Who reports what, from whom, in which words."),
    "quality": ("Quality of the graph", "What is in it, and where it or its sources contradict themselves."),
}
KINDS = {
    "entity": "any name of it, or its IRI",
    "event": "its label, some words of it, or its IRI",
    "type": "a type of events; narrower ones count",
    "first-day": "a year, a month or a day",
    "last-day": "a year, a month or a day",
    "text": "words",
    "number": "a number",
    "iri": "an IRI",
}


def queries() -> str:
    """The text of docs/queries.md."""
    every = named_queries().values()
    parts = [
        "# Questions ready to ask\n\n*Made from the headings of `ontology/queries/` by `docs/make_cli_reference.py`.*\n\n"
        f"{len(every)} questions, in SPARQL that anyone can read and change. `kg query NAME -s STORE` asks one, so do\n"
        "`story.query(\"NAME\", …)` in Python and `%%sparql` in a notebook. Names of people, organisations and places may be written\n"
        "as in any article; a name that nobody bears, or several, gets suggestions. Parameters in brackets may be left out.\n"
        "Answers that name entities or events can be drawn:\n"
        "`kg query NAME -s STORE --format json | kg view - -s STORE -o page.html`.\n"
    ]
    for name in GROUPS:
        title, about = ABOUT[name]
        parts.append(f"## {title}\n\n{about}\n")
        parts += [_query(query) for query in every if query.group == name]
    return "\n".join(parts)


def _query(query: NamedQuery) -> str:
    given = "".join(f" --set {_setting(p.name, p.example)}" for p in query.parameters if p.required or len(query.parameters) == 1)
    text = f"### {query.name}\n\n{query.title}\n\n```text\nkg query {query.name} -s story{given}\n```\n"
    if query.parameters:
        rows = [
            f"| {p.name if p.required else f'[{p.name}]'} | {KINDS[p.kind]} | `{p.example}` |" for p in query.parameters
        ]
        text += "\n| parameter | is | example |\n|---|---|---|\n" + "\n".join(rows) + "\n"
    return text


def _setting(name: str, example: str) -> str:
    return f'{name}="{example}"' if " " in example else f"{name}={example}"


def api() -> str:
    """The text of docs/api.md."""
    parts = [
        "# The Python API\n\n*Made from the docstrings by `docs/make_cli_reference.py`.*\n\n"
        "Everything that `import kg` gives. Errors are `kg.KgError` with a code ([all of them](errors.md)).\n"
    ]
    parts += [_documented(f"kg.{name}", getattr(kg, name), "##") for name in ("build", "open")]
    parts.append(_documented("kg.Story", kg.Story, "##"))
    for name, member in inspect.getmembers(kg.Story):
        if not name.startswith("_") and (callable(member) or isinstance(member, property)):
            parts.append(_documented(f"Story.{name}", member, "###"))
    return "\n".join(parts)


class _Said(str):
    """An annotation as it is written."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


def _documented(name: str, member: object, level: str) -> str:
    """A heading, how it is called, and its docstring as it stands."""
    called = ""
    if not isinstance(member, property):
        given = inspect.signature(member)  # type: ignore[arg-type]
        told = [p.replace(annotation=_Said(p.annotation)) for p in given.parameters.values() if p.name != "self"]
        returns = given.empty if inspect.isclass(member) else _Said(given.return_annotation)
        called = str(given.replace(parameters=told, return_annotation=returns))
    text = inspect.getdoc(member) or ""
    return f"{level} {name}\n\n```text\n{name}{called}\n\n{text}\n```\n"


def main() -> None:
    """Write all four."""
    (DOCS / "api.md").write_text(api(), encoding="utf8")
    (DOCS / "cli.md").write_text(cli(), encoding="utf8")
    (DOCS / "errors.md").write_text(errors(), encoding="utf8")
    (DOCS / "queries.md").write_text(queries(), encoding="utf8")


if __name__ == "__main__":
    main()
