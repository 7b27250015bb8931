"""``kg_context``: the day and the place of a happening that no word beside it gives, out of the article.

Of the days and places that the article names (:mod:`kg.reading.events.context_times`, ``context_places``) a log-linear model
takes the likeliest, none among them (``context_weights.tsv``, made by ``tools/train_context.py``); it is given only where it is
surer than a bar. It is told by the claim that counts most for the happening's status, and points at the words that name it: the
nearest of them, wherever they stand. A place that words beside a happening say comes first; so does a day, unless another is far
likelier: those words then date no longer (``doubtful``).
"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable, Sequence
from types import MappingProxyType

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from kg.knowledge.events import rows
from kg.knowledge.trees import Trees, read_trees
from kg.reading.events.context_places import Where, Wheres, nested
from kg.reading.events.context_times import Day, Days
from kg.reading.events.told import Happening, at_nearest, happenings, nearest, teller, weightiest
from kg.reading.text.annotations import Annotations, DocArgument, DocEvent, annotated
from kg.reading.text.syntax import Syntax, syntax

BARS = {"time": 0.5, "place": 0.6}
"""Probability from which a day, a place is given (tried .35 to .75)."""
OVERRULED = 0.3
"""Weight from which words beside a happening may be overruled."""
HOPE = 0.2
"""Probability that one place must have by itself for any to be given."""
FINER = 0.5
"""How likely a place must be beside a likely one that holds it to be told in its stead (tried .1 to .5)."""
FAINT = 1e-4
"""Probability below which one is as good as none."""
LIKELIER = 2.0
"""How much likelier a day must be than those that words beside a happening give to overrule them (tried 1 to 4)."""
LEAST = 0.1
"""Weight from which a happening gets a day, a place out of the context: the model has seen what articles are about alone."""


@Language.factory("kg_context", assigns=["doc._.kg"])
def create_context(nlp: Language, name: str) -> Context:
    return Context()


class Context:
    """Adds arguments with ``context`` to the claims of happenings that lack a day or a place."""

    def __call__(self, doc: Doc) -> Doc:
        noted = annotated(doc)
        if not noted.events:
            return doc
        tree = syntax(doc)
        known = happenings(tree, noted)
        days, wheres = Days(tree, noted, known), Wheres(tree, noted, known)
        found: list[tuple[DocEvent, DocArgument]] = []
        weighty, heavy = weightiest(noted, known, LEAST), weightiest(noted, known, OVERRULED)
        placed = _places(wheres, [h for h in known.values() if h.number in weighty])
        for h in known.values():
            dated = any(n in days.of_number for n in h.times)
            day = _day(days, h) if h.number in (heavy if dated else weighty) else None
            if day is not None:
                others = h.times.isdisjoint(day.numbers)
                _overrule(noted, h, day, others=others)
                if others:
                    found.append(_given(noted, h, _time(tree, noted, h, day.numbers)))
            place = placed.get(h.number)
            if place is not None:
                found.append(_given(noted, h, at_nearest(tree, noted, h, "place", place.mentions)))
        for event, argument in found:
            event.arguments.append(argument)
        return doc


@functools.cache
def weights(slot: str) -> MappingProxyType[str, float]:
    """Feature → weight of the model for ``time`` or ``place``."""
    return MappingProxyType({name: float(w) for kind, name, w in rows("context_weights.tsv") if kind == slot})


def chances(slot: str, candidates: Sequence[Iterable[str]], nothing: Iterable[str]) -> list[float]:
    """How likely each candidate is.

    Args:
        slot: time or place.
        candidates: the features of each.
        nothing: the features of there being none.
    """
    known = weights(slot)
    scores = [math.fsum([known[f] for f in features if f in known]) for features in (*candidates, nothing)]
    highest = max(scores)
    each = [math.exp(s - highest) for s in scores]
    total = math.fsum(each)
    return [x / total for x in each[:-1]]


def _day(days: Days, h: Happening) -> Day | None:
    """The likeliest day of a happening: of those that words beside it give the likeliest, unless another is far likelier."""
    own = days.own(h)
    if len(own) == len(days.all) < 2:
        return None
    open_ = days.open_to(h)
    odds = chances("time", [days.describe(h, day) for day in open_], days.nothing(h))
    best = max(range(len(odds)), key=lambda k: (odds[k], -k), default=None)
    if best is None:
        return None
    if not own:
        return open_[best] if odds[best] >= BARS["time"] else None
    mine = max((k for k, day in enumerate(open_) if day in own), key=lambda k: (odds[k], -k))
    return open_[best] if odds[best] > LIKELIER * odds[mine] else open_[mine]


def _overrule(noted: Annotations, h: Happening, day: Day, *, others: bool) -> None:
    """Have no words date a happening that exclude its day.

    Args:
        noted: annotations.
        h: the happening.
        day: its day.
        others: whether words elsewhere give it: what words beside the happening give must then hold it, else only meet it.
    """
    for event in (noted.events[k] for k in h.events):
        dated = [a for a in event.arguments if a.time is not None]
        if any(a.time in day.numbers for a in dated):
            continue  # the days of one stretch
        for argument in dated:
            time = noted.times[argument.time or 0]
            if time.first and time.last:
                first, last = time.first[:10], time.last[:10]
                fits = first <= day.first and day.last <= last if others else first <= day.last and day.first <= last
                argument.doubtful = not fits


def _places(wheres: Wheres, among: Iterable[Happening]) -> dict[int, Where]:
    """The likeliest place of each happening, by its number, that no word beside it places by a name, where it is likely enough.

    It is as likely as it or one of the places that hold it or lie in it is: where one is right, the others are not wrong."""
    asked: list[tuple[Happening, list[Where], list[float], list[list[int]], list[int]]] = []
    tables: list[np.ndarray] = []
    for h in among:
        own = [place for place in wheres.all if h.number in place.linked]
        if any(place.named for place in own) or _placeless(wheres.noted, h):
            continue
        places = wheres.open_to(h)
        odds = chances("place", [wheres.describe(h, place) for place in places], wheres.nothing(h))
        if max(odds, default=0.0) < HOPE:
            continue
        kin = [[k for k, other in enumerate(places) if other is place or nested(other, place)] for place in places]
        open_ = [k for k, place in enumerate(places) if place.named or not own]
        asked.append((h, places, odds, kin, sorted(open_, key=lambda k: (-odds[k], k))))
        tables.append(beside_others(odds, kin, [h.number in place.linked for place in places]))
    found: dict[int, Where] = {}
    if not tables:
        return found
    every = 1 / (1 + np.exp(-place_trees().sum(np.concatenate(tables))))
    parts = np.split(every, np.cumsum([len(t) for t in tables])[:-1])
    for (h, places, odds, kin, open_), sure in zip(asked, parts, strict=True):
        best = max(open_, key=lambda k: round(float(sure[k]), 9), default=None)
        if best is not None and max(sure[k] for k in kin[best]) >= BARS["place"]:
            found[h.number] = places[_finest(places, odds, best)]
    return found


def _placeless(noted: Annotations, h: Happening) -> bool:
    """Whether it is nowhere: who calls is in one place, who is called in another."""
    return any(noted.events[k].event_type == "Call" for k in h.events)


def _finest(places: Sequence[Where], odds: Sequence[float], best: int) -> int:
    """The likeliest place within a likely one, and so on, where it is likely enough beside it: the town, not its country."""
    while True:
        inner = [k for k, x in enumerate(places) if x.named and x is not places[best] and places[best].place in x.within]
        finer = max(inner, key=lambda k: (odds[k], -k), default=None)
        if finer is None or odds[finer] < FINER * odds[best]:
            return best
        best = finer


RIVALRY = ("chance", "together", "none", "rank", "gap", "count", "ratio", "linked")
"""The numbers of :func:`beside_others`, in order."""


def beside_others(odds: Sequence[float], kin: Sequence[Sequence[int]], linked: Sequence[bool]) -> np.ndarray:
    """How each candidate stands among the others: a row for each, ``RIVALRY`` as columns.

    Args:
        odds: how likely each is by itself (:func:`chances`).
        kin: of each, those that are right where it is, itself among them.
        linked: whether a word of the happening has it.
    """
    table = np.zeros((len(odds), len(RIVALRY)))
    highest = sorted(odds, reverse=True)
    nothing = 1 - math.fsum(odds)
    for k, chance in enumerate(odds):
        rank = sum(x > chance for x in odds)
        best = highest[0] if rank else highest[1] if len(odds) > 1 else 0.0
        ratio = math.log(best + FAINT) - math.log(chance + FAINT)
        together = math.fsum(odds[n] for n in kin[k])
        table[k] = chance, together, nothing, rank, chance - best, len(odds), ratio, linked[k]
    return table


@functools.cache
def place_trees() -> Trees:
    """What of all places of an article is the likeliest, seen beside the others."""
    return read_trees("place_trees.tsv", RIVALRY)


def _given(noted: Annotations, h: Happening, argument: DocArgument) -> tuple[DocEvent, DocArgument]:
    return teller(noted, h, argument), argument


def _time(tree: Syntax, noted: Annotations, h: Happening, numbers: Sequence[int]) -> DocArgument:
    number = nearest(tree, h.heads, sorted((noted.times[n].start, n) for n in numbers))[1]
    time = noted.times[number]
    return DocArgument("time", time.start, time.end, time.end - 1, time=number, context=True)
