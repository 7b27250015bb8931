"""Collections of news in SGML, many documents a file: Reuters-21578, TREC's (LA Times, Financial Times, …), Gigaword's."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator

from kg.articles.article import Article
from kg.articles.assemble import assemble
from kg.articles.cleaning import clean, decode
from kg.articles.dates import parse_date
from kg.articles.phrases import MONTH
from kg.errors import Code, KgError

OnError = Callable[[KgError], None]

_DOCUMENT = re.compile(r"<(REUTERS|DOC)\b([^>]*)>(.*?)(?:</\1\s*>|\Z)", re.DOTALL)
_ATTRIBUTE = re.compile(r"\b(id|newid|docid)\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][\w.-]*(?:\s[^<>]*)?/?>")
_PARAGRAPH = re.compile(r"</?P>|\n\s*\n|\n(?=[ \t]{3,}\S)")
_CONTROL = re.compile(r"&#(?:[0-8]|1[0-9]|2[0-9]|3[01]);")
_DAYS = (
    re.compile(rf"{MONTH}\.?\s+\d{{1,2}},?\s+\d{{4}}", re.IGNORECASE),
    re.compile(rf"\d{{1,2}}[ -]{MONTH}[ -]\d{{4}}", re.IGNORECASE),
    re.compile(r"(?<!\d)(?:19|20)\d{2}-?\d{2}-?\d{2}"),
)
_SIGNED = re.compile(r"\s*\n?\s*Reuter(?:s)?\s*\Z", re.IGNORECASE)


def read_collection(
    data: bytes, *, source: str, date: str | None = None, publisher: str | None = None, on_error: OnError
) -> Iterator[Article]:
    """The articles of a collection. Day: what ``DATE`` says, else the eight digits in a document's number.

    Args:
        data: the file.
        source: its name; an article's source is this with the number of its document.
        date, publisher: where it gives none; it gives no publisher.
        on_error: is told of each document that is no article.
    """
    text = clean(_CONTROL.sub("", decode(data)))
    number = 0
    for number, found in enumerate(_DOCUMENT.finditer(text), 1):
        where, body = f"{source}:{number}", found[3]
        attributes = {name.lower(): value for name, value in _ATTRIBUTE.findall(found[2])}
        name = _plain(_inside(body, "DOCNO", "DOCID")) or attributes.get("id") or attributes.get("newid") or ""
        day = _day(_plain(_inside(body, "DATE", "DATE_TIME", "DD", "PUBDATE"))) or _day(name)
        told = {
            "title": _plain(_inside(body, "HEADLINE", "TITLE", "HEAD", "HL", "TI", "SLUG")),
            "date": day,
            "author": re.sub(r"\A(?:by\s+)", "", _plain(_inside(body, "BYLINE", "AUTHOR")), flags=re.IGNORECASE),
            "url": f"urn:document:{name}" if re.fullmatch(r"[\w.-]{6,}", name) else "",
        }
        words = _inside(body, "BODY") or _inside(body, "TEXT")
        words = re.sub(r"<(TITLE|HEADLINE|DATELINE|AUTHOR|BYLINE)>.*?</\1>", "", words, flags=re.DOTALL)
        try:
            yield assemble(_words(words), told, source=where, date=date, publisher=publisher)
        except KgError as error:
            on_error(error)
    if not number:
        on_error(KgError(Code.NOTHING_IN_IT, path=source, what="a collection without documents"))


def _inside(body: str, *names: str) -> str:
    """What stands in the first of these elements that is there; an element that nothing closes ends where the next begins."""
    for name in names:
        if found := re.search(rf"<{name}(?:\s[^>]*)?>(.*?)(?:</{name}>|\Z)", body, re.DOTALL):
            return found[1]
    return ""


def _plain(marked: str) -> str:
    return " ".join(html.unescape(_TAG.sub(" ", marked)).split())


def _words(marked: str) -> str:
    """The paragraphs: between their tags, else where lines are indented or empty."""
    parts = (" ".join(html.unescape(_TAG.sub(" ", part)).split()) for part in _PARAGRAPH.split(_SIGNED.sub("", marked)))
    return "\n\n".join(part for part in parts if part)


def _day(words: str) -> str:
    for shape in _DAYS:
        if found := shape.search(words):
            digits = re.sub(r"\D", "", found[0])
            value = f"{digits[:4]}-{digits[4:6]}-{digits[6:]}" if shape is _DAYS[2] else found[0]
            if day := parse_date(value.title()):
                return day
    return ""
