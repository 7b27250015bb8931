"""Names for identity: normal forms, blocking keys, comparison. Pure functions.

The measure of likeness of words follows the idea of nomenklatura's logic (edits allowed by length); its weights are
our own.
See ``person_names``, ``organisation_names`` and ``spelling`` for the parts.
"""

from __future__ import annotations

import functools
import re

from kg.knowledge import lexicons
from kg.knowledge.organisation_names import acronym_of, compare_organisations, joined, organisation_words, weight
from kg.knowledge.person_names import compare_persons, person_words
from kg.knowledge.spelling import CACHE, SAME, WORD, Comparison, plain, skeleton

__all__ = [
    "SAME", "Comparison", "acronym_of", "block_keys", "compare_names", "name_key", "organisation_words",
    "person_words", "skeleton",
]  # fmt: skip


def compare_names(a: str, b: str, entity_class: str) -> Comparison:
    """How alike two names of entities of one class are.

    Args:
        a, b: names as written, in any order (the result is the same).
        entity_class: Person, Organization, Place, Group or Thing.

    Returns:
        Score and reason; from ``SAME`` on they may well name one entity, context permitting.
    """
    if a == b:
        return Comparison(1.0, "same name")
    if entity_class == "Person":
        return compare_persons(a, b)
    return compare_organisations(a, b)


def name_key(name: str, entity_class: str) -> str:
    """Normal form of a name: equal for spellings that differ in case, diacritics, punctuation, title, legal form or
    script only."""
    if entity_class == "Person":
        return " ".join(person_words(name))
    if entity_class == "Organization":
        return " ".join(joined(organisation_words(name)))
    return " ".join(w.replace("'", "") for w in WORD.findall(plain(name).removeprefix("the ")))


def block_keys(name: str, entity_class: str) -> list[str]:
    """Few keys, such that names that :func:`compare_names` would join share one.

    Person: the sound of the surname; of the first word too where it may be the surname (no usual given name).
    Others: the sounds of the first two telling words, and the acronym.
    """
    return list(_block_keys(name, entity_class))


def _sounds(word: str) -> tuple[str, ...]:
    """The sound of a word, and that with the g of Russian for the h of Ukrainian."""
    if "h" not in word and "g" not in word:
        return (skeleton(word),)
    return tuple(dict.fromkeys((skeleton(word), skeleton(re.sub(r"(?<![cskztp])h", "g", word)))))


@functools.lru_cache(maxsize=CACHE)
def _block_keys(name: str, entity_class: str) -> tuple[str, ...]:
    if entity_class == "Person":
        words = person_words(name)
        keys = [f"p:{key}" for key in _sounds(words[-1])] if words else []
        if len(words) > 1 and words[0] not in lexicons.given_names():
            keys += [f"p:{key}" for key in _sounds(words[0])]
        if len(words) > 1:  # a slip of the pen in the surname; words glued together
            keys.append(f"g:{words[0]}|{words[-1][0]}")
        if len("".join(words)) > 7:
            keys.append(f"j:{skeleton(''.join(words))}")
        return tuple(dict.fromkeys(keys))
    words = joined(organisation_words(name))
    strong = [w for w in words if weight(w) == 1] or list(words)
    keys = [f"o:{skeleton(w)[:4]}" for w in strong[:2]]
    if len("".join(words)) > 7:
        keys.append(f"j:{skeleton(''.join(words))}")
    if len(words) == 1 and len(words[0]) <= 8 and sum(c.isupper() for c in name) > 1:
        keys.append(f"a:{words[0]}")
    elif len(words) > 1:
        keys.append("a:" + "".join(w[0] for w in words))
        known = lexicons.acronyms_of().get(name.lower().removeprefix("the "))
        if known:
            keys.append(f"a:{plain(known)}")
    return tuple(dict.fromkeys(keys))
