# ruff: noqa: E501 - formats as they are written
from pathlib import Path

import pytest

from kg.articles.article import Article
from kg.articles.sources import read_articles
from kg.errors import Code, KgError

WORDS = "Anna Berg met Ivan Petrov in Geneva on Monday, two officials said."
MORE = "They talked for three hours."


def read(path: Path) -> tuple[list[Article], list[KgError]]:
    errors: list[KgError] = []
    return list(read_articles([path], on_error=errors.append)), errors


def nitf(status: str = "usable", headline: str = "Berg meets Petrov") -> str:
    return f"""<nitf><head><title>Talks</title><docdata management-status="{status}"><doc-id id-string="fjord-17"/>
<date.issue norm="20260304T100000Z"/><doc.copyright year="2026" holder="Fjord Post"/></docdata></head>
<body><body.head><hedline><hl1>{headline}</hl1></hedline><byline>By <person>Tom Okafor</person></byline></body.head>
<body.content><p>{WORDS}</p><media media-type="image"><media-caption>Berg in 2019.</media-caption></media>
<block><p>{MORE}</p></block></body.content></body></nitf>"""


@pytest.mark.parametrize(
    "prolog", ['<?xml version="1.0" encoding="UTF-8"?>\n', "", '<!DOCTYPE nitf SYSTEM "nitf-3-5.dtd">']
)
@pytest.mark.parametrize("name", ["a.xml", "a.nitf", "a"])
def test_nitf(tmp_path: Path, prolog: str, name: str) -> None:
    (tmp_path / name).write_text(prolog + nitf())
    (article,), errors = read(tmp_path / name)
    assert errors == [] and article.text == f"Berg meets Petrov\n\n{WORDS}\n\n{MORE}"
    assert (article.headline, article.published, article.publisher) == ("Berg meets Petrov", "2026-03-04", "Fjord Post")
    assert (article.author, article.url) == ("Tom Okafor", "urn:nitf:fjord-17")


@pytest.mark.parametrize("status", ["embargoed", "withheld", "canceled"])
def test_nitf_that_is_not_published(tmp_path: Path, status: str) -> None:
    (tmp_path / "a.xml").write_text(nitf(status))
    articles, errors = read(tmp_path / "a.xml")
    assert articles == [] and [e.code for e in errors] == [Code.NOT_PUBLISHED]


def item(
    number: int, *, status: str = "usable", embargo: str = "", kind: str = "text", content: str = "", created: str = ""
) -> str:
    content = content or (
        f'<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>X</title></head>'
        f"<body><p>{WORDS}</p><p>{MORE}</p></body></html></inlineXML>"
    )
    return f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:fjord.example:20260304:{number}" version="2"
 standard="NewsML-G2" standardversion="2.33" xml:lang="en"><itemMeta><itemClass qcode="ninat:{kind}"/>
<provider qcode="nprov:FP"><name>Fjord Post</name></provider><versionCreated>2026-03-05T10:00:00+01:00</versionCreated>
<firstCreated>2026-03-04T10:00:00+01:00</firstCreated>{f"<embargoed>{embargo}</embargoed>" if embargo else ""}
<pubStatus qcode="stat:{status}"/><title>Talks {number}</title></itemMeta><contentMeta>{created}<by>Tom Okafor</by>
<language tag="en-GB"/><headline>Berg meets Petrov, {number}</headline></contentMeta><contentSet>{content}</contentSet></newsItem>"""


def newsmessage(*items: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header>'
        f"<sent>2026-03-05T10:00:00Z</sent></header><itemSet>{''.join(items)}</itemSet></newsMessage>"
    )


def test_one_article_an_item(tmp_path: Path) -> None:
    inner = f'<inlineXML contenttype="application/nitf+xml">{nitf(headline="Other")}</inlineXML>'
    plain = f'<inlineData contenttype="text/plain">{WORDS}\n\n{MORE}</inlineData>'
    (tmp_path / "a.xml").write_text(newsmessage(item(1), item(2, content=inner), item(3, content=plain)))
    articles, errors = read(tmp_path / "a.xml")
    assert errors == [] and len(articles) == 3
    for number, article in enumerate(articles, 1):
        assert article.text == f"Berg meets Petrov, {number}\n\n{WORDS}\n\n{MORE}"
        assert (article.published, article.publisher, article.author) == ("2026-03-04", "Fjord Post", "Tom Okafor")
        assert (article.url, article.language) == (f"urn:newsml:fjord.example:20260304:{number}", "en-GB")
        assert article.modified == "2026-03-05T09:00:00Z"


def test_what_is_left_out_is_named(tmp_path: Path) -> None:
    items = [
        item(1, status="withheld"),
        item(2, status="canceled"),
        item(3, embargo="2026-03-09T10:00:00Z"),
        item(4, embargo="2026-03-01T10:00:00Z"),  # it is over
        item(5, kind="picture", content='<remoteContent href="a.jpg"/>'),
    ]
    (tmp_path / "a.xml").write_text(newsmessage(*items))
    articles, errors = read(tmp_path / "a.xml")
    assert [a.headline for a in articles] == ["Berg meets Petrov, 4"]
    assert [e.code for e in errors] == [Code.NOT_PUBLISHED] * 3 + [Code.PASSED_OVER]
    assert all(f"20260304:{n}" in str(e) for n, e in zip((1, 2, 3, 5), errors, strict=True))


@pytest.mark.parametrize("root", ["urlset", "opml", "kml", "svg", "sitemapindex", "TEI"])
def test_other_xml_is_no_article(tmp_path: Path, root: str) -> None:
    (tmp_path / "a.xml").write_text(f'<?xml version="1.0"?><{root}><title>Berg</title><p>{WORDS}</p></{root}>')
    for name in ("a.xml", "a.rss", "a"):
        (tmp_path / name).write_text((tmp_path / "a.xml").read_text())
        articles, errors = read(tmp_path / name)
        assert articles == [] and [e.code for e in errors] == [Code.UNKNOWN_FORMAT] and root in str(errors[0])
