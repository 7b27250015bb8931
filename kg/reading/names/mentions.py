"""``kg_mentions``: nominal mentions ("the Russian president", "officials") and pronouns, beside the names.

Needs tags, lemmas and the parse; reads the names that ``kg_names`` left. A nominal is a noun phrase around a common
noun that points to a person, organisation, place, group or thing (``kg.knowledge.nouns``), from its determiner to its
head, without what follows the head. The reading leaves out its "a" or "an", which says only that it is new.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from kg.knowledge.lexicons import roles
from kg.knowledge.nouns import noun_classes
from kg.knowledge.word_sets import word_set
from kg.reading.names.names import headings
from kg.reading.text.annotations import DocMention, annotated
from kg.reading.text.tokens import Tokens, tokens

PRONOUNS = {**dict.fromkeys(word_set("pronoun person"), "Person"), **dict.fromkeys(word_set("pronoun thing"), "Thing")}
"""Pronouns that are mentions, with the class they have where nothing else is known."""

LEFT = frozenset(
    ("det", "amod", "compound", "poss", "nummod", "nmod", "quantmod", "predet", "neg", "advmod", "npadvmod")
)
"""Relations of what stands before a head noun and belongs to its phrase."""


@Language.factory("kg_mentions", requires=["token.dep", "token.tag"])
def create_mentions(nlp: Language, name: str) -> Mentions:
    return Mentions()


class Mentions:
    def __call__(self, doc: Doc) -> Doc:
        noted = annotated(doc)
        noted.mentions = [m for m in noted.mentions if m.kind == "Named"]
        if len(doc):
            t = tokens(doc)
            taken = [False] * len(doc)
            for m in noted.mentions:
                taken[m.start : m.end] = [True] * (m.end - m.start)
            for time in noted.times:
                taken[time.start : time.end] = [True] * (time.end - time.start)
            noted.mentions += pronouns(t, taken)
            noted.mentions += nominals(t, taken, [m for m in noted.mentions if m.kind == "Named"])
            noted.mentions.sort(key=lambda m: (m.start, m.end))
        return doc


def pronouns(t: Tokens, taken: list[bool]) -> list[DocMention]:
    """Personal and possessive pronouns, and "who" where it opens a relative clause."""
    found = []
    for i, word in enumerate(t.lower):
        name = PRONOUNS.get(word)
        if name is None or taken[i] or t.tags[i] not in ("PRP", "PRP$", "WP", "WDT"):
            continue
        if t.words[i] == "US" or (word == "it" and expletive(t, i)):
            continue
        if t.tags[i] in ("WP", "WDT") and not relative(t, i):
            continue
        found.append(DocMention(i, i + 1, i, "Pronoun", name))
    return found


def relative(t: Tokens, i: int) -> bool:
    """Whether the "who" at ``i`` follows the noun that it stands for."""
    return i > 0 and (t.pos[i - 1] in ("NOUN", "PROPN", "PUNCT", "PRON", "NUM")) and _above(t, i, "relcl")


def _above(t: Tokens, i: int, dep: str) -> bool:
    for _ in range(3):
        if t.deps[i] == dep:
            return True
        i = t.heads[i]
    return t.deps[i] == dep


WEATHER = word_set("verb with empty it")


def expletive(t: Tokens, i: int) -> bool:
    """Whether an "it" stands for nothing ("it is clear that …", "it seems")."""
    if t.deps[i] == "expl":
        return True
    verb = t.heads[i]
    if t.deps[i] not in ("nsubj", "nsubjpass") or verb <= i:
        return False
    if t.lemmas[verb] in WEATHER:
        return any(t.lower[j] in ("that", "like", "as", "to") for j in range(verb + 1, min(verb + 3, len(t.words))))
    complement = False
    adjective = False
    for j in range(i + 1, min(verb + 12, len(t.words))):
        if t.heads[j] == verb or t.heads[t.heads[j]] == verb:
            if t.deps[j] in ("ccomp", "xcomp", "advcl", "acl", "csubj") and t.lower[j] != "said":
                complement = True
            if t.deps[j] in ("acomp", "attr"):
                adjective = True
    if t.lemmas[verb] == "be":
        return complement and adjective
    return t.deps[i] == "nsubjpass" and complement


def nominals(t: Tokens, taken: list[bool], names: list[DocMention]) -> list[DocMention]:
    """Noun phrases around common nouns that point to entities, and what persons are called before their names."""
    classes = noun_classes()
    heading = headings(t)
    count = len(t.words)
    named_person = [False] * (count + 1)
    name_start = list(range(count))
    for m in names:
        named_person[m.start] = m.entity_class == "Person"
        for i in range(m.start, m.end):
            name_start[i] = min(name_start[i], m.start)
    start = list(range(count))
    for i in range(count):
        head = t.heads[i]
        if head > i and t.deps[i] in LEFT and start[i] < start[head] and t.sentences[i] == t.sentences[head]:
            start[head] = start[i]
    found = []
    for i in range(count):
        if taken[i] or t.pos[i] not in ("NOUN", "PROPN"):
            continue
        if t.pos[i] == "PROPN":
            plain = t.words[i][1:].islower()
            name = "Person" if plain and t.lower[i] in roles() else None
            if name is None and plain and heading[t.sentences[i]]:  # "Jury Finds Man Guilty"
                name = classes.get(t.lower[i]) or classes.get(t.lower[i].removesuffix("s"))
        else:
            name = classes.get(t.lemmas[i].lower()) or classes.get(t.lower[i])
        if name is None:
            continue
        begin = start[i]
        if t.deps[i] in ("compound", "nmod", "amod", "npadvmod") and t.heads[i] > i and t.heads[i] - i < 5:
            if not (name == "Person" and named_person[i + 1]):
                continue  # "company shares": no mention of its own
            begin = i
            while begin > 0 and t.heads[begin - 1] in (t.heads[i], i) and t.deps[begin - 1] in LEFT:
                if t.pos[begin - 1] == "DET":
                    break
                begin -= 1
        while begin < i and not any(map(str.isalnum, t.words[begin])):  # a bracket, whatever its tag
            begin += 1
        found.append(DocMention(min(begin, name_start[begin]), i + 1, i, "Nominal", name))
    return found
