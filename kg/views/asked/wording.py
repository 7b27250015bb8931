"""Counts as people write them."""

from __future__ import annotations


def plural(number: int, one: str, many: str | None = None) -> str:
    """ "1 article", "2 articles"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
