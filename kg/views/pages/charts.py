"""Plots of a story as SVG: happenings by day, who by origins, places on a map. They need no library and ask for nothing."""

from __future__ import annotations

import datetime
import functools
import gzip
import json
import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import Code, KgError
from kg.files import write_whole
from kg.graph.asking.words import day, status
from kg.views.asked import rows
from kg.views.asked.nationalities import with_countries
from kg.views.asked.rows import EventRow, Query
from kg.views.asked.wording import plural
from kg.views.html.assets import asset
from kg.views.html.document import escape
from kg.views.networks.map_places import map_points

WIDTH, MARGIN = 760, 8
DAYS = 120
"""Days up to which each has a bar of its own; of more each month has one."""
LATEST, EARLIEST, STRETCH = 0.03, (0.03, 0.1, 0.2, 0.35), 8
"""Shares of the happenings that a plot of days may leave out at its ends: of the earliest more where it gets eight times shorter.
The timeline's page does the same (``axis.js``)."""
COLOURS = {"happened": "#3d7ab8", "planned": "#9dbde0", "denied or called off": "#c2553d"}
"""Readable on light and dark."""
_KINDS = {
    "Occurred": "happened", "Ongoing": "happened", "Planned": "planned", "Proposed": "planned", "Possible": "planned",
    "Denied": "denied or called off", "Cancelled": "denied or called off",
}  # fmt: skip
LABELLED = 14
"""Places that a map names."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A plot that shows itself in a cell; ``svg`` is its text.

    Attributes:
        title: what it shows.
        svg: the picture.
    """

    title: str
    svg: str

    def __repr__(self) -> str:
        return f"<Chart: {self.title}>"

    def _repr_html_(self) -> str:
        return f"<figure style='margin:0'>{self.svg}</figure>"

    def save(self, path: str | Path) -> Path:
        """Write it as SVG.

        Raises:
            KgError: KG042 for another suffix, KG045 when it cannot be written.
        """
        target = Path(path)
        if target.suffix.lower() != ".svg":
            raise KgError(Code.BAD_SUFFIX, path=path, known=".svg")
        try:
            write_whole(target, self.svg + "\n")
        except OSError as error:
            raise KgError(Code.UNWRITABLE_FILE, path=path, why=error.strerror) from error
        return target


def _drawn(title: str, height: float, parts: Iterable[str]) -> Chart:
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" role="img" aria-label="{escape(title)}" '
        'style="max-width:100%;font:12px sans-serif" fill="currentColor">'
    )
    heading = f'<text x="{MARGIN}" y="18" font-weight="600">{escape(title)}</text>'
    return Chart(title, "".join([head, heading, *parts, "</svg>"]))


def _text(x: float, y: float, words: str, *, anchor: str = "start", soft: bool = False) -> str:
    faded = ' opacity="0.7"' if soft else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{faded}>{escape(words)}</text>'


def _bar(x: float, y: float, width: float, height: float, *, colour: str, told: str) -> str:
    box = f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(width, 1):.1f}" height="{max(height, 0.5):.1f}" fill="{colour}">'
    return f"{box}<title>{escape(told)}</title></rect>"


# ---------------------------------------------------------------- happenings by day

def by_day(query: Query, *, entity: str | None = None, first: str | None = None, last: str | None = None) -> Chart:
    """How many happenings begin on which day, or in which month where they are far apart; by what became of them.

    Args:
        query: as in :mod:`kg.views.asked.rows`.
        entity: IRI of one who takes part, or of a place; all by default.
        first, last: ISO days; without them a few of long ago are left out that would squeeze all others.
    """
    found = [e for e in rows.events(query).values() if _counts(e) and (entity is None or entity in {f for _, f in e.slots})]
    days = sorted(e.first for e in found if e.first and (not first or e.first >= first) and (not last or e.first <= last))
    title = "Happenings by the day on which they begin"
    if not days:
        return _drawn(title, 60, [_text(MARGIN, 42, "None has a day.", soft=True)])
    begin, end = (datetime.date.fromisoformat(d[:10]) for d in (_core(days) if not first and not last else (days[0], days[-1])))
    monthly = (end - begin).days > DAYS
    bins = _months(begin, end) if monthly else [begin + datetime.timedelta(n) for n in range((end - begin).days + 1)]
    key: Callable[[str], str] = (lambda iso: iso[:7]) if monthly else (lambda iso: iso[:10])
    told: Counter[tuple[str, str]] = Counter(
        (key(e.first), _KINDS[e.status]) for e in found if e.first and begin.isoformat() <= e.first <= end.isoformat()
    )
    height, top, wide = 200.0, 34.0, WIDTH - 2 * MARGIN
    step = wide / len(bins)
    most = max(sum(told[key(b.isoformat()), k] for k in COLOURS) for b in bins)
    parts = []
    for at, when in enumerate(bins):
        base = height - 24
        named = when.strftime("%b %Y") if monthly else day(when)
        for kind, colour in COLOURS.items():
            if n := told[key(when.isoformat()), kind]:
                high = (height - 24 - top) * n / most
                base -= high
                parts.append(_bar(MARGIN + at * step, base, step * 0.86, high, colour=colour, told=f"{named}: {n} {kind}"))
    every = max(1, len(bins) // 7)
    for at in range(0, len(bins), every):
        if at * step < wide - 50:
            named = bins[at].strftime("%b %Y") if monthly else f"{bins[at].day} {bins[at]:%b}" + (f" {bins[at].year}" * (at == 0))
            parts.append(_text(MARGIN + at * step, height - 8, named, soft=True))
    parts += _legend([kind for kind in COLOURS if any(k == kind for _, k in told)])
    return _drawn(title, height, parts)


def _core(days: Sequence[str]) -> tuple[str, str]:
    """First and last of some ISO days in order, without what lies far before and behind most of them."""
    if len(days) < 8:
        return days[0], days[-1]
    end = days[math.ceil(len(days) * (1 - LATEST)) - 1]
    begins = [days[int(len(days) * share)] for share in EARLIEST]
    last = datetime.date.fromisoformat(end[:10])
    long = [(last - datetime.date.fromisoformat(begin[:10])).days for begin in begins]
    return next((begin for begin, n in zip(begins, long, strict=True) if n * STRETCH < long[0]), begins[0]), end


def _counts(event: EventRow) -> bool:
    return event.status in _KINDS and not event.passing and event.event_type != "Statement"


def _months(begin: datetime.date, end: datetime.date) -> list[datetime.date]:
    count = (end.year - begin.year) * 12 + end.month - begin.month + 1
    return [datetime.date(begin.year + (begin.month - 1 + n) // 12, (begin.month - 1 + n) % 12 + 1, 1) for n in range(count)]


def _legend(kinds: Sequence[str]) -> list[str]:
    parts: list[str] = []
    x = float(WIDTH - MARGIN)
    for kind in reversed(kinds):
        x -= 7.0 * len(kind)
        parts.append(_text(x, 18, kind))
        x -= 16
        parts.append(_bar(x, 9, 10, 10, colour=COLOURS[kind], told=kind))
        x -= 14
    return parts


# ---------------------------------------------------------------- who by origins

def by_origins(query: Query, *, classes: Sequence[str] = ("Person", "Organization"), most: int = 15) -> Chart:
    """Who is named by how many independent origins.

    Args:
        query: as in :mod:`kg.views.asked.rows`.
        classes: local names of the classes to show.
        most: how many at most.
    """
    counted, _ = with_countries(rows.entities(query))
    listed = [e for e in counted.values() if e.entity_class in classes and e.origins]
    listed.sort(key=lambda e: (-e.origins, -e.articles, -e.mentions, e.label, e.iri))
    shown = listed[:most]
    line, left = 22.0, 240.0
    parts = [] if shown else [_text(MARGIN, 42, "Nobody is named.", soft=True)]
    for at, one in enumerate(shown):
        y = 34 + at * line
        name = one.label if len(one.label) <= 34 else one.label[:33] + "…"
        told = f"{one.label}: {plural(one.articles, 'article')} of {plural(one.origins, 'origin')}"
        parts.append(_text(left - 8, y + 12, name, anchor="end"))
        wide = (WIDTH - left - 50) * one.origins / shown[0].origins
        parts.append(_bar(left, y + 2, wide, 14, colour=COLOURS["happened"], told=told))
        parts.append(_text(left + wide + 6, y + 13, str(one.origins), soft=True))
    return _drawn("Who is named by how many independent origins", 44 + line * max(len(shown), 1), parts)


# ---------------------------------------------------------------- places on a map

def on_map(query: Query) -> Chart:
    """Places where something happens, the larger the more happenings, over the outlines of countries.

    Args:
        query: as in :mod:`kg.views.asked.rows`.

    Raises:
        KgError: KG046 when the outlines were not bundled.
    """
    points, labels = map_points(query), {iri: e.label for iri, e in rows.entities(query).items()}
    told: dict[str, list[EventRow]] = {}
    for event in rows.events(query).values():
        if _counts(event):
            for iri in {filler for role, filler in event.slots if role == "place" and filler in points}:
                told.setdefault(iri, []).append(event)
    title = "Where it happens"
    if not told:
        return _drawn(title, 60, [_text(MARGIN, 42, "No place with coordinates.", soft=True)])
    west, east = _reach([points[iri].longitude for iri in told], 180.0, 8.0)
    south, north = _reach([points[iri].latitude for iri in told], 85.0, 5.0)
    scale = min(WIDTH / (east - west), 420 / (north - south))
    height = 30 + scale * (north - south)
    across = (WIDTH - scale * (east - west)) / 2

    def place(longitude: float, latitude: float) -> tuple[float, float]:
        return across + (longitude - west) * scale, 30 + (north - latitude) * scale

    frame = f'<rect x="0" y="28" width="{WIDTH}" height="{height - 28:.0f}"/>'
    parts = [f'<clipPath id="kg-map">{frame}</clipPath><g clip-path="url(#kg-map)">']
    lines = " ".join(_line([place(*point) for point in arc]) for arc in _outlines() if _inside(arc, west, east, south, north))
    parts.append(f'<path d="{lines}" fill="none" stroke="currentColor" stroke-opacity="0.35" stroke-width="0.6"/>')
    ordered = sorted(told, key=lambda iri: (-len(told[iri]), labels[iri], iri))
    most = len(told[ordered[0]])
    boxes: list[tuple[float, float, float, float]] = []
    for at, iri in enumerate(ordered):
        x, y = place(points[iri].longitude, points[iri].latitude)
        radius = 3 + 11 * (len(told[iri]) / most) ** 0.5
        kinds = Counter(status(e.status) for e in told[iri])
        said = ", ".join(f"{n} {words}" for words, n in sorted(kinds.items()))
        colour = COLOURS["happened"]
        circle = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{colour}" fill-opacity="0.55" stroke="{colour}">'
        parts.append(f"{circle}<title>{escape(labels[iri])}: {escape(said)}</title></circle>")
        box = (x + radius + 2, y - 8, x + radius + 2 + 6.6 * len(labels[iri]), y + 6)
        if at < LABELLED and not any(box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in boxes):
            boxes.append(box)
            parts.append(_text(box[0], y + 4, labels[iri]))
    return _drawn(title, height, [*parts, "</g>"])


def _reach(values: Sequence[float], limit: float, margin: float) -> tuple[float, float]:
    return max(-limit, min(values) - margin), min(limit, max(values) + margin)


def _line(points: Sequence[tuple[float, float]]) -> str:
    """A path that is broken where it would run around the back of the world."""
    path = ""
    for at, (x, y) in enumerate(points):
        path += f"{'L' if at and abs(x - points[at - 1][0]) < WIDTH / 3 else 'M'}{x:.1f},{y:.1f}"
    return path


def _inside(arc: Sequence[tuple[float, float]], west: float, east: float, south: float, north: float) -> bool:
    return any(west <= x <= east and south <= y <= north for x, y in arc)


@functools.cache
def _outlines() -> list[list[tuple[float, float]]]:
    """The borders of countries, as lines of longitude and latitude (Natural Earth, as TopoJSON packs it)."""
    told: dict[str, Any] = json.loads(gzip.decompress(asset("world.json.gz")))
    (sx, sy), (tx, ty) = told["transform"]["scale"], told["transform"]["translate"]
    found = []
    for arc in told["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * sx + tx, y * sy + ty))
        found.append(line)
    return found
