"""What of an event, as one article tells it, says whether another article tells the same: signatures, what they are looked for
under, and what keeps two apart. Pure functions.

The same word in articles on the same subject tells the same event, unless something speaks against it (lemma and document
likeness: Bugert et al. 2021, *Generalizing cross-document event coreference resolution*, call it lemma-delta). How much each
thing says is learnt (:mod:`kg.story.events.sameness`). Two meetings of the same two people on different days stay two; a plan
and the occurrence that fulfils it are one.
"""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.knowledge.background import rarity
from kg.knowledge.events import below
from kg.knowledge.events import words as word_list

FEWEST = 5
"""Words of a sentence from which it can be told whether another repeats it."""

SAME_SENTENCE = 0.75
"""Likeness of two sentences from which one repeats the other; ``FEWEST`` words at least."""

MANY = 100
"""Blocks with more members than this are passed over."""

DAYS_APART = 7
"""Undated tellings whose articles appeared further apart than this many days are not joined (tried 4 to 14)."""

DAYS_REPEATED = 30
"""The same where one sentence repeats the other."""

NEWS_DAYS = 8
"""Days for which news tells a past event without a date."""

SLIP = 1
"""Days by which two tellings of one event differ, because one tells when it became known, or of the night between."""

SHORT = 12
"""Days of an interval that is short enough to identify an event: a week, a third of a month ("mid-April")."""

LOOSE_TYPES = frozenset({"State", "Think", "Want", "Cause", "Begin", "End", "Continue", "Statement"})
"""Types that tell too little by themselves."""

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
        own: whether its days stand beside its words; others are out of the context, and may be another's.
        denied: whether it is told that it did not happen.
        who, whom: stems of what its agents and its recipients are called, named or not, sorted.
        rivals, kin, kin_top: how many other events of its article bear one of its words, its type, its top concept.
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
    own: bool = True
    denied: bool = False
    who: tuple[str, ...] = ()
    whom: tuple[str, ...] = ()
    rivals: int = 0
    kin: int = 0
    kin_top: int = 0

    @property
    def actors(self) -> frozenset[str]:
        return frozenset(self.agents + self.recipients + self.participants)

    @property
    def dated(self) -> bool:
        """Whether it has a few days."""
        return bool(self.first and self.last) and days_between(self.first or "", self.last or "") < SHORT


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


def sentence_likeness(a: Sequence[str], b: Sequence[str]) -> float:
    """The cosine of two sets of stems, weighted by rarity."""
    if not a or not b:
        return 0.0
    shared = set(a).intersection(b)
    return round(_weight(sorted(shared)) / math.sqrt(_weight(a) * _weight(b)), 4) if shared else 0.0


def _weight(words: Iterable[str]) -> float:
    return sum(rarity(w) ** 2 for w in words)


def repeated(a: Signature, b: Signature) -> bool:
    """Whether the sentences of one repeat those of the other."""
    if min(len(a.words), len(b.words)) < FEWEST or len(set(a.words) & set(b.words)) < FEWEST - 1:
        return False
    return sentence_likeness(a.words, b.words) >= SAME_SENTENCE


def apart(a: Signature, b: Signature) -> bool:
    """Whether their own days or places keep two tellings apart, or who met; days out of the context do not: they may be
    another's."""
    if a.top == b.top == "Consult" and _other_party(a, b):
        return True
    if a.own and b.own and gap(a, b) > SLIP:
        return True
    if _undated(a, b) and a.month and b.month and month_of(a.month) != month_of(b.month):
        return True
    return bool(a.places and b.places) and not (
        set(a.places + a.containers) & set(b.places) or set(b.containers) & set(a.places)
    )


def other_kind(a: Signature, b: Signature) -> bool:
    """Whether both types are known and neither lies above the other: an interview is no round of talks, though the words are
    kindred."""
    one, other = a.event_type, b.event_type
    return "Other" not in (one, other) and not (below(one, other) or below(other, one))


def _other_party(a: Signature, b: Signature) -> bool:
    """Whether two met, and two others, or one of them somebody else: talks of A with B are not those of A with C."""
    return len(a.actors) == len(b.actors) == 2 and len(a.actors & b.actors) < 2


def gap(a: Signature, b: Signature) -> int:
    """Days between the intervals of two tellings; 0 where they meet, or one has none."""
    if not (a.first and b.first):
        return 0
    a_last, b_last = a.last or a.first, b.last or b.first
    if a.first <= b_last and b.first <= a_last:
        return 0
    return days_between(a_last, b.first) if a_last < b.first else days_between(b_last, a.first)


def long_ago(a: Signature, b: Signature, days_apart: int, news_days: int) -> bool:
    """Whether what is told without a date of its own was told too long before or after the other.

    Args:
        a, b: two tellings.
        days_apart: between the articles, where neither has a date.
        news_days: from the day of the one to the article of the other.
    """
    if a.first and b.first and ((a.own and b.own) or not gap(a, b)):
        return False
    for one, other in ((a, b), (b, a)):
        if one.own and one.first and one.last and other.published:
            # news of what has happened tells it soon after, of what is to come before
            if other.ahead:
                return one.last < other.published
            return one.first > other.published or days_between(one.last, other.published) > news_days
    if a.published and b.published:
        return days_between(a.published, b.published) > days_apart
    return False


def _undated(a: Signature, b: Signature) -> bool:
    return not (a.first and b.first)


def same_days(a: Signature, b: Signature) -> bool:
    """Whether both have a few days; or say "mid-April", one at least without telling of which year."""
    return (a.dated and b.dated) or (_undated(a, b) and a.month is not None and a.month == b.month)


def month_of(words: str) -> int | None:
    """The number of the month that ``words`` name, or None: "mid-april" is 4."""
    found = _MONTH.search(words.lower())
    return _MONTHS.index(found[0][:3]) + 1 if found else None


def country(entity: str) -> bool:
    """Countries and regions (Wikidata ids) take part in much."""
    return entity[:1] == "Q" and entity[1:].isdigit()


def days_between(a: str, b: str) -> int:
    """Days from one ISO date to another, whichever is first."""
    return abs((datetime.date.fromisoformat(a) - datetime.date.fromisoformat(b)).days)
