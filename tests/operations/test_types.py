"""Types of one's own: read, kept, seen; the same articles and types give the same graph, whichever came first."""

from pathlib import Path

import pytest

import kg
from kg.engines.engine import Elsewhere
from kg.engines.reading import packed, read_packed
from kg.errors import KgError
from kg.graph.store.store import Store
from kg.graph.validation import validate
from kg.operations.build import build, rebuild

pytestmark = pytest.mark.model

TYPES = """verb\tBreach\tHarm\tbreak into\t-\tData is stolen.
noun\tBreach\tHarm\tdata breach
noun\tHackathon\tConference\thackathon
verb\tCharter\tBuy\tcharter\tobject:=tanker
name\tSupplier\tOrganization\tNorvik Steel|Elms
"""
ONE = """---
headline: Hackers break into Norvik Steel
date: 2026-03-04
publisher: The North
---
Hackers broke into the network of Norvik Steel on Tuesday. The data breach hit Elms, a rival in Lund, and Ana Berg resigned.
"""
TWO = """---
headline: Elms to charter a tanker
date: 2026-03-05
publisher: The South
---
Elms chartered the tanker Blue Heron last week. Students held a hackathon in Lund on 2 March. It chartered a bus, too.
"""


@pytest.fixture
def news(tmp_path: Path) -> Path:
    (tmp_path / "one.txt").write_text(ONE)
    (tmp_path / "two.txt").write_text(TWO)
    (tmp_path / "my.tsv").write_text(TYPES)
    return tmp_path


def dump(path: Path) -> list[str]:
    with Store(path) as store:
        return sorted(str(quad) for quad in store.graph())


def types_of(story: kg.Story) -> set[tuple[str, str]]:
    found = story.query("SELECT ?l ?t { ?e a sem:Event ; rdfs:label ?l ; sem:eventType ?t }")
    return {(label, str(kind).rpartition("/")[2]) for label, kind in found}


def test_events_and_names_have_them_and_every_face_shows_them(news: Path) -> None:
    with kg.build(news / "*.txt", store=news / "s", types=news / "my.tsv") as story:
        found = types_of(story)
        assert ("Hackers break into the network of Norvik Steel", "Breach") in found
        assert any("ackathon in Lund" in label for label, kind in found if kind == "Hackathon")
        assert {kind for _, kind in found} >= {"Charter", "Breach", "Hackathon", "Resign"}
        below = story.query("timeline", type="harm")
        assert "Hackers break into the network of Norvik Steel" in below.column("what")
        assert story.query("timeline", type="breach").column("what") == below.column("what")
        own = story.query("of-own-class")
        assert [tuple(row)[:2] for row in own] == [("supplier", "Elms"), ("supplier", "Norvik Steel")]
        assert story.show("Elms").own_class == "Supplier"
        below = "type:Breach skos:broader type:Harm . type:Supplier rdfs:subClassOf schema:Organization"
        assert bool(story.query(f"ASK {{ GRAPH kg:ontology {{ {below} }} }}"))
        assert str(story.info()["types of one's own"]).startswith("3 of events, 1 classes (")
        story.export(news / "out.graphml")
        assert "Supplier" in (news / "out.graphml").read_text()
    with Store(news / "s") as store:
        assert validate(store.graph()) == []


def test_before_or_after_or_one_by_one_is_the_same_graph(news: Path) -> None:
    build([news / "one.txt", news / "two.txt"], news / "once", types=news / "my.tsv")
    wanted = dump(news / "once")
    build([news / "one.txt"], news / "pieces", types=news / "my.tsv")
    build([news / "two.txt"], news / "pieces")  # they are kept
    assert dump(news / "pieces") == wanted
    build([news / "two.txt"], news / "late")
    report = build([news / "one.txt"], news / "late", types=news / "my.tsv")
    assert (report.read, report.reread) == (1, 1)
    assert dump(news / "late") == wanted
    assert build([news / "one.txt"], news / "late", types=news / "my.tsv").reread == 0
    rebuild(news / "late")
    assert dump(news / "late") == wanted
    (news / "none.tsv").write_text("# nothing\n")
    build([news / "one.txt"], news / "late", types=news / "none.tsv")
    build([news / "one.txt", news / "two.txt"], news / "plain")
    assert dump(news / "late") == dump(news / "plain") != wanted


def test_an_interrupted_change_goes_on(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build([news / "one.txt", news / "two.txt"], news / "once", types=news / "my.tsv")
    build([news / "one.txt", news / "two.txt"], news / "s")

    def stop(*_: object, **__: object) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr("kg.operations.build._reread", stop)
        with pytest.raises(KeyboardInterrupt):
            build([news / "one.txt"], news / "s", types=news / "my.tsv")
    assert build([news / "one.txt"], news / "s").reread == 2
    assert dump(news / "s") == dump(news / "once")


def test_a_wrong_file_changes_nothing(news: Path) -> None:
    (news / "bad.tsv").write_text("verb\tBreach\tHurt\tdoxx\n")
    with pytest.raises(KgError, match=r"\[KG063\] Line 1 of .*bad.tsv"):
        kg.build(news / "one.txt", store=news / "s", types=news / "bad.tsv")
    assert not (news / "s").exists()


def test_batches_take_them_to_any_worker(news: Path) -> None:
    from kg.articles.sources import read_articles
    from kg.engines.engine import engine_for, in_order
    from kg.engines.reading import outcomes
    from kg.knowledge.types_file import read_types
    from kg.reading.pipeline import DEFAULT_MODEL

    articles, types = list(read_articles([news / "one.txt"])), read_types(news / "my.tsv")
    here = [outcome for _, outcome in in_order(engine_for(articles, DEFAULT_MODEL, types=types), articles)]
    assert outcomes(read_packed(DEFAULT_MODEL, packed(articles, types)), articles) == here
    assert "Breach" in {event.event_type for event in here[0][0].events}
    assert Elsewhere.__init__.__kwdefaults__["types"].text == ""
