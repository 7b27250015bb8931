"""Which mentions denote the same, and what a chain tells."""

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from kg.reading import pipeline
from kg.reading.coreference.coreference import Coreference, spelling, title_of
from kg.reading.coreference.names import initials
from kg.reading.text.annotations import DocMention, annotated
from kg.reading.text.tokens import tokens

NLP = spacy.blank("en")


def chained(words, spans, *, heads=None, deps=None, pos=None, tags=None, starts=None):
    """The doc after coreference; spans: (start, end, kind, class)."""
    count = len(words)
    doc = Doc(
        NLP.vocab,
        words=words,
        pos=pos or ["PROPN"] * count,
        tags=tags or ["NNP"] * count,
        lemmas=[w.lower() for w in words],
        heads=heads,
        deps=deps or (["dep"] * count if heads else None),
        sent_starts=None if heads else [i in (starts or (0,)) for i in range(count)],
    )
    noted = annotated(doc)
    noted.mentions = [
        DocMention(a, b, b - 1, kind, name, head_start=a if kind == "Named" else -1) for a, b, kind, name in spans
    ]
    Coreference()(doc)
    return doc


def chains(doc):
    """Texts of the mentions of each chain."""
    noted = annotated(doc)
    return [[doc[m.start : m.end].text for m in noted.mentions if m.chain == i] for i in range(len(noted.chains))]


def test_surnames_and_initials():
    words = ["Ann", "B.", "Miller", ",", "Ann", "Miller", "and", "Miller", ",", "Bo", "Miller"]
    spans = [(0, 3, "Named", "Person"), (4, 6, "Named", "Person"), (9, 11, "Named", "Person")]
    assert chains(chained(words, spans)) == [["Ann B. Miller", "Ann Miller"], ["Bo Miller"]]
    words = ["Ann", "Miller", "came", ",", "Miller", "said"]
    doc = chained(words, [(0, 2, "Named", "Person"), (4, 5, "Named", "Person")])
    assert chains(doc) == [["Ann Miller", "Miller"]]
    assert annotated(doc).chains[0].names == ["Ann Miller", "Miller"]
    assert annotated(doc).chains[0].gender == "f"


def test_a_surname_of_two_goes_to_the_later():
    words = ["Ann", "Miller", ",", "Bo", "Miller", ",", "Miller"]
    spans = [(0, 2, "Named", "Person"), (3, 5, "Named", "Person"), (6, 7, "Named", "Person")]
    assert chains(chained(words, spans)) == [["Ann Miller"], ["Bo Miller", "Miller"]]


def test_acronym_and_long_form():
    words = ["Norvik", "Direct", "Investment", "Fund", "(", "NDIF", ")", "and", "NDIF"]
    spans = [(0, 4, "Named", "Organization"), (5, 6, "Named", "Organization"), (8, 9, "Named", "Organization")]
    doc = chained(words, spans)
    assert chains(doc) == [["Norvik Direct Investment Fund", "NDIF", "NDIF"]]
    assert annotated(doc).chains[0].names == ["Norvik Direct Investment Fund", "NDIF"]
    assert "ndif" in initials(["Norvik", "Direct", "Investment", "Fund"])


def test_a_country_is_one_chain_and_its_people_another():
    words = ["United", "States", ",", "U.S.", ",", "America", ",", "Americans", ",", "American"]
    spans = [(0, 2, "Named", "Place"), (3, 4, "Named", "Place"), (5, 6, "Named", "Place")]
    spans += [(7, 8, "Named", "Group"), (9, 10, "Named", "Group")]
    doc = chained(words, spans)
    assert chains(doc) == [["United States", "U.S.", "America"], ["Americans", "American"]]
    assert [c.country_code for c in annotated(doc).chains] == ["US", "US"]
    assert [c.entity_class for c in annotated(doc).chains] == ["Place", "Group"]


def test_a_company_and_its_short_form():
    words = ["Acme", "Motors", "Inc", ",", "Acme", "Motors", ",", "Acme"]
    spans = [(0, 3, "Named", "Organization"), (4, 6, "Named", "Organization"), (7, 8, "Named", "Organization")]
    assert chains(chained(words, spans)) == [["Acme Motors Inc", "Acme Motors", "Acme"]]


def test_apposition_title_and_the_president():
    words = [
        "Russian",
        "President",
        "Ivan",
        "Petrov",
        ",",
        "head",
        "of",
        "the",
        "fund",
        ",",
        "came",
        ".",
        "The",
        "president",
        "left",
    ]
    pos = ["ADJ", "PROPN", "PROPN", "PROPN", "PUNCT", "NOUN", "ADP", "DET", "NOUN", "PUNCT", "VERB", "PUNCT"]
    pos += ["DET", "NOUN", "VERB"]
    tags = ["JJ", "NNP", "NNP", "NNP", ",", "NN", "IN", "DT", "NN", ",", "VBD", ".", "DT", "NN", "VBD"]
    heads = [3, 3, 3, 10, 3, 3, 5, 8, 6, 3, 10, 10, 13, 14, 14]
    deps = ["amod", "compound", "compound", "nsubj", "punct", "appos", "prep", "det", "pobj", "punct", "ROOT", "punct"]
    deps += ["det", "nsubj", "ROOT"]
    spans = [(2, 4, "Named", "Person"), (5, 6, "Nominal", "Person"), (7, 9, "Nominal", "Organization")]
    spans += [(12, 14, "Nominal", "Person")]
    doc = chained(words, spans, heads=heads, deps=deps, pos=pos, tags=tags)
    assert chains(doc) == [["Ivan Petrov", "head", "The president"], ["the fund"]]
    chain = annotated(doc).chains[0]
    assert "president" in chain.titles and "head" in chain.titles
    assert chain.countries == ["RU"]
    assert chain.gender == "m"


def test_the_ministry_takes_up_its_name_and_the_company_the_last_company():
    words = ["Justice", "Ministry", ".", "Acme", ".", "The", "ministry", "left", ".", "The", "company", "left"]
    pos = ["PROPN", "PROPN", "PUNCT", "PROPN", "PUNCT", "DET", "NOUN", "VERB", "PUNCT", "DET", "NOUN", "VERB"]
    tags = ["NNP", "NNP", ".", "NNP", ".", "DT", "NN", "VBD", ".", "DT", "NN", "VBD"]
    spans = [(0, 2, "Named", "Organization"), (3, 4, "Named", "Organization")]
    spans += [(5, 7, "Nominal", "Organization"), (9, 11, "Nominal", "Organization")]
    doc = chained(words, spans, pos=pos, tags=tags, starts=(0, 3, 5, 9))
    assert chains(doc)[0] == ["Justice Ministry", "The ministry"]
    assert chains(doc)[1] == ["Acme", "The company"]


def test_pronouns_agree():
    words = ["Ann", "Lee", "met", "Bo", "Moss", ".", "She", "greeted", "him", ".", "They", "left"]
    pos = ["PROPN", "PROPN", "VERB", "PROPN", "PROPN", "PUNCT", "PRON", "VERB", "PRON", "PUNCT", "PRON", "VERB"]
    tags = ["NNP", "NNP", "VBD", "NNP", "NNP", ".", "PRP", "VBD", "PRP", ".", "PRP", "VBD"]
    heads = [1, 2, 2, 4, 2, 2, 7, 7, 7, 7, 11, 11]
    deps = ["compound", "nsubj", "ROOT", "compound", "dobj", "punct", "nsubj", "ROOT", "dobj", "punct", "nsubj", "ROOT"]
    spans = [
        (0, 2, "Named", "Person"),
        (3, 5, "Named", "Person"),
        (6, 7, "Pronoun", "Person"),
        (8, 9, "Pronoun", "Person"),
    ]
    doc = chained(words, [*spans, (10, 11, "Pronoun", "Person")], heads=heads, deps=deps, pos=pos, tags=tags)
    assert chains(doc)[:2] == [["Ann Lee", "She"], ["Bo Moss", "him"]]


def test_i_is_who_speaks():
    words = ["“", "I", "agree", ",", "”", "Ann", "Lee", "said", "."]
    pos = ["PUNCT", "PRON", "VERB", "PUNCT", "PUNCT", "PROPN", "PROPN", "VERB", "PUNCT"]
    tags = ["``", "PRP", "VBP", ",", "''", "NNP", "NNP", "VBD", "."]
    heads = [2, 2, 7, 7, 7, 6, 7, 7, 7]
    deps = ["punct", "nsubj", "ccomp", "punct", "punct", "compound", "nsubj", "ROOT", "punct"]
    doc = Doc(
        NLP.vocab,
        words=words,
        pos=pos,
        tags=tags,
        heads=heads,
        deps=deps,
        lemmas=[*["“", "I", "agree", ",", "”", "Ann", "Lee", "say", "."]],
    )
    annotated(doc).mentions = [
        DocMention(1, 2, 1, "Pronoun", "Person"),
        DocMention(5, 7, 6, "Named", "Person", -1, 5),
    ]
    Coreference()(doc)
    assert chains(doc) == [["I", "Ann Lee"]]


def test_what_a_nominal_calls_a_person():
    words = ["the", "Russian", "President", "'s", "special", "envoy", "Acme", "chief", "Ann", "Lee"]
    pos = ["DET", "ADJ", "PROPN", "PART", "ADJ", "NOUN", "PROPN", "NOUN", "PROPN", "PROPN"]
    doc = Doc(NLP.vocab, words=words, pos=pos, tags=["NN"] * len(words))
    t = tokens(doc)
    assert title_of(t, DocMention(0, 6, 5, "Nominal", "Person")) == "special envoy"
    assert title_of(t, DocMention(6, 8, 7, "Nominal", "Person")) == "chief"


def test_spelling_is_on_one_line():
    doc = Doc(NLP.vocab, words=["Lee", "\n", "Teng", "-", "hui", "'s"])
    assert spelling(tokens(doc), 0, 5) == "Lee Teng-hui"
    for opens, closes in ('""', "“”"):
        doc = Doc(NLP.vocab, words=["Edda", opens, "Eddie", closes, "Lund"])
        assert spelling(tokens(doc), 0, 5) == f"Edda {opens}Eddie{closes} Lund"


WORDS = st.sampled_from(
    ["Ann", "Lee", "Acme", "Inc", "the", "The", "president", "company", "he", "it", "I", ",", "“", "\n\n", "US"]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=14), st.randoms(use_true_random=False))
def test_every_mention_has_a_chain_whatever_the_text(words, random):
    doc = Doc(NLP.vocab, words=words)
    kinds = ["Named", "Nominal", "Pronoun"]
    classes = ["Person", "Organization", "Place", "Group", "Thing"]
    noted = annotated(doc)
    noted.mentions = [DocMention(i, i + 1, i, random.choice(kinds), random.choice(classes)) for i in range(len(words))]
    Coreference()(doc)
    assert all(0 <= m.chain < len(noted.chains) for m in noted.mentions)
    assert {m.chain for m in noted.mentions} == set(range(len(noted.chains)))


@pytest.mark.model
def test_with_the_model():
    from kg.reading import pipeline

    nlp = pipeline.load(components=("kg_names", "kg_mentions", "kg_coreference"))
    doc = nlp("Maria Keller heads Norvik Bank. She said the bank would grow. Keller joined it in 2019.")
    found = chains(doc)
    assert any({"Maria Keller", "She", "Keller"} <= set(chain) for chain in found)
    assert any({"Norvik Bank", "the bank"} <= set(chain) for chain in found)


@pytest.mark.parametrize("guessed", ["Place", "Person", "Organization"])
def test_other_scripts_join_what_they_spell(guessed):
    words = ["Kirill", "Dimitriyeff", "(", "Дмитриев", ")", "left", "Москва"]
    spans = [(0, 2, "Named", "Person"), (3, 4, "Named", guessed), (6, 7, "Named", "Place")]
    doc = chained(words, spans)
    assert chains(doc) == [["Kirill Dimitriyeff", "Дмитриев"], ["Москва"]]
    assert annotated(doc).mentions[1].entity_class == "Person"
    assert annotated(doc).chains[0].entity_class == "Person"


def test_other_scripts_that_may_be_two_people():
    words = ["Kirill", "Dmitriev", "and", "Pavel", "Dmitriev", ":", "Дмитриев"]
    spans = [(0, 2, "Named", "Person"), (3, 5, "Named", "Person"), (6, 7, "Named", "Person")]
    assert len(chains(chained(words, spans))) == 3


def test_parties_of_one_country_stay_apart():
    words = ["Republicans", "told", "Democrats", "and", "Americans", "that", "Democrats", "lied"]
    doc = chained(
        words, [(0, 1, "Named", "Group"), (2, 3, "Named", "Group"), (4, 5, "Named", "Group"), (6, 7, "Named", "Group")]
    )
    assert chains(doc) == [["Republicans"], ["Democrats", "Democrats"], ["Americans"]]


def test_a_surname_of_several_words_has_no_gender():
    words = ["Gaetano", "Lo", "Verde", "left", ".", "Lo", "Verde", "slept", "."]
    doc = chained(words, [(0, 3, "Named", "Person"), (5, 7, "Named", "Person")], starts=(0, 5))
    assert chains(doc) == [["Gaetano Lo Verde", "Lo Verde"]]


def test_the_north_is_the_one_country_called_so():
    words = ["North", "Korea", "and", "South", "Korea", "met", ";", "the", "North", "left"]
    spans = [(0, 2, "Named", "Place"), (3, 5, "Named", "Place"), (8, 9, "Named", "Organization")]
    doc = chained(words, spans)
    assert chains(doc) == [["North Korea", "North"], ["South Korea"]]
    assert annotated(doc).chains[0].entity_class == "Place"


def test_a_hotel_is_no_city():
    words = ["Hotel", "Bristol", "burnt", ".", "The", "city", "mourned"]
    doc = chained(
        words,
        [(0, 2, "Named", "Place"), (4, 6, "Nominal", "Place")],
        pos=["PROPN", "PROPN", "VERB", "PUNCT", "DET", "NOUN", "VERB"],
        tags=["NNP", "NNP", "VBD", ".", "DT", "NN", "VBD"],
        heads=[1, 2, 2, 2, 5, 6, 6],
        deps=["compound", "nsubj", "ROOT", "punct", "det", "nsubj", "ROOT"],
    )
    assert chains(doc) == [["Hotel Bristol"], ["The city"]]


@pytest.mark.model
def test_a_state_behind_its_town_is_no_acronym() -> None:
    nlp = pipeline.load(components=("kg_times", "kg_names", "kg_mentions", "kg_coreference"))
    noted = annotated(nlp("She flew from San Diego to Sioux Falls, S.D., on Monday."))
    assert not any({"San Diego", "S.D."} <= set(chain.names) for chain in noted.chains)


def test_what_reports_is_the_paper_not_the_firm():
    words = ["Norfund", "told", "Reuters", ".", "It", "report", "losses"]
    doc = chained(
        words,
        [(0, 1, "Named", "Organization"), (2, 3, "Named", "Organization"), (4, 5, "Pronoun", "Thing")],
        heads=[1, 1, 1, 1, 5, 5, 5],
        deps=["nsubj", "ROOT", "dobj", "punct", "nsubj", "ROOT", "dobj"],
        pos=["PROPN", "VERB", "PROPN", "PUNCT", "PRON", "VERB", "NOUN"],
        tags=["NNP", "VBD", "NNP", ".", "PRP", "VBZ", "NNS"],
    )
    assert chains(doc) == [["Norfund"], ["Reuters", "It"]]
