"""What a SPARQL query says, before it is run: it may read the store and reach nowhere else; its values.

Two looks, which must both be content. The parse tree (rdflib's parser) shows the form, SERVICE at any depth and FROM.
The tokens show SERVICE once more, because Oxigraph, which runs the query, has a parser of its own: where two parsers
could read a text differently, both readings are looked at.
"""

from __future__ import annotations

import functools
import re
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pyoxigraph as ox

from kg.errors import Code, KgError
from kg.graph.vocabulary import PREFIXES

Term = ox.NamedNode | ox.Literal

_TOKEN = re.compile(
    r"""
      (?P<blank>\s+)
    | (?P<comment>\#[^\r\n]*)
    | (?P<iri><(?:[^<>"{}|^`\\\x00-\x20]|\\[uU][0-9A-Fa-f]+)*>)
    | (?P<string>\"\"\"(?:\"{0,2}(?:[^"\\]|\\.))*\"\"\"|'''(?:'{0,2}(?:[^'\\]|\\.))*'''
        |"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*')
    | (?P<variable>[?$]\w+)
    | (?P<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
    | (?P<local>:(?:[\w\-:%·.]|\\.)*)
    | (?P<word>[^\W\d_](?:[\w\-·]|\.(?=[\w\-]))*)
    | (?P<escape>\\.)
    | (?P<mark>.)
    """,
    re.VERBOSE | re.DOTALL,
)

_UPDATES = frozenset({"insert", "delete", "load", "clear", "drop", "create", "add", "move", "copy", "with"})
_FORMS = frozenset({"select", "ask", "construct", "describe"})
_OPENING, _CLOSING = frozenset("{(["), frozenset("})]")
DEPTH = 100
"""Deepest nesting of brackets; rdflib's parser manages some 40, Oxigraph's some thousands before its stack is full."""
_ESCAPED = re.compile(r"\\(.)")
_OPERANDS = frozenset({"iri", "string", "variable", "tag", "number", "local", "word"})


@dataclass(frozen=True, slots=True)
class Token:
    """A token of a query: its kind (a group of the pattern above), its text in small letters, and where it stands."""

    kind: str
    text: str
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Checked:
    """A query that reads the store alone.

    Attributes:
        text: as given.
        form: select, ask, construct or describe.
        graphs: IRIs named by FROM and FROM NAMED, which the store must hold.
        from_default: whether FROM or FROM NAMED choose the data set, instead of the union of all graphs.
        terms: absolute IRIs that it names, each once and in order, those of CONSTRUCT's template left out, which may be
            new; empty where nobody looked.
    """

    text: str
    form: str
    graphs: tuple[str, ...] = ()
    from_default: bool = False
    terms: tuple[str, ...] = ()


def check_characters(text: str) -> None:
    """See that a query is text: what another program hands over may hold half a character.

    Raises:
        KgError: KG030.
    """
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise KgError(Code.BAD_QUERY, why=f"its character {error.start + 1:,} is half a character (a surrogate)") from error


def tokens(text: str, start: int = 0) -> Iterator[Token]:
    """The tokens of a query from ``start`` on, blanks and comments left out."""
    for match in _TOKEN.finditer(text, start):
        kind = match.lastgroup or "mark"
        if kind not in ("blank", "comment"):
            yield Token(kind, match[0].lower(), match.start(), match.end())


_PARSING = threading.Lock()
"""rdflib's parser is one for all threads, and two of them at once break it for good."""


def form_of(text: str) -> str:
    """The form of a query of our own: select, ask, construct or describe."""
    return next((t.text for t in tokens(text) if t.kind == "word" and t.text in _FORMS), "select")


@functools.lru_cache(maxsize=256)
def check(text: str) -> Checked:
    """See that a query may be asked.

    Args:
        text: SPARQL 1.1; the prefixes of :mod:`kg.graph.vocabulary` are known.

    Raises:
        KgError: KG030 when it is no valid query, KG031 when it reaches outside the store, KG039 when it uses a prefix that
            nobody declared.
    """
    check_characters(text)
    check_tokens(text)
    from pyparsing import ParseBaseException
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        with _PARSING:
            prologue, query = parseQuery(text)
        parts = list(_walk(query))
        found = {str(part.name) for part in parts if not isinstance(part, str)}
    except (ParseBaseException, RecursionError, ValueError, TypeError, AttributeError) as error:
        complaint = None if isinstance(error, RecursionError) else _syntax_error(text)
        raise KgError(Code.BAD_QUERY, why=complaint or _brief(error)) from error
    if "ServiceGraphPattern" in found:
        raise KgError(Code.FORBIDDEN_QUERY, what="SERVICE")
    form = str(query.name).removesuffix("Query").lower()
    if form not in _FORMS:
        raise KgError(Code.BAD_QUERY, why="only SELECT, ASK, CONSTRUCT and DESCRIBE can be asked")
    made = list(_terms(prologue, _walk(query.template))) if form == "construct" and query.template else []
    named = list(_terms(prologue, parts))
    for term in made:  # once for each time that the template names it
        named.remove(term)
    terms = tuple(dict.fromkeys(named))
    graphs = tuple(_graphs(prologue, query))
    return Checked(text, form, graphs, bool(graphs), terms)


def check_tokens(text: str) -> None:
    """The look at the tokens alone: no update, no SERVICE however glued to its neighbours.

    Raises:
        KgError: KG030, KG031.
    """
    _check_first(text)
    _check_depth(text)
    pending, done = [0], set()
    while pending:
        start = pending.pop()
        if start in done:
            continue
        done.add(start)
        before = None
        for token in tokens(text, start):
            if (token.kind == "word" and "service" in token.text) or (
                token.kind == "local" and ".service" in token.text
            ):
                raise KgError(Code.FORBIDDEN_QUERY, what="SERVICE")
            if (
                token.kind == "iri"
                and "#" in token.text
                and before is not None
                and (before.kind in _OPERANDS or before.text in (")", "]", "}"))
            ):
                # "?a<?b#…" may also be a comparison and a comment: then the text goes on at the next line.
                pending.extend(line for end in "\n\r" if (line := text.find(end, token.begin)) >= 0)
            before = token


def _check_first(text: str) -> None:
    found = tokens(text)
    for token in found:
        if token.kind == "word" and token.text in ("prefix", "base"):
            for skipped in found:
                if skipped.kind == "iri":
                    break
            continue
        if token.text == "load":
            raise KgError(Code.FORBIDDEN_QUERY, what="LOAD")
        if token.kind == "word" and token.text in _UPDATES:
            raise KgError(
                Code.BAD_QUERY,
                why=f"{token.text.upper()} would change the store; SELECT, ASK, CONSTRUCT and DESCRIBE can be asked",
            )
        return
    raise KgError(Code.BAD_QUERY, why="it is empty")


def _check_depth(text: str) -> None:
    """Refuse what would exhaust a parser's stack, which ends the process: brackets, or operators in a row."""
    depth = row = 0
    for token in tokens(text):
        row = row + 1 if token.kind == "mark" else 0
        if token.text in _OPENING:
            depth += 1
        elif token.text in _CLOSING:
            depth -= 1
        if depth > DEPTH or row > 2 * DEPTH:
            raise KgError(Code.BAD_QUERY, why="it is nested too deeply")


def _walk(node: Any) -> Iterator[Any]:
    """All parts of a parse tree that have a name, and all its IRIs, at any depth, in the order of the text."""
    from rdflib import URIRef
    from rdflib.plugins.sparql.parserutils import CompValue

    stack = [node]
    while stack:
        part = stack.pop()
        inner: list[Any] = []
        if isinstance(part, URIRef):
            yield part
        elif isinstance(part, CompValue):
            yield part
            inner.extend(part.values())
        elif hasattr(part, "asList"):  # of pyparsing, which calls it a mapping and a sequence both
            inner.extend(part)
        elif isinstance(part, Mapping):
            inner.extend(part.values())
        elif not isinstance(part, str) and isinstance(part, Sequence | set | frozenset):
            inner.extend(part)
        stack.extend(reversed(inner))


def _terms(prologue: Any, parts: Iterable[Any]) -> Iterator[str]:
    """The absolute IRIs that a query names.

    Raises:
        KgError: KG039 for a prefix that neither the query declares nor we.
    """
    known = dict(PREFIXES)
    for declared in prologue:
        if declared.name == "PrefixDecl":
            known[str(declared.prefix or "")] = str(declared.iri)
    for part in parts:
        if isinstance(part, str):
            if ":" in part:
                yield str(part)
        elif part.name == "pname":
            prefix = str(part.prefix or "")
            if prefix not in known:
                from rapidfuzz import fuzz, process

                close = process.extract(prefix, list(known), scorer=fuzz.ratio, limit=2, score_cutoff=60)
                hint = f", or did you mean {' or '.join(f'{name}:' for name, _, _ in close)}" if close else ""
                raise KgError(Code.UNKNOWN_PREFIX, prefix=prefix, hint=hint)
            yield known[prefix] + _ESCAPED.sub(r"\1", str(part.localname or ""))


def _graphs(prologue: Any, query: Any) -> Iterator[str]:
    """The absolute IRIs that FROM and FROM NAMED name."""
    from rdflib import URIRef
    from rdflib.plugins.sparql.algebra import translatePrologue

    clauses = query.datasetClause
    if not clauses:
        return
    known = translatePrologue(prologue, None, dict(PREFIXES))
    for clause in clauses:
        named = clause.default or clause.named
        iri = known.absolutize(named)
        if not isinstance(iri, URIRef) or ":" not in iri:
            raise KgError(Code.FORBIDDEN_QUERY, what=f"FROM {named}")
        try:
            ox.NamedNode(iri)
        except ValueError:
            raise KgError(Code.BAD_QUERY, why=f"{str(iri)[:80]!r} is no IRI") from None
        yield str(iri)


def _syntax_error(text: str) -> str | None:
    """What Oxigraph says is wrong; None where it finds nothing."""
    try:
        ox.Store().query(text, prefixes=PREFIXES)
    except (SyntaxError, ValueError, RuntimeError) as error:
        said = " ".join(str(error).split()).rstrip(".")
        place, expected = re.search(r"(\d+):(\d+)", said), said.partition(": expected ")[2]
        if place is None:
            return said
        # the parser lists all that could stand there, up to some hundred signs
        hint = f" (expected {expected})" if 0 < len(expected) <= 60 else ""
        return f"it goes wrong at line {place[1]}, column {place[2]}{hint}"
    return None


def _brief(error: BaseException) -> str:
    if isinstance(error, RecursionError):
        return "it is too long, or nested too deeply"
    return " ".join(str(error).split()).rstrip(".") or type(error).__name__


# ---------------------------------------------------------------- values


def bind(text: str, values: Mapping[str, Sequence[Term | str]]) -> str:
    """Give variables of a query their values, as safe terms.

    A ``VALUES`` block with the terms (as Oxigraph writes them) is put at the start of the outermost group and of each
    group in which the variable stands, so that filters in nested groups and subqueries see it.

    Args:
        text: a valid query.
        values: terms for each variable, as Oxigraph's or as it writes them; the variable is named without its question mark;
            several terms mean any of them.

    Raises:
        KgError: KG036 when the query has no such variable; KG030 where a form has no place for values.
    """
    if not values:
        return text
    listed = list(tokens(text))
    names = {t.begin: text[t.begin + 1 : t.end] for t in listed if t.kind == "variable"}
    known = sorted(set(names.values()))
    for name in values:
        if name not in names.values():
            raise KgError(
                Code.UNKNOWN_VALUE, name="as given", parameter=name, known=", ".join(known) if known else "none"
            )
    blocks = {name: f" VALUES ?{name} {{ {' '.join(str(term) for term in terms)} }} " for name, terms in values.items()}
    wanted = _groups(listed, names)
    if not wanted:
        if listed and any(t.text == "describe" for t in listed):
            return f"{text}\nWHERE {{{''.join(blocks.values())}}}"
        raise KgError(Code.BAD_QUERY, why="values need a WHERE { … } group; give CONSTRUCT its template")
    outermost = min(wanted)
    parts, at = [], 0
    for place in sorted(wanted):
        put = [block for name, block in blocks.items() if place == outermost or name in wanted[place]]
        if put:
            parts.append(text[at:place])
            parts.extend(put)
            at = place
    parts.append(text[at:])
    return "".join(parts)


def _groups(listed: list[Token], names: Mapping[int, str]) -> dict[int, set[str]]:
    """Where each group of patterns begins (after its brace), with the variables that stand directly in it."""
    found: dict[int, set[str]] = {}
    stack: list[int | None] = []  # None: braces that hold no patterns
    data = template = False
    short = any(t.kind == "word" and t.text == "construct" for t in listed) and not any(
        a.text == "construct" and b.text == "{" for a, b in pairwise(listed)
    )
    if short:  # CONSTRUCT WHERE { … }: the group is the template too
        return {}
    for at, token in enumerate(listed):
        if token.kind == "word" and token.text == "values":
            data = True
        elif token.kind == "word" and token.text == "construct":
            template = True
        elif token.text == "{":
            following = listed[at + 1].text if at + 1 < len(listed) else ""
            if data or template or following == "select":
                stack.append(None)
            else:
                stack.append(token.end)
                found[token.end] = set()
            data = template = False
        elif token.text == "}":
            if stack:
                stack.pop()
        elif token.kind == "variable" and stack and (place := stack[-1]) is not None:
            found[place].add(names[token.begin])
    return found
