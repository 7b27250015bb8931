"""Wikidata's JSON dump as an authority: streamed line by line, only what is a person, an organisation, a place … is taken.

The dump is one JSON array with one entity a line. Which classes of Wikidata are which of ours stands in
``wikidata_classes.tsv``; ids are Wikidata's (its data are CC0).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from typing import IO, Any

import msgspec

from kg.knowledge import gazetteer, lexicons
from kg.knowledge.authority_entry import LONGEST_NAME, MANY_NAMES, Entry, Label

LANGUAGES = ("en", "mul", "en-gb", "en-ca", "de", "fr", "es", "it", "pl", "tr", "ru", "uk", "be", "bg", "sr", "el")
"""Whose labels count as names: what English news writes ("mul" holds for all languages that have none of their own), how
neighbours spell it, and Cyrillic and Greek."""
ALIAS_LANGUAGES = ("en", "mul", "en-gb", "ru", "uk")
DESCRIBING = ("en", "mul", "en-gb", "en-ca")
_OFFICE = "office"

_DAY = re.compile(r"([+-]\d{4,})-(\d\d)-(\d\d)T")


class _Text(msgspec.Struct):
    value: str


class _Value(msgspec.Struct):
    value: Any = None


class _Snak(msgspec.Struct):
    datavalue: _Value | None = None


class _Statement(msgspec.Struct):
    mainsnak: _Snak
    rank: str = "normal"


class _Claims(msgspec.Struct):
    """Only these properties are decoded: instance of, country, citizenship, office, occupation, employer, party, birth,
    inception, GeoNames id, coordinates."""

    P31: list[_Statement] = []
    P17: list[_Statement] = []
    P27: list[_Statement] = []
    P39: list[_Statement] = []
    P106: list[_Statement] = []
    P108: list[_Statement] = []
    P102: list[_Statement] = []
    P569: list[_Statement] = []
    P571: list[_Statement] = []
    P1566: list[_Statement] = []
    P625: list[_Statement] = []


# an empty object is written as [] in the dumps
class _Item(msgspec.Struct):
    id: str
    type: str = "item"
    labels: dict[str, _Text] | list[_Text] = {}
    aliases: dict[str, list[_Text]] | list[_Text] = {}
    descriptions: dict[str, _Text] | list[_Text] = {}
    claims: _Claims | list[_Statement] = msgspec.field(default_factory=_Claims)
    sitelinks: dict[str, msgspec.Raw] | list[msgspec.Raw] = {}
    modified: str = ""


_decoder = msgspec.json.Decoder(_Item)


@functools.cache
def classes() -> dict[str, str]:
    """Class of Wikidata → Person, Organization, Place, Group, Thing, or "office" for what a person may be by office or trade."""
    return {row[0]: row[1] for row in lexicons.rows("wikidata_classes.tsv")}


def read_dump(
    source: IO[bytes],
    report: Callable[[int, object], None],
    wanted: frozenset[str],
    modified: Callable[[str], None] = lambda moment: None,
) -> Iterator[Entry | Label]:
    """The entries of a dump.

    Args:
        source: its bytes.
        report: told the number of a line that cannot be read, and why.
        wanted: our classes that are asked for.
        modified: told when each item was last changed (``YYYY-MM-DDTHH:MM:SSZ``), by which a dump can be dated.
    """
    for number, written in enumerate(source, 1):
        line = written.strip().rstrip(b",")
        if line in (b"", b"[", b"]"):
            continue
        try:
            item = _decoder.decode(line)
        except (msgspec.DecodeError, ValueError, RecursionError) as error:
            report(number, error)
            continue
        if item.modified:
            modified(item.modified)
        found = entry_of_item(item, wanted)
        if found is not None:
            yield found


def entry_of_item(item: _Item, wanted: frozenset[str]) -> Entry | Label | None:
    """The entry that an item of Wikidata is, if it is of a class that is wanted."""
    claims = item.claims
    if item.type != "item" or isinstance(claims, list):
        return None
    kinds = classes()
    of = [kinds[i] for i in _ids(claims.P31) if i in kinds]
    if not of or isinstance(item.labels, list):
        return None
    label = next((item.labels[c].value for c in LANGUAGES if c in item.labels and item.labels[c].value.strip()), None)
    if label is None:
        return None
    if of[0] == _OFFICE:
        return Label(item.id, label)
    if of[0] not in wanted:
        return None
    names = [item.labels[code].value for code in LANGUAGES if code in item.labels]
    if isinstance(item.aliases, dict):
        names += [a.value for code in ALIAS_LANGUAGES for a in item.aliases.get(code, ())]
    descriptions = item.descriptions if isinstance(item.descriptions, dict) else {}
    described = next((descriptions[code] for code in DESCRIBING if code in descriptions), None)
    person = of[0] == "Person"
    countries = [p.country_code for i in _ids(claims.P27 if person else claims.P17) if (p := gazetteer.place(i))]
    lat, lon = _point(claims.P625)
    return Entry(
        id=item.id,
        name=" ".join(label.split())[:LONGEST_NAME],
        entity_class=of[0],
        variants=tuple(
            dict.fromkeys(n for name in names if name != label and (n := " ".join(name.split())[:LONGEST_NAME]))
        )[:MANY_NAMES],
        description=described.value if described else "",
        prior=float(len(item.sitelinks)),
        countries=tuple(dict.fromkeys(c for c in countries if c)),
        positions=tuple(dict.fromkeys([*_ids(claims.P39), *_ids(claims.P106)])),
        organizations=tuple(dict.fromkeys([*_ids(claims.P108), *_ids(claims.P102)])),
        begin=_day(claims.P569 if person else claims.P571),
        geonames=_geonames(claims.P1566) if of[0] == "Place" else None,
        lat=lat if of[0] == "Place" else None,
        lon=lon if of[0] == "Place" else None,
    )


def _values(statements: list[_Statement]) -> Iterator[Any]:
    """Values of statements, those of preferred rank first; deprecated ones are left out."""
    for statement in sorted(statements, key=lambda s: s.rank != "preferred"):
        if statement.rank != "deprecated" and statement.mainsnak.datavalue is not None:
            yield statement.mainsnak.datavalue.value


def _ids(statements: list[_Statement]) -> list[str]:
    return [v["id"] for v in _values(statements) if isinstance(v, dict) and isinstance(v.get("id"), str)]


def _day(statements: list[_Statement]) -> str | None:
    """The first date, as fine as it is meant."""
    for value in _values(statements):
        found = _DAY.match(str(value.get("time", ""))) if isinstance(value, dict) else None
        if found and len(found[1]) == 5:
            year, month, day = found[1].removeprefix("+"), found[2], found[3]
            precision = value.get("precision", 11)
            if precision == 11 and day != "00":
                return f"{year}-{month}-{day}"
            if precision == 10 and month != "00":
                return f"{year}-{month}"
            return year if precision == 9 else None
    return None


def _geonames(statements: list[_Statement]) -> int | None:
    return next((int(v) for v in _values(statements) if isinstance(v, str) and v.isascii() and v.isdecimal()), None)


def _point(statements: list[_Statement]) -> tuple[float | None, float | None]:
    for value in _values(statements):
        if isinstance(value, dict):
            lat, lon = value.get("latitude"), value.get("longitude")
            if isinstance(lat, (int, float)) and isinstance(lon, (int, float)) and abs(lat) <= 90 and abs(lon) <= 180:
                return float(lat), float(lon)
    return None, None
