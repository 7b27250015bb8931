"""A verb with its auxiliaries as a headline has it: present tense or infinitive, nothing lost of what changes its meaning.

"agreed", "has agreed" → "agrees"; "were killed" → "are killed"; "will meet" → "to meet"; "did not come" → "does not come";
"might have left" stays; so do "used to" and all other modals.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.knowledge.inflection import infinitive as regular
from kg.knowledge.inflection import present
from kg.reading.text.syntax import Syntax

_FUTURE = frozenset(("will", "wo", "'ll", "’ll", "shall"))
_MODALS = frozenset(("may", "might", "can", "ca", "could", "should", "must", "would", "'d", "’d", "ought"))
_WHOLE = {"ca": "can", "'d": "would", "’d": "would"}
_HAVE = frozenset(("has", "have", "had", "having", "'ve", "’ve"))
_BE = frozenset(("is", "are", "was", "were", "be", "been", "being", "am", "'re", "’re", "'m", "’m", "'s", "’s"))
_PLURAL = frozenset(("are", "were", "have", "'re", "’re", "'ve", "’ve", "do"))
_SINGULAR = frozenset(("is", "was", "has", "does", "'s", "’s"))
_NOT = frozenset(("not", "n't", "n’t"))
_MANY = frozenset(("police", "people", "they", "we", "both", "many", "several", "few", "some", "most", "all"))


@dataclass(frozen=True, slots=True)
class Group:
    """What a verb's group becomes.

    Attributes:
        words: the group without particle.
        tokens: those that it stands for: the verb, its auxiliaries and its "not".
        infinitive: whether it is "to" and a verb.
    """

    words: str
    tokens: frozenset[int]
    infinitive: bool = False


def is_plural(tree: Syntax, noun: int) -> bool:
    """Whether several are the subject, by the noun that heads it."""
    t = tree.tokens
    if any(t.deps[c] == "conj" for c in tree.children[noun]):
        return not any(t.deps[c] == "cc" and t.lower[c] == "or" for c in tree.children[noun])
    if t.tags[noun] == "NNPS" and tree.entity_class(noun) == "person":
        return False  # "Hammons"
    if t.lower[noun] in _MANY or t.tags[noun] in ("NNS", "NNPS"):
        return True
    if t.lower[noun] == "number" and any(t.lower[c] in ("a", "an") for c in tree.children[noun]):
        return True
    return t.pos[noun] == "NUM" and t.lower[noun] not in ("one", "1")


def auxiliaries(tree: Syntax, verb: int) -> list[int]:
    """The auxiliaries of a verb and its "not", those of the verb it is joined to where it has none."""
    t = tree.tokens
    for _ in range(4):
        own = [c for c in tree.children[verb] if c < verb or t.lower[c] in _NOT]
        found = [c for c in own if t.deps[c] in ("aux", "auxpass") or (t.deps[c] == "neg" and t.lower[c] in _NOT)]
        head = t.heads[verb]
        if found or t.deps[verb] != "conj" or t.tags[verb] != t.tags[head] or t.tags[verb] in ("VBD", "VBZ", "VBP"):
            return found
        if tree.first(verb, "nsubj", "nsubjpass") is not None:
            return found
        verb = head
    return []


def group(tree: Syntax, verb: int, plural: bool, *, passive: bool, same_subject: bool = True) -> Group:
    """The group of verb ``verb`` in the present tense or as an infinitive.

    Args:
        plural: whether several do it (where the form in the text does not tell).
        passive: whether it is told as done to its subject.
        same_subject: whether the subject is the one of the text: its number is then that of the form there.
    """
    t = tree.tokens
    aux = auxiliaries(tree, verb)
    lower = [t.lower[a] for a in aux]
    negative = any(w in _NOT for w in lower)
    modal = next((w for w in lower if w in _MODALS), None)
    future = any(w in _FUTURE for w in lower)
    to = "to" in lower
    perfect = any(w in _HAVE for w in lower)
    lemma = "be" if t.lower[verb] in _BE else regular(t.lower[verb], t.lemmas[verb].lower())
    progressive = t.tags[verb] == "VBG" and any(w in _BE for w in lower)
    if same_subject:
        forms = [*lower, t.lower[verb]] if not any(w in _FUTURE or w in _MODALS for w in lower) else []
        if any(w in _SINGULAR for w in forms) or (t.tags[verb] == "VBZ" and not lower):
            plural = False
        elif any(w in _PLURAL for w in forms) or (t.tags[verb] == "VBP" and not lower):
            plural = True
    if passive:
        main, bare = t.lower[verb], f"{'being ' if 'being' in lower else ''}{t.lower[verb]}"
        be = "are" if plural else "is"
        finite, base = f"{be}{' not' if negative else ''} {bare}", f"be {main}"
    elif progressive:
        be = "are" if plural else "is"
        finite, base = f"{be}{' not' if negative else ''} {t.lower[verb]}", f"be {t.lower[verb]}"
    elif lemma == "be":
        finite, base = f"{present('be', plural)}{' not' if negative else ''}", "be"
    elif (
        lemma == "use"
        and t.lower[verb] == "used"
        and any(t.deps[c] == "xcomp" for c in tree.children[verb])
        and not aux
    ):
        finite, base = "used", "use"  # "used to live"
    elif negative and perfect:
        finite, base = f"{present('have', plural)} not {t.lower[verb]}", lemma
    elif negative:
        finite, base = f"{present('do', plural)} not {lemma}", lemma
    else:
        finite, base = present(lemma, plural), lemma
    infinitive = False
    if modal:
        have = "have " if perfect else ""
        rest = f"{have}{'been ' if passive and perfect else ''}{t.lower[verb]}" if have else base
        words = f"{_WHOLE.get(modal, modal)}{' not' if negative else ''} {rest}"
    elif future:
        base = lemma if progressive else base
        words, infinitive = (f"will not {base}", False) if negative else (f"to {base}", True)
    elif to:
        words, infinitive = f"{'not ' if negative else ''}to {base}", True
    else:
        words = finite
    return Group(words, frozenset((verb, *aux)), infinitive)
