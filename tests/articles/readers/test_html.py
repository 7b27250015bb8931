from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.articles.markup import fragment_text
from kg.articles.readers.html import read_html
from kg.errors import Code, KgError

PARAGRAPHS = [
    "The harbour board of Lindvik voted on Tuesday to rebuild the north pier, which a storm had broken in January.",
    "Its chairwoman, Astrid Holm, said that the work would begin in May and cost about 12 million crowns in all.",
    "Fishermen had asked for a longer pier, but the board found no money for it in this year's budget, she added.",
]
PAGE = """<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">
<title>Lindvik rebuilds its pier | Lindvik Post</title>
<link rel="canonical" href="https://post.example/2024/pier">
<meta property="og:title" content="Lindvik rebuilds its pier">
<meta property="og:site_name" content="Lindvik Post">
{head}</head><body>
<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Lindvik rebuilds its north pier</h1><p class="byline">By Nils Berg</p>
<p>{0}</p><p>{1}<a href="/x">Seven recipes for herring</a></p><p>{2}</p></article>
<footer>© 2024 Lindvik Post</footer></body></html>"""


def page(head: str = "") -> bytes:
    return PAGE.format(*PARAGRAPHS, head=head).encode()


def test_text_and_metadata() -> None:
    head = '<meta property="article:published_time" content="2024-03-05T08:00:00+01:00">'
    head += '<meta name="author" content="Nils Berg">'
    article = read_html(page(head), source="a.html")
    assert article.headline == "Lindvik rebuilds its north pier"
    assert article.published == "2024-03-05"
    assert (article.publisher, article.author) == ("Lindvik Post", "Nils Berg")
    assert (article.url, article.language) == ("https://post.example/2024/pier", "en-GB")
    assert article.text.startswith("Lindvik rebuilds its north pier\n\n")
    for paragraph in PARAGRAPHS:
        assert f"\n\n{paragraph}" in article.text
    for other in ("Sport", "herring", "©"):
        assert other not in article.readable


def test_json_ld() -> None:
    head = """<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "x"},
    {"@type": ["NewsArticle"], "headline": "Lindvik rebuilds north pier",
    "datePublished": "2024-03-06", "dateModified": "2024-03-09",
    "author": [{"@type": "Person", "name": "Nils Berg"}, {"name": "Ida Moe"}],
    "publisher": {"name": "The Post"}}]}</script>
    <script type="application/ld+json">{broken</script><meta name="date" content="2024-01-01">"""
    article = read_html(page(head), source="a.html")
    assert (article.published, article.publisher, article.author) == ("2024-03-06", "The Post", "Nils Berg, Ida Moe")


def test_a_date_is_never_guessed() -> None:
    head = '<meta name="date" content="recently"><meta property="article:modified_time" content="2024-03-09">'
    article = read_html(page(head), source="a.html")
    assert article.published is None
    assert read_html(page(head), source="a.html", date="2024-03-01").published == "2024-03-01"


def test_no_article() -> None:
    for data in (b"", b"<html></html>", b"<html><body><nav>Home</nav></body></html>", b"<!-- x -->"):
        with pytest.raises(KgError) as error:
            read_html(data, source="a.html")
        assert error.value.code is Code.NO_TEXT


def test_a_short_flash() -> None:
    article = read_html(b"<html><title>Flash</title><article><p>Pier closed.</p></article></html>", source="a.html")
    assert article.text.endswith("Pier closed.")


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    head = '<link rel="stylesheet" href="https://x.example/a.css"><base href="https://x.example/">'
    read_html(page(head), source="a")


@settings(deadline=None, max_examples=40)
@given(st.text(max_size=300))
def test_any_page(text: str) -> None:
    try:
        article = read_html(f"<html><body><p>{text}</p></body></html>".encode("utf-8", "replace"), source="a")
    except KgError as error:
        assert error.code in (Code.NO_TEXT, Code.BAD_DATE)
        return
    assert len(article.readable) == len(article.text)


@given(st.lists(st.text("abc<>&; é", max_size=20), max_size=6))
def test_fragments_lose_no_word(words: list[str]) -> None:
    from html import escape

    markup = "".join(f"<p>{escape(word)}</p>" for word in words)
    assert fragment_text(markup).split() == " ".join(words).split()


def test_corpus_pages_keep_their_adverts_out() -> None:
    folder = Path(__file__).parents[2] / "corpus" / "articles"
    for path in sorted(folder.glob("*.html")):
        article = read_html(path.read_bytes(), source=path.name)
        assert article.headline and article.published and article.publisher
        readable = article.readable.lower()
        assert "cookie" not in readable and "subscribe" not in readable
