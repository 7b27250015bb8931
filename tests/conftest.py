"""What tests of the whole way share: the sample corpus, built once for all of them."""

from __future__ import annotations

import fcntl
import shutil
from pathlib import Path

import pytest

from kg.api import Story

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "corpus" / "articles"


@pytest.fixture(scope="session")
def corpus_store(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """A store of the corpus, for reading only. The processes of one test run share it: the first to ask builds it."""
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if hasattr(request.config, "workerinput") else base) / "corpus"
    shared.mkdir(exist_ok=True)
    store, done = shared / "store", shared / "done"
    with open(shared / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            from kg.operations.build import build

            shutil.rmtree(store, ignore_errors=True)
            report = build([CORPUS], store, jobs=1)
            assert (report.read, report.errors) == (23, [])
            done.touch()
    return store


@pytest.fixture
def corpus_copy(corpus_store: Path, tmp_path: Path) -> Path:
    """The same, to be changed."""
    from copying import copy_store

    copy_store(corpus_store, tmp_path / "store")
    return tmp_path / "store"


@pytest.fixture(scope="session")
def corpus_story(corpus_store: Path):
    """The corpus, open."""
    with Story(corpus_store) as story:
        yield story


@pytest.fixture
def small_store(tmp_path: Path) -> Path:
    """A store of two articles whose readings were written by hand: needs no model, and no reading changes it."""
    from graph.samples import article, reading

    from kg.articles.copies import sketch
    from kg.graph.store.store import Store

    path = tmp_path / "small"
    with Store(path, create=True) as store, store.writing():
        store.database.add_run("r1", "kg 1", "model 1")
        for number, publisher in enumerate(("The North", "The South")):
            one = article(url=f"urn:test:{number}", publisher=publisher, published=f"2025-06-0{number + 1}")
            store.database.put(one, reading(), run="r1", sketch=sketch(one).to_bytes())
        store.record.append("build")
        store.resolve()
        store.refresh()
    return path
