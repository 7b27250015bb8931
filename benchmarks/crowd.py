"""``kg serve`` in a crowd: queries in parallel, beside connections that are silent and some that trickle."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

from kg.operations.build import build
from kg.processes import memory_of

QUERIES = (
    "SELECT ?name ?n { ?e a schema:Person ; skos:prefLabel ?name ; kg:articleCount ?n } ORDER BY DESC(?n)",
    "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "SELECT (COUNT(*) AS ?n) { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f }",  # which takes hours, or the limit
)
PARALLEL, SILENT, TRICKLING = 200, 100, 100
SECONDS = 30.0
TIMEOUT = 5
"""Seconds that a query may take; it may wait ten more for its turn."""


def run(*, quick: bool = False) -> None:
    """Serve five articles of the corpus, and print what became of the queries, and of the memory.

    Args:
        quick: a tenth of the crowd, for five seconds.
    """
    share, seconds = (10, 5.0) if quick else (1, SECONDS)
    with tempfile.TemporaryDirectory(prefix="kg-crowd-") as folder:
        articles = sorted((Path(__file__).resolve().parents[1] / "corpus" / "articles").iterdir())[:5]
        build(articles, Path(folder) / "store", jobs=1)
        command = [sys.executable, "-m", "kg.cli.main", "serve", "-s", f"{folder}/store", "--port", "0"]
        command += ["--timeout", str(TIMEOUT)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            address = process.stdout.readline().split()[0]
            try:
                _crowd(address, process.pid, share, seconds)
            finally:
                process.terminate()


def _crowd(address: str, pid: int, share: int, seconds: float) -> None:
    port = int(address.rstrip("/").rpartition(":")[2])
    with ThreadPoolExecutor(16) as warming:  # all processes that answer queries are there before it begins
        list(warming.map(lambda query: _asked(address, query), QUERIES * 8))
    before = _memory(pid)
    until = time.monotonic() + seconds
    found: Counter[str] = Counter()
    slowest = [0.0]
    lock = threading.Lock()

    def ask(number: int) -> None:
        while time.monotonic() < until:
            began = time.monotonic()
            said = _asked(address, QUERIES[number % len(QUERIES)])
            with lock:
                found[said] += 1
                slowest[0] = max(slowest[0], time.monotonic() - began)

    def hold(trickles: bool) -> None:
        while time.monotonic() < until:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=60) as held:
                held.settimeout(0.5)
                while time.monotonic() < until:
                    if trickles:
                        held.sendall(b"G")
                    with contextlib.suppress(TimeoutError):
                        if held.recv(1) == b"":
                            break

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(PARALLEL // share)]
    threads += [threading.Thread(target=hold, args=(n < TRICKLING // share,)) for n in range((SILENT + TRICKLING) // share)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    time.sleep(5)
    after = _memory(pid)
    print(f"{sum(found.values()):,} queries by {PARALLEL // share} clients in {seconds:g} s, beside {SILENT // share} silent and "
          f"{TRICKLING // share} trickling connections")  # fmt: skip
    for said, number in sorted(found.items()):
        print(f"  {said:<30}{number:>8,}")
    print(f"  slowest {slowest[0]:.1f} s; memory of all processes {before:,.0f} MB before, {after:,.0f} MB after")


def _asked(address: str, query: str) -> str:
    try:
        with urllib.request.urlopen(f"{address}sparql?query={quote(query)}&format=json", timeout=120) as answer:
            answer.read()
            return f"{answer.status}"
    except urllib.error.HTTPError as error:
        with error:
            return f"{error.code} {error.read(7).decode()}"
    except OSError as error:
        return f"no answer: {type(error).__name__}"


def _memory(pid: int) -> float:
    """Megabytes of the server and of the processes that it started."""
    children = Path(f"/proc/{pid}/task").glob("*/children")
    return memory_of(pid) + sum(memory_of(int(child)) for file in children for child in file.read_text().split())
