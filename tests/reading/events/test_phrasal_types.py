"""Types of verbs with particles, and of words whose object decides."""

from __future__ import annotations

import pytest

from kg.articles.article import Article
from kg.reading import pipeline, reader


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "word", "kind"),
    [
        ("He grew up in Oslo.", "grew", "Other"),
        ("Police caught up with the robbers on Friday.", "caught", "Other"),
        ("The plane flew off to Bergen.", "flew", "Travel"),
        ("Sundal paid off its debts.", "paid off", "Pay"),
        ("The ministry released the emails on Monday.", "released", "Publish"),
        ("The jury released the prisoner on Monday.", "released", "ReleasePrisoner"),
        ("The firm released a new phone in May.", "released", "Launch"),
        ("The release of the documents angered the ministry.", "release", "Publish"),
        ("Norvik filed for bankruptcy on Monday.", "filed", "Other"),
        ("The two firms struck a partnership in May.", "struck", "Partner"),
        ("The government collapsed in June after a vote.", "collapsed", "End"),
        ("The bridge collapsed in Oslo.", "collapsed", "Disaster"),
    ],
)
def test_type(text: str, word: str, kind: str) -> None:
    reading = reader.read(Article(text, published="2024-03-04"), pipeline.load())
    assert kind in [e.event_type for e in reading.events if text[slice(*e.trigger)] == word]
