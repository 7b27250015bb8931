"""What people judged of drawn facts: kept beside the graph, so that it survives rebuilds, and given out as gold."""

from __future__ import annotations

import datetime
import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NotRequired, TypedDict, cast

import msgspec

from kg.analysis.sampling import Fact
from kg.graph.asking.words import local
from kg.graph.store.store import Store
from kg.views.asked.evidence import span_of

_GOLD_STATUS = {"Occurred": "occurred", "Ongoing": "occurred", "Planned": "planned", "Proposed": "planned",
                "Possible": "possible", "Denied": "denied", "Cancelled": "denied", "Unknown": "unknown"}  # fmt: skip
_GOLD_CLASS = {"Person": "person", "Organization": "organization", "Place": "place", "Group": "group", "Thing": "thing"}


class Label(TypedDict):
    """What somebody judged of a drawn fact."""

    kind: str
    id: str
    value: str
    says: str
    verdict: str
    at: str
    by: NotRequired[str]


def labels(store: Store) -> list[dict[str, str]]:
    """All of them, in the order in which they were given.

    Raises:
        msgspec.DecodeError: where the store holds something else.
    """
    return cast(list[dict[str, str]], msgspec.json.decode(store.database.get("labels") or "[]", type=list[Label]))


def label(store: Store, fact: Fact, verdict: str, *, by: str | None = None) -> None:
    """Keep a judgement of a fact, in place of one that there was; inside :meth:`kg.graph.store.store.Store.writing`.

    Args:
        store: the store.
        fact: what is judged.
        verdict: right or wrong.
        by: who says so.
    """
    kept = [old for old in labels(store) if (old["kind"], old["id"]) != (fact.kind, fact.id)]
    now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    kept.append({"kind": fact.kind, "id": fact.id, "value": fact.value, "says": fact.says, "verdict": verdict, "at": now,
                 **({"by": by} if by else {})})  # fmt: skip
    with store.database.transaction():
        store.database.set("labels", json.dumps(kept, ensure_ascii=False))


def gold(store: Store, given: Iterable[dict[str, str]]) -> list[dict[str, Any]]:
    """Labels of happenings and names as lines of ``docs/evaluation-format.md``: an article and kind a line, in which the
    stretches that were judged are scored, and what is wrong there is missing.
    """
    by_article: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for one in given:
        place = span_of(one["id"])
        if place and one["kind"] in ("happening", "name"):
            by_article[local(place[0]), one["kind"]].append(one)
    found = []
    for (key, kind), told in sorted(by_article.items()):
        row = store.database.connection.execute("SELECT id FROM article WHERE key = ?", (key,)).fetchone()
        if row is None:
            continue
        article = store.database.row(row[0]).article
        items, scored = [], []
        for one in sorted(told, key=lambda o: o["id"]):
            _, begin, end = span_of(one["id"]) or ("", 0, 0)
            scored.append([begin, end])
            if one["verdict"] == "right" and kind == "happening":
                items.append({"begin": begin, "end": end, "status": _GOLD_STATUS.get(one["value"], "unknown")})
            elif one["verdict"] == "right":
                items.append({"begin": begin, "end": end, "kind": "named", "class": _GOLD_CLASS.get(one["value"], "thing")})
        title = article.headline if article.headline_span and article.headline_span[0] == 0 else None
        line: dict[str, Any] = {"id": f"{key}/{kind}", "text": article.text, "title": title, "date": article.published,
                "publisher": article.publisher, "scored": sorted(scored),
                "events" if kind == "happening" else "mentions": items}  # fmt: skip
        if kind == "name":  # all classes were looked for: what is wrong counts also where no other is of its class
            line["annotated"] = {"classes": list(_GOLD_CLASS.values()), "kinds": ["named"]}
        found.append({k: x for k, x in line.items() if x is not None})
    return found
