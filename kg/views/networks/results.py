"""The answer of a query, read back: Turtle or N-Triples of CONSTRUCT, or SPARQL's JSON, JSON Lines or CSV of SELECT.

What comes in was written by somebody: nothing in it is ever part of a query or of markup, and nothing is fetched.
"""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.errors import Code, KgError

if TYPE_CHECKING:
    from kg.graph.asking.rows import Rows

LONGEST = 64 * 2**20
"""Bytes of an answer that are read; one that large could not be drawn."""
DEPTH = 50
"""Triples inside one another; none could be drawn, and marks in strings are counted as well."""
_TRIPLE = re.compile(r"<<|>>")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:[^\s<>\"{}|\\^`]+")
_BEGINS_AS_TURTLE = re.compile(r"\s*(?:<|_:|@(?:prefix|base)\b|#|(?:PREFIX|BASE)\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Term:
    """A value of an answer: what it says, and whether it is the IRI of a node (or a blank node) rather than a literal."""

    value: str
    node: bool


@dataclass(slots=True)
class Result:
    """An answer.

    Attributes:
        triples: (subject, IRI of the predicate, object) of CONSTRUCT, in their order, each once.
        rows: of SELECT: variable → value, where it has one.
    """

    triples: list[tuple[Term, str, Term]] = field(default_factory=list)
    rows: list[dict[str, Term]] = field(default_factory=list)


def read_result(text: str, *, path: str = "standard input") -> Result:
    """Read an answer, in the format that it is in.

    Args:
        text: all of it.
        path: what it is called in messages.

    Raises:
        KgError: KG048 where it is no such answer.
    """
    text = text.removeprefix("\ufeff")
    if len(text) > LONGEST:
        raise KgError(Code.BAD_RESULT, path=path, why=f"it has more than {LONGEST >> 20} MB")
    if not text.strip():
        raise KgError(Code.BAD_RESULT, path=path, why="it is empty")
    try:
        if text.lstrip()[0] == "{":
            return _json(text)
        if _BEGINS_AS_TURTLE.match(text):
            _check_depth(text)
            return of_triples(ox.parse(text.encode("utf-8", "replace"), format=ox.RdfFormat.TURTLE))
        return _csv(text)
    except (ValueError, SyntaxError, csv.Error, RecursionError, TypeError, AttributeError, KeyError) as error:
        why = " ".join(str(error).split()).rstrip(".")[:160] or type(error).__name__
        raise KgError(Code.BAD_RESULT, path=path, why=why) from error


def read_file(path: str) -> Result:
    """Read an answer from a file, or from standard input where it is called "-".

    Raises:
        KgError: KG002 where it cannot be read, KG048 where it is no answer.
    """
    try:
        if path == "-":
            data, name = sys.stdin.buffer.read(LONGEST + 1), "standard input"
        else:
            with open(path, "rb") as file:
                data, name = file.read(LONGEST + 1), path
        return read_result(data.decode("utf-8-sig"), path=name)
    except UnicodeDecodeError as error:
        raise KgError(Code.BAD_RESULT, path=path, why="it is not UTF-8") from error
    except OSError as error:
        raise KgError(Code.UNREADABLE_FILE, path=path, why=error.strerror or str(error)) from error


def _check_depth(text: str) -> None:
    """Refuse triples inside triples: the parser goes one deeper with each, until its stack is full, which ends the process.

    Raises:
        ValueError: where they are nested.
    """
    depth = 0
    for mark in _TRIPLE.findall(text):
        depth = max(depth + (1 if mark == "<<" else -1), 0)
        if depth > DEPTH:
            raise ValueError("it holds triples about triples")


def of_triples(triples: Any) -> Result:
    """Of triples, as pyoxigraph gives them."""
    found: dict[tuple[Term, str, Term], None] = {}
    for triple in triples:
        subject, predicate, value = triple.subject, triple.predicate, triple.object
        if isinstance(subject, ox.Triple) or isinstance(value, ox.Triple):
            raise ValueError("it holds triples about triples")
        found[_term(subject), predicate.value, _term(value)] = None
    return Result(triples=list(found))


def _term(term: Any) -> Term:
    if isinstance(term, ox.BlankNode):
        return Term(f"_:{term.value}", True)
    return Term(term.value, isinstance(term, ox.NamedNode))


def of_rows(rows: Rows) -> Result:
    """Of rows as a story gives them.

    Raises:
        KgError: KG048 for the answer of ASK.
    """
    if rows.boolean is not None:
        raise KgError(Code.BAD_RESULT, path="the answer", why="yes or no names nothing")
    return of_triples(rows.triples()) if rows.form in ("construct", "describe") else of_bindings(rows.bindings())


def of_bindings(bindings: list[dict[str, dict[str, str]]]) -> Result:
    """Of the bindings of SPARQL's JSON results."""
    rows = []
    for binding in bindings:
        row = {}
        for name, term in binding.items():
            value = str(term["value"])
            row[str(name)] = Term(f"_:{value}" if term["type"] == "bnode" else value, term["type"] in ("uri", "bnode"))
        rows.append(row)
    return Result(rows=rows)


def _json(text: str) -> Result:
    try:
        read = json.loads(text)
    except ValueError:
        read = None
    if read is None:  # one object a line
        rows = []
        for line in filter(str.strip, text.splitlines()):
            rows.append({str(k): _plain(v) for k, v in json.loads(line).items() if v is not None})
        return Result(rows=rows)
    if "boolean" in read:
        raise ValueError("it is the answer yes or no of ASK, which names nothing")
    if "results" in read:
        return of_bindings(read["results"]["bindings"])
    return Result(rows=[{str(k): _plain(v) for k, v in read.items() if v is not None}])


def _csv(text: str) -> Result:
    names, *lines = csv.reader(io.StringIO(text), strict=True)
    if len(set(names)) < len(names) or not all(re.fullmatch(r"\w+", name) for name in names):
        raise ValueError("it is neither triples nor JSON, and its first line names no variables")
    if wrong := next((n for n, line in enumerate(lines, 2) if line and len(line) != len(names)), None):
        raise ValueError(f"row {wrong} has not as many values as the first line names variables")
    return Result(rows=[{k: _plain(v) for k, v in zip(names, line, strict=True) if v} for line in lines if line])


def _plain(value: Any) -> Term:
    """A value of a format that does not tell IRIs from strings: what looks like an address may be one."""
    text = value if isinstance(value, str) else json.dumps(value)
    return Term(text, bool(_ADDRESS.fullmatch(text)) or text.startswith("_:"))
