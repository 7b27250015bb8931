"""Which day a happening has that no word beside it dates: how each day that the article names stands to it.

A happening of the lead, of a longer account, of a whole or its result has the day that is named elsewhere: at another of its
words, in the sentence before, in the dateline. :class:`Days` lists the values that an article's time expressions have and tells
how each stands to a happening, for a small model whose weights are data (see :mod:`kg.reading.events.context`). Nothing but
expressions of the article itself is a candidate.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from kg.reading.events import told
from kg.reading.events.times import moves_to
from kg.reading.events.told import LEAD, Happening
from kg.reading.text.annotations import Annotations, DocEvent
from kg.reading.text.syntax import Syntax

_SIZES = {
    "unitDay": "day", "unitHour": "day", "unitMinute": "day", "unitWeek": "week", "unitMonth": "month", "unitYear": "year",
}  # fmt: skip
_DATELINES = 5
"""Sentences in which a day without a verb is the article's own."""
_AGO = (("day", 1), ("week", 7), ("month", 31), ("year", 366))


@dataclass(slots=True)
class Day:
    """A value that time expressions of the article have.

    Attributes:
        first, last: ISO days.
        numbers: indices into ``Annotations.times``.
        linked: happenings that have it from words beside them.
        places: where its expressions begin, each with its index; sorted.
        said, acts: how many claims that it dates merely say something, and how many tell something else.
    """

    first: str
    last: str
    numbers: list[int]
    linked: set[int] = field(default_factory=set)
    said: int = 0
    acts: int = 0
    places: list[tuple[int, int]] = field(default_factory=list)


class Days:
    """The days of one document, and how they stand to its happenings.

    Args:
        tree: of the document.
        noted: its annotations, with happenings numbered.
        known: its happenings.
    """

    def __init__(self, tree: Syntax, noted: Annotations, known: dict[int, Happening]) -> None:
        self.tree, self.noted, self.known = tree, noted, known
        self.all = _days(noted)
        t = tree.tokens
        verbs = {t.sentences[i] for i, pos in enumerate(t.pos) if pos in ("VERB", "AUX")}
        self.published = _date(noted.published)
        self.of_number = {n: d for d in self.all for n in d.numbers}
        self.links = sorted(
            (event.head, a.time, event.event)
            for event in noted.events
            for a in event.arguments
            if a.time is not None and a.time in self.of_number and event.speech is None
        )
        self.most_named = max((len(d.numbers) for d in self.all), default=0)
        self.alone_most_named = sum(len(d.numbers) == self.most_named for d in self.all) == 1
        self.holding = _holding((d.first, d.last) for d in self.all)
        at = {n: t.sentences[noted.times[n].start] for n in self.of_number}
        ordered = sorted((noted.times[n].start, n) for n in self.of_number)
        self.starts, self.of_start = [start for start, _ in ordered], [self.of_number[n] for _, n in ordered]
        for start, n in ordered:
            self.of_number[n].places.append((start, n))
        self.told = sorted((start, day.first) for start, day in zip(self.starts, self.of_start, strict=True))
        self.kin = told.Kin(noted, known)
        spoken = bytearray(len(t.words))
        for begin, end in (span for q in noted.quotations if q.kind == "speech" for span in q.content):
            spoken[begin:end] = b"\1" * (end - begin)
        self.spoken = frozenset(start for start in self.starts if spoken[start])
        self.at = {n: self._head(n) for n in self.of_number}
        self.of_word = {e.head: e.event for e in noted.events}
        heaviest = max(known.values(), key=lambda h: (noted.events[h.events[0]].weight, -h.number), default=None)
        self.main = heaviest.number if heaviest else -1
        self.datelines = {n for n, sentence in at.items() if sentence not in verbs and sentence < _DATELINES}

    def _head(self, number: int) -> int:
        """The head token of a time expression."""
        time, heads = self.noted.times[number], self.tree.tokens.heads
        inside = range(time.start, time.end)
        return next((i for i in inside if heads[i] not in inside or heads[i] == i), time.end - 1)

    def own(self, h: Happening) -> list[Day]:
        """The days that words beside a happening's give it, in order of the text."""
        return list({id(d): d for n in sorted(h.times) if (d := self.of_number.get(n)) is not None}.values())

    def open_to(self, h: Happening) -> list[Day]:
        """The days that a happening may have."""
        if any(self.noted.times[n].type == "date" and n not in self.of_number for n in h.times):
            return []  # its own words date it, by a business year or before Christ
        own = self.own(h)
        return [day for day in self.all if day in own or not self._impossible(h, day)]

    def _impossible(self, h: Happening, day: Day) -> bool:
        """Whether a happening cannot have a day: what is planned one that is over, a putting off the day that it puts off to."""
        events = [self.noted.events[k] for k in h.events]
        over = self.published is not None and day.last <= self.published.isoformat()
        ahead = [e.status in ("Planned", "Proposed") or (e.status == "Possible" and e.tense != "Past") for e in events]
        if over and all(ahead):
            return True
        if self._ahead(day) and all(e.status == "Occurred" and e.tense == "Past" for e in events):
            return True
        verbs = [e.head for e in events if self.tree.tokens.pos[e.head] == "VERB"]
        return any(moves_to(self.tree, verb, self.noted.times[n]) for verb in verbs for n in day.numbers)

    def _ahead(self, day: Day) -> bool:
        """Whether a day lies after publication, which nothing that has happened does."""
        return self.published is not None and day.first > self.published.isoformat()

    def describe(self, h: Happening, day: Day) -> list[str]:
        """How a day stands to a happening."""
        t, noted = self.tree.tokens, self.noted
        events = [noted.events[k] for k in h.events]
        where, number, head = told.nearest(self.tree, h.heads, day.places)
        found = [f"near={where}"]
        if where == "same":
            found += told.beside(self.tree, head, noted.times[number].end - 1)
            found += self._above(h, day)
        if any(n in h.times for n in day.numbers):
            found.append("linked")
            if any(a.time in day.numbers for a in events[0].arguments if a.time is not None):
                found.append("linked first")
        found.append(f"size={_SIZES.get(noted.times[day.numbers[0]].granularity or '', 'other')}")
        lead = min(h.sentences) < LEAD
        when = self._when(day)
        status, tense = events[0].status, events[0].tense
        found += [f"when={when}", f"when={when} {status}", f"when={when} {tense}", f"when={when} lead={lead}"]
        found.append(f"dateline {lead}" if any(n in self.datelines for n in day.numbers) else "text")
        if min(t.sentences[noted.times[n].start] for n in day.numbers) < LEAD:
            found.append(f"day in lead, lead={lead}")
        if len(day.numbers) == self.most_named:
            found.append("most named" if self.alone_most_named else "one of most named")
        if len(self.all) == 1:
            found.append("only day")
        if day is self.all[0]:
            found.append(f"first day, lead={lead}")
        found.append(f"links={min(len(day.linked - {h.number}), 3)}")
        if day.said and not day.acts:
            found.append(f"of saying {where == 'same'}")
        found += self._carried(h, day)
        found += self.kin.ties(h, day.linked)
        if self.main in day.linked:
            found.append(f"day of main near={where}")
        last = bisect_left(self.told, (h.heads[0] + 1,)) - 1
        if last >= 0 and self.told[last][1] == day.first:
            found.append(f"last named {min(t.sentences[h.heads[0]] - t.sentences[self.told[last][0]], 3)}")
        if any(self.known[n].places & h.places for n in day.linked if n != h.number):
            found.append("kin place")
        said = any(start in self.spoken for start, _ in day.places)
        found.append(f"said={said} {any(e.quotation is not None for e in events)}")
        found += self._shape(h, events, when, where)
        found += self._grain(h, day)
        found.append(f"basis={noted.times[number].basis} {where}")
        return found

    def _above(self, h: Happening, day: Day) -> list[str]:
        """What a day hangs on, and the way to it, in the sentences of the happening's words."""
        t = self.tree.tokens
        found = set()
        for n in day.numbers:
            i = self.at[n]
            if t.sentences[i] not in h.sentences:
                continue
            number = told.governor(self.tree, self.of_word, i)
            if number >= 0 and number != h.number:
                e = self.noted.events[self.known[number].events[0]]
                alike = told.top(e) == told.top(self.noted.events[h.events[0]])
                found.add(f"hangs on other alike={alike} saying={e.speech is not None}")
            else:
                found.add(f"hangs on {'mine' if number >= 0 else 'nobody'}")
            found |= {f"way={told.way(self.tree, x, i)}" for x in h.heads if t.sentences[x] == t.sentences[i]}
        return sorted(found)

    def nothing(self, h: Happening) -> list[str]:
        """What tells of a happening that none of the days is its."""
        event = self.noted.events[h.events[0]]
        return [
            "none",
            f"none {event.status}",
            f"none {event.tense}",
            f"none lead={min(h.sentences) < LEAD}",
            f"none {told.top(event)}",
            f"none days={min(len(self.all), 4)}",
            f"none told={min(len(h.events), 3)}",
            f"none quoted={event.quotation is not None}",
            f"none published={self.published is not None}",
        ]

    def _when(self, day: Day) -> str:
        """How long before or after publication."""
        if self.published is None:
            return "unknown"
        first, last = date.fromisoformat(day.first), date.fromisoformat(day.last)
        if first <= self.published <= last:
            return "published" if first == last else "around"
        if first > self.published:
            return "soon" if (first - self.published).days < 8 else "later"
        ago = (self.published - last).days
        return next((name for name, most in _AGO if ago <= most), "long")

    def _carried(self, h: Happening, day: Day) -> list[str]:
        """Whether it is the day told of last before a word of the happening, or next after it."""
        sentences, first = self.tree.tokens.sentences, h.heads[0]
        return [
            f"{name} {min(abs(sentences[first] - sentences[head]), 3)}"
            for name, head, number in told.around(self.links, first, h.number)
            if number in day.numbers
        ]

    def _shape(self, h: Happening, events: Sequence[DocEvent], when: str, where: str) -> list[str]:
        """What words tell the happening: a clause of its own in the lead, a noun in passing, a past before the past."""
        tree, t = self.tree, self.tree.tokens
        kinds = {told.kind(tree, i) for i in h.heads}
        main = "main" if "main" in kinds else "verb" if "verb" in kinds else "noun"
        lead = any(told.kind(tree, i) == "main" and t.sentences[i] < LEAD for i in h.heads)
        before = any(t.lower[c] == "had" for i in h.heads for c in tree.children[i] if t.deps[c] == "aux")
        first = h.heads[0]
        return [
            f"when={when} {main}",
            f"when={when} main in lead={lead}",
            f"when={when} had={before}",
            f"when={when} first={told.kind(tree, first)} {t.deps[first]}",
            f"when={when} {told.top(events[0])}",
            f"near={where} {main}",
            f"when={when} definite={told.definite(tree, first)}",
        ]

    def _grain(self, h: Happening, day: Day) -> list[str]:
        """Whether a coarser value of the happening's own holds the day, or another day of the article lies in it."""
        found = set()
        for own in (self.of_number[n] for n in h.times if n in self.of_number):
            if own is not day and own.first <= day.first and day.last <= own.last:
                found.add("within its own")
            elif day.last < own.first or own.last < day.first:
                found.add("off its own")
        if (day.first, day.last) in self.holding:
            found.add("holds finer")
        return sorted(found)


def _days(noted: Annotations) -> list[Day]:
    """The values of an article's time expressions that name days, in order."""
    found: dict[tuple[str, str], Day] = {}
    for number, time in enumerate(noted.times):
        if time.first and time.last and time.type in ("date", "time"):
            key = (time.first[:10], time.last[:10])
            found.setdefault(key, Day(*key, [])).numbers.append(number)
    of_number = {number: day for day in found.values() for number in day.numbers}
    for event in noted.events:
        for a in event.arguments:
            if a.time in of_number:
                day = of_number[a.time]
                day.linked.add(event.event)
                day.said += event.speech is not None
                day.acts += event.speech is None
    return list(found.values())


def _holding(days: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Of first and last days, those between which another pair lies."""
    found = set()
    earliest = ""  # the first end of those that begin later, or as late and end earlier
    for first, last in sorted(sorted(days, key=lambda x: x[1]), key=lambda x: x[0], reverse=True):
        if earliest and earliest <= last:
            found.add((first, last))
        earliest = min(earliest or last, last)
    return found


def _date(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None
