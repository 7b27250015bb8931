"""What a story offers of this room: ``story.paths``, ``central``, ``bridges``, ``communities``, ``together``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Unpack

from kg.errors import Code, KgError, one_of
from kg.graph.asking.rows import Rows
from kg.graph.asking.terms import Iri
from kg.graph.asking.words import entity_class

if TYPE_CHECKING:
    from kg.analysis.links import EntityNetwork, Wanted
    from kg.analysis.paths import Paths
    from kg.graph.asking.calling import Naming
    from kg.graph.store.store import Store
    from kg.views.asked.rows import Query

LEADING = 5
"""Members that stand for a community in a table."""


class Analyses:
    """The part of a story that looks at the shape of its network. Rows come as those of a query: tables, frames, pictures.

    Links are events in which two entities take part, positions and relations. What is denied or called off links nobody (a path
    shows it, as what it is); what is merely said links those who speak only where ``statements`` asks for it.
    """

    _store: Store
    _solutions: Query

    @property
    def _naming(self) -> Naming:
        raise NotImplementedError

    def find(self, name: str, *, kind: str | None = None) -> Iri:
        raise NotImplementedError

    def picture(self, *args: Any, **kwargs: Any) -> Any:
        raise NotImplementedError

    def entity_network(self, **options: Unpack[Wanted]) -> EntityNetwork:
        """Entities and what links them, as the measures see them.

        Args:
            options: as in :func:`kg.analysis.links.entity_network`: ``statements classes first last``.
        """
        from kg.analysis.links import entity_network

        return entity_network(self._solutions, **options)

    def paths(self, a: str, b: str, *, hops: int = 4, most: int = 3, **options: Unpack[Wanted]) -> Paths:
        """How two entities are connected: the best paths through events and ties, each step with its sentences.

        Args:
            a, b: any of their names.
            hops: most steps of a path.
            most: how many paths at most.
            options: as in :meth:`entity_network`.

        Returns:
            Paths, the best supported and most specific first; none where there is none. ``.view()`` draws them.

        Raises:
            KgError: KG037, KG040, KG041, KG044; KG090 where the two are one.
        """
        from kg.analysis.paths import find_paths

        for name, number in (("hops", hops), ("most", most)):
            if number < 1:
                raise KgError(Code.BAD_VALUE, value=number, parameter=name, wanted="1 or more")
        source, target = self.find(a), self.find(b)
        if source == target:
            raise KgError(Code.USAGE, why=f"{a!r} and {b!r} are names of one entity: name two")
        return find_paths(self._solutions, self.entity_network(**options), source, target, hops=hops, paths=most)

    def central(self, by: str = "pagerank", **options: Unpack[Wanted]) -> Rows:
        """Who and what is central, by the network: degree, strength, betweenness and PageRank of every linked entity.

        Args:
            by: which of them orders the rows.
            options: as in :meth:`entity_network`.

        Raises:
            KgError: KG037, KG044.
        """
        from kg.analysis.measures import EXACT, MEASURES, PIVOTS, central

        one_of(by, "by", MEASURES)
        network = self.entity_network(**options)
        found = central(network, by)
        rows = Rows.of_values(
            ("name", "class", *MEASURES, "entity"),
            (
                (
                    network.label(c.iri),
                    entity_class(network.entities[c.iri].entity_class),
                    *(getattr(c, name) for name in MEASURES),
                    Iri(c.iri),
                )
                for c in found
            ),
        )
        if len(found) > EXACT:
            rows.notes = (f"betweenness is estimated from {PIVOTS} of {len(found):,} entities.",)
        return self._shown(rows)

    def bridges(self, *, least: int = 2, **options: Unpack[Wanted]) -> Rows:
        """Links and entities without which parts of the story fall apart.

        Args:
            least: how many entities must be cut off.
            options: as in :meth:`entity_network`.

        Raises:
            KgError: KG044.
        """
        from kg.analysis.measures import bridges

        network = self.entity_network(**options)
        found = []
        for bridge in bridges(network):
            if bridge.cuts_off < least:
                continue
            one, *more = sorted(bridge.iris, key=lambda iri: (-network.entities[iri].origins, iri))
            other = more[0] if more else None
            link = network.links[bridge.iris[0], bridge.iris[1]][0].label if more else None
            told = (bridge.cuts_off, "link" if more else "entity", network.label(one), other and network.label(other), link)
            found.append((*told, Iri(one), other and Iri(other)))
        return self._shown(Rows.of_values(("cuts_off", "kind", "name", "other", "link", "entity", "to"), found))

    def communities(self, *, members: bool = False, resolution: float = 1.0, **options: Unpack[Wanted]) -> Rows:
        """Who belongs together: communities of the network, the largest first.

        Args:
            members: a row for each entity instead of one for each community.
            resolution: above 1 for more and smaller communities, below for fewer.
            options: as in :meth:`entity_network`.

        Raises:
            KgError: KG037, KG044.
        """
        from kg.analysis.measures import communities

        if not 0 < resolution < 1e6:
            raise KgError(Code.BAD_VALUE, value=resolution, parameter="resolution", wanted="a number above 0")
        network = self.entity_network(**options)
        found = list(enumerate(communities(network, resolution=resolution), 1))
        if members:
            names = ("community", "name", "class", "origins", "entity")
            about = network.entities
            values = (
                (number, network.label(iri), entity_class(about[iri].entity_class), about[iri].origins, Iri(iri))
                for number, one in found
                for iri in one.members
            )
            return self._shown(Rows.of_values(names, values))
        names = ("community", "size", "who", "inside", "outside")
        return Rows.of_values(
            names,
            (
                (number, len(c.members), ", ".join(map(network.label, c.members[:LEADING])), c.inside, c.outside)
                for number, c in found
            ),
        )

    def together(self, name: str | None = None, *, where: str = "events", statements: bool = False) -> Rows:
        """Who comes together with whom: in events (co-actors), in sentences or in articles (co-occurrence).

        Args:
            name: of an entity that must be one of the two.
            where: events, sentences or articles.
            statements: whether events of speech count, too.

        Raises:
            KgError: KG037, KG040, KG041.
        """
        from kg.analysis.together import WHERE, together
        from kg.views.asked.rows import entities

        one_of(where, "where", WHERE)
        wanted = self.find(name) if name else None
        iris = self._store.iris
        sentences = ((iris.article(key), begin, end) for key, begin, end in self._store.database.sentences())
        label = {iri: row.label for iri, row in entities(self._solutions).items()}
        found = []
        for t in together(self._solutions, sentences, where=where, statements=statements):
            if wanted is None or wanted in (t.one, t.other):
                a, b = (t.other, t.one) if t.other == wanted else (t.one, t.other)
                found.append((label[a], label[b], t.times, t.origins, t.affinity, Iri(a), Iri(b)))
        return self._shown(Rows.of_values(("who", "with", where, "origins", "affinity", "entity", "other"), found))

    def _shown(self, rows: Rows) -> Rows:
        rows.viewer, rows.naming, rows.labelled = self.picture, self._naming, True
        return rows
