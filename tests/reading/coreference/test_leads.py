"""Leads that hold the name back: whole texts with the model."""

import pytest

from kg.articles.article import Article
from kg.reading import pipeline, reader
from kg.reading.text.annotations import annotated

COMPONENTS = ("kg_times", "kg_names", "kg_mentions", "kg_coreference")


def told_of(text: str, name: str) -> set[str]:
    """All that the text calls the one of this name."""
    nlp = pipeline.load(components=COMPONENTS)
    noted = annotated(doc := nlp(reader.prepare(Article(text), nlp)))
    (chain,) = [n for n, c in enumerate(noted.chains) if name in c.names]
    return {doc[m.start : m.end].text for m in noted.mentions if m.chain == chain}


@pytest.mark.model
@pytest.mark.parametrize(
    ("lead", "joined"),
    [
        ("Talks may begin soon, according to the chairman of the fund.", True),
        ("The chairman has opened his farm to visitors.", True),
        ("Two ministers opened a farm to visitors.", False),  # two are not one
        ("The chairman met the minister near a farm.", False),  # which of them?
        ("The chairman was happy, Peter Holm said.", False),
        ("A farm was opened to visitors.", False),
    ],
)
def test_the_name_at_the_head_of_the_next_paragraph(lead: str, joined: bool) -> None:
    found = told_of(f"{lead}\n\nJohn Marsh, who is new to the job, spoke at noon.", "John Marsh")
    assert any("chairman" in words for words in found) is joined


@pytest.mark.model
def test_a_name_that_the_article_knows_already() -> None:
    text = "John Marsh left.\n\nThe chairman has opened a farm to visitors.\n\nJohn Marsh spoke at noon."
    assert not any("chairman" in words for words in told_of(text, "John Marsh"))
