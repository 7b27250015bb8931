"""Articles on one subject, and blocks that say nothing once they are crowded."""

from __future__ import annotations

import random
import sqlite3

from kg.articles.article import Article
from kg.reading.reading import Mention, Reading
from kg.story.articles import context
from kg.story.blocks import Blocks


def _context(text: str, names: tuple[str, ...]) -> context.Context:
    mentions = tuple(
        Mention((text.index(n), text.index(n) + len(n)), (0, 1), "Named", "Person", i) for i, n in enumerate(names)
    )
    return context.context_of(Article(text), Reading(sentences=((0, len(text)),), mentions=mentions))


def test_names_weigh_more_than_the_words_of_the_subject():
    one = _context("Ada Brakel entered a clinic near Vellholm after the collision.", ("Ada Brakel", "Vellholm"))
    same = _context("Brakel left the clinic in Vellholm.", ("Brakel", "Vellholm"))
    sibling = _context("Ivo Marsh entered a clinic near Tarrant after the collision.", ("Ivo Marsh", "Tarrant"))
    assert context.likeness(one, same) > 0.5
    assert context.likeness(one, sibling) < 0.2
    assert context.likeness(one, one) > 0.99


def test_an_empty_article_is_like_none():
    nothing = _context("", ())
    assert nothing == context.Context({}, {})
    assert context.likeness(nothing, nothing) == 0.0
    assert context.keys(nothing, "2031-05-01") == []


def test_alike_articles_share_a_key_whether_dated_or_not():
    one = _context("Ada Brakel met Ode Fell in Vellholm.", ("Ada Brakel", "Ode Fell", "Vellholm"))
    other = _context("Fell and Brakel in Vellholm again.", ("Fell", "Brakel", "Vellholm"))
    for a in (None, "2031-05-01"):
        for b in (None, "2031-05-02"):
            assert set(context.keys(one, a)) & set(context.keys(other, b))
    assert len(context.keys(one, "2031-05-01")) < 50


def _blocks(many: int = 3) -> Blocks:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE some (block TEXT, node INTEGER, PRIMARY KEY (block, node))")
    return Blocks(connection, "some", many)


def test_a_crowded_block_is_passed_over_and_says_so_to_all_in_it():
    blocks = _blocks()
    assert [blocks.file(n, ["x"]) for n in range(3)] == [set(), set(), set()]
    assert blocks.mates([0]) == {0: {1, 2}}
    assert blocks.file(3, ["x", "y"]) == {0, 1, 2}
    assert blocks.mates([0, 3]) == {0: set(), 3: set()}
    assert blocks.withdraw(1) == {0, 2, 3}
    assert blocks.mates([0]) == {0: {2, 3}}


def test_blocks_depend_on_who_is_filed_not_on_the_order():
    rng = random.Random(4)
    keys = {n: rng.sample("abcdef", 3) for n in range(12)}
    found = []
    for _ in range(5):
        blocks, order = _blocks(5), rng.sample(sorted(keys), 12)
        for n in order:
            blocks.file(n, keys[n])
        found.append(blocks.mates(range(12)))
    assert all(one == found[0] for one in found)
