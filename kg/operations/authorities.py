"""Authority file → store: take its entries in, and link the story to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from kg.errors import Code, KgError
from kg.graph.store.store import Store
from kg.knowledge.authority import read_authority
from kg.knowledge.authority_entry import CLASSES, Entry
from kg.story.entities.authorities import Change

BATCH = 5_000
"""Entries taken in as one transaction."""

Progress = Callable[[str, int, int | None], None]


@dataclass
class Imported(Change):
    """What an import did: entries that were new, changed or the same, and what was wrong with lines that were passed over."""

    errors: list[KgError] = field(default_factory=list)

    @property
    def read(self) -> int:
        return self.new + self.changed + self.same


def import_authority(
    store: str | Path,
    path: str | Path,
    *,
    classes: Iterable[str] = CLASSES,
    prior: float = 0.0,
    progress: Progress | None = None,
) -> Imported:
    """Take an authority file in; doing it twice changes nothing.

    What stands in the store is linked anew where the entries concern it. An interrupted import goes on when it is called again.

    Args:
        store: the folder.
        path: ``.jsonl``, ``.csv`` or a Wikidata dump ``.json``, packed as ``.gz`` or ``.bz2`` or not.
        classes: which entries to take: person, organization, place, group, thing.
        prior: entries less known than this are passed over.
        progress: told the phase, how much is done, and of how much.

    Raises:
        KgError: KG002, KG022, KG061.
    """
    tell = progress or (lambda phase, done, total: None)
    with Store(store) as target, target.writing():
        report = take_in(target, path, classes=classes, prior=prior, progress=tell)
        target.resolve(lambda done, total: tell("linking", done, total))
        target.refresh()
    return report


def take_in(
    target: Store, path: str | Path, *, classes: Iterable[str] = CLASSES, prior: float = 0.0, progress: Progress
) -> Imported:
    """Take an authority file in, inside :meth:`kg.graph.store.store.Store.writing`; who resolves next links the story to it.

    Args:
        target: the store.
        path, classes, prior, progress: as in :func:`import_authority`.

    Raises:
        KgError: KG002, KG061.
    """
    report = Imported()
    items = read_authority(path, classes=classes, prior=prior, on_error=report.errors.append)
    while batch := list(islice(items, BATCH)):
        with target.database.transaction():
            change = target.authorities.put(batch, Path(path).name)
        report.new += change.new
        report.changed += change.changed
        report.same += change.same
        report.labels += change.labels
        progress("importing", report.read, None)
    if report.new or report.changed:
        with target.database.transaction():
            told = {"file": Path(path).name, "new": str(report.new), "changed": str(report.changed)}
            target.record.append("authority", more=told)
    return report


def remove_entries(store: str | Path, names: Iterable[str]) -> int:
    """Take entries out, and their links with them.

    Args:
        store: the folder.
        names: ids of entries, or names of files that were imported.

    Returns:
        How many were taken out.

    Raises:
        KgError: KG062 when a name is neither.
    """
    with Store(store) as target, target.writing():
        ids: list[str] = []
        for name in names:
            found = target.authorities.of_source(name) or [name] * (target.authorities.get(name) is not None)
            if not found:
                raise KgError(Code.NO_ENTRY, name=name)
            ids += found
        with target.database.transaction():
            gone = target.authorities.remove(ids)
            target.record.append("authority", more={"removed": str(gone)})
        target.resolve()
        target.refresh()
    return gone


def entries(store: str | Path, name: str | None = None, *, limit: int = 20) -> list[Entry]:
    """Entries of the authority, the best known first; of all, or of those called ``name``."""
    with Store(store) as target:
        return target.authorities.entries(name, limit=limit)
