"""Who is the subject of a verb, own or understood, and whether a verb form is passive."""

from __future__ import annotations

from kg.knowledge import event_roles as roles
from kg.reading.events.senses import OBJECTS, light_verb_of
from kg.reading.text.syntax import Syntax

_DEPTH = 6
"""How far a missing subject is looked for up the tree."""

_OF_THE_OBJECT = frozenset(("from", "of", "as", "into"))
"""Prepositions after which the governing verb's object does it: "accused them of lying", "talked him into going"."""
_WHO = frozenset(("person", "organization", "group", "place", "thing"))


def is_passive(tree: Syntax, verb: int) -> bool:
    """Whether a verb form is passive: with its own auxiliary, as a participle after a noun, or by coordination."""
    t = tree.tokens
    names = {t.deps[c] for c in tree.children[verb]}
    if names & {"auxpass", "nsubjpass", "csubjpass"}:
        return True
    if "aux" in names:
        return False
    subject = "nsubj" in names
    if t.tags[verb] in ("VBD", "VBN") and subject:
        return _headline_passive(tree, verb)
    if t.tags[verb] != "VBN":
        return False
    if t.deps[verb] == "conj" and t.pos[t.heads[verb]] == "VERB":
        return is_passive(tree, t.heads[verb])
    return t.deps[verb] in ("acl", "amod", "advcl", "relcl", "ROOT", "ccomp", "prep", "oprd")


def _asked(tree: Syntax, verb: int) -> int | None:
    """Who is asked, behind a preposition ("called on them to leave"), or None."""
    t = tree.tokens
    for c in tree.children[verb]:
        if t.deps[c] == "prep" and f"{t.lemmas[verb].lower()} {t.lower[c]}" in roles.words("asks"):
            return tree.first(c, "pobj")
    return None


def _headline_passive(tree: Syntax, verb: int) -> bool:
    """Whether a past form without object is a passive that lacks its auxiliary ("Five killed in crash")."""
    t = tree.tokens
    if t.lemmas[verb].lower() not in roles.words("needs object"):
        return False
    return not any(t.deps[c] in (*OBJECTS, "ccomp", "dative") for c in tree.children[verb])


def subject_of(tree: Syntax, verb: int, depth: int = 0) -> tuple[int, bool] | None:
    """The (head of the) subject of a verb, own or understood, and whether it undergoes what the verb says.

    Understood: of a coordinated verb, of an infinitive ("agreed to meet", "asked him to leave"), of a participle.
    """
    t = tree.tokens
    for c in tree.children[verb]:
        if t.deps[c] == "nsubj":
            return c, False
        if t.deps[c] == "nsubjpass":
            return c, True
    if depth > _DEPTH:
        return None
    head, dep = t.heads[verb], t.deps[verb]
    passive = is_passive(tree, verb)
    if head == verb:
        return None
    if dep == "conj" and t.pos[head] in ("VERB", "AUX"):
        found = subject_of(tree, head, depth + 1)
        return found and (found[0], passive)
    if dep in ("acomp", "attr") and t.pos[head] in ("VERB", "AUX"):
        return subject_of(tree, head, depth + 1)
    if dep in ("xcomp", "ccomp", "advcl", "pcomp", "oprd") and t.pos[head] in ("VERB", "AUX", "ADJ", "NOUN"):
        if dep == "xcomp" or (dep == "ccomp" and t.tags[verb] in ("VB", "VBG")):
            controller = tree.first(head, *OBJECTS, "dative")
            if controller is None and dep == "xcomp":
                controller = _asked(tree, head)
            if controller is not None and t.lemmas[head].lower() not in roles.words("subject control"):
                return controller, passive
        elif dep == "ccomp":
            return None
        if t.pos[head] == "NOUN":
            return None
        found = subject_of(tree, head, depth + 1)
        return found and (found[0], passive)
    if dep == "pcomp":
        above = t.heads[head]
        if t.pos[above] in ("VERB", "AUX"):
            controller = tree.first(above, *OBJECTS) if t.lower[head] in _OF_THE_OBJECT else None
            if controller is not None and controller < head and tree.entity_class(controller) in _WHO:
                return controller, passive  # "barred them from using it"
            found = subject_of(tree, above, depth + 1)
            return found and (found[0], passive)
        return None
    if dep == "acl":
        if t.tags[verb] == "VBN" or passive:
            return head, True
        if t.tags[verb] == "VBG":
            return head, False
        light = light_verb_of(tree, head)
        if light is None and t.deps[head] in OBJECTS and t.pos[t.heads[head]] == "VERB":
            light = t.heads[head]  # "has the right to leave", "made plans to go"
        if light is not None and light != verb:
            found = subject_of(tree, light, depth + 1)
            return found and (found[0], passive)
        owner = tree.first(head, "poss")
        return None if owner is None else (owner, passive)
    if dep == "relcl":
        return head, passive
    if dep == "amod":
        return (head, t.tags[verb] == "VBN")
    return None
