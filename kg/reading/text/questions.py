"""Which sentences ask, and what a question in the future tense asks."""

from __future__ import annotations

from kg.knowledge.factuality import effect
from kg.reading.text.syntax import Syntax


def questions(tree: Syntax) -> set[int]:
    """Numbers of the sentences that end in a question mark."""
    t = tree.tokens
    ends = [*t.starts[1:], len(t.words)]
    found = set()
    for number, (start, end) in enumerate(zip(t.starts, ends, strict=True)):
        at = end - 1
        while at > start and (t.space[at] or t.words[at] in "\"'”’)"):
            at -= 1
        if at >= start and t.words[at].endswith("?"):
            found.add(number)
    return found


def asks_future(tree: Syntax, i: int) -> bool:
    """Whether an event of a question is what it asks: its main verb in the future tense, that verb's subject or complement."""
    t = tree.tokens
    if t.deps[i] in ("attr", "nsubj", "nsubjpass", "dobj"):
        i = t.heads[i]
    return t.deps[i] == "ROOT" and any(
        t.deps[c] == "aux" and effect("modal", t.lower[c]) == "Planned" for c in tree.children[i]
    )
