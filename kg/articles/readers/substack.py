"""Exports of Substack: ``posts.csv`` says what the pages beside it are, which have no head of their own."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from pathlib import Path

from kg.articles.article import Article
from kg.articles.assemble import assemble
from kg.articles.cleaning import decode
from kg.articles.readers.html import article_of_fragment
from kg.errors import Code, KgError

_NAME = re.compile(r"(\d+\.[\w-]+)\.html?")
LARGEST = 40_000_000
"""Bytes of a list of posts that is read."""


def post_of(path: str) -> Mapping[str, str] | None:
    """The row of the list of posts that a page belongs to; None of files that are no posts of such an export."""
    found = _NAME.fullmatch(Path(path).name)
    if not found:
        return None
    for folder in (Path(path).parent, Path(path).parent.parent):
        listed = folder / "posts.csv"
        if listed.is_file() and listed.stat().st_size <= LARGEST:
            for row in csv.DictReader(decode(listed.read_bytes()).splitlines()):
                if row.get("post_id") == found[1] and "is_published" in row:
                    return row
    return None


def read_post(
    data: bytes, post: Mapping[str, str], *, source: str, date: str | None = None, publisher: str | None = None
) -> Article:
    """The article of a post: its words are those of the page, headline and day those of the list.

    Args:
        data: the page.
        post: its row, of :func:`post_of`.
        source: the page's name.
        date, publisher: where the list gives none; it gives no publisher.
    Raises:
        KgError: NOT_PUBLISHED, NO_TEXT, BAD_DATE, TOO_LARGE.
    """
    if post.get("is_published", "").lower() != "true":
        raise KgError(Code.NOT_PUBLISHED, path=source, why="a draft")
    told = {"title": post.get("title"), "date": post.get("post_date")}
    return assemble(article_of_fragment(decode(data)), told, source=source, date=date, publisher=publisher)
