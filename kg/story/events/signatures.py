"""Which tellings in different articles are of one event: signatures, blocking keys, edges, clusters. Pure functions.

The same word in articles on the same subject tells the same event, unless something speaks against it (lemma and document
likeness: Bugert et al. 2021, *Generalizing cross-document event coreference resolution*, call it lemma-delta). Two meetings
of the same two people on different days stay two; a plan and the occurrence that fulfils it are one. Who says the same
in the same words has said it once; all other statements are their own.
"""

from __future__ import annotations

import datetime
import heapq
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.knowledge.background import rarity, stem
from kg.knowledge.events import words as word_list

JOIN = 0.3
"""Score from which two tellings are of one event (tried .26 to .5)."""

LINKED = 0.2
"""Share of the pairs between two clusters that must be joined for the clusters to be (tried .1 to .7)."""

ALIKE = 0.2
"""Likeness of two articles below which only who took part and when can join their events."""

SAME_STORY = 0.35
"""Likeness of two articles from which a kindred word for the same days tells the same event."""

AKIN = 0.1
"""The same for sentences that repeat each other: below stand the set phrases of a house ("the views expressed here …")."""

SAME_SENTENCE = 0.75
"""Likeness of two sentences from which one repeats the other; ``FEWEST`` words at least."""

SAME_SAYING = 0.6
"""Likeness of what one speaker says in two articles from which it was said once (tried .5 to .8)."""

SAME_ACT = 0.3
"""The same where nobody is named who says it, in articles on one story."""

FEWEST = 5

MANY = 100
"""Blocks with more members than this are passed over."""

DAYS_APART = 4
"""Undated tellings whose articles appeared further apart than this many days are not joined (tried 2 to 7)."""

DAYS_REPEATED = 30
"""The same where one sentence repeats the other."""

NEWS_DAYS = 8
"""Days for which news tells a past event without a date."""

SHORT = 12
"""Days of an interval that is short enough to identify an event: a week, a third of a month ("mid-April")."""

LOOSE_TYPES = frozenset({"State", "Think", "Want", "Cause", "Begin", "End", "Continue", "Statement"})
"""Types that tell too little by themselves: only sentences that say much the same join them."""

SAME_LOOSE = 0.5
"""Likeness of the sentences that such words, and those that tell of anything ("make"), ask for."""


SAME_SUBJECT = 0.15
"""Likeness of two sentences in the depths of two articles that have no actor in common."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = re.compile(
    r"\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b"
)


@dataclass(frozen=True, slots=True)
class Signature:
    """What identity of an event looks at.

    Attributes:
        event_type, top: its type and the top concept above it.
        roots: verbs behind its triggers ("meet" of "met", "announce" of "announcement").
        agents, recipients, participants: entities with names that take part, sorted.
        places, containers: entities where it happens, and all that contain them.
        first, last: ISO dates of its interval, or None.
        published: of the article, or None.
        ahead: whether it is told as yet to come.
        speech: whether it is somebody's saying; ``words`` are those that are said.
        lead: whether the headline or the first sentences tell it.
        words: stems of its sentences, the rarest first, without its trigger.
        month: its time as an article says it, where that names a month ("mid-april"): all that is known of it in an
            article without a date.
    """

    event_type: str
    top: str
    roots: tuple[str, ...]
    agents: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    containers: tuple[str, ...] = ()
    first: str | None = None
    last: str | None = None
    published: str | None = None
    ahead: bool = False
    speech: bool = False
    lead: bool = False
    words: tuple[str, ...] = ()
    month: str | None = None

    @property
    def actors(self) -> frozenset[str]:
        return frozenset(self.agents + self.recipients + self.participants)

    @property
    def dated(self) -> bool:
        """Whether its own words give it a few days."""
        return bool(self.first and self.last) and _days(self.first or "", self.last or "") < SHORT


def joinable(event_types: Iterable[str], roots: Iterable[str]) -> bool:
    """Whether an event of nobody, nowhere, at no time may yet be what another article tells more of."""
    return not LOOSE_TYPES & set(event_types) and not set(roots) & word_list("too general")


def keys(signature: Signature) -> list[str]:
    """Blocking keys that need no likeness of articles: actors and the day; of what is said, its rarest words."""
    if signature.speech:
        rare = sorted(signature.words[:4])
        return [f"said {a} {b}" for i, a in enumerate(rare) for b in rare[i + 1 :]] if len(rare) > 2 else []
    found: set[str] = set()
    if signature.dated and signature.first:
        actors = sorted(signature.actors)[:4]
        for day in sorted({signature.first, signature.last or signature.first}):
            found.update(f"{root}|{a}|{day}" for root in signature.roots for a in actors)
            found.update(f"{signature.top}|{a}|{b}|{day}" for i, a in enumerate(actors) for b in actors[i + 1 :])
    if len(signature.words) >= FEWEST:
        found.update(f"{root}|{' '.join(sorted(signature.words[:3]))}" for root in signature.roots)
    return sorted(found)


def sought(signature: Signature) -> list[str]:
    """Under what an event is looked for in articles on the same subject: its words; its kind and its days."""
    if signature.speech:
        return [root for root in signature.roots if root not in word_list("too general")]
    days = sorted({signature.first, signature.last}) if signature.dated and signature.top != "Other" else []  # type: ignore[type-var]
    month = [f"{signature.top} {signature.month}"] if signature.month and signature.top != "Other" else []
    return [*signature.roots, *(f"{signature.top} {day}" for day in days), *month]


def compare(a: Signature, b: Signature, alike: float, broader: Mapping[str, str]) -> tuple[float, str] | None:
    """Score and reason for two tellings being of one event, or None where they are not.

    Args:
        a, b: the two ends.
        alike: likeness of their articles (:func:`kg.story.articles.context.likeness`).
        broader: event type → the type above it.
    """
    roots = set(a.roots) & set(b.roots)
    told = a.speech or b.speech
    if told:
        said = _statement(a, b, alike) if a.speech and b.speech else None
        if said or not _same_act(a, b, roots, alike):
            return said
    if not roots and not _akin(a.event_type, b.event_type, broader):
        return None
    shared = a.actors & b.actors
    same_days = (a.dated and b.dated) or _same_month(a, b)
    if alike < ALIKE and not (shared and same_days) and not (alike >= AKIN and _repeats(a, b)):
        return None
    words = sentence_likeness(a.words, b.words)
    repeated = words >= SAME_SENTENCE and min(len(a.words), len(b.words)) >= FEWEST
    if apart(a, b) or _long_ago(a, b, repeated):
        return None
    same_place = bool(a.places and b.places)  # others are kept apart above
    told_alike = alike >= SAME_STORY and bool(shared or same_place or words >= SAME_SUBJECT)
    if words < SAME_LOOSE and not told and _loose(a, b, roots, same_days and (len(shared) > 1 or told_alike)):
        return None
    rare = max((min(rarity(stem(r)), 4.6) for r in roots), default=0.0)
    if not (shared or same_days or (a.lead and b.lead)) and words < SAME_SUBJECT:
        return None
    known = sum(0.05 if _country(x) else 0.1 for x in sorted(shared))
    score = 0.65 * alike + 0.4 * words + min(known, 0.2) + 0.04 * (rare - 3) - 0.12 * (not (a.lead and b.lead))
    score += 0.2 * same_days + 0.25 * repeated + 0.1 * same_place
    score -= 0.06 * bool({a.event_type, b.event_type} & word_list("never by type")) + 0.15 * (
        not shared and _other_actors(a, b)
    )
    if score < JOIN:
        return None
    reasons = [
        "same word" if roots else "kindred type",
        *([f"articles on one subject ({alike:.2f})"] if alike >= ALIKE else []),
        *(["same sentence"] if repeated else [f"sentences alike ({words:.2f})"] if words >= 0.3 else []),
        *([f"{len(shared)} actors in common"] if shared else []),
        *(["same place"] if same_place else []),
        *(["same days"] if same_days else []),
    ]
    return round(min(score, 1.0), 3), ", ".join(reasons)


def _loose(a: Signature, b: Signature, roots: set[str], sure: bool) -> bool:
    """Whether only alike sentences could join two tellings: their words are others, or tell of anything."""
    if LOOSE_TYPES & {a.event_type, b.event_type}:
        return True
    return not sure and (not roots or roots <= word_list("too general"))


def _statement(a: Signature, b: Signature, alike: float) -> tuple[float, str] | None:
    """Who says the same in the same words has said it once."""
    if not (set(a.agents) & set(b.agents)) or apart(a, b) or _long_ago(a, b, False):
        return None
    if min(len(a.words), len(b.words)) < FEWEST:
        return None
    words = sentence_likeness(a.words, b.words)
    if words < SAME_SAYING or alike < AKIN:
        return None
    return round(min(1.0, words + 0.2 * alike), 3), f"same speaker, same words ({words:.2f})"


def _same_act(a: Signature, b: Signature, roots: set[str], alike: float) -> bool:
    """Whether the same word for an act done by speaking may tell it once ("announced that", "the announcement")."""
    if alike < SAME_STORY or not (a.lead and b.lead) or not roots - word_list("too general") or _other_actors(a, b):
        return False
    return not (a.speech and b.speech) or sentence_likeness(a.words, b.words) >= SAME_ACT


def sentence_likeness(a: Sequence[str], b: Sequence[str]) -> float:
    """The cosine of two sets of stems, weighted by rarity."""
    if not a or not b:
        return 0.0
    shared = set(a).intersection(b)
    return round(_weight(sorted(shared)) / math.sqrt(_weight(a) * _weight(b)), 4) if shared else 0.0


def _weight(words: Iterable[str]) -> float:
    return sum(rarity(w) ** 2 for w in words)


def _repeats(a: Signature, b: Signature) -> bool:
    """Whether one sentence may repeat the other (a quick look)."""
    return min(len(a.words), len(b.words)) >= FEWEST and len(set(a.words) & set(b.words)) >= FEWEST - 1


def apart(a: Signature, b: Signature) -> bool:
    """Whether their own days or places keep two tellings apart."""
    if a.first and b.first and not (a.first <= (b.last or b.first) and b.first <= (a.last or a.first)):
        return True
    if _undated(a, b) and a.month and b.month and month_of(a.month) != month_of(b.month):
        return True
    return bool(a.places and b.places) and not (
        set(a.places + a.containers) & set(b.places) or set(b.containers) & set(a.places)
    )


def _undated(a: Signature, b: Signature) -> bool:
    return not (a.first and b.first)


def _same_month(a: Signature, b: Signature) -> bool:
    """Whether both say "mid-April", one at least without telling of which year."""
    return _undated(a, b) and a.month is not None and a.month == b.month


def month_of(words: str) -> int | None:
    """The number of the month that ``words`` name, or None: "mid-april" is 4."""
    found = _MONTH.search(words.lower())
    return _MONTHS.index(found[0][:3]) + 1 if found else None


def _long_ago(a: Signature, b: Signature, repeated: bool) -> bool:
    """Whether what is told without a date was told too long before or after the other."""
    if a.first and b.first:
        return False
    for one, other in ((a, b), (b, a)):
        if one.first and one.last and other.published:
            # news of what has happened tells it soon after, of what is to come before
            if other.ahead:
                return one.last < other.published
            return one.first > other.published or _days(one.last, other.published) > NEWS_DAYS
    if a.published and b.published:
        return _days(a.published, b.published) > (DAYS_REPEATED if repeated else DAYS_APART)
    return False


def _other_actors(a: Signature, b: Signature) -> bool:
    """Whether somebody else does it, or it is done to somebody else."""
    return bool(
        (a.agents and b.agents and not set(a.agents) & set(b.agents))
        or (a.recipients and b.recipients and not set(a.recipients) & set(b.recipients))
    )


def _country(entity: str) -> bool:
    """Countries and regions (Wikidata ids) take part in much."""
    return entity[:1] == "Q" and entity[1:].isdigit()


def _akin(a: str, b: str, broader: Mapping[str, str]) -> bool:
    """Whether one type is the other or lies above it."""
    for low, high in ((a, b), (b, a)):
        at: str | None = low
        while at:
            if at == high:
                return True
            at = broader.get(at)
    return False


def _days(a: str, b: str) -> int:
    return abs((datetime.date.fromisoformat(a) - datetime.date.fromisoformat(b)).days)


@dataclass(slots=True)
class _Group:
    """A cluster that grows: its members, the days that all of them share, the first day on which it was told as past without
    a date, their places, articles that tell it as yet to come and as done, its joins with others."""

    members: list[int]
    first: str | None
    last: str | None
    past: str | None
    places: list[Signature]
    ahead: set[tuple[str, ...]]
    done: set[tuple[str, ...]]
    joins: dict[int, tuple[int, int]]  # other group → (joined pairs, sum of their scores in thousandths)


def cluster(
    nodes: Mapping[int, Signature], edges: Iterable[tuple[int, int, float]], order: Mapping[int, tuple[str, ...]]
) -> list[list[int]]:
    """Clusters of one component: the best joined groups first, while enough of their pairs are joined (average linkage),
    unless days or places keep two members apart.

    Args:
        nodes: id → signature.
        edges: (a, b, score).
        order: id → what ties are broken by (a function of content); the first two tell the article.
    """
    ids = sorted(nodes, key=lambda n: order[n])
    at = {n: i for i, n in enumerate(ids)}
    groups = {}
    for i, n in enumerate(ids):
        s = nodes[n]
        past = None if s.first or s.ahead else s.published
        article = {order[n][:2]}
        recurs = s.top == "Consult"  # people meet again and again
        ahead, done = (article if recurs and s.ahead else set(), article if recurs and not s.ahead else set())
        groups[i] = _Group([i], s.first, s.last, past, [s] if s.places else [], ahead, done, {})
    heap: list[tuple[float, int, int, int, int]] = []
    for a, b, score in edges:
        i, j = sorted((at[a], at[b]))
        weight = round(score * 1000)
        groups[i].joins[j] = groups[j].joins[i] = (1, weight)
        heap.append((-weight, i, j, 1, 1))
    heapq.heapify(heap)
    while heap:
        _, i, j, of_i, of_j = heapq.heappop(heap)
        one, other = groups.get(i), groups.get(j)
        if one is None or other is None or (len(one.members), len(other.members)) != (of_i, of_j):
            continue
        if _kept_apart(one, other):
            continue
        _join(groups, i, j)
        for k, (n, weight) in one.joins.items():
            pairs = len(one.members) * len(groups[k].members)
            if n >= LINKED * pairs:
                x, y = min(i, k), max(i, k)
                size = (len(groups[x].members), len(groups[y].members))
                heapq.heappush(heap, (-weight / pairs, x, y, *size))
    found = [sorted(group.members) for group in groups.values()]
    return [[ids[i] for i in members] for members in sorted(found)]


def _kept_apart(one: _Group, other: _Group) -> bool:
    first = max(one.first or "", other.first or "")
    last = min(one.last or "9999", other.last or "9999")
    past = min(filter(None, (one.past, other.past)), default="9999")
    if one.ahead & other.done or one.done & other.ahead:
        return True  # what an article tells as done is not what it tells as yet to come
    return first > min(last, past) or any(apart(a, b) for a in one.places for b in other.places)


def _join(groups: dict[int, _Group], i: int, j: int) -> None:
    """Take group ``j`` into group ``i``."""
    one, other = groups[i], groups.pop(j)
    one.members += other.members
    one.first = max(filter(None, (one.first, other.first)), default=None)
    one.last = min(filter(None, (one.last, other.last)), default=None)
    one.past = min(filter(None, (one.past, other.past)), default=None)
    one.places += other.places
    one.ahead |= other.ahead
    one.done |= other.done
    del one.joins[j]
    del other.joins[i]
    for k, (n, weight) in other.joins.items():
        had = one.joins.get(k, (0, 0))
        del groups[k].joins[j]
        one.joins[k] = groups[k].joins[i] = (had[0] + n, had[1] + weight)
