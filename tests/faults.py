"""Faults at every step of what writes: killed there, or a write fails, or the disk is full; then what is left is looked at.

    python faults.py FOLDER OPERATION EVERY [OFFSET [KINDS]]

FOLDER is for the stores that are made, of five articles whose readings were written by hand. Every fault whose number leaves
OFFSET when divided by EVERY is tried. KINDS is "steps" (killed at the k-th step; files take no more from some size on), "writes"
(the k-th call by which anything writes below FOLDER, be it Python, SQLite or RocksDB, fails, or the disk is full from
there on) or "kills" (killed at that call). For the last two the process runs under :func:`environment`. This process resolves the
articles once, so that all that is loaded and remembered is there, and opens no graph; each fault is a fork of it, and so is what
looks at what the fault left. A line of JSON at the end says how many faults were tried, and what did not hold.
"""

from __future__ import annotations

import ctypes
import dataclasses
import functools
import gc
import hashlib
import importlib
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from graph import samples
from interrupted import STEPS

import kg.graph.store.store
import kg.operations.build
from kg.articles.article import Article
from kg.articles.copies import sketch
from kg.engines.engine import Here
from kg.errors import Code, KgError
from kg.exchange.rdf import export_rdf
from kg.files import UNFINISHED
from kg.graph.store import folder as store_folder
from kg.graph.store.store import Store
from kg.graph.store.verification import verify, verify_record
from kg.graph.writing.evidence import evidence_quads
from kg.operations.as_of import as_of
from kg.operations.build import build_articles, rebuild, remove
from kg.reading.reading import Chain, Reading

TELLINGS = (
    ("The North", {}),
    ("The South", {}),
    ("The East", {"Oslo": "Bern", "June": "July"}),
    ("The West", {"Mara Lund": "Nina Holm", "Lund": "Holm", "Oslo": "Bern"}),
    ("The Coast", {"Ode Fell": "Kai Rose", "3 May": "4 May"}),
)
"""Five articles: who published them, and what they tell otherwise than the sample, in words as long."""
RUN = ("r1", "kg 1", "model 1")
BULK = 1_000
"""Lines from which Oxigraph's bulk loader takes over; so few articles have fewer than it takes otherwise."""
OPERATIONS = ("build", "resolve", "refresh", "remove", "rebuild", "export", "as_of")
WRITES = [
    ("kg.graph.store.store", "Store", "resolve"),
    ("kg.graph.store.store", "Store", "rebuild"),
    ("kg.operations.as_of", None, "_copy"),
    ("shutil", None, "rmtree"),
    ("pathlib", "Path", "replace"),
    ("pathlib", "Path", "unlink"),
    ("pathlib", "Path", "mkdir"),
]
AT_WRITE = {"failing at write": "f", "disk full from write": "d", "killed at write": "k"}
"""What happens at the k-th write, as failing_writes.c has it."""
OF_KINDS = {
    "steps": ("killed at step",),
    "writes": ("failing at write", "disk full from write"),
    "kills": ("killed at write",),
}
SIZES = (0, 1, 100, 4_096, 20_000, 60_000, 120_000, 200_000, 300_000, 400_000)
"""Bytes from which on a file takes no more."""
DONE, REFUSED, BROKEN = 0, 1, 2
"""What a fork tells: done; refused with one of our errors or one of the system; anything else."""
HANGS = 60
"""Seconds after which a fork is taken to hang; none takes two."""
OLD = "what was there before"


def environment(folder: Path) -> dict[str, str] | None:
    """Variables under which writes can be made to fail; None where there is no C compiler.

    Args:
        folder: takes the library that is made for it (``failing_writes.c``).
    """
    compiler, made = shutil.which("cc"), folder / "failing_writes.so"
    if compiler is None or not sys.platform.startswith("linux"):
        return None
    code = Path(__file__).parent / "failing_writes.c"
    subprocess.run([compiler, "-shared", "-fPIC", "-o", str(made), str(code)], check=True)
    return {**os.environ, "LD_PRELOAD": str(made)}


def articles() -> list[Article]:
    """Five articles that tell of the same people and places, or of others."""
    made = []
    for number, (publisher, otherwise) in enumerate(TELLINGS):
        text = functools.reduce(lambda said, pair: said.replace(*pair), otherwise.items(), samples.TEXT)
        assert len(text) == len(samples.TEXT)
        about = {"url": f"urn:test:{number}", "publisher": publisher, "published": f"2025-06-0{number + 1}"}
        made.append(dataclasses.replace(samples.article(**about), text=text))
    return made


def reading_of(article: Article) -> tuple[Reading, bytes]:
    """The reading of one of them, as written by hand, and its sketch."""
    otherwise = dict(TELLINGS)[article.publisher or ""]
    given = samples.reading()
    chains = []
    for chain in given.chains:
        names = (
            functools.reduce(lambda said, pair: said.replace(*pair), otherwise.items(), name) for name in chain.names
        )
        chains.append(Chain(chain.entity_class, tuple(names)))
    return dataclasses.replace(given, chains=tuple(chains)), sketch(article).to_bytes()


class Case:
    """The operations, what they begin with, and what must be true after a fault in one.

    Args:
        folder: holds ``begin``, ``store``, ``out.nq`` and ``then``.
    """

    def __init__(self, folder: Path) -> None:
        self.folder, self.articles = folder, articles()
        self.store, self.out, self.then = folder / "store", folder / "out.nq", folder / "then"

    def warm(self) -> None:
        """Do all that an operation does in Python and in SQLite, so that no fork has to load and remember it anew."""
        self._put(self.articles)
        with Store(self.store) as store, store.writing():
            store.resolve(show=False)
            for row in store.database.rows():
                list(evidence_quads(row.article, row.reading, store.iris, run=row.run))
        shutil.rmtree(self.store)

    def begin(self, name: str) -> None:
        """Make the store that an operation begins with."""
        if name == "build":
            self.store.mkdir()
        elif name in {"resolve", "refresh"}:
            build_articles(self.articles[:3], self.store, jobs=1)
            self._put(self.articles[3:])
            if name == "refresh":
                with Store(self.store) as store, store.writing():
                    store.resolve(show=False)
        else:
            self.build()
        self.store.rename(self.folder / "begin")

    def _put(self, some: list[Article]) -> None:
        with Store(self.store, create=True) as store, store.writing():
            store.database.add_run(*RUN)
            for article in some:
                reading, sketched = reading_of(article)
                store.database.put(article, reading, run=RUN[0], sketch=sketched)
            with store.database.transaction():
                store.record.append("build")

    def prepare(self) -> None:
        """What an operation begins with, and nothing else."""
        for path in (self.store, self.then, self.then.with_name("then" + UNFINISHED)):
            shutil.rmtree(path, ignore_errors=True)
        shutil.copytree(self.folder / "begin", self.store)
        self.out.with_name("out.nq" + UNFINISHED).unlink(missing_ok=True)
        self.out.write_text(OLD)

    # ------------------------------------------------------------------ the operations

    def build(self) -> None:
        build_articles(self.articles, self.store, jobs=1)

    def resolve(self) -> None:
        with Store(self.store) as store, store.writing():
            store.resolve(show=False)

    def refresh(self) -> None:
        with Store(self.store) as store, store.writing():
            store.refresh()

    def remove(self) -> None:
        with Store(self.store) as store:
            key = min((row.key for row in store.database.rows()), default=None)
            there = len(store.database.numbers()) == len(self.articles)
        if key and there:
            remove(self.store, key)
        else:  # it was gone before the fault: what is left is brought up to date
            with Store(self.store) as store, store.writing():
                store.resolve()
                store.refresh()

    def rebuild(self) -> None:
        rebuild(self.store)

    def export(self) -> None:
        with Store(self.store) as store:
            export_rdf(store.graph(), self.out)

    def as_of(self) -> None:
        if not self.then.exists():
            as_of(self.store, "9999-12-31", self.then, undated=True)

    # ------------------------------------------------------------------ what must be true

    def result(self, name: str) -> str:
        """A digest of what the operation led to, which is held against its words and its record where it is a store."""
        if name == "export":
            return _digest(self.out.read_bytes())
        with Store(self.then if name == "as_of" else self.store) as store:
            graph = store.graph()
            verify(store, graph)
            verify_record(store)
            return _digest(graph.dump(format=ox.RdfFormat.N_QUADS) or b"")

    def looked_at(self, name: str, wanted: str, done: bool) -> list[str]:
        """What is wrong with what a fault left, and with what the same operation then makes of it.

        Args:
            name: of the operation.
            wanted: its result without a fault.
            done: whether it said that it was done.
        """
        wrong = []
        if done and self.result(name) != wanted:
            wrong.append("said to be done, with another result than without a fault")
        if name == "export" and (said := self.out.read_text("utf8")) != OLD and not said.endswith(".\n"):
            wrong.append("half of an export")
        if name == "as_of" and self.then.exists() and not (self.then / "graph.generation").exists():
            wrong.append("half of a store as of a day")
        if name != "as_of" and (self.store / store_folder.DATABASE).exists():
            try:
                with Store(self.store) as store:
                    len(store.graph())
            except KgError as error:
                if name != "build" or error.code is not Code.NO_STORE:  # it was not begun
                    wrong.append(f"what is left cannot be opened: {error}")
        getattr(self, name)()
        if self.result(name) != wanted:
            wrong.append("once more: another result than without a fault")
        if left := self._left_over():
            wrong.append(f"left behind: {', '.join(left)}")
        return wrong

    def _left_over(self) -> list[str]:
        """What lies about that belongs to nothing."""
        known = {"begin", "store", "then", "out.nq", "said"}
        left = [path.name for path in self.folder.iterdir() if path.name not in known]
        for store in (self.store, self.then):
            if store.exists():
                left += [path.name for path in store.iterdir() if path.name not in store_folder.OWN]
                snapshots = [path.name for path in (store / "snapshots").iterdir()]
                left += snapshots if len(snapshots) > 1 else []
        return left


def _digest(quads: bytes) -> str:
    return hashlib.sha256(b"\n".join(sorted(quads.splitlines()))).hexdigest()


def stepping(step: Callable[[], None]) -> None:
    """Call ``step`` before and after each call of what writes."""
    for module, owner, name in (*STEPS, *WRITES):
        held = importlib.import_module(module)
        of = held if owner is None else getattr(held, owner)
        method = getattr(of, name)
        static = owner is not None and isinstance(of.__dict__.get(name), staticmethod)

        def called(*args: Any, _method: Any = method, **kwargs: Any) -> Any:
            step()
            result = _method(*args, **kwargs)
            step()
            return result

        called = functools.wraps(method)(called)
        setattr(of, name, staticmethod(called) if static else called)


def forked(work: Callable[[], object], say: Path) -> int:
    """Run something in a fork.

    Returns:
        Its exit status as told by :data:`DONE` and its like, or minus the signal that ended it; what it gave, or why it broke
        down, is in ``say``.
    """
    say.write_text("")
    pid = os.fork()
    if pid:
        status = os.waitpid(pid, 0)[1]
        return -os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)
    signal.alarm(HANGS)
    status = BROKEN
    try:
        told = work()
        say.write_text(json.dumps(told))
        status = DONE
    except (KgError, OSError) as error:
        status = REFUSED
        say.write_text(f"{type(error).__name__}: {error}")
    except BaseException:
        say.write_text(traceback.format_exc())
    finally:
        os._exit(status)


def main(arguments: list[str]) -> None:
    """Try faults of one operation."""
    folder, name, every = arguments[:3]
    offset, kinds = (*arguments[3:], *("0", "steps")[len(arguments) - 3 :])
    kg.operations.build.run_of = lambda *_: RUN
    kg.operations.build.engine_for = lambda *_, **__: Here(lambda some: [reading_of(article) for article in some])
    kg.graph.store.store.BULK = BULK
    case = Case(Path(folder))
    say = case.folder / "said"
    wrong: list[str] = []

    def must(work: Callable[[], object], what: str) -> Any:
        if (status := forked(work, say)) != DONE:
            sys.exit(f"{what}: {status}: {say.read_text()[-600:]}")
        return json.loads(say.read_text())

    case.warm()
    gc.freeze()  # what is there stays, and stays shared with the forks
    must(functools.partial(case.begin, name), "what it begins with")
    case.prepare()
    operation = getattr(case, name)

    def counted() -> int:
        count = 0

        def step() -> None:
            nonlocal count
            count += 1

        stepping(step)
        operation()
        return count

    def written() -> int:
        failing(0, "", case.folder)
        operation()
        return int(ctypes.CDLL(None).kg_count())

    steps = must(counted if kinds == "steps" else written, "without a fault")
    wanted = must(functools.partial(case.result, name), "its result")
    refused = 0
    slowest = 0.0
    faults = [(kind, k) for k in range(1, steps + 1) for kind in OF_KINDS[kinds]]
    if kinds == "steps":
        faults += [("files full from", size) for size in SIZES]
    tried = faults[int(offset) :: int(every)]
    for kind, at in tried:
        case.prepare()
        began = time.monotonic()
        status = forked(functools.partial(_faulty, operation, kind, at, case.folder), say)
        refused += status == REFUSED
        found = [f"ended with {status}: {say.read_text()[-600:]}"] if _odd(status, kind) else []
        looking = forked(functools.partial(case.looked_at, name, wanted, status == DONE), say)
        found += json.loads(say.read_text()) if looking == DONE else [f"looked at: {looking}: {say.read_text()[-600:]}"]
        slowest = max(slowest, time.monotonic() - began)
        for one in found:
            wrong.append(f"{name}, {kind} {at}: {one}")
            print(wrong[-1], file=sys.stderr, flush=True)
    print(
        json.dumps(
            {"steps": steps, "tried": len(tried), "refused": refused, "slowest": round(slowest, 1), "wrong": wrong}
        )
    )


def _odd(status: int, kind: str) -> bool:
    """Whether an operation must not end so after a fault of this kind."""
    return status == BROKEN or (status < 0 and not (status == -signal.SIGKILL and "killed" in kind))


def failing(at: int, how: str, folder: Path) -> None:
    """Let something happen at the ``at``-th call from here on that writes below a folder (0: none; they are counted alone)."""
    ctypes.CDLL(None).kg_fail(ctypes.c_long(at), ord(how or "f"), str(folder).encode())


def _faulty(operation: Callable[[], None], kind: str, at: int, folder: Path) -> None:
    if kind in AT_WRITE:
        failing(at, AT_WRITE[kind], folder)
        try:
            operation()
        finally:
            failing(0, "", folder)
        return
    if kind == "files full from":
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (at, resource.RLIM_INFINITY))
        try:
            operation()
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
        return
    count = 0

    def step() -> None:
        nonlocal count
        count += 1
        if count == at:
            os.kill(os.getpid(), signal.SIGKILL)

    stepping(step)
    operation()


if __name__ == "__main__":
    main(sys.argv[1:])
