"""What people judge: stronger than anything automatic, surviving everything, and undone without a trace in the story."""

from __future__ import annotations

import itertools
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.api import Story
from kg.cli.main import group
from kg.errors import KgError
from kg.graph.validation import validate
from kg.graph.vocabulary import JUDGEMENTS
from kg.graph.writing.judgements import Judgement, Target, interval
from kg.story.judgements import regroup
from story.readings import Small, marked, person

A = marked(
    "{Arvid Dorvang:a} [met:e] {Ode Fell:o} in {Oslo:p}; {Dorvang:a} smiled.",
    {"a": {"gender": "m"}, "o": {}, "p": {"cls": "Place", "link": True}},
    {"e": {"agent": "a", "participant": "o", "place": "p", "date": "2025-03-30"}},
    positions=[("a", "envoy", None)],
    url="urn:test:a",
)
B = marked(
    "{Arvid Dorvang:a} [talked:e] with {Ode Fell:o}, and {he:a} left {Bergen:p}.",
    {"a": {}, "o": {}, "p": {"cls": "Place", "link": True}},
    {"e": {"agent": "a", "participant": "o", "date": "2025-03-30", "lemma": "meet"}},
    url="urn:test:b",
)
C = marked(
    "{Dorvang:d} [met:e] {Fell:o} as {the envoy:x} of {Brisk Oil:c}.",
    {"d": {}, "o": {}, "x": {}, "c": {"cls": "Organization"}},
    {"e": {"agent": "d", "participant": "o", "status": "Planned"}},
    url="urn:test:c",
)
D = person("Arvid Dorvangh", 4)


def target(of, words: str, nth: int = 0, layer: str = "entity") -> Target:
    article, reading = of
    spans = [m.span for m in reading.mentions] if layer == "entity" else [e.trigger for e in reading.events]
    found = [s for s in spans if article.text[slice(*s)] == words]
    return Target(article.key, found[nth], words, words, layer)


def entity_at(small: Small, of, words: str, nth: int = 0) -> str:
    """The entity that a mention denotes, as the lines of the graph say."""
    span = target(of, words, nth)
    start = f"<https://kg.example/id/article/{span.article}#char={span.span[0]},{span.span[1]}> <http://ground"
    (line,) = [x for x in small.lines() if x.startswith(start)]
    return line.split("> <")[-2].rpartition("/")[2]


@pytest.fixture
def small(tmp_path: Path) -> Small:
    return Small(tmp_path / "s", [A, B, C, D])


def judge(small: Small, kind: str, left: Target, right: Target | None = None, **more: str) -> Judgement:
    return small.store.judge(kind, left, right, show=False, made="2025-05-01T00:00:00Z", **more)


def test_same_joins_what_spelling_does_not(small: Small):
    before = small.lines()
    judgement = judge(small, "same", target(A, "Ode Fell"), target(C, "Brisk Oil"))
    assert entity_at(small, A, "Ode Fell") == entity_at(small, C, "Brisk Oil")
    small.store.take_back(judgement, show=False)
    assert small.lines() == before


def test_different_divides_a_name_form(small: Small):
    before = small.lines()
    assert entity_at(small, A, "Arvid Dorvang") == entity_at(small, B, "Arvid Dorvang")
    judgement = judge(small, "different", target(A, "Arvid Dorvang"), target(B, "Arvid Dorvang"))
    assert entity_at(small, A, "Arvid Dorvang") != entity_at(small, B, "Arvid Dorvang")
    small.store.take_back(judgement, show=False)
    assert small.lines() == before


def test_different_divides_a_chain(small: Small):
    before = small.lines()
    judgement = judge(small, "different", target(B, "Arvid Dorvang"), target(B, "he"))
    assert entity_at(small, B, "Arvid Dorvang") != entity_at(small, B, "he")
    small.store.take_back(judgement, show=False)
    assert small.lines() == before


def test_different_divides_a_name_within_one_chain(small: Small):
    judge(small, "different", target(A, "Arvid Dorvang"), target(A, "Dorvang"))
    assert entity_at(small, A, "Arvid Dorvang") != entity_at(small, A, "Dorvang")


def test_a_wrong_link_can_be_parted(small: Small):
    judge(small, "different", target(A, "Oslo"), target(B, "Bergen"))
    assert entity_at(small, A, "Oslo") != entity_at(small, B, "Bergen")


def test_a_nominal_can_be_judged(small: Small):
    judge(small, "same", target(C, "the envoy"), target(A, "Arvid Dorvang"))
    assert entity_at(small, C, "the envoy") == entity_at(small, A, "Arvid Dorvang")


def test_a_clock_that_was_set_back_makes_no_judgement_older_than_the_one_before(small: Small, monkeypatch):
    ends = target(A, "Ode Fell"), target(C, "Brisk Oil")
    first = judge(small, "same", *ends)
    monkeypatch.setattr("kg.graph.writing.judgements.now", lambda: "1999-01-01T00:00:00Z")
    second = small.store.judge("different", *ends, show=False)
    assert second.made == first.made
    assert small.store.take_back(second, show=False).retracted == first.made


def test_the_later_judgement_outranks(small: Small):
    ends = target(A, "Ode Fell"), target(C, "Brisk Oil")
    judge(small, "same", *ends)
    judge(small, "different", *ends)
    assert entity_at(small, A, "Ode Fell") != entity_at(small, C, "Brisk Oil")
    judge(small, "same", *ends)
    assert entity_at(small, A, "Ode Fell") == entity_at(small, C, "Brisk Oil")


def test_rename_and_retype(small: Small):
    before = small.lines()
    made = [
        judge(small, "rename", target(C, "Brisk Oil"), value="Brisk Oil Limited"),
        judge(small, "retype", target(C, "Brisk Oil"), value="Thing"),
    ]
    assert ("Brisk Oil Limited", "Thing") in small.labels()
    for judgement in made:
        small.store.take_back(judgement, show=False)
    assert small.lines() == before


def test_events_can_be_judged(small: Small):
    before = small.lines()

    def event(of) -> str:
        key = of[0].key
        rows = small.store.index.c.execute(
            "SELECT e.event FROM story_event e JOIN story_article a ON a.id = e.article WHERE a.key = ?", (key,)
        )
        return rows.fetchone()[0]

    same = judge(small, "same", target(A, "met", layer="event"), target(C, "met", layer="event"))
    assert event(A) == event(C)
    small.store.take_back(same, show=False)
    assert small.lines() == before
    different = judge(small, "different", target(A, "met", layer="event"), target(B, "talked", layer="event"))
    assert event(A) != event(B)
    small.store.take_back(different, show=False)
    assert small.lines() == before


def test_events_can_be_corrected(small: Small):
    before = small.lines()
    trigger = target(A, "met", layer="event")
    made = [
        judge(small, "status", trigger, value="Cancelled"),
        judge(small, "date", trigger, value="2025-04-11/2025-04-20"),
        judge(small, "place", trigger, target(B, "Bergen")),
    ]
    subject = f"<https://kg.example/id/event/{A[0].key}"
    told = "\n".join(line for line in small.lines() if line.startswith(subject))
    assert "ns#Cancelled" in told
    assert '"2025-04-20"' in told
    assert entity_at(small, B, "Bergen") in told
    assert entity_at(small, A, "Oslo") not in told
    small.remove(B[0])  # the place is not known any more
    small.put([B])
    for judgement in made:
        small.store.take_back(judgement, show=False)
    assert small.lines() == before


def test_a_rejected_claim_counts_for_nothing(small: Small):
    before = small.lines()
    claim = Target(
        A[0].key, (0, len(A[0].text)), A[0].text, A[0].text, "claim", f"e{target(A, 'met', layer='event').span[0]}-"
    )
    begin, end = target(A, "met", layer="event").span
    claim = Target(A[0].key, (0, 10), "", "", "claim", f"e{begin}-{end}")
    judgement = judge(small, "reject", claim)
    assert not any(f"/claim/{A[0].key}/e{begin}-{end}>" in line for line in small.lines())
    relation = next(x.rpartition("/")[2] for x in _relation_names(small, A))
    other = judge(small, "reject", Target(A[0].key, (0, 10), "", "", "claim", relation))
    assert not any('"envoy"' in line for line in small.lines())
    small.store.take_back(judgement, show=False)
    small.store.take_back(other, show=False)
    assert small.lines() == before


def _relation_names(small: Small, of) -> tuple[str, ...]:
    from kg.graph.writing.claims import claim_iris

    return claim_iris(small.store.iris, of[0].key, of[1]).relations


def test_judgements_survive_rebuilds_and_new_articles(small: Small, tmp_path: Path):
    judge(small, "different", target(A, "Arvid Dorvang"), target(B, "Arvid Dorvang"))
    judge(small, "rename", target(C, "Brisk Oil"), value="Brisk")
    before = small.lines()
    small.store.rebuild()
    assert small.lines() == before
    new = person("Arvid Dorvang", 9)
    small.put([new])
    assert entity_at(small, A, "Arvid Dorvang") != entity_at(small, B, "Arvid Dorvang")
    small.remove(new[0])
    assert small.lines() == before


def test_they_stay_on_record(small: Small):
    judgement = judge(small, "same", target(A, "Ode Fell"), target(C, "Brisk Oil"), reason="seen", by="Mara")
    small.store.take_back(judgement, show=False)
    (kept,) = small.store.judgements.all()
    assert kept.retracted is not None
    lines = small.store.parts.lines(f"judgement {judgement.id}")
    assert any("retractedAt" in line for line in lines)
    assert any('"Mara"' in line for line in lines)
    assert all(line.endswith("<https://kg.example/ns#judgements> .") for line in lines)
    with pytest.raises(KgError, match="KG060"):
        small.store.judgements.find(judgement.id)


def quads(path: Path) -> set[str]:
    with Story(path) as story:
        return {str(q) for q in story._store.graph() if q.graph_name.value != JUDGEMENTS}


def test_in_python_and_on_the_command_line(small: Small):
    small.store.rebuild()
    path = small.store.path
    small.store.close()
    before = quads(path)
    with Story(path) as story:
        made = story.same("Ode Fell", "Brisk Oil", reason="seen", by="Mara")
        assert story.find("Brisk Oil") == story.find("Ode Fell")
        assert [j.reason for j in story.why("Brisk Oil")].count("judged the same") == 1
        row = next(iter(story.query("judgements")))
        assert str(row["leftName"]) == "Ode Fell"
        assert story.judgements() == [made]
    run = CliRunner()

    def kg(*args: str) -> str:
        done = run.invoke(group, [*args, "-s", str(path)], catch_exceptions=False)
        assert done.exit_code == 0
        return done.output

    assert "same: Ode Fell / Brisk Oil" in kg("judgements")
    assert "judged the same" in kg("why", "Ode Fell")
    assert kg("rename", "Arvid Dorvangh", "A. D.", "--by", "Mara").startswith("rename: Arvid Dorvang")
    assert kg("retype", "A. D.", "Thing").startswith("retype: A. D.")
    event, other = (small.store.iris.span(of[0].key, target(of, "met", layer="event").span) for of in (A, C))
    assert "status: " in kg("correct", event, "--status", "Cancelled", "--date", "2025-04", "--place", "Bergen")
    claim = f"https://kg.example/id/claim/{A[0].key}/{_relation_names(small, A)[0].rpartition('/')[2]}"
    assert kg("reject", claim).startswith("reject: ")
    assert kg("different", "Ode Fell", "Arvid Dorvang").startswith("different: ")
    assert kg("same", event, other).startswith("same: ")
    with Story(path) as story:
        assert quads(path) != before
        count = len(story.judgements())
        assert validate(story._store.graph()) == []
    for _ in range(count):
        kg("undo")
    assert quads(path) == before
    assert kg("judgements").count("taken back") == count
    with Story(path) as story:
        assert validate(story._store.graph()) == []
        for wrong in (
            story.undo,
            lambda: story.retype("Ode Fell", "Ship"),
            lambda: story.rename("Ode Fell", " "),
            lambda: story.correct(event),
            lambda: story.correct(event, status="Gone"),
            lambda: story.same("Ode Fell", "Ode Fell"),
            lambda: story.same("Ode Fell", event),
            lambda: story.reject("https://kg.example/id/claim/x/e1-2"),
            lambda: story.correct("no such event", status="Denied"),
        ):
            with pytest.raises(KgError):
                wrong()


def test_intervals():
    assert interval("2025-04") == "2025-04-01/2025-04-30"
    assert interval("2024") == "2024-01-01/2024-12-31"
    assert interval("2025-04-11/2025-04-20") == "2025-04-11/2025-04-20"
    for wrong in ("", "April", "2025-13", "2025-04-20/2025-04-11"):
        with pytest.raises(KgError, match="KG044"):
            interval(wrong)


def test_regroup_lets_the_later_have_the_last_word():
    order = {n: (str(n),) for n in range(5)}
    assert regroup([[0, 1], [2]], [], order) == [[0, 1], [2]]
    assert regroup([[0, 1], [2]], [(0, 2, True)], order) == [[0, 1, 2]]
    assert regroup([[0, 1], [2]], [(0, 1, False)], order) == [[0], [1], [2]]
    assert regroup([[0, 1], [2]], [(0, 1, False), (1, 2, True)], order) == [[0], [1, 2]]
    assert regroup([[0, 1]], [(0, 1, False), (0, 1, True)], order) == [[0], [1]]
    assert regroup([[0, 1]], [(0, 1, True), (0, 1, False)], order) == [[0, 1]]


ENDS = [
    target(A, "Arvid Dorvang"), target(A, "Dorvang"), target(A, "Ode Fell"), target(A, "Oslo"), target(B, "Arvid Dorvang"),
    target(B, "he"), target(B, "Ode Fell"), target(C, "Dorvang"), target(C, "Fell"), target(C, "the envoy"),
    target(C, "Brisk Oil"),
    target(D, "Arvid Dorvangh"),
]  # fmt: skip
TRIGGERS = [target(A, "met", layer="event"), target(B, "talked", layer="event"), target(C, "met", layer="event")]
_pairs = st.one_of(
    st.tuples(st.sampled_from(["same", "different"]), st.sampled_from(ENDS), st.sampled_from(ENDS)),
    st.tuples(st.sampled_from(["same", "different"]), st.sampled_from(TRIGGERS), st.sampled_from(TRIGGERS)),
).filter(lambda step: step[1] != step[2])
_steps = st.one_of(
    _pairs,
    st.tuples(st.just("rename"), st.sampled_from(ENDS), st.sampled_from(["Xu", "Yves"])),
    st.tuples(st.just("retype"), st.sampled_from(ENDS), st.sampled_from(["Thing", "Group"])),
    st.tuples(st.just("status"), st.sampled_from(TRIGGERS), st.just("Denied")),
    st.tuples(st.just("place"), st.sampled_from(TRIGGERS), st.sampled_from(ENDS)),
    st.tuples(st.just("undo"), st.integers(0, 9), st.none()),
    st.tuples(st.just("come and go"), st.sampled_from([A, B, C, D]), st.none()),
)
_count = itertools.count()


@given(steps=st.lists(_steps, max_size=9))
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_story_is_a_function_of_articles_and_standing_judgements(tmp_path_factory: pytest.TempPathFactory, steps):
    """However it was arrived at; and with all taken back it is what it was."""
    folder = tmp_path_factory.getbasetemp() / f"judged{next(_count)}"
    small = Small(folder, [A, B, C, D])
    before = small.lines()
    made: list[Judgement] = []
    for kind, one, other in steps:
        if kind == "undo":
            if made:
                small.store.take_back(made.pop(one % len(made)), show=False)
        elif kind == "come and go":
            small.remove(one[0])
            small.put([one])
        elif isinstance(other, Target):
            made.append(judge(small, kind, one, other))
        else:
            made.append(judge(small, kind, one, value=other))
    judged = small.lines()
    small.store.rebuild()
    assert small.lines() == judged
    for judgement in made:
        small.store.take_back(judgement, show=False)
    assert small.lines() == before
    small.store.close()
    shutil.rmtree(folder)
