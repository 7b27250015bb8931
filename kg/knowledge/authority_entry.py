"""One entry of an authority: someone or something known by name, as files of authorities and dumps of Wikidata give it."""

from __future__ import annotations

from dataclasses import dataclass

CLASSES = ("person", "organization", "place", "group", "thing")
MANY_NAMES = 60
"""Variants kept of one entry; the rest of a longer list says nothing new."""
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of an authority.

    Attributes:
        id: Wikidata's ("Q7747").
        name: the preferred name.
        entity_class: Person, Organization, Place, Group or Thing.
        variants: other names, in any script.
        description: a few words ("president of Russia").
        prior: how well known it is, 0 or more (of Wikidata: in how many wikis there is a page on it).
        countries: ISO 3166 alpha-2 codes of where it belongs.
        positions: offices and occupations, as words or as Wikidata ids.
        organizations: what it belongs to, as names or as Wikidata ids.
        begin: of a person the birth, of all else the founding: YYYY, YYYY-MM or YYYY-MM-DD.
        geonames: GeoNames' id of a place.
        lat, lon: where a place lies, in degrees.
    """

    id: str
    name: str
    entity_class: str
    variants: tuple[str, ...] = ()
    description: str = ""
    prior: float = 0.0
    countries: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    begin: str | None = None
    geonames: int | None = None
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """What an office or occupation is called, which entries name by its id."""

    id: str
    name: str
