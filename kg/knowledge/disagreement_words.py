"""Words by which tellings deny, move or round what others tell (``disagreement_words.tsv``)."""

from __future__ import annotations

import functools
import re
from pathlib import Path

DATA = Path(__file__).parent / "data"


@functools.cache
def pattern(kind: str) -> re.Pattern[str]:
    """A pattern that finds the words of one kind.

    Args:
        kind: denial, refusal, moved, rough, at-least, claimed, attributed, outcome, unnamed, commitment, negated,
            perhaps, pointing or day-told.

    Raises:
        KeyError: when there is no such kind.
    """
    found: dict[str, list[str]] = {}
    for line in (DATA / "disagreement_words.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, words = line.split("\t")
            found.setdefault(name, []).append(re.escape(words).replace(r"\*", r"\w*").replace(r"\ ", r"\s+"))
    longest_first = sorted(found[kind], key=lambda p: (-len(p), p))
    return re.compile(rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)", re.IGNORECASE)
