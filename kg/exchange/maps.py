"""Events that have a place on the map: GeoJSON (RFC 7946) and KML 2.2 with spans of time.

One feature an event: a point, or several where it has several places. A point is that of the place in the gazetteer, not of
where in it something happened. Events without coordinates are left out.
"""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from kg.exchange.happenings import Happening, happenings
from kg.files import write_whole
from kg.views.asked.rows import Query

SUFFIXES = (".geojson", ".kml")
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def export_map(query: Query, path: str | Path, suffix: str) -> int:
    """Write the events that have coordinates.

    Args:
        query: as views take it.
        path: where to.
        suffix: ``.geojson`` or ``.kml``.

    Returns:
        How many events were written.
    """
    found = [(event, points) for event in happenings(query) if (points := _points(event))]
    write_whole(path, geojson(found) if suffix == ".geojson" else kml(found))
    return len(found)


Placed = list[tuple[Happening, list[tuple[float, float]]]]


def geojson(found: Placed) -> str:
    """A collection of features; ``start`` and ``end`` are days, as QGIS and kepler.gl take them for time."""
    features = [
        {
            "type": "Feature",
            "id": event.iri,
            "geometry": {"type": "Point", "coordinates": list(points[0])}
            if len(points) == 1
            else {"type": "MultiPoint", "coordinates": [list(point) for point in points]},
            "properties": _properties(event),
        }
        for event, points in found
    ]
    text = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, indent=1)
    return _NOT_XML.sub("", text) + "\n"


def kml(found: Placed) -> str:
    """A document of placemarks, each with a span of time where it has a day; texts are escaped for HTML, which viewers show."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<kml xmlns="http://www.opengis.net/kml/2.2">', "<Document>"]
    for event, points in found:
        lines += ["<Placemark>", f"<name>{_xml(event.label)}</name>"]
        told = "<br/>".join(html.escape(part) for part in (event.sentence, event.source) if part)
        if event.url:
            told += f'<br/><a href="{html.escape(event.url)}">{html.escape(event.url)}</a>'
        lines.append(f"<description>{_xml(told)}</description>")
        if event.first and event.last:
            lines.append(f"<TimeSpan><begin>{event.first}</begin><end>{event.last}</end></TimeSpan>")
        data = (f'<Data name="{name}"><value>{_xml(str(value))}</value></Data>' for name, value in _properties(event).items())
        lines.append(f"<ExtendedData>{''.join(data)}</ExtendedData>")
        marks = [f"<Point><coordinates>{x!r},{y!r}</coordinates></Point>" for x, y in points]
        lines += marks if len(marks) == 1 else ["<MultiGeometry>", *marks, "</MultiGeometry>"]
        lines.append("</Placemark>")
    return "\n".join([*lines, "</Document>", "</kml>", ""])


def _points(event: Happening) -> list[tuple[float, float]]:
    return list(dict.fromkeys(point for _, point in event.where if point))


def _properties(event: Happening) -> dict[str, Any]:
    given = {
        "name": event.label,
        "iri": event.iri,
        "type": event.kind,
        "status": event.status,
        "start": event.first,
        "end": event.last,
        "place": "; ".join(label for label, _ in event.where),
        "who": "; ".join(event.who),
        "articles": event.articles,
        "origins": event.origins,
        "sentence": event.sentence,
        "source": event.source,
        "url": event.url,
    }
    return {name: value for name, value in given.items() if value not in (None, "")}


def _xml(text: str) -> str:
    return escape(_NOT_XML.sub("", text))
