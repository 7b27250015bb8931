"""Chains without a name in articles on one subject."""

from __future__ import annotations

import pytest

from kg.story.entities.nameless import Nameless, cluster, of_one_time, pairs_of
from kg.story.nodes import Edge, Node
from story.readings import Small, marked


def nobody(chain: int, noun: str, *said: str, plural: bool = False, cls: str = "Person") -> Nameless:
    return Nameless(chain, f"{noun}~#a-{chain}", (noun, plural, cls), frozenset(said), noun, 1)


@pytest.mark.parametrize(
    ("left", "right", "joined"),
    [
        ([nobody(1, "climber")], [nobody(2, "climber")], [(1, 2)]),
        ([nobody(1, "climber", "british")], [nobody(2, "climber")], [(1, 2)]),
        ([nobody(1, "climber", "british")], [nobody(2, "climber", "french")], []),
        ([nobody(1, "climber", plural=True)], [nobody(2, "climber")], []),
        ([nobody(1, "plant", cls="Place")], [nobody(2, "plant", cls="Thing")], []),
        ([nobody(1, "wife", "his")], [nobody(2, "wife", "her")], []),
        # which of the two it would be is not said
        ([nobody(1, "climber")], [nobody(2, "climber", "british"), nobody(3, "climber", "french")], []),
        # the same words come first
        ([nobody(1, "climber"), nobody(4, "climber", "british")], [nobody(2, "climber", "british")], [(4, 2)]),
    ],
)
def test_pairs(left, right, joined):
    assert [(a, b) for a, b, _ in pairs_of(left, right, 0.5)] == joined
    assert [(b, a) for b, a, _ in pairs_of(right, left, 0.5)] == [(b, a) for a, b in joined]


def test_same_words_are_surer():
    exact = pairs_of([nobody(1, "climber")], [nobody(2, "climber")], 0.5)
    part = pairs_of([nobody(1, "climber", "british")], [nobody(2, "climber")], 0.5)
    assert exact[0][2] > part[0][2]


def test_days():
    assert of_one_time("2025-04-01", "2025-04-06")
    assert of_one_time(None, "2025-04-06")
    assert not of_one_time("2025-04-01", "2025-05-06")


def nodes(*places: str) -> dict[int, Node]:
    return {i: Node(i, f"climber~#{place}") for i, place in enumerate(places, 1)}


def test_one_of_each_article():
    found = cluster(nodes("a-1", "b-1", "b-9"), [Edge(1, 2, 0.9, ""), Edge(1, 3, 0.5, "")])
    assert found == [[1, 2], [3]]


def test_a_long_story_is_not_one_chain():
    """Each article is near the next one only."""
    links = [Edge(i, i + 1, 0.5, "") for i in range(1, 6)]
    found = cluster(nodes("a-1", "b-1", "c-1", "d-1", "e-1", "f-1"), links)
    assert max(map(len, found)) <= 3


TEXT = "{Olga Varnholm:a} [met:e] {Piet Zandwerf:b} in {Harlowmouth:c}; {%s:d} kept {their:d} distance."


def article(number: int, watchers: str = "police", text: str = TEXT, published: str | None = "2025-04-01"):
    return marked(
        text % watchers,
        {
            "a": {},
            "b": {},
            "c": {"cls": "Place"},
            "d": {"cls": "Group", "plural": True, "head_lemma": watchers.rsplit(maxsplit=1)[-1]},
        },
        {"e": {"agent": "a", "participant": "b"}},
        published=published,
        url=f"urn:test:{number}",
    )


def police(story: Small) -> list[int]:
    """How many chains each entity called police is made of."""
    rows = story.store.index.c.execute(
        "SELECT count(*) FROM story_chain c JOIN story_node n ON n.id = c.node WHERE n.key LIKE 'police~%' GROUP BY n.entity"
    )
    return sorted(n for (n,) in rows)


def test_two_articles_on_one_subject(tmp_path):
    story = Small(tmp_path / "s", [article(1), article(2, "the police")])
    assert police(story) == [2]
    assert ("police", "Group") in story.labels()


def test_other_days_other_police(tmp_path):
    story = Small(tmp_path / "s", [article(1), article(2, published="2025-06-01")])
    assert police(story) == []


def test_another_subject(tmp_path):
    other = "{Berta Lindqvist:a} [met:e] {Tomas Okonedo:b} in {Vesterby:c}; {%s:d} kept {their:d} distance."
    story = Small(tmp_path / "s", [article(1), article(2, text=other)])
    assert police(story) == []


def test_one_that_goes_leaves_no_trace(tmp_path):
    first, second = article(1), article(2)
    alone = Small(tmp_path / "alone", [first]).lines()
    story = Small(tmp_path / "s", [first])
    story.put([second])
    assert police(story) == [2]
    story.remove(second[0])
    assert police(story) == []
    assert story.lines() == alone


def test_the_former_iri_leads_to_the_new(tmp_path):
    first, second = sorted([article(1), article(2)], key=lambda pair: pair[0].key)
    story = Small(tmp_path / "s", [second])
    was = f"{second[0].key}-{second[0].text.index('police')}"
    assert any(was in line for line in story.lines())
    story.put([first])
    now = f"{first[0].key}-{first[0].text.index('police')}"
    assert story.store.index.c.execute("SELECT new FROM story_history WHERE old = ?", (was,)).fetchone() == (now,)
