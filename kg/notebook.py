"""``%load_ext kg`` in Jupyter: ``%%sparql`` asks a store.

    %%sparql -s story --out graph -o talks --set person=story.find("Dmitriev")
    SELECT ?event ?person { ?event sem:hasActor ?person ; sem:eventType $kinds }
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from kg.errors import Code, KgError
from kg.graph.asking.terms import Iri

if TYPE_CHECKING:
    from kg.api import Story
    from kg.graph.asking.rows import Rows

OUT = ("table", "frame", "graph", "raw")


class Text(str):
    """Text that a cell shows as it is, with its lines."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


@click.command("sparql", add_help_option=False)
@click.option("-s", "--store")
@click.option("-o", "--output")
@click.option("--out", type=click.Choice(OUT), default="table")
@click.option("--set", "settings", multiple=True)
def _arguments(**given: Any) -> dict[str, Any]:
    return given


def sparql(line: str, cell: str) -> Any:
    """Ask what the cell says: SPARQL, or the name of a named query.

    ``%%sparql [-s STORE] [-o VARIABLE] [--out table|frame|graph|raw] [--set name=expression …]``

    ``-s`` is a variable that holds a :class:`kg.api.Story`, or a folder; without it the one story that the notebook has is asked.
    ``--set`` gives a variable of the query (a parameter of a named one) the value of a Python expression, and ``$name`` in the
    query is the Python variable of that name: both are bound as RDF terms, never put into the text. ``--out`` says how to
    show the answer: a table, a pandas data frame, a picture, or the text of SPARQL's JSON (Turtle of CONSTRUCT). With ``-o``
    that also goes into a variable.

    Raises:
        KgError: what is wrong, which a notebook shows as one sentence.
    """
    from IPython import get_ipython

    shell = get_ipython()
    try:
        given = _arguments.main(words_of(line), standalone_mode=False)
    except click.ClickException as error:
        raise KgError(Code.USAGE, why=f"%%sparql: {error.format_message().rstrip('.')}") from None
    story = _story(given["store"], shell.user_ns)
    rows = story.query(cell, **_values(shell, cell, given["settings"]))
    shown = _as(given["out"], rows)
    if given["output"]:
        if not given["output"].isidentifier():
            raise KgError(Code.USAGE, why=f"%%sparql: -o wants the name of a variable, not {given['output']!r}")
        shell.user_ns[given["output"]] = shown
    return shown


_WORD = re.compile(r"""(?:[^\s"']|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')+""")
_QUOTED = re.compile(r"""(["'])(?:\\.|(?!\1)[^\\])*\1""")


def words_of(line: str) -> list[str]:
    """The words of a line: blanks in quotes part nothing, and quotes stay where they are part of a Python expression.

    Raises:
        KgError: KG090 where a quotation is not closed.
    """
    words = _WORD.findall(line)
    if _WORD.sub("", line).strip():
        raise KgError(Code.USAGE, why=f"%%sparql: a quotation is not closed in {line!r}")
    return [word[1:-1] if _QUOTED.fullmatch(word) else word for word in words]


def _story(name: str | None, names: Mapping[str, Any]) -> Story:
    """The story that ``-s`` means."""
    from kg.api import Story

    if name is not None:
        known = names.get(name)
        return known if isinstance(known, Story) else Story(name)
    found = {id(x): x for n, x in sorted(names.items()) if isinstance(x, Story) and not n.startswith("_")}
    if len(found) != 1:
        called = " or ".join(n for n, x in sorted(names.items()) if isinstance(x, Story) and not n.startswith("_"))
        why = f"say which story with -s: {called}" if found else "there is no story yet: story = kg.open(STORE), or give -s STORE"
        raise KgError(Code.USAGE, why=f"%%sparql: {why}")
    return next(iter(found.values()))


def _values(shell: Any, cell: str, settings: tuple[str, ...]) -> dict[str, Any]:
    """Values for the query, from ``--set`` and from its ``$names``."""
    from kg.graph.asking.queries import named_queries
    from kg.graph.asking.sparql_text import tokens

    values = {}
    for setting in settings:
        name, equals, expression = setting.partition("=")
        if not equals:
            raise KgError(Code.USAGE, why=f"%%sparql: --set takes name=expression, not {setting!r}")
        try:
            values[name] = plain(shell.ev(expression))
        except Exception as error:
            why = f"%%sparql: {expression!r} is no Python expression with a value ({type(error).__name__}: {error})"
            raise KgError(Code.USAGE, why=why) from error
    if cell.strip() in named_queries():
        return values
    for token in tokens(cell):
        if token.kind == "variable" and cell[token.begin] == "$" and (name := cell[token.begin + 1 : token.end]) not in values:
            if name not in shell.user_ns:
                why = f"%%sparql: there is no Python variable {name!r} for ${name}; a variable of the query alone is ?{name}"
                raise KgError(Code.USAGE, why=why)
            values[name] = plain(shell.user_ns[name])
    return values


def plain(value: Any) -> Any:
    """A Python value as a query takes it: several as a list, what has an IRI (an entity, a suggestion) as that IRI."""
    if isinstance(value, str | bytes | Mapping):
        return value
    if isinstance(getattr(value, "iri", None), str):
        return Iri(value.iri)
    if hasattr(value, "tolist") and not isinstance(value, list | tuple):  # of numpy and pandas
        value = value.tolist()
    if isinstance(value, list | tuple | set | frozenset):
        listed = sorted(value, key=str) if isinstance(value, set | frozenset) else value
        return [plain(one) for one in listed]
    return value


def _as(out: str, rows: Rows) -> Any:
    if out == "frame":
        return rows.to_frame()
    if out == "graph":
        return rows.view()
    if out == "raw":
        if rows.form in ("construct", "describe"):
            return Text(rows.to_turtle())
        return Text(json.dumps(json.loads(rows.to_json()), ensure_ascii=False, indent=1))
    return rows


def load_ipython_extension(shell: Any) -> None:
    """What ``%load_ext kg`` calls."""
    shell.register_magic_function(sparql, "cell", "sparql")
