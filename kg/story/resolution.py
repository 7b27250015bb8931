"""Readings → story, incrementally: only what new, changed or removed articles touch is resolved again.

The result is a function of the set of readings. Nothing here writes RDF: what changed is handed to a ``Publisher``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from kg.articles.article import Article
from kg.knowledge.events import event_types
from kg.knowledge.gazetteer import country_entity, place
from kg.reading.reading import Reading
from kg.story import entities, events, local, origins
from kg.story.index import Index, decode, encode
from kg.story.story import Entity, Event, EventTime, Filler, Position, SpanAt, Telling
from kg.story.summary import summarise

EVIDENCE_KEPT = 10
"""Spans of evidence kept for one position; the claims hold them all."""

OTHER_LABELS_KEPT = 40


class Stored(Protocol):
    """An article as the store keeps it."""

    @property
    def id(self) -> int: ...
    @property
    def key(self) -> str: ...
    @property
    def article(self) -> Article: ...
    @property
    def reading(self) -> Reading: ...
    @property
    def run(self) -> str: ...


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
    """

    stored: Stored
    entities: Mapping[int, str]
    events: Mapping[int, str]
    tellings: tuple[Telling, ...]
    own_entities: tuple[Entity, ...]
    own_events: tuple[Event, ...]
    origin: str | None


class Publisher(Protocol):
    """Takes what changed in the story."""

    def article(self, story: ArticleStory) -> None: ...
    def entity(self, entity: Entity) -> None: ...
    def event(self, event: Event) -> None: ...
    def drop_article(self, key: str) -> None: ...
    def drop_entity(self, identity: str) -> None: ...
    def drop_event(self, identity: str) -> None: ...


class Resolver:
    """Brings the story up to date with the readings.

    Args:
        index: the story's tables.
        load: article number → the stored article.
    """

    def __init__(self, index: Index, load: Callable[[int], Stored]) -> None:
        self.index = index
        self.load = lru_cache(maxsize=256)(load)
        self.c = index.c
        self.broader = {t.name: t.broader[0] for t in event_types().values() if t.broader}

    def resolve(self, added: Iterable[int], removed: Iterable[tuple[int, str]], publisher: Publisher) -> None:
        """Take in what came, changed and went.

        Args:
            added: numbers of new or changed articles.
            removed: (number, key) of articles that are gone.
            publisher: told of everything that is now different.
        """
        self.load.cache_clear()
        touched_nodes: set[int] = set()
        loose: set[int] = set()  # articles whose origin is to be settled
        gone_events: set[str] = set()
        touched_events: set[int] = set()
        removed = list(removed)
        added = sorted(added)
        for number in [*(n for n, _ in removed), *added]:
            self._withdraw(number, touched_nodes, loose, touched_events, gone_events)
        loose -= {n for n, _ in removed}
        for number in added:
            self._enter(number, touched_nodes)
            loose.add(number)
        dirty = set(added)
        re_origined = origins.settle(self.index, loose)
        dirty |= re_origined
        # every entity of an article with another origin counts its origins anew
        touched_nodes |= {n for (n,) in self.index.select("SELECT DISTINCT node FROM story_chain WHERE article IN (?)", re_origined)}
        dirty |= self._resolve_entities(touched_nodes, publisher)
        shared = self._resolve_events(dirty, touched_events, gone_events)
        for number in sorted(dirty):
            publisher.article(self._article_story(number, shared))
        labels = _Labels(self.index)
        for identity, members in sorted(shared.items()):
            tellings = [t for n in members for t in self._tellings_of(n)]
            publisher.event(summarise(identity, tellings, broader=self.broader, name=labels))
        for identity in sorted(gone_events - set(shared)):
            publisher.drop_event(identity)
        for _, key in removed:
            publisher.drop_article(key)

    # ------------------------------------------------------------------ articles

    def _withdraw(
        self, number: int, touched: set[int], loose: set[int], touched_events: set[int], gone_events: set[str]
    ) -> None:
        index = self.index
        loose |= origins.withdraw(index, number)
        for node, features in self.c.execute("SELECT node, features FROM story_chain WHERE article = ?", (number,)).fetchall():
            index.count_features(node, decode(features), -1)
            touched.add(node)
        self.c.execute("DELETE FROM story_chain WHERE article = ?", (number,))
        self.c.execute("DELETE FROM story_relation WHERE article = ?", (number,))
        for node, event in self.c.execute("SELECT id, event FROM story_event WHERE article = ?", (number,)).fetchall():
            touched_events |= set(index.neighbours("story_event_edge", node))
            self._drop_event_node(node)
            gone_events |= {event} - {None}
        self.c.execute("DELETE FROM story_event WHERE article = ?", (number,))

    def _drop_event_node(self, node: int) -> None:
        self.c.execute("DELETE FROM story_event_edge WHERE a = ?1 OR b = ?1", (node,))
        self.c.execute("DELETE FROM story_event_block WHERE node = ?", (node,))

    def _enter(self, number: int, touched: set[int]) -> None:
        stored = self.load(number)
        reading = stored.reading
        sketch = self.c.execute("SELECT sketch FROM article WHERE id = ?", (number,)).fetchone()[0]
        origins.add(self.index, number, stored.key, stored.article.published, sketch)
        found = [e for e in local.local_entities(reading) if e.node is not None]
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
        for at, relation in enumerate(reading.relations):
            subject = node_of.get(reading.mentions[relation.subject].chain)
            if subject is not None:
                self.c.execute("INSERT INTO story_relation VALUES (?, ?, ?, ?)", (number, at, subject, encode(self._relation(reading, at))))

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

    # ------------------------------------------------------------------ entities

    def _resolve_entities(self, touched: set[int], publisher: Publisher) -> set[int]:
        """Cluster again what the touched nodes reach; returns the articles that must be told anew."""
        index = self.index
        nodes = index.nodes(touched)
        self._block(touched, nodes)
        reached = set(touched)
        for node in touched:
            reached.update(index.neighbours("story_edge", node))
        self._connect(touched, nodes)
        dirty: set[int] = set()
        done: set[int] = set()
        changed: list[tuple[str, list[entities.Node]]] = []
        dropped: set[str] = set()
        before = dict(index.select("SELECT id, entity FROM story_node WHERE id IN (?)", reached))
        for start in sorted(reached):
            if start in done:
                continue
            component = index.component("story_edge", start)
            done |= component
            members = index.nodes(component)
            before.update(index.select("SELECT id, entity FROM story_node WHERE id IN (?)", component - before.keys()))
            dropped |= {before[n] for n in component if before[n]}
            edges = {(e.a, e.b): e for n in members for e in index.edges_at(n)} if len(members) > 1 else {}
            moved = []
            for group in entities.cluster(members, edges.values()):
                chosen = [members[n] for n in group]
                identity = entities.entity_id(entities.representative(chosen))
                moved += [(identity, n) for n in group if before[n] != identity]
                dropped.discard(identity)
                changed.append((identity, chosen))
            self.c.executemany("UPDATE story_node SET entity = ? WHERE id = ?", moved)
            dirty |= index.articles_of_nodes([n for _, n in moved])
            self.c.executemany(
                "INSERT OR REPLACE INTO story_history VALUES (?, ?)", [(before[n], i) for i, n in moved if before[n]]
            )
            empty = component - members.keys()
            self.c.executemany("DELETE FROM story_node WHERE id = ?", [(n,) for n in empty])
        known = index.labels({i for i, _ in changed})
        for identity, chosen in changed:
            cls = entities.class_of(chosen)
            label = entities.label_of(chosen, cls) if not chosen[0].linked else place(chosen[0].key).name
            if known.get(identity) != label:
                dirty |= index.articles_of_nodes([n.id for n in chosen])
            self.c.execute("INSERT OR REPLACE INTO story_entity VALUES (?, ?, ?)", (identity, label, cls))
        dropped -= {i for i, _ in changed}
        for identity in sorted(dropped):
            self.c.execute("DELETE FROM story_entity WHERE id = ?", (identity,))
            publisher.drop_entity(identity)
        # the objects of relations in these articles may bear another IRI now
        stale = {n for (n,) in index.select("SELECT DISTINCT node FROM story_relation WHERE article IN (?)", dirty)}
        stale -= {n.id for _, chosen in changed for n in chosen}
        owners: dict[str, list[int]] = {}
        for identity, node in index.select(
            "SELECT entity, id FROM story_node WHERE entity IN (SELECT entity FROM story_node WHERE id IN (?))", stale
        ):
            owners.setdefault(identity, []).append(node)
        for identity, ids in owners.items():
            changed.append((identity, list(index.nodes(ids).values())))
        for identity, chosen in sorted({i: c for i, c in changed}.items()):
            publisher.entity(self._entity(identity, chosen))
        return dirty

    def _block(self, touched: set[int], nodes: Mapping[int, entities.Node]) -> None:
        """File touched nodes under their blocking keys; blocks that became crowded, or no longer are, touch all in them."""
        index, c = self.index, self.c
        crossed: set[str] = set()
        for node in sorted(touched):
            old = index.blocks_of(node)
            new = entities.keys(nodes[node]) if node in nodes else set()
            for block in old ^ new:
                size = c.execute("SELECT count(*) FROM story_block WHERE block = ?", (block,)).fetchone()[0]
                crossed |= {block} if size in (entities.MANY, entities.MANY + 1) else set()
            c.executemany("DELETE FROM story_block WHERE block = ? AND node = ?", [(b, node) for b in old - new])
            c.executemany("INSERT INTO story_block VALUES (?, ?)", [(b, node) for b in new - old])
        for block in crossed:
            touched.update(index.in_block("story_block", block, -1))

    def _connect(self, touched: set[int], nodes: dict[int, entities.Node]) -> None:
        """Draw the edges of touched nodes anew."""
        index, c = self.index, self.c
        pairs: set[tuple[int, int]] = set()
        for node in sorted(touched):
            for block in index.blocks_of(node):
                found = index.in_block("story_block", block, entities.MANY + 1)
                if len(found) <= entities.MANY:
                    pairs.update((min(node, o), max(node, o)) for o in found if o != node)
        missing = {n for pair in pairs for n in pair} - nodes.keys()
        nodes.update(index.nodes(missing))
        c.executemany("DELETE FROM story_edge WHERE a = ?1 OR b = ?1", [(n,) for n in touched])
        edges = [entities.compare(nodes[a], nodes[b]) for a, b in sorted(pairs) if a in nodes and b in nodes]
        c.executemany(
            "INSERT OR REPLACE INTO story_edge VALUES (?, ?, ?, ?, ?)",
            [(e.a, e.b, e.score, e.reason, e.short) for e in edges if e],
        )

    def _entity(self, identity: str, nodes: list[entities.Node]) -> Entity:
        mentions, articles, origin_count = self.index.counts([n.id for n in nodes])
        linked = place(nodes[0].key) if nodes[0].linked else None
        cls = "Place" if linked else entities.class_of(nodes)
        label = self.index.labels([identity])[identity]
        names: dict[str, int] = {}
        for node in nodes:
            for name, n in node.names.items():
                names[name] = names.get(name, 0) + n
        names.pop(label, None)
        positions, relations = self._ties([n.id for n in nodes], identity)
        others = sorted(sorted(names, key=lambda n: (-names[n], n))[:OTHER_LABELS_KEPT])
        return Entity(
            id=identity,
            entity_class=cls,
            label=label,
            other_labels=tuple(others),
            wikidata=linked.wikidata if linked else None,
            geonames=linked.geonames if linked else None,
            latitude=linked.latitude if linked else None,
            longitude=linked.longitude if linked else None,
            contained_in=tuple(p.replace(":", "-") for p in linked.within) if linked else (),
            mentions=mentions,
            articles=articles,
            origins=origin_count,
            positions=positions,
            relations=relations,
        )

    def _ties(self, nodes: list[int], identity: str) -> tuple[tuple[Position, ...], tuple[tuple[str, str], ...]]:
        """Positions and other relations, over all articles that tell them."""
        rows = sorted(
            (key, number, article, decode(relation))
            for article, number, relation, key in self.index.select(
                "SELECT r.article, r.number, r.relation, a.key FROM story_relation r JOIN story_article a ON a.id = r.article "
                "WHERE r.node IN (?)",
                nodes,
            )
        )
        entity_of = lru_cache(maxsize=64)(self.index.entity_of_chains)
        held: dict[tuple[str, str | None], list[tuple[str, list[object]]]] = {}
        relations: set[tuple[str, str]] = set()
        for key, _, article, relation in rows:
            predicate, literal, thing, organization, *_rest = relation
            if predicate == "schema:jobTitle":
                where = entity_of(article).get(organization) if organization is not None else None
                held.setdefault((literal or "", where), []).append((key, relation))
            elif thing is not None and not relation[6]:
                other = entity_of(article).get(thing)
                if other and other != identity:
                    relations.add((predicate, other))
        positions = []
        for (role, where), tellings in sorted(held.items(), key=lambda x: (x[0][0], x[0][1] or "")):
            evidence = [SpanAt(key, r[7], r[8]) for key, r in tellings]  # type: ignore[arg-type]
            firsts = sorted(str(r[4]) for _, r in tellings if r[4])
            lasts = sorted(str(r[5]) for _, r in tellings if r[5])
            positions.append(
                Position(
                    role=role,
                    organization=where,
                    first=firsts[0] if firsts else None,
                    last=lasts[-1] if lasts else None,
                    former=all(r[6] for _, r in tellings),
                    evidence=tuple(dict.fromkeys(evidence))[:EVIDENCE_KEPT],
                )
            )
        return tuple(positions), tuple(sorted(relations))

    # ------------------------------------------------------------------ events

    def _entities_of(self, stored: Stored) -> dict[int, str]:
        """Chain → entity, those without a node of their own included."""
        found = self.index.entity_of_chains(stored.id)
        begins = local.first_begin(stored.reading)
        for entity in local.local_entities(stored.reading):
            if entity.chain not in found:
                found[entity.chain] = f"{stored.key}-{begins[entity.chain]}"
        return found

    def _tellings(self, number: int) -> tuple[Telling, ...]:
        """All claims of one article about events, resolved."""
        stored = self.load(number)
        reading, article = stored.reading, stored.article
        entity_of = self._entities_of(stored)
        origin = self.c.execute("SELECT origin FROM story_article WHERE id = ?", (number,)).fetchone()[0]
        chain_of = [m.chain for m in reading.mentions]
        times = [
            EventTime(" ".join(article.text[slice(*t.span)].split()), t.value, t.first, t.last, t.basis, t.granularity)
            for t in reading.times
        ]
        tellings = []
        for at, claim in enumerate(reading.events):
            fillers = []
            for argument in claim.arguments:
                if argument.role == "time":
                    continue
                entity = entity_of.get(chain_of[argument.mention]) if argument.mention is not None else None
                if argument.country and argument.role in ("agent", "recipient", "participant"):
                    entity = country_entity(argument.country) or entity
                if entity:
                    fillers.append(Filler(argument.role, entity=entity))
                elif argument.role == "topic" and argument.topic:
                    fillers.append(Filler("topic", topic=argument.topic))
                elif argument.role == "quantity":
                    fillers.append(Filler("quantity", words=" ".join(article.text[slice(*argument.span)].split())))
            tellings.append(
                Telling(
                    article=stored.key,
                    claim=at,
                    published=article.published,
                    origin=origin,
                    event_type=claim.event_type,
                    lemma=claim.lemma,
                    words=local.words(article, claim),
                    status=claim.status,
                    certainty=claim.certainty,
                    tense=claim.tense,
                    own_voice=claim.quotation is None,
                    times=tuple(times[a.time] for a in claim.arguments if a.time is not None),
                    fillers=tuple(dict.fromkeys(fillers)),
                )
            )
        return tuple(tellings)

    def _signature(self, tellings: list[Telling]) -> events.Signature:
        def named(roles: tuple[str, ...]) -> set[str]:
            own = tuple(f"{t.article}-" for t in tellings)
            return {
                f.entity for t in tellings for f in t.fillers if f.entity and f.role in roles and not f.entity.startswith(own)
            }

        summary = summarise("", tellings, broader=self.broader, name=str)
        top = summary.event_type
        while top in self.broader:
            top = self.broader[top]
        places = named(("place",))
        containers = {
            c.replace(":", "-") for p in places if p.startswith(("Q", "geonames-")) for c in place(p.replace("geonames-", "geonames:")).within
        }
        return events.Signature(
            event_type=summary.event_type,
            top=top,
            lemmas=tuple(sorted({t.lemma for t in tellings})),
            actors=tuple(sorted(named(("agent", "recipient", "participant")))),
            places=tuple(sorted(places)),
            containers=tuple(sorted(containers)),
            topics=tuple(sorted({f.topic for t in tellings for f in t.fillers if f.topic})),
            first=summary.first,
            last=summary.last,
            published=tellings[0].published,
            planned=summary.status in ("Planned", "Proposed"),
        )

    def _resolve_events(self, dirty: set[int], touched: set[int], gone: set[str]) -> dict[str, list[int]]:
        """Join the events of dirty articles; ``dirty`` grows by the articles whose events bear another IRI now.

        Returns:
            Event id → event nodes, for every event of several articles that must be told anew.
        """
        index, c = self.index, self.c
        self._told: dict[int, tuple[Telling, ...]] = {}
        again: set[int] = set()
        for number in sorted(dirty):
            tellings = self._told[number] = self._tellings(number)
            reading = self.load(number).reading
            known = {n: (i, s) for i, n, s in c.execute("SELECT id, number, signature FROM story_event WHERE article = ?", (number,))}
            for event in local.local_events(reading):
                signature = encode(self._signature([tellings[i] for i in event.claims]))
                begin = reading.events[event.claims[0]].trigger[0]
                if event.number not in known:
                    node = c.execute(
                        "INSERT INTO story_event (article, number, begin, signature) VALUES (?,?,?,?)",
                        (number, event.number, begin, signature),
                    ).lastrowid
                else:
                    node, was = known[event.number]
                    again.add(node)
                    if was == signature:
                        continue
                    touched |= set(index.neighbours("story_event_edge", node))
                    self._drop_event_node(node)
                    c.execute("UPDATE story_event SET signature = ? WHERE id = ?", (signature, node))
                touched.add(node)
        self._connect_events(touched)
        shared: dict[str, list[int]] = {}
        done: set[int] = set()
        for start in sorted(touched | again):
            if start in done:
                continue
            component = index.component("story_event_edge", start)
            done |= component
            rows = {
                i: (article, event, signature, published, key, begin)
                for i, article, event, signature, published, key, begin in index.select(
                    "SELECT e.id, e.article, e.event, e.signature, a.published, a.key, e.begin FROM story_event e "
                    "JOIN story_article a ON a.id = e.article WHERE e.id IN (?)",
                    component,
                )
            }
            order = {i: (r[3] or "9999", r[4], r[5]) for i, r in rows.items()}
            if len(rows) > 1:
                signatures = {i: _signature(r[2]) for i, r in rows.items()}
                edges = {
                    (a, b, s)
                    for a, b, s in index.select("SELECT a, b, score FROM story_event_edge WHERE a IN (?)", rows)
                }
                groups = events.cluster(signatures, edges, order)
            else:
                groups = [list(rows)]
            for group in groups:
                first = rows[group[0]]
                identity = f"{first[4]}-{first[5]}"
                moved = [n for n in group if rows[n][1] != identity]
                gone |= {rows[n][1] for n in moved if rows[n][1]}
                c.executemany("UPDATE story_event SET event = ? WHERE id = ?", [(identity, n) for n in moved])
                c.executemany(
                    "INSERT OR REPLACE INTO story_history VALUES (?, ?)",
                    [(rows[n][1], identity) for n in moved if rows[n][1]],
                )
                dirty |= {rows[n][0] for n in moved}
                if len(group) > 1:
                    shared[identity] = group
                    gone.discard(identity)
                else:
                    gone.add(identity)  # told with its article, no longer on its own
        return shared

    def _connect_events(self, touched: set[int]) -> None:
        index, c = self.index, self.c
        signatures = {
            i: _signature(s) for i, s in index.select("SELECT id, signature FROM story_event WHERE id IN (?)", touched)
        }
        touched &= signatures.keys()
        crossed: set[str] = set()
        for node in sorted(touched):
            if c.execute("SELECT 1 FROM story_event_block WHERE node = ? LIMIT 1", (node,)).fetchone():
                continue
            for block in events.keys(signatures[node]):
                c.execute("INSERT INTO story_event_block VALUES (?, ?)", (block, node))
                size = c.execute("SELECT count(*) FROM story_event_block WHERE block = ?", (block,)).fetchone()[0]
                crossed |= {block} if size == events.MANY + 1 else set()
        for block in crossed:  # edges that this block alone drew must go
            touched.update(index.in_block("story_event_block", block, -1))
        pairs: set[tuple[int, int]] = set()
        for node in touched:
            for (block,) in c.execute("SELECT block FROM story_event_block WHERE node = ?", (node,)).fetchall():
                found = index.in_block("story_event_block", block, events.MANY + 1)
                if len(found) <= events.MANY:
                    pairs.update((min(node, o), max(node, o)) for o in found if o != node)
        for node in sorted(touched):
            touched_by = index.neighbours("story_event_edge", node)
            c.execute("DELETE FROM story_event_edge WHERE a = ?1 OR b = ?1", (node,))
            touched.update(touched_by)
        needed = {n for pair in pairs for n in pair} - signatures.keys()
        rows = index.select("SELECT id, signature FROM story_event WHERE id IN (?)", needed)
        signatures.update((i, _signature(s)) for i, s in rows)
        article_of = dict(index.select("SELECT id, article FROM story_event WHERE id IN (?)", signatures))
        drawn = []
        for a, b in sorted(pairs):
            if article_of[a] == article_of[b]:
                continue
            found_edge = events.compare(signatures[a], signatures[b], self.broader)
            if found_edge and found_edge[0] >= events.JOIN:
                drawn.append((a, b, *found_edge))
        c.executemany("INSERT OR REPLACE INTO story_event_edge VALUES (?, ?, ?, ?)", drawn)

    def _tellings_of(self, node: int) -> list[Telling]:
        article, number = self.c.execute("SELECT article, number FROM story_event WHERE id = ?", (node,)).fetchone()
        if article not in self._told:
            self._told[article] = self._tellings(article)
        tellings = self._told[article]
        return [tellings[i] for i, e in enumerate(self.load(article).reading.events) if e.event == number]

    # ------------------------------------------------------------------ one article's part

    def _article_story(self, number: int, shared: Mapping[str, list[int]]) -> ArticleStory:
        stored = self.load(number)
        if number not in self._told:
            self._told[number] = self._tellings(number)
        tellings = self._told[number]
        entity_of = self._entities_of(stored)
        with_node = set(self.index.entity_of_chains(number))
        event_of = dict(self.c.execute("SELECT number, event FROM story_event WHERE article = ?", (number,)))
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
            for entity in local.local_entities(stored.reading)
            if entity.chain not in with_node
        ]
        names = _Labels(self.index, {e.id: e.label for e in own_entities})
        own_events = [
            summarise(
                event_of[event.number], [tellings[i] for i in event.claims], broader=self.broader, name=names
            )
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
        )

    @staticmethod
    def _own_entity(stored: Stored, entity: local.LocalEntity, identity: str) -> Entity:
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
        )


class _Labels:
    """Entity id → label, looked up once each."""

    def __init__(self, index: Index, known: Mapping[str, str] | None = None) -> None:
        self.index = index
        self.known = dict(known or {})

    def __call__(self, identity: str) -> str:
        if identity not in self.known:
            found = self.index.labels([identity])
            self.known[identity] = found.get(identity) or place_label(identity) or identity
        return self.known[identity]


def place_label(identity: str) -> str | None:
    """The gazetteer's name of a place that no article names (a country that acts through its capital)."""
    try:
        return place(identity.replace("geonames-", "geonames:")).name
    except KeyError:
        return None


def _signature(data: bytes) -> events.Signature:
    fields = decode(data)
    return events.Signature(**{k: tuple(v) if isinstance(v, list) else v for k, v in fields.items()})
