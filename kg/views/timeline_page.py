"""A timeline as one self-contained interactive page: search, filters by status and type, the evidence behind every event.

Nothing of what articles say is ever markup: it travels as JSON and becomes text nodes. The policy forbids all requests.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from kg.views.page import json_for_script

if TYPE_CHECKING:
    from kg.views.timeline import Entry, Timeline


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
        "statuses": json.loads(_asset("appearance.json"))["statuses"],
        "undated": timeline.undated,
    }
    style, script = _asset("timeline.css"), _asset("timeline.js")
    policy = (
        "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; "
        f"script-src {_hash(script)}; style-src {_hash(style)}"
    )
    parts = {
        "policy": policy,
        "title": html.escape(_plain(timeline.title)),
        "source": html.escape(_plain(source)),
        "style": style,
        "data": json_for_script(data),
        "script": script,
    }
    return re.sub(r"\{\{(\w+)\}\}", lambda match: parts[match[1]], _asset("timeline.html"))


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
        "steps": [[s.date, s.status, s.publisher or s.headline, s.said_by] for s in entry.steps],
        "told": [_told(t) for t in entry.told],
    }


def _told(telling: dict[str, Any]) -> dict[str, Any]:
    """A sentence in pieces, every second of which is marked: a browser counts characters otherwise than Python."""
    text, at, pieces = telling["sentence"], 0, []
    for begin, end in telling["highlights"]:
        pieces += [text[at:begin], text[begin:end]]
        at = end
    given = {k: telling[k] for k in ("headline", "publisher", "date", "status", "said_by") if telling[k]}
    url = telling["url"] or ""
    # a link is followed by hand alone, and only to the web
    return {**given, "pieces": [*pieces, text[at:]], **({"url": url} if re.match(r"https?://", url) else {})}


def _plain(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


def _asset(name: str) -> str:
    return files("kg.views").joinpath("web", name).read_text(encoding="utf-8").strip()


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
