"""A day that is over dates what happened, not what is still to be done: "agreed to buy it on Monday", "charged with plotting to
kill her on Monday".

The parse hangs such a day on the last verb. Where that is an infinitive or a gerund under a verb in the past, and the day lies
no later than the publication, it belongs to the verb above.
"""

from __future__ import annotations

from kg.reading.text.annotations import DocTime
from kg.reading.text.tokens import Tokens

_CLIMB = 6
_DOWN = frozenset(["xcomp", "pcomp", "prep", "acl", "advcl", "conj", "dobj", "pobj", "ccomp", "acomp"])
_PAST_AUXILIARIES = frozenset(["was", "were", "had", "has", "have", "been"])
_KEPT = frozenset(
    [
        "manage",
        "help",
        "begin",
        "start",
        "continue",
        "force",
        "make",
        "let",
        "have",
        "come",
        "go",
        "get",
        "be",
        "need",
        "use",
        "stop",
        "finish",
    ]
)
"""Verbs whose infinitive or gerund happens with them: the day dates both."""


def deed_of(
    read: Tokens, children: dict[int, list[int]], verb: int, time: DocTime, published: str | None
) -> int | None:
    """The verb in the past that a day belongs to which the parse hangs on an infinitive or gerund below it, or None.

    Args:
        read: tokens.
        children: dependents of each token.
        verb: what the time hangs on.
        time: the time.
        published: ISO date of publication.
    """
    if published is None or time.last is None or time.last[:10] > published or time.start < verb:
        return None
    if not _unmarked(read, children, verb):
        return None
    at = verb
    for _ in range(_CLIMB):
        above = read.heads[at]
        if above == at or read.deps[at] not in _DOWN:
            return None
        if read.pos[above] in ("VERB", "AUX") and above < verb:
            if read.lemmas[above] in _KEPT:
                return None
            if _past(read, children, above):
                return above
            if not _unmarked(read, children, above):
                return None
        at = above
    return None


def _unmarked(read: Tokens, children: dict[int, list[int]], verb: int) -> bool:
    """Whether a verb is an infinitive or a gerund without a subject."""
    if read.tags[verb] not in ("VB", "VBG"):
        return False
    kids = children.get(verb, ())
    if any(read.deps[c] in ("nsubj", "nsubjpass") for c in kids):
        return False
    return read.tags[verb] == "VBG" or any(read.lower[c] == "to" and read.deps[c] == "aux" for c in kids)


def _past(read: Tokens, children: dict[int, list[int]], verb: int) -> bool:
    if read.tags[verb] == "VBD":
        return True
    return read.tags[verb] == "VBN" and any(read.lower[c] in _PAST_AUXILIARIES for c in children.get(verb, ()))
