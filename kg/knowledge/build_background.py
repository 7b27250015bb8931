"""Derives ``data/word_articles.tsv``: in how many of a fixed set of news articles each word stands, and
``data/small_words.txt``: words that these articles write with a small letter, where no sentence begins.

    python -m kg.knowledge.build_background ARTICLES.jsonl[.gz]

The tables that ship count Wikinews articles of 2019 and 2020 (CC BY 2.5). They are a fixed background, so that how rare a
word is does not depend on the articles of a store. Run by hand when the format or the stems change.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from kg.knowledge.background import OUT, SMALL, stems

FEWEST = 3
"""Articles that a word of the table stands in at least: what is rarer counts as rare."""

SMALL_LEAST, SMALL_SHARE = 2, 0.75
"""How often, and in what share of its occurrences, a word must be written with a small letter."""

_WORD = re.compile(r"[A-Za-z][a-z]{2,}")

NOTICE = """\
# Words (as kg.knowledge.background stems them) and in how many of the articles they stand; the first line counts the articles.
# Counted by kg/knowledge/build_background.py in articles of Wikinews, 2019-2020 (https://en.wikinews.org, CC BY 2.5,
# https://creativecommons.org/licenses/by/2.5/). No text of the articles is kept.
"""
SMALL_NOTICE = """\
# Words that are hardly ever written with a capital letter where no sentence begins.
# Counted by kg/knowledge/build_background.py in articles of Wikinews, 2019-2020 (https://en.wikinews.org, CC BY 2.5,
# https://creativecommons.org/licenses/by/2.5/). No text of the articles is kept.
"""


def small(texts: Iterable[str]) -> list[str]:
    """Words that the texts write with a small letter nearly always, the heads of sentences left out."""
    low: Counter[str] = Counter()
    high: Counter[str] = Counter()
    for text in texts:
        for match in _WORD.finditer(text):
            word = match.group()
            before = text[max(0, match.start() - 4) : match.start()].rstrip(" \"'“‘(")[-1:]
            if word.islower():
                low[word] += 1
            elif before.isalnum() or before == ",":
                high[word.lower()] += 1
    return sorted(w for w, n in low.items() if n >= SMALL_LEAST and n >= SMALL_SHARE * (n + high[w]))


def main(path: str) -> None:
    """Count and write."""
    counts: Counter[str] = Counter()
    total = 0
    texts = []
    with gzip.open(path, "rt", encoding="utf8") if path.endswith(".gz") else open(path, encoding="utf8") as lines:
        for line in lines:
            text = json.loads(line)["text"] or ""
            counts.update(set(stems(text)))
            texts.append(text)
            total += 1
    kept = sorted((word, n) for word, n in counts.items() if n >= FEWEST)
    Path(SMALL).write_text(SMALL_NOTICE + "".join(f"{word}\n" for word in small(texts)), "utf8")
    Path(OUT).write_text(NOTICE + f"-\t{total}\n" + "".join(f"{w}\t{n}\n" for w, n in kept), "utf8")


if __name__ == "__main__":
    main(sys.argv[1])
