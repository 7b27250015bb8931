"""One event, many articles: what joins two tellings, what keeps them apart, how clusters grow."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from typing import Any

from kg.story.events import sameness, signatures
from kg.story.events.clusters import JOIN, cluster
from kg.story.events.resolution import Sought, on_one_subject
from kg.story.events.signatures import Signature

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
    return sameness.compare(a, b, alike) is not None


def test_the_same_word_in_articles_on_one_subject_is_one_event():
    assert joined(telling(), telling(published="2031-05-11", words=WORDS[2:]))
    score, reason = sameness.compare(telling(), telling(), 0.6) or (0, "")
    assert score >= JOIN
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


def chance(a: Signature, b: Signature, alike: float = 0.6) -> float:
    return sameness.probability(sameness.numbers(a, b, alike))


def test_words_that_tell_of_anything_say_less():
    loose = {"event_type": "Other", "top": "Other", "roots": ("make",)}
    named = {"event_type": "Other", "top": "Other", "roots": ("christen",)}
    assert chance(telling(**loose), telling(**loose)) < chance(telling(**named), telling(**named))
    assert not joined(telling(**loose), telling(**loose, words=WORDS[3:]))


def test_kindred_words_of_the_same_people_on_the_same_day():
    raid = {"event_type": "Crime", "top": "Crime", "first": "2031-05-03", "last": "2031-05-03"}
    heist, robbery = telling(**raid, roots=("heist",)), telling(**raid, roots=("robbery",))
    assert joined(heist, robbery)
    assert chance(heist, telling(**raid, roots=("verdict",))) < chance(heist, robbery)


def test_days_out_of_the_context_speak_against_it_and_exclude_nothing():
    own = telling(top="Harm", first="2031-05-03", last="2031-05-03")
    other = {"top": "Harm", "first": "2031-05-08", "last": "2031-05-08"}
    assert not joined(own, telling(**other))
    assert joined(own, telling(**other, own=False))
    assert chance(own, telling(**other, own=False)) < chance(own, own)


def test_talks_with_one_are_not_talks_with_another():
    assert signatures.apart(telling(), telling(participants=("una-holt",)))
    assert not signatures.apart(telling(), telling(participants=("una-holt", "ode-fell")))
    assert not signatures.apart(telling(top="Harm"), telling(top="Harm", participants=("una-holt",)))


def test_many_events_of_one_kind_make_each_less_sure():
    assert chance(telling(rivals=3, kin=4, kin_top=5), telling()) < chance(telling(), telling())


def test_two_tellings_of_one_article_stay_two():
    nodes = {n: telling() for n in range(3)}
    order = {0: ("2031-05-10", "a", "0"), 1: ("2031-05-10", "a", "1"), 2: ("2031-05-11", "b", "0")}
    assert cluster(nodes, [(0, 2, 0.9), (1, 2, 0.8)], order) == [[0, 2], [1]]
    order[0] = ("2031-05-10", "c", "0")
    assert sorted(cluster(nodes, [(0, 2, 0.9), (1, 2, 0.9)], order)) == [[1, 0, 2]]


def test_what_has_been_held_is_not_what_is_to_come_even_where_its_day_is_guessed():
    """A day out of the context says nothing against its article: what that tells as done was done by then."""
    plan = telling(first="2031-05-20", last="2031-05-25", own=True, ahead=True)
    asked = telling(ahead=True)
    held = telling(first="2031-05-01", last="2031-05-31", own=False)
    nodes, order = {0: plan, 1: asked, 2: held}, {n: ("2031-05-10", f"article {n}", "0") for n in range(3)}
    edges = [(0, 1, 0.9), (1, 2, 0.9), (0, 2, 0.8)]
    assert cluster(nodes, edges, order) == [[0, 1], [2]]
    assert cluster(nodes | {2: replace(held, ahead=True)}, edges, order) == [[0, 1, 2]]


def test_akin_words_of_one_sentence_are_one_where_others_join_them():
    many = (*WORDS, "ferry")
    nodes = {n: telling(roots=("meet",), words=many) for n in (0, 2)}
    nodes |= {n: telling(event_type="Consult", roots=("talk",), words=many) for n in (1, 3)}
    order = {n: ("2031-05-10", f"article {n // 2}", str(n)) for n in nodes}
    edges = [(0, 2, 0.9), (1, 3, 0.9), (0, 3, 0.5), (1, 2, 0.5)]
    assert cluster(nodes, edges, order) == [[0, 1, 2, 3]]
    apart = {n: replace(s, words=WORDS[n : n + 3]) for n, s in nodes.items()}
    assert cluster(apart, edges, order) == [[0, 2], [1, 3]]


def test_an_interview_is_no_round_of_talks():
    interview, talks = telling(event_type="Interview", roots=("interview",)), telling(event_type="Negotiate", roots=("discuss",))
    assert signatures.other_kind(interview, talks)
    assert not joined(interview, talks)
    assert not signatures.other_kind(interview, telling(event_type="Consult"))
    assert not signatures.other_kind(interview, telling(event_type="Other", top="Other"))


def test_kindred_words_are_looked_at_where_sentences_share_words():
    def sought(node: int, signature: Signature) -> Sought:
        found = sameness.vectors(signature.roots)
        assert found is not None
        return Sought({r: [node] for r in signature.roots}, {w: [node] for w in signature.words}, {node: found})

    heist, robbery = telling(roots=("heist",)), telling(roots=("robbery",))
    assert on_one_subject({1}, sought(1, heist), sought(2, robbery)) == {(1, 2)}
    assert on_one_subject(set(), sought(1, heist), sought(2, robbery)) == set()
    assert on_one_subject({1}, sought(1, heist), sought(2, telling(roots=("robbery",), words=WORDS[2:]))) == set()
    assert on_one_subject({1}, sought(1, heist), sought(2, telling(roots=("verdict",)))) == set()


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
            assert sameness.compare(a, b, 0.5) == sameness.compare(b, a, 0.5)


def test_clusters_do_not_depend_on_the_order_of_nodes_and_edges():
    nodes = {n: telling() for n in range(6)}
    order = {n: (f"article {n}",) for n in nodes}
    edges = [(0, 1, 0.8), (1, 2, 0.8), (0, 2, 0.4), (3, 4, 0.5), (2, 3, 0.5), (4, 5, 0.31)]
    first = cluster(nodes, edges, order)
    for some in list(permutations(edges))[::60]:
        assert cluster(nodes, some, order) == first
    names = {0: 5, 1: 3, 2: 4, 3: 1, 4: 0, 5: 2}
    renamed = cluster(
        {names[n]: s for n, s in nodes.items()},
        [(names[a], names[b], s) for a, b, s in edges],
        {names[n]: o for n, o in order.items()},
    )
    assert renamed == [[names[n] for n in group] for group in first]


def test_a_chain_of_joins_does_not_draw_everything_together():
    nodes = {n: telling() for n in range(8)}
    edges = [(n, n + 1, 0.5) for n in range(7)]
    groups = cluster(nodes, edges, {n: (str(n),) for n in nodes})
    assert max(map(len, groups)) <= 4


def test_a_cluster_never_holds_two_days():
    nodes = {
        0: telling(first="2031-05-03", last="2031-05-03"),
        1: telling(),
        2: telling(first="2031-05-08", last="2031-05-08"),
    }
    groups = cluster(nodes, [(0, 1, 0.9), (1, 2, 0.8)], {n: (str(n),) for n in nodes})
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
    groups = cluster(nodes, [(0, 1, 0.9), (1, 2, 0.8)], {n: (str(n),) for n in nodes})
    assert groups == [[0, 1], [2]]


def test_what_an_article_tells_as_done_is_not_what_it_tells_as_to_come():
    nodes = {0: Signature("Consult", "Consult", ("talk",)), 1: Signature("Consult", "Consult", ("talk",), ahead=True)}
    nodes[2] = Signature("Consult", "Consult", ("talk",))
    order = {0: ("2025-04-01", "a", "0"), 1: ("2025-04-01", "a", "1"), 2: ("2025-04-02", "b", "0")}
    groups = cluster(nodes, [(0, 2, 0.9), (1, 2, 0.8)], order)
    assert sorted(groups) == [[0, 2], [1]]


def announcing(**changed: Any) -> Signature:
    given: dict[str, Any] = {"event_type": "Announce", "top": "Statement", "roots": ("announce",), "lead": True}
    return Signature(**(given | {"published": "2025-04-01", "words": WORDS} | changed))


def test_the_announcement_is_what_was_announced():
    said = announcing(speech=True, agents=("ada-brakel",))
    assert sameness.compare(said, announcing(), 0.5)
    assert not sameness.compare(said, announcing(), 0.2)  # articles on other stories
    assert not sameness.compare(said, announcing(agents=("bo-lind",)), 0.5)  # somebody else's
    assert not sameness.compare(said, announcing(lead=False), 0.5)
    assert signatures.sought(said) == ["announce"]
    assert signatures.sought(announcing(speech=True, roots=("say",))) == []  # everybody says something


def test_the_same_month_without_a_year():
    planned = telling(ahead=True, month="mid-april", lead=False)
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
