"""The whole of a page's article: what stands in tables, in a second ``<article>`` or before the first is part of it."""

from __future__ import annotations

import re

import lxml.html

from kg.articles.boilerplate import is_menu
from kg.articles.readers.posts import elsewhere

LEAST_WORDS = 6
LONG = 12
"""Words of a paragraph whose loss is told."""

_OTHERS = re.compile(
    r"\b(?:related-(?:stories|articles|posts|content|news|links)|recommended(?:-\w+)?|more-(?:on|from|stories)\S*|most-(?:read|popular)|trending|recirc\w*"
    r"|outbrain|taboola|read-next|further-reading)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?…][\"”’')\]]*\s*\Z")


def gather(tree: lxml.html.HtmlElement) -> list[str]:
    """Bring what belongs to the article of ``tree`` to where an extractor looks for it.

    Cells of tables that are sentences become paragraphs; several ``<article>`` with sentences become one; paragraphs right before
    the first go into it.

    Returns:
        The paragraphs of sentences that stand in the matter of the page.
    """
    _drop_others(tree)
    _quote_posts(tree)
    _unfold_tables(tree)
    _join_articles(tree)
    main = next(iter(tree.xpath("//article")), None)
    if main is None:
        main = next(iter(tree.xpath("//main | //*[@role='main']")), None)
    if main is None:
        return []
    found = []
    for node in main.iter("p", "li", "blockquote", "dd"):
        if node.tag != "p" and any(child.tag in ("p", "li", "ul", "ol") for child in node.iter() if child is not node):
            continue
        words = " ".join(node.text_content().split())
        if len(words.split()) >= LONG and _prose(node) and not elsewhere(node) and not _hidden(node):
            found.append(words)
    return found


def left_out(wanted: list[str], text: str) -> list[str]:
    """The paragraphs of ``wanted`` whose words are not in ``text``."""
    have = _letters(text)
    return [words for words in wanted if _letters(words)[:80] not in have and not is_menu(words)]


def _letters(text: str) -> str:
    return "".join(re.findall(r"\w", text.casefold()))


def _prose(node: lxml.html.HtmlElement) -> bool:
    words = " ".join(node.text_content().split())
    linked = sum(len(a.text_content()) for a in node.iter("a"))
    return len(words.split()) >= LEAST_WORDS and bool(_SENTENCE.search(words)) and 2 * linked < len(words)


def _hidden(node: lxml.html.HtmlElement) -> bool:
    return any(
        one.get("hidden") is not None or "display:none" in (one.get("style") or "").replace(" ", "")
        for one in (node, *node.iterancestors())
    )


def _drop_others(tree: lxml.html.HtmlElement) -> None:
    """Take out boxes that by their own name hold other stories, unless the page's headline stands in them."""
    for node in tree.xpath("//body//*[@class or @id]"):
        name = f"{node.get('class') or ''} {node.get('id') or ''}".replace("_", "-")
        if (
            node.tag in ("div", "section", "aside", "ul")
            and _OTHERS.search(name)
            and not node.xpath(".//h1 | ancestor-or-self::article[1]")
        ):
            node.drop_tree()


def _quote_posts(tree: lxml.html.HtmlElement) -> None:
    """Write embedded posts of social networks as the quotations that they are: “words” — author."""
    posts = (f"contains(@class, '{name}')" for name in ("twitter-tweet", "bluesky-embed", "mastodon-embed"))
    for node in tree.xpath(f"//blockquote[{' or '.join(posts)}]"):
        words = " ".join(" ".join(p.text_content().split()) for p in node.iter("p")).strip()
        whole = " ".join(node.text_content().split())
        author = re.sub(r"\A[—–-]\s*", "", whole[len(words) :].strip()) if whole.startswith(words) else ""
        if not words or not author:
            continue
        paragraph = lxml.html.Element("p")
        paragraph.text = f"“{words.strip('“”')}” — {author}"
        paragraph.tail = node.tail
        node.getparent().replace(node, paragraph)


def _unfold_tables(tree: lxml.html.HtmlElement) -> None:
    for table in tree.xpath("//table[not(.//table)]"):
        cells = [cell for cell in table.iter("td", "th") if cell.text_content().strip()]
        told = [cell for cell in cells if _prose(cell)]
        if not told or 2 * len(told) < len(cells):
            continue
        holder = lxml.html.Element("div")
        for cell in cells:
            blocks = [p for p in cell.iter("p") if p.text_content().strip()]
            for block in blocks or [cell]:
                paragraph = lxml.html.Element("p")
                paragraph.text = " ".join(block.text_content().split())
                holder.append(paragraph)
        holder.tail = table.tail
        table.getparent().replace(table, holder)


def _join_articles(tree: lxml.html.HtmlElement) -> None:
    articles = [
        a
        for a in tree.xpath("//article[not(ancestor::article)]")
        if not elsewhere(a) and any(_prose(p) for p in a.iter("p", "div", "li"))
    ]
    if not articles:
        return
    first = articles[0]
    siblings = [a for a in articles if a.getparent() is first.getparent()]
    for other in siblings[1:]:
        section = lxml.html.Element("div")
        for child in list(other):
            section.append(child)
        section.text = other.text
        first.append(section)
        other.drop_tree()
    lead = []
    node = first.getprevious()
    while node is not None:
        if node.tag == "p" and _prose(node) and not elsewhere(node):
            lead.append(node)
        elif node.tag in ("header", "div", "section") and not elsewhere(node) and not node.xpath(".//article"):
            lead += [
                p
                for p in reversed(node.xpath(".//p"))
                if _prose(p) and len(p.text_content().split()) >= 8 and not elsewhere(p)
            ]
        node = node.getprevious()
    heading = next((n for n, child in enumerate(first) if child.tag in ("h1", "header")), -1)
    for p in lead:
        p.tail = None
        first.insert(heading + 1, p)
