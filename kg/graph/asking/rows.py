"""The answer of a query: rows that iterate, show themselves and write themselves out."""

from __future__ import annotations

import csv
import html
import io
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import msgspec
import pyoxigraph as ox

from kg.errors import Code, KgError
from kg.graph.asking.terms import Iri, to_python, to_term
from kg.graph.vocabulary import PREFIXES, shorten

if TYPE_CHECKING:
    import pandas

FORMATS = ("table", "csv", "json", "jsonl", "turtle")
TRIPLE = ("subject", "predicate", "object")
SHOWN = 200
"""Rows that a table in a notebook shows."""


class Row(tuple[Any, ...]):
    """One row: a tuple whose values are also found by the names of the variables."""

    __slots__ = ()
    _index: dict[str, int] = {}  # noqa: RUF012 - each result has a subclass of its own

    def __getitem__(self, key: Any) -> Any:
        if isinstance(key, str):
            return tuple.__getitem__(self, self._index[key])
        return tuple.__getitem__(self, key)

    def keys(self) -> Iterable[str]:
        """The variables."""
        return self._index.keys()

    def get(self, key: str, default: Any = None) -> Any:
        """The value of a variable; ``default`` where there is no such variable or no value."""
        value = self[key] if key in self._index else None
        return default if value is None else value

    def asdict(self) -> dict[str, Any]:
        """The row as a dictionary."""
        return dict(zip(self._index, self, strict=True))


class Term(msgspec.Struct):
    """A term of a solution, as little as is asked of it."""

    value: str


class Solution(dict[str, Term]):
    """One solution as views read it: terms by the names of the variables; None where there is no value."""

    __slots__ = ()

    def __missing__(self, name: str) -> None:
        return None


class _Bindings(msgspec.Struct):
    bindings: list[dict[str, Term]]


class _Answer(msgspec.Struct):
    results: _Bindings


def solutions(data: bytes) -> Iterator[Solution]:
    """Solutions of SPARQL 1.1 JSON results: some 15 µs each, as Oxigraph's own take in this process."""
    return map(Solution, msgspec.json.decode(data, type=_Answer).results.bindings)


class Rows(Sequence[Row]):
    """What a query answers.

    Attributes:
        form: select, ask, construct or describe.
        variables: names of the columns, in order; of triples: subject, predicate, object.
        boolean: the answer of ASK, else None.
        notes: sentences about the question that an empty answer would not tell ("kg:Cancelled is used nowhere in this
            store.").
    """

    def __init__(self, form: str, variables: Sequence[str], terms: list[tuple[dict[str, str] | None, ...]]) -> None:
        self.form = form
        self.variables = tuple(variables)
        self.boolean: bool | None = None
        self.notes: tuple[str, ...] = ()
        self.viewer: Callable[..., Any] | None = None
        self._terms = terms
        self._rows: list[Row] | None = None

    @classmethod
    def of_json(cls, form: str, data: bytes) -> Rows:
        """Of SPARQL 1.1 JSON results, as Oxigraph writes them."""
        read = msgspec.json.decode(data)
        if "boolean" in read:
            return cls.of_boolean(read["boolean"])
        names = read["head"]["vars"]
        return cls(form, names, [tuple(map(row.get, names)) for row in read["results"]["bindings"]])

    @classmethod
    def of_values(cls, variables: Sequence[str], values: Iterable[Sequence[Any]]) -> Rows:
        """Of Python values: IRIs as :class:`kg.graph.asking.terms.Iri`, None where there is no value."""
        terms = [tuple(None if value is None else _as_json(to_term(value)) for value in row) for row in values]
        return cls("select", variables, terms)

    @classmethod
    def of_boolean(cls, answer: bool) -> Rows:
        """Of the answer of ASK."""
        rows = cls("ask", ("answer",), [({"type": "literal", "value": str(answer).lower(), "datatype": _BOOLEAN},)])
        rows.boolean = answer
        return rows

    @classmethod
    def of_triples(cls, form: str, data: bytes) -> Rows:
        """Of N-Triples; sorted, each once."""
        triples = {str(t): t for t in ox.parse(data, format=ox.RdfFormat.N_TRIPLES)}
        return cls(form, TRIPLE, [tuple(_as_json(term) for term in list(triples[key])[:3]) for key in sorted(triples)])

    @property
    def rows(self) -> list[Row]:
        if self._rows is None:
            index = {name: at for at, name in enumerate(self.variables)}
            kind = type("Row", (Row,), {"_index": index, "__slots__": ()})
            self._rows = [kind(map(to_python, row)) for row in self._terms]
        return self._rows

    def __len__(self) -> int:
        return len(self._terms)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __getitem__(self, at: Any) -> Any:
        return self.rows[at]

    def __bool__(self) -> bool:
        return bool(self._terms) if self.boolean is None else self.boolean

    def __repr__(self) -> str:
        return f"<Rows: {len(self)} × {', '.join(self.variables)}>" if self.boolean is None else str(self.boolean)

    def first(self, limit: int) -> Rows:
        """The first rows alone."""
        rows = Rows(self.form, self.variables, self._terms[:limit])
        rows.boolean, rows.notes, rows.viewer = self.boolean, self.notes, self.viewer
        return rows

    def column(self, name: str) -> list[Any]:
        """All values of one variable."""
        return [row[name] for row in self.rows]

    def triples(self) -> list[ox.Triple]:
        """The triples of CONSTRUCT and DESCRIBE.

        Raises:
            KgError: KG090 for other forms.
        """
        if self.variables != TRIPLE or self.form not in ("construct", "describe"):
            raise KgError(
                Code.USAGE, why="only CONSTRUCT and DESCRIBE answer in triples: ask for table, csv, json or jsonl"
            )
        return [ox.Triple(*(_as_term(term) for term in row)) for row in self._terms]

    def to_frame(self) -> pandas.DataFrame:
        """The rows as a pandas data frame."""
        import pandas

        return pandas.DataFrame([tuple(row) for row in self.rows], columns=list(self.variables))

    def view(self, **options: Any) -> Any:
        """The answer as a picture: entities and events that it names, linked by its triples or rows.

        Args:
            options: ``title``, ``max_nodes``.

        Returns:
            A :class:`kg.views.pages.picture.Picture`, which shows itself in a cell; ``.save(path)`` writes it.

        Raises:
            KgError: KG048 where the answer names nothing to draw, KG043; KG090 for rows that no story gave.
        """
        if self.viewer is None:
            raise KgError(Code.USAGE, why="these rows do not come from a story: ask with story.query(…)")
        return self.viewer(self, **options)

    def bindings(self) -> list[dict[str, dict[str, str]]]:
        """The rows as SPARQL's JSON results have them: variable → type and value."""
        return [
            {name: term for name, term in zip(self.variables, row, strict=True) if term is not None}
            for row in self._terms
        ]

    # ---------------------------------------------------------------- written out

    def write(self, form: str = "table") -> str:
        """The answer as text.

        Args:
            form: one of :data:`FORMATS`: ``json`` and ``csv`` as in SPARQL 1.1, ``jsonl`` one object a line.

        Raises:
            KgError: KG090 for an unknown form, or Turtle of rows.
        """
        writers = {
            "table": self.to_table,
            "csv": self.to_csv,
            "json": self.to_json,
            "jsonl": self.to_jsonl,
            "turtle": self.to_turtle,
        }
        if form not in writers:
            raise KgError(Code.USAGE, why=f"there is no form {form!r}: it is one of {', '.join(FORMATS)}")
        return writers[form]()

    def to_json(self) -> str:
        """SPARQL 1.1 Query Results JSON."""
        if self.boolean is not None:
            return msgspec.json.encode({"head": {}, "boolean": self.boolean}).decode()
        results = {"bindings": self.bindings()}
        return msgspec.json.encode({"head": {"vars": self.variables}, "results": results}).decode()

    def to_jsonl(self) -> str:
        """One JSON object a line, with plain values; null where a variable has none."""
        return "".join(msgspec.json.encode(row.asdict(), enc_hook=str).decode() + "\n" for row in self.rows)

    def to_csv(self) -> str:
        """SPARQL 1.1 Query Results CSV."""
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(self.variables)
        writer.writerows([("" if term is None else term["value"]) for term in row] for row in self._terms)
        return out.getvalue()

    def to_turtle(self) -> str:
        """Turtle of the triples of CONSTRUCT and DESCRIBE."""
        data = ox.serialize(self.triples(), format=ox.RdfFormat.TURTLE, prefixes=PREFIXES)
        assert data is not None
        return data.decode()

    def cells(self) -> list[tuple[str, ...]]:
        """Every value as short text for people: prefixed names for IRIs, "" where there is no value."""
        return [tuple(_cell(term) for term in row) for row in self._terms]

    def to_table(self) -> str:
        """Aligned columns for a screen."""
        if self.boolean is not None:
            return "yes\n" if self.boolean else "no\n"
        cells = [tuple(_printable(cell) for cell in row) for row in self.cells()]
        widths = [max(map(_width, column)) for column in zip(self.variables, *cells, strict=True)]
        lines = [self.variables, tuple("─" * width for width in widths), *cells]
        return "".join(
            "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(line, widths, strict=True)).rstrip()
            + "\n"
            for line in lines
        )

    def _repr_html_(self) -> str:
        notes = "".join(f"<p>{html.escape(note)}</p>" for note in self.notes)
        if self.boolean is not None:
            return f"<p>{'yes' if self.boolean else 'no'}</p>{notes}"
        head = "".join(f"<th>{html.escape(name)}</th>" for name in self.variables)
        body = "".join(
            "<tr>"
            + "".join(
                f'<td title="{html.escape(term["value"] if term else "", quote=True)}">{html.escape(_cell(term))}</td>'
                for term in row
            )
            + "</tr>"
            for row in self._terms[:SHOWN]
        )
        more = f"<p>{len(self) - SHOWN} more rows</p>" if len(self) > SHOWN else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}{notes}"


_BOOLEAN = "http://www.w3.org/2001/XMLSchema#boolean"
_STRING = "http://www.w3.org/2001/XMLSchema#string"


def _cell(term: dict[str, str] | None) -> str:
    if term is None:
        return ""
    return shorten(term["value"]) if term["type"] == "uri" else term["value"]


def _printable(text: str) -> str:
    """Text without what would move a terminal's cursor."""
    return "".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in text)


def _width(text: str) -> int:
    """Columns that text takes on a screen."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in ("W", "F") else 1 for c in text
    )


def _as_json(term: Any) -> dict[str, str]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.Literal):
        said = {"type": "literal", "value": term.value}
        if term.language:
            said["xml:lang"] = term.language
        elif term.datatype.value != _STRING:
            said["datatype"] = term.datatype.value
        return said
    return {"type": "bnode", "value": term.value}


def _as_term(term: dict[str, str] | None) -> Any:
    assert term is not None
    if term["type"] == "uri":
        return ox.NamedNode(term["value"])
    if term["type"] == "bnode":
        return ox.BlankNode(term["value"])
    if "xml:lang" in term:
        return ox.Literal(term["value"], language=term["xml:lang"])
    return ox.Literal(term["value"], datatype=ox.NamedNode(term.get("datatype", _STRING)))


__all__ = ["FORMATS", "Iri", "Row", "Rows"]
