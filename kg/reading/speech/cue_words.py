"""Cue nouns ("the claim that", "calls for") and adjectives ("is sure that") with their speaker and content."""

from __future__ import annotations

from kg.knowledge.speech import Cue
from kg.reading.speech.cues import EXPLETIVE, Attribution, give_speaker, span_of_cue
from kg.reading.text.tree import Tree

LIGHT_VERBS = frozenset(
    [
        "make",
        "give",
        "take",
        "have",
        "express",
        "voice",
        "raise",
        "offer",
        "issue",
        "deliver",
        "hold",
        "share",
        "harbor",
    ]
)
"""Verbs with which nouns marked "light" in speech_nouns.tsv tell something ("made the case for")."""
UNNAMED = frozenset(["speech", "belief"])
"""Kinds of which a noun tells something even where nobody is named ("allegations of fraud")."""
LIGHT_SPAN = 4
"""Tokens between a verb and the cue noun that is its object, within which both are one cue ("made the case for")."""
COMPANY = frozenset(["PERSON", "ORG", "NORP", "GPE"])
SPEAKING_MODIFIERS = frozenset(["media", "press", "police", "government", "opposition", "campaign", "party", "gop"])
"""Nouns that, before a cue noun, name who speaks ("media pronouncements that")."""


def of_noun(tree: Tree, i: int, cue: Cue) -> Attribution | None:
    """What the noun ``i`` tells, with the one it belongs to; None where it tells nothing."""
    t = tree.t
    if "light" in cue.frames and not (t.deps[i] == "dobj" and t.lemmas[tree.heads[i]] in LIGHT_VERBS):
        return None
    one = Attribution(i, cue.kind, False, (i, i + 1), frame="noun")
    beside = [i + 1] if t.deps[i] == "dobj" and i + 1 < tree.n and tree.heads[i + 1] == tree.heads[i] else []
    for child in [*tree.children[i], *beside]:  # the parse may hang "for" from the verb in "made the case for"
        one.content = _told(tree, one, child, cue) if child > i else set()
        if one.content:
            break
    if not one.content:
        return None
    owner = _owner(tree, one)
    _modified(tree, one)
    if owner is None and cue.kind in UNNAMED and "holder" not in cue.frames:
        one.frame = "unnamed"
        return one
    if owner is None or owner in one.content or (t.lower[owner] in EXPLETIVE and t.deps[i] == "attr"):
        return None
    one.speaker_head = owner
    start, end = tree.phrase(owner, i, relatives=False)
    if end > start + 1 and t.tags[end - 1] == "POS":
        end -= 1
    one.speaker = start, end
    return one


def _told(tree: Tree, one: Attribution, child: int, cue: Cue) -> set[int]:
    """The content that ``child`` of a cue noun or adjective heads; its preposition joins the cue."""
    t = tree.t
    dep = t.deps[child]
    if dep in ("acl", "ccomp", "relcl") and "that" in cue.frames:
        mark = tree.find(child, ("mark",))
        if mark is not None and t.lower[mark] in ("that", "whether"):
            return tree.subtree(child)
    if dep in ("acl", "xcomp", "relcl") and "to" in cue.frames:
        aux = tree.find(child, ("aux",))
        if aux is not None and t.lower[aux] == "to":
            return tree.subtree(child)
    if dep == "prep" and t.lower[child] in cue.prepositions:
        inner = tree.find(child, ("pobj", "pcomp"))
        if inner is not None:
            if child == one.cue + 1:
                one.span = one.span[0], child + 1
            return tree.subtree(inner)
    return set()


def _owner(tree: Tree, one: Attribution) -> int | None:
    """Whose claim, plan or doubt it is; a light verb that has it as its object joins the cue."""
    t, i = tree.t, one.cue
    owner = tree.find(i, ("poss",))
    if owner is not None:
        return owner
    for child in tree.children[i]:
        if t.deps[child] == "prep" and t.lower[child] in ("by", "from"):
            owner = tree.find(child, ("pobj",))
            if owner is not None:
                return owner
    for child in tree.children[i]:
        speaks = t.ents[child] in COMPANY or t.lower[child] in SPEAKING_MODIFIERS
        if child < i and t.deps[child] in ("compound", "nmod", "amod") and speaks:
            return child
    verb = t.heads[i]
    if t.deps[i] == "appos":  # "Berg, a critic of the harbour"
        return verb if t.pos[verb] == "PROPN" else None
    if t.deps[i] == "attr" and t.pos[verb] in ("AUX", "VERB"):
        owner = tree.subject(verb)
        if owner is not None and 0 < i - verb <= LIGHT_SPAN + 2:
            one.span = span_of_cue(tree, verb)[0], one.span[1]
        return owner
    if t.deps[i] == "dobj" and t.pos[verb] == "VERB":
        owner = tree.subject(verb)
        if owner is not None and 0 < i - verb <= LIGHT_SPAN:
            one.span = span_of_cue(tree, verb)[0], one.span[1]
        return owner
    return None


def _modified(tree: Tree, one: Attribution) -> None:
    """Adjectives before a cue noun join its span."""
    start = one.span[0]
    while start and tree.t.deps[start - 1] == "amod" and tree.heads[start - 1] == one.cue:
        start -= 1
    one.span = start, one.span[1]


def of_adjective(tree: Tree, i: int, cue: Cue) -> Attribution | None:
    """ "X is sure that", "X was willing to"."""
    t = tree.t
    verb = t.heads[i]
    after = t.deps[i] in ("amod", "acl", "relcl", "advcl") and verb < i and t.pos[verb] in ("NOUN", "PROPN")
    if after:  # "leaders worried about the harbour"
        subject: int | None = verb
    elif t.deps[i] in ("acomp", "conj") and t.pos[verb] in ("AUX", "VERB"):
        subject = tree.subject(verb)
    else:
        return None
    if subject is None or t.lower[subject] in EXPLETIVE:
        return None
    content: set[int] = set()
    beside = verb < i and all(t.deps[k] in ("advmod", "neg", "aux") for k in range(verb + 1, i))
    start = span_of_cue(tree, verb)[0] if beside and not after else verb if beside else i
    one = Attribution(i, cue.kind, False, (start, i + 1), frame="adjective")
    for child in tree.children[i] if after else [*tree.children[i], *tree.children[verb]]:
        if child < i:
            continue
        dep = t.deps[child]
        infinitive = dep == "xcomp" and any(t.lower[c] == "to" for c in tree.children[child])
        if (dep == "ccomp" and "that" in cue.frames) or (infinitive and "to" in cue.frames):
            content = tree.subtree(child)
        elif dep == "prep" and t.lower[child] in cue.prepositions:
            inner = tree.find(child, ("pobj", "pcomp"))
            if inner is not None:
                content = tree.subtree(inner)
                if child == i + 1:
                    one.span = start, i + 2
        if content:
            break
    if not content or i in content:
        return None
    one.content = content
    give_speaker(tree, one, subject)
    return one
