"""What is done by saying something: a promise, a threat, a demand, a refusal, by the mood of what is said.

"It will lift the ban" promises, "it will bomb the port" threatens, "Ostria must withdraw" demands, "it will not negotiate"
refuses: by who is to do it (the speaker, or another who can), by the auxiliary or what stands in its place ("is prepared to"),
and by the type of what is to be done (``event_acts.tsv``; after CAMEO's classes of verbal conflict and cooperation).
"""

from __future__ import annotations

import functools

from kg.knowledge import events as lexicon
from kg.reading.events.senses import light_object, noun_lemma, noun_type, verb_type
from kg.reading.text.annotations import DocQuotation
from kg.reading.text.syntax import Syntax

_OWN = frozenset(("it", "they", "he", "she", "we", "i"))
_ACTORS = frozenset(("person", "organization", "group", "place"))


@functools.cache
def _acts() -> tuple[tuple[str, str, frozenset[str], str], ...]:
    return tuple(
        (mood, who, frozenset(types.split("|")), act) for mood, who, types, act in lexicon.rows("event_acts.tsv")
    )


def act_of(tree: Syntax, quotation: DocQuotation, *, intended: bool = False) -> str | None:
    """The type of the act that saying this is, or None where it merely tells something.

    Args:
        tree: of the document.
        quotation: what is said.
        intended: whether its cue says that the speaker will do it ("vowed to", "is ready to").
    """
    t = tree.tokens
    start, end = quotation.content[0]
    inside = range(start, end)
    if intended:
        return _intended(tree, inside)
    root = next((i for i in inside if t.pos[i] in ("VERB", "AUX", "ADJ") and t.heads[i] not in inside), None)
    if root is None:
        root = next((i for i in inside if t.pos[i] in ("VERB", "AUX") and t.heads[i] == i), None)
    if root is None:
        return None
    subject = tree.first(root, "nsubj", "nsubjpass")
    if subject is None:
        return None
    done, mood = _mood(tree, root)
    if mood is None or (t.pos[done] != "VERB" and mood != "must"):
        return None
    if any(t.deps[c] == "neg" for i in (root, done) for c in tree.children[i]):
        mood += " not"
    kind = verb_type(tree, done, t.lemmas[done].lower())[1]
    return _act(mood, _who(tree, quotation, subject), kind)


def _act(mood: str, who: str | None, kind: str | None) -> str | None:
    for told, doer, types, act in _acts():
        if (
            told == mood
            and doer == who
            and ("*" in types or (kind and any(lexicon.below(kind, name) for name in types)))
        ):
            return act
    return None


def _intended(tree: Syntax, inside: range) -> str | None:
    t = tree.tokens
    done = next((i for i in inside if t.pos[i] == "VERB" and t.heads[i] not in inside), None)
    if done is None:
        return None
    denied = any(t.deps[c] == "neg" for c in tree.children[done])
    noun = light_object(tree, done, t.lemmas[done].lower())
    kind = verb_type(tree, done, t.lemmas[done].lower())[1]
    if noun is not None:
        kind = noun_type(tree, noun, noun_lemma(tree, noun)) or kind
    return _act("will not" if denied else "will", "own", kind)


def _mood(tree: Syntax, verb: int) -> tuple[int, str | None]:
    """The verb that says what is to be done, and whether it will or must be."""
    t = tree.tokens
    auxiliaries = {t.lower[c] for c in tree.children[verb] if t.deps[c] == "aux"}
    if t.lemmas[verb].lower() == "be":  # "is ready to"
        below = tree.first(verb, "acomp")
        if below is not None and t.lower[below] in lexicon.words("is set to"):
            inner = tree.first(below, "xcomp")
            return (verb, None) if inner is None else (inner, "will")
    for mood in ("will", "must"):
        if auxiliaries & lexicon.words(f"auxiliary {mood}"):
            return verb, mood
    inner = tree.first(verb, "xcomp")
    if inner is not None and any(t.lower[c] == "to" for c in tree.children[inner]):
        if t.lemmas[verb].lower() in lexicon.words("is set to") or t.lower[verb] in lexicon.words("is set to"):
            return inner, "will"
        if t.lemmas[verb].lower() in lexicon.words("has to"):
            return inner, "must"
    return verb, None


def _who(tree: Syntax, quotation: DocQuotation, subject: int) -> str | None:
    """Whether the speaker is to do it ("own"), or somebody else ("other")."""
    number, speaker = tree.mention_of.get(subject), quotation.speaker_mention
    if number is not None and speaker is not None and tree.mentions[number].chain == tree.mentions[speaker].chain >= 0:
        return "own"
    if tree.tokens.lower[subject] in _OWN:
        return "own"
    return "other" if tree.entity_class(subject) in _ACTORS else None
