"""From offsets in the text as analysed to offsets in the gold text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from kg.articles.article import Span

LARGEST = 4_000_000
"""Characters times characters of a changed stretch that is still aligned character by character."""
SHORTEST = 200
"""Characters up to which a changed stretch of equal length is taken as changed in place."""


class OffsetMap:
    """Offsets in the text as analysed → offsets in the gold text: a shift where one holds the other, else an alignment.

    Args:
        system: the text as analysed (``nif:isString``).
        gold: the gold text.
        cut: where the labelled part of the gold text ends; a system may have been given no more.
    """

    def __init__(self, system: str, gold: str, cut: int | None = None) -> None:
        self.how = "exact"
        self.size = len(gold)
        self.shift: int | None = None
        self.table: list[int | None] | None = None
        heads = [gold, *([gold[:cut]] if cut else [])]
        for part in [*heads, *(head.strip() for head in heads)]:
            if part and part in system:
                self.shift = gold.index(part) - system.index(part)
                return
        stripped = system.strip()
        if stripped and stripped in gold:
            self.shift = gold.index(stripped) - system.index(stripped)
            return
        self.how, self.table = "aligned", _align(system, gold)

    def __call__(self, span: Span | None) -> Span | None:
        """The gold span, or None where nothing of it lies in the gold text."""
        if span is None:
            return None
        if self.shift is not None:
            begin, end = max(span[0] + self.shift, 0), min(span[1] + self.shift, self.size)
            return (begin, end) if begin < end else None
        assert self.table is not None
        known = [i for i in self.table[span[0] : span[1]] if i is not None]
        return (min(known), max(known) + 1) if known else None


def _align(system: str, gold: str) -> list[int | None]:
    left_tokens, right_tokens = ([(m.start(), m.end()) for m in _TOKEN.finditer(text)] for text in (system, gold))
    left_words = [system[b:e] for b, e in left_tokens]
    right_words = [gold[b:e] for b, e in right_tokens]
    table: list[int | None] = [None] * len(system)
    matcher = SequenceMatcher(None, left_words, right_words, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        left, right = _characters(left_tokens[a:b]), _characters(right_tokens[c:d])
        pairs: Iterable[tuple[int, int]]
        if len(left) != len(right):  # the rare changed stretch: once more, by character
            if not left or not right or len(left) * len(right) > LARGEST:
                continue
            inner = SequenceMatcher(None, [system[i] for i in left], [gold[i] for i in right], autojunk=False)
            pairs = [(left[i + k], right[j + k]) for i, j, n in inner.get_matching_blocks() for k in range(n)]
        elif tag == "equal" or len(left) <= SHORTEST:
            pairs = zip(left, right, strict=True)
        else:
            continue
        for i, j in pairs:
            table[i] = j
    return table


_TOKEN = re.compile(r"\w+|[^\w\s]")


def _characters(spans: list[Span]) -> list[int]:
    return [i for begin, end in spans for i in range(begin, end)]
