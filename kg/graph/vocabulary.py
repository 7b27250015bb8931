"""Names of the graph: prefixes, every term we write, and how IRIs of data are made.

Terms are plain strings; ``tests/graph/test_vocabulary.py`` holds them against ``ontology/``.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from kg.articles.article import Span

# ---------------------------------------------------------------- prefixes

KG: Final = "https://kg.example/ns#"
TYPE: Final = "https://kg.example/event-type/"
SEM: Final = "http://semanticweb.cs.vu.nl/2009/11/sem/"
GAF: Final = "http://groundedannotationframework.org/gaf#"
NIF: Final = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
SCHEMA: Final = "https://schema.org/"
PROV: Final = "http://www.w3.org/ns/prov#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
TIME: Final = "http://www.w3.org/2006/time#"
ORG: Final = "http://www.w3.org/ns/org#"
GEO: Final = "http://www.opengis.net/ont/geosparql#"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"

PREFIXES: Final[dict[str, str]] = {
    "kg": KG,
    "type": TYPE,
    "sem": SEM,
    "gaf": GAF,
    "nif": NIF,
    "schema": SCHEMA,
    "prov": PROV,
    "skos": SKOS,
    "time": TIME,
    "org": ORG,
    "geo": GEO,
    "rdf": RDF,
    "rdfs": RDFS,
    "xsd": XSD,
}
"""Known beforehand in every query; ``rdf`` beside those of the model."""

DEFAULT_BASE: Final = "https://kg.example/id/"

# ---------------------------------------------------------------- graphs

STORY: Final = KG + "story"
JUDGEMENTS: Final = KG + "judgements"
ONTOLOGY: Final = KG + "ontology"

# ---------------------------------------------------------------- classes

A: Final = RDF + "type"
NEWS_ARTICLE: Final = SCHEMA + "NewsArticle"
CONTEXT: Final = NIF + "Context"
NIF_PHRASE: Final = NIF + "Phrase"
CLAIM: Final = KG + "Claim"
PERSON: Final = SCHEMA + "Person"
ORGANIZATION: Final = SCHEMA + "Organization"
PLACE: Final = SCHEMA + "Place"
GROUP: Final = KG + "Group"
THING: Final = KG + "Thing"
EVENT: Final = SEM + "Event"
SEM_TIME: Final = SEM + "Time"
CONCEPT: Final = SKOS + "Concept"
MEMBERSHIP: Final = ORG + "Membership"
ACTIVITY: Final = PROV + "Activity"
JUDGEMENT: Final = KG + "Judgement"
CORRECTION: Final = KG + "Correction"
ORIGIN: Final = KG + "Origin"

ENTITY_CLASS_IRIS: Final[dict[str, str]] = {
    "Person": PERSON,
    "Organization": ORGANIZATION,
    "Place": PLACE,
    "Group": GROUP,
    "Thing": THING,
}
"""IRI of each class of entity, by the name that a ``Reading`` gives it."""

# ---------------------------------------------------------------- articles

HEADLINE: Final = SCHEMA + "headline"
DATE_PUBLISHED: Final = SCHEMA + "datePublished"
PUBLISHER: Final = SCHEMA + "publisher"
AUTHOR: Final = SCHEMA + "author"
URL: Final = SCHEMA + "url"
IN_LANGUAGE: Final = SCHEMA + "inLanguage"
IS_STRING: Final = NIF + "isString"
SHA256: Final = KG + "sha256"
WAS_GENERATED_BY: Final = PROV + "wasGeneratedBy"
WAS_DERIVED_FROM: Final = PROV + "wasDerivedFrom"
HAD_PRIMARY_SOURCE: Final = PROV + "hadPrimarySource"
NAME: Final = SCHEMA + "name"
SOFTWARE: Final = KG + "software"
MODEL: Final = KG + "model"

# ---------------------------------------------------------------- spans

ANCHOR_OF: Final = NIF + "anchorOf"
BEGIN_INDEX: Final = NIF + "beginIndex"
END_INDEX: Final = NIF + "endIndex"
REFERENCE_CONTEXT: Final = NIF + "referenceContext"
MENTION_KIND: Final = KG + "mentionKind"
ENTITY_CLASS: Final = KG + "entityClass"
OWN_CLASS: Final = KG + "ownClass"
TIME_VALUE: Final = KG + "timeValue"
TIME_MODIFIER: Final = KG + "timeModifier"
TIME_BASIS: Final = KG + "timeBasis"
PLACE_BASIS: Final = KG + "placeBasis"
CONTEXT_SPAN: Final = KG + "contextSpan"
BEGIN: Final = SEM + "hasBeginTimeStamp"
END: Final = SEM + "hasEndTimeStamp"
MENTION_KINDS: Final = ("Named", "Nominal", "Pronoun", "Trigger", "Time", "Cue", "Quote", "Sentence", "Phrase")

# ---------------------------------------------------------------- claims

REPORTED_IN: Final = KG + "reportedIn"
EVIDENCE: Final = KG + "evidence"
TRIGGER: Final = KG + "trigger"
EVENT_TYPE: Final = SEM + "eventType"
AGENT_SPAN: Final = KG + "agentSpan"
RECIPIENT_SPAN: Final = KG + "recipientSpan"
PARTICIPANT_SPAN: Final = KG + "participantSpan"
PLACE_SPAN: Final = KG + "placeSpan"
TIME_SPAN: Final = KG + "timeSpan"
TOPIC_SPAN: Final = KG + "topicSpan"
INSTRUMENT_SPAN: Final = KG + "instrumentSpan"
QUANTITY_SPAN: Final = KG + "quantitySpan"
ORGANIZATION_SPAN: Final = KG + "organizationSpan"
SINCE_SPAN: Final = KG + "sinceSpan"
UNTIL_SPAN: Final = KG + "untilSpan"
AMOUNT: Final = KG + "amount"
UNIT: Final = KG + "unit"
SUBJECT: Final = KG + "subject"
PREDICATE: Final = KG + "predicate"
OBJECT: Final = KG + "object"
SPEAKER: Final = KG + "speaker"
ADDRESSEE: Final = KG + "addressee"
CUE: Final = KG + "cue"
CONTENT: Final = KG + "content"
QUOTATION: Final = KG + "quotation"
WITHIN: Final = KG + "within"
CERTAINTY: Final = KG + "certainty"
POLARITY: Final = KG + "polarity"
TENSE: Final = KG + "tense"
STATUS: Final = KG + "status"

ROLE_SPANS: Final[dict[str, str]] = {
    "agent": AGENT_SPAN,
    "recipient": RECIPIENT_SPAN,
    "participant": PARTICIPANT_SPAN,
    "place": PLACE_SPAN,
    "time": TIME_SPAN,
    "topic": TOPIC_SPAN,
    "instrument": INSTRUMENT_SPAN,
    "quantity": QUANTITY_SPAN,
}
"""Of each role, the property that points at its words (evidence graph)."""

# ---------------------------------------------------------------- story

DENOTES: Final = GAF + "denotes"
ABOUT: Final = KG + "about"
SAID_BY: Final = KG + "saidBy"
SAID_TO: Final = KG + "saidTo"
HAS_ACTOR: Final = SEM + "hasActor"
AGENT: Final = KG + "agent"
RECIPIENT: Final = KG + "recipient"
PARTICIPANT: Final = KG + "participant"
HAS_PLACE: Final = SEM + "hasPlace"
HAS_TIME: Final = SEM + "hasTime"
TOPIC: Final = KG + "topic"
INSTRUMENT: Final = KG + "instrument"
QUANTITY: Final = KG + "quantity"
GRANULARITY: Final = KG + "granularity"
MENTION_COUNT: Final = KG + "mentionCount"
ARTICLE_COUNT: Final = KG + "articleCount"
ORIGIN_COUNT: Final = KG + "originCount"
WEIGHT: Final = KG + "weight"
CLARITY: Final = KG + "clarity"
LABEL: Final = RDFS + "label"
PREF_LABEL: Final = SKOS + "prefLabel"
ALT_LABEL: Final = SKOS + "altLabel"
SAME_AS: Final = SCHEMA + "sameAs"
JOB_TITLE: Final = SCHEMA + "jobTitle"
WORKS_FOR: Final = SCHEMA + "worksFor"
MEMBER_OF: Final = SCHEMA + "memberOf"
CONTAINED_IN_PLACE: Final = SCHEMA + "containedInPlace"
HAS_GEOMETRY: Final = GEO + "hasGeometry"
AS_WKT: Final = GEO + "asWKT"
WKT_LITERAL: Final = GEO + "wktLiteral"
ORG_MEMBER: Final = ORG + "member"
ORG_ORGANIZATION: Final = ORG + "organization"
ORG_ROLE: Final = ORG + "role"

ROLES: Final[dict[str, str]] = {
    "agent": AGENT,
    "recipient": RECIPIENT,
    "participant": PARTICIPANT,
    "place": HAS_PLACE,
    "time": HAS_TIME,
    "topic": TOPIC,
    "instrument": INSTRUMENT,
    "quantity": QUANTITY,
}
"""Of each role, the property that points at what fills it (story graph; claims and events alike)."""

ACTOR_ROLES: Final = ("agent", "recipient", "participant")
"""The roles that make ``sem:hasActor``."""

# ---------------------------------------------------------------- judgements

LEFT: Final = KG + "left"
RIGHT: Final = KG + "right"
LEFT_NAME: Final = KG + "leftName"
RIGHT_NAME: Final = KG + "rightName"
VERDICT: Final = KG + "verdict"
REASON: Final = KG + "reason"
RETRACTED_AT: Final = KG + "retractedAt"
TARGET: Final = KG + "target"
PROPERTY: Final = KG + "property"
VALUE: Final = KG + "value"
REJECTED: Final = KG + "rejected"
WAS_ATTRIBUTED_TO: Final = PROV + "wasAttributedTo"
GENERATED_AT: Final = PROV + "generatedAtTime"

# ---------------------------------------------------------------- datatypes

DATE: Final = XSD + "date"
DATE_TIME: Final = XSD + "dateTime"
INTEGER: Final = XSD + "integer"
DECIMAL: Final = XSD + "decimal"
BOOLEAN: Final = XSD + "boolean"


def expand(name: str) -> str:
    """The IRI of a prefixed name ("schema:jobTitle").

    Raises:
        KeyError: on an unknown prefix.
    """
    prefix, _, rest = name.partition(":")
    return PREFIXES[prefix] + rest


def shorten(iri: str) -> str:
    """The prefixed name of an IRI where one of our prefixes fits, else the IRI itself."""
    for prefix, start in PREFIXES.items():
        if iri.startswith(start) and len(iri) > len(start) and "/" not in iri[len(start) :]:
            return f"{prefix}:{iri[len(start) :]}"
    return iri


# ---------------------------------------------------------------- IRIs of data

_NOT_WORD = re.compile(r"[\W_]+")
_UNSAFE = re.compile(r"[^A-Za-z0-9\-._~!$'()*+,;=:@/]")
SLUG_LENGTH = 60
"""Longest slug written out; longer ones are cut and keep a hash, so that different words stay different."""


def digest(*parts: str, length: int = 16) -> str:
    """A short hash of strings, the same everywhere and always."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:length]


def slug(words: str) -> str:
    """Words as a readable piece of an IRI: small letters and digits of any script, joined by hyphens.

    Punctuation is lost; use it where words that differ only in that may share an IRI, or add :func:`digest`.
    """
    found = _NOT_WORD.sub("-", unicodedata.normalize("NFC", words.casefold())).strip("-")
    if not found:
        return digest(words)
    if len(found) > SLUG_LENGTH:
        return f"{found[:SLUG_LENGTH].rstrip('-')}-{digest(found, length=8)}"
    return found


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "replace"))


def escape_local(text: str) -> str:
    """Any text as a piece of an IRI, reversibly: what is not plainly allowed is percent-encoded."""
    return _UNSAFE.sub(_percent, text)


@dataclass(frozen=True, slots=True)
class Iris:
    """IRIs of data under one base.

    Attributes:
        base: ends in "/" or "#"; chosen when a store is made.
    """

    base: str = DEFAULT_BASE

    def article(self, key: str) -> str:
        return f"{self.base}article/{key}"

    def span(self, key: str, span: Span) -> str:
        """A stretch of an article's text (RFC 5147)."""
        return f"{self.base}article/{key}#char={span[0]},{span[1]}"

    def claim(self, key: str, local: str) -> str:
        """A claim; ``local`` as :mod:`kg.graph.writing.claims` makes it."""
        return f"{self.base}claim/{key}/{local}"

    def entity(self, local: str) -> str:
        return f"{self.base}entity/{escape_local(local)}"

    def local(self, iri: str) -> str:
        """The local part of an entity's or event's IRI: what :meth:`entity` and :meth:`event` made it of."""
        return unquote(iri.removeprefix(self.base).partition("/")[2])

    def event(self, local: str) -> str:
        return f"{self.base}event/{escape_local(local)}"

    def publisher(self, name: str) -> str:
        """One IRI for all spellings that differ in case and blanks alone."""
        plain = " ".join(unicodedata.normalize("NFKC", name).casefold().split())
        return f"{self.base}publisher/{slug(plain)}-{digest(plain, length=8)}"

    def run(self, key: str) -> str:
        return f"{self.base}run/{escape_local(key)}"

    def topic(self, words: str) -> str:
        return f"{self.base}topic/{slug(words)}"

    def derived(self, kind: str, *content: str) -> str:
        """An IRI made of the content it stands for; ``kind`` is "time", "membership", "geometry", "origin", …"""
        return f"{self.base}{kind}/{digest(*content)}"
