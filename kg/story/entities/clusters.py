"""From the nodes and edges of one component to entities: clusters, IRIs, labels, classes. Pure functions.

A component is clustered the same way whatever the order in which its nodes came. A short form ("Dmitriev") joins the fullest
form that it can stand for and that clearly leads; where two lead alike, it stays alone. What people judged comes first.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from kg.story.entities.forms import context, is_titled, strangers
from kg.story.entities.places import entity_of_place
from kg.story.nodes import NAMELESS, Edge, Node, vote

LEADS = 2.0
"""How many times the support of the next the leading full form must have, for a short form to join it."""

Verdict = tuple[int, int, bool]
"""Two nodes, and whether a person judged them the same."""


class _Clusters:
    """Disjoint sets of nodes, some of which must not join."""

    def __init__(self, nodes: Mapping[int, Node]) -> None:
        self.nodes = nodes
        self.parent = {n: n for n in nodes}
        self.members: dict[int, list[int]] = {n: [n] for n in nodes}
        self.foes: dict[int, set[int]] = {}
        self.marks: dict[int, str] = {}

    def root(self, n: int) -> int:
        while self.parent[n] != n:
            self.parent[n] = self.parent[self.parent[n]]
            n = self.parent[n]
        return n

    def parted(self, a: int, b: int) -> bool:
        """Whether a judgement keeps two clusters apart, or that they are different entries of the authority."""
        if self.foes and any(f in self.foes.get(m, ()) for m in self.members[a] for f in self.members[b]):
            return True
        if not self.marks:
            return False
        left, right = ({self.marks[m] for m in self.members[n] if m in self.marks} for n in (a, b))
        return bool(left and right and not left & right)

    def part(self, a: int, b: int) -> None:
        self.foes.setdefault(a, set()).add(b)
        self.foes.setdefault(b, set()).add(a)

    def join(self, a: int, b: int) -> None:
        a, b = sorted((self.root(a), self.root(b)), key=lambda n: self.nodes[n].key)
        if a != b:
            self.parent[b] = a
            self.members[a] += self.members.pop(b)

    def at(self, n: int) -> list[Node]:
        return [self.nodes[m] for m in self.members[n]]


def cluster(
    nodes: Mapping[int, Node],
    edges: Iterable[Edge],
    verdicts: Sequence[Verdict] = (),
    marks: Mapping[int, str] | None = None,
) -> list[list[int]]:
    """Clusters of one component.

    Args:
        nodes: id → node.
        edges: all edges between them.
        verdicts: what people judged of them, the latest first: where two contradict each other the later holds.
        marks: entries of the authority that some of them are: one entry joins, different entries part.

    Returns:
        Lists of node ids, each in order of key, the lists in order of their first keys.
    """
    found = _Clusters(nodes)
    for a, b, same in verdicts:
        x, y = found.root(a), found.root(b)
        if same and not found.parted(x, y):
            found.join(x, y)
        elif not same and x != y:
            found.part(a, b)
    _mark(found, marks or {})
    full: list[Edge] = []
    lone: list[Edge] = []
    shorts: dict[int, list[tuple[int, Edge]]] = {}
    for edge in edges:
        if not edge.score:
            continue
        if edge.short:
            short, long = (edge.a, edge.b) if edge.short == "a" else (edge.b, edge.a)
            shorts.setdefault(short, []).append((long, edge))
        elif _surname(nodes[edge.a]) and _surname(nodes[edge.b]) and not (nodes[edge.a].judged or nodes[edge.b].judged):
            lone.append(edge)
        else:
            full.append(edge)

    def by_strength(edge: Edge) -> tuple[object, ...]:
        ends = (nodes[edge.a], nodes[edge.b])
        return (-edge.score, -sum(n.weight for n in ends), *sorted(n.key for n in ends))

    for edge in sorted(full, key=by_strength):
        _try(found, edge)
    for short in sorted(shorts, key=lambda n: (-len(nodes[n].words), nodes[n].key)):
        _attach(found, short, shorts[short])
    for edge in sorted(lone, key=by_strength):  # surnames that no full name explains
        if all(_surname(n) for end in (edge.a, edge.b) for n in found.at(found.root(end))):
            _try(found, edge)
    return sorted(
        (sorted(group, key=lambda n: nodes[n].key) for group in found.members.values()), key=lambda g: nodes[g[0]].key
    )


def _mark(found: _Clusters, marks: Mapping[int, str]) -> None:
    first: dict[str, int] = {}
    for n in sorted(marks, key=lambda n: found.nodes[n].key):
        other = first.setdefault(marks[n], n)
        a, b = found.root(other), found.root(n)
        if a != b and not found.parted(a, b):
            found.join(a, b)
    found.marks = dict(marks)


def _surname(node: Node) -> bool:
    return len(node.words) == 1 and node.entity_class == "Person"


def _try(found: _Clusters, edge: Edge) -> None:
    a, b = found.root(edge.a), found.root(edge.b)
    if a != b and not found.parted(a, b) and not _conflict(found.at(a), found.at(b)):
        found.join(a, b)


def _attach(found: _Clusters, short: int, edges: list[tuple[int, Edge]]) -> None:
    """Join a short form to the cluster that it stands for, if one clearly leads."""
    nodes, own = found.nodes, found.root(short)
    form = nodes[short]
    best: dict[int, float] = {}
    for long, edge in edges:
        target = found.root(long)
        if target == own or found.parted(own, target) or _conflict(found.at(own), found.at(target)):
            continue
        best[target] = max(best.get(target, 0.0), edge.score)
    if not best:
        return
    top = max(best.values())
    support = {t: _support(form, found.at(t)) for t in best if best[t] >= top - 0.05}
    ranked = sorted(support, key=lambda t: (-support[t], min(n.key for n in found.at(t))))
    if len(ranked) == 1 or support[ranked[0]] >= LEADS * support[ranked[1]]:
        found.join(short, ranked[0])


def _support(form: Node, members: list[Node]) -> float:
    """How well a cluster explains a short form: its weight, what it is called in its own articles, and what they share."""
    weight = sum(n.weight for n in members)
    called = sum(n.aliases[form.base] for n in members)
    shared = max(context(form, n) for n in members)
    return (weight + 4 * called) * (1 + 4 * shared)


def _conflict(left: list[Node], right: list[Node]) -> bool:
    """Whether two clusters hold different people, countries' institutions or gazetteer entries."""
    if any(n.linked and not n.judged for n in left) and any(n.linked and not n.judged for n in right):
        return True
    codes = [{n.apart for n in side if len(n.apart) == 2 and n.apart.isupper()} for side in (left, right)]
    if codes[0] and codes[1] and codes[0] != codes[1]:
        return True
    return all(strangers(a, b) for a in left for b in right) or any(
        a.gender and b.gender and a.gender != b.gender and _full(a) and _full(b) for a in left for b in right
    )


def _full(node: Node) -> bool:
    return node.entity_class == "Person" and len(node.words) > 1


def representative(nodes: Iterable[Node]) -> Node:
    """The form that gives a cluster its IRI: a gazetteer entry, else the one in most articles, fuller forms counting more."""
    return min(
        nodes,
        key=lambda n: (
            not n.linked or n.judged,
            n.judged,
            -n.weight * (2 if len(n.words) > 1 else 1),
            len(n.key),
            n.key,
        ),
    )


def identities(clusters: Sequence[Sequence[Node]]) -> list[str]:
    """The local parts of the IRIs of a component's entities: the name alone for the weightiest of namesakes, for the others
    with what keeps them apart."""
    chosen = [representative(group) for group in clusters]
    order = sorted(
        range(len(clusters)),
        key=lambda i: (chosen[i].judged, -sum(n.weight for n in clusters[i]), chosen[i].key),
    )
    taken: set[str] = set()
    found = [""] * len(clusters)
    for i in order:
        node = chosen[i]
        plain = "" if node.judged else entity_id(node.base, node.linked)
        apart = node.key if node.apart else f"{node.key}~{node.entity_class.lower()}"
        found[i] = plain if plain and plain not in taken else entity_id(apart, False)
        taken.add(found[i])
    return found


def nameless_id(group: Sequence[Node]) -> str:
    """The local part of the IRI of an entity without a name: as its first article, in order of keys, gives it."""
    return min(node.apart.removeprefix(NAMELESS) for node in group)


def entity_id(key: str, linked: bool) -> str:
    """The local part of the IRI of the entity that is called by a key."""
    if linked:
        return entity_of_place(key)
    slug = re.sub(r"[^a-z0-9]+", "-", key.lower().replace("group:", "group ")).strip("-")[:60]
    return f"{slug or 'x'}-{hashlib.blake2b(key.encode(), digest_size=3).hexdigest()}"


def label_of(nodes: Sequence[Node], entity_class: str) -> str:
    """The preferred name: of people and organisations the most frequent name of two or more words, without title where there is
    one without; of all else the name that leads most chains."""
    names: Counter[str] = Counter()
    for node in nodes:
        names.update(node.best)
    if not names:
        return representative(nodes).base
    if entity_class in ("Person", "Organization"):
        full = {n: c for n, c in names.items() if " " in n}
        short = min(names, key=lambda n: (-names[n], len(n), n))
        if entity_class == "Person" and " " not in short:  # a surname alone gives way to any name that ends with it
            fuller = {n: c for n, c in full.items() if n.split()[-1] == short}
            full = fuller or full
            names[short] = min(names[short], max(full.values(), default=0) * 5)
        elif entity_class == "Organization" and " " not in short:  # "YouTube" is no short form of "YouTube Movies"
            full = {n: c for n, c in full.items() if not n.lower().startswith(f"{short.lower()} ")}
        if full and max(full.values()) * 5 >= max(names.values()):
            bare = {n: c for n, c in full.items() if not is_titled(n)} if entity_class == "Person" else full
            return min(bare or full, key=lambda n: (-(bare or full)[n], len(n), n))
    return min(names, key=lambda n: (-names[n], len(n), n))


def class_of(nodes: Iterable[Node]) -> str:
    """The class that most chains give, those with a full name if there are any: short forms are misread more often."""
    nodes = list(nodes)
    votes: Counter[str] = Counter()
    for node in [n for n in nodes if len(n.words) > 1] or nodes:
        votes.update(node.classes)
    return vote(votes) or "Thing"
