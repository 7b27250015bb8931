"""Which address is answered by what."""

from __future__ import annotations

import json
import traceback
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pyoxigraph as ox
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, Rule
from werkzeug.utils import redirect
from werkzeug.wrappers import Request, Response

from kg.errors import Code, KgError
from kg.graph.asking.terms import Iri
from kg.graph.store.damage import error_of
from kg.server import protocol, reconciliation
from kg.server.faults import as_text
from kg.server.guard import Guard
from kg.server.negotiation import HTML, TRIPLES, choose
from kg.server.pages import KINDS, PATIENCE, Pages, described
from kg.server.waiting import client_of
from kg.views.asked.wording import plural

if TYPE_CHECKING:
    from kg.server.library import Edition, Library

BODY = 2**20
"""Bytes of a request's body at most; a query is shorter."""

OTHERS = ("claim", "publisher", "run", "topic", "time", "membership", "geometry", "origin", "judgement")
"""Kinds of IRIs without a page of their own making."""

_RULES = Map(
    [
        Rule("/", endpoint="start"),
        Rule("/search", endpoint="search"),
        Rule("/show", endpoint="show"),
        Rule("/show/<path:name>", endpoint="named"),
        Rule("/dossier/<path:name>.<any(html, md):form>", endpoint="dossier"),
        *(Rule(f"/{kind}/<path:local>", endpoint=kind) for kind in KINDS),
        Rule("/id/<path:rest>", endpoint="data"),
        Rule(f"/<any({','.join(OTHERS)}):kind>/<path:rest>", endpoint="data"),
        Rule("/resource", endpoint="resource"),
        Rule("/query", endpoint="query"),
        Rule("/explorer", endpoint="explorer"),
        Rule("/timeline", endpoint="timeline"),
        Rule("/new", endpoint="new"),
        Rule("/disagreements", endpoint="disagreements"),
        Rule("/review", endpoint="review"),
        Rule("/basket", endpoint="basket"),
        Rule("/sparql", endpoint="sparql", strict_slashes=False),
        Rule("/reconcile", endpoint="reconcile", strict_slashes=False),
    ],
    merge_slashes=False,
    strict_slashes=False,
)
_READ = ("GET", "HEAD")
_FOR_PROGRAMS = ("sparql", "reconcile")


class Application:
    """The server as a WSGI application.

    Args:
        library: the store.
        guard: who may ask.
    """

    def __init__(self, library: Library, guard: Guard | None = None) -> None:
        self.library = library
        self.guard = guard or Guard()
        self.pages = Pages(library)

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        request = Request(environ)
        request.max_content_length = BODY
        try:
            with client_of(environ):
                response = self.respond(request)
        except Exception:
            traceback.print_exc()
            response = Response(
                "The server broke down over this request.\n", 500, content_type="text/plain; charset=utf-8"
            )
        self.guard.mark(request, response)
        return response(environ, start_response)

    def respond(self, request: Request) -> Response:
        """The answer to a request, errors included."""
        endpoint = ""
        try:
            self.guard.check(request)
            if request.method == "OPTIONS":
                return self.guard.preflight(request)
            endpoint, values = _RULES.bind_to_environ(request.environ).match(method="GET")
            self._check_method(endpoint, request)
            try:
                return self._told(endpoint, values, request)
            except KgError as error:
                if error.code not in (Code.STORE_DAMAGED, Code.SYSTEM):
                    raise
                # a newer generation may have taken the place of the one that was read
                return self._told(endpoint, values, request)
        except KgError as error:
            return self._fault(error, endpoint, request)
        except HTTPException as error:
            if error.code is not None and error.code < 400:
                return error.get_response(request.environ)
            if error.code == 404:
                return self._fault(KgError(Code.NO_PAGE, path=request.path[:200]), endpoint, request)
            found = KgError(Code.BAD_REQUEST, why=str(error.description or error.name).rstrip("."))
            response = self._fault(found, endpoint, request)
            response.status_code = error.code or 500
            return response

    def _told(self, endpoint: str, values: Mapping[str, Any], request: Request) -> Response:
        """The answer; what the store raises where it is damaged, or out of reach, is one of our errors."""
        try:
            return self._answer(endpoint, values, request)
        except Exception as error:
            found = None if isinstance(error, KgError | HTTPException) else error_of(error, self.library.path)
            if found is None and isinstance(error, OSError):
                found = KgError(Code.SYSTEM, path=self.library.path, why=error.strerror or error)
            if found is None:
                raise
            raise found from error

    @staticmethod
    def _check_method(endpoint: str, request: Request) -> None:
        known = (*_READ, "POST") if endpoint in _FOR_PROGRAMS else _READ
        if request.method not in known:
            raise KgError(
                Code.BAD_METHOD, method=request.method[:20], path=request.path[:200], known=" or ".join(known)
            )

    def _fault(self, error: KgError, endpoint: str, request: Request) -> Response:
        accept = request.accept_mimetypes
        person = endpoint not in _FOR_PROGRAMS and accept.best_match(["text/plain", "text/html"]) == "text/html"
        response = self.pages.fault(error) if person else as_text(error, accept)
        if error.code is Code.BAD_METHOD:
            response.headers["Allow"] = ", ".join((*_READ, "POST") if endpoint in _FOR_PROGRAMS else _READ)
        return response

    def _answer(self, endpoint: str, values: Mapping[str, Any], request: Request) -> Response:
        fields = request.args
        if endpoint == "sparql":
            return protocol.answer(request, self.library)
        if endpoint == "reconcile":
            return reconciliation.answer(request, self.library)
        if endpoint in KINDS:
            iris = self.library.iris
            local = values["local"]
            iri = {"entity": iris.entity, "event": iris.event, "article": iris.article}[endpoint](local)
            return self._node(iri, endpoint, request)
        if endpoint in ("data", "resource"):
            inside = "/".join(filter(None, (values.get("kind"), values.get("rest"))))
            iri = fields.get("iri", "") if endpoint == "resource" else self.library.iris.base + inside
            return self._node(iri, "resource", request)
        if endpoint == "show":
            name = fields.get("name", "").strip()
            return redirect(f"/show/{quote(name, safe='')}" if name else "/", 303)
        if endpoint == "named":
            return self.pages.named(values["name"])
        if endpoint == "dossier":
            return self._dossier(values["name"], values["form"])
        if endpoint == "search":
            return self.pages.search(fields.get("q", ""))
        if endpoint == "query":
            return self.pages.query(fields)
        if endpoint == "explorer":
            return self._explorer(fields.get("focus"))
        if endpoint == "timeline":
            return self._timeline(fields.get("name"))
        if endpoint == "basket":
            return self.pages.basket()
        try:
            if endpoint == "new":
                return self.pages.new(fields.get("since", ""))
            if endpoint == "disagreements":
                return self.pages.disagreements()
            return self.pages.review() if endpoint == "review" else self.pages.start()
        except TimeoutError:
            return self.pages.wait()

    def _node(self, iri: str, kind: str, request: Request) -> Response:
        """A node, as a page or as data: what its IRI stands for."""
        chosen = choose(request.accept_mimetypes, (HTML, *TRIPLES), request.args.get("format"))
        try:
            ox.NamedNode(iri)
        except ValueError as error:
            raise KgError(Code.NO_PAGE, path=iri[:200] or request.path) from error
        with self.library.edition() as edition:
            try:
                if chosen is HTML:
                    return self.pages.record(kind, iri, edition) if kind in KINDS else self.pages.resource(iri, edition)
                return Response(described(edition, iri, chosen.name), content_type=chosen.content_type)
            except KgError as error:
                now = self.library.successor(iri, edition) if error.code is Code.NO_PAGE else None
                if now is None:
                    raise
                asked = request.args.get("format")
                return redirect(f"{self.pages.address(now)}{f'?format={quote(asked)}' if asked else ''}", 301)

    def _dossier(self, name: str, form: str) -> Response:
        from kg.views.records.dossier import Dossier
        from kg.views.records.show import show

        with self.library.edition() as edition:
            made = Dossier(show(edition.ask, edition.find(name), sentences=None), store=self.library.path.name)
        if form == "html":
            return self._whole(made.html)
        return Response(made.markdown, content_type="text/markdown; charset=utf-8")

    def _explorer(self, focus: str | None) -> Response:
        from kg.analysis.answers import REVIEWED_NODES, review_block
        from kg.views.networks.explorer_data import explorer_data
        from kg.views.networks.network import network
        from kg.views.pages.explorer import MAX_NODES, Explorer
        from kg.views.pages.explorer_page import compressed

        with self.library.edition() as edition:
            entity = edition.find(focus) if focus else None

            def made() -> str:
                ask, store = edition.solutions, self.library.path.name
                data = explorer_data(ask, network(ask, focus=entity, hops=2, max_nodes=MAX_NODES, whole=True))
                source = f"{plural(data['stored'], 'article')} of {store}"
                doubtful = self.library.doubts(edition) if data["total"] <= REVIEWED_NODES else []
                blocks = {"review": compressed(json.dumps(review_block(edition.ask, doubtful, self.pages.store)).encode())}
                return Explorer(data, title=edition.names.label.get(entity or "", store), source=source, blocks=blocks).html

            return self._kept(edition, ("explorer", entity), made)

    def _timeline(self, name: str | None) -> Response:
        from kg.views.pages.timeline_page import timeline_page
        from kg.views.records.timeline import timeline

        with self.library.edition() as edition:
            entity: Iri | None = edition.find(name) if name else None

            def made() -> str:
                title = None if entity else self.library.path.name
                return timeline_page(timeline(edition.solutions, entity=entity, title=title))

            return self._kept(edition, ("timeline", entity), made)

    def _kept(self, edition: Edition, key: object, made: Callable[[], str]) -> Response:
        try:
            return self._whole(edition.keep(key, made, patience=PATIENCE))
        except TimeoutError:
            return self.pages.wait()

    @staticmethod
    def _whole(page: str) -> Response:
        """A page that needs nothing but itself and brings its own policy; no other site may frame it."""
        response = Response(page, content_type="text/html; charset=utf-8")
        response.headers["Content-Security-Policy"] = "frame-ancestors 'none'"
        return response
