"""A story on one screen: the weighty happenings, each with its best sentence, and none that tells nothing."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.views.pages.brief_page import BriefPage
from kg.views.records.brief import brief

from .. import stories
from .test_records import asker

# ruff: noqa: E501 - sentences stay on one line
FIRST = "{agent:mara|Mara Lund} and {agent:tomas|Tomas Verhoeven} {!|met} in {place:tallinn|Tallinn} on {time:2031-03-12|12 March} to sell cobalt."


def story() -> stories.World:
    w = stories.World()
    w.entity("mara", "Person", "Mara Lund")
    w.entity("tomas", "Person", "Tomas Verhoeven")
    w.entity("brisk", "Organization", "Brisk Bank")
    w.entity("wire", "Organization", "The Harbour Wire")
    w.entity("tallinn", "Place", "Tallinn")
    head = w.position("mara", "brisk", "chief executive")
    w.event("met", "Meet", "Lund and Verhoeven meet in Tallinn", first="2031-03-12", weight=0.9)
    w.event("again", "Meet", "Lund talks with Verhoeven", first="2031-03-12", weight=0.8)
    w.event("plan", "Meet", "Lund to see Verhoeven in May", status="Planned", first="2031-05-02", weight=0.8)
    w.event("past", "Meet", "Lund to see Verhoeven in January", status="Planned", first="2031-01-02", weight=0.8)
    w.event("denied", "Acquire", "Brisk Bank buys the port", status="Denied", weight=0.7)
    w.event("no", "Acquire", "Brisk Bank hands over names", status="Denied", weight=0.9)
    w.event("light", "Meet", "Lund sees a film", weight=0.1)
    w.event("nobody", "Explosion", "Something explodes", weight=0.9)
    w.event("headline", "Launch", "Brisk Bank launches", weight=0.9)
    w.event("words", "Announce", "Lund announces", weight=0.9)
    first = w.article("Cobalt talks", "2031-03-13", "The Harbour Wire", [
        ("met", FIRST),
        ("again", FIRST),
        (head, "{x:mara|Lund} has led {x:brisk|Brisk Bank} for years, the bank says in its report."),
        ("plan", "{agent:mara|Lund} is to {!|see} {recipient:tomas|Verhoeven} on {time:2031-05-02|2 May}, the bank said in the evening."),
        ("past", "{agent:mara|Lund} was to {!|see} {recipient:tomas|Verhoeven} on {time:2031-01-02|2 January}, at the bank's own house."),
        ("denied", "{by:tomas|Verhoeven} denied that {agent:brisk|Brisk Bank} had {!|bought} the port of the town."),
        ("no", "{by:tomas|Verhoeven} said that {agent:brisk|Brisk Bank} would not {!|hand over} any names to him."),
        ("light", "{agent:mara|Lund} {!|saw} a film in {place:tallinn|Tallinn} on the evening of the talks."),
        ("nobody", "Something {!|exploded} in the night, and nobody could say what it had been at all."),
        ("words", "“We are close”, {agent:mara|Lund} {!|said}, and {x:wire|The Harbour Wire} wrote it down."),
    ])  # fmt: skip
    w.article("Cobalt talks, agency says", "2031-03-14", "North Gazette", [("met", FIRST)], copy_of=first)
    w.article("No day", None, None, [("met", "In {place:tallinn|Tallinn} {agent:mara|Lund} {!|met} a man.")])
    return w


@pytest.fixture(scope="module")
def found() -> BriefPage:
    return BriefPage.of(brief(asker(story().store()), title="Cobalt"))


def test_what_is_told(found: BriefPage) -> None:
    assert found.scope == "3 articles of 2 independent origins, 13–14 Mar 2031, 1 without a date"
    assert [line.head.title for line in found.happened] == ["Lund and Verhoeven meet in Tallinn"]
    assert [line.title for line in found.planned] == ["Lund to see Verhoeven in May"]
    assert [line.title for line in found.undone] == ["Brisk Bank buys the port (denied by Tomas Verhoeven)"]
    (line,) = found.happened
    assert line.cited.sentence.startswith("Mara Lund and Tomas Verhoeven met in Tallinn on 12 March")
    assert (line.more, line.support) == ("+1 copy", "2 origins")
    assert found.people[0].told == "chief executive, Brisk Bank; 3 articles of 2 origins"
    assert [p.label for p in found.places] == ["Tallinn"]


def test_it_is_plain_values(found: BriefPage) -> None:
    (line,) = json.loads(json.dumps(found.data()))["happened"]
    assert line["head"]["title"] == "Lund and Verhoeven meet in Tallinn"
    # nor does anything that is no plain value reach those who write it otherwise
    assert not any(isinstance(value, set | frozenset) for value in asdict(found.happened[0].head).values())


def test_what_is_left_out_is_said(found: BriefPage) -> None:
    assert found.left_out == "Told: 3 of 6 happenings that matter."  # of the others no sentence tells
    assert found.left_out in found.html
    assert found.left_out in found.markdown


def test_what_is_unclear_unsupported_or_long_past_is_left_out() -> None:
    w = story()
    w.event("sunk", "Sink", "Lund sinks the ferry of Tallinn", first="2031-03-12", weight=0.9)
    w.event("old", "Win", "Mara Lund wins the harbour cup", first="2019-06-01", weight=0.9)
    w.event("may", "Win", "Mara Lund could win the harbour cup", first="2031-03-12", weight=0.9)
    w.event("won", "Win", "Mara Lund wins the spring cup", first="2031-03-12", weight=0.9)
    w.article("Cups", "2031-03-15", "The Harbour Wire", [
        ("sunk", "{agent:mara|Lund} and her friends {!|went} down to the pier at night, as they did each year."),
        ("old", "Years ago {agent:mara|Mara Lund} {!|won} the harbour cup, which nobody had thought she would."),
        ("may", "{agent:mara|Mara Lund} could {!|win} the harbour cup, if the wind is with her on that day."),
        ("won", "{agent:mara|Mara Lund} {!|won} the spring cup before two hundred people on the long pier."),
    ])  # fmt: skip
    titles = [line.head.title for line in brief(asker(w.store()), title="Cups").happened]
    assert "Mara Lund wins the spring cup" in titles
    assert not {t for t in titles if "harbour cup" in t or "ferry" in t}


def test_ten_lines_first_and_what_one_section_lacks_the_others_get(found: BriefPage) -> None:
    found.shown = 2
    assert sum(found.firsts) >= 2
    assert [len(first) + len(more) for _, first, more in found.sections] == [1, 1, 1]
    found.shown = 10


def test_it_stays_with_one(found: BriefPage) -> None:
    about = brief(asker(story().store()), title="Cobalt", entity=stories.entity_iri("brisk"), label="Brisk Bank")
    assert (about.label, about.happened, len(about.undone)) == ("Brisk Bank in Cobalt", [], 1)


def test_it_writes_itself(found: BriefPage, tmp_path: Path) -> None:
    page = found.save(tmp_path / "brief.html").read_text("utf8")
    assert "Lund and Verhoeven meet in Tallinn" in page and "denied by Tomas Verhoeven" in page
    assert "**Lund and Verhoeven meet in Tallinn** (2 origins, +1 copy)" in found.markdown
    assert found.data()["happened"][0]["head"]["weight"] == 0.9
    with pytest.raises(KgError, match="KG042"):
        found.save(tmp_path / "brief.pdf")


def test_names_that_try_to_break_out_stay_text() -> None:
    page = BriefPage.of(brief(asker(stories.hostile().store()), title="</title><script>")).html
    assert "<script" not in page and "onerror=alert" not in page.replace("&lt;img src=x onerror=alert", "")


def test_an_agreement_told_as_a_saying_is_a_deed_and_what_would_have_been_tells_nothing() -> None:
    w = stories.World()
    w.entity("mara", "Person", "Mara Lund")
    w.entity("tallinn", "Place", "Tallinn")
    w.event("agree", "Announce", "The two sides agree to open the port of Tallinn", first="2031-03-12", weight=0.6)
    w.event("met", "Meet", "Mara Lund meets the pilots in Tallinn", first="2031-03-12", weight=0.8)
    w.article("Talks", "2031-03-13", "The Harbour Wire", [
        ("met", "Had {agent:mara|Mara Lund} {!|met} the pilots in {place:tallinn|Tallinn} for longer, all would be well."),
        ("met", "The pilots were {!|met} in {place:tallinn|Tallinn} by {agent:mara|Mara Lund} at her own house."),
        ("agree", "The two sides {!|agreed} to open the port of {place:tallinn|Tallinn} to all ships."),
    ])  # fmt: skip
    told = {line.head.title: line.cited.sentence for line in brief(asker(w.store()), title="Port").happened}
    assert list(told) == ["The two sides agree to open the port of Tallinn", "Mara Lund meets the pilots in Tallinn"]
    assert told["Mara Lund meets the pilots in Tallinn"].startswith("The pilots were met")


def test_what_one_voice_claims_and_plans_called_by_deeds_are_left_out() -> None:
    w = stories.World()
    w.entity("mara", "Person", "Mara Lund")
    w.entity("turku", "Place", "Turku")
    w.event("said", "Meet", "Mara Lund meets pilots, the port authority says", first="2031-03-12", weight=0.9)
    w.event("done", "Meet", "Turku puts off its vote", first="2031-03-12", weight=0.9)
    w.event("vote", "Meet", "Turku puts off its vote", status="Planned", first="2031-04-12", weight=0.9)
    w.article("Talks", "2031-03-13", "The Harbour Wire", [
        ("said", "{agent:mara|Mara Lund} {!|met} pilots in {place:turku|Turku} last night, said the port authority there."),
        ("done", "{agent:turku|Turku} {!|put off} the vote that it had planned for the spring of this year."),
        ("vote", "{agent:turku|Turku} put off the {!|vote} that it had planned for the spring of this year."),
    ])  # fmt: skip
    found = brief(asker(w.store()), title="Vote")
    assert [line.head.title for line in found.happened] == ["Turku puts off its vote"] and found.planned == []


def test_a_row_that_cannot_be_shown_right_is_left_out() -> None:
    w = stories.World()
    w.entity("mara", "Person", "Mara Lund")
    w.entity("tallinn", "Place", "Tallinn")
    w.event("flag", "Return", "Lund brings this flag to the port", first="2031-03-12", weight=0.9)
    w.event("nobody", "Meet", "A meeting is pencilled in in Tallinn", status="Planned", weight=0.9)
    w.event("undated", "Disease", "Outbreak in Tallinn", weight=0.9)
    w.event("other", "Arrest", "Lund is arrested in Tallinn", first="2031-03-08", weight=0.9)
    w.article("Port", "2031-03-13", "The Harbour Wire", [
        ("flag", "{agent:mara|Lund} {!|brought} this flag to the port on 12 March, in the evening."),
        ("nobody", "A meeting is {!|pencilled} in for the spring in {place:tallinn|Tallinn}, by the port."),
        ("undated", "A first {!|outbreak} in {place:tallinn|Tallinn} followed one in the port, it said."),
        ("other", "Yesterday, the police of {place:tallinn|Tallinn} said that {recipient:mara|Lund} was {!|arrested}."),
    ])  # fmt: skip
    page = brief(asker(w.store()), title="Port")
    assert not page.happened
    assert not page.planned
