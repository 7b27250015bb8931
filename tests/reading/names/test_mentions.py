"""Nominal mentions and pronouns."""

import spacy
from spacy.tokens import Doc

from kg.knowledge.nouns import anaphors, noun_classes, noun_kinds
from kg.reading.names.mentions import Mentions
from kg.reading.reader import to_reading
from kg.reading.text.annotations import DocChain, DocMention, DocTime, annotated

NLP = spacy.blank("en")
LEMMAS = {"officials": "official", "is": "be", "shares": "share", "rights": "right"}


def mentions(words, pos, tags, heads, deps, *, names=(), times=()):
    doc = Doc(
        NLP.vocab,
        words=words,
        pos=pos,
        tags=tags,
        heads=heads,
        deps=deps,
        lemmas=[LEMMAS.get(w, w.lower()) for w in words],
    )
    noted = annotated(doc)
    noted.mentions = [DocMention(a, b, b - 1, "Named", name, head_start=a) for a, b, name in names]
    noted.times = [DocTime(a, b, "date") for a, b in times]
    Mentions()(doc)
    return [(doc[m.start : m.end].text, m.kind, m.entity_class) for m in noted.mentions]


def test_a_nominal_is_its_phrase_up_to_the_head():
    found = mentions(
        ["The", "new", "president", "of", "the", "fund", "left"],
        ["DET", "ADJ", "NOUN", "ADP", "DET", "NOUN", "VERB"],
        ["DT", "JJ", "NN", "IN", "DT", "NN", "VBD"],
        [2, 2, 6, 2, 5, 3, 6],
        ["det", "amod", "nsubj", "prep", "det", "pobj", "ROOT"],
    )
    assert found == [("The new president", "Nominal", "Person"), ("the fund", "Nominal", "Organization")]


def test_a_bracket_is_no_part_of_a_nominal_whatever_its_tag():
    found = mentions(
        ["[", "Norvik", "agency", "]", "left"],
        ["X", "PROPN", "NOUN", "PUNCT", "VERB"],
        ["XX", "NNP", "NN", "-RRB-", "VBD"],
        [2, 2, 4, 2, 4],
        ["nmod", "compound", "nsubj", "punct", "ROOT"],
    )
    assert found == [("Norvik agency", "Nominal", "Organization")]


def test_nouns_in_times_and_nouns_of_no_entity_are_left_out():
    found = mentions(
        ["officials", "spoke", "of", "peace", "last", "month"],
        ["NOUN", "VERB", "ADP", "NOUN", "ADJ", "NOUN"],
        ["NNS", "VBD", "IN", "NN", "JJ", "NN"],
        [1, 1, 1, 2, 5, 1],
        ["nsubj", "ROOT", "prep", "pobj", "amod", "npadvmod"],
        times=[(4, 6)],
    )
    assert found == [("officials", "Nominal", "Person")]


def test_what_a_person_is_called_before_the_name_is_a_mention_and_company_shares_are_one():
    found = mentions(
        ["actress", "Ida", "Kroll", "sold", "company", "shares"],
        ["NOUN", "PROPN", "PROPN", "VERB", "NOUN", "NOUN"],
        ["NN", "NNP", "NNP", "VBD", "NN", "NNS"],
        [2, 2, 3, 3, 5, 3],
        ["compound", "compound", "nsubj", "ROOT", "compound", "dobj"],
        names=[(1, 3, "Person")],
    )
    assert ("actress", "Nominal", "Person") in found
    assert [f[0] for f in found if f[1] == "Nominal"][1:] in ([], ["company shares"])


def test_pronouns():
    found = mentions(
        ["He", "told", "us", "that", "it", "is", "clear", "that", "they", "know", "their", "rights"],
        ["PRON", "VERB", "PRON", "SCONJ", "PRON", "AUX", "ADJ", "SCONJ", "PRON", "VERB", "PRON", "NOUN"],
        ["PRP", "VBD", "PRP", "IN", "PRP", "VBZ", "JJ", "IN", "PRP", "VBP", "PRP$", "NNS"],
        [1, 1, 1, 5, 5, 1, 5, 9, 9, 5, 11, 9],
        ["nsubj", "ROOT", "dobj", "mark", "nsubj", "ccomp", "acomp", "mark", "nsubj", "ccomp", "poss", "dobj"],
    )
    assert [f[0] for f in found if f[1] == "Pronoun"] == [
        "He",
        "us",
        "they",
        "their",
    ]  # "it is clear that …" names nothing


def test_lexicons():
    assert noun_classes()["president"] == "Person"
    assert noun_classes()["country"] == "Place"
    assert noun_classes()["fund"] == "Organization"
    assert "war" not in noun_classes()
    assert "aircraft" in noun_kinds()["jet"]
    assert anaphors()["actress"] == "Person"


def test_any_text_is_borne():
    for words in ([], [" "], ["it"], ["\n", "the", "\n"]):
        doc = Doc(NLP.vocab, words=words)
        Mentions()(doc)


def test_the_reading_leaves_out_an_indefinite_article():
    words, count = ["A", "miner", "met", "the", "miner"], 5
    doc = Doc(NLP.vocab, words=words, heads=[1, 2, 2, 4, 2], deps=["det", "nsubj", "ROOT", "det", "dobj"])
    noted = annotated(doc)
    noted.mentions = [
        DocMention(0, 2, 1, "Nominal", "Person", chain=0),
        DocMention(3, count, 4, "Nominal", "Person", chain=0),
    ]
    noted.chains = [DocChain("Person")]
    assert [doc.text[slice(*m.span)] for m in to_reading(doc).mentions] == ["miner", "the miner"]
