"""Who is a medium: a newspaper, an agency, a broadcaster, whose report another article passes on."""

from __future__ import annotations

import functools
from collections.abc import Iterable

from kg.knowledge.lexicons import DATA, organisation_heads


@functools.cache
def _rows() -> tuple[frozenset[str], frozenset[str]]:
    names: set[str] = set()
    called: set[str] = set()
    for line in (DATA / "media.txt").read_text("utf8").splitlines():
        if line.startswith("called|"):
            called.update(line.split("|")[1:])
        elif line and not line.startswith("#"):
            names.update(line.split("|"))
    return frozenset(names), frozenset(called)


def known_media() -> frozenset[str]:
    """Names of well-known media, in lower case."""
    return _rows()[0]


def media_nouns() -> frozenset[str]:
    """What media are called beside their names ("the newspaper Izvestia")."""
    return _rows()[1]


def plain(name: str) -> str:
    """A name in lower case, without its article."""
    return " ".join(name.casefold().split()).removeprefix("the ")


def is_medium(names: Iterable[str], called: Iterable[str] = ()) -> bool:
    """Whether it is a medium by one of its names ("Izvestia", "Harbour Courier Press"), or by what it is called.

    Args:
        names: as written.
        called: nouns beside them, in lower case.
    """
    heads = organisation_heads()
    for name in names:
        low = plain(name)
        words = low.split()
        if low in known_media() or f"the {low}" in known_media():
            return True
        if len(words) > 1 and heads.get(words[-1]) == "media":
            return True
    return any(noun in media_nouns() for noun in called)
