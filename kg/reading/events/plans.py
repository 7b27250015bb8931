"""Whether a plan is told as one: by "will" or "is to", by a word of planning that governs it, by what is said of its noun.

An infinitive alone says only what somebody is after: "sued to stop the vote", "sent troops to guard it", "told them to leave",
"tried to storm it". FactBank leaves open whether such a thing comes about; nobody has told a plan.
"""

from __future__ import annotations

from kg.knowledge import events as lexicon
from kg.knowledge.factuality import effect
from kg.reading.events.infinitives import reported
from kg.reading.events.occurrences import occurrences
from kg.reading.events.senses import light_verb_of
from kg.reading.text.syntax import Syntax

_VERBS = ("VERB", "AUX")
_OBJECTS = ("dobj", "obj", "nsubjpass", "nsubj", "attr")
_DEPTH = 6


def told_as_plan(tree: Syntax, word: int, depth: int = 0) -> bool:
    """Whether the clause or the noun of an event that is yet to come is told as what is planned.

    Args:
        tree: of the text.
        word: head of the event's words.
        depth: words climbed already.
    """
    if depth > _DEPTH:
        return False
    if tree.tokens.pos[word] in _VERBS:
        return _verb(tree, word, depth)
    return _noun(tree, word, depth)


def _verb(tree: Syntax, verb: int, depth: int) -> bool:
    t = tree.tokens
    head, dep = t.heads[verb], t.deps[verb]
    helping = [t.lower[c] for c in tree.children[verb] if t.deps[c] in ("aux", "auxpass")]
    if any(effect("modal", word) == "Planned" for word in helping):
        return True
    if any(effect("modal", word) == "Conditional" for word in helping):
        return reported(tree, verb)  # "said that they would meet"
    finite = "to" not in helping and t.tags[verb] in ("VBD", "VBZ", "VBP")
    if finite:
        return depth == 0 and not any(t.deps[c] == "mark" for c in tree.children[verb])  # "the court sits on Friday"
    if head == verb:
        return "to" in helping  # a headline: "Airbus to build it"
    if dep == "conj" and t.pos[head] in _VERBS:
        return told_as_plan(tree, head, depth + 1)
    if dep in ("acl", "relcl") and t.pos[head] not in _VERBS:
        return _behind_noun(tree, verb, head, helping)
    if dep == "pcomp":
        above = t.heads[head]
        return _plans(tree, above) or _noun_plans(tree, above)
    if t.pos[head] not in (*_VERBS, "ADJ"):
        return False
    if dep == "advcl" and any(t.deps[c] in ("dobj", "obj") for c in tree.children[head]):
        return told_as_plan(tree, head, depth + 1)  # what is done to that end is planned itself
    return _plans(tree, head) or (_open(tree, head) and told_as_plan(tree, head, depth + 1))


def _plans(tree: Syntax, word: int) -> bool:
    """Whether a verb or an adjective is one of planning: "agreed", "is due", "is to"."""
    t = tree.tokens
    lemma = t.lemmas[word].lower()
    particles = [t.lower[c] for c in tree.children[word] if t.deps[c] == "prt"]
    names = [f"{lemma} {p}" for p in particles] or [lemma, t.lower[word]]
    names += [f"{lemma} {t.lower[c]}" for c in tree.children[word] if t.deps[c] == "prep"]
    if effect("modal", t.lower[word]) == "Planned":
        return True  # "is going to close"
    if lemma == "be":
        for c in tree.children[word]:
            if t.deps[c] in ("acomp", "attr", "oprd"):
                return t.lower[c] in lexicon.words("tells a plan") or _noun_plans(tree, c)
        return True  # "is to meet"
    return any(name in lexicon.words("tells a plan") for name in names)


def _noun_plans(tree: Syntax, noun: int) -> bool:
    return tree.tokens.lemmas[noun].lower() in lexicon.words("names a plan")


def _open(tree: Syntax, verb: int) -> bool:
    """Whether a verb says nothing of its own about what it governs: "will help to restore", "will have to pay"."""
    t = tree.tokens
    lemma = t.lemmas[verb].lower()
    return effect("complement", lemma) in (None, "Occurred", "Ongoing", "Same") and lemma not in ("be", "rely")


def _behind_noun(tree: Syntax, verb: int, noun: int, helping: list[str]) -> bool:
    """ "the plan to go", "a hall to be built", a headline's "Airbus to build it"."""
    t = tree.tokens
    if t.tags[verb] == "VBN" and not helping:
        return False
    if _noun_plans(tree, noun) or ("to" in helping and any(t.deps[c] == "auxpass" for c in tree.children[verb])):
        return True
    return "to" in helping and (t.heads[noun] == noun or t.pos[noun] == "PROPN") and noun < verb


def _noun(tree: Syntax, noun: int, depth: int) -> bool:
    t = tree.tokens
    for c in tree.children[noun]:
        if t.deps[c] in ("amod", "compound", "advmod") and effect("adjective", t.lower[c]) == "Planned":
            return True
        if t.deps[c] == "acl" and (t.lower[c] in ("set", "due") or effect("adjective", t.lower[c]) == "Planned"):
            return True
        if t.deps[c] == "acl" and any(t.lower[d] == "to" for d in tree.children[c]) and t.lemmas[c].lower() in _HELD:
            return True  # "a meeting to be held in May"
    for said in occurrences(tree, noun):
        if said.kind in ("plan", "postpone") or told_as_plan(tree, said.verb, depth + 1):
            return True
    light = light_verb_of(tree, noun)
    if light is not None:
        return told_as_plan(tree, light, depth + 1)
    head, dep = t.heads[noun], t.deps[noun]
    if head == noun:
        return False
    if dep in ("conj", "compound") and t.pos[head] in ("NOUN", "PROPN"):
        return told_as_plan(tree, head, depth + 1)
    if dep in _OBJECTS and t.pos[head] in _VERBS:
        plans = dep not in ("nsubj", "attr") and _plans(tree, head)
        return plans or _verb(tree, head, depth + 1)
    if dep == "pobj":
        above = t.heads[head]
        if t.pos[above] in _VERBS:
            return _plans(tree, above) or _verb(tree, above, depth + 1)
        return _noun_plans(tree, above)
    return False


_HELD = lexicon.words("hold") | {"open", "begin", "start"}
