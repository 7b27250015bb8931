"""Which articles came when: what the last builds put in, kept beside the graph, and what came since a day or a generation."""

from __future__ import annotations

import datetime
import json
import re
from typing import TypedDict

import msgspec

from kg.errors import Code, KgError
from kg.graph.store.store import Store

KEPT = 30
"""Builds remembered."""
_DAY = re.compile(r"\d{4}(?:-\d\d){0,2}")


def note_build(store: Store, keys: list[str], before: dict[str, str]) -> None:
    """Remember what a build put in; inside :meth:`kg.graph.store.store.Store.writing`.

    Args:
        store: the store, resolved already.
        keys: of the articles.
        before: what entities and events were once called → what then, as it was before the build.
    """
    moved = {old: new for old, new in store.index.history().items() if before.get(old) != new}
    kept = [*builds(store), {"generation": store.database.generation, "articles": sorted(keys), "moved": moved}][-KEPT:]
    with store.database.transaction():
        store.database.set("builds", json.dumps(kept))


class Came(TypedDict):
    """A build: the generation that it led to, the keys of its articles, what entities were called before → what since."""

    generation: int
    articles: list[str]
    moved: dict[str, str]


def builds(store: Store) -> list[Came]:
    """The last builds, oldest first.

    Raises:
        msgspec.DecodeError: where the store holds something else.
    """
    return msgspec.json.decode(store.database.get("builds") or "[]", type=list[Came])


def came_since(store: Store, since: str | None = None) -> tuple[list[str], dict[str, str], str]:
    """The articles that came since.

    Args:
        store: the store.
        since: a day, month or year: articles published then or later, and undated ones that were put in then or later; a
            generation: what was put in after it; by default what the last build put in.

    Returns:
        Keys of articles; what entities were called before → what they are called now; what is meant, in words.

    Raises:
        KgError: KG150 where there is no such day or generation.
    """
    known = builds(store)
    if since is None:
        last = known[-1:] if known else []
        if not last:
            return _keys(store, "1"), {}, "since the beginning"
        return last[0]["articles"], last[0]["moved"], "the last build"
    text = str(since).strip()
    if text.isdecimal() and len(text) != 4:
        number = int(text)
        if number > store.database.generation:
            raise KgError(Code.BAD_SINCE, value=since)
        later = [b for b in known if b["generation"] > number]
        moved = {old: new for b in later for old, new in b["moved"].items()}
        return sorted({key for b in later for key in b["articles"]}), moved, f"since generation {number}"
    if not _DAY.fullmatch(text):
        raise KgError(Code.BAD_SINCE, value=since)
    day = text + "-01" * ((10 - len(text)) // 3)
    try:
        datetime.date.fromisoformat(day)
    except ValueError as error:
        raise KgError(Code.BAD_SINCE, value=since) from error
    return _keys(store, "coalesce(published, substr(entered, 1, 10)) >= ?", day), {}, f"since {text}"


def _keys(store: Store, where: str, *values: str) -> list[str]:
    found = store.database.connection.execute(f"SELECT key FROM article WHERE {where} ORDER BY key", values)
    return [key for (key,) in found]
