"""Which format a file is of, by what it holds; its name decides only where its content may be several."""

from __future__ import annotations

import io
import os
import re
import zipfile

from kg.articles.cleaning import decode, is_binary
from kg.articles.packed import ZIP_FAULTS
from kg.articles.readers.feeds import is_feed
from kg.articles.readers.odt import MIMETYPE as ODT

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
    ".csv": "csv",
    ".tsv": "csv",
    ".rss": "feed",
    ".atom": "feed",
    ".xml": "xml",
    ".nitf": "xml",
    ".newsml": "xml",
    ".warc": "warc",
    ".wet": "warc",
    ".wacz": "wacz",
    ".mhtml": "mhtml",
    ".mht": "mhtml",
    ".webarchive": "webarchive",
    ".eml": "mail",
    ".mbox": "mbox",
    ".pdf": "pdf",
    ".docx": "docx",
    ".odt": "odt",
    ".rtf": "rtf",
}
"""Format by suffix; each may have ``.gz`` after it. Files of other suffixes in folders are passed over."""

START = 65_536
"""Bytes that tell a format."""

_TAGS = ("<!doctype html", "<html", "<head", "<body", "<!--", "<article", "<div", "<p")
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]{0,400}\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_ROOT = re.compile(
    r"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>\s*)*<(?:[\w.-]+:)?(?P<name>[A-Za-z][\w.-]*)[\s/>]",
    re.DOTALL | re.IGNORECASE,
)
_ROOTS = {
    "html": "html",
    "nitf": "nitf",
    "newsitem": "newsml",
    "newsmessage": "newsml",
    "packageitem": "newsml",
    "newsml": "newsml",
    "plist": "webarchive",
}
_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(?:[A-Za-z_][\w -]{0,40}:[^\n]*\n|[ \t-][^\n]*\n|\n){1,200}?---[ \t]*(?:\r?\n|\Z)")
_COLLECTION = re.compile(r"(?:<!DOCTYPE lewis[^>]*>\s*)?<(?:REUTERS|DOC)[\s>]")
"""Collections of news in SGML: Reuters-21578, TREC, Gigaword."""
_EXTRACTED = re.compile(r"<doc\s[^>]*\bfingerprint=|ident=\"Trafilatura\"", re.IGNORECASE)
"""What XML of trafilatura has."""
_HEADER = re.compile(
    r"(?:received|return-path|from|to|cc|subject|date|message-id|mime-version|delivered-to|reply-to|sender|content-type"
    r"|content-transfer-encoding|list-id|list-unsubscribe|dkim-signature|x-[\w-]+|arc-[\w-]+|authentication-results|snapshot-content-location):",
    re.IGNORECASE,
)
_RELATED = re.compile(r"^content-type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
_MBOX = re.compile(
    r"From \S+.{0,40}\d{4}\r?\n(?=[A-Za-z-]+:)|From \S+\s+[A-Z][a-z]{2} [A-Z][a-z]{2}[^\n]*\r?\n(?=[A-Za-z-]+:|>From)"
)
_OTHERS = (
    (re.compile(r"WEBVTT(?:\s|\Z)"), "subtitles"),
    (re.compile(r"\d+\r?\n\d\d:\d\d:\d\d[,.]\d{3} --> "), "subtitles"),
    (re.compile(r"\[Script Info\]"), "subtitles"),
    (re.compile(r"window\.YTD\."), "an archive of posts"),
    (re.compile(r"\{\{[^{}]+\}\}[\s\S]{0,4000}?\[\[[^\]\n]+\]\]"), "the source of a wiki's page"),
    (re.compile(r"BEGIN:(?:VCALENDAR|VCARD)"), "a calendar or cards"),
    (re.compile(r"%!PS"), "PostScript"),
    (re.compile(r"\\documentclass|\\begin\{"), "LaTeX"),
    (re.compile(r"\A#!\s*/|\A#!/"), "a program"),
    (re.compile(r"TY  - "), "references"),
    (re.compile(r"(?:#\+\w+:[^\n]*\n\s*){2}"), "Org"),
    (re.compile(r"(?:={3,}|-{3,})\r?\n[^\n]+\n(?:={3,}|-{3,})\r?\n\s*:\w+:"), "reStructuredText"),
    (re.compile(r"@(?:article|misc|book|online)\{", re.IGNORECASE), "references"),
)
_BOOKMARKS = "<!doctype netscape-bookmark"
_BINARY = (
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\0", "a picture"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"SQLite format", "a database"),
    (b"\x1f\xa0", "packed"),
    (b"BZh", "packed with bzip2"),
    (b"\xfd7zXZ", "packed with xz"),
    (b"7z\xbc\xaf", "packed with 7z"),
    (b"\x28\xb5\x2f\xfd", "packed with zstd"),
    (b"OggS", "sound"),
    (b"ID3", "sound"),
    (b"\x7fELF", "a program"),
)


def form_of(name: str) -> str | None:
    """The format that a file's suffix tells, or None."""
    stem = name.lower().removesuffix(".gz")
    return FORMATS.get(os.path.splitext(stem)[1])


def sniff(data: bytes, named: str | None = None) -> str | None:
    """The format of what begins with ``data``.

    Args:
        data: its first bytes (:data:`START` of them tell it).
        named: the format that its name tells.
    Returns:
        One of the formats of :data:`FORMATS`, or ``nitf newsml extracted collection sfz feed html``; None where it is none of
        them (:func:`what` says what it is).
    """
    if data.startswith(b"WARC/"):
        return "warc"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return _zipped(data)
    if data.startswith(b"bplist00"):
        return "webarchive"
    if data.startswith(b"{\\rtf"):
        return "rtf"
    if is_binary(data[:START]) and not (named == "mbox" or _page_and_zip(data)):
        return None
    start = decode(data[:START]).lstrip("\ufeff \t\r\n")
    if not start:
        return named or "text"
    if _FRONT_MATTER.match(start):
        return "markdown" if named == "markdown" else "text"
    if found := _mail(start):
        return found
    if start[:40].lower().startswith(_BOOKMARKS):
        return None
    if _COLLECTION.match(start):
        return "collection"
    if start.startswith("<") and (found := _marked_up(start, named)):
        return found if found != "html" or not _page_and_zip(data) else "sfz"
    if start[:5].lower() == "<?xml" or (start.startswith("<") and named in ("xml", "feed", "webarchive")):
        return None
    if any(shape.match(start) for shape, _ in _OTHERS):
        return None
    if start.startswith(("{", "[")) and named not in ("text", "markdown", "html", "csv"):
        return _json(start, named)
    if start.startswith("{") and named in ("text", "html") and re.match(r"\{\s*\"\w+\"\s*:", start):
        return _json(start, None)
    if named in ("text", "markdown", "html", "csv"):
        return named
    if named in ("json", "jsonl"):
        return named  # its reader says what is wrong
    return None if named else ("csv" if _columns(start) else "text")


def what(data: bytes) -> str:
    """What a file is that no reader takes, in words."""
    for magic, name in _BINARY:
        if data.startswith(magic):
            return name
    if data.startswith(b"PK\x03\x04"):
        return "a zip file, an e-book or another kind of document"
    start = decode(data[:START]).lstrip("\ufeff \t\r\n")
    if start[:40].lower().startswith(_BOOKMARKS):
        return "bookmarks"
    for shape, name in _OTHERS:
        if shape.match(start):
            return name
    root = _ROOT.match(start)
    return f"XML with the root {root['name'][:40]}" if root and not is_binary(data[:START]) else "no text"


def _mail(start: str) -> str | None:
    if _MBOX.match(start):
        return "mbox"
    head = re.split(r"\r?\n\r?\n|\r\r", start, maxsplit=1)[0]
    lines = [line for line in re.split(r"\r\n?|\n", head) if not line[:1].isspace()]
    headers = [line for line in lines if re.match(r"[A-Za-z][\w-]*:", line)]
    known = {line.split(":", 1)[0].lower() for line in headers if _HEADER.match(line)}
    if (
        len(headers) < len(lines)
        or len(known) < 3
        or len(known & {"from", "date", "subject", "mime-version", "message-id"}) < 2
    ):
        return None
    if _RELATED.search(head) and (
        "snapshot-content-location" in known or "saved by" in head.lower() or not known & {"to", "received"}
    ):
        return "mhtml"
    return "mail"


def _marked_up(start: str, named: str | None) -> str | None:
    if is_feed(start):
        return "feed"
    root = _ROOT.match(start)
    if root and _EXTRACTED.search(start[:4_000]) and root["name"] in ("doc", "TEI"):
        return "extracted"
    if root and start[:5].lower() == "<?xml" and root["name"].lower() not in _ROOTS:
        return None
    if root and (found := _ROOTS.get(root["name"].lower())):
        return found
    if _PAGE.match(start):
        return "html"
    if named in ("text", "markdown"):
        return named
    if start[:5].lower() == "<?xml" or named == "xml":
        return None
    return "html" if start[:200].lower().startswith(_TAGS) or named == "html" else None


def _json(start: str, named: str | None) -> str:
    first = start.split("\n", 1)[0].rstrip()
    rest = start[len(first) :].strip()
    if named in ("json", "jsonl"):
        one_a_line = first.startswith("{") and first.endswith("}") and rest.startswith("{")
        return (
            "jsonl"
            if one_a_line
            else ("json" if named == "json" or (len(first) < 3 or first.startswith("[")) else named)
        )
    if first.startswith("{") and first.endswith("}"):
        return "jsonl"
    return "json" if '"' in first or first in "{[" else "text"


def _columns(start: str) -> bool:
    """Whether lines have the same separators throughout, as tables do."""
    lines = [line for line in start.splitlines()[:20] if line.strip()]
    return any(
        len(lines) > 2 and lines[0].count(sign) > 1 and len({line.count(sign) for line in lines[:-1]}) == 1
        for sign in ",;\t"
    )


def _zipped(data: bytes) -> str | None:
    if data[30:38] == b"mimetype" and data[38:].startswith(ODT) and data[38 + len(ODT) : 40 + len(ODT)] in (b"PK", b""):
        return "odt"
    if b"word/document" in data or (b"[Content_Types].xml" in data[:200] and b"word/" in data):
        return "docx"
    try:
        names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    except ZIP_FAULTS:
        names = [
            name.decode("utf-8", "replace") for name in re.findall(rb"PK\x03\x04.{26}([\w./ -]{3,80})", data, re.DOTALL)
        ]
    if any(name.startswith("word/") for name in names):
        return "docx"
    if any(name.startswith(("archive/", "datapackage")) or ".warc" in name for name in names):
        return "wacz"
    return None


def _page_and_zip(data: bytes) -> bool:
    """Whether a page carries its parts as a zip file within it, as SingleFile's second form does."""
    return (
        b"PK\x03\x04" in data
        and bool(re.match(rb"\s*(?:<!doctype html|<html)", data[:1000], re.IGNORECASE))
        and zipfile.is_zipfile(io.BytesIO(data))
    )
