"""NewsML-G2 and its forerunner NewsML 1: messages of agencies, one article an item."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree

from kg.articles.article import Article
from kg.articles.assemble import assemble
from kg.articles.dates import parse_moment
from kg.articles.markup import tree_text, words_of
from kg.articles.readers.nitf import nitf_article
from kg.articles.trees import parse_xml, text_at
from kg.errors import Code, KgError

OnError = Callable[[KgError], None]

UNPUBLISHED = {"withheld": "withheld", "canceled": "cancelled", "cancelled": "cancelled", "embargoed": "embargoed"}


def read_newsml(
    data: bytes, *, source: str, date: str | None = None, publisher: str | None = None, on_error: OnError
) -> Iterator[Article]:
    """The articles of a NewsML message, one an item with text.

    Headline: ``headline``, else ``itemMeta/title``, else the text's own. Day: ``contentCreated``, else ``firstCreated``, else
    ``versionCreated``, which also tells which of two versions is the later. Publisher: ``infoSource``, else ``provider``.
    Address: the item's ``guid``. Items that are withheld, cancelled or under embargo when they were made, and items without text
    (pictures, packages), are left out and named.

    Args:
        data: the message.
        source: its file's name; an article's source is this with the number of its item.
        date, publisher: for items that give none.
        on_error: is told of each item that is left out or passed over.
    Raises:
        KgError: BAD_DOCUMENT.
    """
    root = parse_xml(data, source=source, kind="NewsML")
    items = [root] if root.tag in ("newsItem", "NewsItem") else root.xpath(".//newsItem | .//NewsItem")
    if not items:
        on_error(KgError(Code.NOTHING_IN_IT, path=source, what="its items are packages or concepts"))
    for number, item in enumerate(items, 1):
        where = f"{source}:{number}"
        try:
            read = _old_article if item.tag == "NewsItem" else _article
            yield read(item, where, date, publisher)
        except KgError as error:
            on_error(error)


def _article(item: etree._Element, where: str, date: str | None, publisher: str | None) -> Article:
    guid = item.get("guid") or ""
    named = f"{where} ({guid})" if guid else where
    status = _code(text_at(item, "itemMeta/pubStatus/@qcode", "itemMeta/pubStatus/@uri"))
    changed = text_at(item, "itemMeta/versionCreated")
    until = parse_moment(text_at(item, "itemMeta/embargoed"))
    embargoed = f"embargoed until {until}" if until and until > (parse_moment(changed) or "") else ""
    if why := UNPUBLISHED.get(status) or embargoed:
        raise KgError(Code.NOT_PUBLISHED, path=named, why=why)
    kind = _code(text_at(item, "itemMeta/itemClass/@qcode", "itemMeta/itemClass/@uri"))
    told: dict[str, object] = {
        "title": text_at(
            item,
            "contentMeta/headline[not(@role) or contains(@role, 'main')]",
            "contentMeta/headline",
            "itemMeta/title",
        ),
        "date": text_at(item, "contentMeta/contentCreated", "itemMeta/firstCreated", "itemMeta/versionCreated"),
        "modified": changed,
        "publisher": _name(item, "contentMeta/infoSource") or _name(item, "itemMeta/provider"),
        "author": text_at(item, "contentMeta/by") or _name(item, "contentMeta/creator"),
        "url": guid,
        "language": text_at(item, "contentMeta/language/@tag") or item.get("lang") or _lang(item),
    }
    for node in item.xpath("contentSet/inlineXML"):
        nitf = next(iter(node.xpath(".//nitf")), None)
        if nitf is not None:
            return nitf_article(nitf, told, source=named, date=date, publisher=publisher)
        body = next(iter(node.xpath(".//body")), node)
        heading = text_at(node, ".//h1", ".//head/title")
        text = tree_text(body)
        return assemble(text, told | {"title": told["title"] or heading}, source=named, date=date, publisher=publisher)
    for node in item.xpath("contentSet/inlineData"):
        text = "".join(node.itertext())
        marked = "html" in (node.get("contenttype") or "")
        return assemble(words_of(text) if marked else text.strip(), told, source=named, date=date, publisher=publisher)
    what = (
        f"its content is elsewhere ({kind or 'no text'})"
        if item.xpath("contentSet/remoteContent")
        else f"it has no text ({kind or 'no class'})"
    )
    raise KgError(Code.PASSED_OVER, path=named, what=what)


def _code(value: str) -> str:
    return value.replace("/", ":").rsplit(":", 1)[-1].lower()


def _lang(item: etree._Element) -> str:
    return item.get("{http://www.w3.org/XML/1998/namespace}lang") or ""


def _name(item: etree._Element, path: str) -> str:
    """How a party is called: its name, else the literal or code by which it is known."""
    return text_at(item, f"{path}/name", f"{path}/@literal") or _code(text_at(item, f"{path}/@qcode", f"{path}/@uri"))


def _old_article(item: etree._Element, where: str, date: str | None, publisher: str | None) -> Article:
    guid = text_at(item, "Identification/NewsIdentifier/PublicIdentifier")
    named = f"{where} ({guid})" if guid else where
    status = text_at(item, "NewsManagement/Status/@FormalName").lower()
    if why := UNPUBLISHED.get(status):
        raise KgError(Code.NOT_PUBLISHED, path=named, why=why)
    told: dict[str, object] = {
        "title": text_at(item, ".//NewsLines/HeadLine", ".//NewsLines/HeadLine/p"),
        "date": _compact(
            text_at(item, "NewsManagement/FirstCreated", "NewsManagement/ThisRevisionCreated", ".//DateId")
        ),
        "modified": text_at(item, "NewsManagement/ThisRevisionCreated"),
        "publisher": text_at(
            item,
            ".//AdministrativeMetadata/Provider/Party/@FormalName",
            ".//AdministrativeMetadata/Source/Party/@FormalName",
            ".//ProviderId",
        ),
        "author": text_at(item, ".//NewsLines/ByLine"),
        "url": guid,
        "language": text_at(item, ".//DescriptiveMetadata/Language/@FormalName"),
    }
    for content in item.xpath(".//ContentItem/DataContent"):
        nitf = next(iter(content.xpath(".//nitf")), None)
        if nitf is not None:
            return nitf_article(nitf, told, source=named, date=date, publisher=publisher)
        body = next(iter(content.xpath(".//body.content | .//body")), content)
        if text := tree_text(body):
            return assemble(text, told, source=named, date=date, publisher=publisher)
    raise KgError(Code.PASSED_OVER, path=named, what="it has no text")


def _compact(value: str) -> str:
    return f"{value[:4]}-{value[4:6]}-{value[6:8]}" if value[:8].isdigit() else value
