"""Words of time expressions and days known by name (time_words.tsv, time_festivals.tsv)."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path

DATA = Path(__file__).parent / "data"


def _rows(name: str) -> Iterator[list[str]]:
    for line in (DATA / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


@functools.cache
def words(kind: str) -> dict[str, str]:
    """The words of one class of time_words.tsv, each with its value."""
    return {row[0]: row[2] if len(row) > 2 else "" for row in _rows("time_words.tsv") if row[1] == kind}


@functools.cache
def phrases(kind: str) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """The phrases of one class by their first word, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for text, value in words(kind).items():
        parts = tuple(text.split())
        found.setdefault(parts[0], []).append((parts, value))
    for options in found.values():
        options.sort(key=lambda option: (-len(option[0]), option[0]))
    return found


@functools.cache
def festivals() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Days known by name, as words without apostrophes by their first word, each with its rule, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, rule in _rows("time_festivals.tsv"):
        parts = tuple(name.split())
        found.setdefault(parts[0], []).append((parts, rule))
    for options in found.values():
        options.sort(key=lambda option: (-len(option[0]), option[0]))
    return found
