"""Downloads of newspaper databases (Nexis Uni, LexisNexis, Factiva, ProQuest): many articles a file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from kg.articles.article import Article
from kg.articles.assemble import assemble
from kg.articles.dates import parse_date
from kg.articles.phrases import MONTH
from kg.articles.readers.docx import Document
from kg.errors import Code, KgError

OnError = Callable[[KgError], None]

_NEXIS_END = re.compile(r"^[ \t]*End of Document[ \t]*$", re.MULTILINE)
_NEXIS_BODY = re.compile(r"^[ \t]*Body[ \t]*$", re.MULTILINE)
_NEXIS_AFTER = re.compile(
    r"^[ \t]*(?:Classification|Load-Date:.*|Notes|Graphic|Correction|Language: [A-Z]+)[ \t]*$", re.MULTILINE
)
_LEXIS_BEGIN = re.compile(r"^[ \t]*(?:Document )?\d{1,4} of \d{1,4} DOCUMENTS?[ \t]*$", re.MULTILINE)
_LEXIS_AFTER = re.compile(
    r"^[ \t]*(?:LOAD-DATE|LANGUAGE|PUBLICATION-TYPE|DOCUMENT-TYPE|SUBJECT|GRAPHIC|JOURNAL-CODE|CORRECTION-DATE|Copyright \d{4}"
    r"|ACC-NO|ISSN).*$",
    re.MULTILINE,
)
_LABEL = re.compile(
    r"^[ \t]*(BYLINE|SECTION|LENGTH|HIGHLIGHT|DATELINE|HEADLINE|SOURCE|Byline|Section|Length|Highlight|Dateline):[ \t]*(.*)$",
    re.MULTILINE,
)
_FACTIVA_END = re.compile(r"^[ \t]*(?:AN[ \t]+)?Document [A-Za-z]{2,8}[0-9A-Za-z]{12,26}[ \t]*$", re.MULTILINE)
_FACTIVA_CODE = re.compile(
    r"^[ \t]*(SE|HD|BY|CR|WC|PD|ET|SN|SC|ED|PG|VOL|LA|CY|LP|TD|CT|RF|CO|IN|NS|RE|IPC|IPD|PUB|ART|CLM)(?:[ \t]+|$)(.*)$"
)
_PROQUEST_BEGIN = re.compile(r"^[ \t]*Document \d{1,4} of \d{1,4}[ \t]*$", re.MULTILINE)
_PROQUEST_LABEL = re.compile(r"^([A-Z][A-Za-z /]{2,40}):[ \t]+(.*)$", re.MULTILINE)
_PROQUEST_RULE = re.compile(r"^_{20,}[ \t]*$", re.MULTILINE)
_WORDS = re.compile(r"^[ \t]*[\d,.]{1,7} words[ \t]*$", re.MULTILINE | re.IGNORECASE)
_RIGHTS = re.compile(r"(?:\(c\)|©|copyright)\s", re.IGNORECASE)
_TIME = re.compile(r"\d{1,2}[:.]\d{2}(?:\s*(?:AM|PM|GMT|[A-Z]{3,4}))*", re.IGNORECASE)
_DAY = re.compile(rf"\A(?:\w+day,?\s+)?({MONTH}\.?\s+\d{{1,2}},?\s+\d{{4}}|\d{{1,2}}\s+{MONTH}\.?,?\s+\d{{4}})\b")
_EDITION = re.compile(r"(?:[\w.,'’-]+ ){0,4}edition(?: \d+)?", re.IGNORECASE)
_NAME = re.compile(r"(?:[A-Z][\w.'’-]*(?:\s+|\Z)){2,5}")
_LANGUAGES = {
    "english": "en",
    "german": "de",
    "french": "fr",
    "spanish": "es",
    "russian": "ru",
    "italian": "it",
    "dutch": "nl",
    "norwegian": "no",
    "portuguese": "pt",
    "swedish": "sv",
}


@dataclass(slots=True)
class _Found:
    """One article of a download: what it tells, and where its words stand in the whole."""

    begin: int
    end: int
    told: dict[str, object] = field(default_factory=dict)
    words: str | None = None  # where they do not stand in one piece


def is_download(text: str) -> bool:
    """Whether a text is a download of one of these databases: the lines that end or begin their articles stand in it."""
    if _NEXIS_END.search(text) and _NEXIS_BODY.search(text):
        return True
    if _LEXIS_BEGIN.search(text, 0, 2_000) and re.search(r"^[ \t]*LENGTH:[ \t]*\d", text, re.MULTILINE):
        return True
    if (
        _PROQUEST_BEGIN.search(text)
        and re.search(r"^Full text:", text, re.MULTILINE)
        and re.search(r"^Publication ", text, re.MULTILINE)
    ):
        return True
    return bool(_FACTIVA_END.search(text)) and bool(
        _WORDS.search(text) or re.search(r"^[ \t]*WC[ \t]", text, re.MULTILINE)
    )


def read_document(
    document: Document, *, source: str, date: str | None = None, publisher: str | None = None, on_error: OnError
) -> Iterator[Article]:
    """The articles of a document (PDF, DOCX, RTF, text): the many of a download, else the one that it is.

    Headline, newspaper, day and author of an article in a download are those of its fixed lines; classification, copyright and
    the like are left out of its words.

    Args:
        document: its words, and what it says of itself.
        source: its file's name; articles of a download have their number behind it.
        date, publisher: where it gives none.
        on_error: is told of each article that cannot be read.
    """
    text = document.text
    if not is_download(text):
        told = {name: getattr(document, name) for name in ("title", "author", "date", "publisher", "url")}
        yield assemble(text, told, source=source, date=date, publisher=publisher, pages=document.pages)
        return
    if _NEXIS_END.search(text) and _NEXIS_BODY.search(text):
        found = _nexis(text)
    elif _LEXIS_BEGIN.search(text, 0, 2_000):
        found = _lexis(text)
    elif _PROQUEST_BEGIN.search(text) and re.search(r"^Full text:", text, re.MULTILINE):
        found = _proquest(text)
    else:
        found = _factiva(text)
    for number, one in enumerate(found, 1):
        where = f"{source}:{number}"
        one.begin += len(text[one.begin : one.end]) - len(text[one.begin : one.end].lstrip())
        pages = (
            tuple(max(0, page - one.begin) for page in document.pages if page < one.end) if one.words is None else ()
        )
        words = (text[one.begin : one.end] if one.words is None else one.words).strip()
        try:
            yield assemble(words, one.told, source=where, date=date, publisher=publisher, pages=pages)
        except KgError as error:
            on_error(error)
    if not found:
        on_error(
            KgError(
                Code.NOTHING_IN_IT, path=source, what="it looks like a download of articles, but none can be told apart"
            )
        )


def _lines(text: str, begin: int, end: int) -> list[str]:
    return [" ".join(line.split()) for line in text[begin:end].split("\n") if line.strip()]


def _labels(text: str, begin: int, end: int) -> dict[str, str]:
    return {m[1].lower(): m[2].strip() for m in _LABEL.finditer(text, begin, end)}


def _nexis(text: str) -> list[_Found]:
    found: list[_Found] = []
    at = 0
    for end in [*(m for m in _NEXIS_END.finditer(text)), None]:
        stop = end.start() if end else len(text)
        body = _NEXIS_BODY.search(text, at, stop)
        if body:
            after = _NEXIS_AFTER.search(text, body.end(), stop)
            one = _Found(body.end(), after.start() if after else stop)
            head, labels = _lines(text, at, body.start()), _labels(text, at, body.start())
            day = next((n for n, line in enumerate(head) if _DAY.match(line) and n >= 1), None)
            if day is not None:
                one.told = {
                    "title": head[day - 2] if day > 1 else "",
                    "publisher": head[day - 1],
                    "date": _day(head[day]),
                    "author": labels.get("byline", ""),
                }
            else:
                one.told = {"title": head[0] if head else ""}
            language = re.search(r"^[ \t]*Language:[ \t]*(\w+)", text[body.end() : stop], re.MULTILINE)
            one.told["language"] = _LANGUAGES.get(language[1].lower(), "") if language else ""
            found.append(one)
        at = end.end() if end else stop
    return found


def _lexis(text: str) -> list[_Found]:
    found: list[_Found] = []
    begins = [*_LEXIS_BEGIN.finditer(text)]
    for this, following in zip(begins, [*begins[1:], None], strict=True):
        stop = following.start() if following else len(text)
        labels = [*_LABEL.finditer(text, this.end(), stop)]
        length = next((m for m in labels if m[1].lower() == "length"), None)
        if length is None:
            continue
        head = _lines(text, this.end(), labels[0].start())
        day = next((n for n, line in enumerate(head) if _DAY.match(line)), None)
        begin = length.end()
        for label in labels:  # what stands right under the length, before the words
            if label.start() >= begin and not text[begin : label.start()].strip():
                begin = label.end()
        after = _LEXIS_AFTER.search(text, begin, stop)
        told = {m[1].lower(): m[2].strip() for m in labels}
        below = [line for line in head[day + 1 :] if not _EDITION.fullmatch(line)] if day is not None else []
        title = told.get("headline") or " ".join(below)
        language = re.search(r"^[ \t]*LANGUAGE:[ \t]*(\w+)", text[begin:stop], re.MULTILINE)
        found.append(
            _Found(
                begin,
                after.start() if after else stop,
                {
                    "title": title,
                    "publisher": next((line for line in head[: day or 0] if not _RIGHTS.match(line)), ""),
                    "date": _day(head[day]) if day is not None else "",
                    "author": re.sub(r"\ABy\s+", "", told.get("byline", ""), flags=re.IGNORECASE),
                    "language": _LANGUAGES.get(language[1].lower(), "") if language else "",
                },
            )
        )
    return found


def _proquest(text: str) -> list[_Found]:
    found: list[_Found] = []
    begins = [*_PROQUEST_BEGIN.finditer(text)]
    for this, following in zip(begins, [*begins[1:], None], strict=True):
        stop = following.start() if following else len(text)
        rule = _PROQUEST_RULE.search(text, this.end(), stop)
        stop = rule.start() if rule else stop
        labels = [*_PROQUEST_LABEL.finditer(text, this.end(), stop)]
        told = {label[1].lower(): label[2].strip() for label in labels}
        body = next((label for label in labels if label[1].lower() == "full text"), None)
        if body is None:
            continue
        after = next((n.start() for n in labels if n.start() > body.start() and n[1].lower() in _PROQUEST_AFTER), stop)
        heading = _lines(text, this.end(), labels[0].start())
        found.append(
            _Found(
                body.start(2),
                after,
                {
                    "title": told.get("title") or (heading[0] if heading else ""),
                    "publisher": told.get("publication title", ""),
                    "date": told.get("publication date", ""),
                    "author": told.get("author", ""),
                    "url": told.get("document url", ""),
                    "language": _LANGUAGES.get(told.get("language of publication", "").lower(), ""),
                },
            )
        )
    return found


_PROQUEST_AFTER = frozenset(
    (
        "subject",
        "location",
        "people",
        "company / organization",
        "title",
        "publication title",
        "publication year",
        "publication date",
        "publisher",
        "credit",
        "copyright",
        "identifier / keyword",
        "business indexing term",
    )
)


def _factiva(text: str) -> list[_Found]:
    found: list[_Found] = []
    at = 0
    for end in _FACTIVA_END.finditer(text):
        block = text[at : end.start()]
        one = (
            _coded(text, at, end.start())
            if re.search(r"^[ \t]*HD[ \t]", block, re.MULTILINE)
            else _plain(text, at, end.start())
        )
        if one:
            number = end[0].split()[-1]
            one.told["url"] = f"urn:factiva:{number}"
            found.append(one)
        at = end.end()
    return found


def _plain(text: str, begin: int, end: int) -> _Found | None:
    counted = _WORDS.search(text, begin, end)
    if not counted:
        return None
    head = [line for line in _lines(text, begin, counted.start())]
    author = ""
    if len(head) > 1 and (head[-1].startswith("By ") or _NAME.fullmatch(head[-1])):
        author = head.pop().removeprefix("By ")
    told: dict[str, object] = {"title": head[-1] if head else "", "author": author}
    at = counted.end()
    body = at
    for n, line in enumerate(re.finditer(r"^.*$", text[at:end], re.MULTILINE)):
        words = line[0].strip()
        if not words:
            continue
        if "date" not in told and _DAY.match(words):
            told["date"] = _day(words)
        elif "date" in told and "publisher" not in told and not _TIME.fullmatch(words):
            told["publisher"] = words
        elif words.lower() in _LANGUAGES:
            told["language"] = _LANGUAGES[words.lower()]
            body = at + line.end()
        elif _RIGHTS.match(words):
            body = at + line.end()
            break
        elif "language" in told or len(words.split()) > 12 or n > 40:
            break
    return _Found(body, end, told)


def _coded(text: str, begin: int, end: int) -> _Found | None:
    values: dict[str, list[tuple[int, int]]] = {}
    code = ""
    at = begin
    for line in text[begin:end].split("\n"):
        match = _FACTIVA_CODE.match(line)
        if match:
            code = match[1]
            values.setdefault(code, []).append((at + match.start(2), at + len(line)))
        elif code:
            values[code].append((at, at + len(line)))
        at += len(line) + 1
    if "HD" not in values or not ("TD" in values or "LP" in values):
        return None

    def words(name: str) -> str:
        return " ".join(" ".join(text[b:e].split()) for b, e in values.get(name, [])).strip()

    spans = values.get("LP", []) + values.get("TD", [])
    told: dict[str, object] = {
        "title": words("HD"),
        "author": re.sub(r"\ABy\s+", "", words("BY")),
        "date": _day(words("PD")),
        "publisher": words("SN"),
        "language": _LANGUAGES.get(words("LA").lower(), ""),
    }
    whole = "\n".join(text[b:e] for b, e in spans)
    return _Found(min(b for b, _ in spans), max(e for _, e in spans), told, whole)


def _day(line: str) -> str:
    found = _DAY.match(line)
    return (parse_date(found[1]) if found else None) or ""
