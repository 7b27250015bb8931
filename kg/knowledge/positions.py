"""Words that name positions held and other lasting ties (positions.tsv, position_words.tsv)."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from importlib import resources


def _lines(name: str) -> Iterator[list[str]]:
    for line in (resources.files("kg.knowledge") / "data" / name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


@functools.cache
def position_heads() -> dict[str, tuple[str, str]]:
    """Last word of a title → its kind (office, work, rank) and how it is written out."""
    return {row[0]: (row[1], row[2] if len(row) > 2 else row[0]) for row in _lines("positions.tsv")}


@functools.cache
def position_words(name: str) -> frozenset[str]:
    """The words of one class of position_words.tsv; empty where there is no such class."""
    return frozenset(word for row in _lines("position_words.tsv") if row[0] == name for word in row[1].split())


@functools.cache
def leading_verbs() -> dict[str, str]:
    """Lemmas of verbs that say that somebody leads an organisation → the title that this gives."""
    pairs = (word.split(":") for word in position_words("head"))
    return {verb: title for verb, title in pairs}
