"""NITF (IPTC's News Industry Text Format): one story a document."""

from __future__ import annotations

from lxml import etree

from kg.articles.article import Article
from kg.articles.assemble import assemble
from kg.articles.markup import tree_text
from kg.articles.trees import parse_xml, text_at
from kg.errors import Code, KgError

UNPUBLISHED = {"embargoed": "embargoed", "withheld": "withheld", "canceled": "cancelled", "cancelled": "cancelled"}


def read_nitf(data: bytes, *, source: str, date: str | None = None, publisher: str | None = None) -> Article:
    """The story of an NITF document.

    Headline: ``hl1``, else ``title``. Day: ``date.issue``, else ``story.date``, ``date.release``. Publisher: the holder of the
    copyright, else the publication, else the distributor. Address: ``doc-id``, as ``urn:nitf:`` where it is no IRI.

    Args:
        data: the document.
        source: its file's name.
        date, publisher: where it gives none.
    Raises:
        KgError: BAD_DOCUMENT, NOT_PUBLISHED, NO_TEXT, BAD_DATE.
    """
    return nitf_article(parse_xml(data, source=source, kind="NITF"), {}, source=source, date=date, publisher=publisher)


def nitf_article(
    root: etree._Element,
    around: dict[str, object],
    *,
    source: str,
    date: str | None = None,
    publisher: str | None = None,
) -> Article:
    """The story below ``root``; what ``around`` it tells (an item of NewsML) goes before what it says itself."""
    status = text_at(root, ".//docdata/@management-status").lower()
    if why := UNPUBLISHED.get(status):
        raise KgError(Code.NOT_PUBLISHED, path=source, why=why)
    name = text_at(root, ".//docdata/doc-id/@id-string")
    told: dict[str, object] = {
        "title": text_at(root, ".//body.head//hl1", ".//hl1", "head/title", ".//head/title"),
        "date": _day(
            text_at(
                root,
                ".//docdata/date.issue/@norm",
                ".//dateline//story.date/@norm",
                ".//docdata/date.release/@norm",
                ".//pubdata/@date.publication",
            )
        ),
        "publisher": text_at(
            root,
            ".//docdata/doc.copyright/@holder",
            ".//pubdata/@name",
            ".//body.head/distributor",
            ".//rights/rights.owner",
        ),
        "author": text_at(root, ".//body.head//byline//person", ".//body.head//byline"),
        "url": text_at(root, ".//pubdata/@ex-ref") or (f"urn:nitf:{name}" if name and ":" not in name else name),
        "language": text_at(root, "@lang", "body/@lang"),
    }
    told |= {field: value for field, value in around.items() if value}
    body = next(iter(root.xpath(".//body.content")), None)
    if body is not None and body.xpath("block[@class='full_text']"):  # the archive of The New York Times has the lead twice
        for lead in body.xpath("block[@class='lead_paragraph']"):
            body.remove(lead)
    text = "" if body is None else tree_text(_without(body, ("media", "table", "fn"))).removeprefix("LEAD: ")
    return assemble(text, told, source=source, date=date, publisher=publisher)


def _day(value: str) -> str:
    """ "20260304T100000Z" as an ISO date."""
    return f"{value[:4]}-{value[4:6]}-{value[6:8]}" if value[:8].isdigit() else value


def _without(tree: etree._Element, names: tuple[str, ...]) -> etree._Element:
    for name in names:
        for node in tree.xpath(f".//{name}"):
            if name == "table" and any(len("".join(cell.itertext()).split()) > 5 for cell in node.xpath(".//td")):
                continue
            tail = node.tail or ""
            before, parent = node.getprevious(), node.getparent()
            if before is not None:
                before.tail = (before.tail or "") + tail
            else:
                parent.text = (parent.text or "") + tail
            parent.remove(node)
    return tree
