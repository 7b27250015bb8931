"""The answer of a query: rows that iterate, show themselves and write themselves out."""

from __future__ import annotations

import csv
import datetime
import html
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import msgspec
import pyoxigraph as ox

from kg.errors import Code, KgError
from kg.graph.asking.calling import Naming
from kg.graph.asking.readable import TABLE_WIDTH, Readable, readable, text_table
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
        naming: what people call the nodes of the store, where it is known.
        labelled: whether a label stands beside every IRI, so that people need no column of IRIs.
        terms: whether the answer is terms of the graph, which are not put into words.
    """

    def __init__(self, form: str, variables: Sequence[str], terms: list[tuple[dict[str, str] | None, ...]]) -> None:
        self.form = form
        self.variables = tuple(variables)
        self.boolean: bool | None = None
        self.notes: tuple[str, ...] = ()
        self.viewer: Callable[..., Any] | None = None
        self.naming: Naming | None = None
        self.labelled = False
        self.terms = False
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
        rows.naming, rows.labelled, rows.terms = self.naming, self.labelled, self.terms
        return rows

    def readable(self) -> Readable:
        """The answer in columns for people: words for terms, labels for nodes, latitude and longitude for points."""
        return readable(self.variables, self.rows, self.naming, labelled=self.labelled)

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

    def to_frame(self, *, iris: bool = False) -> pandas.DataFrame:
        """The rows as a pandas data frame: days as datetime64, numbers as numbers, terms in words, missing text empty.

        Args:
            iris: keep IRIs, as they are, and nothing in words.
        """
        import pandas

        if iris:
            columns: Sequence[str] = self.variables
            values: list[Any] = [[_plain_iri(x) for x in row] for row in self.rows]
        else:
            found = self.readable()
            columns, values = found.columns, found.rows
        return pandas.DataFrame({name: _series(name, [row[at] for row in values]) for at, name in enumerate(columns)})

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

    def write(self, form: str = "table", *, iris: bool = False) -> str:
        """The answer as text.

        Args:
            form: one of :data:`FORMATS`: ``json`` as in SPARQL 1.1, ``jsonl`` one object a line, both with IRIs; ``table`` and
                ``csv`` in words.
            iris: table and csv with IRIs in place of words; csv is then that of SPARQL 1.1.

        Raises:
            KgError: KG090 for an unknown form, or Turtle of rows.
        """
        writers = {
            "table": lambda: self.to_table(iris=iris),
            "csv": lambda: self.to_csv(iris=iris),
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

    def to_csv(self, *, iris: bool = False) -> str:
        """CSV in words; with ``iris`` the CSV of SPARQL 1.1."""
        out = io.StringIO()
        writer = csv.writer(out)
        if iris:
            writer.writerow(self.variables)
            writer.writerows([("" if term is None else term["value"]) for term in row] for row in self._terms)
        else:
            found = self.readable()
            writer.writerow(found.columns)
            writer.writerows(found.texts())
        return out.getvalue()

    def to_turtle(self) -> str:
        """Turtle of the triples of CONSTRUCT and DESCRIBE."""
        data = ox.serialize(self.triples(), format=ox.RdfFormat.TURTLE, prefixes=PREFIXES)
        assert data is not None
        return data.decode()

    def cells(self, *, iris: bool = False) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
        """Columns and rows of a table for people, in words; with ``iris`` IRIs as prefixed names, "" where there is no value."""
        if iris or self.terms or self.boolean is not None:
            return self.variables, [tuple(_cell(term) for term in row) for row in self._terms]
        return self.readable().cells()

    def to_table(self, *, iris: bool = False, width: int = TABLE_WIDTH) -> str:
        """Aligned columns for a screen, no wider than ``width``."""
        if self.boolean is not None:
            return "yes\n" if self.boolean else "no\n"
        return text_table(*self.cells(iris=iris), width=width)

    def _repr_html_(self) -> str:
        notes = "".join(f"<p>{html.escape(note)}</p>" for note in self.notes)
        if self.boolean is not None:
            return f"<p>{'yes' if self.boolean else 'no'}</p>{notes}"
        columns, cells = self.first(SHOWN).cells()
        head = "".join(f"<th>{html.escape(name)}</th>" for name in columns)
        body = "".join(
            "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in cells
        )
        more = f"<p>{len(self) - SHOWN} more rows</p>" if len(self) > SHOWN else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}{notes}"


_BOOLEAN = "http://www.w3.org/2001/XMLSchema#boolean"
_STRING = "http://www.w3.org/2001/XMLSchema#string"


def _cell(term: dict[str, str] | None) -> str:
    if term is None:
        return ""
    return shorten(term["value"]) if term["type"] == "uri" else term["value"]


def _plain_iri(value: Any) -> Any:
    return str(value) if isinstance(value, Iri) else value


DAYS = ("first", "last", "published", "since", "until", "day")
"""Columns that hold days, also where no row has one."""


def _series(name: str, column: list[Any]) -> Any:
    """A column of a frame: days and times as datetime64 (of any year), numbers as numbers, text with "" for nothing."""
    import pandas

    kept = [x for x in column if x is not None]
    if not kept:
        return pandas.Series(column, dtype="datetime64[s]") if name in DAYS else pandas.Series([""] * len(column), dtype=object)
    if kept and all(isinstance(x, datetime.date) for x in kept):
        plain = [None if x is None else x.replace(tzinfo=None) if isinstance(x, datetime.datetime) else x for x in column]
        return pandas.Series(plain, dtype="datetime64[s]")
    if kept and any(isinstance(x, str) for x in kept):
        return pandas.Series(["" if x is None else x for x in column], dtype=object)
    return pandas.Series(column)


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
