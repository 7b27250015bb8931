"""What people look at. Every page is made of escaped text, brings its own style and one script of ours, the basket's."""

from __future__ import annotations

import contextlib
import functools
import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

import pyoxigraph as ox
from markupsafe import Markup
from werkzeug.wrappers import Response

from kg.analysis.answers import SHOWN, answers
from kg.errors import Code, KgError
from kg.graph import vocabulary as v
from kg.graph.asking.queries import NamedQuery, named_query, own_types, values_of
from kg.graph.asking.rows import Rows
from kg.graph.asking.sparql import bound
from kg.graph.asking.terms import Iri
from kg.server.answers import label, questions, table
from kg.server.faults import status_of
from kg.server.guard import POLICY
from kg.server.reviewing import about_claims, about_event
from kg.server.waiting import wanted
from kg.views.html.document import content_hash, framed_by
from kg.views.records.article import article
from kg.views.records.brief import brief
from kg.views.records.disagreements import disagreements
from kg.views.records.event import event
from kg.views.records.record import body, render, style
from kg.views.records.show import show

if TYPE_CHECKING:
    from kg.server.library import Edition, Library

PATIENCE = 4.0
"""Seconds that somebody waits for a page before being shown that it is being made."""
PATIENCE_WITH_STORY = 10.0
"""The same for pages that tell a whole story: of hundreds of articles they take longer."""
LONGEST = 200
"""Characters of what is searched for that count."""
NEWS = 3
"""Pieces of news of each kind on the start page."""
TOP = 60
"""Entities listed on the start page."""
KINDS = {"entity": "entity", "event": "event", "article": "article"}
"""Kinds of IRIs that have a record, with the template that shows it."""
_SAFE = "/-._~!$'()*+,;=:@%"
_TOP = f"""SELECT ?entity ?label ?class ?articles ?origins WHERE {{
  ?entity kg:mentionCount ?mentions ; a ?class ; rdfs:label ?label ; kg:articleCount ?articles ; kg:originCount ?origins }}
  ORDER BY DESC(?origins) DESC(?articles) DESC(?mentions) ?label ?entity LIMIT {TOP}"""
_COUNT = "SELECT (COUNT(*) AS ?n) WHERE {{ {} }}"
_COUNTS = {
    "articles": "?x a schema:NewsArticle",
    "people": "?x a schema:Person ; kg:mentionCount ?n",
    "organisations": "?x a schema:Organization ; kg:mentionCount ?n",
    "places": "?x a schema:Place ; kg:mentionCount ?n",
    "events": "?x a sem:Event",
    "claims": "?x a kg:Claim",
}
_OUT = "SELECT ?p ?o WHERE { ?s ?p ?o } ORDER BY ?p ?o"
_IN = "SELECT ?s ?p WHERE { { SELECT ?s ?p WHERE { ?s ?p ?o } LIMIT 5000 } } ORDER BY ?p ?s LIMIT 200"
_AGAIN = '<meta http-equiv="refresh" content="3">'
_EXAMPLE = """SELECT ?event ?first ?status WHERE {
  ?event a sem:Event ; kg:status ?status ; sem:hasBeginTimeStamp ?first .
}
ORDER BY ?first
LIMIT 50
"""


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of one store.

    Attributes:
        library: the store.
    """

    library: Library

    @property
    def store(self) -> str:
        """The store's folder, as it was given."""
        return str(self.library.path)

    # ------------------------------------------------------------------ frame

    def page(
        self, title: str, content: str, *, status: int = 200, wide: bool = False, words: str = "", again: bool = False
    ) -> Response:
        """A page with the way around above it."""
        head = Markup(render("head.html", store=self.library.path.name, words=words))
        script = basket_script()
        body = render("served.html", content=Markup(content), head=head, wide=wide, store=self.store, script=Markup(script))
        text = framed_by(_AGAIN if again else "", body, title=title, style=style())
        response = Response(text, status, content_type="text/html; charset=utf-8")
        response.headers["Content-Security-Policy"] = POLICY.format(script=content_hash(script), style=content_hash(style()))
        return response

    def fault(self, error: KgError, edition: Edition | None = None, words: str = "") -> Response:
        """A page that says what went wrong; of a name that nobody bears, or several, who may be meant."""
        found = []
        if edition is not None and words and error.code in (Code.NO_ENTITY, Code.AMBIGUOUS_ENTITY):
            found = edition.names.suggest(words[:LONGEST], limit=20)
        status = status_of(error)
        content = render("fault.html", error=str(error), found=found, link=self.address)
        return self.page("Not found" if status == 404 else "Not done", content, status=status, words=words)

    def wait(self) -> Response:
        """A page that asks for itself again until what was asked for is made."""
        return self.page("Being made", render("wait.html"), status=202, again=True)

    def address(self, iri: str) -> str | None:
        """Where a node of the graph is shown."""
        start = self.library.iris.base
        kind, slash, rest = iri.removeprefix(start).partition("/")
        if iri.startswith(start) and slash and kind in KINDS and "#" not in rest:
            return f"/{kind}/{quote(rest, safe=_SAFE)}"
        return f"/resource?{urlencode({'iri': iri})}"

    def short(self, iri: str) -> str:
        """An IRI as a table shows it: with a prefix of ours, or without the store's base."""
        short = v.shorten(iri)
        return short.removeprefix(self.library.iris.base) if short == iri else short

    # ------------------------------------------------------------------ pages

    def start(self) -> Response:
        with self.library.edition() as edition:

            def made() -> str:
                counts = {name: edition.ask(_COUNT.format(where))[0][0] for name, where in _COUNTS.items()}
                told = brief(edition.ask, title=self.library.path.name, known=edition.heads())
                latest = self.library.latest(edition, told.articles)
                news = body("news", latest.first(NEWS), link=self.address, level=2) if latest else ""
                return render("start.html", link=self.address, counts=counts, top=list(edition.ask(_TOP)), example=_EXAMPLE,
                              brief=body("brief", told, link=self.address), generation=edition.generation,
                              news=news)  # fmt: skip

            return self.page(self.library.path.name, edition.keep("start", made, patience=PATIENCE_WITH_STORY))

    def new(self, since: str = "") -> Response:
        """What the latest articles brought.

        Raises:
            KgError: KG150.
        """
        since = since.strip()[:LONGEST]
        with self.library.edition() as edition:
            made = edition.keep(("new", since), lambda: self.library.news(edition, since or None), patience=PATIENCE)
            content = render("new.html", since=since, news=body("news", made, link=self.address))
            return self.page("New", content)

    def review(self) -> Response:
        """What is doubtful, with what may be said of it."""
        with self.library.edition() as edition:

            def made() -> str:
                doubts = self.library.doubts(edition)
                told = [(doubt, answers(doubt, self.store)) for doubt in doubts[:SHOWN]]
                return render("review.html", link=self.address, doubts=told, more=len(doubts) - len(told))

            return self.page("Review", edition.keep("review", made, patience=PATIENCE))

    def basket(self) -> Response:
        """What a reader said, as commands; it is the browser that keeps it."""
        return self.page("Basket", render("basket.html"))

    def disagreements(self) -> Response:
        """What independent sources contradict one another about."""
        with self.library.edition() as edition:

            def made() -> Markup:
                return body("disagreements", disagreements(edition.ask, known=edition.heads()), link=self.address)

            return self.page("Disagreements", edition.keep("disagreements", made, patience=PATIENCE_WITH_STORY))

    def search(self, words: str) -> Response:
        """Entities called so, and sentences with these words."""
        words = " ".join(words.split())[:LONGEST]
        with self.library.edition() as edition:
            found = edition.names.suggest(words, limit=20)
            hits = []
            with contextlib.suppress(KgError):  # a store that is just being replaced
                hits = self.library.search(words, 30)
            events = edition.events(words)
            content = render("search.html", link=self.address, words=words, found=found, events=events, hits=[
                (hit, self.library.iris.article(hit.article)) for hit in hits])  # fmt: skip
            return self.page(f"Search: {words}", content, words=words)

    def named(self, name: str) -> Response:
        """The entity called so."""
        with self.library.edition() as edition:
            try:
                iri = edition.find(name)
            except KgError as error:
                return self.fault(error, edition, name)
            return self.record("entity", iri, edition)

    def record(self, kind: str, iri: str, edition: Edition) -> Response:
        """An entity, event or article.

        Raises:
            KgError: KG106.
        """
        made: dict[str, Callable[..., Any]] = {"entity": show, "event": event, "article": article}
        try:
            record = made[kind](edition.ask, iri)
        except KgError as error:
            if error.code not in (Code.NO_ENTITY, Code.NO_ARTICLE):
                raise
            return self.resource(iri, edition)  # one without a name ("officials"), or nothing
        content = body(kind, record, link=self.address)
        links = render("formats.html", iri=iri, address=self.address(iri), kind=kind)
        return self.page(record.label, content + Markup(self._say(kind, record) + links))

    def _say(self, kind: str, record: Any) -> str:
        """Buttons for what a reader may say of an entity or event."""
        if kind == "article":
            return ""
        told = about_event(record, self.store) if kind == "event" else []
        claims = about_claims(record.cited, self.store) if kind == "event" else []
        return render("say.html", iri=record.iri, kind=kind, label=record.label, quoted=shlex.quote(record.iri),
                      store=shlex.quote(self.store), answers=told, claims=claims)  # fmt: skip

    def resource(self, iri: str, edition: Edition) -> Response:
        """Any node: what is said of it, and where it is named."""
        node = Iri(iri)
        rows = [(p, o) for p, o in edition.ask(_OUT, s=node)]
        back = [(s, p) for s, p in edition.ask(_IN, o=node)]
        if not rows and not back:
            raise KgError(Code.NO_PAGE, path=iri)
        content = render("resource.html", link=self.link_value, iri=iri, rows=rows, back=back, shorten=self.short)
        links = render("formats.html", iri=iri, address=self.address(iri), kind="resource")
        return self.page(self.short(iri), content + links, wide=True)

    def link_value(self, value: object) -> str | None:
        """The page of a value, where it is a node."""
        return self.address(value) if isinstance(value, Iri) else None

    # ------------------------------------------------------------------ asking

    def query(self, fields: Mapping[str, str]) -> Response:
        """The named queries as questions, with a field for each parameter, a form for SPARQL, and the answer."""
        name, text, find = fields.get("name", ""), fields.get("query", ""), " ".join(fields.get("find", "").split())[:LONGEST]
        chosen: NamedQuery | None = None
        rows: Rows | None = None
        error: KgError | None = None
        given: dict[str, str] = {}
        asked = bool(text.strip()) and not name
        with self.library.edition() as edition:
            try:
                if name:
                    chosen = named_query(name)
                    given = {p.name: fields.get(f"set-{p.name}", "").strip() for p in chosen.parameters}
                    if all(given[p.name] for p in chosen.parameters if p.required):
                        values = values_of(
                            chosen,
                            {k: x for k, x in given.items() if x},
                            lambda n, kind: [edition.find(n, kind)],
                            edition.find_events,
                            lambda: own_types(edition.ask),
                        )
                        text = bound(chosen.text, values)
                        rows = self._ask(edition, chosen.text, values, trusted=True)
                elif asked:
                    rows = self._ask(edition, text, notes=True)
            except KgError as found:
                error = found
            names, listed = table(rows, edition, self) if rows is not None else ([], [])
            content = render(
                "query.html", link=self.link_value, groups=questions(find), find=find, label=label, chosen=chosen, given=given,
                asked=asked, text=text or _EXAMPLE, rows=rows, names=names, listed=listed,
                more=len(rows) - len(listed) if rows is not None else 0,
                error=None if error is None else str(error), downloads=_downloads(text, rows) if rows is not None else {},
            )  # fmt: skip
        return self.page("Ask", content, status=200 if error is None else status_of(error), wide=True)

    def _ask(self, edition: Edition, text: str, values: Mapping[str, Any] | None = None, **options: bool) -> Rows:
        with edition.runner() as runner:
            return runner.ask(text, values, seconds=self.library.seconds, wanted=wanted(), **options)


@functools.cache
def basket_script() -> str:
    """The script that all pages have."""
    return files("kg.server").joinpath("web", "basket.js").read_text(encoding="utf-8").strip()


def _downloads(text: str, rows: Rows) -> dict[str, str]:
    """Addresses of the whole answer, by format."""
    triples = rows.form in ("construct", "describe")
    names = ("turtle", "nt", "jsonld", "rdfxml") if triples else ("csv", "tsv", "json", "xml")
    return {name: f"/sparql?{urlencode({'query': text, 'format': name})}" for name in names}


def described(edition: Edition, iri: str, form: str) -> bytes:
    """What the store says of a node, as RDF.

    Args:
        edition: the store.
        iri: the node.
        form: a key of :data:`kg.graph.asking.sparql_worker.TRIPLES`.

    Raises:
        KgError: KG106 where nothing is said.
    """
    from kg.graph.asking.sparql_worker import TRIPLES

    triples = {str(q.triple): q.triple for q in edition.described(iri)}
    if not triples:
        raise KgError(Code.NO_PAGE, path=iri)
    ordered = (triples[key] for key in sorted(triples))
    data = ox.serialize(ordered, format=TRIPLES[form], prefixes=None if form == "nt" else v.PREFIXES)
    assert data is not None
    return data
