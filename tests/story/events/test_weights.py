"""How much an event matters in the story."""

from kg.story.events.weights import weight_of
from story.events.test_summary import telling


def test_one_article_counts_where_the_event_weighs_most() -> None:
    assert weight_of([telling("a", None, weight=0.4), telling("a", None, weight=0.2)]) == 0.4
    assert weight_of([]) == 0


def test_more_origins_weigh_more() -> None:
    one, other = telling("a", None, weight=0.6), telling("b", None, weight=0.4)
    assert weight_of([one]) < weight_of([one, other]) < 1
    assert weight_of([other, one]) == weight_of([one, other])


def test_copies_of_one_report_weigh_no_more() -> None:
    report = telling("a", None, weight=0.6)
    assert weight_of([report, telling("b", None, origin="a", weight=0.6)]) == weight_of([report])


def test_what_many_mention_in_passing_stays_below_what_one_article_is_about() -> None:
    passing = [telling(str(i), None, weight=0.03) for i in range(10)]
    assert weight_of(passing) < 0.2 < weight_of([telling("a", None, weight=0.7)])
