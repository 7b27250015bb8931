"""Names: spans cleaned and split, classes by the evidence of the whole article."""

import pytest
import spacy
from spacy.tokens import Doc, Span

from kg.reading.names.known_places import place_sign
from kg.reading.names.names import Names, nested
from kg.reading.text.annotations import annotated
from kg.reading.text.tokens import tokens

NLP = spacy.blank("en")


def named(words, ents, *, tags=None, heads=None, deps=None, starts=(0,)):
    """The names (text, class) that ``kg_names`` finds where the model marked ``ents`` (first, end, label)."""
    tags = tags or ["NNP" if w[:1].isupper() else "." if not w[:1].isalnum() else "NN" for w in words]
    doc = Doc(
        NLP.vocab,
        words=words,
        tags=tags,
        pos=[{"NNP": "PROPN", "NN": "NOUN", ".": "PUNCT", "VBD": "VERB", "IN": "ADP"}.get(t, "X") for t in tags],
        heads=heads,
        deps=deps,
        sent_starts=[i in starts for i in range(len(words))] if heads is None else None,
    )
    doc.ents = [Span(doc, a, b, label=label) for a, b, label in ents]
    Names(lambda name: "gaz:country" if name in ("Russia", "France", "Kenya") else None)(doc)
    return [(doc[m.start : m.end].text, m.entity_class) for m in annotated(doc).mentions]


def test_titles_are_no_part_of_a_name():
    words = ["Mr", "Alvar", "Tolnes", "met", "President", "Mira", "Okonjo", "."]
    assert named(words, [(0, 3, "ORG"), (4, 7, "PERSON")]) == [("Alvar Tolnes", "Person"), ("Mira Okonjo", "Person")]


def test_a_title_in_the_middle_parts_organisation_and_person():
    words = ["Norvik", "Fund", "Chairman", "Alvar", "Tolnes"]
    assert named(words, [(0, 5, "PERSON")]) == [("Norvik Fund", "Organization"), ("Alvar Tolnes", "Person")]


def test_a_country_is_no_part_of_the_name_of_who_presides_over_it():
    words = ["President", "of", "France", "Anna", "Tolnes", "spoke"]
    tags = ["NNP", "IN", "NNP", "NNP", "NNP", "VBD"]
    found = named(words, [(2, 3, "GPE"), (3, 5, "PERSON")], tags=tags)
    assert ("France", "Place") in found and ("Anna Tolnes", "Person") in found
    words = ["Singer", "France", "Anna", "Tolnes", "spoke"]
    assert ("France", "Place") not in named(words, [(1, 4, "PERSON")])


def test_a_role_at_the_head_of_a_sentence_is_no_part_of_a_name():
    assert named(["Broadcaster", "Anna", "Tolnes", "left"], [(0, 3, "PERSON")]) == [("Anna Tolnes", "Person")]
    assert named(["Hunter", "Anna", "Tolnes", "left"], [(0, 3, "PERSON")]) == [("Hunter Anna Tolnes", "Person")]


def test_roles_before_of_are_cut_off():
    assert named(["Secretary", "General", "of", "NATO"], [(0, 4, "ORG")]) == [("NATO", "Organization")]
    assert named(["Special", "Representative", "for", "Investment"], [(0, 4, "ORG")]) == []


def test_names_end_with_the_line():
    words = ["Alvar", "Tolnes", "\n\n", "Russia", "said"]
    found = named(words, [(0, 4, "PERSON")], tags=["NNP", "NNP", "_SP", "NNP", "VBD"])
    assert ("Russia", "Place") in found
    assert ("Alvar Tolnes", "Person") in found


def test_possessor_and_possessed_are_two_names():
    words = ["Kenya", "'s", "Norvik", "Ministry"]
    found = named(words, [(0, 4, "ORG")], tags=["NNP", "POS", "NNP", "NNP"])
    assert found == [("Kenya", "Place"), ("Norvik Ministry", "Organization")]


def test_a_hyphenated_name_is_whole():
    doc_words = ["Lee", "Teng", "-", "hui"]
    doc = Doc(
        NLP.vocab,
        words=doc_words,
        spaces=[True, False, False, False],
        tags=["NNP", "NNP", "HYPH", "NN"],
        pos=["PROPN", "PROPN", "PUNCT", "NOUN"],
        heads=[0] * 4,
        deps=["ROOT", "dep", "dep", "dep"],
    )
    doc.ents = [Span(doc, 0, 2, label="PERSON")]
    Names(lambda name: None)(doc)
    assert [doc[m.start : m.end].text for m in annotated(doc).mentions] == ["Lee Teng-hui"]


def test_two_countries_with_a_hyphen_are_two_places():
    doc = Doc(
        NLP.vocab,
        words=["Russia", "-", "France", "talks"],
        spaces=[False, False, True, False],
        tags=["NNP", "HYPH", "NNP", "NNS"],
        pos=["PROPN", "PUNCT", "PROPN", "NOUN"],
        heads=[3, 3, 3, 3],
        deps=["compound", "punct", "compound", "ROOT"],
    )
    doc.ents = [Span(doc, 0, 3, label="ORG")]
    Names()(doc)
    assert [(doc[m.start : m.end].text, m.entity_class) for m in annotated(doc).mentions] == [
        ("Russia", "Place"),
        ("France", "Place"),
    ]


def test_full_names_tell_what_surnames_are():
    words = ["Alvar", "Tolnes", "came", ".", "Tolnes", "spoke", ".", "In", "Tolnes", "they", "trust"]
    tags = ["NNP", "NNP", "VBD", ".", "NNP", "VBD", ".", "IN", "NNP", "PRP", "VBP"]
    found = named(words, [(0, 2, "PERSON"), (4, 5, "ORG")], tags=tags, starts=(0, 4, 7))
    assert found == [("Alvar Tolnes", "Person"), ("Tolnes", "Person"), ("Tolnes", "Person")]


def test_words_that_the_model_left_out_are_found():
    words = ["we", "met", "Mr", "Tolnes", "of", "Norvik", "Bank"]
    tags = ["PRP", "VBD", "NNP", "NNP", "IN", "NNP", "NNP"]
    assert named(words, [], tags=tags) == [("Tolnes", "Person"), ("Norvik Bank", "Organization")]


def test_a_sentence_of_names_is_no_heading():
    words = ["Alvar", "Tolnes", "heads", "Norvik", "Bank", ".", "Tolnes", "left"]
    tags = ["NNP", "NNP", "VBZ", "NNP", "NNP", ".", "NNP", "VBD"]
    found = named(words, [(0, 2, "PERSON"), (3, 5, "ORG"), (6, 7, "PERSON")], tags=tags, starts=(0, 6))
    assert found[0] == ("Alvar Tolnes", "Person")


def test_a_heading_is_cut_to_the_name_used_elsewhere():
    words = ["Norvik", "Bank", "Opens", "Doors", "Again", "\n\n", "Norvik", "Bank", "said"]
    tags = ["NNP", "NNP", "NNP", "NNP", "NNP", "_SP", "NNP", "NNP", "VBD"]
    found = named(words, [(0, 5, "ORG"), (6, 8, "ORG")], tags=tags, starts=(0, 6))
    assert found == [("Norvik Bank", "Organization"), ("Norvik Bank", "Organization")]


def test_words_of_a_heading_that_the_article_writes_small_are_no_names():
    words = ["Tolnes", "Witness", "Heard", "At", "Court", "\n\n", "The", "court", "heard", "a", "witness", "again"]
    tags = ["NNP", "NNP", "NNP", "IN", "NNP", "_SP", "DT", "NN", "VBD", "DT", "NN", "RB"]
    found = named(words, [(0, 3, "PERSON")], tags=tags, starts=(0, 6))
    assert ("Tolnes", "Person") in found
    assert not any("Witness" in name for name, _ in found)


def test_nothing_but_a_hyphen_is_left_of_a_heading():
    words = ["Court", "-", "Witness", "Heard", "Again", "\n\n", "The", "court", "heard", "a", "witness", "again"]
    tags = ["NNP", "HYPH", "NNP", "NNP", "NNP", "_SP", "DT", "NN", "VBD", "DT", "NN", "RB"]
    assert named(words, [(0, 5, "ORG")], tags=tags, starts=(0, 6)) == []


def test_the_thing_of_a_person_is_no_part_of_the_name():
    words = ["the", "Alvar", "Tolnes", "Memos", "appeared"]
    assert named(words, [(1, 4, "PERSON")], tags=["DT", "NNP", "NNP", "NNPS", "VBD"]) == [("Alvar Tolnes", "Person")]


def test_a_title_with_a_hyphen_is_cut_off():
    words = ["Norvik", "Director", "-", "General", "José", "Tolnes", "da", "Silva", "spoke"]
    tags = ["NNP", "NNP", "HYPH", "NNP", "NNP", "NNP", "NNP", "NNP", "VBD"]
    found = named(words, [(0, 1, "ORG"), (4, 8, "PERSON")], tags=tags)
    assert ("José Tolnes da Silva", "Person") in found


def test_calendar_and_lone_roles_are_no_names():
    words = ["On", "Monday", "the", "Minister", "spoke"]
    assert named(words, [(1, 2, "ORG"), (3, 4, "PERSON")], tags=["IN", "NNP", "DT", "NNP", "VBD"]) == []


def test_a_place_inside_an_organisation_is_named_too_if_the_article_names_it_alone():
    words = ["Kenya", "Police", "left", "Kenya"]
    doc = Doc(NLP.vocab, words=words)
    t = tokens(doc)
    from kg.reading.text.annotations import DocMention

    names = [DocMention(0, 2, 1, "Named", "Organization"), DocMention(3, 4, 3, "Named", "Place")]
    assert [(m.start, m.end) for m in nested(t, names)] == [(0, 1)]
    assert nested(t, names[:1]) == []


@pytest.mark.parametrize("words", [[], [" "], ["\n\n"], ["A"], ["…"], ["́"], ["Дмитриев", "сказал"], ["-", "-", "-"]])
def test_any_text_is_borne(words):
    doc = Doc(NLP.vocab, words=words)
    doc.ents = [Span(doc, 0, len(words), label="PERSON")] if words and words[0].strip() else []
    Names()(doc)
    for mention in annotated(doc).mentions:
        assert 0 <= mention.start <= mention.head < mention.end <= len(doc)


def test_names_in_cyrillic_are_kept():
    words = ["Dmitriev", "(", "Дмитриев", ")", "spoke"]
    doc = Doc(
        NLP.vocab, words=words, tags=["NNP", ".", "NNP", ".", "VBD"], pos=["PROPN", "PUNCT", "PROPN", "PUNCT", "VERB"]
    )
    doc.ents = [Span(doc, 0, 1, label="PERSON"), Span(doc, 2, 3, label="PERSON")]
    Names()(doc)
    assert [doc[m.start : m.end].text for m in annotated(doc).mentions] == ["Dmitriev", "Дмитриев"]


@pytest.mark.model
def test_with_the_model():
    from kg.reading import pipeline

    nlp = pipeline.load(components=("kg_names",))
    doc = nlp("Chilean President Gabriel Boric flew to Nairobi. Boric met the World Bank's Ajay Banga there.")
    found = {doc[m.start : m.end].text: m.entity_class for m in annotated(doc).mentions}
    assert found["Gabriel Boric"] == "Person" == found["Boric"] == found["Ajay Banga"]
    assert found["Nairobi"] == "Place"
    assert found["World Bank"] == "Organization"


SMALL_TAGS = {
    "later": "RB",
    "Following": "VBG",
    "and": "CC",
    "for": "IN",
    "of": "IN",
    "at": "IN",
    "the": "DT",
    ",": ",",
}


@pytest.mark.parametrize(
    ("words", "ents", "wanted"),
    [
        # a country, a region or a medium and a person, side by side
        (["Russia", "Anna", "Tolnes", "spoke"], [(0, 3, "ORG")], [("Russia", "Place"), ("Anna Tolnes", "Person")]),
        (["Reuters", "Anna", "Tolnes", "spoke"], [(0, 3, "PERSON")],
         [("Reuters", "Organization"), ("Anna Tolnes", "Person")]),
        # what a person is called, with a capital at the head of the sentence
        (["Whistleblower", "Anna", "Tolnes", "spoke"], [(0, 3, "PERSON")], [("Anna Tolnes", "Person")]),
        (["Lake", "Anna", "Falls", "dried"], [(0, 3, "PERSON")], [("Lake Anna Falls", "Place")]),
        (["Magistrates", "Anna", "Tolnes", "spoke"], [(0, 3, "PERSON")], [("Anna Tolnes", "Person")]),
        (["Following", "Anna", "Tolnes"], [(0, 3, "PERSON")], [("Anna Tolnes", "Person")]),
        # a title inside the name of a site
        (["at", "Prince", "Anna", "Tolnes", "International", "Airport"], [(1, 6, "PERSON")],
         [("Prince Anna Tolnes International Airport", "Place")]),
        # lists, an acronym behind its long form, two peoples
        (["Google", ",", "Facebook"], [(0, 3, "ORG")], [("Google", "Organization"), ("Facebook", "Organization")]),
        (["Norvik", ",", "Inc."], [(0, 3, "ORG")], [("Norvik , Inc.", "Organization")]),
        (["Norvik", "National", "Party", "NNP"], [(0, 4, "ORG")],
         [("Norvik National Party", "Organization"), ("NNP", "Organization")]),
        (["Hindu", "Muslim", "talks"], [(0, 2, "NORP")], [("Hindu", "Group"), ("Muslim", "Group")]),
        # an organisation's name goes on behind a small word
        (["the", "Norvik", "Agency", "for", "International", "Development"], [(1, 4, "ORG"), (4, 6, "ORG")],
         [("Norvik Agency for International Development", "Organization")]),
        (["the", "Ministry", "of", "Education", "and", "Science"], [(1, 4, "ORG"), (5, 6, "ORG")],
         [("Ministry of Education and Science", "Organization")]),
        (["Bo", "and", "Anna", "Tolnes", "Foundation"], [(0, 1, "PERSON"), (2, 5, "ORG")],
         [("Bo and Anna Tolnes Foundation", "Organization")]),
        # a dash between two names, and what stands before the source of a picture
        (["Economics", "-", "Anna", "Tolnes"], [(0, 4, "PERSON")], [("Anna Tolnes", "Person")]),
        (["Anna", "Tolnes", "Image", ":", "Norvik"], [(0, 3, "PERSON")], ["Anna Tolnes"]),
        # things that bear a name
        (["Storm", "Tolnes", "hit"], [(0, 2, "PERSON")], [("Storm Tolnes", "Thing")]),
        # sums of money, percentages and other scripts are no names or parts of one
        (["It", "cost", "Rs.30", "or", "6CUP"], [(2, 3, "ORG"), (4, 5, "ORG")], []),
        (["Norvik", "1.6", "%"], [(0, 3, "PERSON")], ["Norvik"]),
        (["चावल", "ख़रीदा"], [(0, 2, "PERSON")], []),
    ],
)  # fmt: skip
def test_where_names_begin_and_end(words, ents, wanted):
    tags = [
        "CD" if w[0].isdigit() else "RB" if w == "later" else "NNP" if w[:1].isupper() or w == "al" else "NN"
        for w in words
    ]
    found = named(words, ents, tags=["HYPH" if w == "-" else tag for w, tag in zip(words, tags, strict=True)])
    assert [n if isinstance(w, tuple) else n[0] for n, w in zip(found, wanted, strict=True)] == wanted


def test_a_medium_before_a_surname_that_the_article_gives_in_full():
    words = ["Reuters", "Tolnes", "left", ".", "Anna", "Tolnes", "spoke"]
    tags = ["NNP", "NNP", "VBD", ".", "NNP", "NNP", "VBD"]
    found = named(words, [(0, 2, "ORG"), (4, 6, "PERSON")], tags=tags, starts=(0, 4))
    assert found == [("Reuters", "Organization"), ("Tolnes", "Person"), ("Anna Tolnes", "Person")]


def test_a_lone_word_of_which_nothing_is_told_that_is_told_of_persons_is_none():
    words = ["they", "went", "to", "Tolnesk", "and", "on"]
    tags = ["PRP", "VBD", "IN", "NNP", "CC", "RB"]
    assert named(words, [(3, 4, "PERSON")], tags=tags) == [("Tolnesk", "Place")]


def test_peoples_are_groups_whatever_their_last_word():
    words = ["the", "First", "Nations", "spoke"]
    assert named(words, [(1, 3, "ORG")]) == [("First Nations", "Group")]


def test_well_known_names_with_a_small_word_inside_are_whole():
    words = ["the", "Belt", "and", "Road", "Initiative"]
    tags = ["DT", "NNP", "CC", "NNP", "NNP"]
    assert named(words, [(1, 2, "PERSON"), (3, 5, "ORG")], tags=tags) == [("Belt and Road Initiative", "Thing")]


def test_a_word_is_no_short_form_in_capitals():
    assert place_sign("Act") is None
    assert place_sign("ACT") == "gaz:region"


def test_a_noun_for_works_before_a_name_makes_it_a_thing():
    words = ["the", "song", "Tolnes", "Vark", "played"]
    assert named(words, [(2, 4, "PERSON")], tags=["DT", "NN", "NNP", "NNP", "VBD"]) == [("Tolnes Vark", "Thing")]


def test_a_word_after_a_hyphen_that_is_no_part_of_the_name():
    doc = Doc(
        NLP.vocab,
        words=["the", "Tolnes", "-", "era", "laws"],
        spaces=[True, False, False, True, False],
        tags=["DT", "NNP", "HYPH", "NN", "NNS"],
        pos=["DET", "PROPN", "PUNCT", "NOUN", "NOUN"],
        heads=[4, 3, 3, 4, 4],
        deps=["det", "compound", "punct", "compound", "ROOT"],
    )
    doc.ents = [Span(doc, 1, 4, label="PERSON")]
    Names(lambda name: None)(doc)
    assert [doc[m.start : m.end].text for m in annotated(doc).mentions] == ["Tolnes"]
