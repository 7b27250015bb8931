"""Timelines against timelines: the official measure of SemEval-2015 Task 4, TempEval-3's temporal awareness.

Each timeline becomes a graph of temporal relations: an event SIMULTANEOUS with its date, events of one order SIMULTANEOUS
with each other, each event BEFORE those of the next order. Precision is the share of the system's relations (without
those that follow from others) that follow from the gold's; recall the reverse (UzZaman et al. 2013).
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from kg.evaluation.scores import Rows, row_of

Node = tuple[str, int | str]
Relation = tuple[Node, Node, str]

BEFORE, AFTER, SIMULTANEOUS = "BEFORE", "AFTER", "SIMULTANEOUS"

GOLD_FOLDERS = frozenset({"gold", "TimeLines_Gold_Standard"})
"""Folders of gold timelines, as the task names them."""


class TimeGraph:
    """What is equal and what precedes, with all that follows from it. Relations enter one by one, as in TempEval-3's tool.

    Args:
        relations: in the order in which a timeline gives them.
    """

    def __init__(self, relations: Sequence[Relation]) -> None:
        self.same: dict[Node, Node] = {}
        self.after: dict[Node, set[Node]] = defaultdict(set)
        self.kept: list[Relation] = []
        self.stated = set(relations)
        for x, y, relation in relations:
            known = self.query(x, y)
            if known == relation:
                continue  # follows from the others
            self.kept.append((x, y, relation))  # what contradicts the graph is counted too, but not entered
            if known is None:
                a, b = self._root(x), self._root(y)
                if relation == BEFORE:
                    self.after[a].add(b)
                else:
                    self.same[a] = b
                    self.after[b] |= self.after.pop(a, set())

    def _root(self, x: Node) -> Node:
        while x in self.same:
            x = self.same[x]
        return x

    def _reaches(self, a: Node, b: Node) -> bool:
        seen, todo = {a}, [a]
        while todo:
            for y in map(self._root, self.after.get(todo.pop(), ())):
                if y == b:
                    return True
                if y not in seen:
                    seen.add(y)
                    todo.append(y)
        return False

    def query(self, x: Node, y: Node) -> str | None:
        """How x relates to y, as far as the graph tells."""
        a, b = self._root(x), self._root(y)
        if a == b:
            return SIMULTANEOUS
        return BEFORE if self._reaches(a, b) else AFTER if self._reaches(b, a) else None

    def verified(self, relations: Iterable[Relation]) -> int:
        """How many relations hold here."""
        return sum(
            r in self.stated
            or (r[2] == SIMULTANEOUS and (r[1], r[0], r[2]) in self.stated)
            or self.query(r[0], r[1]) == r[2]
            for r in relations
        )


def timeline(text: str, *, order_only: bool = False) -> list[Relation]:
    """The explicit relations of one timeline file, in the official order.

    Args:
        text: rows ``order<TAB>date<TAB>event…``; order 0 is left out; the n-th time an event is named is its own node.
        order_only: without dates.
    """
    rows = []
    lines = sorted((line.rstrip() for line in text.splitlines() if line.strip()), key=_natural)
    for line in lines:
        cells = line.split("\t")
        if len(cells) > 2 and cells[0].strip().isdigit() and int(cells[0]):
            rows.append((int(cells[0]), cells[1].strip(), [c.strip() for c in cells[2:] if c.strip()]))
    seen: Counter[str] = Counter()
    nodes: list[tuple[Node, int, str]] = []
    for order, date, names in rows:
        for name in names:
            nodes.append(((name, seen[name]), order, date))
            seen[name] += 1
    dated: list[Relation] = [] if order_only else [(node, ("date", date), SIMULTANEOUS) for node, _, date in nodes]
    following = itertools.pairwise(nodes)
    return dated + [(a, b, BEFORE if i < j else SIMULTANEOUS) for (a, i, _), (b, j, _) in following]


def _natural(line: str) -> list[tuple[int, int, str]]:
    """Figures by value, the rest by character."""
    return [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in re.split(r"(\d+)", line)]


def score_timelines(gold: Path | str, system: Path | str, *, order_only: bool = False) -> Rows:
    """Score a folder of timelines against one of gold timelines.

    Args:
        gold: the task's folder, of one corpus or several (``<corpus>/gold/<entity>.txt``), or a folder of timelines.
        system: likewise, with the same file names.
        order_only: the sub-track without dates.

    Returns:
        Rows ``timelines`` (micro average), ``timelines-<corpus>``, ``timelines/<file>``, and the official figure, which
        skips timelines that the system does not give.
    """
    gold, system = Path(gold), Path(system)
    files = sorted(p for p in gold.rglob("*.txt") if p.parent.name in GOLD_FOLDERS)
    files = files or sorted(p for p in gold.glob("*.txt") if not p.name.startswith(("SOURCE", "list_")))
    repeated = Counter(p.name for p in files)
    parts: dict[str, Counter[str]] = {}
    total: Counter[str] = Counter()
    official: Counter[str] = Counter()
    groups: dict[str, Counter[str]] = defaultdict(Counter)
    for path in files:
        inner = path.relative_to(gold)
        group = next((p for p in inner.parts[:-1] if p not in GOLD_FOLDERS), "")
        tries = [system / inner, system / group / path.name]
        tries += [system / path.name] if repeated[path.name] == 1 else []
        found = next((p for p in tries if p.is_file()), None)
        meant = TimeGraph(timeline(path.read_text("utf8"), order_only=order_only))
        said = TimeGraph(timeline(found.read_text("utf8"), order_only=order_only) if found else [])
        counts = Counter(
            right=meant.verified(said.kept),
            system=len(said.kept),
            recalled=said.verified(meant.kept),
            gold=len(meant.kept),
        )
        parts[f"timelines/{inner}"] = counts
        total += counts
        groups[group] += counts
        official += counts if found else Counter()
    parts |= {f"timelines-{group}": counts for group, counts in groups.items() if group}
    parts |= {"timelines": total, "timelines-official (absent files skipped)": official}
    return {name: row_of(c["right"], c["system"], c["gold"], c["recalled"]) for name, c in parts.items()}
