"""Faults at every step of what writes: killed there, or a write fails, or the disk is full; then what is left is looked at.

    python faults.py SOURCE FOLDER OPERATION EVERY [OFFSET [KINDS]]

SOURCE is a store whose readings stand in for the model; FOLDER is for the stores that are made. Every fault whose number
leaves OFFSET when divided by EVERY is tried, each in a fork of this process, which itself opens no graph. KINDS is "steps"
(killed at the k-th step; files take no more from some size on) or "writes": the k-th call by which anything writes below
FOLDER fails, be it Python, SQLite or RocksDB that makes it, once (EIO) or for good (ENOSPC). For these the process runs under
:func:`environment`. A line of JSON at the end says how many faults were tried, and what did not hold.
"""

from __future__ import annotations

import ctypes
import errno
import functools
import importlib
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from interrupted import STEPS, from_store

import kg.operations.build
from kg.engines.engine import Here
from kg.errors import KgError
from kg.exchange.rdf import export_rdf
from kg.graph.store.store import Store
from kg.operations.as_of import as_of
from kg.operations.build import build, rebuild, remove

WRITES = [
    ("kg.graph.store.store", "Store", "resolve"),
    ("kg.graph.store.store", "Store", "rebuild"),
    ("kg.operations.as_of", None, "_copy"),
    ("shutil", None, "rmtree"),
    ("pathlib", "Path", "replace"),
    ("pathlib", "Path", "unlink"),
    ("pathlib", "Path", "mkdir"),
]
SIZES = (0, 1, 100, 4_096, 20_000, 60_000, 120_000, 200_000, 300_000, 400_000)
"""Bytes from which on a file takes no more."""
DONE, REFUSED, BROKEN = 0, 1, 2
"""What a fork tells: done; refused with one of our errors or one of the system; anything else."""
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


class Case:
    """An operation, what it begins with, and what must be true after a fault in it.

    Args:
        folder: holds ``begin``, ``store``, ``out.nq`` and ``then``.
        articles: files that are built.
    """

    def __init__(self, folder: Path, articles: list[Path]) -> None:
        self.folder, self.articles = folder, articles
        self.store, self.out, self.then = folder / "store", folder / "out.nq", folder / "then"

    def prepare(self, *, empty: bool) -> None:
        for path in (self.store, self.then, self.folder / "then.unfinished"):
            shutil.rmtree(path, ignore_errors=True)
        if not empty:
            shutil.copytree(self.folder / "begin", self.store)
        self.out.write_text(OLD)

    def build(self) -> None:
        build(self.articles, self.store, jobs=1)

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

    def result(self, name: str) -> list[str]:
        """The graph that the operation led to."""
        if name == "export":
            return sorted(self.out.read_text("utf8").splitlines())
        with Store(self.then if name == "as_of" else self.store) as store:
            return sorted(str(quad) for quad in store.graph())

    def half(self, name: str) -> str:
        """What is wrong with what a fault left, before anything is done about it; "" where nothing is."""
        if name == "export" and (said := self.out.read_text("utf8")) != OLD and not said.endswith(".\n"):
            return "half of an export"
        where = self.then if name == "as_of" else self.store
        if name == "as_of" and where.exists():
            return "" if (where / "graph.generation").exists() else "half of a store as of a day"
        try:
            with Store(where) as store:
                len(store.graph())
        except KgError:
            return ""
        return ""


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
    pid = os.fork()
    if pid:
        status = os.waitpid(pid, 0)[1]
        return -os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)
    status = BROKEN
    try:
        told = work()
        say.write_text(json.dumps(told))
        status = DONE
    except (KgError, OSError) as error:
        status = REFUSED
        say.write_text(str(error))
    except BaseException:
        say.write_text(traceback.format_exc())
    finally:
        os._exit(status)


def main(arguments: list[str]) -> None:
    """Try faults of one operation."""
    source, folder, name, every = arguments[:4]
    offset, kinds = (*arguments[4:], *("0", "steps")[len(arguments) - 4 :])
    read = from_store(Path(source))
    kg.operations.build.engine_for = lambda *_, **__: Here(lambda articles: [read(article) for article in articles])
    corpus = Path(__file__).resolve().parents[1] / "corpus" / "articles"
    case = Case(Path(folder), sorted(corpus.iterdir())[:5])
    say = case.folder / "said"
    wrong: list[str] = []

    def must(work: Callable[[], object], what: str) -> Any:
        if (status := forked(work, say)) != DONE:
            wrong.append(f"{what}: {status}: {say.read_text()[-600:]}")
            return None
        return json.loads(say.read_text())

    empty = name == "build"
    operation = getattr(case, name)
    case.prepare(empty=True)
    must(case.build, "the first build")
    shutil.copytree(case.store, case.folder / "begin")
    case.prepare(empty=empty)

    def counted() -> int:
        count = 0

        def step() -> None:
            nonlocal count
            count += 1

        stepping(step)
        operation()
        return count

    def written() -> int:
        failing(0, 0, case.folder)
        operation()
        return int(ctypes.CDLL(None).kg_count())

    steps = must(written if kinds == "writes" else counted, "without a fault")
    wanted = must(functools.partial(case.result, name), "its result")
    tried = refused = 0
    faults: list[tuple[str, int]] = []
    for k in range(1, (steps or 0) + 1):
        faults += [("failing at write", k), ("disk full at write", k)] if kinds == "writes" else [("killed at step", k)]
    if kinds == "steps":
        faults += [("files full from", size) for size in SIZES]
    for number, (kind, at) in enumerate(faults):
        if number % int(every) != int(offset):
            continue
        case.prepare(empty=empty)
        tried += 1
        what = f"{name}, {kind} {at}"
        status = forked(functools.partial(_faulty, operation, kind, at, case.folder), say)
        refused += status == REFUSED
        if status == BROKEN:
            wrong.append(f"{what}: {say.read_text()[-600:]}")
        if kinds == "writes" and status < 0:
            wrong.append(f"{what}: the process ended with {status}")
        if status == DONE and must(functools.partial(case.result, name), f"{what}, said to be done") != wanted:
            wrong.append(f"{what}: said to be done, with another result than without a fault")
        if left := must(functools.partial(case.half, name), f"{what}, looked at"):
            wrong.append(f"{what}: {left}")
        must(operation, f"{what}, once more")
        if must(functools.partial(case.result, name), f"{what}, its result") != wanted:
            wrong.append(f"{what}: another result than without a fault")
    print(json.dumps({"steps": steps, "tried": tried, "refused": refused, "wrong": wrong}))


def failing(at: int, error: int, folder: Path) -> None:
    """Let the ``at``-th call from here on that writes below a folder fail (0: none; they are counted alone)."""
    library = ctypes.CDLL(None)
    library.kg_fail(ctypes.c_long(at), error, int(error == errno.ENOSPC), str(folder).encode())


def _faulty(operation: Callable[[], None], kind: str, at: int, folder: Path) -> None:
    if kind.endswith("at write"):
        failing(at, errno.ENOSPC if kind.startswith("disk full") else errno.EIO, folder)
        try:
            operation()
        finally:
            failing(0, 0, folder)
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
