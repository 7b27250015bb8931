"""From what a person names (files, folders, globs, ``-``) to articles, each by the reader of its format."""

from __future__ import annotations

import glob
import gzip
import os
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from kg.articles.article import Article
from kg.articles.cleaning import charset_of, decode, decode_as, host_of, iri, is_binary
from kg.articles.dates import parse_date
from kg.articles.fetch import is_address
from kg.articles.readers.feeds import is_feed, read_feed
from kg.articles.readers.html import read_html
from kg.articles.readers.jsonl import MAX_LINE, read_json, read_lines
from kg.articles.readers.text import read_text
from kg.errors import Code, KgError, printable

FORMATS = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".rss": "feed",
    ".atom": "feed",
    ".xml": "xml",
    ".warc": "warc",
}
"""Format by suffix; each may have ``.gz`` after it."""

NO_ARTICLE_NAMES = frozenset(("readme", "license", "licence", "changelog", "contributing"))
"""Files of these names are passed over in folders: they speak of what is there, and are no news."""

MAX_FILE = 40_000_000
"""Bytes of a file that holds one article, or a feed (JSON Lines and WARC are read piece by piece and may be of any size)."""

_TAGS = ("<!doctype html", "<html", "<head", "<body", "<?xml", "<!--", "<article", "<div", "<p")

OnError = Callable[[KgError], None]


def read_articles(
    paths: Iterable[str | Path],
    *,
    date: str | None = None,
    publisher: str | None = None,
    any_language: bool = False,
    on_error: OnError | None = None,
) -> Iterator[Article]:
    """Read articles one by one, each by the reader of its format (docs/formats.md).

    Args:
        paths: files, folders (all below them whose suffix is known, sorted, hidden ones not), globs, ``-`` (stdin), and
            addresses of single pages or feeds (``https://…``), which are fetched.
        date: day of publication of articles whose source gives none.
        publisher: likewise.
        any_language: whether articles in other languages are to be read as if they were English.
        on_error: is told of each file or line that is no article, which is then passed over, and of what else a person should
            know (:attr:`Code.is_note`); without it errors are raised.
    Yields:
        Articles in order of the paths; two of one url both (which stands is the store's to decide), a file named twice
        once.
    Raises:
        KgError: BAD_DATE where ``date`` is none; and, without ``on_error``, whatever is wrong with a file.
    """
    if date is not None:
        day = parse_date(date)
        if day is None:
            raise KgError(Code.BAD_DATE, path="--date", value=date)
        date = day
    found = _read(paths, date, publisher, on_error or _raise)
    return (replace(article, foreign=False) for article in found) if any_language else found


def _raise(error: KgError) -> None:
    if not error.code.is_note:
        raise error


def _read(paths: Iterable[str | Path], date: str | None, publisher: str | None, on_error: OnError) -> Iterator[Article]:
    for name, form in discover(paths, on_error):
        try:
            if form == "address":
                yield from _read_address(name, date=date, publisher=publisher, on_error=on_error)
                continue
            with _open(name, form) as file:
                yield from _read_file(file, name, form, date=date, publisher=publisher, on_error=on_error)
        except KgError as error:
            on_error(error)
        except (OSError, EOFError, zlib.error) as error:
            why = getattr(error, "strerror", None) or str(error) or "it ends too early"
            on_error(KgError(Code.UNREADABLE_FILE, path=name, why=why))


def discover(paths: Iterable[str | Path], on_error: OnError | None = None) -> Iterator[tuple[str, str | None]]:
    """Files that ``paths`` name, with their format; None where the suffix does not tell it.

    Args:
        paths: as for :func:`read_articles`.
        on_error: is told of each path at which nothing is (NO_ARTICLES); without it the error is raised.
    """
    seen: set[str] = set()
    for path in map(str, paths):
        found = False
        for name, form in _named(path):
            found = True
            real = name if form == "address" or name == "-" else os.path.realpath(name)
            if real not in seen:
                seen.add(real)
                yield name, form
        if not found:
            (on_error or _raise)(KgError(Code.NO_ARTICLES, path=path))


def _named(path: str) -> Iterator[tuple[str, str | None]]:
    if path == "-":
        yield "-", None
    elif is_address(path) and not os.path.lexists(path):
        yield path, "address"
    elif os.path.isdir(path):
        yield from _below(path)
    elif os.path.exists(path) or not glob.has_magic(path):
        if os.path.lexists(path):
            yield path, form_of(path)
    else:
        for match in sorted(glob.glob(path, recursive=True)):
            if os.path.isdir(match):
                yield from _below(match)
            elif not _waits(match):
                yield match, form_of(match)


def _below(folder: str) -> Iterator[tuple[str, str | None]]:
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            form = form_of(name)
            if form and not name.startswith(".") and name.split(".")[0].lower() not in NO_ARTICLE_NAMES:
                path = os.path.join(here, name)
                if not _waits(path):
                    yield path, form


def _waits(path: str) -> bool:
    """Whether it is no file but a pipe or a device: one that nobody names himself might never end."""
    return os.path.exists(path) and not os.path.isfile(path)


def form_of(name: str) -> str | None:
    """The format that a file's suffix tells, or None."""
    stem = name.lower().removesuffix(".gz")
    return FORMATS.get(os.path.splitext(stem)[1])


def sniff(data: bytes) -> str | None:
    """The format of input whose name does not tell it; None where it is no text."""
    if data.startswith(b"WARC/"):
        return "warc"
    if is_binary(data):
        return None
    start = decode(data[:65_536]).lstrip("\ufeff \t\r\n")
    if start.startswith(("{", "[")):
        first = start.split("\n", 1)[0].rstrip()
        if first.startswith("{") and first.endswith("}"):
            return "jsonl"
        return "json" if '"' in first or first in "{[" else "text"
    if is_feed(start):
        return "feed"
    if start[:200].lower().startswith(_TAGS):
        return "html"
    return "text"


def _open(name: str, form: str | None) -> BinaryIO:
    if name == "-":
        return BytesIO(sys.stdin.buffer.read())
    if name.lower().endswith(".gz") and form != "warc":  # archives are packed in parts, which their reader undoes
        return gzip.open(name, "rb")  # type: ignore[return-value]
    return open(name, "rb")


def _lines(file: BinaryIO) -> Iterator[bytes]:
    """Lines, of which no more than is needed to refuse them is kept in memory."""
    while line := file.readline(MAX_LINE + 1):
        yield line
        while len(line) > MAX_LINE and not line.endswith(b"\n"):
            line = file.readline(MAX_LINE + 1)
            if not line:
                return


def _read_file(
    file: BinaryIO,
    name: str,
    form: str | None,
    *,
    date: str | None,
    publisher: str | None,
    on_error: OnError,
    charset: str | None = None,
) -> Iterator[Article]:
    source = "standard input" if name == "-" else printable(name)
    data = b""
    if form in (None, "xml"):
        data = file.read(MAX_FILE + 1)
        if data.startswith(b"\x1f\x8b"):
            with gzip.open(BytesIO(data)) as unpacked:
                if unpacked.read(5) == b"WARC/":
                    file, data, form = BytesIO(data), b"", "warc"
                else:
                    unpacked.seek(0)
                    data = unpacked.read(MAX_FILE + 1)
        if form != "warc":
            found = sniff(data)
            if found is None or (form == "xml" and found not in ("feed", "html")):
                raise KgError(Code.UNKNOWN_FORMAT, path=source)
            form, file = found, BytesIO(data)
    if form == "jsonl":
        yield from read_lines(_lines(file), source=source, date=date, publisher=publisher, on_error=on_error)
        return
    if form == "warc":
        from kg.articles.readers.warc import read_warc  # loads its library only where there is an archive

        yield from read_warc(file, source=source, date=date, publisher=publisher, on_error=on_error)
        return
    data = data or file.read(MAX_FILE + 1)
    if len(data) > MAX_FILE:
        raise KgError(Code.TOO_LARGE, path=source, size=f"more than {MAX_FILE} bytes", limit=MAX_FILE)
    if is_binary(data):
        raise KgError(Code.UNREADABLE_FILE, path=source, why="it is not a text file")
    if form == "json":
        yield from read_json(data, source=source, date=date, publisher=publisher, on_error=on_error)
    elif form == "feed":
        yield from read_feed(data, source=source, date=date, publisher=publisher, charset=charset, on_error=on_error)
    elif form == "html":
        yield read_html(data, source=source, date=date, publisher=publisher, charset=charset)
    else:
        yield read_text(data, source=source, date=date, publisher=publisher, markdown=form == "markdown")


def _read_address(url: str, *, date: str | None, publisher: str | None, on_error: OnError) -> Iterator[Article]:
    """The article, or the articles of the feed, at an address; an article's url is its own, where it is of that host."""
    from kg.articles.fetch import fetch

    fetched = fetch(url, limit=MAX_FILE)
    kind = fetched.content_type.split(";")[0].strip().lower()
    form = sniff(fetched.data)
    if form == "text" and kind in ("text/html", "application/xhtml+xml"):
        form = "html"
    charset = charset_of(fetched.content_type)
    data = fetched.data
    if form in ("text", "json", "jsonl") and charset and (text := decode_as(data, charset)) is not None:
        data = text.encode()
    if form is None:
        raise KgError(Code.UNKNOWN_FORMAT, path=printable(url))
    told = {"date": date, "publisher": publisher}
    for article in _read_file(BytesIO(data), url, form, **told, charset=charset, on_error=on_error):
        own = form not in ("html", "text") or (article.url and host_of(article.url) == host_of(fetched.url))
        yield article if own else replace(article, url=iri(fetched.url))
