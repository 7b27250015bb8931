"""Which articles derive from which: copies and rewrites of one report share an origin."""

from __future__ import annotations

from kg.articles.copies import Sketch, band_keys, is_copy
from kg.story.index import Index

CROWDED = 400
"""Bands with more articles than this are passed over: such a stretch is a house phrase, no report."""


def first_of(index: Index, articles: set[int]) -> str:
    """The key of the article that the others derive from: the earliest published (undated last), then the smallest key."""
    rows = index.select("SELECT published, key FROM story_article WHERE id IN (?)", articles)
    return min((published or "9999", key) for published, key in rows)[1]


def add(index: Index, article: int, key: str, published: str | None, sketch: bytes) -> None:
    """Enter an article; its copies are found among those that share a band."""
    c = index.c
    c.execute(
        "INSERT OR REPLACE INTO story_article VALUES (?, ?, ?, ?, ?, ?)",
        (article, key, published, len(sketch), sketch, key),
    )
    candidates: set[int] = set()
    own = Sketch.from_bytes(sketch)
    for band in band_keys(own):
        found = [a for (a,) in c.execute("SELECT article FROM story_band WHERE band = ? LIMIT ?", (band, CROWDED))]
        if len(found) < CROWDED:
            candidates.update(found)
        c.execute("INSERT OR IGNORE INTO story_band VALUES (?, ?)", (band, article))
    for other, its_sketch in list(index.select("SELECT id, sketch FROM story_article WHERE id IN (?)", candidates)):
        if other != article and is_copy(own, Sketch.from_bytes(its_sketch)):
            c.execute("INSERT OR IGNORE INTO story_copy VALUES (?, ?)", (min(article, other), max(article, other)))


def withdraw(index: Index, article: int) -> set[int]:
    """Take an article out.

    Returns:
        Those that were its copies: their origin is to be set anew.
    """
    copies = set(index.neighbours("story_copy", article))
    index.c.execute("DELETE FROM story_copy WHERE a = ?1 OR b = ?1", (article,))
    index.c.execute("DELETE FROM story_band WHERE article = ?", (article,))
    index.c.execute("DELETE FROM story_article WHERE id = ?", (article,))
    return copies


def settle(index: Index, touched: set[int]) -> set[int]:
    """Set the origin of every article whose copies may have changed.

    Returns:
        The articles whose origin is another than before.
    """
    changed: set[int] = set()
    done: set[int] = set()
    for article in sorted(touched):
        if article in done:
            continue
        component = index.component("story_copy", article)
        done |= component
        origin = first_of(index, component)
        changed |= {
            a
            for a, was in index.select("SELECT id, origin FROM story_article WHERE id IN (?)", component)
            if was != origin
        }
        index.c.executemany("UPDATE story_article SET origin = ? WHERE id = ?", [(origin, a) for a in component])
    return changed
