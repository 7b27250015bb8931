"""Towns that the world knows: such a name means that town unless the text says otherwise in its own words."""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from kg.knowledge import gazetteer, lexicons
from kg.knowledge.gazetteer import Place
from kg.knowledge.publishers import Home

ENGLISH = frozenset(("AU", "CA", "GB", "US"))
"""Countries whose regions are as well known as towns."""
KNOWN = 1_000_000
"""Inhabitants from which the world knows a town."""
SEAT = 50_000
"""The same for capitals of countries."""
SMALLER, SMALLER_LISTED = 4, 1
"""How many times smaller a namesake must be to stand in the shade of a town of a million, of one of ``world_towns.tsv``."""
ROUND_ABOUT = 150
"""Kilometres around a publisher's town within which a name means what lies there."""
SUBURB = 40
"""The same around another town that the world knows, where the one in question is known by its size alone (London's Edmonton)."""
OFTEN = 4
"""Times that an article names a state from which it is about that state."""
TOLD, AROUND = 1, 3
"""Lesser places of a namesake's region that an article must name beside the region, and lesser places around it without, for a
name to mean the namesake."""


@functools.cache
def _listed() -> frozenset[str]:
    """Ids of smaller towns that the world knows (``world_towns.tsv``)."""
    found = set()
    for code, name in lexicons.rows("world_towns.tsv"):
        towns = [p for p in gazetteer.lookup(name) if p.cls == "city" and p.country_code == code and p.exact]
        if towns:
            found.add(max(towns, key=lambda p: (p.population, -p.index)).id)
    return frozenset(found)


@functools.cache
def capitals() -> frozenset[str]:
    """Ids of the capitals of all countries."""
    return frozenset(p.id for code in gazetteer.country_codes() if (p := gazetteer.capital(code)))


def _known(place: Place) -> bool:
    if place.cls != "city" or not place.exact:
        return False
    seat = place.id in capitals() and place.population >= SEAT
    return place.population >= KNOWN or seat or place.id in _listed()


def in_the_shade(options: Iterable[Place]) -> dict[int, Place]:
    """Options that stand in the shade of a town that the world knows: row of the gazetteer → that town.

    Args:
        options: what the gazetteer offers for one name.
    """
    options = [p for p in options if p.cls in ("city", "county", "region")]
    large = max(
        (p for p in options if _known(p)), key=lambda p: (p.id in _listed(), p.population, -p.index), default=None
    )
    if large is None:
        return {}
    share = SMALLER_LISTED if large.id in _listed() else SMALLER
    return {
        p.index: large
        for p in options
        if p.index != large.index and p.id != large.region and (not p.exact or p.population * share <= large.population)
    }


@dataclass(frozen=True, slots=True)
class ToldOf:
    """What an article tells of where it is at home.

    Attributes:
        said: ids of the countries and regions that it names → times.
        counties: ids of regions whose counties it may name.
        home: of its publisher.
    """

    said: Mapping[str, int]
    counties: Collection[str]
    home: Home | None


def told_by_text(
    namesake: Place,
    large: Place,
    others: Iterable[Iterable[Place]],
    told_of: ToldOf,
) -> bool:
    """Whether an article tells in its own words that a name means a namesake of a town that the world knows.

    Args:
        namesake, large: the two towns.
        others: what the gazetteer offers for the article's other places.
        told_of: what the article names beside.
    """
    home, said = told_of.home, told_of.said
    if namesake.cls == "region":
        own = gazetteer.country(namesake.country_code)
        return namesake.country_code in ENGLISH or (own is not None and own.id in said)
    if home is not None:
        towns = [home.town] if home.town else home.namesakes
        if any(_about(town, namesake) or (town.region and town.region == namesake.region) for town in towns):
            return True
        if home.country_code == namesake.country_code != "US" and not _by_name(large):
            return True
    country = gazetteer.country(large.country_code)
    if country is not None and country.id in said and large.country_code != namesake.country_code:
        return False
    told = about = 0
    if said.get(namesake.region, 0) >= OFTEN or namesake.region in told_of.counties:
        return True  # who names a county tells of what lies there
    for options in others:
        exact = [p for p in options if p.exact and p.cls in ("city", "county")]
        if any(p.id in said for p in options):
            continue  # the region itself
        if any(map(_known, exact)):
            if any(_known(p) and gazetteer.kilometres(p, namesake) < SUBURB for p in exact) and not _by_name(large):
                return True
        elif any(p.region == namesake.region for p in exact):
            told += 1
            about += any(_about(p, namesake) for p in exact)
    return (told >= TOLD and namesake.region in said) or about >= AROUND


def _about(town: Place, namesake: Place) -> bool:
    return gazetteer.kilometres(town, namesake) < ROUND_ABOUT


def _by_name(large: Place) -> bool:
    """Whether a town is known for more than its size."""
    return large.id in _listed() or large.id in capitals()
