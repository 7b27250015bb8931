"""Quotations: marks, attribution by hand-built parses, and whole sentences with the model."""

import pytest
import spacy
from spacy.tokens import Doc

from kg.knowledge.speech import KINDS, cue_of, speech_adjectives, speech_nouns, speech_verbs
from kg.reading import pipeline, reader
from kg.reading.speech.quotations import Quotations
from kg.reading.text.annotations import DocChain, DocMention, annotated
from kg.reading.text.quotation_marks import matched

VOCAB = spacy.blank("en").vocab


def marked(text: str) -> list[str]:
    words = text.split(" ")
    spaced = [True] * len(words)
    return [" ".join(words[m.start : m.end]) for m in matched(words, spaced, [(0, len(words))])]


def build(rows: str) -> Doc:
    """A Doc of lines "word pos dep head" (head as index), a blank after each word."""
    cells = [line.split() for line in rows.strip().splitlines()]
    words = [c[0] for c in cells]
    tags = {"VERB": "VBD", "AUX": "MD", "NOUN": "NN", "PROPN": "NNP", "PRON": "PRP", "PUNCT": ".", "SCONJ": "IN"}
    doc = Doc(
        VOCAB,
        words=words,
        pos=[c[1] for c in cells],
        tags=[tags.get(c[1], "XX") for c in cells],
        deps=[c[2] for c in cells],
        heads=[int(c[3]) for c in cells],
        lemmas=[{"said": "say", "told": "tell", "denied": "deny"}.get(w, w.lower()) for w in words],
        sent_starts=[i == 0 for i in range(len(words))],
    )
    return doc


def test_lexicons_are_well_formed() -> None:
    frames = {"quote", "that", "to", "ing", "np", "addr", "objto", "smallc", "as", "light", "holder"}
    for table in (speech_verbs(), speech_nouns(), speech_adjectives()):
        assert table
        for lemma, cue in table.items():
            assert lemma == lemma.lower()
            assert cue.kind in KINDS
            assert cue.frames <= frames, lemma
            assert cue.frames or cue.prepositions


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("he said “ we go ” now", ["we go"]),
        ('" we go " and " stay "', ["we go", "stay"]),
        ("“ he called it ‘ fine ’ and left ”", ["he called it ‘ fine ’ and left", "fine"]),
        ("no marks", []),
        ("“ never closed", ["never closed"]),
    ],
)
def test_marks(text: str, inside: list[str]) -> None:
    words = text.split(" ")
    spaced = [w not in ("“", "‘") and n not in ("”", "’") for w, n in zip(words, [*words[1:], ""], strict=True)]
    if '"' in words:
        opening = True
        for i, w in enumerate(words):
            if w == '"':
                spaced[i] = not opening
                if not opening:
                    spaced[i - 1] = False
                opening = not opening
    found = matched(words, spaced, [(0, len(words))])
    assert [" ".join(words[m.start : m.end]) for m in found] == inside


def test_a_mark_left_open_is_said_so() -> None:
    words = ["“", "One", ".", "\n\n", "“", "Two", ".", "”"]
    found = matched(words, [False, False, True, False, False, False, False, False], [(0, 3), (4, 8)])
    assert [(m.start, m.end, m.open) for m in found] == [(1, 3, True), (5, 7, False)]


def test_indirect_speech_with_addressee() -> None:
    doc = build(
        """
        Berg PROPN nsubj 1
        told VERB ROOT 1
        Izvestia PROPN dobj 1
        that SCONJ mark 5
        talks NOUN nsubj 5
        began VERB ccomp 1
        . PUNCT punct 1
        """
    )
    person, outlet = DocMention(0, 1, 0, "Named", "Person", 0), DocMention(2, 3, 2, "Named", "Organization", 1)
    annotated(doc).mentions = [person, outlet]
    Quotations()(doc)
    (found,) = annotated(doc).quotations
    assert (found.speaker, found.speaker_mention) == ((0, 1), 0)
    assert (found.addressee, found.addressee_mention) == ((2, 3), 1)
    assert (found.cue, found.content, found.quotation) == ((1, 2), [(3, 6)], "Indirect")


def test_direct_speech_gives_its_pronouns_to_the_speaker() -> None:
    words = ["“", "I", "agree", ",", "”", "said", "Berg", "."]
    doc = Doc(
        VOCAB,
        words=words,
        spaces=[False, True, False, False, True, True, False, False],
        pos=["PUNCT", "PRON", "VERB", "PUNCT", "PUNCT", "VERB", "PROPN", "PUNCT"],
        tags=["``", "PRP", "VBP", ",", "''", "VBD", "NNP", "."],
        deps=["punct", "nsubj", "ccomp", "punct", "punct", "ROOT", "nsubj", "punct"],
        heads=[2, 2, 5, 2, 2, 5, 5, 5],
        lemmas=["“", "I", "agree", ",", "”", "say", "Berg", "."],
        sent_starts=[True] + [False] * 7,
    )
    noted = annotated(doc)
    noted.chains = [DocChain("Person"), DocChain("Person", ["Berg"])]
    noted.mentions = [DocMention(1, 2, 1, "Pronoun", "Person", 0), DocMention(6, 7, 6, "Named", "Person", 1)]
    Quotations()(doc)
    (found,) = noted.quotations
    assert (found.quotation, found.content, found.speaker_mention) == ("Direct", [(1, 3)], 1)
    assert noted.mentions[0].chain == 1


@pytest.mark.parametrize(
    "text",
    ["", "\n\n", "”", '"', "' ' '", "said", ":\n\n:", "“”“”", "a" * 500, "‘’“ said ”:"],
)
def test_nothing_breaks_it(text: str) -> None:
    doc = Doc(VOCAB, words=text.split(" ") if text else [])
    Quotations()(doc)
    assert isinstance(annotated(doc).quotations, list)


def told(text: str, headline: str | None = None) -> list[tuple[str, str, str, str]]:
    from kg.articles.article import Article

    nlp = pipeline.load(components=("kg_quotations",))
    span = (0, len(headline)) if headline else None
    doc = nlp(reader.prepare(Article(text, headline=headline, headline_span=span), nlp))
    return [
        (
            q.quotation,
            doc[slice(*q.speaker)].text if q.speaker else "",
            doc[slice(*q.cue)].text if q.cue else "",
            " / ".join(doc[slice(*part)].text for part in q.content),
        )
        for q in annotated(doc).quotations
    ]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "“It is a long road,” said Anna Berg. “We have seen this before.\n\n“And we will see it again.”",
            (
                "Direct",
                "Anna Berg",
                "said",
                "It is a long road / We have seen this before. / And we will see it again.",
            ),
        ),
        (
            "In a statement, the ministry said it “strongly condemns” the attack.",
            ("Mixed", "the ministry", "said", "it “strongly condemns” the attack"),
        ),
        (
            "According to Berg, the next round may be held in Oslo.",
            ("Indirect", "Berg", "According to", "the next round may be held in Oslo"),
        ),
        (
            "The deal, officials said, is dead.",
            ("Indirect", "officials", "said", "The deal / is dead"),
        ),
        (
            "Oslo was surprised by Berg's claim that the harbour was closed.",
            ("Indirect", "Berg", "claim", "that the harbour was closed"),
        ),
    ],
)
def test_sentences(text: str, wanted: tuple[str, str, str, str]) -> None:
    assert wanted in told(text)


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Berg said sarcastically that the bridge would be ready in May.",
            ("Indirect", "Berg", "said sarcastically", "that the bridge would be ready in May"),
        ),
        (
            "The minister said in an interview that the bridge was safe.",
            ("Indirect", "The minister", "said in an interview", "that the bridge was safe"),
        ),
        (
            "The mayor made the case for a new bridge.",
            ("Attitude", "The mayor", "made the case for", "a new bridge"),
        ),
        (
            "Police are looking into allegations of fraud.",
            ("Attitude", "", "allegations of", "fraud"),
        ),
        (
            "The bill was praised by the minister.",
            ("Attitude", "the minister", "was praised", "The bill"),
        ),
        (
            "The harbour, in Berg's view, should close next year.",
            ("Indirect", "Berg", "in Berg's view", "The harbour / should close next year"),
        ),
        (
            "The police confirmed they found the boat, adding that the harbour would stay shut.",
            ("Indirect", "The police", "adding", "that the harbour would stay shut"),
        ),
        (
            "Berg described the plan as a hoax and the council rejected it.",
            ("Indirect", "Berg", "described", "the plan as a hoax"),
        ),
        (
            "He expressed deep concern about the harbour.",
            ("Attitude", "He", "expressed deep concern about", "the harbour"),
        ),
        (
            "Anna Berg called on the council to act.",
            ("Indirect", "Anna Berg", "called on", "the council to act"),
        ),
        (
            "The mayor has been critical of the harbour.",
            ("Attitude", "The mayor", "has been critical of", "the harbour"),
        ),
        (
            "He was able to say that it was over.",
            ("Indirect", "He", "was able to say", "that it was over"),
        ),
        (
            "As predicted, the harbour froze in May.",
            ("Attitude", "", "predicted", "the harbour froze in May"),
        ),
    ],
)
def test_cues(text: str, wanted: tuple[str, str, str, str]) -> None:
    assert wanted in told(text)


@pytest.mark.model
def test_a_quotation_without_cue_belongs_to_whom_the_sentence_before_tells_of() -> None:
    found = told("The bridge will be closed in June, Anna Berg said. “It is old and it is not safe.”")
    assert [who for _, who, _, _ in found] == ["Anna Berg"]
    assert found[0][3].endswith("It is old and it is not safe.")


@pytest.mark.parametrize(
    ("lemma", "word", "entry"),
    [
        ("hop", "hoping", "hope"),
        ("rat", "rated", "rate"),
        ("say", "said", "say"),
        ("hop", "hopped", None),
        ("re", "red", None),
    ],
)
def test_wrong_lemmas_are_mended(lemma: str, word: str, entry: str | None) -> None:
    assert cue_of(speech_verbs(), lemma, word) is (speech_verbs()[entry] if entry else None)


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    ["It is fair to say that the harbour changed.", "It is an outdated idea that you need a harbour to have a town."],
)
def test_it_that_stands_for_a_clause_says_nothing(text: str) -> None:
    assert told(text) == []


@pytest.mark.model
def test_headlines() -> None:
    assert told("Berg: harbour will close\n\nText.", "Berg: harbour will close") == [
        ("Indirect", "Berg", ":", "harbour will close")
    ]


@pytest.mark.model
def test_chain_of_sources() -> None:
    found = told("The harbour was closed on Friday, the agency reported, citing two officials.")
    assert [(who, what) for _, who, _, what in found] == [
        ("the agency", "The harbour was closed on Friday"),
        ("two officials", "The harbour was closed on Friday"),
    ]


@pytest.mark.model
def test_the_articles_own_voice_is_no_speaker() -> None:
    assert told("The harbour was closed on Friday. A ship left the town.") == []


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "The van was to be escorted, but the army took it away before the police came, another source said.",
            "The van was to be escorted, but the army took it away before the police came",
        ),
        ("Anna Berg said that the plan is sound, but the council has rejected it twice.", "that the plan is sound"),
        ("Anna Berg said that she would meet Ivan Petrov, who has led the bank since May.", "that she would meet Ivan Petrov"),
        ("Anna Berg says the reason is timing: the firm began early.", "the reason is timing: the firm began early"),
        ("The trust will pay for the roof, Anna Berg said, adding that it has the money.", "The trust will pay for the roof"),
    ],
)  # fmt: skip
def test_what_is_said_ends_where_the_article_goes_on(text: str, said: str) -> None:
    assert told(text)[0][3] == said


@pytest.mark.model
def test_a_clause_of_saying_amid_what_is_said() -> None:
    found = told("If the plan fails, Anna Berg argued, there are other tools, but the council has rejected them.")
    assert found[0][3] == "If the plan fails / there are other tools"
