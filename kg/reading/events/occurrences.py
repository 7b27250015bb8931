"""What is said of an event's noun: that it takes place, is planned, called off or put off ("talks are expected to begin").

Such verbs tell no event of their own: when, where, how long and whether it happens belongs to the noun.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.knowledge import events as lexicon
from kg.reading.events.senses import earlier, noun_lemma
from kg.reading.text.syntax import Syntax

_SUBJECTS = ("nsubj", "nsubjpass")
_OBJECTS = ("dobj", "obj")
_DEPTH = 4


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A verb (or adjective: "due") that says of an event that it does, will or does not happen.

    ``kind``: happen (takes place), run (begins, goes on, ends), plan, cancel, postpone; raise for verbs between
    ("is *likely* to take place").
    """

    verb: int
    kind: str


def whole(tree: Syntax, noun: int) -> int:
    """The noun that stands for the event in its clause: "round" in "a round of talks", else ``noun`` itself."""
    t = tree.tokens
    for _ in range(2):
        if t.deps[noun] != "pobj" or t.lower[t.heads[noun]] != "of":
            break
        above = t.heads[t.heads[noun]]
        if t.lemmas[above].lower() not in lexicon.words("event measure"):
            break
        noun = above
    return noun


def measured(tree: Syntax, noun: int) -> bool:
    """Whether a noun only measures the event named after its "of" ("a round of talks")."""
    t = tree.tokens
    for c in tree.children[noun]:
        if t.deps[c] == "prep" and t.lower[c] == "of":
            what = tree.first(c, "pobj")
            return what is not None and lexicon.plain_type(noun_lemma(tree, what), "n") is not None
    return False


def occurrences(tree: Syntax, noun: int) -> list[Occurrence]:
    """What is said of the happening of the event that ``noun`` names, in order of the text (found once a tree)."""
    known: list[Occurrence] | None = tree.said.get(noun)
    if known is None:
        known = tree.said[noun] = _find(tree, noun)
    return known


def _find(tree: Syntax, noun: int) -> list[Occurrence]:
    t = tree.tokens
    found: dict[int, Occurrence] = {}
    top = whole(tree, noun)
    if t.deps[top] in _SUBJECTS and t.heads[top] != top:
        _read(tree, t.heads[top], found, 0)
    for name in (noun, top) if top != noun else (noun,):
        for c in tree.children[name]:
            relative = t.deps[c] == "relcl" and any(
                t.deps[d] in _SUBJECTS and t.tags[d] in ("WDT", "WP") for d in tree.children[c]
            )
            if relative or (t.deps[c] == "acl" and t.tags[c] in ("VBN", "VBD", "VB")):
                _read(tree, c, found, 0)
            elif t.deps[c] == "amod" and c > name and t.lower[c] in lexicon.words("planned"):
                found[c] = Occurrence(c, "plan")
    governor = _coordinated(tree, top)
    if governor is not None:
        _read(tree, governor, found, 0)
    after = noun + 2  # "the next talks, expected to take place in Oslo": the parser often hangs it elsewhere
    if (
        after < len(t.words)
        and t.lower[after - 1] == ","
        and t.tags[after] == "VBN"
        and not _of_another(tree, after, noun)
    ):
        _read(tree, after, found, 0)
    return [found[i] for i in sorted(found) if found[i].kind != "raise"]


def _of_another(tree: Syntax, participle: int, noun: int) -> bool:
    """Whether a participle is parsed as telling of another event's noun."""
    t = tree.tokens
    head = t.heads[participle]
    lemma = t.lemmas[head].lower()
    told = lexicon.plain_type(lemma, "n") is not None or bool(lexicon.senses(lemma, "n"))
    return head != noun and t.deps[participle] == "acl" and told


def elliptical(tree: Syntax, i: int) -> int | None:
    """The event noun that an ordinal stands for ("two talks: the first took place in May, the second in June"), or None."""
    t = tree.tokens
    if t.lower[i] not in lexicon.words("stands for an event") or t.pos[i] not in ("ADJ", "NOUN", "NUM", "PRON"):
        return None
    verb = t.heads[i]
    happens = t.deps[i] in _SUBJECTS and t.pos[verb] in ("VERB", "AUX") and kind_of(tree, verb) is not None
    dated = t.deps[i] not in _SUBJECTS and any(
        t.deps[c] == "prep" and any(d in tree.time_of for d in tree.children[c]) for c in tree.children[i]
    )
    if dated:  # "…, the second in June"
        subject = tree.first(verb, *_SUBJECTS)
        dated = subject is not None and subject < i and elliptical(tree, subject) is not None
    return earlier(tree, i) if happens or dated else None


def _coordinated(tree: Syntax, noun: int) -> int | None:
    """The verb behind a noun that the parser joined to a noun within the phrase before.

    In "they showed interest in mines and talks may begin soon" it takes "interest" for the subject.
    """
    t = tree.tokens
    if t.deps[noun] != "conj":
        return None
    at = noun
    for _ in range(_DEPTH):
        above = t.heads[at]
        if t.deps[at] not in ("conj", "pobj", "prep") or above == at:
            break
        at = above
    verb = t.heads[at]
    if t.deps[at] not in _SUBJECTS or verb < noun or lexicon.plain_type(t.lemmas[at].lower(), "n") is not None:
        return None
    return verb


def kind_of(tree: Syntax, verb: int) -> str | None:
    """What verb ``verb`` says of its subject as an event (see :class:`Occurrence`), or None."""
    t = tree.tokens
    lemma = t.lemmas[verb].lower()
    names = [lemma]
    passive = reduced = t.tags[verb] == "VBN" and t.deps[verb] in ("acl", "advcl")
    other = False
    for c in tree.children[verb]:
        dep = t.deps[c]
        if dep in ("prt", "advmod") and c > verb:
            names.insert(0, f"{lemma} {t.lower[c]}")
        elif dep in _OBJECTS:
            names.insert(0, f"{lemma} {t.lower[c]}")
            other = other or (c not in tree.time_of and t.lower[c] != "place")
        elif dep in ("auxpass", "nsubjpass", "agent"):
            passive, reduced = True, False
    for name in names:
        if name in lexicon.words("take place") and (not other or name != lemma):
            return "happen"
        # a headline leaves the auxiliary out ("Forum called off")
        bare = not other and t.tags[verb] in ("VBN", "VBD") and name in lexicon.words("never without object")
        if passive or bare:
            for kind in ("hold", "planned", "called off", "put off"):
                if name in lexicon.words(kind):
                    return _KINDS[kind]
        if (not passive or reduced) and not other and name in lexicon.words("run"):
            return "run"  # "a further round, devoted to trade, followed in Oslo" is parsed as if it were a passive
    return None


_KINDS = {"hold": "happen", "planned": "plan", "called off": "cancel", "put off": "postpone"}


def _read(tree: Syntax, verb: int, found: dict[int, Occurrence], depth: int) -> bool:
    """Note what ``verb`` and the verbs under it say; whether anything."""
    t = tree.tokens
    if verb in found or depth > _DEPTH:
        return False
    known = False
    if t.lemmas[verb].lower() == "be" and t.pos[verb] in ("AUX", "VERB"):
        known = _copula(tree, verb, found, depth)
    elif t.pos[verb] in ("VERB", "AUX"):
        kind = kind_of(tree, verb)
        if kind:
            found[verb] = Occurrence(verb, kind)
            known = True
        if kind in (None, "plan", "run"):
            for c in tree.children[verb]:
                if t.deps[c] == "xcomp" and t.pos[c] in ("VERB", "AUX") and _read(tree, c, found, depth + 1):
                    found.setdefault(verb, Occurrence(verb, "raise"))
                    known = True
    if known or depth == 0:
        for c in tree.children[verb]:
            own = t.deps[c] == "conj" and t.pos[c] in ("VERB", "AUX")
            if own and not any(t.deps[d] in _SUBJECTS for d in tree.children[c]):
                known = _read(tree, c, found, depth + 1) or known
    return known


def _copula(tree: Syntax, verb: int, found: dict[int, Occurrence], depth: int) -> bool:
    """ "is due in May", "is to be held", "was on Monday in Oslo"."""
    t = tree.tokens
    known = place = False
    for c in tree.children[verb]:
        dep = t.deps[c]
        if dep in ("acomp", "oprd", "attr") and t.lower[c] in lexicon.words("planned"):
            found[verb], found[c] = Occurrence(verb, "raise"), Occurrence(c, "plan")
            known = True
        if dep in ("acomp", "xcomp", "oprd"):
            under = [c] if dep == "xcomp" else [d for d in tree.children[c] if t.deps[d] == "xcomp"]
            for d in under:
                if t.pos[d] in ("VERB", "AUX") and _read(tree, d, found, depth + 1):
                    found.setdefault(verb, Occurrence(verb, "raise"))
                    known = True
        if dep in ("attr", "acomp", "dobj", "oprd", "ccomp", "xcomp"):
            place = True
    if not known and not place:
        for c in tree.children[verb]:
            if t.deps[c] == "prep" and t.lower[c] in ("in", "on", "at"):
                what = tree.first(c, "pobj")
                if what is not None and (what in tree.time_of or tree.entity_class(what) == "place"):
                    found[verb] = Occurrence(verb, "happen")
                    known = True
    return known
