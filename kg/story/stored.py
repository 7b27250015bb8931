"""What the story needs of an article that a store keeps."""

from __future__ import annotations

from typing import Protocol

from kg.articles.article import Article
from kg.reading.reading import Reading


class Stored(Protocol):
    """An article as the store keeps it."""

    @property
    def id(self) -> int: ...
    @property
    def key(self) -> str: ...
    @property
    def article(self) -> Article: ...
    @property
    def reading(self) -> Reading: ...
    @property
    def run(self) -> str: ...
