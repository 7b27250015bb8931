"""The label of an event: "talks: Russia, United States · Riyadh · mid-April 2025"."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Sequence

from kg.knowledge.word_sets import word_set
from kg.knowledge.written_days import MONTHS, written_days
from kg.story.story import EventTime, Filler

ACTORS = 4
"""Actors named."""

ORDER = {"agent": 0, "participant": 1, "recipient": 2}

_YEAR = re.compile(r"\b[12]\d{3}\b")
_MONTH = re.compile(rf"\b({'|'.join(f'{m}|{m[:3]}|{m[:4]}' for m in MONTHS)})(?!\w)", re.IGNORECASE)


def label_of(words: str, fillers: Iterable[Filler], times: Sequence[EventTime], name: Callable[[str], str]) -> str:
    """The label of an event.

    Args:
        words: its trigger.
        fillers: of its roles, the weightiest first; who takes part comes in order of role, with no pronouns.
        times: the one that leads first.
        name: entity id → label, "" where it has none.
    """
    listed = list(fillers)
    actors = _named([f for role in sorted(ORDER, key=ORDER.__getitem__) for f in listed if f.role == role], name)
    places = _named([f for f in listed if f.role == "place"], name)
    shown = ", ".join(actors[:ACTORS]) + (", …" if len(actors) > ACTORS else "")
    parts = [f"{words}: {shown}" if shown else words, *places[:1], *([when(times[0])] if times else [])]
    return " · ".join(parts)


def _named(fillers: Iterable[Filler], name: Callable[[str], str]) -> list[str]:
    pronouns = word_set("pronoun person") | word_set("pronoun thing") | word_set("pronoun they")
    labels = dict.fromkeys(name(f.entity) for f in fillers if f.entity)
    return [label for label in labels if label and label.lower() not in pronouns]


def when(time: EventTime) -> str:
    """A time in its own words where these tell it to somebody who has not read the article, else by its days.

    "mid-April" gets its year; "last month" becomes "March 2025"; what was not resolved stays as written.
    """
    if not (time.first and time.last) or _YEAR.search(time.label):
        return time.label
    if _MONTH.search(time.label) and time.first[:4] == time.last[:4]:
        return f"{time.label} {time.first[:4]}"
    return days(time.first, time.last)


def days(first: str, last: str) -> str:
    """ "31 March 2025", "24–30 March 2025", "March 2025", "2025"."""
    try:
        begin, end = datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)
    except ValueError:
        return first if first == last else f"{first} to {last}"
    return written_days(begin, end)
