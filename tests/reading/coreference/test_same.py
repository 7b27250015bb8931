"""Nouns of headlines and of one owner: whole texts with the model."""

import pytest

from kg.articles.article import Article
from kg.reading import pipeline, reader
from kg.reading.text.annotations import annotated

COMPONENTS = ("kg_times", "kg_names", "kg_mentions", "kg_coreference")


def chains_of(text: str, noun: str, headline: str = "") -> list[int]:
    """The chains of the mentions that end in a noun, in order of the text."""
    nlp = pipeline.load(components=COMPONENTS)
    span = (0, len(headline)) if headline else None
    article = Article(text, headline=headline or None, headline_span=span)
    noted = annotated(doc := nlp(reader.prepare(article, nlp)))
    return [m.chain for m in noted.mentions if doc[m.head].lower_ == noun]


@pytest.mark.model
@pytest.mark.parametrize(
    ("lead", "joined"),
    [
        ("A driver has been charged in Dover after a crash, police said.", True),
        ("A driver has been charged in Dover after a crash. A driver was hurt, too.", False),  # which of them?
        ("Two drivers have been charged in Dover.", False),
    ],
)
def test_the_noun_of_a_headline_and_the_first_in_the_lead(lead: str, joined: bool) -> None:
    title = "Driver charged after Dover crash"
    found = chains_of(f"{title}\n\n{lead}", "driver", title)
    assert found
    assert (len(found) > 1 and len(set(found)) == 1) is joined


@pytest.mark.model
@pytest.mark.parametrize(
    ("second", "joined"),
    [
        ("Kovac's government fears the vote.", True),
        ("Haddad's government fears the vote.", False),
        ("Kovac's former government feared the vote.", False),
    ],
)
def test_what_belongs_to_one_owner(second: str, joined: bool) -> None:
    text = f"Marta Kovac met Omar Haddad in Cairo. Kovac said that her government would wait. {second}"
    found = chains_of(text, "government")
    assert len(found) == 2
    assert (found[0] == found[1]) is joined
