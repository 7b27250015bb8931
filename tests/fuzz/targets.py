"""What must hold of hostile input, one function a target: ``run(rng, place)`` raises where it does not.

A place is made once a process, and holds what examples share: a folder, the pipeline, a served store.
"""

from __future__ import annotations

import contextlib
import functools
import io
import os
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
    def hostile(self) -> Path:
        """The same, with names and reasons that a terminal, a shell or a page would obey."""
        from kg.api import Story

        made = self.folder / "hostile"
        shutil.copytree(self.store, made)
        for kind, name in (("Person", "Mara \x1b[2J\u202e Lund<kg-fuzz>"), ("Place", "Oslo\u2066\x9b1m $(x)")):
            with Story(made) as story:
                told = next(str(row["label"]) for row in story.entities(kind))
                story.rename(told, name, reason="\x1b]0;x\x07\n\u202e", by="\x1b[2J\u200f")
        return made

    @functools.cached_property
    def story(self) -> Any:
        from kg.api import Story

        return Story(self.store, timeout=QUERY_SECONDS, memory=QUERY_MEGABYTES)

    @functools.cached_property
    def tools(self) -> Any:
        from kg.server.library import Library
        from kg.server.tools import Tools

        self.asked = Library(self.store, queries=1, seconds=QUERY_SECONDS, megabytes=QUERY_MEGABYTES)
        return Tools(self.asked)

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
        if "story" in self.__dict__:
            self.story.close()
        if "tools" in self.__dict__:
            self.asked.close()


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
                lambda: story.brief().html,
                lambda: story.new().html,
                lambda: story.disagreements().html,
                lambda: list(story.silence()),
                story.doubts,
                lambda: story.sample(6),
                story.precision,
                story.judgements,
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


def asks(rng: random.Random, place: Place) -> None:
    """What a person asks of a story, and a language model of its tools: an answer, or an error of ours; nothing hidden in it."""
    from kg.server.tools import END, TOOLS

    if rng.random() < 0.5:
        name = rng.choice([*TOOLS, "nothing"])
        given = grammar.arguments(rng, sorted(TOOLS[name].properties) if name in TOOLS else ["name"])
        with contextlib.suppress(KgError):
            told = place.tools.call(name, given)  # type: ignore[arg-type]
            told.encode("utf-8")
            assert told.count(END) == 1
            assert not any(hidden in told for hidden in ("\u202e", "\u2066", "\ufeff", "\u200d"))
        return
    said, kinds = grammar.argument(rng), rng.sample(grammar.KINDS, rng.randint(1, 3))
    questions: list[Callable[[], object]] = [
        lambda: place.story.brief(said, title=said).markdown,
        lambda: place.story.new(said).html,
        lambda: place.story.new(watch=[said]).data(),
        lambda: place.story.disagreements(*kinds).html,
        lambda: place.story.silence(said, least=rng.random()).to_json(),
        lambda: place.story.doubts(kinds=kinds),
        lambda: place.story.sample(rng.randint(0, 20), kinds=kinds, seed=rng.randint(-5, 2**70)),
        lambda: place.story.dossier(said).markdown,
        lambda: place.story.search(said),
        lambda: place.story.timeline(said).html,
    ]
    with contextlib.suppress(KgError):
        rng.choice(questions)()


def commands(rng: random.Random, place: Place) -> None:
    """A command over a store with hostile names: it ends as commands do, and writes nothing that a terminal would obey."""
    from kg.cli.main import main

    call = [*grammar.command(rng), "-s", str(place.hostile)]
    out, error, code = io.StringIO(), io.StringIO(), None
    here = Path.cwd()
    os.chdir(place.folder)
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(error):
            main([part.replace("\0", "").replace("/", "") if part != call[-1] else part for part in call])
    except SystemExit as ended:
        code = ended.code
    finally:
        os.chdir(here)
    assert code in (0, 1, 2, 3), (code, call)
    said = error.getvalue() + ("" if {"--json", "--format"} & set(call) else out.getvalue())
    assert printable(said, keep="\n\t") == said, (call, said[-500:])
    assert "Traceback" not in said, (call, said[-2000:])


def amending(rng: random.Random, place: Place) -> None:
    """An article is given another date, publisher or title: it is as it was, or as was wanted, and the story holds."""
    from kg.api import Story
    from kg.graph.store.store import Store
    from kg.operations.amend import amend

    changed = place.folder / "amended"
    shutil.rmtree(changed, ignore_errors=True)
    shutil.copytree(place.store, changed)
    given = {key: grammar.argument(rng) for key in rng.sample(["date", "publisher", "title"], rng.randint(1, 3))}
    if rng.random() < 0.7 and "date" in given:
        given["date"] = "2031-03-04"
    try:
        amend(changed, rng.choice(("urn:test:0", "urn:test:0", grammar.argument(rng))), **given)
    except KgError as error:
        assert error.code is not Code.READING_FAILED, str(error)
    with Store(changed) as store:
        kept = [row.article for row in store.database.rows()]
    assert len(kept) == 2, given
    for one in kept:
        _whole(one)
    with Story(changed) as story:
        story.brief().data()


def stories(rng: random.Random, place: Place) -> None:
    """Some hostile articles as a story: whatever is told of it holds none of their markup, and nothing a terminal would obey."""
    from kg.api import Story
    from kg.articles.assemble import assemble
    from kg.articles.copies import sketch
    from kg.graph.store.store import Store
    from kg.reading.reader import read

    made = place.folder / "told"
    shutil.rmtree(made, ignore_errors=True)
    with Store(made, create=True) as store, store.writing():
        store.database.add_run("r1", "kg 1", "model 1")
        for number in range(rng.randint(1, 4)):
            told = {"title": f"{grammar.words(rng, 8)} {MARKUP}", "url": f"urn:test:{number}"}
            told["publisher"] = rng.choice(grammar.ODD) + MARKUP
            text = PLAIN * rng.randint(0, 2) + grammar.article(rng) + MARKUP
            try:
                one = assemble(text, told, source="fuzz", date=f"2031-03-0{number + 1}")
            except KgError:
                continue
            store.database.put(one, read(one, place.nlp), run="r1", sketch=sketch(one).to_bytes())
        store.record.append("build")
        store.resolve()
        store.refresh()
    with Story(made) as story:
        brief = story.brief()
        pages = [brief.html, brief.markdown, story.new("2031").html, story.disagreements("contradiction", "changed later").html]
        pages += [story.timeline().html, story.silence()._repr_html_()]
        story.doubts()
        story.sample(10)
    for page in pages:
        assert MARKUP not in page
        page.encode("utf-8")


MARKUP = "<kg-fuzz>"
PLAIN = "Mara Lund met Ode Fell in Oslo on Monday. Lund denied that Fell had resigned. They will meet in March. "


def watching(rng: random.Random, place: Place) -> None:
    """A folder of hostile files, looked at once; and lists of feeds, of which only addresses of the web count."""
    from kg.articles.opml import addresses
    from kg.cli.main import main

    inbox = place.folder / "inbox"
    shutil.rmtree(inbox, ignore_errors=True)
    inbox.mkdir()
    listed = inbox / "feeds.opml"
    for _ in range(50):
        listed.write_bytes(grammar.feeds(rng))
        with contextlib.suppress(KgError):
            assert all(url.lower().startswith(("http://", "https://")) for url in addresses(listed))
    listed.unlink()
    for number in range(rng.randint(0, 3)):
        suffix = rng.choice(sorted(filter(None, grammar.DOCUMENTS)))
        (inbox / f"{number}\x1b[2J\u202e{suffix}").write_bytes(grammar.DOCUMENTS[suffix](rng))
    out, error, code = io.StringIO(), io.StringIO(), None
    shutil.rmtree(place.folder / "watched", ignore_errors=True)
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(error):
            call = ["watch", str(inbox), "-s", str(place.folder / "watched"), "--once", "--jobs", "1"]
            main([*call, "--watch", grammar.argument(rng).lstrip("-")])
    except SystemExit as ended:
        code = ended.code
    said = out.getvalue() + error.getvalue()
    assert code in (0, 1, 3), (code, said[-1500:])
    assert printable(said, keep="\n\t") == said, said[-1500:]
    assert Code.READING_FAILED.number not in said, said[-1500:]


TARGETS: dict[str, Callable[[random.Random, Place], None]] = {
    "documents": documents,
    "reading": reading,
    "queries": queries,
    "requests": requests,
    "stores": stores,
    "answers": answers,
    "asks": asks,
    "commands": commands,
    "amending": amending,
    "stories": stories,
    "watching": watching,
}


@contextlib.contextmanager
def place(folder: Path) -> Iterator[Place]:
    """A place, until the block ends."""
    made = Place(folder)
    try:
        yield made
    finally:
        made.close()
