"""Text that may be marked up: HTML inside fields that promise words, escaped once or twice; and characters that are not seen."""

from __future__ import annotations

import html
import re

from lxml import etree

from kg.articles.cleaning import clean
from kg.articles.trees import parse

_TAGS = (
    "a|abbr|article|aside|b|big|blockquote|br|caption|center|cite|code|del|details|dd|div|dl|dt|em|figcaption|figure|font|footer|h[1-6]"
    "|header|hr|i|iframe|img|ins|li|mark|nav|ol|p|picture|pre|q|s|section|small|source|span|strike|strong|style|sub|summary|sup|table"
    "|tbody|td|tfoot|th|thead|time|tr|tt|u|ul|video|wbr"
)
_TAG = re.compile(rf"</?(?:{_TAGS})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:[a-z]{2,8}\d{0,2}|#\d{2,6}|#x[0-9a-f]{2,5});", re.IGNORECASE)
_ESCAPED_TAG = re.compile(rf"&lt;/?(?:{_TAGS})(?:\s[^<>]*?)?/?&gt;", re.IGNORECASE)
_BLOCK_TAG = re.compile(r"</?(?:p|div|li|br|h[1-6]|tr|blockquote|section|article|ul|ol|table|figure)\b", re.IGNORECASE)
_BLOCKS = frozenset(
    [
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
        "hr",
        "dd",
        "dt",
        "figure",
        "figcaption",
        "header",
        "footer",
        "pre",
    ]
)
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.IGNORECASE)
_UNSEEN_PARTS = frozenset(("script", "style", "template", "noscript", "iframe", "svg", "head", "title"))

_BLANKS: dict[int, str] = {
    **dict.fromkeys([0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " "),
    **{0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"},
}
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]"
    "|(?<=[\u0020-\u024f])[\u200c\u200d\ufe00-\ufe0f]|[\u200c\u200d](?=[\u0020-\u024f])"
)


def seen(text: str) -> str:
    """``text`` as it is seen: all blanks are blanks, and no soft hyphens, ligatures, marks of direction or of no width.

    Letters that a language model reads and nobody sees (tags, spare variants of signs) are among them.

    They stand within names ("Ivan\\u00a0Petrov") and keep them from being known again. Joiners stay where letters or signs need
    them. It is done before any offset is counted.
    """
    if text.isascii():
        return text
    return _UNSEEN.sub("", text.translate(_BLANKS))


def is_marked_up(text: str) -> bool:
    """Whether ``text`` holds tags or character references of HTML, escaped or not."""
    return bool(_TAG.search(text) or _ENTITY.search(text))


def words_of(text: str) -> str:
    """The words of a field that may be HTML: as they are where it is not, a blank line between paragraphs where it is.

    What was escaped twice ("&amp;lt;p&amp;gt;") is unescaped twice.
    """
    for _ in range(3):
        if _TAG.search(text):
            text = fragment_text(text)
        elif _ENTITY.search(text):
            text = html.unescape(text)
        else:
            break
    return text


def fragment_text(text: str) -> str:
    """The words of a piece of HTML, a blank line between paragraphs; line ends count where no tag parts paragraphs."""
    if not _BLOCK_TAG.search(text):
        text = re.sub(r"\s*\n\s*", "<br>", text.strip())
    tree = parse(f"<div>{clean(text)}</div>")
    return text if tree is None else tree_text(tree)


def _is_hidden(node: etree._Element) -> bool:
    """Whether readers do not see an element: the lines that newsletters put before their text for lists of mails."""
    return "hidden" in node.attrib or bool(_HIDDEN.search(node.get("style") or ""))


def tree_text(tree: etree._Element) -> str:
    """The words of a tree of HTML, a blank line between paragraphs."""
    parts: list[str] = []
    hidden = 0
    for event, node in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        unseen = not isinstance(node.tag, str) or node.tag in _UNSEEN_PARTS or _is_hidden(node)
        if event in ("comment", "pi"):
            parts.append("" if hidden else re.sub(r"\s+", " ", node.tail or ""))
            continue
        if unseen:
            hidden += 1 if event == "start" else -1
        elif node.tag in _BLOCKS and not hidden:
            parts.append("\0")
        elif node.tag in ("td", "th") and not hidden:
            parts.append(" ")
        if hidden:
            continue
        parts.append(re.sub(r"\s+", " ", (node.text if event == "start" else node.tail) or ""))
    blocks = (re.sub(r" {2,}", " ", block).strip() for block in "".join(parts).split("\0"))
    return "\n\n".join(block for block in blocks if block)
