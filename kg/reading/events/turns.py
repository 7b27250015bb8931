"""Turns of verbs that say as a whole what their parts do not: what should have been, would often be done, can be seen."""

from __future__ import annotations

from kg.knowledge import events as lexicon
from kg.reading.text.syntax import Syntax

UNREAL = frozenset(("should", "would", "ought", "'d", "’d"))
"""Before "have" and a participle: it was not. "Could have" and "may have" leave it open."""


def counterfactual(tree: Syntax, verb: int) -> bool:
    """Whether a verb tells what was not, though it should or would have been ("should have won", "would have come")."""
    t = tree.tokens
    words = [t.lower[c] for c in tree.children[verb] if t.deps[c] == "aux"]
    return t.tags[verb] == "VBN" and bool(UNREAL.intersection(words)) and bool({"have", "'ve", "’ve"}.intersection(words))


def habitual(tree: Syntax, verb: int) -> bool:
    """Whether "would" tells what was done again and again ("they would often meet there")."""
    t = tree.tokens
    parts = tree.children[verb]
    would = any(t.deps[c] == "aux" and t.lower[c] in ("would", "'d", "’d") for c in parts)
    often = any(t.deps[c] == "advmod" and t.lower[c] in lexicon.words("again and again") for c in parts)
    return would and often and not any(t.deps[c] == "advcl" for c in parts)


def perceived(tree: Syntax, verb: int) -> bool:
    """Whether "can be seen", "could be heard" tells what is perceived."""
    t = tree.tokens
    can = any(t.deps[c] == "aux" and t.lower[c] in ("can", "could") for c in tree.children[verb])
    be = any(t.deps[c] == "auxpass" and t.lower[c] == "be" for c in tree.children[verb])
    return can and be and t.lemmas[verb].lower() in ("see", "hear")


def wished(tree: Syntax, verb: int) -> bool:
    """Whether a verb of liking under "would" tells a wish ("would love to go")."""
    t = tree.tokens
    would = any(t.deps[c] == "aux" and t.lower[c] in ("would", "'d", "’d") for c in tree.children[verb])
    return would and t.lemmas[verb].lower() in ("like", "love", "prefer", "hate", "wish", "want")
