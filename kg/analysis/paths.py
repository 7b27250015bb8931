"""How two entities are connected: paths from one to the other through events and ties, each step with its sentences."""

from __future__ import annotations

import csv
import html
import io
import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from kg.analysis.links import NOT_SO, EntityNetwork, Link
from kg.graph import vocabulary as v
from kg.graph.asking.calling import Naming
from kg.graph.asking.words import days as words
from kg.graph.asking.words import status
from kg.views.asked.rows import Query
from kg.views.networks.network import among

if TYPE_CHECKING:
    from networkx import Graph, MultiDiGraph

HOPS = 4
"""Longest path, in steps, unless told otherwise."""
PATHS = 3
TOLD = 3
"""Sentences kept of each step."""
STEP = 1.0
"""What each step costs; so a shorter path comes before a longer one unless it goes through a hub."""
UNSUPPORTED, DENIED, CONTAINED = 0.6, 1.5, 1.5
"""What a step costs on top: shrinking with its origins; where it is denied or called off; where one merely lies in the other."""
HUB = 0.25
"""What passing through an entity costs, for each time its number of links doubles: "Russia" joins everybody with everybody."""
TRIED = 5
"""Links of a pair that are tried, what tells most first."""
TRIES = 2_000
"""Paths looked at while the cheapest ones turn out to be too long."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path.

    Attributes:
        source, target: IRIs of its ends, as the path runs.
        source_label, target_label: what they are called.
        kind: event, position or relation.
        iri: of the event, or of the relation's property.
        label: what links them.
        forward: whether a tie runs from source to target; True for events.
        status, when: of the event; empty where not known.
        articles, origins: how many tell it.
        others: how many more links there are between the two.
        told: sentences, as :meth:`kg.views.asked.evidence.Sources.show` gives them; none for what comes from a gazetteer.
    """

    source: str
    target: str
    source_label: str
    target_label: str
    kind: str
    iri: str
    label: str
    forward: bool
    status: str
    when: str
    articles: int
    origins: int
    others: int
    told: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Path:
    """A way from one entity to another; the lower the cost, the better it is supported and the less it goes through hubs."""

    steps: tuple[Step, ...]
    cost: float

    @property
    def labels(self) -> tuple[str, ...]:
        """Of all entities on the way, the first and the last included."""
        return (self.steps[0].source_label, *(step.target_label for step in self.steps))


class Paths(Sequence[Path]):
    """Paths between two entities, the best first.

    Attributes:
        source, target: IRIs of the two.
        source_label, target_label: what they are called.
        graph: the paths as a network, as :func:`kg.views.networks.network.network` makes it.
    """

    COLUMNS = (
        "path", "step", "from", "to", "link", "kind", "status", "when", "articles", "origins", "others", "sentence", "headline",
        "publisher", "published", "from_iri", "to_iri", "link_iri",
    )  # fmt: skip

    def __init__(self, source: tuple[str, str], target: tuple[str, str], paths: Iterable[Path], graph: MultiDiGraph) -> None:
        self.source, self.source_label = source
        self.target, self.target_label = target
        self.paths = tuple(paths)
        self.graph = graph

    def __len__(self) -> int:
        return len(self.paths)

    def __getitem__(self, at: Any) -> Any:
        return self.paths[at]

    def __repr__(self) -> str:
        return f"<Paths: {len(self)} from {self.source_label} to {self.target_label}>"

    def table(self) -> list[tuple[Any, ...]]:
        """One row a step, in :data:`COLUMNS`, with the first sentence of each."""
        found = []
        for number, path in enumerate(self.paths, 1):
            for at, s in enumerate(path.steps, 1):
                e = s.told[0] if s.told else {}
                said = (e.get("sentence"), e.get("title"), e.get("publisher"), e.get("date"))
                ends = (s.source, s.target, s.iri)
                link = (s.label, s.kind, status(s.status) or None, s.when or None, s.articles, s.origins, s.others)
                found.append((number, at, s.source_label, s.target_label, *link, *said, *ends))
        return found

    def to_frame(self, *, iris: bool = False) -> Any:
        """One row a step, as a pandas data frame: days as datetime64, missing text empty.

        Args:
            iris: with the IRIs of both ends and of what links them.
        """
        import pandas

        frame = pandas.DataFrame(self.table(), columns=list(self.COLUMNS), dtype=object).infer_objects().fillna("")
        frame["published"] = pandas.to_datetime(frame["published"], errors="coerce").astype("datetime64[s]")
        return frame if iris else frame.drop(columns=[name for name in self.COLUMNS if name.endswith("_iri")])

    def write(self, form: str) -> str:
        """As data: json (paths of steps, with all sentences kept), jsonl (a path a line) or csv (a step a row)."""
        if form == "csv":
            out = io.StringIO()
            writer = csv.writer(out)
            writer.writerow(self.COLUMNS)
            writer.writerows([["" if x is None else x for x in row] for row in self.table()])
            return out.getvalue()
        objects = [{"cost": path.cost, "steps": [asdict(step) for step in path.steps]} for path in self.paths]
        if form == "jsonl":
            return "".join(json.dumps(o, ensure_ascii=False) + "\n" for o in objects)
        return json.dumps(objects, ensure_ascii=False, indent=1) + "\n"

    def view(self, *, title: str | None = None) -> Any:
        """The paths as a picture (:class:`kg.views.pages.picture.Picture`)."""
        from kg.views.pages.picture import Picture

        return Picture(self.graph, title=title or f"{self.source_label} – {self.target_label}", source=f"{len(self)} paths")

    def _repr_html_(self) -> str:
        if not self.paths:
            return f"<p>No path from {html.escape(self.source_label)} to {html.escape(self.target_label)}</p>"
        return "".join(map(_as_html, self.paths))


def _as_html(path: Path) -> str:
    steps = []
    for s in path.steps:
        about = ", ".join(filter(None, [status(s.status), s.when]))
        arrow = "→" if s.forward else "←"
        head = f"{html.escape(s.source_label)} {arrow} {html.escape(s.target_label)}: <b>{html.escape(s.label)}</b>"
        told = "".join(
            f"<blockquote>{html.escape(e['sentence'])}<br><small>— {html.escape(e['title'])}"
            f"{', ' + html.escape(e['date']) if e['date'] else ''}</small></blockquote>"
            for e in s.told
        )
        steps.append(f"<li>{head}{f' ({html.escape(about)})' if about else ''}{told}</li>")
    return f"<p><b>{html.escape(' – '.join(path.labels))}</b></p><ol>{''.join(steps)}</ol>"


def find_paths(
    query: Query, network: EntityNetwork, source: str, target: str, *, hops: int = HOPS, paths: int = PATHS
) -> Paths:
    """Paths between two entities: few steps, well supported, specific rather than through hubs.

    A step costs more the fewer independent origins tell it and the more links its ends have; the cheapest simple paths are
    found by Yen's algorithm as networkx has it. No event is taken twice: who all take part in it are one step apart already.

    Args:
        query: asks the store, as in :func:`kg.views.networks.network.network`.
        network: of its story.
        source, target: IRIs of the two.
        hops: most steps.
        paths: most paths.

    Returns:
        Paths, the cheapest first; none where the two are not connected within ``hops`` steps.
    """
    chosen = [] if source == target else _cheapest(network, source, target, hops, paths)
    told_by = ((pair, link) for nodes, links, _ in chosen for pair, link in zip(_pairs(nodes), links, strict=True))
    used = list(dict.fromkeys(told_by))
    graph, told = _told(query, network, used)
    label = network.found.entities
    found = []
    for nodes, links, cost in chosen:
        steps = []
        for (a, b), link in zip(pairwise(nodes), links, strict=True):
            pair = (min(a, b), max(a, b))
            sentences, articles, origins = told[pair, link]
            steps.append(
                Step(
                    source=a,
                    target=b,
                    source_label=label[a].label,
                    target_label=label[b].label,
                    kind=link.kind,
                    iri=link.iri,
                    label=link.label,
                    forward=link.kind == "event" or link.source == a,
                    status=link.status or "",
                    when=words(link.first, link.last),
                    articles=articles,
                    origins=origins,
                    others=len(network.links[pair]) - 1,
                    told=tuple(sentences[:TOLD]),
                )
            )
        found.append(Path(tuple(steps), round(cost, 3)))
    ends = [(iri, label[iri].label if iri in label else iri) for iri in (source, target)]
    return Paths(ends[0], ends[1], found, graph)


def _pairs(nodes: Sequence[str]) -> list[tuple[str, str]]:
    return [(min(pair), max(pair)) for pair in pairwise(nodes)]


def _links(network: EntityNetwork, nodes: Sequence[str]) -> tuple[Link, ...] | None:
    """What links each node to the next, none of it twice; None where the same event would have to do for two steps."""
    pairs = _pairs(nodes)

    def rest(at: int, taken: frozenset[str]) -> tuple[Link, ...] | None:
        if at == len(pairs):
            return ()
        for link in network.links[pairs[at]][:TRIED]:
            if link.iri in taken:
                continue
            more = rest(at + 1, taken | {link.iri} if link.kind == "event" else taken)
            if more is not None:
                return (link, *more)
        return None

    return rest(0, frozenset())


def _cheapest(
    network: EntityNetwork, source: str, target: str, hops: int, paths: int
) -> list[tuple[tuple[str, ...], tuple[Link, ...], float]]:
    """The nodes and links of the cheapest paths of at most ``hops`` steps, and what each costs."""
    import networkx as nx

    graph = _costs(network)
    if source not in graph or target not in graph:
        return []
    # only what lies within reach of both ends can be on such a path
    near = nx.single_source_shortest_path_length(graph, source, cutoff=hops)
    far = nx.single_source_shortest_path_length(graph, target, cutoff=hops)
    between = [node for node in graph if node in near and node in far and near[node] + far[node] <= hops]
    if source not in between or target not in between:
        return []
    within = nx.Graph()
    within.add_nodes_from(between)
    within.add_edges_from((a, b, data) for a, b, data in graph.edges(data=True) if a in within and b in within)
    found: list[tuple[tuple[str, ...], tuple[Link, ...], float]] = []
    for tried, nodes in enumerate(nx.shortest_simple_paths(within, source, target, weight="cost")):
        cost = nx.path_weight(within, nodes, "cost")
        # those of one cost come in any order: all of them, then the first by their IRIs
        if tried >= TRIES or (len(found) >= paths and cost > found[-1][-1] + 1e-9):
            break
        if len(nodes) - 1 <= hops and (links := _links(network, nodes)) is not None:
            found.append((tuple(nodes), links, cost))
    return sorted(found, key=lambda one: (round(one[-1], 9), one[0]))[:paths]


def _costs(network: EntityNetwork) -> Graph:
    """The network with what each step costs: half of the cost of passing an entity lies on each of its links."""
    from networkx import Graph

    graph = Graph()
    graph.add_nodes_from(network.entities)
    graph.add_edges_from(sorted(network.links))
    for pair in sorted(network.links):
        strength = network.strength(pair)
        hubs = sum(HUB * math.log2(graph.degree(end)) for end in pair) / 2
        graph.edges[pair]["cost"] = STEP + hubs + UNSUPPORTED / (1 + math.log2(1 + strength)) + _doubt(network.links[pair][0])
    return graph


def _doubt(link: Link) -> float:
    if link.status in NOT_SO:
        return DENIED
    return CONTAINED if link.iri == v.CONTAINED_IN_PLACE else 0.0


def _told(
    query: Query, network: EntityNetwork, used: Sequence[tuple[tuple[str, str], Link]]
) -> tuple[MultiDiGraph, dict[tuple[tuple[str, str], Link], tuple[list[dict[str, Any]], int, int]]]:
    """The network of the steps, and of each step its sentences, articles and origins."""
    iris = {iri for pair, _ in used for iri in pair} | {link.iri for _, link in used if link.kind == "event"}
    pairs = {pair for pair, link in used if link.kind != "event"}
    pairs |= {(end, link.iri) for pair, link in used if link.kind == "event" for end in pair}
    shown = {link.iri for _, link in used if link.kind == "event"}
    graph = among(query, iris, pairs, found=network.found, evidence=2 * TOLD)
    # of two entities linked by a tie, their events are not part of the picture
    for a, b, key, data in list(graph.edges(keys=True, data=True)):
        if data["kind"] == "event":
            graph.remove_edge(a, b, key)
    found = {}
    for pair, link in used:
        if link.kind == "event":
            a, b = (_sentences(graph, end, link.iri) for end in pair)
            both = [e for key, e in a.items() if key in b] or [*a.values(), *b.values()]
            found[pair, link] = (_once(both or graph.nodes[link.iri]["evidence"]), link.articles, link.origins)
        else:
            ties = [d for a, b in (pair, pair[::-1]) for d in (graph[a][b].values() if graph.has_edge(a, b) else ())]
            same = [d for d in ties if d["iri"] == link.iri and d["label"] == link.label] or ties
            told = _once(e for d in same for e in d["evidence"])
            counts = [max((d[name] for d in same), default=0) for name in ("articles", "origins")]
            found[pair, link] = (told, counts[0], counts[1])
    assert shown <= set(graph)
    _entitle(query, [e for told, *_ in found.values() for e in told])
    return graph, found


def _entitle(query: Query, told: Sequence[dict[str, Any]]) -> None:
    """Give each sentence the title of its article: its headline, else what people call it."""
    called = Naming(query, "")({e["article"] for e in told if not e["headline"]})
    for e in told:
        e["title"] = e["headline"] or called.get(e["article"], e["article"])


def _once(told: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each wording once, in the order given: copies of one report say nothing new."""
    found: dict[str, dict[str, Any]] = {}
    for e in told:
        found.setdefault(" ".join(e["sentence"].split()), e)
    return list(found.values())


def _sentences(graph: MultiDiGraph, end: str, event: str) -> dict[tuple[str, str], dict[str, Any]]:
    """The sentences that put an entity into an event."""
    return {
        (e["article"], e["sentence"]): e
        for a, b in ((end, event), (event, end))
        if graph.has_edge(a, b)
        for data in graph[a][b].values()
        for e in data["evidence"]
    }
