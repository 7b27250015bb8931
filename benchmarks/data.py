"""Articles to measure with. They are read in place; nothing of them enters the repository."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from kg.articles.article import Article
from kg.articles.sources import read_articles

BENCH = Path(os.environ.get("KG_BENCH") or Path(__file__).parents[2] / "shared" / "bench")
"""Where the development sets lie; the environment's KG_BENCH names another folder."""

NEWS = "scale/newsarticles.jsonl.gz"


def present() -> bool:
    """Whether the sets are at hand; says so where they are not."""
    if BENCH.is_dir():
        return True
    print(f"There are no benchmark sets at {BENCH}: this part was not measured. KG_BENCH names another folder.")
    return False


def news(count: int | None = None) -> list[Article]:
    """News articles, evenly spread over the set; all of them without ``count``."""
    found = list(read_articles([BENCH / NEWS], on_error=lambda error: None))
    if count is None or count >= len(found):
        return found
    return [found[i * len(found) // count] for i in range(count)]


def write_files(articles: list[Article], folder: Path) -> Path:
    """The articles as a JSON Lines file."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "articles.jsonl"
    with path.open("w", encoding="utf8") as out:
        for article in articles:
            start = article.headline_span[1] if article.headline_span else 0
            row = {
                "text": article.text[start:].lstrip(),
                "title": article.headline,
                "date": article.published,
                "publisher": article.publisher,
                "url": article.url,
            }
            out.write(json.dumps({k: v for k, v in row.items() if v}, ensure_ascii=False) + "\n")
    return path


def words(articles: list[Article]) -> int:
    """Words between blanks."""
    return sum(len(a.text.split()) for a in articles)


def report(title: str, rows: list[tuple[str, str]]) -> None:
    """Print a block of figures."""
    width = max(len(name) for name, _ in rows)
    print(f"\n{title}")
    for name, value in rows:
        print(f"  {name:<{width}}  {value}")
    sys.stdout.flush()
