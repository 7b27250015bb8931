"""Derives ``data/word_articles.tsv``: in how many of a fixed set of news articles each word stands.

    python -m kg.knowledge.build_background ARTICLES.jsonl[.gz]

The table that ships counts Wikinews articles of 2019 and 2020 (CC BY 2.5). It is a fixed background, so that how rare a
word is does not depend on the articles of a store. Run by hand when the format or the stems change.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from pathlib import Path

from kg.knowledge.background import OUT, stems

FEWEST = 3
"""Articles that a word of the table stands in at least: what is rarer counts as rare."""

NOTICE = """\
# Words (as kg.knowledge.background stems them) and in how many of the articles they stand; the first line counts the articles.
# Counted by kg/knowledge/build_background.py in articles of Wikinews, 2019-2020 (https://en.wikinews.org, CC BY 2.5,
# https://creativecommons.org/licenses/by/2.5/). No text of the articles is kept.
"""


def main(path: str) -> None:
    """Count and write."""
    counts: Counter[str] = Counter()
    total = 0
    with gzip.open(path, "rt", encoding="utf8") if path.endswith(".gz") else open(path, encoding="utf8") as lines:
        for line in lines:
            counts.update(set(stems(json.loads(line)["text"])))
            total += 1
    kept = sorted((word, n) for word, n in counts.items() if n >= FEWEST)
    Path(OUT).write_text(NOTICE + f"-\t{total}\n" + "".join(f"{w}\t{n}\n" for w, n in kept), "utf8")


if __name__ == "__main__":
    main(sys.argv[1])
