"""Forms of English verbs, from their lemmas: enough to tell something in the present tense."""

from __future__ import annotations

_THIRD = {"be": "is", "have": "has", "do": "does", "go": "goes"}
_SIBILANT = ("s", "x", "z", "ch", "sh", "o")
_VOWELS = frozenset("aeiou")


def infinitive(form: str, lemma: str) -> str:
    """The infinitive of a regular past form where the lemma given cannot be it: "raped" is of "rape", "tapped" of "tap".

    Args:
        form, lemma: in lower case; the form as written.
    """
    if not form.endswith("ed") or len(form) < 5:
        return lemma
    stem = form[:-2]
    doubled = len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "lsz"
    if lemma == f"{stem}e" and doubled:
        return stem[:-1]
    short = len(stem) == 3 and stem[-1] not in "wxy" and stem[-2] in _VOWELS and stem[-3] not in _VOWELS
    return f"{stem}e" if lemma == stem and short else lemma


def present(lemma: str, plural: bool = False) -> str:
    """The present tense of a verb, third person: "meets", "tries", "steps down"; plural "meet", "are".

    Args:
        lemma: the infinitive, a particle behind it where it has one.
        plural: whether several do it.
    """
    verb, blank, rest = lemma.partition(" ")
    if plural:
        return f"{'are' if verb == 'be' else verb}{blank}{rest}"
    if verb in _THIRD:
        form = _THIRD[verb]
    elif verb.endswith(_SIBILANT):
        form = f"{verb}es"
    elif verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        form = f"{verb[:-1]}ies"
    else:
        form = f"{verb}s"
    return f"{form}{blank}{rest}"
