"""Which articles retell one report: an interview or story of a medium that their leads name. They share one origin.

An article is entered with what it rests on (:func:`kg.story.articles.citations.rests_on`), whose it is, and its rarer words.
Two that rest on one medium within some days, and speak of the same, retell one report; an article of that medium itself that
speaks of the same, and came no later, is the report. Every comparison uses the two articles and fixed tables alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec

from kg.articles.article import Article
from kg.knowledge.background import rarity, stems
from kg.knowledge.days import moved
from kg.knowledge.media import outlet
from kg.reading.reading import Reading
from kg.story.articles import origins
from kg.story.articles.citations import Rest, voices
from kg.story.index import Index

NEAR = 4
"""Days within which a report is retold."""

ALIKE, ALIKE_OF_ONE = 0.3, 0.2
"""Cosine of the rarer words of two retellings; of two that quote one person. On 23 + 3 articles, pairs that retell one interview
have 0.23 to 0.89; of 2,400 pairs of one agency's reports of two days, some 20 of other stories have 0.3."""

RARE = 1.2
"""Rarity from which a word counts: what stands in fewer than a third of all articles."""

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(tuple[list[str], list[str]]).decode

Row = tuple[int, str | None, str | None, str | None, bytes]


def add(index: Index, article: Article, reading: Reading, number: int, rest: Rest | None) -> set[int]:
    """Enter an article; edges are drawn to all that retell the same report, and to the report itself.

    Returns:
        The articles whose source is to be settled.
    """
    own = outlet(article.publisher) if article.publisher else None
    if not rest and not own:
        return {number}
    words = sorted({s for s in stems(article.readable) if len(s) > 2 and not s.isdigit() and rarity(s) > RARE})
    row: Row = (number, rest.medium if rest else None, own, article.published, _encode((words, voices(reading))))
    index.c.execute("INSERT OR REPLACE INTO story_report VALUES (?, ?, ?, ?, ?)", row)
    pairs = {tuple(sorted((number, other[0]))) for other in _candidates(index, row) if _same(row, other)}
    index.c.executemany("INSERT OR IGNORE INTO story_retelling VALUES (?, ?)", sorted(pairs))
    return {number}


def withdraw(index: Index, number: int) -> set[int]:
    """Take an article out.

    Returns:
        Those that retold the same: their source is to be settled.
    """
    others = set(index.neighbours("story_retelling", number))
    index.c.execute("DELETE FROM story_retelling WHERE a = ? OR b = ?", (number, number))
    index.c.execute("DELETE FROM story_report WHERE article = ?", (number,))
    index.c.execute("DELETE FROM story_source WHERE article = ?", (number,))
    return others


def _candidates(index: Index, row: Row) -> Iterable[Row]:
    number, medium, own, published, _ = row
    found: list[Row] = []
    first, last = "", "9"
    if published:
        day = date.fromisoformat(published)
        first, last = moved(day, -NEAR).isoformat(), moved(day, NEAR).isoformat()
    for column, key in (("medium", medium), ("outlet", medium), ("medium", own)):
        if key:
            found += index.c.execute(
                f"SELECT * FROM story_report WHERE {column} = ? AND article <> ? "
                "AND (published IS NULL OR published BETWEEN ? AND ?)",
                (key, number, first, last),
            ).fetchall()
    return found


def _same(a: Row, b: Row) -> bool:
    """Whether two articles retell one report, or one is the report that the other retells."""
    for whole, part in ((a, b), (b, a)):
        if part[1] and whole[2] == part[1] and whole[1] != part[1]:  # ``whole`` is of the medium that ``part`` rests on
            if whole[3] and part[3] and whole[3] > part[3]:
                return False
            break
    else:
        if not a[1] or a[1] != b[1]:
            return False
    (left, said), (right, told) = _decode(a[4]), _decode(b[4])
    needed = ALIKE_OF_ONE if set(said) & set(told) else ALIKE
    return _alike(left, right) >= needed


def _alike(left: list[str], right: list[str]) -> float:
    def weight(words: Iterable[str]) -> float:
        return sum(rarity(word) ** 2 for word in sorted(words))

    both = weight(set(left) & set(right))
    return both / (weight(left) * weight(right)) ** 0.5 if both else 0.0


def settle(index: Index, touched: set[int]) -> set[int]:
    """Set source and report of every article whose copies or retellings may have changed.

    Returns:
        The articles whose source or report is another than before.
    """
    changed: set[int] = set()
    done: set[int] = set()
    for article in sorted(touched):
        if article in done:
            continue
        component = _component(index, article)
        done |= component
        wanted = _told(index, component)
        before = dict(
            (n, (source, report))
            for n, source, report in index.select(
                "SELECT article, source, report FROM story_source WHERE article IN (?)", component
            )
        )
        changed |= {n for n in component if wanted.get(n) != before.get(n)}
        index.c.executemany("DELETE FROM story_source WHERE article = ?", [(n,) for n in sorted(before)])
        index.c.executemany(
            "INSERT INTO story_source VALUES (?, ?, ?)", [(n, *row) for n, row in sorted(wanted.items())]
        )
    return changed


def _component(index: Index, start: int) -> set[int]:
    seen, todo = {start}, [start]
    while todo:
        one = todo.pop()
        for other in (*index.neighbours("story_copy", one), *index.neighbours("story_retelling", one)):
            if other not in seen:
                seen.add(other)
                todo.append(other)
    return seen


def _told(index: Index, component: set[int]) -> dict[int, tuple[str, str | None]]:
    """Article → key of the first of all that share its origin, and the report that it rests on: "held KEY" where the store
    holds it, else "MEDIUM KEY" with the key of the first that retells it."""
    rows = list(
        index.select(
            "SELECT r.article, r.medium, r.outlet FROM story_report r WHERE r.medium NOT NULL AND r.article IN (?)",
            component,
        )
    )
    if len(component) == 1 and not rows:
        return {}
    first = origins.first_of(index, component)
    found: dict[int, tuple[str, str | None]] = {n: (first, None) for n in component}
    for medium in sorted({row[1] for row in rows}):
        resting = {row[0] for row in rows if row[1] == medium}
        beside = {other for n in resting for other in index.neighbours("story_retelling", n)} - resting
        held = {
            n
            for n, own in index.select("SELECT article, outlet FROM story_report WHERE article IN (?)", beside)
            if own == medium
        }
        report = f"held {origins.first_of(index, held)}" if held else f"{medium} {origins.first_of(index, resting)}"
        found |= dict.fromkeys(resting, (first, report))
    return found
