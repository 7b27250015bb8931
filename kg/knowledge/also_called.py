"""Other names of well-known organisations and things that neither letters nor words tell (``data/also_called.tsv``)."""

from __future__ import annotations

import functools

from kg.knowledge.lexicons import known_organizations, rows
from kg.knowledge.names import name_key

MORE = frozenset(("technologies", "technology", "group", "holdings", "holding", "company", "corporation"))
"""Words that a well-known company's full name may have behind its usual one ("Huawei Technologies")."""


@functools.cache
def _usual() -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for kind, names in rows("also_called.tsv"):
        first, *others = names.split("|")
        for name in others:
            found[kind, name_key(name, kind)] = name_key(first, kind)
    return found


def usual_key(key: str, entity_class: str) -> str:
    """The key of the usual name of what a key names.

    Args:
        key: as ``kg.knowledge.names.name_key`` makes it.
        entity_class: of what bears the name.

    Returns:
        The key of its usual name; the same one where no list knows another.
    """
    if entity_class == "Organization":
        if key.startswith("united nations "):
            key = "un" + key.removeprefix("united nations")
        *first, last = key.split()
        if last in MORE and " ".join(first) in _companies():
            key = " ".join(first)
    return _usual().get((entity_class, key), key)


@functools.cache
def _companies() -> frozenset[str]:
    return frozenset(name_key(name, "Organization") for name in known_organizations())
