"""PDF: the words of its pages, in paragraphs, with the pages that they stand on. Needs ``kg[pdf]``."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from typing import Any

from kg.articles.readers.databases import is_download
from kg.articles.readers.docx import Document
from kg.errors import Code, KgError

LEAST_A_PAGE = 20
"""Letters a page, on the mean, below which a document of pictures is a scan."""

MAX_PAGES = 2_000

COLUMN = 0.15
"""Share of a page's width that a column has at least."""

_HYPHEN = re.compile(r"(?<=[a-z])[-\u00ad\u2010]\n(?=[a-z])")
_PRINTED_ADDRESS = re.compile(r"(https?://[^\s…]+)(?:\s+\d{1,3}/\d{1,3})?")
_PRINTED_MOMENT = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4},? \d{1,2}:\d{2}.{0,200}")
_SENTENCE_END = re.compile(r"[.!?:…][\"”’')\]]*\Z")
_NUMBER = re.compile(r"(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?", re.IGNORECASE)


def read_pdf(data: bytes, *, source: str) -> Document:
    """The words of a PDF file: lines joined to paragraphs, words divided at line ends joined, lines at the edges of pages that
    come again on others (running heads, addresses, page numbers) left out. Paragraphs that go on on the next page are one.

    Title, author, day and publisher come from its XMP metadata as far as these speak of a publication (``prism:``);
    else title and author from its description. The day on which the file was made is not taken.

    Args:
        data: the file.
        source: its name, for messages.
    Raises:
        KgError: EXTRA_MISSING, LOCKED, SCANNED, BAD_DOCUMENT, TOO_LARGE.
    """
    try:
        from pdfminer.high_level import extract_pages
        from pdfminer.layout import LAParams
        from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect, PDFTextExtractionNotAllowed
        from pdfminer.pdfparser import PDFParser
    except ImportError as error:
        raise KgError(Code.EXTRA_MISSING, path=source, package="pdfminer.six", extra="pdf") from error
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    pages: list[list[str]] = []
    pictures = False
    try:
        document = PDFDocument(PDFParser(io.BytesIO(data)))
        for number, layout in enumerate(extract_pages(io.BytesIO(data), laparams=LAParams()), 1):
            if number > MAX_PAGES:
                raise KgError(Code.TOO_LARGE, path=source, size=f"more than {MAX_PAGES} pages", limit=MAX_PAGES)
            blocks, pictured = _blocks(layout)
            pages.append(blocks)
            pictures = pictures or pictured
    except KgError:
        raise
    except (PDFPasswordIncorrect, PDFTextExtractionNotAllowed) as error:
        raise KgError(Code.LOCKED, path=source) from error
    except Exception as error:  # the library raises what it likes on what it cannot read
        why = str(error).split("\n", 1)[0][:200] or type(error).__name__
        raise KgError(Code.BAD_DOCUMENT, path=source, kind="PDF", why=why) from error
    letters = sum(sum(map(str.isalpha, block)) for page in pages for block in page)
    if letters < LEAST_A_PAGE * len(pages) and (pictures or not letters):
        raise KgError(Code.SCANNED, path=source)
    printed, address = _without_prints(pages)
    text, starts = _joined(printed)
    if not is_download(text):  # whose articles begin and end alike
        text, starts = _joined(_without_running_lines(printed))
    described = _described(document, text)
    return Document(text, starts, url=address, **described)


def _blocks(layout: Any) -> tuple[list[str], bool]:
    """The blocks of text of a page from top to bottom, column by column as they were found; whether there are pictures.

    Lines are of one block where they have one size, and the one before is filled to the edge of its column.
    """
    from pdfminer.layout import LTFigure, LTImage, LTTextContainer, LTTextLine

    pictured = any(isinstance(part, LTFigure | LTImage) for part in layout)
    boxes = [part for part in layout if isinstance(part, LTTextContainer) and part.get_text().strip()]
    lines = [
        line
        for part in in_columns(boxes, layout.width)
        for line in part
        if isinstance(line, LTTextLine) and line.get_text().strip()
    ]
    edges: dict[tuple[int, int], float] = {}  # of a column, told by where it begins and by its size: a headline is wider
    for line in lines:
        column = (round(line.x0 / 4), round(line.height))
        edges[column] = max(line.x1, edges.get(column, 0.0))
    blocks: list[str] = []
    above: Any = None
    for line in lines:
        right = 0.0
        if above is not None:
            right = max(edges.get((round(above.x0 / 4) + n, round(above.height)), 0.0) for n in (-1, 0, 1))
        if above is not None and _goes_on(above, line, right):
            blocks[-1] += "\n" + line.get_text().strip()
        else:
            blocks.append(line.get_text().strip())
        above = line
    return blocks, pictured


def in_columns(boxes: list[Any], width: float) -> list[Any]:
    """Blocks in the order in which people read them: where they stand in columns, column by column between what goes across.

    Args:
        boxes: with ``x0 x1 y0 y1``, y upwards, in the order in which the library found them, which stays where no columns are.
        width: of the page, in the same units.
    """
    gutter = _gutter(boxes, width)
    if gutter is None:
        return boxes
    left = [box for box in boxes if box.x1 <= gutter]
    right = [box for box in boxes if box.x0 >= gutter]
    across = sorted((box for box in boxes if box.x0 < gutter < box.x1), key=lambda box: -box.y1)
    found: list[Any] = []
    for top in (*across, None):
        for side in (left, right):
            above = [box for box in side if top is None or box.y0 >= top.y1 - 1]
            found += in_columns(sorted(above, key=lambda box: (-box.y1, box.x0)), width)
            side[:] = [box for box in side if box not in above]
        if top is not None:
            found.append(top)
    return found


def _gutter(boxes: list[Any], width: float) -> float | None:
    """Where a column ends and the next begins: the place that the fewest blocks cross, with text side by side on both sides."""
    best: tuple[int, float] | None = None
    for box in boxes:
        at = box.x1 + 0.5
        left = [one for one in boxes if one.x1 <= at]
        right = [one for one in boxes if one.x0 >= at]
        across = [one for one in boxes if one.x0 < at < one.x1]
        if min(len(left), len(right)) < 2 or 4 * len(across) > len(boxes):
            continue
        if min(max(one.x1 - one.x0 for one in side) for side in (left, right)) < COLUMN * width:
            continue
        beside = sum(any(one.y0 < other.y1 and other.y0 < one.y1 for other in right) for one in left)
        crossed = any(one.y0 < other.y1 - 1 and other.y0 + 1 < one.y1 for one in across for other in (*left, *right))
        if 2 * beside < min(len(left), len(right)) or crossed:
            continue
        if best is None or len(across) < best[0]:
            best = (len(across), at)
    return best[1] if best else None


def _goes_on(above: Any, below: Any, right: float) -> bool:
    """Whether a line is the next of the paragraph of the line above it."""
    filled = above.x1 >= above.x0 + 0.75 * (right - above.x0)
    gap = above.y0 - below.y1
    indented = below.x0 > above.x0 + 4
    near = -0.5 * above.height < gap < 1.3 * above.height
    return filled and near and not indented and abs(below.height - above.height) < 0.15 * above.height


def _without_prints(pages: list[list[str]]) -> tuple[list[list[str]], str]:
    """Pages without what browsers print around them (address, page, moment of printing), and the address."""
    address = ""
    left = []
    for page in pages:
        kept = []
        for number, block in enumerate(page):
            words = " ".join(block.split())
            if number in (0, 1, 2, len(page) - 1, len(page) - 2, len(page) - 3):
                if found := _PRINTED_ADDRESS.fullmatch(words):
                    address = address or found[1]
                    continue
                if _PRINTED_MOMENT.fullmatch(words):
                    continue
            kept.append(block)
        left.append(kept)
    return left, address


def _without_running_lines(pages: list[list[str]]) -> list[list[str]]:
    def shape(block: str) -> str:
        return re.sub(r"\d+", "0", " ".join(block.split()))

    edges = Counter(s for page in pages for s in {shape(block) for block in page[:2] + page[-2:]})
    running = {s for s, count in edges.items() if count > 1 and 2 * count >= len(pages) and len(s) <= 150}
    return [
        [
            b
            for n, b in enumerate(page)
            if not (n in (0, 1, len(page) - 1, len(page) - 2) and (shape(b) in running or _NUMBER.fullmatch(b.strip())))
        ]
        for page in pages
    ]


def _joined(pages: list[list[str]]) -> tuple[str, tuple[int, ...]]:
    text, starts = "", []
    for page in pages:
        first = True
        for block in page:
            words = " ".join(_HYPHEN.sub("", block).split())
            if not words:
                continue
            goes_on = text and words[0].islower() and not _SENTENCE_END.search(text)
            gap = "" if not text else " " if goes_on else "\n\n"
            if first:
                starts.append(len(text) + len(gap))
            first = False
            text += gap + words
        if first:
            starts.append(len(text))
    return text, tuple(starts)


def _described(document: Any, text: str) -> dict[str, str]:
    about: dict[str, str] = {}
    info: dict[str, Any] = {}
    for one in document.info:
        info |= one
    for field, name in (("title", "Title"), ("author", "Author")):
        value = _string(info.get(name))
        about[field] = "" if value.strip("()").lower() in ("anonymous", "unspecified", "untitled", "unknown") else value
    xmp = _xmp(document)
    about |= {field: value for field, value in xmp.items() if value}
    if not xmp.get(
        "title"
    ):  # the name of a file or of a program, unless it stands on the first page; a browser adds its site's name
        folded = " ".join(text[:3000].split()).casefold()
        parts = [about["title"], *re.split(r"\s+[|–—·»-]\s+", about["title"])]
        about["title"] = next((part for part in parts if len(part.split()) > 1 and part.casefold() in folded), "")
    return about


def _xmp(document: Any) -> dict[str, str]:
    from pdfminer.pdftypes import resolve1

    from kg.articles.trees import parse_xml, text_at

    try:
        data = resolve1(document.catalog["Metadata"]).get_data()
        root = parse_xml(data, source="", kind="XMP")
    except Exception:  # most have none, and it is no more than a description
        return {}
    published = text_at(
        root, ".//publicationDate", ".//coverDate", ".//coverDisplayDate", "//@*[local-name()='publicationDate']"
    )
    return {
        "title": text_at(root, ".//headline", "//@*[local-name()='headline']") if published else "",
        "date": published,
        "publisher": text_at(root, ".//publicationName", "//@*[local-name()='publicationName']", ".//publisher"),
    }


def _string(value: object) -> str:
    if isinstance(value, bytes):
        wide = value.startswith((b"\xfe\xff", b"\xff\xfe"))
        value = value.decode(
            "utf-16" if wide else "utf-8" if value.startswith(b"\xef\xbb\xbf") else "latin-1", "replace"
        )
    return " ".join(str(value or "").split()).strip("\x00\ufeff ")
