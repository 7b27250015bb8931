"""Every face counts the same independent origins."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from kg import Story
from kg.cli.main import group
from kg.story.events.independent import CITED, origins_of
from kg.story.story import Telling
from kg.views.asked import article_rows
from kg.views.records.cited import folded
from kg.views.records.citing import Citing, Place


def telling(article: str, origin: str) -> Telling:
    return Telling(article=article, claim=0, published=None, origin=origin, event_type="Meet", lemma="meet", words="meet",
                   status="Occurred", certainty="Certain", tense="Past", own_voice=True, times=(), fillers=())  # fmt: skip


def test_there_are_never_more_origins_than_articles() -> None:
    own, cited, further = telling("a", "a"), telling("a", f"{CITED}paper"), telling("a", f"{CITED}radio")
    assert origins_of([own, cited, further]) == {f"{CITED}paper"}
    assert origins_of([own, cited, telling("b", f"{CITED}paper"), telling("c", "c")]) == {f"{CITED}paper", "c"}
    assert origins_of([own, cited]) == origins_of([cited, own])


def test_a_side_fact_of_a_medium_shares_an_origin_for_itself_alone() -> None:
    citing = Citing(lambda *_, **__: [], shared={"report": "a", "a": "a"})
    assert citing.origin_of(Place("b#char=0,5", "Words", source="report")) == "a"
    assert citing.origin_of(Place("b#char=0,5", "Words", source="another")) == "another"
    assert citing.origin_of(Place("b#char=0,5", "Words")) == "b"


@pytest.mark.model
def test_all_faces_agree(corpus_story: Story) -> None:
    store = str(corpus_story.path)
    facts = json.loads(CliRunner().invoke(group, ["info", "-s", store, "--json"]).stdout)
    assert facts["articles"] == 23
    told = f"{facts['articles']} articles of {facts['origins']} independent origins"
    assert CliRunner().invoke(group, ["info", "-s", store]).stdout.startswith(told)
    assert corpus_story.brief().scope.startswith(told)
    shared = article_rows.origins(corpus_story._solutions)
    articles = [str(row["a"]) for row in corpus_story.query("SELECT ?a { ?a a schema:NewsArticle }")]
    assert len({shared.get(iri, iri) for iri in articles}) == facts["origins"]
    several = "SELECT ?e ?n ?o { ?e a sem:Event ; kg:articleCount ?n ; kg:originCount ?o FILTER(?n > 1) }"
    events = list(corpus_story.query(several))
    assert len(events) > 20
    for row in events:
        assert row["o"] <= row["n"]
        assert len(folded(corpus_story.event(row["e"]).cited)) == row["o"]  # what the page shows, one sentence an origin
