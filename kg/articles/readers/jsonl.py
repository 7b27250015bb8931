"""JSON Lines: one article a line; and a JSON file that holds one article or a list of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator

from kg.articles.article import Article
from kg.articles.assemble import MAX_CHARACTERS
from kg.articles.cleaning import decode
from kg.articles.readers.records import read_record, unfold
from kg.errors import Code, KgError

MAX_LINE = 40 * MAX_CHARACTERS
"""Bytes of a line: every character of the largest article, escaped, and much beside it that is not read."""


def read_lines(
    lines: Iterable[bytes],
    *,
    source: str,
    date: str | None = None,
    publisher: str | None = None,
    on_error: Callable[[KgError], None],
) -> Iterator[Article]:
    """The articles of a JSON Lines file; a bad line is reported, and the next one read.

    Args:
        lines: its lines.
        source: its name; an article's source is this with the number of its line.
        date, publisher: for articles without.
        on_error: is told of each line that is no article (BAD_JSON_LINE, NO_TEXT, BAD_DATE, TOO_LARGE).
    """
    for number, line in enumerate(lines, 1):
        if not line.strip(b" \t\r\n\xef\xbb\xbf"):
            continue
        try:
            if len(line) > MAX_LINE:
                raise KgError(Code.TOO_LARGE, path=f"{source}:{number}", size=len(line), limit=MAX_LINE)
            for record, around in unfold(_parse(line, source, number)):
                yield read_record(
                    record, source, number, around=around, date=date, publisher=publisher, on_error=on_error
                )
        except KgError as error:
            on_error(error)


def read_json(
    data: bytes,
    *,
    source: str,
    date: str | None = None,
    publisher: str | None = None,
    on_error: Callable[[KgError], None],
) -> Iterator[Article]:
    """The articles that a JSON file holds: one, a list, or what a service or a feed puts around them; numbered from 1."""
    try:
        whole = _parse(data, source, 1)
    except KgError as error:
        on_error(error)
        return
    number = 0
    for number, (record, around) in enumerate(unfold(whole), 1):
        try:
            yield read_record(record, source, number, around=around, date=date, publisher=publisher, on_error=on_error)
        except KgError as error:
            on_error(error)
    if not number:
        on_error(KgError(Code.NOTHING_IN_IT, path=source, what="its list is empty"))


def _parse(data: bytes, source: str, number: int) -> object:
    try:
        return json.loads(decode(data))
    except (ValueError, RecursionError) as error:
        why = getattr(error, "msg", None) or "it is nested too deeply"
        raise KgError(Code.BAD_JSON_LINE, path=source, line=number, why=why) from error
