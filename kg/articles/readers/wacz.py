"""WACZ: archives of web pages, packed together with an index (of which only the archives are read)."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from typing import BinaryIO, cast

from kg.articles.article import Article
from kg.articles.packed import ZIP_FAULTS
from kg.errors import Code, KgError

OnError = Callable[[KgError], None]


def read_wacz(
    file: BinaryIO, *, source: str, date: str | None = None, publisher: str | None = None, on_error: OnError
) -> Iterator[Article]:
    """The articles of all archives in a WACZ file, in order of their names. Its list of pages may lack; it is not asked.

    Args:
        file: the WACZ file, which can be sought in.
        source: its name; an article's source is this with the archive and the number of its record.
        date, publisher: for pages that give none.
        on_error: is told of what is wrong with a record, an archive, or the file.
    Raises:
        KgError: BAD_DOCUMENT.
    """
    from kg.articles.readers.warc import read_warc  # loads its library only where there is an archive

    try:
        packed = zipfile.ZipFile(file)
    except ZIP_FAULTS as error:
        raise KgError(Code.BAD_DOCUMENT, path=source, kind="WACZ", why=str(error)) from error
    with packed:
        names = sorted(n for n in packed.namelist() if n.lower().endswith((".warc", ".warc.gz")))
        if not names:
            on_error(KgError(Code.NOTHING_IN_IT, path=source, what="no archive is in it"))
        for name in names:
            try:
                with packed.open(name) as archive:
                    yield from read_warc(
                        cast(BinaryIO, archive), source=f"{source}/{name}", date=date, publisher=publisher, on_error=on_error
                    )
            except ZIP_FAULTS as error:
                on_error(KgError(Code.BAD_DOCUMENT, path=f"{source}/{name}", kind="an archive", why=str(error)))
