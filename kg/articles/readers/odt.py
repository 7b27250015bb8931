"""Text documents of OpenDocument (ODT, ISO/IEC 26300), as LibreOffice and pandoc write them."""

from __future__ import annotations

import io
import re
import zipfile

from lxml import etree

from kg.articles.packed import ZIP_FAULTS
from kg.articles.readers.docx import Document, laid_out, unpacked
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
    except ZIP_FAULTS as error:
        raise KgError(Code.BAD_DOCUMENT, path=source, kind=_KIND, why=str(error)) from error
    told = (
        ("", [0]) if node.tag == "soft-page-break" else _words(node)
        for node in body.iter("p", "h", "soft-page-break")
        if not any(parent.tag in _PASSED or parent.tag in ("p", "h") for parent in node.iterancestors())
    )
    text, pages = laid_out(told)
    title, author = text_at(about, "meta/title"), text_at(about, "meta/creator", "meta/initial-creator")
    return Document(text, pages, title=title, author=author)


def _part(packed: zipfile.ZipFile, name: str, source: str) -> bytes:
    return unpacked(packed, name, source) if name in packed.namelist() else b""


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
