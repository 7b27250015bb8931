"""From the words of an event's label, as a person writes them, to the events that they may mean."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rapidfuzz import fuzz, process

from kg.errors import Code, KgError
from kg.graph import vocabulary as v
from kg.knowledge.transliteration import fold

SHOWN = 5
"""Events named in a message."""
ALIKE = 75
"""Similarity, of 100, from which a label may be meant by another."""

_LABELS = f"""
SELECT ?event ?label ?weight WHERE {{ GRAPH <{v.STORY}> {{
  ?event a <{v.EVENT}> ; <{v.LABEL}> ?label OPTIONAL {{ ?event <{v.WEIGHT}> ?weight }} }} }}
"""


def find_events(query: Callable[[str], Any], words: str) -> list[str]:
    """IRIs of the events whose label is ``words``, whatever the case and accents; else of the one whose label holds them all.

    Args:
        query: asks the store's graph, for solutions whose terms have a ``value``.
        words: a label ("Russia and the United States to hold talks in Riyadh"), or some of its words ("talks Riyadh").

    Raises:
        KgError: KG040 where no label is so (with the likest), KG041 where several hold the words.
    """
    events = sorted((-_weight(row), row["label"].value, row["event"].value) for row in query(_LABELS))
    wanted = _words(words)
    same = [iri for _, label, iri in events if _words(label) == wanted]
    if same or not wanted:
        return same
    holding = [e for e in events if wanted <= _words(e[1])]
    if len(holding) == 1:
        return [holding[0][2]]
    if holding:
        choices = "; ".join(f"{label} <{iri}>" for _, label, iri in holding[:SHOWN])
        more = f"; and {len(holding) - SHOWN} more" if len(holding) > SHOWN else ""
        raise KgError(Code.AMBIGUOUS_ENTITY, name=words, choices=choices + more)
    labels = list(dict.fromkeys(label for _, label, _ in events))
    near = process.extract(words, labels, scorer=fuzz.WRatio, processor=fold, limit=3, score_cutoff=ALIKE)
    hint = f"; did you mean {' or '.join(repr(label) for label, *_ in near)}" if near else ""
    raise KgError(
        Code.NO_ENTITY, name=words, hint=hint or "; events are named by their labels or IRIs (`kg query timeline`)"
    )


def _weight(row: Any) -> float:
    """How much an event matters; of those that several may mean the weightiest is named first."""
    return float(row["weight"].value) if row["weight"] is not None else 0.0


def _words(text: str) -> frozenset[str]:
    return frozenset("".join(c if c.isalnum() else " " for c in fold(text)).split())
