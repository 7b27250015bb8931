"""A story as a vault of notes (Obsidian and other readers of Markdown with ``[[links]]``): one note an entity and an event.

A note has its facts as properties (YAML), links to the notes it is tied to, and the sentences that it rests on, each with its
source. Names of files hold nothing that a system or a link cannot bear; what comes from articles stays text.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from networkx import MultiDiGraph

from kg.errors import Code, KgError
from kg.files import write_whole
from kg.views.asked import rows
from kg.views.networks.network import network
from kg.views.records.markdown import address, escape

FOLDERS = {
    "Person": "People",
    "Organization": "Organisations",
    "Place": "Places",
    "Group": "Groups",
    "Thing": "Things",
    "Event": "Events",
}
LONGEST = 80
"""Characters of a file's name; together with a folder and its end below what any system bears, in any script."""
_UNSAFE = re.compile(
    r"""[\\/:*?"<>|#^\[\]%\x00-\x1f\x7f-\x9f\u2028\u2029\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]+"""
)
_MARKS = re.compile(r"""[\[\]|\\%=<>*`$#^~\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]+""")
"""What ends or changes the words of a link."""
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)


def export_vault(query: rows.Query, folder: str | Path) -> int:
    """Write the notes.

    Args:
        query: as views take it.
        folder: a new or empty one: notes that somebody wrote are never touched.

    Returns:
        How many notes were written.

    Raises:
        KgError: KG172 where something is there already.
    """
    folder = Path(folder)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise KgError(Code.FOLDER_IN_USE, path=folder)
    graph = network(query, max_nodes=None, whole=True)
    names = file_names(graph)
    for sort in sorted({name.partition("/")[0] for name in names.values()}):
        (folder / sort).mkdir(parents=True, exist_ok=True)
    for node, name in names.items():
        write_whole(folder / f"{name}.md", _note(graph, node, names))
    return len(names)


def file_names(graph: MultiDiGraph) -> dict[str, str]:
    """Node → the name of its note, folder included, without ".md"; no two differ by case or by composition of letters alone."""
    wanted: dict[str, str] = {}
    for node, data in graph.nodes(data=True):
        label = data["label"]
        if data["kind"] == "event" and data["first"] and not label.startswith(data["first"]):
            label = f"{data['first']} {label}"
        wanted[node] = f"{FOLDERS.get(data['class'], 'Things')}/{_safe(label)}"
    bearers: dict[str, list[str]] = {}
    for node, name in wanted.items():
        bearers.setdefault(_same(name), []).append(node)
    return {
        node: name
        if len(bearers[_same(name)]) == 1
        else f"{name} {hashlib.sha256(node.encode()).hexdigest()[:8]}"  # says which, whatever else is there
        for node, name in sorted(wanted.items())
    }


def _safe(label: str) -> str:
    name = " ".join(_UNSAFE.sub(" ", unicodedata.normalize("NFC", label)).split())[:LONGEST].strip(" .")
    return f"{name}_" if _RESERVED.fullmatch(name) else name or "unnamed"


def _same(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()


def _note(graph: MultiDiGraph, node: str, names: dict[str, str]) -> str:
    data = graph.nodes[node]
    event = data["kind"] == "event"
    facts = {
        "aliases": [] if event else [data["label"], *data["names"]],
        "tags": [f"kg/{name.lower()}" for name in (data["class"], data.get("own_class")) if name],
        "iri": node,
        "type": data.get("type_label"),
        "status": data["status"],
        "first": data["first"],
        "last": data["last"],
        "articles": data["articles"],
        "origins": data["origins"],
        "sameAs": data.get("same_as"),
    }
    told = {name: value for name, value in facts.items() if value not in (None, "", [])}
    # JSON is YAML; what is not ASCII is escaped, so that no line end of Unicode breaks a value
    lines = ["---", *(f"{name}: {json.dumps(value)}" for name, value in told.items()), "---", "", f"# {_text(data['label'])}", ""]
    lines += _part("Positions and ties" if not event else "Who and where", _ties(graph, node, names, events=False))
    lines += _part("Events", _ties(graph, node, names, events=True))
    lines += _part("Sentences", (line for telling in data["evidence"] for line in _told(telling)))
    more = data["evidence_count"] - len(data["evidence"])
    if more > 0:
        lines += [f"… and {more} more.", ""]
    return "\n".join(lines)


def _part(title: str, lines: Iterable[str]) -> list[str]:
    found = list(lines)
    return [f"## {title}", "", *found, ""] if found else []


def _ties(graph: MultiDiGraph, node: str, names: dict[str, str], *, events: bool) -> list[str]:
    """What a node is tied to, a line each, in order of time."""
    found = set()
    for one, other, data in [*graph.out_edges(node, data=True), *graph.in_edges(node, data=True)]:
        there, away = (other, True) if one == node else (one, False)
        about = graph.nodes[there]
        if (about["kind"] == "event") != events or there == node:
            continue
        when = about["first"] if events else data["first"] or ""
        role = _text(data["label"]) + ("" if away or data["kind"] == "role" else " of it:")
        status = "" if not events or about["status"] in (None, "Occurred") else f" ({_text(about['status'])})"
        found.add((when or "9999", f"- {role}: {_link(names[there], about['label'])}{status}".replace("::", ":")))
    return [line for _, line in sorted(found)]


def _link(name: str, label: str) -> str:
    shown = " ".join(_MARKS.sub(" ", label).split()) or "unnamed"
    return f"[[{name}|{shown}]]"


def _told(telling: dict[str, Any]) -> list[str]:
    source = ", ".join(_text(telling[key]) for key in ("headline", "publisher", "date") if telling[key])
    link = address(telling["url"])
    by = f"says {_text(telling['said_by'])}; " if telling["said_by"] else ""
    return [f"> {_text(telling['sentence'])}", ">", f"> — {by}{source}{' ' + link if link else ''}", ""]


def _text(text: str) -> str:
    """As text of a note: what Obsidian alone takes for a mark (a comment, a highlight) is escaped, too."""
    return re.sub(r"[%=](?=[%=])", lambda found: "\\" + found[0], escape(text))
