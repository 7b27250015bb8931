"""The story graph: entities, events and resolved slots of claims, as lines of N-Quads, cut into parts by owner."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from kg.graph import vocabulary as v
from kg.graph.vocabulary import Iris
from kg.graph.writing.claims import claim_iris
from kg.graph.writing.evidence import shared_quads
from kg.graph.writing.ntriples import date, decimal, integer, literal
from kg.knowledge.gazetteer import Place
from kg.knowledge.names import name_key
from kg.knowledge.own_types import NO_TYPES, OwnTypes
from kg.story.entities.places import containers, place_of
from kg.story.resolution import ArticleStory
from kg.story.story import Entity, Event, EventTime, Filler

_END = f" <{v.STORY}> ."
_WIKIDATA = "http://www.wikidata.org/entity/"
_GEONAMES = "https://sws.geonames.org/"
WEIGHED = 0.1
"""Weight from which the clarity of an event's title is told: what weighs less stands in no default list."""

Uses = dict[str, list[str]]


def _line(subject: str, predicate: str, term: str) -> str:
    return f"<{subject}> <{predicate}> {term}{_END}"


class Keeper(Protocol):
    """Keeps lines by who owns them; :class:`kg.graph.store.parts.Parts` does."""

    def put(self, owner: str, lines: Iterable[str], uses: Mapping[str, Iterable[str]] | None = None) -> None: ...
    def drop(self, owner: str) -> None: ...


class StoryWriter:
    """Takes what the resolver says is different and gives each owner its lines (a ``kg.story.resolution.Publisher``).

    Args:
        parts: where lines are kept.
        iris: IRIs of data.
        run: run key → software and model.
        types: the user's own.
    """

    def __init__(
        self, parts: Keeper, iris: Iris, run: dict[str, tuple[str, str]], types: OwnTypes = NO_TYPES
    ) -> None:
        self.parts, self.iris, self.run, self.types = parts, iris, run, types

    # ------------------------------------------------------------------ what is told

    def article(self, story: ArticleStory) -> None:
        lines: list[str] = []
        uses: Uses = {}
        stored, reading, iris = story.stored, story.stored.reading, self.iris
        key, article = stored.key, stored.article
        if article.publisher:
            uses[f"publisher {article.publisher}"] = shared_quads(iris, publishers=[article.publisher])
        uses[f"run {stored.run}"] = shared_quads(iris, runs=[(stored.run, *self.run[stored.run])])
        if story.origin:
            lines.append(_line(iris.article(key), v.WAS_DERIVED_FROM, f"<{iris.article(story.origin)}>"))
        if story.held and story.held != story.origin:
            lines.append(_line(iris.article(key), v.WAS_DERIVED_FROM, f"<{iris.article(story.held)}>"))
        if story.held or story.retold:
            source = iris.article(story.held) if story.held else iris.derived("origin", story.retold or "")
            lines.append(_line(iris.article(key), v.HAD_PRIMARY_SOURCE, f"<{source}>"))
        for named, medium in story.reports:
            report = iris.derived("origin", named)
            lines.append(_line(iris.article(key), v.WAS_DERIVED_FROM, f"<{report}>"))
            uses[f"origin {named}"] = [_line(report, v.A, f"<{v.ORIGIN}>")]
            if medium:
                uses[f"origin {named} {medium}"] = [_line(report, v.WAS_ATTRIBUTED_TO, f"<{iris.entity(medium)}>")]
        start = f"<{iris.article(key)}#char="
        denotes = f" <{v.DENOTES}> <"
        entity = {chain: iris.entity(local) for chain, local in story.entities.items()}
        for mention in reading.mentions:
            if mention.chain in entity:
                lines.append(f"{start}{mention.span[0]},{mention.span[1]}>{denotes}{entity[mention.chain]}>{_END}")
        event = {number: iris.event(local) for number, local in story.events.items()}
        names = claim_iris(iris, key, reading)
        chain_of = [m.chain for m in reading.mentions]
        by_quotation: dict[int, list[str]] = {}
        for number, quotation in enumerate(reading.quotations):
            for predicate, who in ((v.SAID_BY, quotation.speaker_mention), (v.SAID_TO, quotation.addressee_mention)):
                if who is not None and chain_of[who] in entity:
                    by_quotation.setdefault(number, []).append(f"<{predicate}> <{entity[chain_of[who]]}>")
        for claim, name, telling in zip(reading.events, names.events, story.tellings, strict=True):
            if claim.event not in event:
                continue
            about = event[claim.event]
            lines.append(_line(name, v.ABOUT, f"<{about}>"))
            lines.append(f"{start}{claim.trigger[0]},{claim.trigger[1]}>{denotes}{about}>{_END}")
            for predicate, term in self._fillers((*telling.fillers, *telling.context), uses):
                lines.append(_line(name, predicate, term))
            lines.extend(_line(name, v.HAS_TIME, f"<{self._time(t, uses)}>") for t in telling.times)
            quotation_at = claim.speech if claim.speech is not None else claim.quotation
            if quotation_at is not None:
                lines.extend(f"<{name}> {said}{_END}" for said in by_quotation.get(quotation_at, ()))
        told = {e.speech for e in reading.events}
        for number, name in enumerate(names.quotations):
            if number not in told:
                lines.extend(f"<{name}> {said}{_END}" for said in by_quotation.get(number, ()))
        for relation, name in zip(reading.relations, names.relations, strict=True):
            if relation.quotation is not None:
                lines.extend(f"<{name}> {said}{_END}" for said in by_quotation.get(relation.quotation, ()))
        for own in story.own_entities:
            lines.extend(self._entity_lines(own, uses))
        for own_event in story.own_events:
            lines.extend(self._event_lines(own_event, uses))
        self.parts.put(f"article {key}", lines, uses)

    def entity(self, entity: Entity) -> None:
        uses: Uses = {}
        lines = self._entity_lines(entity, uses)
        self.parts.put(f"entity {entity.id}", lines, uses)

    def event(self, event: Event) -> None:
        uses: Uses = {}
        lines = self._event_lines(event, uses)
        self.parts.put(f"event {event.id}", lines, uses)

    def drop_article(self, key: str) -> None:
        self.parts.drop(f"article {key}")

    def drop_entity(self, identity: str) -> None:
        self.parts.drop(f"entity {identity}")

    def drop_event(self, identity: str) -> None:
        self.parts.drop(f"event {identity}")

    # ------------------------------------------------------------------ lines

    def _entity_lines(self, entity: Entity, uses: Uses) -> list[str]:
        node = self.iris.entity(entity.id)
        lines = [
            _line(node, v.A, f"<{v.ENTITY_CLASS_IRIS[entity.entity_class]}>"),
            _line(node, v.PREF_LABEL, literal(entity.label)),
        ]
        if own := self._own_class(entity):
            lines.append(_line(node, v.OWN_CLASS, f"<{v.TYPE}{own}>"))
        if entity.named:  # lists of entities go by the counts, and "police" is none to list; one label is enough
            lines += [
                _line(node, v.LABEL, literal(entity.label)),
                _line(node, v.MENTION_COUNT, integer(entity.mentions)),
                _line(node, v.ARTICLE_COUNT, integer(entity.articles)),
                _line(node, v.ORIGIN_COUNT, integer(entity.origins)),
            ]
        lines += [_line(node, v.ALT_LABEL, literal(name)) for name in entity.other_labels]
        found = place_of(entity.id)
        lines += [_line(node, v.SAME_AS, f"<{link}>") for link in entity.links]
        if found:
            lines += self._place_lines(node, entity.id, found, uses)
        elif entity.point:
            lines.append(self._point_line(node, *entity.point, uses))
        for position in entity.positions:
            held = self.iris.derived("membership", entity.id, position.role, position.organization or "")
            lines += [
                _line(held, v.A, f"<{v.MEMBERSHIP}>"),
                _line(held, v.ORG_MEMBER, f"<{node}>"),
                _line(held, v.ORG_ROLE, literal(position.role)),
            ]
            if position.organization:
                where = self.iris.entity(position.organization)
                lines.append(_line(held, v.ORG_ORGANIZATION, f"<{where}>"))
                self._use_place(position.organization, uses)
            if position.first:
                lines.append(_line(held, v.BEGIN, date(position.first)))
            if position.last:
                lines.append(_line(held, v.END, date(position.last)))
            lines += [
                _line(held, v.EVIDENCE, f"<{self.iris.span(e.article, (e.begin, e.end))}>") for e in position.evidence
            ]
            if not position.former:
                lines.append(_line(node, v.JOB_TITLE, literal(position.role)))
                if position.organization:
                    lines.append(_line(node, v.WORKS_FOR, f"<{where}>"))
        for predicate, other in entity.relations:
            lines.append(_line(node, v.expand(predicate), f"<{self.iris.entity(other)}>"))
            self._use_place(other, uses)
        return lines

    def _own_class(self, entity: Entity) -> str | None:
        """The user's own class of an entity, by its label, else by its other names."""
        if not self.types.keys or not entity.named:
            return None
        names = (entity.label, *sorted(entity.other_labels))
        keys = ((entity.entity_class, name_key(name, entity.entity_class)) for name in names)
        return next((self.types.keys[key] for key in keys if key in self.types.keys), None)

    def _place_lines(self, node: str, identity: str, found: Place, uses: Uses) -> list[str]:
        """Links, coordinates and containment of a gazetteer entry; what contains it is shared."""
        lines = []
        if found.wikidata:
            lines.append(_line(node, v.SAME_AS, f"<{_WIKIDATA}{found.wikidata}>"))
        if found.geonames:
            lines.append(_line(node, v.SAME_AS, f"<{_GEONAMES}{found.geonames}/>"))
        if found.lat is not None and found.lon is not None:
            lines.append(self._point_line(node, found.lat, found.lon, uses))
        for outer in containers(identity):
            lines.append(_line(node, v.CONTAINED_IN_PLACE, f"<{self.iris.entity(outer)}>"))
            self._use_place(outer, uses)
        return lines

    def _point_line(self, node: str, lat: float, lon: float, uses: Uses) -> str:
        point = f"POINT({lon:.6g} {lat:.6g})"
        geometry = self.iris.derived("geometry", point)
        uses[f"geometry {point}"] = [_line(geometry, v.AS_WKT, f"{literal(point)}^^<{v.WKT_LITERAL}>")]
        return _line(node, v.HAS_GEOMETRY, f"<{geometry}>")

    def _use_place(self, identity: str, uses: Uses) -> None:
        """A place that is pointed at, whether or not an article names it."""
        owner, found = f"place {identity}", place_of(identity)
        if owner in uses or found is None:
            return
        node = self.iris.entity(identity)
        uses[owner] = lines = [
            _line(node, v.A, f"<{v.PLACE}>"),
            _line(node, v.PREF_LABEL, literal(found.name)),
            _line(node, v.LABEL, literal(found.name)),
        ]
        lines += self._place_lines(node, identity, found, uses)

    def _event_lines(self, event: Event, uses: Uses) -> list[str]:
        node = self.iris.event(event.id)
        lines = [
            _line(node, v.A, f"<{v.EVENT}>"),
            _line(node, v.LABEL, literal(event.label)),
            _line(node, v.EVENT_TYPE, f"<{v.TYPE}{event.event_type}>"),
            _line(node, v.STATUS, f"<{v.KG}{event.status}>"),
            _line(node, v.ARTICLE_COUNT, integer(event.articles)),
            _line(node, v.ORIGIN_COUNT, integer(event.origins)),
            _line(node, v.WEIGHT, decimal(event.weight) or ""),
        ]
        if event.weight >= WEIGHED:
            lines.append(_line(node, v.CLARITY, decimal(event.clarity) or ""))
        if event.first and event.last:
            lines += [_line(node, v.BEGIN, date(event.first)), _line(node, v.END, date(event.last))]
        lines += [_line(node, v.HAS_TIME, f"<{self._time(t, uses)}>") for t in event.times]
        for predicate, term in self._fillers(event.fillers, uses):
            lines.append(_line(node, predicate, term))
            if predicate in _ACTOR:
                lines.append(_line(node, v.HAS_ACTOR, term))
        return lines

    def _fillers(self, fillers: Iterable[Filler], uses: Uses) -> Iterable[tuple[str, str]]:
        for filler in fillers:
            predicate = v.ROLES[filler.role]
            if filler.entity:
                self._use_place(filler.entity, uses)
                yield predicate, f"<{self.iris.entity(filler.entity)}>"
            elif filler.topic:
                node = self.iris.topic(filler.topic)
                uses[f"topic {filler.topic}"] = [
                    _line(node, v.A, f"<{v.CONCEPT}>"),
                    _line(node, v.PREF_LABEL, literal(filler.topic)),
                ]
                yield predicate, f"<{node}>"
            elif filler.words:
                yield predicate, literal(filler.words)

    def _time(self, time: EventTime, uses: Uses) -> str:
        content = (time.label, time.value or "", time.first or "", time.last or "", time.basis, time.granularity or "")
        node = self.iris.derived("time", *content)
        lines = [
            _line(node, v.A, f"<{v.SEM_TIME}>"),
            _line(node, v.LABEL, literal(time.label)),
            _line(node, v.TIME_BASIS, f"<{v.KG}{time.basis}>"),
        ]
        if time.granularity:
            lines.append(_line(node, v.GRANULARITY, f"<{v.TIME}{time.granularity}>"))
        uses[f"time {node}"] = lines
        return node


_ACTOR = frozenset(v.ROLES[role] for role in v.ACTOR_ROLES)
