"""What was read in one article: plain frozen values with character offsets, nothing of spaCy, nothing of RDF.

A Reading holds all that the evidence graph, identity across articles and queries need; with the article's text it is
the whole truth of a store. It is a pure function of text, headline, date, publisher, model and version.
Names of classes, kinds, roles and statuses are the local names of MODEL.md's terms ("Person", "Named", "agent", "Planned").
"""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from kg.articles.article import Span

ENTITY_CLASSES = ("Person", "Organization", "Place", "Group", "Thing")
MENTION_KINDS = ("Named", "Nominal", "Pronoun")
ROLES = ("agent", "recipient", "participant", "place", "time", "topic", "instrument", "quantity")
CERTAINTIES = ("Certain", "Probable", "Possible", "Underspecified")
POLARITIES = ("Positive", "Negative")
TENSES = ("Past", "Present", "Future", "Untensed")
STATUSES = ("Occurred", "Ongoing", "Planned", "Proposed", "Possible", "Denied", "NotOccurred", "Cancelled", "Unknown")
TIME_BASES = ("Explicit", "RelativeToPublication", "RelativeToText", "Unresolved", "FromContext")


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that names or points to an entity.

    Attributes:
        span: the mention: a name without leading "the" and trailing "'s"; of a nominal its noun phrase without relative clause.
        head: the head word(s) within it.
        kind: Named, Nominal or Pronoun.
        entity_class: as read here.
        chain: index into ``Reading.chains``.
        doubtful: whether it is a pronoun whose antecedent is not sure: it fills no slot of the story.
    """

    span: Span
    head: Span
    kind: str
    entity_class: str
    chain: int
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Chain:
    """The mentions of one article that denote one entity, and what the article tells of it, for identity across articles.

    Attributes:
        entity_class: voted within the article.
        names: distinct names as written (cleaned of title, leading "the", possessive), best first: fullest, then most frequent.
            Empty for chains of nominals and pronouns alone.
        gender: "m", "f" or None.
        plural: whether it is a set of several.
        titles: lower-cased titles, positions and descriptions found with it ("president", "special envoy").
        organizations, countries: names / country codes (ISO 3166 alpha-2) of what it is tied to in the text.
        place: gazetteer id where the name was linked within the article: "Q159" for a country or region (Wikidata), else
            "geonames:524901".
        country_code: ISO alpha-2 of the linked place, or of the country a nationality group belongs to.
        head_lemma: for chains without a name, the lemma of the head noun of the first nominal.
        members: of a set ("the two presidents"), the chains that it is made of, where the article leaves no doubt.
        within: gazetteer id of the place that its name says it is in ("Kentucky State Police", "South Philadelphia").
    """

    entity_class: str
    names: tuple[str, ...] = ()
    gender: str | None = None
    plural: bool = False
    titles: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    place: str | None = None
    country_code: str | None = None
    head_lemma: str | None = None
    within: str | None = None
    members: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression with its TIMEX3 value and its interval.

    Attributes:
        span: as TIMEX3 would mark it.
        type: date, time, duration or set.
        value: TIMEX3 value; None when unresolved.
        modifier: TIMEX3 mod (START, MID, END, APPROX, BEFORE, AFTER, …) or None.
        first, last: ISO dates of the interval's first and last day, inclusive; None when unresolved.
        basis: one of ``TIME_BASES``.
        granularity: local name of the OWL-Time unit that the words name ("unitDay", "unitMonth", …) or None.
    """

    span: Span
    type: str
    value: str | None = None
    modifier: str | None = None
    first: str | None = None
    last: str | None = None
    basis: str = "Unresolved"
    granularity: str | None = None


@dataclass(frozen=True, slots=True)
class Argument:
    """What fills a role of an event.

    Attributes:
        role: one of ``ROLES``.
        span: of this filler alone (each conjunct of a coordination is an argument of its own).
        mention: index into ``Reading.mentions`` of the entity mention that heads the filler, or None.
        time: index into ``Reading.times`` (role time), or None.
        country: ISO alpha-2 of the country that acts where a capital or nationality stands for it ("Moscow agreed"), or None.
        topic: normal form of a topic (lower-cased, without determiner), role topic only.
        amount, unit: of a quantity, where they parse.
        context: whether no word beside the event gives it, but the article elsewhere (day, place, who takes part).
        doubtful: whether it is only words of this claim, and hardly takes part in the event.
    """

    role: str
    span: Span
    mention: int | None = None
    time: int | None = None
    country: str | None = None
    topic: str | None = None
    amount: float | None = None
    unit: str | None = None
    context: bool = False
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class EventClaim:
    """An event as told in one place.

    Attributes:
        trigger: the word(s) that tell it.
        lemma: normal form of the trigger ("meet", "talk" for "held talks").
        event_type: local name of a concept of ontology/event-types.ttl.
        evidence: the sentence or clause.
        arguments: fillers of roles.
        certainty, polarity, tense, status: see MODEL.md, by the one who says it.
        quotation: index into ``Reading.quotations`` in whose content it stands (the innermost), or None for the article's own
            voice.
        speech: index into ``Reading.quotations`` where this claim is that quotation's own Statement, or None.
        event: in-article event number: claims of one number are one event.
        weight: how much that event matters in the article, 0 to 1.
        title: what this telling would call it, "" where it cannot; ``title_score``: how good that is.
    """

    trigger: Span
    lemma: str
    event_type: str
    evidence: Span
    arguments: tuple[Argument, ...] = ()
    certainty: str = "Certain"
    polarity: str = "Positive"
    tense: str = "Past"
    status: str = "Occurred"
    quotation: int | None = None
    speech: int | None = None
    event: int = 0
    weight: float = 0.0
    title: str = ""
    title_score: float = 0.0


@dataclass(frozen=True, slots=True)
class Quotation:
    """Something said, written or thought by somebody.

    Attributes:
        speaker, addressee: spans, or None; ``*_mention``: index into ``Reading.mentions`` or None.
        cue: the word(s) that say that it is said ("told", "according to"), or None.
        content: spans of what is said, in order (several when broken up).
        quotation: Direct, Indirect or Mixed; Attitude where nothing was said.
        evidence: the sentence(s).
        kind: speech (said or written), belief (thought, felt), intent (wanted, planned) or
            evidence (a document, poll or study shows it).
    """

    content: tuple[Span, ...]
    evidence: Span
    quotation: str
    speaker: Span | None = None
    speaker_mention: int | None = None
    addressee: Span | None = None
    addressee_mention: int | None = None
    cue: Span | None = None
    kind: str = "speech"


@dataclass(frozen=True, slots=True)
class RelationClaim:
    """A lasting tie as told in one place: a position held, membership, ownership, containment, kinship.

    Attributes:
        subject: index into ``Reading.mentions``.
        predicate: prefixed name ("schema:jobTitle", "schema:memberOf", "schema:containedInPlace", …).
        object_mention: index into ``Reading.mentions``, or None where the object is a literal.
        object_span: span of the object's words.
        object_literal: the literal (a job title in lower case, without article), or None.
        organization: of a position, index into ``Reading.mentions``, or None.
        since, until: indices into ``Reading.times``, or None.
        former: whether the text says that it no longer holds ("former", "ex-").
        evidence: the sentence or clause.
        quotation: as in ``EventClaim``.
    """

    subject: int
    predicate: str
    object_span: Span
    evidence: Span
    object_mention: int | None = None
    object_literal: str | None = None
    organization: int | None = None
    since: int | None = None
    until: int | None = None
    former: bool = False
    quotation: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read in one article, in order of the text."""

    sentences: tuple[Span, ...] = ()
    mentions: tuple[Mention, ...] = ()
    chains: tuple[Chain, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    events: tuple[EventClaim, ...] = ()
    relations: tuple[RelationClaim, ...] = ()


_decoder = msgspec.msgpack.Decoder(Reading)
_encoder = msgspec.msgpack.Encoder()


def to_bytes(reading: Reading) -> bytes:
    """The compact form that a store keeps."""
    return _encoder.encode(reading)


def from_bytes(data: bytes) -> Reading:
    """The reading that :func:`to_bytes` wrote."""
    return _decoder.decode(data)
