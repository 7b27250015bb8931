"""What the gazetteer offers for a place's name as texts write it, and what a text says beside it."""

from __future__ import annotations

import functools
import re

from kg.knowledge import gazetteer, lexicons
from kg.knowledge.gazetteer import Place
from kg.knowledge.place_words import postal_codes, town_defaults
from kg.knowledge.region_kinds import regions_called, split_kind

FULL_STYLE = re.compile(
    r"(?:Free State|Commonwealth|Autonomous Region|Republic|Kingdom|Principality|Canton|Land|State) of (?:the )?"
)
"""Before a region's or country's name, its style in full ("Free State of Saxony")."""
TOWN_WORDS = frozenset(
    ("city", "town", "village", "port", "capital", "suburb", "township", "hamlet", "municipality", "resort", "district")
)
IN_ITS_COUNTRY = 20_000
"""Inhabitants from which a town is the one that "in" before a country means ("Birmingham in England")."""
POSTAL = 2
"""Letters of the postal codes of states."""
STRIPPED = ("township", "twp", "city", "town", "village", "borough", "province", "county")


@functools.lru_cache(maxsize=8192)
def candidates(name: str) -> tuple[Place, ...]:
    """What the gazetteer offers for a place's name as a text writes it; a nationality stands for its country."""
    name = name.strip(" ,")
    if name.lower().startswith("the "):
        name = name[4:]
    short = lexicons.acronyms().get(name)
    if short is not None:
        found = () if short.entity_class != "Place" else gazetteer.lookup(short.long_forms[0])
        return found or gazetteer.lookup(name)
    code = lexicons.country_of_group(name)
    people = lexicons.groups().get(name)
    if people is not None and people.kind != "nationality":
        return ()  # "African American" is no place
    if code is not None:
        country = gazetteer.country(code)
        return (country,) if country else ()
    key = gazetteer.name_key(name)
    if town_defaults().get(key) == "-":
        return ()
    if "." in name and len(key) <= 3:
        place = gazetteer.place(
            postal_codes().get(name) or postal_codes().get(name + ".", "")
        )  # "W.Va", cut off at its last dot
        return (place,) if place else ()
    if len(name) == POSTAL and not name.isupper():
        return ()  # "Ri" is no RI
    found = gazetteer.lookup(name)
    if not found and (full := FULL_STYLE.match(name)):
        found = tuple(p for p in gazetteer.lookup(name[full.end() :]) if p.cls in ("country", "region"))
        if found:
            return found
    kind = split_kind(name) if " " in name else None
    if kind and (regions := regions_called(*kind)):
        return regions if not any(p.cls == "region" for p in found) else found
    if not found and " " in name:
        words = name.split()
        if words[-1].lower().strip(".") in STRIPPED:
            found = gazetteer.lookup(" ".join(words[:-1]))
        elif (
            words[0].lower() in ("city", "town", "state", "village", "province", "county") and words[1].lower() == "of"
        ):
            found = gazetteer.lookup(" ".join(words[2:]))
        elif words[-1].lower() in ("co.", "co"):
            found = gazetteer.lookup(" ".join([*words[:-1], "County"]))
    return found


def container_at(words: list[str], start: int) -> Place | None:
    """The region or country named by the words from ``start``: the longest of up to four."""
    first = words[start]
    if not first[:1].isupper():
        return None
    for end in range(min(start + 4, len(words)), start, -1):
        name = " ".join(words[start:end])
        if end == start + 1 and name in postal_codes():
            return gazetteer.place(postal_codes()[name])
        if end > start + 1 and not words[end - 1][:1].isupper() and words[end - 1] != "of":
            continue
        found = [p for p in candidates(name) if p.cls in ("country", "region", "county")]
        if found:
            return min(found, key=lambda p: p.cls != "region") if len(found) > 1 else found[0]
    return None


def places_beside(words: list[str], start: int, end: int) -> list[Place]:
    """Places that the text names beside a name as containing it.

    Args:
        words: of the article.
        start, end: of the name among them.
    """
    found = []
    after = end
    if after + 1 < len(words) and words[after] in (",", "("):
        place = container_at(words, after + 1)
        if place is not None:
            found.append(place)
    if after + 1 < len(words) and words[after] == "in":  # "Birmingham in England"
        place = container_at(words, after + 1)
        own = gazetteer.lookup(" ".join(words[start:end])) if place is not None else ()
        if place is not None and any(p.population >= IN_ITS_COUNTRY and lies_within(p, place) for p in own):
            found.append(place)
    if start > 1 and words[start - 1] in ("'s", "’s"):  # "Bulgaria's Burgas"
        for size in (3, 2, 1):
            name = " ".join(words[max(0, start - 1 - size) : start - 1])
            holder = next((p for p in gazetteer.lookup(name) if p.cls in ("country", "region") and p.exact), None)
            if holder is not None:
                found.append(holder)
                break
    back = start - 1 if start and words[start - 1] in ("of", ",") else start
    if back > 1 and words[back - 1].lower() in TOWN_WORDS:
        for i in (back - 2, back - 3):
            if i >= 0:
                place = container_at(words[: back - 1], i)
                if place is not None:
                    found.append(place)
                    break
    return found


def lies_within(inner: Place, outer: Place) -> bool:
    """Whether ``inner`` lies in ``outer``, as far as the gazetteer knows."""
    if outer.cls == "country":
        return inner.country_code == outer.country_code and inner.cls != "country"
    if inner.region == outer.id:
        return True
    if outer.cls == "county":
        return inner.region == outer.region and gazetteer.kilometres(inner, outer) < 60
    return False
