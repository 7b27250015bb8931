# ruff: noqa: E501 - feeds as they are written
import socket
from pathlib import Path

import pytest

from kg.articles.article import Article
from kg.articles.readers.feeds import is_feed, read_feed
from kg.articles.sniffing import sniff
from kg.articles.sources import read_articles
from kg.errors import Code, KgError

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Quay Post</title><link>https://quay.example/</link><language>en-GB</language>
<item>
  <title>Harbour &amp;amp; pier reopen</title>
  <link>https://quay.example/2031/harbour</link>
  <pubDate>Wed, 12 Mar 2031 23:30:00 +0100</pubDate>
  <dc:creator>Ida Falk</dc:creator>
  <description>The harbour reopened.</description>
  <content:encoded><![CDATA[<p>The harbour of Lund reopened on Wednesday, <b>Mayor Olga Rask</b> said.</p>
    <script>alert("no")</script><p>Ships from three countries had waited outside for eleven days.</p>
    <p>Share this article</p>]]></content:encoded>
</item>
<item><title>Short note</title><guid>https://quay.example/2031/note</guid><description>Only a &lt;i&gt;summary&lt;/i&gt; &amp;lt; 5 lines.</description></item>
<item><title>Nothing to read</title><link>https://quay.example/2031/empty</link></item>
</channel></rss>"""

ATOM = """<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Strait Letters</title>
<entry><title type="html">&lt;b&gt;Ferry&lt;/b&gt; sails again</title><id>tag:strait.example,2031:1</id>
  <link rel="alternate" href="https://strait.example/1"/><link rel="enclosure" href="https://strait.example/1.mp3"/>
  <published>2031-04-02T08:00:00Z</published><updated>2031-05-05T08:00:00Z</updated>
  <author><name>Bo Lind</name></author><author><name>Ann Ek</name></author>
  <source><title>Isle Gazette</title></source>
  <summary>Shorter.</summary>
  <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The ferry sailed again on Wednesday.</p></div></content>
</entry>
<entry><title>Changed only</title><id>urn:x:2</id><updated>2031-05-05T08:00:00Z</updated>
  <content type="text">A &lt;b&gt; is a tag.</content></entry>
</feed>"""

RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>Old Wire</title></channel>
<item rdf:about="https://old.example/1"><title>Talks end</title><link>https://old.example/1</link>
<description>The talks in Bern ended.</description><dc:date>2031-06-07T10:00:00Z</dc:date></item></rdf:RDF>"""


def read(text: str | bytes, **given: str) -> tuple[list[Article], list[KgError]]:
    errors: list[KgError] = []
    data = text.encode() if isinstance(text, str) else text
    return list(read_feed(data, source="f.rss", on_error=errors.append, **given)), errors


def test_rss() -> None:
    (one, note), errors = read(RSS, date="2030-01-01", publisher="Not asked")
    assert one.headline == "Harbour & pier reopen"
    assert (one.published, one.publisher, one.author) == ("2031-03-12", "The Quay Post", "Ida Falk")
    assert (one.url, one.language, one.source) == ("https://quay.example/2031/harbour", "en-GB", "f.rss:1")
    assert "Mayor Olga Rask said." in one.text and "eleven days" in one.text
    assert "alert" not in one.text and "<" not in one.text
    assert "Share this article" not in one.readable
    assert (note.text, note.published) == ("Short note\n\nOnly a summary < 5 lines.", "2030-01-01")
    assert note.url == "https://quay.example/2031/note"
    assert [(e.code, e.fields["path"]) for e in errors] == [(Code.NO_TEXT, "f.rss:3")]


def test_atom() -> None:
    (one, two), errors = read(ATOM)
    assert (one.headline, one.text) == (
        "Ferry sails again",
        "Ferry sails again\n\nThe ferry sailed again on Wednesday.",
    )
    assert (one.published, one.publisher, one.author) == ("2031-04-02", "Isle Gazette", "Bo Lind, Ann Ek")
    assert one.url == "https://strait.example/1"
    assert (two.published, two.publisher, two.url) == (None, "Strait Letters", "urn:x:2")
    assert two.text.endswith("A <b> is a tag.")
    assert errors == []


@pytest.mark.parametrize(
    "ending",
    [
        "<p>The post <a href='x'>Harbour reopens</a> appeared first on <a href='y'>The Quay Post</a>.</p>",
        "<p><a href='x'>Continue reading...</a></p>",
        "<p><a href='x'>Continue reading <span>Harbour reopens</span> <span>→</span></a></p>",
        "<p><a href='x'>Read more</a></p>",
        "<p>[&#8230;]</p>",
        "<ul><li><a href='x'>Share</a></li><li><a href='x'>Tweet</a></li></ul>",
    ],
)
def test_what_feeds_put_after_an_entry_is_not_read(ending: str) -> None:
    body = (
        "<p>The harbour of Lund reopened on Wednesday after a storm, the mayor said.</p>"
        "<p>Ships from three countries had waited outside for eleven days and more.</p>"
    )
    (one, _), _ = read(
        RSS.replace("<p>Share this article</p>", ending).replace("<p>The harbour of Lund", body + "<p>The harbour")
    )
    words = one.readable.rstrip()
    assert words.endswith("for eleven days.") and "\n\nShips from three" in words


def test_rss_of_rdf() -> None:
    (one,), _ = read(RDF)
    assert (one.publisher, one.published, one.url) == ("Old Wire", "2031-06-07", "https://old.example/1")


def test_years_of_two_digits() -> None:
    (one, _), _ = read(RSS.replace("12 Mar 2031 23:30:00 +0100", "12 Mar 31 10:00:00 GMT"))
    assert one.published == "2031-03-12"
    (one, _), _ = read(RSS.replace("Wed, 12 Mar 2031 23:30:00 +0100", "some day"))
    assert one.published is None


def test_what_is_a_feed(tmp_path: Path) -> None:
    for text in (
        RSS,
        ATOM,
        RDF,
        "<!-- x -->\n<rss>",
        '<!DOCTYPE rss PUBLIC "-//N//DTD RSS 0.91//EN" "http://x">\n<rss version="0.91">',
    ):
        assert is_feed(text.lstrip()) and sniff(text.encode()) == "feed"
    for text in ("<html><body><rss/></body></html>", "rss", "<rdf:RDF xmlns:skos='http://x'>", "<feedback>", ""):
        assert not is_feed(text)
    (tmp_path / "a.xml").write_text(ATOM)
    (tmp_path / "b.xml").write_text("<urlset><url><loc>https://x.example/</loc></url></urlset>")
    (tmp_path / "c.xml").write_text(
        '<?xml version="1.0"?><html><body><article><p>A page, after all.</p></article></body></html>'
    )
    (tmp_path / "d.rss").write_text(RDF)
    errors: list[KgError] = []
    found = list(read_articles([tmp_path], on_error=errors.append))
    assert [Path(a.source).name for a in found] == ["a.xml:1", "a.xml:2", "c.xml", "d.rss:1"]
    assert [e.code for e in errors] == [Code.PASSED_OVER]
    assert "b.xml: it is passed over (XML with the root urlset)" in str(errors[0])


LAUGHS = (
    "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a 'ha'>"
    + "".join(f"<!ENTITY {b} '{f'&{a};' * 10}'>" for a, b in zip("abcdefghij", "bcdefghijk", strict=True))
    + "]><rss><channel><title>x</title><item><description>&k;</description></item></channel></rss>"
)
OUTSIDE = "<!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><rss><channel><item><description>&x;</description></item></channel></rss>"
PARAMETER = "<!DOCTYPE rss [<!ENTITY % p SYSTEM 'http://127.0.0.1:9/x'> %p;]><rss><channel><item><description>x y</description></item></channel></rss>"


@pytest.mark.timeout(20)
@pytest.mark.parametrize("text", [LAUGHS, OUTSIDE, PARAMETER], ids=["bomb", "file", "parameter"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-32"])
def test_entities_are_refused(text: str, encoding: str) -> None:
    with pytest.raises(KgError) as error:
        read(text.encode(encoding))
    assert error.value.code is Code.BAD_FEED


def test_a_doctype_elsewhere_opens_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*given: object, **more: object) -> None:
        raise AssertionError("a feed opens no connection")

    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    text = '<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/rss.dtd">\n' + RSS.split("\n", 1)[1]
    (one, _), _ = read(text)
    assert one.publisher == "The Quay Post"
    late = RSS.replace("<item>", "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><item>", 1).replace(
        "Only a", "&e; Only a"
    )
    articles, _ = read(late)
    assert all("root:" not in a.text for a in articles)


def test_what_is_not_well_formed_is_read_as_far_as_it_goes() -> None:
    (one, two), _ = read(RSS.replace("reopened.</description>", "reopened & how <br> it went.</description>"))
    assert (one.publisher, two.headline) == ("The Quay Post", "Short note")
    articles, errors = read(RSS[: RSS.index("<item><title>Nothing")])
    assert len(articles) == 2
    assert [e.code for e in errors] == [Code.BAD_FEED] and "too early" in str(errors[0])
    for text in ("<rss><channel>", "<rss", "<feed>\x00</feed>", "<rss><channel><item><title>\ufffe"):
        try:
            read(text)
        except KgError as error:
            assert error.code is Code.BAD_FEED


@pytest.mark.timeout(30)
def test_elements_nested_without_end() -> None:
    with pytest.raises(KgError, match="nested too deeply"):
        read("<rss><channel>" + "<item>" * 100_000)
    articles, _ = read(RSS.replace("The harbour of Lund", "<b>" * 5 + "The harbour of Lund"))
    assert articles


@pytest.mark.parametrize(
    ("encoding", "declared", "charset"),
    [
        ("utf-8", "iso-8859-1", None),  # says what it is not
        ("utf-8", "utf-16", None),
        ("cp1252", "iso-8859-1", None),
        ("cp1252", "utf-8", None),
        ("utf-16", "utf-16", None),
        ("utf-8-sig", "utf-8", None),
        ("iso-8859-2", "utf-8", "iso-8859-2"),
        ("utf-8", "no-such-thing", "nor-this"),
        ("koi8-r", "koi8-r", None),
    ],
)
def test_encodings(encoding: str, declared: str, charset: str | None) -> None:
    word = {"iso-8859-2": "Łódź", "koi8-r": "Москва"}.get(encoding, "Malmö")
    text = RSS.replace("UTF-8", declared).replace("Lund", word).encode(encoding)
    errors: list[KgError] = []
    one, *_ = read_feed(text, source="f", charset=charset, on_error=errors.append)
    assert f"harbour of {word} reopened" in one.text


def test_text_stays_text() -> None:
    sly = RSS.replace("Short note", "&lt;img src=x onerror=alert(1)&gt; note").replace(
        "https://quay.example/2031/note", "javascript:alert(1)"
    )
    _, note = read(sly)[0]
    assert note.headline == "note"
    assert "onerror" not in note.text and note.url is None


@pytest.mark.parametrize("before", ["", "<plaintext/>", "<title>"])
def test_an_element_with_attributes_without_end_is_no_feed(before: str) -> None:
    attributes = " ".join(f'a{n}="b"' for n in range(9_000))
    feed = f'<?xml version="1.0"?><rss><channel>{before}<item {attributes}><title>Mara Lund met Ode Fell.</title></item></channel></rss>'
    with pytest.raises(KgError, match=r"KG009.*attributes"):
        list(read_feed(feed.encode(), source="a.xml", on_error=lambda error: None))
