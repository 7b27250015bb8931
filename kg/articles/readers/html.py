"""HTML pages: text by trafilatura, what the page says about its article by its own metadata. Nothing is fetched."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import lxml.html

from kg.articles.article import Article
from kg.articles.assemble import assemble
from kg.articles.boilerplate import is_menu
from kg.articles.cleaning import clean, decode_page, iri
from kg.articles.markup import seen, tree_text
from kg.articles.readers.metadata import Page, metadata
from kg.articles.readers.posts import cut_out, first_published
from kg.articles.readers.whole import gather, left_out
from kg.articles.trees import parse
from kg.errors import Code, KgError

OnError = Callable[[KgError], None]

MAX_PAGE = 20_000_000
"""Characters of a page's source; the largest pages of news sites are below 5 million."""

_SENTENCE_END = re.compile(r"[.!?][\"”’)]*\Z")
ERROR_WORDS = 150
"""Words below which a page whose title is a server's message is nothing but that."""

_ERROR = re.compile(
    r"(?:error\s*)?[45]\d\d"
    r"(?:[\s:|–—-]+(?:error|forbidden|unauthorized|page\b|not\s+found|gone|internal|bad|service|gateway|too\s+many).*)?\Z"
    r"|(?:(?:page |file )?not found|access denied|forbidden|just a moment|attention required"
    r"|are you (?:a robot|human)|service unavailable"
    r"|security check|bad gateway|checking your browser)(?=\s*(?:[|–—·:.!?…-]|\Z))",
    re.IGNORECASE,
)
_SAVED = re.compile(
    r"saved with SingleFile\s+url:\s*(\S+)(?:\s+saved date:\s*([^\n(]+))?|saved from url=\(\d+\)(\S+)"
    r"|Mirrored from (\S+) by HTTrack"
)


def read_html(
    data: bytes, *, source: str, date: str | None = None, publisher: str | None = None, charset: str | None = None
) -> Article:
    """The article of a page that is one; the first of :func:`read_page`."""
    return next(read_page(data, source=source, date=date, publisher=publisher, charset=charset))


def read_page(
    data: bytes,
    *,
    source: str,
    date: str | None = None,
    publisher: str | None = None,
    charset: str | None = None,
    address: str | None = None,
    on_error: OnError | None = None,
) -> Iterator[Article]:
    """The article of a page; where its pieces are of several days (live blogs), first those, each an article, then what is left.

    The text is what trafilatura takes for the article, a blank line between paragraphs. Title, date, publisher, author,
    address and language come from JSON-LD, meta tags and the page's own marks, never from guesses over its words.

    Args:
        data: the page.
        source: its file's name.
        date, publisher: where the page gives none.
        charset: the encoding that came with the page, where it came over the network.
        address: under which the page is known for sure; else what the page says.
        on_error: is told of paragraphs that are left out, and of a date that is none.
    Raises:
        KgError: NO_TEXT, TOO_LARGE.
    """
    characters = clean(decode_page(data, charset))
    if len(characters) > MAX_PAGE:
        raise KgError(Code.TOO_LARGE, path=source, size=len(characters), limit=MAX_PAGE)
    tree = parse(characters)
    if tree is None:
        raise KgError(Code.NO_TEXT, path=source)
    page: Page = metadata(tree)
    told: dict[str, object] = {field: getattr(page, field) for field in Page.__dataclass_fields__}
    saved = _SAVED.search(characters[:5_000])
    if saved:
        told["url"] = told["url"] or next(filter(None, (saved[1], saved[3], saved[4])), "")
        told["modified"] = told["modified"] or (saved[2] or "").strip()
    if address:
        told["url"] = address
    if page.odd_date and not page.date and on_error:
        on_error(KgError(Code.DATE_NOT_READ, path=source, value=page.odd_date))
    if again := first_published(tree):
        told["date"] = again if not page.date or again < page.date else page.date
    pieces = cut_out(tree, page.date)
    base = iri(str(told["url"] or ""))
    for piece in pieces:
        text = "\n\n".join(line for line in clean(tree_text(piece.tree)).split("\n\n") if not is_menu(line))
        own = {
            "title": piece.title or told["title"],
            "date": piece.day,
            "url": f"{base}#{piece.anchor}" if base else "",
        }
        where = f"{source}#{piece.anchor}"
        try:
            yield assemble(text, told | own, source=where, date=date, publisher=publisher)
        except KgError as error:
            if on_error:
                on_error(error)
    if _ERROR.match(page.title) and len(tree.text_content().split()) < ERROR_WORDS:
        raise KgError(Code.NOT_PUBLISHED, path=source, why=f"a server's message: {page.title[:60]}")
    wanted = gather(tree)
    text = _article_text(tree)
    if not text or (pieces and len(text.split()) < 12):
        if pieces:
            return
        raise KgError(Code.NO_TEXT, path=source)
    if on_error and (missing := left_out(wanted, seen(text))):
        many = f"{len(missing)} paragraphs are" if len(missing) > 1 else "a paragraph is"
        words = f"{many} taken for no part of the article and left out (“{' '.join(missing[0].split()[:8])} …”)"
        on_error(KgError(Code.PASSED_OVER, path=source, what=words))
    yield assemble(text, told, source=source, date=date, publisher=publisher)


def article_of_fragment(text: str) -> str:
    """The paragraphs of a piece of HTML that are the article, as in pages; all of them where that would leave out most words."""
    tree = parse(f"<html><body><article>{clean(text)}</article></body></html>")
    if tree is None:
        return ""
    blocks = clean(tree_text(tree)).split("\n\n")
    found = "".join(_article_text(tree).split())
    kept = [block for block in blocks if "".join(block.split()) in found]
    most = 2 * sum(len(block.split()) for block in kept) > sum(len(block.split()) for block in blocks)
    return "\n\n".join(kept if most else blocks)


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
