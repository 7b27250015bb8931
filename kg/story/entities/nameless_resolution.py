"""Which chains without a name are one across articles, brought up to date: name forms and edges of their own.

Only a chain that an edge leads to gets a name form; all others stay within their article.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import msgspec

from kg.story.articles.subjects import Subjects
from kg.story.entities import nameless
from kg.story.entities.nameless import Nameless
from kg.story.index import Index, decode, encode
from kg.story.judgements import Judged

REASON = "same noun in articles on one subject"

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(list[Nameless]).decode

_NODES = f"""SELECT c.chain, c.node FROM story_chain c JOIN story_node n ON n.id = c.node
WHERE c.article = ? AND instr(n.key, '~{nameless.NAMELESS}') > 0"""


class NamelessResolver:
    """Keeps name forms of the nameless, and edges between them.

    Args:
        index: the story's tables.
        subjects: which articles are on one subject.
    """

    def __init__(self, index: Index, subjects: Subjects) -> None:
        self.index, self.c, self.subjects = index, index.c, subjects
        self._known = lru_cache(maxsize=4096)(self._read)
        self._waiting: set[int] = set()

    def withdraw(self, article: int, touched: set[int]) -> None:
        """Take an article's nameless out, before its chains go; :meth:`settle` sees to the others."""
        for _, node in self.c.execute(_NODES, (article,)).fetchall():
            beside = self._cut(node)
            touched |= beside
            self._waiting |= self.index.articles_of_nodes(beside - {node})
        self._waiting.discard(article)
        self.c.execute("DELETE FROM story_nameless WHERE article = ?", (article,))
        self._known.cache_clear()

    def enter(self, article: int, stored: Judged) -> None:
        """Note the nameless of an article."""
        found = nameless.nameless_of(stored)
        published = stored.article.published
        self.c.execute("INSERT OR REPLACE INTO story_nameless VALUES (?, ?, ?)", (article, published, _encode(found)))
        self._known.cache_clear()

    def settle(self, articles: Iterable[int], touched: set[int]) -> set[int]:
        """Draw the edges of articles anew that came or are near others than before.

        Args:
            articles: their numbers.
            touched: grows by the name forms that must be clustered again.

        Returns:
            Articles whose chains have a name form now, or have one no more.
        """
        waiting = sorted({*articles, *self._waiting})
        self._waiting.clear()
        wanted: dict[tuple[tuple[int, int], tuple[int, int]], float] = {}
        for article in waiting:
            published, mine = self._known(article)
            if not mine:
                continue
            for other, likeness in self.subjects.near(article).items():
                if likeness < nameless.ONE_SUBJECT:
                    continue
                when, theirs = self._known(other)
                if nameless.of_one_time(published, when):
                    for a, b, score in nameless.pairs_of(mine, theirs, likeness):
                        wanted[min((article, a), (other, b)), max((article, a), (other, b))] = score
        nodes = {(article, chain): node for article in waiting for chain, node in self.c.execute(_NODES, (article,))}
        loose: set[int] = set()
        for node in nodes.values():
            loose |= self._cut(node)
        ends = {end for pair in wanted for end in pair}
        dirty = {article for article, chain in ends - nodes.keys()}
        nodes |= self._forms(ends - nodes.keys())
        rows = []
        for pair, score in wanted.items():
            a, b = sorted(nodes[end] for end in pair)
            rows.append((a, b, score, REASON, None))
        self.c.executemany("INSERT OR REPLACE INTO story_edge VALUES (?, ?, ?, ?, ?)", rows)
        touched |= loose | set(nodes.values())
        return dirty | self._let_go(loose | set(nodes.values()))

    def _cut(self, node: int) -> set[int]:
        """Take a name form's edges away; returns it and the other ends."""
        beside = {node, *self.index.neighbours("story_edge", node)}
        self.c.execute("DELETE FROM story_edge WHERE a = ? OR b = ?", (node, node))
        return beside

    def _forms(self, ends: Iterable[tuple[int, int]]) -> dict[tuple[int, int], int]:
        """Name forms of chains, made where there is none."""
        by_article: dict[int, set[int]] = {}
        for article, chain in ends:
            by_article.setdefault(article, set()).add(chain)
        found: dict[tuple[int, int], int] = {}
        for article, chains in sorted(by_article.items()):
            there = dict(self.c.execute(_NODES, (article,)))
            found |= {(article, chain): there[chain] for chain in chains if chain in there}
            new = {n.chain: n for n in self._known(article)[1] if n.chain in chains and n.chain not in there}
            ids = self.index.node_ids(sorted(n.key for n in new.values()))
            for chain, one in sorted(new.items()):
                node = found[article, chain] = ids[one.key]
                features = [("class", one.noun[2]), ("best", one.label)]
                self.c.execute(
                    "INSERT OR REPLACE INTO story_chain VALUES (?, ?, ?, ?, ?)",
                    (article, chain, node, one.mentions, encode(features)),
                )
                self.index.count_features(node, features, 1)
                # what it was called within its article leads to what it is called now
                self.c.execute(
                    "UPDATE story_node SET entity = ? WHERE id = ? AND entity IS NULL",
                    (one.key.partition(f"~{nameless.NAMELESS}")[2], node),
                )
        return found

    def _let_go(self, nodes: set[int]) -> set[int]:
        """Take away the name forms that no edge leads to any more; returns their articles."""
        gone = {n for n in nodes if not self.index.neighbours("story_edge", n)}
        found = list(
            self.index.select("SELECT article, chain, node, features FROM story_chain WHERE node IN (?)", gone)
        )
        for article, chain, node, features in found:
            self.index.count_features(node, decode(features), -1)
            self.c.execute("DELETE FROM story_chain WHERE article = ? AND chain = ?", (article, chain))
        return {article for article, *_ in found}

    def _read(self, article: int) -> tuple[str | None, list[Nameless]]:
        query = "SELECT published, found FROM story_nameless WHERE article = ?"
        row = self.c.execute(query, (article,)).fetchone()
        return (row[0], _decode(row[1])) if row else (None, [])
