"""Places, the gold span given: is the place that the system puts there within 161 km (100 miles)?"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from kg.articles.article import Span
from kg.evaluation.document import Document
from kg.evaluation.measures.links import ids_of
from kg.evaluation.mistakes import Mistakes
from kg.evaluation.scope import Scope
from kg.evaluation.scores import Rows, Tally, jaccard
from kg.graph import vocabulary as v

NEAR = 161.0
"""Kilometres: the measure of the literature (100 miles)."""

EARTH = 6371.0088
"""Its mean radius in kilometres."""

_POINT = re.compile(r"POINT\s*\(\s*(\S+)\s+([^\s)]+)")


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """The distance of two points given as latitude and longitude (haversine)."""
    (lat1, lon1), (lat2, lon2) = (tuple(map(math.radians, x)) for x in (a, b))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH * math.asin(min(1.0, math.sqrt(h)))


def places(documents: Sequence[Document], _: Scope, mistakes: Mistakes) -> Rows:
    """Rows ``places-acc@161km`` and, where the gold has GeoNames ids, ``places-acc-geonames``."""
    near, same = Tally(), Tally()
    for doc in documents:
        for link in doc.marked(doc.gold.links):
            if link.lat is None or link.lon is None:
                continue
            node = best_place(doc, link.span)
            point = point_of(doc, node)
            distance = kilometres((link.lat, link.lon), point) if point else None
            near.add(int(distance is not None and distance <= NEAR), 1, 1)
            if distance is None:
                mistakes.note("places", "missed", doc.id, doc.text, link.span, wanted=f"{link.lat}, {link.lon}")
            elif distance > NEAR:
                told = f"{point}, {distance:.0f} km away"
                mistakes.note(
                    "places", "too far", doc.id, doc.text, link.span, wanted=f"{link.lat}, {link.lon}", found=told
                )
            ids = link.ids["geonames"]
            if ids:
                same.add(int(bool(ids & ids_of(doc.facts, node, "geonames"))), 1, 1)
    rows = {"places-acc@161km": near, "places-acc-geonames": same}
    return {name: tally.row() for name, tally in rows.items() if tally.gold}


def best_place(doc: Document, span: Span) -> str | None:
    """What the mention denotes that overlaps a span best, places first."""
    ranked = sorted(
        (-jaccard(span, m.span), m.entity_class != "place", m.iri, m.node)
        for m in doc.entities()
        if m.node and jaccard(span, m.span)
    )
    return ranked[0][3] if ranked else None


def point_of(doc: Document, node: str | None) -> tuple[float, float] | None:
    """Latitude and longitude that the graph gives an entity."""
    for geometry in doc.facts.all(v.HAS_GEOMETRY, node):
        for wkt in doc.facts.all(v.AS_WKT, geometry):
            found = _POINT.search(wkt)
            if found:
                return float(found[2]), float(found[1])
    return None
