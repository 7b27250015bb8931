"""Sayings: whole, by who can speak; what is thought, wanted, done or shown is none."""

import pytest

from cases.reading import of_case, of_text
from cases.told import events, sayings

pytestmark = pytest.mark.model


def said(text: str) -> list[tuple[str | None, str]]:
    return [(s.speaker, s.words) for s in sayings(text, of_text(text))]


@pytest.mark.parametrize(
    "text",
    [
        "Only time will tell whether the pact holds.",
        "Global demand for copper rose on Monday.",
        "The company is diversifying sources of oil.",
        "The president rejected Anna Berg for the post on Monday. The party dismissed Maria Lind.",
        "Anna Berg wants peace. Ivan Petrov believes that the talks will fail. Lars Hansen fears a war.",
        "The data show that wages fell.",
        "Norvik Rail agreed to buy Sund Ferries.",
        "The expert Leonid Hansen explained the plans to the paper on Monday.",
        "Ivan Petrov proposed a joint commission.",
        "It is said that the bridge is unsafe.",
    ],
)
def test_no_saying(text):
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        ("Prices will rise, the report said.", "the report", "Prices will rise"),
        ("Anna Berg said that no president had come.", "Anna Berg", "that no president had come"),
        (
            '"We will sign the pact. It is good for both of our countries. Nobody will lose," said Anna Berg.',
            "Anna Berg",
            "We will sign the pact. It is good for both of our countries. Nobody will lose",
        ),
        (
            '"The talks," Anna Berg said on Monday, "were long. We are tired. But we agreed."',
            "Anna Berg",
            "The talks | were long. We are tired. But we agreed.",
        ),
        (
            'Maria Lind wrote on her blog: "The bridge is unsafe. Nobody has looked at it for years."',
            "Maria Lind",
            "The bridge is unsafe. Nobody has looked at it for years.",
        ),
    ],
)
def test_sayings(text, speaker, words):
    assert said(text) == [(speaker, words)]


DASHES = """The expert Leonid Hansen explained the plans to the paper on Monday.

— The ore lies deep. It is hard to bring it up, and nobody has tried, the expert noted.

— We will build a mine in ten years. This is our plan, — Anna Berg said.

— Nothing has been signed, Ivan Petrov added. He spoke in Moscow.

– The price is low ", emphasised Maria Lind, the head of the bank.

The deputy told the paper:

— I do not know the terms. Ask the ministry.

— We are tired, — said Lars Holm. — But we will go on. We have no choice."""


def test_speech_by_dashes():
    assert said(DASHES) == [
        ("Leonid Hansen", "The ore lies deep. It is hard to bring it up, and nobody has tried"),
        ("Anna Berg", "We will build a mine in ten years. This is our plan"),
        ("Ivan Petrov", "Nothing has been signed"),
        ("Maria Lind", "The price is low"),
        ("The deputy", "I do not know the terms. Ask the ministry."),
        ("Lars Holm", "We are tired | But we will go on. We have no choice."),
    ]


def test_an_interview():
    article, reading = of_case("13-interview.txt")
    found = [(s.speaker, s.words) for s in sayings(article.text, reading)]
    assert found == [
        ("Tom Okafor", "Did you meet Ivan Petrov?"),
        ("Anna Berg", "I met him in Geneva last week. He promised to release the sailors"),
    ]
    told = {e.word: e for e in events(article.text, reading)}
    assert (told["met"].who, told["met"].status) == ({"Anna Berg", "Ivan Petrov"}, "Occurred")
    assert told["promised"].who == {"Ivan Petrov"} and told["meet"].status == "Unknown"


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Anna Berg talked to the paper.\n\nQ: Did you meet Petrov?\n\nA: Yes, I met him.", "Yes, I met him"),
        (
            "Anna Berg and Tom Okafor spoke on the radio.\n\nOKAFOR: What did you agree?\n\nBERG: Nothing yet.",
            "Nothing yet",
        ),
        ("Anna Berg spoke to the Fjord Post.\n\nFP: Is it over?\n\nAB: No. I trust him.", "No. I trust him"),
        (
            "Anna Berg answered Tom Okafor.\n\n[00:12] Okafor: Tired?\n\n[00:15] Berg: No. I sleep well.",
            "No. I sleep well",
        ),
    ],
)
def test_labels(text, answer):
    assert ("Anna Berg", answer) in said(text)


def test_a_post_is_said_by_its_author():
    article, reading = of_case("30-tweet.html")
    assert ("Ivan Petrov", "We will release the sailors in April.") in [
        (s.speaker, s.words) for s in sayings(article.text, reading)
    ]


def test_who_is_dismissed_is_dismissed():
    article, reading = of_case("22-dismissed.txt")
    found = events(article.text, reading)
    assert [e.kind for e in found if e.word == "dismissed"] == ["Dismiss", "Dismiss"]
    assert sayings(article.text, reading) == []


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "The minister did not say whether he would resign.",
        "Officials have not said when they will vote on the bill.",
        "It may suggest that the bridge is old.",
        "You could say that the bridge is old.",
        'European states foster a culture advocating "a total denial".',
        "The minister would say that the bridge is old if he were asked.",
    ],
)  # fmt: skip
def test_what_nobody_said(text):
    reading = of_text(text)
    assert not [q for q in reading.quotations if q.quotation != "Attitude" and q.speaker_mention is not None]


@pytest.mark.model
def test_nobody_says_of_himself_by_name_where_he_is():
    text = "The 36 soldiers left Oslo on Monday. They said the 36 soldiers were moved to Bergen."
    assert [s for s in of_text(text).quotations if s.quotation == "Indirect" and s.speaker_mention is not None] == []


@pytest.mark.model
def test_some_are_not_what_stands_before_them():
    reading = of_text("Anna Berg issued a statement that some said ignored the past.")
    assert [q.speaker_mention for q in reading.quotations if q.quotation != "Attitude"] in ([], [None])


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        'The club sacked Nils Berg. Olav Lund was dismayed. "After all that Nils Berg has done, it is wrong," he said.',
        'Olav Lund said, in remarks published by the Fjord Post in May, "no other virus has spread like this."',
        'President Olav Lund said — as reported by the Fjord Post — "The hall will no longer be a museum."',
    ],
)  # fmt: skip
def test_who_says_what_stands_in_marks(text):
    assert [s.speaker for s in sayings(text, of_text(text))] == ["Olav Lund"]


@pytest.mark.model
def test_who_is_named_in_marks_did_not_say_them():
    text = (
        "Olav Lund plans to raise the threat at the talks with Nils Berg, minister Jon Dahl said.\n\n"
        '"In all likelihood, Berg and Lund will discuss the missile tests," he said.'
    )
    assert not {"Olav Lund", "Nils Berg"} & {s.speaker for s in sayings(text, of_text(text))}
