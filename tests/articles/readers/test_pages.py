# ruff: noqa: E501 - formats as they are written
"""What pages say and hold: the right JSON-LD, pieces of several days, and nothing lost of the text."""

import json
from pathlib import Path

import pytest

from kg.articles.article import Article
from kg.articles.readers.html import read_page
from kg.articles.sources import read_articles
from kg.errors import Code, KgError

ONE = "Anna Berg, the foreign minister of Norway, met Ivan Petrov in Geneva on Monday, two officials told the paper."
TWO = "They talked for three hours about the sailors whom Russia has held since January, and about the ship."
THREE = "Petrov left for Moscow on Tuesday and will return in April, according to the Norwegian foreign ministry."
BODY = f"<article><h1>Berg meets Petrov</h1><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p></article>"
OWN = {
    "@type": "NewsArticle",
    "headline": "Berg meets Petrov",
    "datePublished": "2026-03-04",
    "url": "https://fjord.example/berg",
}
OTHER = {
    "@type": "NewsArticle",
    "headline": "Hotel burns",
    "datePublished": "2019-05-05",
    "url": "https://fjord.example/hotel",
}
POST = {
    "publisher": {"@type": "Organization", "name": "Fjord Post"},
    "author": {"@type": "Person", "name": "Tom Okafor"},
}
TIMES = {"publisher": {"@type": "Organization", "name": "Other Times"}}


def read(body: str, *scripts: object, head: str = "") -> tuple[list[Article], list[KgError]]:
    told = "".join(
        f'<script type="application/ld+json">{one if isinstance(one, str) else json.dumps(one)}</script>'
        for one in scripts
    )
    page = (
        f"<!doctype html><html lang=en><head><title>Berg meets Petrov</title>{head}"
        f'<link rel="canonical" href="https://fjord.example/berg">{told}</head><body>{body}</body></html>'
    )
    errors: list[KgError] = []
    return list(read_page(page.encode(), source="a.html", on_error=errors.append)), errors


GRAPH = [
    {"@type": "WebPage", "@id": "https://fjord.example/berg", "isPartOf": {"@id": "#site"}, "datePublished": "2026-03-04", "name": "Berg meets Petrov"},
    {"@type": "WebSite", "@id": "#site", "name": "Fjord Post", "publisher": {"@id": "#o"}},
    {"@type": "Organization", "@id": "#o", "name": "Fjord Post"},
    {"@type": "Person", "@id": "#p", "name": "Tom Okafor"},
]  # fmt: skip


@pytest.mark.parametrize(
    "scripts",
    [
        [{**OTHER, **TIMES}, {**OWN, **POST}],
        [[{**OTHER, **TIMES}, {**OWN, **POST}]],
        [{"@graph": [{**OTHER, **TIMES}, {**OWN, **POST}]}],
        [{**OWN, **POST, "url": None}, {**OTHER, **TIMES}],
        [{**OTHER, **TIMES, "url": None}, {**OWN, **POST, "headline": None}],
        [{"@graph": [*GRAPH, {**OWN, "author": {"@id": "#p"}, "publisher": {"@id": "#o"}}]}],
        [{"@graph": [*GRAPH, {**OWN, "author": [{"@id": "#p"}], "publisher": {"@id": "#o"}, "isPartOf": {"@id": "https://fjord.example/berg"}}]}],
        [{**OWN, "author": {"@id": "#p"}, "publisher": {"@id": "#o"}}, {"@graph": GRAPH}],
        ["<![CDATA[" + json.dumps({**OWN, **POST}) + "]]>"],
        ["//<![CDATA[\n" + json.dumps({**OWN, **POST}) + "\n//]]>"],
        ["<!--\n" + json.dumps({**OWN, **POST}) + "\n-->"],
        [json.dumps({**OWN, **POST})[:-1] + ",}"],
        [{**OWN, **POST, "@type": ["Article", "https://schema.org/NewsArticle"]}],
        [{"@graph": [*GRAPH[:3], {**GRAPH[0], "author": {"name": "Tom Okafor"}}]}],
        [{**GRAPH[0], "isPartOf": {"@type": "WebSite", "name": "Fjord Post"}, "author": {"name": "Tom Okafor"}}],
    ],
    ids=range(15),
)  # fmt: skip
def test_the_object_of_the_page_itself(scripts: list[object]) -> None:
    (article,), _ = read(BODY, *scripts)
    assert (article.published, article.publisher, article.headline) == ("2026-03-04", "Fjord Post", "Berg meets Petrov")
    assert article.author == "Tom Okafor"


def test_a_related_story_alone_tells_nothing_of_the_page() -> None:
    (article,), _ = read(BODY, {**OTHER, **TIMES})
    assert (article.published, article.publisher) == (None, None)


@pytest.mark.parametrize("day", ["0001-01-01", "Mon, 01 Jan 0001 00:00:00 +0000", "30 Nov -0001", "soon", "03/04/2026"])
def test_a_day_that_is_none_is_said(day: str) -> None:
    (article,), errors = read(BODY, {**OWN, "datePublished": day})
    assert article.published is None
    assert [error.code for error in errors] == [Code.DATE_NOT_READ] and day in str(errors[0])


def post(day: str, words: str, name: str, *, shape: str = "div", mark: str = "") -> str:
    return f'<{shape} class="post"{mark}><time datetime="{day}">x</time><h2>{name}</h2><p>{words}</p></{shape}>'


LATE = "Police released Lars Hansen today, Anna Berg told reporters in Oslo. He left the town with his lawyer."
EARLY = "Police arrested Lars Hansen this morning in Bergen. Anna Berg will visit Bergen tomorrow."


@pytest.mark.parametrize("shape", ["div", "article", "li", "section"])
def test_posts_of_a_live_blog_have_their_own_days(shape: str) -> None:
    posts = post("2026-03-04T21:00:00+01:00", LATE, "Hansen released", shape=shape) + post(
        "2026-03-03T09:15:00+01:00", EARLY, "Hansen arrested", shape=shape, mark=' id="p7"'
    )
    live = {**OWN, **POST, "@type": "LiveBlogPosting", "datePublished": "2026-03-01"}
    articles, errors = read(f"<main><h1>Berg meets Petrov</h1><p>{ONE}</p><p>{TWO}</p><div>{posts}</div></main>", live)
    assert [(a.published, a.headline) for a in articles] == [
        ("2026-03-04", "Hansen released"),
        ("2026-03-03", "Hansen arrested"),
        ("2026-03-01", "Berg meets Petrov"),
    ]
    assert [a.text.split("\n\n", 1)[1] for a in articles] == [LATE, EARLY, f"{ONE}\n\n{TWO}"]
    assert [(a.url or "").partition("#")[2] for a in articles] == ["post-20260304T210000", "p7", ""]
    assert all(a.publisher == "Fjord Post" for a in articles) and errors == []


@pytest.mark.parametrize(
    "days", [("3 March", "4 March"), ("March 3, 2026", "March 4, 2026"), ("Tuesday 3 March", "Wednesday, March 4th")]
)
def test_what_stands_under_a_date_is_of_that_day(days: tuple[str, str]) -> None:
    body = f"<article><h1>Berg meets Petrov</h1><p>{ONE}</p><p>{TWO}</p><h2>{days[0]}</h2><p>{EARLY}</p><h2>{days[1]}</h2><p>{LATE}</p></article>"
    articles, _ = read(body, {**OWN, "datePublished": "2026-03-01"})
    assert [a.published for a in articles] == ["2026-03-03", "2026-03-04", "2026-03-01"]
    assert EARLY in articles[0].text and LATE in articles[1].text and LATE not in articles[2].text


def test_times_of_one_day_and_of_other_stories_part_nothing() -> None:
    same = post("2026-03-04T21:00:00", LATE, "A") + post("2026-03-04T09:00:00", EARLY, "B")
    articles, _ = read(f"<article><h1>Berg meets Petrov</h1><p>{ONE}</p>{same}</article>", OWN)
    assert len(articles) == 1
    related = post("2026-02-04T21:00:00", LATE, "A") + post("2026-01-04T09:00:00", EARLY, "B")
    articles, _ = read(f"{BODY}<aside>{related}</aside><div class='related-stories'>{related}</div>", OWN)
    assert len(articles) == 1 and LATE not in articles[0].text


def test_a_piece_that_is_published_again_is_of_its_first_day() -> None:
    again = BODY.replace("</article>", "<p><em>This article was first published on 3 May 2019.</em></p></article>")
    assert read(again, OWN)[0][0].published == "2019-05-03"


@pytest.mark.parametrize(
    "body",
    [
        f"<main><h1>Berg meets Petrov</h1><article><p>{ONE}</p><p>{TWO}</p></article><article><p>{THREE}</p></article></main>",
        f'<main><h1>Berg meets Petrov</h1><p class="lead">{ONE}</p><article><p>{TWO}</p><p>{THREE}</p></article></main>',
        f"<main><header><h1>Berg meets Petrov</h1><p>{ONE}</p></header><article><p>{TWO}</p><p>{THREE}</p></article></main>",
        f"<article><h1>Berg meets Petrov</h1><p>{ONE}</p><p>{TWO}</p><table><tr><td>{THREE}</td></tr></table></article>",
        f"<article><h1>Berg meets Petrov</h1><p>{ONE}</p><p>{TWO}</p><table><tr><td><p>{THREE}</p></td><td>1</td></tr></table></article>",
        f"<article><h1>Berg meets Petrov</h1><p>{ONE}</p><ul><li>{TWO}</li><li>{THREE}</li></ul></article>",
        f"<article><h1>Berg meets Petrov</h1><p>{ONE}</p><blockquote><p>{TWO}</p></blockquote><div>{THREE}</div></article>",
    ],
    ids=["two articles", "lead", "header", "table", "table with figures", "list", "quote"],
)
def test_the_whole_text_goes_in(body: str) -> None:
    (article,), errors = read(body, OWN)
    assert all(words in article.text for words in (ONE, TWO, THREE)) and errors == []
    assert article.text.index(ONE) < article.text.index(TWO) < article.text.index(THREE)


@pytest.mark.parametrize("title", ["404 Not Found", "403 Forbidden", "Just a moment...", "Access Denied", "Page not found", "502"])
def test_what_a_server_says_in_place_of_a_page_is_no_article(title: str) -> None:
    with pytest.raises(KgError) as error:
        list(read_page(f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>nginx</p></body></html>".encode(), source="a"))
    assert error.value.code is Code.NOT_PUBLISHED
    for headline in ("Forbidden love on stage", "500 workers strike", "Not found guilty, Berg walks free", title):
        body = f"<article><h1>{headline}</h1><p>{ONE}</p><p>{TWO}</p>{f'<p>{THREE * 9}</p>' if headline == title else ''}</article>"
        page = f"<html><head><title>{headline}</title></head><body>{body}</body></html>"
        assert len(list(read_page(page.encode(), source="a"))) == 1


def test_an_embedded_post_is_a_quotation() -> None:
    post = (
        '<blockquote class="twitter-tweet"><p lang="en">We will release the sailors in April.</p>&mdash; Ivan Petrov (@ipetrov) '
        '<a href="https://x.example/1">February 27, 2026</a></blockquote>'
    )
    (article,), _ = read(BODY.replace("</article>", f"{post}</article>"), OWN)
    assert article.text.endswith("“We will release the sailors in April.” — Ivan Petrov (@ipetrov) February 27, 2026")


def test_what_is_left_out_is_named() -> None:
    hidden = f"<details><summary>x</summary><select><option><p>{THREE}</p></option></select></details>"
    (article,), errors = read(BODY.replace(f"<p>{THREE}</p>", hidden), OWN)
    assert THREE in article.text or [error.code for error in errors] == [Code.PASSED_OVER]


def test_pages_that_were_saved_say_where_they_are_from(tmp_path: Path) -> None:
    for n, comment in enumerate(
        [
            "<!-- saved from url=(0027)https://fjord.example/saved -->",
            "<!-- Mirrored from fjord.example/saved by HTTrack Website Copier/3.x -->",
            "<!--\n Page saved with SingleFile \n url: https://fjord.example/saved \n saved date: Wed Mar 04 2026 10:00:00 GMT+0100 (x)\n-->",
        ]
    ):
        (tmp_path / f"{n}.html").write_text(
            f"<!doctype html>{comment}<html><head><title>Berg</title></head><body>{BODY}</body></html>"
        )
        (article,) = read_articles([tmp_path / f"{n}.html"])
        assert article.url == "https://fjord.example/saved"
    assert article.modified == "2026-03-04T09:00:00Z"


def test_the_parts_of_a_saved_page_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "Berg.html").write_text(f"<html><body>{BODY}</body></html>")
    (tmp_path / "Berg_files").mkdir()
    (tmp_path / "Berg_files" / "frame.html").write_text(f"<html><body><p>{ONE}</p></body></html>")
    errors: list[KgError] = []
    assert len(list(read_articles([tmp_path], on_error=errors.append))) == 1
    assert [error.code for error in errors] == [Code.PASSED_OVER] and "Berg_files" in str(errors[0])
