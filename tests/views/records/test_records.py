"""What is known of an entity, an event, an article: gathered right, every sentence cited, and text stays text."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pyoxigraph as ox
import pytest

from kg.errors import KgError
from kg.graph import vocabulary as v
from kg.graph.asking.sparql import ask
from kg.views.records.article import article
from kg.views.records.citing import in_one_line
from kg.views.records.event import event
from kg.views.records.record import fragment, page, web_address
from kg.views.records.show import show
from kg.views.records.shown import Shown

from .. import stories


def asker(store: ox.Store) -> Callable[..., Any]:
    return lambda text, **values: ask(store, text, values, trusted=True)


@pytest.fixture(scope="module")
def query() -> Callable[..., Any]:
    return asker(stories.small().store())


def shown(query: Callable[..., Any], key: str, **options: Any) -> Shown:
    return show(query, stories.entity_iri(key), **options)


def test_an_entity(query: Callable[..., Any]) -> None:
    found = shown(query, "mara")
    assert (found.label, found.entity_class, found.articles, found.origins) == ("Mara Lindqvist", "Person", 3, 2)
    assert {name: len(articles) for name, articles in found.names.items()} == {"Mara Lindqvist": 2, "Lindqvist": 2}
    assert [(e.label.split(":")[0], e.status, e.roles) for e in found.events] == [
        ("talks", "Occurred", ("agent",)),
        ("sign", "Planned", ("participant",)),
        ("said", "Occurred", ("agent",)),
    ]
    assert [s.headline for s in found.sources] == [
        "Cobalt talks open",
        "Cobalt talks open, agency says",
        "No date on this one",
    ]
    assert found.sources[1].origin == found.sources[0].origin != found.sources[2].origin
    cited = found.events[0].cited  # what a copy repeats is told once
    assert [(c.date, c.status) for c in cited] == [("2031-03-13", "Occurred"), (None, "Planned")]
    (whole, *_) = shown(query, "mara", sentences=None).events
    assert [c.date for c in whole.cited] == ["2031-03-13", "2031-03-14", None]
    assert [cited[0].sentence[b:e] for b, e in cited[0].marks] == ["met"]
    assert [(r.label, r.events) for r in found.companions] == [("Borealis Cobalt", 1), ("Tomáš Verhoeven", 1)]
    assert [(r.label, r.events) for r in found.places] == [("Tallinn", 1)]


def test_fewer_sentences_agree_with_the_status(query: Callable[..., Any]) -> None:
    (talks, *_) = shown(query, "mara", sentences=1).events
    assert [c.status for c in talks.cited] == ["Occurred"]


def test_positions_and_ties_have_their_sentences(query: Callable[..., Any]) -> None:
    (position,) = shown(query, "tomas").positions
    assert position.text == "chief executive, Borealis Cobalt, since 1 Jan 2030"
    assert [c.sentence for c in position.cited] == ["Verhoeven has headed Borealis Cobalt since 2030."]
    (tie,) = shown(query, "ida").ties
    assert (tie.how, tie.label) == ("memberOf", "Dockers' Union")
    assert [c.sentence for c in tie.cited] == ["Kallas belongs to the Dockers' Union."]
    ties = shown(query, "union").ties
    assert [(t.how, t.label) for t in ties] == [("memberOf of", "Ida Kallas")]


def test_what_is_said_by_it_and_of_it() -> None:
    from graph import samples

    query = asker(samples.store())
    found = show(query, samples.IRIS.entity("mara"))
    assert [(c.text, c.said_to) for c in found.said] == [("We may sell 45 tonnes in June,", "Herald")] * 2
    assert found.said_of_it == []


def test_an_event(query: Callable[..., Any]) -> None:
    found = event(query, stories.event_iri("talks"))
    assert (found.status, found.when, found.articles) == ("Occurred", "12 Mar 2031", 3)
    slots = [(s.how, s.label) for s in found.slots]
    assert slots == [("agent", "Mara Lindqvist"), ("recipient", "Tomáš Verhoeven"), ("place", "Tallinn")]
    assert [s.status for s in found.steps] == ["Occurred", "Planned"]
    assert len(found.cited) == 3 == len(found.sources)
    with pytest.raises(KgError, match="KG040"):
        event(query, stories.event_iri("none"))


def test_an_article(query: Callable[..., Any]) -> None:
    sources = shown(query, "mara").sources
    found = article(query, sources[1].iri)
    assert (found.label, found.source.publisher) == ("Cobalt talks open, agency says", "North Gazette")
    assert "".join(words for words, _ in found.text).startswith(
        "Cobalt talks open, agency says\n\nMara Lindqvist met Tomáš"
    )
    assert [words for words, entity in found.text if entity] == ["Mara Lindqvist", "Tomáš Verhoeven", "Tallinn"]
    assert [s.headline for s in found.derived_from] == ["Cobalt talks open"]
    assert [s.headline for s in article(query, sources[0].iri).copies] == ["Cobalt talks open, agency says"]
    assert [(e.label.split(":")[0], e.how) for e in found.events] == [("talks", "Occurred")]
    with pytest.raises(KgError, match="KG024"):
        article(query, "https://kg.example/id/article/none")


def test_an_article_without_a_headline_is_called_by_its_first_words() -> None:
    store = stories.small().store()
    for quad in list(store.quads_for_pattern(None, ox.NamedNode(v.HEADLINE), None, None)):
        store.remove(quad)
    found = show(asker(store), stories.entity_iri("ida"))
    assert {s.title for s in found.sources} == {
        "“Takeover rumours denied Borealis Cobalt is not …”",
        "“No date on this one Ida Kallas …”",
    }
    assert found.events[0].cited[0].title in {s.title for s in found.sources}
    assert found.events[0].cited[0].headline is None


def test_every_note_leads_to_a_source(query: Callable[..., Any]) -> None:
    text = page("entity", shown(query, "mara"))
    notes = set(re.findall(r'href="#(source-\d+)"', text))
    assert notes == set(re.findall(r'<li id="(source-\d+)"', text)) == {"source-1", "source-2", "source-3"}
    assert "same origin as [1]" in text


@pytest.mark.parametrize("kind", ["entity", "event", "article"])
def test_text_stays_text(kind: str) -> None:
    query = asker(stories.hostile().store())
    for number in range(len(stories.HOSTILE)):
        if kind == "entity":
            record: Any = show(query, stories.entity_iri(f"h{number}"), sentences=None)
        elif kind == "event":
            record = event(query, stories.event_iri(f"e{number}"))
        else:
            record = article(query, show(query, stories.entity_iri(f"h{number}")).sources[0].iri)
        for made in (page(kind, record), fragment(kind, record)):
            assert not re.search(r"<(script|img|svg|b)\b", made), made
            assert "javascript:" not in "".join(re.findall(r'href="([^"]*)"', made))
            assert set(re.findall(r"<([a-z0-9]+)", made.split("</style>")[-1])) <= TAGS
            assert "49" not in made or "7*7" in made  # no template of a name is filled


def test_a_cell_styles_nothing_but_itself() -> None:
    style = fragment("entity", shown(asker(stories.small().store()), "mara")).partition("<style>")[2].partition("</style>")[0]
    selectors = [s.strip() for rule in re.findall(r"([^{}]+)\{", style) for s in rule.split(",")]
    assert selectors and all(s.startswith(".kg-record") for s in selectors)


TAGS = {
    "body", "main", "h1", "h2", "h3", "h4", "small", "p", "ul", "ol", "li", "span", "a", "figure", "blockquote", "figcaption",
    "mark", "div", "dl", "dt", "dd",
}  # fmt: skip


def test_only_web_addresses_are_links() -> None:
    assert web_address("https://x.example/") == "https://x.example/"
    for url in (
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "urn:x",
        "",
        None,
        " https://x.example",
    ):
        assert web_address(url) is None


def test_one_line_keeps_marks_on_their_letters() -> None:
    text, marks = in_one_line("  one\n\n two  three ", [(8, 11), (13, 18), (2, 5), (9, 11)])
    assert text == "one two three"
    assert [text[b:e] for b, e in marks] == ["one", "two", "three"]


def test_a_record_is_the_same_whatever_the_order() -> None:
    world = stories.small()
    quads = list(world.store())
    made = []
    for ordered in (quads, quads[::-1]):
        store = ox.Store()
        store.extend(ordered)
        made.append(page("entity", show(asker(store), stories.entity_iri("mara"))))
    assert made[0] == made[1]
