"""The first line of an authority pack: where its entries come from."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields

PACK_BEGIN = b'{"pack":'
"""What a pack begins with, which no list of entries does."""
FORMAT = "news-kg authority 1"


@dataclass(frozen=True, slots=True)
class Header:
    """Where the entries of a pack come from.

    Attributes:
        pack: the format.
        source: name of the dump's file.
        sha256: hash of the dump's bytes, packed as they were.
        date: the latest change of an item in it, ``YYYY-MM-DD``; "" where it does not tell.
        classes: which classes were taken, as files write them.
        prior: what is less known was left out.
        entries, labels: how many lines of each follow.
        kg: version of the program that made it.
    """

    pack: str
    source: str
    sha256: str
    date: str
    classes: tuple[str, ...]
    prior: float
    entries: int
    labels: int
    kg: str

    def line(self) -> str:
        """As JSON."""
        return json.dumps(asdict(self), ensure_ascii=False)


def header_of(line: bytes) -> Header:
    """The header that a line is.

    Raises:
        ValueError: when it is none that this version reads.
    """
    found = json.loads(line)
    if not isinstance(found, dict) or found.get("pack") != FORMAT or set(found) != {f.name for f in fields(Header)}:
        raise ValueError(f"it is no pack of the format {FORMAT!r}")
    header = Header(**{**found, "classes": tuple(found["classes"])})
    if not isinstance(header.entries, int) or not isinstance(header.labels, int):
        raise ValueError("its first line does not count its entries")
    return header
