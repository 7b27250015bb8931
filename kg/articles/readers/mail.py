"""Mail: messages (``.eml``), boxes of them (``.mbox``), and pages saved as messages (MHTML)."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from email.message import EmailMessage
from email.utils import parseaddr
from typing import Any, BinaryIO, ClassVar
from urllib.parse import quote

from kg.articles.article import Article
from kg.articles.assemble import assemble
from kg.articles.cleaning import decode, iri, is_encoding
from kg.articles.dates import parse_moment
from kg.articles.markup import words_of
from kg.articles.readers.html import read_page
from kg.errors import Code, KgError

OnError = Callable[[KgError], None]

MAX_MESSAGE = 40_000_000
_BEGIN = re.compile(rb"From \S+.*\d{4}")
_FORWARDED = re.compile(r"\A(?:fwd?|re|aw|wg)\s*:\s*", re.IGNORECASE)
_SIGNATURE = re.compile(r"^-- ?\n.*\Z", re.MULTILINE | re.DOTALL)
_LIST = re.compile(r"\A\s*\"?(.*?)\"?\s*<[^>]*>\s*\Z")
_LINK = re.compile(r"[ \t]*[<\[(]https?://[^\s>\])]+[>\])]")


def read_mail(
    data: bytes, *, source: str, date: str | None = None, publisher: str | None = None, on_error: OnError
) -> Iterator[Article]:
    """The article of one message, a newsletter; messages within it are articles of their own.

    Headline: the subject. Day: ``Date``, as it stands there. Publisher: the name of the list, else of the sender. Address: where
    the message says that it is archived, else its ``Message-ID`` (``mid:``, RFC 2392). The words are those of its HTML, else of
    its plain text, without signature. Attachments are passed over and named.

    Args:
        data: the message.
        source: its file's name.
        date, publisher: where it gives none.
        on_error: is told of a message without text, and of attachments.
    """
    message = _parse(data)
    for number, one in enumerate((message, *_inner(message)), 1):
        try:
            yield _article(one, source if number == 1 else f"{source}:{number}", date, publisher, on_error)
        except KgError as error:
            on_error(error)


def read_mbox(
    file: BinaryIO, *, source: str, date: str | None = None, publisher: str | None = None, on_error: OnError
) -> Iterator[Article]:
    """The articles of a box of messages, one at a time in memory."""
    number = 0
    for number, data in enumerate(_messages(file), 1):
        where = f"{source}:{number}"
        if len(data) > MAX_MESSAGE:
            on_error(KgError(Code.TOO_LARGE, path=where, size=f"more than {MAX_MESSAGE} bytes", limit=MAX_MESSAGE))
            continue
        yield from read_mail(data, source=where, date=date, publisher=publisher, on_error=on_error)
    if not number:
        on_error(KgError(Code.BAD_DOCUMENT, path=source, kind="a mail box", why="it holds no message"))


def read_mhtml(
    data: bytes, *, source: str, date: str | None = None, publisher: str | None = None, on_error: OnError
) -> Iterator[Article]:
    """The article of a page that a browser saved as one file (MHTML, RFC 2557).

    Everything as pages have it; address and moment of the version are those of the saving, where the page does not tell.

    Raises:
        KgError: BAD_DOCUMENT where no page is in it, and what :func:`read_page` raises.
    """
    message = _parse(data)
    pages = [part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    if not pages:
        raise KgError(Code.BAD_DOCUMENT, path=source, kind="MHTML", why="it holds no page")
    wanted = str(message.get("Snapshot-Content-Location") or "").strip()
    start = (message.get_param("start") or "") if message.is_multipart() else ""
    page = next((p for p in pages if start and p.get("Content-ID", "").strip() == start), None)
    page = page or next((p for p in pages if wanted and str(p.get("Content-Location", "")).strip() == wanted), pages[0])
    body = page.get_payload(decode=True)
    charset = page.get_content_charset()
    address = iri(wanted or str(page.get("Content-Location", "")).strip()) or ""
    saved = parse_moment(str(message.get("Date", "")))
    data = body if isinstance(body, bytes) else b""
    told = {"date": date, "publisher": publisher, "charset": charset}
    for article in read_page(data, source=source, on_error=on_error, **told):
        own = article.url or (address if address.startswith("http") else None)
        yield replace(article, url=own, modified=article.modified or saved)


class _Raw(str):
    """A header that cannot be taken apart, as it stands."""

    __slots__ = ()
    content_disposition = None
    params: ClassVar[dict[str, str]] = {}


class _Lenient(email.policy.EmailPolicy):
    """The library's own policy, which stumbles over some headers that are not well-formed."""

    def header_fetch_parse(self, name: str, value: Any) -> Any:
        try:
            return super().header_fetch_parse(name, value)
        except Exception:
            return _Raw(" ".join(str(value).encode("utf-8", "replace").decode().split()))


def _parse(data: bytes) -> EmailMessage:
    message = email.message_from_bytes(data.lstrip(b"\r\n\xef\xbb\xbf"), policy=_Lenient())
    assert isinstance(message, EmailMessage)
    return message


def _header(message: EmailMessage, name: str) -> str:
    return str(message.get(name) or "").strip()


def _inner(message: EmailMessage) -> Iterator[EmailMessage]:
    for part in message.walk():
        if part is not message and part.get_content_type() == "message/rfc822":
            for one in part.iter_parts() if isinstance(part, EmailMessage) else ():
                if isinstance(one, EmailMessage):
                    yield one


def _article(message: EmailMessage, source: str, date: str | None, publisher: str | None, on_error: OnError) -> Article:
    subject = _FORWARDED.sub("", _header(message, "Subject"))
    name, address = parseaddr(_header(message, "From"))
    listed = _LIST.match(_header(message, "List-Id"))
    told: dict[str, object] = {
        "title": subject,
        "date": _header(message, "Date"),
        "publisher": (listed[1] if listed else "") or name or address.rsplit("@", 1)[-1],
        "url": _address(message),
        "language": _header(message, "Content-Language"),
    }
    text, passed = _words(message)
    if passed:
        on_error(KgError(Code.PASSED_OVER, path=source, what=f"attachments are passed over ({', '.join(passed[:5])})"))
    return assemble(text, told, source=source, date=date, publisher=publisher)


def _address(message: EmailMessage) -> str:
    archived = re.search(r"https?://[^\s<>]+", _header(message, "Archived-At"))
    if archived:
        return archived[0]
    own = _header(message, "Message-ID").strip("<> ")
    return f"mid:{quote(own, safe='@.-_~+=$!*')}" if "@" in own else ""


def _words(message: EmailMessage) -> tuple[str, list[str]]:
    """The words of a message, and the names of what is attached to it."""
    plain, marked, passed = "", "", []
    parts = [message]
    while parts:
        part = parts.pop(0)
        kind = part.get_content_type()
        if kind == "message/rfc822":
            continue
        if part.is_multipart():
            parts[:0] = [one for one in part.iter_parts() if isinstance(one, EmailMessage)]
        elif part.get_content_disposition() == "attachment" or not kind.startswith("text/"):
            if part.get_content_disposition() == "attachment" or not kind.startswith("image/"):
                passed.append(part.get_filename() or kind)
        elif kind == "text/html" and not marked:
            marked = _decoded(part)
        elif kind == "text/plain":
            plain += _decoded(part)
    words = words_of(marked) if marked.strip() else ""
    if len(words) < len(plain) / 3:
        words = _LINK.sub("", plain.replace("\r\n", "\n"))
    return _SIGNATURE.sub("", words).strip(), passed


def _decoded(part: EmailMessage) -> str:
    body = part.get_payload(decode=True)
    if not isinstance(body, bytes):
        return ""
    name = part.get_content_charset() or "utf-8"
    if name in ("us-ascii", "ascii") or not is_encoding(name):
        name = "utf-8"
    try:
        text = body.decode(name)
    except (LookupError, UnicodeDecodeError):
        text = decode(body)
    flowed = part.get_param("format") == "flowed"
    return re.sub(r" \r?\n(?!\r?\n|-- )", " ", text) if flowed else text


def _messages(file: BinaryIO) -> Iterator[bytes]:
    """The messages of a box: each begins with a line "From sender date" after a blank one."""
    lines: list[bytes] = []
    size = 0
    blank = True
    began = False
    while line := file.readline(1_000_000):
        if blank and _BEGIN.match(line):
            if began:
                yield b"".join(lines)
            lines, size, began = [], 0, True
        elif began and size <= MAX_MESSAGE:
            lines.append(line[1:] if re.match(rb">+From ", line) else line)
            size += len(line)
        blank = not line.strip()
    if began:
        yield b"".join(lines)
