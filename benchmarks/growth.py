"""Growth of the reading with an article's length, for texts that are made to grow it faster: CPU time for one twice as long."""

from __future__ import annotations

import random
import resource
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks import earlier
from benchmarks.timing import ratio, shown
from kg.articles.article import Article
from kg.articles.sources import read_articles
from kg.engines.readers import Readers
from kg.errors import KgError
from kg.processes import memory_of, seconds_of
from kg.reading import pipeline, reader

MOST = 2.6
"""What a text twice as long may cost more, by the least CPU time of three rounds."""


def _words(count: int, change: Callable[[str], str]) -> str:
    rng = random.Random(1)
    syllables = [c + v for c in "bcdfglmnprst" for v in "aeiou"]
    return " ".join(change("".join(rng.choices(syllables, k=rng.randint(2, 4)))) for _ in range(count))


KINDS: dict[str, Callable[[int], str]] = {
    "capital words": lambda n: _words(n // 7, str.capitalize),
    "words in capitals": lambda n: _words(n // 7, str.upper),
    "small words": lambda n: _words(n // 7, str),
    "quotation marks": lambda n: '"' * n,
    "quotations of a letter": lambda n: "“a” " * (n // 4),
    "quotations left open": lambda n: '"He said so. ' * (n // 13),
    "dates": lambda n: "3 March 2024, " * (n // 14),
    "digits": lambda n: "1 2 3 4 " * (n // 8),
    "commas": lambda n: "a, " * (n // 3),
    "pronouns": lambda n: "he said she said it and they " * (n // 29),
    "verbs": lambda n: "said " * (n // 5),
    "names": lambda n: "Anna Berg met Ivan Petrov. " * (n // 27),
    "a list of names": lambda n: "Berg and " * (n // 9),
    "titles": lambda n: "President Berg, Minister Lund, " * (n // 31),
    "of": lambda n: "the head of " * (n // 12),
    "brackets": lambda n: "(" * (n // 2) + ")" * (n // 2),
    "dashes": lambda n: "— " * (n // 2),
    "hyphens": lambda n: "a-" * (n // 2),
    "lines of a letter": lambda n: "a\n" * (n // 2),
    "a word without end": lambda n: "a" * n,
    "acronyms": lambda n: "U.S. U.N. " * (n // 10),
}


ORDINARY = 100_000
"""Bytes of an ordinary article that is to take no longer than before."""
LARGEST = 150_000
"""Characters of an article that is read, or left out, within limits."""


def run_largest() -> None:
    """Print, of each kind at :data:`LARGEST` characters, what becomes of it in a process that is watched."""
    print(f"\n{'kind':<26}{'seconds':>10}{'MB':>10}   {LARGEST:,} characters in a process that is watched")
    for kind, text in KINDS.items():
        readers = Readers(1, pipeline.DEFAULT_MODEL)
        try:
            readers.submit([Article("Warm up, Oslo.")]).result()
            loaded = sum(seconds_of(process._process.pid) or 0.0 for process in readers._running)
            begun, most, ended = _children() + loaded, [0.0], threading.Event()
            watching = threading.Thread(target=_watch, args=(readers, most, ended))
            watching.start()
            began = time.monotonic()
            (outcome,) = readers.submit([Article(text(LARGEST))]).result()
            took = time.monotonic() - began
            ended.set()
            watching.join()
        finally:
            readers.shutdown()
        told = outcome.code.number if isinstance(outcome, KgError) else "read"
        print(f"{kind:<26}{_children() - begun:>10.1f}{most[0]:>10,.0f}   {told}, {took:.0f} s by the clock", flush=True)


def run_ordinary() -> None:
    """Print what an ordinary article of :data:`ORDINARY` bytes (texts of the corpus, one after the other) costs beside an earlier
    commit.
    """
    texts = [article.text for article in read_articles([str(earlier.ROOT / "corpus" / "articles")])]
    text = "\n\n".join(texts * (ORDINARY // len("".join(texts)) + 1)).encode()[:ORDINARY].decode("utf8", "ignore")
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder) / "ordinary.txt"
        given.write_text(text, encoding="utf8")
        costs = earlier.compared(given, Path(folder), 3)
    print(f"\nan ordinary article of {ORDINARY:,} bytes")
    for name, told in ((f"at {earlier.COMMIT}", "then"), ("today", "today")):
        print(f"  {name}: {shown(costs[told])}")
    print(f"  today to then: {ratio(costs['today'], costs['then'])}")


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _watch(readers: Readers, most: list[float], ended: threading.Event) -> None:
    while not ended.wait(0.02):
        for process in list(readers._running):
            most[0] = max(most[0], memory_of(process._process.pid))


def run(*, quick: bool = False) -> None:
    """Print, of each kind, seconds at three lengths, and the ratio of the last two.

    Args:
        quick: shorter texts, one round.
    """
    nlp = pipeline.load()
    reader.read(Article("Warm up, Oslo."), nlp)
    sizes = (2_500, 5_000, 10_000) if quick else (10_000, 20_000, 40_000)
    worst = 0.0
    print(f"{'kind':<26}{''.join(f'{size:>10,}' for size in sizes)}   twice as long costs (at most {MOST})")
    for kind, text in KINDS.items():
        least = []
        for size in sizes:
            article = Article(text(size))
            took = []
            for _ in range(1 if quick else 3):
                begun = time.process_time()
                reader.read(article, nlp)
                took.append(time.process_time() - begun)
            least.append(min(took))
        ratio = least[-1] / max(least[-2], 0.02)
        worst = max(worst, ratio)
        print(f"{kind:<26}{''.join(f'{seconds:>10.2f}' for seconds in least)}   {ratio:.2f}{' !' * (ratio > MOST)}", flush=True)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"worst {worst:.2f}; peak memory of all {memory:,.0f} MB")
    if not quick:
        run_largest()
        run_ordinary()
