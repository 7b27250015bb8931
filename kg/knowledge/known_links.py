"""Wikidata ids of organisations that news names all over the world (``data/organization_wikidata.tsv``)."""

from __future__ import annotations

import functools
from collections.abc import Iterable

from kg.knowledge.lexicons import rows
from kg.knowledge.names import name_key

WIKIDATA = "http://www.wikidata.org/entity/"


@functools.cache
def _ids() -> dict[str, str]:
    return {name_key(name, "Organization"): row[0] for row in rows("organization_wikidata.tsv") for name in row[1].split("|")}


def known_links(entity_class: str, names: Iterable[str]) -> tuple[str, ...]:
    """What an organisation is in Wikidata.

    Args:
        entity_class: of the entity; others than organisations have none.
        names: all that it is called.

    Returns:
        One IRI, or nothing where no name is known or two names are those of different organisations.
    """
    if entity_class != "Organization":
        return ()
    found = {_ids().get(name_key(name, entity_class)) for name in names} - {None}
    return (WIKIDATA + next(iter(found)),) if len(found) == 1 else ()  # type: ignore[operator]
