"""Turns of verbs that say as a whole what their parts do not: what should have been, would often be done, can be seen."""

from __future__ import annotations

from kg.knowledge import events as lexicon
from kg.reading.text.syntax import Syntax

_CLIMB = 5
UNREAL = frozenset(("should", "would", "ought", "'d", "’d"))
"""Before "have" and a participle: it was not. "Could have" and "may have" leave it open."""
_WOULD, _CAN, _HAVE = frozenset(("would", "'d", "’d")), frozenset(("can", "could")), frozenset(("have", "'ve", "’ve"))


def _helped(tree: Syntax, verb: int, by: frozenset[str]) -> bool:
    """Whether one of some auxiliaries stands with a verb."""
    t = tree.tokens
    return any(t.deps[c] == "aux" and t.lower[c] in by for c in tree.children[verb])


def counterfactual(tree: Syntax, verb: int) -> bool:
    """Whether a verb tells what was not, though it should or would have been ("should have won", "would have come")."""
    t = tree.tokens
    return t.tags[verb] == "VBN" and _helped(tree, verb, UNREAL) and _helped(tree, verb, _HAVE)


def habitual(tree: Syntax, verb: int) -> bool:
    """Whether "would" tells what was done again and again ("they would often meet there")."""
    t = tree.tokens
    parts = tree.children[verb]
    often = any(t.deps[c] == "advmod" and t.lower[c] in lexicon.words("again and again") for c in parts)
    return _helped(tree, verb, _WOULD) and often and not any(t.deps[c] == "advcl" for c in parts)


def perceived(tree: Syntax, verb: int) -> bool:
    """Whether "can be seen", "could be heard" tells what is perceived."""
    t = tree.tokens
    be = any(t.deps[c] == "auxpass" and t.lower[c] == "be" for c in tree.children[verb])
    return _helped(tree, verb, _CAN) and be and t.lemmas[verb].lower() in ("see", "hear")


def wished(tree: Syntax, verb: int) -> bool:
    """Whether a verb of liking under "would" tells a wish ("would love to go")."""
    return _helped(tree, verb, _WOULD) and tree.tokens.lemmas[verb].lower() in ("like", "love", "prefer", "hate", "wish", "want")


def said_in_passing(tree: Syntax, verb: int) -> bool:
    """Whether "you know", "I mean", "you see" only fills a pause: a mark stands on a side of it, and nothing hangs from it."""
    t = tree.tokens
    if t.lemmas[verb].lower() not in ("know", "mean", "see") or t.tags[verb] not in ("VBP", "VB"):
        return False
    if (
        verb < 1
        or t.lower[verb - 1] not in ("you", "i")
        or any(t.deps[c] in ("dobj", "neg") for c in tree.children[verb])
    ):
        return False
    before = t.words[verb - 2] if verb > 1 else "."
    after = t.words[verb + 1] if verb + 1 < len(t.words) else "."
    return before in (",", ".", "—", "–", "-", "!", "?", ":", ";") or after in (",", "—", "–") or t.space[verb - 2]


def measured_off(tree: Syntax, verb: int, head: int) -> bool:
    """Whether an infinitive only says what something is much, little or enough for ("too much to learn", "nothing to lose")."""
    t = tree.tokens
    if t.deps[verb] not in ("acl", "relcl", "advcl", "xcomp", "ccomp") or t.lower[head] not in lexicon.words(
        "measures"
    ):
        return False
    return t.pos[head] not in ("VERB", "AUX") and verb > head


def valued(tree: Syntax, head: int) -> bool:
    """Whether "it is" judges an infinitive by a phrase ("it is in their interest to stay")."""
    t = tree.tokens
    if t.lemmas[head].lower() != "be":
        return False
    expletive = any(t.deps[c] in ("nsubj", "expl") and t.lower[c] == "it" for c in tree.children[head])
    return expletive and any(t.deps[c] == "prep" and c > head for c in tree.children[head])


def none_at_all(tree: Syntax, noun: int) -> bool:
    """Whether "any" before a noun stands under a negation ("is not part of any plan to close")."""
    t = tree.tokens
    if not any(t.deps[c] == "det" and t.lower[c] == "any" for c in tree.children[noun]):
        return False
    above = noun
    for _ in range(_CLIMB):
        if t.heads[above] == above:
            return False
        above = t.heads[above]
        if any(t.deps[c] == "neg" for c in tree.children[above]):
            return True
    return False
