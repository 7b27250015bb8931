"""RDF terms and quads as canonical N-Quads text: what Oxigraph would write, without building objects.

Terms are strings in N-Triples form (``<iri>``, ``"literal"``); a line of N-Quads is ``f"{s} {p} {o} {g} ."``.
A set of quads is compared by its sorted lines. Blank nodes are never written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from pyoxigraph import NamedNode

from kg.graph.vocabulary import BOOLEAN, DATE, DATE_TIME, DECIMAL, INTEGER

# Controls, quote, backslash, lone surrogates, the two non-characters: what Oxigraph escapes or UTF-8 cannot hold.
_SPECIAL = re.compile('[\x00-\x1f"\\\\\x7f\ud800-\udfff\ufffe\uffff]')
_SHORT = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
_IN_IRI = re.compile('[\x00-\x20<>"{}|^`\\\\\x7f-\x9f\ud800-\udfff]')
_BAD_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def _escape(match: re.Match[str]) -> str:
    c = match[0]
    if c in _SHORT:
        return _SHORT[c]
    if "\ud800" <= c <= "\udfff":
        return "\ufffd"
    return f"\\u{ord(c):04X}"


def literal(text: str) -> str:
    """A plain string. A lone surrogate, which no UTF-8 can hold, becomes U+FFFD: lengths stay true."""
    return f'"{_SPECIAL.sub(_escape, text)}"'


def iri(value: str) -> str:
    """A term of an IRI that is known to be one (our own)."""
    return f"<{value}>"


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "replace"))


def foreign_iri(value: str) -> str:
    """A term of an address as a source gives it.

    Characters that no IRI may hold are percent-encoded; what is no absolute IRI even so ("www.example.com/a") is kept
    as it is, as a plain string.
    """
    cleaned = _BAD_PERCENT.sub("%25", _IN_IRI.sub(_percent, value.strip()))
    try:
        NamedNode(cleaned)
    except ValueError:
        return literal(value)
    return f"<{cleaned}>"


def typed(lexical: str, datatype: str) -> str:
    """A literal of a datatype; the lexical form must be the canonical one."""
    return f"{literal(lexical)}^^<{datatype}>"


def date(value: str) -> str:
    """An ``xsd:date`` of ``YYYY-MM-DD``; what does not look like one stays a plain string."""
    return f'"{value}"^^<{DATE}>' if _DATE.fullmatch(value) else literal(value)


def date_time(value: str) -> str:
    """An ``xsd:dateTime``."""
    return typed(value, DATE_TIME)


def integer(value: int) -> str:
    """An ``xsd:integer``."""
    return f'"{value}"^^<{INTEGER}>'


def boolean(value: bool) -> str:
    """An ``xsd:boolean``."""
    return f'"{"true" if value else "false"}"^^<{BOOLEAN}>'


def decimal(value: float | int | Decimal) -> str | None:
    """An ``xsd:decimal`` in canonical form ("1.5", "2"); None for what is no finite number or too large for a store."""
    try:
        number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    except InvalidOperation:
        return None
    if not number.is_finite() or abs(number) >= 10**20:
        return None
    text = f"{number:f}"
    if "." in text:
        text = text[: text.index(".") + 19].rstrip("0").rstrip(".")  # Oxigraph keeps 18 decimals
    return f'"{"0" if text in ("-0", "") else text}"^^<{DECIMAL}>'


def canonical(lines: Iterable[str]) -> list[str]:
    """The lines of a graph as two builds are compared by: sorted by code point, each once."""
    return sorted(set(lines))
