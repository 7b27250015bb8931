import pyoxigraph as ox
import pytest

from graph.samples import IRIS, store
from kg.errors import Code, KgError
from kg.graph import vocabulary as v
from kg.graph.asking.event_lookup import find_events
from kg.graph.asking.lookup import Names


@pytest.fixture(scope="module")
def names() -> Names:
    return Names(store().query)


@pytest.mark.parametrize("name", ["Mara Lund", "mara lund", "MÁRA LUND", "Lund", "Mara", IRIS.entity("mara")])
def test_found_by_any_name(names: Names, name: str) -> None:
    assert names.find(name) == IRIS.entity("mara")


def test_found_by_a_part_of_the_name(names: Names) -> None:
    assert names.find("Fell") == IRIS.entity("ode") and names.find("brisk") == IRIS.entity("brisk")


@pytest.mark.parametrize("name", ["", " ", "Nemo", "un", "https://kg.example/id/entity/nemo"])
def test_not_found(names: Names, name: str) -> None:
    with pytest.raises(KgError) as raised:
        names.find(name)
    assert raised.value.code is Code.NO_ENTITY


def test_what_is_called_alike(names: Names) -> None:
    with pytest.raises(KgError, match="did you mean Ode Fell"):
        names.find("Ode Fel")


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("Mara Lundt", "Mara Lund"),
        ("Lund Mara", "Mara Lund"),
        ("Mrs Mara Lund", "Mara Lund"),
        ("Fel Ode", "Ode Fell"),
        ("Brisc Oil", "Brisk Oil"),
        ("Herld", "Herald"),
        ("the Bris", "Brisk Oil"),
    ],
)
def test_suggestions(names: Names, asked: str, meant: str) -> None:
    first, *_ = names.suggest(asked)
    assert first.label == meant


def test_a_suggestion_says_who_it_is(names: Names) -> None:
    (one, *_) = names.suggest("Mara Lumd")
    assert str(one) == "Mara Lund (person, 2 articles)"
    assert (one.iri, one.entity_class, one.mentions) == (IRIS.entity("mara"), "Person", 2)
    assert names.suggest("Xyzzy") == [] and names.suggest("  ") == []
    assert len(names.suggest("o", limit=1)) <= 1


def namesakes() -> Names:
    graph = ox.Store()
    for number, (label, cls, articles) in enumerate(
        [("Anna Berg", v.PERSON, 3), ("Otto Berg", v.PERSON, 3), ("Berg", v.PLACE, 2)]
    ):
        node = f"<urn:e{number}>"
        said = {v.A: f"<{cls}>", v.PREF_LABEL: f'"{label}"', v.ARTICLE_COUNT: str(articles), v.MENTION_COUNT: "9"}
        for predicate, value in said.items():
            graph.update(f"INSERT DATA {{ GRAPH <{v.STORY}> {{ {node} <{predicate}> {value} }} }}")
        for alt in {label.split()[-1]} - {label}:
            graph.update(f'INSERT DATA {{ GRAPH <{v.STORY}> {{ {node} <{v.ALT_LABEL}> "{alt}" }} }}')
    return Names(graph.query)


def test_several_of_one_name_are_told_apart() -> None:
    names = namesakes()
    assert names.find("Anna") == "urn:e0"
    with pytest.raises(KgError) as raised:
        names.find("Berg")
    assert raised.value.code is Code.AMBIGUOUS_ENTITY
    for told in ("Anna Berg (person, 3 articles) <urn:e0>", "Otto Berg (person, 3 articles) <urn:e1>", "Berg (place, 2 a"):
        assert told in str(raised.value)


def test_the_class_that_is_meant() -> None:
    names = namesakes()
    assert names.find("Berg", "Place") == "urn:e2"
    with pytest.raises(KgError, match="Anna Berg") as raised:
        names.find("Berg", "Person")
    assert raised.value.code is Code.AMBIGUOUS_ENTITY and "urn:e2" not in str(raised.value)
    assert names.find("Otto Berg", "Place") == "urn:e1"  # nobody of that class is called so


def test_events_by_their_labels() -> None:
    assert find_events(store().query, "meeting") == find_events(store().query, "MEETING") == [IRIS.event("meeting")]
    with pytest.raises(KgError, match="did you mean 'meeting'") as raised:
        find_events(store().query, "meetin")
    assert raised.value.code is Code.NO_ENTITY
    with pytest.raises(KgError, match="named by their labels"):
        find_events(store().query, "xyzzy")


def test_events_by_some_words() -> None:
    graph = ox.Store()
    for name, label in (("a", "talks: Lund, Fell · Oslo"), ("b", "talks: Lund · Bergen"), ("c", "talks: Lund · Bergen")):
        node, graph_ = f"<urn:{name}>", f"GRAPH <{v.STORY}>"
        graph.update(f'INSERT DATA {{ {graph_} {{ {node} a <{v.EVENT}> ; <{v.LABEL}> "{label}" ; <{v.ARTICLE_COUNT}> 1 }} }}')
    assert find_events(graph.query, "talks Oslo") == ["urn:a"]
    assert find_events(graph.query, "talks Lund Bergen") == ["urn:b", "urn:c"]  # the whole label, of two events
    with pytest.raises(KgError, match="Oslo <urn:a>") as raised:
        find_events(graph.query, "lund")
    assert raised.value.code is Code.AMBIGUOUS_ENTITY
