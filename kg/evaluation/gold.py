"""Gold articles: what people marked in texts, in the format of docs/evaluation-format.md."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, cast

from kg.articles.article import Span
from kg.errors import Code, KgError

CLASSES = ("person", "organization", "place", "group", "thing")
AUTHORITIES = ("wikidata", "geonames")
KEYS = ("mentions", "events", "arguments", "times", "links", "quotes", "relations")
"""What may be marked in an article; a key that is absent was not looked for."""
_KNOWN = frozenset(("id", "text", "title", "date", "publisher", "language", "cross", "scored", "annotated", *KEYS))


@dataclass(frozen=True, slots=True)
class GoldMention:
    """An entity mention; ``head``, ``kind``, ``entity_class`` and ``entity`` where they are marked."""

    span: Span
    head: Span | None = None
    kind: str | None = None
    entity_class: str | None = None
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """An event's trigger; ``event`` is its identity."""

    span: Span
    event: str | None = None
    status: str | None = None


@dataclass(frozen=True, slots=True)
class GoldArgument:
    """What fills a role of the event whose trigger is ``event``."""

    event: Span
    filler: Span
    head: Span | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class GoldTime:
    """A time expression with its TIMEX3 value."""

    span: Span
    value: str | None = None


@dataclass(frozen=True, slots=True)
class GoldLink:
    """What a name refers to: identifiers by authority, and where it lies.

    Attributes:
        by_context: whether the link holds only by what the article tells elsewhere (``"coref": true``).
    """

    span: Span
    ids: Mapping[str, frozenset[str]]
    lat: float | None = None
    lon: float | None = None
    by_context: bool = False


@dataclass(frozen=True, slots=True)
class GoldQuote:
    """Who says what, and the words that say that it is said; each may be broken up."""

    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    content: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class GoldRelation:
    """A tie between two stretches of text."""

    subject: Span
    object: Span
    type: str | None = None


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """One line of a gold file.

    Attributes:
        id: name of the article in its file.
        text: what all offsets count code points of.
        title, date, publisher, language: of the article; None where unknown.
        cross: whether ids of entities and events hold across the articles of the file.
        scored: the stretches that were labelled.
        mentions …: what is marked; None where the article was not labelled for it.
        identified: whether its mentions say which are one entity.
        annotated: what was looked for beyond what occurs: classes, kinds, roles, relations.
        line: where it stands in its file.
        others: keys of the line that the format does not know.
    """

    id: str
    text: str
    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    language: str | None = None
    cross: bool = False
    scored: tuple[Span, ...] = ()
    mentions: tuple[GoldMention, ...] | None = None
    events: tuple[GoldEvent, ...] | None = None
    arguments: tuple[GoldArgument, ...] | None = None
    times: tuple[GoldTime, ...] | None = None
    links: tuple[GoldLink, ...] | None = None
    quotes: tuple[GoldQuote, ...] | None = None
    relations: tuple[GoldRelation, ...] | None = None
    identified: bool = False
    annotated: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    line: int = 0
    others: tuple[str, ...] = ()


def read_gold(path: Path | str, *, on_error: Callable[[KgError], None] | None = None) -> Iterator[GoldArticle]:
    """The articles of a gold file, ``.jsonl`` or ``.jsonl.gz``.

    Args:
        path: the file.
        on_error: is told of each bad line, and the next one is read; without it the error is raised.

    Raises:
        KgError: KG002 when the file cannot be read; KG070 of a bad line.
    """
    seen: set[str] = set()
    try:
        opened = cast(BinaryIO, gzip.open(path, "rb") if str(path).endswith(".gz") else open(path, "rb"))  # noqa: SIM115
        with opened as lines:
            for number, line in enumerate(lines, 1):
                if not line.strip():
                    continue
                try:
                    article = parse(line, line_number=number)
                    if article.id in seen:
                        raise ValueError(f"the id {article.id!r} came before")
                    seen.add(article.id)
                    yield article
                except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
                    why = f"{error} is missing" if isinstance(error, KeyError) else str(error)
                    bad = KgError(Code.BAD_GOLD, path=path, line=number, why=why)
                    if on_error is None:
                        raise bad from error
                    on_error(bad)
    except (OSError, EOFError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise KgError(Code.UNREADABLE_FILE, path=path, why=why) from error


def parse(line: bytes | str, *, line_number: int = 0) -> GoldArticle:
    """One line.

    Raises:
        ValueError, KeyError, TypeError: where it is not as the format says.
    """
    row = json.loads(line)
    if not isinstance(row, dict):
        raise ValueError("it is no JSON object")
    text = row["text"]
    if not isinstance(text, str) or not text:
        raise ValueError("'text' is no text")
    size = len(text)

    def span(value: Any) -> Span:
        begin, end = value
        if not (isinstance(begin, int) and isinstance(end, int) and 0 <= begin <= end <= size):
            raise ValueError(f"[{begin}, {end}] is no stretch of the text's {size} characters")
        return begin, end

    def own(item: Mapping[str, Any]) -> Span:
        return span((item["begin"], item["end"]))

    def maybe(value: Any) -> Span | None:
        return span(value) if value else None

    def told(value: Any) -> str | None:
        return None if value is None else str(value)

    def items(key: str, make: Callable[[Any], Any]) -> Any:
        return tuple(make(item) for item in row[key]) if key in row else None

    def spans(values: Any) -> tuple[Span, ...]:
        return tuple(span(v) for v in values or ())

    def ids(link: Mapping[str, Any], authority: str) -> frozenset[str]:
        value = link.get(authority)
        return frozenset(str(v) for v in (value if isinstance(value, list) else [value]) if v is not None)

    return GoldArticle(
        id=str(row["id"]),
        text=text,
        title=told(row.get("title")),
        date=told(row.get("date")),
        publisher=told(row.get("publisher")),
        language=told(row.get("language")),
        cross=bool(row.get("cross")),
        scored=spans(row["scored"]) if "scored" in row else ((0, size),),
        mentions=items(
            "mentions",
            lambda m: GoldMention(own(m), maybe(m.get("head")), m.get("kind"), m.get("class"), told(m.get("entity"))),
        ),
        events=items("events", lambda e: GoldEvent(own(e), told(e.get("event")), local(e.get("status")))),
        arguments=items(
            "arguments",
            lambda a: GoldArgument(span(a["event"]), span(a["filler"]), maybe(a.get("head")), a.get("role")),
        ),
        times=items("times", lambda t: GoldTime(own(t), told(t.get("value")))),
        links=items(
            "links",
            lambda x: GoldLink(
                own(x), {a: ids(x, a) for a in AUTHORITIES}, x.get("lat"), x.get("lon"), bool(x.get("coref"))
            ),
        ),
        quotes=items(
            "quotes", lambda q: GoldQuote(spans(q.get("source")), spans(q.get("cue")), spans(q.get("content")))
        ),
        relations=items(
            "relations", lambda r: GoldRelation(span(r["subject"]), span(r["object"]), local(r.get("type")))
        ),
        identified=any("entity" in m for m in row.get("mentions", ())),
        annotated={key: tuple(values) for key, values in row.get("annotated", {}).items()},
        line=line_number,
        others=tuple(sorted(row.keys() - _KNOWN)),
    )


def local(value: str | None) -> str | None:
    """The lower-cased local name of an IRI or prefixed name; None stays None."""
    return value.replace("#", "/").replace(":", "/").rsplit("/", 1)[-1].lower() if value else None
