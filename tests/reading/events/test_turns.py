"""Turns of verbs whose whole says more than their parts."""

import pytest

from kg.articles.article import Article
from kg.reading import pipeline, reader


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        ("Some of them were armed and they would sometimes kill the owners of the farms.", "kill", "Occurred"),
        ("The team should have doubled their lead but Berg missed the goal.", "doubled", "NotOccurred"),
        ("She would have come if he had called.", "come", "NotOccurred"),
        ("The shops had no plans to introduce limits on milk.", "introduce", "NotOccurred"),
        ("Other houses in the town are similarly close to collapse.", "collapse", "Possible"),
        ("In the photo the president can be seen standing at the window.", "seen", "Ongoing"),
        ("A man set off a second bomb while trying to enter the office.", "enter", "Possible"),
        ("I would love to become a member of parliament one day.", "become", "Possible"),
        ("They had hoped to reach the town by night.", "reach", "Possible"),
        ("She was charged with killing the man.", "killing", "Possible"),
    ],
)
def test_status(text: str, word: str, status: str) -> None:
    reading = reader.read(Article(text), pipeline.load())
    assert [e.status for e in reading.events if text[slice(*e.trigger)] == word] == [status]
