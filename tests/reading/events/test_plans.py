"""Whether a plan is told as one."""

import pytest

from kg.articles.article import Article
from kg.reading import pipeline, reader


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "word", "told"),
    [
        ("The ministers will meet in Oslo in May.", "meet", True),
        ("The ministers are to meet in Oslo in May.", "meet", True),
        ("The mayor said that they would meet in Oslo.", "meet", True),
        ("Norland plans to open a mine and to close another.", "close", True),
        ("The next round of talks is expected in Oslo in May.", "talks", True),
        ("The firm intends to hold talks with Anna Berg.", "talks", True),
        ("The union sued the mayor to stop the vote.", "stop", False),
        ("Protesters tried to storm the town hall on Monday.", "storm", False),
        ("The president told the troops to leave the island.", "leave", False),
        ("The firm is seeking a deal with the town.", "deal", False),
        ("The firm was set up to draw money into the town.", "draw", False),
    ],
)
def test_a_plan_is_told_as_one(text: str, word: str, told: bool) -> None:
    reading = reader.read(Article(text), pipeline.load())
    found = [e for e in reading.events if text[slice(*e.trigger)] == word]
    assert [e.status == "Planned" and e.certainty != "Underspecified" for e in found] == [told]
