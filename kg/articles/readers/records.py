"""Articles as JSON objects, under the names that many tools give their fields (``kg/articles/data/fields.tsv``)."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from urllib.parse import quote

from kg.articles.article import Article
from kg.articles.assemble import assemble
from kg.articles.cleaning import flat, host_of, iri
from kg.articles.dates import parse_moment
from kg.articles.markup import words_of
from kg.articles.phrases import fields
from kg.articles.readers.linked import ARTICLE_TYPES
from kg.errors import Code, KgError

OnError = Callable[[KgError], None]
Record = Mapping[str, object]

LISTS = (
    *("articles", "items", "entries", "results", "docs", "data", "news", "objects", "stories", "posts", "hits", "documents"),
    *("response", "content", "value", "page", "pages", "output", "payload", "feed", "db", "orderedItems", "object"),
    *("itemListElement", "@graph"),
)
"""Under these names tools put the list of articles, or the object that holds it."""

HOSTS = frozenset(("domain", "domain_name", "hostname", "source_domain", "clean_url"))
"""Names of fields that hold the host of the publisher's pages."""

UNPUBLISHED = {
    "draft": "a draft",
    "auto-draft": "a draft",
    "pending": "waiting for its editor",
    "private": "private",
    "future": "to be published later",
    "scheduled": "to be published later",
    "trash": "thrown away",
    "inherit": "part of another",
    "withheld": "withheld",
    "canceled": "cancelled",
    "cancelled": "cancelled",
    "embargoed": "embargoed",
    "expired": "expired",
    "deleted": "deleted",
}

_LANGUAGES = {
    "eng": "en",
    "english": "en",
    "deu": "de",
    "ger": "de",
    "fra": "fr",
    "fre": "fr",
    "spa": "es",
    "rus": "ru",
}
_CUT = re.compile(r"\s*(?:…|\.\.\.)?\s*\[\+?\d+ chars\]\s*\Z")
_REMOVED = re.compile(r"\[(?:removed|deleted)\]", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?:)?//|urn:|tag:", re.IGNORECASE)
_DEPTH = 5


def unfold(value: object) -> Iterator[tuple[object, Record]]:
    """Each record of what a JSON file holds, and the object around their list, which may tell what they share.

    A list is its records; an object without text of its own that holds a list (of a service's answer, a JSON feed, what
    feedparser gives) is that list's.
    """
    yield from _unfold(_bare(value), {}, 0)


def _bare(value: object, depth: int = 0) -> object:
    """``value`` without the wrappings that JSON:API (Drupal) and lists of schema.org put around each record."""
    if depth > _DEPTH:
        return value
    if isinstance(value, list):
        return [_bare(one, depth + 1) for one in value]
    if not isinstance(value, dict):
        return value
    if str(value.get("@type")) == "ListItem" and isinstance(value.get("item"), dict):
        return value["item"]
    if isinstance(value.get("item"), dict) and not _text(value)[0] and len(value) <= 3:  # AP: an item and what was asked for
        return value["item"]
    inner = value.get("attributes")
    if isinstance(inner, dict) and isinstance(value.get("type"), str) and "id" in value:
        return _of_json_api(value, inner)
    found = {name: _bare(one, depth + 1) if name in LISTS else one for name, one in value.items()}
    if isinstance(graph := found.get("@graph"), list):  # beside an article stand its site, its publisher, its picture
        stories = [one for one in graph if isinstance(one, dict) and _type(one) in ARTICLE_TYPES]
        found["@graph"] = stories or graph
    return found


def _type(record: Record) -> str:
    told = record.get("@type")
    return str(told[0] if isinstance(told, list) and told else told or "").rsplit("/", 1)[-1]


def _of_json_api(record: Record, inner: Record) -> Record:
    """A resource of JSON:API, as Drupal writes nodes: its attributes, the day of its making, its address from its alias."""
    found = {"id": record["id"], **inner}
    found.setdefault("date", inner.get("published_at") or inner.get("created"))
    found.setdefault("modified", inner.get("changed"))
    if inner.get("status") is False:
        found["status"] = "draft"
    alias, own = _at(inner, "path.alias"), _at(record, "links.self.href")
    if isinstance(alias, str) and isinstance(own, str) and _ADDRESS.match(own):
        found.setdefault("url", "/".join(own.split("/")[:3]) + alias)
    return found


def _unfold(value: object, around: Record, depth: int) -> Iterator[tuple[object, Record]]:
    if isinstance(value, list):
        for one in value:
            if (
                isinstance(one, dict)
                and depth < _DEPTH
                and not _is_article(one)
                and (inner := _list_in(one)) is not None
            ):
                yield from _unfold(inner, one, depth + 1)
            else:
                yield one, around
    elif isinstance(value, dict) and depth < _DEPTH and (inner := _list_in(value)) is not None:
        yield from _unfold(inner, {**around, **value}, depth + 1)
    else:
        yield value, around


def _list_in(record: Record, depth: int = 0) -> object | None:
    if depth > _DEPTH:
        return None
    words, partial = _text(record)
    if words and not partial:
        return None
    for name in LISTS:
        inner = record.get(name)
        if isinstance(inner, list) and (
            any(isinstance(one, dict) and _is_article(one) for one in inner) or (not inner and not words)
        ):
            return inner
        if isinstance(inner, dict) and _is_article(inner):
            return [inner]
        if isinstance(inner, dict) and _list_in(inner, depth + 1) is not None:
            return inner
        if isinstance(inner, list) and any(
            isinstance(one, dict) and _list_in(one, depth + 1) is not None for one in inner[:20]
        ):
            return inner
    return None


def _is_article(record: Record) -> bool:
    """Whether it has a title or an address, and words that are no list of other objects."""
    if not any(_at(record, name) for field in ("title", "url") for name in fields()[field] if name != "source"):
        return False
    return bool(_text(record)[0])


def read_record(
    record: object,
    source: str,
    number: int,
    *,
    around: Record | None = None,
    date: str | None = None,
    publisher: str | None = None,
    on_error: OnError | None = None,
) -> Article:
    """The article that one JSON object tells.

    An article without url, but with an id, gets one: the id itself where it is an IRI, else ``urn:kg:`` with publisher and
    id; without publisher none, for ids of different files may coincide.

    Args:
        record: the object.
        source, number: the file, and where it stands there.
        around: the object around the list that it is of, whose title is the publisher's (a JSON feed).
        date, publisher: where it gives none.
        on_error: is told that a text was cut off, or a date not understood.
    Raises:
        KgError: BAD_JSON_LINE, NO_TEXT, BAD_DATE, TOO_LARGE, NOT_PUBLISHED.
    """
    if not isinstance(record, dict):
        raise KgError(Code.BAD_JSON_LINE, path=source, line=number, why="it is no object")
    where = f"{source}:{number}"
    told: dict[str, object] = {}
    for field in ("title", "date", "modified", "author", "url", "language", "status", "embargo"):
        told[field] = next(
            (value for name in fields()[field] if (value := _given(record, name, field)) is not None), None
        )
    text, _ = _text(record)
    if text is None:
        raise KgError(Code.BAD_JSON_LINE, path=source, line=number, why="it has no text")
    status = flat(told.pop("status")).lower().rsplit(":", 1)[-1]
    embargo = flat(told.pop("embargo"))
    until, since = (
        parse_moment(embargo),
        parse_moment(_moment(told["modified"])) or parse_moment(_date(told["date"])) or "",
    )
    if why := UNPUBLISHED.get(status) or (f"embargoed until {embargo}" if until and until > since else ""):
        raise KgError(Code.NOT_PUBLISHED, path=where, why=why)
    if record.get("type") in (
        "page",
        "attachment",
        "revision",
        "nav_menu_item",
        "picture",
        "video",
        "audio",
        "graphic",
    ):
        raise KgError(Code.NOT_PUBLISHED, path=where, why=f"of the type {record['type']}")
    title = words_of(_worded(told["title"]))
    if _REMOVED.fullmatch(text.strip()) or _REMOVED.fullmatch(title.strip()):
        raise KgError(Code.NOT_PUBLISHED, path=where, why="removed where it came from")
    if found := _CUT.search(text):
        text = text[: found.start()]
        if on_error:
            on_error(KgError(Code.CUT_OFF, path=where, why="its source gives the beginning alone"))
    told |= {
        "title": " ".join(title.split()),
        "date": _date(told["date"]),
        "modified": _moment(told["modified"]),
        "publisher": _publisher(record, around or {}) or publisher,
        "author": re.sub(r"\ABy\s+", "", flat(told["author"]), flags=re.IGNORECASE),
        "language": _language(told["language"] or (around or {}).get("language")),
    }
    name = flat(record.get("id") or record.get("uuid") or record.get("_id"))
    if name and not flat(told["url"]):
        outlet = flat(told["publisher"])
        if iri(name) and ":" in name:
            told["url"] = name
        elif outlet:
            told["url"] = f"urn:kg:{quote(outlet, safe='')}:{quote(name, safe='')}"
    return assemble(words_of(text), told, source=where, date=date, publisher=publisher)


def _at(record: Record, name: str) -> object:
    """What stands under ``name``; a dot in it goes into an object, or the first object of a list."""
    value: object = record
    for part in [name] if name in record else name.split("."):
        if isinstance(value, list):
            value = value[0] if value else None
        value = value.get(part) if isinstance(value, dict) else None
    return None if value in (None, "", [], {}) or (isinstance(value, float) and math.isnan(value)) else value


def _given(record: Record, name: str, field: str) -> object:
    value = _at(record, name)
    if field == "title":
        return value if _worded(value).strip() else None
    if field == "url":
        if isinstance(value, list):
            value = value[0]
        if isinstance(value, dict):
            value = value.get("href") or value.get("url") or value.get("resolved") or value.get("value")
        return value if isinstance(value, str) and (name in ("url", "link") or _ADDRESS.match(value)) else None
    if (field == "status" and not isinstance(value, str)) or (field == "date" and isinstance(value, bool)):
        return None
    return value


def _text(record: Record) -> tuple[str | None, bool]:
    """The longest way in which a record has its text by the first of the names that gives any, and whether that is a part."""
    best: tuple[int, str] | None = None
    names = fields()["text"]
    partial = names.index("summary_detail")
    for rank, name in enumerate(names):
        words = _worded(_at(record, name))
        if not words.strip():
            continue
        if best is None:
            best = (rank, words)
        elif (best[0] < partial) == (rank < partial) and len(words) > 2 * len(best[1]):
            best = (rank, words)  # a teaser stood under a name of the whole
    if best:
        return best[1], best[0] >= partial
    return ("" if any(isinstance(record.get(name), str) for name in names) else None), False


def _worded(value: object, depth: int = 0) -> str:
    """The words of a field: a string, paragraphs, a body in sections, contents with their types, an object around them."""
    if isinstance(value, str):
        return value
    if depth > 6:
        return ""
    if isinstance(value, list):
        if any(isinstance(one, dict) and ("value" in one or "contenttype" in one) for one in value):
            return _chosen([one for one in value if isinstance(one, dict)])
        return "\n\n".join(part for part in (_worded(one, depth + 1) for one in value) if part.strip())
    if isinstance(value, dict):
        for name in ("rendered", "value", "content", "main", "text", "#text", "plain", "html", "name"):
            if words := _worded(value.get(name), depth + 1):
                return words
        return "\n\n".join(
            part
            for name in ("summary", "headline", "paragraphs", "sections")
            if (part := _worded(value.get(name), depth + 1))
        )
    return ""


def _chosen(values: list[dict[str, object]]) -> str:
    """Of several contents or headlines the main one; of one content in several forms the one with paragraphs."""
    worded = [(v, _worded(v.get("value") or v.get("content"))) for v in values]
    main = [(v, w) for v, w in worded if v.get("role") in (None, "main", "body", "richtext")] or worded
    return max((w for _, w in main), key=lambda w: (w.count("<p") + w.count("\n"), len(w)), default="")


def _publisher(record: Record, around: Record) -> str:
    for name in fields()["publisher"]:
        value = _at(record, name)
        if isinstance(value, dict):
            value = value.get("name") or value.get("title") or value.get("domain") or value.get("uri")
        words = flat(value)
        if words and not _ADDRESS.match(words):
            return words.removeprefix("www.") if name in HOSTS else words
    inner = around.get("feed")
    for holder in (inner if isinstance(inner, dict) else {}, around):
        if words := flat(holder.get("title")):
            return words
    at = fields()["publisher"].index("source")
    url = _at(record, fields()["publisher"][at])
    return (
        host_of(url) if isinstance(url, str) and _ADDRESS.match(url) and host_of(url) and not _own(record, url) else ""
    )


def _own(record: Record, url: str) -> bool:
    """Whether the address under ``source`` is the article's own, as trafilatura has it."""
    return not any(_given(record, name, "url") for name in fields()["url"] if name != "source")


def _date(value: object) -> str:
    """A day as it stands there; of seconds or milliseconds since 1970 the day in UTC; of several fields of a day, joined."""
    if (isinstance(value, int | float) and not isinstance(value, bool)) or (
        isinstance(value, str) and re.fullmatch(r"\d{10}|\d{13}", value)
    ):
        moment = _epoch(float(value))
        return moment.strftime("%Y-%m-%d") if moment else str(value)
    if isinstance(value, dict):
        value = value.get("$date") or value.get("date") or value.get("value") or value.get("iso")
        return _date(value) if value else ""
    return flat(value)


def _moment(value: object) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        moment = _epoch(float(value))
        return moment.isoformat() if moment else ""
    return flat(value) if not isinstance(value, dict) else flat(value.get("$date") or value.get("date"))


def _epoch(seconds: float) -> datetime | None:
    for scale in (1, 1000, 1_000_000):
        if 300_000_000 <= seconds / scale < 5_000_000_000:
            return datetime.fromtimestamp(seconds / scale, UTC)
    return None


def _language(value: object) -> str:
    words = flat(value)
    return _LANGUAGES.get(words.lower(), words)
