"""Feeds (RSS, Atom, RDF): each entry is an article. Nothing that a feed names is fetched."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from kg.articles.article import Article
from kg.articles.assemble import assemble
from kg.articles.cleaning import clean, decode, decode_as, flat
from kg.articles.dates import parse_date
from kg.articles.headline import folded
from kg.articles.markup import fragment_text, words_of
from kg.articles.readers import blogger, wordpress
from kg.articles.readers.html import article_of_fragment
from kg.articles.trees import ATTRIBUTES, overloaded
from kg.errors import Code, KgError

_DECLARED = re.compile(rb"\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{2,30})[\"']", re.IGNORECASE)
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,400}\?>")
_PROLOG = re.compile(r"(?:\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)*", re.DOTALL | re.IGNORECASE)
_ROOT = re.compile(r"<(?:(?P<prefix>[\w.-]+):)?(?P<name>rss|feed|RDF)\b(?P<rest>[^>]*)", re.IGNORECASE)
_FEEDS_OF_RDF = re.compile(r"purl\.org/rss|my\.netscape\.com/rdf|purl\.org/net/rss", re.IGNORECASE)
_ENTITY = re.compile(r"<!\s*ENTITY", re.IGNORECASE)
_CLOSED = re.compile(r"</(?:[\w.-]+:)?(?:rss|feed|RDF)\s*>", re.IGNORECASE)
_OLD_TAG = re.compile(r"</?(?:a|b|br|em|font|i|img|p|small|span|strong|sub|sup|u)\b[^<>]*>", re.IGNORECASE)
"""Marks in titles of RSS, which does not say whether a title is marked up."""
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_PARAGRAPH = re.compile(r"</(?:p|div|li)\s*>", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?|urn|tag):", re.IGNORECASE)
_HTML = frozenset(("text/html", "application/xhtml+xml", "html", "xhtml"))
_DEPTH = 500
"""Elements within elements; feeds that people read have some ten, and a parser's stack has an end."""

OnError = Callable[[KgError], None]


def is_feed(start: str) -> bool:
    """Whether a text that begins with ``start`` is a feed: its first element says so."""
    prolog = _PROLOG.match(start)
    root = _ROOT.match(start, prolog.end() if prolog else 0)
    if not root:
        return False
    return root["name"].lower() != "rdf" or bool(_FEEDS_OF_RDF.search(root["rest"]))


def read_feed(
    data: bytes,
    *,
    source: str,
    date: str | None = None,
    publisher: str | None = None,
    charset: str | None = None,
    on_error: OnError,
) -> Iterator[Article]:
    """The articles of a feed: the full content where it has that, else the summary.

    An article's publisher is the feed that an entry says it was taken from, else this one. Its day is that of
    publication, as it stands there; in Atom, a day of change alone is none. Entries are not followed.

    Args:
        data: the feed. What is not well-formed is read as far as it can be.
        source: its file's name; an article's source is this with the number of its entry.
        date, publisher: for entries, and for a feed, that give none.
        charset: the encoding that came with it, where it came over the network; it outranks its own declaration.
        on_error: is told of each entry that is no article, and of a feed that ends too early.
    Raises:
        KgError: BAD_FEED where it is no feed, or declares entities.
    """
    text = _characters(data, charset)
    if not is_feed(text):
        raise KgError(Code.BAD_FEED, path=source, why="it does not begin as one")
    prolog = _PROLOG.match(text)
    if _ENTITY.search(text, 0, prolog.end() if prolog else 0):
        raise KgError(Code.BAD_FEED, path=source, why="it declares entities, which may expand without end")
    if _depth(text) > _DEPTH:
        raise KgError(Code.BAD_FEED, path=source, why="its elements are nested too deeply")
    if overloaded(text.encode("utf-8", "replace"), xml=True):
        raise KgError(Code.BAD_FEED, path=source, why=f"an element has more than {ATTRIBUTES:,} attributes")
    parsed = _parse(text)
    feed, entries = parsed.get("feed", {}), parsed.get("entries", [])
    if not entries and parsed.get("bozo"):
        raise KgError(Code.BAD_FEED, path=source, why=_why(parsed.get("bozo_exception")))
    atom = str(parsed.get("version") or "").startswith("atom")
    told = {"publisher": _plain(feed, "title", atom) or publisher, "language": feed.get("language")}
    others: Counter[str] = Counter()
    for number, entry in enumerate(entries, 1):
        where = f"{source}:{number}"
        try:
            if kind := wordpress.no_post(entry) or blogger.no_post(entry):
                others[kind] += 1
                continue
            if why := wordpress.unpublished(entry) or blogger.unpublished(entry):
                raise KgError(Code.NOT_PUBLISHED, path=where, why=why)
            yield _article(entry, told, atom=atom, source=where, date=date, on_error=on_error)
        except KgError as error:
            on_error(error)
    if others:
        what = ", ".join(f"{count} of the type {kind}" for kind, count in sorted(others.items()))
        on_error(KgError(Code.PASSED_OVER, path=source, what=f"entries that are no posts are passed over ({what})"))
    if not entries:
        on_error(KgError(Code.NOTHING_IN_IT, path=source, what="a feed without entries"))
    if not any(_CLOSED.finditer(text)):
        on_error(KgError(Code.BAD_FEED, path=source, why="it ends too early; what could be read of it went in"))


def _characters(data: bytes, charset: str | None) -> str:
    declared = _DECLARED.match(data)
    for name in (charset or "", declared[1].decode("ascii") if declared else ""):
        if (text := decode_as(data, name)) is not None:
            break
    else:
        text = decode(data)
    return clean(text.lstrip("\ufeff"))


def _parse(text: str) -> Mapping[str, Any]:
    import feedparser  # loads slowly: only where there is a feed

    # our own bytes, never an address or a file's name: it would open those. The declaration is true again.
    whole = '<?xml version="1.0" encoding="utf-8"?>\n' + _DECLARATION.sub("", text, count=1).lstrip()
    told = {"content-type": "application/xml; charset=utf-8"}
    try:
        parsed: Mapping[str, Any] = feedparser.parse(
            io.BytesIO(whole.encode("utf-8", "replace")), response_headers=told
        )
    except Exception as error:  # its loose parser stumbles over some of what is not well-formed
        return {"bozo": True, "bozo_exception": error}
    return parsed


def _depth(text: str) -> int:
    """How deep elements lie in one another; what is in CDATA counts too, where nothing closes it."""
    deepest = depth = 0
    for tag in re.finditer(r"<(/?)[A-Za-z][^<>]*?(/?)>", text):
        depth += 0 if tag[2] else -1 if tag[1] else 1
        depth = max(depth, 0)
        deepest = max(deepest, depth)
    return deepest


def _why(error: object) -> str:
    message = getattr(error, "getMessage", lambda: str(error))()
    return f"it is not well-formed ({message})" if message else "it has no entries"


def _article(
    entry: Mapping[str, Any], feed: Mapping[str, Any], *, atom: bool, source: str, date: str | None, on_error: OnError
) -> Article:
    addresses = (entry.get("link"), entry.get("id"))
    taken_from = entry.get("source") or {}
    language = next((c.get("language") for c in entry.get("content", []) if c.get("language")), None)
    day, odd = _day(entry, atom)
    if odd and not day:
        on_error(KgError(Code.DATE_NOT_READ, path=source, value=odd))
    title, text = _plain(entry, "title", atom), _text(entry)
    if outlet := _plain(taken_from, "title", atom):  # Google News puts it behind the headline, and nothing else below that
        title = re.sub(rf"\s+[-–—|]\s+{re.escape(outlet)}\Z", "", title)
        if folded(text) in (folded(f"{title} {outlet}"), folded(title)):
            text = title
            on_error(KgError(Code.CUT_OFF, path=source, why="its source gives the headline alone"))
    told = {
        "title": title,
        "date": day,
        "modified": dict(entry).get("updated"),
        "publisher": outlet or feed["publisher"],
        "author": [a.get("name") for a in entry.get("authors", []) if a.get("name")] or entry.get("author"),
        "url": next((a for a in addresses if a and _ADDRESS.match(a)), None),
        "language": language or feed["language"],
    }
    return assemble(text, told, source=source, date=date)


def _text(entry: Mapping[str, Any]) -> str:
    """The longest of what an entry says: its contents, or its summary."""
    parts = [*entry.get("content", []), entry.get("summary_detail") or {}]
    wp = "wp_post_type" in entry
    texts = [
        _words(wordpress.plain(value) if wp else value, part.get("type") or "")
        for part in parts
        if (value := part.get("value"))
    ]
    return max(texts, key=len, default="")


def _words(value: str, kind: str) -> str:
    if kind in _HTML and (_TAG.search(value) or "&" in value):
        return words_of(article_of_fragment(value) if _PARAGRAPH.search(value) else fragment_text(value))
    return value.strip()


def _plain(described: Mapping[str, Any], name: str, atom: bool) -> str:
    """A title in words: where it is marked up, without its tags."""
    value = described.get(name) or ""
    detail = described.get(f"{name}_detail") or {}
    if detail.get("type") in _HTML and ("<" in value or "&" in value):
        value = fragment_text(value)
    elif not atom:
        value = _OLD_TAG.sub("", value)
    return flat(" ".join(value.split()))


def _day(entry: Mapping[str, Any], atom: bool) -> tuple[str, str]:
    """The day of publication, and what stands there. RSS says it as ``pubDate`` or ``dc:date`` (parsed: "updated")."""
    said = dict(entry)  # its own get() takes a day of change for one of publication
    odd = ""
    for name in ("published", "wp_post_date") if atom else ("published", "wp_post_date", "updated"):
        if not (given := said.get(name)):
            continue
        if day := parse_date(str(given)):
            return day, odd
        parts = said.get(f"{name}_parsed")
        placeholder = re.search(r"(?<!\d)0{3}\d(?!\d)", str(given))
        if parts and not placeholder and (day := parse_date("{:04}-{:02}-{:02}".format(*parts))):
            return day, odd
        odd = odd or str(given)
    return "", odd
