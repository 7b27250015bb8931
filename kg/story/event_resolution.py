"""Which tellings in which articles are of one event, brought up to date: only components that changed tellings reach."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from kg.story import events, local
from kg.story.index import Index, encode
from kg.story.places import containers
from kg.story.story import Telling
from kg.story.summary import summarise
from kg.story.tellings import Tellings


class EventResolver:
    """Keeps event nodes, edges and clusters.

    Args:
        index: the story's tables.
        tellings: claims, resolved.
        broader: event type → the type above it.
    """

    def __init__(self, index: Index, tellings: Tellings, broader: Mapping[str, str]) -> None:
        self.index, self.c, self.tellings, self.broader = index, index.c, tellings, broader

    def withdraw(self, article: int, touched: set[int], gone: set[str]) -> None:
        """Take an article's events out."""
        for node, event in self.c.execute("SELECT id, event FROM story_event WHERE article = ?", (article,)).fetchall():
            touched |= set(self.index.neighbours("story_event_edge", node))
            self._drop_node(node)
            gone |= {event} - {None}
        self.c.execute("DELETE FROM story_event WHERE article = ?", (article,))

    def _drop_node(self, node: int) -> None:
        self.c.execute("DELETE FROM story_event_edge WHERE a = ?1 OR b = ?1", (node,))
        self.c.execute("DELETE FROM story_event_block WHERE node = ?", (node,))

    def resolve(self, dirty: set[int], touched: set[int], gone: set[str]) -> dict[str, list[int]]:
        """Join the events of dirty articles; ``dirty`` grows by the articles whose events bear another IRI now.

        Returns:
            Event id → event nodes, for every event of several articles that must be told anew.
        """
        index, c = self.index, self.c
        again: set[int] = set()
        for number in sorted(dirty):
            tellings = self.tellings.of(number)
            reading = self.tellings.load(number).reading
            known = {
                n: (i, s)
                for i, n, s in c.execute("SELECT id, number, signature FROM story_event WHERE article = ?", (number,))
            }
            names = local.event_names(reading)
            for event in local.local_events(reading):
                signature = encode(self._signature([tellings[i] for i in event.claims]))
                begin = reading.events[event.claims[0]].trigger[0]
                if event.number not in known:
                    node: int = c.execute(
                        "INSERT INTO story_event (article, number, begin, name, signature) VALUES (?,?,?,?,?)",
                        (number, event.number, begin, names[event.number], signature),
                    ).lastrowid  # type: ignore[assignment]
                else:
                    node, was = known[event.number]
                    again.add(node)
                    if was == signature:
                        continue
                    touched |= set(index.neighbours("story_event_edge", node))
                    self._drop_node(node)
                    c.execute("UPDATE story_event SET signature = ? WHERE id = ?", (signature, node))
                touched.add(node)
        self._connect(touched)
        shared: dict[str, list[int]] = {}
        done: set[int] = set()
        for start in sorted(touched | again):
            if start in done:
                continue
            component = index.component("story_event_edge", start)
            done |= component
            rows = {
                i: (article, event, signature, published, key, begin, name)
                for i, article, event, signature, published, key, begin, name in index.select(
                    "SELECT e.id, e.article, e.event, e.signature, a.published, a.key, e.begin, e.name FROM story_event e "
                    "JOIN story_article a ON a.id = e.article WHERE e.id IN (?)",
                    component,
                )
            }
            order = {i: (r[3] or "9999", r[4], r[5], r[6]) for i, r in rows.items()}
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
                identity = f"{first[4]}-{first[6]}"
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

    def _connect(self, touched: set[int]) -> None:
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

    def _signature(self, tellings: list[Telling]) -> events.Signature:
        def named(roles: tuple[str, ...]) -> set[str]:
            own = tuple(f"{t.article}-" for t in tellings)
            return {
                f.entity
                for t in tellings
                for f in t.fillers
                if f.entity and f.role in roles and not f.entity.startswith(own)
            }

        summary = summarise("", tellings, broader=self.broader, name=str)
        top = summary.event_type
        while top in self.broader:
            top = self.broader[top]
        places = named(("place",))
        around = {c for p in places for c in containers(p)}
        return events.Signature(
            event_type=summary.event_type,
            top=top,
            lemmas=tuple(sorted({t.lemma for t in tellings})),
            actors=tuple(sorted(named(("agent", "recipient", "participant")))),
            places=tuple(sorted(places)),
            containers=tuple(sorted(around)),
            topics=tuple(sorted({f.topic for t in tellings for f in t.fillers if f.topic})),
            first=summary.first,
            last=summary.last,
            published=tellings[0].published,
            planned=summary.status in ("Planned", "Proposed"),
        )


_signature = msgspec.msgpack.Decoder(events.Signature).decode
