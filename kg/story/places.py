"""Ids of entities that are gazetteer entries."""

from __future__ import annotations

import re

from kg.knowledge import gazetteer
from kg.knowledge.gazetteer import Place

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


def containers(identity: str) -> tuple[str, ...]:
    """Entities of the places that a place lies in, nearest first."""
    found = place_of(identity)
    return tuple(entity_of_place(p.id) for p in gazetteer.containment(found)) if found else ()
