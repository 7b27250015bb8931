"""What resolution derives from many readings: entities and events, as plain frozen values. No RDF here."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec


@dataclass(frozen=True, slots=True)
class SpanAt:
    """A stretch of text of one article."""

    article: str  # key of the article
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Position:
    """A position held, as one or more articles tell it.

    Attributes:
        role: the title, in lower case.
        organization: id of the entity where it is held, or None.
        first, last: ISO dates, as far as the texts say.
        former: whether every telling calls it past.
        evidence: where it stands.
    """

    role: str
    organization: str | None
    first: str | None
    last: str | None
    former: bool
    evidence: tuple[SpanAt, ...]


@dataclass(frozen=True, slots=True)
class Entity:
    """Something that articles name.

    Attributes:
        id: local part of its IRI; of a gazetteer entry as ``kg.story.entities.places`` makes it.
        entity_class: Person, Organization, Place, Group or Thing.
        label, other_labels: preferred name and all other names.
        mentions, articles, origins: counts.
        named: whether any mention of it is a name.
        positions: positions held.
        relations: (prefixed predicate, entity id) of ties that were read and still hold.
        links: IRIs of what it is elsewhere, beyond those of the gazetteer.
        point: latitude and longitude, of a place that an authority knows.
    """

    id: str
    entity_class: str
    label: str
    other_labels: tuple[str, ...] = ()
    mentions: int = 0
    articles: int = 0
    origins: int = 0
    named: bool = True
    positions: tuple[Position, ...] = ()
    relations: tuple[tuple[str, str], ...] = ()
    links: tuple[str, ...] = ()
    point: tuple[float, float] | None = None


class EventTime(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One distinct time value that claims give an event; its basis is FromContext where no words beside the event give it."""

    label: str
    value: str | None
    first: str | None
    last: str | None
    basis: str
    granularity: str | None


class Filler(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What fills a role of an event: an entity, a topic, another event or words."""

    role: str  # agent recipient participant place time topic instrument quantity
    entity: str | None = None
    topic: str | None = None
    words: str | None = None


class Telling(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One claim about an event, resolved; the story's tables keep them by event."""

    article: str
    claim: int  # index into the reading's events
    published: str | None
    origin: str
    event_type: str
    lemma: str
    words: str  # the trigger as written
    status: str
    certainty: str
    tense: str
    own_voice: bool
    times: tuple[EventTime, ...]
    fillers: tuple[Filler, ...]
    corrections: tuple[tuple[int, str, str], ...] = ()  # what people corrected of its event: number, kind, value
    weight: float = 0.0  # how much its event matters in the article
    title: str = ""  # what it would call the event
    title_score: float = 0.0  # how good that is
    context: tuple[Filler, ...] = ()  # places that the article gives elsewhere


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens, as one or many claims tell it."""

    id: str
    label: str
    event_type: str
    status: str
    times: tuple[EventTime, ...] = ()
    first: str | None = None
    last: str | None = None
    fillers: tuple[Filler, ...] = ()
    articles: int = 1
    origins: int = 1
    weight: float = 0.0
    clarity: float = 0.0  # how likely a person understands the label alone and finds it true
