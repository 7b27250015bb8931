"""Currencies, raw materials and indices of shares, where a text tells that they rise and fall: "the dollar fell", "gold gained".

They are common nouns by their letters and names by what they do. Prices, sums and coins ("20 dollars", "the gold coin") are none.
"""

from __future__ import annotations

import functools

from kg.knowledge.lexicons import rows
from kg.knowledge.word_sets import word_set
from kg.reading.text.annotations import DocMention
from kg.reading.text.tokens import Tokens

ACTS = word_set("what markets do")
MATERIALS = word_set("raw material that is traded")
AGAINST = frozenset(("against", "versus", "vs"))
SUBJECTS = frozenset(("nsubj", "nsubjpass"))
PLACED = frozenset(("nsubj", "nsubjpass", "dobj", "pobj", "conj", "appos"))


def market_things(t: Tokens, taken: list[bool]) -> list[DocMention]:
    """Mentions of what is traded.

    Args:
        t: the tokens.
        taken: tokens of other names.

    Returns:
        Mentions of class Thing. A currency keeps the adjective of a country that is not its home ("Canadian dollar").
    """
    homes = _homes()
    found = []
    for i, word in enumerate(t.lower):
        if taken[i] or t.pos[i] not in ("NOUN", "PROPN") or _goes_on(t, i):
            continue
        if word in MATERIALS:
            if t.deps[i] in SUBJECTS and t.lemmas[t.heads[i]].lower() in ACTS and _bare(t, i):
                found.append(DocMention(i, i + 1, i, "Named", "Thing", head_start=i))
        elif word in homes and t.deps[i] in PLACED and (start := _currency(t, i, homes[word])) is not None:
            found.append(DocMention(start, i + 1, i, "Named", "Thing", head_start=start))
    return found


@functools.cache
def _homes() -> dict[str, frozenset[str]]:
    return {row[0]: frozenset(row[1].split("|")) for row in rows("currencies.tsv")}


def _goes_on(t: Tokens, i: int) -> bool:
    """Whether the noun stands before another ("the dollar amount", "gold prices")."""
    after = i + 1
    if after >= len(t.words):
        return False
    return t.lower[after] in ("-", "–") or (t.heads[i] > i and t.deps[i] in ("compound", "amod", "nmod"))


def _bare(t: Tokens, i: int) -> bool:
    """Whether nothing but "spot", "US" or the like stands before a raw material: no "his gold", "the oil"."""
    return i in t.starts or (t.pos[i - 1] not in ("DET", "PRON", "NUM") and t.tags[i - 1] not in ("PRP$", "POS"))


def _currency(t: Tokens, i: int, home: frozenset[str]) -> int | None:
    """Where the name of a currency begins, None where a noun is none here."""
    start = i
    while (
        start
        and t.words[start - 1][:1].isupper()
        and t.pos[start - 1] in ("ADJ", "PROPN")
        and start - 1 not in t.starts
    ):
        start -= 1
    adjective = " ".join(t.lower[start:i])
    if start and adjective and start - 1 in t.starts and t.lower[start - 1] != "the":
        return None
    before = t.lower[start - 1] if start else ""
    verb = t.lemmas[t.heads[i]].lower()
    moves = (t.deps[i] in SUBJECTS and verb in ACTS) or verb in AGAINST
    if before != "the" and not (
        before not in ("a", "an", "per") and moves and t.pos[start - 1 if start else i] != "NUM"
    ):
        return None
    if before == "the" and start > 1 and t.lower[start - 2] == "by":
        return None
    return i if not adjective or adjective in home else start
