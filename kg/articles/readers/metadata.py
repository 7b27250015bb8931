"""What a page says about its article: JSON-LD first, then meta tags and microdata, then plain HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import lxml.html

from kg.articles.boilerplate import day_of_line
from kg.articles.cleaning import flat, iri, language_tag, one_line
from kg.articles.dates import parse_date
from kg.articles.readers import linked

DATE_METAS = (
    "article:published_time",
    "datepublished",
    "og:published_time",
    "parsely-pub-date",
    "sailthru.date",
    "article.published",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "published_at",
    "published-date",
    "cxenseparse:recs:publishtime",
    "citation_publication_date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date.created",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "date",
)
"""Meta tags with the day of publication, most certain first; days of change ("modified") are none."""

PUBLISHER_METAS = ("og:site_name", "citation_publisher", "dc.publisher", "dcterms.publisher")
"""Meta tags with the name of who publishes the page."""

MODIFIED_METAS = ("article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified")
"""Meta tags with the moment of the last change."""

PROSE = 12
"""Words from which a paragraph is one of the text."""

_URL = re.compile(r"https?://", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s+[|–—·»-]\s+")


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says about its article; "" where it says nothing. ``date`` is an ISO day, ``modified`` and ``odd_date`` (a day
    of publication that is none) as they stand there, ``kind`` the type that JSON-LD gives.
    """

    title: str = ""
    date: str = ""
    publisher: str = ""
    author: str = ""
    url: str = ""
    language: str = ""
    modified: str = ""
    odd_date: str = ""
    kind: str = ""


def metadata(tree: lxml.html.HtmlElement) -> Page:
    """What the page ``tree`` says about its article. What is not well-formed there is passed over, not reported."""
    metas = _metas(tree)
    described = linked.article(
        tree, _canonical(tree, metas), [metas.get("og:title", ""), *_texts(tree, "//h1"), *_texts(tree, "//head/title")]
    )
    publisher = flat(described.get("publisher")) or next(filter(None, map(metas.get, PUBLISHER_METAS)), "") or _marked(tree)
    author = _first_name(
        flat(described.get("author")),
        metas.get("author", ""),
        metas.get("article:author", ""),
        metas.get("dc.creator", ""),
        metas.get("parsely-author", ""),
        ", ".join(_texts(tree, "//*[@rel='author' or @itemprop='author']")[:3]),
    )
    return Page(
        title=_title(tree, described, metas, publisher),
        date=_date(tree, described, metas),
        publisher=publisher,
        author=author,
        url=_url(tree, described, metas),
        language=_language(tree, described, metas),
        odd_date=_odd_date(described, metas),
        kind=flat(described.get("@type")),
        modified=flat(described.get("dateModified"))
        or next((metas[name] for name in MODIFIED_METAS if name in metas), ""),
    )


def _marked(tree: lxml.html.HtmlElement) -> str:
    """The publisher by microdata or RDFa: the name within, else the words."""
    for node in tree.xpath("//*[@itemprop='publisher' or @property='publisher' or @property='schema:publisher']"):
        for name in node.xpath(".//*[@itemprop='name' or @property='name' or @property='schema:name']"):
            if found := one_line(name.get("content") or name.text_content()):
                return found
        found = one_line(node.get("content") or node.text_content())
        if found and len(found) < 80:
            return found
    return ""


def _metas(tree: lxml.html.HtmlElement) -> dict[str, str]:
    """Content of meta tags by lower-cased name, property or itemprop; the first of each."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        content = one_line(meta.get("content") or "")
        for attribute in ("property", "name", "itemprop"):
            name = (meta.get(attribute) or "").strip().lower()
            if name and content:
                found.setdefault(name, content)
    return found


def _texts(tree: lxml.html.HtmlElement, path: str) -> list[str]:
    texts = (" ".join(node.text_content().split()) for node in tree.xpath(path))
    return list(dict.fromkeys(one_line(text) for text in texts if text))


def _first_name(*choices: str) -> str:
    for choice in choices:
        name = re.sub(r"\ABy:?\s+", "", choice, flags=re.IGNORECASE)
        if name and not _URL.match(name) and len(name) <= 200:
            return name
    return ""


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


def _title(tree: lxml.html.HtmlElement, described: dict[str, object], metas: dict[str, str], publisher: str) -> str:
    """The headline as readers see it (``h1``) where it resembles what the page says it is, else what it says."""
    whole = next(iter(_texts(tree, "//head/title")), "")
    parts = _SEPARATOR.split(whole)
    name = publisher.casefold()
    if len(parts) > 1 and name and name in (parts[-1].casefold(), parts[0].casefold()):
        kept = slice(None, -1) if name == parts[-1].casefold() else slice(1, None)
        whole = " – ".join(parts[kept]) if len(parts) > 2 else parts[kept][0]
    elif len(parts) == 2 and len(parts[1].split()) <= 4 < len(parts[0].split()):
        whole = parts[0]
    told = [flat(described.get("headline")), metas.get("og:title", ""), whole]
    told = [title for title in told if title]
    for heading in _texts(tree, "//h1"):
        words = _words(heading)
        if any(2 * len(words & _words(title)) > max(len(words), len(_words(title))) for title in told):
            return heading
    return told[0] if told else next(iter(_texts(tree, "//h1")), "")


def _days(values: Iterable[object]) -> Iterator[str]:
    for value in values:
        if day := parse_date(flat(value)):
            yield day


def _date(tree: lxml.html.HtmlElement, described: dict[str, object], metas: dict[str, str]) -> str:
    values: list[object] = [described.get("datePublished"), *(metas.get(name) for name in DATE_METAS)]
    marked = tree.xpath("//*[@itemprop='datePublished' or @property='datePublished' or @property='schema:datePublished']")
    values += [node.get("datetime") or node.get("content") or node.text_content() for node in marked]
    values += [node.get("datetime") for node in tree.xpath("//time[@pubdate]")]
    if day := next(_days(values), ""):
        return day
    times = tree.xpath("//article//time[@datetime] | //main//time[@datetime]") or tree.xpath("//time[@datetime]")
    days = set(_days(node.get("datetime") for node in times))
    return days.pop() if len(days) == 1 else _under_heading(tree) if not days else ""


def _under_heading(tree: lxml.html.HtmlElement) -> str:
    """The day that stands alone between a headline and the first paragraph, as a reader sees it; "" where several do."""
    headings = tree.xpath("//h1")
    if len(headings) != 1:
        return ""
    days = set()
    for node in headings[0].xpath("following::*")[:60]:
        words = node.text_content().split()
        if node.tag == "p" and len(words) >= PROSE:
            break
        line = " ".join(words)
        if len(words) < PROSE and len(line) <= 80 and (told := day_of_line(line)):
            days.add(told)
    return days.pop() if len(days) == 1 else ""


def _odd_date(described: dict[str, object], metas: dict[str, str]) -> str:
    """What stands where a day of publication should, and is none."""
    values = [flat(described.get("datePublished")), *(metas.get(name, "") for name in DATE_METAS[:2])]
    return next((value for value in values if value and not parse_date(value)), "")


def _canonical(tree: lxml.html.HtmlElement, metas: dict[str, str]) -> list[str]:
    return [*(node.get("href") or "" for node in tree.xpath("//link[@rel='canonical']")), metas.get("og:url", "")]


def _url(tree: lxml.html.HtmlElement, described: dict[str, object], metas: dict[str, str]) -> str:
    page = described.get("mainEntityOfPage")
    page = page.get("@id") if isinstance(page, dict) else page
    for value in (*_canonical(tree, metas), flat(described.get("url")), flat(page)):
        if _URL.match(value.strip()) and (found := iri(value)):
            return found
    return ""


def _language(tree: lxml.html.HtmlElement, described: dict[str, object], metas: dict[str, str]) -> str:
    root = tree.getroottree().getroot()
    for value in (root.get("lang") or "", flat(described.get("inLanguage")), metas.get("og:locale", "")):
        if tag := language_tag(value):
            return tag
    return ""
