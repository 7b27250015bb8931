"""The store behind the server: its newest generation, opened once, with processes that answer queries.

A store may be written to meanwhile. Between two requests the server looks for a newer snapshot; a request that is under
way keeps the generation it began with.
"""

from __future__ import annotations

import contextlib
import functools
import itertools
import queue
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.errors import Code, KgError
from kg.graph.asking.event_lookup import find_events
from kg.graph.asking.limited import LimitedGraph
from kg.graph.asking.lookup import Names
from kg.graph.asking.rows import Rows, Solution
from kg.graph.asking.sparql import MEGABYTES, SECONDS, Runner
from kg.graph.asking.terms import Iri
from kg.graph.store.database import Hit
from kg.graph.store.store import Store
from kg.graph.vocabulary import Iris
from kg.knowledge.transliteration import fold
from kg.server import waiting
from kg.views.records.lines import Head, heads

if TYPE_CHECKING:
    from kg.analysis.doubts import Doubt
    from kg.views.records.news import News

QUERIES = 4
"""Queries that run at once unless told otherwise."""
KEPT = 24
"""Pages that are kept made, at most; an explorer of a large story has some megabytes."""
WAIT_SECONDS = 10.0
"""How long a request waits for others to end before its client is told to come back."""
LOOK_SECONDS = 0.25
"""Between two looks at whether the client of a query that waits is still there."""

_EVENTS = """SELECT ?event ?label ?status WHERE { GRAPH kg:story {
  ?event a sem:Event ; rdfs:label ?label ; kg:status ?is ; sem:eventType ?type OPTIONAL { ?event kg:weight ?n } }
  FILTER(?type != type:Statement && ?is != kg:NotOccurred)
  BIND(STRAFTER(STR(?is), "#") AS ?status) } ORDER BY DESC(?n) ?label ?event"""


class Runners:
    """Some processes that answer queries, each started when it is first needed.

    Args:
        folder: the snapshot.
        number: how many.
        megabytes: memory of each.
        wait: seconds that a query waits for its turn.
    """

    def __init__(self, folder: Path, number: int, *, megabytes: int, wait: float) -> None:
        self._wait = wait
        self._all = [Runner(folder, megabytes=megabytes) for _ in range(number)]
        self._free: queue.LifoQueue[Runner] = queue.LifoQueue()  # the last one used has its process and its caches
        for runner in reversed(self._all):
            self._free.put(runner)
        self._killed = False

    @contextlib.contextmanager
    def one(self) -> Iterator[Runner]:
        """One of them, for one query of the client at hand.

        Raises:
            KgError: KG104 when all are busy for too long, or the client has left.
        """
        runner = self._take(waiting.left(self._wait), waiting.wanted())
        try:
            if self._killed:
                raise KgError(Code.BUSY, number=len(self._all))
            yield runner
        finally:
            self._free.put(runner)

    def _take(self, seconds: float, wanted: Callable[[], bool] | None) -> Runner:
        until = time.monotonic() + seconds
        while True:
            left = until - time.monotonic()
            with contextlib.suppress(queue.Empty):
                return self._free.get(timeout=min(left, LOOK_SECONDS)) if left > 0 else self._free.get_nowait()
            if left <= 0 or (wanted is not None and not wanted()):
                raise KgError(Code.BUSY, number=len(self._all))

    def kill(self) -> None:
        """End them, whatever they do."""
        self._killed = True
        for runner in self._all:
            runner.kill()


class Edition:
    """One generation of a store, open for reading.

    Args:
        folder: the snapshot.
        iris: of the store.
        queries: how many may run at once; as many of our own, for pages, may run beside them.
        seconds: that a query of our own may take.
        megabytes: memory of each.
        wait: seconds that a query waits for its turn.
    """

    def __init__(
        self, folder: Path, iris: Iris, *, queries: int, seconds: float, megabytes: int, wait: float
    ) -> None:
        self.folder = folder
        self.iris = iris
        self.generation = int(folder.name)
        self._seconds = seconds
        self._asked, self._own = (Runners(folder, queries, megabytes=megabytes, wait=wait) for _ in range(2))
        self._kept: dict[object, Future[Any]] = {}
        self._keeping = threading.Lock()
        self.readers = 0

    @functools.cached_property
    def names(self) -> Names:
        return Names(self.solutions)

    def find(self, name: str, kind: str | None = None) -> Iri:
        """The IRI of the entity called so; of class ``kind`` where several are.

        Raises:
            KgError: KG040, KG041.
        """
        return Iri(self.names.find(name, kind))

    def heads(self) -> dict[str, Head]:
        """All events as lists and pages tell them; asked for once."""
        found: dict[str, Head] = self.keep("heads", lambda: heads(self.ask))
        return found

    def find_events(self, words: str) -> list[str]:
        """The events whose labels hold these words."""
        return find_events(self.solutions, words)

    def events(self, words: str, *, limit: int = 20) -> list[tuple[str, str, str]]:
        """IRI, label and status of events whose labels hold all words, the most reported first."""
        wanted = [fold(word) for word in words.split()]
        known = self.keep("events", lambda: [(row[0], row[1], row[2], fold(row[1])) for row in self.ask(_EVENTS)])
        found = (event[:3] for event in known if wanted and all(word in event[3] for word in wanted))
        return list(itertools.islice(found, limit))

    def runner(self) -> contextlib.AbstractContextManager[Runner]:
        """A process for one query of a client.

        Raises:
            KgError: KG104 when all are busy for too long.
        """
        return self._asked.one()

    def ask(self, text: str, **values: Any) -> Rows:
        """Ask a query of our own; values that look like addresses are IRIs.

        Raises:
            KgError: KG032, KG033, KG104, as for a query of a client.
        """
        terms = {k: Iri(x) if isinstance(x, str) and "://" in x else x for k, x in values.items()}
        with self._own.one() as runner:
            return runner.ask(text, terms, seconds=self._seconds, trusted=True, wanted=waiting.wanted())

    def described(self, iri: str) -> list[ox.Quad]:
        """All quads whose subject is a node.

        Raises:
            KgError: as :meth:`ask`.
        """
        with self._own.one() as runner:
            return LimitedGraph(runner).quads_for_pattern(ox.NamedNode(iri), None, None)

    @functools.cached_property
    def size(self) -> int:
        """How many quads it has."""
        with self._own.one() as runner:
            return len(LimitedGraph(runner))

    def open(self) -> None:
        """See that the graph can be opened.

        Raises:
            KgError: KG023.
        """
        with self._own.one() as runner:
            runner.open()

    def solutions(self, sparql: str) -> Iterator[Solution]:
        """The same as views ask (:data:`kg.views.asked.rows.Query`)."""
        with self._own.one() as runner:
            return runner.solutions(sparql, seconds=self._seconds, wanted=waiting.wanted())

    def keep(self, key: object, make: Callable[[], Any], *, patience: float | None = None) -> Any:
        """What is made once a generation: the start page's counts, the explorer's page.

        Args:
            key: of it.
            make: makes it.
            patience: seconds after which it goes on being made behind our back; None to wait for it.

        Raises:
            TimeoutError: where it is not there in time.
        """
        with self._keeping:
            kept = self._kept.pop(key, None)
            mine = kept is None or (kept.done() and kept.exception() is not None)
            if kept is None or mine:
                kept = Future()
            self._kept[key] = kept  # the last one asked for goes last
            while len(self._kept) > KEPT:
                del self._kept[next(iter(self._kept))]
        if mine and patience is None:
            _fulfil(kept, make)
        elif mine:
            threading.Thread(target=_fulfil, args=(kept, make), daemon=True).start()
        return kept.result(patience)

    def close(self) -> None:
        """End the processes, whatever they do."""
        self._asked.kill()
        self._own.kill()


def _fulfil(kept: Future[Any], make: Callable[[], Any]) -> None:
    try:
        with waiting.nobody():  # whoever asked first may leave, others will want it
            kept.set_result(make())
    except BaseException as error:
        kept.set_exception(error)


class Library:
    """A store that is served.

    Args:
        path: the folder.
        queries: how many may run at once.
        seconds, megabytes: limits of each query, also of those that a page needs.
        wait: seconds that a query waits for its turn.

    Raises:
        KgError: KG020, KG021, KG022, KG023.
    """

    def __init__(
        self,
        path: Path | str,
        *,
        queries: int = QUERIES,
        seconds: float = SECONDS,
        megabytes: int = MEGABYTES,
        wait: float = WAIT_SECONDS,
    ) -> None:
        self.path = Path(path)
        self.seconds = seconds
        self.megabytes = megabytes
        self.queries = queries
        self._wait = wait
        self._lock = threading.Lock()
        self._present: Edition | None = None
        self._mark: tuple[int, int] | None = None
        with Store(self.path) as store:
            self.iris = store.iris
            try:
                store.snapshot()
            except KgError as error:  # a build is going on: what it has shown so far is there
                if error.code is not Code.STORE_LOCKED or self._newest() is None:
                    raise
        with self.edition():
            pass

    @contextlib.contextmanager
    def edition(self) -> Iterator[Edition]:
        """The newest generation, which stays open until the block ends.

        Raises:
            KgError: KG020 when the store is gone, KG023 when it cannot be read.
        """
        edition = self._take()
        try:
            yield edition
        finally:
            self._give_back(edition)

    def successor(self, iri: str, edition: Edition) -> str | None:
        """What an entity or event that is no longer called ``iri`` is called now."""
        kind, slash, _ = iri.removeprefix(self.iris.base).partition("/")
        if not slash or kind not in ("entity", "event") or not iri.startswith(self.iris.base):
            return None
        make = self.iris.entity if kind == "entity" else self.iris.event
        with Store(self.path) as store:
            for identity in store.index.successors(self.iris.local(iri)):
                found = make(identity)
                if edition.described(found):
                    return found
        return None

    def search(self, words: str, limit: int) -> list[Hit]:
        """Sentences that hold all words, best first."""
        with Store(self.path) as store:
            return store.database.search(words, limit=limit)

    def news(self, edition: Edition, since: str | None = None) -> News:
        """What the latest articles brought.

        Args:
            edition: is asked.
            since: a day or a generation; the last build by default.

        Raises:
            KgError: KG150.
        """
        from kg.operations.latest import came_since
        from kg.views.records.news import news

        with Store(self.path) as store:
            keys, moved, told = came_since(store, since)
        joined = {old: self.iris.entity(new) for old, new in moved.items()}
        articles = [self.iris.article(key) for key in keys]
        return news(edition.ask, articles, label=f"What is new, {told}", joined=joined, known=edition.heads())

    def latest(self, edition: Edition, articles: int) -> News | None:
        """What the last build brought; None where that is all that there is.

        Args:
            edition: is asked.
            articles: how many it has.
        """
        from kg.operations.latest import came_since

        with Store(self.path) as store:
            keys, *_ = came_since(store)
        if len(keys) >= articles:
            return None
        found = self.news(edition)
        return found if found.articles < articles else None

    def doubts(self, edition: Edition) -> list[Doubt]:
        """What is doubtful and not settled yet, the most doubtful first."""
        from kg.analysis.doubts import doubts, of_index, settled

        with Store(self.path) as store:
            known = settled(store.judgements.all())
            return doubts(edition.ask, *of_index(store.index, self.iris), settled=known)

    def close(self) -> None:
        """End all queries."""
        with self._lock:
            present, self._present = self._present, None
        if present is not None:
            present.close()

    def _take(self) -> Edition:
        with self._lock:
            for attempt in range(5):
                folder = self._newest()
                if folder is None:
                    raise KgError(Code.NO_STORE, path=self.path)
                if self._present is not None and self._identity(folder) == self._mark:
                    break
                try:
                    mark = self._identity(folder)
                    opened = Edition(
                        folder,
                        self.iris,
                        queries=self.queries,
                        seconds=self.seconds,
                        megabytes=self.megabytes,
                        wait=self._wait,
                    )
                    opened.open()
                except KgError:  # a newer one may just have taken its place
                    if attempt == 4 or self._newest() == folder:
                        raise
                    continue
                old, self._present, self._mark = self._present, opened, mark
                if old is not None and not old.readers:
                    old.close()
                break
            assert self._present is not None
            self._present.readers += 1
            return self._present

    def _give_back(self, edition: Edition) -> None:
        with self._lock:
            edition.readers -= 1
            if edition is not self._present and not edition.readers:
                edition.close()

    def _newest(self) -> Path | None:
        with contextlib.suppress(OSError):
            found = [folder for folder in (self.path / "snapshots").iterdir() if folder.name.isdecimal()]
            return max(found, key=lambda folder: int(folder.name), default=None)
        return None

    @staticmethod
    def _identity(folder: Path) -> tuple[int, int] | None:
        """Tells a generation from another, also where a store was made anew in the same place."""
        try:
            return int(folder.name), folder.stat().st_ino
        except OSError:
            return None
