"""Which articles derive from which: copies and rewrites of one report share an origin."""

from __future__ import annotations

from kg.articles.article import Article
from kg.articles.copies import Filed, Sketch, are_copies, band_keys
from kg.story.index import Index

CROWDED = 60
"""Bands with more articles than this are passed over: such a stretch is a house phrase, no report."""


def first_of(index: Index, articles: set[int]) -> str:
    """The key of the article that the others derive from: the earliest published (undated last), of one day the longest
    (copies are cut), then the smallest key."""
    rows = index.select("SELECT published, sketch, key FROM story_article WHERE id IN (?)", articles)
    return min((published or "9999", -Sketch.from_bytes(sketch).size, key) for published, sketch, key in rows)[2]


def add(index: Index, article: Article, number: int, sketch: bytes) -> set[int]:
    """Enter an article; its copies are found among those that share a band.

    Returns:
        The articles whose origin is to be settled.
    """
    c = index.c
    c.execute(
        "INSERT OR REPLACE INTO story_article VALUES (?, ?, ?, ?, ?, ?)",
        (number, article.key, article.published, article.publisher, sketch, article.key),
    )
    bands = band_keys(Sketch.from_bytes(sketch))
    c.executemany("INSERT OR IGNORE INTO story_band VALUES (?, ?)", [(band, number) for band in bands])
    crowded = {a for band in bands if len(found := _in_band(index, band)) == CROWDED + 1 for a in found}
    loose = {number} | crowded
    for one in sorted(crowded | {number}):
        loose |= _compare(index, one)
    return loose


def _in_band(index: Index, band: str) -> list[int]:
    return [a for (a,) in index.c.execute("SELECT article FROM story_band WHERE band = ?", (band,))]


def _compare(index: Index, number: int) -> set[int]:
    """Hold an article against all that share a band with it, whatever was found before; returns its copies until then."""
    c = index.c
    before = set(index.neighbours("story_copy", number))
    c.execute("DELETE FROM story_copy WHERE a = ? OR b = ?", (number, number))
    bands = [b for (b,) in c.execute("SELECT band FROM story_band WHERE article = ?", (number,)).fetchall()]
    candidates = {a for band in bands if len(found := _in_band(index, band)) <= CROWDED for a in found} - {number}
    filed = {
        n: Filed(Sketch.from_bytes(data), publisher, published)
        for n, data, publisher, published in index.select(
            "SELECT id, sketch, publisher, published FROM story_article WHERE id IN (?)", candidates | {number}
        )
    }
    c.executemany(
        "INSERT OR IGNORE INTO story_copy VALUES (?, ?)",
        [(min(number, n), max(number, n)) for n in sorted(candidates) if are_copies(filed[number], filed[n])],
    )
    return before


def withdraw(index: Index, article: int) -> set[int]:
    """Take an article out.

    Returns:
        Those that were its copies: their origin is to be set anew.
    """
    copies = set(index.neighbours("story_copy", article))
    bands = [b for (b,) in index.c.execute("SELECT band FROM story_band WHERE article = ?", (article,)).fetchall()]
    index.c.execute("DELETE FROM story_copy WHERE a = ? OR b = ?", (article, article))
    index.c.execute("DELETE FROM story_band WHERE article = ?", (article,))
    index.c.execute("DELETE FROM story_article WHERE id = ?", (article,))
    again = {a for band in bands if len(found := _in_band(index, band)) == CROWDED for a in found}
    for one in sorted(again):
        copies |= _compare(index, one)
    return copies | again


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
