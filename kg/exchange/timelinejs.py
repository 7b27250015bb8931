"""Dated events as the JSON of TimelineJS (https://timeline.knightlab.com/docs/json-format.html), whose texts are HTML."""

from __future__ import annotations

import html
import json
from pathlib import Path
from typing import Any

from kg.exchange.happenings import Happening, happenings
from kg.files import write_whole
from kg.views.asked.rows import Query

SUFFIXES = (".timeline.json",)


def export_timeline(query: Query, path: str | Path, title: str) -> int:
    """Write the dated events; where there is none, the title alone.

    Args:
        query: as views take it.
        path: where to.
        title: of the timeline.

    Returns:
        How many events were written.
    """
    slides = [_slide(event, event.first, event.last) for event in happenings(query) if event.first and event.last]
    told = {"title": {"text": {"headline": html.escape(title)}}, "events": slides}
    write_whole(path, json.dumps(told, indent=1) + "\n")
    return len(slides)


def _slide(event: Happening, first: str, last: str) -> dict[str, Any]:
    told = [f"<p>{html.escape(part)}</p>" for part in (event.sentence, event.source) if part]
    if event.url:
        told.append(f'<p><a href="{html.escape(event.url)}" rel="noopener">{html.escape(event.url)}</a></p>')
    slide = {
        "unique_id": event.iri.rpartition("/")[2],
        "start_date": _date(first),
        "text": {"headline": html.escape(event.label), "text": "".join(told)},
        "group": html.escape(event.kind),
    }
    return slide | ({"end_date": _date(last)} if last != first else {})


def _date(day: str) -> dict[str, int]:
    year, month, date = day.split("-")
    return {"year": int(year), "month": int(month), "day": int(date)}
