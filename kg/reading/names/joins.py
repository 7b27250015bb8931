"""Which stretches side by side, or on both sides of a small word, make one name."""

from __future__ import annotations

from kg.knowledge.background import small_words
from kg.knowledge.gazetteer import country_named
from kg.knowledge.lexicons import given_names, organisation_heads, roles, titles
from kg.knowledge.nouns import noun_classes
from kg.knowledge.place_options import FULL_STYLE
from kg.knowledge.transliteration import fold
from kg.reading.names.candidate import MATTERS, REGION_KINDS, Candidate
from kg.reading.names.known_places import place_sign
from kg.reading.text.tokens import Tokens

NICKNAME_MARKS = frozenset(('"', "“", "”", "'", "‘", "’"))
KNOWN_PLACES = frozenset(("gaz:country", "gaz:region", "gaz:big", "gaz:city"))
GOES_ON = frozenset(("government", "education", "association", "bank", "party", "international"))
"""Kinds of organisation whose names say what they are for."""


def joined(t: Tokens, raw: list[Candidate]) -> list[Candidate]:
    """Candidates that stand side by side and make one name, joined."""
    whole: list[Candidate] = []
    for c in raw:
        last = whole[-1] if whole else None
        if last and c.start == last.end + 1 and _style_of(t, last, c):
            last.end, last.label = c.end, "GPE"
            continue
        if last and c.start == last.end + 1 and _goes_on(t, last, c):
            last.end, last.label = c.end, "ORG"
            continue
        if len(whole) > 1 and _around_nickname(t, whole[-2], whole[-1], c):
            whole.pop()
            whole[-1].end, whole[-1].label = c.end, "PERSON"
            continue
        if last and last.end == c.start and _a_region(t, last, c):
            last.end, last.label = c.end, "GPE"
            continue
        if last and last.end == c.start and t.words[last.end - 1][:1].isupper() and _one_name(t, last, c):
            last.end = c.end
            last.label = last.label if last.label and last.label != "GPE" else c.label or last.label
            continue
        whole.append(c)
    return whole


def _style_of(t: Tokens, a: Candidate, b: Candidate) -> bool:
    """Whether the first of two candidates around "of" is the style of the region that the second is ("Free State of Bavaria")."""
    text = " ".join(t.words[a.start : b.end]).removeprefix("The ").removeprefix("the ")
    return t.lower[a.end] == "of" and FULL_STYLE.match(text) is not None and place_sign(text) == "gaz:region"


def _a_region(t: Tokens, a: Candidate, b: Candidate) -> bool:
    """Whether the second of two candidates is the kind of region that the first is ("Kursk Oblast")."""
    kind = b.end - b.start == 1 and t.lower[b.start] in REGION_KINDS
    return kind and place_sign(" ".join(t.words[a.start : b.end])) == "gaz:region"


def _around_nickname(t: Tokens, given: Candidate, nick: Candidate, surname: Candidate) -> bool:
    """Whether three candidates are one person's name with a nickname between marks (Ann "Pat" Lee)."""
    marks = all(t.words[i] in NICKNAME_MARKS for i in (nick.start - 1, nick.end))
    return (
        marks
        and given.end == nick.start - 1
        and nick.end == surname.start - 1
        and nick.end - nick.start == 1
        and fold(t.words[given.start]) in given_names()
        and t.words[surname.start][:1].isupper()
        and given.label in ("PERSON", "")
        and surname.label in ("PERSON", "")
    )


def _goes_on(t: Tokens, a: Candidate, b: Candidate) -> bool:
    """Whether an organisation's name goes on behind a small word ("Agency for Trade", "Ann and Bo Lee Foundation")."""
    link, end = t.lower[a.end], t.lower[b.end - 1]
    if not t.words[b.start][:1].isupper() or t.tags[b.start] == "PRP":
        return False
    if link in ("for", "on", "against"):
        head = organisation_heads().get(t.lower[a.end - 1])
        return head in GOES_ON and a.label in ("ORG", "") and b.label in ("ORG", "") and _of_a_matter(t, b)
    if link in ("and", "&"):
        if a.end - a.start == 1 and fold(t.words[a.start]) in given_names() and a.label in ("PERSON", ""):
            return b.label == "ORG" and b.end - b.start > 2 and end in organisation_heads()
        inside = t.lower[a.start : a.end]
        return (
            a.label == "ORG"
            and b.label in ("ORG", "")
            and any(w in inside for w in ("of", "for"))
            and _of_a_matter(t, b)
            and _of_a_matter(t, Candidate(a.end - 1, a.end, ""))
            and end not in organisation_heads()
        )
    return False


def _of_a_matter(t: Tokens, c: Candidate) -> bool:
    """Whether the words of a candidate are those of a matter ("International Development"), not of a person or a place."""
    last = t.lower[c.end - 1]
    matter = _common(last) or last.endswith(MATTERS)
    return matter and not any(w in given_names() or country_named(w) for w in t.lower[c.start : c.end])


def _one_name(t: Tokens, a: Candidate, b: Candidate) -> bool:
    labels = (a.label, b.label)
    if "NORP" in labels or not t.words[b.start][:1].isupper():
        return False
    if labels == ("", ""):
        return True
    if labels == ("", "PERSON") and b.end - b.start > 1 and _small(t, a) and fold(t.words[b.start]) in given_names():
        return False  # "Foreign Affairs Ann Lee"
    last = t.lower[a.end - 1]
    if b.label == "PERSON" and (last in titles() or last in roles()):
        return True
    if labels in (("PERSON", ""), ("", "PERSON")):
        return b.label == "PERSON" or t.tags[b.start] == "NNP"
    if labels == ("PERSON", "PERSON"):
        return True
    if labels == ("GPE", "PERSON") and _at_a_place(t, a) and fold(t.words[b.start]) in given_names():
        return False  # "the envoy in Geneva Ann Lee"
    if "PERSON" in labels and ("GPE" in labels or "ORG" in labels):
        return fold(t.words[a.start]) in given_names() and last not in organisation_heads()
    return labels in (("", "ORG"), ("ORG", "")) and t.tags[b.start] in ("NNP", "NNPS")


def _at_a_place(t: Tokens, c: Candidate) -> bool:
    """Whether a name stands behind a preposition of places, and the gazetteer holds it as one that the world knows."""
    before = t.lower[c.start - 1] if c.start else ""
    return before in ("in", "at", "to", "from", "of") and place_sign(" ".join(t.words[c.start : c.end])) in KNOWN_PLACES


def _small(t: Tokens, c: Candidate) -> bool:
    """Whether all words of a candidate are common ones, and none is a given name."""
    words = t.lower[c.start : c.end]
    return all(w not in given_names() and _common(w) for w in words)


def _common(word: str) -> bool:
    return word in small_words() or word.removesuffix("s") in noun_classes()
