"""What views ask of the articles behind a story: where a sentence stands, who tells of what, which have one origin."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from kg.views.asked.rows import Query, solutions, values


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """Where a sentence stands."""

    iri: str
    headline: str | None = None
    publisher: str | None = None
    date: str | None = None
    url: str | None = None


def articles(query: Query) -> dict[str, ArticleRow]:
    """All articles, by IRI."""
    where = (
        "?a a schema:NewsArticle . OPTIONAL { ?a schema:headline ?h } OPTIONAL { ?a schema:datePublished ?d } "
        "OPTIONAL { ?a schema:url ?u } OPTIONAL { ?a schema:publisher/schema:name ?n }"
    )
    found: dict[str, ArticleRow] = {}
    for row in sorted(solutions(query, "a h n d u", where), key=lambda row: tuple(part or "" for part in row)):
        iri, headline, publisher, date, url = row
        assert iri is not None
        found.setdefault(iri, ArticleRow(iri, headline, publisher, date, url))
    return found


def bylines(query: Query) -> dict[str, tuple[str | None, str | None]]:
    """Author and language of each article."""
    where = "?a a schema:NewsArticle . OPTIONAL { ?a schema:author ?who } OPTIONAL { ?a schema:inLanguage ?language }"
    found: dict[str, tuple[str | None, str | None]] = {}
    for iri, author, language in sorted(
        solutions(query, "a who language", where), key=lambda row: tuple(map(str, row))
    ):
        assert iri is not None
        found.setdefault(iri, (author, language))
    return found


def reported_in(query: Query, of: Collection[str]) -> dict[str, set[str]]:
    """The articles that tell of some events, or name some entities."""
    found: dict[str, set[str]] = {}
    for block in values("e", of):
        for iri, article in solutions(query, "e a", f"{block} ?c kg:about ?e ; kg:reportedIn ?a"):
            assert iri is not None and article is not None
            found.setdefault(iri, set()).add(article)
        for iri, mention in solutions(query, "e m", f"{block} ?m gaf:denotes ?e"):
            assert iri is not None and mention is not None
            found.setdefault(iri, set()).add(mention.partition("#char=")[0])
    return found


def texts(query: Query, of: set[str]) -> dict[str, str]:
    """The analysed texts of some articles."""
    found: dict[str, str] = {}
    for block in values("a", of):
        for iri, text in solutions(query, "a text", f"{block} ?a nif:isString ?text"):
            assert iri is not None and text is not None
            found[iri] = text
    return found


def origins(query: Query) -> dict[str, str]:
    """The origin of each article that shares one with others (copies, what retells one report); others are their own."""
    above: dict[str, str] = {}

    def top(iri: str) -> str:
        while iri in above:
            iri = above[iri]
        return iri

    copies = "GRAPH kg:story { ?a prov:wasDerivedFrom ?b } ?b a schema:NewsArticle"
    retold = "GRAPH kg:story { ?a prov:hadPrimarySource ?b }"
    for pair in sorted(solutions(query, "a b", f"{{ {copies} }} UNION {{ {retold} }}"), key=str):
        left, right = sorted(top(iri) for iri in pair if iri is not None)
        if left != right:
            above[right] = left
    return {iri: top(iri) for iri in above}
