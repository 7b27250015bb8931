"""Reference: "they" that are the two just named, counterparts and envoys; pronouns that may mean anything fill no slot."""

import pytest

from cases.reading import of_case, of_text
from cases.told import events

pytestmark = pytest.mark.model

BOTH = {"Anna Berg", "Ivan Petrov"}


@pytest.mark.parametrize("case", ["05-they-two.txt", "05b-they-wrong.txt"])
def test_they_met_again(case):
    article, reading = of_case(case)
    assert [e.who for e in events(article.text, reading) if e.word == "met"] == [BOTH, BOTH]


def test_counterpart_and_envoy():
    article, reading = of_case("06-counterpart.txt")
    (met,) = [e for e in events(article.text, reading) if e.word == "met"]
    assert met.who == {"Anna Berg", "Maria Lind"} and met.days == {"2026-03-02"}
    article, reading = of_case("06b-envoy.txt")
    (met,) = [e for e in events(article.text, reading) if e.word == "met"]
    assert met.who == BOTH and met.days == {"2026-03-02"}


@pytest.mark.parametrize(
    ("text", "word", "who"),
    [
        ("Anna Berg called Ivan Petrov on Monday. They will meet in Bergen on Friday.", "meet", BOTH),
        ("The ferries left on Monday. Anna Berg and Ivan Petrov talked in Geneva. They agreed to meet again.", "meet", BOTH),
        ("Norway and Sweden signed a treaty in Oslo in May. They had negotiated for years.", "negotiated", {"Norway", "Sweden"}),
        ("Norvik Rail bought Sund Ferries in May. It sold the ships in June.", "sold", {"Norvik Rail"}),
        # nobody can be sure
        ("The storm hit Bergen on Monday. It destroyed forty houses, which killed two men.", "destroyed", set()),
        ("The storm hit Bergen on Monday. It destroyed forty houses, which killed two men.", "killed", set()),
        ("Sailors of Norvik Rail met Anna Berg in Oslo. They left on Tuesday.", "left", set()),
    ],
)
def test_pronouns(text, word, who):
    assert {frozenset(e.who) for e in events(text, of_text(text)) if e.word == word} == {frozenset(who)}
