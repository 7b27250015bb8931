"""A timeline as one self-contained interactive page: an axis, eras, search, filters by status,
type, person and place, the evidence behind every event.

Nothing of what articles say is ever markup: it travels as JSON and becomes text nodes. The policy forbids all requests.
"""

from __future__ import annotations

import json
import re
from typing import Any

from kg.graph.asking.words import day
from kg.views.html.cell import HEIGHT
from kg.views.html.document import escape, fill, framed, json_for_script, page_script, page_style, web_file
from kg.views.html.saving import Savable
from kg.views.records.timeline import Entry, Timeline


class TimelinePage(Timeline, Savable):
    """A timeline that draws itself: a page, a cell of a notebook, a file.

    Args:
        timeline: what to show.
        source: a line below the title of its page.
        height: pixels that it takes in a cell.
    """

    def __init__(self, timeline: Timeline, *, source: str = "", height: int = HEIGHT) -> None:
        super().__init__(timeline.entries, title=timeline.title, undated=timeline.undated, passing=timeline.passing)
        self.source = source
        self.height = height

    def page(self, *, source: str = "") -> str:
        """The whole page; see :func:`timeline_page`."""
        return timeline_page(self, source=source)

    @property
    def html(self) -> str:
        return self.page(source=self.source)


def timeline_page(timeline: Timeline, *, source: str = "") -> str:
    """A page of a timeline.

    Args:
        timeline: what to show.
        source: a line below its title.

    Returns:
        HTML, to be written as UTF-8. The same timeline gives the same page.
    """
    data = {
        "events": [_event(e) for e in timeline],
        "statuses": json.loads(web_file("appearance.json"))["statuses"],
        "undated": timeline.undated,
        "passing": timeline.passing,
    }
    script = page_script(("elements", "axis", "timeline"))
    parts = {
        "title": escape(timeline.title),
        "source": escape(source),
        "data": json_for_script(data),
        "script": script,
    }
    body = fill(web_file("timeline.html"), parts)
    return framed(body, title=timeline.title, style=page_style("timeline"), scripts=[script])


def _event(entry: Entry) -> dict[str, Any]:
    return {
        "what": entry.label,
        "type": entry.event_type,
        "first": entry.first,
        "last": entry.last,
        "when": entry.when,
        "status": entry.status,
        "actors": entry.actors,
        "places": entry.places,
        "articles": entry.articles,
        "origins": entry.origins,
        "weight": entry.weight,
        "steps": [[day(s.date), s.status, s.publisher or s.headline, s.said_by] for s in entry.steps],
        "told": [_told(t) for t in entry.told],
    }


def _told(telling: dict[str, Any]) -> dict[str, Any]:
    """A sentence in pieces, every second of which is marked: a browser counts characters otherwise than Python."""
    text, at, pieces = telling["sentence"], 0, []
    for begin, end in telling["highlights"]:
        pieces += [text[at:begin], text[begin:end]]
        at = end
    given = {k: telling[k] for k in ("headline", "publisher", "status", "said_by") if telling[k]}
    if telling["date"]:
        given["date"] = day(telling["date"])
    url = telling["url"] or ""
    # a link is followed by hand alone, and only to the web
    return {**given, "pieces": [*pieces, text[at:]], **({"url": url} if re.match(r"https?://", url) else {})}
