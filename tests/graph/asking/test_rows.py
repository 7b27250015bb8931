import datetime
import json

import pytest

from graph.samples import IRIS, store
from kg.errors import KgError
from kg.graph.asking.rows import Rows
from kg.graph.asking.sparql import ask
from kg.graph.asking.terms import Iri

VALUES = """SELECT ?a ?b ?c ?d ?e ?f { VALUES (?a ?b ?c ?d ?e ?f) {
  (1 2.5 true "2025-03-01"^^xsd:date "x"@en UNDEF) (2 1e0 false "not"^^xsd:date <urn:x> kg:story) } }"""


def rows() -> Rows:
    return ask(store(), VALUES)


def test_python_values() -> None:
    first, second = rows()
    assert tuple(first) == (1, 2.5, True, datetime.date(2025, 3, 1), "x", None)
    assert tuple(second) == (2, 1.0, False, "not", "urn:x", "https://kg.example/ns#story")
    assert isinstance(second["e"], Iri)
    assert second["f"].short == "kg:story"
    assert first.asdict()["a"] == 1
    assert first.get("f", "none") == first.get("z", "none") == "none"
    assert rows().column("a") == [1, 2]
    assert len(rows()) == 2
    assert rows()[1]["a"] == 2


def test_json_and_jsonl() -> None:
    read = json.loads(rows().write("json"))
    assert read["head"]["vars"] == list("abcdef")
    assert read["results"]["bindings"][0]["e"] == {"type": "literal", "value": "x", "xml:lang": "en"}
    assert "f" not in read["results"]["bindings"][0]
    first = json.loads(rows().write("jsonl").splitlines()[0])
    assert first == {"a": 1, "b": 2.5, "c": True, "d": "2025-03-01", "e": "x", "f": None}


def test_csv_and_table() -> None:
    assert rows().write("csv").splitlines()[0] == "a,b,c,d,e,f"
    table = rows().write("table", iris=True).splitlines()
    assert table[0].split() == list("abcdef")
    assert table[3].split()[-1] == "kg:story"
    assert rows().write("csv", iris=True).splitlines()[2].endswith(",https://kg.example/ns#story")
    assert rows().write("csv").splitlines()[2].endswith(",story")


def test_a_table_moves_no_cursor() -> None:
    table = ask(store(), 'SELECT ?x { VALUES ?x { "a\\u001B[2Jb\\nc" } }').write("table")
    assert "\x1b" not in table
    assert len(table.splitlines()) == 3


def test_html_is_escaped() -> None:
    shown = ask(store(), 'SELECT ?x { VALUES ?x { "</td><script>alert(1)</script>" "\\"><b>" } }')._repr_html_()
    assert "<script>" not in shown
    assert "<b>" not in shown


def test_frame() -> None:
    frame = rows().to_frame()
    assert list(frame.columns) == list("abcdef")
    assert frame["a"].tolist() == [1, 2]


def test_triples() -> None:
    built = ask(store(), "CONSTRUCT { ?s rdfs:label ?l } WHERE { ?s a schema:Person ; rdfs:label ?l }")
    assert built.variables == ("subject", "predicate", "object")
    assert f'<{IRIS.entity("mara")}> rdfs:label "Mara Lund"' in built.write("turtle")
    assert built[0]["predicate"].short == "rdfs:label"
    with pytest.raises(KgError):
        rows().write("turtle")
    with pytest.raises(KgError):
        rows().write("yaml")


def test_yes_and_no() -> None:
    no = ask(store(), "ASK { <urn:a> ?p ?o }")
    assert not no
    assert no.write("table") == "no\n"
    assert json.loads(no.write("json")) == {"head": {}, "boolean": False}


def test_no_rows() -> None:
    none = ask(store(), "SELECT ?a { <urn:a> ?p ?a }")
    assert not none
    assert none.write("table").splitlines()[0] == "a"
    assert none.to_frame().empty
