"""Where sentences begin before the parser sees them."""

import pytest
import spacy

from kg.reading.text.layout import Layout, datelines

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
