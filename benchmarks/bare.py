"""The bare spaCy pipeline over the texts of a file, in some processes: ``python -m benchmarks.bare FILE JOBS [pipe]``.

Texts go one by one to workers that give nothing back, which is quicker than ``nlp.pipe(n_process=…)``: that one sends
every Doc back.
"""

from __future__ import annotations

import json
import multiprocessing
import sys
from typing import TYPE_CHECKING

from kg.reading.pipeline import bare

if TYPE_CHECKING:
    from spacy.language import Language

_nlp: Language | None = None


def _start() -> None:
    global _nlp  # noqa: PLW0603  a worker process has one pipeline
    _nlp = bare()


def _read(text: str) -> int:
    assert _nlp is not None
    return len(_nlp(text))


def main() -> None:
    path, jobs = sys.argv[1], int(sys.argv[2])
    with open(path, encoding="utf8") as lines:
        rows = [json.loads(line) for line in lines]
    texts = [f"{row['title']}\n\n{row['text']}" if row.get("title") else row["text"] for row in rows]
    if jobs == 1:
        _start()
        if "pipe" in sys.argv:
            tokens = sum(len(doc) for doc in bare().pipe(texts))
        else:
            tokens = sum(map(_read, texts))
    else:
        with multiprocessing.get_context("spawn").Pool(jobs, _start) as pool:
            tokens = sum(pool.imap_unordered(_read, texts, chunksize=4))
    print(tokens)


if __name__ == "__main__":
    main()
