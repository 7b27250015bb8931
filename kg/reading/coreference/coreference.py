"""``kg_coreference``: which mentions of an article denote the same entity.

A deterministic sieve, precise before complete (after Lee et al. 2013, "Deterministic coreference resolution based on
entity-centric, precision-ranked rules"): names, appositions and copulas, nominals, pronouns, speakers. Every mention
gets a chain.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from kg.knowledge.gazetteer import country_named
from kg.knowledge.lexicons import country_of_demonym, country_of_group, gender_of_given_name, roles
from kg.knowledge.word_sets import word_set
from kg.reading.coreference.clusters import Clusters
from kg.reading.coreference.leads import join_leads
from kg.reading.coreference.names import join_names, normal
from kg.reading.coreference.nominals import STAND_INS, join_nominals, join_predicates, join_roles, note_titles
from kg.reading.coreference.pronouns import join_pronouns, join_speakers
from kg.reading.coreference.same import join_headline, join_owned
from kg.reading.text.annotations import DocMention, annotated
from kg.reading.text.tokens import Tokens, tokens

MALE = word_set("title of a man")
FEMALE = word_set("title of a woman")


@Language.factory("kg_coreference", requires=["token.dep", "token.tag"])
def create_coreference(nlp: Language, name: str) -> Coreference:
    return Coreference()


class Coreference:
    def __call__(self, doc: Doc) -> Doc:
        noted = annotated(doc)
        noted.chains = []
        if noted.mentions:
            clusters = Clusters(tokens(doc), noted.mentions)
            describe(clusters)
            note_titles(clusters)
            join_names(clusters)
            join_predicates(clusters)
            join_roles(clusters)
            join_nominals(clusters)
            join_headline(clusters, noted.headline_end)
            join_pronouns(clusters)
            join_owned(clusters)
            join_speakers(clusters)
            join_leads(clusters, noted.headline_end)
            note_ties(clusters)
            noted.chains = clusters.chains()
            for mention in noted.mentions:
                if mention.kind == "Pronoun":
                    mention.entity_class = noted.chains[mention.chain].entity_class
        return doc


def describe(clusters: Clusters) -> None:
    """Note of each mention, in its cluster of one, what its own words tell."""
    t = clusters.t
    for mention, cluster in zip(clusters.all, clusters.of, strict=True):
        tag = t.tags[mention.head]
        if mention.kind == "Named":
            cluster.classes[mention.entity_class] += 4
            cluster.names[normal(t, mention.start, mention.end)] = 1
            cluster.spellings[spelling(t, mention.start, mention.end)] += 1
            cluster.plural = (tag == "NNPS" and mention.entity_class == "Group") or None
            name = spelling(t, mention.start, mention.end)
            if mention.entity_class == "Place":
                place = country_named(name)
                cluster.country = place.country_code if place else None
            elif mention.entity_class == "Group":
                cluster.country = country_of_demonym(name)
            if mention.entity_class == "Person" and mention.start:
                cluster.gender = gender_of_title(t.lower[mention.start - 1])
            if mention.entity_class == "Person" and cluster.gender is None and mention.end - mention.start > 1:
                cluster.gender = gender_of_given_name(t.words[mention.start])
        elif mention.kind == "Nominal":
            cluster.classes[mention.entity_class] += 2
            cluster.plural = tag == "NNS"
            head = t.lemmas[mention.head].lower()
            cluster.heads.add(head)
            cluster.gender = GENDERED.get(head)
            cluster.modifiers = {
                t.lower[i] for i in range(mention.start, mention.head) if t.pos[i] in ("ADJ", "NOUN", "PROPN", "NUM")
            }
            for i in range(mention.start, mention.head):
                code = country_of_group(t.words[i]) if t.words[i][:1].isupper() else None
                if code is None and t.words[i][:1].isupper():
                    place = country_named(t.words[i])
                    code = place.country_code if place else None
                if code:
                    cluster.foreign.add(t.lower[i])
                    cluster.countries[code] = None
            if mention.entity_class == "Person":
                title = title_of(t, mention)
                if title:
                    cluster.titles[title] = None


GENDERED = {**dict.fromkeys(word_set("noun of a man"), "m"), **dict.fromkeys(word_set("noun of a woman"), "f")}


def title_of(t: Tokens, mention: DocMention) -> str:
    """What a nominal calls a person, without determiner, possessor, country and names: "special representative"."""
    words: list[str] = []
    for i in range(mention.start, mention.end):
        if t.lower[i] in ("'s", "’s", "'", "’") or t.tags[i] == "PRP$":
            words = []
        elif t.pos[i] in ("DET", "NUM", "PUNCT", "SPACE") or (i < mention.head and _names_other(t, i)):
            continue
        else:
            words.append(t.lower[i])
    return " ".join(words)


def _names_other(t: Tokens, i: int) -> bool:
    """Whether a word before a role is the name of something else ("Acme chief", "Russian envoy")."""
    return (
        t.words[i][:1].isupper()
        and (t.pos[i] == "PROPN" or bool(country_of_group(t.words[i])))
        and t.lower[i] not in roles()
        and t.lower[i] not in STAND_INS
    )


def note_ties(clusters: Clusters) -> None:
    """Note to which organisations and countries a person's role belongs: "head of the fund", "Acme chief"."""
    t = clusters.t
    named = {id(cluster) for cluster, mention in zip(clusters.of, clusters.all, strict=True) if mention.kind == "Named"}
    for index, mention in enumerate(clusters.all):
        cluster = clusters.of[index]
        if mention.kind != "Nominal" or cluster.entity_class != "Person" or id(cluster) not in named:
            continue
        ties = [
            i
            for i in (index - 1, index + 1, index + 2)
            if 0 <= i < len(clusters.all) and clusters.all[i].kind == "Named" and _of(t, mention, clusters.all[i])
        ]
        for i in ties:
            tied = clusters.of[i]
            if tied.country:
                cluster.countries.setdefault(tied.country)
            elif tied.entity_class == "Organization":
                cluster.organizations.setdefault(max(tied.spellings, key=lambda name: (len(name), name)))


def _of(t: Tokens, mention: DocMention, name: DocMention) -> bool:
    """Whether ``name`` says whose role ``mention`` is."""
    if name.start >= mention.start and name.end <= mention.head:
        return True
    if name.end <= mention.start <= name.end + 1:  # "Norvik Fund (NF) chief"
        return t.lower[name.end] in (")", "'s", "’s") if name.end < mention.start else True
    if name.start <= mention.end:
        return False
    above = t.heads[name.head]
    return (
        t.deps[name.head] == "pobj" and t.lower[above] in ("of", "at", "for", "to") and t.heads[above] == mention.head
    )


def gender_of_title(word: str) -> str | None:
    """The gender that the word before a name tells."""
    return "m" if word in MALE else "f" if word in FEMALE else GENDERED.get(word)


def spelling(t: Tokens, start: int, end: int) -> str:
    """A name as written, on one line."""
    parts: list[str] = []
    marks = 0  # straight ones: every other one closes
    for word in t.words[start:end]:
        if word.isspace():
            continue
        marks += word == '"'
        closes = word in ("-", ".", ",", "'s", "’s", "'", "/", ")", "”") or (word == '"' and marks % 2 == 0)
        opened = parts and (parts[-1][-1:] in ("-", "/", "(", "“") or (parts[-1][-1:] == '"' and word != '"' and marks % 2))
        glue = parts and (closes or opened)
        parts.append(word if glue or not parts else " " + word)
    return "".join(parts)
