"""Which chains of which articles are one entity, brought up to date: only components that touched name forms reach."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.knowledge.known_links import known_links
from kg.story.entities import clusters, forms, nameless
from kg.story.entities.linking import Linker
from kg.story.entities.places import country_of_group, entity_of_place, label_of_place, place_of, place_within
from kg.story.index import Index, chunks, decode
from kg.story.nodes import NAMELESS, Edge, Node
from kg.story.story import Entity, Position, SpanAt

EVIDENCE_KEPT = 10
"""Spans of evidence kept for one position; the claims hold them all."""

OTHER_LABELS_KEPT = 40

AT_ONCE = 5_000
"""Name forms held in memory at once, with all that is told of them."""

AS_READ = ("kg:coLocated", "kg:isSynonymOf")
"""Predicates of claims that are no lasting tie of entities: events tell who was where, names what else one is called."""
WITHIN = {"Organization": "schema:location", "Place": "schema:containedInPlace", "Group": None}
"""What is where its name says ("Kentucky State Police", "South Philadelphia"; a nation in its country), and how that is told."""


@dataclass(frozen=True, slots=True)
class EntityChanges:
    """What is different.

    Attributes:
        articles: those whose chains are other entities, or entities of other names, than before.
        told: ids of entities to be told anew.
        dropped: ids of entities that are no more.
    """

    articles: set[int]
    told: list[str]
    dropped: list[str]


class EntityResolver:
    """Keeps name forms, edges and clusters.

    Args:
        index: the story's tables.
        linker: to the entries of the authority.
    """

    def __init__(self, index: Index, linker: Linker) -> None:
        self.index, self.c = index, index.c
        self.linker = linker

    def resolve(self, touched: set[int], renamed: Iterable[int] = ()) -> EntityChanges:
        """Cluster again what the touched nodes reach.

        Args:
            touched: nodes; grows by those of blocks that became crowded, or are so no more.
            renamed: articles in which chains have another name form than before.
        """
        index = self.index
        self._block(touched)
        reached = set(touched)
        for node in touched:
            reached.update(index.neighbours("story_edge", node))
        self._connect(touched)
        dirty, done = set(renamed), set()
        told: set[str] = set()
        dropped: set[str] = set()
        before = dict(index.select("SELECT id, entity FROM story_node WHERE id IN (?)", reached))
        for start in sorted(reached):
            if start in done:
                continue
            component = index.component("story_edge", start)
            done |= component
            members = index.nodes(component)
            unseen = [n for n in component if n not in before]  # a set less the keys would walk all of them
            before.update(index.select("SELECT id, entity FROM story_node WHERE id IN (?)", unseen))
            dropped |= {before[n] for n in component if before[n]}
            edges = {(e.a, e.b): e for n in members for e in index.edges_at(n)} if len(members) > 1 else {}
            moved = []
            for identity, chosen in self._clusters(members, edges.values()):
                moved += [(identity, n.id) for n in chosen if before[n.id] != identity]
                told.add(identity)
                if not self.linker.may_be_entry(identity):
                    dirty |= self._name(identity, chosen)
            self.c.executemany("UPDATE story_node SET entity = ? WHERE id = ?", moved)
            dirty |= index.articles_of_nodes([n for _, n in moved])
            self.c.executemany(
                "INSERT OR REPLACE INTO story_history VALUES (?, ?)", [(before[n], i) for i, n in moved if before[n]]
            )
            empty = component - members.keys()
            self.c.executemany("DELETE FROM story_node WHERE id = ?", [(n,) for n in empty])
        # the name forms of one entry of an authority may stand in several components
        for identity in sorted(i for i in told | dropped if self.linker.may_be_entry(i)):
            if nodes := self._forms(identity):
                told.add(identity)
                dirty |= self._name(identity, nodes)
        dropped -= told
        self.c.executemany("DELETE FROM story_entity WHERE id = ?", [(i,) for i in sorted(dropped)])
        # the objects of relations in these articles may bear another IRI now
        query = (
            "SELECT DISTINCT n.entity FROM story_relation r JOIN story_node n ON n.id = r.node WHERE r.article IN (?)"
        )
        told |= {identity for (identity,) in index.select(query, dirty)}
        return EntityChanges(dirty, sorted(told), sorted(dropped))

    def _name(self, identity: str, nodes: Sequence[Node]) -> set[int]:
        """Note name and class of an entity; returns its articles, where it had another name."""
        entry = self.linker.entry_of(identity)
        given = self.index.given(n.id for n in nodes)
        cls = given.get("retype") or (entry.entity_class if entry else clusters.class_of(nodes))
        known_place = place_of(identity)
        known_name = entry.name if entry else None
        if known_place:
            written: Counter[str] = Counter()
            for node in nodes:
                written.update(node.best)
            known_name = label_of_place(known_place, written)
        label = given.get("rename") or known_name or clusters.label_of(nodes, cls)
        had = self.index.labels([identity]).get(identity)
        self.c.execute("INSERT OR REPLACE INTO story_entity VALUES (?, ?, ?)", (identity, label, cls))
        return self.index.articles_of_nodes([n.id for n in nodes]) if had != label else set()

    def _forms(self, identity: str) -> list[Node]:
        """The name forms of an entity."""
        ids = [n for (n,) in self.c.execute("SELECT id FROM story_node WHERE entity = ?", (identity,))]
        return list(self.index.nodes(ids).values())

    def _clusters(
        self, members: Mapping[int, Node], edges: Iterable[Edge]
    ) -> list[tuple[str, list[Node]]]:
        """The entities of one component: ids and name forms."""
        if any(n.nameless for n in members.values()):
            found = [[members[n] for n in group] for group in nameless.cluster(members, edges)]
            return [(clusters.nameless_id(group), group) for group in found]
        marks = self.linker.marks(members)
        verdicts = self.index.verdicts("story_edge", members)
        groups = [[members[n] for n in group] for group in clusters.cluster(members, edges, verdicts, marks)]
        linked, rest = self.linker.link_all(groups, marks)
        return linked + list(zip(clusters.identities(rest), rest, strict=True))

    def _block(self, touched: set[int]) -> None:
        """File touched nodes under their blocking keys; blocks that became crowded, or no longer are, touch all in them."""
        index, c = self.index, self.c
        crossed: set[str] = set()
        for part in chunks(touched, AT_ONCE):
            nodes = index.nodes(part)
            for node in part:
                old = index.blocks_of(node)
                new = forms.keys(nodes[node]) if node in nodes else set()
                for block in old ^ new:
                    size = c.execute("SELECT count(*) FROM story_block WHERE block = ?", (block,)).fetchone()[0]
                    crossed |= {block} if size in (forms.MANY, forms.MANY + 1) else set()
                c.executemany("DELETE FROM story_block WHERE block = ? AND node = ?", [(b, node) for b in old - new])
                c.executemany("INSERT INTO story_block VALUES (?, ?)", [(b, node) for b in new - old])
        for block in crossed:
            touched.update(index.in_block("story_block", block, -1))

    def _connect(self, touched: set[int]) -> None:
        """Draw the edges of touched nodes anew; those between the nameless stay, which have blocks of their own."""
        index, c = self.index, self.c
        for part in chunks(touched, AT_ONCE):
            nameless_ones = {
                n for (n,) in index.select(f"SELECT id FROM story_node WHERE instr(key, '~{NAMELESS}') AND id IN (?)", part)
            }
            named = [(n, n) for n in part if n not in nameless_ones]
            c.executemany("DELETE FROM story_edge WHERE a = ? OR b = ?", named)
        for part in chunks(touched, AT_ONCE):
            pairs: set[tuple[int, int]] = set()
            for node in part:
                for block in index.blocks_of(node):
                    found = index.in_block("story_block", block, forms.MANY + 1)
                    if len(found) <= forms.MANY:
                        # of two touched nodes the first draws the edge
                        pairs.update((min(node, o), max(node, o)) for o in found if o > node or o not in touched)
            nodes = index.nodes({n for pair in pairs for n in pair})
            edges = [forms.compare(nodes[a], nodes[b]) for a, b in sorted(pairs) if a in nodes and b in nodes]
            c.executemany(
                "INSERT OR REPLACE INTO story_edge VALUES (?, ?, ?, ?, ?)",
                [(e.a, e.b, e.score, e.reason, e.short) for e in edges if e],
            )

    def told(self, identity: str) -> Entity:
        """What is told of an entity."""
        nodes = self._forms(identity)
        mentions, articles, origin_count = self.index.counts([n.id for n in nodes])
        linked, entry = place_of(identity), self.linker.entry_of(identity)
        given = self.index.given(n.id for n in nodes)
        found = "Place" if linked else entry.entity_class if entry else clusters.class_of(nodes)
        cls = given.get("retype") or found
        label = self.index.labels([identity])[identity]
        names: dict[str, int] = {}
        for node in nodes:
            for name, n in node.names.items():
                names[name] = names.get(name, 0) + n
        names.pop(label, None)
        positions, relations = self._ties([n.id for n in nodes], identity)
        point = (entry.lat, entry.lon) if entry and entry.lat is not None and entry.lon is not None else None
        if linked is None and cls in WITHIN:
            inside: Counter[str] = Counter()
            for node in nodes:
                inside.update(node.inside)
            where = place_within((n.key for n in nodes), inside)
            if where is not None:
                outer = entity_of_place(where.id)
                predicate = WITHIN[cls]
                if predicate and outer != identity:
                    relations = tuple(sorted({*relations, (predicate, outer)}))
                # the middle of a country says nothing of a place in it
                if point is None and where.lat is not None and where.lon is not None:
                    point = None if (cls, where.cls) == ("Place", "country") else (where.lat, where.lon)
        others = sorted(sorted(names, key=lambda n: (-names[n], n))[:OTHER_LABELS_KEPT])
        return Entity(
            id=identity,
            entity_class=cls,
            label=label,
            other_labels=tuple(others),
            mentions=mentions,
            articles=articles,
            origins=origin_count,
            positions=positions,
            relations=relations,
            named=not nodes[0].nameless,
            links=() if nodes[0].nameless else self.linker.links_of(identity) or known_links(cls, (label, *names)),
            point=point,
        )

    def _countries(self, article: int) -> dict[int, str]:
        """Chain → country, for the nationalities of one article."""
        found = self.index.select(
            "SELECT c.chain, n.key FROM story_chain c JOIN story_node n ON n.id = c.node WHERE c.article IN (?)", [article]
        )
        return {chain: country for chain, key in found if (country := country_of_group(key))}

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
        country_of = lru_cache(maxsize=64)(self._countries)
        held: dict[tuple[str, str | None], list[tuple[str, list[object]]]] = {}
        relations: set[tuple[str, str]] = set()
        for key, _, article, relation in rows:
            predicate, literal, thing, organization, *_rest = relation
            if predicate == "schema:jobTitle":
                where = None
                if organization is not None:  # the Russian president holds office in Russia
                    where = country_of(article).get(organization) or entity_of(article).get(organization)
                held.setdefault((literal or "", where), []).append((key, relation))
            elif thing is not None and not relation[6] and predicate not in AS_READ:
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
