"""The story as FollowTheMoney entities, for the tools of investigators (Aleph, OpenAleph, yente): one JSON object a line.

The names of schemata and properties are those of FollowTheMoney 4 (https://followthemoney.tech); tests hold what is written
against its model. A state that acts is a ``PublicBody`` and, as a place, an ``Address``; a people or party is a
``LegalEntity``. What FollowTheMoney has no word for (things, topics, statements) is left out.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from kg.files import whole
from kg.graph.asking import words
from kg.knowledge.lexicons import organisation_heads
from kg.views.asked import article_rows, rows
from kg.views.asked.nationalities import with_countries
from kg.views.networks.candidates import STATEMENT

SUFFIXES = (".ftm.json", ".ftm.jsonl")

_ID = re.compile(r"[0-9A-Za-z](?:[0-9A-Za-z-]*[0-9A-Za-z])?")
"""No dot: programs take what follows the last dot for a signature and cut it off, ``ftm aggregate`` among them."""
_WIKIDATA = re.compile(r"https?://www\.wikidata\.org/entity/(Q\d+)")
_DATE = re.compile(r"[1-9]\d{3}-\d\d-\d\d")
_ADDRESS = re.compile(r"https?://[^\s/]+\.[^\s/]+\S*")
_PUBLIC = frozenset(("government", "military", "court", "security"))
_COMPANY = frozenset(("company", "bank", "legal", "media"))
_DIRECTS = re.compile(
    r"\b(?:chief executive|ceo|cfo|coo|chair(?:man|woman|person)?|director|board member|governor|founder|president)\b"
)
_BELONGS = re.compile(r"\b(?:member|senator|mp|lawmaker|deputy|delegate|congress(?:man|woman))\b")
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")

LONGEST = 60_000
"""Characters of a value; FollowTheMoney refuses more than 65,000."""

Entity = dict[str, Any]


def export_followthemoney(query: rows.Query, path: str | Path) -> int:
    """Write the story as lines of FollowTheMoney entities.

    Args:
        query: as views take it.
        path: where to.

    Returns:
        How many entities were written.
    """
    count = 0
    with whole(path) as out:
        for entity in entities(query):
            out.write(f"{json.dumps(entity, ensure_ascii=False)}\n".encode())
            count += 1
    return count


def entities(query: rows.Query) -> Iterator[Entity]:
    """Articles, then who and where, then events, then what ties them: each rests on articles (``proof``)."""
    story = _Story(query)
    yield from story.articles()
    yield from story.parties()
    yield from story.events()
    yield from story.positions()
    yield from story.ties()
    yield from story.mentions()


class _Story:
    def __init__(self, query: rows.Query) -> None:
        self.query = query
        self.sources = article_rows.articles(query)
        self.known, self.home = with_countries(rows.entities(query))  # a nationality is its country
        types = rows.event_types(query)
        speech = {STATEMENT, *(name for name, row in types.items() if row.group == STATEMENT)}
        self.told = {iri: event for iri, event in rows.events(query).items() if event.event_type not in speech}
        self.points = rows.coordinates(query)
        self.named: dict[str, dict[str, list[str]]] = {}
        for iri, spans in sorted(rows.mentions(query, {*self.known, *self.home}).items()):
            by_article = self.named.setdefault(self.home.get(iri, iri), {})
            for span in spans:
                by_article.setdefault(span.rpartition("#")[0], []).append(span)
        self.claims: dict[str, list[rows.ClaimRow]] = {}
        for claim in rows.claims(query, set(self.told)):
            self.claims.setdefault(claim.event, []).append(claim)
        self.acting = {
            self.home.get(who, who) for event in self.told.values() for role, who in event.slots if role != "place"
        }

    # ------------------------------------------------------------------ documents

    def articles(self) -> Iterator[Entity]:
        texts = article_rows.texts(self.query, set(self.sources))
        told = article_rows.bylines(self.query)
        for iri, article in sorted(self.sources.items()):
            text = texts.get(iri, "")
            author, language = told.get(iri, (None, None))
            yield _entity(
                "Article",
                iri,
                article.headline or " ".join(text.split())[:80],
                title=[article.headline],
                publisher=[article.publisher],
                publishedAt=[_day(article.date)],
                author=[author],
                language=[_language(language)],
                sourceUrl=[_address(article.url)],
                bodyText=_pieces(text),
                contentHash=[hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()],
            )

    # ------------------------------------------------------------------ who and where

    def parties(self) -> Iterator[Entity]:
        for iri, row in sorted(self.known.items()):
            schema = _schema(row)
            if row.entity_class == "Place":
                yield self.place(row)
                if iri in self.acting:
                    yield _entity("PublicBody", iri, row.label, **self.names(row), addressEntity=[_id(iri, "address")])
            elif schema:
                found: dict[str, list[str | None]] = self.names(row)
                if schema == "Person":
                    found["position"] = list(row.titles)
                yield _entity(schema, iri, row.label, **found)

    def names(self, row: rows.EntityRow) -> dict[str, list[str | None]]:
        return {
            "name": [row.label],
            "alias": list(row.names),
            "keywords": [words.entity_class(row.own_class) if row.own_class else None],
            "wikidataId": [found[1] for link in row.same_as if (found := _WIKIDATA.fullmatch(link))],
            "sourceUrl": [_address(link) for link in row.same_as],
            "proof": [_id(article) for article in sorted(self.named.get(row.iri, ()))],
        }

    def place(self, row: rows.EntityRow) -> Entity:
        found = self.names(row)
        point = self.points.get(row.iri)
        within = [self.known[other].label for _, other in row.ties if other in self.known]
        found["full"] = [", ".join(dict.fromkeys([row.label, *within]))]
        if point:
            found["longitude"], found["latitude"] = [f"{point[0]:g}"], [f"{point[1]:g}"]
        return _entity("Address", row.iri, row.label, **found)

    def party(self, iri: str) -> str | None:
        """The id under which an entity acts; None where FollowTheMoney has no word for it."""
        iri = self.home.get(iri, iri)
        row = self.known.get(iri)
        if row is None or not (row.entity_class == "Place" or _schema(row)):
            return None
        return _id(iri)

    # ------------------------------------------------------------------ what happens

    def events(self) -> Iterator[Entity]:
        for iri, event in sorted(self.told.items()):
            claims = self.claims.get(iri, [])
            where = [self.known[who].label for role, who in event.slots if role == "place" and who in self.known]
            who = [self.party(who) for role, who in event.slots if role != "place"]
            first, last = _day(event.first), _day(event.last)
            yield _entity(
                "Event",
                iri,
                event.label,
                name=[event.label],
                startDate=[first],
                endDate=[last],
                date=[first if first == last else None],
                location=where,
                involved=sorted({x for x in who if x}),
                keywords=[event.event_type, event.status],
                proof=sorted({_id(claim.article) for claim in claims}),
            )

    def positions(self) -> Iterator[Entity]:
        for held in rows.positions(self.query):
            member, office = self.known.get(held.member), self.known.get(held.organization)
            if member is None or office is None or member.entity_class != "Person" or not _is_organization(office):
                continue
            schema, one, other = "Employment", "employee", "employer"
            if _DIRECTS.search(held.role.casefold()):
                schema, one, other = "Directorship", "director", "organization"
            elif _BELONGS.search(held.role.casefold()):
                schema, one, other = "Membership", "member", "organization"
            yield _entity(
                schema,
                f"{held.member} {held.organization} {held.role} {held.first} {held.last}",
                None,
                role=[held.role],
                startDate=[_day(held.first)],
                endDate=[_day(held.last)],
                proof=sorted({_id(span.rpartition("#")[0]) for span in held.sentences}),
                **{one: [_id(held.member)], other: [_id(held.organization)]},
            )

    def ties(self) -> Iterator[Entity]:
        proof: dict[tuple[str, str, str], set[str]] = {}
        for claim in rows.tie_claims(self.query):
            proof.setdefault((claim.subject, rows.local(claim.predicate), claim.object), set()).add(_id(claim.article))
        held = {(p.member, p.organization) for p in rows.positions(self.query)}
        for iri, row in sorted(self.known.items()):
            for predicate, other in row.ties:
                tie = rows.local(predicate)
                if not _is_organization(self.known[other]) or (iri, other) in held:
                    continue
                found: dict[str, list[str | None]] = {"proof": sorted(proof.get((iri, tie, other), ()))}  # type: ignore[dict-item]
                if tie == "worksFor" and row.entity_class == "Person":
                    found |= {"employee": [_id(iri)], "employer": [_id(other)]}
                    yield _entity("Employment", f"{iri} {tie} {other}", None, **found)
                elif tie == "memberOf" and self.party(iri):
                    found |= {"member": [_id(iri)], "organization": [_id(other)]}
                    yield _entity("Membership", f"{iri} {tie} {other}", None, **found)

    # ------------------------------------------------------------------ where it stands

    def mentions(self) -> Iterator[Entity]:
        """Each party of each article as a ``Mention``, each event and place of it as ``Documentation``."""
        for iri, row in sorted(self.known.items()):
            for article in sorted(self.named.get(iri, ())):
                if row.entity_class == "Place":
                    yield _documentation(article, iri, _id(iri, "address"))
                elif schema := _schema(row):
                    yield _entity(
                        "Mention",
                        f"{article} {iri}",
                        None,
                        document=[_id(article)],
                        resolved=[_id(iri)],
                        name=[row.label],
                        detectedSchema=[schema],
                    )
        for iri in sorted(self.told):
            for article in sorted({claim.article for claim in self.claims.get(iri, ())}):
                yield _documentation(article, iri, _id(iri))


def _documentation(article: str, iri: str, entity: str) -> Entity:
    return _entity(
        "Documentation", f"{article} {iri}", None, document=[_id(article)], entity=[entity], role=["reported in"]
    )


def _entity(schema: str, key: str, caption: str | None, /, **properties: Iterable[str | None]) -> Entity:
    """An entity with the properties that have values, each a list without repetitions."""
    found = {}
    for name, values in properties.items():
        cleaned = list(dict.fromkeys(text for value in values if value and (text := _NOT_TEXT.sub("", value).strip())))
        if cleaned:
            found[name] = cleaned
    identity = _id(key, schema.lower() if schema == "Address" or " " in key else None)
    told = {"caption": _NOT_TEXT.sub("", caption).strip()} if caption else {}
    return {"id": identity, **told, "schema": schema, "properties": found}


def _id(iri: str, kind: str | None = None) -> str:
    """An id as FollowTheMoney allows it: what ends the IRI where that is one already, else with a hash of it."""
    sort, _, name = iri.rpartition("/")
    sort = kind or sort.rpartition("/")[2]
    if " " not in iri and _ID.fullmatch(name) and _ID.fullmatch(sort):
        return f"{sort}-{name}"
    digest = hashlib.sha1(iri.encode(), usedforsecurity=False).hexdigest()[:16]
    return f"{kind or sort}-{digest}" if _ID.fullmatch(kind or sort) else digest


def _schema(row: rows.EntityRow) -> str | None:
    """The schema of who acts: of an organisation, as far as its name tells."""
    if row.entity_class == "Person":
        return "Person"
    if row.entity_class == "Group":
        return "LegalEntity"
    if row.entity_class != "Organization":
        return None
    heads = organisation_heads()
    for name in (row.label, *row.names):
        words = re.findall(r"[\w&]+", name.casefold())
        for word in (*reversed(words[1:]), *words[:1]):
            kind = heads.get(word)
            if kind in _PUBLIC:
                return "PublicBody"
            if kind in _COMPANY:
                return "Company"
            if kind:
                return "Organization"
    return "Organization"


def _is_organization(row: rows.EntityRow) -> bool:
    return _schema(row) in ("Organization", "Company", "PublicBody")


def _pieces(text: str) -> list[str | None]:
    """A text in pieces as long as FollowTheMoney's values may be, cut at ends of paragraphs or words."""
    found: list[str | None] = []
    while len(text) > LONGEST:
        cut = max(text.rfind("\n", 1, LONGEST), text.rfind(" ", LONGEST - 2_000, LONGEST))
        cut = cut if cut > 0 else LONGEST
        found.append(text[:cut])
        text = text[cut:]
    return [*found, text]


def _day(value: str | None) -> str | None:
    return value if value and _DATE.fullmatch(value) else None


def _address(url: str | None) -> str | None:
    return url if url and _ADDRESS.fullmatch(url) else None


@cache
def _language(tag: str | None) -> str | None:
    """ISO 639-3 of a BCP 47 tag."""
    from rigour.langs import iso_639_alpha3

    return iso_639_alpha3(tag.partition("-")[0]) if tag else None
