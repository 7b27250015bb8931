"""From pairs of tellings to events: average linkage over log odds, the surest first, with hard borders. Pure functions."""

from __future__ import annotations

import datetime
import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from kg.knowledge.days import moved
from kg.story.events.sameness import LEAST, odds
from kg.story.events.signatures import SLIP, Signature, apart, other_kind, repeated

JOIN = 0.2
"""Probability, the mean of the pairs' log odds, above which two clusters are one (tried .1 to .3)."""

UNSEEN = odds(LEAST)
"""Log odds of a pair of two articles that is not among those looked at."""

TWICE = -5.0
"""Log odds of two tellings of one article: its reader found them to be two (tried -8 to -2)."""

TWIN = -2.5
"""The same of two akin words of one sentence ("met …, in talks that"): the tellings of others decide."""


@dataclass(slots=True)
class _Group:
    """A cluster that grows: its members, how many of each article, the days that all of them share which have days of their own,
    the first day on which it was told as past without a day of its own, their places, articles that tell it as yet to come and
    as done, its joins with others (joined pairs, the sum of their log odds)."""

    members: list[int]
    articles: Counter[tuple[str, ...]]
    first: str | None
    last: str | None
    past: str | None
    places: list[Signature]
    ahead: set[tuple[str, ...]]
    done: set[tuple[str, ...]]
    joins: dict[int, tuple[int, int]]


def cluster(
    nodes: Mapping[int, Signature], edges: Iterable[tuple[int, int, float]], order: Mapping[int, tuple[str, ...]]
) -> list[list[int]]:
    """Clusters of one component: the best joined groups first, while the mean of their pairs is good enough (average linkage),
    unless days or places keep two members apart.

    Args:
        nodes: id → signature.
        edges: (a, b, probability).
        order: id → what ties are broken by (a function of content); the first two tell the article.
    """
    ids = sorted(nodes, key=lambda n: order[n])
    at = {n: i for i, n in enumerate(ids)}
    groups: dict[int, _Group] = {}
    for i, n in enumerate(ids):
        s = nodes[n]
        own = s.own and bool(s.first)
        past = None if own or s.ahead else s.published
        article = order[n][:2]
        recurs = s.top == "Consult"  # people meet again and again
        ahead, done = ({article} if recurs and s.ahead else set()), ({article} if recurs and not s.ahead else set())
        first, last = (s.first, s.last) if own else (None, None)
        groups[i] = _Group([i], Counter([article]), first, last, past, [s] if s.places else [], ahead, done, {})
    for a, b, chance in edges:
        i, j = at[a], at[b]
        groups[i].joins[j] = groups[j].joins[i] = (1, _thousandths(odds(chance)))
    for i, j in _twins([nodes[n] for n in ids], [order[n][:2] for n in ids]):
        n, total = groups[i].joins.get(j, (0, 0))
        groups[i].joins[j] = groups[j].joins[i] = (n, total + _thousandths(TWIN) - _thousandths(TWICE))
    bar = _thousandths(odds(JOIN))
    heap = [(-value, i, j, 1, 1) for i in groups for j in groups[i].joins if i < j and (value := _mean(groups, i, j)) > bar]
    heapq.heapify(heap)
    while heap:
        _, i, j, of_i, of_j = heapq.heappop(heap)
        one, other = groups.get(i), groups.get(j)
        if one is None or other is None or (len(one.members), len(other.members)) != (of_i, of_j):
            continue
        if _kept_apart(one, other):
            continue
        _join(groups, i, j)
        for k in one.joins:
            x, y = min(i, k), max(i, k)
            value = _mean(groups, x, y)
            if value > bar:
                heapq.heappush(heap, (-value, x, y, len(groups[x].members), len(groups[y].members)))
    found = [sorted(group.members) for group in groups.values()]
    return [[ids[i] for i in members] for members in sorted(found)]


def _twins(nodes: Sequence[Signature], articles: Sequence[tuple[str, ...]]) -> Iterator[tuple[int, int]]:
    """Pairs of tellings of one article by akin words of one sentence."""
    beside: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, article in enumerate(articles):
        beside[article].append(i)
    for members in beside.values():
        for i, j in combinations(members, 2):
            a, b = nodes[i], nodes[j]
            if a.top == b.top != "Other" and not other_kind(a, b) and not apart(a, b) and repeated(a, b):
                yield i, j


def _thousandths(value: float) -> int:
    """Whole numbers add up to the same in any order."""
    return round(value * 1000)


def _mean(groups: Mapping[int, _Group], i: int, j: int) -> float:
    """The mean log odds of the pairs of two groups, in thousandths."""
    one, other = groups[i], groups[j]
    fewer, more = sorted((one.articles, other.articles), key=len)
    twice = sum(n * more[article] for article, n in fewer.items() if article in more)
    looked_at, total = one.joins[j]
    pairs = len(one.members) * len(other.members)
    unseen = max(0, pairs - looked_at - twice)
    return (total + twice * _thousandths(TWICE) + unseen * _thousandths(UNSEEN)) / pairs


def _kept_apart(one: _Group, other: _Group) -> bool:
    first = max(one.first or "", other.first or "")
    last = min(one.last or "9999", other.last or "9999")
    past = min(filter(None, (one.past, other.past)), default="9999")
    if one.ahead & other.done or one.done & other.ahead:
        return True  # what an article tells as done is not what it tells as yet to come
    if first > min(_later(last), past):
        return True
    return any(apart(a, b) for a in one.places for b in other.places)


def _later(day: str) -> str:
    return day if day == "9999" else moved(datetime.date.fromisoformat(day), SLIP).isoformat()


def _join(groups: dict[int, _Group], i: int, j: int) -> None:
    """Take group ``j`` into group ``i``."""
    one, other = groups[i], groups.pop(j)
    one.members += other.members
    one.articles += other.articles
    one.first = max(filter(None, (one.first, other.first)), default=None)
    one.last = min(filter(None, (one.last, other.last)), default=None)
    one.past = min(filter(None, (one.past, other.past)), default=None)
    one.places += other.places
    one.ahead |= other.ahead
    one.done |= other.done
    del one.joins[j]
    del other.joins[i]
    for k, (n, total) in other.joins.items():
        had = one.joins.get(k, (0, 0))
        del groups[k].joins[j]
        one.joins[k] = groups[k].joins[i] = (had[0] + n, had[1] + total)
