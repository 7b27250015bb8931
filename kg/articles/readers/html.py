"""HTML pages: text by trafilatura, what the page says about its article by its own metadata. Nothing is fetched."""

from __future__ import annotations

import re

import lxml.html
from lxml import etree

from kg.articles.article import Article
from kg.articles.assemble import assemble
from kg.articles.boilerplate import is_menu
from kg.articles.cleaning import clean, decode_page
from kg.articles.readers.metadata import Page, metadata
from kg.errors import Code, KgError

MAX_PAGE = 20_000_000
"""Characters of a page's source; the largest pages of news sites are below 5 million."""

_BLOCKS = frozenset(
    (
        "p",
        "div",
        "li",
        "tr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "section",
        "article",
        "br",
        "ul",
        "ol",
        "table",
    )
)
_SENTENCE_END = re.compile(r"[.!?][\"”’)]*\Z")


def read_html(
    data: bytes, *, source: str, date: str | None = None, publisher: str | None = None, charset: str | None = None
) -> Article:
    """The article of a page.

    The text is what trafilatura takes for the article, a blank line between paragraphs. Title, date, publisher, author,
    address and language come from JSON-LD, meta tags and the page's own marks, never from guesses over its words.

    Args:
        data: the page.
        source: its file's name.
        date, publisher: where the page gives none.
        charset: the encoding that came with the page, where it came over the network.
    Raises:
        KgError: NO_TEXT, TOO_LARGE.
    """
    characters = clean(decode_page(data, charset))
    if len(characters) > MAX_PAGE:
        raise KgError(Code.TOO_LARGE, path=source, size=len(characters), limit=MAX_PAGE)
    tree = _parse(characters)
    if tree is None:
        raise KgError(Code.NO_TEXT, path=source)
    page: Page = metadata(tree)
    text = _article_text(tree)
    if not text:
        raise KgError(Code.NO_TEXT, path=source)
    told = {field: getattr(page, field) for field in Page.__dataclass_fields__}
    return assemble(text, told, source=source, date=date, publisher=publisher)


def looks_like_html(text: str) -> bool:
    """Whether ``text`` is marked up with paragraphs of HTML, as the body of a feed's entry often is."""
    return "</" in text and bool(re.search(r"</(?:p|div|li)\s*>", text, re.IGNORECASE))


def text_of_fragment(text: str) -> str:
    """The words of a piece of HTML, all of them, a blank line between paragraphs."""
    tree = _parse(f"<div>{clean(text)}</div>")
    return text if tree is None else _plain(tree)


def article_of_fragment(text: str) -> str:
    """The paragraphs of a piece of HTML that are the article, as in pages; all of them where that would leave out most words."""
    tree = _parse(f"<html><body><article>{clean(text)}</article></body></html>")
    if tree is None:
        return ""
    blocks = clean(_plain(tree)).split("\n\n")
    found = "".join(_article_text(tree).split())
    kept = [block for block in blocks if "".join(block.split()) in found]
    most = 2 * sum(len(block.split()) for block in kept) > sum(len(block.split()) for block in blocks)
    return "\n\n".join(kept if most else blocks)


def _parse(characters: str) -> lxml.html.HtmlElement | None:
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return lxml.html.document_fromstring(characters.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _article_text(tree: lxml.html.HtmlElement) -> str:
    import trafilatura  # half a second to load: only where there is a page

    _drop_glued_teasers(tree)
    found = trafilatura.bare_extraction(tree, include_comments=False, include_tables=False, with_metadata=False)
    text = getattr(found, "text", None) or ""
    if not text.strip():  # what is too short for it: an agency's one-line flash
        main = next(iter(tree.xpath("//article | //main")), tree)
        text = "\n".join(" ".join(p.text_content().split()) for p in main.iter("p"))
    lines = [line.strip() for line in clean(text).split("\n") if line.strip()]
    return "" if all(map(is_menu, lines)) else "\n\n".join(lines)


def _drop_glued_teasers(tree: lxml.html.HtmlElement) -> None:
    """Take out links that end a paragraph, stuck to its last sentence without a blank: headlines of other stories."""
    for link in tree.xpath("//p/a[not(following-sibling::*)]"):
        before = link.getprevious().tail if link.getprevious() is not None else link.getparent().text
        words = link.text_content().split()
        if (link.tail or "").strip() or len(words) < 2 or not _SENTENCE_END.search(before or ""):
            continue
        if not re.search(r"[.!?…]\Z", words[-1]):
            link.drop_tree()


def _plain(tree: lxml.html.HtmlElement) -> str:
    parts: list[str] = []
    for event, node in etree.iterwalk(tree, events=("start", "end")):
        if not isinstance(node.tag, str) or node.tag in ("script", "style"):
            if event == "end" and node.tail:
                parts.append(node.tail)
            continue
        if node.tag in _BLOCKS:
            parts.append("\0")
        if event == "start":
            parts.append(re.sub(r"\s+", " ", node.text or ""))
        else:
            parts.append(re.sub(r"\s+", " ", node.tail or ""))
    return "\n\n".join(block.strip() for block in "".join(parts).split("\0") if block.strip())
