"""Python values and RDF terms."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pyoxigraph as ox

from kg.errors import Code, KgError
from kg.graph.vocabulary import XSD, shorten


class Iri(str):
    """An IRI in a result: a string that knows that it is an address of a node."""

    __slots__ = ()

    @property
    def short(self) -> str:
        """Its prefixed name, where one of our prefixes fits."""
        return shorten(self)


Value = Iri | str | bool | int | float | datetime.date | datetime.datetime | None


def _boolean(text: str) -> bool:
    return text in ("true", "1")


_READERS: dict[str, Callable[[str], Any]] = {
    XSD + "integer": int,
    XSD + "int": int,
    XSD + "long": int,
    XSD + "nonNegativeInteger": int,
    XSD + "decimal": float,
    XSD + "double": float,
    XSD + "float": float,
    XSD + "boolean": _boolean,
    XSD + "date": datetime.date.fromisoformat,
    XSD + "dateTime": datetime.datetime.fromisoformat,
}


def to_python(term: dict[str, str] | None) -> Any:
    """The Python value of a term of SPARQL's JSON results; what cannot be read as its datatype says stays a string."""
    if term is None:
        return None
    value = term["value"]
    if term["type"] == "uri":
        return Iri(value)
    reader = _READERS.get(term.get("datatype", ""))
    if reader is None:
        return value
    try:
        return reader(value)
    except ValueError:
        return value


def to_term(value: Any, *, parameter: str = "value") -> ox.NamedNode | ox.Literal:
    """The RDF term of a Python value: of ours, of pyoxigraph's or of rdflib's.

    A plain ``str`` is a literal, never an address: give :class:`Iri` for that.

    Raises:
        KgError: KG037 for what is no value.
    """
    if isinstance(value, ox.NamedNode | ox.Literal):
        return value
    try:
        if isinstance(value, Iri) or type(value).__name__ == "URIRef":
            return ox.NamedNode(str(value))
        if isinstance(value, bool):
            return ox.Literal(value)
        if isinstance(value, int):
            return ox.Literal(str(value), datatype=ox.NamedNode(XSD + "integer"))
        if isinstance(value, float):
            return ox.Literal(value)
        if isinstance(value, Decimal):
            return ox.Literal(f"{value:f}", datatype=ox.NamedNode(XSD + "decimal"))
        if isinstance(value, datetime.datetime):
            return ox.Literal(value.isoformat(), datatype=ox.NamedNode(XSD + "dateTime"))
        if isinstance(value, datetime.date):
            return ox.Literal(value.isoformat(), datatype=ox.NamedNode(XSD + "date"))
        if isinstance(value, str):
            language, datatype = getattr(value, "language", None), getattr(value, "datatype", None)  # rdflib.Literal
            if language:
                return ox.Literal(str(value), language=language)
            return ox.Literal(str(value), datatype=ox.NamedNode(str(datatype))) if datatype else ox.Literal(str(value))
        if hasattr(value, "item"):  # numpy
            return to_term(value.item(), parameter=parameter)
    except ValueError as error:
        raise KgError(Code.BAD_VALUE, value=value, parameter=parameter, wanted=f"a valid term ({error})") from error
    raise KgError(Code.BAD_VALUE, value=value, parameter=parameter, wanted="a string, number, date, boolean or IRI")
