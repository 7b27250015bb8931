"""What a candidate for a title looks like: how it was made, what it names, what it leaves out, how sure its words are.

Features are plain strings, as those of the weights (:mod:`kg.reading.events.weight_features`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from kg.knowledge import event_roles as roles
from kg.knowledge import events as lexicon
from kg.knowledge.speech import speech_verbs
from kg.knowledge.word_sets import word_set
from kg.reading.events.clauses import Clause
from kg.reading.events.wording import Wording, Writing
from kg.reading.text.annotations import DocEvent

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_POINTING = frozenset(
    ("the", "this", "that", "these", "those", "its", "their", "his", "her", "such", "another", "other")
)
_LENGTHS = ((3, "3"), (5, "5"), (8, "8"), (12, "12"), (17, "17"), (24, "24"))
_WEIGHTY = frozenset(
    ["prep", "ccomp", "xcomp", "dobj", "acl", "relcl", "neg", "advcl", "conj", "amod", "nummod", "attr", "dative"]
)
"""Dependents without which something else may be told."""
_MODALS = frozenset(("may", "might", "can", "could", "should", "must", "would"))
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))


@dataclass(frozen=True, slots=True)
class Candidate:
    """What an event may be called.

    Attributes:
        text: the title.
        kind: headline, clause, long, phrase, slots, sentence, part or last.
        tokens: those of the text that stand in it.
        said: whom it names.
        clause: where it is one.
        by: whether it ends with who says so.
        extra: features of its own.
    """

    text: str
    kind: str
    tokens: frozenset[int]
    said: Writing
    clause: Clause | None = None
    by: bool = False
    extra: tuple[str, ...] = field(default=())


def title_features(wording: Wording, event: DocEvent, one: Candidate) -> list[str]:
    """The features of a candidate."""
    known = wording.features.get(id(one))
    if known is None or known[0] is not one:
        known = wording.features[id(one)] = (one, frozenset(_alone(wording, one)))
    found = {*known[1], *_event(wording, event, one)}
    if one.clause is not None:
        found.update(_clause(wording, event, one.clause))
    return sorted(found)


def _alone(wording: Wording, one: Candidate) -> Iterable[str]:
    """The features of a candidate, whichever event it is for."""
    yield f"kind {one.kind}"
    yield from (f"{one.kind} {x}" for x in one.extra)
    yield from _words(one)
    if one.tokens:
        yield from _left_out(wording, one)
        yield from _phrases(wording, one)


def _words(one: Candidate) -> Iterable[str]:
    words = one.text.split()
    length = next((name for most, name in _LENGTHS if len(words) <= most), "more")
    group = "noun" if one.kind in ("phrase", "slots") else "clause" if one.clause is not None else one.kind
    yield f"{group} to {length}"
    yield f"{group} {'named' if one.said.named else 'nameless'}"
    yield f"unclear {min(one.said.unclear, 2)}"
    yield f"for pronouns {min(one.said.for_pronouns, 2)}"
    if one.said.for_descriptions:
        yield "for a description"
    said = one.said
    for name, number in (("far", said.far), ("rivals", said.rivals), ("things", said.things)):
        if number:
            yield f"pronoun {name}"
    if one.said.firsts:
        yield "name for I"
    if one.said.doubtful:
        yield "doubtful pronoun"
    in_full = (
        ("name", said.full_names),
        ("noun", said.full_nouns),
        ("happening", said.full_happenings),
        ("word", said.full_words),
        ("end of a name", said.full_ends),
        ("word of the name", said.full_says),
        ("far", said.full_far),
        ("rivals", said.full_rivals),
    )
    yield from (f"in full {name}" for name, number in in_full if number)
    if one.by:
        yield "said by"
    lower = [w.lower().strip(",'’\"“”") for w in words]
    if lower and lower[0] in word_set("unclear alone") | {"there"}:
        yield "begins unclear"
    if any(w in ("i", "we", "my", "our", "us", "me", "you", "your") for w in lower):
        yield "first person"
    if _MODALS.intersection(lower):
        yield "modal"
    if not one.text.isascii() and any(
        not w.isascii() and any(ord(c) > 0x2BF for c in w.replace("’", "").replace("–", "").replace("—", ""))
        for w in words
    ):
        yield "odd letters"
    if any(x in one.text for x in ('"', "“", "”", "(", "[", ":", ";", "?", "…", ".-")):
        yield "marks"
    if sum(w.isupper() and len(w) > 3 for w in words) > 1:
        yield "capitals"
    if lower and lower[-1] in word_set("small word in a title"):
        yield "ends loose"
    if len(set(lower)) < len(lower) - 3:
        yield "repeats"


def _event(wording: Wording, event: DocEvent, one: Candidate) -> Iterable[str]:
    t = wording.t
    verbal = t.pos[event.head] in ("VERB", "AUX")
    yield f"word {'verb' if verbal else 'noun'}"
    if one.tokens and event.head not in one.tokens:
        yield "word missing"
    if one.kind in ("phrase", "slots"):
        yield f"noun {event.status}"
        yield from (f"noun {top}" for top in lexicon.top_types(event.event_type))
        if t.pos[event.head] == "PROPN":
            yield "noun proper"
        yield f"noun names {min(len(one.said.chains), 3)}"
        yield f"noun as {t.deps[event.head]}"
        yield f"noun tag {t.tags[event.head]}"
        inside = {t.deps[c] for c in wording.tree.children[event.head] if c in one.tokens}
        yield from (f"noun with {dep}" for dep in inside)
    if event.quotation is not None:
        quoted = wording.noted.quotations[event.quotation]
        yield f"told by another {'said' if one.by else 'unsaid'}"
        if quoted.quotation != "Indirect":
            yield "quoted"
    start, end = _sentence(wording, event.head)
    if end - start > 45:
        yield "sentence long"
    if end <= wording.noted.headline_end:
        yield "sentence headline"
    if any(t.words[i] in ("?",) for i in range(max(start, end - 4), end)):
        yield "asked"


def _sentence(wording: Wording, i: int) -> tuple[int, int]:
    t = wording.t
    number = t.sentences[i]
    return t.starts[number], t.starts[number + 1] if number + 1 < len(t.starts) else len(t.words)


def _left_out(wording: Wording, one: Candidate) -> Iterable[str]:
    """What of the sentence is left out, by what it hangs on."""
    t, tree, tokens = wording.t, wording.tree, one.tokens
    yield from _gaps(wording, tokens)
    last = max(tokens)
    after = last + 1
    while after < len(t.words) and t.space[after]:
        after += 1
    if after < len(t.words) and t.sentences[after] == t.sentences[last]:
        kind = t.pos[after] if t.pos[after] != "PUNCT" else f"mark {t.words[after][:1]}"
        kind = "a day" if wording.is_date(after) else kind
        yield f"before {kind}"
        if t.tags[after] in _FINITE:
            yield "before finite"
        if t.heads[after] in tokens:
            yield f"before own {t.deps[after]}"
    else:
        yield "before end"
    for i in sorted(tokens):
        for c in tree.children[i]:
            if c in tokens or t.space[c] or wording.is_date(c):
                continue
            where = "verb" if t.pos[i] in ("VERB", "AUX") else "noun"
            dep = t.deps[c]
            if dep in _WEIGHTY:
                yield f"lacks {where} {dep}"
                link = next((t.lower[d] for d in tree.children[c] if t.deps[d] in ("mark", "aux")), "")
                if link in ("to", "that") and dep in ("advcl", "acl", "relcl"):
                    yield f"lacks {where} {dep} {link}"
            if dep == "mark" and t.lower[c] in ("if", "unless", "whether"):
                yield "lacks if"


def _gaps(wording: Wording, tokens: frozenset[int]) -> Iterable[str]:
    """Where words are left out between those that stand."""
    t = wording.t
    chosen = sorted(tokens)
    gaps = 0
    for before, after in pairwise(chosen):
        if after == before + 1 or t.sentences[before] != t.sentences[after]:
            continue
        between = [i for i in range(before + 1, after) if not t.space[i]]
        words = [i for i in between if t.pos[i] != "PUNCT"]
        if not words:
            if any(t.words[i] == "," for i in between):
                yield "gap comma alone"
            continue
        if any(wording.is_date(i) for i in words) or all(t.pos[i] == "ADV" for i in words):
            continue
        gaps += 1
        first, last = t.words[between[0]] == ",", t.words[between[-1]] == ","
        yield f"gap {'aside' if first and last else 'opened' if first else 'closed' if last else 'plain'}"
        if t.deps[words[0]] == "prep":
            yield "gap prep"
    yield f"gaps {min(gaps, 3)}"


def _phrases(wording: Wording, one: Candidate) -> Iterable[str]:
    """How the nouns of a candidate are told: by name, as one of several, as one that is known already."""
    t, tree = wording.t, wording.tree
    bare = pointed = names = 0
    for i in sorted(one.tokens):
        if t.pos[i] == "PROPN" and t.deps[i] != "compound":
            names += 1
        if t.pos[i] != "NOUN" or t.deps[i] == "compound":
            continue
        inside = [c for c in tree.children[i] if c in one.tokens]
        first = next((t.lower[c] for c in inside if t.deps[c] in ("det", "poss")), "")
        if first not in _POINTING:
            continue
        told = [
            c for c in inside if t.deps[c] in ("prep", "compound", "amod", "relcl", "acl", "nummod", "appos", "nmod")
        ]
        if first != "the":
            pointed += 1
        elif not told:
            bare += 1
    yield f"bare {min(bare, 3)}"
    yield f"pointed {min(pointed, 2)}"
    yield f"names {min(names, 3)}"
    last = max(one.tokens)
    yield f"ends {t.pos[last]}"


def _clause(wording: Wording, event: DocEvent, clause: Clause) -> Iterable[str]:
    t, tree, verb = wording.t, wording.tree, clause.verb
    yield f"verb {t.deps[verb]}"
    yield f"verb tag {t.tags[verb]}"
    lemma = t.lemmas[verb].lower()
    for name in ("be", "have", "do", "make", "take", "get", "go", "come", "say", "see", "know", "want"):
        if lemma == name:
            yield f"verb {name}"
    if not clause.more:
        yield "nothing more"
        if lemma in roles.words("needs object"):
            yield "object missing"
    if clause.open:
        yield "open"
    told = [c for c in tree.children[verb] if c in clause.tokens]
    said = ("ccomp", "xcomp") if lemma in ("tell", "inform") else ("dobj", "ccomp", "xcomp")
    if lemma in speech_verbs() and not any(t.deps[c] in said for c in told):
        yield "saying without words"
    if verb == event.head:
        yield "word is the verb"
    elif t.heads[event.head] == verb:
        yield f"word {t.deps[event.head]} of it"
    else:
        yield f"word below{' verb' if t.pos[event.head] in ('VERB', 'AUX') else ''}"
    own = tree.first(verb, *_SUBJECTS)
    if own is None:
        yield "subject understood"
        return
    if abs(verb - own) > 8:
        yield "subject far"
    number = tree.mention_of.get(own)
    mention = wording.noted.mentions[number] if number is not None else None
    if mention is None:
        kind = t.pos[own]
    elif mention.kind == "Named":
        kind = f"Named {mention.entity_class}"
    else:
        kind = mention.kind
    yield f"subject {kind}"
    if t.lower[own] in ("who", "which", "that"):
        yield "subject relative"
    if own > verb:
        yield "subject behind"
