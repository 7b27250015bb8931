"""What a reader could know on some day: a store of only the articles published until then, from what was read already."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kg.errors import Code, KgError
from kg.files import UNFINISHED
from kg.graph.store.database import Database
from kg.graph.store.store import Store

BESIDE = ("authority", "judgement", "correction")
"""Beginnings of the names of tables that hold what is known beside the articles: they are taken over as they are."""

Progress = Callable[[str, int, int | None], None]


@dataclass
class Taken:
    """What of a store was taken over.

    Attributes:
        articles: published by that day.
        later: published after it.
        undated: without a date.
    """

    articles: int = 0
    later: int = 0
    undated: int = 0


def as_of(
    store: str | Path, day: str, target: str | Path, *, undated: bool = False, progress: Progress | None = None
) -> Taken:
    """Derive the story that could be known on a day: equal to a build from only the articles published up to it.

    It is made beside ``target`` and moved there when it is whole.

    Nothing is read again. Of an article that was replaced by a later version of its url only that version is stored, so that
    it is not known before its date. What people judged, and authorities, hold whenever they were entered.

    Args:
        store: the folder of the whole story.
        day: ISO date of the last day.
        target: the new store's folder.
        undated: whether articles without a date are taken over; it cannot be known that they had appeared.
        progress: told the phase ("copying", "resolving"), how many are done and of how many.

    Raises:
        KgError: KG020, KG021, KG023 of ``store``; KG029 where there is a store at ``target``; KG022, KG025.
    """
    tell = progress or (lambda phase, done, total: None)
    taken = Taken()
    with Store(store) as source, _beside(Path(target)) as place:
        wanted = _wanted(source.database, day, undated, taken)
        _derive(source, day, wanted, place, tell)
    return taken


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """A folder for a store, which takes the place of ``target`` when the block ends well, and is gone when it fails.

    Raises:
        KgError: KG029 where there is a store, KG025 where there is anything else; KG022 where another process makes one.
    """
    if (target / "articles.sqlite").exists():
        raise KgError(Code.STORE_EXISTS, path=target)
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise KgError(Code.NOT_A_STORE, path=target)
    target = target.resolve()
    place = target.with_name(target.name + UNFINISHED)
    _clear(place)
    try:
        yield place
        place.rename(target)
    except BaseException:
        shutil.rmtree(place, ignore_errors=True)
        raise


def _clear(place: Path) -> None:
    """Take away what one that was killed left, if nobody is at work on it."""
    if not place.exists():
        return
    try:
        with Store(place) as left, left.writing():
            pass
    except KgError as error:
        if error.code in (Code.STORE_LOCKED, Code.NOT_A_STORE):  # the latter is somebody's own folder
            raise
    shutil.rmtree(place)


def _derive(source: Store, day: str, wanted: list[int], place: Path, tell: Progress) -> None:
    with Store(place, create=True, base=source.iris.base) as new, new.writing():
        with new.database.transaction():
            _copy_beside(source.database, new.database)
            for done, number in enumerate(wanted, 1):
                _copy(source.database, new.database, number)
                tell("copying", done, len(wanted))
        with new.database.transaction():
            new.record.append("as of", judgements=new.judgements.all(), more={"day": day})
        new.authorities.refile()
        new.resolve(lambda done, total: tell("resolving", done, total), show=False)
        new.refresh()


def _wanted(source: Database, day: str, undated: bool, taken: Taken) -> list[int]:
    wanted = []
    for number, published in source.connection.execute("SELECT id, published FROM article ORDER BY key").fetchall():
        if published is None:
            taken.undated += 1
        elif published > day:
            taken.later += 1
        if undated if published is None else published <= day:
            wanted.append(number)
    taken.articles = len(wanted)
    return wanted


def _copy(source: Database, new: Database, number: int) -> None:
    row = source.row(number)
    sketch, entered = source.connection.execute(
        "SELECT sketch, entered FROM article WHERE id = ?", (number,)
    ).fetchone()
    new.add_run(row.run, *source.run(row.run))
    new.put(row.article, row.reading, run=row.run, sketch=sketch)
    new.connection.execute("UPDATE article SET entered = ? WHERE key = ?", (entered, row.key))


def _copy_beside(source: Database, new: Database) -> None:
    """Take over authorities and judgements, whatever tables they have."""
    tables = source.connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name"
    ).fetchall()
    for name, sql in tables:
        if not name.startswith(BESIDE):
            continue
        if not new.connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (name,)).fetchone():
            new.connection.execute(sql)
        for row in source.connection.execute(f"SELECT * FROM {name}"):
            new.connection.execute(f"INSERT OR REPLACE INTO {name} VALUES ({','.join('?' * len(row))})", row)
