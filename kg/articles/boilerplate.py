"""Which stretches of a text are not the article: menus, bylines, captions, share lines, prompts, teasers, copyright.

Precise before complete: what is marked is never read, so a line is marked only where its shape leaves no doubt.
Crossheads, datelines and lists of the article stay. The shapes are data (``kg/articles/data``); here is what is done
with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from kg.articles import phrases
from kg.articles.article import Article, Span
from kg.articles.dates import parse_date
from kg.articles.headline import find_headline, folded
from kg.articles.inline import inside
from kg.articles.markdown import marks
from kg.articles.tables import table_lines

LONGEST = 450
"""Characters; no line of boilerplate in what was looked through is longer, and prose paragraphs mostly are."""

LAST_SENTENCE = 200
"""Characters at the end of a paragraph in which a last "sentence" that is a prompt or a credit is looked for."""

_BULLETS = " \t\u00a0•*·|›»>▸►‣-–—+✕×"
_PARTS = re.compile(r"\s*[|•·›»/]\s*|\t+|\s{2,}")
_PROSE_END = re.compile(r"[.!?…][\"”’')\]]*\Z")
_GLUED = re.compile(r"(?<=[\w’”\"][^\WA-Z_][.!?])[\"”’)]?(?=[A-Z])|(?<=\)[.!?])(?=[A-Z])|(?<=[.!?][\"”’])(?=[A-Z])")
_LAST = re.compile(r"(?<=[\w’”\"%)][.!?])[\"”’)]*\s+(?=[A-Z])")
_ABBREVIATED = re.compile(r"\b[A-Z][a-z]{0,3}\.\Z")
_DOMAIN = re.compile(r"(?:Com|Net|Org|Co|Gov|Js|TV|AI)\b")


@dataclass(slots=True)
class _Line:
    begin: int
    end: int
    text: str
    kind: str = ""  # of boilerplate; "" for what is the article's
    prose: bool = False


def mark(article: Article, *, markdown: bool = False) -> Article:
    """The article with its boilerplate, and with headline, date and author where they are only told in its text.

    Args:
        article: as its reader made it.
        markdown: whether signs of Markdown (``#``, ``**``, ``[…](…)``) are to be passed over too.
    Returns:
        The same text; ``boilerplate`` set. ``headline`` and ``headline_span`` where the source gave none and the first
        line clearly is one; ``published`` and ``author`` where a line of their shape ("Published: 31 March 2025",
        "By …") stands beside the article's prose.
    """
    text = article.text
    lines = _lines(text)
    signs = marks(text) if markdown else []
    _classify(lines, article.headline_span)
    _join_menus(lines)
    _tables(lines, article.headline_span)
    headline, span = article.headline, article.headline_span
    if headline is None:
        free = [(line.begin, line.end) for line in lines if not line.kind]
        span = find_headline(text, free)
        if span and signs:
            span = _without(span, signs)
        headline = text[span[0] : span[1]] if span else None
    _repeated(lines, headline, span)
    published, author = _told(lines, article)
    spans = [(line.begin, line.end) for line in lines if line.kind and line.kind != "day"]
    spans += [part for line in lines if not line.kind for part in _stuck(line)]
    spans += [(line.begin + a, line.begin + b) for line in lines if not line.kind for a, b in inside(line.text)]
    boilerplate = _merged(spans + signs, text)
    marked = replace(
        article, headline=headline, headline_span=span, published=published, author=author, boilerplate=boilerplate
    )
    if boilerplate and not any(map(str.isalnum, marked.readable)):
        return replace(article, boilerplate=())
    return marked


def _lines(text: str) -> list[_Line]:
    """Lines that are not blank; one that ends unfinished and goes on in small letters is one with the next."""
    lines: list[_Line] = []
    at = 0
    for raw in text.split("\n"):
        begin, end = at, at + len(raw)
        at = end + 1
        stripped = raw.strip()
        if not stripped:
            continue
        begin += raw.index(stripped[0])
        end = begin + len(stripped)
        last = lines[-1] if lines else None
        goes_on = (
            last
            and stripped[0].islower()
            and text.count("\n", last.end, begin) == 1
            and not _PROSE_END.search(last.text)
        )
        if last and goes_on and len(last.text) < LONGEST:
            last.end, last.text = end, text[last.begin : end]
        else:
            lines.append(_Line(begin, end, stripped))
    for line in lines:
        words = line.text.count(" ") + 1
        line.prose = words >= 25 or (words >= 9 and bool(_PROSE_END.search(line.text)))
    return lines


def _classify(lines: list[_Line], headline: Span | None) -> None:
    prose = [i for i, line in enumerate(lines) if line.prose and not _any_pattern(line.text)]
    first, last = (prose[0], prose[-1]) if prose else (len(lines), -1)
    for i, line in enumerate(lines):
        if len(line.text) > LONGEST or (headline and line.begin < headline[1] and headline[0] < line.end):
            continue
        if is_menu(line.text):
            line.kind = "menu"
            continue
        flat = re.sub(r"\s+", " ", line.text).strip(_BULLETS)
        for pattern in phrases.patterns():
            if pattern.edge and first < i < last:
                continue
            if pattern.shape.fullmatch(flat):
                line.kind = pattern.kind
                break


def _tables(lines: list[_Line], headline: Span | None) -> None:
    for i in table_lines([line.text for line in lines]):
        line = lines[i]
        if not line.kind and not (headline and line.begin < headline[1] and headline[0] < line.end):
            line.kind = "table"


def _any_pattern(text: str) -> bool:
    if len(text) > LONGEST:
        return False
    flat = re.sub(r"\s+", " ", text).strip(_BULLETS)
    return any(pattern.shape.fullmatch(flat) for pattern in phrases.patterns())


def is_menu(text: str) -> bool:
    """Whether a line is one or more words of menus, with bullets or separators or without."""
    if len(text) > 200:
        return False
    parts = [part.strip(_BULLETS).casefold().replace("’", "'") for part in _PARTS.split(text)]
    parts = [part for part in parts if part]
    if not parts:
        return False
    menu, sections = phrases.menu(), phrases.sections()
    bulleted = text[0] in "|•›»" or len(parts) > 2
    if all(part in menu or part in sections for part in parts):
        return bulleted or any(part in menu and part not in sections for part in parts)
    words = text.split()
    return 2 <= len(words) <= 4 and words[-1].casefold() in phrases.widgets() and all(w[0].isupper() for w in words)


def _join_menus(lines: list[_Line]) -> None:
    """A name of a section, or of a widget, is one of the menu where it stands among parts of one."""
    sections = phrases.sections()
    for i, line in enumerate(lines):
        if line.kind or line.text.strip(_BULLETS).casefold() not in sections:
            continue
        before = i == 0 or lines[i - 1].kind == "menu"
        after = i + 1 == len(lines) or lines[i + 1].kind == "menu" or lines[i + 1].text.casefold() in sections
        if before and after and len(lines) > 1:
            line.kind = "menu"


def _repeated(lines: list[_Line], headline: str | None, span: Span | None) -> None:
    """The headline once more, alone or as a caption (with a credit after it)."""
    if not headline or not span:
        return
    name = folded(headline)
    for line in lines:
        if line.begin < span[1] and span[0] < line.end:
            continue
        if not line.kind and len(name) > 15 and folded(line.text) == name and not line.text.endswith("."):
            line.kind = "headline"


def _told(lines: list[_Line], article: Article) -> tuple[str | None, str | None]:
    """Day and author that lines before the prose tell, where the source gave none."""
    published, author = article.published, article.author
    for line in lines:
        if line.prose and not line.kind:
            break
        if line.kind not in ("date", "day", "byline"):
            continue
        flat = re.sub(r"\s+", " ", line.text).strip(_BULLETS)
        for pattern in phrases.patterns():
            found = pattern.shape.fullmatch(flat) if pattern.kind == line.kind else None
            if not found:
                continue
            said = found.groupdict()
            if line.kind == "byline":
                author = author or said.get("author")
            elif published is None and not re.match(r"(?i)last|updat|modif|creat", said.get("stamp") or ""):
                published = _day(said["date"])
            break
    return published, author


def day_of_line(line: str) -> str | None:
    """The day of publication that a line is, and nothing else ("Published 17 April 2031, 08:30"); None of other lines."""
    for pattern in phrases.patterns():
        found = pattern.shape.fullmatch(line) if pattern.kind in ("date", "day") else None
        if found and not re.match(r"(?i)last|updat|modif|creat", found.groupdict().get("stamp") or ""):
            return _day(found["date"])
    return None


def _day(words: str) -> str | None:
    found = parse_date(words)
    if found is None:  # "31 March 2025 at 10:20 PDT | 3 min"
        inner = re.search(
            rf"\d{{1,2}}(?:st|nd|rd|th)?\s+{phrases.MONTH}\.?,?\s+\d{{4}}"
            rf"|{phrases.MONTH}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|\d{{4}}-\d\d-\d\d",
            words,
        )
        found = parse_date(inner[0]) if inner else None
    return found


def _stuck(line: _Line) -> Iterable[Span]:
    """Words of menus and teasers that are stuck to the sentences of a line."""
    text = line.text
    if found := phrases.glued_before().match(text):
        yield line.begin + found.start("phrase"), line.begin + found.end("phrase")
    if found := phrases.glued_after().search(text):
        yield line.begin + found.start(), line.begin + found.end()
        return
    begin = None
    for found in _GLUED.finditer(text, max(0, len(text) - 160)):
        begin = found.end()
    if begin is not None and not _ABBREVIATED.search(text[:begin]) and _is_teaser(text[begin:]):
        yield line.begin + begin, line.end
        return
    for found in _LAST.finditer(text, max(0, len(text) - LAST_SENTENCE)):
        if not _ABBREVIATED.search(text[: found.start()]):
            begin = found.end()
    if begin is not None and text.count(" ", 0, begin) >= 9 and (is_menu(text[begin:]) or _any_pattern(text[begin:])):
        yield line.begin + begin, line.end


def _is_teaser(tail: str) -> bool:
    """Whether the words stuck behind a line's last sentence are the title of another story, or a prompt."""
    if is_menu(tail) or _any_pattern(tail):
        return True
    words = tail.split()
    if not 3 <= len(words) <= 14 or min(len(words[0]), len(words[-1])) < 2:
        return False
    return not (_PROSE_END.search(tail) or tail[-1] in ",;:-–—" or "@" in tail or _DOMAIN.match(tail))


def _without(span: Span, signs: list[Span]) -> Span:
    begin, end = span
    for left, right in signs:
        if left <= begin < right:
            begin = right
        if left < end <= right and left > begin:
            end = left
    return begin, end


def _merged(spans: list[Span], text: str) -> tuple[Span, ...]:
    """Sorted, disjoint; what only blanks part is one."""
    merged: list[Span] = []
    for begin, end in sorted(span for span in spans if span[0] < span[1]):
        if merged and (begin <= merged[-1][1] or not text[merged[-1][1] : begin].strip()):
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((begin, end))
    return tuple(merged)
