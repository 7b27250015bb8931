# ruff: noqa: E501 - sentences stay on one line
"""Sixteen planted pairs of tellings: four contradictions, and twelve harmless ones that look like some."""

from __future__ import annotations

import pytest

from kg.views.asked.disagreeing import Kind, Known, Told, kind_of
from kg.views.records.disagreements import Disagreements, disagreements

from .. import stories
from .test_records import asker

A, B = "The Harbour Wire", "North Gazette"
MET = "{agent:mara|Mara Lund} {!|met} {recipient:tomas|Tomas Verhoeven}"
PAIRS = {
    # contradictions: where, when, how many, whether at all
    "where!": (f"{MET} in {{place:tallinn|Tallinn}}.", f"{MET} in {{place:oslo|Oslo}}."),
    "when!": (f"{MET} on {{time:2031-03-12|12 March}}.", f"{MET} on {{time:2031-03-19|19 March}}."),
    "how many!": ("{agent:mara|Lund} {!|sold} {quantity:30 tonnes|30 tonnes}.", "{agent:mara|Lund} {!|sold} {quantity:90 tonnes|90 tonnes}."),
    "status!": (f"{MET}.", "=Denied {by:tomas|Verhoeven} denied that {agent:mara|Lund} {!|met} him."),
    # coarser and finer
    "where, coarser": (f"{MET} in {{place:tallinn|Tallinn}}.", f"{MET} in {{place:estonia|Estonia}}."),
    "where, a suburb": (f"{MET} in {{place:tallinn|Tallinn}}.", f"{MET} in {{place:viimsi|Viimsi}}."),
    "when, coarser": (f"{MET} on {{time:2031-03-12|12 March}}.", f"{MET} in {{time:2031-03-01/2031-03-31|March}}."),
    # changed later
    "when, moved": (f"=Planned {MET} on {{time:2031-05-12|12 May}}.", f"=Planned {MET} on {{time:2031-05-19|19 May}}, postponed by a week."),
    "status, cancelled": (f"=Planned {MET}.", "=Cancelled The talk of {agent:mara|Lund} and {recipient:tomas|Verhoeven} was {!|met} with a call-off."),
    "how many, grown": ("{agent:mara|Lund} {!|counted} {quantity:12 dead|12 dead}.", "{agent:mara|Lund} {!|counted} {quantity:40 dead|40 dead}."),
    # plan and outcome
    "status, held": (f"=Planned {MET}.", f"=Occurred {MET}."),
    "where, otherwise than planned": (f"=Planned {MET} in {{place:oslo|Oslo}}.", f"=Occurred {MET} in {{place:tallinn|Tallinn}}."),
    # within tolerance
    "how many, rounded": ("{agent:mara|Lund} {!|sold} {quantity:30 tonnes|about 30 tonnes}.", "{agent:mara|Lund} {!|sold} {quantity:28 tonnes|28 tonnes}."),
    "how many, at least": ("{agent:mara|Lund} {!|sold} {quantity:30 tonnes|more than 30 tonnes}.", "{agent:mara|Lund} {!|sold} {quantity:90 tonnes|90 tonnes}."),
    # a denial that is none, and what a copy garbled
    "status, refused": (f"{MET}.", "=Denied {agent:mara|Lund} was denied entry and never {!|met} {by:tomas|Verhoeven}."),
    "where, a copy": (f"{MET} in {{place:tallinn|Tallinn}}.", f"{MET} in {{place:oslo|Oslo}}."),
}  # fmt: skip


@pytest.fixture(scope="module")
def found() -> Disagreements:
    w = stories.World()
    w.entity("mara", "Person", "Mara Lund")
    w.entity("tomas", "Person", "Tomas Verhoeven")
    w.entity("tallinn", "Place", "Tallinn", at="24.75 59.44")
    w.entity("viimsi", "Place", "Viimsi", at="24.85 59.50")
    w.entity("oslo", "Place", "Oslo", at="10.75 59.91")
    w.entity("estonia", "Place", "Estonia", at="25.0 58.6")
    part = w.relation("tallinn", "schema:containedInPlace", "estonia")
    w.relations[int(part[9:])]["gazetteer"] = True
    for number, (name, pair) in enumerate(PAIRS.items()):
        key = f"e{number}"
        w.event(key, "Meet", name, weight=0.5)
        tellings = [(key + s.split()[0], s.partition(" ")[2]) if s.startswith("=") else (key, s) for s in pair]
        first = w.article(f"{name}, one", f"2031-04-{number + 1:02}", A, tellings[:1])
        later = f"2031-04-{number + 1 + (name == 'how many, grown'):02}"
        w.article(f"{name}, two", later, B, tellings[1:], copy_of=first if "copy" in name else None)
    return disagreements(asker(w.store()), kinds=[kind.value for kind in Kind])


def test_the_four_contradictions_are_found_and_no_harmless_pair_is_called_one(found: Disagreements) -> None:
    contradictions = {(d.label, d.what) for d in found if d.kind == "contradiction"}
    assert contradictions == {(name, name.rstrip("!")) for name in PAIRS if name.endswith("!")}
    for one in found:
        assert len(one.values) == 2 and all(cited for _, cited in one.values)


def test_the_harmless_ones_are_told_by_their_kind(found: Disagreements) -> None:
    kinds = {d.label: d.kind for d in found if not d.label.endswith("!")}
    assert kinds == {
        "where, coarser": "coarser and finer", "where, a suburb": "coarser and finer", "when, coarser": "coarser and finer",
        "when, moved": "changed later", "status, cancelled": "changed later", "how many, grown": "changed later",
        "status, held": "plan and outcome", "where, otherwise than planned": "plan and outcome",
        "how many, rounded": "within tolerance", "how many, at least": "within tolerance",
    }  # fmt: skip


def test_who_denies_is_told(found: Disagreements) -> None:
    (denied,) = [d for d in found if d.label == "status!"]
    assert [value for value, _ in denied.values] == ["happened", "denied by Tomas Verhoeven"]


def test_as_data_and_page(found: Disagreements) -> None:
    assert found.write("csv").splitlines()[0].startswith("what,when,slot,kind,value,sentence")
    assert "https://kg.example" not in found.write("csv")
    assert len(found.write("jsonl").splitlines()) == len(found)
    assert "denied by Tomas Verhoeven" in found.html
    assert set(found.to_frame()["kind"]) == {d.kind for d in found}


def test_a_day_apart_is_none_where_a_weekday_was_reckoned() -> None:
    def told(day: str, exact: bool) -> Told:
        return Told((day, day, exact), day, day, None, "Occurred", None, "")

    assert kind_of("when", told("2031-03-12", False), told("2031-03-13", True), Known()) is Kind.TOLERANCE
    assert kind_of("when", told("2031-03-12", True), told("2031-03-13", True), Known()) is Kind.CONTRADICTION


def test_who_is_compared_by_name_alone() -> None:
    def told(who: str) -> Told:
        return Told(who, who, who, None, "Occurred", None, "")

    known = Known(linked={"mara": {"brisk"}}, named={"mara", "brisk", "ode"})
    assert kind_of("who", told("mara"), told("ode"), known) is Kind.CONTRADICTION
    assert kind_of("who", told("mara"), told("brisk"), known) is None
    assert kind_of("who", told("mara"), told("officials"), known) is None


def test_a_count_whose_words_are_cut_is_none() -> None:
    def told(amount: float, words: str, sentence: str) -> Told:
        return Told((amount, "dollar", words), sentence, sentence, None, "Occurred", None, sentence)

    million = told(38e6, "$38 million", "She paid $38 million in tax.")
    assert kind_of("how many", million, told(38, "$38", "She paid $38m in tax."), Known()) is None
    assert kind_of("how many", million, told(38, "$38", "She paid $38 in tax."), Known()) is Kind.CONTRADICTION


def test_a_part_that_is_called_by_the_whole_is_the_finer_one() -> None:
    known = Known(points={"a": (37.2, -119.3), "b": (40.0, -122.0)}, names={"a": "Karelia", "b": "Northern Karelia"})
    one, other = (Told(place, place, place, "2031-04-01", "Occurred", None, "x") for place in "ab")
    assert kind_of("where", one, other, known) is Kind.COARSER
    apart = Known(points=known.points, names={"a": "Karelia", "b": "Lapland"})
    assert kind_of("where", one, other, apart) is Kind.CONTRADICTION


def test_what_was_so_before_it_was_called_off_is_no_contradiction() -> None:
    def telling(status: str, published: str) -> Told:
        return Told(status, published, published, published, status, None, "x")

    held, later = telling("Occurred", "2031-04-01"), telling("Occurred", "2031-04-09")
    cancelled = telling("Cancelled", "2031-04-05")
    assert kind_of("status", held, cancelled, Known()) is Kind.SUCCESSION
    assert kind_of("status", later, cancelled, Known()) is Kind.CONTRADICTION


def test_a_weekday_that_two_articles_reckon_from_their_own_days_is_no_contradiction() -> None:
    def on(day: str, exact: bool) -> Told:
        return Told((day, day, exact), day, day, day, "Occurred", None, "x")

    assert kind_of("when", on("2031-04-02", False), on("2031-04-09", False), Known()) is Kind.TOLERANCE
    assert kind_of("when", on("2031-04-02", True), on("2031-04-09", False), Known()) is Kind.CONTRADICTION


def test_what_an_article_has_from_one_and_denied_by_another_contradict_each_other() -> None:
    w = stories.World()
    for key, cls, name in (("mara", "Person", "Mara Lund"), ("brisk", "Organization", "Brisk Bank"), ("gull", "Organization", "The Gull")):
        w.entity(key, cls, name)
    w.entity("tallinn", "Place", "Tallinn")
    w.entity("oslo", "Place", "Oslo")
    w.event("told", "Meet", "Lund meets a banker in Tallinn", weight=0.6)
    w.event("denied", "Meet", "Lund met a banker in Tallinn", status="Denied", weight=0.6)
    w.event("elsewhere", "Meet", "Lund meets a banker in Oslo", weight=0.6)
    w.article("A denial", "2031-04-03", A, [
        ("told", "{by:gull|The Gull} had reported that {agent:mara|Mara Lund} {!|met} a banker in {place:tallinn|Tallinn}."),
        ("elsewhere", "{by:gull|The Gull} had reported that {agent:mara|Mara Lund} {!|met} a banker in {place:oslo|Oslo}, too."),
        ("denied=Denied", "{by:brisk|Brisk Bank} denied that {agent:mara|Mara Lund} had {!|met} anybody in {place:tallinn|Tallinn}."),
    ])  # fmt: skip
    (one,) = disagreements(asker(w.store())).found
    assert (one.label, one.what, one.kind) == ("Lund meets a banker in Tallinn", "status", "contradiction")
    assert [value for value, _ in one.values] == ["happened, as The Gull reports", "denied by Brisk Bank"]
