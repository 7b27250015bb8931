"""Where things stand on a map: at their own coordinates, else at those of the nearest place that contains them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.views.asked import rows


@dataclass(frozen=True, slots=True)
class MapPoint:
    """A point on the map.

    Attributes:
        longitude, latitude: in degrees.
        within: name of the place whose point it is; None where it is one's own.
    """

    longitude: float
    latitude: float
    within: str | None = None


def map_points(query: rows.Query) -> dict[str, MapPoint]:
    """The points of all entities that have one, by IRI.

    Who has no coordinates stands where the nearest place that contains it does; of several as near, at the finest, then at
    the first by IRI.

    Args:
        query: asks the store.
    """
    own = rows.coordinates(query)
    found = {iri: MapPoint(*point) for iri, point in own.items()}
    above, labels = rows.containment(query)
    for iri in above:
        if iri not in own and (outer := _nearest(iri, own, above)) is not None:
            found[iri] = MapPoint(*own[outer], within=labels.get(outer, rows.local(outer)))
    return found


def _nearest(iri: str, own: Mapping[str, tuple[float, float]], above: Mapping[str, frozenset[str]]) -> str | None:
    """The nearest place around one that has coordinates."""
    seen, level = {iri}, above[iri]
    while level:
        known = sorted(outer for outer in level if outer in own)
        if known:
            # a city and its country are both said to contain a street: the city is the finer one
            around = {outer: _around(outer, above) for outer in known}
            fine = [one for one in known if not any(one in around[other] for other in known)]
            return (fine or known)[0]
        seen |= level
        level = frozenset(outer for one in level for outer in above.get(one, ()) if outer not in seen)
    return None


def _around(iri: str, above: Mapping[str, frozenset[str]]) -> set[str]:
    """All places around one, at any depth."""
    found: set[str] = set()
    pending = [iri]
    while pending:
        fresh = above.get(pending.pop(), frozenset()) - found
        found |= fresh
        pending.extend(fresh)
    return found
