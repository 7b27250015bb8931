"""Text documents of OpenDocument (ODT, ISO/IEC 26300), as LibreOffice and pandoc write them."""

from __future__ import annotations

import io
import re
import zipfile

from lxml import etree

from kg.articles.readers.docx import MAX_PART, Document
from kg.articles.trees import parse_xml, text_at
from kg.errors import Code, KgError

MIMETYPE = b"application/vnd.oasis.opendocument.text"
_KIND = "an OpenDocument text"
_PASSED = frozenset(("tracked-changes", "note", "annotation", "annotation-end", "ruby-text", "table-of-content", "desc", "title"))
"""What is struck out, notes, remarks and what is made of the text itself."""


def read_odt(data: bytes, *, source: str) -> Document:
    """The paragraphs of an OpenDocument text, those in tables included; what is struck out, notes and remarks are left out.

    A page begins where the writer's program began one when it last laid the document out (``soft-page-break``). The day of
    the file's making is not taken.

    Args:
        data: the file.
        source: its name, for messages.
    Raises:
        KgError: BAD_DOCUMENT, LOCKED, TOO_LARGE.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            manifest = _part(packed, "META-INF/manifest.xml", source)
            if b"encryption-data" in manifest:
                raise KgError(Code.LOCKED, path=source)
            body = parse_xml(_part(packed, "content.xml", source), source=source, kind=_KIND)
            about = parse_xml(_part(packed, "meta.xml", source) or b"<x/>", source=source, kind=_KIND)
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, EOFError) as error:
        raise KgError(Code.BAD_DOCUMENT, path=source, kind=_KIND, why=str(error)) from error
    paragraphs: list[str] = []
    pages, at = [0], 0
    for node in body.iter("p", "h", "soft-page-break"):
        if any(parent.tag in _PASSED or parent.tag in ("p", "h") for parent in node.iterancestors()):
            continue
        if node.tag == "soft-page-break":
            pages.append(at)
            continue
        words, breaks = _words(node)
        lead = len(words) - len(words.lstrip())
        words = words.strip()
        pages += [at + min(max(offset - lead, 0), len(words)) for offset in breaks]
        if words:
            paragraphs.append(words)
            at += len(words) + 2
    text = "\n\n".join(paragraphs)
    starts = tuple(min(page, len(text)) for page in pages)
    return Document(
        text,
        starts if len(starts) > 1 else (),
        title=text_at(about, "meta/title"),
        author=text_at(about, "meta/creator", "meta/initial-creator"),
    )


def _part(packed: zipfile.ZipFile, name: str, source: str) -> bytes:
    if name not in packed.namelist():
        return b""
    with packed.open(name) as file:
        data = file.read(MAX_PART + 1)
    if len(data) > MAX_PART:
        raise KgError(Code.TOO_LARGE, path=source, size=f"more than {MAX_PART} bytes", limit=MAX_PART)
    return data


def _words(paragraph: etree._Element) -> tuple[str, list[int]]:
    """The words of a paragraph, and where in them new pages begin. Blanks in a row are one, but for those that are spelt out."""
    parts: list[str] = []
    breaks: list[int] = []
    length = 0

    def add(words: str | None) -> None:
        nonlocal length
        words = re.sub(r"[ \t\r\n]+", " ", words or "")
        parts.append(words)
        length += len(words)

    def walk(node: etree._Element) -> None:
        nonlocal length
        if node.tag in ("s", "tab", "line-break"):
            parts.append({"s": " ", "tab": "\t", "line-break": "\n"}[str(node.tag)])
            length += 1
        elif node.tag == "soft-page-break":
            breaks.append(length)
        elif node.tag not in _PASSED:
            add(node.text)
            for child in node:
                walk(child)
                add(child.tail)

    walk(paragraph)
    return "".join(parts), breaks
