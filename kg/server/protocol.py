"""``/sparql``: the SPARQL 1.1 Protocol (https://www.w3.org/TR/sparql11-protocol/), for queries.

An answer is handed over when it is complete: what takes too long or needs too much is an error, never a part under 200.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

import pyoxigraph as ox
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from kg.errors import Code, KgError
from kg.server.description import describe
from kg.server.negotiation import HTML, TRIPLES, choose, formats
from kg.server.waiting import wanted

if TYPE_CHECKING:
    from werkzeug.wrappers import Request

    from kg.server.library import Library

QUERY_TYPE = "application/sparql-query"
UPDATE_TYPE = "application/sparql-update"
FORM_TYPE = "application/x-www-form-urlencoded"
FIELDS = 1_000
"""Parameters of one request at most."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks.

    Attributes:
        query: SPARQL, or None where there is none (then the service describes itself).
        default, named: graphs that the request chooses.
        form: of the answer, as ``format=`` names it.
    """

    query: str | None
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    form: str | None = None

    @property
    def dataset(self) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
        return (self.default, self.named) if self.default or self.named else None


def read(request: Request) -> Asked:
    """What a request asks, by GET, by a form or directly.

    Raises:
        KgError: KG101, KG103, KG107.
    """
    fields = _fields(request.query_string, "the address")
    if request.method == "POST":
        kind = request.mimetype
        charset = request.mimetype_params.get("charset", "utf-8").strip('"').lower()
        if kind == UPDATE_TYPE:
            raise KgError(Code.READ_ONLY, what="an update")
        if kind not in (QUERY_TYPE, FORM_TYPE):
            raise KgError(
                Code.UNSUPPORTED_TYPE, found=kind[:80] or "no content type", known=f"{QUERY_TYPE} or {FORM_TYPE}"
            )
        if charset not in ("utf-8", "utf8", "us-ascii"):
            raise KgError(Code.UNSUPPORTED_TYPE, found=f"charset={charset[:40]}", known="UTF-8")
        body = request.get_data()
        if kind == FORM_TYPE:
            fields += _fields(body, "the form")
        elif any(name == "query" for name, _ in fields):
            raise KgError(Code.BAD_REQUEST, why="there is a query in the address and one in the body")
        else:
            fields.append(("query", _text(body, "the query")))
    if any(name == "update" for name, _ in fields):
        raise KgError(Code.READ_ONLY, what="an update")
    queries = [value for name, value in fields if name == "query"]
    if len(queries) > 1:
        raise KgError(Code.BAD_REQUEST, why=f"it holds {len(queries)} queries; send one")
    if not queries and request.method == "POST":
        raise KgError(Code.BAD_REQUEST, why="the form has no field named query")
    chosen = {
        kind: tuple(_iri(value, name) for name, value in fields if name == name_of)
        for kind, name_of in (("default", "default-graph-uri"), ("named", "named-graph-uri"))
    }
    form = next((value for name, value in fields if name == "format"), None)
    return Asked(queries[0] if queries else None, chosen["default"], chosen["named"], form)


def answer(request: Request, library: Library) -> Response:
    """Answer a request to the endpoint.

    Raises:
        KgError: as :func:`read`; KG030 to KG033, KG102, KG104.
    """
    asked = read(request)
    accept = request.accept_mimetypes
    if asked.query is None:
        if _is_browser(request, asked):
            return redirect("/query", 303)
        chosen = choose(accept, TRIPLES, asked.form)
        with library.edition() as edition:
            return Response(describe(edition, request.base_url, chosen), content_type=chosen.content_type)
    if _is_browser(request, asked):
        return redirect(f"/query?{request.query_string.decode('ascii', 'replace')}", 303)
    with library.edition() as edition, edition.runner() as runner:
        until = time.monotonic() + library.seconds
        checked = runner.check(asked.query, seconds=library.seconds, wanted=wanted())
        chosen = choose(accept, formats(checked.form), asked.form)
        data = runner.write(
            checked,
            asked.query,
            rows=chosen.name,
            triples=chosen.name,
            dataset=asked.dataset,
            base=request.base_url,
            seconds=max(until - time.monotonic(), 0.0),
            wanted=wanted(),
            told=library.seconds,
        )
    return Response(data, content_type=chosen.content_type)


def _is_browser(request: Request, asked: Asked) -> bool:
    """Whether a person asked from the address line, who wants a page."""
    best = request.accept_mimetypes.best
    return request.method == "GET" and not asked.form and not asked.dataset and best in HTML.types


def _fields(data: bytes, where: str) -> list[tuple[str, str]]:
    text = _text(data, where)
    try:
        if text.count("&") >= FIELDS:
            raise KgError(Code.BAD_REQUEST, why=f"{where} has more than {FIELDS} parameters")
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=FIELDS)
    except ValueError as error:
        raise KgError(Code.BAD_REQUEST, why=f"{where} is not encoded as a form in UTF-8") from error


def _text(data: bytes, where: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise KgError(Code.BAD_REQUEST, why=f"{where} is not UTF-8") from error


def _iri(value: str, name: str) -> str:
    try:
        return ox.NamedNode(value).value
    except ValueError as error:
        raise KgError(Code.BAD_REQUEST, why=f"{name} is {value[:80]!r}, which is no absolute IRI") from error
