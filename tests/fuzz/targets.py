"""What must hold of hostile input, one function a target: ``run(rng, place)`` raises where it does not.

A place is made once a process, and holds what examples share: a folder, the pipeline, a served store.
"""

from __future__ import annotations

import contextlib
import functools
import io
import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from fuzz import grammar
from kg.articles.article import Article
from kg.articles.sources import read_articles
from kg.errors import Code, KgError, printable

STATUSES = frozenset((200, 202, 204, 300, 301, 303, 308, 400, 403, 404, 405, 406, 413, 415, 503, 504))
"""What a server may answer: 500 is a fault of ours."""
QUERY_SECONDS, QUERY_MEGABYTES = 5.0, 300


class Place:
    """What examples share.

    Args:
        folder: to write in.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @functools.cached_property
    def store(self) -> Path:
        """A store of two articles, read by hand."""
        import conftest

        made: Path = conftest.small_store.__wrapped__(self.folder)
        return made

    @functools.cached_property
    def nlp(self) -> Any:
        from kg.reading import pipeline

        return pipeline.load()

    @functools.cached_property
    def runner(self) -> Any:
        from kg.graph.asking.sparql import Runner
        from kg.graph.store.store import Store

        with Store(self.store) as store:
            return Runner(store.snapshot(), megabytes=QUERY_MEGABYTES)

    @functools.cached_property
    def client(self) -> Any:
        from werkzeug.test import Client

        from kg.server.application import Application
        from kg.server.library import Library

        self.library = Library(self.store, queries=1, seconds=QUERY_SECONDS, megabytes=QUERY_MEGABYTES)
        return Client(Application(self.library))

    def close(self) -> None:
        """End the processes."""
        if "runner" in self.__dict__:
            self.runner.close()
        if "client" in self.__dict__:
            self.library.close()


def documents(rng: random.Random, place: Place) -> None:
    """A file, of whatever format: articles that are whole, and errors of ours."""
    suffix = rng.choice(sorted(grammar.DOCUMENTS))
    data = grammar.DOCUMENTS[suffix](rng)
    path = place.folder / f"given{suffix or rng.choice(sorted({p.suffix for p in grammar.SAMPLES}))}"
    path.write_bytes(data)
    told: list[KgError] = []
    for article in read_articles([path], on_error=told.append):
        _whole(article)
    for error in told:
        said = str(error)
        assert printable(said) == said, said
        assert error.code is not Code.READING_FAILED, said  # that is a fault of ours


def _whole(article: Article) -> None:
    for said in (article.text, article.headline, article.publisher, article.url, article.source):
        if said:
            said.encode("utf-8")
    assert article.text.strip()
    assert "\0" not in article.text
    for begin, end in article.boilerplate:
        assert 0 <= begin <= end <= len(article.text)


def reading(rng: random.Random, place: Place) -> None:
    """The text of an article: a reading whose spans lie in it, and that is the same as bytes."""
    from kg.articles.assemble import assemble
    from kg.reading.reader import read
    from kg.reading.reading import from_bytes, to_bytes

    try:
        article = assemble(grammar.article(rng), {"title": grammar.words(rng, 8)}, source="fuzz", date="2031-03-04")
    except KgError:
        return
    found = read(article, place.nlp)
    assert from_bytes(to_bytes(found)) == found
    for mention in found.mentions:
        begin, end = mention.span
        assert 0 <= begin < end <= len(article.text)


def queries(rng: random.Random, place: Place) -> None:
    """A query: rows, or an error of ours; never a process that broke down over it, and nothing outside the store."""
    text = grammar.query(rng)
    try:
        place.runner.ask(text, seconds=QUERY_SECONDS, notes=rng.random() < 0.5)
    except KgError as error:
        assert "broke down" not in str(error), str(error)
        assert error.code in _OF_QUERIES, str(error)


_OF_QUERIES = frozenset((
    Code.BAD_QUERY, Code.FORBIDDEN_QUERY, Code.QUERY_TIMEOUT, Code.QUERY_MEMORY, Code.UNKNOWN_TERM, Code.UNKNOWN_PREFIX,
))  # fmt: skip


def requests(rng: random.Random, place: Place) -> None:
    """A request: a status that says whose fault it is, and no header or traceback of somebody else's making."""
    method, path, parameters, headers, body = grammar.request(rng)
    with contextlib.redirect_stderr(io.StringIO()) as said:
        response = place.client.open(path, method=method, query_string=dict(parameters), headers=headers, data=body)
    assert "Traceback" not in said.getvalue(), said.getvalue()[-2000:]
    assert response.status_code in STATUSES, (response.status_code, method, path)
    assert "Traceback" not in response.text
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def stores(rng: random.Random, place: Place) -> None:
    """A store of which a file is damaged: an answer, or an error of ours."""
    from kg.api import Story

    spoilt = place.folder / "spoilt"
    shutil.rmtree(spoilt, ignore_errors=True)
    shutil.copytree(place.store, spoilt)
    what = grammar.spoil(rng, spoilt)
    try:
        with Story(spoilt, timeout=QUERY_SECONDS, memory=QUERY_MEGABYTES) as story:
            asks: list[Callable[[], object]] = [
                lambda: story.show("Mara Lund"),
                lambda: len(story.query("SELECT * { ?s ?p ?o }")),
                lambda: story.search("Oslo"),
                story.info,
                lambda: story.timeline().html,
            ]
            for ask in rng.sample(asks, 2):
                ask()
    except KgError as error:
        assert error.code in _OF_STORES, f"{what}: {error}"
    except Exception as error:
        raise AssertionError(f"{what}: {type(error).__name__}: {error}") from error


_OF_STORES = frozenset((
    Code.STORE_DAMAGED, Code.STORE_FORMAT, Code.NO_STORE, Code.NOT_A_STORE, Code.SYSTEM, Code.NO_ENTITY, Code.QUERY_TIMEOUT,
    Code.WORDS_DIFFER, Code.STORE_LINK,
))  # fmt: skip


def answers(rng: random.Random, place: Place) -> None:
    """A file that says it is the answer of a query, and files of types and of labels: what they hold, or an error of ours."""
    from kg.evaluation.gold import read_gold
    from kg.knowledge.types_file import read_types
    from kg.views.networks.results import read_file

    path = place.folder / "answer.txt"
    turtle = f"<urn:a> <urn:p> {rng.choice(('[', '(', '<<( '))}".encode() * rng.randint(1, 2_000)
    make: list[Callable[[random.Random], bytes]] = [grammar.record, grammar.lines, grammar.table, grammar.damaged]
    path.write_bytes(rng.choice([*make, lambda _: turtle])(rng))
    readers: list[Callable[[], object]] = [
        lambda: read_file(str(path)),
        lambda: read_types(path),
        lambda: list(read_gold(path, on_error=lambda error: None)),
    ]
    for read in readers:
        with contextlib.suppress(KgError):
            read()


TARGETS: dict[str, Callable[[random.Random, Place], None]] = {
    "documents": documents,
    "reading": reading,
    "queries": queries,
    "requests": requests,
    "stores": stores,
    "answers": answers,
}


@contextlib.contextmanager
def place(folder: Path) -> Iterator[Place]:
    """A place, until the block ends."""
    made = Place(folder)
    try:
        yield made
    finally:
        made.close()
