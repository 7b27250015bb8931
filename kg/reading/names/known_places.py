"""How strongly a name suggests a place, by what the gazetteer holds under it."""

from __future__ import annotations

import functools

from kg.knowledge.background import small_words
from kg.knowledge.gazetteer import lookup
from kg.knowledge.lexicons import thing_heads
from kg.knowledge.place_options import FULL_STYLE

SHORT = 3
"""Letters of short forms, which only capitals tell from words."""

POSTAL = 2
"""Letters of the postal codes of states."""

BIG, MIDDLE = 500_000, 50_000
"""Inhabitants of a big and a middling city."""


@functools.lru_cache(maxsize=16384)
def place_sign(name: str) -> str | None:
    """The strongest sign that the gazetteer gives for ``name`` as written.

    Returns:
        "gaz:country", "gaz:area" (sea, continent, …), "gaz:region", "gaz:big", "gaz:city", "gaz:town", "gaz:county",
        the same with "~" where only an alternate name fits, or None.
    """
    best, rank = None, 0.0
    if (full := FULL_STYLE.match(name)) and any(
        p.cls in ("country", "region") and p.exact for p in lookup(name[full.end() :])
    ):
        return "gaz:region"
    if len(name) <= SHORT and name[1:].islower() and (name.lower() in small_words() or name.lower() in thing_heads()):
        return None  # "Act" is no ACT
    if len(name) == POSTAL and name[1:].islower():
        return None  # "La" is no LA
    for place in lookup(name):
        if place.cls == "city":
            sign, value = (
                ("gaz:big", 4.0) if place.population >= BIG
                else ("gaz:city", 3.0) if place.population >= MIDDLE
                else ("gaz:town", 2.0)
            )  # fmt: skip
        else:
            sign, value = _RANKS[place.cls]
        if not place.exact:
            sign, value = sign + "~", value - 1.5
        if value > rank:
            best, rank = sign, value
    return best


_RANKS = {
    "country": ("gaz:country", 9.0),
    "area": ("gaz:area", 6.0),
    "region": ("gaz:region", 5.0),
    "county": ("gaz:county", 1.6),
}
