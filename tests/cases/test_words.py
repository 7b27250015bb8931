"""Words that are no violence where they tell of elections, pacts and papers; what breaks out, goes off and breaks down."""

import pytest

from cases.reading import of_case, of_text
from cases.told import events
from kg.knowledge.events import top_types

pytestmark = pytest.mark.model

VIOLENT = {"Assault", "Coerce"}


def test_figures_of_speech_are_no_violence():
    article, reading = of_case("15-figurative.txt")
    for event in events(article.text, reading):
        assert not VIOLENT & set(top_types(event.kind)), event


@pytest.mark.parametrize(
    ("text", "word", "kind"),
    [
        ("The party was crushed at the polls on Sunday.", "crushed", "Win"),
        ("Ivan Petrov killed the bill on Monday.", "killed", "Reject"),
        ("Rebels killed two men on Monday.", "killed", "Kill"),
        ("Shares were hit hard on Tuesday.", "hit", "Decrease"),
        ("Critics attacked the budget on Monday.", "attacked", "Criticize"),
        ("Rebels attacked the convoy on Monday.", "attacked", "Attack"),
        ("The court struck down the law on Tuesday.", "struck down", "Rule"),
        ("A bomb went off in Oslo on Tuesday.", "went off", "Bomb"),
        ("The talks broke down on Wednesday.", "broke down", "End"),
        ("The film bombed on Friday.", "bombed", "Lose"),
    ],
)
def test_types(text, word, kind):
    assert {e.word: e.kind for e in events(text, of_text(text))}[word] == kind
