"""Files that other programs made of one page (``samples/page.html``, our own words); ``samples/README.md`` says how."""

from pathlib import Path

import pytest

from kg.articles.article import Article
from kg.articles.sources import read_articles
from kg.errors import KgError

SAMPLES = Path(__file__).parent / "samples"
FIRST = "Anna Berg, the foreign minister of Norway, met Ivan Petrov in Geneva on Monday, two officials told the paper."
LAST = "“We will sign in Bærum,” she said. Petrov left for Moscow on Tuesday and will return in April."
ADDRESS = "https://fjord.example/berg"
UNDATED = {"chromium.pdf"}
UNADDRESSED = {"chromium.pdf", "goose3.json", "readability.json"}
PUBLISHERS = {"chromium.pdf": None, "news-please.json": "fjord.example"}


def one(path: Path) -> tuple[Article, list[KgError]]:
    errors: list[KgError] = []
    (article,) = read_articles([path], on_error=errors.append)
    return article, errors


@pytest.mark.parametrize("name", sorted(p.name for p in SAMPLES.iterdir() if p.name != "README.md" and p.suffix != ".sh"))
def test_headline_day_publisher_and_whole_text(name: str, tmp_path: Path) -> None:
    article, errors = one(SAMPLES / name)
    assert errors == []
    assert article.headline == "Berg meets Petrov" and article.text.startswith("Berg meets Petrov\n")
    assert FIRST in article.text and LAST in article.text and "about the ship." in article.text
    assert article.published == (None if name in UNDATED else "2026-03-04")
    assert article.publisher == PUBLISHERS.get(name, "Fjord Post")
    assert article.url == (None if name in UNADDRESSED else ADDRESS)
    assert not article.foreign and article.language == "en"
    wrong = tmp_path / "file"  # what it holds tells, whatever its name
    for suffix in ("", ".txt", ".html", ".xml", ".json", ".eml", ".pdf", ".warc"):
        other = wrong.with_suffix(suffix)
        other.write_bytes((SAMPLES / name).read_bytes())
        if (suffix == ".json" and name.endswith(".html")) or (suffix == ".warc" and name.endswith(".md")):
            continue  # a broken archive may begin with any text
        again, errors = one(other)
        assert errors == [] and (again.text, again.url) == (article.text, article.url), suffix
