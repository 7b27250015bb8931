"""Fields of public life that titles and descriptions of a person belong to (``role_fields.tsv``)."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from types import MappingProxyType

from kg.knowledge import lexicons


@functools.cache
def _field_of_word() -> MappingProxyType[str, str]:
    return MappingProxyType({word: row[0] for row in lexicons.rows("role_fields.tsv") for word in row[1].split()})


@functools.lru_cache(maxsize=4096)
def field_of_title(title: str) -> str | None:
    """public, sport, arts or science: where the last telling word of a title belongs; None where none tells."""
    fields = _field_of_word()
    for word in reversed(title.lower().split()):
        if word in fields:
            return fields[word]
    return None


def fields_of(titles: Iterable[str]) -> tuple[str, ...]:
    """The fields of several titles, in order of name."""
    return tuple(sorted({f for t in titles if (f := field_of_title(t))}))
