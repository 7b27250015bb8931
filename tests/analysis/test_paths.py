"""How two are connected."""

from __future__ import annotations

import csv
import io
import json

import pytest

from kg.analysis.links import entity_network
from kg.analysis.paths import Paths, find_paths

from .worlds import ask, circles, iri


def paths(a: str, b: str, **options: int) -> Paths:
    query = ask()
    return find_paths(query, entity_network(query), iri(a), iri(b), **options)


def test_the_best_path_comes_first_with_its_sentences() -> None:
    found = paths("bo", "eva")
    assert (found.source_label, found.target_label) == ("Bo Quist", "Eva Lie")
    assert found[0].labels == ("Bo Quist", "Norland", "Eva Lie")  # two steps; through the treaty it would be three
    step = found[0].steps[0]
    assert (step.kind, step.status, step.when) == ("event", "Occurred", "9 Jan 2030")
    assert (step.articles, step.origins, step.others) == (1, 1, 0)
    assert [e["sentence"] for e in step.told] == ["Bo Quist met Norland once."]
    assert step.told[0]["headline"].startswith("Report ") and step.told[0]["publisher"] == "The Tide"
    assert [path.cost for path in found] == sorted(path.cost for path in found)


def test_a_treaty_before_a_hub() -> None:
    """Of two ways of the same length the one that does not lead through whom all have to do with."""
    w = circles()
    for number in range(20):
        w.entity(f"x{number}", "Person", f"Somebody {number}")
        w.event(f"x{number}", "Meet", f"met {number}", first="2030-01-01")
        told = f"{{agent:x{number}|Somebody}} {{!|met}} {{recipient:norland|Norland}}."
        w.article(f"X{number}", None, None, [(f"x{number}", told)])
    for a in ("cleo", "finn"):
        w.event(f"{a}n", "Meet", "met", first="2030-01-01")
        w.article(a, None, None, [(f"{a}n", f"{{agent:{a}|{a}}} {{!|met}} {{recipient:norland|Norland}}.")])
    query = ask(w)
    found = find_paths(query, entity_network(query), iri("cleo"), iri("finn"))
    assert [p.labels[1:-1] for p in found][:2] == [("Dag Sund",), ("Norland",)]


def test_copies_are_one_report() -> None:
    (step,) = paths("cleo", "dag", paths=1)[0].steps
    assert (step.label, step.articles, step.origins) == ("met: Cleo Dahl, Dag Sund", 4, 1)
    assert len(step.told) == 1  # all say the same words


def test_an_untitled_article_is_called_by_its_first_words() -> None:
    w = circles()
    w.event("bare", "Meet", "met", first="2030-03-01")
    w.article(None, None, None, [("bare", "{agent:hal|Hal Nor} {!|met} {recipient:gro|Gro Vik} on a cold pier in the north.")])
    query = ask(w)
    found = find_paths(query, entity_network(query), iri("hal"), iri("gro"), paths=1)
    (told,) = found[0].steps[0].told
    assert (told["headline"], told["title"]) == (None, "“Hal Nor met Gro Vik on a …”")
    assert told["title"] in found._repr_html_() and told["article"] not in found._repr_html_()


def test_positions_are_steps_and_say_which_way_they_run() -> None:
    (step,) = paths("hal", "firm")[0].steps
    assert (step.kind, step.label, step.forward) == ("position", "owner", True)
    assert [e["sentence"] for e in step.told] == ["Hal Nor is the owner of Hal & Sons."]
    assert not paths("firm", "hal")[0].steps[0].forward


def test_what_is_denied_is_shown_as_denied_and_taken_last() -> None:
    (step,) = paths("gro", "anna")[0].steps
    assert step.status == "Denied"
    assert paths("gro", "bo")[0].labels == ("Gro Vik", "Anna Moor", "Bo Quist")


def test_no_path() -> None:
    assert len(paths("hal", "anna")) == 0
    assert len(paths("gro", "eva", hops=1)) == 0
    assert len(paths("anna", "anna")) == 0
    assert "No path from Hal Nor to Anna Moor" in paths("hal", "anna")._repr_html_()


@pytest.mark.parametrize("most", [1, 2, 5])
def test_as_many_as_wanted_none_too_long_none_twice(most: int) -> None:
    found = paths("anna", "finn", paths=most, hops=4)
    assert 1 <= len(found) <= most and all(len(path.steps) <= 4 for path in found)
    assert len({path.labels for path in found}) == len(found)
    assert all(len(set(path.labels)) == len(path.labels) for path in found)


def test_written_out() -> None:
    found = paths("bo", "eva", paths=2)
    rows = list(csv.DictReader(io.StringIO(found.write("csv"))))
    assert len(rows) == sum(len(path.steps) for path in found)
    assert rows[0]["from"] == "Bo Quist" and rows[0]["sentence"] == "Bo Quist met Norland once."
    objects = json.loads(found.write("json"))
    assert [json.loads(line) for line in found.write("jsonl").splitlines()] == objects
    assert objects[0]["steps"][0]["told"][0]["sentence"] == "Bo Quist met Norland once."
    frame = found.to_frame()
    assert next(iter(frame["path"])) == 1 and not any(name.endswith("_iri") for name in frame)
    assert frame["published"].dtype.kind == "M" and frame["origins"].dtype.kind == "i" and not frame["status"].isna().any()
    assert found.to_frame(iris=True)["from_iri"][0] == iri("bo")


def test_drawn() -> None:
    found = paths("anna", "finn", paths=3)
    graph = found.view().graph
    assert {iri("anna"), iri("finn")} <= set(graph)
    assert {data["kind"] for _, _, data in graph.edges(data=True)} <= {"role", "relation", "position"}
    assert "Anna Moor" in found.view().html


def test_hostile_names_are_inert() -> None:
    from views.stories import HOSTILE, World

    w = World()
    for number, name in enumerate(HOSTILE[:2]):
        w.entity(f"h{number}", "Person", name)
    w.event("e", "Meet", HOSTILE[0])
    w.article(HOSTILE[0], None, HOSTILE[1], [("e", f"{{agent:h0|{HOSTILE[0]}}} {{!|met}} {{recipient:h1|{HOSTILE[1]}}}.")])
    query = ask(w)
    found = find_paths(query, entity_network(query), iri("h0"), iri("h1"))
    assert len(found) == 1
    shown = found._repr_html_()
    assert "<script" not in shown.lower() and "<img" not in shown.lower()


def test_no_event_is_taken_twice() -> None:
    """A detour by who else took part in the same event is no other path."""
    from views.stories import World

    w = World()
    for key in ("anna", "bo", "cleo"):
        w.entity(key, "Person", key.title())
    w.event("e", "Meet", "met", first="2030-01-01")
    w.article("A", None, None, [("e", "{participant:anna|Anna} {!|met} {participant:bo|Bo} and {participant:cleo|Cleo}.")])
    query = ask(w)
    found = find_paths(query, entity_network(query), iri("anna"), iri("cleo"))
    assert [path.labels for path in found] == [("Anna", "Cleo")]
    w.event("f", "Call", "was called", first="2030-01-02")  # after "met" in order: taken where "met" is needed elsewhere
    w.article("B", None, None, [("f", "{agent:anna|Anna} {!|called} {recipient:bo|Bo}.")])
    query = ask(w)
    found = find_paths(query, entity_network(query), iri("anna"), iri("cleo"))
    assert [path.labels for path in found] == [("Anna", "Cleo"), ("Anna", "Bo", "Cleo")]
    assert [step.label for step in found[1].steps] == ["was called", "met"]
