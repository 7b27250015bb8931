"""One event, many articles: what joins two tellings, what keeps them apart, how clusters grow."""

from __future__ import annotations

from itertools import permutations
from typing import Any

from kg.story.events import signatures
from kg.story.events.signatures import Signature

BROADER = {"Meet": "Consult", "Negotiate": "Consult", "Assault": "Harm"}
WORDS = ("vessel", "harbour", "brakel", "lantern", "quay", "cargo")


def telling(**changed: Any) -> Signature:
    given: dict[str, Any] = {
        "event_type": "Meet",
        "top": "Consult",
        "roots": ("meet",),
        "agents": ("ada-brakel",),
        "participants": ("ode-fell",),
        "published": "2031-05-10",
        "lead": True,
        "words": WORDS[:3],
    }
    return Signature(**{**given, **changed})


def joined(a: Signature, b: Signature, alike: float = 0.6) -> bool:
    return signatures.compare(a, b, alike, BROADER) is not None


def test_the_same_word_in_articles_on_one_subject_is_one_event():
    assert joined(telling(), telling(published="2031-05-11", words=WORDS[2:]))
    score, reason = signatures.compare(telling(), telling(), 0.6, BROADER) or (0, "")
    assert score >= signatures.JOIN
    assert "same word" in reason
    assert "2 actors in common" in reason


def test_articles_on_other_subjects_tell_other_events():
    assert not joined(telling(), telling(words=WORDS[3:]), alike=0.05)


def test_two_meetings_on_different_days_stay_two():
    first = telling(first="2031-05-03", last="2031-05-03")
    assert not joined(first, telling(first="2031-05-09", last="2031-05-09"))
    assert joined(first, telling(first="2031-05-01", last="2031-05-05"))


def test_undated_tellings_far_apart_stay_two():
    assert not joined(telling(), telling(published="2031-06-20"))
    assert joined(telling(published=None), telling(published=None))


def test_a_plan_and_its_occurrence_are_one():
    plan = telling(first="2031-05-12", last="2031-05-12", published="2031-05-02", ahead=True)
    assert joined(plan, telling(published="2031-05-13"))
    assert not joined(plan, telling(published="2031-06-30"))
    assert not joined(telling(published="2031-05-20", ahead=True), telling(first="2031-05-12", last="2031-05-12"))


def test_other_places_are_other_events():
    oslo, riga = telling(places=("oslo",), containers=("norway",)), telling(places=("riga",), containers=("latvia",))
    assert not joined(oslo, riga)
    assert joined(oslo, telling(places=("norway",)))


def test_other_actors_speak_against_it():
    other = telling(agents=("ivo-marsh",), participants=("una-holt",), words=WORDS[4:])
    assert not joined(telling(), other, alike=0.5)


def test_kindred_types_need_the_same_people_and_days():
    day = {"first": "2031-05-03", "last": "2031-05-03"}
    talks = telling(event_type="Consult", roots=("talk",), words=WORDS[3:])
    assert not joined(telling(), talks)
    assert joined(telling(**day), telling(event_type="Consult", roots=("talk",), words=WORDS[3:], **day))


def test_words_that_tell_of_anything_need_sentences_alike():
    loose = {"event_type": "Other", "top": "Other", "roots": ("make",)}
    assert not joined(telling(**loose, words=WORDS[:2]), telling(**loose, words=WORDS[3:]))
    assert joined(telling(**loose, words=WORDS), telling(**loose, words=WORDS[:5]))


def test_copied_sentences_join_although_the_days_are_far():
    copied = telling(words=WORDS, published="2031-05-28", agents=(), participants=())
    assert joined(telling(words=WORDS, agents=(), participants=()), copied, alike=0.15)
    assert not joined(telling(words=WORDS), copied, alike=0.0)


def test_statements_join_by_speaker_and_words():
    said = {"event_type": "Statement", "top": "Statement", "roots": ("say",), "speech": True, "participants": ()}
    assert joined(telling(**said, words=WORDS), telling(**said, words=WORDS[:5]))
    assert not joined(telling(**said, words=WORDS), telling(**said, words=(*WORDS[:2], "ferry", "tariff", "envoy")))
    assert not joined(telling(**said, words=WORDS), telling(**{**said, "agents": ("ivo-marsh",)}, words=WORDS))
    assert not joined(telling(**said, words=WORDS), telling(words=WORDS))


def test_comparison_is_symmetric():
    ends = [telling(), telling(first="2031-05-09", last="2031-05-11"), telling(ahead=True, lead=False, words=WORDS)]
    for a in ends:
        for b in ends:
            assert signatures.compare(a, b, 0.5, BROADER) == signatures.compare(b, a, 0.5, BROADER)


def test_clusters_do_not_depend_on_the_order_of_nodes_and_edges():
    nodes = {n: telling() for n in range(6)}
    order = {n: (f"article {n}",) for n in nodes}
    edges = [(0, 1, 0.8), (1, 2, 0.8), (0, 2, 0.4), (3, 4, 0.5), (2, 3, 0.5), (4, 5, 0.31)]
    first = signatures.cluster(nodes, edges, order)
    for some in list(permutations(edges))[::60]:
        assert signatures.cluster(nodes, some, order) == first
    names = {0: 5, 1: 3, 2: 4, 3: 1, 4: 0, 5: 2}
    renamed = signatures.cluster(
        {names[n]: s for n, s in nodes.items()},
        [(names[a], names[b], s) for a, b, s in edges],
        {names[n]: o for n, o in order.items()},
    )
    assert renamed == [[names[n] for n in group] for group in first]


def test_a_chain_of_joins_does_not_draw_everything_together():
    nodes = {n: telling() for n in range(8)}
    edges = [(n, n + 1, 0.5) for n in range(7)]
    groups = signatures.cluster(nodes, edges, {n: (str(n),) for n in nodes})
    assert max(map(len, groups)) <= 4


def test_a_cluster_never_holds_two_days():
    nodes = {
        0: telling(first="2031-05-03", last="2031-05-03"),
        1: telling(),
        2: telling(first="2031-05-08", last="2031-05-08"),
    }
    groups = signatures.cluster(nodes, [(0, 1, 0.9), (1, 2, 0.8)], {n: (str(n),) for n in nodes})
    assert groups == [[0, 1], [2]]


def test_few_blocks_an_event():
    crowded = telling(agents=tuple(f"actor {n}" for n in range(30)), first="2031-05-03", last="2031-05-04", words=WORDS)
    assert len(signatures.keys(crowded)) <= 25
    assert signatures.keys(telling(words=WORDS[:2])) == []


def test_what_is_told_as_past_was_not_yet_to_come():
    """Talks that have begun and the next round of talks are two, though either may be what "talks may begin" tells."""
    nodes = {
        0: telling(published="2031-05-10"),
        1: telling(published="2031-05-10", ahead=True),
        2: telling(published="2031-05-10", ahead=True, first="2031-05-21", last="2031-05-30"),
    }
    groups = signatures.cluster(nodes, [(0, 1, 0.9), (1, 2, 0.8)], {n: (str(n),) for n in nodes})
    assert groups == [[0, 1], [2]]


def test_what_an_article_tells_as_done_is_not_what_it_tells_as_to_come():
    nodes = {0: Signature("Consult", "Consult", ("talk",)), 1: Signature("Consult", "Consult", ("talk",), ahead=True)}
    nodes[2] = Signature("Consult", "Consult", ("talk",))
    order = {0: ("2025-04-01", "a", "0"), 1: ("2025-04-01", "a", "1"), 2: ("2025-04-02", "b", "0")}
    groups = signatures.cluster(nodes, [(0, 2, 0.9), (1, 2, 0.8)], order)
    assert sorted(groups) == [[0, 2], [1]]


def announcing(**changed: Any) -> Signature:
    given: dict[str, Any] = {"event_type": "Announce", "top": "Statement", "roots": ("announce",), "lead": True}
    return Signature(**(given | {"published": "2025-04-01", "words": WORDS} | changed))


def test_the_announcement_is_what_was_announced():
    said = announcing(speech=True, agents=("ada-brakel",))
    assert signatures.compare(said, announcing(), 0.5, BROADER)
    assert not signatures.compare(said, announcing(), 0.2, BROADER)  # articles on other stories
    assert not signatures.compare(said, announcing(agents=("bo-lind",)), 0.5, BROADER)  # somebody else's
    assert not signatures.compare(said, announcing(lead=False), 0.5, BROADER)
    assert signatures.sought(said) == ["announce"]
    assert signatures.sought(announcing(speech=True, roots=("say",))) == []  # everybody says something


def test_the_same_month_without_a_year():
    planned = telling(participants=("ada-brakel", "bo-lind"), ahead=True, month="mid-april", lead=False)
    assert "Consult mid-april" in signatures.sought(planned)
    assert signatures.apart(planned, telling(month="in february"))
    assert not signatures.apart(planned, telling(month="april"))
    assert not signatures.apart(planned, telling())
    assert [signatures.month_of(words) for words in ("mid-April", "5 May", "Sept. 3", "Monday", "marching")] == [
        4,
        5,
        9,
        None,
        None,
    ]
