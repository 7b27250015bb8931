import pyoxigraph as ox
import pytest

from graph.samples import store
from kg.errors import Code, KgError
from kg.graph import vocabulary as v
from kg.graph.asking.sparql_text import check
from kg.graph.asking.unknown_terms import close_terms, in_use_by, look, our_terms, used_by


def notes(pattern: str) -> tuple[str, ...]:
    return look(check(f"SELECT * {{ {pattern} }}").terms, used_by(store()), in_use_by(store()))


@pytest.mark.parametrize(
    ("pattern", "meant"),
    [
        ("?x a schema:Persn", "schema:Person"),
        ("?x kg:agnt ?y", "kg:agent"),
        ("?x kg:saidby ?y", "kg:saidBy"),
        ("?x sem:place ?y", "sem:hasPlace"),
        ("?x kg:label ?y", "rdfs:label"),
        ("?x a kg:Person", "schema:Person"),
        ("?x kg:status kg:Canceled", "kg:Cancelled"),
        ("?x sem:eventType type:Negociate", "type:Negotiate"),
        ("GRAPH kg:stori { ?x ?y ?z }", "kg:story"),
        ("?x ?y ?z FILTER NOT EXISTS { ?z ^skos:preflabel/kg:about ?x }", "skos:prefLabel"),
        ("VALUES ?s { kg:Planed } ?x kg:status ?s", "kg:Planned"),
        ("?x <http://schema.org/headline> ?y", "schema:headline <https://schema.org/headline>"),
        ("?x <https://kg.example/ns#agnt> ?y", "kg:agent"),
    ],
)
def test_what_was_meant(pattern: str, meant: str) -> None:
    with pytest.raises(KgError, match=f"did you mean {meant}") as raised:
        notes(pattern)
    assert raised.value.code is Code.UNKNOWN_TERM


def test_what_nothing_is_like_is_an_error_in_our_namespaces_too() -> None:
    with pytest.raises(KgError, match="kg:zzzz, which is no term of the graph: `kg query terms`"):
        notes("?x kg:zzzz ?y")


def test_what_is_right_and_unused_is_a_note() -> None:
    assert notes("?x schema:birthDate ?y ; kg:status kg:Denied") == (
        "schema:birthDate is used nowhere in this store.",
        "kg:Denied is used nowhere in this store.",
    )
    assert notes("?x sem:subEventOf ?y") == ("sem:subEventOf is used nowhere in this store.",)


@pytest.mark.parametrize(
    "pattern",
    [
        "?x a schema:Person ; skos:prefLabel ?l ; kg:mentionCount ?n FILTER(?n > '1'^^xsd:integer)",
        "?x sem:eventType/skos:broader* type:Consult",
        "GRAPH kg:story { ?x a sem:Event }",
        "?x <https://elsewhere.example/p> <https://kg.example/id/entity/nobody>",
        "BIND(xsd:date('2025-01-01') AS ?day)",
    ],
)
def test_what_is_right_is_right(pattern: str) -> None:
    assert notes(pattern) == ()


def test_prefixes() -> None:
    with pytest.raises(KgError, match=r"prefix shema:, .* did you mean schema:") as raised:
        notes("?x shema:name ?y")
    assert raised.value.code is Code.UNKNOWN_PREFIX
    assert check("PREFIX s: <https://schema.org/> SELECT * { ?x s:name ?y }").terms == ("https://schema.org/name",)
    assert check("PREFIX : <urn:x#> SELECT * { ?x :na\\-me ?y }").terms == ("urn:x#na-me",)
    with pytest.raises(KgError, match="which nobody declared: add a PREFIX line for it"):
        check("SELECT * { ?x qqq:name ?y }")


def test_every_term_that_we_write_is_ours() -> None:
    written = {quad.predicate.value for quad in store()}
    assert {term for term in written if any(term.startswith(space) for space in v.PREFIXES.values())} <= our_terms()


def test_a_term_that_only_a_store_uses_is_suggested() -> None:
    graph = ox.Store()
    odd = v.SCHEMA + "alumniOfChoir"
    graph.add(ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode(odd), ox.NamedNode("urn:b")))
    assert in_use_by(graph)() == [odd] and used_by(graph)(odd)
    assert close_terms(v.SCHEMA + "alumniOfChor", [*our_terms(), odd]) == [odd]
