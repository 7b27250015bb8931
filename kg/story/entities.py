"""Which name forms denote one entity: edges between two forms, and clusters inside a connected component. Pure functions.

An edge looks at its two ends alone; a component is clustered the same way whatever the order in which its nodes came. A short
form ("Dmitriev") joins the fullest form that it can stand for and that clearly leads; where two lead alike, it stays alone.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from kg.knowledge.names import acronym_of, block_keys, compare_names
from kg.story.places import entity_of_place

SAME_NAME = 0.86
"""Score of two full names from which they are variants of one (tried .80 to .95: below .85 brothers and sisters join)."""

LEADS = 2.0
"""How many times as many articles the leading full form must have as the next, for a short form to join it."""

MANY = 200
"""Blocks with more nodes than this say nothing and are passed over."""


@dataclass(slots=True)
class Node:
    """A name form, with all that articles tell of those who bear it: value → number of chains."""

    id: int
    key: str
    classes: Counter[str] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    best: Counter[str] = field(default_factory=Counter)
    genders: Counter[str] = field(default_factory=Counter)
    titles: Counter[str] = field(default_factory=Counter)
    organizations: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)

    FIELDS: ClassVar = {
        "class": "classes",
        "name": "names",
        "best": "best",
        "gender": "genders",
        "title": "titles",
        "organization": "organizations",
        "country": "countries",
    }

    def add(self, kind: str, value: str, n: int) -> None:
        getattr(self, self.FIELDS[kind])[value] += n

    @property
    def linked(self) -> bool:
        """Whether it is a gazetteer entry, hence never a variant of another."""
        return bool(re.fullmatch(r"Q\d+|(geonames|admin|area):.+", self.key))

    @property
    def group(self) -> bool:
        return self.key.startswith("group:")

    @property
    def weight(self) -> int:
        """In how many articles' chains it is the name."""
        return sum(self.classes.values())

    @property
    def entity_class(self) -> str:
        return vote(self.classes) or "Thing"

    @property
    def name(self) -> str:
        return vote(self.best) or vote(self.names) or self.key


@dataclass(frozen=True, slots=True)
class Edge:
    """Two forms that may be one.

    Attributes:
        short: whether ``a`` is a short form of ``b`` ("a" or "b": which one is short), else None.
        reason: why, for people.
    """

    a: int
    b: int
    score: float
    reason: str
    short: str | None = None


def vote(counter: Mapping[str, int]) -> str | None:
    """The most frequent value; ties to the first in order."""
    return min(counter, key=lambda v: (-counter[v], v)) if counter else None


def keys(node: Node) -> set[str]:
    """Blocking keys: forms that could be one share at least one."""
    if node.linked or node.group:
        return set()
    found = {f"key {node.key}"}
    cls = node.entity_class
    for name in trusted_names(node):
        found.update(block_keys(name, cls))
    return found


def trusted_names(node: Node) -> list[str]:
    """Names of the node that its own best name supports: the best, and those that are short for it or close to it."""
    best = node.name
    cls = node.entity_class
    trusted = [best]
    for name, n in sorted(node.names.items(), key=lambda x: (-x[1], x[0]))[:12]:
        if name == best:
            continue
        if (cls == "Organization" and (acronym_of(name, best) or acronym_of(best, name))) or n * 3 >= node.weight > 2:
            trusted.append(name)
    return trusted


def compare(a: Node, b: Node) -> Edge | None:
    """The edge between two forms, if they may be one."""
    if a.id > b.id:
        a, b = b, a
    if a.linked or b.linked or a.group or b.group:
        return None
    class_a, class_b = a.entity_class, b.entity_class
    if class_a != class_b and not _compatible(a, b):
        return None
    gender_a, gender_b = vote(a.genders), vote(b.genders)
    cls = class_a if a.weight >= b.weight else class_b
    if cls == "Person" and gender_a and gender_b and gender_a != gender_b:
        return None
    words_a, words_b = a.key.split(), b.key.split()
    if cls == "Person" and (len(words_a) == 1) != (len(words_b) == 1):
        short, full = (words_a, words_b) if len(words_a) == 1 else (words_b, words_a)
        likeness = 1.0 if short[0] == full[-1] else compare_names(short[0], full[-1], cls).score
        if likeness < SAME_NAME:
            return None
        return Edge(a.id, b.id, likeness, "surname alone", "a" if len(words_a) == 1 else "b")
    if cls == "Organization":
        for x, y, which in ((a, b, "a"), (b, a, "b")):
            if len(x.key.split()) == 1 and acronym_of(x.name, y.name):
                return Edge(a.id, b.id, 0.95, "acronym", which)
    best = max(
        (compare_names(x, y, cls) for x in trusted_names(a)[:3] for y in trusted_names(b)[:3]),
        key=lambda c: c.score,
    )
    return Edge(a.id, b.id, best.score, best.reason) if best.score >= SAME_NAME else None


def _compatible(a: Node, b: Node) -> bool:
    """Whether forms of different class may be one: where one of them is hardly ever seen, its class may be misread."""
    light, heavy = sorted((a, b), key=lambda n: (n.weight, n.key))
    return light.weight * 4 <= heavy.weight and light.key == heavy.key


def cluster(nodes: Mapping[int, Node], edges: Iterable[Edge]) -> list[list[int]]:
    """Clusters of one component.

    Args:
        nodes: id → node.
        edges: all edges between them.

    Returns:
        Lists of node ids, each in order of key, the lists in order of their first keys.
    """
    parent = {n: n for n in nodes}

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    members: dict[int, list[int]] = {n: [n] for n in nodes}

    def join(a: int, b: int) -> None:
        a, b = root(a), root(b)
        if a != b:
            a, b = sorted((a, b), key=lambda n: nodes[n].key)
            parent[b] = a
            members[a] += members.pop(b)

    full = [e for e in edges if e.short is None]
    shorts: dict[int, list[tuple[int, Edge]]] = {}
    for edge in edges:
        if edge.short:
            short, long = (edge.a, edge.b) if edge.short == "a" else (edge.b, edge.a)
            shorts.setdefault(short, []).append((long, edge))
    for edge in sorted(full, key=lambda e: (-e.score, *sorted((nodes[e.a].key, nodes[e.b].key)))):
        a, b = root(edge.a), root(edge.b)
        if a != b and not _conflict([nodes[n] for n in members[a]], [nodes[n] for n in members[b]]):
            join(a, b)
    for short in sorted(shorts, key=lambda n: nodes[n].key):
        weight: Counter[int] = Counter()
        exact: dict[int, float] = {}
        for target in {root(long) for long, _ in shorts[short]} - {root(short)}:
            weight[target] = sum(nodes[n].weight for n in members[target])
            exact[target] = max(e.score for long, e in shorts[short] if root(long) == target)
        top = max(exact.values(), default=0.0)
        ranked = sorted(
            (t for t in weight if exact[t] >= top - 0.05),
            key=lambda t: (-weight[t], min(nodes[n].key for n in members[t])),
        )
        if ranked and (len(ranked) == 1 or weight[ranked[0]] >= LEADS * weight[ranked[1]]):
            join(short, ranked[0])
    return sorted(
        (sorted(group, key=lambda n: nodes[n].key) for group in members.values()), key=lambda g: nodes[g[0]].key
    )


def _conflict(left: list[Node], right: list[Node]) -> bool:
    """Whether two clusters hold full names of different people."""
    for a in left:
        for b in right:
            if a.entity_class == b.entity_class == "Person":
                genders = {vote(a.genders), vote(b.genders)} - {None}
                if len(genders) > 1:
                    return True
    return False


def representative(nodes: Iterable[Node]) -> Node:
    """The form that gives a cluster its IRI: a gazetteer entry, else the one in most articles, fuller forms counting more."""
    return min(nodes, key=lambda n: (not n.linked, -n.weight * (2 if " " in n.key else 1), n.key))


def entity_id(node: Node) -> str:
    """The local part of the IRI of the entity that ``node`` represents."""
    if node.linked:
        return entity_of_place(node.key)
    slug = re.sub(r"[^a-z0-9]+", "-", node.key.lower().replace("group:", "group ")).strip("-")[:60]
    return f"{slug or 'x'}-{hashlib.blake2b(node.key.encode(), digest_size=3).hexdigest()}"


def label_of(nodes: list[Node], entity_class: str) -> str:
    """The preferred name: of people the most frequent name of two or more words; of all else the name that leads most chains."""
    names: Counter[str] = Counter()
    for node in nodes:
        names.update(node.best)
    if not names:
        return representative(nodes).key
    if entity_class in ("Person", "Organization"):
        full = {n: c for n, c in names.items() if " " in n}
        if full and max(full.values()) * 5 >= max(names.values()):
            return min(full, key=lambda n: (-full[n], len(n), n))
    return min(names, key=lambda n: (-names[n], len(n), n))


def class_of(nodes: list[Node]) -> str:
    """The class that most chains give."""
    votes: Counter[str] = Counter()
    for node in nodes:
        votes.update(node.classes)
    return vote(votes) or "Thing"
