import datetime

import pytest

from graph.samples import IRIS, store
from kg.errors import Code, KgError
from kg.graph.asking.queries import GROUPS, KINDS, ask_named, day, named_queries, named_query, parse, values_of
from kg.graph.asking.sparql_text import check

EXAMPLES = {
    "entity": "lund",
    "event": IRIS.event("meeting"),
    "type": "Consult",
    "text": "o",
    "number": "3",
    "iri": "urn:x",
}
EXAMPLES |= {"first-day": "2025", "last-day": "2026-02"}
ROWS = {  # queries that answer something of the sample
    "articles": 2, "articles-naming": 2, "claims-of": 8, "co-actors": 1, "copies": 1, "counts": 7, "event-statuses": 2,
    "events-of": 1, "happened": 1, "mentions-of": 6, "names-of": 2, "positions": 1, "publishers": 2, "runs": 1,
    "said-by": 1, "timeline": 1, "who-met-whom": 1,
}  # fmt: skip


def test_there_are_enough() -> None:
    """Questions with parameters, and some of each group."""
    assert sum(bool(query.parameters) for query in named_queries().values()) >= 30
    assert {query.group for query in named_queries().values()} == set(GROUPS)


@pytest.mark.parametrize("name", named_queries())
def test_each_query_is_safe_and_runs(name: str) -> None:
    query = named_query(name)
    check(query.text)
    assert query.title.endswith(".")
    for parameter in query.parameters:
        assert f"?{parameter.name}" in query.text.split("\nSELECT", 1)[1]
    named = {"place": "Oslo", "least": "0.5"}
    given = {p.name: named.get(p.name, EXAMPLES[p.kind]) for p in query.parameters}
    rows = ask_named(store(), name, given)
    assert len(rows) == ROWS.get(name, len(rows))
    ask_named(store(), name, {p.name: given[p.name] for p in query.parameters if p.required})


def test_who_met_whom() -> None:
    (row,) = ask_named(store(), "who-met-whom", {"person": "LUND"})
    assert sorted(row["who"].split(", ")) == ["Mara Lund", "Ode Fell"]
    assert row.asdict() | {"who": ""} == {
        "who": "",
        "kind": "meet",
        "places": "Oslo",
        "first": datetime.date(2025, 5, 3),
        "last": datetime.date(2025, 5, 3),
        "status": "https://kg.example/ns#Occurred",
        "sentence": "Mara Lund, envoy of Brisk Oil, met Ode Fell in Oslo on 3 May.",
        "sources": row["sources"],
        "event": IRIS.event("meeting"),
    }
    assert sorted(row["sources"].split(", ")) == ["The North", "The South"]


def test_a_type_holds_its_narrower_ones() -> None:
    assert ask_named(store(), "timeline", {"type": "consult"}).column("what") == ["meeting"]
    assert ask_named(store(), "timeline", {"type": "type:Attack"}).column("what") == []


def test_days() -> None:
    assert ask_named(store(), "timeline", {"from": "2025-05-04"}).column("what") == ["sale"]
    assert ask_named(store(), "timeline", {"to": "2025-05"}).column("what") == ["meeting"]
    assert day("2024-02", last=True) == datetime.date(2024, 2, 29)
    assert day("2024") == datetime.date(2024, 1, 1)
    for wrong in ("last-winter", "2024-13", "2024-02-30", "0000"):
        with pytest.raises(KgError) as error:
            day(wrong)
        assert error.value.code is Code.BAD_VALUE


def test_what_is_wrong_is_said() -> None:
    def code(name: str, given: dict[str, str]) -> Code:
        with pytest.raises(KgError) as error:
            ask_named(store(), name, given)
        return error.value.code

    assert code("who-met-who", {}) is Code.NO_QUERY
    assert code("events-of", {}) is Code.MISSING_VALUE
    assert code("timeline", {"person": "x"}) is Code.UNKNOWN_VALUE
    assert code("timeline", {"type": "Meat"}) is Code.BAD_VALUE
    assert code("claims-of", {"event": "the meeting"}) is Code.BAD_VALUE
    assert code("events-of", {"entity": "nobody"}) is Code.NO_ENTITY
    with pytest.raises(KgError, match="did you mean who-met-whom"):
        named_query("who-met-who")
    with pytest.raises(KgError, match=r"did you mean .*quoted-most"):
        named_query("quoted")
    with pytest.raises(KgError, match="it takes person; did you mean person"):
        ask_named(store(), "said-by", {"persn": "x"})


def test_hostile_names_find_nobody() -> None:
    with pytest.raises(KgError):
        ask_named(store(), "events-of", {"entity": '" } UNION { ?s ?p ?o } #'})


def test_a_lookup_of_ones_own() -> None:
    seen = []

    def find(name: str, kind: str | None) -> list[str]:
        seen.append((name, kind))
        return [IRIS.entity("ode")]

    assert ask_named(store(), "who-met-whom", {"person": "X"}, find=find).column("kind") == ["meet"]
    assert seen == [("X", "Person")]


def test_headings() -> None:
    query = parse(
        "x", "# What?\n# @group people\n# @param who entity required Somebody Else\nSELECT ?who { ?who ?p ?o }"
    )
    assert query.title == "What?"
    assert query.parameters[0].example == "Somebody Else"
    for wrong in ("SELECT", "# A\n# @group none\n", "# A\n# @group people\n# @param who what required x\n"):
        with pytest.raises(ValueError):
            parse("x", wrong)
    assert {p.kind for q in named_queries().values() for p in q.parameters} <= set(KINDS)
    assert values_of(query, {"who": ["urn:a"]}, lambda name, kind: []) == {"who": ["urn:a"]}
