"""Rows of tables in texts whose columns were lost ("1 Lind Norway 210"): glued cells make names and facts that nobody wrote."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.articles import phrases

HEADED = 3
"""Words that head columns from which a line that holds hardly anything else is the head of a table."""
LONGEST = 16
"""Words of a row."""
_NUMBER = re.compile(r"[-+−(]?[$€£]?\d[\d.,:/–-]*%?[)]?")
_END = re.compile(r"[.!?…:;,][\"”’)]*\Z")


def table_lines(lines: Sequence[str]) -> frozenset[int]:
    """Which lines are rows or heads of tables.

    Args:
        lines: of a text, without blank ones.
    Returns:
        Their numbers: heads with the rows below them, and ranks that follow one another ("1 …", "2 …").
    """
    found: set[int] = set()
    for i, line in enumerate(lines):
        if _is_head(line):
            below = i + 1
            while below < len(lines) and _is_row(lines[below]):
                below += 1
            if below > i + 1:
                found |= set(range(i, below))
        elif _rank(line) is not None and i + 1 < len(lines) and _rank(lines[i + 1]) == (_rank(line) or 0) + 1:
            found |= {i, i + 1}
    return frozenset(found)


def _is_head(line: str) -> bool:
    words = line.replace("|", " ").split()
    heads = phrases.table_heads()
    known = sum(word.strip(".") in heads or (len(word) == 1 and word.isupper()) for word in words)
    return HEADED <= known >= 0.7 * len(words) and not _END.search(line)


def _is_row(line: str) -> bool:
    """Whether a line is short, has a number, ends like no sentence, and holds names and numbers rather than words."""
    words = line.split()
    small = sum(word[:1].islower() for word in words)
    return (
        len(words) <= LONGEST
        and not _END.search(line)
        and small <= len(words) // 4
        and any(_NUMBER.fullmatch(word) for word in words)
    )


def _rank(line: str) -> int | None:
    """The number that a row begins with, if another number stands in it."""
    words = line.split()
    numbers = sum(bool(_NUMBER.fullmatch(word)) for word in words)
    first = words[0].rstrip(".)") if words else ""
    return int(first) if first.isdigit() and len(first) < 4 and numbers > 1 and _is_row(line) else None
