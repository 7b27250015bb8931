"""Places by name: countries, regions, counties, cities, seas, from a compact table that ships (GeoNames, CC BY 4.0).

The table is read on first use and kept as flat arrays; names are found by bisection. See ``build_gazetteer`` for its
making
and ``data/GAZETTEER.md`` for its sources.
"""

from __future__ import annotations

import functools
import gzip
import math
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np

from kg.knowledge import lexicons
from kg.knowledge.transliteration import fold

DATA_FILE = Path(__file__).parent / "data" / "gazetteer.bin.gz"
CLASSES = ("country", "region", "county", "city", "area")
MISSING = 999.0
"""Latitude of a place without known coordinates."""
EARTH_RADIUS = 6371.0
_WORDS = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer.

    Attributes:
        id: "Q159" (Wikidata) where known, else "geonames:524901", else the code of a region or county in GeoNames
            ("admin:US.TX.453") or a county's with a small town's name behind it, else "area:…" for an area without any
            identifier.
        name: what news in English calls it (``data/place_names.tsv``), else GeoNames' main name.
        cls: country, region (first order: state, oblast), county (second order), city, or area (sea, continent, …).
        country_code: ISO 3166 alpha-2, "" where none.
        region: id of the region that a city or county lies in, "" where unknown.
        lat, lon: degrees, or None.
        population: 0 where unknown.
        wikidata, geonames: identifiers, or None.
        exact: whether the name looked up is its main name or what news in English calls it (an alternate one otherwise).
        index: row in the table.
    """

    id: str
    name: str
    cls: str
    country_code: str
    region: str
    lat: float | None
    lon: float | None
    population: int
    wikidata: str | None
    geonames: int | None
    exact: bool
    index: int


@functools.lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """Normal form of a place's name: small plain letters, "Saint" as "st", without dots, apostrophes and hyphens."""
    key = fold(name).replace(".", "").replace("'", "").replace("-", " ")
    return " ".join(_WORDS.get(word, word) for word in key.split())


def _offsets(lengths: bytes) -> np.ndarray:
    return np.concatenate(([0], np.cumsum(np.frombuffer(lengths, "<u2"), dtype="<u4"))).astype("<u4")


class _Table:
    """The data file's arrays."""

    def __init__(self, data: dict) -> None:
        self.countries: list[str] = data["countries"]
        self.capitals: dict[str, int] = data["capitals"]
        self.first_city: int = data["first_city"]
        self.names: bytes = data["names"]
        self.keys: bytes = data["keys"]
        self.codes: bytes = data["codes"]
        self.classes: bytes = data["class"]
        self.country: bytes = data["country"]
        self.name_at = _offsets(data["name_at"])
        self.key_at = _offsets(data["key_at"])
        self.code_at = _offsets(data["code_at"])
        self.posting_at = _offsets(data["posting_at"])
        self.postings = np.frombuffer(data["postings"], "<u4")
        self.population = np.frombuffer(data["population"], "<u4")
        self.wikidata = np.frombuffer(data["wikidata"], "<u4")
        self.geonames = np.cumsum(np.frombuffer(data["geonames"], "<i4"), dtype="<i4")
        self.parent = np.frombuffer(data["parent"], "<i2")
        self.lat = np.frombuffer(data["lat"], "<i4")
        self.lon = np.frombuffer(data["lon"], "<i4")

    def found(self, key: str) -> list[int]:
        """Postings of a name key."""
        wanted, keys, at = key.encode(), self.keys, self.key_at
        low, high = 0, len(at) - 1
        while low < high:
            middle = (low + high) // 2
            if keys[at[middle] : at[middle + 1]] < wanted:
                low = middle + 1
            else:
                high = middle
        if low == len(at) - 1 or keys[at[low] : at[low + 1]] != wanted:
            return []
        return self.postings[self.posting_at[low] : self.posting_at[low + 1]].tolist()

    def id(self, i: int) -> str:
        if self.wikidata[i]:
            return f"Q{self.wikidata[i]}"
        if self.geonames[i]:
            return f"geonames:{self.geonames[i]}"
        if i < self.first_city:
            code = self.codes[self.code_at[i] : self.code_at[i + 1]].decode()
            if code:
                return f"admin:{code}"
        return f"area:{self.name(i).lower().replace(' ', '-')}"

    def name(self, i: int) -> str:
        return self.names[self.name_at[i] : self.name_at[i + 1]].decode()


@functools.cache
def _table() -> _Table:
    return _Table(msgspec.msgpack.decode(gzip.decompress(DATA_FILE.read_bytes())))


@functools.cache
def _in_english() -> tuple[dict[int, str], dict[str, tuple[int, ...]]]:
    """What news in English calls places: row in the table → name, and key of a name → rows, of ``data/place_names.tsv``."""
    table = _table()
    names: dict[int, str] = {}
    rows: dict[str, tuple[int, ...]] = {}
    for country_code, main, written in lexicons.rows("place_names.tsv"):
        if "." in main[2:3]:
            found = [i for i in [_codes().get(main)] if i is not None]
        else:
            found = [v >> 1 for v in table.found(name_key(main)) if not v & 1 and v >> 1 >= table.first_city]
            found = [i for i in found if table.countries[table.country[i]] == country_code]
        if found:
            best = max(found, key=lambda i: (int(table.population[i]), -i))
            spellings = written.split("|")
            names[best] = spellings[0]
            for spelling in spellings:
                rows[name_key(spelling)] = (*rows.get(name_key(spelling), ()), best)
    return names, rows


@functools.cache
def names_in_english() -> frozenset[str]:
    """Names of places that the table calls otherwise."""
    return frozenset(_in_english()[0].values())


@functools.lru_cache(maxsize=16384)
def _place(i: int, exact: bool = True) -> Place:
    table = _table()
    located = table.lat[i] < MISSING * 1000
    return Place(
        table.id(i),
        _in_english()[0].get(i) or table.name(i),
        CLASSES[table.classes[i]],
        table.countries[table.country[i]],
        table.id(int(table.parent[i])) if table.parent[i] >= 0 else "",
        int(table.lat[i]) / 1000 if located else None,
        int(table.lon[i]) / 1000 if located else None,
        int(table.population[i]),
        f"Q{table.wikidata[i]}" if table.wikidata[i] else None,
        int(table.geonames[i]) or None,
        exact,
        i,
    )


@functools.lru_cache(maxsize=16384)
def lookup(name: str) -> tuple[Place, ...]:
    """All places called ``name``, in the table's order (areas, countries, regions, counties, cities).

    Exact up to letter case, diacritics, Cyrillic or Latin script, and the spellings that :func:`name_key` levels. A
    dotted or
    all-capital short form ("U.S.", "Md.", "UK") must be written so: "us" and "in" are no places.
    """
    key = name_key(name)
    if not key or (len(key) <= 3 and not name[:1].isupper()):
        return ()
    found = {v >> 1: not v & 1 for v in _table().found(key)}
    found |= dict.fromkeys(_in_english()[1].get(key, ()), True)
    return tuple(_place(i, found[i]) for i in sorted(found))


@functools.cache
def _ids() -> dict[str, int]:
    table = _table()
    found: dict[str, int] = {}
    for i in (*range(table.first_city), *np.flatnonzero(table.wikidata[table.first_city :]) + table.first_city):
        found.setdefault(table.id(int(i)), int(i))
    return found


@functools.cache
def _city_order() -> np.ndarray:
    return _table().geonames[_table().first_city :]


def place(identifier: str) -> Place | None:
    """The place with this id, as in ``Place.id``; "geonames:…" of a country or region is found as well."""
    table = _table()
    found = _ids().get(identifier)
    if found is not None:
        return _place(found)
    if identifier.startswith("geonames:") and identifier[9:].isdecimal():
        number = int(identifier[9:])
        at = int(np.searchsorted(_city_order(), number))
        if at < len(_city_order()) and _city_order()[at] == number:
            return _place(at + table.first_city)
        rest = np.flatnonzero(table.geonames[: table.first_city] == number)
        return _place(int(rest[0])) if len(rest) and number else None
    return None


@functools.cache
def _countries() -> dict[str, int]:
    table = _table()
    return {
        table.countries[table.country[i]]: i for i in range(table.first_city) if CLASSES[table.classes[i]] == "country"
    }


def country_codes() -> tuple[str, ...]:
    """ISO codes of all countries, sorted."""
    return tuple(sorted(_countries()))


@functools.cache
def _codes() -> dict[str, int]:
    table = _table()
    found: dict[str, int] = {}
    for i in range(table.first_city):
        code = table.codes[table.code_at[i] : table.code_at[i + 1]].decode()
        if code:
            found.setdefault(code, i)
    return found


def region_with_code(code: str) -> Place | None:
    """The region or county with this code of GeoNames ("US.OH", "US.TX.453"), or None."""
    found = _codes().get(code)
    return None if found is None else _place(found)


def wide_places() -> tuple[Place, ...]:
    """All areas, countries and regions of the first order."""
    table = _table()
    return tuple(_place(i) for i in range(table.first_city) if CLASSES[table.classes[i]] not in ("county", "city"))


def country(code: str) -> Place | None:
    """The country with this ISO 3166 alpha-2 code."""
    found = _countries().get(code)
    return None if found is None else _place(found)


def country_named(name: str) -> Place | None:
    """The country that bears this name (or a well-known other name of it), or None."""
    return next((p for p in lookup(name) if p.cls == "country"), None)


def country_of_demonym(word: str) -> str | None:
    """ISO code of the country whose people or things are called so ("Russian"), or None."""
    return lexicons.country_of_demonym(word)


@functools.cache
def _capitals() -> dict[str, str]:
    found = {name_key(_table().name(i)): code for code, i in sorted(_table().capitals.items(), reverse=True)}
    return found | {"washington": "US", "washington dc": "US", "kiev": "UA", "jerusalem": "IL"}


def capital_country(name: str) -> str | None:
    """ISO code of the country whose capital is called so, as news uses capitals for governments ("Moscow" → "RU"),
    or None."""
    return _capitals().get(name_key(name))


def capital(code: str) -> Place | None:
    """The capital of the country with this ISO code."""
    found = _table().capitals.get(code)
    return None if found is None else _place(found)


@functools.cache
def _dependencies() -> dict[str, str]:
    """ISO code of a dependent territory → that of the state it belongs to."""
    return {code: state for code, state in lexicons.rows("dependencies.tsv")}


def containment(found: Place) -> tuple[Place, ...]:
    """The places that ``found`` lies in, nearest first: city → region → country → the state of a dependent one."""
    chain = [place(found.region)] if found.region else []
    if found.cls != "country" and found.country_code:
        chain.append(country(found.country_code))
    if found.country_code in _dependencies():
        chain.append(country(_dependencies()[found.country_code]))
    return tuple(p for p in chain if p is not None)


def kilometres(a: Place, b: Place) -> float:
    """Great-circle distance; infinite where either has no coordinates."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return math.inf
    lat1, lat2 = math.radians(a.lat), math.radians(b.lat)
    half = math.sin((lat2 - lat1) / 2) ** 2
    half += math.cos(lat1) * math.cos(lat2) * math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    return 2 * EARTH_RADIUS * math.asin(min(1.0, math.sqrt(half)))
