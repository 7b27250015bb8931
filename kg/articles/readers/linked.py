"""JSON-LD of a page: the object that is its article, among those of other stories, with what it refers to put in."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

import lxml.html

from kg.articles.cleaning import flat

ARTICLE_TYPES = frozenset(
    [
        "Article",
        "NewsArticle",
        "ReportageNewsArticle",
        "AnalysisNewsArticle",
        "OpinionNewsArticle",
        "BackgroundNewsArticle",
        "ReviewNewsArticle",
        "AskPublicNewsArticle",
        "LiveBlogPosting",
        "BlogPosting",
        "SocialMediaPosting",
        "DiscussionForumPosting",
        "Report",
        "ScholarlyArticle",
        "TechArticle",
        "SatiricalArticle",
        "AdvertiserContentArticle",
    ]
)
PAGE_TYPES = frozenset(("WebPage", "ItemPage", "NewsArticlePage", "MedicalWebPage"))

_WRAPPED = re.compile(
    r"\A\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>)\s*;?\s*\Z"
)
_REFERRED = ("publisher", "author", "isPartOf", "creator", "sourceOrganization")
_DEPTH = 20


def article(tree: lxml.html.HtmlElement, addresses: Sequence[str], titles: Sequence[str]) -> dict[str, object]:
    """The object of JSON-LD that describes the page's article; {} where none does.

    Pages carry objects of related stories too, now and then first. An object is the page's if its address is, or its headline
    is one of the page's own titles; else, where it is the only article, and neither speaks against it. Without any, the object of
    the page itself ("WebPage").

    Args:
        tree: the page.
        addresses, titles: how the page calls itself.
    """
    objects = [one for script in _scripts(tree) for one in _objects(script)]
    by_id: dict[str, dict[str, object]] = {}
    for one in objects:
        if isinstance(name := one.get("@id"), str) and len(one) > 1:
            by_id[name] = {**one, **by_id.get(name, {})}
    stories = [one for one in objects if _is(one, ARTICLE_TYPES)]
    own = {_folded(address) for address in addresses if address}
    known = [_words(title) for title in titles if title]
    scored = [(_score(one, own, known), -n, one) for n, one in enumerate(stories)]
    scored = [
        s
        for s in scored
        if s[0] >= 0 and (s[0] > 0 or len(stories) == 1 or not (own or known) or (s[1] == 0 and _mute(s[2])))
    ]
    found = max(scored, key=lambda s: s[:2])[2] if scored else None
    if found is None:
        pages = [one for one in objects if _is(one, PAGE_TYPES) and _score(one, own, known) >= 0]
        if not pages:
            return {}
        page = by_id.get(str(pages[0].get("@id")), pages[0])
        found = {"headline": page.get("name"), **page}
    found = {name: _resolved(value, by_id) if name in _REFERRED else value for name, value in found.items()}
    if not flat(found.get("publisher")):
        part = found.get("isPartOf")
        part = part[0] if isinstance(part, list) and part else part
        if isinstance(part, dict):
            part = _resolved(part, by_id)
            whole = part.get("publisher") if isinstance(part, dict) else None
            inner = part.get("isPartOf") if isinstance(part, dict) else None
            if not whole and isinstance(inner, dict) and isinstance(site := _resolved(inner, by_id), dict):
                whole, part = site.get("publisher"), site
            found["publisher"] = flat(_resolved(whole, by_id)) or (
                flat(part) if _is(part, frozenset(("WebSite", "Periodical", "Newspaper"))) else ""
            )
    return found


def posts(tree: lxml.html.HtmlElement) -> bool:
    """Whether JSON-LD says that the page is a live blog."""
    return any(_is(one, frozenset(("LiveBlogPosting",))) for script in _scripts(tree) for one in _objects(script))


def _scripts(tree: lxml.html.HtmlElement) -> Iterator[object]:
    for script in tree.xpath("//script[contains(translate(@type, 'JSONLD', 'jsonld'), 'ld+json')]"):
        text = script.text_content()
        for _ in range(2):
            text = _WRAPPED.sub("", text).strip()
        for attempt in (text.rstrip(";"), re.sub(r",\s*(?=[}\]])", "", text).rstrip(";")):
            try:
                yield json.loads(attempt, strict=False)
                break
            except (ValueError, RecursionError):
                continue


def _objects(value: object, depth: int = 0) -> Iterator[dict[str, object]]:
    if depth > _DEPTH:
        return
    if isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "publisher", "author", "isPartOf", "itemReviewed"):
            yield from _objects(value.get(key), depth + 1)
    elif isinstance(value, list):
        for part in value:
            yield from _objects(part, depth + 1)


def _is(one: object, types: frozenset[str]) -> bool:
    if not isinstance(one, dict):
        return False
    told = one.get("@type")
    names = told if isinstance(told, list) else [told]
    return any(isinstance(name, str) and re.split(r"[/:#]", name)[-1] in types for name in names)


def _score(one: dict[str, object], own: set[str], known: list[set[str]]) -> int:
    """How surely an object is of this page; below 0 where it is of another."""
    page = one.get("mainEntityOfPage")
    places = [
        flat(one.get("url")),
        str(page.get("@id") or page.get("url") or "") if isinstance(page, dict) else flat(page),
        flat(one.get("@id")),
    ]
    places = [_folded(place) for place in places if place and re.match(r"https?://", place)]
    headline = _words(flat(one.get("headline")) or flat(one.get("name")))
    alike = any(2 * len(headline & title) > max(len(headline), len(title)) for title in known) if headline else False
    here = bool(own & set(places))
    if here or alike:
        return 4 * here + 3 * alike
    return (
        -1
        if (own and places and not own & set(places)) and (headline and known)
        else -1
        if headline and known and not places
        else 0
    )


def _mute(one: dict[str, object]) -> bool:
    """Whether an object says neither its address nor its headline."""
    return not flat(one.get("headline")) and not flat(one.get("url"))


def _folded(address: str) -> str:
    try:
        parts = urlsplit(address.strip())
        return (parts.hostname or "").removeprefix("www.") + parts.path.rstrip("/")
    except ValueError:
        return address


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


def _resolved(value: object, by_id: dict[str, dict[str, object]], depth: int = 0) -> object:
    """What a reference (``{"@id": …}``) stands for."""
    if isinstance(value, list):
        return [_resolved(one, by_id, depth) for one in value]
    name = value.get("@id") if isinstance(value, dict) else value
    if isinstance(name, str) and name in by_id and not flat(value if isinstance(value, dict) else None) and depth < 5:
        return by_id[name]
    return value
