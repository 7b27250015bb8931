"""An article that is in is mended: its date, publisher or title."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from kg.articles.article import Article
from kg.articles.cleaning import one_line
from kg.articles.dates import parse_date
from kg.articles.markup import seen
from kg.errors import Code, KgError
from kg.graph.store.store import Store
from kg.operations.build import Progress, build_articles
from kg.reading import DEFAULT_MODEL


def amend(
    store: str | Path,
    name: str,
    *,
    date: str | None = None,
    publisher: str | None = None,
    title: str | None = None,
    model: str = DEFAULT_MODEL,
    progress: Progress | None = None,
) -> Article:
    """Give an article another date, publisher or title, and read it again: days that it tells are reckoned from its date.

    What it was stays on record, so that putting the same file in again changes nothing.

    Args:
        store: the folder.
        name: of the article: its url, IRI, key, source file or headline.
        date: YYYY-MM-DD.
        publisher, title: as people write them.
        model, progress: as in :func:`kg.operations.build.build`.

    Returns:
        The article as it is now.

    Raises:
        KgError: KG024, KG028; KG006 for a date that is none; KG090 where nothing is to be changed; KG154 where it would become
            one that is in already; what goes wrong in reading.
    """
    changes: dict[str, str | None] = {}
    if date is not None:
        changes["published"] = parse_date(date)
        if changes["published"] is None:
            raise KgError(Code.BAD_DATE, path=name, value=date)
    for key, value in (("publisher", publisher), ("headline", title)):
        if value is None:
            continue
        changes[key] = seen(one_line(value))
        if not changes[key]:
            raise KgError(Code.BAD_VALUE, value=value, parameter=f"the {key}", wanted="some words")
    if not changes:
        raise KgError(Code.USAGE, why="Nothing to amend: give a date, a publisher or a title")
    with Store(store) as target:
        number = target.database.find_article(name)
        old = target.database.row(number).article
        new = replace(old, **changes)  # type: ignore[arg-type]
        if new.key != old.key and target.database.known([new.key]):
            raise KgError(Code.AMENDED_TWICE, name=name, key=new.key)
        with target.writing():
            target.database.remove(number)
            target.database.pass_over(old)
            target.resolve()
    report = build_articles([new], store, model=model, jobs=1, progress=progress, amending=True)
    if not report.read and not report.kept:
        build_articles([old], store, model=model, jobs=1, amending=True)
        raise report.errors[0] if report.errors else KgError(Code.AMENDED_TWICE, name=name, key=new.key)
    return new
