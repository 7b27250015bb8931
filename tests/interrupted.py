"""A build that kills itself, or that reads slowly: run by tests/operations/test_build.py in a process of its own.

    python interrupted.py SOURCE KILL_AT SECONDS build PATHS -s STORE …

Readings come from the store SOURCE, so that no model is needed, each after SECONDS. The process kills itself (SIGKILL) at
its step KILL_AT, as ``STEPS`` counts them; with 0 it says at its end how many there were.
"""

from __future__ import annotations

import functools
import os
import signal
import sys
import time
from pathlib import Path
from typing import Any

STEPS = [
    ("kg.graph.store.database", "Database", "put"),
    ("kg.graph.store.database", "Database", "_remember_sentences"),
    ("kg.graph.store.parts", "Parts", "seal"),
    ("kg.graph.store.parts", "Parts", "forget"),
    ("kg.graph.store.store", "Store", "refresh"),
    ("kg.graph.store.store", "Store", "_apply"),
    ("kg.graph.store.store", "Store", "_write"),
    ("kg.graph.store.store", "Store", "_discard_graph"),
    ("kg.graph.store.store", "Store", "_take_snapshot"),
    ("pathlib", "Path", "write_text"),
    ("pathlib", "Path", "rename"),
]
"""Before and after each call of these is a step."""


def from_store(source: Path, seconds: float = 0.0) -> Any:
    """What stands in for ``kg.engines.reading.read_one``: an article → its reading and sketch, as a store has them."""
    from kg.graph.store.store import Store

    with Store(source) as store:
        known = {row.article.sha256: row.reading for row in store.database.rows()}
        sketches = dict(store.database.connection.execute("SELECT sha256, sketch FROM article"))

    def read(article: Any) -> Any:
        time.sleep(seconds)
        return known[article.sha256], sketches[article.sha256]

    return read


def main(source: str, kill_at: str, seconds: str, *arguments: str) -> None:
    import importlib

    import kg.operations.build
    from kg.cli.main import main as kg_main
    from kg.engines.engine import Here

    read = from_store(Path(source), float(seconds))
    kg.operations.build.engine_for = lambda *_, **__: Here(lambda articles: [read(article) for article in articles])
    count = 0

    def step() -> None:
        nonlocal count
        count += 1
        if count == int(kill_at):
            os.kill(os.getpid(), signal.SIGKILL)

    for module, owner, name in STEPS:
        cls = getattr(importlib.import_module(module), owner)
        method = getattr(cls, name)
        static = isinstance(cls.__dict__[name], staticmethod)

        def stepping(*args: Any, _method: Any = method, **kwargs: Any) -> Any:
            step()
            result = _method(*args, **kwargs)
            step()
            return result

        stepping = functools.wraps(method)(stepping)
        setattr(cls, name, staticmethod(stepping) if static else stepping)
    try:
        kg_main(list(arguments))
    finally:
        if kill_at == "0":
            print(count)


if __name__ == "__main__":
    main(*sys.argv[1:])
