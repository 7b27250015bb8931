"""Who can speak, and what is said rather than thought, wanted, done or shown.

A quotation is what somebody says or writes: the content is a clause or words in quotation marks, and the speaker a person, a
body, a group, a state or a document. All else that has a holder, a cue and a content is an attitude.
"""

from __future__ import annotations

from kg.knowledge.nouns import noun_classes
from kg.knowledge.word_sets import word_set
from kg.reading.speech.cues import Attribution
from kg.reading.text.annotations import DocMention
from kg.reading.text.tokens import Tokens
from kg.reading.text.tree import TokenSpan

ATTITUDE = "Attitude"
WHOLE = frozenset(["label", "block", "smallc", "as", "according"])
"""Frames whose content is whole although no verb heads it ("called it a mistake", "Berg: No.")."""
ANYBODY = frozenset(["you", "one", "anybody", "anyone", "nobody"])
SUPPOSED = frozenset(["may", "might", "could", "would", "should", "can", "must", "'d", "’d"])
"""Auxiliaries before a cue of what is not said, or not yet."""
REFLEXIVE = frozenset(["myself", "yourself", "himself", "herself", "itself", "ourselves", "themselves"])
ASKED = frozenset(["whether", "if", "when", "where", "how", "why", "what", "who", "which"])
_SAINTS = frozenset(["saint", "st."])
_PROPHETS = frozenset(["prophet", "apostle"])
_LIVING = 1900
"""Year of death before which nobody speaks in news."""
_SPEAKING = frozenset(["Person", "Organization", "Group", "Place"])
_NAMED = frozenset(["PERSON", "ORG", "GPE", "NORP", "LOC", "FAC"])
_THINGS = frozenset(["it", "this", "that", "which", "these", "what"])
_VERBS = ("VERB", "AUX")


def can_speak(t: Tokens, one: Attribution, mention: DocMention | None) -> bool:
    """Whether the speaker of an attribution is one who can speak or write, or a document.

    Args:
        t: tokens.
        one: with a speaker.
        mention: of the speaker, where it is one.
    """
    head = one.speaker_head
    if head is None:
        return False
    word = t.lower[head]
    if word in word_set("speaks"):
        return True
    if word in word_set("says as a document") or t.lemmas[head].lower() in word_set("says as a document"):
        return True
    if mention is not None:
        return mention.entity_class in _SPEAKING and not _long_dead(t, mention)
    if word in _THINGS or t.pos[head] not in ("PROPN", "NOUN", "ADJ", "NUM"):
        return False
    if t.pos[head] == "PROPN" or t.ents[head] in _NAMED:
        return True
    named = noun_classes().get(t.lemmas[head].lower())
    return named in _SPEAKING or (t.pos[head] == "NOUN" and one.frame in ("label", "block"))


def _long_dead(t: Tokens, mention: DocMention) -> bool:
    """Whether a name is that of a saint or a prophet, or the years of life behind it ended long ago: they say nothing in news."""
    first = t.lower[mention.start]
    if mention.kind == "Named" and (first in _PROPHETS or (mention.entity_class == "Person" and first in _SAINTS)):
        return True
    years = [w for w in t.words[mention.end : mention.end + 5] if w.isdigit()]
    bracket = t.words[mention.end : mention.end + 1] == ["("]
    return bracket and len(years) == 2 and int(years[0]) < int(years[1]) < _LIVING


def is_clause(t: Tokens, one: Attribution, runs: list[TokenSpan]) -> bool:
    """Whether the content of an attribution is a clause or a sentence, rather than the name of a thing."""
    if one.frame in WHOLE:
        return True
    inside = {i for start, end in runs for i in range(start, end)}
    roots = [i for i in sorted(inside) if t.heads[i] not in inside or t.heads[i] == i]
    return any(t.pos[i] in _VERBS and t.deps[i] not in ("amod", "compound") for i in roots)


def manner(t: Tokens, one: Attribution, runs: list[TokenSpan], found: str, *, voice: bool) -> str:
    """How the words of a content are given: as found, or :data:`ATTITUDE` where nothing was said.

    Args:
        t: tokens.
        one: the attribution.
        runs: its content.
        found: Direct, Indirect or Mixed, by the quotation marks.
        voice: whether its speaker can speak.
    """
    if one.frame in ("label", "block"):
        return found
    if one.frame == "smallc" and found == "Indirect" and _only_named(t, one, runs):
        return ATTITUDE  # "the village is called Happy by its people"
    if one.kind == "speech" and (is_supposed(t, one) or (one.speaker is not None and not voice)):
        return ATTITUDE
    if found == "Direct":
        return found
    if one.speaker is None or not is_clause(t, one, runs) or is_aim(t, one) or is_doing(t, one, runs):
        return ATTITUDE
    if is_left_open(t, one, runs) or (one.frame == "np" and found == "Indirect"):
        return ATTITUDE
    if found == "Mixed":
        return found
    acts = one.frame in ("to", "ing", "noun") and t.lemmas[one.cue].lower() in word_set("stands for a saying")
    return ATTITUDE if acts or one.kind != "speech" else found


def _only_named(t: Tokens, one: Attribution, runs: list[TokenSpan]) -> bool:
    """Whether what is called so in the passive only bears a name."""
    passive = any(t.heads[i] == one.cue and t.deps[i] == "auxpass" for i in range(max(0, one.cue - 5), one.cue))
    behind = [i for start, end in runs for i in range(start, end) if i > one.cue and t.words[i][:1].isalpha()]
    return passive and bool(behind) and all(t.words[i][:1].isupper() for i in behind)


def is_aim(t: Tokens, one: Attribution) -> bool:
    """Whether a cue is an infinitive that tells what something is for, or what somebody has yet to say ("set up to urge")."""
    verb = one.cue
    if t.tags[verb] != "VB" or not any(
        t.heads[i] == verb and t.lower[i] == "to" for i in range(max(0, verb - 3), verb)
    ):
        return False
    above = t.lemmas[t.heads[verb]].lower()
    return above not in word_set("goes on to say")


def is_doing(t: Tokens, one: Attribution, runs: list[TokenSpan]) -> bool:
    """Whether the content of a noun is something done, not told ("signed a letter on selling gas")."""
    if one.frame not in ("prep", "noun", "np") and t.pos[one.cue] != "NOUN":
        return False
    inside = {i for start, end in runs for i in range(start, end)}
    roots = [i for i in sorted(inside) if t.heads[i] not in inside or t.heads[i] == i]
    verbs = [i for i in roots if t.pos[i] in _VERBS]
    return bool(verbs) and all(t.tags[i] == "VBG" for i in verbs)


def is_left_open(t: Tokens, one: Attribution, runs: list[TokenSpan]) -> bool:
    """Whether the words of a content are not understood alone: "a plan which critics say is dear", "his assertion that he gave
    his minister, Erik Lund, the say", "advocates the island becoming a state"."""
    start, end = runs[0]
    if end - start == 1 and t.tags[start] in ("WDT", "WP"):
        return True
    inside = {i for begin, stop in runs for i in range(begin, stop)}
    said_by_others = [i for i in inside if t.pos[i] == "VERB" and t.deps[i] in ("ccomp", "pcomp")]
    if t.lower[start] == "what" and any(t.lemmas[i].lower() in word_set("told by what") for i in said_by_others):
        return True  # "repeated what Berg had expressed"
    after = runs[-1][1]
    if one.frame == "noun" and after < len(t.words) and t.words[after] == "," and t.pos[after + 1] in ("PROPN", "DET"):
        return True  # the parse stops at an apposition
    return one.frame == "ing" and t.lemmas[one.cue].lower() not in word_set("tells what was done by a gerund")


def is_supposed(t: Tokens, one: Attribution) -> bool:
    """Whether a cue tells what somebody may, would or is to say, what "you" say, or what one says to oneself."""
    head = one.speaker_head
    if head is not None and t.lower[head] in ANYBODY:
        return True
    for i in range(max(0, one.cue - 4), min(len(t.words), one.cue + 3)):
        if t.heads[i] == one.cue and ((t.deps[i] == "aux" and t.lower[i] in SUPPOSED) or t.lower[i] in REFLEXIVE):
            return True
    above = t.heads[one.cue]
    # "should not have to say", "wanted to say", "declined to say"
    return t.deps[one.cue] == "xcomp" and t.lemmas[above].lower() in ("have", "need", "want", "refuse", "decline")


def is_unsaid(t: Tokens, one: Attribution) -> bool:
    """Whether somebody is told not to have said something ("did not say whether they will come"): there is no content then."""
    verb = one.cue
    denied = any(t.heads[i] == verb and t.deps[i] == "neg" for i in range(max(0, verb - 4), verb))
    if not denied or not one.content:
        return False
    first = min(one.content)
    asked = t.lower[first] in ASKED or (t.lower[first] in ("on", "about") and first + 1 < len(t.words))
    return asked and t.lemmas[verb].lower() in word_set("tells nothing when denied")


def is_deed(t: Tokens, one: Attribution, mention: DocMention | None) -> bool:
    """Whether a cue with a bare object is something done to a person or a body ("dismissed Anna Berg").

    Args:
        t: tokens.
        one: the attribution.
        mention: of the object, where it is one.
    """
    if one.frame not in ("np", "as") or t.lemmas[one.cue].lower() not in word_set("done to persons"):
        return False
    return mention is not None and mention.entity_class in ("Person", "Organization", "Group")
