"""Positions that one person holds or held, as many wordings tell them: one line each, the present ones first.

"Chief executive", "head" and "boss" of one organisation are one position; a title without an organisation joins the one that
has the same title with it, and a shorter title the longer one that begins with it. What the words call former, or what ended,
is past.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from kg.graph.asking.words import days
from kg.views.asked.evidence import span_of
from kg.views.asked.rows import Query, solutions

T = TypeVar("T")

_FORMER = (
    r"\b(?:former|formerly|ex|then|late|one-time|onetime|outgoing|retired|ousted|deposed|previous)[\s-]+(?:[\w'’-]+\s+){0,3}?"
)
_TOLD = """GRAPH kg:story { ?m org:member ?who ; org:role ?role ; kg:evidence ?span } ?span nif:anchorOf ?sentence
  OPTIONAL { GRAPH kg:story { ?m org:organization/skos:prefLabel ?at } }
  OPTIONAL { GRAPH kg:story { ?m sem:hasBeginTimeStamp ?first } }
  OPTIONAL { GRAPH kg:story { ?m sem:hasEndTimeStamp ?last } }"""
"""What is joined stands before what is optional: otherwise Oxigraph asks for the whole group again and again."""
LONE = 3
"""Origins that another position of the same person must have for one of a single origin to be called so."""


@dataclass(slots=True)
class Held(Generic[T]):
    """A position.

    Attributes:
        role: its title, in the wording that most origins use; ``also`` the other wordings.
        organisation: label, or "".
        first, last: ISO dates, or None.
        origins: of the articles that tell it.
        told: what tells it, as given.
        past: whether every telling calls it former, or it has ended.
        lone: whether one origin alone tells it, while another position is well supported.
    """

    role: str
    organisation: str = ""
    first: str | None = None
    last: str | None = None
    also: list[str] = field(default_factory=list)
    origins: set[str] = field(default_factory=set)
    told: list[T] = field(default_factory=list)
    past: bool = False
    lone: bool = False

    @property
    def title(self) -> str:
        """The position in words, without how it is supported: "chief executive, Brisk Bank"."""
        return f"{self.role}, {self.organisation}" if self.organisation else self.role

    @property
    def text(self) -> str:
        """The position in words: "former chief executive, Brisk Bank (also head), since May 2030"."""
        said = ("former " if self.past and not self.role.startswith("former ") else "") + self.title
        if self.also:
            said += f" (also {', '.join(self.also)})"
        if when := days(self.first, self.last):
            said += f", {when}"
        return f"{said} – one source alone says so" if self.lone else said


@dataclass(frozen=True, slots=True)
class ToldPosition(Generic[T]):
    """One telling of a position; ``sentence`` is its words, ``origin`` that of its article."""

    role: str
    organisation: str
    first: str | None
    last: str | None
    sentence: str
    origin: str
    told: T


def is_former(role: str, sentence: str) -> bool:
    """Whether a sentence calls a position former."""
    return bool(re.search(_FORMER + re.escape(role), sentence, re.IGNORECASE))


def held(tellings: Iterable[ToldPosition[T]], *, today: str | None = None) -> list[Held[T]]:
    """Merge the tellings of one person's positions.

    Args:
        tellings: in any order.
        today: ISO date after which a position is not past yet; positions that have an end are past without it.

    Returns:
        Present positions first, then by how many origins tell them, those with an organisation before others.
    """
    groups: dict[str, list[ToldPosition[T]]] = {}
    for one in sorted(tellings, key=lambda t: (t.organisation, t.role, t.origin, t.sentence)):
        groups.setdefault(f"at {one.organisation}" if one.organisation else f"as {one.role}", []).append(one)
    _join_titles(groups)
    found = [_merged(told, today) for told in groups.values()]
    best = max((len(h.origins) for h in found if h.organisation), default=0)
    for position in found:
        position.lone = bool(position.organisation) and len(position.origins) == 1 and best >= LONE
    return sorted(found, key=lambda h: (h.past, h.lone, not h.organisation, -len(h.origins), h.role, h.organisation))


def _join_titles(groups: dict[str, list[ToldPosition[T]]]) -> None:
    """Put titles without an organisation to those that have it, and short ones to the longer ones that begin with them."""
    roles = {key: {t.role for t in told} for key, told in groups.items()}
    for key in sorted((k for k in groups if k.startswith("as ")), key=len):
        role = key.removeprefix("as ")
        at = [k for k in groups if k.startswith("at ") and role in roles[k]]
        longer = [k for k in groups if k != key and k.startswith(f"{key} ")]
        target = at if len(at) == 1 else [] if at else longer if len(longer) == 1 else []
        if target:
            groups[target[0]].extend(groups.pop(key))


def _merged(told: Collection[ToldPosition[T]], today: str | None) -> Held[T]:
    by_role: dict[str, set[str]] = {}
    for one in told:
        by_role.setdefault(one.role, set()).add(one.origin)
    ranked = sorted(by_role, key=lambda role: (-len(by_role[role]), -len(role), role))
    begun, ended = ({getattr(t, name) for t in told if getattr(t, name)} for name in ("first", "last"))
    last = max(ended) if ended else None
    over = last is not None and (today is None or last < today)
    return Held(
        role=ranked[0],
        organisation=max(t.organisation for t in told),
        first=min(begun) if begun else None,
        last=last,
        also=[role for role in ranked[1:] if role not in ranked[0]],
        origins={t.origin for t in told},
        told=[t.told for t in told],
        past=over or all(is_former(t.role, t.sentence) for t in told),
    )


def titles(query: Query, origins: Mapping[str, str]) -> dict[str, list[str]]:
    """The positions of everybody, in words, the present ones first; without those that one garbled source alone tells.

    Args:
        query: as in :mod:`kg.views.asked.rows`.
        origins: of articles that share one.

    Returns:
        By the IRI of the person; of those of whom none is told, nothing.
    """
    told: dict[str, list[ToldPosition[None]]] = {}
    for who, role, at, first, last, span, sentence in solutions(query, "who role at first last span sentence", _TOLD):
        assert who is not None and role is not None and sentence is not None
        article = (span_of(span or "") or ("",))[0]
        one = ToldPosition(role, at or "", first, last, sentence, origins.get(article, article), None)
        told.setdefault(who, []).append(one)
    return {who: [h.text for h in held(tellings) if not h.lone] for who, tellings in told.items()}
