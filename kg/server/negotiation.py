"""The formats of answers, and which of them a client wants."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from werkzeug.datastructures import MIMEAccept

from kg.errors import Code, KgError


@dataclass(frozen=True, slots=True)
class Format:
    """A format.

    Attributes:
        name: as ``format=`` names it, and as the query process knows it.
        types: media types that mean it, the proper one first.
        iri: of the W3C's list of formats, for the service description.
        aliases: other names that clients give.
    """

    name: str
    types: tuple[str, ...]
    iri: str
    aliases: tuple[str, ...] = ()

    @property
    def content_type(self) -> str:
        kind = self.types[0]
        return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


_W3 = "http://www.w3.org/ns/formats/"
ROWS = (
    Format("json", ("application/sparql-results+json", "application/json"), _W3 + "SPARQL_Results_JSON"),
    Format("xml", ("application/sparql-results+xml", "application/xml", "text/xml"), _W3 + "SPARQL_Results_XML"),
    Format("csv", ("text/csv",), _W3 + "SPARQL_Results_CSV"),
    Format("tsv", ("text/tab-separated-values",), _W3 + "SPARQL_Results_TSV"),
)
TRIPLES = (
    Format("turtle", ("text/turtle", "application/x-turtle"), _W3 + "Turtle", ("ttl",)),
    Format("nt", ("application/n-triples", "text/plain"), _W3 + "N-Triples", ("n-triples", "ntriples")),
    Format(
        "rdfxml", ("application/rdf+xml", "application/xml", "text/xml"), _W3 + "RDF_XML", ("xml", "rdf+xml", "rdf")
    ),
    Format("jsonld", ("application/ld+json", "application/json"), _W3 + "JSON-LD", ("json-ld", "json")),
)
HTML = Format("html", ("text/html", "application/xhtml+xml"), "")


def formats(form: str) -> tuple[Format, ...]:
    """Those of a form of query."""
    return TRIPLES if form in ("construct", "describe") else ROWS


def choose(accept: MIMEAccept, offered: Sequence[Format], named: str | None = None) -> Format:
    """The format that a client wants most; where several are as welcome, the first.

    Args:
        accept: what it takes; nothing means anything.
        offered: what there is.
        named: what the address names (``format=``): it speaks for those who cannot choose what they accept, browsers and
            links, so it counts where the client takes any page, or anything.

    Raises:
        KgError: KG102.
    """
    anything = not accept or any(kind in ("text/html", "*/*") and quality > 0 for kind, quality in accept)
    if named and anything:
        for one in offered:
            if named.lower() in (one.name, *one.types, *one.aliases):
                return one
    if not accept:
        return offered[0]
    named_types = set(accept.values())
    best, best_rank = None, (0.0, 0.0, 0.0)
    for place, one in enumerate(offered):
        # a wildcard means a format by its proper name; its other names count where a client gives them
        for kind in (one.types[0], *named_types.intersection(one.types[1:])):
            rank = (accept.quality(kind), float(kind in named_types), -float(place))
            if rank[0] > 0 and rank > best_rank:
                best, best_rank = one, rank
    if best is None:
        known = ", ".join(one.types[0] for one in offered)
        raise KgError(Code.NOT_ACCEPTABLE, wanted=accept.to_header()[:100], known=known)
    return best
