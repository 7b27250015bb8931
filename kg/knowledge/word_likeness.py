"""How alike two words for happenings are ("quake" and "earthquake", "robbery" and "heist"), by WordNet."""

from __future__ import annotations

import base64
import functools

import numpy as np

from kg.knowledge.events import rows

SCALE = 127.0


@functools.cache
def _table() -> dict[tuple[str, str], bytes]:
    return {(lemma, pos): base64.b64decode(data) for lemma, pos, data in rows("word_likeness.tsv")}


@functools.lru_cache(maxsize=8192)
def vector(lemma: str, pos: str) -> np.ndarray | None:
    """A vector of length 1 for a word; the product of two tells how alike they are (1 the same, about 0 nothing in common).

    Args:
        lemma: "step down", "quake".
        pos: v or n.

    Returns:
        The vector, or None for a word that is not known.
    """
    table = _table()
    data = (
        table.get((lemma, pos))
        or table.get((lemma.split(" ", maxsplit=1)[0], pos))
        or table.get((lemma, "n" if pos == "v" else "v"))
    )
    if data is None:
        return None
    found = np.frombuffer(data, dtype=np.int8).astype(np.float32)
    return found / np.linalg.norm(found)
