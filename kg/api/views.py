"""Looking at a story: ``story.show``, ``event``, ``dossier``; ``network``, ``view``, ``explore``, ``timeline``, ``picture``,
``plot``."""

from __future__ import annotations

import datetime
import json
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from kg.analysis.asking import Analyses
from kg.errors import Code, KgError, one_of
from kg.graph.asking.rows import Rows
from kg.graph.asking.terms import Iri
from kg.views.networks.network import EVIDENCE, MAX_NODES

if TYPE_CHECKING:
    from networkx import MultiDiGraph

    from kg.analysis.doubts import Doubt
    from kg.graph.asking.limited import LimitedGraph
    from kg.views.networks.results import Result
    from kg.views.pages.brief_page import BriefPage
    from kg.views.pages.charts import Chart
    from kg.views.pages.explorer import Explorer
    from kg.views.pages.picture import Picture
    from kg.views.pages.timeline_page import TimelinePage
    from kg.views.records.disagreements import Disagreements
    from kg.views.records.dossier import Dossier
    from kg.views.records.event import Event
    from kg.views.records.news import News
    from kg.views.records.shown import Shown

Day = str | datetime.date
Size = Literal["reports", "degree", "strength", "betweenness", "pagerank"]
Colour = Literal["class", "community"]
Plot = Literal["days", "who", "map"]

RESULT_NODES = 150
"""Nodes that the picture of an answer has at most, unless told otherwise."""


class Looking(Analyses):
    """The part of a story that shows it: records of one entity or event, pictures and pages of many; and its analyses."""

    path: Path

    @property
    def _graph(self) -> LimitedGraph:
        raise NotImplementedError

    def _find_events(self, words: str) -> list[str]:
        raise NotImplementedError

    def _trusted(self, text: str, **values: Any) -> Rows:
        raise NotImplementedError

    if TYPE_CHECKING:  # where people judge: kg/api/judgements.py

        def doubts(self, *, kinds: Iterable[str] = ...) -> list[Doubt]: ...

    # ------------------------------------------------------------------ one of them

    def show(self, name: str) -> Shown:
        """Everything known of one entity, with its sentences.

        Raises:
            KgError: KG040, KG041.
        """
        from kg.views.records.show import show

        return show(self._trusted, self.find(name))

    def dossier(self, name: str) -> Dossier:
        """Everything known of one entity with all sentences: ``.save(path)`` writes a page or Markdown.

        Raises:
            KgError: KG040, KG041.
        """
        from kg.views.records.dossier import Dossier
        from kg.views.records.show import show

        return Dossier(show(self._trusted, self.find(name), sentences=None), store=self.path.name)

    def event(self, name: str) -> Event:
        """Everything known of one event: who, where, when, how its status went, and every sentence that tells it.

        Args:
            name: its label, words of it, or its IRI.

        Raises:
            KgError: KG040, KG041.
        """
        from kg.views.records.event import event

        return event(self._trusted, name if name.startswith(self._store.iris.base) else self._one_event(name))

    def brief(self, name: str | None = None, *, title: str | None = None, lines: int = 10) -> BriefPage:
        """The story on one screen: shows itself in a cell; ``.save(path)`` writes a page or Markdown.

        Args:
            name: of somebody or something to stay with; the whole story by default.
            title: of the story.
            lines: how many happenings come first.

        Raises:
            KgError: KG040, KG041.
        """
        from kg.views.pages.brief_page import BriefPage
        from kg.views.records.brief import brief

        entity = self.find(name) if name else None
        label = self.show(name).label if name else ""
        return BriefPage.of(brief(self._trusted, title=title or self.path.name, entity=entity, label=label, shown=lines))

    def new(self, since: str | int | datetime.date | None = None, *, watch: Iterable[str] = ()) -> News:
        """What the latest articles brought: new happenings, people and positions, plans made, moved, kept and called off, first
        denials, contradictions opened and settled.

        Args:
            since: a day, or a generation of the store; by default what the last build put in.
            watch: names of those of whom news is wanted; all by default.

        Raises:
            KgError: KG150; KG040, KG041 for a name.
        """
        from kg.operations.latest import came_since
        from kg.views.records.news import news

        iris = self._store.iris
        keys, moved, told = came_since(self._store, None if since is None else str(since))
        return news(
            self._trusted,
            [iris.article(key) for key in keys],
            label=f"What is new, {told}",
            joined={old: iris.entity(new) for old, new in moved.items()},
            watched=[str(self.find(name)) for name in watch],
        )

    def silence(self, name: str | None = None, *, least: float | None = None) -> Rows:
        """Which outlet told a happening, told it otherwise, or left it out although it wrote on the subject afterwards.

        Args:
            name: of one that takes part or where it is; all weighty happenings by default.
            least: weight that a happening needs, 0 to 1.

        Raises:
            KgError: KG040, KG041.
        """
        from kg.analysis.silence import LEAST, silence

        entity = str(self.find(name)) if name else None
        found = silence(self._solutions, self._trusted, least=LEAST if least is None else least, entity=entity)
        names = ("what", "first", "last", "outlet", "how", "says", "sentence", "articles", "weight", "event")
        return self._shown(
            Rows.of_values(
                names,
                (
                    (s.head.title, _day(s.head.first), _day(s.head.last), s.outlet, s.how, s.says or None,
                     s.cited and s.cited.sentence, "; ".join(s.articles) or None, s.head.weight, Iri(s.head.iri))
                    for s in found
                ),
            )
        )  # fmt: skip

    def disagreements(self, *kinds: str) -> Disagreements:
        """What independent sources tell differently of a happening, with both sentences: shows itself in a cell; ``.write(form)``
        and ``.to_frame()`` give data, ``.html`` a page.

        Args:
            kinds: contradiction (the default), changed later, plan and outcome, within tolerance, coarser and finer.

        Raises:
            KgError: KG037.
        """
        from kg.views.records.disagreements import disagreements

        return disagreements(self._trusted, kinds=kinds or ("contradiction",))

    def _one_event(self, name: str) -> str:
        found = self._find_events(name)
        if len(found) > 1:
            choices = "; ".join(f"<{iri}>" for iri in found[:5])
            raise KgError(Code.AMBIGUOUS_ENTITY, name=name, choices=choices)
        if not found:
            raise KgError(Code.NO_ENTITY, name=name, hint="; events are named by their labels or IRIs")
        return found[0]

    # ------------------------------------------------------------------ many of them

    def network(
        self,
        *,
        focus: str | None = None,
        hops: int = 1,
        first: Day | None = None,
        last: Day | None = None,
        events: bool = True,
        statements: bool = False,
        max_nodes: int | None = MAX_NODES,
        classes: Collection[str] | None = None,
        evidence: int = EVIDENCE,
        whole: bool = False,
    ) -> MultiDiGraph:
        """The story as a ``networkx.MultiDiGraph`` whose nodes and edges carry IRIs, classes, labels, dates, status, evidence.

        Args:
            focus: name of an entity to stay around, ``hops`` steps.
            first, last: days, months or years: only events whose interval overlaps.
            events: whether events are nodes; else they are edges between the entities that take part.
            statements: whether what was merely said is an event, too.
            max_nodes: most nodes, those that matter most; None for all.
            classes: of the entities to draw ("Person"); None for all.
            evidence: most sentences of each node and edge.
            whole: take all where ``max_nodes`` allow it, even what would only crowd a picture.

        Raises:
            KgError: KG040, KG041, KG044.
        """
        from kg.views.networks.network import network

        about = self.find(focus) if focus else None
        return network(
            self._solutions, focus=about, hops=hops, first=first, last=last, events=events, statements=statements,
            max_nodes=max_nodes, classes=classes, evidence=evidence, whole=whole,
        )  # fmt: skip

    def view(
        self,
        *,
        focus: str | None = None,
        title: str | None = None,
        size_by: Size = "reports",
        colour_by: Colour = "class",
        hops: int = 1,
        first: Day | None = None,
        last: Day | None = None,
        events: bool = True,
        statements: bool = False,
        max_nodes: int | None = MAX_NODES,
        classes: Collection[str] | None = None,
        evidence: int = EVIDENCE,
    ) -> Picture:
        """The story as an interactive page: shows itself in a cell; ``.save(path)`` writes it.

        Args:
            focus: name of an entity to stay around.
            title: of the page.
            size_by: reports, degree, strength, betweenness or pagerank: what makes an entity large.
            colour_by: class or community.
            hops, first, last, events, statements, max_nodes, classes, evidence: as in :meth:`network`.

        Raises:
            KgError: KG037, KG040, KG041, KG044.
        """
        from kg.analysis.appearance import COLOURS, SIZES, measure
        from kg.views.pages.picture import Picture

        one_of(size_by, "size_by", SIZES)
        one_of(colour_by, "colour_by", COLOURS)
        graph = self.network(
            focus=focus, hops=hops, first=first, last=last, events=events, statements=statements, max_nodes=max_nodes,
            classes=classes, evidence=evidence,
        )  # fmt: skip
        if (size_by, colour_by) != ("reports", "class"):
            linked = self.entity_network(first=first, last=last, statements=statements)
            measure(graph, linked, size_by=size_by, colour_by=colour_by)
        articles = graph.graph["articles"]
        source = f"{articles} article{'s' * (articles != 1)} of {self.path.name}"
        return Picture(graph, title=title or focus or self.path.name, source=source)

    def explore(
        self,
        *,
        focus: str | None = None,
        title: str | None = None,
        max_nodes: int | None = None,
        with_sparql: bool = False,
        hops: int = 2,
        first: Day | None = None,
        last: Day | None = None,
        statements: bool = False,
        classes: Collection[str] | None = None,
        evidence: int = EVIDENCE,
    ) -> Explorer:
        """The story as a page to walk through: shows itself in a cell; ``.save(path)`` writes it.

        Args:
            focus: name of an entity: the page holds what is up to two steps away from it, and begins there.
            title: of the page.
            max_nodes: most nodes that the page holds, the most reported; 5,000 by default.
            with_sparql: whether the page also holds the graph itself, all of it, and can be asked in SPARQL.
            hops, first, last, statements, classes, evidence: as in :meth:`network`.

        Raises:
            KgError: KG040, KG041, KG044, KG046, KG049.
        """
        from kg.analysis.answers import REVIEWED_NODES, review_block
        from kg.views.networks.explorer_data import explorer_data
        from kg.views.pages import explorer
        from kg.views.pages.explorer_page import compressed

        graph = self.network(
            focus=focus, hops=hops, first=first, last=last, statements=statements, classes=classes, evidence=evidence,
            max_nodes=max_nodes or explorer.MAX_NODES, whole=True,
        )  # fmt: skip
        data = explorer_data(self._solutions, graph)
        source = f"{data['stored']} article{'s' * (data['stored'] != 1)} of {self.path.name}"
        blocks = self._sparql_blocks() if with_sparql else {}
        doubtful = self.doubts() if data["total"] <= REVIEWED_NODES else []
        review = review_block(self._trusted, doubtful, self.path.name)
        blocks["review"] = compressed(json.dumps(review).encode())
        name = title or focus or self.path.name
        return explorer.Explorer(data, title=name, source=source, blocks=blocks, wasm=with_sparql)

    def _sparql_blocks(self) -> dict[str, bytes]:
        from kg.graph.asking.limited import LimitedGraph

        with LimitedGraph.at_work(self._store.snapshot()) as graph:
            blocks: dict[str, bytes] = graph.call("kg.views.pages.explorer_sparql:sparql_blocks", self._store.database.base)
        return blocks

    def picture(
        self,
        result: Rows | Result,
        *,
        title: str | None = None,
        max_nodes: int | None = RESULT_NODES,
        path: str = "the answer",
    ) -> Picture:
        """The answer of a query as an interactive page, as in :func:`kg.views.networks.result_network.result_network`; also
        ``story.query(…).view()``.

        Args:
            result: rows of SELECT or CONSTRUCT, or an answer read from elsewhere (:func:`kg.views.networks.results.read_result`).
            title: of the page.
            max_nodes: most nodes; the most reported stay.
            path: what the answer is called in messages.

        Raises:
            KgError: KG043, KG048.
        """
        from kg.views.networks.result_network import result_network
        from kg.views.networks.results import of_rows
        from kg.views.pages.picture import Picture

        read = of_rows(result) if isinstance(result, Rows) else result
        graph = result_network(read, self._solutions, max_nodes=max_nodes, path=path)
        return Picture(graph, title=title or "Answer of a query", source=f"asked of {self.path.name}")

    def timeline(
        self,
        name: str | None = None,
        *,
        title: str | None = None,
        first: Day | None = None,
        last: Day | None = None,
        statements: bool = False,
        undated: bool = False,
        passing: bool = False,
    ) -> TimelinePage:
        """Dated events in order of time: shows itself in a cell; ``.page()`` and ``.save(path)`` give an interactive page,
        ``.write(form)`` data.

        Args:
            name: of an entity that takes part, or of a place where they happen; the whole story by default.
            title: of the page.
            first, last: days, months or years: only events that touch the days between.
            statements: whether what was merely said is an event, too.
            undated: whether events without a date follow at the end.
            passing: whether what is mentioned in passing is listed, too.

        Raises:
            KgError: KG040, KG041, KG044.
        """
        from kg.views.asked.dates import first_day, last_day
        from kg.views.pages.timeline_page import TimelinePage
        from kg.views.records.timeline import timeline

        entity = self.find(name) if name else None
        title = title or (None if name else self.path.name)
        made = timeline(
            self._solutions, entity=entity, title=title, first=first_day(first), last=last_day(last), statements=statements,
            undated=undated, passing=passing,
        )  # fmt: skip
        return TimelinePage(made)

    def plot(
        self,
        what: Plot = "days",
        *,
        name: str | None = None,
        first: Day | None = None,
        last: Day | None = None,
        most: int = 15,
    ) -> Chart:
        """A plot that shows itself in a cell; ``.save("days.svg")`` writes it. It needs no library for plots.

        Args:
            what: "days": how many happenings begin when, by what became of them; "who": people and organisations by how many
                independent origins name them; "map": where it happens.
            name: of "days": only happenings of one that takes part, or at a place.
            first, last: of "days": days, months or years.
            most: of "who": how many at most.

        Raises:
            KgError: KG037, KG040, KG041, KG044; KG046 when the outlines of countries were not bundled.
        """
        from kg.views.asked.dates import first_day, last_day
        from kg.views.pages import charts

        one_of(what, "what", ("days", "who", "map"))
        if what == "who":
            return charts.by_origins(self._solutions, most=most)
        if what == "map":
            return charts.on_map(self._solutions)
        entity = self.find(name) if name else None
        return charts.by_day(self._solutions, entity=entity, first=first_day(first), last=last_day(last))


def _day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None
