"""Which entries of an authority entities are, and what that does to a story: a function of readings and authority alone."""

import json
from pathlib import Path

import pytest

from kg.articles.article import Article
from kg.articles.copies import sketch
from kg.errors import KgError
from kg.graph.store.store import Store
from kg.graph.writing.judgements import Target
from kg.knowledge import gazetteer
from kg.knowledge.authority_entry import Entry
from kg.operations.authorities import import_authority, remove_entries
from kg.reading.reading import Chain, Mention, Reading

EXCERPT = Path(__file__).parents[2] / "knowledge" / "fixtures" / "wikidata_excerpt.json"
PUTIN = {
    "id": "Q7747",
    "name": "Vladimir Putin",
    "variants": ["Putin", "Владимир Путин"],
    "class": "person",
    "description": "president of Russia",
    "prior": 40,
    "countries": ["RU"],
    "positions": ["politician"],
    "begin": "1952-10-07",
}


def told(name, *chains, published="2025-05-01"):
    """An article that names its chains in one sentence each, and its reading."""
    text, mentions = "", []
    for number, chain in enumerate(chains):
        for called in chain.names:
            span = (len(text), len(text) + len(called))
            text += f"{called} spoke in {name}. "
            mentions.append(Mention(span, span, "Named", chain.entity_class, number))
    article = Article(text, headline=None, published=published, publisher=name, url=f"urn:test:{name}")
    return article, Reading(sentences=((0, len(text)),), mentions=tuple(mentions), chains=chains)


def person(*names, **more):
    return Chain("Person", names, **more)


def put(path, *stories):
    with Store(path, create=True) as store, store.writing():
        store.database.add_run("r", "kg", "none")
        for article, reading in stories:
            store.database.put(article, reading, run="r", sketch=sketch(article).to_bytes())
        store.resolve()
        store.refresh()


def authority(tmp_path, *entries):
    path = tmp_path / "authority.jsonl"
    path.write_text("\n".join(map(json.dumps, entries)), "utf8")
    return path


def lines(path):
    with Store(path) as store:
        return sorted(str(quad) for quad in store.graph())


def entities(path):
    """Preferred name → (local id, links)."""
    with Store(path) as store:
        rows = store.graph().query(
            "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX schema: <https://schema.org/> "
            "SELECT ?entity ?name ?link WHERE { ?entity skos:prefLabel ?name OPTIONAL { ?entity schema:sameAs ?link } }",
            use_default_graph_as_union=True,
        )
        found = {}
        for row in rows:
            if "/entity/" in row["entity"].value:
                links = found.setdefault(row["name"].value, (row["entity"].value.rsplit("/", 1)[1], set()))[1]
                links |= {row["link"].value} if row["link"] else set()
        return found


RUSSIAN = person("Vladimir Putin", "Putin", titles=("president",), countries=("RU",))


def test_a_name_that_agrees_is_linked(tmp_path):
    store = tmp_path / "S"
    put(store, told("North", RUSSIAN), told("South", person("Mara Lund")))
    before = entities(store)
    assert not before["Vladimir Putin"][0].startswith("Q")
    report = import_authority(store, authority(tmp_path, PUTIN))
    assert (report.new, report.changed, report.same, report.errors) == (1, 0, 0, [])
    after = entities(store)
    assert after["Vladimir Putin"] == ("Q7747", {"http://www.wikidata.org/entity/Q7747"})
    assert after["Mara Lund"] == before["Mara Lund"]
    with Store(store) as opened:
        assert [row[:3] for row in opened.authorities.linked()] == [("Vladimir Putin", "Q7747", "Q7747")]
        history = dict(opened.database.connection.execute("SELECT old, new FROM story_history"))
    assert history[before["Vladimir Putin"][0]] == "Q7747"


def test_importing_twice_changes_nothing_and_removing_restores(tmp_path):
    store = tmp_path / "S"
    put(store, told("North", RUSSIAN))
    bare = lines(store)
    path = authority(tmp_path, PUTIN)
    import_authority(store, path)
    linked = lines(store)
    assert linked != bare
    with Store(store) as opened:
        generation = opened.database.generation
    assert import_authority(store, path).same == 1
    assert lines(store) == linked
    with Store(store) as opened:
        assert opened.database.generation == generation
    with pytest.raises(KgError, match="KG062"):
        remove_entries(store, ["Q1"])
    assert remove_entries(store, ["authority.jsonl"]) == 1
    assert lines(store) == bare


def test_the_order_of_articles_and_imports_does_not_count(tmp_path):
    stories = [
        told("North", RUSSIAN),
        told("South", person("Wladimir Putin", titles=("president",), countries=("RU",))),
        told("West", person("Putin", titles=("president",), countries=("RU",))),
        told("East", person("Владимир Путин", titles=("president",))),
    ]
    path = authority(tmp_path, PUTIN)
    for name in ("A", "B", "C"):
        put(tmp_path / name)
    put(tmp_path / "A", *stories)
    import_authority(tmp_path / "A", path)
    import_authority(tmp_path / "B", path)
    for story in reversed(stories):
        put(tmp_path / "B", story)
    put(tmp_path / "C", *stories[2:])
    import_authority(tmp_path / "C", path)
    put(tmp_path / "C", *stories[:2])
    assert lines(tmp_path / "A") == lines(tmp_path / "B") == lines(tmp_path / "C")
    with Store(tmp_path / "C") as store, store.writing():
        store.rebuild()
    assert lines(tmp_path / "A") == lines(tmp_path / "C")
    assert set(entities(tmp_path / "A")) - {"Russia"} == {"Vladimir Putin"}


def test_forms_that_spelling_does_not_join_join_by_their_entry(tmp_path):
    alliance = {
        "id": "Q7184",
        "name": "NATO",
        "variants": ["Atlantic Alliance"],
        "class": "organization",
        "description": "military alliance",
        "prior": 400,
    }
    store = tmp_path / "S"
    put(store, told("North", Chain("Organization", ("NATO",), titles=("military alliance",))))
    put(store, told("South", Chain("Organization", ("Atlantic Alliance",), titles=("military alliance",))))
    assert len(entities(store)) == 2
    import_authority(store, authority(tmp_path, alliance))
    assert entities(store) == {"NATO": ("Q7184", {"http://www.wikidata.org/entity/Q7184"})}


@pytest.mark.parametrize(
    ("chain", "entry"),
    [
        (person("Vladimir Putin"), {"prior": 3}),  # a name alone, of somebody hardly known
        (person("Vladimir Putin", titles=("goalkeeper",)), {}),  # another field
        (Chain("Organization", ("Vladimir Putin",)), {}),  # another class
        (person("Vladimir Putin", titles=("president",)), {"begin": "2024-01-01"}),  # a child
    ],
)
def test_nothing_is_linked_without_good_reason(tmp_path, chain, entry):
    store = tmp_path / "S"
    put(store, told("North", chain))
    import_authority(store, authority(tmp_path, PUTIN | entry))
    assert entities(store)["Vladimir Putin"][1] == set()


def test_namesakes_in_the_authority(tmp_path):
    store = tmp_path / "S"
    other = {"id": "Q3", "name": "Vladimir Putin", "class": "person", "description": "Russian footballer", "prior": 40}
    put(store, told("North", person("Vladimir Putin")))
    path = authority(tmp_path, PUTIN, other)
    import_authority(store, path)
    assert entities(store)["Vladimir Putin"][1] == set()  # either
    put(store, told("South", person("Vladimir Putin", titles=("president",), countries=("RU",))))
    assert entities(store)["Vladimir Putin"][0] == "Q7747"


def test_forms_of_different_entries_never_join(tmp_path):
    store = tmp_path / "S"
    titles = ("president",)
    put(store, told("North", person("George W. Bush", titles=titles)), told("South", person("George H. W. Bush", titles=titles)))
    import_authority(store, EXCERPT)
    found = entities(store)
    assert found["George W. Bush"][0] == "Q207"
    assert found["George H. W. Bush"][0] == "Q23505"


def test_offices_by_their_names(tmp_path):
    """An office that the dump names after the person who holds it."""
    store = tmp_path / "S"
    put(store, told("North", person("Elon Musk", titles=("chief executive",), organizations=("Tesla",))))
    import_authority(store, EXCERPT)
    assert entities(store)["Elon Musk"][0] == "Q317521"
    with Store(store) as opened:
        assert "at tesla" in opened.authorities.linked()[0][4]


def test_places_keep_their_gazetteer_id(tmp_path):
    store = tmp_path / "S"
    moscow = Chain("Place", ("Moscow",), place="geonames:524901", country_code="RU")
    put(store, told("North", moscow))
    before = entities(store)
    import_authority(store, EXCERPT, classes=["place"])
    after = entities(store)
    assert after["Moscow"][0] == before["Moscow"][0]
    assert len([link for link in after["Moscow"][1] if "wikidata" in link]) == 1


def test_a_place_that_only_the_authority_knows(tmp_path):
    store = tmp_path / "S"
    put(store, told("North", Chain("Place", ("Fell Quarry",), countries=("NO",))))
    entry = {"id": "Q4", "name": "Fell Quarry", "class": "place", "prior": 40, "countries": ["NO"], "lat": 60.5, "lon": 5.25}
    import_authority(store, authority(tmp_path, entry))
    assert entities(store)["Fell Quarry"][0] == "Q4"
    assert any("POINT(5.25 60.5)" in line for line in lines(store))


def test_entries_are_found_by_name(tmp_path):
    store = tmp_path / "S"
    put(store, told("North", RUSSIAN))
    import_authority(store, EXCERPT)
    with Store(store) as opened:
        assert [e.id for e in opened.authorities.entries("Vladimir Putin")] == ["Q7747"]
        assert [e.id for e in opened.authorities.entries("Q7184")] == ["Q7184"]
        assert all(isinstance(e, Entry) for e in opened.authorities.entries(limit=3))
        assert opened.authorities.sources()[0][0] == "wikidata_excerpt.json"


def test_what_lies_where_its_name_says(tmp_path):
    store = tmp_path / "S"
    police = Chain("Organization", ("Oslo Harbour Police",), within="geonames:3143244")
    put(store, told("North", police, Chain("Group", ("Norwegians",), country_code="NO")))
    with Store(store) as opened:
        rows = opened.graph().query(
            "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX schema: <https://schema.org/> "
            "PREFIX geo: <http://www.opengis.net/ont/geosparql#> SELECT ?name ?place ?wkt WHERE { "
            "?x skos:prefLabel ?name ; geo:hasGeometry/geo:asWKT ?wkt OPTIONAL { ?x schema:location/skos:prefLabel ?place } }",
            use_default_graph_as_union=True,
        )
        found = {r["name"].value: (r["place"].value if r["place"] else None, r["wkt"].value) for r in rows}
    town = gazetteer.place("geonames:3143244")
    assert found["Oslo Harbour Police"] == ("Oslo", f"POINT({town.lon} {town.lat})")
    assert found["Norwegians"][0] is None


def judged(path, kind, *spans):
    """A judgement of mentions, given as (article, words)."""
    with Store(path) as store, store.writing():
        targets = []
        for article, words in spans:
            begin = article.text.index(words)
            targets.append(Target(article.key, (begin, begin + len(words)), words, words, "entity"))
        judgement = store.judge(kind, *targets)
        store.refresh()
        return judgement


def test_a_judgement_outranks_the_authority(tmp_path):
    store = tmp_path / "S"
    more = {"titles": ("president",), "countries": ("RU",)}
    north, south = told("North", person("Vladimir Putin", **more)), told("South", person("Vladimir Putin", **more))
    put(store, north, south)
    import_authority(store, authority(tmp_path, PUTIN))
    linked = lines(store)

    def of(article):
        begin = article.text.index("Vladimir Putin")
        start = f"#char={begin},{begin + len('Vladimir Putin')}> <http://ground"
        (line,) = [x for x in lines(store) if f"/{article.key}{start}" in x]
        return line.split("> <")[2].rpartition("/")[2]

    assert of(north[0]) == of(south[0]) == "Q7747"
    judgement = judged(store, "different", (north[0], "Vladimir Putin"), (south[0], "Vladimir Putin"))
    assert of(north[0]) != of(south[0])
    assert "Q7747" in (of(north[0]), of(south[0]))  # one of them is he
    with Store(store) as opened, opened.writing():
        opened.rebuild()
    assert of(north[0]) != of(south[0])
    with Store(store) as opened, opened.writing():
        opened.take_back(judgement)
        opened.refresh()
    assert [x for x in lines(store) if "/judgement/" not in x] == linked


def test_what_a_person_joined_stays_joined(tmp_path):
    store = tmp_path / "S"
    north, south = told("North", person("George W. Bush", titles=("president",))), told("South", person("Mara Lund"))
    put(store, north, south)
    import_authority(store, EXCERPT)
    judged(store, "same", (north[0], "George W. Bush"), (south[0], "Mara Lund"))
    found = entities(store)
    assert "Mara Lund" not in found
    assert found["George W. Bush"][0] == "Q207"
