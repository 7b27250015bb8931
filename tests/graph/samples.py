"""A small article and its reading, by hand; and a small story."""

import functools
from typing import Any

import pyoxigraph as ox

from kg.articles.article import Article, Span
from kg.graph import vocabulary as v
from kg.graph.vocabulary import Iris
from kg.graph.writing.claims import claim_iris
from kg.graph.writing.evidence import evidence_quads, shared_quads
from kg.graph.writing.ntriples import date, integer, literal
from kg.graph.writing.ontology import ontology_quads
from kg.reading.reading import (
    Argument,
    Chain,
    EventClaim,
    Mention,
    Quotation,
    Reading,
    RelationClaim,
    TimeExpression,
)

IRIS = Iris()
TEXT = 'Mara Lund, envoy of Brisk Oil, met Ode Fell in Oslo on 3 May. "We may sell 45 tonnes in June," Lund told the Herald.'


def at(words: str, start: int = 0) -> Span:
    begin = TEXT.index(words, start)
    return begin, begin + len(words)


SECOND = TEXT.index('"')


def article(**changed: Any) -> Article:
    given: dict[str, Any] = {
        "headline": "A meeting",
        "published": "2025-06-01",
        "publisher": "The North",
        "author": "A. Writer",
        "url": "urn:test:one",
    }
    return Article(TEXT, **{**given, **changed})


def reading() -> Reading:
    first, second = (0, SECOND - 1), (SECOND, len(TEXT))
    mentions = tuple(
        Mention(span, span, kind, entity_class, chain)
        for span, kind, entity_class, chain in [
            (at("Mara Lund"), "Named", "Person", 0),
            (at("envoy of Brisk Oil"), "Nominal", "Person", 0),
            (at("Brisk Oil"), "Named", "Organization", 1),
            (at("Ode Fell"), "Named", "Person", 2),
            (at("Oslo"), "Named", "Place", 3),
            (at("Lund", SECOND), "Named", "Person", 0),
            (at("the Herald"), "Named", "Organization", 4),
        ]
    )
    chains = (
        Chain("Person", ("Mara Lund", "Lund")),
        Chain("Organization", ("Brisk Oil",)),
        Chain("Person", ("Ode Fell",)),
        Chain("Place", ("Oslo",)),
        Chain("Organization", ("Herald",)),
    )
    times = (
        TimeExpression(
            at("3 May"), "date", "2025-05-03", None, "2025-05-03", "2025-05-03", "RelativeToPublication", "unitDay"
        ),
        TimeExpression(
            at("June"), "date", "2025-06", None, "2025-06-01", "2025-06-30", "RelativeToPublication", "unitMonth"
        ),
    )
    quotations = (
        Quotation(
            (at("We may sell 45 tonnes in June,"),),
            second,
            "Direct",
            at("Lund", SECOND),
            5,
            at("the Herald"),
            6,
            at("told"),
        ),
    )
    events = (
        EventClaim(
            at("met"),
            "meet",
            "Meet",
            first,
            (
                Argument("participant", at("Mara Lund"), 0),
                Argument("participant", at("Ode Fell"), 3),
                Argument("place", at("Oslo"), 4),
                Argument("time", at("3 May"), None, 0),
            ),
            event=0,
            weight=0.8,
        ),
        EventClaim(
            at("sell"),
            "sell",
            "Sell",
            second,
            (Argument("quantity", at("45 tonnes"), amount=45.0, unit="tonne"), Argument("time", at("June"), None, 1)),
            certainty="Possible",
            tense="Future",
            status="Possible",
            quotation=0,
            event=1,
            weight=0.7,
        ),
        EventClaim(
            at("told"),
            "tell",
            "Statement",
            second,
            (Argument("agent", at("Lund", SECOND), 5), Argument("recipient", at("the Herald"), 6)),
            speech=0,
            event=2,
        ),
    )
    relations = (RelationClaim(0, "schema:jobTitle", at("envoy"), first, object_literal="envoy", organization=2),)
    return Reading((first, second), mentions, chains, times, quotations, events, relations)


@functools.cache
def lines() -> tuple[str, ...]:
    """A whole graph of two articles that tell the same, with the ontology."""
    found: list[str] = list(ontology_quads())
    story = f" <{v.STORY}> ."
    people = {0: "mara", 1: "brisk", 2: "ode", 3: "oslo", 4: "herald"}
    labels = {"mara": "Mara Lund", "brisk": "Brisk Oil", "ode": "Ode Fell", "oslo": "Oslo", "herald": "Herald"}
    classes = {"mara": v.PERSON, "brisk": v.ORGANIZATION, "ode": v.PERSON, "oslo": v.PLACE, "herald": v.ORGANIZATION}

    def say(subject: str, predicate: str, term: str) -> None:
        found.append(f"<{subject}> <{predicate}> {term}{story}")

    def name(local: str) -> str:
        return f"<{IRIS.entity(local)}>"

    events = {
        0: ("meeting", "Meet", "Occurred", "2025-05-03", "2025-05-03"),
        1: ("sale", "Sell", "Possible", "2025-06-01", "2025-06-30"),
    }
    for number, (url, publisher) in enumerate((("urn:test:one", "The North"), ("urn:test:two", "The South"))):
        one, read = article(url=url, publisher=publisher, published=f"2025-06-0{number + 1}"), reading()
        found += evidence_quads(one, read, IRIS, run="r1")
        for mention in read.mentions:
            say(IRIS.span(one.key, mention.span), v.DENOTES, name(people[mention.chain]))
        claims = claim_iris(IRIS, one.key, read).events
        for claim, (label, *_) in zip(claims, events.values(), strict=False):
            say(claim, v.ABOUT, f"<{IRIS.event(label)}>")
        say(claims[0], v.PARTICIPANT, name("mara"))
        say(claims[0], v.PARTICIPANT, name("ode"))
        say(claims[0], v.HAS_PLACE, name("oslo"))
        for claim in claims[1:]:
            say(claim, v.SAID_BY, name("mara"))
            say(claim, v.SAID_TO, name("herald"))
        if number:
            say(IRIS.article(one.key), v.WAS_DERIVED_FROM, f"<{IRIS.article(article().key)}>")
    for label, kind, status, first, last in events.values():
        node = IRIS.event(label)
        say(node, v.A, f"<{v.EVENT}>")
        say(node, v.LABEL, literal(label))
        say(node, v.EVENT_TYPE, f"<{v.TYPE}{kind}>")
        say(node, v.STATUS, f"<{v.KG}{status}>")
        say(node, v.BEGIN, date(first))
        say(node, v.END, date(last))
        say(node, v.ARTICLE_COUNT, integer(2))
        say(node, v.ORIGIN_COUNT, integer(1))
    for local in ("mara", "ode"):
        say(IRIS.event("meeting"), v.HAS_ACTOR, name(local))
        say(IRIS.event("meeting"), v.PARTICIPANT, name(local))
    say(IRIS.event("meeting"), v.HAS_PLACE, name("oslo"))
    for local, label in labels.items():
        node = IRIS.entity(local)
        say(node, v.A, f"<{classes[local]}>")
        say(node, v.PREF_LABEL, literal(label))
        say(node, v.LABEL, literal(label))
        for count in (v.MENTION_COUNT, v.ARTICLE_COUNT):
            say(node, count, integer(2))
        say(node, v.ORIGIN_COUNT, integer(1))
    say(IRIS.entity("mara"), v.ALT_LABEL, literal("Lund"))
    held = IRIS.derived("membership", "mara", "envoy", "brisk")
    say(held, v.A, f"<{v.MEMBERSHIP}>")
    say(held, v.ORG_MEMBER, name("mara"))
    say(held, v.ORG_ORGANIZATION, name("brisk"))
    say(held, v.ORG_ROLE, literal("envoy"))
    say(held, v.EVIDENCE, f"<{IRIS.span(article().key, reading().sentences[0])}>")
    found += shared_quads(IRIS, publishers=["The North", "The South"], runs=[("r1", "kg 1", "model 1")])
    return tuple(found)


@functools.cache
def store() -> ox.Store:
    made = ox.Store()
    made.load("\n".join(lines()).encode(), format=ox.RdfFormat.N_QUADS)
    return made
