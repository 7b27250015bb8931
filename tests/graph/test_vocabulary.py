"""Code, queries and ontology hold the same terms."""

import re
from pathlib import Path

import pyoxigraph as ox
import pytest

import kg
from kg.graph import vocabulary as v
from kg.graph.asking.queries import named_queries
from kg.graph.writing.event_types import codes, label, turtle
from kg.knowledge.events import event_types

PACKAGE = Path(kg.__file__).parent
ONTOLOGY = PACKAGE.parent / "ontology"
PLAIN = re.compile(r"(?<![\w./<:-])(kg|type):([A-Za-z]\w*)")


def ontology() -> ox.Store:
    store = ox.Store()
    for name in ("kg.ttl", "event-types.ttl"):
        store.load(path=str(ONTOLOGY / name), format=ox.RdfFormat.TURTLE)
    return store


def defined() -> set[str]:
    return {
        quad.subject.value
        for quad in ontology()
        if quad.subject.value.startswith(v.KG)
        or (quad.subject.value.startswith(v.TYPE) and quad.subject.value != v.TYPE)
    }


def about(predicate: str) -> dict[str, str]:
    found = ontology().quads_for_pattern(None, ox.NamedNode(predicate), None)
    return {quad.subject.value: quad.object.value for quad in found}


def constants() -> set[str]:
    values = {value for name, value in vars(v).items() if name.isupper() and isinstance(value, str)}
    values |= {v.KG + kind for kind in v.MENTION_KINDS}
    return {value for value in values if value.startswith((v.KG, v.TYPE)) and value not in (v.KG, v.TYPE)}


def in_queries() -> set[str]:
    text = "\n".join(re.sub(r"(?m)^#.*$|\"[^\"\n]*\"", "", query.text) for query in named_queries().values())
    return {v.PREFIXES[prefix] + local for prefix, local in PLAIN.findall(text)}


def in_code() -> set[str]:
    """Prefixed names in string literals of SPARQL and relation predicates, all over the package."""
    found = set()
    for path in PACKAGE.rglob("*.py"):
        text = re.sub(
            r'"""[^"]*?"""|#.*', lambda m: m[0] if "SELECT" in m[0] or "WHERE" in m[0] else "", path.read_text("utf8")
        )
        for literal in re.findall(r'"""(?:[^"]|"(?!""))*"""|"[^"\n]*"', text):
            if "?" in literal or re.fullmatch(r'"(kg|type):\w+"', literal):
                found |= {v.PREFIXES[prefix] + local for prefix, local in PLAIN.findall(literal)}
    return found


def test_every_term_used_is_defined() -> None:
    used = constants() | in_queries() | in_code() | {v.TYPE + name for name in event_types()}
    assert used - defined() == set()


def test_every_term_defined_is_used_or_interchange_only() -> None:
    from kg.reading import reading as r

    values = {
        v.KG + name for names in (r.CERTAINTIES, r.POLARITIES, r.TENSES, r.STATUSES, r.TIME_BASES) for name in names
    } | {v.KG + name for name in ("Direct", "Indirect", "Mixed", "Attitude", "Same", "Different", "Unsure")}
    used = constants() | in_queries() | in_code() | values | {v.TYPE + name for name in event_types()}
    ranges = set(about(v.RDFS + "range").values()) | {v.TYPE + "scheme"}
    spare = defined() - used - ranges - set(about(v.KG + "interchangeOnly"))
    assert spare - {v.TYPE + "own", v.KG + "example", v.KG + "interchangeOnly", v.KG + "Layer"} == set()


def test_every_term_has_a_label_a_comment_and_an_example() -> None:
    labels, comments, examples = about(v.LABEL), about(v.RDFS + "comment"), about(v.KG + "example")
    own = {iri for iri in defined() if iri.startswith(v.KG)}
    assert own - labels.keys() == set()
    assert own - comments.keys() == set()
    assert own - examples.keys() - set(about(v.KG + "interchangeOnly")) == {v.KG + "example", v.KG + "interchangeOnly"}
    assert set(examples.values()) - named_queries().keys() == set()


def test_properties_have_a_domain_or_range() -> None:
    domains, ranges = about(v.RDFS + "domain"), about(v.RDFS + "range")
    owl = "http://www.w3.org/2002/07/owl#"
    for iri, kind in about(v.A).items():
        if kind in (owl + "ObjectProperty", owl + "DatatypeProperty"):
            assert iri in domains or iri in ranges or iri in about(v.RDFS + "subPropertyOf") or "instrument" in iri, iri


def test_the_scheme_of_event_types_is_as_its_sources_make_it() -> None:
    made = (ONTOLOGY / "event-types.ttl").read_text("utf8")
    assert made == turtle(), "run: python -m kg.graph.writing.event_types > ontology/event-types.ttl"


def test_event_types_have_labels_definitions_and_tops() -> None:
    tops = "Agree Consult Support Cooperate Aid Concede Retreat Request Accuse Reject Threaten Protest Sanction Mobilize"
    tops += " Coerce Assault Statement Appoint Elect Transact Invest Produce Report Legislate Justice Harm Disaster Move"
    tops += " Other"
    assert {name for name, kind in event_types().items() if not kind.broader} == set(tops.split())
    assert codes().keys() <= event_types().keys()
    labels = about(v.PREF_LABEL)
    assert all(v.TYPE + name in labels for name in event_types())
    assert label("SignAgreement") == "sign agreement"


@pytest.mark.parametrize("name", ["kg.ttl", "event-types.ttl", "shapes.ttl"])
def test_the_ontology_has_no_blank_nodes(name: str) -> None:
    for quad in ox.parse(path=str(ONTOLOGY / name), format=ox.RdfFormat.TURTLE):
        assert not isinstance(quad.subject, ox.BlankNode)
        assert not isinstance(quad.object, ox.BlankNode)


def test_short_and_long_names() -> None:
    assert v.expand("schema:jobTitle") == v.JOB_TITLE
    assert v.shorten(v.JOB_TITLE) == "schema:jobTitle"
    assert v.shorten("https://example.org/a") == "https://example.org/a"
    assert v.shorten(v.TYPE + "Meet") == "type:Meet"
