"""Archives of web pages (WARC, ISO 28500): the articles among the pages that a crawler kept."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataReader

from kg.articles.article import Article
from kg.articles.assemble import assemble
from kg.articles.cleaning import charset_of, decode, iri, is_binary
from kg.articles.dates import parse_moment
from kg.articles.packed import CHUNK, DamagedMember, Joined, Members, is_cut, unpack, zstd_library
from kg.articles.readers.html import read_page
from kg.errors import Code, KgError, printable

MAX_RECORD = 40_000_000
"""Bytes of a record that may be a page, packed and unpacked; a longer one is passed over, read in pieces."""

MAX_HEAD = 1_000_000
"""Bytes of a record's own header."""

PAGES = frozenset(("text/html", "application/xhtml+xml"))

_TYPES = frozenset(
    ("warcinfo", "response", "resource", "request", "metadata", "revisit", "conversion", "continuation")
)
_STATUS = re.compile(r"[1-9]\d\d")
_KIND = re.compile(r"(?:text|image|audio|video|application|font|model|message|multipart|chemical|x-[\w-]+)/\S")
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)
"""What a record says of itself where it is whole; what says anything else was damaged, and must not be passed over silently."""

_BEGIN = re.compile(rb"WARC/\d")
_STUCK = re.compile(rb"WARC/\d\.\d\r?\n\Z")
_NEXT = re.compile(rb"WARC/\d\.\d\r?\n(?=[A-Za-z-]{3,40}:)")
_AHEAD = 64
"""Bytes that surely hold the first line of a record and the beginning of its second."""

_LENGTH = re.compile(rb"^content-length[ \t]*:[ \t]*(\d{1,18})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)

logging.getLogger("warcio").setLevel(
    logging.CRITICAL
)  # it would write what addresses hold to the terminal as it stands

OnError = Callable[[KgError], None]


def read_warc(
    file: BinaryIO, *, source: str, date: str | None = None, publisher: str | None = None, on_error: OnError
) -> Iterator[Article]:
    """The articles of a WARC file, one by one; a broken record is reported, and the next one read.

    Pages that came with status 200 and HTML are read as HTML files are, and so are the texts of WET files (``conversion``); all
    other records are passed over. An article's url is the address that was asked for. Its date is what the page says: the day of
    the crawl is no day of publication, but of two captures of one address the later stands. A coding that is not known, or that a
    body is not in, is taken for none, as readers of archives do.

    Args:
        file: the archive, plain or packed with gzip or zstd.
        source: its name; an article's source is this with the number of its record.
        date, publisher: for pages that give none.
        on_error: is told of each broken record (BROKEN_RECORD), of each page without an article or cut off, and of an archive
            without pages (NOTHING_IN_IT).
    """
    pages = records = 0
    wrong = False

    def note(error: KgError) -> None:
        nonlocal wrong
        wrong = wrong or not error.code.is_note
        on_error(error)

    for number, head, block in _records(file, source, note):
        records += 1
        try:
            page = _page(head, block, f"{source}:{number}", note)
            if page is None:
                continue
            pages += 1
            yield from page.articles(date, publisher, note)
        except KgError as error:
            note(error)
    if not pages and not wrong:
        what = f"{records} record{'' if records == 1 else 's'}, none of them a page" if records else "no record"
        on_error(KgError(Code.NOTHING_IN_IT, path=source, what=what))


@dataclass(frozen=True, slots=True)
class _Page:
    """A page, or the text of one, as an archive keeps it."""

    data: bytes
    kind: str
    address: str
    captured: str | None
    where: str
    language: str | None

    def articles(self, date: str | None, publisher: str | None, on_error: OnError) -> Iterator[Article]:
        known = iri(self.address)
        if self.kind == "text/plain":
            text = decode(self.data).strip()
            told = {
                "title": text.split("\n", 1)[0],
                "url": known,
                "language": _LANGUAGES.get(self.language or "", self.language),
            }
            found = iter([assemble(text, told, source=self.where, date=date, publisher=publisher)])
        else:
            told = {"date": date, "publisher": publisher, "charset": charset_of(self.kind), "address": known}
            found = read_page(self.data, source=self.where, on_error=on_error, **told)
        for article in found:
            yield replace(article, modified=self.captured or article.modified)


def _page(head: bytes, block: bytes, source: str, on_error: OnError) -> _Page | None:
    try:
        record = next(iter(ArchiveIterator(io.BytesIO(head + block + b"\r\n\r\n"))))
        if record.rec_type not in _TYPES:
            raise ValueError(f"its type {record.rec_type or 'is missing'} is none of an archive's")
        if record.rec_type not in ("response", "resource", "conversion"):
            return None
        http = record.http_headers
        spoken = block.startswith(b"HTTP/") or "application/http" in (record.content_type or "")
        if http is None and record.rec_type == "response" and spoken:
            raise ValueError("it holds an answer of HTTP, and does not say so, or not of which address")
        address = record.rec_headers.get_header("WARC-Target-URI") or ""
        kind = record.content_type or ""
        coding = ""
        if http is not None:
            status = http.get_statuscode()
            if status != "200":
                if not _STATUS.fullmatch(status or ""):
                    raise ValueError(f"its status {status!r} is none of HTTP")
                return None
            kind = http.get_header("Content-Type") or ""
            coding = http.get_header("Content-Encoding") or ""
        plain = kind.split(";")[0].strip().lower()
        if http is not None and not _KIND.match(plain) and _HTML.search(block[:CHUNK]):
            raise ValueError(f"its content looks like a page, and its type {plain!r} is none")
        if plain not in PAGES and not (record.rec_type == "conversion" and plain == "text/plain"):
            return None
        chunked = http is not None and "chunked" in (http.get_header("Transfer-Encoding") or "").lower()
        stream = ChunkedDataReader(record.raw_stream) if chunked else record.raw_stream
        sent = stream.read()
        data = _unpacked(sent, coding)
        told = http.get_header("Content-Length") if http is not None and not chunked else None
        captured = parse_moment(record.rec_headers.get_header("WARC-Date") or "")
        truncated = record.rec_headers.get_header("WARC-Truncated")
        language = record.rec_headers.get_header("WARC-Identified-Content-Language")
    except Exception as error:  # the library raises what it likes on what it cannot read
        raise KgError(Code.BROKEN_RECORD, path=source, why=str(error) or type(error).__name__) from error
    where = f"{source} ({printable(address)})"
    if len(data) > MAX_RECORD:
        raise KgError(Code.TOO_LARGE, path=where, size=f"more than {MAX_RECORD} bytes", limit=MAX_RECORD)
    if is_binary(data):
        raise KgError(Code.BROKEN_RECORD, path=where, why=f"its body is no text ({coding or 'no coding'})")
    if truncated or (told and told.strip().isdigit() and len(sent) < int(told)) or is_cut(sent, coding):
        why = (
            f"by its archive, for its {truncated}"
            if truncated
            else f"{len(sent)} bytes came" + (f" of {told}" if told else "")
        )
        on_error(KgError(Code.CUT_OFF, path=where, why=why))
    return _Page(
        data, kind if plain in PAGES else plain, address, captured, where, language.split(",")[0] if language else None
    )


_LANGUAGES = {"eng": "en", "deu": "de", "fra": "fr", "spa": "es", "rus": "ru", "nld": "nl", "ita": "it"}


def _unpacked(sent: bytes, coding: str) -> bytes:
    """The body of a record; as it is where its label is unknown or untrue."""
    try:
        return unpack(sent, coding, MAX_RECORD)
    except ValueError:
        return sent


class _Bytes:
    """Reads lines and pieces, and takes back what was read too far."""

    def __init__(self, file: BinaryIO) -> None:
        self.file, self.back = file, b""

    def read(self, size: int) -> bytes:
        taken, self.back = self.back[:size], self.back[size:]
        return taken + self.file.read(size - len(taken)) if len(taken) < size else taken

    def line(self) -> bytes:
        """A line, or the beginning of a very long one."""
        if not self.back:
            return self.file.readline(CHUNK)
        end = self.back.find(b"\n", 0, CHUNK) + 1 or CHUNK
        line = self.read(min(end, len(self.back)))
        return line if line.endswith(b"\n") or len(line) == CHUNK else line + self.file.readline(CHUNK)

    def give_back(self, data: bytes) -> None:
        self.back = data + self.back


def _opened(file: BinaryIO) -> BinaryIO:
    start = file.read(4)
    joined = Joined(start, file)
    if start == b"\x28\xb5\x2f\xfd":
        return io.BufferedReader(zstd_library().ZstdFile(io.BufferedReader(joined, CHUNK)), CHUNK)
    raw: io.RawIOBase = Members(io.BufferedReader(joined, CHUNK)) if start.startswith(b"\x1f\x8b") else joined
    return io.BufferedReader(raw, CHUNK)


def _records(file: BinaryIO, source: str, on_error: OnError) -> Iterator[tuple[int, bytes, bytes]]:
    """Number, header and block of each record. Only one is in memory at a time, and none that is too large."""
    stream = _Bytes(_opened(file))
    number = 0
    broken = False
    while True:
        try:
            line = stream.line()
            if not line:
                if not number and not broken:
                    on_error(KgError(Code.BROKEN_RECORD, path=source, why="it holds no record"))
                return
            line = _from_begin(line)
            if not _BEGIN.match(line):
                if line.strip() and not broken:
                    broken = True
                    on_error(
                        KgError(Code.BROKEN_RECORD, path=f"{source}:{number + 1}", why="it does not begin with WARC/")
                    )
                continue
            number, broken = number + 1, False
            head = line + _rest_of_head(stream)
            found = _LENGTH.search(head)
            if found is None:
                broken = True
                on_error(KgError(Code.BROKEN_RECORD, path=f"{source}:{number}", why="it does not say how long it is"))
                continue
            size = int(found[1])
            if size > MAX_RECORD:
                _pass_over(stream, size)
                if re.search(rb"(?im)^warc-type:\s*(?:response|resource)\s*$", head) and _is_page(head):
                    on_error(KgError(Code.TOO_LARGE, path=f"{source}:{number}", size=size, limit=MAX_RECORD))
                continue
            block = stream.read(size)
            end = stream.read(4)
            whole = len(block) == size and (end == b"\r\n\r\n" or end.startswith(b"\n\n") or not end.strip())
            if not whole:
                why = "it ends too early" if len(block) < size else "it is longer or shorter than it says"
                on_error(KgError(Code.BROKEN_RECORD, path=f"{source}:{number}", why=why))
                broken = True
                ahead = stream.read(_AHEAD)
                following = _NEXT.search(block + end + ahead)
                # where it says that it is longer than it is, the next record lies within
                stream.give_back((block + end + ahead)[following.start() :] if following else ahead)
                continue
            if end.startswith(b"\n\n") and end.strip():
                stream.give_back(end[2:])
        except (DamagedMember, OSError) as error:
            on_error(KgError(Code.BROKEN_RECORD, path=f"{source}:{number or 1}", why=str(error)))
            if not isinstance(error, DamagedMember):
                return
            broken = True
            continue
        yield number, head, block


def _from_begin(line: bytes) -> bytes:
    """``line``, or the first line of a record that is stuck to the end of one that was cut off."""
    stuck = _STUCK.search(line)
    return line[stuck.start() :] if stuck else line


def _is_page(head: bytes) -> bool:
    return not re.search(rb"(?im)^content-type:[ \t]*+(?!application/http|text/html|application/xhtml)", head)


def _rest_of_head(stream: _Bytes) -> bytes:
    lines: list[bytes] = []
    size = 0
    while (line := stream.line()).strip():
        size += len(line)
        if _STUCK.search(line):
            stream.give_back(_from_begin(line))
            raise DamagedMember("it ends too early")
        if size > MAX_HEAD:
            raise DamagedMember("its header has no end")
        lines.append(line)
    return b"".join([*lines, b"\r\n"])


def _pass_over(stream: _Bytes, size: int) -> None:
    while size > 0:
        piece = stream.read(min(size, CHUNK))
        if not piece:
            raise DamagedMember("it ends too early")
        size -= len(piece)
