"""XML that trafilatura writes: its own form (``doc``), and TEI."""

from __future__ import annotations

from lxml import etree

from kg.articles.article import Article
from kg.articles.assemble import assemble
from kg.articles.markup import tree_text
from kg.articles.trees import parse_xml, text_at


def read_extracted(data: bytes, *, source: str, date: str | None = None, publisher: str | None = None) -> Article:
    """The article of a file of trafilatura's (``--xml``, ``--xmltei``).

    Args:
        data: the file.
        source: its name.
        date, publisher: where it gives none.
    Raises:
        KgError: BAD_DOCUMENT, NO_TEXT, BAD_DATE, TOO_LARGE.
    """
    root = parse_xml(data, source=source, kind="XML of trafilatura")
    told: dict[str, object]
    if root.tag == "doc":
        told = {field: root.get(field) for field in ("title", "date", "author", "url", "language")}
        told["publisher"] = root.get("sitename") or root.get("hostname")
        body = next(iter(root.xpath("main")), None)
    else:
        whole = ".//sourceDesc/biblFull"
        named, _, host = text_at(root, f"{whole}/publicationStmt/publisher").rpartition(" (")
        told = {
            "title": text_at(root, f"{whole}/titleStmt/title", ".//titleStmt/title"),
            "date": text_at(root, f"{whole}/publicationStmt/date"),
            "publisher": named or host.rstrip(")"),
            "author": text_at(root, f"{whole}/titleStmt/author"),
            "url": text_at(root, f"{whole}/publicationStmt/ptr/@target"),
        }
        body = next(iter(root.xpath(".//body/div[@type='entry']")), None)
    return assemble("" if body is None else tree_text(_as_html(body)), told, source=source, date=date, publisher=publisher)


def _as_html(body: etree._Element) -> etree._Element:
    """Headings, lines and items under the names that HTML has for them."""
    for node in body.iter("head", "ab", "lb", "item", "quote"):
        node.tag = {"head": "h2", "ab": "h2", "lb": "br", "item": "li", "quote": "blockquote"}[str(node.tag)]
    return body
