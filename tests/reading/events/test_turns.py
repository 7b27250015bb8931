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
        ("It is in the best interest of the town to remain in the union.", "remain", "Unknown"),
        ("That is not easy to build.", "build", "Unknown"),
        ("To attack them is simply wrong.", "attack", "Unknown"),
        ("There is a chance that the game would be moved.", "moved", "Possible"),
        ("He does not accept that the sea is rising.", "rising", "Unknown"),
        ("The ban is not part of any plan to close the port.", "close", "NotOccurred"),
        ("They are scared to leave the house.", "leave", "Unknown"),
        ("Sending them there is a mistake.", "Sending", "Unknown"),
        ("The police will launch a unit to fight crime.", "crime", "Unknown"),
        ("There is too much to learn in life.", "learn", "Unknown"),
        ("There is a tendency for states to gather together.", "gather", "Unknown"),
        ("The talks, you know, went on for years.", "know", "Unknown"),
        ("She was charged with killing the man.", "killing", "Possible"),
    ],
)
def test_status(text: str, word: str, status: str) -> None:
    reading = reader.read(Article(text), pipeline.load())
    assert [e.status for e in reading.events if text[slice(*e.trigger)] == word] == [status]
