"""Authority files: who is known by name elsewhere. One format, as JSON Lines or CSV; Wikidata dumps are read into it.

An entry is one known person, organisation, place, group or thing: its Wikidata id, its names, and what tells its bearer from
namesakes. ``docs/authority.md`` describes the format for people.
"""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, fields
from pathlib import Path
from typing import IO, Any

from kg.errors import Code, KgError
from kg.knowledge import gazetteer, lexicons
from kg.knowledge.authority_entry import CLASSES, LONGEST_NAME, MANY_NAMES, Entry, Label
from kg.knowledge.authority_header import PACK_BEGIN, header_of
from kg.knowledge.wikidata import read_dump

_ID = re.compile(r"Q[1-9]\d*")
_DATE = re.compile(r"-?\d{4}(-\d{2}(-\d{2})?)?")
_LISTS = ("variants", "countries", "positions", "organizations")


Read = Iterator[Entry | Label]
OnError = Callable[[KgError], None]


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """The file's bytes, unpacked where its name ends in .gz or .bz2."""
    if path.suffix == ".gz":
        with gzip.open(path, "rb") as packed:
            yield packed  # type: ignore[misc]
    elif path.suffix == ".bz2":
        with bz2.open(path, "rb") as packed_bz:
            yield packed_bz
    else:
        with open(path, "rb") as plain:
            yield plain


def read_authority(
    path: str | Path, *, classes: Iterable[str] = CLASSES, prior: float = 0.0, on_error: OnError | None = None
) -> Read:
    """The entries of an authority file, one at a time.

    Args:
        path: ``.jsonl`` (a pack is one), ``.csv``, or a Wikidata dump ``.json``; each may be packed as ``.gz`` or ``.bz2``.
        classes: which to take, as files write them ("person").
        prior: entries less known than this are passed over.
        on_error: told of each line that is no entry, which is passed over; raised where it is None.

    Raises:
        KgError: KG002 when the file cannot be read, KG061 when it is none of these formats.
    """
    path = Path(path)
    wanted = frozenset(lexical_class(c) for c in classes)
    kinds = [s for s in path.suffixes[-2:] if s not in (".gz", ".bz2")]
    kind = kinds[-1].lower() if kinds else ""
    if kind not in (".jsonl", ".csv", ".json"):
        raise KgError(Code.BAD_AUTHORITY, path=path, why="its name ends in none of .jsonl, .csv, .json (.gz, .bz2)")

    def report(line: int, why: object) -> None:
        error = KgError(Code.BAD_AUTHORITY, path=path, why=f"line {line}: {why}")
        if on_error is None:
            raise error
        on_error(error)

    try:
        with opened(path) as source:
            if kind == ".json":
                found = read_dump(source, report, wanted)
            else:
                found = _lines(source, report, path) if kind == ".jsonl" else _table(source, report, path)
            for item in found:
                if isinstance(item, Label) or (item.entity_class in wanted and item.prior >= prior):
                    yield item
    except (OSError, EOFError) as error:
        raise KgError(Code.UNREADABLE_FILE, path=path, why=error) from error


def lexical_class(name: str) -> str:
    """ "Person" for "person"."""
    return name.strip().lower().capitalize()


def to_json(entry: Entry | Label) -> str:
    """An entry as a line of JSON Lines; what it does not say is left out. A label as ``{"label": id, "name": …}``."""
    if isinstance(entry, Label):
        return json.dumps({"label": entry.id, "name": entry.name}, ensure_ascii=False)
    found = {"class" if k == "entity_class" else k: v for k, v in asdict(entry).items() if v not in ("", None, ())}
    found["class"] = entry.entity_class.lower()
    return json.dumps(found, ensure_ascii=False)


def _lines(source: IO[bytes], report: Callable[[int, object], None], path: Path) -> Iterator[Entry | Label]:
    wanted = None
    read = 0
    for number, line in enumerate(source, 1):
        if number == 1 and line.startswith(PACK_BEGIN):
            try:
                wanted = header_of(line)
            except (ValueError, TypeError, KeyError) as error:
                raise KgError(Code.BAD_AUTHORITY, path=path, why=error) from error
            continue
        if not line.strip():
            continue
        try:
            found = json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8"))
            if not isinstance(found, dict):
                raise ValueError("it is no JSON object")
            item = _label_of(found) if "label" in found else entry_of(found)
        except (ValueError, RecursionError) as error:
            report(number, error)
            continue
        read += 1
        yield item
    if wanted is not None and read != wanted.entries + wanted.labels:
        report(number, f"the pack is cut off: it holds {read:,} entries of {wanted.entries + wanted.labels:,}")


def _label_of(found: dict[str, Any]) -> Label:
    """What an office or occupation is called, from a JSON object.

    Raises:
        ValueError: says what is wrong with it.
    """
    identity, name = found.get("label"), found.get("name")
    if not isinstance(identity, str) or not _ID.fullmatch(identity):
        raise ValueError(f"label {identity!r} is no Wikidata id such as Q42")
    if not isinstance(name, str) or not name.strip():
        raise ValueError("it has no name")
    return Label(identity, " ".join(name.split())[:LONGEST_NAME])


def _table(source: IO[bytes], report: Callable[[int, object], None], path: Path) -> Iterator[Entry]:
    text = io.TextIOWrapper(source, encoding="utf-8-sig", errors="replace", newline="")
    rows = csv.reader(text)
    try:
        header = [name.strip().lower() for name in next(rows, [])]
        missing = {"id", "name", "class"} - set(header)
        if missing:
            raise KgError(Code.BAD_AUTHORITY, path=path, why=f"its first line names no column {sorted(missing)[0]}")
        while True:
            try:
                row = next(rows)
                if any(row):
                    found: dict[str, Any] = {k: v.strip() for k, v in zip(header, row, strict=False) if v.strip()}
                    for key in _LISTS:
                        if key in found:
                            found[key] = [part.strip() for part in found[key].split("|") if part.strip()]
                    yield entry_of(found)
            except StopIteration:
                return
            except (ValueError, csv.Error) as error:
                report(rows.line_num, error)
    finally:
        text.detach()


def entry_of(found: dict[str, Any]) -> Entry:
    """An entry from a JSON object or a row.

    Raises:
        ValueError: says what is wrong with it.
    """
    known = {f.name for f in fields(Entry)} - {"entity_class"} | {"class"}
    stray = sorted(set(found) - known - {""})
    if stray:
        raise ValueError(f"there is no field {stray[0]!r}")
    identity, name = found.get("id"), found.get("name")
    if not isinstance(identity, str) or not _ID.fullmatch(identity):
        raise ValueError(f"id {identity!r} is no Wikidata id such as Q42")
    if not isinstance(name, str) or not name.strip():
        raise ValueError("it has no name")
    cls = found.get("class")
    if not isinstance(cls, str) or cls.strip().lower() not in CLASSES:
        raise ValueError(f"class {cls!r} is none of {', '.join(CLASSES)}")
    begin = found.get("begin")
    if begin is not None and not (isinstance(begin, (str, int)) and _DATE.fullmatch(str(begin))):
        raise ValueError(f"begin {begin!r} is not YYYY, YYYY-MM or YYYY-MM-DD")
    geonames = number_of(found, "geonames")
    return Entry(
        id=identity,
        name=" ".join(name.split())[:LONGEST_NAME],
        entity_class=lexical_class(cls),
        variants=tuple(n for n in _texts(found, "variants") if n != name)[:MANY_NAMES],
        description=_text(found, "description"),
        prior=max(0.0, number_of(found, "prior") or 0.0),
        countries=tuple(_country(c) for c in _texts(found, "countries")),
        positions=_texts(found, "positions"),
        organizations=_texts(found, "organizations"),
        begin=None if begin is None else str(begin),
        geonames=int(geonames) if geonames else None,
        lat=_degrees(found, "lat", 90),
        lon=_degrees(found, "lon", 180),
    )


def _text(found: dict[str, Any], key: str) -> str:
    value = found.get(key) or ""
    if not isinstance(value, str):
        raise ValueError(f"{key} is no text")
    return " ".join(value.split())


def _texts(found: dict[str, Any], key: str) -> tuple[str, ...]:
    values = found.get(key) or []
    if isinstance(values, str):
        values = [values]
    if not isinstance(values, list) or not all(isinstance(v, str) for v in values):
        raise ValueError(f"{key} is no list of texts")
    return tuple(dict.fromkeys(" ".join(v.split())[:LONGEST_NAME] for v in values if v.strip()))


def number_of(found: dict[str, Any], key: str) -> float | None:
    """A number, also where it is written as text."""
    value = found.get(key)
    if value in (None, ""):
        return None
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        raise ValueError(f"{key} {value!r} is no number")
    try:
        number = float(value)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"{key} {value!r} is no number") from error
    if not abs(number) < 1e15:
        raise ValueError(f"{key} {value!r} is no number")
    return number


def _degrees(found: dict[str, Any], key: str, most: int) -> float | None:
    value = number_of(found, key)
    if value is not None and abs(value) > most:
        raise ValueError(f"{key} {value} is beyond {most} degrees")
    return value


def _country(name: str) -> str:
    """ISO code of a country given by its code, its Wikidata id or its name."""
    if re.fullmatch(r"[A-Z]{2}", name):
        return name
    place = gazetteer.place(name) if _ID.fullmatch(name) else gazetteer.country_named(name)
    code = place.country_code if place else lexicons.country_of_demonym(name)
    if not code:
        raise ValueError(f"{name!r} is no country: write its ISO code")
    return code
