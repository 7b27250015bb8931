"""``kg_context``: the day and the place of a happening that no word beside it gives, out of the article.

Of the days and places that the article names (:mod:`kg.reading.events.context_times`, ``context_places``) a log-linear model
takes the likeliest, none among them (``context_weights.tsv``, made by ``tools/train_context.py``); it is given only where it is
surer than a bar. It is told by the claim that counts most for the happening's status, and points at the words that name it: the
nearest of them, wherever they stand. What words beside a happening say always comes first.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable, Sequence
from types import MappingProxyType

from spacy.language import Language
from spacy.tokens import Doc

from kg.knowledge.events import rows
from kg.reading.events.context_places import Where, Wheres, nested
from kg.reading.events.context_times import Days
from kg.reading.events.told import Happening, at_nearest, happenings, nearest, teller, weightiest
from kg.reading.text.annotations import Annotations, DocArgument, DocEvent, annotated
from kg.reading.text.syntax import Syntax, syntax

BARS = {"time": 0.55, "place": 0.55}
"""Probability from which a day, a place is given (tried .35 to .75)."""
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
        weighty = weightiest(noted, known, LEAST)
        for h in known.values():
            open_days = days.open_to(h) if h.number in weighty else []
            odds = chances("time", [days.describe(h, day) for day in open_days], days.nothing(h))
            k = max(range(len(odds)), key=lambda k: (odds[k], -k), default=None)
            if k is not None and odds[k] >= BARS["time"]:
                found.append(_given(noted, h, _time(tree, noted, h, open_days[k].numbers)))
            place = _place(wheres, h) if h.number in weighty else None
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
    scores = [math.fsum(known.get(f, 0.0) for f in features) for features in (*candidates, nothing)]
    highest = max(scores)
    each = [math.exp(s - highest) for s in scores]
    total = math.fsum(each)
    return [x / total for x in each[:-1]]


def _place(wheres: Wheres, h: Happening) -> Where | None:
    """The likeliest place of a happening that no word beside it places by a name.

    It is likely enough where it is together with the places that hold it and those that lie in it: where one is right, the others
    are not wrong."""
    own = [place for place in wheres.all if h.number in place.linked]
    if any(place.named for place in own):
        return None
    places = wheres.open_to(h)
    odds = chances("place", [wheres.describe(h, place) for place in places], wheres.nothing(h))
    open_ = [k for k, place in enumerate(places) if place.named or not own]
    best = max(open_, key=lambda k: (odds[k], -k), default=None)
    if best is None:
        return None
    together = math.fsum(
        x for x, place in zip(odds, places, strict=True) if place is places[best] or nested(place, places[best])
    )
    return places[best] if together >= BARS["place"] else None


def _given(noted: Annotations, h: Happening, argument: DocArgument) -> tuple[DocEvent, DocArgument]:
    return teller(noted, h, argument), argument


def _time(tree: Syntax, noted: Annotations, h: Happening, numbers: Sequence[int]) -> DocArgument:
    number = nearest(tree, h.heads, sorted((noted.times[n].start, n) for n in numbers))[1]
    time = noted.times[number]
    return DocArgument("time", time.start, time.end, time.end - 1, time=number, context=True)
