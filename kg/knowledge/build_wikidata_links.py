"""Wikidata ids of towns, counties and regions for the gazetteer, from what the name-suggestion-index knows of Wikidata.

Its file ``dist/wikidata/wikidata.json`` (npm, BSD-3-Clause; what it holds is Wikidata's, CC0) gives labels and descriptions of
places that brands and flags point at: "Roseburg", "city in and county seat of Douglas County, Oregon, United States". A place
gets an id where label, kind, region and country of the description leave it alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path

from kg.knowledge.gazetteer import name_key

Row = dict  # a place on its way, as build_gazetteer makes it

TOWN = re.compile(
    r"(?:(?!municipality of)[\w-]+ ){0,3}?"
    r"(?:city|town|village|capital|commune|comune|metropolis|township|municipality)\b.*?\b(?:in|of)\b (.+)"
)
COUNTY = re.compile(r"(?:\w+ )?(?:county|parish) (?:in|of) (?:the )?(?:U\.S\. )?(?:state of )?(.+)")
NOT = re.compile(
    r"\b(?:administration|agency|arms|authority|bank|bike|brand|bus|chain|club|company|council|department|district|flag|football|"
    r"government|library|metro|museum|network|operator|organi[sz]ation|police|rapid|school|service|system|transport|utility)\b"
)
MUNICIPALITIES = frozenset("AR BE BR DE ES IT MX PH PT US CA".split())  # noqa: SIM905
"""Countries where the town and its municipality are one item."""
OUTNUMBERS = 5
"""Times that a town must be larger than the next of its name, where the description names no region."""


def links(places: Iterable[Row], file: Path) -> dict[int, str]:
    """Which place has which id.

    Args:
        places: rows of build_gazetteer.
        file: the index's wikidata.json.

    Returns:
        Number of the row → Wikidata id.
    """
    known = json.loads(file.read_text("utf8"))["wikidata"]
    rows_ = list(places)
    by_name: dict[tuple[str, str], list[int]] = {}
    regions: dict[str, set[str]] = {}
    countries: dict[str, str] = {}
    for number, place in enumerate(rows_):
        kind = place["class"]
        if kind in ("city", "county"):
            for name in place["names"]:
                by_name.setdefault((kind, name_key(name)), []).append(number)
        if kind == "region":
            regions[place["code"]] = {name_key(n) for n in place["names"]}
        if kind == "country":
            for name in place["names"]:
                countries[name_key(name)] = place["country"]
    found: dict[int, set[str]] = {}
    for identifier, item in sorted(known.items()):
        described = (item.get("description") or "").replace("\xa0", " ")
        for kind, pattern in (("county", COUNTY), ("city", TOWN)):
            match = pattern.match(described)
            if match is None or NOT.search(described):
                continue
            where = [
                name_key(re.sub(r"^(?:the )|(?: state| province| county)$", "", p.strip())) for p in _parts(match[1])
            ]
            code = next((countries[w] for w in where if w in countries), "US" if "usa" in where else None)
            if code is None or ("municipality" in described.split(",")[0] and code not in MUNICIPALITIES):
                continue
            options = [n for n in set(by_name.get((kind, name_key(item["label"])), ())) if rows_[n]["country"] == code]
            chosen = _choose(rows_, options, where, regions)
            if chosen is not None:
                found.setdefault(chosen, set()).add(identifier)
            break
    return {number: ids.pop() for number, ids in found.items() if len(ids) == 1}


def _parts(text: str) -> list[str]:
    """The places that a description names, smallest first."""
    return [part for part in re.split(r",|;|\b(?:in|of|and largest city in)\b", text) if part.strip()]


def _choose(places: list[Row], options: list[int], where: list[str], regions: dict[str, set[str]]) -> int | None:
    """The one that the description means: the only one in its region, else the only or by far the largest one."""

    def region(number: int) -> str:
        place = places[number]
        return place.get("admin1") or place.get("code", "").rpartition(".")[0]

    inside = [n for n in options if regions.get(region(n), set()) & set(where)]
    told = any(
        set(where) & names for code, names in regions.items() if options and code[:2] == places[options[0]]["country"]
    )
    if told:
        options = inside
    options = sorted(options, key=lambda n: -(places[n].get("population") or 0))
    if len(options) > 1 and (places[options[0]].get("population") or 0) < OUTNUMBERS * (
        (places[options[1]].get("population") or 0) + 1
    ):
        return None
    return options[0] if options else None
