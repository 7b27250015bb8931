"""Word documents (DOCX, ISO/IEC 29500): their paragraphs, with the pages that Word laid out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from kg.articles.packed import ZIP_FAULTS
from kg.articles.trees import parse_xml, text_at
from kg.errors import Code, KgError

MAX_PART = 60_000_000
"""Bytes of the text of a document, unpacked."""

_PASSED = frozenset(
    (
        "del",
        "moveFrom",
        "instrText",
        "delText",
        "fldChar",
        "footnoteReference",
        "commentReference",
        "txbxContent",
        "Fallback",
    )
)


@dataclass(frozen=True, slots=True)
class Document:
    """The words of a document, before it is known whose articles they are.

    Attributes:
        text: paragraphs with a blank line between.
        pages: where pages begin in ``text``.
        title, author, date, publisher: as its own description says; "" where it does not.
    """

    text: str
    pages: tuple[int, ...] = ()
    title: str = ""
    author: str = ""
    date: str = ""
    publisher: str = ""
    url: str = ""


def read_docx(data: bytes, *, source: str) -> Document:
    """The paragraphs of a Word document, those in tables included; what is struck out, and notes, are left out.

    A page begins where Word began one when it last laid the document out (``lastRenderedPageBreak``), or where its writer did.
    The description's date is that of the file's making and is not taken.

    Args:
        data: the file.
        source: its name, for messages.
    Raises:
        KgError: BAD_DOCUMENT, LOCKED, TOO_LARGE.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            body = _part(packed, "word/document.xml", source)
            core = _part(packed, "docProps/core.xml", source) if "docProps/core.xml" in packed.namelist() else b"<x/>"
    except (KeyError, *ZIP_FAULTS) as error:
        why = "it holds no word/document.xml" if isinstance(error, KeyError) else str(error)
        raise KgError(Code.BAD_DOCUMENT, path=source, kind="a Word document", why=why) from error
    root = parse_xml(body, source=source, kind="a Word document")
    about = parse_xml(core, source=source, kind="a Word document")
    told = (_words(node) for node in root.iter("p") if not any(parent.tag in _PASSED for parent in node.iterancestors()))
    text, pages = laid_out(told)
    return Document(text, pages, title=text_at(about, ".//title"), author=text_at(about, ".//creator"))


def laid_out(paragraphs: Iterable[tuple[str, list[int]]]) -> tuple[str, tuple[int, ...]]:
    """The text of paragraphs, with a blank line between, and where its pages begin; no pages where there is one.

    Args:
        paragraphs: the words of each, and where in them new pages begin.
    """
    texts: list[str] = []
    pages, at = [0], 0
    for paragraph, breaks in paragraphs:
        words = paragraph.strip()
        lead = len(paragraph) - len(paragraph.lstrip())
        pages += [at + min(max(offset - lead, 0), len(words)) for offset in breaks]
        if words:
            texts.append(words)
            at += len(words) + 2
    text = "\n\n".join(texts)
    starts = tuple(min(page, len(text)) for page in pages)
    return text, starts if len(starts) > 1 else ()


def _part(packed: zipfile.ZipFile, name: str, source: str) -> bytes:
    part = packed.getinfo(name)
    if part.flag_bits & 1:
        raise KgError(Code.LOCKED, path=source)
    return unpacked(packed, part, source)


def unpacked(packed: zipfile.ZipFile, part: str | zipfile.ZipInfo, source: str) -> bytes:
    """A part of a packed document, as far as it is not too large.

    Raises:
        KgError: TOO_LARGE.
    """
    with packed.open(part) as file:
        data = file.read(MAX_PART + 1)
    if len(data) > MAX_PART:
        raise KgError(Code.TOO_LARGE, path=source, size=f"more than {MAX_PART} bytes", limit=MAX_PART)
    return data


def _words(paragraph: etree._Element) -> tuple[str, list[int]]:
    """The words of a paragraph, and where in them new pages begin."""
    parts: list[str] = []
    breaks: list[int] = []
    length = 0
    for node in paragraph.iter():
        if node.tag in ("t", "br", "cr", "tab", "noBreakHyphen", "lastRenderedPageBreak") and not _within(
            node, paragraph
        ):
            if node.tag == "lastRenderedPageBreak" or (node.tag == "br" and _kind(node) == "page"):
                if not breaks or breaks[-1] != length:  # Word marks a break that its writer made a second time
                    breaks.append(length)
                continue
            words = {"t": node.text or "", "br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-"}[node.tag]
            parts.append(words)
            length += len(words)
    return "".join(parts), breaks


def _within(node: etree._Element, paragraph: etree._Element) -> bool:
    """Whether a node is of something that is left out, or of a paragraph within this one."""
    for parent in node.iterancestors():
        if parent is paragraph:
            return False
        if parent.tag in _PASSED or parent.tag == "p":
            return True
    return False


def _kind(node: etree._Element) -> str:
    return next((value for name, value in node.attrib.items() if name.endswith("}type")), "")
