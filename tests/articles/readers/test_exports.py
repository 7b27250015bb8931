"""What programs export that wrap articles in ways of their own: each is read whole, or named. The files are written here."""

import json
from pathlib import Path
from typing import Any

import pytest

from kg.articles.article import Article
from kg.articles.dates import parse_date
from kg.articles.sources import read_articles
from kg.errors import Code, KgError

WORDS = [
    "The harbour board of Fell bought a second crane on Wednesday, its chairwoman Mara Lund said after a meeting.",
    "“We will unload twice as many ships,” Lund told reporters in the town hall. Olav Fell called the decision late but right.",
    "The crane comes from the yard of Brisk Steel in Bergen and will be carried to Fell by barge in June.",
]
TEXT = "\n\n".join(WORDS)
HTML = "".join(f"<p>{words}</p>" for words in WORDS)
HEAD, DAY, URL = "Harbour board buys second crane", "2031-04-17", "https://courier.example/crane"


def read(path: Path) -> tuple[list[Article], list[KgError]]:
    errors: list[KgError] = []
    return list(read_articles([path], on_error=errors.append)), errors


def written(path: Path, content: Any) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def whole(article: Article) -> bool:
    return article.headline == HEAD and article.published == DAY and article.text == f"{HEAD}\n\n{TEXT}"


STORY = {
    "@type": "NewsArticle", "headline": HEAD, "datePublished": f"{DAY}T08:30:00Z", "url": URL, "articleBody": TEXT,
    "publisher": {"@type": "Organization", "name": "Fell Courier"},
}  # fmt: skip


@pytest.mark.parametrize(
    "content",
    [
        [STORY],
        {"@context": "https://schema.org", "@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": STORY}]},
        {"@graph": [{"@type": "WebSite", "name": "Fell Courier"}, STORY, {"@type": "Organization", "name": "Fell Courier"}]},
    ],
)
def test_lists_of_schema_org(tmp_path: Path, content: Any) -> None:
    (article,), errors = read(written(tmp_path / "a.json", content))
    assert whole(article)
    assert (article.publisher, article.url, errors) == ("Fell Courier", URL, [])


def test_json_api_of_drupal(tmp_path: Path) -> None:
    told = {"title": HEAD, "created": f"{DAY}T08:30:00+00:00", "changed": "2031-04-18T08:30:00+00:00", "status": True}
    body = {"value": HTML, "format": "full_html", "processed": HTML}
    node = {
        "type": "node--article", "id": "ab-12", "attributes": {**told, "path": {"alias": "/crane"}, "body": body},
        "links": {"self": {"href": "https://courier.example/jsonapi/node/article/ab-12"}},
    }  # fmt: skip
    draft = {"type": "node--article", "id": "ab-13", "attributes": {**told, "status": False, "body": body}}
    (article,), (error,) = read(written(tmp_path / "a.json", {"jsonapi": {"version": "1.0"}, "data": [node, draft]}))
    assert whole(article)
    assert (article.url, article.modified) == (URL, "2031-04-18T08:30:00Z")
    assert error.code is Code.NOT_PUBLISHED


def test_services(tmp_path: Path) -> None:
    aylien = {"stories": [{"title": HEAD, "body": TEXT, "published_at": f"{DAY}T08:30:00Z", "source": {"name": "Fell Courier"},
                           "links": {"permalink": URL}}]}  # fmt: skip
    wallabag = [{"title": HEAD, "url": URL, "content": HTML, "created_at": "2031-05-20", "published_at": f"{DAY}T08:30:00+0000",
                 "domain_name": "courier.example"}]  # fmt: skip
    for content, publisher in ((aylien, "Fell Courier"), (wallabag, "courier.example")):
        (article,), errors = read(written(tmp_path / "a.json", content))
        assert whole(article)
        assert (article.publisher, article.url, errors) == (publisher, URL, [])


def test_substack(tmp_path: Path) -> None:
    rows = f'post_id,post_date,is_published,title\n12.crane,{DAY}T08:30:00.000Z,true,{HEAD}\n13.later,,false,Not yet\n'
    written(tmp_path / "export" / "posts.csv", rows)
    for name in ("12.crane", "13.later", "14.stray"):
        written(tmp_path / "export" / "posts" / f"{name}.html", HTML)
    articles, errors = read(tmp_path / "export")
    assert whole(articles[0])
    assert [a.headline for a in articles[1:]] == [None]  # of which the list says nothing
    assert {error.code for error in errors} == {Code.NOT_PUBLISHED, Code.PASSED_OVER}


FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>{feed}</title><item><title>{title}</title><link>{link}</link>
<pubDate>{date}</pubDate><description>{words}</description>{more}</item></channel></rss>"""


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def test_google_news_gives_headlines_alone(tmp_path: Path) -> None:
    linked = escaped(f'<ol><li><a href="{URL}">{HEAD}</a>&nbsp;&nbsp;<font color="#6f6f6f">Fell Courier</font></li></ol>')
    source = '<source url="https://courier.example">Fell Courier</source>'
    feed = FEED.format(feed="crane - Google News", title=f"{HEAD} - Fell Courier", link=URL, date="Thu, 17 Apr 2031 08:30:00 GMT",
                       words=linked, more=source)  # fmt: skip
    (article,), (error,) = read(written(tmp_path / "a.rss", feed))
    assert (article.headline, article.text, article.publisher) == (HEAD, HEAD, "Fell Courier")
    assert error.code is Code.CUT_OFF


def test_feeds_of_drupal_tell_the_day_by_its_weekday(tmp_path: Path) -> None:
    feed = FEED.format(feed="Fell Courier", title=escaped(f'<a href="/crane">{HEAD}</a>'), link=URL,
                       date="Thu, 04/17/2031 - 08:30", words=escaped(f"<div>{HTML}</div>"), more="")  # fmt: skip
    (article,), errors = read(written(tmp_path / "a.rss", feed))
    assert whole(article)
    assert errors == []
    assert parse_date("Sat, 05/04/2031 - 08:30") == "2031-04-05"
    assert parse_date("Sunday 05/04/2031") == "2031-05-04"
    assert parse_date("05/04/2031") is None
    assert parse_date("Mon, 05/04/2031") is None


PAGE = "<html><head><title>{head}</title>{meta}</head><body>{nav}<main><h1>{head}</h1>{stamp}{words}</main></body></html>"


@pytest.mark.parametrize(
    "stamp, day",
    [
        ("<div class='meta'>Thursday 17 April 2031 08.30 BST</div>", DAY),
        ("<p>Published on 17 April 2031 at 08:30</p>", DAY),
        ("<p>Last updated: 18 April 2031</p>", None),
        ("<div><span>16 April 2031</span><span>17 April 2031</span></div>", None),
        ("", None),
    ],
)
def test_the_day_under_the_heading_of_a_page(tmp_path: Path, stamp: str, day: str | None) -> None:
    nav = "<header><div>Friday 25 April 2031</div></header>"  # the day on which the page was looked at
    page = PAGE.format(head=HEAD, meta="", nav=nav, stamp=stamp, words=HTML)
    (article,), _ = read(written(tmp_path / "a.html", page))
    assert article.published == day


@pytest.mark.parametrize(
    "meta, stamp",
    [
        ('<meta name="DC.publisher" content="Fell Courier">', ""),
        ("", '<span itemprop="publisher" itemscope><meta itemprop="name" content="Fell Courier"></span>'),
        ("", '<span property="publisher" typeof="Organization"><span property="name">Fell Courier</span></span>'),
    ],
)
def test_the_publisher_of_a_page_by_its_marks(tmp_path: Path, meta: str, stamp: str) -> None:
    page = PAGE.format(head=HEAD, meta=meta, nav="", stamp=stamp, words=HTML)
    (article,), _ = read(written(tmp_path / "a.html", page))
    assert article.publisher == "Fell Courier"


def test_what_readers_of_a_newsletter_do_not_see_is_no_text(tmp_path: Path) -> None:
    hidden = '<div style="display: none">A line for the list of mails</div><p hidden>And another</p>'
    mail = (
        f"From: Fell Courier <news@courier.example>\nTo: a@b.example\nSubject: {HEAD}\nDate: Thu, 17 Apr 2031 10:30:00 +0200\n"
        f"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n<html><body>{hidden}<h1>{HEAD}</h1>{HTML}"
        "<p>Unsubscribe from this list</p></body></html>"
    )
    (article,), _ = read(written(tmp_path / "a.eml", mail))
    assert article.text == f"{HEAD}\n\n{TEXT}\n\nUnsubscribe from this list"
    assert [article.text[b:e] for b, e in article.boilerplate] == ["Unsubscribe from this list"]


def test_an_edition_is_no_headline(tmp_path: Path) -> None:
    download = (
        f"1 of 1 DOCUMENTS\n\nFell Courier\n\nApril 17, 2031 Thursday\nFinal Edition\n\n{HEAD}\n\nBYLINE: Ida Berg\n\n"
        f"LENGTH: 60 words\n\n{TEXT}\n\nLOAD-DATE: April 18, 2031\n"
    )
    (article,), _ = read(written(tmp_path / "a.txt", download))
    assert whole(article)


@pytest.mark.parametrize(
    "content", [f"#+title: {HEAD}\n#+date: {DAY}\n\n{TEXT}\n", f"======\n{HEAD}\n======\n\n:Date: {DAY}\n\n{TEXT}\n"]
)
def test_marks_of_other_formats_are_no_plain_text(tmp_path: Path, content: str) -> None:
    articles, (error,) = read(written(tmp_path / "a.txt", content))
    assert (articles, error.code) == ([], Code.UNKNOWN_FORMAT)


REUTERS = """<!DOCTYPE lewis SYSTEM "lewis.dtd">
<REUTERS TOPICS="YES" OLDID="5544" NEWID="1">
<DATE>17-APR-2031 08:30:01.79</DATE><TOPICS><D>ship</D></TOPICS>
<UNKNOWN>&#5;&#5;&#5;C T</UNKNOWN><TEXT>&#2;
<TITLE>{head}</TITLE>
<DATELINE>    FELL, April 17 - </DATELINE><BODY>{words}
 Reuter
&#3;</BODY></TEXT>
</REUTERS>
<REUTERS NEWID="2"><DATE>18-APR-2031 09:30:01.79</DATE><TEXT TYPE="BRIEF">&#2;<TITLE>ALONE</TITLE></TEXT></REUTERS>
"""
GIGAWORD = """<DOC id="CNA_ENG_20310417.0001" type="story" >
<HEADLINE>
{head}
</HEADLINE>
<DATELINE>
FELL, April 17 (CNA)
</DATELINE>
<TEXT>
{words}
</TEXT>
</DOC>
"""
TREC = """<DOC>
<DOCNO> LA041731-0001 </DOCNO>
<DATE>
<P>
April 17, 2031, Thursday, Home Edition
</P>
</DATE>
<HEADLINE>
<P>
{head}
</P>
</HEADLINE>
<TEXT>
{words}
</TEXT>
</DOC>
"""


@pytest.mark.parametrize("suffix", [".sgm", ".txt", ".xml", ""])
@pytest.mark.parametrize("shape", [REUTERS, GIGAWORD, TREC])
def test_collections_in_sgml(tmp_path: Path, shape: str, suffix: str) -> None:
    words = "\n    ".join(WORDS) if shape is REUTERS else "".join(f"<P>\n{one}\n</P>\n" for one in WORDS)
    articles, errors = read(written(tmp_path / f"a{suffix}", shape.format(head=HEAD, words=words)))
    assert whole(articles[0])
    assert [error.code for error in errors] == ([Code.NO_TEXT] if shape is REUTERS else [])
    assert articles[0].url == {GIGAWORD: "urn:document:CNA_ENG_20310417.0001", TREC: "urn:document:LA041731-0001"}.get(shape)


def test_the_archive_that_has_its_leads_twice(tmp_path: Path) -> None:
    blocks = (
        f'<block class="lead_paragraph"><p>LEAD: {WORDS[0]}</p></block>'
        f'<block class="full_text"><p>LEAD: {WORDS[0]}</p>{"".join(f"<p>{one}</p>" for one in WORDS[1:])}</block>'
    )
    nitf = (
        f'<nitf><head><title>{HEAD}</title><pubdata date.publication="20310417T000000" name="The New York Times"/></head>'
        f"<body><body.head><hedline><hl1>{HEAD}</hl1></hedline></body.head><body.content>{blocks}</body.content></body></nitf>"
    )
    (article,), _ = read(written(tmp_path / "a.xml", nitf))
    assert whole(article)


@pytest.mark.parametrize(
    "header",
    [
        "Published Date;Headline;Source Name;Full Text;Web Url",
        "date;title;publication;article;url",
        "DATE;HEADING;Publisher;Article;URL",
    ],
)
def test_columns_by_the_names_that_tools_give_them(tmp_path: Path, header: str) -> None:
    row = ";".join((DAY, HEAD, "Fell Courier", '"' + TEXT.replace('"', '""') + '"', URL))
    (article,), errors = read(written(tmp_path / "a.csv", f"{header}\n{row}\n"))
    assert whole(article)
    assert (article.publisher, article.url, errors) == ("Fell Courier", URL, [])


@pytest.mark.parametrize("name", ["a.py", "a.yaml", "a.log", "a.adoc", "a.css.gz"])
def test_text_of_other_kinds_is_none_even_where_it_is_named(tmp_path: Path, name: str) -> None:
    import gzip

    path = tmp_path / name
    path.write_bytes(gzip.compress(TEXT.encode()) if name.endswith(".gz") else TEXT.encode())
    articles, (error,) = read(path)
    assert (articles, error.code) == ([], Code.UNKNOWN_FORMAT)


def test_agencies_in_json(tmp_path: Path) -> None:
    dpa = {"entries": [{"urn": "urn:newsml:dpa.com:20090101:310417-1", "version_created": f"{DAY}T08:30:00Z",
                        "pubstatus": "usable", "headline": HEAD, "article_html": f"<section>{HTML}</section>"}]}  # fmt: skip
    ap = {"data": {"items": [{"item": {"uri": "https://api.ap.example/1", "headline": HEAD, "firstcreated": f"{DAY}T08:30:00Z",
                                       "type": "text", "body_nitf": HTML}}]}}  # fmt: skip
    for content, url in ((dpa, "urn:newsml:dpa.com:20090101:310417-1"), (ap, "https://api.ap.example/1")):
        (article,), errors = read(written(tmp_path / "a.json", content))
        assert whole(article)
        assert (article.url, errors) == (url, [])
