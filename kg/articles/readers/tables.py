"""Tables (CSV, TSV) whose columns are the fields of articles, as exports of tools are."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator

from kg.articles.article import Article
from kg.articles.cleaning import decode
from kg.articles.phrases import fields
from kg.articles.readers.records import read_record
from kg.errors import Code, KgError

OnError = Callable[[KgError], None]


OF_TABLES = {"article": "text", "article_text": "text", "full_text": "text", "heading": "title", "web_url": "url"}
"""Names of columns that are none of fields in JSON, where an "article" is an object."""


def _field(name: str, known: dict[str, str]) -> str:
    """The field that a column is: "Published Date" and "published_date" are one."""
    low = name.lower()
    joined = low.replace(" ", "_")
    return known.get(low) or OF_TABLES.get(joined) or known.get(joined) or known.get(low.replace(" ", "")) or name


def read_table(
    data: bytes, *, source: str, date: str | None = None, publisher: str | None = None, on_error: OnError
) -> Iterator[Article]:
    """The articles of a table, one a row, under the names that JSON knows (``kg/articles/data/fields.tsv``), small or capital.

    Args:
        data: the file; commas, semicolons or tabs part its columns, as its first line tells.
        source: its name; an article's source is this with the number of its row.
        date, publisher: for rows that give none.
        on_error: is told of each row that is no article.
    Raises:
        KgError: UNKNOWN_FORMAT where no column has texts.
    """
    text = decode(data).lstrip("\ufeff")
    first = text.split("\n", 1)[0]
    sign = max(",;\t|", key=first.count)
    csv.field_size_limit(10_000_000)
    names = {name.lower(): name for known in fields().values() for name in known}
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
        header = [_field(name.strip(), names) for name in next(rows, [])]
        texts = fields()["text"]
        if not any(name in texts for name in header) or len(header) < 2:
            raise KgError(Code.UNKNOWN_FORMAT, path=source, what="a table without a column of texts")
        for number, row in enumerate(rows, 1):
            if not any(row):
                continue
            try:
                record = dict(zip(header, row, strict=False))
                yield read_record(record, source, number, date=date, publisher=publisher, on_error=on_error)
            except KgError as error:
                on_error(error)
    except csv.Error as error:
        raise KgError(Code.BAD_DOCUMENT, path=source, kind="a table", why=str(error)) from error
