"""Readings → story, incrementally: only what new, changed or removed articles touch is resolved again.

The result is a function of the set of readings. Nothing here writes RDF: what changed is handed to a ``Publisher``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Protocol

from kg.knowledge.events import event_types
from kg.reading.reading import Reading
from kg.story import local
from kg.story.articles import citations, origins, reports
from kg.story.entities.authorities import Authorities
from kg.story.entities.labels import Labels
from kg.story.entities.linking import Linker
from kg.story.entities.nameless_resolution import NamelessResolver
from kg.story.entities.resolution import EntityResolver
from kg.story.events.claims import Tellings
from kg.story.events.independent import CITED, is_cited
from kg.story.events.resolution import EventResolver
from kg.story.events.summary import summarise
from kg.story.index import Index, decode, encode
from kg.story.judgements import Anchors, Judged
from kg.story.stored import Stored
from kg.story.story import Entity, Event, Telling


@dataclass(frozen=True, slots=True)
class ArticleStory:
    """What the story says of one article: who its chains and events are.

    Attributes:
        stored: the article.
        entities: chain → entity id.
        events: in-article event number → event id.
        tellings: its claims, resolved, in order of ``Reading.events``.
        own_entities: entities that stay within the article (no name, or none that identifies).
        own_events: events that it alone tells.
        origin: key of the article that it derives from, or None.
        held: key of the report that it retells, where the store holds that; or None.
        retold: the report that it retells as a whole and that the store does not hold, or None; it is among ``reports``.
        reports: reports of media that it retells, or has a claim from that others have from there too; and the ids of
            the media, where they are entities.
    """

    stored: Judged
    entities: Mapping[int, str]
    events: Mapping[int, str]
    tellings: tuple[Telling, ...]
    own_entities: tuple[Entity, ...]
    own_events: tuple[Event, ...]
    origin: str | None
    held: str | None = None
    retold: str | None = None
    reports: tuple[tuple[str, str | None], ...] = ()


class Publisher(Protocol):
    """Takes what changed in the story."""

    def article(self, story: ArticleStory) -> None: ...
    def entity(self, entity: Entity) -> None: ...
    def event(self, event: Event) -> None: ...
    def drop_article(self, key: str) -> None: ...
    def drop_entity(self, identity: str) -> None: ...
    def drop_event(self, identity: str) -> None: ...


def _watched(numbers: Collection[int], progress: Callable[[float], None], start: float, end: float) -> Iterator[int]:
    """Numbers one by one; ``progress`` is told how far from ``start`` to ``end`` they are."""
    for done, number in enumerate(numbers, 1):
        yield number
        progress(start + (end - start) * done / len(numbers))


class Resolver:
    """Brings the story up to date with the readings.

    Args:
        index: the story's tables.
        load: article number → the stored article.
        anchors: article key → what people judged of it.
        own_types: event types of the user's own, each with the type of ours above it.
    """

    def __init__(
        self,
        index: Index,
        load: Callable[[int], Stored],
        anchors: Anchors = lambda key: (),
        own_types: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.index, self.c = index, index.c
        self.broader = {t.name: t.broader[0] for t in event_types().values() if t.broader} | dict(own_types)
        self.tellings = Tellings(index, load, anchors)
        self.authorities = Authorities(index.c)
        self.entities = EntityResolver(index, Linker(self.authorities, index))
        self.events = EventResolver(index, self.tellings, self.broader)
        self.nameless = NamelessResolver(index, self.events.subjects)

    def resolve(
        self,
        added: Iterable[int],
        removed: Iterable[tuple[int, str]],
        publisher: Publisher,
        progress: Callable[[float], None] = lambda share: None,
    ) -> None:
        """Take in what came, changed and went.

        Args:
            added: numbers of new or changed articles.
            removed: (number, key) of articles that are gone.
            publisher: told of everything that is now different.
            progress: told which share of the work is done, 0 to 1.
        """
        touched = self.authorities.touched_nodes() if self.authorities.pending else set()  # name forms
        loose: set[int] = set()  # articles whose origin is to be settled
        touched_events: set[int] = set()
        gone_events: set[str] = set()
        removed, added = list(removed), sorted(added)
        dirty: set[int] = set()
        for number in [*(n for n, _ in removed), *added]:
            dirty |= self.index.unmark(number, touched, touched_events)
            self.nameless.withdraw(number, touched)
            self._withdraw(number, touched, loose)
            self.events.withdraw(number, touched_events, gone_events)
        loose -= {n for n, _ in removed}
        for number in _watched(added, progress, 0.0, 0.35):
            self._enter(number, touched, loose)
        dirty -= {n for n, _ in removed}
        other_origin = set(added) | origins.settle(self.index, loose) | reports.settle(self.index, loose)
        beside = self.events.subjects.settle()
        renamed = self.nameless.settle(beside | set(added), touched)
        for number in added:
            touched |= self.index.judged_beside("story_edge", number)
            dirty |= self.index.placed_by(number)
        # every entity of an article with another origin counts its origins anew
        touched |= {
            n for (n,) in self.index.select("SELECT DISTINCT node FROM story_chain WHERE article IN (?)", other_origin)
        }
        changes = self.entities.resolve(touched, renamed)
        self.authorities.settled()
        dirty |= other_origin | changes.articles
        again: set[int] = set()
        for number in _watched(sorted(dirty), progress, 0.4, 0.65):
            again |= self.events.enter(number, touched_events)
        shared = self.events.resolve(dirty, touched_events, again, gone_events, beside)
        # whether others, too, have what they tell of an event from a medium may be new
        dirty |= self.tellings.citing(n for members in shared.values() for n in members)
        for number in _watched(sorted(dirty), progress, 0.7, 1.0):
            publisher.article(self._article_story(number))
        labels = Labels(self.index)
        for identity in changes.told:
            publisher.entity(self.entities.told(identity))
        for identity in changes.dropped:
            publisher.drop_entity(identity)
        for identity, members in sorted(shared.items()):
            tellings = [t for n in members for t in self.tellings.of_event(n)]
            publisher.event(summarise(identity, tellings, broader=self.broader, name=labels))
        for identity in sorted(gone_events - set(shared)):
            publisher.drop_event(identity)
        for _, key in removed:
            publisher.drop_article(key)

    def _withdraw(self, number: int, touched: set[int], loose: set[int]) -> None:
        """Take an article's chains, copies and retellings out."""
        loose |= origins.withdraw(self.index, number) | reports.withdraw(self.index, number)
        for node, features in self.c.execute(
            "SELECT node, features FROM story_chain WHERE article = ?", (number,)
        ).fetchall():
            self.index.count_features(node, decode(features), -1)
            touched.add(node)
        self.c.execute("DELETE FROM story_chain WHERE article = ?", (number,))
        self.c.execute("DELETE FROM story_relation WHERE article = ?", (number,))

    def _enter(self, number: int, touched: set[int], loose: set[int]) -> None:
        stored = self.tellings.load(number)
        reading = stored.reading
        sketch = self.c.execute("SELECT sketch FROM article WHERE id = ?", (number,)).fetchone()[0]
        loose |= origins.add(self.index, stored.article, number, sketch)
        rest = citations.rests_on(stored.article, reading)
        loose |= reports.add(self.index, stored.article, reading, number, rest)
        self.events.subjects.enter(stored)
        self.nameless.enter(number, stored)
        found = [e for e in stored.entities if e.node is not None]
        ids = self.index.node_ids(sorted({e.node for e in found if e.node}))
        counted: dict[int, list[tuple[str, str]]] = {}
        for entity in found:
            assert entity.node is not None
            node = ids[entity.node]
            touched.add(node)
            self.c.execute(
                "INSERT INTO story_chain VALUES (?, ?, ?, ?, ?)",
                (number, entity.chain, node, entity.mentions, encode(entity.features)),
            )
            counted.setdefault(node, []).extend(entity.features)
        for node, features in counted.items():
            self.index.count_features(node, features, 1)
        node_of = {e.chain: ids[e.node] for e in found if e.node}
        self.index.mark(number, stored.marks, node_of)
        for at, relation in enumerate(reading.relations):
            subject = node_of.get(reading.mentions[relation.subject].chain)
            if subject is not None and at not in stored.rejected:
                self.c.execute(
                    "INSERT INTO story_relation VALUES (?, ?, ?, ?)",
                    (number, at, subject, encode(self._relation(reading, at))),
                )

    @staticmethod
    def _relation(reading: Reading, at: int) -> tuple[object, ...]:
        """What the story needs of a relation claim: chains instead of mentions, dates instead of spans."""
        r = reading.relations[at]
        chain = [m.chain for m in reading.mentions]
        since = reading.times[r.since].first if r.since is not None else None
        until = reading.times[r.until].last if r.until is not None else None
        return (
            r.predicate,
            r.object_literal,
            chain[r.object_mention] if r.object_mention is not None else None,
            chain[r.organization] if r.organization is not None else None,
            since,
            until,
            r.former,
            *r.evidence,
        )

    def _article_story(self, number: int) -> ArticleStory:
        stored = self.tellings.load(number)
        tellings = self.tellings.of(number)
        entity_of = self.tellings.entities(stored)
        with_node = set(self.index.entity_of_chains(number))
        event_of = dict(
            self.c.execute("SELECT number, event FROM story_event WHERE article = ? AND event NOT NULL", (number,))
        )
        alone = {
            event
            for (event,) in self.c.execute(
                "SELECT e.event FROM story_event e WHERE e.article = ? AND NOT EXISTS "
                "(SELECT 1 FROM story_event o WHERE o.event = e.event AND o.id <> e.id)",
                (number,),
            )
        }
        own_entities = [
            self._own_entity(stored, entity, entity_of[entity.chain])
            for entity in stored.entities
            if entity.chain not in with_node
        ]
        names = Labels(self.index, {e.id: e.label for e in own_entities})
        own_events = [
            summarise(event_of[event.number], [tellings[i] for i in event.claims], broader=self.broader, name=names)
            for event in local.local_events(stored.reading)
            if event_of[event.number] in alone
        ]
        origin = self.c.execute("SELECT origin FROM story_article WHERE id = ?", (number,)).fetchone()[0]
        return ArticleStory(
            stored=stored,
            entities=entity_of,
            events=event_of,
            tellings=tellings,
            own_entities=tuple(own_entities),
            own_events=tuple(own_events),
            origin=origin if origin != stored.key else None,
            **self._reports(stored, event_of, entity_of),
        )

    def _reports(self, stored: Judged, event_of: Mapping[int, str], entity_of: Mapping[int, str]) -> dict[str, Any]:
        """What an article derives from beside copies: ``held`` and ``reports`` of its story."""
        row = self.c.execute("SELECT report FROM story_source WHERE article = ?", (stored.id,)).fetchone()
        report: str | None = row[0] if row else None
        rest = citations.rests_on(stored.article, stored.reading) if report else None
        medium = entity_of.get(rest.chain) if rest and rest.chain is not None else None
        held = report.removeprefix("held ") if report and report.startswith("held ") else None
        found: dict[str, str | None] = {report: medium} if report and not held else {}
        claims = zip(stored.reading.events, self.tellings.of(stored.id), strict=True)
        cited = {(event_of[c.event], t.origin) for c, t in claims if is_cited(t.origin) and c.event in event_of}
        for event, origin in sorted(cited):
            who = origin.removeprefix(CITED)
            if who != medium and (shared := self._shared(stored.id, event, origin)):
                found.setdefault(shared, who)
        return {"held": held, "retold": None if held else report, "reports": tuple(sorted(found.items()))}

    def _shared(self, number: int, event: str, origin: str) -> str | None:
        """The report of a medium from which others that are no copies, too, have what they tell of an event; or None."""
        rows = self.c.execute(
            "SELECT e.article, e.id FROM story_event e JOIN story_article a ON a.id = e.article "
            "LEFT JOIN story_source s ON s.article = a.id WHERE e.event = ? AND coalesce(s.source, a.origin) <> ?",
            (event, self.index.source(number)),
        )
        others = [a for a, n in rows.fetchall() if any(t.origin == origin for t in self.tellings.of_event(n))]
        if not others:
            return None
        retold = {
            report
            for (report,) in self.index.select("SELECT report FROM story_source WHERE report NOT NULL AND article IN (?)", others)
            if not report.startswith("held ")
        }
        return min(retold, default=f"{origin.removeprefix(CITED)} {event}")

    @staticmethod
    def _own_entity(stored: Judged, entity: local.LocalEntity, identity: str) -> Entity:
        chain = stored.reading.chains[entity.chain]
        first = next(m for m in stored.reading.mentions if m.chain == entity.chain)
        label = chain.names[0] if chain.names else " ".join(stored.article.text[slice(*first.span)].split())
        return Entity(
            id=identity,
            entity_class=chain.entity_class,
            label=label,
            other_labels=tuple(sorted(set(chain.names) - {label})),
            mentions=entity.mentions,
            articles=1,
            origins=1,
            named=bool(chain.names),
        )
