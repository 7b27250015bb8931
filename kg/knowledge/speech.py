"""Words that tell that somebody says, thinks, wants or shows something (speech_verbs.tsv, speech_nouns.tsv)."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from importlib import resources

KINDS = ("speech", "belief", "intent", "evidence")
ENDINGS = ("ing", "ed", "es")


@dataclass(frozen=True, slots=True)
class Cue:
    """How one word tells of something said.

    Attributes:
        kind: one of ``KINDS``.
        frames: what may be its content: quote, that, to, ing, np, addr, objto, smallc, as; light for nouns that tell
            something only with a light verb, holder for nouns of persons who hold what they tell (see the data files).
        prepositions: after which content may stand.
    """

    kind: str
    frames: frozenset[str]
    prepositions: frozenset[str]


def _read(name: str) -> dict[str, Cue]:
    found = {}
    for line in (resources.files("kg.knowledge") / "data" / name).read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        lemma, kind, frames = line.split("\t")
        parts = frames.split()
        found[lemma] = Cue(
            kind,
            frozenset(p for p in parts if not p.startswith("p:")),
            frozenset(p[2:] for p in parts if p.startswith("p:")),
        )
    return found


@functools.cache
def speech_verbs() -> dict[str, Cue]:
    """Verbs by lemma."""
    return _read("speech_verbs.tsv")


@functools.cache
def speech_nouns() -> dict[str, Cue]:
    """Nouns by lemma."""
    return _read("speech_nouns.tsv")


@functools.cache
def speech_adjectives() -> dict[str, Cue]:
    """Adjectives by lemma."""
    return _read("speech_adjectives.tsv")


def cue_of(table: dict[str, Cue], lemma: str, word: str) -> Cue | None:
    """The entry of a word in one of the tables, by its lemma, else by its form.

    Small models take "hoping" for a form of "hop" and "retweeted" for one of "retwee": where the lemma is no entry, the
    form without its ending may be one.

    Args:
        table: one of the tables above.
        lemma: as the model gives it.
        word: the form in the text, in lower case.

    Returns:
        The entry, or None.
    """
    found = table.get(lemma) or table.get(word)
    if found is None and len(word) > 4:
        for ending in ENDINGS:
            if word.endswith(ending):
                stem = word[: -len(ending)]
                return table.get(f"{stem}e") or (table.get(stem) if stem != lemma else None)
    return found
