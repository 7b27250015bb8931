"""A store is a folder: ``articles.sqlite``, the truth, and ``graph/``, an Oxigraph derived from it and mended when it lags.

One process writes at a time. Readers never touch the live graph: they open ``snapshots/<generation>``, hard links that
nobody writes to.
"""

from __future__ import annotations

import fcntl
import gc
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox

from kg.errors import Code, KgError
from kg.files import write_whole
from kg.graph.store import folder
from kg.graph.store.damage import error_of
from kg.graph.store.database import DEFAULT_BASE, Database
from kg.graph.store.opening import opens
from kg.graph.store.parts import ENTITY, PLACE, Parts
from kg.graph.store.record import Record
from kg.graph.vocabulary import Iris
from kg.graph.writing.evidence import evidence_quads
from kg.graph.writing.judgements import Judgement, Judgements, Target
from kg.graph.writing.ontology import ontology_quads
from kg.graph.writing.own_types import own_type_quads
from kg.graph.writing.story import StoryWriter
from kg.story.entities.authorities import Authorities
from kg.story.index import Index
from kg.story.judgements import Anchor
from kg.story.resolution import Resolver

BATCH = 10_000
"""Articles resolved in one transaction: bounds memory, changes no result. Each batch settles again what it touches of those
before it, so that large ones cost less in all."""

LINES = 400_000
"""Lines given to Oxigraph at once (some 60 MB; it takes ten times that): the more, the less it has to merge."""

BULK = 5_000
"""Lines from which its bulk loader is the quicker way in."""

Progress = Callable[[int, int], None]


@contextmanager
def without_collector() -> Iterator[None]:
    """Leave cyclic garbage alone: millions of small values that make none are not walked through again and again."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _counting(progress: Progress | None, before: int, size: int, total: int) -> Callable[[float], None]:
    """Tells the share of a batch that is done as a number of articles of all, each number once."""
    told = -1

    def tell(share: float) -> None:
        nonlocal told
        done = before + int(share * size)
        if progress and done > told:
            told = done
            progress(done, total)

    return tell


class Store:
    """A story on disk.

    Args:
        path: the folder.
        create: make it where it is missing.
        base: of the IRIs of data, for a new store.

    Raises:
        KgError: KG020, KG021, KG023, KG025; KG037 for a base that is none; KG091; KG142.
    """

    def __init__(self, path: Path | str, *, create: bool = False, base: str = DEFAULT_BASE) -> None:
        self.path = Path(path)
        if self.path.exists() and (not self.path.is_dir() or self._foreign()):
            raise KgError(Code.NOT_A_STORE, path=self.path)
        if create:
            _check_base(base)
            self.path.mkdir(parents=True, exist_ok=True)
        folder.check(self.path)
        self.writable = folder.writable(self.path)
        self.database = Database(
            self.path / folder.DATABASE, create=create, base=base, writable=self.writable or create
        )
        self.iris = Iris(self.database.base)
        try:
            self.index = Index(self.database.connection)
            self.parts = Parts(self.database.connection)
            self.authorities = Authorities(self.database.connection)
            self.judgements = Judgements(self.database.connection, self.iris)
            self.record = Record(self.database.connection, self.database.stored, self.judgements.all)
        except (sqlite3.Error, UnicodeDecodeError) as error:
            self.database.close()
            raise (error_of(error, self.path) or error) from error

    def _foreign(self) -> bool:
        return any(self.path.iterdir()) and not (self.path / "articles.sqlite").exists()

    def close(self) -> None:
        self.database.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        self.close()
        if told := error_of(error, self.path):
            raise told from error

    # ------------------------------------------------------------------ writing

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the right to write.

        Raises:
            KgError: KG022 when another process holds it, KG143 where nothing can be written.
        """
        if not self.writable:
            raise KgError(Code.STORE_READ_ONLY, path=self.path)
        handle = folder.lock(self.path)
        try:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise KgError(Code.STORE_LOCKED, path=self.path) from error
            yield
        finally:
            os.close(handle)

    def resolve(self, progress: Progress | None = None, *, show: bool = True) -> None:
        """Bring the story up to date with the articles; inside :meth:`writing`.

        Args:
            progress: told how many articles are done, and of how many.
            show: whether a graph on disk follows batch by batch; else, and where there is none yet, :meth:`refresh` makes
                up for it.
        """
        c = self.database.connection
        waiting = [n for (n,) in c.execute("SELECT id FROM article WHERE resolved = 0 ORDER BY key")]
        removed = c.execute("SELECT id, key FROM removed ORDER BY key").fetchall()
        total = len(waiting)
        show = show and self.shown() >= 0  # a graph that is not there yet is written once, at the end
        while waiting or removed or self.authorities.pending:
            batch, waiting = waiting[:BATCH], waiting[BATCH:]
            tell = _counting(progress, total - len(waiting) - len(batch), len(batch), total)
            with self.database.transaction(), without_collector():
                runs = {key: (software, model) for key, software, model in c.execute("SELECT * FROM run")}
                types = self.database.types
                writer = StoryWriter(self.parts, self.iris, runs, types)
                resolver = Resolver(self.index, self.database.row, self._anchors, types.broader)
                resolver.resolve(batch, removed, writer, tell)
                for _, key in removed:
                    self.parts.touch(f"evidence {key}")
                for (key,) in self.index.select("SELECT key FROM article WHERE id IN (?)", batch):
                    self.parts.touch(f"evidence {key}")
                c.execute("DELETE FROM removed")
                c.executemany("UPDATE article SET resolved = 1 WHERE id = ?", [(n,) for n in batch])
                generation = self.database.generation + 1
                self.parts.seal(generation)
                self.database.set("generation", str(generation))
            removed = []
            if show:
                self.refresh()
            tell(1.0)

    def _anchors(self, key: str) -> list[Anchor]:
        """What people judged of one article."""
        row = self.database.connection.execute("SELECT id FROM article WHERE key = ?", (key,)).fetchone()
        return self.judgements.anchors(key, lambda: self.database.row(row[0]).reading)

    def judge(
        self, kind: str, left: Target, right: Target | None = None, *, show: bool = True, **more: str | None
    ) -> Judgement:
        """Keep a decision and bring the story up to date with it; inside :meth:`writing`.

        Args:
            kind, left, right: what was decided.
            show: as in :meth:`resolve`.
            more: value, reason, by, made, as in :meth:`kg.graph.writing.judgements.Judgements.add`.
        """
        with self.database.transaction():
            judgement = self.judgements.add(kind, left, right, **more)
            self.record.append("judgement", judgements=[judgement])
            self._follow(judgement)
        self.resolve(show=show)
        if show:
            self.refresh()
        return judgement

    def take_back(self, judgement: Judgement, *, show: bool = True) -> Judgement:
        """Take a decision back; it stays on record; inside :meth:`writing`.

        Raises:
            KgError: KG060.
        """
        with self.database.transaction():
            judgement = self.judgements.retract(judgement.id)
            self.record.append("taking back", judgements=[judgement])
            self._follow(judgement)
        self.resolve(show=show)
        if show:
            self.refresh()
        return judgement

    def _follow(self, judgement: Judgement) -> None:
        """Write a judgement to its graph and let its articles be resolved again."""
        self.parts.put(f"judgement {judgement.id}", self.judgements.lines(judgement))
        keys = [t.article for t in (judgement.left, judgement.right) if t]
        self.database.connection.executemany("UPDATE article SET resolved = 0 WHERE key = ?", [(k,) for k in keys])
        generation = self.database.generation + 1
        self.parts.seal(generation)
        self.database.set("generation", str(generation))

    def rebuild(self, progress: Progress | None = None) -> None:
        """Derive story and graph again from the readings; inside :meth:`writing`."""
        c = self.database.connection
        with self.database.transaction():
            self.index.clear()
            self.parts.clear()
            self.authorities.refile()
            self.parts.put("types", own_type_quads(self.database.types))
            for judgement in self.judgements.all():
                self.parts.put(f"judgement {judgement.id}", self.judgements.lines(judgement))
            c.execute("UPDATE article SET resolved = 0")
            c.execute("DELETE FROM removed")
            self.database.set("generation", str(self.database.generation + 1))
        self._discard_graph()
        self.resolve(progress, show=False)
        self.refresh()

    # ------------------------------------------------------------------ the graph on disk

    @property
    def _marker(self) -> Path:
        return self.path / "graph.generation"

    def shown(self) -> int:
        """The generation that the graph on disk shows; -1 without one."""
        if not (self.path / "graph" / "CURRENT").exists():
            return -1
        try:
            return int(self._marker.read_text())
        except (OSError, ValueError):
            return -1

    def _discard_graph(self) -> None:
        self._marker.unlink(missing_ok=True)
        shutil.rmtree(self.path / "graph", ignore_errors=True)

    def refresh(self) -> None:
        """Bring the graph on disk up to the present generation, mending or remaking it; inside :meth:`writing`."""
        wanted, shown = self.database.generation, self.shown()
        if shown == wanted and self._snapshot(wanted).is_dir():
            self._forget_snapshots(wanted)  # one that was killed here left them, and what was removed since in them
            return
        if shown < 0 or self.parts.kept_since(shown) != wanted - shown or not opens(self.path / "graph"):
            live = self._anew()
        else:
            try:
                live = self._live()
            except (OSError, RuntimeError):  # the latter is what Oxigraph calls corruption
                live = self._anew()
                shown = wanted
            for generation in range(shown + 1, wanted + 1):
                self._apply(live, generation)
        live.flush()
        write_whole(self._marker, str(wanted))
        self.parts.forget(wanted)
        self._take_snapshot(live, wanted)

    def _live(self) -> ox.Store:
        return ox.Store(str(self.path / "graph"))

    def _anew(self) -> ox.Store:
        """The graph on disk, made anew."""
        self._discard_graph()
        live = self._live()
        with without_collector():
            self._write(live, self._everything())
        live.optimize()  # now, or else the next small change has to wait for it
        return live

    def _everything(self) -> Iterator[str]:
        """All lines of the graph, layer by layer."""
        yield from ontology_quads()
        for lines in self.parts.all():
            yield from lines
        for row in self.database.rows():
            yield from evidence_quads(row.article, row.reading, self.iris, run=row.run)

    def _apply(self, live: ox.Store, generation: int) -> None:
        """What led to one generation; doing it twice changes nothing."""
        old: set[str] = set()
        new: set[str] = set()
        evidence: list[str] = []
        again: set[str] = set()
        for owner, lines in self.parts.changed(generation):
            kind, _, name = owner.partition(" ")
            if kind == "evidence":
                evidence.append(name)
                continue
            old.update(lines)
            if f"{kind} " in (ENTITY, PLACE):  # a place may be told by articles and pointed at as a container at once
                told, hidden = self.parts.told_of(name)
                old.update(hidden)
                new.update(told)
                again.update(told)  # an old line may have been hidden so far
            else:
                new.update(self.parts.lines(owner))
        for quad in ox.parse("\n".join(sorted(old - new)).encode(), format=ox.RdfFormat.N_QUADS):
            live.remove(quad)
        self._write(live, sorted((new - old) | again))
        for name in evidence:
            graph = ox.NamedNode(self.iris.article(name))
            if live.contains_named_graph(graph):  # to remove what is not there takes 25 ms
                live.remove_graph(graph)
        self._write(live, self._evidence(evidence))

    def _evidence(self, keys: Iterable[str]) -> Iterator[str]:
        for key in keys:
            row = self.database.connection.execute("SELECT id FROM article WHERE key = ?", (key,)).fetchone()
            if row:
                stored = self.database.row(row[0])
                yield from evidence_quads(stored.article, stored.reading, self.iris, run=stored.run)

    @staticmethod
    def _write(live: ox.Store, lines: Iterable[str]) -> None:
        waiting: list[str] = []

        def give() -> None:
            data = "\n".join(waiting).encode()
            if len(waiting) >= BULK:
                live.bulk_load(data, format=ox.RdfFormat.N_QUADS)
            else:
                live.extend(ox.parse(data, format=ox.RdfFormat.N_QUADS))
            waiting.clear()

        for line in lines:
            waiting.append(line)
            if len(waiting) >= LINES:
                give()
        if waiting:
            give()

    # ------------------------------------------------------------------ reading

    def _snapshot(self, generation: int) -> Path:
        return self.path / "snapshots" / str(generation)

    def _take_snapshot(self, live: ox.Store, generation: int) -> None:
        snapshots = self.path / "snapshots"
        snapshots.mkdir(exist_ok=True)
        target = self._snapshot(generation)
        unfinished = snapshots / "unfinished"
        for old in (target, unfinished):
            shutil.rmtree(old, ignore_errors=True)
        live.backup(str(unfinished))
        unfinished.rename(target)
        self._forget_snapshots(generation)

    def _forget_snapshots(self, present: int) -> None:
        """Take away those of other generations."""
        for other in (self.path / "snapshots").iterdir():
            if other != self._snapshot(present):
                shutil.rmtree(other, ignore_errors=True)

    def snapshot(self) -> Path:
        """A folder with the present graph, for reading; the graph is mended first where it lags.

        Raises:
            KgError: KG022 when it lags and another process is writing.
        """
        target = self._snapshot(self.database.generation)
        if not target.is_dir():
            with self.writing():
                self.resolve()
                self.refresh()
            target = self._snapshot(self.database.generation)
        return target

    def graph(self) -> ox.Store:
        """The present graph, read-only, in this process."""
        return ox.Store.read_only(str(self.snapshot()))


def _check_base(base: str) -> None:
    """See that IRIs can be made of ``base``.

    Raises:
        KgError: KG037.
    """
    try:
        list(ox.parse(f"<{base}article/0#char=0,1> <urn:p> <urn:o> .".encode(), format=ox.RdfFormat.N_TRIPLES))
        right = base.endswith("/")
    except (SyntaxError, ValueError):
        right = False
    if not right:
        raise KgError(Code.BAD_VALUE, value=base, parameter="--base", wanted="an absolute IRI that ends in /")
