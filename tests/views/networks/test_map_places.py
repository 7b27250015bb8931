"""Where things stand on the map."""

from pyoxigraph import Literal, NamedNode, Quad

from kg.graph import vocabulary as v
from kg.views.networks.map_places import MapPoint, map_points

from .. import stories

STORY = NamedNode(v.STORY)


def at(iri: str, longitude: float, latitude: float) -> list[Quad]:
    geometry = NamedNode(f"{iri}/geometry")
    wkt = Literal(f"POINT({longitude} {latitude})", datatype=NamedNode(v.GEO + "wktLiteral"))
    return [
        Quad(NamedNode(iri), NamedNode(v.GEO + "hasGeometry"), geometry, STORY),
        Quad(geometry, NamedNode(v.GEO + "asWKT"), wkt, STORY),
    ]


def test_own_point_else_the_nearest_finest_place_around() -> None:
    w = stories.World()
    for key in ("street", "town", "region", "land", "lost", "loop", "pool"):
        w.entity(key, "Place", key.title())
    for inner, outer in [
        ("street", "town"), ("street", "land"), ("town", "region"), ("region", "land"), ("loop", "pool"), ("pool", "loop"),
    ]:  # fmt: skip
        w.relation(inner, "schema:containedInPlace", outer)
    iri = stories.entity_iri
    store = w.store()
    store.extend(at(iri("land"), 10, 50))
    asked = map_points(stories.asker(store))
    assert asked[iri("land")] == MapPoint(10, 50)
    assert asked[iri("town")] == asked[iri("region")] == MapPoint(10, 50, "Land")
    store.extend(at(iri("town"), 11.5, -51.25))
    asked = map_points(stories.asker(store))
    assert asked[iri("street")] == MapPoint(11.5, -51.25, "Town")  # nearer than the land that it lies in, too
    assert asked[iri("region")] == MapPoint(10, 50, "Land")
    assert not {iri("lost"), iri("loop"), iri("pool")} & set(asked)


def test_of_two_places_around_the_finer_one() -> None:
    w = stories.World()
    for key in ("square", "a-land", "z-town"):
        w.entity(key, "Place", key)
    w.relation("square", "schema:containedInPlace", "a-land")
    w.relation("square", "schema:containedInPlace", "z-town")
    w.relation("z-town", "schema:containedInPlace", "a-land")
    store = w.store()
    iri = stories.entity_iri
    store.extend([*at(iri("a-land"), 1, 1), *at(iri("z-town"), 2, 2)])
    assert map_points(stories.asker(store))[iri("square")] == MapPoint(2, 2, "z-town")
