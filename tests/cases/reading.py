"""What the cases of names, places and dates are held against: one text, read by the whole pipeline."""

from __future__ import annotations

import functools
from pathlib import Path

from kg.articles.article import Article
from kg.articles.sources import read_articles
from kg.knowledge import gazetteer
from kg.reading.pipeline import load
from kg.reading.reader import read
from kg.reading.reading import Chain, Reading

FOLDER = Path(__file__).parent
PUBLISHED = "2026-03-04"
"""A Wednesday."""


@functools.lru_cache(maxsize=64)
def of_text(text: str, headline: str | None = None) -> Reading:
    """The reading of a text of 4 March 2026."""
    article = Article(text=text, published=PUBLISHED, publisher="Fjord Post")
    if headline:
        article = Article(f"{headline}\n\n{text}", headline, (0, len(headline)), PUBLISHED, "Fjord Post")
    return read(article, load())


@functools.lru_cache(maxsize=64)
def of_case(name: str) -> tuple[Article, Reading]:
    """The article of a file of cases, and its reading."""
    (article,) = read_articles([FOLDER / name])
    return article, read(article, load())


def chain_of(reading: Reading, name: str) -> Chain:
    """The chain that bears a name."""
    found = [c for c in reading.chains if name in c.names]
    assert len(found) == 1, (name, [c.names for c in reading.chains if c.names])
    return found[0]


def place_of(reading: Reading, name: str) -> str | None:
    """Where a name lies and what it is: "EG city", "US region"; None where it is linked to nothing."""
    place = gazetteer.place(chain_of(reading, name).place or "")
    return f"{place.country_code} {place.cls}" if place else None


def classes(reading: Reading) -> dict[str, str]:
    """All names with their classes."""
    return {name: chain.entity_class for chain in reading.chains for name in chain.names}


def dates(reading: Reading) -> list[tuple[str | None, str | None]]:
    """First and last day of the times of a text, in their order."""
    return [(t.first, t.last) for t in reading.times]
