"""How much two claims share of what is told with them: words, participants, who is named beside them.

What few claims of the article have counts for more, as in retrieval (inverse document frequency).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Hashable, Iterator, Sequence

import numpy as np

from kg.reading.events.compared import Claim

FIELDS = ("own_words", "near", "beside", "filled")
"""Words of the phrase or clause; chains beside the word; those of the sentence; fillers of roles."""

LEAST = 0.01
"""Least weight of what is shared."""


def shares(claims: Sequence[Claim], pairs: Sequence[tuple[int, int]]) -> Iterator[tuple[str, np.ndarray, np.ndarray]]:
    """Of each field what pairs share of it: its name, the share of both (a cosine, 0 to 1), the weight in all.

    Args:
        claims: of the document.
        pairs: places of two claims.
    """
    of_field: dict[str, list[Collection[Hashable]]] = {
        "own_words": [c.words.keys() for c in claims],
        "near": [c.near for c in claims],
        "beside": [c.beside for c in claims],
        "filled": [c.filled for c in claims],
    }
    for name in FIELDS:
        sets = [frozenset(found) for found in of_field[name]]
        often = Counter(one for found in sets for one in found)
        weight = {one: max(LEAST, math.log((len(claims) + 1) / (n + 0.5))) for one, n in often.items()}
        length = [math.sqrt(math.fsum(weight[one] for one in found)) for found in sets]
        total = np.zeros(len(pairs))
        share = np.zeros(len(pairs))
        for row, (i, j) in enumerate(pairs):
            both = sets[i] & sets[j]
            if both:
                total[row] = found = math.fsum(weight[one] for one in both)
                share[row] = found / (length[i] * length[j])
        yield name, share, total
