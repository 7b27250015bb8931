"""What clauses tell that no word of planning governs: purposes, "the first to …", "had to", "if …, they will".

What somebody does something for may come about or not (FactBank leaves it open); what is done again and again to some end is
done. "The first to …", "the only one to …" tells what the verb above tells; "had to" tells what was done.
"""

from __future__ import annotations

from dataclasses import replace

from kg.knowledge import events as lexicon
from kg.reading.events.state import State, under
from kg.reading.text.syntax import Syntax

_VERBS = ("VERB", "AUX")
_CLIMB = 4


def purpose(state: State, above: State, *, simple_present: bool) -> State:
    """The state of a purpose ("sent troops to guard it").

    Args:
        state: of the infinitive alone.
        above: of what is done for it.
        simple_present: whether that is told as done again and again ("uses the poll to choose").
    """
    if above.status in ("Planned", "Proposed", "Possible"):
        return replace(state, status=above.status, certainty=above.certainty)
    if above.status == "Ongoing" and not simple_present:
        return state
    if above.status == "Occurred" and simple_present:
        return above
    return under(state, "Unknown")


def obligation(state: State, above: State, *, past: bool) -> State:
    """The state of what somebody has to do ("had to flee", "has to pay", "does not have to pay")."""
    if above.status in ("Denied", "Cancelled"):
        return under(state, "Unknown")
    if above.status in ("Possible", "Planned"):
        return replace(state, status=above.status, certainty=above.certainty)
    if past:
        return replace(state, status="Occurred", tense="Past")
    return replace(state, status="Proposed", certainty="Underspecified")


def ranked(tree: Syntax, noun: int) -> bool:
    """Whether a noun is singled out: "the first mayor to resign", "the largest city to fall", "the only one to …"."""
    t = tree.tokens
    if t.lower[noun] in lexicon.words("singles out") or t.tags[noun] == "JJS":
        return True
    return any(
        t.tags[c] == "JJS" or t.lower[c] in lexicon.words("singles out")
        for c in tree.children[noun]
        if t.deps[c] in ("amod", "advmod", "nummod", "det")
    )


def verb_above(tree: Syntax, noun: int) -> int | None:
    """The verb in whose clause a noun stands, or None."""
    t = tree.tokens
    for _ in range(_CLIMB):
        above = t.heads[noun]
        if above == noun:
            return None
        if t.pos[above] in _VERBS:
            return above
        noun = above
    return None


def supposed(tree: Syntax, verb: int) -> bool:
    """Whether a clause of its own says under which condition ("if it fails, they will leave")."""
    t = tree.tokens
    return any(
        (t.deps[c] == "advcl" and any(t.deps[d] == "mark" and t.lower[d] == "if" for d in tree.children[c]))
        or inverted(tree, c)
        for c in tree.children[verb]
    )


def inverted(tree: Syntax, verb: int) -> bool:
    """Whether a clause is a condition told by its order ("Had they closed the gate, …", "Were he to resign, …")."""
    t = tree.tokens
    first = next((c for c in tree.children[verb] if t.deps[c] in ("aux", "auxpass")), None)
    subject = tree.first(verb, "nsubj", "nsubjpass")
    if first is None or subject is None or first > subject or t.lower[first] not in ("had", "were", "should"):
        return False
    start = t.starts[t.sentences[verb]]
    return (first == start or t.words[first - 1] in (",", ";")) and t.deps[verb] in (
        "advcl",
        "ccomp",
        "parataxis",
        "conj",
    )


def hypothetical(tree: Syntax, i: int) -> bool:
    """Whether a word stands in a condition ("if he does not go", "if this is how he will rule", "were a motion to be tabled")."""
    t = tree.tokens
    for _ in range(_CLIMB):
        if t.pos[i] in _VERBS:
            if any(t.deps[c] == "mark" and t.lower[c] in ("if", "unless") and c < i for c in tree.children[i]):
                return t.deps[i] in ("advcl", "ccomp", "conj")
            above = t.heads[i]
            if t.lower[above] == "were" and t.deps[i] == "xcomp":
                subject = tree.first(above, "nsubj", "attr", "dobj")
                return subject is not None and above < subject < i
            if t.deps[i] not in ("ccomp", "xcomp", "conj", "advcl", "relcl", "csubj", "attr"):
                return False
        if t.heads[i] == i or t.sentences[t.heads[i]] != t.sentences[i]:
            return False
        i = t.heads[i]
    return False


def bidden(tree: Syntax, i: int) -> bool:
    """Whether a verb is a command ("never give them your name", "folks, buckle up")."""
    t = tree.tokens
    subjects = [c for c in tree.children[i] if t.deps[c] in ("nsubj", "nsubjpass", "expl")]
    called = len(subjects) == 1 and 1 < i - subjects[0] < 4 and t.words[subjects[0] + 1] == ","
    return (
        t.tags[i] == "VB"
        and (not subjects or called)
        and t.deps[i] in ("ROOT", "ccomp", "parataxis")
        and not any(t.deps[c] == "aux" and t.lower[c] != "do" for c in tree.children[i])
    )


def reported(tree: Syntax, i: int) -> bool:
    """Whether a clause stands in what somebody says or thinks, so that its tense is shifted ("said that they would leave")."""
    t = tree.tokens
    for _ in range(2 * _CLIMB):
        if t.deps[i] == "ccomp" and t.pos[t.heads[i]] in _VERBS:
            return True
        if t.heads[i] == i:
            break
        i = t.heads[i]
    return False


def planned_by_noun(tree: Syntax, noun: int, infinitive: int) -> bool:
    """Whether an infinitive behind a noun that is no word of planning is told as yet to come: an act to some end ("talks to
    end the war"), a passive ("a hall to be built"), a headline ("Airbus to build it").
    """
    t = tree.tokens
    if t.heads[noun] == noun or (t.pos[noun] == "PROPN" and verb_above(tree, noun) is None):
        return True
    if any(t.deps[c] == "auxpass" for c in tree.children[infinitive]):
        return True
    return lexicon.plain_type(t.lemmas[noun].lower(), "n") is not None
