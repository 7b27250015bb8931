# ruff: noqa: E501 - objects as tools write them
"""Objects as other tools write them: their field names, our words."""

import json
from typing import Any

import pytest

from kg.articles.article import Article
from kg.articles.readers.jsonl import read_json, read_lines
from kg.errors import Code, KgError

WORDS = "Anna Berg met Ivan Petrov in Geneva on Monday. They talked for three hours."
URL = "https://fjord.example/berg"

TOOLS: dict[str, Any] = {
    "ours": {"title": "Berg meets Petrov", "text": WORDS, "date": "2026-03-04", "publisher": "Fjord Post", "url": URL},
    "NewsAPI": {
        "status": "ok",
        "totalResults": 1,
        "articles": [
            {
                "source": {"id": None, "name": "Fjord Post"},
                "author": "Tom Okafor",
                "title": "Berg meets Petrov",
                "description": "Talks.",
                "url": URL,
                "publishedAt": "2026-03-04T10:00:00Z",
                "content": WORDS + "… [+1234 chars]",
            }
        ],
    },
    "trafilatura": {
        "title": "Berg meets Petrov",
        "author": "Tom Okafor",
        "hostname": "fjord.example",
        "date": "2026-03-04",
        "raw_text": "Anna Berg met Ivan Petrov",
        "text": WORDS,
        "source": URL,
        "source-hostname": "Fjord Post",
        "excerpt": "Talks.",
        "language": None,
    },
    "newspaper4k": {
        "url": URL,
        "read_more_link": "",
        "language": "en",
        "title": "Berg meets Petrov",
        "authors": ["Tom Okafor"],
        "publish_date": "2026-03-04T10:00:00+00:00",
        "summary": "Talks.",
        "meta_site_name": "Fjord Post",
        "text": WORDS,
    },
    "Media Cloud": {
        "id": "9f",
        "media_name": "Fjord Post",
        "media_url": "fjord.example",
        "title": "Berg meets Petrov",
        "publish_date": "2026-03-04",
        "url": URL,
        "language": "en",
        "indexed_date": "2026-03-09 11:01:02",
        "text": WORDS,
    },
    "news-please": {
        "authors": ["Tom Okafor"],
        "date_download": "2026-04-01 10:00:00",
        "date_modify": None,
        "date_publish": "2026-03-04 10:00:00",
        "language": "en",
        "maintext": WORDS,
        "source_domain": "Fjord Post",
        "title": "Berg meets Petrov",
        "url": URL,
    },
    "fundus": {
        "title": "Berg meets Petrov",
        "body": {"summary": [], "sections": [{"headline": [], "paragraphs": WORDS.split("\n")}]},
        "plaintext": WORDS,
        "authors": ["Tom Okafor"],
        "publishing_date": "2026-03-04 10:00:00+00:00",
        "publisher": "Fjord Post",
        "url": URL,
    },
    "The Guardian": {
        "response": {
            "status": "ok",
            "results": [
                {
                    "id": "world/2026/mar/04/berg",
                    "type": "article",
                    "webPublicationDate": "2026-03-04T10:00:00Z",
                    "webTitle": "Berg meets Petrov",
                    "webUrl": URL,
                    "fields": {
                        "headline": "Berg meets Petrov",
                        "bodyText": WORDS,
                        "byline": "Tom Okafor",
                        "publication": "Fjord Post",
                    },
                }
            ],
        }
    },
    "The New York Times": {
        "status": "OK",
        "response": {
            "docs": [
                {
                    "web_url": URL,
                    "abstract": "Talks.",
                    "snippet": "Talks.",
                    "lead_paragraph": WORDS,
                    "source": "Fjord Post",
                    "headline": {"main": "Berg meets Petrov", "kicker": None},
                    "pub_date": "2026-03-04T10:00:00+0000",
                    "byline": {"original": "By Tom Okafor"},
                    "uri": "nyt://article/1",
                }
            ]
        },
    },
    "JSON Feed": {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Fjord Post",
        "description": "News from the fjord.",
        "language": "en",
        "items": [
            {
                "id": "1",
                "url": URL,
                "title": "Berg meets Petrov",
                "content_html": f"<p>{WORDS}</p>",
                "date_published": "2026-03-04T10:00:00Z",
                "authors": [{"name": "Tom Okafor"}],
            }
        ],
    },
    "ninjs 1.4": {
        "uri": URL,
        "type": "text",
        "versioncreated": "2026-03-05T10:00:00Z",
        "firstcreated": "2026-03-04T10:00:00Z",
        "pubstatus": "usable",
        "headline": "Berg meets Petrov",
        "byline": "By Tom Okafor",
        "infosource": [{"name": "Fjord Post"}],
        "body_xhtml": f"<div><p>{WORDS}</p></div>",
        "language": "en",
    },
    "ninjs 2.1": {
        "uri": URL,
        "type": "text",
        "firstcreated": "2026-03-04T10:00:00Z",
        "versioncreated": "2026-03-05T10:00:00Z",
        "pubstatus": "usable",
        "copyrightholder": "Fjord Post",
        "by": "Tom Okafor",
        "headlines": [{"role": "short", "value": "Talks"}, {"role": "main", "value": "Berg meets Petrov"}],
        "bodies": [{"role": "main", "contenttype": "text/html", "value": f"<p>{WORDS}</p>"}],
    },
    "ninjs 3.0": {
        "uri": URL,
        "type": "text",
        "firstCreated": "2026-03-04T10:00:00Z",
        "versionCreated": "2026-03-05T10:00:00Z",
        "copyrightHolder": "Fjord Post",
        "headlines": [{"role": "main", "value": "Berg meets Petrov"}],
        "bodies": [
            {"role": "main", "contentType": "text/plain", "value": WORDS},
            {"role": "richtext", "contentType": "body_xhtml", "value": f"<p>{WORDS}</p>"},
        ],
    },
    "Event Registry": {
        "articles": {
            "results": [
                {
                    "uri": "8123",
                    "lang": "eng",
                    "date": "2026-03-06",
                    "dateTimePub": "2026-03-04T10:00:00Z",
                    "url": URL,
                    "title": "Berg meets Petrov",
                    "body": WORDS,
                    "source": {"uri": "fjord.example", "dataType": "news", "title": "Fjord Post"},
                    "authors": [{"uri": "tom@fjord.example", "name": "Tom Okafor"}],
                }
            ],
            "page": 1,
        }
    },
    "feedparser": {
        "bozo": False,
        "feed": {"title": "Fjord Post", "link": "https://fjord.example/", "subtitle": "News."},
        "entries": [
            {
                "title": "Berg meets Petrov",
                "title_detail": {"type": "text/plain", "value": "Berg meets Petrov"},
                "link": URL,
                "links": [{"href": URL, "rel": "alternate"}],
                "summary": "Talks.",
                "content": [{"type": "text/html", "base": "", "value": f"<p>{WORDS}</p>"}],
                "published": "Wed, 04 Mar 2026 10:00:00 GMT",
                "published_parsed": [2026, 3, 4, 10, 0, 0, 2, 63, 0],
                "author": "Tom Okafor",
            }
        ],
        "version": "rss20",
    },
    "WordPress": [
        {
            "id": 7,
            "date": "2026-03-04T10:00:00",
            "modified": "2026-03-05T10:00:00",
            "link": URL,
            "status": "publish",
            "type": "post",
            "title": {"rendered": "Berg meets Petrov"},
            "content": {"rendered": f"<p>{WORDS}</p>\n", "protected": False},
            "excerpt": {"rendered": "<p>Talks.</p>"},
            "site": "Fjord Post",
        }
    ],
    "readability": {
        "title": "Berg meets Petrov",
        "byline": "Tom Okafor",
        "content": f'<div id="readability-page-1"><p>{WORDS}</p></div>',
        "textContent": WORDS,
        "siteName": "Fjord Post",
        "publishedTime": "2026-03-04T10:00:00Z",
        "url": URL,
    },
    "Google Reader": {
        "id": "user/-/state/com.google/starred",
        "items": [
            {
                "id": "tag:google.com,2005:reader/item/1",
                "title": "Berg meets Petrov",
                "published": 1772618400,
                "alternate": [{"href": URL, "type": "text/html"}],
                "summary": {"content": f"<p>{WORDS}</p>"},
                "origin": {"streamId": "feed/1", "title": "Fjord Post"},
            }
        ],
    },
}


TOOLS |= {
    "Ghost": {"db": [{"data": {"posts": [{"title": "Berg meets Petrov", "html": f"<p>{WORDS}</p>", "plaintext": WORDS, "status": "published",
              "published_at": "2026-03-04T10:00:00.000Z", "canonical_url": URL, "publisher": "Fjord Post"}]}}]},
    "Arc": {"type": "story", "headlines": {"basic": "Berg meets Petrov"}, "content_elements": [{"type": "text", "content": WORDS}],
            "display_date": "2026-03-04T10:00:00Z", "credits": {"by": [{"name": "Tom Okafor"}]}, "canonical_url": URL,
            "publisher": "Fjord Post"},
    "NewsCatcher": {"status": "ok", "articles": [{"title": "Berg meets Petrov", "published_date": "2026-03-04 10:00:00", "link": URL,
                    "clean_url": "fjord.example", "source": "Fjord Post", "excerpt": "Talks.", "summary": WORDS, "language": "en"}]},
}  # fmt: skip


def read(value: object) -> tuple[list[Article], list[KgError]]:
    errors: list[KgError] = []
    return list(read_json(json.dumps(value).encode(), source="f.json", on_error=errors.append)), errors


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize("lined", [False, True])
def test_what_tools_write(tool: str, lined: bool) -> None:
    articles, errors = read(TOOLS[tool])
    if lined:
        errors = []
        data = [json.dumps(TOOLS[tool]).encode()]
        articles = list(read_lines(data, source="f.jsonl", on_error=errors.append))
    (article,) = articles
    assert article.text == f"Berg meets Petrov\n\n{WORDS}"
    assert (article.headline, article.published) == ("Berg meets Petrov", "2026-03-04")
    assert (article.publisher, article.url, article.language) == ("Fjord Post", URL, "en")
    assert article.author in ("Tom Okafor", None)
    assert [error.code for error in errors] == ([Code.CUT_OFF] if tool == "NewsAPI" else [])


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"title": "[Removed]", "text": "[Removed]"}, Code.NOT_PUBLISHED),
        ({"pubstatus": "withheld"}, Code.NOT_PUBLISHED),
        ({"pubstatus": "stat:canceled"}, Code.NOT_PUBLISHED),
        ({"status": "draft"}, Code.NOT_PUBLISHED),
        ({"embargoed": "2026-03-09T10:00:00Z"}, Code.NOT_PUBLISHED),
        ({"type": "picture"}, Code.NOT_PUBLISHED),
        ({"date": "next Tuesday"}, Code.BAD_DATE),
        ({"date": "03/04/2026"}, Code.BAD_DATE),
        ({"text": None}, Code.BAD_JSON_LINE),
    ],
)
def test_what_is_left_out_is_said(change: dict[str, object], code: Code) -> None:
    articles, errors = read({**TOOLS["ours"], **change})
    assert articles == [] and [error.code for error in errors] == [code]


def test_an_embargo_that_is_over() -> None:
    (article,), errors = read({**TOOLS["ours"], "embargoed": "2026-03-03T10:00:00Z"})
    assert article.published == "2026-03-04" and errors == []


def test_an_empty_answer_is_said() -> None:
    assert [error.code for error in read({"status": "ok", "totalResults": 0, "articles": []})[1]] == [
        Code.NOTHING_IN_IT
    ]
    assert [error.code for error in read([])[1]] == [Code.NOTHING_IN_IT]


def test_days_of_a_crawl_are_no_days_of_publication() -> None:
    (article,), _ = read(
        {
            "title": "A b",
            "text": WORDS,
            "date_download": "2026-04-01",
            "crawled_at": "2026-04-01",
            "timestamp": 1772618400,
        }
    )
    assert article.published is None


def test_milliseconds_and_mongo() -> None:
    assert read({"text": WORDS, "date": 1772618400000})[0][0].published == "2026-03-04"
    assert read({"text": WORDS, "date": {"$date": "2026-03-04T10:00:00Z"}})[0][0].published == "2026-03-04"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<strong>Anna Berg</strong> met <a href=\"x\">Ivan Petrov</a>.<br/><br/>&quot;We will,&quot; she said.",
         'Anna Berg met Ivan Petrov.\n\n"We will," she said.'),
        ("&lt;p&gt;Anna Berg met&amp;nbsp;Ivan Petrov.&lt;/p&gt;&lt;p&gt;So it is.&lt;/p&gt;",
         "Anna Berg met Ivan Petrov.\n\nSo it is."),
        ("AT&amp;T sued.", "AT&T sued."),
        ("5 < 6 and 7 > 3; a<b", "5 < 6 and 7 > 3; a<b"),
        ("Ivan\u00a0Petrov, An\u00adna \u200eBerg\u200f, Nor\u200bvik\u2009Rail\ufeff.",
         "Ivan Petrov, Anna Berg, Norvik Rail."),
        ("Line one.\nLine <em>two</em>.", "Line one.\n\nLine two."),
    ],
)  # fmt: skip
def test_marks_within_words(text: str, words: str) -> None:
    assert read({"text": text})[0][0].text == words
