"""Regions that a text tells by their kind: "the Donetsk region", "Herat province", "the state of New York" are no towns."""

from __future__ import annotations

import functools

from kg.knowledge import gazetteer, lexicons
from kg.knowledge.gazetteer import Place
from kg.knowledge.spelling import skeleton
from kg.knowledge.word_sets import word_set

KINDS = word_set("kind of region")
SEVERAL = word_set("kinds of region")
PLAIN = frozenset(("region", "province", "oblast", "governorate", "prefecture", "krai", "voivodeship"))
"""Kinds that make a region of a town's name whatever follows; "state" may belong to what follows ("Lagos state police")."""
SMALLEST = 5_000
"""Inhabitants of a town that has its region's name, from which the kind must tell them apart."""
CHIEF = 30_000
"""Inhabitants from which a town may have given its name to the region that the gazetteer lists otherwise."""
LISTED = 8
"""Words behind a name within which the kind of several stands ("Donetsk, Luhansk and Kherson regions")."""


def kind_beside(words: list[str], start: int, end: int) -> str | None:
    """The kind of region that stands beside a name, in small letters; None where none does.

    Args:
        words: of the article.
        start, end: of the name among them.
    """
    after = words[end].lower() if end < len(words) else ""
    if after in KINDS and (after in PLAIN or not _a_noun_follows(words, end + 1)):
        return after
    if start > 1 and words[start - 1] == "of" and words[start - 2] in KINDS:
        return words[start - 2]
    for i in range(end, min(end + LISTED, len(words))):
        word = words[i]
        if word in SEVERAL:
            return SEVERAL_OF[word]
        if not (word[:1].isupper() or word in (",", "and", "or", "-", "–", "’s")):
            return None
    return None


SEVERAL_OF = {f"{kind}s": kind for kind in sorted(KINDS)} | {"territories": "territory"}


def _a_noun_follows(words: list[str], i: int) -> bool:
    """Whether "state" at the word before goes with what follows it ("the Lagos state government")."""
    return i < len(words) and words[i] in word_set("behind state")


@functools.lru_cache(maxsize=4096)
def regions_called(name: str, kind: str) -> tuple[Place, ...]:
    """Regions of a name, told by their kind: those that the gazetteer calls so, else those that are named after their chief town.

    Args:
        name: as written, without the kind ("Donetsk", "Nikolaev").
        kind: "region", "province", …
    """
    full = tuple(p for p in gazetteer.lookup(f"{name} {kind}") if p.cls == "region")
    found = gazetteer.lookup(name)
    bare = tuple(p for p in found if p.cls == "region" and p not in full)
    named = tuple(p for p in full + bare if not _dwarfed(p, found))
    if named:
        return named
    chief = []
    for town in found:
        region = gazetteer.place(town.region) if town.cls == "city" and town.population >= CHIEF else None
        if region is not None and skeleton(gazetteer.name_key(region.name.split()[0])) == skeleton(
            gazetteer.name_key(town.name.split()[0])
        ):
            chief.append(region)
    return tuple(dict.fromkeys(chief))


def _dwarfed(region: Place, found: tuple[Place, ...]) -> bool:
    """Whether a town elsewhere is so much larger that "the Charlotte region" is the land around it."""
    towns = [p for p in found if p.cls == "city" and p.exact]
    return not any(p.region == region.id for p in towns) and any(p.population > 5 * region.population for p in towns)


@functools.lru_cache(maxsize=4096)
def told_apart(name: str, kind: str) -> bool:
    """Whether a name with its kind is a region, and without it a town."""
    regions = regions_called(name, kind)
    return bool(regions) and any(p.cls == "city" and p.population >= SMALLEST for p in gazetteer.lookup(name))


@functools.cache
def _homes() -> dict[str, str]:
    """What the people of regions and towns are called, in small letters → gazetteer id (``region_demonyms.tsv``)."""
    found: dict[str, str] = {}
    for code, name, people in lexicons.rows("region_demonyms.tsv"):
        places = [p for p in gazetteer.lookup(name) if p.country_code == code and p.exact and p.cls != "county"]
        home = max(places, key=lambda p: (p.population, p.cls == "region", -p.index), default=None)
        if home is not None:
            found |= dict.fromkeys(people.lower().split("|"), home.id)
    return found


def home_of_people(name: str) -> str | None:
    """Gazetteer id of the region or town whose people are called so ("Ohioans", "Londoner"), or None."""
    return _homes().get(name.lower())


def split_kind(name: str) -> tuple[str, str] | None:
    """ "Herat province" → ("Herat", "province"), "state of Texas" → ("Texas", "state"); None where no kind stands in a name."""
    words = name.split()
    if len(words) > 1 and words[-1].lower() in KINDS:
        return " ".join(words[:-1]), words[-1].lower()
    if len(words) > 2 and words[1].lower() == "of" and words[0].lower() in KINDS:
        return " ".join(words[2:]), words[0].lower()
    return None
