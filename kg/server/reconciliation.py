"""``/reconcile``: the Reconciliation Service API 0.2 (https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/).

OpenRefine matches a column of names against the entities of a story: each query is a name, perhaps with a class.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from werkzeug.wrappers import Response

from kg.errors import Code, KgError
from kg.server.protocol import FORM_TYPE

if TYPE_CHECKING:
    from werkzeug.wrappers import Request

    from kg.server.library import Edition, Library

NAMES = {"Person": "People", "Organization": "Organisations", "Place": "Places", "Group": "Groups", "Thing": "Things"}
"""Classes that a query may ask for, and how people are shown them."""
MOST = 100
"""Queries of one request at most, and candidates of one query; OpenRefine sends ten."""
GIVEN = 5
"""Candidates where a query does not say how many."""
LONGEST = 200
"""Characters of a name that count."""


def answer(request: Request, library: Library) -> Response:
    """The manifest, or candidates for each query.

    Raises:
        KgError: KG103 of a request that is not as the API says, KG107 of a body that is no form.
    """
    if request.method == "POST" and request.mimetype != FORM_TYPE:
        raise KgError(Code.UNSUPPORTED_TYPE, found=request.mimetype[:80] or "no content type", known=FORM_TYPE)
    given = request.form.get("queries") or request.args.get("queries")
    with library.edition() as edition:
        if given is None:
            told = manifest(edition, request.host_url, library.path.name)
        else:
            told = {name: {"result": candidates(edition, query)} for name, query in _queries(given).items()}
    return Response(json.dumps(told, ensure_ascii=False), content_type="application/json; charset=utf-8")


def manifest(edition: Edition, host: str, name: str) -> dict[str, Any]:
    """What the service says of itself.

    Args:
        edition: the store.
        host: its address, with a slash at the end.
        name: of the store.
    """
    return {
        "versions": ["0.2"],
        "name": f"kg: {name}",
        "identifierSpace": f"{edition.iris.base}entity/",
        "schemaSpace": "https://schema.org/",
        "defaultTypes": [_type(kind) for kind in NAMES],
        "view": {"url": f"{host}entity/{{{{id}}}}"},
    }


def candidates(edition: Edition, query: Any) -> list[dict[str, Any]]:
    """Who may be meant, the likeliest first; the one that bears just this name, alone, is a match.

    Args:
        edition: the store.
        query: as the API has it: ``query``, ``type`` (one or several), ``limit``; properties are passed over.

    Raises:
        KgError: KG103.
    """
    if not isinstance(query, dict) or not isinstance(query.get("query"), str):
        raise KgError(Code.BAD_REQUEST, why="a query of the reconciliation is no object with a name under 'query'")
    kinds = query.get("type") or ()
    wanted = [str(kind).rpartition("/")[2] for kind in ([kinds] if isinstance(kinds, str) else list(kinds))]
    limit = query.get("limit", GIVEN)
    if not isinstance(limit, int) or isinstance(limit, bool) or limit < 1:
        raise KgError(Code.BAD_REQUEST, why="'limit' is no number above 0")
    name = " ".join(query["query"].split())[:LONGEST]
    found = edition.names.suggest(name, limit=4 * min(limit, MOST))
    found = [one for one in found if not wanted or one.entity_class in wanted][: min(limit, MOST)]
    sure = None
    try:
        sure = edition.find(name, wanted[0] if len(wanted) == 1 and wanted[0] in NAMES else None)
    except KgError as error:
        if error.code not in (Code.NO_ENTITY, Code.AMBIGUOUS_ENTITY):
            raise
    return [
        {
            "id": one.iri.removeprefix(f"{edition.iris.base}entity/"),
            "name": one.label,
            "type": [_type(one.entity_class)],
            "score": one.score,
            "match": one.iri == sure and one.score >= 99,
            "description": f"in {one.articles} articles" if one.articles != 1 else "in 1 article",
        }
        for one in found
    ]


def _type(kind: str) -> dict[str, str]:
    return {"id": kind, "name": NAMES.get(kind, kind)}


def _queries(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise KgError(Code.BAD_REQUEST, why="'queries' is no JSON object")
    if len(found) > MOST:
        raise KgError(Code.BAD_REQUEST, why=f"it holds {len(found)} queries; send {MOST} at most")
    return found
