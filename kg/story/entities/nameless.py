"""Who has no name ("police", "the lawsuit", "a climber") in articles on one subject: which of them may be one. Pure functions.

The same noun, nothing said of the one that is not said of the other, and no second that it could be in either article.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import msgspec

from kg.knowledge.word_sets import word_set
from kg.reading.reading import Chain
from kg.story.judgements import Judged
from kg.story.nodes import NAMELESS, Edge, Node

ONE_SUBJECT = 0.4
"""Likeness of two articles from which their nameless may be one (tried .3 to .6)."""

DAYS = 7
"""Days between two articles within which "police" are those of one story."""

LINKED = 0.5
"""Least share of the pairs of two groups that must be joined, for the groups to join (average linkage)."""

SAME_WORDS = 0.1
"""What it adds to the likeness that both are described in the same words."""

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


class Nameless(msgspec.Struct, frozen=True):
    """A chain without a name.

    Attributes:
        chain: its index.
        key: of its name form, if it gets one.
        noun: lemma of what it is called; with number and class what must agree.
        said: the words before the noun, whoever's it is and how many they are included.
        label: its first nominal mention as written.
        mentions: how many it has.
    """

    chain: int
    key: str
    noun: tuple[str, bool, str]
    said: frozenset[str]
    label: str
    mentions: int


def nameless_of(stored: Judged) -> list[Nameless]:
    """The entities of an article that are called by common nouns alone."""
    reading, text = stored.reading, stored.article.text
    wanted = {e.chain: e.mentions for e in stored.entities if e.node is None and _common(reading.chains[e.chain])}
    said: dict[int, set[str]] = defaultdict(set)
    first: dict[int, int] = {}
    label: dict[int, str] = {}
    dropped = word_set("definite") | word_set("indefinite")
    for mention in reading.mentions:
        if mention.chain in wanted:
            first.setdefault(mention.chain, mention.span[0])
            if mention.kind == "Nominal":
                before = text[mention.span[0] : mention.head[0]].lower()
                said[mention.chain].update(w for w in _WORD.findall(before) if w not in dropped and len(w) > 1)
                label.setdefault(mention.chain, " ".join(text[slice(*mention.span)].split()))
    found = []
    for number in sorted(label):
        chain = reading.chains[number]
        key = f"{chain.head_lemma}~{NAMELESS}{stored.key}-{first[number]}"
        noun = (chain.head_lemma or "", chain.plural, chain.entity_class)
        found.append(Nameless(number, key, noun, frozenset(said[number]), label[number], wanted[number]))
    return found


def _common(chain: Chain) -> bool:
    """Whether a chain is called by a common noun; what somebody said ("a statement") is another thing each time."""
    noun = chain.head_lemma
    return bool(noun) and noun not in word_set("said anew") and not chain.names and not chain.members


def pairs_of(left: Sequence[Nameless], right: Sequence[Nameless], likeness: float) -> list[tuple[int, int, float]]:
    """Chains of two articles that may be one, with how sure that is.

    Args:
        left, right: the nameless of either.
        likeness: of the articles.
    """
    found: list[tuple[int, int, float]] = []
    done: set[tuple[int, int]] = set()  # side and chain
    for exact in (True, False):
        ways: dict[tuple[int, int], list[tuple[Nameless, Nameless]]] = defaultdict(list)
        for a in left:
            for b in right:
                if a.noun == b.noun and (a.said == b.said if exact else (a.said <= b.said or b.said <= a.said)):
                    ways[0, a.chain].append((a, b))
                    ways[1, b.chain].append((a, b))
        for a in left:
            open_ways = ways[0, a.chain]
            if len(open_ways) != 1 or (0, a.chain) in done:
                continue
            b = open_ways[0][1]
            if len(ways[1, b.chain]) == 1 and (1, b.chain) not in done:
                done |= {(0, a.chain), (1, b.chain)}
                found.append((a.chain, b.chain, round(likeness + (SAME_WORDS if exact else 0.0), 3)))
    return sorted(found)


def of_one_time(a: str | None, b: str | None) -> bool:
    """Whether two articles were published within days of each other, as far as that is known."""
    return not (a and b) or abs((date.fromisoformat(a) - date.fromisoformat(b)).days) <= DAYS


def cluster(nodes: Mapping[int, Node], edges: Iterable[Edge]) -> list[list[int]]:
    """Clusters of a component of nameless: the surest pairs first, at most one of each article in a cluster.

    Args:
        nodes: id → node.
        edges: between them.

    Returns:
        As :func:`kg.story.entities.clusters.cluster`.
    """
    order = {n: node.key for n, node in nodes.items()}
    beside: dict[int, set[int]] = {n: set() for n in nodes}
    ranked = sorted(edges, key=lambda e: (-e.score, *sorted((order[e.a], order[e.b]))))
    for edge in ranked:
        beside[edge.a].add(edge.b)
        beside[edge.b].add(edge.a)
    group = {n: [n] for n in nodes}
    for edge in ranked:
        one, other = group[edge.a], group[edge.b]
        if one is other or {nodes[n].article for n in one} & {nodes[n].article for n in other}:
            continue
        joined = sum(len(beside[n].intersection(other)) for n in one)
        if joined >= LINKED * len(one) * len(other):
            one += other
            for n in other:
                group[n] = one
    once = {id(members): members for members in group.values()}
    return sorted((sorted(m, key=order.__getitem__) for m in once.values()), key=lambda m: order[m[0]])
