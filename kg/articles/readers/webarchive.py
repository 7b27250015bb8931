"""Pages that Safari saved (``.webarchive``), and pages that SingleFile saved with their parts packed within."""

from __future__ import annotations

import io
import plistlib
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace

from kg.articles.article import Article
from kg.articles.cleaning import iri
from kg.articles.packed import ZIP_FAULTS
from kg.articles.readers.html import read_page
from kg.errors import Code, KgError

OnError = Callable[[KgError], None]

MAX_PART = 40_000_000
PAGES = frozenset(("text/html", "application/xhtml+xml"))


def read_webarchive(
    data: bytes, *, source: str, date: str | None = None, publisher: str | None = None, on_error: OnError
) -> Iterator[Article]:
    """The article of a page that Safari saved, and of its frames none.

    Everything as pages have it; the address is the one under which it was saved, where the page gives none itself.

    Args:
        data: a property list, binary or XML.
        source: its file's name.
        date, publisher: for a page that gives none.
        on_error: is told what else there is to know.
    Raises:
        KgError: BAD_DOCUMENT, and what pages raise.
    """
    try:
        main = plistlib.loads(data)["WebMainResource"]
        body, kind = main["WebResourceData"], main.get("WebResourceMIMEType", "text/html")
        if not isinstance(body, bytes):
            raise ValueError("its page is no data")
    except Exception as error:  # the library raises what it likes on what it cannot read
        why = "it holds no page" if isinstance(error, KeyError | TypeError) else str(error) or type(error).__name__
        raise KgError(Code.BAD_DOCUMENT, path=source, kind="a web archive", why=why) from error
    if kind.lower() not in PAGES:
        raise KgError(Code.NOTHING_IN_IT, path=source, what=f"its main part is {kind}")
    address = iri(str(main.get("WebResourceURL", ""))) or ""
    charset = main.get("WebResourceTextEncodingName")
    told = {"date": date, "publisher": publisher, "charset": charset if isinstance(charset, str) else None}
    for article in read_page(body, source=source, on_error=on_error, **told):
        yield article if article.url or not address.startswith("http") else replace(article, url=address)


def read_packed_page(
    data: bytes, *, source: str, date: str | None = None, publisher: str | None = None, on_error: OnError
) -> Iterator[Article]:
    """The article of a page in SingleFile's second form: an HTML file that carries the page as a zip file within it.

    Raises:
        KgError: BAD_DOCUMENT, and what pages raise.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            part = packed.getinfo("index.html")
            if part.flag_bits & 1:
                raise KgError(Code.LOCKED, path=source)
            with packed.open(part) as file:
                page = file.read(MAX_PART + 1)
    except (KeyError, *ZIP_FAULTS) as error:
        why = "it holds no index.html" if isinstance(error, KeyError) else str(error)
        raise KgError(Code.BAD_DOCUMENT, path=source, kind="a page of SingleFile", why=why) from error
    if len(page) > MAX_PART:
        raise KgError(Code.TOO_LARGE, path=source, size=f"more than {MAX_PART} bytes", limit=MAX_PART)
    yield from read_page(page, source=source, date=date, publisher=publisher, charset="utf-8", on_error=on_error)
