import gzip
import io
import tracemalloc
import zlib
from pathlib import Path

import brotli
import pytest

from kg.articles.article import Article
from kg.articles.packed import DamagedMember, Members, unpack, zstd_library
from kg.articles.readers import warc
from kg.articles.sources import read_articles
from kg.errors import Code, KgError


def page(words: str, head: str = "") -> str:
    return (
        f"<html><head>{head}<title>{words}</title></head><body><article><h1>{words}</h1>"
        f"<p>{words} is what the mayor said on Tuesday. It was heard by all who had come to the old harbour.</p>"
        "</article></body></html>"
    )


def record(block: bytes, kind: str = "response", url: str = "https://x.example/1", **more: str) -> bytes:
    head = {
        "WARC-Type": kind,
        "WARC-Target-URI": url,
        "WARC-Date": "2031-03-04T05:06:07Z",
        "WARC-Record-ID": "<urn:uuid:1>",
        "Content-Type": "application/http; msgtype=response",
        "Content-Length": str(len(block)),
        **{name.replace("_", "-"): value for name, value in more.items()},
    }
    return ("WARC/1.0\r\n" + "".join(f"{n}: {v}\r\n" for n, v in head.items()) + "\r\n").encode() + block + b"\r\n\r\n"


def http(body: bytes, status: str = "200 OK", **more: str) -> bytes:
    head = {"Content-Type": "text/html; charset=utf-8", **{n.replace("_", "-"): v for n, v in more.items()}}
    return (f"HTTP/1.1 {status}\r\n" + "".join(f"{n}: {v}\r\n" for n, v in head.items()) + "\r\n").encode() + body


INFO = record(b"software: none\r\n", "warcinfo", Content_Type="application/warc-fields")
ONE, TWO, THREE = (record(http(page(f"Page {n} of the paper").encode()), url=f"https://x.example/{n}") for n in "123")


def read(data: bytes, **given: str) -> tuple[list[Article], list[KgError]]:
    errors: list[KgError] = []
    return list(warc.read_warc(io.BytesIO(data), source="c.warc", on_error=errors.append, **given)), errors


def urls(articles: list[Article]) -> list[str]:
    return [(a.url or "")[-1] for a in articles]


def packed(*records: bytes) -> bytes:
    return b"".join(map(gzip.compress, records))


@pytest.mark.parametrize(
    "data",
    [INFO + ONE + TWO, packed(INFO, ONE, TWO), gzip.compress(INFO + ONE + TWO)],
    ids=["plain", "members", "one member"],
)
def test_pages_are_articles(data: bytes) -> None:
    articles, errors = read(data)
    assert urls(articles) == ["1", "2"] and errors == []
    assert articles[0].headline == "Page 1 of the paper"
    assert articles[0].published is None  # the day of the crawl is no day of publication
    assert articles[0].source == "c.warc:2 (https://x.example/1)"


def test_the_page_tells_its_date_and_the_archive_its_address() -> None:
    head = (
        '<meta property="article:published_time" content="2031-01-02"><link rel="canonical" href="https://y.example/9">'
    )
    (one,), _ = read(record(http(page("A page of news", head).encode())), date="2030-01-01", publisher="P")
    assert (one.published, one.url, one.publisher) == ("2031-01-02", "https://x.example/1", "P")


def test_other_records_are_passed_over() -> None:
    others = [
        record(http(b"GIF89a", Content_Type="image/gif")),
        record(http(page("Gone").encode(), "404 Not Found")),
        record(http(b"", "301 Moved", Location="https://x.example/2")),
        record(b"GET / HTTP/1.1\r\n\r\n", "request", Content_Type="application/http; msgtype=request"),
        record(http(b""), "revisit"),
        record(b"x: y\r\n", "metadata", Content_Type="application/warc-fields"),
        record(page("A resource").encode(), "resource", url="https://x.example/7", Content_Type="text/html"),
    ]
    articles, errors = read(b"".join(others) + ONE)
    assert urls(articles) == ["7", "1"] and errors == []


def test_codings() -> None:
    text = page("Å page of the Łódź paper").encode()
    chunked = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (text[:100], text[100:])) + b"0\r\n\r\n"
    raw = zlib.compressobj(wbits=-15)
    bodies = [
        http(gzip.compress(text), Content_Encoding="gzip"),
        http(zlib.compress(text), Content_Encoding="deflate"),
        http(raw.compress(text) + raw.flush(), Content_Encoding="deflate"),
        http(chunked, Transfer_Encoding="chunked"),
        http(text.decode().encode("utf-16"), Content_Type="text/html; charset=utf-16"),
        http(page("Łódź").encode("iso-8859-2"), Content_Type="text/html; charset=iso-8859-2"),
    ]
    articles, errors = read(b"".join(map(record, bodies)))
    assert errors == [] and len(articles) == 6
    assert all("Łódź" in a.text for a in articles)


@pytest.mark.parametrize("pack", [False, True])
@pytest.mark.parametrize(
    "broken",
    [
        (TWO.replace(b"Content-Length: ", b"Content-Length: x")),
        (TWO.replace(b"Content-Length: ", b"Content-Length: 9")),  # longer than it is: it swallows what comes after
        (TWO.replace(b"Content-Length: ", b"Content-Length: 1")),
        TWO[:200],
        TWO[:400],
        TWO[:-3],
        (b"nonsense\r\n" * 30),
        (b"WARC/1.0\r\n\r\n"),
    ],
)
def test_broken_records_are_reported_and_others_go_in(broken: bytes, pack: bool) -> None:
    parts = (INFO, ONE, broken, THREE)
    articles, errors = read(packed(*parts) if pack else b"".join(parts))
    assert "1" in urls(articles) and "3" in urls(articles)
    assert errors and {e.code for e in errors} == {Code.BROKEN_RECORD}


@pytest.mark.parametrize(
    "damage",
    [
        (b"WARC/1.0\r\nWARC-Type", b"WARC/1.0\rxWARC-Type"),
        (b"WARC-Type: response", b"WARC-Type: resp0nse"),
        (b"WARC-Type", b"WARC-Tyre"),
        (b"URI: https:", b"URI: httpx:"),
        (b"HTTP/1.1 200", b"HTTP/1.1 2x0"),
        (b"text/html", b"text html"),
        (b"\r\nContent-Type: text/html", b"\r\nContent-Tyre: text/html"),
    ],
)
def test_a_damaged_mark_loses_no_page_without_a_word(damage: tuple[bytes, bytes]) -> None:
    assert damage[0] in TWO
    articles, errors = read(INFO + ONE + TWO.replace(*damage) + THREE)
    assert urls(articles) == ["1", "3"]
    assert [e.code for e in errors] == [Code.BROKEN_RECORD]


@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_packed_part_that_is_known_no_more_is_told(at: int) -> None:
    middle = bytearray(gzip.compress(TWO))
    middle[at] ^= 1
    articles, errors = read(gzip.compress(ONE) + bytes(middle) + gzip.compress(THREE))
    assert urls(articles) == ["1", "3"]
    assert [e.code for e in errors] == [Code.BROKEN_RECORD]
    assert read(gzip.compress(ONE) + b"\0" * 700 + gzip.compress(THREE))[1] == []  # filled up to a block


def test_a_damaged_part_of_a_packed_archive() -> None:
    middle = bytearray(gzip.compress(TWO))
    middle[40:60] = b"\xff" * 20
    articles, errors = read(packed(INFO, ONE) + bytes(middle) + packed(THREE))
    assert urls(articles) == ["1", "3"]
    assert [e.code for e in errors] == [Code.BROKEN_RECORD]
    articles, errors = read(packed(ONE, TWO)[:-30])
    assert urls(articles) == ["1"] and [e.code for e in errors] == [Code.BROKEN_RECORD]


def test_content_that_cannot_be_unpacked() -> None:
    text = page("Page 2 of the paper").encode()
    untrue = [http(text, Content_Encoding=label) for label in ("gzip", "br", "zstd", "deflate", "utf-8", "none")]
    articles, errors = read(b"".join(map(record, untrue)))
    assert len(articles) == 6 and errors == []
    articles, errors = read(record(http(bytes(range(256)) * 9, Content_Encoding="odd")) + ONE)
    assert urls(articles) == ["1"] and "its body is no text (odd)" in str(errors[0])


def test_newer_codings() -> None:
    text = page("Page 2 of the paper").encode()
    packed_bodies = [
        http(brotli.compress(text), Content_Encoding="br"),
        http(zstd_library().compress(text), Content_Encoding="zstd"),
    ]
    articles, errors = read(b"".join(map(record, packed_bodies)))
    assert [a.headline for a in articles] == ["Page 2 of the paper"] * 2 and errors == []
    whole = io.BytesIO(zstd_library().compress(INFO + ONE))
    errors = []
    assert urls(list(warc.read_warc(whole, source="c.warc.zst", on_error=errors.append))) == ["1"] and errors == []


def test_bodies_that_are_cut_off_are_said() -> None:
    text = page("Page 2 of the paper").encode() + b" " * 2_000
    bodies = [
        record(http(text, Content_Length=str(len(text) + 100))),
        record(http(gzip.compress(text)[:-9], Content_Encoding="gzip")),
        record(http(text), WARC_Truncated="length"),
    ]
    articles, errors = read(b"".join(bodies))
    assert len(articles) == 3 and [e.code for e in errors] == [Code.CUT_OFF] * 3


def test_texts_of_an_archive_and_an_archive_without_pages() -> None:
    text = record(
        b"Page 3 of the paper\nIt is what the mayor said on Tuesday, and all heard it.\n",
        "conversion",
        url="https://x.example/3",
        Content_Type="text/plain",
        WARC_Identified_Content_Language="eng",
    )
    (article,), errors = read(INFO + text)
    assert (article.headline, article.url, article.language) == ("Page 3 of the paper", "https://x.example/3", "en")
    assert article.text.endswith("all heard it.") and errors == []
    articles, errors = read(INFO + record(http(b"GIF89a", Content_Type="image/gif")))
    assert articles == [] and [e.code for e in errors] == [Code.NOTHING_IN_IT]


def test_of_two_captures_the_later_stands() -> None:
    early, late = (record(http(page(f"Page {n}").encode()), WARC_Date=f"2031-03-0{n}T05:06:07Z") for n in "45")
    (first, second), _ = read(late + early)
    assert first.version.supersedes(second.version) and not second.version.supersedes(first.version)


def test_nothing_is_written_to_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    sly = record(http(page("A page").encode()), url="https://x.example/a b\x1b[31m")
    (one,), _ = read(sly)
    assert (one.url or "").startswith("https://x.example/a%20b") and "\x1b" not in (one.url or "") + one.source
    read(ONE.replace(b"text/html; charset=utf-8", b"text/html\r\nContent-Encoding: gzip"))
    assert capfd.readouterr() == ("", "")


def test_no_archive_at_all() -> None:
    for data in (b"", b"hello", b"\x1f\x8b", b"\x1f\x8b\x08nothing", b"WARC/1.0"):
        articles, errors = read(data)
        assert articles == [] and [e.code for e in errors] == [Code.BROKEN_RECORD], data


def test_memory_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc, "MAX_RECORD", 1_000_000)
    bomb = record(http(gzip.compress(b" " * 50_000_000), Content_Encoding="gzip"))
    long = record(http(b" " * 20_000_000), url="https://x.example/8")
    line = b"a" * 30_000_000  # neither a header nor a line has an end
    header = b"WARC/1.0\r\nX: " + b"b" * 20_000_000
    path = tmp_path / "a.warc.gz"
    path.write_bytes(packed(ONE, bomb, TWO, long, line, header, THREE))
    errors: list[KgError] = []
    list(read_articles([path], on_error=errors.append))  # what is loaded late is loaded
    errors.clear()
    tracemalloc.start()
    articles = list(read_articles([path], on_error=errors.append))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert urls(articles) == ["1", "2", "3"]
    assert [e.code for e in errors if e.code is Code.TOO_LARGE] == [Code.TOO_LARGE] * 2
    assert peak < 12_000_000


def test_files_and_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.warc.gz").write_bytes(packed(INFO, ONE))
    (tmp_path / "b.warc").write_bytes(TWO)
    (tmp_path / "crawl").write_bytes(packed(THREE))
    assert urls(list(read_articles([tmp_path, tmp_path / "crawl"]))) == ["1", "2", "3"]
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(packed(THREE))))
    assert urls(list(read_articles(["-"]))) == ["3"]
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(gzip.compress(b"Packed words."))))
    assert [a.text for a in read_articles(["-"])] == ["Packed words."]


def test_members_of_a_packed_file() -> None:
    assert io.BufferedReader(Members(io.BytesIO(packed(b"ab", b"", b"cd" * 99_999)))).read() == b"ab" + b"cd" * 99_999
    damaged = io.BufferedReader(
        Members(io.BytesIO(packed(b"ab") + b"\x1f\x8b\x08\x00junk and more junk" + packed(b"cd")))
    )
    assert damaged.read(2) == b"ab"
    with pytest.raises(DamagedMember):
        damaged.read(1)
    assert damaged.read() == b"cd"


def test_unpack() -> None:
    assert unpack(gzip.compress(zlib.compress(b"ab")), "deflate, gzip", 10) == b"ab"
    assert unpack(gzip.compress(b"a" * 1000), "x-gzip", 10) == b"a" * 11
    assert unpack(b"ab", "identity", 10) == b"ab"
    assert unpack(b"", "deflate", 10) == b""
    for coding in ("br", "gzip"):
        with pytest.raises(ValueError, match="it"):
            unpack(b"abc", coding, 10)
