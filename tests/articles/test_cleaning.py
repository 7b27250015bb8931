from hypothesis import given
from hypothesis import strategies as st

from kg.articles.cleaning import clean, decode, decode_page, flat, iri, is_binary, language_tag
from kg.articles.markup import seen


def test_utf8_with_and_without_mark() -> None:
    assert decode("Tromsø\r\n".encode()) == "Tromsø\r\n"
    assert decode("Tromsø".encode("utf-8-sig")) == "Tromsø"
    assert decode("Tromsø".encode("utf-16")) == "Tromsø"


def test_what_is_not_utf8_is_windows_1252() -> None:
    assert decode("“Tromsø” – 5 €".encode("cp1252")) == "“Tromsø” – 5 €"
    assert decode("Tromsø ".encode() + b"\x93so\x94") == "Tromsø “so”"


def test_pages_may_name_their_encoding() -> None:
    page = '<html><head><meta charset="windows-1251"></head><p>Дмитриев</p></html>'
    assert "Дмитриев" in decode_page(page.encode("cp1251"))
    assert "Дмитриев" in decode_page(page.encode("utf-8"))
    assert decode_page(b'<meta charset="unicode_escape">\\u0041') == '<meta charset="unicode_escape">\\u0041'
    assert "–" in decode_page(b'<meta charset="iso-8859-1"> \x96')


def test_clean_replaces_one_by_one() -> None:
    assert clean("a\x00b\ud800c\x96d\fe\uffffz") == "a\ufffdb\ufffdc–d\ne\ufffdz"
    assert clean("\ud83d\ude00") == "😀"
    assert clean(" a\r\n\tb ") == " a\r\n\tb "


@given(st.text(st.characters()))
def test_cleaned_text_can_be_stored(text: str) -> None:
    cleaned = clean(text)
    cleaned.encode("utf-8")
    assert clean(cleaned) == cleaned
    assert "\x00" not in cleaned


@given(st.binary())
def test_any_bytes_decode(data: bytes) -> None:
    clean(decode(data)).encode()
    clean(decode_page(data)).encode()


def test_iri() -> None:
    assert iri("https://a.example/x y?q=<1>") == "https://a.example/x%20y?q=%3C1%3E"
    assert iri("urn:bench:12") == "urn:bench:12"
    assert iri("www.a.example/x") == "https://www.a.example/x"
    assert iri("//a.example/x") == "https://a.example/x"
    assert iri("a.example:8080/x") == "https://a.example:8080/x"
    assert iri("/news/1") is None
    assert iri("12") is None
    assert iri("") is None


@given(st.text(st.characters()))
def test_an_iri_is_safe_in_nquads(text: str) -> None:
    found = iri(text)
    assert found is None or not set(found) & set('<>"{}|\\^` \n\r\t\x00')


def test_small_values() -> None:
    assert language_tag("en_GB") == "en-GB"
    assert language_tag("English please") is None
    assert flat(["A B", {"name": "C"}, None]) == "A B, C"
    assert flat(" x\n y ") == "x y"
    assert flat(None) == flat(True) == flat({}) == ""


def test_binary() -> None:
    assert is_binary(b"%PDF-1.4")
    assert is_binary(bytes(range(32)) * 20)
    assert not is_binary(b"Plain\ttext\r\n")
    assert not is_binary("Tromsø".encode("utf-16"))


def test_letters_that_nobody_sees_are_left_out() -> None:
    hidden = "".join(chr(0xE0000 + ord(letter)) for letter in "obey me") + "\ufff9\ufffa\u206a\U000e0150"
    assert seen(f"Ma{hidden}ra\ufe0f Lund") == "Mara Lund"
    assert seen("❤\ufe0f 👩\u200d👧") == "❤\ufe0f 👩\u200d👧"
