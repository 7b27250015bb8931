"""Where sentences begin before the parser sees them."""

import itertools

import pytest
import spacy

from kg.reading.text.layout import LONGEST, Layout, datelines

NLP = spacy.blank("en")


@pytest.mark.parametrize(
    ("text", "behind"),
    [
        ("OSLO, May 3 (Herald Wire) - Norland opened talks.", "Norland"),
        ("VELLINGSTAD (Herald) -- Norland opened talks.", "Norland"),
        ("Talks begin\n\nPARIS — Norland opened talks.", "Norland"),
    ],
)
def test_a_dateline_is_a_sentence_of_its_own(text: str, behind: str) -> None:
    doc = Layout()(NLP(text))
    assert datelines(text) == {text.index(behind)}
    assert next(t for t in doc if t.text == behind).is_sent_start


@pytest.mark.parametrize(
    "text", ["BREAKING NEWS - Norland opened talks.", "The PARIS - Oslo express was late.", "A B - C"]
)
def test_capitals_and_a_dash_alone_are_no_dateline(text: str) -> None:
    assert datelines(text) == set()


def test_no_sentence_goes_on_for_ever() -> None:
    doc = Layout()(NLP("Anna Berg left. " + "word " * 900))
    starts = [4, *(t.i for t in doc if t.i and t.is_sent_start), len(doc)]
    assert max(b - a for a, b in itertools.pairwise(starts)) == LONGEST
    assert [t.i for t in Layout()(NLP("Anna Berg left. " * 400)) if t.i and t.is_sent_start] == []


def test_what_goes_on_without_a_blank_is_no_word() -> None:
    from kg.articles.article import Article
    from kg.reading.reader import prepare

    text = f"Anna Berg {'(' * 5_000} left {'x' * 399} Oslo."
    doc = prepare(Article(text), NLP)
    assert len(doc) < 10
    assert all(text[t.idx : t.idx + len(t)] == t.text for t in doc if not t.is_space)  # offsets are those of the text
    assert "x" * 399 in [t.text for t in doc]
