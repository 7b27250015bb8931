"""What is known of one entity, as plain values: the screen, the page, the dossier and a notebook's cell write it out."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.views.asked.wording import plural
from kg.views.records.cited import Cited, Source


@dataclass(frozen=True, slots=True)
class Related:
    """Another entity.

    Attributes:
        iri, label, entity_class: of it.
        how: the property ("worksFor"), or what is told of it.
        events: how many events they share.
        cited: sentences that tell the tie; none where it comes from the gazetteer.
    """

    iri: str
    label: str
    entity_class: str
    how: str = ""
    events: int = 0
    cited: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True)
class Position:
    """A position held, in words, with the sentences that tell it; ``past`` where it is no longer held."""

    text: str
    cited: tuple[Cited, ...]
    past: bool = False


@dataclass(frozen=True, slots=True)
class ShownEvent:
    """An event of the entity, with its sentences; ``weight`` is how much it matters, 0 to 1."""

    iri: str
    label: str
    event_type: str
    status: str
    first: str | None
    last: str | None
    articles: int
    origins: int
    cited: tuple[Cited, ...]
    roles: tuple[str, ...] = ()
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that sources tell differently of one event.

    Attributes:
        event, label: the event.
        what: the slot: who, whom, where, when, how many, status.
        values: what is told, in words, each with its sentences.
        kind: contradiction, changed later, plan and outcome, within tolerance, coarser and finer.
    """

    event: str
    label: str
    what: str
    values: tuple[tuple[str, tuple[Cited, ...]], ...]
    kind: str = "contradiction"


@dataclass(slots=True, repr=False)
class Shown:
    """What is known of one entity; in Jupyter it shows itself.

    Attributes:
        iri, label, entity_class: of it.
        own_class: the class of the user's own that it belongs to, by local name; "" where there is none.
        mentions, articles, origins: how often it is named, in how many articles, of how many independent origins.
        links: to authorities.
        position: longitude and latitude of a place.
        names: name → IRIs of the articles that use it.
        positions: held.
        ties: to other entities; ``how`` is the property, with "of" behind it where the other is the subject.
        events: in order of time.
        said: what it said.
        said_of_it: what others said that names it.
        places: where its events took place, the most frequent first.
        companions: who takes part in its events, likewise.
        differences: what sources tell differently of its events.
        sources: the articles, in order of date.
    """

    iri: str
    label: str
    entity_class: str
    mentions: int
    articles: int
    origins: int
    links: list[str] = field(default_factory=list)
    position: tuple[float, float] | None = None
    names: dict[str, list[str]] = field(default_factory=dict)
    positions: list[Position] = field(default_factory=list)
    ties: list[Related] = field(default_factory=list)
    events: list[ShownEvent] = field(default_factory=list)
    said: list[Cited] = field(default_factory=list)
    said_of_it: list[Cited] = field(default_factory=list)
    places: list[Related] = field(default_factory=list)
    companions: list[Related] = field(default_factory=list)
    own_class: str = ""
    differences: list[Difference] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)

    def __repr__(self) -> str:
        told = f"{plural(self.mentions, 'mention')} in {plural(self.articles, 'article')} of {plural(self.origins, 'origin')}"
        return f"<{self.entity_class}: {self.label}, {told}, {plural(len(self.events), 'happening')}>"

    def _repr_html_(self) -> str:
        from kg.views.records.record import fragment

        return fragment("entity", self)
