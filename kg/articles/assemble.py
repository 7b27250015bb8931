"""What a reader found, put together to an Article: headline before text, fields cleaned, limits kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kg.articles.article import Article, Span
from kg.articles.boilerplate import mark
from kg.articles.cleaning import clean, flat, iri, language_tag
from kg.articles.dates import parse_date, parse_moment
from kg.articles.languages import language_of
from kg.articles.markup import seen
from kg.errors import Code, KgError

MAX_CHARACTERS = 1_000_000
"""A longer text, its headline included, is no article; spaCy's pipelines take no more than that."""


def assemble(
    text: str,
    told: Mapping[str, object],
    *,
    source: str,
    date: str | None = None,
    publisher: str | None = None,
    markdown: bool = False,
    pages: tuple[int, ...] = (),
) -> Article:
    """An article of its text and of what its source tells about it.

    Args:
        text: the article's words, exactly as they are to be analysed (but for :func:`kg.articles.cleaning.clean`).
        told: title, date, modified, publisher, author, url, language, each absent, a string,
            or what else a YAML or JSON value may be.
        source: the file, and line, for messages.
        date, publisher: for an article whose source gives none.
        pages: where pages begin in ``text``.
        markdown: whether marks of Markdown are boilerplate.
    Returns:
        The article, headline put before the text (with a blank line) where the text does not begin with it, and its
        boilerplate marked.
    Raises:
        KgError: NO_TEXT, TOO_LARGE, BAD_DATE.
    """
    _within_limit(text, source)
    pages = tuple(len(seen(clean(text[:page]))) for page in pages)
    text = seen(clean(text))
    if not any(map(str.isalnum, text)):
        raise KgError(Code.NO_TEXT, path=source)
    published = None
    if given := flat(told.get("date")):
        published = parse_date(given)
        if published is None:
            raise KgError(Code.BAD_DATE, path=source, value=given)
    headline = seen(flat(told.get("title"))) or None
    body = len(text)
    text, span = with_headline(text, headline)
    pages = tuple(page and page + len(text) - body for page in pages)
    _within_limit(text, source)
    language, foreign = language_of(text, language_tag(flat(told.get("language"))))
    article = Article(
        text=text,
        headline=headline,
        headline_span=span,
        published=published,
        publisher=seen(flat(told.get("publisher"))) or publisher or None,
        author=seen(flat(told.get("author"))) or None,
        url=iri(flat(told.get("url"))),
        language=language,
        source=source,
        modified=parse_moment(flat(told.get("modified"))),
        foreign=foreign,
        pages=pages,
    )
    article = mark(article, markdown=markdown)
    return article if article.published or not date else replace(article, published=date)


def _within_limit(text: str, source: str) -> None:
    if len(text) > MAX_CHARACTERS:
        raise KgError(Code.TOO_LARGE, path=source, size=f"{len(text)} characters", limit=MAX_CHARACTERS)


def with_headline(text: str, headline: str | None) -> tuple[str, Span | None]:
    """``text``, headline and a blank line before it unless it begins with it, and where the headline stands."""
    if not headline:
        return text, None
    lead = len(text) - len(text.lstrip())
    if text.startswith(headline, lead):
        return text, (lead, lead + len(headline))
    return f"{headline}\n\n{text}", (0, len(headline))
