"""Parts of speech and lemmas out of a memory are those of the model's own components."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.articles.sources import read_articles
from kg.reading.pipeline import DEFAULT_MODEL, load
from kg.reading.text import words

pytestmark = pytest.mark.model

PAIRS = """Let's see whether there's an answer: there is one, there were two. They're gonna leave; it ain't so, he's gotta do it.

"I'd like to go, wouldn't you? We've gotten it. She got her things," he says. The best of the best 2nd-best—ones,  met   twice."""


def told(doc: Doc) -> list[tuple[str, ...]]:
    return [(t.text, t.tag_, t.pos_, str(t.morph), t.lemma_, t.dep_, str(t.head.i)) for t in doc]


def test_they_are_the_models_own(own: Language) -> None:
    ours = load(DEFAULT_MODEL, components=())
    assert "kg_words" in ours.pipe_names and not {"attribute_ruler", "lemmatizer"} & set(ours.pipe_names)
    texts = [PAIRS, "", " ", *(article.text for article in read_articles(["corpus/articles"]))][:9]
    own.add_pipe("kg_layout", before="parser")
    assert [told(doc) for doc in ours.pipe(texts)] == [told(doc) for doc in own.pipe(texts)]


def test_what_is_forgotten_is_worked_out_again(own: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "MOST", 3)
    remembering = words.create_words(own, "words")
    with own.select_pipes(disable=["attribute_ruler", "lemmatizer"]):
        first, again = (told(remembering(own(PAIRS))) for _ in range(2))
    assert first == again and {lemma for *_, lemma, _, _ in first} >= {"let", "be", "go", "leave"}


def test_rules_that_ask_for_more_are_left_to_the_model(own: Language) -> None:
    assert words.fitting(own.get_pipe("attribute_ruler"), own.get_pipe("lemmatizer"))
    blank = spacy.blank("en")
    ruler, lemmatizer = blank.add_pipe("attribute_ruler"), blank.add_pipe("lemmatizer", config={"mode": "lookup"})
    assert not words.fitting(ruler, lemmatizer)
    for pattern in ([{"LEMMA": "go"}], [{"TAG": "A"}, {"TAG": "B"}, {"TAG": "C"}], [{"DEP": {"REGEX": "^n"}}]):
        ruler = blank.create_pipe("attribute_ruler")
        ruler.add(patterns=[pattern], attrs={"POS": "X"})  # type: ignore[attr-defined]
        assert not words.fitting(ruler, own.get_pipe("lemmatizer"))
