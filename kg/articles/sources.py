"""From what a person names (files, folders, globs, ``-``) to articles, each by the reader of its format."""

from __future__ import annotations

import glob
import gzip
import os
import re
import sys
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from io import BufferedReader, BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from kg.articles.article import Article
from kg.articles.cleaning import charset_of, clean, decode, decode_as, decode_page, host_of, iri
from kg.articles.dates import parse_date
from kg.articles.fetch import is_address
from kg.articles.markup import tree_text
from kg.articles.packed import Joined
from kg.articles.phrases import other_suffixes
from kg.articles.readers.collections import read_collection
from kg.articles.readers.databases import is_download, read_document
from kg.articles.readers.docx import Document, read_docx
from kg.articles.readers.extracted import read_extracted
from kg.articles.readers.feeds import read_feed
from kg.articles.readers.html import read_page
from kg.articles.readers.jsonl import MAX_LINE, read_json, read_lines
from kg.articles.readers.mail import read_mail, read_mbox, read_mhtml
from kg.articles.readers.newsml import read_newsml
from kg.articles.readers.nitf import read_nitf
from kg.articles.readers.odt import read_odt
from kg.articles.readers.pdf import read_pdf
from kg.articles.readers.rtf import read_rtf
from kg.articles.readers.substack import post_of, read_post
from kg.articles.readers.tables import read_table
from kg.articles.readers.text import read_text
from kg.articles.readers.wacz import read_wacz
from kg.articles.readers.webarchive import read_packed_page, read_webarchive
from kg.articles.sniffing import START, form_of, sniff, what
from kg.articles.trees import parse
from kg.errors import Code, KgError, printable

NO_ARTICLE_NAMES = frozenset(("readme", "license", "licence", "changelog", "contributing"))
"""Files of these names are passed over in folders: they speak of what is there, and are no news."""

MAX_FILE = 40_000_000
"""Bytes of a file that holds one article, or a feed (JSON Lines and WARC are read piece by piece and may be of any size)."""

MOST_WORDS = 300
"""Characters of what a library says, in a message."""

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
    for name, form, wandered in discover(paths, on_error):
        told = _Told(name, on_error)
        try:
            if form == "address":
                yield from _read_address(name, date=date, publisher=publisher, on_error=told)
            else:
                with _open(name, form) as file:
                    yield from _read_file(file, name, form, date=date, publisher=publisher, on_error=told)
            told.end()
        except KgError as error:
            if wandered and error.code is Code.UNKNOWN_FORMAT:  # nobody named it
                error = KgError(Code.PASSED_OVER, path=printable(name), what=f"it is passed over ({error.fields['what']})")
            on_error(error)
        except (OSError, EOFError, zlib.error) as error:
            why = getattr(error, "strerror", None) or str(error) or "it ends too early"
            on_error(KgError(Code.UNREADABLE_FILE, path=name, why=why))
        except Exception as error:  # a fault of ours or of a library: one file must not end all
            why = f"{type(error).__name__}: {error}"[:MOST_WORDS]
            on_error(KgError(Code.READING_FAILED, path=printable(name), why=why.rstrip(".")))


MOST_TOLD = 200
"""Records of one file that are named, with why each is left out; the others are counted."""


class _Told:
    """Tells what is wrong with a file; a file of nothing but empty records is no list of a million messages.

    Args:
        path: of the file.
        on_error: is told.
    """

    def __init__(self, path: str, on_error: OnError) -> None:
        self.path, self.on_error = path, on_error
        self.named = 0
        self.others: Counter[str] = Counter()

    def __call__(self, error: KgError) -> None:
        if self.named < MOST_TOLD:
            self.named += 1
            self.on_error(error)
        else:
            self.others[error.code.number] += 1

    def end(self) -> None:
        """Tell how many others there are."""
        if self.others:
            codes = ", ".join(f"{count:,} × {number}" for number, count in sorted(self.others.items()))
            count = f"{self.others.total():,}"
            self.on_error(KgError(Code.MORE_LEFT_OUT, path=printable(self.path), count=count, codes=codes))


def discover(paths: Iterable[str | Path], on_error: OnError | None = None) -> Iterator[tuple[str, str | None, bool]]:
    """Files that ``paths`` name, with their format (None where the suffix does not tell it), and whether a folder led there.

    Args:
        paths: as for :func:`read_articles`.
        on_error: is told of each path at which nothing is (NO_ARTICLES); without it the error is raised.
    """
    seen: set[str] = set()
    for path in map(str, paths):
        found = False
        for name, form in _named(path, on_error or _raise):
            found = True
            real = name if form == "address" or name == "-" else os.path.realpath(name)
            if real not in seen:
                seen.add(real)
                yield name, form, name != path
        if not found:
            (on_error or _raise)(KgError(Code.NO_ARTICLES, path=path))


def _named(path: str, note: OnError) -> Iterator[tuple[str, str | None]]:
    if path == "-":
        yield "-", None
    elif is_address(path) and not os.path.lexists(path):
        yield path, "address"
    elif os.path.isdir(path):
        yield from _below(path, note)
    elif os.path.exists(path) or not glob.has_magic(path):
        if os.path.lexists(path):
            yield path, form_of(path)
    else:
        for match in sorted(glob.glob(path, recursive=True)):
            if os.path.isdir(match):
                yield from _below(match, note)
            elif not _waits(match) and not os.path.realpath(match).startswith(_SYSTEM):
                yield match, form_of(match)


def _below(folder: str, note: OnError) -> Iterator[tuple[str, str | None]]:
    others: Counter[str] = Counter()
    root = os.path.realpath(folder)
    for here, folders, files in os.walk(folder):
        if "pyvenv.cfg" in files:  # a folder of programs, with licences and read-me files
            others[f"folder{os.sep}{os.path.basename(here)}"] += 1
            folders.clear()
            continue
        passed = {name for name in folders if name in _PROGRAMS or _is_parts(name, files)}
        for name in passed:
            others[f"folder{os.sep}{name}"] += 1
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in passed)
        if any(os.path.islink(os.path.join(here, name)) for name in folders):  # which are not followed
            others["links to folders"] += 1
        for name in sorted(files):
            path = os.path.join(here, name)
            if name.startswith(".") or _waits(path):
                continue
            if _leads_out(path, root):
                others["links that lead out of it"] += 1
                continue
            form = form_of(name)
            if form and name.split(".")[0].lower() not in NO_ARTICLE_NAMES:
                yield path, form
            else:
                others[name if form else os.path.splitext(name)[1].lower() or "without suffix"] += 1
    if others:
        what = ", ".join(
            f"{count} {kind}" if kind[:1] == "." or kind == "without suffix" else kind
            for kind, count in sorted(others.items())
        )
        note(KgError(Code.PASSED_OVER, path=folder, what=f"files of other kinds are passed over ({what[:400]})"))


def _is_parts(folder: str, files: list[str]) -> bool:
    """Whether a folder holds the pictures and frames of a page that a browser saved beside it ("Story_files")."""
    stem = re.sub(r"(?:_files|_fichiers|-Dateien|_archivos|_bestanden|\.files)\Z", "", folder)
    return stem != folder and any(f"{stem}{suffix}" in files for suffix in (".html", ".htm", ".xhtml"))


_PROGRAMS = frozenset(("node_modules", "site-packages", "__pycache__"))
"""Folders of programs, whose texts are no articles."""
_SYSTEM = ("/proc/", "/sys/", "/dev/")
"""Where the files are no files: what a process was started with, what a machine is made of."""


def _leads_out(path: str, root: str) -> bool:
    """Whether a file that a folder led to lies elsewhere: a folder of somebody else's must not bring files of this machine."""
    real = os.path.realpath(path)
    return real.startswith(_SYSTEM) or (os.path.islink(path) and os.path.commonpath([real, root]) != root)


def _waits(path: str) -> bool:
    """Whether it is no file but a pipe or a device: one that nobody names himself might never end."""
    return os.path.exists(path) and not os.path.isfile(path)


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
    """The articles of a file, whose format its content tells before its name does."""
    source = "standard input" if name == "-" else printable(name)
    start = file.read(START)
    if start.startswith(b"\x1f\x8b") and form != "warc":
        if _inside(start).startswith(b"WARC/"):
            form = "warc"
        else:
            packed: Any = Joined(start, file)
            file = gzip.GzipFile(fileobj=packed)  # type: ignore[assignment]
            start = file.read(START)
    told: dict[str, Any] = {"source": source, "date": date, "publisher": publisher, "on_error": on_error}
    found = sniff(start, None if form == "warc" else form)
    if found == "warc" or (form == "warc" and found in (None, "text", "csv")):
        from kg.articles.readers.warc import read_warc  # loads its library only where there is an archive

        yield from read_warc(BufferedReader(Joined(start, file)), **told)
        return
    if found == "wacz" or (start.startswith(b"PK") and found is None):
        whole = file if name != "-" and file.seekable() else BytesIO(start + file.read())
        found = found or sniff(_all(whole, source), form)
        if found == "wacz":
            whole.seek(0)
            yield from read_wacz(whole, **told)
            return
        whole.seek(0)
        start, file = b"", whole
    if found in ("jsonl", "mbox"):
        stream = BufferedReader(Joined(start, file))
        yield from read_lines(_lines(stream), **told) if found == "jsonl" else read_mbox(stream, **told)
        return
    data = start + file.read(MAX_FILE + 1)
    if len(data) > MAX_FILE:
        raise KgError(Code.TOO_LARGE, path=source, size=f"more than {MAX_FILE} bytes", limit=MAX_FILE)
    if found == "html":
        found = sniff(data, form)  # a page of SingleFile has its zip file at its end
    if found == "html" and name != "-" and (post := post_of(name)):
        yield read_post(data, post, **{key: value for key, value in told.items() if key != "on_error"})
        return
    yield from _read_data(data, found, charset, told)


def _inside(start: bytes) -> bytes:
    """The first bytes of what is packed in ``start``."""
    try:
        return zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(start, 64)
    except zlib.error:
        return b""


def _read_data(data: bytes, form: str | None, charset: str | None, told: dict[str, Any]) -> Iterator[Article]:
    source, quiet = told["source"], {name: value for name, value in told.items() if name != "on_error"}
    if form is None:
        raise KgError(Code.UNKNOWN_FORMAT, path=source, what=what(data))
    suffix = os.path.splitext(source.lower().removesuffix(".gz"))[1]
    if form in ("text", "csv") and suffix in other_suffixes():
        raise KgError(Code.UNKNOWN_FORMAT, path=source, what=f"a file whose name ends in {suffix}")
    if form == "json":
        yield from read_json(data, **told)
    elif form == "collection":
        yield from read_collection(data, **told)
    elif form == "csv":
        yield from read_table(data, **told)
    elif form == "feed":
        yield from read_feed(data, charset=charset, **told)
    elif form in ("nitf", "extracted"):
        yield (read_nitf if form == "nitf" else read_extracted)(data, **quiet)
    elif form == "newsml":
        yield from read_newsml(data, **told)
    elif form in ("mail", "mhtml"):
        yield from (read_mail if form == "mail" else read_mhtml)(data, **told)
    elif form == "webarchive":
        yield from read_webarchive(data, **told)
    elif form == "sfz":
        yield from read_packed_page(data, **told)
    elif form in ("pdf", "docx", "odt", "rtf"):
        read = {"pdf": read_pdf, "docx": read_docx, "odt": read_odt, "rtf": read_rtf}[form]
        yield from read_document(read(data, source=source), **told)
    elif form == "html":
        yield from _read_page(data, charset, told)
    else:
        text = decode(data) if form == "text" else ""
        if is_download(text):
            yield from read_document(Document(text), **told)
        else:
            yield read_text(data, markdown=form == "markdown", **quiet)


def _read_page(data: bytes, charset: str | None, told: dict[str, Any]) -> Iterator[Article]:
    if b"Document " in data or b"End of Document" in data:  # downloads of databases come as HTML too
        tree = parse(clean(decode_page(data, charset)))
        text = tree_text(tree) if tree is not None else ""
        if is_download(text):
            yield from read_document(Document(text), **told)
            return
    yield from read_page(data, charset=charset, **told)


def _all(file: BinaryIO, source: str) -> bytes:
    file.seek(0)
    data = file.read(MAX_FILE + 1)
    if len(data) > MAX_FILE:
        raise KgError(Code.TOO_LARGE, path=source, size=f"more than {MAX_FILE} bytes", limit=MAX_FILE)
    return data


def _read_address(url: str, *, date: str | None, publisher: str | None, on_error: OnError) -> Iterator[Article]:
    """The article, or the articles of the feed, at an address; an article's url is its own, where it is of that host."""
    from kg.articles.fetch import fetch

    fetched = fetch(url, limit=MAX_FILE)
    kind = fetched.content_type.split(";")[0].strip().lower()
    form = sniff(fetched.data, "html" if kind in ("text/html", "application/xhtml+xml") else None)
    charset = charset_of(fetched.content_type)
    data = fetched.data
    if form in ("text", "json", "jsonl") and charset and (text := decode_as(data, charset)) is not None:
        data = text.encode()
    if form is None:
        raise KgError(Code.UNKNOWN_FORMAT, path=printable(url), what=what(fetched.data))
    told = {"date": date, "publisher": publisher}
    for article in _read_file(BytesIO(data), url, form, **told, charset=charset, on_error=on_error):
        own = form not in ("html", "text") or (article.url and host_of(article.url) == host_of(fetched.url))
        yield article if own else replace(article, url=iri(fetched.url))
