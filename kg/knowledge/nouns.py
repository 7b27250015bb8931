"""What common nouns point to: people, organisations, places, groups, things, or no entity at all."""

from __future__ import annotations

import functools
from importlib import resources

_LEAST_SHARE = 0.5
"""Least share of WordNet's use that a class must have (the file holds 0.4 and more; measured on nominal mentions)."""


@functools.lru_cache(maxsize=1)
def noun_classes() -> dict[str, str]:
    """Noun lemma → Person, Organization, Place, Group or Thing; nouns that name no entity are absent.

    WordNet's classes (``noun_classes.tsv``), overridden by how news uses a word (``noun_classes_news.tsv``).
    """
    folder = resources.files("kg.knowledge") / "data"
    found: dict[str, str] = {}
    for line in (folder / "noun_classes.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            noun, name, share = line.split("\t")
            if float(share) >= _LEAST_SHARE:
                found[noun] = name
    for line in (folder / "noun_classes_news.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            name, nouns = line.split("\t")
            for noun in nouns.split():
                if name == "-":
                    found.pop(noun, None)
                else:
                    found[noun] = name
    return found


@functools.lru_cache(maxsize=1)
def noun_kinds() -> dict[str, frozenset[str]]:
    """Noun → more general nouns that may take it up ("jet" → aircraft, plane, vehicle), from ``noun_kinds.tsv``."""
    text = (resources.files("kg.knowledge") / "data" / "noun_kinds.tsv").read_text("utf-8")
    fields = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {noun: frozenset(kinds.split()) for noun, kinds in fields}


@functools.lru_cache(maxsize=1)
def anaphors() -> dict[str, str]:
    """Noun that takes up with "the" alone what was just named → class of that (``anaphors.tsv``)."""
    text = (resources.files("kg.knowledge") / "data" / "anaphors.tsv").read_text("utf-8")
    fields = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {noun: name for name, nouns in fields for noun in nouns.split()}
