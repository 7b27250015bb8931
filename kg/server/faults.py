"""Errors as HTTP: the status that says whose fault it is, and one sentence with its code."""

from __future__ import annotations

import json
from collections.abc import Mapping

from werkzeug.datastructures import MIMEAccept
from werkzeug.wrappers import Response

from kg.errors import Code, KgError

STATUS: Mapping[Code, int] = {
    Code.BAD_QUERY: 400,
    Code.UNKNOWN_PREFIX: 400,
    Code.UNKNOWN_TERM: 400,
    Code.FORBIDDEN_QUERY: 403,
    Code.QUERY_TIMEOUT: 504,
    Code.QUERY_MEMORY: 503,
    Code.BUSY: 503,
    Code.STOPPED: 503,
    Code.NO_QUERY: 404,
    Code.MISSING_VALUE: 400,
    Code.UNKNOWN_VALUE: 400,
    Code.BAD_VALUE: 400,
    Code.BAD_INTERVAL: 400,
    Code.BAD_SINCE: 400,
    Code.NO_ENTITY: 404,
    Code.AMBIGUOUS_ENTITY: 300,
    Code.NO_PAGE: 404,
    Code.NO_ARTICLE: 404,
    Code.READ_ONLY: 403,
    Code.NOT_ACCEPTABLE: 406,
    Code.BAD_REQUEST: 400,
    Code.FOREIGN_REQUEST: 403,
    Code.UNSUPPORTED_TYPE: 415,
    Code.BAD_METHOD: 405,
    Code.TOO_LARGE_VIEW: 400,
    Code.NO_STORE: 503,
    Code.STORE_DAMAGED: 503,
    Code.STORE_FORMAT: 503,
    Code.STORE_LINK: 503,
    Code.SYSTEM: 503,
}
"""Status of each error that can come from a request; all others are 500, ours."""
RETRY_SECONDS = 5
_JSON = ("application/json", "application/sparql-results+json", "application/ld+json")


def status_of(error: KgError) -> int:
    """The HTTP status that tells an error."""
    return STATUS.get(error.code, 500)


def as_text(error: KgError, accept: MIMEAccept) -> Response:
    """An error for a program: one line of text, or JSON where that was asked for.

    Args:
        error: what went wrong.
        accept: what the client takes.
    """
    status = status_of(error)
    offered = ["text/plain", *_JSON]
    if accept.best_match(offered, default="text/plain") in _JSON and accept.best != "*/*":
        said = json.dumps({"code": error.code.number, "error": str(error)}, ensure_ascii=False) + "\n"
        response = Response(said, status, content_type="application/json")
    else:
        response = Response(f"{error}\n", status, content_type="text/plain; charset=utf-8")
    if error.code is Code.BUSY:
        response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response
