"""Pages that hold pieces of several days: live blogs, diaries, lists of posts. Each piece is an article of its own day."""

from __future__ import annotations

import re
from dataclasses import dataclass

import lxml.html

from kg.articles.dates import parse_date
from kg.articles.phrases import MONTH

LEAST_WORDS = 8
"""Words of sentences from which a piece is one."""

_ELSEWHERE = re.compile(
    r"\b(?:related|recommend\w*|teasers?|promo\w*|recirc\w*|more-(?:on|from|stories)|most-?read|trending|sidebar|comments?|footer|nav|menu|cookie\w*"
    r"|newsletter|signup|advert\w*|outbrain|taboola|read-?more|further)\b",
    re.IGNORECASE,
)
_PIECES = "nav", "aside", "footer", "form"
_SENTENCE = re.compile(r"[.!?…][\"”’')\]]*\s*\Z")
_DAY_ONLY = re.compile(
    rf"(?:(?:\w+day),?\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH}\.?|{MONTH}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?),?(?:\s+\d{{4}})?:?",
    re.IGNORECASE,
)
_FIRST = re.compile(
    rf"(?:first|originally)\s+(?:published|appeared|posted|ran)\b[^.]{{0,80}}?"
    rf"(\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH}\.?,?\s+\d{{4}}|{MONTH}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|\d{{4}}-\d\d-\d\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a page, cut out of it: its tree, ISO day, headline, and the part of the address that names it."""

    tree: lxml.html.HtmlElement
    day: str
    title: str
    anchor: str


def cut_out(tree: lxml.html.HtmlElement, day: str) -> list[Piece]:
    """The pieces of ``tree`` where they are of several days, or of another than the page's; they are taken out of it.

    A piece is what one ``<time datetime>`` stands in, or what follows a heading that is a date, with sentences in it.

    Args:
        tree: the page.
        day: ISO day of the page, or "".
    """
    dated = _timed(tree) or _headed(tree, day)
    if len(dated) < 2 or {d for _, d, _ in dated} <= {day}:
        return []
    pieces = []
    for number, (node, own, moment) in enumerate(dated, 1):
        heading = next(
            (
                " ".join(h.text_content().split())
                for h in node.iter("h1", "h2", "h3", "h4")
                if not _DAY_ONLY.fullmatch(" ".join(h.text_content().split()))
            ),
            "",
        )
        for spare in [
            *node.iter("time"),
            *(h for h in node.iter("h1", "h2", "h3", "h4") if " ".join(h.text_content().split()) == heading),
        ][:20]:
            if spare is not node and spare.getparent() is not None and not _words(spare):
                spare.drop_tree()
        anchor = node.get("id") or (
            f"post-{re.sub(r'[^0-9T]', '', moment)[:15]}" if len(moment) > 10 else f"post-{own}-{number}"
        )
        pieces.append(Piece(node, own, heading, re.sub(r"\s+", "-", anchor)))
    for node, _, _ in dated:
        parent = node.getparent()
        if parent is not None:
            node.drop_tree()
    return pieces


def first_published(tree: lxml.html.HtmlElement) -> str:
    """The day on which a piece that is published again came first, where a line says so; else ""."""
    for node in tree.xpath("//p | //em | //small | //div[not(*)] | //span[not(*)] | //footer"):
        words = " ".join(node.text_content().split())
        if len(words) < 250 and (found := _FIRST.search(words)):
            return parse_date(re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", found[1])) or ""
    return ""


def _timed(tree: lxml.html.HtmlElement) -> list[tuple[lxml.html.HtmlElement, str, str]]:
    times = [
        (node, day, node.get("datetime").strip())
        for node in tree.xpath("//time[@datetime]")
        if (day := parse_date(node.get("datetime"))) and not elsewhere(node)
    ]
    if len({day for _, day, _ in times}) < 2:
        return []
    all_times = {id(node) for node, _, _ in times}
    groups: dict[int, list[tuple[lxml.html.HtmlElement, str, str]]] = {}
    for node, day, moment in times:
        holder = node
        while (parent := holder.getparent()) is not None and parent.tag not in ("body", "html", "main"):
            if sum(id(one) in all_times for one in parent.iter("time")) > sum(
                id(one) in all_times for one in holder.iter("time")
            ):
                break
            holder = parent
        if holder.getparent() is not None and _words(holder) >= LEAST_WORDS:
            group = groups.setdefault(id(holder.getparent()), [])
            if all(holder is not one for one, _, _ in group):
                group.append((holder, day, moment))
    return max(groups.values(), key=len, default=[])


def _headed(tree: lxml.html.HtmlElement, day: str) -> list[tuple[lxml.html.HtmlElement, str, str]]:
    found: list[tuple[lxml.html.HtmlElement, str, str]] = []
    for heading in tree.xpath("//h2 | //h3 | //h4 | //p[count(*)=1 and (strong or b)]"):
        words = " ".join(heading.text_content().split()).rstrip(":")
        if not _DAY_ONLY.fullmatch(words) or elsewhere(heading):
            continue
        plain = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", words)
        own = parse_date(plain) or (day and parse_date(f"{plain} {day[:4]}")) or ""
        if not own:
            continue
        section = lxml.html.Element("section")
        following = []
        node = heading.getnext()
        while node is not None and not (
            node.tag == heading.tag and _DAY_ONLY.fullmatch(" ".join(node.text_content().split()).rstrip(":"))
        ):
            following.append(node)
            node = node.getnext()
        if sum(_words(one) for one in following) < LEAST_WORDS:
            continue
        heading.addprevious(section)
        for one in (heading, *following):
            section.append(one)
        found.append((section, own, own))
    return found


def elsewhere(node: lxml.html.HtmlElement) -> bool:
    """Whether a node stands in what is no part of the page's own matter."""
    for one in (node, *node.iterancestors()):
        if one.tag in _PIECES or (
            one.tag not in ("body", "html", "main")
            and _ELSEWHERE.search(f"{one.get('class') or ''} {one.get('id') or ''}".replace("_", "-"))
        ):
            return True
    return False


def _words(node: lxml.html.HtmlElement) -> int:
    """Words of sentences in a node that are no links."""
    count = 0
    for block in node.iter("p", "li", "blockquote", "div", "td"):
        if block.tag == "div" and any(child.tag in ("p", "div", "ul", "ol") for child in block):
            continue
        words = " ".join(block.text_content().split())
        linked = sum(len(a.text_content()) for a in block.iter("a"))
        if _SENTENCE.search(words) and 2 * linked < len(words):
            count += len(words.split())
    return count
