import json
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.articles.markup import seen
from kg.articles.readers.text import read_text, split_front_matter
from kg.articles.sniffing import sniff
from kg.errors import Code, KgError

BODY = "\n Two ships met off Bergen.\r\n\r\nNobody was hurt.  \n"


def test_front_matter_and_the_text_after_it_exactly() -> None:
    data = f'---\ntitle: "Ships: a meeting"\ndate: 2009-11-03\nurl: "urn:x:1"\ntags: [a]\n---\n{BODY}'
    article = read_text(data.encode(), source="a.txt")
    assert article.text == "Ships: a meeting\n\n" + BODY
    assert article.headline == "Ships: a meeting"
    assert article.headline_span == (0, 16)
    assert (article.published, article.url, article.publisher) == ("2009-11-03", "urn:x:1", None)


def test_no_front_matter() -> None:
    assert read_text(BODY.encode(), source="a").text == BODY
    for text in ("---\nA rule, then words.\n", "---\nWords between rules\n---\nMore words.\n", "--- \n"):
        assert split_front_matter(text, source="a") == ({}, text)


def test_text_that_begins_with_its_title() -> None:
    article = read_text(b"---\ntitle: Ships meet\n---\n\nShips meet\n\nTwo ships met.\n", source="a")
    assert article.text == "\nShips meet\n\nTwo ships met.\n"
    assert article.headline_span == (1, 11)


def test_windows_line_ends_and_mark() -> None:
    data = "---\r\ntitle: T one\r\n---\r\nText.\r\n".encode("utf-8-sig")
    assert read_text(data, source="a").text == "T one\n\nText.\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends(encoding: str, end: str) -> None:
    text = "---\ntitle: Café talks\ndate: 2031-01-02\n---\nThe “first” paragraph.\n\nThe second one."
    data = text.replace("\n", end).encode(encoding)
    article = read_text(data, source="a")
    assert sniff(data) == "text"
    assert (article.headline, article.published) == ("Café talks", "2031-01-02")
    assert article.text.splitlines() == ["Café talks", "", "The “first” paragraph.", "", "The second one."]


def test_keys_in_capitals_lists_and_nothing() -> None:
    data = b"---\nTitle: X y\nAuthor: [Ann Lee, Bo Ek]\npublisher: null\nlanguage: en_GB\n---\nText."
    article = read_text(data, source="a", publisher="The Post", date="2020-01-02")
    assert (article.headline, article.author) == ("X y", "Ann Lee, Bo Ek")
    assert (article.publisher, article.published, article.language) == ("The Post", "2020-01-02", "en-GB")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"---\ndate: sometime\n---\nText.", Code.BAD_DATE),
        (b"---\ndate: 03/04/2025\n---\nText.", Code.BAD_DATE),
        (b"---\ntitle: a: b: c\n---\nText.", Code.BAD_FRONT_MATTER),
        (b"---\ntitle: '" + b"[" * 5000 + b"\n---\nText.", Code.BAD_FRONT_MATTER),
        (b"---\ntitle: x\nurl: " + b"[" * 5000 + b"\n---\nText.", Code.BAD_FRONT_MATTER),
        (b"", Code.NO_TEXT),
        (b"---\ntitle: x\n---\n \n", Code.NO_TEXT),
        (b"a" * 1_000_001, Code.TOO_LARGE),
    ],
    ids=range(8),
)
def test_errors(data: bytes, code: Code) -> None:
    with pytest.raises(KgError) as error:
        read_text(data, source="bad.txt")
    assert error.value.code is code
    assert "bad.txt" in str(error.value)


WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), max_size=80)


@settings(deadline=None)  # the first text that is no English loads a model
@given(title=WORDS, body=WORDS.filter(lambda text: any(map(str.isalnum, text))))
def test_front_matter_round_trip(title: str, body: str) -> None:
    data = f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\ndate: 2009-11-03\n---\n{body}"
    article = read_text(data.encode(), source="a")
    assert article.text.endswith(seen(body))
    assert article.published == "2009-11-03"
    if article.headline and article.headline_span:
        begin, end = article.headline_span
        assert article.text[begin:end] == article.headline


@given(st.text(st.characters(), max_size=300))
def test_any_text(text: str) -> None:
    try:
        article = read_text(text.encode("utf-8", "surrogatepass"), source="a")
    except KgError as error:
        assert error.code in (Code.NO_TEXT, Code.BAD_FRONT_MATTER, Code.BAD_DATE)
        return
    assert len(article.readable) == len(article.text)
    article.text.encode()


def test_aliases_that_would_fill_the_memory() -> None:
    lists = "".join(f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]\n" for a, b in pairwise("abcdefghijk"))
    with pytest.raises(KgError) as error:
        read_text(f"---\na: &a [x]\n{lists}title: *k\n---\nText.".encode(), source="f")
    assert error.value.code is Code.BAD_FRONT_MATTER
    assert read_text(b"---\nauthor: &a Ann\ntitle: *a\n---\nText.", source="f").headline == "Ann"


def test_front_matter_in_toml() -> None:
    data = b'+++\ntitle = "X y"\ndate = 2020-01-02T10:00:00Z\nauthor = "Ann Lee"\n+++\n\nText.'
    article = read_text(data, source="a.md", markdown=True)
    assert (article.headline, article.published, article.author) == ("X y", "2020-01-02", "Ann Lee")
    assert article.text.endswith("Text.") and "+++" not in article.text
    with pytest.raises(KgError) as error:
        read_text(b"+++\ntitle = \n+++\nText.", source="a.md")
    assert error.value.code is Code.BAD_FRONT_MATTER
