"""What views ask of the articles behind a story: where a sentence stands, who tells of what, which have one origin."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from kg.views.asked.rows import Query, pairs, solutions


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
    for iri, article in pairs(query, "e a e", of, "?c kg:about ?e ; kg:reportedIn ?a"):
        found.setdefault(iri, set()).add(article)
    for iri, mention in pairs(query, "e m e", of, "?m gaf:denotes ?e"):
        found.setdefault(iri, set()).add(mention.partition("#char=")[0])
    return found


def texts(query: Query, of: set[str]) -> dict[str, str]:
    """The analysed texts of some articles."""
    return dict(pairs(query, "a text a", of, "?a nif:isString ?text"))


SHARED = """{ GRAPH kg:story { ?a prov:wasDerivedFrom ?b } ?b a schema:NewsArticle }
  UNION { GRAPH kg:story { ?a prov:hadPrimarySource ?b } }"""
"""Articles ``?a`` and what they are copies of, or retell as a whole: such are of one origin. What an article merely has a
side fact from is another matter (:func:`kg.views.records.show.event_claims`)."""


def origins(query: Query) -> dict[str, str]:
    """The origin of each article that shares one with others (copies, what retells one report); others are their own.

    All that views say of origins goes by this, as the counts of the store do (:mod:`kg.graph.store.info`).
    """
    found = sorted(solutions(query, "a b", SHARED), key=str)
    return united((one, other) for one, other in found if one is not None and other is not None)


def united(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Of all that pairs join, directly or through others, the first in the alphabet, which each of the rest leads to."""
    above: dict[str, str] = {}

    def top(name: str) -> str:
        while name in above:
            name = above[name]
        return name

    for one, other in pairs:
        left, right = sorted((top(one), top(other)))
        if left != right:
            above[right] = left
    return {name: top(name) for name in above}
