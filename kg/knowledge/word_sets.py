"""Small sets of words that the reading of names and coreference goes by (``word_sets.tsv``)."""

from __future__ import annotations

import functools
from importlib import resources


@functools.lru_cache(maxsize=1)
def _sets() -> dict[str, frozenset[str]]:
    text = (resources.files("kg.knowledge") / "data" / "word_sets.tsv").read_text("utf-8")
    found: dict[str, frozenset[str]] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            name, words = line.split("\t")
            found[name] = found.get(name, frozenset()) | frozenset(words.split())
    return found


def word_set(name: str) -> frozenset[str]:
    """The set of this name.

    Raises:
        KeyError: when there is none.
    """
    return _sets()[name]
