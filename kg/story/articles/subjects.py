"""Which articles are on one subject, brought up to date: pairs of articles with their likeness."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from kg.story.articles import context
from kg.story.articles.context import Context
from kg.story.blocks import Blocks
from kg.story.index import Index
from kg.story.stored import Stored

MANY = 100
"""Blocks with more articles than this are passed over; long stories have finer ones, of names and days together."""

NEAR = 0.2
"""Likeness from which two articles are kept as a pair."""

_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Context)


class Subjects:
    """Keeps contexts of articles and the pairs that are alike.

    Args:
        index: the story's tables.
    """

    def __init__(self, index: Index) -> None:
        self.index, self.c = index, index.c
        self.blocks = Blocks(index.c, "story_subject", MANY)
        self._context = lru_cache(maxsize=4096)(self._load)
        self._waiting: set[int] = set()

    def enter(self, stored: Stored) -> None:
        """File an article; :meth:`settle` draws the pairs."""
        found = context.context_of(stored.article, stored.reading)
        self.c.execute("INSERT OR REPLACE INTO story_context VALUES (?, ?)", (stored.id, _encoder.encode(found)))
        self._context.cache_clear()
        self._waiting |= {stored.id} | self.blocks.file(stored.id, context.keys(found, stored.article.published))

    def withdraw(self, article: int) -> None:
        """Take an article out."""
        self.c.execute("DELETE FROM story_context WHERE article = ?", (article,))
        self._context.cache_clear()
        self.c.execute("DELETE FROM story_near WHERE a = ? OR b = ?", (article, article))
        self._waiting |= {article} | self.blocks.withdraw(article)

    def settle(self) -> set[int]:
        """Draw the pairs of waiting articles anew.

        Returns:
            The articles that are near others than before.
        """
        waiting, self._waiting = self._waiting, set()
        here = {a for (a,) in self.index.select("SELECT article FROM story_context WHERE article IN (?)", waiting)}
        mates = self.blocks.mates(sorted(here))
        changed: set[int] = set()
        for article in sorted(waiting):
            before = self.near(article)
            now = {}
            for other in sorted(mates.get(article, ())):
                alike = before.get(other)
                alike = self.alike(article, other) if alike is None else alike
                if alike >= NEAR:
                    now[other] = alike
            if now == before:
                continue
            gone = before.keys() - now.keys()
            changed |= {article} | gone | (now.keys() - before.keys())
            self.c.executemany(
                "DELETE FROM story_near WHERE a = ? AND b = ?", [(min(article, o), max(article, o)) for o in gone]
            )
            self.c.executemany(
                "INSERT OR REPLACE INTO story_near VALUES (?, ?, ?)",
                [(min(article, o), max(article, o), s) for o, s in now.items()],
            )
        return changed & here

    def near(self, article: int) -> dict[int, float]:
        """The articles on the same subject, with their likeness."""
        return dict(
            self.c.execute(
                "SELECT b, alike FROM story_near WHERE a = ? UNION ALL SELECT a, alike FROM story_near WHERE b = ?",
                (article, article),
            )
        )

    def alike(self, a: int, b: int) -> float:
        """The likeness of two articles."""
        return context.likeness(self._context(a), self._context(b))

    def _load(self, article: int) -> Context:
        found = self.c.execute("SELECT context FROM story_context WHERE article = ?", (article,)).fetchone()
        return _decoder.decode(found[0]) if found else Context({}, {})
