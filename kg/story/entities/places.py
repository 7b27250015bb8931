"""Ids of entities that are gazetteer entries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from kg.knowledge import gazetteer
from kg.knowledge.gazetteer import Place

_NATIONALITY = re.compile(r"group:([A-Z]{2})(?![a-z])")
_NAME = re.compile(r"[^\W\d_a-z][^,()/]{3,}")
"""A name that may stand as the label of a town: no abbreviation, nothing beside it."""
_QUALIFIED = re.compile(r"(geonames|admin|area)-(.+)")


def entity_of_place(identifier: str) -> str:
    """The local part of the IRI of the entity that a gazetteer entry is."""
    return identifier.replace(":", "-", 1)


def place_of(identity: str) -> Place | None:
    """The gazetteer entry that an entity is, or None."""
    qualified = _QUALIFIED.fullmatch(identity)
    if qualified:
        return gazetteer.place(f"{qualified[1]}:{qualified[2]}")
    return gazetteer.place(identity) if re.fullmatch(r"Q\d+", identity) else None


def country_entity(code: str) -> str | None:
    """The entity that a country is, by its ISO code."""
    found = gazetteer.country(code)
    return entity_of_place(found.id) if found else None


def country_of_group(key: str) -> str | None:
    """The entity of the country whose people the name form of this key means, or None."""
    found = _NATIONALITY.match(key)
    return country_entity(found[1]) if found else None


def place_within(keys: Iterable[str], inside: Mapping[str, int]) -> Place | None:
    """The place that an entity lies in as its name says; of a nationality its country.

    Args:
        keys: of its name forms.
        inside: gazetteer id → in how many chains its name says so.
    """
    codes = {found[1] for key in keys if (found := _NATIONALITY.match(key))}
    if codes:
        return gazetteer.country(codes.pop()) if len(codes) == 1 else None
    best = min(inside, key=lambda i: (-inside[i], i), default=None)
    return gazetteer.place(best) if best and inside[best] * 2 > sum(inside.values()) else None


def label_of_place(place: Place, written: Mapping[str, int]) -> str:
    """What to call a place: what news in English calls it, where that is known; else as most articles write it, if none of them
    writes the gazetteer's own name; of a region that is called like a town the name with its kind.

    Args:
        place: the gazetteer entry.
        written: names that articles call it best → in how many.
    """
    if place.cls not in ("city", "region") or place.name in gazetteer.names_in_english():
        return place.name
    if place.cls == "region":
        town = any(p.cls == "city" and p.region == place.id for p in gazetteer.lookup(place.name))
        names = [n for n in written if n.lower().startswith(place.name.lower() + " ")] if town else []
    else:
        names = [] if place.name in written else [n for n in written if _NAME.fullmatch(n) and not n.isupper()]
    return min(names, key=lambda n: (-written[n], len(n), n), default=place.name)


def containers(identity: str) -> tuple[str, ...]:
    """Entities of the places that a place lies in, nearest first."""
    found = place_of(identity)
    return tuple(entity_of_place(p.id) for p in gazetteer.containment(found)) if found else ()
