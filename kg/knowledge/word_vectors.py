"""What words are about, as short vectors of a sentence model ("sentenced" is near "jailed", "quake" near "tremor"): a lookup, no
model runs. ``data/word_vectors.npz`` is made by ``tools/derive_word_vectors.py``."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path

import numpy as np

TABLE = Path(__file__).parent / "data" / "word_vectors.npz"
SCALE = 127
"""The largest number of a word's vector, as kept."""
GRAIN = 2.0**16
"""Vectors are whole multiples of 1 / GRAIN, so that their products are exact, in whatever order a machine adds."""


@functools.cache
def _table() -> tuple[dict[str, int], np.ndarray]:
    with np.load(TABLE) as kept:
        words, vectors = kept["words"].tobytes().decode("ascii").split("\n"), kept["vectors"]
    return {word: number for number, word in enumerate(words)}, vectors


def _of_length_one(vector: np.ndarray) -> np.ndarray:
    """A vector of whole numbers, made as long as 1, to the grain."""
    found: np.ndarray = np.round(vector * (GRAIN / np.sqrt(vector @ vector))) / GRAIN
    return found


def width() -> int:
    """How many numbers a vector has."""
    return int(_table()[1].shape[1])


@functools.lru_cache(maxsize=8192)
def word_vector(word: str, lemma: str | None = None) -> np.ndarray | None:
    """The vector of a word, of length 1; the product of two tells how near they are (1 the same, about 0 nothing in common).

    Args:
        word: in small letters, as it stands in the text or as its lemma.
        lemma: what is looked up where the word is not known.

    Returns:
        The vector (not to be written to), or None for a word that is not known; of two words ("step down") that of the first
        where they are not known together.
    """
    numbers, vectors = _table()
    for form in (word, lemma, word.split(" ", maxsplit=1)[0]):
        if form is not None and form in numbers:
            return _of_length_one(vectors[numbers[form]].astype(np.float64))
    return None


def bag_vector(weights: Mapping[str, float]) -> np.ndarray | None:
    """The vector of some words together, of length 1.

    Args:
        weights: word in small letters → how much it counts (say its rarity); three decimals of it are looked at.

    Returns:
        The vector, or None where no word is known or all weights are nothing.
    """
    total = np.zeros(width())
    for word, weight in weights.items():
        found = word_vector(word)
        if found is not None:
            total += round(weight * 1000) * found
    total = np.round(total)  # whole, so that its square is exact
    return _of_length_one(total) if total.any() else None
