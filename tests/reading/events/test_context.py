"""Days and places out of the context: what is a candidate, what is chosen, and where it is written."""

import numpy as np
import pytest

from kg.knowledge import gazetteer
from kg.reading.events import context, context_places
from kg.reading.events.context_places import Wheres
from kg.reading.events.context_times import Days
from kg.reading.events.told import happenings
from kg.reading.text.annotations import DocArgument, DocChain, DocEvent, DocMention, DocTime, annotated
from kg.reading.text.syntax import syntax

MET, TALKS = "Ministers held talks with envoys in Oslo .", "The firm fired its director ."


def day(at: int, first: str, last: str | None = None, granularity: str = "unitDay") -> DocTime:
    return DocTime(at, at + 1, "date", first, None, first, last or first, "Explicit", granularity)


@pytest.fixture
def doc(parsed):
    """Talks in Oslo, dated by "in" (token 5, which stands for a day), and a firing that nothing dates or places."""
    made = parsed(MET, TALKS)
    noted = annotated(made)
    noted.published = "2031-05-06"
    noted.times = [day(5, "2031-05-05")]
    oslo = next(k for k, m in enumerate(noted.mentions) if made[m.head].text == "Oslo")
    talks = DocEvent(2, 3, 2, "talk", "Meet", event=0, weight=0.9)
    talks.arguments = [DocArgument("time", 5, 6, 5, time=0), DocArgument("place", 6, 7, 6, mention=oslo)]
    noted.events = [talks, DocEvent(10, 11, 10, "fire", "Dismiss", event=1, weight=0.9)]
    return made


def told(doc, index):
    return [(a.role, doc[a.start : a.end].text, a.context) for a in annotated(doc).events[index].arguments]


def test_what_the_article_says_beside_it_comes_first(doc, monkeypatch):
    monkeypatch.setattr(context, "weights", lambda slot: {"none": -50.0})
    context.Context()(doc)
    assert told(doc, 0) == [("time", "in", False), ("place", "Oslo", False)]
    assert told(doc, 1) == [("time", "in", True), ("place", "Oslo", True)]


def test_nothing_is_given_where_nothing_is_sure(doc, monkeypatch):
    monkeypatch.setattr(context, "weights", lambda slot: {"none": 0.5})
    context.Context()(doc)
    assert told(doc, 1) == []


def test_what_matters_little_or_is_a_state_gets_none(doc, monkeypatch):
    monkeypatch.setattr(context, "weights", lambda slot: {"none": -50.0})
    event = annotated(doc).events[1]
    event.weight = 0.05
    context.Context()(doc)
    event.weight, event.event_type = 0.9, "State"
    context.Context()(doc)
    assert told(doc, 1) == []


def test_words_beside_it_may_be_overruled(doc, monkeypatch):
    noted = annotated(doc)
    noted.times = [day(5, "2031-05-05"), day(8, "2031-05-01")]
    noted.events[1].arguments = [DocArgument("time", 8, 9, 8, time=1)]
    monkeypatch.setattr(context, "weights", lambda slot: {"linked": 0.5, "near=before1": 1.0, "none": -50.0})
    context.Context()(doc)
    assert not any(a.doubtful or a.context for a in noted.events[1].arguments if a.role == "time")
    monkeypatch.setattr(context, "weights", lambda slot: {"linked": -0.5, "near=before1": 1.0, "none": -50.0})
    context.Context()(doc)
    dates = [(a.time, a.doubtful, a.context) for a in noted.events[1].arguments if a.role == "time"]
    assert dates == [(1, True, False), (0, False, True)]


def test_a_stretch_of_its_own_gives_way_to_the_day_within_it_alone(doc, monkeypatch):
    noted = annotated(doc)
    noted.times = [day(5, "2031-05-05"), day(7, "2031-05-01", "2031-05-31", "unitMonth")]
    noted.events[1].arguments = [DocArgument("time", 7, 8, 7, time=1)]
    monkeypatch.setattr(context, "weights", lambda slot: {"within its own": 3.0, "none": -50.0})
    context.Context()(doc)
    dates = [(a.time, a.doubtful, a.context) for a in noted.events[1].arguments if a.role == "time"]
    assert dates == [(1, False, False), (0, False, True)]


def test_how_a_stretch_of_its_own_stands_to_the_days_within_it(doc):
    noted = annotated(doc)
    noted.times = [day(5, "2031-05-05"), day(7, "2031-05-01", "2031-05-31", "unitMonth"), day(8, "2031-06-02")]
    noted.events[1].arguments = [DocArgument("time", 7, 8, 7, time=1)]
    tree = syntax(doc)
    known = happenings(tree, noted)
    days = Days(tree, noted, known)
    assert [d.first for d in days.own(known[1])] == ["2031-05-01"]
    assert "within its own" in days.describe(known[1], days.all[0])


def test_how_a_day_and_a_place_stand_to_a_happening(doc):
    noted, tree = annotated(doc), syntax(doc)
    known = happenings(tree, noted)
    days, wheres = Days(tree, noted, known), Wheres(tree, noted, known)
    features = days.describe(known[1], days.all[0])
    assert {"near=before1", "carried 1", "when=day", "only day", "last named 1"} <= set(features)
    assert {"linked", "hangs on mine"} <= set(days.describe(known[0], days.all[0]))
    assert {"near=before1", "carried 1", "prep=in False", "only place"} <= set(wheres.describe(known[1], wheres.all[0]))
    assert {"linked", "hangs on mine in", "under event same"} <= set(wheres.describe(known[0], wheres.all[0]))


def test_the_claim_that_decides_the_status_tells_it(doc, monkeypatch):
    monkeypatch.setattr(context, "weights", lambda slot: {"none": -50.0})
    noted = annotated(doc)
    noted.events.append(DocEvent(12, 13, 12, "dismissal", "Dismiss", event=1, weight=0.9, status="Planned"))
    noted.events[1].status = "Occurred"
    context.Context()(doc)
    assert told(doc, 1) and not told(doc, 2)


def test_the_weights_speak_of_both_slots():
    assert context.weights("time")["linked"] > 0 and context.weights("place")["linked"] > 0
    assert context.chances("time", [], ["none"]) == []


def test_what_has_happened_is_not_where_alone_another_of_its_kind_is_yet_to_come(doc):
    noted, tree = annotated(doc), syntax(doc)
    known = happenings(tree, noted)
    assert len(Wheres(tree, noted, known).open_to(known[1])) == 1
    noted.events[1].event_type, noted.events[0].status = "Meet", "Cancelled"
    assert Wheres(tree, noted, known).open_to(known[1]) == []


class Together:
    """In place of the trees that ship: a place is as likely as all those together that are right where it is."""

    def sum(self, table):
        together = np.clip(table[:, context.RIVALRY.index("together")], 1e-6, 1 - 1e-6)
        return np.log(together / (1 - together))


def test_how_a_place_stands_beside_the_others():
    rows = context.beside_others([0.5, 0.3], [[0], [0, 1]], [False, True])
    told_ = [dict(zip(context.RIVALRY, row, strict=True)) for row in rows.round(3).tolist()]
    assert told_[0] == {
        "chance": 0.5, "together": 0.5, "none": 0.2, "rank": 0, "gap": 0.2, "count": 2, "ratio": -0.511, "linked": 0,
    }  # fmt: skip
    assert (told_[1]["together"], told_[1]["rank"], told_[1]["gap"], told_[1]["linked"]) == (0.8, 1, -0.2, 1)


def test_a_town_counts_with_what_holds_it(doc, monkeypatch):
    noted = annotated(doc)
    oslo = next(m.chain for m in noted.mentions if doc[m.head].text == "Oslo")
    noted.events[0].arguments = []
    noted.chains += [DocChain("Place", names=["Norway"]), DocChain("Place", names=["Peru"])]
    noted.mentions += [
        DocMention(i, i + 1, i, "Named", "Place", len(noted.chains) - 2 + k) for k, i in enumerate((2, 3))
    ]
    monkeypatch.setattr(context, "weights", lambda slot: {"kind=city": 1.0, "none": -50.0})
    monkeypatch.setattr(context, "place_trees", Together)
    context.Context()(doc)
    assert told(doc, 1) == [("time", "in", True)]  # no place: one of three
    noted.chains[oslo].place, noted.chains[-2].place = (gazetteer.lookup(name)[0].id for name in ("Oslo", "Norway"))
    context.Context()(doc)
    assert ("place", "Oslo", True) in told(doc, 1)


def test_a_town_is_told_in_place_of_its_country_where_it_is_likely_enough():
    country = context_places.Where(0, [0], "country", place="c")
    town, other = (context_places.Where(n, [n], "city", within=frozenset("c"), place=f"t{n}") for n in (1, 2))
    places = [country, town, other]
    assert context._finest(places, [0.5, 0.3, 0.1], 0) == 1
    assert context._finest(places, [0.5, 0.2, 0.1], 0) == 0
    assert context._finest(places, [0.5, 0.3, 0.1], 2) == 2


def test_a_building_is_a_candidate_near_its_words(doc, monkeypatch):
    noted, tree = annotated(doc), syntax(doc)
    noted.events[0].arguments = []
    court = next(m.chain for m in noted.mentions if doc[m.head].text == "Oslo")
    noted.chains[court] = DocChain("Organization")
    known = happenings(tree, noted)
    wheres = Wheres(tree, noted, known)
    monkeypatch.setattr(context_places, "_NEAR", 0)
    assert [(p.chain, p.kind) for p in wheres.open_to(known[0])] == [(court, "building")]
    assert wheres.open_to(known[1]) == []


def test_a_call_is_nowhere(doc, monkeypatch):
    monkeypatch.setattr(context, "weights", lambda slot: {"none": -50.0})
    annotated(doc).events[1].event_type = "Call"
    context.Context()(doc)
    assert [role for role, _, _ in told(doc, 1)] == ["time"]
