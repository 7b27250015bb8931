import subprocess
import sys

import pytest

from kg.errors import Code, KgError
from kg.graph.asking.sparql_text import bind, check
from kg.graph.asking.terms import Iri, to_term

FORBIDDEN = [
    "SELECT * { SERVICE <http://x.example/> { ?a ?b ?c } }",
    "SELECT * { service silent ?where { ?a ?b ?c } }",
    "SELECT * { ?a ?b ?c OPTIONAL { { SELECT * { FILTER EXISTS { sErViCe <http://x.example/> {} } } } } }",
    "ASK { FILTER NOT EXISTS { MINUS { SERVICE<http://x.example/>{} } } }",
    "CONSTRUCT { ?a ?b ?c } { #comment\n SERVICE #<urn:a>\n <http://x.example/> { ?a ?b ?c } }",
    "SELECT * { ?s ?p trueSERVICE<http://x.example/>{} }",
    "SELECT * { ?s ?p 1SERVICE<http://x.example/>{} }",
    "SELECT * { ?s ?p 1e5SERVICE<http://x.example/>{} }",
    'SELECT * { ?s ?p "a"SERVICE<http://x.example/>{} }',
    "PREFIX : <http://x.example/> SELECT * { SERVICE:a {} }",
    "SELECT * { \\u0053ERVICE <http://x.example/> {} }",
    'SELECT * { ?a ?b ?c FILTER(?a<?b#>"""\n) SERVICE <http://x.example/> {?x ?y ?z} } #"""',
    'PREFIX http: <http://x.example/> SELECT * { ?a ?b ?c FILTER(?a<http:x#>"""\n) SERVICE <urn:x> {} } #"""',
    "PREFIX e: <http://x.example/> SELECT * { ?s ?p e:a\\# SERVICE <http://x.example/> {} \n }",
    "DESCRIBE ?x { GRAPH ?g { { ?x ?y ?z } UNION { SERVICE <http://x.example/> { ?x ?y ?z } } } }",
    "LOAD <http://x.example/>",
    "PREFIX a: <urn:a#>\nBASE <urn:b>\nLOAD SILENT <file:///etc/passwd>",
]

INVALID = [
    "",
    "   # nothing",
    "SELECT",
    "SELECT * { ?s ?p }",
    "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
    "DELETE WHERE { ?s ?p ?o }",
    "DROP ALL",
    "SELECT * " + "{" * 5_000 + "}" * 5_000,
    "SELECT * { ?s ?p ?o FILTER(" + "!" * 5_000 + "?s) }",
    "\x00",
    "\ud800",
]

FINE = [
    "SELECT * { ?s ?p 'SERVICE <http://x.example/> {}' } # SERVICE <http://x.example/> {}",
    'SELECT * { ?s ?p """\nSERVICE\n""" }',
    "SELECT ?service $SERVICE { ?service <http://x.example/SERVICE#service> $SERVICE }",
    "PREFIX e: <http://x.example/> SELECT * { ?s e:service ?o ; schema:service <http://x.example/service> }",
    "SELECT * { VALUES (?a ?b) { (<urn:a#b> <urn:c#d>) (<urn:e#f> UNDEF) } ?a ?b ?c FILTER(?c < 3 && ?c > 1) }",
    "SELECT * { ?a ?b ?c FILTER(?a<?b&&?c>?b) }",
    "SELECT (COUNT(*) AS ?n) { ?s schema:name|rdfs:label ?o ; ^kg:about/kg:evidence* ?x } GROUP BY ?s HAVING(COUNT(*) > 1)",
    "ASK { ?s a kg:Claim }",
    "DESCRIBE <urn:a>",
    "CONSTRUCT WHERE { ?s ?p ?o }",
    "CONSTRUCT { ?s ?p [] } WHERE { ?s ?p ?o }",
]


@pytest.mark.parametrize("text", FORBIDDEN)
def test_nothing_reaches_outside(text: str) -> None:
    with pytest.raises(KgError) as error:
        check(text)
    assert error.value.code is Code.FORBIDDEN_QUERY


@pytest.mark.parametrize("text", INVALID, ids=lambda text: repr(text[:30]))
def test_what_is_no_query_is_refused(text: str) -> None:
    with pytest.raises(KgError) as error:
        check(text)
    assert error.value.code is Code.BAD_QUERY


@pytest.mark.parametrize("text", FINE)
def test_what_only_looks_like_it_passes(text: str) -> None:
    assert check(text).form in ("select", "ask", "construct", "describe")


def test_from_names_are_made_absolute() -> None:
    assert check("SELECT * FROM kg:story { ?s ?p ?o }").graphs == ("https://kg.example/ns#story",)
    assert check("BASE <urn:a:b> SELECT * FROM NAMED <urn:x> { ?s ?p ?o }").graphs == ("urn:x",)
    assert check("PREFIX kg: <urn:mine:> SELECT * FROM kg:story { ?s ?p ?o }").graphs == ("urn:mine:story",)
    assert not check("SELECT * { ?s ?p ?o }").from_default


def bound(text: str, **values: object) -> str:
    return " ".join(bind(text, {name: [to_term(value)] for name, value in values.items()}).split())


def test_values_stand_at_the_start_of_the_group() -> None:
    assert bound("SELECT ?a { ?a ?b ?c }", c="x") == 'SELECT ?a { VALUES ?c { "x" } ?a ?b ?c }'


def test_values_reach_nested_groups_and_subqueries() -> None:
    text = "SELECT * { ?s ?p ?o { SELECT ?s { ?s ?q ?who } } OPTIONAL { ?s ?r ?t } FILTER EXISTS { ?s ?z ?who } }"
    made = bound(text, who=Iri("urn:me"))
    assert made.count("VALUES ?who { <urn:me> }") == 3
    assert "{ SELECT ?s { VALUES" in made


def test_values_keep_out_of_templates_and_data() -> None:
    text = "CONSTRUCT { ?s ?p ?x } WHERE { VALUES ?s { <urn:a> } ?s ?p ?x }"
    assert bound(text, x=1).startswith("CONSTRUCT { ?s ?p ?x } WHERE { VALUES ?x")
    assert bound(text, x=1).count("VALUES ?x") == 1


def test_values_of_describe() -> None:
    assert "WHERE { VALUES ?x { <urn:a> } }" in bound("DESCRIBE ?x", x=Iri("urn:a"))


def test_hostile_values_stay_values() -> None:
    made = bound("SELECT ?a { ?a ?b ?c }", c='" } SERVICE <http://x.example/> { ?a ?b "')
    assert check(made)


def test_unknown_variables_and_no_room() -> None:
    with pytest.raises(KgError) as error:
        bound("SELECT ?a { ?a ?b ?c }", d=1)
    assert error.value.code is Code.UNKNOWN_VALUE
    with pytest.raises(KgError):
        bound("CONSTRUCT WHERE { ?a ?b ?c }", c=1)
    with pytest.raises(KgError):
        to_term(object())
    with pytest.raises(KgError):
        to_term(Iri("no address"))


def test_threads_may_check_at_once():
    code = """
import threading
from kg.graph.asking.sparql_text import check
from kg.errors import KgError

start, wrong = threading.Barrier(8), []

def one(number):
    start.wait()
    for again in range(3):
        try:
            check("SELECT * { ?s a schema:Person ; rdfs:label ?l FILTER(STRLEN(?l) > %d) } LIMIT 5" % (10 * number + again))
        except KgError as error:
            wrong.append(str(error))

threads = [threading.Thread(target=one, args=(number,)) for number in range(8)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(wrong)
"""  # in a new process, whose parser has not run yet
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
