"""JSON Lines: one article a line; and a JSON file that holds one article or a list of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from urllib.parse import quote

from kg.articles.article import Article
from kg.articles.assemble import MAX_CHARACTERS, assemble
from kg.articles.cleaning import decode, flat, iri
from kg.articles.readers.html import looks_like_html, text_of_fragment
from kg.errors import Code, KgError

FIELDS: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "articleBody", "maintext"),
    "title": ("title", "headline"),
    "date": ("date", "published", "datePublished", "published_at", "date_published", "date_publish", "pubDate"),
    "modified": ("dateModified", "date_modified", "modified", "modified_at", "updated", "updated_at", "lastModified"),
    "publisher": ("publisher", "source", "site_name", "outlet"),
    "author": ("author", "authors", "byline"),
    "url": ("url", "link"),
    "language": ("language", "lang", "inLanguage"),
}
"""Our field and the names that it goes by, best first."""

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
            yield read_record(_parse(line, source, number), source, number, date=date, publisher=publisher)
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
    """The article, or the articles of the list, that a JSON file holds; numbered from 1 where they are a list."""
    try:
        whole = _parse(data, source, 1)
    except KgError as error:
        on_error(error)
        return
    for number, record in enumerate(whole if isinstance(whole, list) else [whole], 1):
        try:
            yield read_record(record, source, number, date=date, publisher=publisher)
        except KgError as error:
            on_error(error)


def read_record(
    record: object, source: str, number: int, *, date: str | None = None, publisher: str | None = None
) -> Article:
    """The article that one JSON object tells.

    An article without url, but with an id, gets one: the id itself where it is an IRI, else ``urn:kg:`` with publisher
    and id; without publisher none, for ids of different files may coincide.

    Raises:
        KgError: BAD_JSON_LINE, NO_TEXT, BAD_DATE, TOO_LARGE.
    """
    if not isinstance(record, dict):
        raise KgError(Code.BAD_JSON_LINE, path=source, line=number, why="it is no object")
    told: dict[str, object] = {}
    for field, names in FIELDS.items():
        told[field] = next((record[name] for name in names if record.get(name) not in (None, "", [], {})), None)
    text = told.pop("text")
    if isinstance(text, list) and all(isinstance(part, str) for part in text):
        text = "\n\n".join(text)
    if not isinstance(text, str):
        raise KgError(Code.BAD_JSON_LINE, path=source, line=number, why="it has no text")
    if looks_like_html(text):
        text = text_of_fragment(text)
    name = flat(record.get("id"))
    outlet = flat(told["publisher"]) or publisher
    if name and not flat(told["url"]):
        if iri(name) and ":" in name:
            told["url"] = name
        elif outlet:
            told["url"] = f"urn:kg:{quote(outlet, safe='')}:{quote(name, safe='')}"
    return assemble(text, told, source=f"{source}:{number}", date=date, publisher=publisher)


def _parse(data: bytes, source: str, number: int) -> object:
    try:
        return json.loads(decode(data))
    except (ValueError, RecursionError) as error:
        why = getattr(error, "msg", None) or "it is nested too deeply"
        raise KgError(Code.BAD_JSON_LINE, path=source, line=number, why=why) from error
