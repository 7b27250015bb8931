"""The Python face: build a story, open it, ask it, look at it."""

from __future__ import annotations

import functools
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.api.judgements import Judging
from kg.api.views import Looking
from kg.errors import Code, KgError
from kg.graph import vocabulary as v
from kg.graph.asking.limited import OWN_SECONDS, LimitedGraph
from kg.graph.asking.queries import named_queries, named_query, values_of
from kg.graph.asking.rows import Rows
from kg.graph.asking.sparql import MEGABYTES, SECONDS
from kg.graph.asking.terms import Iri
from kg.graph.store.damage import error_of
from kg.graph.store.database import Hit
from kg.graph.store.store import Store

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from rdflib import Dataset

    from kg.exchange.push import Progress, Pushed
    from kg.graph.asking.calling import Naming
    from kg.graph.asking.lookup import Names, Suggestion
    from kg.operations.build import Progress as BuildProgress


class Story(Looking, Judging):
    """A store, opened for asking.

    It shows the store as it is when first asked, and again after :meth:`refresh`.

    Args:
        store: the folder.
        timeout: seconds that a query may take, the check of its text included.
        memory: megabytes that a query may use; those that views ask may use as much.

    Raises:
        KgError: KG020, KG021, KG023.
    """

    def __init__(self, store: str | Path, *, timeout: float = SECONDS, memory: int = MEGABYTES) -> None:
        self.path = Path(store)
        self.timeout = timeout
        self.memory = memory
        self._store = Store(self.path)

    def __enter__(self) -> Story:
        return self

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        self.close()
        if told := error_of(error, self.path):
            raise told from error

    def close(self) -> None:
        """Let go of the store."""
        self.refresh()
        self._store.close()

    def refresh(self) -> None:
        """Forget what was opened, so that the next question sees the store as it is by then."""
        if (graph := self.__dict__.pop("_graph", None)) is not None:
            graph.close()
        self.__dict__.pop("_names", None)
        self.__dict__.pop("_naming", None)
        self.__dict__.pop("_targets", None)

    def __repr__(self) -> str:
        return f"<Story: {self.path}>"

    @functools.cached_property
    def _graph(self) -> LimitedGraph:
        seconds = max(OWN_SECONDS, self.timeout)
        return LimitedGraph.of(self._store.snapshot(), seconds=seconds, megabytes=self.memory)

    @functools.cached_property
    def _names(self) -> Names:
        from kg.graph.asking.lookup import Names

        return Names(self._graph.query)

    # ------------------------------------------------------------------ asking

    def query(self, sparql: str, /, **values: Any) -> Rows:
        """Ask.

        Args:
            sparql: SPARQL 1.1 (SELECT, ASK, CONSTRUCT, DESCRIBE; prefixes are known, the default graph is the union of all),
                or the name of a named query.
            values: of variables, as safe values, never as text of the query; of a named query its parameters.

        Returns:
            Rows that iterate, with ``.to_frame()`` for pandas, and a table in Jupyter.

        Raises:
            KgError: KG030 to KG039; of names KG040 and KG041.
        """
        if sparql.strip() in named_queries():
            query = named_query(sparql.strip())
            known = values_of(
                query,
                values,
                lambda name, kind: [self.find(name, kind=kind)],
                self._find_events,
                lambda: self._store.database.types.broader,
            )
            rows = self._run(query.text, known, trusted=True)
            rows.labelled, rows.terms = True, query.terms
            return rows
        if sparql.strip() and not any(c in sparql for c in "{ \n"):
            named_query(sparql.strip())  # says that there is none
        return self._run(sparql, values, notes=True)

    def _find_events(self, words: str) -> list[str]:
        from kg.graph.asking.event_lookup import find_events

        return find_events(self._graph.query, words)

    def _run(self, text: str, values: Mapping[str, Any], *, trusted: bool = False, notes: bool = False) -> Rows:
        rows = self._graph.runner.ask(text, values, seconds=self.timeout, trusted=trusted, notes=notes)
        rows.viewer, rows.naming = self.picture, self._naming
        return rows

    @functools.cached_property
    def _naming(self) -> Naming:
        from kg.graph.asking.calling import Naming

        return Naming(self._solutions, self._store.iris.base, self._store.database.source_files)

    def _trusted(self, text: str, **values: Any) -> Rows:
        """Ask a query of our own."""
        return self._graph.ask(text, {k: Iri(x) if isinstance(x, str) and "://" in x else x for k, x in values.items()})

    def _solutions(self, sparql: str) -> Any:
        return self._graph.query(sparql)

    def find(self, name: str, *, kind: str | None = None) -> Iri:
        """The IRI of the entity called so, by any of its names.

        Args:
            name: as any article writes it, or its IRI.
            kind: Person, Organization, Place, Group or Thing: which is meant where several bear the name.

        Raises:
            KgError: KG040, KG041.
        """
        try:
            return Iri(self._names.find(name, kind))
        except KgError as error:
            iris = self._store.iris
            if error.code is Code.NO_ENTITY and name.startswith(f"{iris.base}entity/"):
                for identity in self._store.index.successors(iris.local(name)):  # what it was called before
                    if iris.entity(identity) in self._names.label:
                        return Iri(iris.entity(identity))
            raise

    def suggest(self, name: str, *, limit: int = 5) -> list[Suggestion]:
        """Who may be meant by a name that nobody bears, or several: the likeliest first, with class and counts."""
        return self._names.suggest(name, limit=limit)

    def search(self, words: str, *, limit: int = 20) -> list[Hit]:
        """Sentences that hold all words, best first."""
        return self._store.database.search(words, limit=limit)

    def entities(self, kind: str | None = None) -> Rows:
        """Entities with a name, the most reported first.

        Args:
            kind: Person, Organization, Place, Group or Thing; all by default.
        """
        classes = v.ENTITY_CLASS_IRIS
        if kind is not None and kind not in classes:
            raise KgError(Code.BAD_VALUE, value=kind, parameter="kind", wanted=" or ".join(classes))
        wanted = [Iri(classes[kind])] if kind else [Iri(c) for c in classes.values()]
        return self._trusted_many(_ENTITIES, {"class": wanted})

    def events(self, *, statements: bool = False) -> Rows:
        """Events in order of time, undated ones last.

        Args:
            statements: whether to list events of speech too.
        """
        rows = _EVENTS if statements else _EVENTS.replace("#", "FILTER(?type != type:Statement && ?status != kg:NotOccurred)")
        return self._trusted_many(rows, {})

    def _trusted_many(self, text: str, values: Mapping[str, Any]) -> Rows:
        rows = self._graph.ask(text, values)
        rows.viewer, rows.naming, rows.labelled = self.picture, self._naming, True
        return rows

    def info(self) -> dict[str, int | str]:
        """Counts, versions and sizes."""
        from kg.graph.store.info import info

        return info(self._store, self._graph)

    # ------------------------------------------------------------------ taking it along

    def graph(self) -> Dataset:
        """The same store, read-only, as an ``rdflib.Dataset`` whose default graph is the union.

        It is open in this process, and what is asked of it has no limits of time and memory.
        """
        from oxrdflib import OxigraphStore
        from rdflib import Dataset

        self._graph.runner.open()  # says what is wrong with a damaged one
        dataset = Dataset(store=OxigraphStore(store=self._store.graph()), default_union=True)
        for prefix, namespace in v.PREFIXES.items():
            dataset.bind(prefix, namespace)
        return dataset

    def export(self, path: str | Path, *, nif: bool = False, form: str | None = None) -> int:
        """Write the story to a file, in the format that its suffix names.

        Args:
            path: the file; a folder gets lists of nodes and edges as CSV, unless ``form`` is "vault" or "neo4j".
            nif: write spans out in full NIF (RDF formats).
            form: a suffix that names the format, where the file's own is another.

        Returns:
            How many statements (of tables and networks: nodes and edges; of others: what they consist of) were written.

        Raises:
            KgError: KG042; KG172 where a vault would go into a folder that is in use.
        """
        from kg.exchange.rdf import EVENT_SUFFIXES, FOLDERS, NETWORK_SUFFIXES, PEOPLE_SUFFIXES, export_rdf, suffix_of

        suffix = f".{form.removeprefix('.')}" if form else None
        if Path(path).is_dir() or str(path).endswith(("/", os.sep)):
            suffix = suffix or next((end for end in FOLDERS if str(path).rstrip("/" + os.sep).endswith(end)), ".csv")
            if suffix not in (".csv", *FOLDERS):
                raise KgError(Code.BAD_SUFFIX, path=path, known="a file's suffix: only CSV, neo4j and vault go into a folder")
        suffix = suffix or suffix_of(path)
        if suffix == ".vault":
            from kg.exchange.vault import export_vault

            return export_vault(self._solutions, path)
        if suffix == ".neo4j":
            from kg.exchange.neo4j import export_neo4j

            return export_neo4j(self._solutions, path)
        if suffix == ".timeline.json":
            from kg.exchange.timelinejs import export_timeline

            return export_timeline(self._solutions, path, self.path.name)
        if suffix in EVENT_SUFFIXES:
            from kg.exchange.maps import export_map

            return export_map(self._solutions, path, suffix)
        if suffix in NETWORK_SUFFIXES:
            from kg.exchange.networks import export_network

            return export_network(self.network(max_nodes=None), path, suffix)
        if suffix in PEOPLE_SUFFIXES:
            from kg.exchange.followthemoney import export_followthemoney

            return export_followthemoney(self._solutions, path)
        with LimitedGraph.at_work(self._store.snapshot()) as graph:
            return export_rdf(graph, path, nif=nif, base=self._store.iris.base, suffix=suffix)

    def push(
        self, url: str, *, user: str | None = None, password: str | None = None, progress: Progress | None = None
    ) -> Pushed:
        """Send what changed to another store that speaks the SPARQL 1.1 Graph Store Protocol.

        Args:
            url: where it answers to the protocol.
            user, password: for basic authentication.
            progress: is told how far it is.

        Raises:
            KgError: KG082 of an address that is none, KG173 when the other store refuses.
        """
        from kg.exchange.push import Remote, push

        with LimitedGraph.at_work(self._store.snapshot()) as graph:
            return push(graph, Remote(url, user, password), self._store.iris.base, progress=progress)


_ENTITIES = """SELECT ?entity ?label ?class ?mentions ?articles ?origins WHERE {
  ?entity a ?class ; rdfs:label ?label ; kg:mentionCount ?mentions ; kg:articleCount ?articles ; kg:originCount ?origins }
  ORDER BY DESC(?origins) DESC(?articles) DESC(?mentions) ?label ?entity"""
_EVENTS = """SELECT ?event ?label ?type ?status ?first ?last ?articles ?origins ?weight WHERE {
  ?event a sem:Event ; rdfs:label ?label ; sem:eventType ?type ; kg:status ?status ;
    kg:articleCount ?articles ; kg:originCount ?origins . #
  OPTIONAL { ?event kg:weight ?weight }
  OPTIONAL { ?event sem:hasBeginTimeStamp ?first ; sem:hasEndTimeStamp ?last } }
  ORDER BY DESC(?weight) DESC(?origins) (!BOUND(?first)) ?first ?last ?label ?event"""


def open_story(store: str | Path, *, timeout: float = SECONDS, memory: int = MEGABYTES) -> Story:
    """Open a store (``kg.open``).

    Args:
        store: the folder.
        timeout, memory: limits of one query, in seconds and megabytes.
    """
    return Story(store, timeout=timeout, memory=memory)


def build_story(
    paths: str | Path | Iterable[str | Path],
    *,
    store: str | Path,
    date: str | None = None,
    publisher: str | None = None,
    model: str | None = None,
    jobs: int | None = None,
    executor: Executor | None = None,
    base: str | None = None,
    any_language: bool = False,
    types: str | Path | None = None,
    authority: str | Path | None = None,
    progress: BuildProgress | None = None,
) -> Story:
    """Build a store from articles and open it (``kg.build``).

    Args:
        paths: a file, folder or glob, or several.
        store: the folder.
        date, publisher, model, jobs, executor, base, any_language, types, authority, progress: as in
            :func:`kg.operations.build.build`.

    Warns:
        UserWarning: for each article that was left out, and what else there is to know of what was read.

    Raises:
        KgError: what is wrong with the first article, when there is none that can be built.
    """
    import warnings

    from kg.operations.build import build
    from kg.reading import DEFAULT_MODEL

    report = build(
        [paths] if isinstance(paths, (str, Path)) else paths, store, date=date, publisher=publisher,
        model=model or DEFAULT_MODEL, jobs=jobs, executor=executor, base=base, any_language=any_language,
        types=types, authority=authority, progress=progress,
    )  # fmt: skip
    if report.errors and not report.read and not report.skipped and not report.kept and not report.reread:
        raise report.errors[0]
    for note in report.notes:
        warnings.warn(str(note), stacklevel=2)
    for error in report.errors:
        warnings.warn(f"left out: {error}", stacklevel=2)
    return Story(store)
