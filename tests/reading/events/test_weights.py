"""How much a happening matters in its article."""

from __future__ import annotations

import pytest

from kg.articles.article import Article
from kg.reading import pipeline, reader
from kg.reading.events.weight_features import Frame, happening
from kg.reading.events.weights import odds_of, probability
from kg.reading.text.annotations import annotated
from kg.reading.text.syntax import syntax

TEXT = """Gunmen attack bank in Norvik

Three gunmen attacked a bank in the port of Norvik on Tuesday and killed two guards, police said.

The men fled in a stolen van. Witnesses heard shots.

"We want answers," said Anna Berg, who has a shop nearby. Banks need guards, and people know it.
"""


@pytest.fixture(scope="module")
def weights() -> dict[str, float]:
    article = Article(TEXT, headline="Gunmen attack bank in Norvik", headline_span=(0, 28), published="2031-05-07")
    found: dict[str, float] = {}
    for claim in reader.read(article, pipeline.load()).events:
        word = TEXT[slice(*claim.trigger)]
        found[word] = max(found.get(word, 0.0), claim.weight)
    return found


@pytest.mark.model
def test_what_the_article_is_about_comes_first(weights: dict[str, float]) -> None:
    main, rest = ("attack", "attacked", "killed"), ("want", "has", "need", "know", "heard")
    assert all(0 <= w <= 1 for w in weights.values())
    assert min(weights[w] for w in main) > max(weights[w] for w in rest if w in weights)


@pytest.mark.model
def test_states_wants_and_general_truths_hardly_matter(weights: dict[str, float]) -> None:
    assert all(weights.get(word, 0.0) < 0.3 for word in ("want", "has", "need", "know"))


@pytest.mark.model
def test_all_words_of_a_happening_have_its_weight() -> None:
    article = Article(TEXT, headline="Gunmen attack bank in Norvik", headline_span=(0, 28), published="2031-05-07")
    events = reader.read(article, pipeline.load()).events
    assert len({(e.event, e.weight) for e in events}) == len({e.event for e in events})


def test_the_order_of_features_does_not_matter() -> None:
    features = ["any headline", "any status=Occurred", "top=Assault", "unknown feature"]
    assert odds_of(features) == odds_of(reversed(features))


@pytest.mark.model
def test_what_is_likely_told_once_more_is_known_beside_the_other() -> None:
    article = Article(TEXT, headline="Gunmen attack bank in Norvik", headline_span=(0, 28), published="2031-05-07")
    nlp = pipeline.load(components=pipeline.COMPONENTS[: pipeline.COMPONENTS.index("kg_weights")])
    doc = nlp(reader.prepare(article, nlp))
    noted = annotated(doc)
    first, other = list({e.event: e for e in noted.events})[:2]
    noted.kindred = [(first, other)]
    frame = Frame(syntax(doc), noted)
    assert {"kindred=1", "kindred told before", "kindred in headline"} <= set(happening(frame, frame.claims[other]))
    assert "kindred told before" not in happening(frame, frame.claims[first])


def test_weights_are_probabilities() -> None:
    assert probability(-50.0) > 0 and probability(0.0) == 0.5 and probability(50.0) == 1.0
