"""The explorer beside plain pyvis, on the same made-up networks: time to write, size, time until one can use it."""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.chromium import CLOCK, browser, cpu
from benchmarks.data import report
from benchmarks.timing import of_call

if TYPE_CHECKING:
    from networkx import MultiDiGraph

SIZES = (300, 2_000, 5_000)
EDGES = 3
"""For each node."""
ENTITIES = 0.4
"""Share of the nodes; the others are events."""
LIMIT = 100
"""Seconds after which a page is given up."""
ROUNDS = 3
STEPS = 25
_WORDS = ("harbour", "council", "minister", "agreed", "signed", "talks", "price", "ore", "court", "the", "of", "a", "in")
_OURS = "window.__drawn = () => window.explorer && window.explorer.shown().nodes.length > 0;"
_PYVIS = """
window.__drawn = () => {
  const bar = document.getElementById("loadingBar");
  return typeof network !== "undefined" && document.querySelector("canvas") && (!bar || bar.style.display === "none");
};
"""
_FRAMES = """
window.__frames = [];
window.__watching = true;
let last = null;
const look = (now) => {
  if (last !== null) window.__frames.push(now - last);
  last = now;
  if (window.__watching) requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""
_PLACES = """
const { sigma } = explorer.panels.get("graph"), box = sigma.getContainer().getBoundingClientRect(), { nodes } = explorer.shown();
return Array.from({ length: arguments[0] }, (_, n) => {
  const p = sigma.framedGraphToViewport(sigma.getNodeDisplayData(nodes[(n * 37) % nodes.length]));
  return [box.left + p.x, box.top + p.y];
});
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds on the clock and of CPU (all processes of the browser); None where it took too long."""

    wall: float | None
    cpu: float


def made_up(count: int, seed: int = 1) -> MultiDiGraph:
    """A network as :func:`kg.views.networks.network.network` makes it: ``count`` nodes, three times as many edges, a
    few of the nodes in very many of them, a sentence behind each.
    """
    from networkx import MultiDiGraph

    chance = random.Random(seed)
    graph = MultiDiGraph(focus=None, total=count)
    entities = round(count * ENTITIES)
    events = count - entities
    classes = ("Person", "Organization", "Place", "Group", "Thing")
    for at in range(entities):
        origins = max(1, round(chance.paretovariate(1.1)))
        graph.add_node(
            f"https://kg.example/id/entity/{at}", iri=f"https://kg.example/id/entity/{at}", kind="entity",
            **{"class": chance.choice(classes)}, label=f"Name {at}", names=[f"N. {at}"], titles=[], same_as=[], first=None,
            last=None, status=None, origins=origins, articles=origins, mentions=2 * origins, weight=origins,
            **_evidence(chance, 2),
        )  # fmt: skip
    pool = [at for at, (_, data) in enumerate(graph.nodes(data=True)) for _ in range(min(data["origins"], 60))]
    for at in range(events):
        iri = f"https://kg.example/id/event/{at}"
        day = f"20{chance.randint(20, 25)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        status = chance.choice(("Occurred",) * 6 + ("Planned", "Denied", "Possible"))
        kind = chance.choice(("Consult", "Agree", "Sanction", "Accuse", "Move", "Invest"))
        graph.add_node(
            iri, iri=iri, kind="event", **{"class": "Event"}, label=f"{kind.lower()}: event {at}", event_type=kind,
            type_label=kind.lower(), group=kind, group_label=kind.lower(), first=day, last=day, status=status, origins=1,
            articles=1, weight=1, matters=round(chance.random(), 3), **_evidence(chance, 1),
        )  # fmt: skip
        # so that there are EDGES edges a node
        wanted = len(graph) * EDGES - graph.number_of_edges() if at == events - 1 else round(count * EDGES / events)
        taken: set[int] = set()
        while len(taken) < wanted:
            taken.add(chance.choice(pool) if chance.random() < 0.7 else chance.randrange(entities))
        for filler in sorted(taken):
            role = chance.choice(("agent", "recipient", "participant", "place"))
            ends = (f"https://kg.example/id/entity/{filler}", iri)
            graph.add_edge(
                *ends, key=role, iri=f"https://kg.example/ns#{role}", kind="role", **{"class": role}, role=role, label=role,
                directed=role == "agent", first=day, last=day, status=status, origins=1, articles=1, weight=1,
                **_evidence(chance, 1),
            )  # fmt: skip
    return graph


def _evidence(chance: random.Random, count: int) -> dict[str, Any]:
    told = []
    for _ in range(count):
        words = [chance.choice(_WORDS) for _ in range(24)]
        article = chance.randrange(1000)
        told.append({
            "sentence": " ".join(words), "highlights": [(0, len(words[0]))], "article": f"https://kg.example/id/article/{article}",
            "headline": f"Headline {article}", "publisher": f"Paper {article % 30}", "date": "2025-01-01", "url": None,
            "status": None, "said_by": None,
        })  # fmt: skip
    return {"evidence": told, "evidence_count": count}


def write_ours(graph: MultiDiGraph, path: Path) -> None:
    """The explorer's page."""
    from kg.views.asked.article_rows import ArticleRow
    from kg.views.networks.explorer_data import assembled
    from kg.views.pages.explorer import Explorer

    articles = {
        f"https://kg.example/id/article/{at}": ArticleRow(
            f"https://kg.example/id/article/{at}", f"Headline {at}", f"Paper {at % 30}", "2025-01-01"
        )
        for at in range(1000)
    }
    chance = random.Random(2)
    told = {iri: {chance.choice(list(articles))} for iri in graph}
    Explorer(assembled(graph, articles, told, {}, {}), title="Made up").save(path)


def write_pyvis(graph: MultiDiGraph, path: Path) -> None:
    """What one would write: the same nodes and edges, a sentence as the title of each, everything inlined."""
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line")
    for iri, data in graph.nodes(data=True):
        network.add_node(iri, label=data["label"], title=data["evidence"][0]["sentence"], value=data["weight"])
    for source, target, data in graph.edges(data=True):
        network.add_edge(source, target, label=data["label"], title=data["evidence"][0]["sentence"])
    path.write_text(network.generate_html(notebook=False), encoding="utf-8")


def run(*, quick: bool = False) -> None:
    """Measure and print.

    Args:
        quick: the small network alone.
    """
    for count in SIZES[:1] if quick else SIZES:
        graph = made_up(count)
        with tempfile.TemporaryDirectory(prefix="kg-bench-") as folder:
            ours, theirs = Path(folder) / "explorer.html", Path(folder) / "pyvis.html"
            rows = [_written("explorer", write_ours, graph, ours)]
            rows.append(
                ("explorer: can be used after", _seconds([_open(ours.as_uri(), _OURS)[0] for _ in range(ROUNDS)]))
            )
            everything = [_open(f"{ours.as_uri()}#start=%3Aall", _OURS, redraw=True) for _ in range(ROUNDS)]
            rows.append(("explorer: the same with all nodes drawn", _seconds([cost for cost, _ in everything])))
            for kind in ("pan", "hover"):
                rows.append(
                    (
                        f"explorer: {kind}, all nodes drawn",
                        _redrawn([redrawn[kind] for _, redrawn in everything if redrawn]),
                    )
                )
            rows.append(_written("pyvis", write_pyvis, graph, theirs))
            rows.append(("pyvis: can be used after", _seconds([_open(theirs.as_uri(), _PYVIS)[0]])))
            report(f"{count:,} nodes, {graph.number_of_edges():,} edges", rows)


def _written(
    name: str, write: Callable[[MultiDiGraph, Path], None], graph: MultiDiGraph, path: Path
) -> tuple[str, str]:
    cost = of_call(lambda: write(graph, path))
    return f"{name}: written in", f"{cost.wall:.1f} s ({cost.cpu:.1f} s CPU), {path.stat().st_size / 1e6:.1f} MB"


def _open(url: str, drawn: str, *, redraw: bool = False) -> tuple[Cost, dict[str, tuple[list[float], float]]]:
    """What it takes, in a browser just started, until a page can be used; with ``redraw``, also the times of redrawing."""
    from selenium.common.exceptions import TimeoutException

    with browser() as driver:
        driver.set_script_timeout(10)
        time.sleep(1.5)  # what a browser does after its start
        driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": drawn + CLOCK})
        before = cpu(driver)
        driver.get(url)
        end = time.perf_counter() + LIMIT
        while time.perf_counter() < end:
            time.sleep(0.1)
            try:
                found = driver.execute_script("return window.__clock ? window.__clock.usable : null")
            except TimeoutException:  # the page is too busy to answer
                continue
            if found is not None:
                cost = Cost(found / 1000, cpu(driver) - before)
                return cost, {kind: _redraw(driver, kind) for kind in ("pan", "hover")} if redraw else {}
        return Cost(None, cpu(driver) - before), {}


def _redraw(driver: Any, kind: str) -> tuple[list[float], float]:
    """Milliseconds of each frame while the mouse drags the picture, or goes over nodes; CPU milliseconds a step."""
    time.sleep(1.0)
    places = driver.execute_script(_PLACES, STEPS)
    x, y = 600.0, 350.0
    if kind == "pan":
        places = [(x + 4 * at, y + 2 * at) for at in range(1, STEPS + 1)]
        _mouse(driver, "mouseMoved", x, y)
        _mouse(driver, "mousePressed", x, y)
    before = cpu(driver)
    driver.execute_script(_FRAMES)
    for x, y in places:
        _mouse(driver, "mouseMoved", x, y, held=kind == "pan")
    frames = driver.execute_script("window.__watching = false; return window.__frames")
    spent = cpu(driver) - before
    if kind == "pan":
        _mouse(driver, "mouseReleased", x, y)
    return frames, 1000 * spent / STEPS


def _mouse(driver: Any, kind: str, x: float, y: float, *, held: bool = False) -> None:
    event = {
        "type": kind,
        "x": x,
        "y": y,
        "button": "left" if held or kind != "mouseMoved" else "none",
        "buttons": int(held),
        "clickCount": 1,
    }
    driver.execute_cdp_cmd("Input.dispatchMouseEvent", event)


def _seconds(found: list[Cost]) -> str:
    spent = f"{min(cost.cpu for cost in found):.1f} s CPU at least"
    times = [cost.wall for cost in found if cost.wall is not None]
    if len(times) < len(found):
        return f"not within {LIMIT} s ({spent})"
    return f"{min(times):.2f} s at best, {statistics.median(times):.2f} s in the middle of {len(times)} ({spent})"


def _redrawn(found: list[tuple[list[float], float]]) -> str:
    if not found:
        return "not measured"
    frames = sorted(one for times, _ in found for one in times)
    most, spent = frames[round(len(frames) * 0.9) - 1], min(spent for _, spent in found)
    return f"{statistics.median(frames):.0f} ms a frame, nine of ten within {most:.0f}; {spent:.0f} ms CPU a step"
